package build

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/impose"
	"quire/internal/lang"
	"quire/internal/manifest"
	"quire/internal/page"
	"quire/internal/pdf"
)

// pdfEdition is a PDF: pages that are typeset, cut to an excerpt and laid on sheets, as the edition asks.
type pdfEdition struct {
	requested
}

func newPDF(j *job, e manifest.Edition) Edition { return pdfEdition{requested{j, e}} }

// Write implements Edition.
func (e pdfEdition) Write(w io.Writer) error {
	sheets, err := e.sheets()
	if err != nil || sheets == nil {
		return err
	}
	out := *sheets
	out.Info.PDFX = e.Standard == manifest.StandardX4
	if e.EmbedSource {
		out.Files = e.job.in.sourceFiles(e.job.files)
	}
	for {
		err = pdf.Write(w, &out)
		damaged := (*pdf.ImageError)(nil)
		if !errors.As(err, &damaged) {
			return err
		}
		e.job.damaged(damaged)
		if !e.job.draft {
			return nil
		}
		if out.Pages, err = e.job.without(out.Pages, damaged.Name); err != nil {
			return err
		}
	}
}

// without gives pages with the box of a missing image instead of an image.
func (j *job) without(pages []*page.Page, name string) ([]*page.Page, error) {
	faces, err := j.session.printFaces(j.ctx)
	if err != nil {
		return nil, err
	}
	a, drawing := missingImage(name, j.book.Meta.Lang, faces.Faces)
	box := &page.Image{Name: "missing " + name, Data: a.Data, MediaType: a.MediaType, Width: a.Width, Height: a.Height, Drawing: drawing}
	out := slices.Clone(pages)
	for i, pg := range out {
		changed := *pg
		changed.Items = slices.Clone(pg.Items)
		for k, it := range pg.Items {
			if p, ok := it.(*page.Picture); ok && p.Image != nil && p.Image.Name == name {
				picture := *p
				picture.Image = box
				changed.Items[k] = &picture
			}
		}
		out[i] = &changed
	}
	return out, nil
}

// damaged reports an image whose head can be read and whose pixels can't.
func (j *job) damaged(e *pdf.ImageError) {
	f := diag.Finding{
		Severity: diag.Error, Code: "bad-image",
		Message: fmt.Sprintf("the image “%s” is damaged: %v", e.Name, e.Err), Help: "open it in an image editor and save it anew",
	}
	if errors.Is(e, pdf.ErrTooLarge) {
		f.Message, f.Help = fmt.Sprintf("the image “%s” is too large for a PDF: its %v", e.Name, e.Err), "save it smaller: 300 pixels an inch of the page are enough"
	}
	eachImage(j.book, func(im *doc.Image) {
		if im.Path == e.Name && f.Pos.File == "" {
			f.Pos = im.Span.Pos
		}
	})
	j.findings.Add(f)
}

// eachImage calls visit with each image of the text, in order.
func eachImage(book *doc.Book, visit func(*doc.Image)) {
	for _, s := range book.Sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			if im, ok := n.(*doc.Image); ok {
				visit(im)
			}
			return true
		})
	}
}

// Count implements paged. Sheets are printed on both sides where pages face each other or are folded.
func (e pdfEdition) Count() (pages, sheets int, err error) {
	p, err := e.cut()
	if err != nil || p == nil {
		return 0, 0, err
	}
	pages = len(p.Pages)
	i := e.Imposition
	switch {
	case i == nil && p.Info.TwoUp:
		return pages, (pages + 1) / 2, nil
	case i == nil:
		return pages, pages, nil
	case i.Booklet():
		return pages, booklet(i).Sheets(pages), nil
	}
	return pages, grid(i).Sheets(pages), nil
}

// sheets gives the pages as they are written: typeset, cut, laid on sheets. They are nil where the stylesheets or the
// excerpt ask for what can't be done, which is reported.
func (e pdfEdition) sheets() (*page.Pages, error) {
	pages, err := e.cut()
	i := e.Imposition
	switch {
	case err != nil || pages == nil || i == nil:
		return pages, err
	case i.Booklet():
		b := booklet(i)
		b.RightToLeft = lang.Make(pages.Info.Lang).RightToLeft()
		return b.Impose(pages), nil
	}
	u := grid(i)
	u.RightToLeft = lang.Make(pages.Info.Lang).RightToLeft()
	return u.Impose(pages), nil
}

// cut gives the pages before they are laid on sheets: all that were typeset, those of the excerpt, or those of a test sheet.
func (e pdfEdition) cut() (*page.Pages, error) {
	set, err := e.job.typeset(e.Edition)
	switch {
	case err != nil || set.pages == nil:
		return nil, err
	case e.Imposition != nil && e.Imposition.TestSheet:
		face, err := e.job.session.textFace()
		if err != nil {
			return nil, err
		}
		// Its pages fill half a sheet each, so that what is measured on them is not scaled.
		return impose.TestPages(face, e.Imposition.Width/2, e.Imposition.Height, set.pages.Info), nil
	case e.Excerpt != nil:
		return e.excerpt(set.pages)
	}
	return set.pages, nil
}

func grid(i *manifest.Imposition) impose.NUp {
	return impose.NUp{Width: i.Width, Height: i.Height, Columns: i.Columns, Rows: i.Rows}
}

func booklet(i *manifest.Imposition) impose.Booklet {
	return impose.Booklet{
		Width: i.Width, Height: i.Height, Signature: i.Signature, Paper: i.Paper, LongEdge: i.LongEdge,
		FoldMarks: i.Fold, StapleMarks: i.Staple,
	}
}
