package manifest

import (
	"fmt"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/golden"
	"quire/internal/yaml"
)

// formats are those of the tests.
var formats = []Format{
	{Name: "epub", Extension: ".epub", Sheet: "epub.css", Default: "epub"},
	{Name: "kepub", Extension: ".kepub.epub"},
	{Name: "html", Extension: ".html", Default: "html"},
	{Name: "pdf", Extension: ".pdf", Sheet: "print.css", Paged: true, Default: "print"},
}

// TestGolden reads each archive of testdata: book.yaml or front.yaml, and what is made of it and said about it.
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *golden.Archive) {
		var l diag.List
		var m *Manifest
		in := a.Files[0]
		if in.Name == "front.yaml" {
			m = ParseFrontMatter("essay.md", "", formats, &l, Layer{File: "essay.md", Data: in.Data, Line: 1})
		} else {
			m = Parse(in.Name, in.Data, formats, &l)
		}
		var b strings.Builder
		dump(&b, "", reflect.ValueOf(*m))
		a.Want(t, "manifest", b.String())
		a.WantFindings(t, &l)
	})
}

// dump prints every value that is set, one a line.
func dump(b *strings.Builder, name string, v reflect.Value) {
	switch x := v.Interface().(type) {
	case Path:
		if x.Path != "" {
			fmt.Fprintf(b, "%s: %s (%s)\n", name, x.Path, x.Pos)
		}
		return
	case Key:
		fmt.Fprintf(b, "%s: %s (%s)\n", name, x.Key, x.Pos)
		return
	case diag.Pos:
		return
	case Format:
		fmt.Fprintf(b, "%s: %s\n", name, x.Name)
		return
	case *yaml.Node:
		if x != nil {
			fmt.Fprintf(b, "%s: %s of %d (%s)\n", name, x.Kind, len(x.Items)+len(x.Fields), x.Pos)
		}
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			dump(b, strings.TrimPrefix(name+"."+v.Type().Field(i).Name, "."), v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			dump(b, fmt.Sprintf("%s[%d]", name, i), v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			dump(b, name, v.Elem())
		}
	default:
		if !v.IsZero() {
			fmt.Fprintf(b, "%s: %v\n", name, v)
		}
	}
}

// TestDocumented holds docs/book-yaml.md to the parser: a heading for each key, and examples without a finding,
// here and in docs/editions.md.
func TestDocumented(t *testing.T) {
	data, err := os.ReadFile("../../docs/book-yaml.md")
	if err != nil {
		t.Fatal(err)
	}
	var heads []string
	for _, m := range regexp.MustCompile("(?m)^### `([a-z-]+)`$").FindAllStringSubmatch(string(data), -1) {
		heads = append(heads, m[1])
	}
	for _, k := range names(bookFields) {
		if !slices.Contains(heads, k) {
			t.Errorf("docs/book-yaml.md has no heading for %q", k)
		}
	}
	for _, h := range heads {
		if !slices.Contains(names(bookFields), h) {
			t.Errorf("docs/book-yaml.md explains %q, which the parser does not know", h)
		}
	}
	editions, err := os.ReadFile("../../docs/editions.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, ex := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllStringSubmatch(string(data)+string(editions), -1) {
		var l diag.List
		Parse("book.yaml", []byte(ex[1]), formats, &l)
		for _, f := range l.All() {
			if f.Code != "missing-key" || !strings.HasPrefix(f.Message, "the book") {
				t.Errorf("example %d: %s", i+1, f)
			}
		}
	}
}

func TestInside(t *testing.T) {
	for _, c := range []struct {
		root, path string
		want       bool
	}{
		{".", "a.md", true},
		{".", "a/b.md", true},
		{".", "../a.md", false},
		{".", "/etc/passwd", false},
		{".", "..", false},
		{"..", "../a.md", true},
		{"..", "../../a.md", false},
		{"..", "a.md", true},
		{"../..", "../../x", true},
		{"text", "text/a.md", true},
		{"text", "text", true},
		{"text", "textual/a.md", false},
		{"text", "a.md", false},
		{"../lib", "../lib/a.md", true},
		{"../lib", "a.md", false},
		{"../lib", "../a.md", false},
		{".", "...a", true},
	} {
		if got := inside(c.root, c.path); got != c.want {
			t.Errorf("inside(%q, %q) = %v", c.root, c.path, got)
		}
	}
}

func TestFreeDate(t *testing.T) {
	for in, want := range map[string]string{
		"22 November 2026": "2026-11-22", "November 22, 2026": "2026-11-22", "22nd of November 2026": "2026-11-22", "Sunday, 22 Nov. 2026": "2026-11-22",
		"November 2026": "2026-11", "11/22/2026": "2026-11-22", "2026/11/22": "2026-11-22", "22. Mai 2026": "2026-05-22", "1er août 2026": "2026-08-01",
		"22 de enero de 2026": "2026-01-22", "22 ноября 2026 г.": "2026-11-22", "22 listopada 2026": "2026-11-22", "2026-11-22T10:00:00Z": "2026-11-22",
		"31 February 2026": "", "ma 2026": "", "soon": "", "30/30/2026": "", "juni 2026": "2026-06", "jui 2026": "",
	} {
		if got := freeDate(in); got != want {
			t.Errorf("freeDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestISBN(t *testing.T) {
	for _, good := range []string{"978-1-68137-270-9", "9783161484100", "0-306-40615-2", "080442957X"} {
		if msg := checkISBN(good); msg != "" {
			t.Errorf("%s: %s", good, msg)
		}
	}
	for _, bad := range []string{"978-1-68137-270-2", "9773161484100", "0-306-40615-3", "X80442957X", "12345", "", "97831614841ab", "97831614841+0", "978316148410:"} {
		if checkISBN(bad) == "" {
			t.Errorf("%q passes", bad)
		}
	}
}

// The ISBN is the identifier of a book that names no other.
func TestISBNIsIdentifier(t *testing.T) {
	for in, want := range map[string]string{
		"isbn: 978-3-16-148410-0\n":                                    "urn:isbn:9783161484100",
		"isbn: 978-3-16-148410-0\nidentifier: https://example.org/b\n": "https://example.org/b",
	} {
		if got := Parse("book.yaml", []byte("title: A\n"+in), formats, &diag.List{}).Meta.Identifier; got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// TestStableIdentifier: the same book has the same identifier; another title, another one.
func TestStableIdentifier(t *testing.T) {
	parse := func(s string) string { return Parse("book.yaml", []byte(s), formats, &diag.List{}).Meta.Identifier }
	a := parse("title: A\ncreators: [B]\n")
	if a != parse("creators: [B]\ntitle: A\nlang: fr\n") || a == parse("title: A\ncreators: [C]\n") {
		t.Error("the identifier does not follow name, title and creators alone")
	}
	if !regexp.MustCompile(`^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(a) {
		t.Error(a)
	}
}

func TestRebase(t *testing.T) {
	m := Parse("source/book.yaml", []byte("title: A\nlang: en\nroot: ..\ncontents: [a.md, ../b.md]\ncsl: apa\ncover: c.png\n"), formats, &diag.List{})
	m.Rebase("source")
	if m.Contents[0].Path != "source/a.md" || m.Contents[1].Path != "b.md" || m.CSL.Path != "apa" || m.Meta.Cover != "source/c.png" {
		t.Errorf("%+v", m)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("title: A\neditions: {a: {base: b}, b: {base: a}}\n"))
	f.Add([]byte("a: &x [*x, {<<: *x}]\n!!str : ? - [{"))
	f.Add([]byte("creators:\n  - {name: &n X, role: edt}\nsubjects: *n\nreferences: [1]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, m := range []*Manifest{Parse("book.yaml", data, formats, &diag.List{}), ParseFrontMatter("a.md", "", formats, &diag.List{}, Layer{File: "a.md", Data: data, Line: 1})} {
			if m == nil || m.Meta.Identifier == "" || m.Meta.Name == "" {
				t.Fatal("the result is not usable")
			}
			for _, p := range m.Contents {
				if !inside(m.Root, p.Path) {
					t.Fatalf("%q is outside %q", p.Path, m.Root)
				}
			}
		}
	})
}

// An edition's imposition overrides that of its base key by key. With another layout it inherits only the sheet; an
// empty one removes it.
func TestImpositionOfBase(t *testing.T) {
	var l diag.List
	m := Parse("book.yaml", []byte(`title: T
lang: en-GB
contents: [a.md]
editions:
  print: {format: pdf}
  letter: {base: booklet, imposition: {sheet: Letter}}
  booklet: {base: print, imposition: {layout: booklet, sheet: A4, signature: 4, paper: 0.1mm, marks: [fold, staple]}}
  sewn: {base: letter, imposition: {marks: [fold], signature: one}}
  four: {base: booklet, imposition: {layout: 4-up}}
  four-a5: {base: four, imposition: {sheet: A5}}
  flat: {base: booklet, imposition: }
  same: {base: booklet}
`), formats, &l)
	for _, f := range l.All() {
		t.Error(f)
	}
	mm := func(n int64) dimen.Length { return dimen.IN.MulDiv(n*10, 254) }
	in := func(n int64) dimen.Length { return dimen.IN.MulDiv(n, 2) }
	tenth := dimen.IN.MulDiv(1, 254)
	booklet := Imposition{Width: mm(297), Height: mm(210), Signature: 4, Paper: tenth, Fold: true, Staple: true}
	letter := Imposition{Width: in(22), Height: in(17), Signature: 4, Paper: tenth, Fold: true, Staple: true}
	sewn := letter
	sewn.Signature, sewn.Staple = 0, false
	for name, want := range map[string]*Imposition{
		"print": nil, "flat": nil, "booklet": &booklet, "same": &booklet, "letter": &letter, "sewn": &sewn,
		"four":    {Columns: 2, Rows: 2, Width: mm(210), Height: mm(297)},
		"four-a5": {Columns: 2, Rows: 2, Width: mm(148), Height: mm(210)},
	} {
		i := slices.IndexFunc(m.Editions, func(e Edition) bool { return e.Name == name })
		if i < 0 {
			t.Errorf("there is no edition %s", name)
			continue
		}
		got := m.Editions[i].Imposition
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

func TestSlug(t *testing.T) {
	for title, want := range map[string]string{
		"On Tides": "on-tides", "The Ship's Log": "the-ships-log", "L’Été – 1914": "lete-1914", "Записки": "записки", "  ": "",
	} {
		if got := FileName(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// A cover without a description has the book's title as its alternative text.
func TestCoverAlt(t *testing.T) {
	for text, want := range map[string]string{
		"title: Tides\ncover: c.png\n":                            "Tides",
		"title: Tides\ncover: c.png\ncover-alt: A grey harbour\n": "A grey harbour",
		"title: Tides\n": "",
	} {
		if got := Parse("book.yaml", []byte(text), formats, new(diag.List)).Meta.CoverAlt; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// An edition has no more than 256 stylesheets.
func TestMaxSheets(t *testing.T) {
	for n, want := range map[int]bool{256: false, 257: true} {
		var findings diag.List
		src := "title: T\nlang: en\ncontents: [a.md]\neditions:\n  print:\n    format: pdf\n    styles: [" + strings.Repeat("a.css, ", n) + "]\n"
		Parse("book.yaml", []byte(src), formats, &findings)
		got := slices.ContainsFunc(findings.All(), func(f diag.Finding) bool { return strings.Contains(f.Message, "stylesheets are named") })
		if got != want {
			t.Errorf("%d sheets: reported %v, want %v", n, got, want)
		}
	}
}
