package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"quire/internal/build"
	"quire/internal/diag"
	"quire/internal/release"
)

func releaseCommand() *cobra.Command {
	var dir, verdicts string
	var report reporter
	cmd := &cobra.Command{
		Use:   "release INPUT",
		Short: "Lay a book's editions out for publication",
		Long: `Build all editions of a book under names that carry the version of quire, with its cover, a report, a
bill of materials (CycloneDX), an OPDS feed, a landing page and checksums. Only a release build of
quire, which knows its version, date and commit, can do so: see “make release”.

With --verdicts FILE, JSON objects such as make check writes, the report says what each checker found
in each file. They must be about these very files.`,
		Args: takes(1, "a book: a folder with book.yaml, or a Markdown file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			req := build.Request{Input: args[0]}
			if err := describe(&req); err != nil {
				return err
			}
			if req.Released == "" {
				return errors.New("this is a development build, which has no version to release; use “make release VERSION=…”")
			}
			said, err := readVerdicts(verdicts)
			if err != nil {
				return err
			}
			var findings diag.List
			r, result, err := release.Write(cmd.Context(), new(build.Session), req, dir, runtime.Version(), said, &findings)
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
	cmd.Flags().StringVar(&verdicts, "verdicts", "", "what checkers said of these files")
	return cmd
}

func readVerdicts(name string) ([]release.Verdict, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	verdicts, err := release.ReadVerdicts(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return verdicts, nil
}

func verifyCommand() *cobra.Command {
	var book string
	var report reporter
	cmd := &cobra.Command{
		Use:   "verify DIST",
		Short: "Build a release again and compare it byte for byte",
		Long: `Build again what a release made of its book, and say file by file whether the bytes agree. The
binaries of quire, which need Go to be built, are compared with SHA256SUMS alone; to build them too,
check out the commit, run “make dist VERSION=…” and “make agree DISTS="dist DIST"”.`,
		Args: takes(1, "the folder of a release"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var findings diag.List
			files, result, err := release.Verify(cmd.Context(), new(build.Session), args[0], book, runtime.Version(), version(), &findings)
			if err != nil {
				return err
			}
			if report.print(cmd.ErrOrStderr(), result.Findings(&findings)) {
				return errFindings
			}
			problems := 0
			for _, f := range files {
				switch {
				case f.Problem != "":
					problems++
					fmt.Fprintf(cmd.OutOrStdout(), "differs  %s: %s\n", f.Name, f.Problem)
				case f.Listed:
					fmt.Fprintf(cmd.OutOrStdout(), "listed   %s\n", f.Name)
				default:
					fmt.Fprintf(cmd.OutOrStdout(), "agrees   %s\n", f.Name)
				}
			}
			if problems > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "%d of %d files differ\n", problems, len(files))
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&book, "source", "source", "folder of the book")
	return cmd
}
