package impose_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/impose"
	"quire/internal/page"
	"quire/internal/pdf"
)

func face(t testing.TB) *font.Face {
	t.Helper()
	data, err := os.ReadFile("../../styles/fonts/EBGaramond-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := font.Parse("EBGaramond-Regular", data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func run(f *font.Face, x, y, size dimen.Length, text string, m page.Mark) *page.Run {
	r := &page.Run{X: x, Y: y, Face: f, Size: size, Text: text, Mark: m}
	for _, g := range f.Shape(text, nil, "en", font.LeftToRight) {
		r.Glyphs = append(r.Glyphs, page.Glyph{ID: g.ID, Start: int32(g.Start), End: int32(g.End), Advance: size.MulDiv(int64(g.Advance), int64(f.UnitsPerEm()))})
	}
	return r
}

// book makes n pages of A5 with a word and a folio each. One paragraph runs through all of them; each page has a
// destination, and a link to the next.
func book(f *font.Face, n int) *page.Pages {
	w, h, _ := dimen.Paper("A5")
	p := &page.Pages{
		Info: page.Info{Title: "T", Lang: "en", Date: "2026-11-22T00:00:00Z", TwoUp: true}, Root: &page.Tag{Role: "Document", Lang: "en"},
		Labels: []page.LabelRange{{Style: "decimal", Start: 1}},
	}
	para := p.Root.Add("P")
	for i := range n {
		folio := strconv.Itoa(i + 1)
		pg := &page.Page{Width: w, Height: h, Trim: page.Rect{W: w, H: h}, Label: folio}
		pg.Items = []page.Item{
			run(f, 60*dimen.PT, 100*dimen.PT, 10*dimen.PT, "word"+folio+" ", page.Mark{Tag: para}),
			run(f, w/2, h-40*dimen.PT, 10*dimen.PT, folio, page.Mark{Artifact: page.ArtifactFooter}),
		}
		p.Dests = append(p.Dests, page.Dest{Name: "page-" + folio, Page: i, X: 60 * dimen.PT, Y: 90 * dimen.PT, Tag: para})
		if i+1 < n {
			link := para.Add("Link")
			pg.Items = append(pg.Items, run(f, 60*dimen.PT, 120*dimen.PT, 10*dimen.PT, "on ", page.Mark{Tag: link}))
			pg.Links = []page.Link{{Rects: []page.Rect{{X: 60 * dimen.PT, Y: 110 * dimen.PT, W: 20 * dimen.PT, H: 12 * dimen.PT}}, Dest: "page-" + strconv.Itoa(i+2), Contents: "on", Tag: link}}
		}
		p.Outline = append(p.Outline, &page.OutlineItem{Title: folio, Dest: "page-" + folio})
		p.Pages = append(p.Pages, pg)
	}
	return p
}

// halves gives the folios on the left and the right half of a side; "" for a blank.
func halves(t *testing.T, sheet *page.Page) [2]string {
	var out [2]string
	for _, it := range sheet.Items {
		if r, ok := it.(*page.Run); ok && r.Artifact == page.ArtifactFooter {
			k := 0
			if r.X > sheet.Width/2 {
				k = 1
			}
			if out[k] != "" {
				t.Errorf("two folios on one half of a side: %s and %s", out[k], r.Text)
			}
			out[k] = r.Text
		}
	}
	return out
}

// fold reads the pages of sheets as a reader of the folded booklet does: each signature is folded with its first sheet
// outside. First come the right-hand halves and backs of the sheets from the outside in, then the other halves from the
// inside out.
func fold(sides [][2]string, signature int) (read []string) {
	for len(sides) > 0 {
		n := min(2*signature, len(sides))
		if signature == 0 {
			n = len(sides)
		}
		sheets := sides[:n]
		for i := 0; i < n; i += 2 {
			read = append(read, sheets[i][1], sheets[i+1][0])
		}
		for i := n - 2; i >= 0; i -= 2 {
			read = append(read, sheets[i+1][1], sheets[i][0])
		}
		sides = sides[n:]
	}
	return read
}

// Whatever the number of pages and the signatures, the folded booklet reads in order, blanks last.
func TestBookletFoldsIntoOrder(t *testing.T) {
	f := face(t)
	for _, paper := range []string{"A4", "Letter"} {
		w, h, _ := dimen.Paper(paper)
		for _, signature := range []int{0, 1, 2, 4} {
			for n := 1; n <= 40; n++ {
				for _, long := range []bool{false, true} {
					b := impose.Booklet{Width: w, Height: h, Signature: signature, LongEdge: long, Paper: dimen.PT / 4, FoldMarks: true, StapleMarks: true}
					out := b.Impose(book(f, n))
					if len(out.Pages) != 2*b.Sheets(n) {
						t.Fatalf("%d pages on %d sides, want %d sheets", n, len(out.Pages), b.Sheets(n))
					}
					var sides [][2]string
					for i, sheet := range out.Pages {
						sides = append(sides, halves(t, sheet))
						if want := map[bool]int{true: 180}[long && i%2 == 1]; sheet.Rotate != want {
							t.Errorf("side %d is turned by %d°, want %d°", i, sheet.Rotate, want)
						}
					}
					var want []string
					for i := range 4 * b.Sheets(n) {
						if i < n {
							want = append(want, strconv.Itoa(i+1))
						} else {
							want = append(want, "")
						}
					}
					if got := fold(sides, signature); !slices.Equal(got, want) {
						t.Fatalf("%s, %d pages, signatures of %d: the booklet reads %q", paper, n, signature, got)
					}
				}
			}
		}
	}
}

// A booklet that is bound on its right has the sides of one that is bound on its left, each with its halves exchanged.
func TestRightToLeft(t *testing.T) {
	w, h, _ := dimen.Paper("A4")
	p := book(face(t), 9)
	b := impose.Booklet{Width: w, Height: h}
	ltr := b.Impose(p)
	b.RightToLeft = true
	for i, sheet := range b.Impose(p).Pages {
		if l, r := halves(t, ltr.Pages[i]), halves(t, sheet); l[0] != r[1] || l[1] != r[0] {
			t.Errorf("side %d: %q, and from right to left %q", i, l, r)
		}
	}
}

// The pages of inner sheets move towards the fold, by the thickness of all sheets around them.
func TestCreep(t *testing.T) {
	w, h, _ := dimen.Paper("A4")
	const paper = dimen.PT
	out := impose.Booklet{Width: w, Height: h, Paper: paper}.Impose(book(face(t), 16))
	x := func(side, half int) dimen.Length {
		for _, it := range out.Pages[side].Items {
			if r, ok := it.(*page.Run); ok && r.Artifact == page.ArtifactFooter && (r.X > w/2) == (half == 1) {
				return r.X
			}
		}
		t.Fatalf("side %d has no folio on half %d", side, half)
		return 0
	}
	for sheet := range 4 {
		for back := range 2 {
			side := 2*sheet + back
			if l, r := x(side, 0)-x(0, 0), x(0, 1)-x(side, 1); l != dimen.Length(sheet)*paper || r != l {
				t.Errorf("sheet %d: the left page has moved by %s and the right one by %s", sheet, l, r)
			}
		}
	}
}

// A page with crop marks is laid on the sheet trimmed, without the marks.
func TestTrim(t *testing.T) {
	p := book(face(t), 4)
	const around = 30 * dimen.PT
	for _, pg := range p.Pages {
		for _, it := range pg.Items {
			r := it.(*page.Run)
			r.X, r.Y = r.X+around, r.Y+around
		}
		pg.Trim.X, pg.Trim.Y = around, around
		pg.Width, pg.Height = pg.Width+2*around, pg.Height+2*around
		pg.Items = append(pg.Items, &page.Rule{Rect: page.Rect{X: around, W: dimen.PT, H: 10 * dimen.PT}, Mark: page.Mark{Artifact: page.ArtifactPage}})
	}
	w, h, _ := dimen.Paper("A4")
	b := impose.Booklet{Width: w, Height: h}
	var got, want bytes.Buffer
	if err := page.Dump(&got, &page.Pages{Root: p.Root, Pages: bare(b.Impose(p).Pages)}); err != nil {
		t.Fatal(err)
	}
	if err := page.Dump(&want, &page.Pages{Root: p.Root, Pages: bare(b.Impose(book(face(t), 4)).Pages)}); err != nil {
		t.Fatal(err)
	}
	if got.String() != want.String() {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want.String())
	}
}

// bare gives pages without their links, whose places TestReadingOrder looks at.
func bare(pages []*page.Page) []*page.Page {
	for _, pg := range pages {
		pg.Links = nil
		for i := range pg.Parts {
			pg.Parts[i].Links = 0
		}
	}
	return pages
}

// Pages that are larger than their place shrink to it, whole, and nothing lies outside of the sheet.
func TestScale(t *testing.T) {
	f := face(t)
	p := book(f, 4)
	w, h, _ := dimen.Paper("Letter")
	for name, out := range map[string]*page.Pages{
		"booklet": impose.Booklet{Width: w, Height: h}.Impose(p),
		"4-up":    impose.NUp{Width: w, Height: h, Columns: 2, Rows: 2}.Impose(p),
	} {
		for _, sheet := range out.Pages {
			for _, it := range sheet.Items {
				r := it.(*page.Run)
				if r.Size >= 10*dimen.PT {
					t.Errorf("%s: %q has the size %s, and was not scaled", name, r.Text, r.Size)
				}
				if r.X < 0 || r.X > sheet.Width || r.Y < 0 || r.Y > sheet.Height {
					t.Errorf("%s: %q lies outside of the sheet, at %s, %s", name, r.Text, r.X, r.Y)
				}
				end := dimen.Length(0)
				for _, g := range r.Glyphs {
					end += g.Advance
				}
				units := int64(0)
				for _, g := range f.Shape(r.Text, nil, "en", font.LeftToRight) {
					units += int64(g.Advance)
				}
				want := r.Size.MulDiv(units, int64(f.UnitsPerEm()))
				if d := end - want; d > dimen.PT/100 || d < -dimen.PT/100 {
					t.Errorf("%s: %q is %s wide at its size, want %s", name, r.Text, end, want)
				}
			}
		}
	}
}

func TestNUp(t *testing.T) {
	w, h, _ := dimen.Paper("A4")
	out := impose.NUp{Width: w, Height: h, Columns: 2, Rows: 2}.Impose(book(face(t), 6))
	var got []string
	for _, sheet := range out.Pages {
		type at struct {
			row, column bool
			folio       string
		}
		var on []at
		for _, it := range sheet.Items {
			if r := it.(*page.Run); r.Artifact == page.ArtifactFooter {
				on = append(on, at{r.Y > h/2, r.X > w/2, r.Text})
			}
		}
		got = append(got, fmt.Sprint(on))
	}
	want := []string{"[{false false 1} {false true 2} {true false 3} {true true 4}]", "[{false false 5} {false true 6}]"}
	if !slices.Equal(got, want) {
		t.Errorf("rows and columns: %s", got)
	}
}

// A paragraph over many pages is read in the order of the pages, wherever these are. Links lead to the new places of
// pages. The original pages are unchanged.
func TestReadingOrder(t *testing.T) {
	p := book(face(t), 11)
	var before, after bytes.Buffer
	if err := page.Dump(&before, p); err != nil {
		t.Fatal(err)
	}
	w, h, _ := dimen.Paper("A4")
	out := impose.Booklet{Width: w, Height: h, Signature: 2}.Impose(p)
	if err := page.Dump(&after, p); err != nil {
		t.Fatal(err)
	}
	if before.String() != after.String() {
		t.Error("imposing has changed what it was given")
	}
	type part struct {
		read int
		text string
	}
	var parts []part
	for _, sheet := range out.Pages {
		items, links := 0, 0
		for _, pt := range sheet.Parts {
			var b strings.Builder
			for _, it := range sheet.Items[items : items+pt.Items] {
				if r, ok := it.(*page.Run); ok && r.Tag != nil {
					b.WriteString(r.Text)
				}
			}
			parts = append(parts, part{pt.Read, b.String()})
			items += pt.Items
			links += pt.Links
		}
		if items != len(sheet.Items) || links != len(sheet.Links) {
			t.Errorf("parts have %d items and %d links of %d and %d", items, links, len(sheet.Items), len(sheet.Links))
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return a.read - b.read })
	got := ""
	for _, pt := range parts {
		got += pt.text
	}
	if want := "word1 on word2 on word3 on word4 on word5 on word6 on word7 on word8 on word9 on word10 on word11 "; got != want {
		t.Errorf("read as %q", got)
	}
	for _, d := range out.Dests {
		folio := strings.TrimPrefix(d.Name, "page-")
		k := 0
		if d.X > w/2 {
			k = 1
		}
		if halves(t, out.Pages[d.Page])[k] != folio {
			t.Errorf("%s leads to side %d, half %d", d.Name, d.Page, k)
		}
	}
	var b bytes.Buffer
	if err := pdf.Write(&b, out); err != nil {
		t.Error(err)
	}
}

func TestExcerpt(t *testing.T) {
	f := face(t)
	p := book(f, 9)
	p.Labels = []page.LabelRange{{Style: "lower-roman", Start: 1}, {First: 2, Style: "decimal", Start: 1}}
	for i, role := range []string{"H1", "H2", "H3", "H2"} {
		p.Pages[i].Items = append(p.Pages[i].Items, run(f, 60*dimen.PT, 50*dimen.PT, 10*dimen.PT, role, page.Mark{Tag: p.Root.Add(role)}))
	}
	out := impose.Excerpt(p, []int{1, 2, 3, 7}, f, "From A Book, pp. ii–2 and 6, https://example.org/a/very/long/address/that/has/to/go/on/a/line/of/its/own because it is long")
	if got, want := fmt.Sprint(out.Labels), fmt.Sprint([]page.LabelRange{{First: 0, Style: "lower-roman", Start: 2}, {First: 1, Style: "decimal", Start: 1}, {First: 3, Style: "decimal", Start: 6}}); got != want {
		t.Errorf("labels %s, want %s", got, want)
	}
	var links []string
	for i, pg := range out.Pages {
		for _, l := range pg.Links {
			links = append(links, fmt.Sprint(i, l.Dest))
		}
	}
	if want := []string{"0page-3", "1page-4"}; !slices.Equal(links, want) {
		t.Errorf("links %q, want %q", links, want)
	}
	roles := map[string]int{}
	var count func(*page.Tag)
	count = func(tag *page.Tag) {
		roles[tag.Role]++
		for _, c := range tag.Children {
			count(c)
		}
	}
	count(out.Root)
	// Two links are left and two have become text; the statement of the source is a paragraph.
	if roles["Link"] != 2 || roles["Span"] != 2 || roles["P"] != 2 {
		t.Errorf("the tags are %v", roles)
	}
	// The heading on the page before is gone; the others are raised, so that the first is of the first level.
	if roles["H1"] != 2 || roles["H2"] != 1 || roles["H3"] != 0 {
		t.Errorf("the headings are %v", roles)
	}
	if len(out.Outline) != 4 || len(out.Dests) != 4 {
		t.Errorf("%d bookmarks and %d destinations, want 4", len(out.Outline), len(out.Dests))
	}
	for i, pg := range out.Pages {
		last := pg.Items[len(pg.Items)-1].(*page.Run)
		if !strings.HasSuffix(last.Text, "is long") || (last.Tag != nil) != (i == 0) {
			t.Errorf("page %d ends with %q", i, last.Text)
		}
		if last.X < 0 {
			t.Errorf("the source on page %d is too long for its line", i)
		}
	}
	var b bytes.Buffer
	if err := pdf.Write(&b, out); err != nil {
		t.Error(err)
	}
}

func TestPagesOf(t *testing.T) {
	f := face(t)
	p := book(f, 5)
	sect := p.Root.Add("Sect")
	heading, text := sect.Add("H2"), sect.Add("P")
	p.Pages[1].Items = append(p.Pages[1].Items, run(f, 0, 0, dimen.PT, "Heading", page.Mark{Tag: heading}))
	p.Pages[3].Items = append(p.Pages[3].Items, run(f, 0, 0, dimen.PT, "Text", page.Mark{Tag: text}))
	p.Dests = append(p.Dests, page.Dest{Name: "one", Page: 1, Tag: heading}, page.Dest{Name: "two", Page: 1, Tag: sect}, page.Dest{Name: "text", Page: 3, Tag: text})
	// A section after it, with a heading of its own, is no part of it.
	next := p.Root.Add("Sect")
	p.Pages[4].Items = append(p.Pages[4].Items, run(f, 0, 0, dimen.PT, "Next", page.Mark{Tag: next.Add("H2")}))
	for _, id := range []string{"one", "two"} {
		if got, ok := impose.PagesOf(p, id); !ok || !slices.Equal(got, []int{1, 3}) {
			t.Errorf("%s is on pages %v", id, got)
		}
	}
	if got, _ := impose.PagesOf(p, "text"); !slices.Equal(got, []int{3}) {
		t.Errorf("the paragraph is on pages %v", got)
	}
	if _, ok := impose.PagesOf(p, "three"); ok {
		t.Error("a section was found that is not there")
	}
}
