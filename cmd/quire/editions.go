package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"quire/internal/build"
	"quire/internal/diag"
)

func editionsCommand() *cobra.Command {
	var req build.Request
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "editions INPUT",
		Short: "List a book's editions with their pages and sheets",
		Long: `List the editions of a book: the name by which “quire build --edition” knows each, its format,
how many pages it has and how many sheets of paper they take, and the name of its file. Sheets
are printed on both sides where pages face each other or are folded, on one side elsewhere.

The book is typeset for it, and nothing is written. docs/editions.md shows how editions are made.`,
		Args: takes(1, "a book: a folder with book.yaml, or a Markdown file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			req.Input = args[0]
			if err := describe(&req); err != nil {
				return err
			}
			var findings diag.List
			editions, result, err := new(build.Session).Editions(cmd.Context(), req, &findings)
			if err := (&reporter{}).finish(cmd, result.Findings(&findings), err); err != nil {
				return err
			}
			if asJSON {
				return printEditionsJSON(cmd.OutOrStdout(), editions)
			}
			return printEditions(cmd.OutOrStdout(), editions)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a line")
	return cmd
}

func printEditions(w io.Writer, editions []build.Listing) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "EDITION\tFORMAT\tPAGES\tSHEETS\tFILE")
	number := func(n int) string {
		if n == 0 {
			return "–"
		}
		return strconv.Itoa(n)
	}
	for _, e := range editions {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", e.Name, e.Format, number(e.Pages), number(e.Sheets), e.File)
	}
	return t.Flush()
}

func printEditionsJSON(w io.Writer, editions []build.Listing) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, e := range editions {
		if err := enc.Encode(struct {
			Name   string `json:"name"`
			Format string `json:"format"`
			File   string `json:"file"`
			Base   string `json:"base,omitempty"`
			Pages  int    `json:"pages,omitempty"`
			Sheets int    `json:"sheets,omitempty"`
		}(e)); err != nil {
			return err
		}
	}
	return nil
}
