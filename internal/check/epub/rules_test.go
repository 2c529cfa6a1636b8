package epub

import (
	"strings"
	"testing"

	"quire/internal/check/report"
)

// variant changes the good book. want lists the codes that fail then, in the order of the report; empty means none.
type variant struct {
	name  string
	edits []string // file, from, to; the text is found once
	add   []string // name, data
	want  string
}

// edited gives the good book with texts replaced.
func edited(t *testing.T, edits ...string) parts {
	t.Helper()
	p := goodParts(t)
	for i := 0; i+2 < len(edits); i += 3 {
		k := p.index(edits[i])
		if n := strings.Count(p[k].data, edits[i+1]); n != 1 {
			t.Fatalf("%s has %d times %q", edits[i], n, edits[i+1])
		}
		p[k].data = strings.Replace(p[k].data, edits[i+1], edits[i+2], 1)
	}
	return p
}

func judged(t *testing.T, v variant) *report.Report {
	t.Helper()
	p := edited(t, v.edits...)
	for i := 0; i+1 < len(v.add); i += 2 {
		p = with(v.add[i], v.add[i+1])(p)
	}
	return Check("book.epub", p.zip(t))
}

func try(t *testing.T, variants []variant) {
	t.Helper()
	for _, v := range variants {
		r := judged(t, v)
		if got := strings.Join(r.Failures(), " "); got != v.want {
			t.Errorf("%s: fails at “%s”, want “%s”", v.name, got, v.want)
			for _, c := range r.Checkpoints {
				if c.Status == report.Fail {
					t.Logf("%s: %v", c.Code, c.Faults)
				}
			}
		}
	}
}

const lastItem = `    <item id="font" href="book.ttf" media-type="font/ttf"/>`

// listing adds a file and its item to the book.
func listing(name, mediaType, data, properties, want string) variant {
	return variant{name: "a file " + name + " " + properties, edits: []string{opfFile, lastItem, lastItem + `<item id="more" href="` + name + `" media-type="` + mediaType + `" ` + properties + `/>`}, add: []string{"EPUB/" + name, data}, want: want}
}

const someSVG = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="1" height="1">%</svg>`

// Names in the archive: OCF 4.1.5.
func TestNamesInTheArchive(t *testing.T) {
	for name, ok := range map[string]bool{
		"EPUB/a.css": true, "EPUB/a b.css": true, "EPUB/é.css": true, "EPUB/dir/": true, "EPUB/..a": true, "a..b": true,
		"/a.css": false, "..": false, "../a": false, "EPUB/../../a": false, "EPUB//a": false, "EPUB/./a": false, "EPUB/a/..": false,
		"a\\b": false, "a\"b": false, "a*b": false, "a:b": false, "a<b": false, "a>b": false, "a?b": false, "a|b": false, "a\x7fb": false, "a\x1fb": false,
		"a.": false, "EPUB/a.": false, "\xff": false,
		"EPUB/" + strings.Repeat("a", 255): true, "EPUB/" + strings.Repeat("a", 256): false,
		strings.Repeat("a/", 32767) + "a": true, strings.Repeat("a/", 32767) + "ab": false,
	} {
		b := &book{Recorder: report.New("x", "x", points())}
		if got := b.checkName(name); got != ok || b.Failed("zip-names") == ok {
			t.Errorf("%.40q: taken %t, want %t", name, got, ok)
		}
	}
}

// The first bytes of the file: OCF 4.2.2.
func TestMimetype(t *testing.T) {
	good := goodParts(t).zip(t)
	set := func(at int, v byte) []byte {
		data := append([]byte(nil), good...)
		data[at] = v
		return data
	}
	for name, try := range map[string]struct {
		data []byte
		want string
	}{
		"good":                {good, ""},
		"not a zip":           {set(3, 5), "byte 0"},
		"cut at 29":           {good[:29], "byte 0"},
		"cut at 30":           {good[:30], "byte 30"},
		"cut at 37":           {good[:37], "byte 30"},
		"another name":        {set(30, 'M'), "byte 30"},
		"a longer name":       {set(26, 9), "byte 30"},
		"an extra field":      {set(28, 1), "byte 28"},
		"compressed":          {set(8, 8), "byte 8"},
		"another type":        {set(40, 'x'), "byte 38"},
		"a length that lies":  {set(22, 21), "byte 38"},
		"cut within the type": {good[:50], "byte 38"},
	} {
		b := &book{Recorder: report.New("x", "x", points())}
		b.checkMimetype(try.data)
		place := ""
		for _, c := range b.Report.Checkpoints {
			if c.Status == report.Fail {
				place = c.Faults[0].Place
			}
		}
		if place != try.want {
			t.Errorf("%s: fails at “%s”, want “%s”", name, place, try.want)
		}
	}
}

// An address in a file leads to a path in the archive.
func TestResolve(t *testing.T) {
	b := &book{}
	for href, want := range map[string]string{
		"a.xhtml": "EPUB/text/a.xhtml", "a.xhtml#x": "EPUB/text/a.xhtml#x", "#x": "EPUB/text/one.xhtml#x", "": "EPUB/text/one.xhtml", "../b.css": "EPUB/b.css",
		"a%20b.xhtml": "EPUB/text/a b.xhtml", "a.xhtml?q=1#x": "EPUB/text/a.xhtml#x", "../../mimetype": "mimetype", "a.xhtml#%C3%A9": "EPUB/text/a.xhtml#é", "..a": "EPUB/text/..a",
		"../../../a": "-", "../../..": "-", "/a": "-", "a%2": "-", "a%zz": "-", "a%4": "-", "#%zz": "-", "a%41": "EPUB/text/aA",
	} {
		got := "-"
		if p, frag, ok := b.resolve(oneFile, href); ok {
			if got = p; frag != "" {
				got += "#" + frag
			}
		}
		if got != want {
			t.Errorf("%q leads to %q, want %q", href, got, want)
		}
	}
	for href, want := range map[string]string{"a": "", "http://x": "http", "HTTPS://x": "https", "//x": "//", "a/b:c": "", "?a:b": "", "#a:b": "", ":a": "", "mailto:a@b": "mailto"} {
		if got := scheme(href); got != want {
			t.Errorf("%q has the scheme %q, want %q", href, got, want)
		}
	}
}

// The container names one package document: OCF 4.1.6.3.
func TestContainer(t *testing.T) {
	const file = "META-INF/container.xml"
	try(t, []variant{
		{name: "rights", add: []string{"META-INF/rights.xml", "<x/>"}, want: "encryption"},
		{name: "another root", edits: []string{file, `<container version`, `<pot version`, file, "</container>", "</pot>"}, want: "container"},
		{name: "another version", edits: []string{file, `version="1.0" xmlns`, `version="2.0" xmlns`}, want: "container"},
		{name: "another namespace", edits: []string{file, `urn:oasis:names:tc:opendocument:xmlns:container`, `urn:x:y`}, want: "container"},
		{name: "another media type", edits: []string{file, `application/oebps-package+xml`, `text/xml`}, want: "container"},
		{name: "a second file of another type", edits: []string{file, `</rootfiles>`, `<rootfile full-path="EPUB/nav.xhtml" media-type="text/html"/></rootfiles>`}},
		{name: "a link of another vocabulary", edits: []string{file, `</rootfiles>`, `<rootfile xmlns="urn:x:y" full-path="a" media-type="application/oebps-package+xml"/></rootfiles>`}},
		{name: "another element of the type", edits: []string{file, `</rootfiles>`, `<link full-path="a" media-type="application/oebps-package+xml"/></rootfiles>`}},
		{name: "ill-formed", edits: []string{file, `</rootfiles>`, ``}, want: "container"},
		{name: "no such package", edits: []string{file, `EPUB/package.opf`, `EPUB/parcel.opf`}, want: "container"},
	})
}

// The package document: EPUB 3.3, 5.
func TestPackage(t *testing.T) {
	try(t, []variant{
		{name: "another root", edits: []string{opfFile, `<package xmlns`, `<parcel xmlns`, opfFile, `</package>`, `</parcel>`}, want: "package"},
		{name: "another namespace", edits: []string{opfFile, `http://www.idpf.org/2007/opf`, `urn:x:y`}, want: "package"},
		{name: "an id twice", edits: []string{opfFile, `id="isbn"`, `id="title"`}, want: "package"},
		{name: "no spine", edits: []string{opfFile, `<spine toc="ncx">`, `<row toc="ncx">`, opfFile, `</spine>`, `</row>`}, want: "package"},
		{name: "manifest first", edits: []string{opfFile, `<metadata xmlns`, `<guide xmlns`, opfFile, `</metadata>`, `</guide>`}, want: "package"},
		{name: "a guide at the end", edits: []string{opfFile, `</spine>`, `</spine><guide/>`}},
		{name: "the identifier is no identifier", edits: []string{opfFile, `unique-identifier="pub-id"`, `unique-identifier="title"`}, want: "metadata-required"},
		{name: "the identifier is of another vocabulary", edits: []string{opfFile, `unique-identifier="pub-id"`, `unique-identifier="x"`, opfFile, `<dc:date>`, `<identifier xmlns="urn:x:y" id="x">1</identifier><dc:date>`}, want: "metadata-required"},
		{name: "an empty element", edits: []string{opfFile, `<dc:date>`, `<dc:publisher> </dc:publisher><dc:date>`}, want: "metadata-required"},
		{name: "two dates of modification", edits: []string{opfFile, `<dc:date>`, `<meta property="dcterms:modified">2026-03-01T12:00:00Z</meta><dc:date>`}, want: "metadata-required"},
		{name: "the modification of a record", edits: []string{opfFile, `<dc:date>`, `<meta refines="#isbn" property="dcterms:modified">yesterday</meta><dc:date>`}},
		{name: "a modification without seconds", edits: []string{opfFile, `2026-03-01T12:00:00Z`, `2026-03-01T12:00Z`}, want: "metadata-date"},
		{name: "a year", edits: []string{opfFile, "<dc:date>2026-03-01", "<dc:date>2026"}},
		{name: "a date in words", edits: []string{opfFile, "<dc:date>2026-03-01", "<dc:date>in March"}, want: "metadata-date"},
		{name: "a language of an unknown name", edits: []string{opfFile, "<dc:language>en-GB", "<dc:language>xx-GB"}},
		{name: "refines a resource", edits: []string{opfFile, `<dc:date>`, `<meta refines="http://x" property="nonsense">1</meta><dc:date>`}},
		{name: "a link refines nothing", edits: []string{opfFile, `<dc:date>`, `<link refines="#none" href="x" rel="record"/><dc:date>`}, want: "metadata-refines"},
		{name: "a property without value", edits: []string{opfFile, `<dc:date>`, `<meta property="authority"></meta><dc:date>`}, want: "metadata-property"},
		{name: "a prefix that is not declared", edits: []string{opfFile, `<dc:date>`, `<meta property="ibooks:version">1</meta><dc:date>`}, want: "metadata-property"},
		{name: "a prefix that is declared", edits: []string{opfFile, `<dc:date>`, `<meta property="ibooks:version">1</meta><dc:date>`, opfFile, `<package `, `<package prefix="a: http://a ibooks: http://x" `}},
		{name: "a prefix without address", edits: []string{opfFile, `<package `, `<package prefix="a:" `}},
		{name: "a role of another scheme", edits: []string{opfFile, `scheme="marc:relators">aut`, `scheme="own">author`}},
		{name: "a longer word of the scheme", edits: []string{opfFile, `property="file-as">`, `property="alternate-script" scheme="marc:relators">`}},
		{name: "an unknown title type", edits: []string{opfFile, `>main<`, `>chief<`}, want: "metadata-property"},
		{name: "the old cover", edits: []string{opfFile, `<dc:date>`, `<meta name="cover" content="quay"/><dc:date>`}},
		{name: "the old cover is missing", edits: []string{opfFile, `<dc:date>`, `<meta name="cover" content="none"/><dc:date>`}, want: "metadata-refines"},
		{name: "another old meta", edits: []string{opfFile, `<dc:date>`, `<meta name="generator" content="none"/><dc:date>`}},
		{name: "a meta of nothing", edits: []string{opfFile, `<dc:date>`, `<meta>1</meta><dc:date>`}, want: "metadata-property"},
		{name: "an element of another vocabulary", edits: []string{opfFile, `<dc:date>`, `<meta xmlns="urn:x:y">1</meta><dc:date>`}},
	})
}

// Identifiers are what they say.
func TestIdentifiers(t *testing.T) {
	const isbn13 = `urn:isbn:9780306406157`
	for id, want := range map[string]string{
		"urn:isbn:0306406152": "", "urn:isbn:0-306-40615-2": "", "urn:isbn:978 0 306 40615 7": "", "urn:isbn:080442957X": "", "URN:ISBN:080442957x": "",
		"urn:isbn:0306406153": "metadata-identifier", "urn:isbn:08044X9570": "metadata-identifier", "urn:isbn:978030640615X": "metadata-identifier", "urn:isbn:12345": "metadata-identifier", "urn:isbn:97803064061570": "metadata-identifier",
		"urn:isbn:0804429570": "metadata-identifier", "urn:isbn:X804429570": "metadata-identifier", "urn:isbn:": "metadata-identifier", "urn:isbn:000000000a": "metadata-identifier", "urn:isbn:00000000000": "metadata-identifier",
		"doi:10.1000/182": "", "urn:doi:10.1000/182": "", "doi:11.1000/182": "metadata-identifier", "urn:doi:10.1/182": "metadata-identifier", "https://doi.org/x": "",
		"urn:uuid:1": "metadata-identifier", "urn:uuid:6F1C2A9E-6c1b-4c58-9d2b-0c6a3f1e7b21": "", "just a name": "",
	} {
		try(t, []variant{{name: id, edits: []string{opfFile, isbn13, id}, want: want}})
	}
}

// The manifest lists what there is, as what it is: EPUB 3.3, 5.6 and 3.2.
func TestManifest(t *testing.T) {
	const png = "\x89PNG\r\n\x1a\n"
	try(t, []variant{
		{name: "an item without id", edits: []string{opfFile, `id="css" `, ``}, want: "manifest"},
		{name: "an item without address", edits: []string{opfFile, lastItem, lastItem + `<item id="x" href="" media-type="text/css"/>`}, want: "manifest"},
		{name: "an item with a fragment", edits: []string{opfFile, lastItem, lastItem + `<item id="x" href="book.css#a" media-type="text/css"/>`}, want: "manifest"},
		{name: "an item outside of the book", edits: []string{opfFile, lastItem, lastItem + `<item id="x" href="../../a.css" media-type="text/css"/>`}, want: "manifest"},
		{name: "an item on the web", edits: []string{opfFile, lastItem, lastItem + `<item id="x" href="http://x/a.css" media-type="text/css"/>`}, want: "remote-resource"},
		{name: "a file twice", edits: []string{opfFile, lastItem, lastItem + `<item id="x" href="book.css" media-type="text/css"/>`}, want: "manifest"},
		{name: "an unlisted file beside the container", add: []string{"META-INF/notes.txt", "a"}},
		listing("a.txt", "", "a", "", "manifest-media-type"),
		listing("a.txt", "text/plain", "a", "", ""),
		listing("a.js", "text/css", "a{}", "", ""),
		listing("a.css", "text/css", "\xff\xfe", "", "manifest-media-type"),
		listing("a.css", "text/css", png, "", "manifest-media-type"),
		listing("a.css", "text/plain", "a{}", "", "manifest-media-type"),
		listing("a.CSS", "text/plain", "a{}", "", "manifest-media-type"),
		listing("empty.css", "text/css", "", "", ""),
		listing("a.png", "image/png", "GIF89a", "", "manifest-media-type image"),
		listing("a.gif", "image/gif", "GIF87a\x01\x00\x01\x00\x00\x00\x00", "", ""),
		listing("a.webp", "image/webp", "RIFF\x00\x00\x00\x00WAVE", "", "manifest-media-type image"),
		listing("a.jpg", "image/jpeg", "\xff\xd8\xff", "", "image"),
		listing("a.jpeg", "image/png", png, "", "manifest-media-type image"),
		listing("a.otf", "font/otf", "OTTO", "", "font"),
		listing("a.ttf", "application/font-sfnt", "true", "", "font"),
		listing("a.woff", "font/woff", "wOFF", "", "font"),
		listing("a.woff", "font/woff", "OTTO", "", "manifest-media-type font"),
		listing("a.woff2", "font/woff2", "wOF2", "", "font"),
		listing("a.svg", "image/svg+xml", strings.Replace(someSVG, "%", "", 1), "", ""),
		listing("a.svg", "image/svg+xml", strings.Replace(someSVG, "%", "<script/>", 1), "", "script"),
		listing("a.svg", "image/svg+xml", strings.Replace(someSVG, "%", `<image xlink:href="http://x/y.png"/>`, 1), "", "remote-resource"),
		listing("a.svg", "image/svg+xml", strings.Replace(someSVG, "%", `<image xlink:href="data:image/png;base64,AA"/>`, 1), "", ""),
		listing("a.svg", "image/svg+xml", strings.Replace(someSVG, "%", `<image xlink:href="y.png"/>`, 1), "", ""),
		listing("a.svg", "image/svg+xml", strings.Replace(someSVG, "%", `<image title="http://x/y.png"/>`, 1), "", ""),
		listing("a.svg", "image/svg+xml", strings.Replace(someSVG, "%", `<a xlink:href="http://x/y.png"/>`, 1), "", ""),
		listing("a.svg", "image/svg+xml", "<svg", "", "image"),
		listing("a.txt", "text/plain", "a", `properties="cover-image"`, "manifest-properties"),
		listing("a.txt", "text/plain", "a", `properties="rare"`, "manifest-properties"),
		listing("a.txt", "text/plain", "a", `properties="own:rare"`, ""),
		listing("a.svg", "image/svg+xml", strings.Replace(someSVG, "%", "", 1), `properties="cover-image"`, "manifest-properties"),
		{name: "undeclared mathematics", edits: []string{twoFile, "2 m", `<math xmlns="http://www.w3.org/1998/Math/MathML"><mn>2</mn></math>`}, want: "manifest-properties"},
		{name: "declared mathematics", edits: []string{twoFile, "2 m", `<math xmlns="http://www.w3.org/1998/Math/MathML"><mn>2</mn></math>`, opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="mathml" `}},
		{name: "declared and absent", edits: []string{opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="mathml svg" `}, want: "manifest-properties"},
		{name: "remote resources", edits: []string{opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="remote-resources" `}, want: "remote-resource"},
		{name: "scripted", edits: []string{opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="scripted" `}, want: "script"},
		{name: "two navigation documents", edits: []string{opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="nav" `}, want: "access-claim nav page-list"},
	})
}

// The spine: EPUB 3.3, 5.7.
func TestSpine(t *testing.T) {
	const last = `<itemref idref="notes"/>`
	try(t, []variant{
		{name: "a font in the spine", edits: []string{opfFile, last, last + `<itemref idref="font"/>`}, want: "spine"},
		{name: "a stylesheet with a fallback", edits: []string{opfFile, last, last + `<itemref idref="css"/>`, opfFile, `media-type="text/css"`, `media-type="text/css" fallback="one"`}},
		{name: "a drawing", edits: []string{opfFile, last, last + `<itemref idref="x"/>`, opfFile, lastItem, lastItem + `<item id="x" href="a.svg" media-type="image/svg+xml"/>`}, add: []string{"EPUB/a.svg", strings.Replace(someSVG, "%", "", 1)}},
		{name: "another element", edits: []string{opfFile, last, last + `<other idref="nothing"/>`}},
		{name: "nothing is linear", edits: []string{opfFile, `<itemref idref="one"/>`, `<itemref idref="one" linear="no"/>`, opfFile, `<itemref idref="two"/>`, `<itemref idref="two" linear="no"/>`, opfFile, last, `<itemref idref="notes" linear="no"/>`}, want: "spine"},
		{name: "the notes are not linear", edits: []string{opfFile, last, `<itemref idref="notes" linear="no"/>`}},
		{name: "what is not linear need not be in the contents", edits: []string{opfFile, `<itemref idref="two"/>`, `<itemref idref="two" linear="no"/>`, navFile, "<li><a href=\"text/two.xhtml\">The tide</a></li>\n", "", ncxFile, "<navPoint id=\"n3\"><navLabel><text>The tide</text></navLabel><content src=\"text/two.xhtml\"/></navPoint>\n", ""}},
	})
}
