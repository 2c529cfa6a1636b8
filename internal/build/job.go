package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/edition"
	"quire/internal/epub"
	"quire/internal/html"
	"quire/internal/layout"
	"quire/internal/manifest"
	"quire/internal/pdf"
	"quire/internal/style"
	"quire/internal/xhtml"
	"quire/styles"
)

// job is the making of a book's editions. What several of them need is made once, by the first to ask.
type job struct {
	ctx      context.Context
	in       *input
	book     *doc.Book
	findings *diag.List
	usage    *style.Usage // which selectors match, where that is asked for
	fonts    func() ([]xhtml.Font, error)
	faces    func() (*layout.Fonts, error)
	cover    func() (epub.Cover, error)
	drawn    func() (*Drawn, error)             // the book with its drawings
	untitled sync.Once                          // that there is no title is said once
	set      map[string]func() (typeset, error) // by what the pages depend on: see typesetKey
}

func newJob(ctx context.Context, in *input, book *doc.Book, findings *diag.List) *job {
	j := &job{ctx: ctx, in: in, book: book, findings: findings, set: map[string]func() (typeset, error){}}
	j.fonts = sync.OnceValues(func() ([]xhtml.Font, error) { return reducedFonts(edition.Book(book, edition.Options{Paged: true})) })
	j.faces = sync.OnceValues(func() (*layout.Fonts, error) { return loadFonts(ctx) })
	j.drawn = sync.OnceValues(func() (*Drawn, error) {
		faces, err := j.faces()
		if err != nil {
			return nil, err
		}
		return drawings(book, faces, findings), nil
	})
	j.cover = sync.OnceValues(func() (epub.Cover, error) { return j.drawnCover() })
	for _, e := range in.manifest.Editions {
		key := typesetKey(e)
		if e.Format == manifest.PDF && (j.set[key] == nil || e.Pagination) {
			j.set[key] = sync.OnceValues(func() (typeset, error) { return j.layOut(e) })
		}
	}
	return j
}

// typesetKey names what the typeset pages of an edition depend on. Editions that differ only in how their pages are cut
// and laid on sheets share them.
func typesetKey(e manifest.Edition) string {
	key := e.Notes
	if e.Cover {
		key += " cover"
	}
	for _, p := range e.Styles {
		key += "\n" + p.Path
	}
	return key
}

// typeset gives the pages of a PDF edition, before they are cut and laid on sheets.
func (j *job) typeset(e manifest.Edition) func() (typeset, error) { return j.set[typesetKey(e)] }

// edition makes one edition's file.
func (j *job) edition(e manifest.Edition) ([]byte, error) {
	var b bytes.Buffer
	var err error
	switch e.Format {
	case manifest.EPUB, manifest.Kepub:
		err = j.epub(&b, e)
	case manifest.HTML:
		err = j.html(&b, e)
	case manifest.PDF:
		err = j.pdf(&b, e)
	default:
		err = fmt.Errorf("there is no writer for the format “%s”", e.Format)
	}
	return b.Bytes(), err
}

func (j *job) epub(w io.Writer, e manifest.Edition) error {
	css, err := j.in.stylesheet(e, "epub.css", j.findings)
	if err != nil {
		return err
	}
	// The cover and the fonts are made while another edition breaks the lines.
	art, err := j.cover()
	if err != nil {
		return err
	}
	fonts, folios, err := j.reflowable()
	if err != nil {
		return err
	}
	return epub.Write(w, edition.Book(j.book, edition.Options{Notes: notes(e)}), epub.Input{
		CSS: css, Fonts: fonts, Cover: art, Folios: folios, Kepub: e.Format == manifest.Kepub,
	}, j.findings)
}

func (j *job) html(w io.Writer, e manifest.Edition) error {
	base, err := styles.FS.ReadFile("epub.css") // html.css, or what an author puts in its stead, says only what differs
	if err != nil {
		return err
	}
	css, err := j.in.stylesheet(e, "html.css", j.findings)
	if err != nil {
		return err
	}
	fonts, folios, err := j.reflowable()
	if err != nil {
		return err
	}
	return html.Write(w, edition.Book(j.book, edition.Options{Notes: notes(e)}), html.Input{
		CSS: slices.Concat(base, css), Fonts: fonts, Folios: folios,
	}, j.findings)
}

// notes says where an edition without pages has its notes.
func notes(e manifest.Edition) edition.Placement {
	if e.Notes == manifest.NotesChapter {
		return edition.ByChapter
	}
	return edition.AtEnd
}

// pdf writes nothing where the pages could not be set or a picture could not be read, which is reported.
func (j *job) pdf(w io.Writer, e manifest.Edition) error {
	pages, err := j.sheets(e)
	if err != nil || pages == nil {
		return err
	}
	err = pdf.Write(w, j.meantFor(e, pages))
	if damaged := (*pdf.ImageError)(nil); errors.As(err, &damaged) {
		j.damaged(damaged)
		return nil
	}
	return err
}

// reflowable gives what the editions without pages share: the fonts that they embed, and the pages that they name.
func (j *job) reflowable() ([]xhtml.Font, *doc.Folios, error) {
	fonts, err := j.fonts()
	if err != nil {
		return nil, nil, err
	}
	folios, err := j.folios()
	return fonts, folios, err
}

// damaged reports an image whose head could be read and whose pixels can't.
func (j *job) damaged(e *pdf.ImageError) {
	f := diag.Finding{
		Severity: diag.Error, Code: "bad-image",
		Message: fmt.Sprintf("the image “%s” is damaged: %v", e.Name, e.Err), Help: "open it in an image editor and save it anew",
	}
	for _, s := range j.book.Sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			if im, ok := n.(*doc.Image); ok && im.Path == e.Name && f.Pos.File == "" {
				f.Pos = im.Span.Pos
			}
			return true
		})
	}
	j.findings.Add(f)
}

// folios gives the pages of the edition that the others name: the one marked “pagination: true”. It is nil where
// there is none.
func (j *job) folios() (*doc.Folios, error) {
	i := slices.IndexFunc(j.in.manifest.Editions, func(e manifest.Edition) bool { return e.Format == manifest.PDF && e.Pagination })
	if i < 0 {
		return nil, nil
	}
	set, err := j.typeset(j.in.manifest.Editions[i])()
	return set.folios, err
}
