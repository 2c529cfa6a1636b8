package pdf

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	checkpdf "quire/internal/check/pdf"
	"quire/internal/check/report"
	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/page"
)

// scattered is a document with a random tree, whose tags have content in random places, out of order, on several
// pages, with links, and with artifacts between.
func scattered(r *rand.Rand, f *font.Face) *page.Pages {
	root := &page.Tag{Role: "Document"}
	tags := []*page.Tag{root}
	for range 1 + r.IntN(20) {
		role := []string{"Sect", "P", "Span", "Note", "Verse", "Link"}[r.IntN(6)]
		tags = append(tags, tags[r.IntN(len(tags))].Add(role))
	}
	p := &page.Pages{Info: page.Info{Title: "T", Date: "2026-11-22T00:00:00Z"}, Root: root, Dests: []page.Dest{{Name: "d"}}}
	for n := range 1 + r.IntN(100) {
		pg := &page.Page{Width: 200 * pt, Height: 200 * pt}
		for i := range r.IntN(6) {
			m := page.Mark{Artifact: page.ArtifactHeader}
			if r.IntN(4) > 0 {
				m = in(tags[r.IntN(len(tags))])
			}
			pg.Items = append(pg.Items, set(f, 10*pt, 0, dimen.Length(20*i)*pt, fmt.Sprintf("%d.%d ", n, i), m))
		}
		if r.IntN(3) == 0 {
			pg.Links = append(pg.Links, page.Link{Rects: make([]page.Rect, 1+r.IntN(2)), Dest: "d", Contents: "c", Tag: tags[r.IntN(len(tags))]})
		}
		p.Pages = append(p.Pages, pg)
	}
	return p
}

// The parent tree leads from content to its element, and the element lists that content once. Listed content is on its
// page. Reading the tree gives each tag's text in painting order. The same is true of annotations (ISO 32000-1,
// 14.7.4.4).
func TestTreeAndContentAgree(t *testing.T) {
	f := face(t, "IBMPlexMono-Regular.ttf")
	for seed := range uint64(12) {
		p := scattered(rand.New(rand.NewPCG(seed, 1)), f)
		out := open(t, written(t, p))
		catalogue := out.dict(out.root)
		pages := out.array(out.dict(catalogue["Pages"])["Kids"])
		number := map[ref]int{}
		said := map[[2]int]string{}
		for i, r := range pages {
			number[r.(ref)] = i
			for _, s := range pageText(t, out, out.dict(r)) {
				said[[2]int{i, s.mcid}] += s.text
			}
		}
		st := out.dict(catalogue["StructTreeRoot"])
		parents := map[int]any{}
		var nums func(o any)
		nums = func(o any) {
			for _, k := range out.array(out.dict(o)["Kids"]) {
				nums(k)
			}
			list := out.array(out.dict(o)["Nums"])
			for i := 0; i+1 < len(list); i += 2 {
				parents[list[i].(int)] = list[i+1]
			}
		}
		nums(st["ParentTree"])

		listed := map[[2]int]ref{}
		annots := map[ref]ref{}
		texts := map[ref]string{}
		var walk func(at, parent ref)
		walk = func(at, parent ref) {
			e := out.dict(at)
			if e["P"] != parent {
				t.Fatalf("seed %d: an element's parent is %v, not %d", seed, e["P"], parent)
			}
			kids, ok := e["K"].(array)
			if !ok && e["K"] != nil {
				kids = array{e["K"]}
			}
			for _, k := range kids {
				var key [2]int
				switch k := k.(type) {
				case ref:
					walk(k, at)
					continue
				case int:
					key = [2]int{number[e["Pg"].(ref)], k}
				case dict:
					if k["Type"] == name("OBJR") {
						annots[k["Obj"].(ref)] = at
						continue
					}
					key = [2]int{number[k["Pg"].(ref)], k["MCID"].(int)}
				}
				if _, twice := listed[key]; twice {
					t.Fatalf("seed %d: content %v is listed twice", seed, key)
				}
				listed[key] = at
				texts[at] += said[key]
			}
		}
		walk(st["K"].(ref), catalogue["StructTreeRoot"].(ref))

		marks, links := 0, 0
		for i, r := range pages {
			pg := out.dict(r)
			elements := out.array(parents[pg["StructParents"].(int)])
			for mcid, e := range elements {
				marks++
				if listed[[2]int{i, mcid}] != e {
					t.Fatalf("seed %d: content %d of page %d is of %v and listed by %v", seed, mcid, i, e, listed[[2]int{i, mcid}])
				}
			}
			for _, a := range out.array(pg["Annots"]) {
				links++
				if annots[a.(ref)] != parents[out.dict(a)["StructParent"].(int)] {
					t.Fatalf("seed %d: a link on page %d hangs in the wrong tag", seed, i)
				}
			}
		}
		if marks != len(listed) || links != len(annots) || marks+artifactsIn(said) != len(said) {
			t.Errorf("seed %d: %d pieces of content, %d listed, %d shown; %d links, %d listed", seed, marks, len(listed), len(said), links, len(annots))
		}
		for _, text := range texts {
			last := [2]int{-1, -1}
			for _, w := range strings.Fields(text) {
				var at [2]int
				if _, err := fmt.Sscanf(w, "%d.%d", &at[0], &at[1]); err != nil {
					t.Fatal(err)
				}
				if at[0] < last[0] || at[0] == last[0] && at[1] <= last[1] {
					t.Fatalf("seed %d: %q is not in painting order", seed, text)
				}
				last = at
			}
		}
	}
}

// artifactsIn counts the artifacts in what was shown.
func artifactsIn(said map[[2]int]string) (n int) {
	for k := range said {
		if k[1] < 0 {
			n++
		}
	}
	return n
}

// More pairs of glyph and text than one font has codes for go into two.
func TestTwoFontsOfOneFace(t *testing.T) {
	f := face(t, "IBMPlexMono-Regular.ttf")
	a := f.Shape("a", nil, "en", font.LeftToRight)[0]
	root := &page.Tag{Role: "Document"}
	r := &page.Run{Face: f, Size: 10 * pt, Mark: in(root)}
	var text strings.Builder
	for i := range font.MaxCodes + 100 {
		from := text.Len()
		fmt.Fprintf(&text, "%05d", i)
		r.Glyphs = append(r.Glyphs, page.Glyph{ID: a.ID, Start: int32(from), End: int32(text.Len()), Advance: 6 * pt})
	}
	r.Text = text.String()
	p := &page.Pages{Info: page.Info{Date: "2026-11-22T00:00:00Z"}, Root: root, Pages: []*page.Page{{Width: pt, Height: pt, Items: []page.Item{r}}}}
	out := open(t, written(t, p))
	pg := out.dict(out.array(out.dict(out.dict(out.root)["Pages"])["Kids"])[0])
	if n := len(out.dict(out.dict(pg["Resources"])["Font"])); n != 2 {
		t.Errorf("%d fonts", n)
	}
	var got strings.Builder
	for _, s := range pageText(t, out, pg) {
		got.WriteString(s.text)
	}
	if got.String() != r.Text {
		t.Error("the text is not what was set")
	}
}

// Fonts with TrueType and CFF outlines, and an instance of a variable font, have the right text and the width that is
// set, including for a character beyond U+FFFF. The fonts beside the book's own were made for the tests of the package
// font.
func TestSources(t *testing.T) {
	axis := func(file string, axes ...font.Axis) *font.Face {
		data, err := os.ReadFile("../font/testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := font.ParseInstance(file, data, axes)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	root := &page.Tag{Role: "Document"}
	pg := &page.Page{Width: 300 * pt, Height: 300 * pt}
	want := ""
	for i, f := range []*font.Face{axis("cubic.otf"), axis("variable.ttf"), axis("variable.ttf", font.Axis{Tag: "wght", Value: 900}), face(t, "EBGaramond-Italic.ttf")} {
		r := set(f, 20*pt, 10*pt, dimen.Length(50+40*i)*pt, "IOI", in(root))
		if i == 0 { // what a glyph stands for is for the text to say
			r.Text = "I\U00010400I"
			r.Glyphs[1].End = 5
			r.Glyphs[2].Start, r.Glyphs[2].End = 5, 6
		}
		want += r.Text
		pg.Items = append(pg.Items, r)
	}
	b := written(t, &page.Pages{Info: page.Info{Title: "T", Lang: "en", Date: "2026-11-22T00:00:00Z", ClaimPDFA: true, ClaimPDFUA: true}, Root: root, Pages: []*page.Page{pg}})
	out := open(t, b)
	var got strings.Builder
	glyphs := pageText(t, out, out.dict(out.array(out.dict(out.dict(out.root)["Pages"])["Kids"])[0]))
	for _, s := range glyphs {
		got.WriteString(s.text)
	}
	if got.String() != want {
		t.Errorf("got %q, want %q", got.String(), want)
	}
	// The bar of the heavy instance is twice as wide as that of the light one, and pushes the ring on.
	if light, heavy := glyphs[4].x-glyphs[3].x, glyphs[7].x-glyphs[6].x; heavy-light < 1.9 || heavy-light > 2.1 {
		t.Errorf("the bars are %.2f and %.2f wide", light, heavy)
	}
	for _, c := range checkpdf.Check("sources", b).Checkpoints {
		if strings.HasPrefix(c.Code, "31-") && c.Status != report.Pass && c.Code != "31-010" {
			t.Errorf("%s: %s %v", c.Code, c.Status, c.Faults)
		}
	}
}
