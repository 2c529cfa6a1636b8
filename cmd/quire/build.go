package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/build"
	"quire/internal/diag"
)

func buildCommand() *cobra.Command {
	var req build.Request
	var formats string
	var report reporter
	var pandoc pandocFlags
	cmd := &cobra.Command{
		Use:   "build INPUT…",
		Short: "Build a book's editions",
		Long: `Build the editions of a book. INPUT is a folder with a book.yaml, or Markdown files, of which the
first has YAML front matter in Pandoc's terms (title, author, date, lang, bibliography, csl, …). “-”
is standard input; it needs -o or --out.

Without further options every edition is built: those that book.yaml lists, or an EPUB, an HTML
page and an A5 PDF. --to asks for the main edition of a format, the one that bears the book's
name alone; --edition for one or more by their names, separated by commas. Outputs are written
only if the text has no errors; otherwise earlier ones stay as they were. They go to build/ in the
book's root, or beside the first of Markdown files, where only files that quire has written are
replaced.

Many options are Pandoc's. docs/pandoc.md says of each of Pandoc's what becomes of it.`,
		Example: `  quire build source
  quire build source --to epub,html --out dist
  quire build source --edition print
  quire build essay.md --strict
  quire build essay.md -o essay.pdf
  quire build - -o essay.pdf < essay.md
  quire build title.md chapter-*.md --bibliography works.bib -o book.epub`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 && len(pandoc.defaults) > 0 {
				return nil // which may name the files
			}
			return takes(-1, "a book: a folder with book.yaml, or a Markdown file")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				req.Input, req.More = args[0], args[1:]
			}
			if err := describe(&req); err != nil {
				return err
			}
			req.Stdin = cmd.InOrStdin()
			if err := pandoc.apply(cmd, &req, &formats); err != nil {
				return err
			}
			if req.Input == "" {
				return fmt.Errorf("name a book: a folder with book.yaml, or a Markdown file; see “%s --help”", cmd.CommandPath())
			}
			var err error
			if req.Formats, err = readFormats(formats); err != nil {
				return err
			}
			return runBuild(cmd, req, report)
		},
	}
	f := cmd.Flags()
	pandoc.flags(f)
	f.StringVarP(&formats, "to", "t", "", "build the main edition of each of these formats: "+strings.Join(build.FormatNames(), ", "))
	f.StringVar(&req.Edition, "edition", "", "editions of book.yaml to build, by their names, comma-separated (all)")
	f.StringVar(&req.Out, "out", "", "folder for the outputs (build/ in the book's root, or that of a lone file)")
	f.BoolVar(&req.Strict, "strict", false, "treat warnings as errors")
	f.BoolVar(&req.Draft, "draft", false, "build in spite of errors; what is missing shows in its place")
	report.flags(cmd)
	_ = cmd.RegisterFlagCompletionFunc("to", cobra.FixedCompletions(build.FormatNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// readFormats reads the value of --to.
func readFormats(list string) (formats []string, err error) {
	for f := range strings.SplitSeq(list, ",") {
		if f = strings.TrimSpace(f); f == "" {
			continue
		}
		if known, ok := pandocFormats[f]; ok {
			f = known
		}
		if !slices.Contains(build.FormatNames(), f) {
			return nil, fmt.Errorf("--to: there is no format “%s”; the formats are %s", f, strings.Join(build.FormatNames(), ", "))
		}
		formats = append(formats, f)
	}
	return formats, nil
}

// runBuild builds, and prints the findings and the names of the files.
func runBuild(cmd *cobra.Command, req build.Request, report reporter) error {
	var findings diag.List
	result, err := new(build.Session).Build(cmd.Context(), req, &findings)
	if err := report.finish(cmd, result.Findings(&findings), err); err != nil {
		return err
	}
	if !report.json {
		for _, name := range result.Written {
			fmt.Fprintln(cmd.OutOrStdout(), name)
		}
	}
	return nil
}

// pandocFormats maps Pandoc's names of formats to ours.
var pandocFormats = map[string]string{"epub2": "epub", "epub3": "epub", "html4": "html", "html5": "html", "latex": "pdf"}
