package pdf

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/page"
)

func face(t testing.TB, file string) *font.Face {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../styles/fonts", file))
	if err != nil {
		t.Fatal(err)
	}
	f, err := font.Parse(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const pt = dimen.PT

// set shapes text into a run at x, y.
func set(f *font.Face, size, x, y dimen.Length, text string, m page.Mark, feats ...font.Feature) *page.Run {
	r := &page.Run{X: x, Y: y, Face: f, Size: size, Text: text, Mark: m}
	for _, g := range f.Shape(text, feats, "en", font.LeftToRight) {
		scale := func(v int32) dimen.Length { return size.MulDiv(int64(v), int64(f.UnitsPerEm())) }
		r.Glyphs = append(r.Glyphs, page.Glyph{
			ID: g.ID, Start: int32(g.Start), End: int32(g.End),
			Advance: scale(g.Advance), XOffset: scale(g.XOffset), YOffset: scale(g.YOffset),
		})
	}
	return r
}

func width(r *page.Run) (w dimen.Length) {
	for _, g := range r.Glyphs {
		w += g.Advance
	}
	return w
}

func in(t *page.Tag) page.Mark { return page.Mark{Tag: t} }

// sample is two pages with one of everything: a paragraph that runs over both, a note, links, a list, a table, a
// figure, a heading, running heads and rules.
func sample(t testing.TB) *page.Pages {
	regular, italic := face(t, "EBGaramond-Regular.ttf"), face(t, "EBGaramond-Italic.ttf")
	mono := face(t, "IBMPlexMono-Regular.ttf")
	root := &page.Tag{Role: "Document"}
	sect := root.Add("Sect")
	h := sect.Add("H1")
	h.ID = "one"
	p := sect.Add("P")
	em := p.Add("Span")
	em.Lang = "fr"
	call := p.Add("Reference")
	link := call.Add("Link")
	note := sect.Add("Note")
	note.ID = "note-1"
	lbl := note.Add("Lbl")
	back := lbl.Add("Link")
	noteP := note.Add("P")
	verse := sect.Add("Verse")
	list := sect.Add("L")
	list.ListNumbering = "Decimal"
	item := list.Add("LI")
	itemLbl, itemBody := item.Add("Lbl"), item.Add("LBody")
	code := itemBody.Add("Code")
	table := sect.Add("Table")
	row := table.Add("TR")
	th := row.Add("TH")
	th.Scope, th.ID = "Column", "th-1"
	row2 := table.Add("TR")
	td := row2.Add("TD")
	td.Headers = []string{"th-1"}
	fig := sect.Add("Figure")
	fig.Alt, fig.Placement = "A grey square", "Block"
	fig.BBox = &page.BBox{Page: 1, Rect: page.Rect{X: 50 * pt, Y: 300 * pt, W: 40 * pt, H: 40 * pt}}

	abbr, site := noteP.Add("Span"), noteP.Add("Link")
	abbr.Expansion, abbr.ActualText = "page", "p."
	wide := row2.Add("TD")
	th.ColSpan, wide.ColSpan, wide.Headers = 3, 2, []string{"th-1"}

	const w, ht = 419*pt + 34551, 595*pt + 18102 // A5
	line := func(f *font.Face, y int, text string, m page.Mark, feats ...font.Feature) *page.Run {
		return set(f, 11*pt, 50*pt, dimen.Length(y)*pt, text, m, feats...)
	}
	onum := font.Feature{Tag: "onum", Value: 1}
	p1 := &page.Page{Width: w, Height: ht, Label: "i", Name: "chapter", Trim: page.Rect{X: 9 * pt, Y: 9 * pt, W: w - 18*pt, H: ht - 18*pt}}
	p1.Items = []page.Item{
		line(regular, 30, "The Notebooks", page.Mark{Artifact: page.ArtifactHeader}, font.Feature{Tag: "smcp", Value: 1}),
		set(regular, 18*pt, 50*pt, 80*pt, "Chapter (One)", in(h)),
		line(regular, 120, "The affluent office, 1879: ", in(p), onum),
	}
	at := 50*pt + width(p1.Items[2].(*page.Run))
	r := set(italic, 11*pt, at, 120*pt, "Œuvre", in(em))
	at += width(r)
	sup := set(regular, 11*pt, at, 120*pt, "1", in(link), font.Feature{Tag: "sups", Value: 1})
	p1.Items = append(p1.Items, r, sup,
		line(regular, 134, "x\u0323\u0302 and Москва, Ἀθῆναι; A\u200bB the word is hyphen\u00AD", in(p)),
		&page.Rule{Rect: page.Rect{X: 50 * pt, Y: 480 * pt, W: 60 * pt, H: pt / 2}},
		set(regular, 9*pt, 50*pt, 500*pt, "1", in(back)),
		set(regular, 9*pt, 60*pt, 500*pt, "Serge, ", in(noteP)),
		set(regular, 9*pt, 90*pt, 500*pt, "p.", in(abbr)),
		set(regular, 9*pt, 99*pt, 500*pt, " 12. ", in(noteP)),
		set(regular, 9*pt, 120*pt, 500*pt, "example.org", in(site)),
	)
	p1.Links = []page.Link{
		{Rects: []page.Rect{{X: at, Y: 110 * pt, W: width(sup), H: 12 * pt}}, Dest: "note-1", Contents: "Note 1", Tag: link},
		{Rects: []page.Rect{{X: 50 * pt, Y: 490 * pt, W: 6 * pt, H: 12 * pt}}, Dest: "one", Contents: "Back to the text", Tag: back},
		{Rects: []page.Rect{{X: 120 * pt, Y: 490 * pt, W: 40 * pt, H: 12 * pt}, {X: 50 * pt, Y: 502 * pt, W: 9 * pt, H: 12 * pt}}, URI: "https://example.org/œ?a b", Contents: "The site", Tag: site},
	}
	p2 := &page.Page{Width: w, Height: ht, Label: "1"}
	stretched := line(regular, 60, "ated over the page. ", in(p))
	stretched.HScale = 66000
	for i := range stretched.Glyphs {
		stretched.Glyphs[i].Advance = stretched.Glyphs[i].Advance.MulDiv(66000, 65536)
	}
	raised := line(regular, 90, "a verse, raised", in(verse))
	raised.Glyphs[2].YOffset = 2 * pt
	raised.Color = page.Color{Space: page.RGB, C: [4]uint16{65535, 0, 0x3333}}
	var img bytes.Buffer
	im := image.NewNRGBA(image.Rect(0, 0, 4, 4))
	im.Set(1, 1, color.NRGBA{80, 80, 80, 128})
	if err := png.Encode(&img, im); err != nil {
		t.Fatal(err)
	}
	p2.Items = []page.Item{
		stretched, raised,
		line(regular, 110, "1.", in(itemLbl)), set(mono, 9*pt, 70*pt, 110*pt, "fi := 1", in(code)),
		line(regular, 130, "Year", in(th)), line(regular, 144, "1936", in(td), onum),
		&page.Picture{Rect: page.Rect{X: 50 * pt, Y: 300 * pt, W: 40 * pt, H: 40 * pt}, Image: &page.Image{Name: "square.png", Data: img.Bytes(), MediaType: "image/png"}, Mark: in(fig)},
		line(regular, 560, "1", page.Mark{Artifact: page.ArtifactFooter}, onum),
	}
	return &page.Pages{
		Info: page.Info{
			Title: "The Notebooks", Subtitle: "An “essay”", Authors: []string{"A. Author", "B. Author"}, Subject: "On notebooks",
			Keywords: []string{"notebooks", "essays"}, Lang: "en-GB", Publisher: "Press", Rights: "© 2026 A. Author",
			License: "https://creativecommons.org/licenses/by/4.0/", Identifier: "urn:uuid:12345678-1234-4234-8234-123456789abc",
			Creator: "quire", Date: "2026-11-22T00:00:00Z", TwoUp: true, Duplex: true, ClaimPDFUA: true, ClaimPDFA: true,
		},
		Pages:   []*page.Page{p1, p2},
		Root:    root,
		Outline: []*page.OutlineItem{{Title: "Chapter (One)", Dest: "one", Children: []*page.OutlineItem{{Title: "Nöte", Dest: "note-1"}}}},
		Dests: []page.Dest{
			{Name: "note-1", Page: 0, X: 50 * pt, Y: 490 * pt, Tag: note},
			{Name: "one", Page: 0, X: 50 * pt, Y: 60 * pt, Tag: h},
		},
		Labels: []page.LabelRange{{First: 0, Style: "lower-roman", Start: 1}, {First: 1, Style: "decimal", Start: 1}},
	}
}
