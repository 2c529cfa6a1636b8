// Package build runs the stages: it is the table of contents of the code. It alone touches the file system; the
// stages see fs.FS and bytes.
package build

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/sync/errgroup"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/edition"
	"quire/internal/lang"
	"quire/internal/manifest"
	"quire/internal/markdown"
	"quire/internal/page"
	"quire/internal/style"
	"quire/internal/xhtml"
)

// Request says what to build.
type Request struct {
	Input   string   // a folder with book.yaml, or one Markdown file; “-” for Stdin
	More    []string // Markdown files that follow it, in one book
	Formats []string // of FormatNames; empty for all
	Edition string   // the names of editions, comma-separated; "" for all
	Out     string   // folder for the outputs; "" for build/ in the book's root
	OutFile string   // the file to write, if one edition is built; "-" for standard output; "" for a name of its own in Out
	Strict  bool     // warnings count as errors
	Draft   bool     // errors count as warnings; what is missing shows in its place
	Version string   // of the tool
	// Released and Revision are the date (2026-11-22) and commit of a release build, for the colophon; "" in others.
	Released, Revision string
	// Stdin is what “-” names; nil: nothing.
	Stdin io.Reader
	// Under is metadata in YAML that the book overrides, and Over metadata that overrides the book's.
	Under, Over []Layer
	// From is the folder that the paths of findings are shown relative to; "" for the book's root.
	From string
}

// Layer is metadata in YAML, in Pandoc's terms.
type Layer = manifest.Layer

// Result is what came of a build.
type Result struct {
	Written  []string // paths of the editions written
	strict   bool
	draft    bool
	silences []markdown.Silence
	prefix   string // of the paths of findings
}

// Made is a built book in memory.
type Made struct {
	Meta    doc.Meta
	Words   int // of the text and its notes
	Notes   int
	Works   int
	Outputs []Output
	Cover   func() (Cover, error) // draws one where the book brings none
	dir     string                // where Build writes
	lone    bool                  // made of one Markdown file
}

// Output is a finished file.
type Output struct {
	Name    string // without a folder
	Edition string
	Format  string // of FormatNames
	Data    []byte
	// Pages is how many pages of the text a PDF has, and Sheets how many sheets of paper they take, as in Listing.
	Pages, Sheets int
}

// Listing is what there is to know of an edition before it is printed.
type Listing struct {
	Name   string
	Format string // of FormatNames
	File   string // name of the output
	Base   string // the edition that it started from; "" for none
	// Pages is how many pages of the text it has, and Sheets how many sheets of paper they take, printed on both sides
	// where pages face each other or are folded. Both are 0 for what has no pages.
	Pages, Sheets int
}

// Build builds a book and writes its outputs. Author's faults go to findings, and then nothing is written; the error is
// the machine's.
func (s *Session) Build(ctx context.Context, req Request, findings *diag.List) (Result, error) {
	made, result, err := s.Make(ctx, req, findings)
	if made == nil || err != nil {
		return result, err
	}
	if req.OutFile != "" {
		result.Written, err = writeOne(req.OutFile, made.Outputs)
		return result, err
	}
	if made.lone && req.Out == "" {
		if err := spare(made.dir, made.Outputs); err != nil {
			return result, err
		}
	}
	result.Written, err = write(made.dir, made.Outputs)
	if err != nil || made.lone || made.Meta.Cover != "" || !slices.ContainsFunc(made.Outputs, func(o Output) bool { return o.Format == "epub" }) {
		return result, err
	}
	// The drawn cover of a book that brings none goes beside the editions, to be used or drawn over.
	c, err := s.drawCover(made.Meta)
	if err != nil {
		return result, err
	}
	_, err = write(made.dir, []Output{{Name: "cover.svg", Data: c.SVG()}})
	return result, err
}

// Make builds a book and writes nothing. It gives nil where the author's faults, or the machine's, leave no book.
func (s *Session) Make(ctx context.Context, req Request, findings *diag.List) (*Made, Result, error) {
	return s.makeBook(ctx, req, findings, nil)
}

// Check makes every edition of a book in memory, for its findings alone, and reports besides them the selectors of its own
// stylesheets for print that match nothing in any of its PDF editions.
func (s *Session) Check(ctx context.Context, req Request, findings *diag.List) (Result, error) {
	usage := new(style.Usage)
	made, result, err := s.makeBook(ctx, req, findings, usage)
	if made != nil {
		usage.Report(findings)
	}
	return result, err
}

// Editions typesets a book and tells what its editions are. Findings and errors are as in Build; where the text has errors
// there are no editions.
func (s *Session) Editions(ctx context.Context, req Request, findings *diag.List) ([]Listing, Result, error) {
	j, editions, result, err := s.begin(ctx, req, findings)
	if j == nil {
		return nil, result, err
	}
	defer j.in.files.close()
	out := make([]Listing, len(editions))
	var g errgroup.Group
	for i, e := range editions {
		g.Go(func() (err error) {
			out[i] = Listing{Name: e.Name, Format: e.Format.Name, File: j.in.fileName(e), Base: e.Base}
			out[i].Pages, out[i].Sheets, err = count(j.edition(e))
			return err
		})
	}
	if err := g.Wait(); err != nil || failed(result.Findings(findings)) {
		return nil, result, err
	}
	return out, result, nil
}

// DumpPages writes the typeset pages of a PDF edition as text.
func (s *Session) DumpPages(ctx context.Context, req Request, w io.Writer, findings *diag.List) (Result, error) {
	req.Formats = []string{"pdf"}
	j, editions, result, err := s.begin(ctx, req, findings)
	if j == nil {
		return result, err
	}
	defer j.in.files.close()
	pages, err := pdfEdition{requested{j, editions[0]}}.sheets()
	if err != nil || failed(result.Findings(findings)) {
		return result, err
	}
	return result, page.Dump(w, pages)
}

// job is the making of a book's editions.
type job struct {
	ctx      context.Context
	session  *Session
	in       *input
	files    *files // of in, or a view of them
	book     *doc.Book
	findings *diag.List
	draft    bool
	lacksAlt bool         // an image of the book has no alternative text
	usage    *style.Usage // which selectors match, where that is asked for
}

// slot is the place in the session of one of the book's values.
func (j *job) slot(value string) slot { return slot{j.in.id(), value} }

// begin reads a book and chooses the editions that a request asks for. Where the text has errors there is no job. Whoever
// gets one closes its files.
func (s *Session) begin(ctx context.Context, req Request, findings *diag.List) (*job, []manifest.Edition, Result, error) {
	result := Result{strict: req.Strict, draft: req.Draft}
	in, err := open(req, findings)
	if err != nil {
		return nil, nil, result, err
	}
	s.readAhead(ctx, in.manifest.Editions, lang.Make(in.manifest.Meta.Lang), req)
	text, err := s.book(in, req, findings)
	if err != nil {
		in.files.close()
		return nil, nil, result, err
	}
	result.silences, result.prefix = text.silences, in.prefix(req.From)
	if text.book == nil {
		in.files.close()
		return nil, nil, result, nil
	}
	editions, err := choose(in.manifest.Editions, req)
	if err != nil {
		in.files.close()
		return nil, nil, result, err
	}
	for _, e := range editions {
		for _, p := range e.Styles {
			in.style(p, in.files, findings) // so that a missing one is reported with the other faults
		}
	}
	if failed(result.Findings(findings)) {
		in.files.close()
		return nil, nil, result, nil
	}
	return &job{ctx: ctx, session: s, in: in, files: in.files, book: text.book, findings: findings, draft: req.Draft, lacksAlt: has(findings, "missing-alt")}, editions, result, nil
}

func (s *Session) makeBook(ctx context.Context, req Request, findings *diag.List, usage *style.Usage) (*Made, Result, error) {
	j, editions, result, err := s.begin(ctx, req, findings)
	if j == nil {
		return nil, result, err
	}
	defer j.in.files.close()
	j.usage = usage
	outputs, err := j.render(editions)
	if err != nil || failed(result.Findings(findings)) {
		return nil, result, err
	}
	return &Made{
		Meta: j.book.Meta, Words: words(j.book), Notes: len(j.book.Notes), Works: len(j.book.Works),
		Outputs: outputs, Cover: j.front, dir: j.in.outDir(req), lone: j.in.lone != "",
	}, result, nil
}

// edition gives an edition with its writer.
func (j *job) edition(e manifest.Edition) Edition { return FormatOf(e.Format.Name).edition(j, e) }

// count gives the pages and sheets of an edition that has pages.
func count(e Edition) (pages, sheets int, err error) {
	if p, ok := e.(paged); ok {
		return p.Count()
	}
	return 0, 0, nil
}

// render makes the outputs of the editions, in memory, several at a time. What each says depends on nothing but the
// book and its edition, so the order in which they are done can't be seen.
func (j *job) render(editions []manifest.Edition) ([]Output, error) {
	outputs := make([]Output, len(editions))
	g, _ := errgroup.WithContext(j.ctx)
	for i, e := range editions {
		g.Go(func() (err error) {
			if outputs[i], err = j.output(e); err != nil {
				err = fmt.Errorf("edition %s: %w", e.Name, err)
			}
			return err
		})
	}
	err := g.Wait()
	return outputs, err
}

// output makes the file of an edition.
func (j *job) output(e manifest.Edition) (Output, error) {
	depends := struct {
		book  *doc.Book
		usage *style.Usage
	}{j.book, j.usage}
	return keep(j.session, j.slot("output "+e.Name), j.files, depends, j.findings, func(view *files, findings *diag.List) (Output, error) {
		if _, err := view.ReadFile(j.in.manifest.File); err != nil { // which says what the edition is
			return Output{}, err
		}
		own := *j
		own.files, own.findings = view, findings
		edition := own.edition(e)
		var b bytes.Buffer
		if err := edition.Write(&b); err != nil {
			return Output{}, err
		}
		out := Output{Name: j.in.fileName(e), Edition: e.Name, Format: e.Format.Name, Data: b.Bytes()}
		var err error
		out.Pages, out.Sheets, err = count(edition)
		return out, err
	})
}

// reflowable gives what the editions without pages share: the fonts that they embed, and the pages that they name.
func (j *job) reflowable() ([]xhtml.Font, *doc.Folios, error) {
	fonts, err := keep(j.session, j.slot("web fonts"), j.files, j.book, j.findings, func(*files, *diag.List) ([]xhtml.Font, error) {
		return reducedFonts(edition.Book(j.book, edition.Options{Paged: true}))
	})
	if err != nil {
		return nil, nil, err
	}
	folios, err := j.folios()
	return fonts, folios, err
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
