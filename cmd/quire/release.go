package main

import (
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"quire/internal/build"
	"quire/internal/diag"
	"quire/internal/release"
)

func releaseCommand() *cobra.Command {
	var dir string
	var report reporter
	cmd := &cobra.Command{
		Use:   "release INPUT",
		Short: "Lay a book's editions out for publication",
		Long: `Build all editions of a book under names that carry the version of quire, with a report, an OPDS
feed, a landing page and checksums. Only a release build of quire, which knows its version, date and
commit, can do so: see “make release”.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			req := build.Request{Input: args[0]}
			if err := describe(&req); err != nil {
				return err
			}
			if req.Released == "" {
				return errors.New("this is a development build, which has no version to release; use “make release VERSION=…”")
			}
			var findings diag.List
			r, result, err := release.Write(cmd.Context(), req, dir, runtime.Version(), &findings)
			failed := report.print(cmd.ErrOrStderr(), result.Findings(&findings))
			if err != nil {
				return err
			}
			if failed || r == nil {
				return errFindings
			}
			for _, f := range r.Files {
				fmt.Fprintln(cmd.OutOrStdout(), f.Name)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "out", "dist", "folder of the release")
	return cmd
}

func verifyCommand() *cobra.Command {
	var book string
	var report reporter
	cmd := &cobra.Command{
		Use:   "verify DIST",
		Short: "Build a release again and compare it byte for byte",
		Long: `Build the publications of a release again from their source, and say file by file whether the bytes
agree. Files that the source does not make, such as binaries, are compared with SHA256SUMS.`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var findings diag.List
			verdicts, result, err := release.Verify(cmd.Context(), args[0], book, version(), &findings)
			if err != nil {
				return err
			}
			if report.print(cmd.ErrOrStderr(), result.Findings(&findings)) {
				return errFindings
			}
			problems := 0
			for _, v := range verdicts {
				if v.Problem == "" {
					fmt.Fprintf(cmd.OutOrStdout(), "agrees   %s\n", v.Name)
					continue
				}
				problems++
				fmt.Fprintf(cmd.OutOrStdout(), "differs  %s: %s\n", v.Name, v.Problem)
			}
			if problems > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "%d of %d files differ\n", problems, len(verdicts))
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&book, "source", "source", "folder of the book")
	return cmd
}
