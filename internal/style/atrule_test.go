package style

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/diag"
	"quire/internal/dimen"
)

// readTree reads main.css of a tree of sheets; the findings are given as “file:line:col: message [code]”.
func readTree(t *testing.T, files map[string]string, main string) (*Sheet, []string) {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var list diag.List
	sh := Parse(&list, Source{Name: main, Text: []byte(files[main]), Book: tree})
	var out []string
	for _, f := range list.All() {
		out = append(out, f.Pos.String()+": "+f.Code)
	}
	return sh, out
}

func TestImport(t *testing.T) {
	files := map[string]string{
		"styles/main.css": `@charset "utf-8";
@import "parts/a.css";
@import url(../b.css) print;
@import url("../b.css") screen;
@import "../c.css" (width < 1cm);
@import "../../out.css";
@import "https://example.org/x.css";
@import "gone.css";
p { color: red }
@import "../b.css";`,
		"styles/parts/a.css": `p { color: blue; orphans: 4 } @import "x.css"; ` + "\n" + `@import "../main.css";`,
		"b.css":              `p { widows: 5 } `,
		"c.css":              `p { widows: 9 }`,
	}
	sh, got := readTree(t, files, "styles/main.css")
	want := []string{
		"styles/main.css:6:9: path-outside-root", "styles/main.css:7:9: remote-style", "styles/main.css:8:9: missing-style",
		"styles/main.css:10:1: css-syntax", "styles/parts/a.css:1:31: css-syntax", "styles/parts/a.css:2:1: css-syntax",
	}
	if !slices.Equal(got, want) {
		t.Errorf("findings\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	c := sh.Cascade()
	s := compute(c, tree("p"))
	if s.Orphans != 4 || s.Widows != 5 || s.Color.Space != RGB || s.Color.C[0] != 65535 {
		t.Errorf("%+v", s.Text)
	}
	_, got = readTree(t, map[string]string{"a.css": `@import "b.css";`, "b.css": `@import "a.css";`}, "a.css")
	if !slices.Equal(got, []string{"b.css:1:9: import-cycle"}) {
		t.Errorf("cycle: %v", got)
	}
}

func TestFontFace(t *testing.T) {
	sh, got := readTree(t, map[string]string{"styles/main.css": `
@font-face { font-family: "My Serif"; src: local("My Serif"), url(fonts/a.otf) format("opentype"), url("../b.ttf"); font-weight: 300 600; font-style: italic;
  unicode-range: U+26, U+0-7F, U+4??, u+1f00-1fff; font-feature-settings: "ss01", "onum" off; font-display: swap }
@font-face { font-family: Other; src: url("https://example.org/x.woff") }
@font-face { src: url("x.ttf") }
@font-face { font-family: A; font-wieght: 400; src: url("x.ttf") }
@font-face { font-family: B; src: url("x.ttf"); font-weight: fat }
@font-face { font-family: C; src: image(x) }
`}, "styles/main.css")
	want := []string{"styles/main.css:4:39: remote-style", "styles/main.css:5:1: bad-value", "styles/main.css:6:30: unknown-property", "styles/main.css:7:62: bad-value", "styles/main.css:8:35: bad-value"}
	if !slices.Equal(got, want) {
		t.Errorf("findings %v", got)
	}
	if len(sh.FontFaces()) != 2 {
		t.Fatalf("%+v", sh.FontFaces())
	}
	f := sh.FontFaces()[0]
	if f.Family != "My Serif" || f.Weight != [2]int{300, 600} || !f.Italic ||
		!reflect.DeepEqual(f.Ranges, [][2]rune{{0x26, 0x26}, {0, 0x7F}, {0x400, 0x4FF}, {0x1F00, 0x1FFF}}) ||
		!reflect.DeepEqual(f.Features, []Feature{{"ss01", 1}, {"onum", 0}}) {
		t.Errorf("%+v", f)
	}
	if len(f.Src) != 3 || f.Src[0].Local != "My Serif" || f.Src[1].Path != "styles/fonts/a.otf" || f.Src[1].Format != "opentype" || f.Src[2].Path != "b.ttf" {
		t.Errorf("%+v", f.Src)
	}
}

func TestMedia(t *testing.T) {
	for query, want := range map[string]bool{
		"print": true, "all": true, "screen": false, "not screen": true, "screen, print": true, "only print": true,
		"print and (width: 148mm)": true, "print and (min-width: 148mm)": true, "(max-width: 10cm)": false, "(width >= 10cm) and (height < 30cm)": true,
		"(10cm < width <= 148mm)": true, "(10cm > width)": false, "not print and (width > 1m)": false, "(orientation: portrait)": true,
		"(orientation: landscape) or (color)": true, "not (monochrome)": true, "(overflow-block: paged)": true, "(hover)": false,
		"(min-aspect-ratio: 1/2)": true, "(aspect-ratio > 1)": false, "((width > 1cm) and (not (color-index)))": true, "PRINT": true,
	} {
		c, list := cascade(t, "@page { size: A5 } @media "+query+" { p { orphans: 7 } }")
		if f := list.All(); len(f) > 0 && !strings.Contains(query, "1m)") {
			t.Errorf("%s: %v", query, f)
		}
		if got := compute(c, tree("p")).Orphans == 7; got != want {
			t.Errorf("@media %s: %v", query, got)
		}
	}
	for _, query := range []string{"(colour)", "print and", "print and (width: x)", "and (width: 1cm)", "paper", "(width: 1cm) and (color) or (grid)"} {
		c, list := cascade(t, "@media "+query+" { p { orphans: 7 } }")
		if f := list.All(); len(f) != 1 || f[0].Code != "unknown-at-rule" {
			t.Errorf("@media %s: %v", query, f)
		}
		if compute(c, tree("p")).Orphans == 7 {
			t.Errorf("@media %s holds", query)
		}
	}
	// The size that a query asks for is that of the other rules.
	c, _ := cascade(t, "@page { size: 10cm } @media (width > 5cm) { @page { size: 4cm } }")
	if w := c.Page("", false, false, false).PageWidth; w != mustLength("4", "cm") {
		t.Errorf("page %s", w)
	}
}

func mustLength(n, unit string) dimen.Length {
	l, ok := dimen.Parse(n, unit)
	if !ok {
		panic(n + unit)
	}
	return l
}

func TestSupports(t *testing.T) {
	for cond, want := range map[string]bool{
		"(orphans: 2)": true, "(float: left)": false, "(display: flex)": false, "not (display: flex)": true,
		"(orphans: 2) and (float: footnote)": true, "(display: flex) or (widows: 3)": true, "selector(p:nth-child(2))": true,
		"selector(p:hover)": false, "((orphans: 2) and (not (display: flex)))": true, "(--x: 1)": true, "font-tech(color-svg)": false,
	} {
		c, list := cascade(t, "@supports "+cond+" { p { orphans: 7 } }")
		if f := list.All(); len(f) > 0 {
			t.Errorf("%s: %v", cond, f)
		}
		if got := compute(c, tree("p")).Orphans == 7; got != want {
			t.Errorf("@supports %s: %v", cond, got)
		}
	}
	for _, css := range []string{"@namespace svg url(x);", "@medai print { p { orphans: 1 } }", "@layer a { p { orphans: 1 } }", "@supports {p{orphans:1}}"} {
		if _, list := cascade(t, css); len(list.All()) != 1 || list.All()[0].Code != "unknown-at-rule" {
			t.Errorf("%s: %v", css, list.All())
		}
	}
}

// A bare name is a sheet of the book or, where it has none, one that comes with the tool.
func TestImportLibrary(t *testing.T) {
	book := fstest.MapFS{"styles/a.css": {Data: []byte("p { orphans: 3 }")}}
	library := fstest.MapFS{"print.css": {Data: []byte(`@import "part.css"; p { widows: 3 }`)}, "part.css": {Data: []byte("p { tab-size: 3 }")}, "a.css": {Data: []byte("p { orphans: 9 }")}}
	var list diag.List
	sh := Parse(&list, Source{Name: "styles/main.css", Text: []byte(`@import "print.css"; @import "a.css"; @import "../print.css";`), Book: book, Library: library, Own: true})
	s := compute(sh.Cascade(), tree("p"))
	if s.Orphans != 3 || s.Widows != 3 || s.TabSize != 3 {
		t.Errorf("%+v", s.Text)
	}
	if f := list.All(); len(f) != 1 || f[0].Code != "missing-style" || f[0].Pos.Col != 47 {
		t.Errorf("%v", f)
	}
	// What comes with the tool is not the author's to mind.
	var u Usage
	u.Add(sh.Cascade())
	var unmatched diag.List
	u.Report(&unmatched)
	if f := unmatched.All(); len(f) != 1 || f[0].Pos.File != "styles/a.css" {
		t.Errorf("%v", f)
	}
}
