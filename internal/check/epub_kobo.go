package check

import (
	"slices"
	"strconv"
	"strings"
)

// checkKobo holds a book for Kobo's own reading system, a kepub, to what that system keeps its places by: each text
// stands in a span of the class koboSpan, whose id is kobo.PARAGRAPH.SENTENCE and follows on from the one before, in
// the two divs that the system lays out. Kobo publishes no standard of this; it is what the files of its store have.
func (b *book) checkKobo() {
	kobo := strings.HasSuffix(b.report.File, ".kepub.epub")
	for _, d := range b.docs {
		kobo = kobo || slices.ContainsFunc(d.all, isKoboSpan)
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

func isKoboSpan(e *element) bool {
	return e.name == "span" && slices.Contains(strings.Fields(e.attr("class")), "koboSpan")
}

func (b *book) checkKoboText(d *document) {
	paragraph, sentence := 0, 0
	for _, e := range d.all {
		switch {
		case isKoboSpan(e):
			p, s, ok := koboPlace(e.attr("id"))
			if !ok || p != paragraph+1 && p != paragraph || p == paragraph && s != sentence+1 || p == paragraph+1 && s != 1 {
				b.fault("kepub", e.place, "the span “%s” does not follow kobo.%d.%d", e.attr("id"), paragraph, sentence)
			}
			paragraph, sentence = p, s
			if !e.within(func(a *element) bool {
				return a.attr("id") == "book-inner" && a.parent != nil && a.parent.attr("id") == "book-columns"
			}) {
				b.fault("kepub", e.place, "the text stands outside of the divs “book-columns” and “book-inner”")
			}
		case e.space == nsXHTML && e.within(func(a *element) bool { return a.name == "body" }) && !e.is("pre") && !e.within(func(a *element) bool { return a.is("pre") || a.space != nsXHTML || isKoboSpan(a) }):
			for _, k := range e.kids {
				if text, ok := k.(string); ok && strings.TrimSpace(text) != "" {
					b.fault("kepub", e.place, "“%s” stands in no span of its own", strings.TrimSpace(text))
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
