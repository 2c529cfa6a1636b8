package epub

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/doc/doctest"
	"quire/internal/math"
	"quire/internal/xhtml"
)

// write writes a book and gives the bytes and the files.
func write(t *testing.T, b *doc.Book, in Input) ([]byte, map[string]string) {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, b, in, &diag.List{}); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Name] = string(data)
	}
	return out.Bytes(), files
}

func sample() Input {
	return Input{
		CSS:    []byte("p { margin: 0 }\n"),
		Fonts:  []xhtml.Font{{Name: "Garamond-Regular", Data: []byte("\x00\x01\x00\x00font"), Family: "Garamond", Weight: 400, Licence: []byte("Copyright\n")}, {Name: "Garamond-Italic", Data: []byte("OTTOfont"), Family: "Garamond", Weight: 400, Italic: true, Licence: []byte("Copyright\n")}},
		Cover:  Cover{Data: doctest.PNG(16, 25), MediaType: "image/png", Width: 16, Height: 25},
		Folios: &doc.Folios{Edition: "A5 print edition", Pages: []doc.Folio{{Label: "v", At: doc.Place{Node: 20}}, {Label: "1", At: doc.Place{Node: 35}}, {Label: "2", At: doc.Place{Node: 50}}}},
	}
}

// TestReproducible holds that a book gives the same bytes each time, whatever else is written beside it.
func TestReproducible(t *testing.T) {
	first, _ := write(t, doctest.Book(), sample())
	done := make(chan []byte)
	for range 4 {
		go func() {
			var b bytes.Buffer
			if err := Write(&b, doctest.Book(), sample(), &diag.List{}); err != nil {
				t.Error(err)
			}
			done <- b.Bytes()
		}()
	}
	for range 4 {
		if !bytes.Equal(<-done, first) {
			t.Error("the bytes differ from one writing to the next")
		}
	}
}

// TestContainer holds the zip to OCF 3.3 and to being canonical.
func TestContainer(t *testing.T) {
	data, files := write(t, doctest.Book(), sample())
	if got := string(data[30 : 30+len("mimetypeapplication/epub+zip")]); got != "mimetypeapplication/epub+zip" {
		t.Errorf("the file begins with %q", got)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range z.File {
		if i == 0 && (f.Name != "mimetype" || f.Method != zip.Store) {
			t.Errorf("the first file is %s", f.Name)
		}
		if got := f.Modified.UTC().Format("2006-01-02 15:04"); got != "2026-11-22 00:00" || len(f.Extra) > 0 {
			t.Errorf("%s has the time %s and the extra field %x", f.Name, got, f.Extra)
		}
	}
	for _, name := range []string{
		"META-INF/container.xml", "package.opf", "nav.xhtml", "toc.ncx", "book.css", "fonts/garamond-regular.ttf",
		"fonts/garamond-italic.otf", "fonts/garamond-licence.txt", "images/cover.png", "images/quay.png", "cover.xhtml", "chapter.xhtml",
	} {
		if _, ok := files[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	for name, text := range files {
		for _, bad := range []string{"go-epub", "javascript:", "<script", "onclick"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s holds %q", name, bad)
			}
		}
	}
}

// TestPackage holds the package document to what is known of the book and of what is in it.
func TestPackage(t *testing.T) {
	_, files := write(t, doctest.Book(), sample())
	opf := files["package.opf"]
	for _, want := range []string{
		`<dc:identifier id="pub-id">urn:uuid:8947267a-0d04-40d0-b59b-b5ee5b7f3320</dc:identifier>`,
		`<meta property="identifier-type" refines="#identifier-2" scheme="onix:codelist5">15</meta>`,
		`<meta property="title-type" refines="#subtitle">subtitle</meta>`,
		`<meta property="role" refines="#creator-1" scheme="marc:relators">aut</meta>`,
		`<meta property="file-as" refines="#contributor-1">Translator, Tom</meta>`,
		`<meta property="term" refines="#subject-1">TRA006000</meta>`,
		`<link rel="dcterms:license" href="https://creativecommons.org/licenses/by-sa/4.0/"/>`,
		`<meta property="group-position" refines="#series">2</meta>`,
		`<meta property="dcterms:modified">2026-11-22T00:00:00Z</meta>`,
		`<meta property="ibooks:specified-fonts">true</meta>`,
		`<meta property="source-of" refines="#print">pagination</meta>`,
		`<meta property="pageBreakSource">A5 print edition</meta>`,
		`<meta property="schema:accessibilityFeature">pageNavigation</meta>`,
		`<meta property="schema:accessibilityFeature">alternativeText</meta>`,
		`properties="cover-image"`,
	} {
		if !strings.Contains(opf, want) {
			t.Errorf("package.opf lacks %s", want)
		}
	}
	if strings.Contains(opf, "conformsTo") {
		t.Error("package.opf claims conformance, though nobody certified it")
	}
}

// TestAccess holds the accessibility metadata to the content: what is missing is not claimed.
func TestAccess(t *testing.T) {
	b := doctest.Book()
	eachNode(b, func(n interface{ Base() *doc.Node }) {
		if m, ok := n.(*doc.Image); ok && !m.Decorative {
			m.Alt = ""
		}
	})
	b.Assets["images/Quay.png"].MediaType = "image/gif"
	b.Assets["images/Quay.png"].Data = []byte("GIF89a\x21\xF9\x04\x21\xF9\x04")
	b.Meta.CertifiedBy, b.Meta.ConformsTo = "A Person", "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
	_, files := write(t, b, Input{})
	opf := files["package.opf"]
	for _, bad := range []string{"alternativeText", "pageNavigation", "pageBreakMarkers", "pageBreakSource", `schema:accessModeSufficient">textual<`, `Hazard">none`, "ibooks", "Every picture"} {
		if strings.Contains(opf, bad) {
			t.Errorf("package.opf claims %s", bad)
		}
	}
	for _, want := range []string{`schema:accessModeSufficient">textual,visual<`, `schema:accessibilityHazard">unknown<`, `property="a11y:certifiedBy" refines="#conformance" id="certifier">A Person<`} {
		if !strings.Contains(opf, want) {
			t.Errorf("package.opf lacks %s", want)
		}
	}
}

// A file with a formula says so in the manifest, and the metadata say it of the book.
func TestFormulas(t *testing.T) {
	b := doctest.Book()
	_, files := write(t, b, Input{})
	if strings.Contains(files["package.opf"], "MathML") || strings.Contains(files["package.opf"], "mathml") {
		t.Error("a book without formulas has some")
	}
	b = doctest.Book()
	f, _ := math.Parse("x^2", math.Options{})
	s := b.Sections[len(b.Sections)-1]
	s.Blocks = append(s.Blocks, doctest.P(&doc.Math{Source: "x^2", Formula: f, Words: "x squared"}))
	_, files = write(t, b, Input{})
	opf := files["package.opf"]
	if n := strings.Count(opf, `properties="mathml"`); n != 1 {
		t.Errorf("%d files have formulas", n)
	}
	if !strings.Contains(opf, `schema:accessibilityFeature">MathML<`) {
		t.Error("the metadata do not name MathML")
	}
	found := false
	for name, text := range files {
		if strings.Contains(text, `alttext="x squared"><msup><mi>x</mi><mn>2</mn></msup></math>`) {
			found = strings.Contains(opf, `href="`+name[strings.LastIndexByte(name, '/')+1:]+`" media-type="application/xhtml+xml" properties="mathml"`)
		}
	}
	if !found {
		t.Error("the file with the formula is not the one that the manifest names")
	}
}

// TestUnsafeImage holds that an SVG image that runs something is a finding, and left out.
func TestUnsafeImage(t *testing.T) {
	b := doctest.Book()
	b.Assets["images/Quay.png"] = &doc.Asset{Path: "images/Quay.png", Pos: diag.Pos{File: "quay.md", Line: 3, Col: 1}, MediaType: "image/svg+xml", Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`)}
	var l diag.List
	var out bytes.Buffer
	if err := Write(&out, b, Input{}, &l); err != nil {
		t.Fatal(err)
	}
	found := false
	for _, f := range l.All() {
		found = found || f.Code == "unsafe-image" && f.Pos.File == "quay.md" && f.Severity == diag.Error
	}
	if !found {
		t.Errorf("findings: %v", l.All())
	}
}

// The identifier of an EPUB is a URN: the book's own, or a UUID made from the book's address.
func TestIdentifier(t *testing.T) {
	for id, want := range map[string]string{
		"urn:isbn:9780306406157":   "urn:isbn:9780306406157",
		"URN:ISBN:9780306406157":   "URN:ISBN:9780306406157",
		"https://example.org/book": "urn:uuid:0966d62d-2133-582d-b0ce-63f420cb7a00",
	} {
		if got := identifier(&doc.Meta{Identifier: id}); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

// TestSplit holds that an essay is divided by its sections, a part by its chapters and a long chapter by weight,
// each block in one file.
func TestSplit(t *testing.T) {
	long := doctest.S(doc.KindChapter, 1, "long", "Long")
	for range 400 {
		long.Blocks = append(long.Blocks, doctest.Para(strings.Repeat("tide ", 400)))
	}
	part := doctest.S(doc.KindPart, 1, "part", "Part", doctest.Para("Opening."), doctest.S(doc.KindChapter, 2, "in", "Within", doctest.Para("A."), doctest.S("", 3, "deep", "Deep", doctest.Para("B."))))
	part.Lang = "fr"
	for _, s := range []*doc.Section{long, part} {
		blocks := 0
		for i, piece := range split(s, nil, false) {
			if piece.Section == s {
				blocks += piece.To - piece.From
			}
			if i > 0 && piece.Section == s && piece.From == 0 {
				t.Error("the heading is there twice")
			}
		}
		if want := len(s.Blocks) - len(subsections(s)); blocks != want {
			t.Errorf("%s: %d blocks in the files, want %d", s.ID, blocks, want)
		}
	}
	if n := len(split(long, nil, false)); n < 4 || n > 6 {
		t.Errorf("a chapter of 800 kB makes %d files", n)
	}
	long.Blocks = long.Blocks[:20] // compressing all of it takes seconds
	files := finished(t, doctest.Number(&doc.Book{Meta: doc.Meta{Title: "T", Lang: "en"}, Sections: []*doc.Section{part, long}}), Input{})
	if text := files["part-2.xhtml"]; !strings.Contains(text, `<div class="continued" lang="fr" xml:lang="fr">`) || !strings.Contains(text, `id="in"`) || !strings.Contains(text, `id="deep"`) {
		t.Errorf("the part's chapter is written as\n%s", text)
	}
}

// TestNavigation holds that each entry of the navigation leads to the element it names.
func TestNavigation(t *testing.T) {
	_, files := write(t, doctest.Book(), sample())
	for name, kinds := range map[string][]string{"nav.xhtml": {"toc", "landmarks", "page-list"}, "toc.ncx": nil} {
		for _, k := range kinds {
			if !strings.Contains(files[name], `epub:type="`+k+`"`) {
				t.Errorf("%s lacks %s", name, k)
			}
		}
		links := 0
		d := xml.NewDecoder(strings.NewReader(files[name]))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			for _, a := range start.Attr {
				if a.Name.Local != "src" && a.Name.Local != "href" {
					continue
				}
				file, id, _ := strings.Cut(a.Value, "#")
				if text, ok := files[file]; !ok || id != "" && !strings.Contains(text, `id="`+id+`"`) {
					t.Errorf("%s: %s leads nowhere", name, a.Value)
				}
				links++
			}
		}
		if links < 10 {
			t.Errorf("%s has %d links", name, links)
		}
	}
	if !strings.Contains(files["toc.ncx"], `<meta name="dtb:depth" content="3"/>`) || !strings.Contains(files["toc.ncx"], `type="front"`) {
		t.Errorf("toc.ncx:\n%s", files["toc.ncx"])
	}
}

// TestRandom holds for generated books that the finisher finds nothing broken and that no text is lost between
// the files: all of it stands in the spine, in order.
func TestRandom(t *testing.T) {
	seeds := uint64(15)
	if testing.Short() {
		seeds = 4
	}
	for seed := range seeds {
		b := doctest.Random(seed)
		for i, f := range []*doc.Folios{nil, {Edition: "print", Pages: []doc.Folio{{Label: "1", At: doc.Place{Node: 2}}, {Label: "1", At: doc.Place{Node: doc.NodeID(b.Nodes) / 2}}, {Label: "x y", At: doc.Place{Node: doc.NodeID(b.Nodes) + 9}}}}} {
			files := finished(t, b, Input{Folios: f})
			if f != nil && strings.Count(files["nav.xhtml"], "#page-") != 3 {
				t.Errorf("seed %d: the pages are not all listed", seed)
			}
			if i > 0 {
				continue
			}
			spine := spineText(t, files)
			for _, s := range b.Sections {
				doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
					if x, ok := n.(*doc.Text); ok {
						var w xhtml.Writer
						w.Text(x.Value)
						_, rest, found := strings.Cut(spine, string(w.Bytes()))
						if !found {
							t.Errorf("seed %d: %q is lost or out of order", seed, x.Value)
						} else {
							spine = rest
						}
					}
					return true
				})
			}
		}
	}
}

// spineText gives the files of the text, one after the other in reading order.
func spineText(t *testing.T, files map[string]string) string {
	t.Helper()
	var b strings.Builder
	_, spine, _ := strings.Cut(files["package.opf"], "<spine")
	for _, part := range strings.Split(spine, `idref="`)[1:] {
		name, _, _ := strings.Cut(part, `"`)
		text, ok := files[name+".xhtml"]
		if !ok {
			t.Fatalf("the spine names %s, which is not there", name)
		}
		b.WriteString(text)
	}
	return b.String()
}

// TestCheckLinks holds that the last look sees each fault.
func TestCheckLinks(t *testing.T) {
	for name, body := range map[string]string{
		"broken anchor": `<p><a href="#nope">x</a></p>`,
		"broken link":   `<p><a href="nope.xhtml">x</a></p>`,
		"named entity":  `<p>a&nbsp;b</p>`,
		"unclosed":      `<p>a`,
		"id twice":      `<p id="a">a</p><p id="a">b</p>`,
		"script":        `<script>1</script>`,
		"script link":   `<p><a href="javascript:alert(1)">b</a></p>`,
		"other host":    `<img src="//example.org/a.png"/>`,
		"climbing":      `<img src="../../../etc/passwd"/>`,
		"frame":         `<iframe/>`,
	} {
		files := map[string][]byte{"a.xhtml": []byte(`<html xmlns="http://www.w3.org/1999/xhtml"><body>` + body + `</body></html>`)}
		if checkLinks(files) == nil {
			t.Errorf("%s: not seen", name)
		}
	}
	good := map[string][]byte{"a.xhtml": []byte(`<a id="x" href="https://example.org/"><img src="b.png"/></a><a href="ftp://example.org/">f</a><a href="magnet:?xt=x">m</a>`), "b.png": nil}
	if err := checkLinks(good); err != nil {
		t.Error(err)
	}
}

// TestKeepBytes holds that what go-epub changed, added or left out ends the writing.
func TestKeepBytes(t *testing.T) {
	p, err := layOut(doctest.Book(), sample(), nil)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := p.assemble()
	if err != nil {
		t.Fatal(err)
	}
	for i, spoil := range []func(files map[string][]byte){
		func(f map[string][]byte) { f[theirStyle+"book.css"] = []byte("x") },
		func(f map[string][]byte) { delete(f, theirs+"images/quay.png") },
		func(f map[string][]byte) { delete(f, theirText+"chapter.xhtml") },
		func(f map[string][]byte) { f[theirText+"extra.xhtml"] = nil },
	} {
		files, err := readZip(raw)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.keepBytes(files); err != nil {
			t.Fatal(err)
		}
		spoil(files)
		if p.keepBytes(files) == nil {
			t.Errorf("fault %s is not seen", strconv.Itoa(i))
		}
	}
}

// FuzzRead holds that the finisher's reader comes to an end with a value or an error, whatever the bytes.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := writeZip(&b, map[string][]byte{"mimetype": []byte("application/epub+zip"), "a.xhtml": []byte(`<html><body dir="auto"></body></html>`)}, []string{"mimetype"}, (&plan{book: &doc.Book{}}).date()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		files, err := readZip(raw)
		if err != nil {
			return
		}
		for name, data := range files {
			if name == "" || strings.HasPrefix(name, "/") || strings.Contains("/"+name+"/", "/../") {
				t.Errorf("the name %q passes", name)
			}
			_, _ = unwrap(data)
		}
		_ = checkLinks(files)
	})
}
