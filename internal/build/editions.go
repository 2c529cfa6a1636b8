package build

import (
	"context"

	"golang.org/x/sync/errgroup"

	"quire/internal/diag"
	"quire/internal/manifest"
)

// Edition is what there is to know of an edition before it is printed.
type Edition struct {
	Name   string
	Format string // of Formats
	File   string // name of the output
	Base   string // the edition that it started from; "" for none
	// Pages is how many pages of the text it has, and Sheets how many sheets of paper they take, printed on both sides
	// where pages face each other or are folded. Both are 0 for what has no pages.
	Pages, Sheets int
}

// Editions typesets a book and tells what its editions are. Findings and errors are as in Run; where the text has errors
// there are no editions.
func Editions(ctx context.Context, req Request, findings *diag.List) ([]Edition, Result, error) {
	j, editions, result, err := begin(ctx, req, findings)
	if j == nil {
		return nil, result, err
	}
	defer j.in.close()
	out := make([]Edition, len(editions))
	var g errgroup.Group
	for i, e := range editions {
		g.Go(func() (err error) {
			out[i] = Edition{Name: e.Name, Format: string(e.Format), File: j.in.fileName(e), Base: e.Base}
			if e.Format == manifest.PDF {
				out[i].Pages, out[i].Sheets, err = j.count(e)
			}
			return err
		})
	}
	if err := g.Wait(); err != nil || failed(result.Findings(findings)) {
		return nil, result, err
	}
	return out, result, nil
}

// count gives the pages of an edition and the sheets that they take.
func (j *job) count(e manifest.Edition) (pages, sheets int, err error) {
	p, err := j.cut(e)
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
