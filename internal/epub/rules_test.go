package epub

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/doc/doctest"
	"quire/internal/xhtml"
)

// In the zip, text is compressed; mimetype and files that would not become smaller are not (OCF 3.3, section 4.2.2).
// mimetype is the first file.
func TestZipCompresses(t *testing.T) {
	long := []byte(strings.Repeat("tide and harbour ", 100))
	files := map[string][]byte{
		"mimetype": bytes.Repeat([]byte("application/epub+zip"), 9), "a.xhtml": long, "a.css": long, "a.opf": long, "a.ncx": long, "a.xml": long, "a.txt": long, "a.ttf": long,
		"short.xhtml": []byte("x"), "empty.png": nil,
	}
	var out bytes.Buffer
	if err := writeZip(&out, files, []string{"mimetype", "a.opf"}, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		want := zip.Deflate
		if f.Name == "mimetype" || f.Name == "short.xhtml" || f.Name == "empty.png" {
			want = zip.Store
		}
		if f.Method != want || f.UncompressedSize64 != uint64(len(files[f.Name])) || want == zip.Deflate && f.CompressedSize64 >= 200 {
			t.Errorf("%s: method %d, %d bytes of %d", f.Name, f.Method, f.CompressedSize64, f.UncompressedSize64)
		}
	}
	if got, want := strings.Join(names, " "), "mimetype a.opf a.css a.ncx a.ttf a.txt a.xhtml a.xml empty.png short.xhtml"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// The time of the files is the day of the book, within what MS-DOS knows.
func TestDate(t *testing.T) {
	for in, want := range map[string]string{
		"2026-11-22": "2026-11-22", "2026-11": "2026-11-01", "2026": "2026-01-01", "": "1980-01-01", "soon": "1980-01-01", "1951-05-01": "1980-01-01", "1980-01-01": "1980-01-01",
		"2107-12-31": "2107-12-31", "2108-01-01": "1980-01-01",
	} {
		p := &plan{book: &doc.Book{Meta: doc.Meta{Date: in}}}
		if got := p.date().Format(time.DateOnly); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// The package document has what is known and leaves out what is not.
func TestMetadata(t *testing.T) {
	full := doc.Meta{
		Title: "T", Lang: "he", ShortTitle: "S", Edition: "Second", Subjects: []doc.Subject{{Text: "A", Authority: "BISAC", Term: "X"}, {Text: "B", Authority: "BISAC"}, {Text: "C", Term: "Y"}, {Authority: "BISAC", Term: "Z"}},
		Creators: []doc.Person{{Name: "A Person", FileAs: "Person, A", Role: "aut"}, {Name: " "}, {Name: "B"}}, Series: "Seas", License: "javascript:x", DOI: "10.1/x", ISBN: "0306406152", Identifier: "https://example.org/",
		Generator: "quire", CertifiedBy: "C", ConformsTo: "WCAG", CertifierReport: "https://example.org/report", CertifierCredential: "Badge",
	}
	for _, c := range []struct {
		rule string
		meta doc.Meta
		want []string
		not  []string
	}{
		{
			"all of it", full,
			[]string{
				`xml:lang="he" dir="rtl"`, `page-progression-direction="rtl"`, `id="short-title">S<`, `title-type" refines="#short-title">short<`, `id="edition">Second<`, `refines="#subject-1">X<`, `>B</dc:subject>`, `>C</dc:subject>`,
				`refines="#creator-1">Person, A<`, `id="creator-3">B<`, `belongs-to-collection`, `name="generator" content="quire"`, `id="identifier-2">https://example.org/<`, `id="identifier-3">urn:isbn:0306406152<`, `scheme="onix:codelist5">02<`,
				`id="identifier-4">https://doi.org/10.1/x<`, `scheme="onix:codelist5">06<`, `rel="a11y:certifierReport" href="https://example.org/report"`, `certifierCredential" refines="#certifier">Badge<`,
			},
			[]string{"javascript:", `refines="#identifier-2"`, `id="subject-2"`, `id="subject-3"`, `id="subject-4"`, `refines="#subject-4"`, `id="creator-2"`, "group-position", "ibooks", "cover-image"},
		},
		{
			"next to nothing",
			doc.Meta{Name: "n", Identifier: "urn:uuid:1", CertifiedBy: "C"},
			[]string{`id="title">n<`, `<dc:language>und<`, `<dc:identifier id="pub-id">urn:uuid:1<`},
			[]string{"xml:lang", ` dir="`, "page-progression-direction", "subtitle", "short-title", `"edition"`, "belongs-to", "generator", "identifier-2", "dc:rights", "certifiedBy", "dc:publisher", "conformsTo"},
		},
		{"a short title that is the title", doc.Meta{Title: "T", ShortTitle: "T", ConformsTo: "WCAG"}, []string{`>T<`}, []string{"short-title", "certifiedBy", "conformsTo"}},
	} {
		s := doctest.S(doc.KindChapter, 1, "one", "One", doctest.Para("Text."))
		opf := finished(t, doctest.Number(&doc.Book{Meta: c.meta, Sections: []*doc.Section{s}}), Input{})["package.opf"]
		for _, want := range c.want {
			if !strings.Contains(opf, want) {
				t.Errorf("%s: package.opf lacks %s", c.rule, want)
			}
		}
		for _, not := range c.not {
			if strings.Contains(opf, not) {
				t.Errorf("%s: package.opf has %s", c.rule, not)
			}
		}
	}
}

// Animated pictures are recognised by their files.
func TestMayMove(t *testing.T) {
	for _, c := range []struct {
		mediaType, data string
		want            bool
	}{
		{"image/gif", "GIF89a\x21\xF9\x04", false},
		{"image/gif", "GIF89a\x21\xF9\x04\x21\xF9\x04", true},
		{"image/png", "IHDR acTL", true},
		{"image/png", "IHDR", false},
		{"image/webp", "ANIM", true},
		{"image/webp", "VP8 ", false},
		{"image/svg+xml", "<svg><animate/></svg>", true},
		{"image/svg+xml", "<style>@keyframes a {}</style>", true},
		{"image/svg+xml", "<svg/>", false},
		{"image/jpeg", "ANIM acTL <animate", false},
	} {
		if got := mayMove(&doc.Asset{MediaType: c.mediaType, Data: []byte(c.data)}); got != c.want {
			t.Errorf("%s %q: %v", c.mediaType, c.data, got)
		}
	}
}

// Only what is in the content is claimed.
func TestSurvey(t *testing.T) {
	head := []*doc.Row{{Cells: []*doc.Cell{{Header: true, Content: doctest.T("h")}}}}
	body := []*doc.Row{{Cells: []*doc.Cell{{Content: doctest.T("b")}}}}
	for _, c := range []struct {
		rule      string
		block     doc.Block
		want, not string
	}{
		{"no pictures", doctest.Para("x"), "There are no pictures", `accessMode">visual`},
		{"no pictures are not all described", doctest.Para("x"), "There are no pictures", "Every picture has a description"},
		{"decoration is no picture", &doc.Figure{Image: &doc.Image{Path: "a.png", Decorative: true}}, "There are no pictures", `accessMode">visual`},
		{"pictures that are all described", &doc.Figure{Image: &doc.Image{Path: "a.png", Alt: "x"}}, "Every picture has a description", "There are no pictures"},
		{"a picture with words", &doc.Figure{Image: &doc.Image{Path: "a.png", Alt: "x"}}, "alternativeText", "There are no pictures"},
		{"a picture without", &doc.Figure{Image: &doc.Image{Path: "a.png", Alt: " "}}, `accessModeSufficient">textual,visual`, "alternativeText"},
		{"a table with heads", &doc.Table{Columns: make([]doc.Column, 1), Head: head, Body: body}, "tables", "ruby"},
		{"a table without", &doc.Table{Columns: make([]doc.Column, 1), Body: body}, "structuralNavigation", "tables"},
		{"ruby", doctest.P(&doc.Span{Element: "ruby", Content: doctest.T("x")}), "rubyAnnotations", `accessibilityFeature">index`},
		{"an index", &doc.Section{Kind: doc.KindIndex, Level: 2, Blocks: []doc.Block{&doc.Index{}}}, `accessibilityFeature">index`, "rubyAnnotations"},
	} {
		b := doctest.Number(&doc.Book{Meta: doc.Meta{Title: "T", Lang: "en"}, Sections: []*doc.Section{doctest.S(doc.KindChapter, 1, "one", "One", c.block)}})
		b.Assets = map[string]*doc.Asset{"a.png": {Path: "a.png", MediaType: "image/png", Data: doctest.PNG(2, 2), Width: 2, Height: 2}}
		opf := strings.ReplaceAll(finished(t, b, Input{})["package.opf"], "tableOfContents", "")
		if !strings.Contains(opf, c.want) || strings.Contains(opf, c.not) {
			t.Errorf("%s: want %s and not %s in\n%s", c.rule, c.want, c.not, opf)
		}
	}
}

// The cover page shows the picture, or the title in type where there is none.
func TestCoverPage(t *testing.T) {
	book := func() *doc.Book {
		return doctest.Number(&doc.Book{Meta: doc.Meta{Title: "Tides", Lang: "en", Creators: []doc.Person{{Name: "A"}, {Name: "B"}}}, Sections: []*doc.Section{doctest.S(doc.KindChapter, 1, "one", "One", doctest.Para("Text."))}})
	}
	own := book()
	own.Meta.Cover, own.Meta.CoverAlt = "c.png", "A quay"
	own.Assets = map[string]*doc.Asset{"c.png": {Path: "c.png", MediaType: "image/png", Data: doctest.PNG(3, 4), Width: 3, Height: 4}}
	drawn := Input{Cover: Cover{Data: doctest.PNG(5, 6), MediaType: "image/png", Width: 5, Height: 6}}
	for _, c := range []struct {
		rule string
		book *doc.Book
		in   Input
		want string
	}{
		{"the book's own", own, drawn, `<img src="images/cover.png" alt="A quay" role="doc-cover" width="3" height="4"/>`},
		{"the one drawn for it", book(), drawn, `<img src="images/cover.png" alt="Cover of Tides" role="doc-cover" width="5" height="6"/>`},
		{"one without a size", book(), Input{Cover: Cover{Data: []byte("<svg/>"), MediaType: "image/svg+xml"}}, `<img src="images/cover.svg" alt="Cover of Tides" role="doc-cover"/>`},
		{"one of no kind that can be shown", book(), Input{Cover: Cover{Data: []byte("x"), MediaType: "image/tiff"}}, `<p class="creator">A, B</p>` + "\n" + `<p class="title">Tides</p>` + "\n</section>"},
		{"none", book(), Input{}, `<p class="title">Tides</p>`},
	} {
		if got := finished(t, c.book, c.in)["cover.xhtml"]; !strings.Contains(got, c.want) {
			t.Errorf("%s: want %s in\n%s", c.rule, c.want, got)
		}
	}
}

// A font without data is a failure; a licence is there once.
func TestFonts(t *testing.T) {
	b := doctest.Number(&doc.Book{Meta: doc.Meta{Title: "T", Lang: "en"}, Sections: []*doc.Section{doctest.S(doc.KindChapter, 1, "one", "One", doctest.Para("Text."))}})
	if _, err := layOut(b, Input{Fonts: []xhtml.Font{{Name: "empty"}}}, &diag.List{}); err == nil {
		t.Error("a font without data passes")
	}
	files := finished(t, b, Input{Fonts: []xhtml.Font{{Name: "A b", Data: []byte("OTTO"), Family: "A", Licence: []byte("L")}, {Name: "A-b", Data: []byte("wOF2"), Family: "A", Licence: []byte("L")}, {Name: "…", Data: []byte("x"), Family: "B"}}})
	var names []string
	for _, name := range []string{"fonts/a-b.otf", "fonts/a-b.woff2", "fonts/file.ttf", "fonts/a-licence.txt", "fonts/a-licence-2.txt", "fonts/b-licence.txt"} {
		if _, ok := files[name]; ok {
			names = append(names, name)
		}
	}
	if got, want := strings.Join(names, " "), "fonts/a-b.otf fonts/a-b.woff2 fonts/file.ttf fonts/a-licence.txt"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	taken := map[string]bool{}
	for _, c := range [][2]string{{"A b", "a-b.png"}, {"a_b", "a-b-2.png"}, {"…", "file.png"}, {strings.Repeat("a", 59) + "-bcd", strings.Repeat("a", 59) + ".png"}} {
		if got := fileName(c[0], "png", taken); got != c[1] || !safeName.MatchString(got) {
			t.Errorf("%s: %s, want %s", c[0], got, c[1])
		}
	}
}

// Landmarks name each kind of piece once, the start of the text, and the contents wherever they are.
func TestLandmarks(t *testing.T) {
	piece := func(k doc.Kind, id string) *doc.Section { return doctest.S(k, 1, id, "The "+id, doctest.Para("Text.")) }
	for _, c := range []struct {
		sections  []*doc.Section
		want, not []string
	}{
		{
			[]*doc.Section{piece(doc.KindTitlePage, "tp"), piece(doc.KindContents, "co"), piece(doc.KindPreface, "pr"), piece(doc.KindPreface, "pr2"), piece(doc.KindChapter, "ch"), piece(doc.KindChapter, "ch2")},
			[]string{`#tp" epub:type="titlepage">Title page<`, `href="nav.xhtml#toc" epub:type="toc">The co<`, `#pr" epub:type="preface">The pr<`, `#ch" epub:type="bodymatter"`, `<a href="nav.xhtml#tp">`},
			[]string{`#pr2" epub:type`, `#ch2" epub:type`, `href="nav.xhtml#co"`},
		},
		{
			[]*doc.Section{piece(doc.KindChapter, "ch")}, []string{`href="nav.xhtml#toc" epub:type="toc">Contents<`, `#ch" epub:type="bodymatter"`}, []string{"hidden=\"hidden\"><a", "page-list"},
		},
	} {
		nav := finished(t, doctest.Number(&doc.Book{Meta: doc.Meta{Title: "T", Lang: "en"}, Sections: c.sections}), Input{})["nav.xhtml"]
		for _, want := range c.want {
			if !strings.Contains(nav, want) {
				t.Errorf("want %s in\n%s", want, nav)
			}
		}
		for _, not := range c.not {
			if strings.Contains(nav, not) {
				t.Errorf("not %s in\n%s", not, nav)
			}
		}
	}
}

// Pages of the NCX are normal with figures, front with roman numerals, special otherwise; the navigation goes as deep as the
// book says, or two levels.
func TestNCX(t *testing.T) {
	deep := func() *doc.Section {
		return doctest.S(doc.KindChapter, 1, "one", "One", doctest.Para("Text."), doctest.S("", 2, "two", "Two", doctest.S("", 3, "three", "Three", doctest.Para("Text."))))
	}
	folios := &doc.Folios{Pages: []doc.Folio{{Label: "iv", At: doc.Place{Node: 2}}, {Label: "7", At: doc.Place{Node: 3}}, {Label: "A-1", At: doc.Place{Node: 4}}, {Label: "0", At: doc.Place{Node: 5}}}}
	for levels, want := range map[int]string{0: "2", 1: "1", 3: "3", -1: "2"} {
		b := doctest.Number(&doc.Book{Meta: doc.Meta{Title: "T", Lang: "en", ContentsDepth: levels}, Sections: []*doc.Section{deep()}})
		b.Sections[0].Heading.Number = "IX"
		files := finished(t, b, Input{Folios: folios})
		ncx := files["toc.ncx"]
		for _, want := range []string{`dtb:depth" content="` + want + `"`, `dtb:totalPageCount" content="4"`, `dtb:maxPageNumber" content="7"`, "<text>IX One</text>"} {
			if !strings.Contains(ncx, want) {
				t.Errorf("depth %d: want %s in\n%s", levels, want, ncx)
			}
		}
		if strings.Count(ncx, `type="front"`) != 1 || strings.Count(ncx, `type="normal"`) != 1 || strings.Count(ncx, `type="special"`) != 2 {
			t.Errorf("the kinds of pages:\n%s", ncx)
		}
		if nav := files["nav.xhtml"]; !strings.Contains(nav, ">IX One<") || !strings.Contains(nav, "page-list") {
			t.Errorf("the navigation:\n%s", nav)
		}
	}
}

// What is too heavy is divided into parts of half of that at most, but an element is not divided.
func TestPortions(t *testing.T) {
	const half = tooHeavy / 2
	for _, c := range []struct {
		weights, want []int // want are the lengths of the parts
	}{
		{nil, nil},
		{[]int{1, 2, 3}, []int{3}},
		{[]int{half, 1}, []int{1, 1}},
		{[]int{half - 1, 1, 1}, []int{2, 1}},
		{[]int{2 * half, 1, 1}, []int{1, 2}},
		{[]int{1, 2 * half, 1}, []int{1, 1, 1}},
	} {
		var got []int
		for _, p := range portions(c.weights, func(w int) int { return w }) {
			got = append(got, len(p))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%d: %d, want %d", c.weights, got, c.want)
		}
	}
}

// No file of the zip has a name that leads out of the book (OCF 3.3, section 4.2.3), and none is there twice.
func TestZipNames(t *testing.T) {
	for _, c := range []struct {
		names []string
		bad   bool
	}{
		{[]string{"a.xhtml", "b/a.xhtml"}, false},
		{[]string{"a.xhtml", "a.xhtml"}, true},
		{[]string{"/a.xhtml"}, true},
		{[]string{"../a.xhtml"}, true},
		{[]string{"b/../a.xhtml"}, true},
		{[]string{"./a.xhtml"}, true},
	} {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for _, name := range c.names {
			if _, err := z.Create(name); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := readZip(out.Bytes()); (err != nil) != c.bad {
			t.Errorf("%s: %v", c.names, err)
		}
	}
}
