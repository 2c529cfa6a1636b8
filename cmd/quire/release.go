package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"quire/internal/build"
	"quire/internal/diag"
	"quire/internal/release"
)

func releaseCommand() *cobra.Command {
	var dir, verdicts string
	var issue release.Issue
	var report reporter
	cmd := &cobra.Command{
		Use:   "release INPUT",
		Short: "Lay a book's editions out for publication",
		Long: `Build all editions of a book under names that carry a version, with its cover, a report, a bill of
materials (CycloneDX), an OPDS feed, a landing page and checksums.

--version says which version of the book it is, and --date when it appears; without --date it is the
date of the book. Without --version both are those of quire itself, which only a release build knows:
see “make release”.

With --verdicts FILE, JSON objects such as make check writes, the report says what each checker found
in each file. They must be about these very files.`,
		Example: `  quire release mybook --version 2.0 --date 2026-11-22`,
		Args:    takes(1, "a book: a folder with book.yaml, or a Markdown file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			req := build.Request{Input: args[0]}
			if err := describe(&req); err != nil {
				return err
			}
			if err := checkIssue(issue, req); err != nil {
				return err
			}
			said, err := readVerdicts(verdicts)
			if err != nil {
				return err
			}
			var findings diag.List
			r, result, err := release.Write(cmd.Context(), new(build.Session), req, issue, dir, runtime.Version(), said, &findings)
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
	cmd.Flags().StringVar(&issue.Version, "version", "", "version of the book")
	cmd.Flags().StringVar(&issue.Date, "date", "", "day on which that version appears, such as 2026-11-22")
	cmd.Flags().StringVar(&verdicts, "verdicts", "", "what checkers said of these files")
	return cmd
}

// versionForm is what may be a part of a file's name everywhere.
var versionForm = regexp.MustCompile(`^[0-9A-Za-z]([0-9A-Za-z.+_-]*[0-9A-Za-z])?$`)

// checkIssue checks the version and the date of the command line.
func checkIssue(issue release.Issue, req build.Request) error {
	switch {
	case issue.Version == "" && issue.Date != "":
		return errors.New("--date is that of a --version; name it, too")
	case issue.Version == "" && req.Released == "":
		return errors.New("say which version of the book it is: --version 1.0")
	case issue.Version != "" && !versionForm.MatchString(issue.Version):
		return fmt.Errorf("“%s” is no version; write letters, figures, stops and hyphens, such as 2.0", issue.Version)
	}
	if _, err := time.Parse(time.DateOnly, issue.Date); err != nil && issue.Date != "" {
		return fmt.Errorf("“%s” is no day; write it as 2026-11-22", issue.Date)
	}
	return nil
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
