package epub

import (
	"slices"
	"strconv"
	"strings"

	"quire/internal/check/xmltree"
)

// checkKobo looks at a kepub, a book for Kobo's own reading system. That system remembers places by spans of the class
// koboSpan. Each text is in such a span. Its id is kobo.PARAGRAPH.SENTENCE, one more than the id before. All spans are in the
// two divs that the system lays out. Kobo publishes no standard for this; the files of its store are made so.
func (b *book) checkKobo() {
	kobo := strings.HasSuffix(b.Report.File, ".kepub.epub")
	for _, d := range b.docs {
		kobo = kobo || slices.ContainsFunc(d.All, isKoboSpan)
	}
	if !kobo {
		return
	}
	for i, d := range b.docs {
		if i < len(b.spine) && d != b.nav { // the contents are read from elsewhere, too, and have no places
			b.checkKoboText(d)
		}
	}
}

func isKoboSpan(e *xmltree.Element) bool {
	return e.Name == "span" && slices.Contains(strings.Fields(e.Attr("class")), "koboSpan")
}

func (b *book) checkKoboText(d *xmltree.Document) {
	paragraph, sentence := 0, 0
	for _, e := range d.All {
		switch {
		case isKoboSpan(e):
			p, s, ok := koboPlace(e.Attr("id"))
			if !ok || p != paragraph+1 && p != paragraph || p == paragraph && s != sentence+1 || p == paragraph+1 && s != 1 {
				b.Fault("kepub", e.Place, "the span “%s” does not follow kobo.%d.%d", e.Attr("id"), paragraph, sentence)
			}
			paragraph, sentence = p, s
			if !e.Within(func(a *xmltree.Element) bool {
				return a.Attr("id") == "book-inner" && a.Parent != nil && a.Parent.Attr("id") == "book-columns"
			}) {
				b.Fault("kepub", e.Place, "the text stands outside of the divs “book-columns” and “book-inner”")
			}
		case e.Space == xmltree.XHTML && e.Within(func(a *xmltree.Element) bool { return a.Name == "body" }) && !e.Is("pre") && !e.Within(func(a *xmltree.Element) bool { return a.Is("pre") || a.Space != xmltree.XHTML || isKoboSpan(a) }):
			for _, k := range e.Kids {
				if text, ok := k.(string); ok && strings.TrimSpace(text) != "" {
					b.Fault("kepub", e.Place, "“%s” stands in no span of its own", strings.TrimSpace(text))
				}
			}
		}
	}
}

// koboPlace reads the id of a span.
func koboPlace(id string) (paragraph, sentence int, ok bool) {
	id, ok = strings.CutPrefix(id, "kobo.")
	p, s, dot := strings.Cut(id, ".")
	paragraph, err1 := strconv.Atoi(p)
	sentence, err2 := strconv.Atoi(s)
	return paragraph, sentence, ok && dot && err1 == nil && err2 == nil
}
