// Package build runs the stages: it is the table of contents of the code. It alone touches the file system; the
// stages see fs.FS and bytes.
package build

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/sync/errgroup"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/manifest"
	"quire/internal/markdown"
	"quire/internal/page"
	"quire/internal/style"
)

// Request says what to build.
type Request struct {
	Input   string   // a folder with book.yaml, or one Markdown file
	Formats []string // of Formats; empty for all
	Edition string   // the names of editions, comma-separated; "" for all
	Out     string   // folder for the outputs; "" for build/ in the book's root
	Strict  bool     // warnings count as errors
	Version string   // of the tool
	// Released and Revision are the date (2026-11-22) and commit of a release build, for the colophon; "" in others.
	Released, Revision string
	// From is the folder that the paths of findings are shown relative to; "" for the book's root.
	From string
}

// Result is what came of a build.
type Result struct {
	Written  []string // paths of the editions written
	strict   bool
	silences []markdown.Silence
	prefix   string // of the paths of findings
}

// Formats are the formats that an edition may have.
func Formats() []string { return []string{"epub", "kepub", "html", "pdf"} }

// Run builds a book. Author's faults go to findings, and then nothing is written; the error is the machine's.
func Run(ctx context.Context, req Request, findings *diag.List) (Result, error) {
	made, result, err := Make(ctx, req, findings)
	if made == nil || err != nil {
		return result, err
	}
	result.Written, err = write(made.dir, made.Outputs)
	if err != nil || made.lone || made.Meta.Cover != "" || !slices.ContainsFunc(made.Outputs, func(o Output) bool { return o.Format == "epub" }) {
		return result, err
	}
	// Beside the editions of a book that brings no cover stands the drawn one, to be used or drawn over.
	c, err := drawCover(made.Meta)
	if err != nil {
		return result, err
	}
	_, err = write(made.dir, []Output{{Name: "cover.svg", Data: c.SVG()}})
	return result, err
}

// Made is a built book in memory.
type Made struct {
	Meta    doc.Meta
	Words   int // of the text and its notes
	Notes   int
	Works   int
	Outputs []Output
	Cover   func() (Cover, error) // draws one where the book brings none
	dir     string                // where Run writes
	lone    bool                  // made of one Markdown file
}

// Output is a finished file.
type Output struct {
	Name    string // without a folder
	Edition string
	Format  string
	Data    []byte
	// Pages is how many pages of the text a PDF has, and Sheets how many sheets of paper they take, as in Edition.
	Pages, Sheets int
}

// Make builds a book and writes nothing. It gives nil where the author's faults, or the machine's, leave no book.
func Make(ctx context.Context, req Request, findings *diag.List) (*Made, Result, error) {
	return makeBook(ctx, req, findings, nil)
}

// Check makes every edition of a book in memory, for its findings alone, and reports besides them the selectors of its own
// stylesheets for print that match nothing in any of its PDF editions.
func Check(ctx context.Context, req Request, findings *diag.List) (Result, error) {
	usage := new(style.Usage)
	made, result, err := makeBook(ctx, req, findings, usage)
	if made != nil {
		usage.Report(findings)
	}
	return result, err
}

// begin reads a book and chooses the editions that a request asks for. Where the text has errors there is no job. Whoever
// gets one closes its input.
func begin(ctx context.Context, req Request, findings *diag.List) (*job, []manifest.Edition, Result, error) {
	result := Result{strict: req.Strict}
	in, err := open(req.Input, findings)
	if err != nil {
		return nil, nil, result, err
	}
	book := in.book(req, findings)
	result.silences, result.prefix = in.silences, in.prefix(req.From)
	if book == nil || failed(result.Findings(findings)) {
		in.close()
		return nil, nil, result, nil
	}
	editions, err := choose(in.manifest.Editions, req)
	if err != nil {
		in.close()
		return nil, nil, result, err
	}
	return newJob(ctx, in, book, findings), editions, result, nil
}

func makeBook(ctx context.Context, req Request, findings *diag.List, usage *style.Usage) (*Made, Result, error) {
	j, editions, result, err := begin(ctx, req, findings)
	if j == nil {
		return nil, result, err
	}
	defer j.in.close()
	j.usage = usage
	outputs, err := j.render(editions)
	if err != nil || failed(result.Findings(findings)) {
		return nil, result, err
	}
	m := &Made{Meta: j.book.Meta, Words: words(j.book), Notes: len(j.book.Notes), Works: len(j.book.Works), Outputs: outputs, Cover: j.front, dir: j.in.outDir(req), lone: j.in.lone != ""}
	return m, result, nil
}

// words counts the words of the author's text and notes: what stands between spaces and has a letter or a figure.
func words(book *doc.Book) int {
	n := 0
	for _, s := range book.Sections {
		doc.Walk(s, func(x doc.AnyNode) bool {
			t, ok := x.(*doc.Text)
			if !ok || t.Span.File == "" {
				return true
			}
			for _, w := range strings.Fields(t.Value) {
				if strings.IndexFunc(w, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) >= 0 {
					n++
				}
			}
			return true
		})
	}
	return n
}

// DumpPages writes the typeset pages of a PDF edition as text.
func DumpPages(ctx context.Context, req Request, w io.Writer, findings *diag.List) (Result, error) {
	req.Formats = []string{"pdf"}
	j, editions, result, err := begin(ctx, req, findings)
	if j == nil {
		return result, err
	}
	defer j.in.close()
	pages, err := j.sheets(editions[0])
	if err != nil || failed(result.Findings(findings)) {
		return result, err
	}
	return result, page.Dump(w, pages)
}

// choose gives the editions that a request asks for: those that it names, or of the formats that it names the main one
// each, or all.
func choose(all []manifest.Edition, req Request) ([]manifest.Edition, error) {
	var known []string
	for _, e := range all {
		known = append(known, e.Name+" ("+string(e.Format)+")")
	}
	wanted := map[string]bool{}
	for name := range strings.SplitSeq(req.Edition, ",") {
		name = strings.TrimSpace(name)
		if name != "" && !slices.ContainsFunc(all, func(e manifest.Edition) bool {
			return e.Name == name && (len(req.Formats) == 0 || slices.Contains(req.Formats, string(e.Format)))
		}) {
			asked := ""
			if len(req.Formats) > 0 {
				asked = " of that format"
			}
			return nil, fmt.Errorf("the book has no edition “%s”%s; it has %s", name, asked, list(known))
		}
		wanted[name] = true
	}
	var out []manifest.Edition
	for _, e := range all {
		switch {
		case req.Edition != "" && !wanted[e.Name]:
		case len(req.Formats) > 0 && !slices.Contains(req.Formats, string(e.Format)):
		case len(req.Formats) > 0 && req.Edition == "" && !isMain(all, e):
		default:
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("the book has no edition of the formats asked for; it has %s", list(known))
	}
	return out, nil
}

// isMain tells whether an edition is the one that its format is known by, whose file bears the book's name alone: the
// one whose pages the others cite, or else the first.
func isMain(all []manifest.Edition, e manifest.Edition) bool {
	main := slices.IndexFunc(all, func(o manifest.Edition) bool { return o.Format == e.Format && o.Pagination })
	if main < 0 {
		main = slices.IndexFunc(all, func(o manifest.Edition) bool { return o.Format == e.Format })
	}
	return all[main].Name == e.Name
}

// render makes the outputs of the editions, in memory, several at a time. What each says depends on nothing but the
// book and its edition, so the order in which they are done can't be seen.
func (j *job) render(editions []manifest.Edition) ([]Output, error) {
	outputs := make([]Output, len(editions))
	g, _ := errgroup.WithContext(j.ctx)
	for i, e := range editions {
		g.Go(func() error {
			data, err := j.edition(e)
			if err != nil {
				return fmt.Errorf("edition %s: %w", e.Name, err)
			}
			outputs[i] = Output{Name: j.in.fileName(e), Edition: e.Name, Format: string(e.Format), Data: data}
			if e.Format == manifest.PDF {
				outputs[i].Pages, outputs[i].Sheets, err = j.count(e)
			}
			return err
		})
	}
	err := g.Wait()
	return outputs, err
}
