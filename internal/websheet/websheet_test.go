package websheet

import (
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/diag"
	"quire/styles"
)

const png = "\x89PNG\r\n\x1a\n"

func book(t *testing.T) fstest.MapFS {
	t.Helper()
	face, err := styles.FS.ReadFile("fonts/EBGaramond-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{
		"css/a.css":        {Data: []byte("b { color: red }")},
		"css/cycle.css":    {Data: []byte(`@import "cycle.css"; b { color: red }`)},
		"css/deep/img.css": {Data: []byte("b { background: url(../../img/a.png) }")},
		"img/a.png":        {Data: []byte(png)},
		"img/safe.svg":     {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
		"img/unsafe.svg":   {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`)},
		"fonts/own.ttf":    {Data: face},
		"fonts/bad.ttf":    {Data: []byte("\x00\x01\x00\x00")},
		"fonts/own.woff2":  {Data: []byte("wOF2…")},
		"notes.txt":        {Data: []byte("text")},
	}
}

// What a sheet of the book becomes, the files that it brings along, and the findings.
func TestRead(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, css string
		want      string
		files     string
		found     string
	}{
		{"a sheet without faults says the same", `p, q > b { color: red !important; margin: 0 auto; --Own: x }`, `p, q > b {color: red !important; margin: 0 auto; --Own: x; }`, "", ""},
		{"comments part tokens", `a /**/ b { margin: 1px/**/2px }`, `a b {margin: 1px 2px; }`, "", ""},
		{"a bracket that closes nothing", `h1 { color: red }} p { margin: 0 }`, `h1 {color: red; } p {margin: 0; }`, "", "css-syntax"},
		{"what is no declaration", `p { color; margin: 0; = }`, `p {margin: 0; }`, "", "css-syntax css-syntax"},
		{"a property without a value", `p { color: ; margin: 0 }`, `p {margin: 0; }`, "", "bad-value"},
		{"a property that is not known", `p { colour: red; -webkit-x: y; -quire-z: 0 }`, `p {-webkit-x: y; -quire-z: 0; }`, "", "unknown-property"},
		{"properties that an EPUB may not have", `p { direction: rtl; unicode-bidi: embed }`, ``, "", "epub-property epub-property"},
		{"a rule without a block", `p`, ``, "", "css-syntax"},
		{"a block without a selector", `{ color: red }`, ``, "", "css-syntax"},
		{"at-rules that hold rules", `@media print { p { margin: 0 } } @supports (display: grid) { p { colour: red } }`, `@media print {p {margin: 0; } }`, "", "unknown-property"},
		{"other at-rules", `@charset "utf-8"; @page { margin: 1cm } @keyframes k { from { top: 0 } }`, `@page {margin: 1cm} @keyframes k {from { top: 0 }}`, "", ""},
		{"an at-rule that is not known", `@medai print { p { margin: 0 } } @media print;`, ``, "", "unknown-at-rule css-syntax"},
		{"rules within rules", `p { color: red; &:hover { color: blue } }`, `p {color: red; &:hover { color: blue }}`, "", ""},
		{"a face", `@font-face { font-family: Own; src: url(../fonts/own.ttf) format("truetype"), local(Own) }`, `@font-face {font-family: Own; src: url("fonts/own.ttf") format("truetype"), local(Own); }`, "fonts/own.ttf font/ttf", ""},
		{"WOFF2", `@font-face { font-family: Own; src: url(../fonts/own.woff2) }`, `@font-face {font-family: Own; src: url("fonts/own.woff2"); }`, "fonts/own.woff2 font/woff2", ""},
		{"a face of which one source is not there", `@font-face { font-family: Own; src: url(x.ttf), url(../fonts/own.ttf) }`, `@font-face {font-family: Own; src: url("fonts/own.ttf"); }`, "fonts/own.ttf font/ttf", "missing-font"},
		{"a face that is not there", `@font-face { font-family: Own; src: url(x.ttf) }`, ``, "", "missing-font"},
		{"a face on the network", `@font-face { font-family: Own; src: url(https://x.example/a.woff2) }`, ``, "", "remote-style"},
		{"a face that is broken", `@font-face { font-family: Own; src: url(../fonts/bad.ttf), url(../notes.txt) }`, ``, "", "broken-font broken-font"},
		{"a picture", `p { background: url( '../img/a.png#x' ) } q { background: url(../img/a.png) }`, `p {background: url("img/a.png#x"); } q {background: url("img/a.png"); }`, "img/a.png image/png", ""},
		{"a picture that is not there", `p { background: url(a.png); margin: 0 } q { background: url(a.png) }`, `p {margin: 0; }`, "", "missing-image"},
		{"a file that is no picture", `p { background: url(../notes.txt) } q { background: url(../fonts/own.ttf) }`, ``, "", "bad-image bad-image"},
		{"drawings", `p { background: url(../img/safe.svg) } q { background: url(../img/unsafe.svg) }`, `p {background: url("img/safe.svg"); }`, "img/safe.svg image/svg+xml", "unsafe-image"},
		{"data in the address", `p { background: url(data:image/png;base64,AAAA) } q { filter: url(#f) }`, `p {background: url("data:image/png;base64,AAAA"); } q {filter: url("#f"); }`, "", ""},
		{"strings that are addresses", `p { background: image-set("../img/a.png" 1x type("image/png")) }`, `p {background: image-set(url("img/a.png") 1x type("image/png")); }`, "img/a.png image/png", ""},
		{"strings", `p::before { content: "</style>" }`, `p::before {content: "<\/style>"; }`, "", ""},
		{"a path out of the book", `p { background: url(../../a.png) }`, ``, "", "path-outside-root"},
		{"an imported sheet", `@import "a.css"; p { margin: 0 }`, `b {color: red; } p {margin: 0; }`, "", ""},
		{"paths are those of the sheet that names them", `@import url(deep/img.css);`, `b {background: url("img/a.png"); }`, "img/a.png image/png", ""},
		{"an imported sheet with conditions", `@layer base; @import "a.css" layer(base) supports(display: grid) print;`, `@layer base; @media print {@supports (display: grid) {@layer base {b {color: red; } } } }`, "", ""},
		{"a sheet on the network", `@import url("https://fonts.example/css"); p { margin: 0 }`, `p {margin: 0; }`, "", "remote-style"},
		{"an imported sheet that is not there", `@import "x.css";`, ``, "", "missing-style"},
		{"an import after rules", `p { margin: 0 } @import "a.css";`, `p {margin: 0; }`, "", "css-syntax"},
		{"an import of nothing", `@import print;`, ``, "", "css-syntax"},
		{"a sheet that imports itself", `@import "cycle.css";`, `b {color: red; }`, "", "import-cycle"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			var l diag.List
			text, files := Read(&l, Options{Book: book(t), EPUB: true}, Source{Name: "css/own.css", Text: []byte(c.css), Own: true})
			if got := strings.Join(strings.Fields(string(text)), " "); got != c.want {
				t.Errorf("%s\nbecomes %s\nwant    %s", c.css, got, c.want)
			}
			var named []string
			for _, f := range files {
				named = append(named, f.Path+" "+f.MediaType)
			}
			if got := strings.Join(named, ", "); got != c.files {
				t.Errorf("files: %s, want %s", got, c.files)
			}
			var codes []string
			for _, f := range l.All() {
				codes = append(codes, f.Code)
				if !f.Pos.IsValid() {
					t.Errorf("the place of this finding is not known: %s", f)
				}
			}
			if got := strings.Join(codes, " "); got != c.found {
				t.Errorf("findings: %v, want %s", l.All(), c.found)
			}
		})
	}
}

// A sheet that comes with quire is taken as it is, and those of the book may import it by its name.
func TestBrought(t *testing.T) {
	t.Parallel()
	var l diag.List
	library := fstest.MapFS{"epub.css": {Data: []byte("p { x:y } /* z */")}}
	text, _ := Read(&l, Options{Book: fstest.MapFS{}, Library: library}, Source{Name: "epub.css", Text: library["epub.css"].Data},
		Source{Name: "own.css", Text: []byte(`@import "epub.css"; p { direction: rtl }`), Own: true})
	if want := "p { x:y } /* z */\np { x:y } /* z */\np {direction: rtl; }\n"; string(text) != want || len(l.All()) > 0 {
		t.Errorf("%q, %v; want %q", text, l.All(), want)
	}
}

// No sheet makes the reader panic, and what it writes has no faults left.
func FuzzRead(f *testing.F) {
	for _, s := range []string{`a{b:c}`, `@import "a" x;`, `@media{a{}}`, `@font-face{src:url(}`, `a{b:url("` + "\n" + `)}`, `}{`, `a{{}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var l, again diag.List
		opts := Options{Book: fstest.MapFS{}}
		text, _ := Read(&l, opts, Source{Name: "a.css", Text: []byte(s), Own: true})
		Read(&again, opts, Source{Name: "a.css", Text: text, Own: true})
		for _, f := range again.All() {
			if f.Code == "unknown-property" || f.Code == "css-syntax" && strings.Contains(f.Message, "@import") {
				t.Errorf("%q becomes %q: %s", s, text, f)
			}
		}
	})
}
