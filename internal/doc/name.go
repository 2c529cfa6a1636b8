package doc

import (
	"strconv"
	"strings"
)

// tasks reports whether each item begins with a box to be ticked, which then stands for its marker.
func (l *List) tasks() bool {
	for _, it := range l.Items {
		if len(it.Blocks) == 0 {
			return false
		}
		p, ok := it.Blocks[0].(*Paragraph)
		if !ok || len(p.Content) == 0 {
			return false
		}
		if t, ok := p.Content[0].(*Text); !ok || !strings.HasPrefix(t.Value, "☐") && !strings.HasPrefix(t.Value, "☒") && !strings.HasPrefix(t.Value, "☑") {
			return false
		}
	}
	return len(l.Items) > 0 && !l.Ordered
}

// Name gives a node's element and classes: the one vocabulary behind the XHTML tags and the selectors of every
// stylesheet. The classes of the author come after ours. Nodes that are no element (Text, breaks) give "".
//
// Stylesheets may rely on: section.chapter (or another kind), h1–h6, p, p.plain for the text of a tight list item, div.verse > p.stanza >
// span.line, blockquote, ul, ol, li, dl, dt, dd, pre, table, caption, tr, th, td, figure, figcaption, img, hr, nav.contents,
// nav.list-of-figures, nav.list-of-tables (each > ol > li.level-1 > a), div.endnotes > div.notegroup > ol.notes > li.note,
// ul.bibliography > li.work, ul.index > li.entry.level-1, div.titlepage > p.title, p.subtitle, p.creator, p.publisher,
// div.imprint, div.colophon, a.noteref, a.cite, a.xref, em, strong, s, sup, sub, code, span.
func Name(n AnyNode) (element string, classes []string) {
	switch n := n.(type) {
	case *Section:
		element = "section"
		if n.Kind != KindNone {
			classes = append(classes, string(n.Kind))
		} else {
			classes = append(classes, "level-"+strconv.Itoa(n.Level))
		}
	case *Heading:
		element = "h" + strconv.Itoa(min(max(n.Level, 1), 6))
	case *Paragraph:
		element = "p"
		if n.Plain {
			classes = append(classes, "plain")
		}
	case *Verse:
		element, classes = "div", append(classes, "verse")
	case *BlockQuote:
		element = "blockquote"
	case *List:
		element = "ul"
		if n.Ordered {
			element = "ol"
		}
		if n.Tight {
			classes = append(classes, "tight")
		}
		switch {
		case n.tasks():
			classes = append(classes, "task-list")
		case n.Delimiter == ")":
			classes = append(classes, "one-paren")
		case n.Delimiter == "()":
			classes = append(classes, "two-parens")
		}
	case *ListItem:
		element = "li"
	case *DefinitionList:
		element = "dl"
	case *CodeBlock:
		element = "pre"
		if n.Language != "" {
			classes = append(classes, "language-"+n.Language)
		}
	case *Table:
		element = "table"
	case *Row:
		element = "tr"
	case *Cell:
		element = "td"
		if n.Header {
			element = "th"
		}
	case *Figure:
		element = "figure"
	case *Div:
		element = "div"
	case *Break:
		element = "hr"
	case *Contents:
		element = "nav"
		switch n.Of {
		case KindFigures:
			classes = append(classes, "list-of-figures")
		case KindTables:
			classes = append(classes, "list-of-tables")
		default:
			classes = append(classes, "contents")
		}
	case *Endnotes:
		element, classes = "div", append(classes, "endnotes")
	case *Bibliography:
		element, classes = "ul", append(classes, "bibliography")
		if n.Hanging {
			classes = append(classes, "hanging")
		}
		if n.SecondFieldAlign != "" {
			classes = append(classes, "labelled")
		}
	case *Index:
		element, classes = "ul", append(classes, "index")
	case *TitlePage:
		element, classes = "div", append(classes, "titlepage")
	case *TitleLine:
		element, classes = "p", append(classes, string(n.Kind))
	case *Entry:
		element, classes = "li", append(classes, "level-"+strconv.Itoa(n.Level))
		if n.Kind != KindNone {
			classes = append(classes, string(n.Kind))
		}
	case *NoteGroup:
		element, classes = "div", append(classes, "notegroup")
	case *IndexEntry:
		element, classes = "li", append(classes, "entry", "level-"+strconv.Itoa(n.Level))
	case *Imprint:
		element, classes = "div", append(classes, "imprint")
	case *Colophon:
		element, classes = "div", append(classes, "colophon")
	case *Note:
		element, classes = "li", append(classes, "note")
	case *Work:
		element, classes = "li", append(classes, "work")
	case *Emph:
		element = "em"
	case *Strong:
		element = "strong"
	case *Strikeout:
		element = "s"
	case *Superscript:
		element = "sup"
	case *Subscript:
		element = "sub"
	case *Code:
		element = "code"
	case *Span:
		element = "span"
		if n.Element != "" {
			element = n.Element
		}
	case *Link:
		element = "a"
	case *Image:
		element = "img"
	case *NoteRef:
		element, classes = "a", append(classes, "noteref")
	case *Cite:
		element, classes = "span", append(classes, "cite")
	case *CrossRef:
		element, classes = "a", append(classes, "xref")
	case *IndexMark:
		element, classes = "span", append(classes, "index")
	}
	return element, append(classes, n.Base().Classes...)
}
