package epub

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"quire/internal/check/checktest"
	"quire/internal/check/report"
)

// parts is a book as a list of files, in the order of the archive.
type parts []part

type part struct {
	name   string
	data   string
	method uint16
	extra  []byte
}

func (p parts) index(name string) int {
	return slices.IndexFunc(p, func(q part) bool { return q.name == name })
}

// goodParts reads the book in testdata and adds what is not text.
func goodParts(t testing.TB) parts {
	t.Helper()
	ar, err := txtar.ParseFile("testdata/good.epub.txtar")
	if err != nil {
		t.Fatal(err)
	}
	p := parts{{name: "mimetype", data: "application/epub+zip", method: zip.Store}}
	for _, f := range ar.Files {
		p = append(p, part{name: f.Name, data: string(f.Data), method: zip.Deflate})
	}
	img := image.NewGray(image.Rect(0, 0, 8, 8))
	img.Set(3, 3, color.White)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return append(p, part{name: "EPUB/quay.png", data: b.String(), method: zip.Deflate},
		part{name: "EPUB/book.ttf", data: string(checktest.SquareFont([2]int{3, 1})), method: zip.Deflate})
}

func (p parts) zip(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range p {
		h := &zip.FileHeader{Name: f.name, Method: f.method, Extra: f.extra}
		if f.method == zip.Store {
			// CreateRaw, so that the sizes stand in the local header as OCF asks, and not after the data.
			h.CompressedSize64, h.UncompressedSize64 = uint64(len(f.data)), uint64(len(f.data))
			h.CRC32 = checktest.CRC(f.data)
			w, err := z.CreateRaw(h)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = w.Write([]byte(f.data))
			continue
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = w.Write([]byte(f.data))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// mutant plants one fault. file, from and to replace text in one file; do changes the list of files.
type mutant struct {
	name           string
	file, from, to string
	do             func(parts) parts
	want           string // the one code that has to fail
}

const (
	opfFile   = "EPUB/package.opf"
	navFile   = "EPUB/nav.xhtml"
	ncxFile   = "EPUB/toc.ncx"
	oneFile   = "EPUB/text/one.xhtml"
	twoFile   = "EPUB/text/two.xhtml"
	notesFile = "EPUB/text/notes.xhtml"
	cssFile   = "EPUB/book.css"
)

func with(name, data string) func(parts) parts {
	return func(p parts) parts { return append(p, part{name: name, data: data, method: zip.Deflate}) }
}

func change(name string, f func(*part)) func(parts) parts {
	return func(p parts) parts { f(&p[p.index(name)]); return p }
}

var mutants = []mutant{
	{name: "mimetype-compressed", do: change("mimetype", func(p *part) { p.method = zip.Deflate }), want: "mimetype"},
	{name: "mimetype-late", do: func(p parts) parts { return append(p[1:], p[0]) }, want: "mimetype"},
	{name: "mimetype-wrong", do: change("mimetype", func(p *part) { p.data = "application/epub+zap" }), want: "mimetype"},
	{name: "mimetype-extra-field", do: change("mimetype", func(p *part) { p.extra = []byte{0xfe, 0xca, 0, 0} }), want: "mimetype"},
	{name: "path-climbs", do: with("../outside.txt", "out"), want: "zip-names"},
	{name: "name-twice", do: func(p parts) parts { return append(p, p[p.index(cssFile)]) }, want: "zip-names"},
	{name: "name-differs-by-case", do: with("EPUB/BOOK.css", "body{}"), want: "zip-names"},
	{name: "fonts-obfuscated", do: with("META-INF/encryption.xml", `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"/>`), want: "encryption"},
	{name: "two-packages", file: "META-INF/container.xml", from: "  </rootfiles>", to: `<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>`, want: "container"},
	{name: "package-version-2", file: opfFile, from: `version="3.0"`, to: `version="2.0"`, want: "package"},
	{name: "package-ill-formed", file: opfFile, from: "</manifest>", to: "</manifests>", want: "package"},
	{name: "no-title", file: opfFile, from: `<dc:title id="title">On Harbours</dc:title>`, to: `<dc:subject id="title">On Harbours</dc:subject>`, want: "metadata-required"},
	{name: "no-modified", file: opfFile, from: `<meta property="dcterms:modified">2026-03-01T12:00:00Z</meta>`, want: "metadata-required"},
	{name: "refines-nothing", file: opfFile, from: `refines="#author" property="file-as"`, to: `refines="#auther" property="file-as"`, want: "metadata-refines"},
	{name: "unknown-property", file: opfFile, from: `property="file-as"`, to: `property="filed-as"`, want: "metadata-property"},
	{name: "bad-date", file: opfFile, from: "<dc:date>2026-03-01", to: "<dc:date>2026-13-01", want: "metadata-date"},
	{name: "bad-language", file: opfFile, from: "<dc:language>en-GB", to: "<dc:language>english language", want: "metadata-language"},
	{name: "bad-isbn", file: opfFile, from: "9780306406157", to: "9780306406158", want: "metadata-identifier"},
	{name: "bad-role", file: opfFile, from: `scheme="marc:relators">aut<`, to: `scheme="marc:relators">author<`, want: "metadata-role"},
	{name: "item-id-twice", file: opfFile, from: `id="css"`, to: `id="font"`, want: "manifest"},
	{name: "item-missing", file: opfFile, from: `  </manifest>`, to: `<item id="x" href="lost.css" media-type="text/css"/></manifest>`, want: "manifest-missing"},
	{name: "file-unlisted", do: with("EPUB/stray.css", "body{}"), want: "manifest-unlisted"},
	{name: "wrong-media-type", file: opfFile, from: `media-type="image/png"`, to: `media-type="image/jpeg"`, want: "manifest-media-type"},
	{name: "undeclared-svg", file: twoFile, from: "<h1>The tide</h1>", to: `<h1>The tide</h1><svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>A dot</title></svg>`, want: "manifest-properties"},
	{name: "spine-twice", file: opfFile, from: `<itemref idref="notes"/>`, to: `<itemref idref="notes"/><itemref idref="one"/>`, want: "spine"},
	{name: "spine-unknown", file: opfFile, from: `<itemref idref="notes"/>`, to: `<itemref idref="notes"/><itemref idref="three"/>`, want: "spine"},
	{name: "no-access-mode", file: opfFile, from: `<meta property="schema:accessibilityHazard">none</meta>`, want: "access-metadata"},
	{name: "unknown-feature", file: opfFile, from: ">structuralNavigation<", to: ">goodNavigation<", want: "access-metadata"},
	{name: "claims-index", file: opfFile, from: ">structuralNavigation<", to: ">index<", want: "access-claim"},
	{name: "claims-sound", file: opfFile, from: `<meta property="schema:accessMode">textual</meta>`, to: `<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">auditory</meta>`, want: "access-claim"},
	{name: "uncertified", file: opfFile, from: `<dc:date>`, to: `<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta><dc:date>`, want: "access-conformance"},
	{name: "no-page-source", file: opfFile, from: `<meta property="pageBreakSource">On Harbours, print edition</meta>`, want: "page-source"},
	{name: "no-contents", file: navFile, from: `epub:type="toc"`, to: `epub:type="loi"`, want: "nav"},
	{name: "contents-of-paragraphs", file: navFile, from: `<li><a href="text/two.xhtml">The tide</a></li>`, to: `<li><p><a href="text/two.xhtml">The tide</a></p></li>`, want: "nav"},
	{name: "contents-broken", file: navFile, from: `href="text/one.xhtml#rope"`, to: `href="text/one.xhtml#roap"`, want: "nav-link"},
	{name: "contents-out-of-order", file: navFile, from: `<li><a href="text/two.xhtml">The tide</a></li>` + "\n" + `<li><a href="text/notes.xhtml">Notes</a></li>`, to: `<li><a href="text/notes.xhtml">Notes</a></li>` + "\n" + `<li><a href="text/two.xhtml">The tide</a></li>`, want: "nav-order"},
	{name: "chapter-not-in-contents", file: navFile, from: `<li><a href="text/two.xhtml">The tide</a></li>` + "\n", want: "nav-order"},
	{name: "landmark-unknown", file: navFile, from: `epub:type="bodymatter"`, to: `epub:type="middlematter"`, want: "landmarks"},
	{name: "page-mislabelled", file: twoFile, from: `aria-label="2"`, to: `aria-label="3"`, want: "page-list"},
	{name: "page-unlisted", file: twoFile, from: `<p>It falls`, to: `<p><span epub:type="pagebreak" role="doc-pagebreak" id="page-3" aria-label="3"></span>It falls`, want: "page-list"},
	{name: "ncx-disagrees", file: ncxFile, from: "<text>The tide</text>", to: "<text>The tides</text>", want: "ncx"},
	{name: "ncx-other-book", file: ncxFile, from: "6f1c2a9e", to: "7f1c2a9e", want: "ncx"},
	{name: "text-ill-formed", file: twoFile, from: "<td>2 m</td>", to: "<td>2 m<td>", want: "xhtml"},
	{name: "named-entity", file: twoFile, from: "2 m", to: "2&nbsp;m", want: "xhtml"},
	{name: "untitled-document", file: twoFile, from: "<title>The tide</title>", to: "<title></title>", want: "xhtml-title"},
	{name: "block-in-paragraph", file: twoFile, from: "<p>It falls again.", to: "<p><div>It falls again.</div>", want: "xhtml-element"},
	{name: "obsolete-element", file: twoFile, from: "<p>It falls again.", to: "<p><font>It falls again.</font>", want: "xhtml-element"},
	{name: "id-twice", file: oneFile, from: `<h2 id="rope">`, to: `<h2 id="rope"><span id="rope"></span>`, want: "xhtml-id"},
	{name: "link-broken", file: oneFile, from: `href="two.xhtml"`, to: `href="two.xhtml#nowhere"`, want: "link"},
	{name: "link-to-missing-file", file: oneFile, from: `href="two.xhtml"`, to: `href="three.xhtml"`, want: "link"},
	{name: "link-to-disk", file: oneFile, from: `https://example.org/rope`, to: `file:///etc/passwd`, want: "link-scheme"},
	{name: "remote-image", file: oneFile, from: `src="../quay.png"`, to: `src="https://example.org/quay.png"`, want: "remote-resource"},
	{name: "script", file: oneFile, from: `<h2 id="rope">`, to: `<h2 id="rope" onclick="alert(1)">`, want: "script"},
	{name: "no-language", file: twoFile, from: ` lang="en-GB" xml:lang="en-GB"`, want: "language"},
	{name: "languages-differ", file: twoFile, from: `xml:lang="en-GB"`, to: `xml:lang="fr"`, want: "language"},
	{name: "heading-skipped", file: oneFile, from: `<h2 id="rope">Of rope</h2>`, to: `<h3 id="rope">Of rope</h3>`, want: "heading"},
	{name: "heading-empty", file: twoFile, from: `<h1>The tide</h1>`, to: `<h1>The tide</h1><h2></h2>`, want: "heading"},
	{name: "alt-of-space", file: oneFile, from: `alt="A quay with two cranes"`, to: `aria-label="A quay" alt=" "`, want: "image-alt"},
	{name: "alt-is-file-name", file: oneFile, from: `alt="A quay with two cranes"`, to: `alt="quay.png"`, want: "image-alt"},
	{name: "header-without-scope", file: twoFile, from: `<th scope="col">Day`, to: `<th>Day`, want: "table"},
	{name: "noteref-broken", file: oneFile, from: `notes.xhtml#note-1`, to: `notes.xhtml`, want: "noteref"},
	{name: "note-unreferenced", file: notesFile, from: `</ol>`, to: `<li id="note-3" epub:type="endnote"><p>Unasked.</p></li></ol>`, want: "note"},
	{name: "note-without-return", file: notesFile, from: `<a role="doc-backlink" href="two.xhtml#ref-2" aria-label="Back to reference 2">↩</a>`, want: "note"},
	{name: "note-returns-elsewhere", file: notesFile, from: `href="two.xhtml#ref-2"`, to: `href="one.xhtml#ref-1"`, want: "note"},
	{name: "page-break-silent", file: twoFile, from: `<p>It falls`, to: `<p><span epub:type="pagebreak" role="doc-pagebreak" aria-label="3"></span>It falls`, want: "pagebreak"},
	{name: "deprecated-role", file: notesFile, from: `<li id="note-1" epub:type="endnote">`, to: `<li id="note-1" epub:type="endnote" role="doc-endnote">`, want: "role"},
	{name: "unknown-role", file: twoFile, from: `role="doc-chapter"`, to: `role="doc-charter"`, want: "role"},
	{name: "unknown-epub-type", file: twoFile, from: `epub:type="chapter"`, to: `epub:type="charter"`, want: "epub-type"},
	{name: "labelled-by-nothing", file: oneFile, from: `aria-labelledby="quay"`, to: `aria-labelledby="quai"`, want: "aria"},
	{name: "link-without-words", file: oneFile, from: `>wet</a>`, to: `></a>wet`, want: "aria"},
	{name: "css-unclosed", file: cssFile, from: `margin: 5% }`, to: `margin: 5%`, want: "css"},
	{name: "css-direction", file: cssFile, from: `margin: 5% }`, to: `direction: rtl }`, want: "css"},
	{name: "css-names-missing-file", file: cssFile, from: `body {`, to: `p { background: url(lost.png) } body {`, want: "css-reference"},
	{name: "css-remote", file: cssFile, from: `@font-face`, to: `@import "https://example.org/x.css"; @font-face`, want: "remote-resource"},
	{name: "font-unused", file: cssFile, from: `url(book.ttf)`, to: `local("Garamond")`, want: "font"},
	{name: "font-cut-short", do: change("EPUB/book.ttf", func(p *part) { p.data = p.data[:len(p.data)-40] }), want: "font"},
	{name: "image-cut-short", do: change("EPUB/quay.png", func(p *part) { p.data = p.data[:20] }), want: "image"},
	{name: "image-with-place", do: change("EPUB/quay.png", func(p *part) { p.data = p.data[:33] + checktest.PNGChunk("eXIf", gpsExif) + p.data[33:] }), want: "image"},
	{name: "kepub-text-without-place", do: kepub(`<span class="koboSpan" id="kobo.6.1">2 m</span>`, "2 m"), want: "kepub"},
	{name: "kepub-place-twice", do: kepub("kobo.5.1", "kobo.4.01"), want: "kepub"},
	{name: "kepub-places-out-of-order", do: kepub("kobo.6.1", "kobo.16.1"), want: "kepub"},
	{name: "kepub-place-unnumbered", do: kepub("kobo.5.1", "kobo.five"), want: "kepub"},
	{name: "kepub-without-columns", do: kepub("book-columns", "columns"), want: "kepub"},
}

// kepub makes the good book one for Kobo and changes the text that comes of two.xhtml.
func kepub(from, to string) func(parts) parts {
	text := regexp.MustCompile(`>([^<>]*[^<>\s][^<>]*)<`)
	return func(p parts) parts {
		for i := range p {
			if !strings.HasPrefix(p[i].name, "EPUB/text/") {
				continue
			}
			head, body, _ := strings.Cut(p[i].data, "<body>")
			n := 0
			body = text.ReplaceAllStringFunc(body, func(s string) string {
				n++
				return fmt.Sprintf(`><span class="koboSpan" id="kobo.%d.1">%s</span><`, n, s[1:len(s)-1])
			})
			body = strings.Replace(body, "</body>", "</div></div></body>", 1)
			p[i].data = head + `<body><div id="book-columns"><div id="book-inner">` + body
			if p[i].name == twoFile {
				p[i].data = strings.ReplaceAll(p[i].data, from, to)
			}
		}
		return p
	}
}

// gpsExif is Exif data with one tag: the pointer to the place where an image was taken.
const gpsExif = "II*\x00\x08\x00\x00\x00\x01\x00\x25\x88\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x00\x00"

func TestGood(t *testing.T) {
	data := goodParts(t).zip(t)
	checktest.Keep(t, "good.epub", data)
	checktest.Keep(t, "good.epub.code", []byte("passes\n"))
	for _, c := range Check("good.epub", data).Checkpoints {
		if c.Status != report.Pass && c.Status != report.Human {
			t.Errorf("%s: %s: %v", c.Code, c.Status, c.Faults)
		}
	}
}

// TestKepubGood wants a book for Kobo that is as it should be to pass.
func TestKepubGood(t *testing.T) {
	r := Check("good.kepub.epub", kepub("kobo", "kobo")(goodParts(t)).zip(t))
	if got := r.Failures(); len(got) != 0 {
		t.Errorf("failed at %v: %v", got, r.Checkpoints)
	}
	if r := Check("good.kepub.epub", goodParts(t).zip(t)); !slices.Equal(r.Failures(), []string{"kepub"}) {
		t.Errorf("a book without Kobo's spans fails at %v, want kepub alone", r.Failures())
	}
}

// TestMutants plants each fault in the good book, which must then fail at the one checkpoint that is about the
// fault, and at no other.
func TestMutants(t *testing.T) {
	for _, m := range mutants {
		t.Run(m.name, func(t *testing.T) {
			p := goodParts(t)
			if m.file != "" {
				i := p.index(m.file)
				if strings.Count(p[i].data, m.from) != 1 {
					t.Fatalf("%s has %d times %q", m.file, strings.Count(p[i].data, m.from), m.from)
				}
				p[i].data = strings.Replace(p[i].data, m.from, m.to, 1)
			}
			if m.do != nil {
				p = m.do(p)
			}
			data := p.zip(t)
			checktest.Keep(t, m.name+".epub", data)
			checktest.Keep(t, m.name+".epub.code", []byte(m.want+"\n"))
			r := Check(m.name+".epub", data)
			if got := r.Failures(); !slices.Equal(got, []string{m.want}) {
				t.Errorf("failed at %v, want %s alone", got, m.want)
				for _, c := range r.Checkpoints {
					for _, f := range c.Faults {
						t.Logf("%s: %s: %s", c.Code, f.Place, f.Message)
					}
				}
			}
			if !r.Failed() {
				t.Error("the report as a whole does not fail")
			}
		})
	}
}

// TestCodes wants each checkpoint that a machine decides to be tried by some mutant.
func TestCodes(t *testing.T) {
	tried := map[string]bool{"zip": true} // TestRubbish
	for _, m := range mutants {
		tried[m.want] = true
	}
	for _, p := range points() {
		if !p.Human && !tried[p.Code] {
			t.Errorf("no mutant fails at %s", p.Code)
		}
	}
}

// TestRubbish gives bytes that are no book, and books cut short: each must fail, none may pass unread.
func TestRubbish(t *testing.T) {
	good := goodParts(t).zip(t)
	for _, data := range [][]byte{nil, []byte("PK\x03\x04"), []byte("%PDF-1.7"), good[:len(good)/2], good[:len(good)-5], bytes.Repeat([]byte{0}, 200)} {
		r := Check("rubbish", data)
		if !slices.Contains(r.Failures(), "zip") || r.Count(report.Pass) != 0 {
			t.Errorf("%d bytes: failed at %v, passed %d", len(data), r.Failures(), r.Count(report.Pass))
		}
	}
}

func FuzzCheck(f *testing.F) {
	p := goodParts(f)
	for _, name := range []string{opfFile, navFile, oneFile, cssFile} {
		f.Add(name, p[p.index(name)].data)
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		q := slices.Clone(p)
		if i := q.index(name); i >= 0 {
			q[i].data = text
		}
		if r := Check("fuzz", q.zip(t)); len(r.Checkpoints) != len(points()) {
			t.Fatal("the report is not whole")
		}
	})
}
