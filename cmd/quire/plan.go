package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"quire/internal/build"
	"quire/internal/diag"
)

func planCommand() *cobra.Command {
	var asJSON bool
	var previous string
	cmd := &cobra.Command{
		Use:   "plan INPUT…",
		Short: "List the jobs that build many books, with hashes of their inputs",
		Long: `List the jobs that build one or more books: one job for each edition of each book. Jobs depend on
nothing but their book and the tool, so that any machine can do any of them, with

    quire build BOOK --edition EDITION

Each has a hash of all that its output depends on: the files that its build reads, and quire itself.
With --json the jobs are printed as the “include” list of a matrix, as CI services take it; with
--previous FILE, an earlier output of --json, those whose hash has not changed are left out.`,
		Example: `  quire plan shelf/*
  quire plan shelf/* --json > plan.json
  quire plan shelf/* --json --previous plan.json`,
		Args: takes(-1, "books: folders with a book.yaml, or Markdown files"),
		RunE: func(cmd *cobra.Command, args []string) error {
			done, err := readPlan(previous)
			if err != nil {
				return err
			}
			jobs, failed, err := plan(cmd, args)
			if err != nil {
				return err
			}
			todo := matrix{Include: []build.Job{}}
			for _, j := range jobs {
				if done[jobKey{j.Book, j.Edition}] != j.Inputs {
					todo.Include = append(todo.Include, j)
				}
			}
			if err := todo.print(cmd, asJSON); err != nil {
				return err
			}
			if failed {
				return errFindings
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the jobs as JSON")
	cmd.Flags().StringVar(&previous, "previous", "", "leave out the jobs that this earlier plan has with the same hash")
	return cmd
}

// matrix is a plan in the form that CI services read.
type matrix struct {
	Include []build.Job `json:"include"`
}

type jobKey struct{ book, edition string }

// readPlan reads an earlier plan. A file that does not exist is a plan without jobs.
func readPlan(name string) (map[jobKey]string, error) {
	done := map[jobKey]string{}
	if name == "" {
		return done, nil
	}
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return done, nil
	}
	if err != nil {
		return nil, err
	}
	var m matrix
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("%s is no plan: %w", name, err)
	}
	for _, j := range m.Include {
		done[jobKey{j.Book, j.Edition}] = j.Inputs
	}
	return done, nil
}

// plan reads the books, several at a time, and returns their jobs in the order of the books.
func plan(cmd *cobra.Command, books []string) (jobs []build.Job, failed bool, err error) {
	tool, err := build.ToolSum()
	if err != nil {
		return nil, false, err
	}
	type answer struct {
		jobs     []build.Job
		findings []diag.Finding
	}
	answers := make([]answer, len(books))
	g, ctx := errgroup.WithContext(cmd.Context())
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, book := range books {
		g.Go(func() error {
			req := build.Request{Input: book}
			if err := describe(&req); err != nil {
				return err
			}
			var l diag.List
			jobs, result, err := new(build.Session).Plan(ctx, req, tool, &l)
			answers[i] = answer{jobs, result.Findings(&l)}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, false, err
	}
	for _, a := range answers {
		var r reporter
		// A plan reports errors only. The build reports the warnings.
		var errs []diag.Finding
		for _, f := range a.findings {
			if f.Severity == diag.Error {
				errs = append(errs, f)
			}
		}
		failed = r.print(cmd.ErrOrStderr(), errs) || failed
		jobs = append(jobs, a.jobs...)
	}
	return jobs, failed, nil
}

func (m matrix) print(cmd *cobra.Command, asJSON bool) error {
	if asJSON {
		e := json.NewEncoder(cmd.OutOrStdout())
		e.SetEscapeHTML(false)
		return e.Encode(m)
	}
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "BOOK\tEDITION\tOUTPUT\tINPUTS")
	for _, j := range m.Include {
		fmt.Fprintf(w, "%s\t%s\t%s\t%.12s\n", j.Book, j.Edition, j.Output, j.Inputs)
	}
	return w.Flush()
}
