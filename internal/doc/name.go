package doc

// Name gives a node's element and classes. XHTML tags and the selectors of every stylesheet use this one vocabulary.
// The classes of the author come after ours. Nodes without an element (Text, breaks) give "".
//
// Stylesheets may rely on: section.chapter (or another kind), h1–h6, p, p.plain for the text of a tight list item, div.verse > p.stanza >
// span.line, blockquote, ul, ol, li, dl, dt, dd, pre, table, caption, tr, th, td, figure, figcaption, img, hr, nav.contents,
// nav.list-of-figures, nav.list-of-tables (each > ol > li.level-1 > a), div.endnotes > div.notegroup > ol.notes > li.note,
// ul.bibliography > li.work, ul.index > li.entry.level-1, div.titlepage > p.title, p.subtitle, p.creator, p.publisher,
// div.imprint, div.colophon, a.noteref, a.cite, a.xref, em, strong, s, sup, sub, code, span.
func Name(n AnyNode) (element string, classes []string) {
	if n, ok := n.(named); ok {
		element, classes = n.name()
	}
	return element, append(classes, n.Base().Classes...)
}
