package pdf

import (
	"bytes"
	"flag"
	"io"
	"math"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"golang.org/x/tools/txtar"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/page"
)

var update = flag.Bool("update", false, "rewrite the goldens")

func written(t testing.TB, p *page.Pages) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The golden is the finished file as a reader sees it: catalogue, destinations, annotations, and the tags with the
// text that is in them.
func TestWriteGolden(t *testing.T) {
	const golden = "testdata/sample.txtar"
	got := describe(t, open(t, written(t, sample(t))))
	if *update {
		a := &txtar.Archive{Comment: []byte("Two pages with one of everything, as they are read back from the finished file.\n"), Files: []txtar.File{{Name: "want", Data: []byte(got)}}}
		if err := os.WriteFile(golden, txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	a, err := txtar.ParseFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if want := string(a.Files[0].Data); got != want {
		g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
		for i := range max(len(g), len(w)) {
			if i >= len(g) || i >= len(w) || g[i] != w[i] {
				t.Fatalf("line %d:\n got %s\nwant %s", i+1, strings.Join(g[min(i, len(g)):min(i+1, len(g))], ""), strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
			}
		}
	}
}

// An independent validator finds nothing.
func TestValid(t *testing.T) {
	api.DisableConfigDir()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	if err := api.Validate(bytes.NewReader(written(t, sample(t))), conf); err != nil {
		t.Error(err)
	}
	// AFRelationship belongs to PDF/A-3 (ISO 19005-3, 6.8) and not to PDF 1.7, so a strict validator rejects it.
	conf.ValidationMode = model.ValidationRelaxed
	p := sample(t)
	p.Files = []page.File{{Name: "bücher.md", MediaType: "text/markdown; charset=utf-8", Description: "The text", Relationship: "Source", Data: []byte("# One\n")}}
	if err := api.Validate(bytes.NewReader(written(t, p)), conf); err != nil {
		t.Error(err)
	}
}

// The same Pages make the same bytes, whatever the number of processors.
func TestReproducible(t *testing.T) {
	p := sample(t)
	want := written(t, p)
	for _, n := range []int{1, 2, 7} {
		old := runtime.GOMAXPROCS(n)
		got := written(t, sample(t))
		runtime.GOMAXPROCS(old)
		if !bytes.Equal(got, want) {
			t.Errorf("with %d processors the file differs", n)
		}
	}
}

// Every glyph is within 1.5/1000 em, plus a thousandth of a point for the place of its run, of where its run says, and
// has the text of its cluster. Rises and scaling are included.
func TestGlyphPositions(t *testing.T) {
	p := sample(t)
	f := open(t, written(t, p))
	points := func(l dimen.Length) float64 { return float64(l) / float64(pt) }
	for i, r := range f.array(f.dict(f.dict(f.root)["Pages"])["Kids"]) {
		got := pageText(t, f, f.dict(r))
		for _, it := range p.Pages[i].Items {
			run, ok := it.(*page.Run)
			if !ok {
				continue
			}
			for c := range clusters(run) {
				if len(got) == 0 {
					t.Fatalf("page %d: glyphs are missing from %q on", i, run.Text)
				}
				g := run.Glyphs[c.from]
				x, y := points(run.X+c.pen+g.XOffset), points(p.Pages[i].Height-run.Y+g.YOffset)
				if want := c.text(run); got[0].text != want {
					t.Errorf("page %d: %q, want %q", i, got[0].text, want)
				}
				if math.Abs(got[0].x-x) > 1.5*points(run.Size)/1000+0.001 || math.Abs(got[0].y-y) > 0.0006 {
					t.Errorf("page %d, %q: at %.4f %.4f, want %.4f %.4f", i, got[0].text, got[0].x, got[0].y, x, y)
				}
				got = got[1:]
			}
		}
		if len(got) > 0 {
			t.Errorf("page %d: %d glyphs too many", i, len(got))
		}
	}
}

// Pages that contradict themselves are rejected with a reason.
func TestRefusals(t *testing.T) {
	for want, spoil := range map[string]func(p *page.Pages){
		"there are no pages":                       func(p *page.Pages) { p.Pages = nil },
		"is not of the form":                       func(p *page.Pages) { p.Info.Date = "yesterday" },
		"which is not there":                       func(p *page.Pages) { p.Pages[0].Links[0].Dest = "nowhere" },
		"leads to “nowhere”":                       func(p *page.Pages) { p.Outline[0].Dest = "nowhere" },
		"not in the tree":                          func(p *page.Pages) { p.Pages[0].Items[1].(*page.Run).Tag = &page.Tag{Role: "P"} },
		"two destinations “one”":                   func(p *page.Pages) { p.Dests = append(p.Dests, page.Dest{Name: "one"}) },
		"on page 9 of 2":                           func(p *page.Pages) { p.Dests[0].Page = 9 },
		"twice in the tree":                        func(p *page.Pages) { p.Root.Children = append(p.Root.Children, p.Root.Children[0]) },
		"two tags have the id “one”":               func(p *page.Pages) { p.Root.Add("P").ID = "one" },
		"has no face or no size":                   func(p *page.Pages) { p.Pages[0].Items[1].(*page.Run).Size = 0 },
		"is of a kind that cannot be set":          func(p *page.Pages) { p.Pages[1].Items[6].(*page.Picture).Image.Data = []byte("<svg/>") },
		"cannot be labelled in the style “hebrew”": func(p *page.Pages) { p.Labels[0].Style = "hebrew" },
		"the link “Note 1” on page 1 has no tag":   func(p *page.Pages) { p.Pages[0].Links[0].Tag = nil },
	} {
		p := sample(t)
		spoil(p)
		err := Write(&bytes.Buffer{}, p)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// A font whose fsType forbids embedding is refused (OpenType, OS/2). The font was made for this test.
func TestRestrictedFont(t *testing.T) {
	data, err := os.ReadFile("testdata/restricted.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := font.Parse("restricted.ttf", data)
	if err != nil {
		t.Fatal(err)
	}
	p := sample(t)
	p.Pages[0].Items = append(p.Pages[0].Items, set(f, 10*pt, 0, 0, "I", in(p.Root)))
	if err := Write(&bytes.Buffer{}, p); err == nil || !strings.Contains(err.Error(), "the licence of the font QuireTest-Regular forbids embedding") {
		t.Errorf("got %v", err)
	}
}

// Colours for the press become screen colours if the file claims to be archival, as its one output intent is sRGB. They
// become shades of black if it goes to a press. Otherwise they stay.
func TestColours(t *testing.T) {
	k, red := page.Color{Space: page.CMYK, C: [4]uint16{0, 0, 0, 65535}}, page.Color{Space: page.CMYK, C: [4]uint16{0, 65535, 65535, 0}}
	for _, c := range []struct {
		color page.Color
		inks  inks
		want  string
	}{
		{page.Color{}, screen, "BDC\n10 "},
		{k, screen, "BDC\n10 "},
		{red, screen, "BDC\n1 0 0 rg\n"},
		{red, allInks, "BDC\n0 1 1 0 k\n"},
		{page.Color{C: [4]uint16{32768}}, allInks, "BDC\n0.5 g\n"},
		{page.Color{Space: page.RGB, C: [4]uint16{65535, 0, 13107}}, screen, "1 0 0.2 rg"},
		{page.Color{Space: page.RGB, C: [4]uint16{65535, 0, 0}}, blackOnly, "BDC\n0.3 g\n"},
		{red, blackOnly, "BDC\n0.3 g\n"},
		{k, blackOnly, "BDC\n10 "},
	} {
		pg := &page.Page{Width: 100 * pt, Height: 100 * pt, Items: []page.Item{&page.Rule{Rect: page.Rect{X: 10 * pt, W: pt, H: pt}, Color: c.color}}}
		got, err := paint(pg, 0, nil, nil, c.inks)
		if err != nil || !strings.Contains(string(got.content), c.want) {
			t.Errorf("%v, inks %d: %q", c.color, c.inks, got.content)
		}
	}
}

// Content of a tag on both sides of a child is read in the order in which it was painted, and what a child leaves
// open on a later page comes after it.
func TestKidsInPaintingOrder(t *testing.T) {
	f := face(t, "EBGaramond-Regular.ttf")
	root := &page.Tag{Role: "Document"}
	p := root.Add("P")
	em := p.Add("Span")
	p.Add("Span") // holds nothing
	var items []page.Item
	for i, x := range []struct {
		text string
		tag  *page.Tag
	}{{"one ", p}, {"two ", em}, {"three ", p}, {"four", p}} {
		items = append(items, set(f, 10*pt, dimen.Length(40*i)*pt, 100*pt, x.text, in(x.tag)))
	}
	pg := &page.Page{Width: 200 * pt, Height: 200 * pt, Items: items}
	later := &page.Page{Width: 200 * pt, Height: 200 * pt, Items: []page.Item{set(f, 10*pt, 0, 100*pt, "five", in(p))}}
	out := describe(t, open(t, written(t, &page.Pages{Info: page.Info{Title: "T", Date: "2026-11-22T00:00:00Z"}, Root: root, Pages: []*page.Page{pg, later}})))
	_, tree, _ := strings.Cut(out, "roles")
	want := ` null
tag Document <<>>
tag   P <<>>
tag     page 0: "one "
tag     Span <<>>
tag       page 0: "two "
tag     Span <<>>
tag     page 0: "three four"
tag     page 1: "five"
`
	if tree != want {
		t.Errorf("got%s", tree)
	}
}

// book is pages full of text, for the benchmark.
func book(b *testing.B, n int) *page.Pages {
	f := face(b, "EBGaramond-Regular.ttf")
	p := &page.Pages{Info: page.Info{Title: "T", Lang: "en", Date: "2026-11-22T00:00:00Z"}, Root: &page.Tag{Role: "Document"}}
	words := strings.Fields("the notebooks of an affluent officer, found in 1936 and printed at last, fill eleven volumes of waxed paper")
	for i := range n {
		pg := &page.Page{Width: 420 * pt, Height: 595 * pt}
		for l := range 36 {
			tag := p.Root
			if l%6 == 0 || len(tag.Children) == 0 {
				tag = tag.Add("P")
			} else {
				tag = tag.Children[len(tag.Children)-1]
			}
			var line []string
			for k := range 11 {
				line = append(line, words[(i*7+l*3+k*k)%len(words)])
			}
			r := set(f, 11*pt, 50*pt, dimen.Length(50+14*l)*pt, strings.Join(line, " ")+" ", in(tag), font.Feature{Tag: "onum", Value: 1})
			for j := range r.Glyphs { // as if it were justified
				if r.Text[r.Glyphs[j].Start] == ' ' {
					r.Glyphs[j].Advance += dimen.Length(l * 1000)
				}
			}
			pg.Items = append(pg.Items, r)
		}
		p.Pages = append(p.Pages, pg)
	}
	return p
}

func BenchmarkWrite(b *testing.B) {
	p := book(b, 100)
	b.ResetTimer()
	for b.Loop() {
		var out bytes.Buffer
		if err := Write(&out, p); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(out.Len()), "bytes")
	}
}

// BenchmarkFinish measures the finishing: everything after gofpdf is done.
func BenchmarkFinish(b *testing.B) {
	p := book(b, 100)
	var whole, finishing time.Duration
	for b.Loop() {
		begin := time.Now()
		d := &document{pages: p}
		for _, step := range []func() error{d.collect, d.paint, d.draft} {
			if err := step(); err != nil {
				b.Fatal(err)
			}
		}
		drafted := time.Now()
		if err := d.finish(); err != nil {
			b.Fatal(err)
		}
		if err := d.file.save(io.Discard, "1.7"); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(begin)
		finishing += time.Since(drafted)
	}
	b.ReportMetric(100*float64(finishing)/float64(whole), "%finishing")
}
