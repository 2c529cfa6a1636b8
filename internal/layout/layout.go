// Package layout turns a Book and its stylesheet into pages. It goes from step to step, each in a file of its own: collect
// walks the Book and computes styles; shape and prepare make boxes and glue of the text; lines sets what linebreak
// has broken; galley stacks lines and other blocks; apart keeps what goes to the head or the foot of pages; paginate
// finds the best page breaks; makeup places what stands on each page and around it. All lengths are integers, and equal
// input gives equal pages on every machine.
package layout

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/page"
	"quire/internal/style"
)

// Options says what the Book and the stylesheet do not.
type Options struct {
	Edition string // what the pages are of, for Folios: "A5 print edition, 2026"
	Creator string // the tool, for the file's information
	Date    string // ISO 8601 with zone
	// Usage, if it is not nil, takes up which selectors have matched something.
	Usage *style.Usage
}

// passes is how often pages are made at most until the numbers that are printed on them are those they have.
const passes = 5

// Layout sets a Book in pages by a stylesheet. Findings about glyphs that no face has, lines that are too wide and the
// like go to findings; the error is that of a file of hyphenation patterns that can't be read.
func Layout(b *doc.Book, sheet *style.Sheet, fonts *Fonts, hyph *lang.Hyphenators, opts Options, findings *diag.List) (*page.Pages, *doc.Folios, error) {
	l := &layouter{
		book: b, sheet: sheet, cascade: sheet.Cascade(), fonts: fonts, hyph: hyph, opts: opts, findings: findings,
		pages: &page.Pages{Root: &page.Tag{Role: "Document", Lang: b.Meta.Lang}},
		where: map[string]string{}, counts: map[string]map[string][]int{}, images: map[string]*page.Image{},
	}
	l.cascade.Measure = fonts.units
	l.cascade.RightToLeft = lang.Make(b.Meta.Lang).RightToLeft()
	l.collect()
	if err := l.set(); err != nil {
		return nil, nil, err
	}
	l.makeup()
	if opts.Usage != nil {
		opts.Usage.Add(l.cascade)
	}
	return l.pages, l.folios, nil
}

// layouter is one run of Layout.
type layouter struct {
	book     *doc.Book
	sheet    *style.Sheet
	cascade  *style.Cascade
	fonts    *Fonts
	hyph     *lang.Hyphenators
	opts     Options
	findings *diag.List

	root      *style.Element
	rootStyle *style.Style // that of the root element
	flows     []*flow
	pages     *page.Pages
	folios    *doc.Folios
	images    map[string]*page.Image

	// where gives the label of the page on which each anchor lies, by the pass before.
	where   map[string]string
	numbers map[string]int // and the value of the page counter there
	total   int            // pages, by the pass before

	// What target-counter() and target-text() may ask of each anchor.
	counts map[string]map[string][]int
	titles map[string]title
}

// set breaks lines and pages until the page numbers that are printed settle.
func (l *layouter) set() error {
	all := make([]*leaf, 0, 256)
	for _, f := range l.flows {
		f.gather()
		all = append(all, f.all()...)
	}
	if err := l.prepare(all); err != nil {
		return err
	}
	var late []*leaf // those with page numbers in them
	for _, lf := range all {
		if lf.refers() {
			late = append(late, lf)
		}
	}
	for pass := 1; ; pass++ {
		l.paginate()
		changed := l.locate()
		if len(late) == 0 || !changed {
			return nil
		}
		if pass == passes {
			l.findings.Add(diag.Finding{
				Severity: diag.Warning, Code: "unsettled-pages", // about no place of the text
				Message: fmt.Sprintf("the page numbers in the text have not settled after %d passes; some may be wrong by one", passes),
				Help:    "word a sentence with such a number a little longer or shorter",
			})
			return nil
		}
		if err := l.prepare(late); err != nil {
			return err
		}
		for _, f := range l.flows {
			for _, lf := range f.all() {
				if lf.refers() {
					f.breaks = nil
					break
				}
			}
		}
	}
}

// prepare shapes and breaks the text of leaves, several at a time. What each gives depends on nothing but itself, so
// the order in which they are done can't be seen.
func (l *layouter) prepare(leaves []*leaf) error {
	workers := min(runtime.GOMAXPROCS(0), 1+len(leaves)/16)
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, workers)
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s := newSetter(l)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(leaves) {
					break
				}
				s.leaf(leaves[i])
			}
			errs[w] = s.err
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

// flow is a piece of the book between two forced page breaks: the galley of which the best pages are made.
type flow struct {
	name   string      // the named page
	side   style.Break // BreakPage, BreakVerso or BreakRecto: where it must begin
	leaves []*leaf
	notes  []*apart // at the foot of its pages
	floats []*apart
	reset  *int // counter-reset: page, on its first page
	exempt doc.NodeID
	matter doc.Kind

	measure dimen.Length
	breaks  []brk // where its pages end; nil until paginate has been here
	parity  int   // of the first page, for which breaks were found
}

// leaf is a block without blocks in it: a paragraph, a row of a table, a picture, a rule.
type leaf struct {
	el    *style.Element
	st    *style.Style
	tag   *page.Tag
	pos   diag.Pos
	par   *paragraph
	row   *row
	pic   *picture
	rule  bool // a rule of its own: hr with a border
	blank bool // an empty line of code
	cols  *multicol

	x, width dimen.Length // from the left edge of the page area
	// margin above vanishes at the head of a page that the leaf was not forced to; inner, which is padding and borders, doesn't.
	margin, inner dimen.Length
	opens, closes []edge
	below         dimen.Length // padding and borders under it

	avoid     bool        // no page break before it
	force     style.Break // within columns: of a column or a page, before it
	whole     bool        // no page break within it
	ids       []string
	sets      []*assignment
	tags      []*page.Tag // for ids: the elements
	called    []*apart    // notes at the foot
	before    []*apart    // floats that are called where it begins
	floats    []*apart    // and where it ends
	clear     style.Clear // sides of which no earlier float comes after it
	after     int         // how many floats of the flow come no later than it
	head      []*leaf     // of a table: the rows that are said again at the head of a page
	inHead    bool
	table     *table
	exempt    doc.NodeID // of the section, if its text is generated
	marker    *paragraph
	markerGap dimen.Length
	number    int // of the paragraph in the text; 0: none
}

// edge is the border edge of a box that begins or ends with a leaf: dist is how far it lies from the leaf.
type edge struct {
	box  *box
	dist dimen.Length
}

// box is a block with something to be drawn: borders or a background.
type box struct {
	st       *style.Style
	part     bool // of a table: a group of rows or a row
	whole    bool // a table: where it is divided, each part has its edges
	x, width dimen.Length
}

// refers reports whether the leaf prints the number of a page.
func (lf *leaf) refers() bool {
	if lf.par != nil && lf.par.refers || lf.marker != nil && lf.marker.refers {
		return true
	}
	if lf.cols != nil {
		return slices.ContainsFunc(lf.cols.leaves, (*leaf).refers)
	}
	if lf.row != nil {
		for _, c := range lf.row.cells {
			if c.par.refers {
				return true
			}
		}
	}
	return false
}

// NotesAtFoot reports whether a stylesheet asks for notes at the foot of the page: “.footnote { float: footnote }”. What
// it finds out by counts as a match of the selectors, which usage takes up if it is not nil.
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
