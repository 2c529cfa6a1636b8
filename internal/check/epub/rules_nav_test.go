package epub

import "testing"

// The navigation document: EPUB 3.3, 7.
func TestNavigation(t *testing.T) {
	const (
		tide    = `<li><a href="text/two.xhtml">The tide</a></li>`
		pageOne = `<li><a href="text/one.xhtml#page-1">1</a></li>`
		mark    = `<li><a epub:type="bodymatter" href="text/one.xhtml">Text</a></li>`
		toc     = `<nav epub:type="toc" role="doc-toc"><h1>Contents</h1>`
		pageTwo = `<li><a href="text/two.xhtml#page-2">2</a></li>`
	)
	span := `<li><span>Part</span><ol>` + tide + `</ol></li>`
	try(t, []variant{
		{name: "a second contents", edits: []string{navFile, `</body>`, `<nav epub:type="toc"><ol>` + tide + `</ol></nav></body>`}, want: "nav"},
		{name: "a navigation of another kind", edits: []string{navFile, `</body>`, `<nav epub:type="loi"><p>x</p></nav></body>`}},
		{name: "an entry without a list item", edits: []string{navFile, tide, tide + `<p>x</p>`}, want: "nav xhtml-element"},
		{name: "an entry of nothing", edits: []string{navFile, tide, tide + `<li></li>`}, want: "nav"},
		{name: "an empty list", edits: []string{navFile, tide, `<li><a href="text/two.xhtml">The tide</a><ol></ol></li>`}, want: "nav"},
		{name: "an entry without words", edits: []string{navFile, tide, `<li><a href="text/two.xhtml"></a></li>`}, want: "nav aria"},
		{name: "an entry with a title", edits: []string{navFile, tide, `<li><a href="text/two.xhtml" title="The tide">The tide</a></li>`}},
		{name: "a heading of entries", edits: []string{navFile, tide, span}},
		{name: "a heading of nothing", edits: []string{navFile, tide, tide + `<li><span>Part</span></li>`}, want: "nav"},
		{name: "a paragraph in an entry", edits: []string{navFile, tide, `<li><a href="text/two.xhtml">The tide</a><p>x</p></li>`}, want: "nav"},
		{name: "a heading behind the list", edits: []string{navFile, "</ol>\n</nav>\n<nav epub:type=\"page-list\"", "</ol><h2>x</h2>\n</nav>\n<nav epub:type=\"page-list\""}, want: "nav"},
		{name: "two lists", edits: []string{navFile, "</ol>\n</nav>\n<nav epub:type=\"page-list\"", "</ol><ol>" + tide + "</ol>\n</nav>\n<nav epub:type=\"page-list\""}, want: "nav"},
		{name: "no heading", edits: []string{navFile, toc, `<nav epub:type="toc" role="doc-toc">`}},
		{name: "nested pages", edits: []string{navFile, pageTwo, `<li><a href="text/two.xhtml#page-2">2</a><ol>` + pageTwo + `</ol></li>`}, want: "nav page-list"},
		{name: "an entry to the web", edits: []string{navFile, tide, tide + `<li><a href="https://example.org/">x</a></li>`}, want: "nav-link"},
		{name: "an entry to nowhere", edits: []string{navFile, tide, tide + `<li><a href="">x</a></li>`}, want: "nav-link"},
		{name: "an entry out of the book", edits: []string{navFile, tide, tide + `<li><a href="../../x">x</a></li>`}, want: "nav-link"},
		{name: "an entry to the navigation itself", edits: []string{navFile, mark, mark + `<li><a epub:type="toc" href="nav.xhtml">Contents</a></li>`}},
		{name: "an entry to a file outside of the reading order", edits: []string{navFile, mark, mark + `<li><a epub:type="cover" href="book.css">x</a></li>`}, want: "nav-link"},
		{name: "a landmark without type", edits: []string{navFile, mark, `<li><a href="text/one.xhtml">Text</a></li>`}, want: "landmarks"},
		{name: "a landmark with a type of its own", edits: []string{navFile, mark, mark + `<li><a epub:type="own:place" href="text/two.xhtml">x</a></li>`}},
		{name: "a landmark twice", edits: []string{navFile, mark, mark + mark}, want: "landmarks"},
		{name: "a type twice at different places", edits: []string{navFile, mark, mark + `<li><a epub:type="bodymatter" href="text/two.xhtml">x</a></li>`}},
		{name: "a heading of a chapter that only the landmarks name", edits: []string{navFile, tide + "\n", "", navFile, mark, mark + `<li><a epub:type="part" href="text/two.xhtml">x</a></li>`}, want: "ncx"},
		{name: "headings in one file out of order", edits: []string{navFile, `<li><a href="text/one.xhtml">The quay</a>`, `<li><a href="text/one.xhtml#rope">The quay</a>`, navFile, `<li><a href="text/one.xhtml#rope">Of rope</a></li>`, `<li><a href="text/one.xhtml#quay">Of rope</a></li>`}, want: "nav-order"},
		{name: "pages out of order", edits: []string{navFile, pageOne + pageTwo, pageTwo + pageOne}, want: "page-list ncx"},
		{name: "a page twice", edits: []string{navFile, pageTwo, pageTwo + pageTwo}, want: "page-list ncx"},
		{name: "a page that is none", edits: []string{navFile, pageTwo, pageTwo + `<li><a href="text/two.xhtml">3</a></li>`}, want: "page-list ncx"},
		{name: "a break with words around its number", edits: []string{twoFile, `aria-label="2"`, `aria-label="Page 2. "`}},
		{name: "a break by its role alone", edits: []string{twoFile, `<div epub:type="pagebreak" role`, `<div role`}},
		{name: "a break by its type alone", edits: []string{twoFile, `<div epub:type="pagebreak" role="doc-pagebreak"`, `<div epub:type="pagebreak"`}},
		{name: "two breaks of one page", edits: []string{twoFile, `<p>It falls`, `<p><span epub:type="pagebreak" id="page-3" aria-label="2"></span>It falls`}, want: "page-list pagebreak"},
		{name: "a break without a page", edits: []string{twoFile, `aria-label="2"`, ``}, want: "page-list pagebreak"},
	})
}

// The NCX says what the navigation document says: EPUB 3.3, 9.1.
func TestNCX(t *testing.T) {
	const last = `<navPoint id="n4"><navLabel><text>Notes</text></navLabel><content src="text/notes.xhtml"/></navPoint>`
	try(t, []variant{
		{name: "the spine names no NCX", edits: []string{opfFile, `<spine toc="ncx">`, `<spine>`}, want: "ncx"},
		{name: "the spine names another file", edits: []string{opfFile, `<spine toc="ncx">`, `<spine toc="css">`}, want: "ncx"},
		{name: "the spine names nothing", edits: []string{opfFile, `<spine toc="ncx">`, `<spine toc="none">`}, want: "ncx"},
		{name: "no NCX at all", edits: []string{opfFile, `<spine toc="ncx">`, `<spine>`, opfFile, `application/x-dtbncx+xml`, `application/xml`}, want: "manifest-media-type"},
		{name: "ill-formed", edits: []string{ncxFile, last, `<x>`}, want: "ncx"},
		{name: "another root", edits: []string{ncxFile, `<ncx xmlns`, `<nav xmlns`, ncxFile, `</ncx>`, `</nav>`}, want: "ncx"},
		{name: "another namespace", edits: []string{ncxFile, `http://www.daisy.org/z3986/2005/ncx/`, `urn:x:y`}, want: "ncx"},
		{name: "an id twice", edits: []string{ncxFile, `id="n4"`, `id="n3"`}, want: "ncx"},
		{name: "another place", edits: []string{ncxFile, `<content src="text/one.xhtml#rope"/>`, `<content src="text/one.xhtml"/>`}, want: "ncx"},
		{name: "a place out of the book", edits: []string{ncxFile, `<content src="text/one.xhtml#rope"/>`, `<content src="../../x"/>`}, want: "ncx"},
		{name: "one entry less", edits: []string{ncxFile, last, ``}, want: "ncx"},
		{name: "another page", edits: []string{ncxFile, `<text>2</text>`, `<text>3</text>`}, want: "ncx"},
		{name: "another meta", edits: []string{ncxFile, `</head>`, `<meta name="dtb:depth" content="2"/></head>`}},
	})
}

// Notes and their references lead to each other.
func TestNotes(t *testing.T) {
	const (
		ref    = `href="notes.xhtml#note-1"`
		back   = `<a role="doc-backlink" href="one.xhtml#ref-1" aria-label="Back to reference 1">↩</a>`
		second = `<p>By dawn. <a role="doc-backlink" href="two.xhtml#ref-2" aria-label="Back to reference 2">↩</a></p>`
		noteID = `<li id="note-1" epub:type="endnote">`
	)
	try(t, []variant{
		{name: "a reference to the web", edits: []string{oneFile, ref, `href="https://example.org/#note-1"`}, want: "noteref"},
		{name: "a reference to another file", edits: []string{oneFile, ref, `href="none.xhtml#note-1"`}, want: "noteref"},
		{name: "a reference out of the book", edits: []string{oneFile, ref, `href="../../none.xhtml#note-1"`}, want: "noteref"},
		{name: "a reference to nothing", edits: []string{oneFile, ref, `href="notes.xhtml#note-9"`}, want: "noteref"},
		{name: "a reference to a heading", edits: []string{oneFile, ref, `href="two.xhtml#page-2"`}, want: "noteref"},
		{name: "a reference into a note", edits: []string{notesFile, `<p>Seldom`, `<p id="within">Seldom`, oneFile, ref, `href="notes.xhtml#within"`}},
		{name: "a reference by its role alone", edits: []string{oneFile, `epub:type="noteref" `, ``}},
		{name: "a reference by its type alone", edits: []string{oneFile, `role="doc-noteref" `, ``}},
		{name: "a note by its role alone", edits: []string{notesFile, noteID, `<li id="note-1" role="doc-footnote">`}},
		{name: "a note that is a footnote", edits: []string{notesFile, noteID, `<li id="note-1" epub:type="footnote">`}},
		{name: "an empty note", edits: []string{notesFile, second, `<p><a role="doc-backlink" href="two.xhtml#ref-2" aria-label="Back">↩</a></p>`}, want: "note"},
		{name: "a note of a picture", edits: []string{notesFile, `<p>By dawn. `, `<p><img src="../quay.png" alt="A quay"/>`}},
		{name: "a link back by its type alone", edits: []string{notesFile, back, `<a epub:type="backlink" href="one.xhtml#ref-1" aria-label="Back to reference 1">↩</a>`}},
		{name: "a link back to around the reference", edits: []string{oneFile, `<p><span epub:type="pagebreak"`, `<p id="around"><span epub:type="pagebreak"`, notesFile, `href="one.xhtml#ref-1"`, `href="one.xhtml#around"`}},
		{name: "a link back to within the reference", edits: []string{oneFile, `href="notes.xhtml#note-1">1</a>`, `href="notes.xhtml#note-1"><span id="inner">1</span></a>`, notesFile, `href="one.xhtml#ref-1"`, `href="one.xhtml#inner"`}},
		{name: "a link back that is broken", edits: []string{notesFile, `href="one.xhtml#ref-1"`, `href="one.xhtml#ref-9"`}, want: "link note"},
		{name: "a second link that leads elsewhere", edits: []string{notesFile, back, back + ` <a role="doc-backlink" href="one.xhtml#rope" aria-label="x">↩</a>`}, want: "note"},
		{name: "a second reference without a link of its own", edits: []string{twoFile, `<p>It falls`, `<p><a epub:type="noteref" id="ref-3" href="notes.xhtml#note-1">1</a>It falls`}, want: "note"},
		{name: "a second reference with a link of its own", edits: []string{twoFile, `<p>It falls`, `<p><a epub:type="noteref" id="ref-3" href="notes.xhtml#note-1">1</a>It falls`, notesFile, back, back + ` <a role="doc-backlink" href="two.xhtml#ref-3" aria-label="x">↩</a>`}},
	})
}

// A book for Kobo has its text in numbered spans.
func TestKepubRules(t *testing.T) {
	for name, want := range map[string]string{"kobo.1.1": "1 1 true", "kobo.12.3": "12 3 true", "kobo.1": "1 0 false", "kobi.1.1": "0 0 false", "kobo.a.1": "0 1 false", "kobo.1.b": "1 0 false"} {
		p, s, ok := koboPlace(name)
		if got := sprint(p, s, ok); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	for _, v := range []struct{ name, from, to, want string }{
		{"good", "It falls", "It falls", ""},
		{"a second sentence", `id="kobo.5.1"`, `id="kobo.4.2"`, "kepub"},
		{"a first sentence that is the second", `id="kobo.2.1"`, `id="kobo.2.2"`, "kepub"},
		{"preformatted text has no place", "</table>", "</table><pre>a\nb</pre>", ""},
		{"text in another element", "</table>", "</table><p>a</p>", "kepub"},
		{"no inner div", `id="book-inner"`, `id="inner"`, "kepub"},
		{"another class", `</table>`, `</table><span class="other" id="kobo.9.9"></span>`, ""},
	} {
		r := Check("book.kepub.epub", kepub(v.from, v.to)(goodParts(t)).zip(t))
		if got := sprint(r.Failures()); got != sprint(split(v.want)) {
			t.Errorf("%s: fails at %s, want %s", v.name, got, v.want)
		}
	}
	// Without the spans of Kobo only the name tells the kind.
	data := goodParts(t).zip(t)
	if r := Check("book.epub", data); r.Failed() {
		t.Error("an EPUB is held to what Kobo wants")
	}
	if r := Check("book.kepub.epub", data); sprint(r.Failures()) != "[kepub]" {
		t.Errorf("a kepub without spans fails at %v", r.Failures())
	}
}
