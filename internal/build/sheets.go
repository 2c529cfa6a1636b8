package build

import (
	"quire/internal/font"
	"quire/internal/impose"
	"quire/internal/lang"
	"quire/internal/manifest"
	"quire/internal/page"
	"quire/styles"
)

// sheets gives the pages of a PDF edition as they are written: typeset, cut, laid on sheets. They are nil where the
// stylesheets or the excerpt ask for what can't be done, which is reported.
func (j *job) sheets(e manifest.Edition) (*page.Pages, error) {
	pages, err := j.cut(e)
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

// cut gives the pages of an edition before they are laid on sheets: all that were typeset, those of its excerpt, or those
// of a test sheet.
func (j *job) cut(e manifest.Edition) (*page.Pages, error) {
	set, err := j.typeset(e)()
	switch {
	case err != nil || set.pages == nil:
		return nil, err
	case e.Imposition != nil && e.Imposition.TestSheet:
		return testPages(e.Imposition, set.pages.Info)
	case e.Excerpt != nil:
		return j.excerpt(e, set.pages)
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

// testPages fill half a sheet each, so that what is measured on them is not scaled.
func testPages(i *manifest.Imposition, info page.Info) (*page.Pages, error) {
	face, err := textFace()
	if err != nil {
		return nil, err
	}
	return impose.TestPages(face, i.Width/2, i.Height, info), nil
}

// textFace is the face of what is added to pages that are already set.
func textFace() (*font.Face, error) {
	data, err := styles.FS.ReadFile("fonts/EBGaramond-Regular.ttf")
	if err != nil {
		return nil, err
	}
	return font.Parse("EBGaramond-Regular", data)
}
