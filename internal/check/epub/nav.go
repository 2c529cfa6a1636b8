package epub

import (
	"strings"

	"quire/internal/check/xmltree"
)

func (b *book) readNavigation() {
	for _, it := range b.items {
		if it.has("nav") {
			b.nav = b.byDoc[it.path]
		}
	}
	if b.nav == nil {
		b.Fault("nav", b.opfPath, "no readable item of the manifest has the property nav")
		return
	}
	seen := map[string]bool{}
	for _, e := range b.nav.All {
		if !e.Is("nav") {
			continue
		}
		for _, kind := range e.Types() {
			if kind != "toc" && kind != "page-list" && kind != "landmarks" {
				continue
			}
			if seen[kind] {
				b.Fault("nav", e.Place, "there is a second %s", kind)
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
						b.Fault("nav", en.place, "the %s is nested", kind)
					}
				}
			}
		}
	}
	if !seen["toc"] {
		b.Fault("nav", b.nav.Path, "there is no contents (nav of type toc)")
	}
}

// readNav reads a nav element: an optional heading, then one ol of li, each an a, or a span with a further ol
// (EPUB 3.3, 7.3).
func (b *book) readNav(nav *xmltree.Element) []entry {
	var out []entry
	var list func(ol *xmltree.Element, depth int)
	list = func(ol *xmltree.Element, depth int) {
		lis := ol.Elements()
		if len(lis) == 0 {
			b.Fault("nav", ol.Place, "the list is empty")
		}
		for _, li := range lis {
			kids := li.Elements()
			if !li.Is("li") || len(kids) == 0 || !kids[0].Is("a", "span") {
				b.Fault("nav", li.Place, "an entry is not a list item with a link")
				continue
			}
			head := kids[0]
			if head.Label() == "" {
				b.Fault("nav", head.Place, "an entry has no words")
			}
			if head.Is("a") {
				href := head.Attr("href")
				en := entry{label: head.Text(), place: head.Place, depth: depth, kind: head.Types()}
				if p, frag, ok := b.resolve(b.nav.Path, href); ok && href != "" && scheme(href) == "" {
					en.target = p
					if frag != "" {
						en.target += "#" + frag
					}
				}
				out = append(out, en)
			} else if len(kids) < 2 {
				b.Fault("nav", head.Place, "an entry without a link has nothing below it")
			}
			for _, k := range kids[1:] {
				if k.Is("ol") {
					list(k, depth+1)
				} else {
					b.Fault("nav", k.Place, "“%s” may not stand in an entry", k.Name)
				}
			}
		}
	}
	lists := 0
	for i, k := range nav.Elements() {
		switch {
		case k.Is("ol"):
			lists++
			list(k, 1)
		case i == 0 && k.Is("h1", "h2", "h3", "h4", "h5", "h6", "hgroup"):
		default:
			b.Fault("nav", k.Place, "“%s” may not stand in a nav", k.Name)
		}
	}
	if lists != 1 {
		b.Fault("nav", nav.Place, "the nav has %d lists instead of one", lists)
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
		if d == nil && b.Failed("xhtml") {
			return i, 0, true // a fault of that document, which could not be read
		}
		if d == nil || d.IDs[frag] == nil {
			return 0, 0, false
		}
		return i, d.IDs[frag].Order, true
	}
	return 0, 0, false
}

func (b *book) checkNavigation() {
	for _, list := range [][]entry{b.toc, b.pages, b.marks} {
		for _, en := range list {
			// The contents may list the navigation document itself without its being in the spine.
			if p, _, _ := strings.Cut(en.target, "#"); en.target != "" && b.nav.Path == p && b.byPath[p] != nil && !b.byPath[p].inSpine {
				continue
			}
			if _, _, ok := b.position(en.target); !ok {
				b.Fault("nav-link", en.place, "“%s” leads to “%s”, which is not in the reading order", en.label, en.target)
			}
		}
	}
	if b.Failed("nav") {
		b.Leave("nav-order")
	} else {
		b.checkOrder("nav-order", b.toc)
		b.checkReached()
	}
	b.checkOrder("page-list", b.pages)
	kinds := map[string]bool{}
	for _, m := range b.marks {
		if len(m.kind) == 0 {
			b.Fault("landmarks", m.place, "“%s” has no epub:type", m.label)
		}
		for _, k := range m.kind {
			if !strings.Contains(k, ":") && !structureTypes[k] {
				b.Fault("landmarks", m.place, "“%s” is not a type of landmark", k)
			}
			if kinds[k+" "+m.target] {
				b.Fault("landmarks", m.place, "the landmark %s is listed twice", k)
			}
			kinds[k+" "+m.target] = true
		}
	}
	if b.Failed("xhtml") {
		b.Leave("page-list")
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
			b.Fault(code, en.place, "“%s” comes before the entry above it in the text", en.label)
		}
		lastDoc, lastEl = d, e
	}
}

// checkReached looks for documents with a heading of the first level that neither the contents nor the landmarks name. Nobody
// finds such a chapter.
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
		for _, e := range d.All {
			if e.Is("h1") {
				b.Fault("nav-order", e.Place, "“%s” is not in the contents", e.Text())
				break
			}
		}
	}
}

// pageBreaks gives the page breaks of the text in reading order.
func (b *book) pageBreaks() []*xmltree.Element {
	var out []*xmltree.Element
	for _, d := range b.docs {
		for _, e := range d.All {
			if e.HasType("pagebreak") || e.HasRole("doc-pagebreak") {
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
			b.Fault("page-list", p.place, "page “%s” is listed twice", p.label)
		}
		labels[p.label] = true
		listed[p.target] = p
	}
	for _, d := range b.docs {
		for _, e := range d.All {
			if !e.HasType("pagebreak") && !e.HasRole("doc-pagebreak") {
				continue
			}
			id := e.Attr("id")
			p, there := listed[d.Path+"#"+id]
			if !there {
				if id != "" {
					b.Fault("page-list", e.Place, "the page break “%s” is not in the page list", e.Label())
				}
				continue
			}
			delete(listed, d.Path+"#"+id)
			if l := breakLabel(e); p.label != l && !strings.HasSuffix(l, " "+p.label) {
				b.Fault("page-list", p.place, "the page list says “%s” where the page break says “%s”", p.label, breakLabel(e))
			}
		}
	}
	for _, p := range b.pages {
		if _, left := listed[p.target]; !left {
			continue
		}
		if _, _, ok := b.position(p.target); ok {
			b.Fault("page-list", p.place, "page “%s” leads to something that is not a page break", p.label)
		}
	}
}

// breakLabel gives the page number of a break. There may be punctuation around the number, as in “ 12. ”: the techniques of
// EPUB Accessibility advise it, so that the number is not read as a part of the sentence.
func breakLabel(e *xmltree.Element) string { return strings.Trim(e.Label(), " .[]") }

func (b *book) checkNCX() {
	var ncx *item
	for _, it := range b.items {
		if it.mediaType == "application/x-dtbncx+xml" {
			ncx = it
		}
	}
	for _, e := range b.opf.Root.Elements() {
		if id, given := e.Has("", "toc"); e.Name == "spine" && given {
			if it := b.byID[id]; it == nil || it != ncx {
				b.Fault("ncx", e.Place, "the spine names “%s”, which is not the NCX", id)
			}
		} else if e.Name == "spine" && ncx != nil {
			b.Fault("ncx", e.Place, "the spine does not name the NCX")
		}
	}
	if ncx == nil || b.files[ncx.path] == nil {
		return
	}
	doc, err := xmltree.Parse(ncx.path, b.files[ncx.path])
	if err != nil {
		xmltree.Fault(b.Recorder, "ncx", err)
		return
	}
	if doc.Root.Space != xmltree.NCX || doc.Root.Name != "ncx" {
		b.Fault("ncx", doc.Root.Place, "the root is not an NCX")
		return
	}
	var toc, pages []entry
	ids := map[string]bool{}
	for _, e := range doc.All {
		if id := e.Attr("id"); id != "" {
			if ids[id] {
				b.Fault("ncx", e.Place, "the id “%s” is given twice", id)
			}
			ids[id] = true
		}
		if e.Name == "meta" && e.Attr("name") == "dtb:uid" {
			b.checkUID(e)
		}
		if e.Name != "navPoint" && e.Name != "pageTarget" {
			continue
		}
		en := entry{place: e.Place}
		for _, k := range e.Elements() {
			switch k.Name {
			case "navLabel":
				en.label = k.Text()
			case "content":
				if p, frag, ok := b.resolve(ncx.path, k.Attr("src")); ok {
					en.target = p
					if frag != "" {
						en.target += "#" + frag
					}
				}
			}
		}
		if e.Name == "navPoint" {
			toc = append(toc, en)
		} else {
			pages = append(pages, en)
		}
	}
	if b.Failed("nav", "nav-link", "nav-order") {
		b.Leave("ncx")
		return
	}
	b.compare(ncx.path, "contents", toc, b.toc)
	b.compare(ncx.path, "page list", pages, b.pages)
}

func (b *book) checkUID(meta *xmltree.Element) {
	for _, e := range b.section("metadata") {
		if e.Space == xmltree.DC && e.Name == "identifier" && e.Attr("id") == b.opf.Root.Attr("unique-identifier") && e.Text() != meta.Attr("content") {
			b.Fault("ncx", meta.Place, "its identifier is “%s”, the book's is “%s”", meta.Attr("content"), e.Text())
		}
	}
}

func (b *book) compare(path, what string, ncx, nav []entry) {
	for i := range min(len(ncx), len(nav)) {
		n, v := ncx[i], nav[i]
		if n.label != v.label {
			b.Fault("ncx", n.place, "the %s has “%s” where the navigation document has “%s”", what, n.label, v.label)
			return
		}
		if n.target != v.target {
			b.Fault("ncx", n.place, "“%s” leads to “%s”, in the navigation document to “%s”", n.label, n.target, v.target)
			return
		}
	}
	if len(ncx) != len(nav) {
		b.Fault("ncx", path, "the %s has %d entries, in the navigation document %d", what, len(ncx), len(nav))
	}
}
