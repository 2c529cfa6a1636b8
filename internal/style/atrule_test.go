package style

import (
	"fmt"
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
	// Built-in sheets are not the author's concern.
	var u Usage
	u.Add(sh.Cascade())
	var unmatched diag.List
	u.Report(&unmatched)
	if f := unmatched.All(); len(f) != 1 || f[0].Pos.File != "styles/a.css" {
		t.Errorf("%v", f)
	}
}

// Findings in @counter-style, with their places (css-counter-styles-3).
func TestCounterStyleFindings(t *testing.T) {
	checkFindings(t, map[string]string{
		`@counter-style { symbols: a }`:                                     "1:1 css-syntax",
		`@counter-style none { symbols: a }`:                                "1:1 css-syntax",
		`@counter-style a b { symbols: a }`:                                 "1:1 css-syntax",
		`@counter-style a { }`:                                              "1:1 bad-value",
		`@counter-style a { system: additive }`:                             "1:1 bad-value",
		`@counter-style a { system: numeric; symbols: a }`:                  "1:1 bad-value",
		`@counter-style a { system: extends }`:                              "1:28 bad-value",
		`@counter-style a { system: extends a b }`:                          "1:28 bad-value",
		`@counter-style a { system: fixed x; symbols: a }`:                  "1:28 bad-value",
		`@counter-style a { symbols: 1 }`:                                   "1:29 bad-value",
		`@counter-style a { symbols: a; range: auto }`:                      "",
		`@counter-style a { symbols: a; range: 2 1 }`:                       "1:39 bad-value",
		`@counter-style a { symbols: a; range: 1 }`:                         "1:39 bad-value",
		`@counter-style a { symbols: a; range: a b }`:                       "1:39 bad-value",
		`@counter-style a { symbols: a; negative: a b c }`:                  "1:42 bad-value",
		`@counter-style a { symbols: a; pad: 61 b }`:                        "1:37 bad-value",
		`@counter-style a { symbols: a; pad: b 3 }`:                         "",
		`@counter-style a { symbols: a; pad: 3 }`:                           "1:37 bad-value",
		`@counter-style a { symbols: a; pad: -1 b }`:                        "1:37 bad-value",
		`@counter-style a { symbols: a; fallback: a b }`:                    "1:42 bad-value",
		`@counter-style a { symbols: a; prefix: a b }`:                      "1:40 bad-value",
		`@counter-style a { symbols: a; suffix: 1 }`:                        "1:40 bad-value",
		`@counter-style a { symbols: a; speak-as: words }`:                  "",
		`@counter-style a { system: additive; additive-symbols: 1 a, 5 b }`: "1:56 bad-value",
		`@counter-style a { system: additive; additive-symbols: -1 a }`:     "1:56 bad-value",
		`@counter-style a { symbols: a !important }`:                        "1:1 bad-value; 1:20 bad-value",
		`@counter-style a { symbols: ; prefix: "x"; symbols: a }`:           "1:20 bad-value",
		`@counter-style a { sybols: a; symbols: a }`:                        "1:20 unknown-property",
	})
}

// Findings in @font-face, with their places (css-fonts-4, §4).
func TestFontFaceFindings(t *testing.T) {
	checkFindings(t, map[string]string{
		`@font-face { font-family: a, b; src: url(x) }`:                        "1:27 bad-value",
		`@font-face { font-family: a; src: url(x) format(1) }`:                 "1:35 bad-value",
		`@font-face { font-family: a; src: url(x) format("woff2") tech(x) }`:   "",
		`@font-face { font-family: a; src: url(x) from(y) }`:                   "1:35 bad-value",
		`@font-face { font-family: a; src: local(a, b) }`:                      "1:35 bad-value",
		`@font-face { font-family: a; src: local(a) format(b) }`:               "1:35 bad-value",
		`@font-face { font-family: a; src: "x" }`:                              "1:35 bad-value",
		`@font-face { font-family: a; src: url(x); font-weight: 1 2 3 }`:       "1:56 bad-value",
		`@font-face { font-family: a; src: url(x); font-weight: 900 100 }`:     "",
		`@font-face { font-family: a; src: url(x); font-weight: 0 }`:           "1:56 bad-value",
		`@font-face { font-family: a; src: url(x); font-style: slanted }`:      "1:55 bad-value",
		`@font-face { font-family: a; src: url(x); font-display: 1 }`:          "1:57 bad-value",
		`@font-face { font-family: a; src: url(x); font-stretch: normal }`:     "",
		`@font-face { font-family: a; src: url(x); font-stretch: wide }`:       "1:57 bad-value",
		`@font-face { font-family: a; src: url(x); unicode-range: U+110000 }`:  "1:58 bad-value",
		`@font-face { font-family: a; src: url(x); unicode-range: U+20-10 }`:   "1:58 bad-value",
		`@font-face { font-family: a; src: url(x); unicode-range: 20 }`:        "1:58 bad-value",
		`@font-face { font-family: a; src: url(x); unicode-range: U+0000020 }`: "1:58 bad-value",
	})
}

// Findings in @page, with their places (css-page-3).
func TestPageFindings(t *testing.T) {
	checkFindings(t, map[string]string{
		`@page { counter-increment: page }`:                                       "",
		`@page { counter-increment: page 2 }`:                                     "1:28 bad-value",
		`@page { counter-reset: footnote }`:                                       "1:24 bad-value",
		`@page { counter-set: a }`:                                                "1:22 bad-value",
		`@page { @top-left { content: attr(x) } }`:                                "1:30 bad-value",
		`@page { @top-left { content: string(x) element(y) } }`:                   "",
		`@page { -quire-page-label: lower-rommn }`:                                "1:28 bad-value",
		`@page :nth(2) { padding: 1pt; border: 1pt solid; size: a5; color: red }`: "1:17 bad-value; 1:31 bad-value; 1:50 bad-value",
		`@page :nth(x) { }`:                                                       "1:8 unknown-selector",
		`@page a b { }`:                                                           "1:8 unknown-selector",
		`@page a, :left { }`:                                                      "",
	})
}

// Findings in other rules, with their places.
func TestRuleFindings(t *testing.T) {
	checkFindings(t, map[string]string{
		`@import "b.css" supports(display: flex);`:    "",
		`@import "b.css" supports(orphans: 2) print;`: "",
		`@import;`:                           "1:1 css-syntax",
		`@import print "b.css";`:             "1:1 css-syntax",
		`@import "";`:                        "1:9 css-syntax",
		`@import "//example.org/a.css";`:     "1:9 remote-style",
		`@import "/a.css";`:                  "1:9 path-outside-root",
		`@media print;`:                      "1:1 css-syntax",
		`p { counter-increment: page }`:      "1:24 bad-value",
		`p { counter-reset: page 3 }`:        "",
		`p { counter-increment: footnote }`:  "",
		`p { string-set: a string(b) }`:      "1:17 bad-value",
		`p { content: element(b) }`:          "1:14 bad-value",
		`p { list-style-type: lower-rommn }`: "1:22 bad-value",
		`p { list-style-type: "x" }`:         "",
		`p { var(--a) }`:                     "1:5 css-syntax",
		`p { color: var(--a) } `:             "1:16 bad-value",
		`p { --a: red; color: var(--a) }`:    "",
		`p { color: var(--a, red) }`:         "",
		`p { colour: red }`:                  "1:5 unknown-property",
		`p { border-radius: 1pt }`:           "1:5 unknown-property",
		`p { orphans: }`:                     "1:5 bad-value",
		`p`:                                  "1:1 css-syntax",
		`P { ORPHANS: 3 }`:                   "",
	})
}

// checkFindings holds the findings of sheets, as “line:column code”.
func checkFindings(t *testing.T, sheets map[string]string) {
	t.Helper()
	for css, want := range sheets {
		files := fstest.MapFS{"b.css": {Data: []byte("p { orphans: 3 }")}}
		var list diag.List
		Parse(&list, Source{Name: "a.css", Text: []byte(css), Book: files})
		var got []string
		for _, f := range list.All() {
			got = append(got, fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Col, f.Code))
		}
		if s := strings.Join(got, "; "); s != want {
			t.Errorf("%s: %s, want %s", css, s, want)
		}
	}
}

// The number of imports is limited: sheets that each import two others multiply.
func TestImportsAreBounded(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 40 {
		files[fmt.Sprintf("n%d.css", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, `@import "n%d.css"; @import "n%d.css";`, i+1, i+1)}
	}
	files["n40.css"] = &fstest.MapFile{Data: []byte("p { orphans: 3 }")}
	var list diag.List
	sh := Parse(&list, Source{Name: "a.css", Text: []byte(`@import "n0.css";`), Book: files})
	if f := list.All(); len(f) != 1 || f[0].Code != "css-syntax" || !f[0].Pos.IsValid() {
		t.Errorf("%v", f)
	}
	if compute(sh.Cascade(), tree("p")).Orphans != 3 {
		t.Error("the first of them are not read")
	}
}

// Values that insert another twice grow too large; they count as not set.
func TestVariablesAreBounded(t *testing.T) {
	for _, form := range []string{"var(--a%[1]d) var(--a%[1]d)", "calc(var(--a%[1]d) + var(--a%[1]d))"} {
		css := "p { --a0: 1pt; "
		for i := range 60 {
			css += fmt.Sprintf("--a%d: ", i+1) + fmt.Sprintf(form, i) + "; "
		}
		c, _ := cascade(t, css+"margin-left: var(--a60, 7pt) }")
		if s := compute(c, tree("p")); s.Margin[SideLeft].Length != 7*dimen.PT {
			t.Errorf("%s: %v", form, s.Margin)
		}
	}
}
