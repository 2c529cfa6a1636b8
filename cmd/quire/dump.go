package main

import (
	"github.com/spf13/cobra"

	"quire/internal/build"
	"quire/internal/diag"
)

func dumpCommand() *cobra.Command {
	dump := &cobra.Command{
		Use:   "dump",
		Short: "Print what the stages of a build hand over",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	var req build.Request
	var report reporter
	pages := &cobra.Command{
		Use:   "pages INPUT",
		Short: "Print the typeset pages as text: glyph runs with places, tags, links, outline",
		Args:  takes(1, "a book: a folder with book.yaml, or a Markdown file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			req.Input = args[0]
			if err := describe(&req); err != nil {
				return err
			}
			var findings diag.List
			result, err := new(build.Session).DumpPages(cmd.Context(), req, cmd.OutOrStdout(), &findings)
			return report.finish(cmd, result.Findings(&findings), err)
		},
	}
	pages.Flags().StringVar(&req.Edition, "edition", "", "the edition of book.yaml (the first PDF)")
	dump.AddCommand(pages)
	return dump
}
