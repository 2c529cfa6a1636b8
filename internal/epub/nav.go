package epub

import (
	"slices"
	"strconv"
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/xhtml"
)

// entry is a line of the contents in navigation.
type entry struct {
	title    string // plain, for the NCX
	markup   []byte // for the navigation document
	lang     string
	href     string
	hidden   bool
	children []entry
}

// entries gives the contents down to the depth set by the book. Unlike the contents of a printed book it has all
// pieces, as readers also look here for the title page and the imprint. Where the contents are a page, the entries for
// what comes before them are hidden.
func (p *plan) entries() []entry {
	depth := p.book.Meta.ContentsDepth
	if depth <= 0 {
		depth = 2
	}
	return p.entriesOf(p.book.Sections, depth)
}

func (p *plan) entriesOf(sections []*doc.Section, depth int) []entry {
	var list []entry
	for _, s := range sections {
		if p.isContents(s) {
			continue
		}
		var e entry
		if e.href = p.address("", p.render.ID(s)); e.href == "" {
			continue
		}
		e.title, e.lang = p.title(s), s.Lang
		switch s.Kind {
		case doc.KindTitlePage, doc.KindImprint, doc.KindDedication, doc.KindEpigraph:
			e.hidden = p.nav != nil
		}
		if s.Heading != nil && len(s.Heading.Content) > 0 {
			var w xhtml.Writer
			if s.Heading.Number != "" {
				w.Text(s.Heading.Number + " ")
			}
			w.Raw(p.render.Inlines(s.Heading.Content))
			e.markup = w.Bytes()
			e.lang = orElse(s.Heading.Lang, s.Lang)
		}
		if depth > 1 {
			e.children = p.entriesOf(subsections(s), depth-1)
		}
		list = append(list, e)
	}
	return list
}

func subsections(s *doc.Section) []*doc.Section {
	var list []*doc.Section
	for _, b := range s.Blocks {
		if sub, ok := b.(*doc.Section); ok {
			list = append(list, sub)
		}
	}
	return list
}

// landmark is a place that reading systems offer by its kind.
type landmark struct{ kind, title, href string }

func (p *plan) landmarks() []landmark {
	list := []landmark{{"cover", p.word(lang.Cover), coverName}}
	if p.nav == nil {
		list = append(list, landmark{"toc", p.word(lang.Contents), navName + "#toc"})
	}
	begun := false
	for _, s := range p.book.Sections {
		href := p.address("", p.render.ID(s))
		if href == "" {
			continue
		}
		if s.Kind.Matter() == doc.Body && !begun {
			begun = true
			list = append(list, landmark{"bodymatter", p.word(lang.StartOfText), href})
		}
		switch s.Kind {
		case doc.KindTitlePage:
			list = append(list, landmark{string(s.Kind), p.word(lang.TitlePage), href})
		case doc.KindContents:
			if p.isContents(s) {
				list = append(list, landmark{"toc", p.title(s), navName + "#toc"})
			}
		case doc.KindFigures, doc.KindTables, doc.KindImprint, doc.KindForeword, doc.KindPreface, doc.KindIntroduction, doc.KindAcknowledgements, doc.KindAfterword, doc.KindAppendix,
			doc.KindGlossary, doc.KindNotes, doc.KindBibliography, doc.KindIndex, doc.KindColophon:
			if !slices.ContainsFunc(list, func(l landmark) bool { return l.kind == string(s.Kind) }) {
				list = append(list, landmark{string(s.Kind), p.title(s), href})
			}
		}
	}
	return list
}

// pageLinks gives the pages in the order of the text, with their addresses.
func (p *plan) pageLinks() []landmark {
	var list []landmark
	for _, f := range p.files {
		for _, page := range f.frag.Pages {
			list = append(list, landmark{"", page.Label, p.address("", page.ID)})
		}
	}
	return list
}

// navigation writes the navigation document (EPUB 3.3, section 7). If the book has contents in its reading order, this
// is the page of the contents.
func (p *plan) navigation() []byte {
	var w xhtml.Writer
	title, tocID := p.word(lang.Contents), ""
	if p.nav != nil {
		contents := p.nav.pieces[len(p.nav.pieces)-1].Section
		title, tocID = p.title(contents), p.render.ID(contents)
	}
	head := title
	if len(p.before) > 0 {
		head = p.nav.title
	}
	p.startPage(&w, head, cssName, "frontmatter", false)
	w.Raw(p.before)
	section := []att{{Name: "class", Value: "toc"}}
	if tocID != "" && tocID != "toc" {
		section = append(section, att{Name: "id", Value: tocID})
	}
	w.Start("section", section...)
	w.Line()
	if p.nav != nil {
		w.Raw(p.breaks)
	}
	w.Start("nav", att{Name: "epub:type", Value: "toc"}, att{Name: "role", Value: "doc-toc"}, att{Name: "id", Value: "toc"}, att{Name: "class", Value: "contents"},
		att{Name: "aria-labelledby", Value: "toc-title"})
	w.Line()
	w.Element("h1", title, att{Name: "id", Value: "toc-title"})
	w.Line()
	writeEntries(&w, p.entries())
	w.End()
	w.Line()
	w.End()
	w.Line()
	writeLinks(&w, "landmarks", "", p.word(lang.Landmarks), p.landmarks())
	if pages := p.pageLinks(); len(pages) > 0 {
		writeLinks(&w, "page-list", "doc-pagelist", p.word(lang.ListOfPages), pages)
	}
	return append(w.Bytes(), '\n')
}

func writeEntries(w *xhtml.Writer, entries []entry) {
	w.Start("ol")
	w.Line()
	for _, e := range entries {
		hidden := att{}
		if e.hidden {
			hidden = att{Name: "hidden", Value: "hidden"}
		}
		w.Start("li", hidden)
		atts := []att{{Name: "href", Value: e.href}}
		if e.lang != "" {
			atts = append(atts, att{Name: "lang", Value: e.lang}, att{Name: "xml:lang", Value: e.lang})
		}
		w.Start("a", atts...)
		if e.markup != nil {
			w.Raw(e.markup)
		} else {
			w.Text(e.title)
		}
		w.End()
		if len(e.children) > 0 {
			w.Line()
			writeEntries(w, e.children)
		}
		w.End()
		w.Line()
	}
	w.End()
	w.Line()
}

// writeLinks writes a hidden nav element for the reading system.
func writeLinks(w *xhtml.Writer, kind, role, title string, links []landmark) {
	roleAtt := att{}
	if role != "" {
		roleAtt = att{Name: "role", Value: role}
	}
	w.Start("nav", att{Name: "epub:type", Value: kind}, roleAtt, att{Name: "aria-label", Value: title}, att{Name: "hidden", Value: "hidden"})
	w.Line()
	w.Start("ol")
	w.Line()
	for _, l := range links {
		typ := att{}
		if l.kind != "" {
			typ = att{Name: "epub:type", Value: l.kind}
		}
		w.Start("li")
		w.Element("a", l.title, att{Name: "href", Value: l.href}, typ)
		w.End()
		w.Line()
	}
	w.End()
	w.Line()
	w.End()
	w.Line()
}

// ncx writes the contents for reading systems of EPUB 2 (OPF 2.0.1, section 2.4.1). playOrder is optional there. The
// NCX makes the ids and values of pages optional: the label of a page has its number.
func (p *plan) ncx() []byte {
	entries, pages := p.entries(), p.pageLinks()
	var w xhtml.Writer
	atts := []att{{Name: "xmlns", Value: "http://www.daisy.org/z3986/2005/ncx/"}, {Name: "version", Value: "2005-1"}}
	if p.book.Meta.Lang != "" {
		atts = append(atts, att{Name: "xml:lang", Value: p.book.Meta.Lang})
	}
	w.Start("ncx", atts...)
	w.Line()
	w.Start("head")
	w.Line()
	highest := 0
	for _, l := range pages {
		if n, err := strconv.Atoi(l.title); err == nil {
			highest = max(highest, n)
		}
	}
	metas := [][2]string{{"dtb:uid", identifier(&p.book.Meta)}, {"dtb:depth", strconv.Itoa(max(depth(entries), 1))}}
	if len(pages) > 0 {
		metas = append(metas, [2]string{"dtb:totalPageCount", strconv.Itoa(len(pages))}, [2]string{"dtb:maxPageNumber", strconv.Itoa(highest)})
	}
	for _, m := range metas {
		w.Empty("meta", att{Name: "name", Value: m[0]}, att{Name: "content", Value: m[1]})
		w.Line()
	}
	w.End()
	w.Line()
	label := func(element, text string) {
		w.Start(element)
		w.Element("text", text)
		w.End()
		w.Line()
	}
	label("docTitle", orElse(p.book.Meta.Title, p.book.Meta.Name, "—"))
	place := func(element string, atts ...att) {
		w.Start(element, atts...)
		w.Line()
	}
	target := func(title, href string) {
		label("navLabel", title)
		w.Empty("content", att{Name: "src", Value: href})
		w.Line()
	}
	n := 0
	var points func(entries []entry)
	points = func(entries []entry) {
		for _, e := range entries {
			n++
			place("navPoint", att{Name: "id", Value: "n" + strconv.Itoa(n)})
			target(e.title, e.href)
			points(e.children)
			w.End()
			w.Line()
		}
	}
	w.Start("navMap")
	w.Line()
	points(entries)
	w.End()
	w.Line()
	if len(pages) > 0 {
		w.Start("pageList")
		w.Line()
		for _, l := range pages {
			typ := att{Name: "type", Value: "special"}
			if number, err := strconv.Atoi(l.title); err == nil && number > 0 {
				typ.Value = "normal"
			} else if strings.Trim(l.title, "ivxlcdm") == "" {
				typ.Value = "front"
			}
			place("pageTarget", typ)
			target(l.title, l.href)
			w.End()
			w.Line()
		}
		w.End()
		w.Line()
	}
	return append(w.Bytes(), '\n')
}

func depth(entries []entry) int {
	deepest := 0
	for _, e := range entries {
		deepest = max(deepest, 1+depth(e.children))
	}
	return deepest
}
