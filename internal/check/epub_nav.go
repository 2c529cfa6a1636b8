package check

import "strings"

func (b *book) readNavigation() {
	for _, it := range b.items {
		if it.has("nav") {
			b.nav = b.byDoc[it.path]
		}
	}
	if b.nav == nil {
		b.fault("nav", b.opfPath, "no readable item of the manifest has the property nav")
		return
	}
	seen := map[string]bool{}
	for _, e := range b.nav.all {
		if !e.is("nav") {
			continue
		}
		for _, kind := range e.types() {
			if kind != "toc" && kind != "page-list" && kind != "landmarks" {
				continue
			}
			if seen[kind] {
				b.fault("nav", e.place, "there is a second %s", kind)
				continue
			}
			seen[kind] = true
			list := b.readNav(e)
			switch kind {
			case "toc":
				b.toc = list
			case "page-list":
				b.pages = list
			case "landmarks":
				b.marks = list
			}
			if kind != "toc" {
				for _, en := range list {
					if en.depth > 1 {
						b.fault("nav", en.place, "the %s is nested", kind)
					}
				}
			}
		}
	}
	if !seen["toc"] {
		b.fault("nav", b.nav.path, "there is no contents (nav of type toc)")
	}
}

// readNav reads a nav element: an optional heading, then one ol of li, each an a, or a span with a further ol
// (EPUB 3.3, 7.3).
func (b *book) readNav(nav *element) []entry {
	var out []entry
	var list func(ol *element, depth int)
	list = func(ol *element, depth int) {
		lis := ol.elements()
		if len(lis) == 0 {
			b.fault("nav", ol.place, "the list is empty")
		}
		for _, li := range lis {
			kids := li.elements()
			if !li.is("li") || len(kids) == 0 || !kids[0].is("a", "span") {
				b.fault("nav", li.place, "an entry is not a list item with a link")
				continue
			}
			head := kids[0]
			if head.label() == "" {
				b.fault("nav", head.place, "an entry has no words")
			}
			if head.is("a") {
				href := head.attr("href")
				en := entry{label: head.text(), place: head.place, depth: depth, kind: head.types()}
				if p, frag, ok := b.resolve(b.nav.path, href); ok && href != "" && scheme(href) == "" {
					en.target = p
					if frag != "" {
						en.target += "#" + frag
					}
				}
				out = append(out, en)
			} else if len(kids) < 2 {
				b.fault("nav", head.place, "an entry without a link has nothing below it")
			}
			for _, k := range kids[1:] {
				if k.is("ol") {
					list(k, depth+1)
				} else {
					b.fault("nav", k.place, "“%s” may not stand in an entry", k.name)
				}
			}
		}
	}
	lists := 0
	for i, k := range nav.elements() {
		switch {
		case k.is("ol"):
			lists++
			list(k, 1)
		case i == 0 && k.is("h1", "h2", "h3", "h4", "h5", "h6", "hgroup"):
		default:
			b.fault("nav", k.place, "“%s” may not stand in a nav", k.name)
		}
	}
	if lists != 1 {
		b.fault("nav", nav.place, "the nav has %d lists instead of one", lists)
	}
	return out
}

// position gives where an address lies in the reading order: the number of the document in the spine and of the
// element in it. ok is false where there is no such place.
func (b *book) position(target string) (doc, el int, ok bool) {
	p, frag, _ := strings.Cut(target, "#")
	for i, it := range b.spine {
		if it.path != p {
			continue
		}
		if frag == "" {
			return i, 0, true
		}
		d := b.byDoc[p]
		if d == nil && b.failed("xhtml") {
			return i, 0, true // a fault of that document, which could not be read
		}
		if d == nil || d.ids[frag] == nil {
			return 0, 0, false
		}
		return i, d.ids[frag].order, true
	}
	return 0, 0, false
}

func (b *book) checkNavigation() {
	for _, list := range [][]entry{b.toc, b.pages, b.marks} {
		for _, en := range list {
			// The contents may list the navigation document itself without its being in the spine.
			if p, _, _ := strings.Cut(en.target, "#"); en.target != "" && b.nav.path == p && b.byPath[p] != nil && !b.byPath[p].inSpine {
				continue
			}
			if _, _, ok := b.position(en.target); !ok {
				b.fault("nav-link", en.place, "“%s” leads to “%s”, which is not in the reading order", en.label, en.target)
			}
		}
	}
	if b.failed("nav") {
		b.leave("nav-order")
	} else {
		b.checkOrder("nav-order", b.toc)
		b.checkReached()
	}
	b.checkOrder("page-list", b.pages)
	kinds := map[string]bool{}
	for _, m := range b.marks {
		if len(m.kind) == 0 {
			b.fault("landmarks", m.place, "“%s” has no epub:type", m.label)
		}
		for _, k := range m.kind {
			if !strings.Contains(k, ":") && !structureTypes[k] {
				b.fault("landmarks", m.place, "“%s” is not a type of landmark", k)
			}
			if kinds[k+" "+m.target] {
				b.fault("landmarks", m.place, "the landmark %s is listed twice", k)
			}
			kinds[k+" "+m.target] = true
		}
	}
	if b.failed("xhtml") {
		b.leave("page-list")
	} else {
		b.checkPages()
	}
}

func (b *book) checkOrder(code string, list []entry) {
	lastDoc, lastEl := -1, -1
	for _, en := range list {
		d, e, ok := b.position(en.target)
		if !ok {
			continue
		}
		if d < lastDoc || d == lastDoc && e < lastEl {
			b.fault(code, en.place, "“%s” comes before the entry above it in the text", en.label)
		}
		lastDoc, lastEl = d, e
	}
}

// checkReached wants each document with a heading of the first two levels named in the contents, or a part of one
// that is: a chapter left out of the contents cannot be found.
func (b *book) checkReached() {
	named := map[string]bool{}
	for _, list := range [][]entry{b.toc, b.marks} {
		for _, en := range list {
			p, _, _ := strings.Cut(en.target, "#")
			named[p] = true
		}
	}
	for _, it := range b.spine {
		d := b.byDoc[it.path]
		if d == nil || named[it.path] || d == b.nav || !it.linear {
			continue
		}
		for _, e := range d.all {
			if e.is("h1") {
				b.fault("nav-order", e.place, "“%s” is not in the contents", e.text())
				break
			}
		}
	}
}

// pageBreaks gives the page breaks of the text in reading order.
func (b *book) pageBreaks() []*element {
	var out []*element
	for _, d := range b.docs {
		for _, e := range d.all {
			if e.hasType("pagebreak") || e.hasRole("doc-pagebreak") {
				out = append(out, e)
			}
		}
	}
	return out
}

func (b *book) checkPages() {
	listed := map[string]entry{}
	labels := map[string]bool{}
	for _, p := range b.pages {
		if labels[p.label] {
			b.fault("page-list", p.place, "page “%s” is listed twice", p.label)
		}
		labels[p.label] = true
		listed[p.target] = p
	}
	for _, d := range b.docs {
		for _, e := range d.all {
			if !e.hasType("pagebreak") && !e.hasRole("doc-pagebreak") {
				continue
			}
			id := e.attr("id")
			p, there := listed[d.path+"#"+id]
			if !there {
				if id != "" {
					b.fault("page-list", e.place, "the page break “%s” is not in the page list", e.label())
				}
				continue
			}
			delete(listed, d.path+"#"+id)
			if l := breakLabel(e); p.label != l && !strings.HasSuffix(l, " "+p.label) {
				b.fault("page-list", p.place, "the page list says “%s” where the page break says “%s”", p.label, breakLabel(e))
			}
		}
	}
	for _, p := range b.pages {
		if _, left := listed[p.target]; !left {
			continue
		}
		if _, _, ok := b.position(p.target); ok {
			b.fault("page-list", p.place, "page “%s” leads to something that is not a page break", p.label)
		}
	}
}

// breakLabel gives the page number of a break. Its label may carry punctuation around the number, as in “ 12. ”,
// which the techniques of EPUB Accessibility advise so that the number is not read into the sentence.
func breakLabel(e *element) string { return strings.Trim(e.label(), " .[]") }

func (b *book) checkNCX() {
	var ncx *item
	for _, it := range b.items {
		if it.mediaType == "application/x-dtbncx+xml" {
			ncx = it
		}
	}
	for _, e := range b.opf.root.elements() {
		if id, given := e.has("", "toc"); e.name == "spine" && given {
			if it := b.byID[id]; it == nil || it != ncx {
				b.fault("ncx", e.place, "the spine names “%s”, which is not the NCX", id)
			}
		} else if e.name == "spine" && ncx != nil {
			b.fault("ncx", e.place, "the spine does not name the NCX")
		}
	}
	if ncx == nil || b.files[ncx.path] == nil {
		return
	}
	doc, err := parseXML(ncx.path, b.files[ncx.path])
	if err != nil {
		b.faultXML("ncx", err)
		return
	}
	if doc.root.space != nsNCX || doc.root.name != "ncx" {
		b.fault("ncx", doc.root.place, "the root is not an NCX")
		return
	}
	var toc, pages []entry
	ids := map[string]bool{}
	for _, e := range doc.all {
		if id := e.attr("id"); id != "" {
			if ids[id] {
				b.fault("ncx", e.place, "the id “%s” is given twice", id)
			}
			ids[id] = true
		}
		if e.name == "meta" && e.attr("name") == "dtb:uid" {
			b.checkUID(e)
		}
		if e.name != "navPoint" && e.name != "pageTarget" {
			continue
		}
		en := entry{place: e.place}
		for _, k := range e.elements() {
			switch k.name {
			case "navLabel":
				en.label = k.text()
			case "content":
				if p, frag, ok := b.resolve(ncx.path, k.attr("src")); ok {
					en.target = p
					if frag != "" {
						en.target += "#" + frag
					}
				}
			}
		}
		if e.name == "navPoint" {
			toc = append(toc, en)
		} else {
			pages = append(pages, en)
		}
	}
	if b.failed("nav", "nav-link", "nav-order") {
		b.leave("ncx")
		return
	}
	b.compare(ncx.path, "contents", toc, b.toc)
	b.compare(ncx.path, "page list", pages, b.pages)
}

func (b *book) checkUID(meta *element) {
	for _, e := range b.section("metadata") {
		if e.space == nsDC && e.name == "identifier" && e.attr("id") == b.opf.root.attr("unique-identifier") && e.text() != meta.attr("content") {
			b.fault("ncx", meta.place, "its identifier is “%s”, the book's is “%s”", meta.attr("content"), e.text())
		}
	}
}

func (b *book) compare(path, what string, ncx, nav []entry) {
	for i := range min(len(ncx), len(nav)) {
		n, v := ncx[i], nav[i]
		if n.label != v.label {
			b.fault("ncx", n.place, "the %s has “%s” where the navigation document has “%s”", what, n.label, v.label)
			return
		}
		if n.target != v.target {
			b.fault("ncx", n.place, "“%s” leads to “%s”, in the navigation document to “%s”", n.label, n.target, v.target)
			return
		}
	}
	if len(ncx) != len(nav) {
		b.fault("ncx", path, "the %s has %d entries, in the navigation document %d", what, len(ncx), len(nav))
	}
}
