package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"quire/internal/build"
	"quire/internal/check"
	"quire/internal/check/report"
	"quire/internal/diag"
)

func checkCommand() *cobra.Command {
	var asJSON bool
	var req build.Request
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Judge a book's source, or finished EPUB and PDF files",
		Long: `check reads EPUB and PDF files as a stranger would and says of each checkpoint whether the file
passes, fails or has to be looked at by a person: a PDF by the Matterhorn Protocol for PDF/UA-1,
an EPUB by EPUB 3.3 and EPUB Accessibility 1.1. The files need not be quire's.

Of a folder with a book.yaml, or a Markdown file, it says what a build would find, and which
selectors of the book's own stylesheets match nothing. It writes nothing.

It exits with 1 where a checkpoint fails or could not be reached, or the source has an error.`,
		Example: `  quire check mybook/build/mybook.epub mybook/build/mybook.pdf
  quire check mybook`,
		Args: takes(-1, "EPUB or PDF files, or a book"),
		RunE: func(cmd *cobra.Command, args []string) error {
			failed := false
			var unread error // unreadable files, which do not stop the check of the others
			var reports []*report.Report
			for _, name := range args {
				if isSource(name) {
					bad, err := checkSource(cmd, req, name, asJSON)
					if err != nil {
						return err
					}
					failed = failed || bad
					continue
				}
				r, err := checkFile(name)
				if err != nil {
					unread = errors.Join(unread, err)
					continue
				}
				reports = append(reports, r)
				failed = failed || r.Failed()
			}
			if len(reports) > 0 {
				if err := printReports(cmd.OutOrStdout(), reports, asJSON); err != nil {
					return err
				}
			}
			if unread == nil && failed {
				return errFindings
			}
			return unread
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the reports as JSON, and findings as JSON lines")
	cmd.Flags().BoolVar(&req.Strict, "strict", false, "treat warnings about a source as errors")
	return cmd
}

// isSource reports whether a name is the source of a book rather than a finished file.
func isSource(name string) bool {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return true
	}
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".md" || ext == ".markdown"
}

// checkSource prints the findings of a book's source.
func checkSource(cmd *cobra.Command, req build.Request, name string, asJSON bool) (failed bool, err error) {
	req.Input = name
	if err := describe(&req); err != nil {
		return false, err
	}
	out := reporter{json: asJSON}
	var findings diag.List
	result, err := new(build.Session).Check(cmd.Context(), req, &findings)
	return out.print(cmd.ErrOrStderr(), result.Findings(&findings)), err
}

// checkFile checks a finished file.
func checkFile(name string) (*report.Report, error) {
	data, err := build.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r, err := check.File(filepath.Base(name), data)
	if errors.Is(err, check.ErrUnknown) {
		return nil, fmt.Errorf("%s: neither an EPUB nor a PDF, nor the source of a book", name)
	}
	return r, err
}

func printReports(w io.Writer, reports []*report.Report, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(reports)
	}
	for i, r := range reports {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s\n", r.File, r.Standard)
		t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		for _, c := range r.Checkpoints {
			fmt.Fprintf(t, "  %s\t%s\t%s\n", c.Code, c.Status, c.Title)
			for _, f := range c.Faults {
				fmt.Fprintf(t, "  \t\t%s: %s\n", f.Place, f.Message)
			}
		}
		if err := t.Flush(); err != nil {
			return err
		}
		fmt.Fprintf(w, "  %d checkpoints pass, %d fail, %d unchecked, %d for a human\n",
			r.Count(report.Pass), r.Count(report.Fail), r.Count(report.Unchecked), r.Count(report.Human))
	}
	return nil
}
