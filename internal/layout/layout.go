// Package layout turns a Book and its stylesheet into pages. Its stages are packages, of which each knows only those before it:
// para sets texts in lines; flow makes galleys of the Book; pages divides them among pages and numbers these; makeup puts
// everything in its place. Layout runs them, and again as long as the page numbers that are printed in the text change.
//
// All lengths are integers, and equal input gives equal pages on every machine.
package layout

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/flow"
	"quire/internal/layout/makeup"
	"quire/internal/layout/pages"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// Options has what neither the Book nor the stylesheet says.
type Options struct {
	Edition string // what the pages are of, for Folios: "A5 print edition, 2026"
	Creator string // the tool, for the file's information
	Date    string // ISO 8601 with zone
	// Usage, if it is not nil, records which selectors have matched something.
	Usage *style.Usage
}

// passes is the maximum number of passes. A pass makes all pages with the page numbers of the pass before; it is the last if
// these have not changed.
const passes = 5

// Layout sets a Book in pages by a stylesheet. Findings about glyphs that no face has, lines that are too wide and the
// like go to findings; the error is that of a file of hyphenation patterns that can't be read.
func Layout(b *doc.Book, sheet *style.Sheet, fonts *Fonts, hyph *lang.Hyphenators, opts Options, findings *diag.List) (*page.Pages, *doc.Folios, error) {
	cascade := sheet.Cascade()
	cascade.Measure = fonts.Units
	cascade.RightToLeft = lang.Make(b.Meta.Lang).RightToLeft()
	newSetter := func(root *style.Style) *para.Setter { return para.NewSetter(fonts, hyph, root) }
	g := flow.Collect(b, sheet, cascade, newSetter, findings)
	s := settler{galleys: g, sheet: sheet, moved: b.Moved, newSetter: newSetter, findings: findings}
	if err := s.settle(); err != nil {
		return nil, nil, err
	}
	pages, folios := makeup.Make(makeup.Input{
		Book: b, Sheet: sheet, Galleys: g, Pages: s.numbered, Setter: s.setter(), Findings: findings,
		Edition: opts.Edition, Creator: opts.Creator, Date: opts.Date,
	})
	if opts.Usage != nil {
		opts.Usage.Add(cascade)
	}
	return pages, folios, nil
}

// settler makes pages until the page numbers in the text are right.
type settler struct {
	galleys   *flow.Galleys
	sheet     *style.Sheet
	moved     map[string]string
	newSetter func(root *style.Style) *para.Setter
	findings  *diag.List

	at       flow.Anchors // by the pass before
	numbered []pages.NumberedPage
}

// setter makes a setter for texts, with words for their references by the pass before.
func (s *settler) setter() *flow.Setter {
	return &flow.Setter{Setter: s.newSetter(s.galleys.RootStyle), Refs: s.galleys.References(s.sheet, s.at), Findings: s.findings}
}

// settle breaks lines and pages until the page numbers that are printed settle.
func (s *settler) settle() error {
	all := make([]*flow.Leaf, 0, 256)
	for _, f := range s.galleys.Flows {
		all = append(all, f.AllLeaves()...)
	}
	if err := s.set(all); err != nil {
		return err
	}
	var late []*flow.Leaf // those that print page numbers
	for _, lf := range all {
		if lf.RefersToPages() {
			late = append(late, lf)
		}
	}
	var flows []*pages.PagedFlow
	for pass := 1; ; pass++ {
		for _, f := range s.galleys.Flows {
			f.MeasureSet()
		}
		flows = pages.Break(s.galleys.Flows, s.galleys.Geometry, flows)
		s.numbered = pages.Number(flows, s.galleys.Geometry, s.sheet)
		at := pages.Locate(s.numbered, s.moved)
		changed := !at.Equal(s.at)
		s.at = at
		if len(late) == 0 || !changed {
			return nil
		}
		if pass == passes {
			s.findings.Add(diag.Finding{
				Severity: diag.Warning, Code: "unsettled-pages", // about no place of the text
				Message: fmt.Sprintf("the page numbers in the text have not settled after %d passes; some may be wrong by one", passes),
				Help:    "make a sentence with such a number a little longer or shorter",
			})
			return nil
		}
		if err := s.set(late); err != nil {
			return err
		}
		for i, f := range flows {
			if slices.ContainsFunc(f.AllLeaves(), (*flow.Leaf).RefersToPages) {
				flows[i] = nil // its lines may have changed
			}
		}
	}
}

// set shapes and breaks the texts of leaves, several at a time. No result depends on another leaf, so the order of work makes
// no difference.
func (s *settler) set(leaves []*flow.Leaf) error {
	workers := min(runtime.GOMAXPROCS(0), 1+len(leaves)/16)
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			t := s.setter()
			for {
				i := int(next.Add(1)) - 1
				if i >= len(leaves) {
					break
				}
				t.SetLeaf(leaves[i])
			}
			errs[w] = t.Err()
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// NotesAtFoot reports whether a stylesheet asks for notes at the foot of the page: “.footnote { float: footnote }”. If usage is
// not nil, it records the selectors that have matched.
func NotesAtFoot(sheet *style.Sheet, tag string, usage *style.Usage) bool {
	root := &style.Element{Name: "html", Lang: tag, Index: 1, Count: 1}
	note := &style.Element{Name: "aside", Classes: []string{"note", "footnote"}, Lang: tag, Parent: root, Index: 1, Count: 1}
	c := sheet.Cascade()
	c.Style(root)
	atFoot := c.Style(note).Float == style.FloatFootnote
	if usage != nil {
		usage.Add(c)
	}
	return atFoot
}
