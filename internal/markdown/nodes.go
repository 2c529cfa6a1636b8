package markdown

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/text"
	"golang.org/x/text/unicode/norm"

	"quire/internal/doc"
)

// inlines parses the text in segments of the source, in a language.
func (r *reading) inlines(segs []text.Segment, language string, cell bool) []doc.Inline {
	items := r.items(segs, cell)
	r.smarten(items, language)
	return r.nodes(items, language)
}

func (r *reading) node(it *item) doc.Node {
	return doc.Node{Span: r.src.span(it.start, it.end), Attr: it.attrs.Attr}
}

// composed replaces letters followed by combining accents with single characters. macOS and PDFs write them apart, but
// searches and hyphenation patterns do not recognize such words. A text without combining accents is returned
// unchanged.
func composed(s string) string {
	if strings.ContainsFunc(s, func(c rune) bool { return c >= 0x0300 && c <= 0x036F }) {
		return norm.NFC.String(s)
	}
	return s
}

// nodes converts items to nodes. Adjacent texts are joined.
func (r *reading) nodes(items []*item, language string) []doc.Inline {
	var out []doc.Inline
	for i := 0; i < len(items); i++ {
		it := items[i]
		switch it.kind {
		case kText, kQuote, kSemicolon, kDelim:
			j := i + 1
			for j < len(items) && items[j].kind <= kDelim {
				j++
			}
			var s strings.Builder
			for _, t := range items[i:j] {
				s.WriteString(t.text)
			}
			if s.Len() > 0 {
				out = append(out, &doc.Text{Node: doc.Node{Span: r.src.span(it.start, items[j-1].end)}, Value: composed(s.String())})
			}
			i = j - 1
		case kTag:
		case kNewPage:
			r.warn(r.src.pos(it.start), "raw-tex", "a page can't begin here; the command is left out", "put it on a line of its own, with empty lines around it")
		default:
			out = append(out, r.inline(it, language))
		}
	}
	return out
}

func (r *reading) inline(it *item, language string) doc.Inline {
	n := r.node(it)
	if n.Lang != "" {
		language = n.Lang
	}
	kids := func() []doc.Inline { return r.nodes(it.kids, language) }
	switch it.kind {
	case kSoft:
		return &doc.SoftBreak{Node: n}
	case kHard:
		return &doc.LineBreak{Node: n}
	case kCode:
		return &doc.Code{Node: n, Value: it.text}
	case kMath:
		return r.mathNode(n, it)
	case kEmph:
		return &doc.Emph{Node: n, Content: kids()}
	case kStrong:
		return &doc.Strong{Node: n, Content: kids()}
	case kStrike:
		return &doc.Strikeout{Node: n, Content: kids()}
	case kSuper:
		return &doc.Superscript{Node: n, Content: kids()}
	case kSub:
		return &doc.Subscript{Node: n, Content: kids()}
	case kMark:
		return &doc.Span{Node: n, Element: "mark", Content: kids()}
	case kSpan:
		if n.HasClass("index") {
			return indexMark(n, &it.attrs, kids())
		}
		return &doc.Span{Node: n, Content: kids()}
	case kElement:
		return &doc.Span{Node: n, Element: it.text, Content: kids()}
	case kLink:
		return r.linkNode(n, it, kids())
	case kImage:
		return r.image(it, kids())
	case kNote:
		return r.inlineNote(n, it, kids())
	case kNoteRef:
		return &doc.NoteMark{Node: n, Label: it.text}
	case kKey:
		m := &doc.CiteMark{Node: n, InText: true, Written: r.written(it)}
		if it.cites == nil {
			m.Items = []doc.CiteItem{{Span: n.Span, Key: it.text, SuppressAuthor: it.suppress, Number: it.bookdown}}
		}
		for _, c := range it.cites {
			m.Items = append(m.Items, r.citeItem(c, language))
		}
		return m
	case kCite:
		m := &doc.CiteMark{Node: n, Written: r.written(it)}
		for _, c := range it.cites {
			m.Items = append(m.Items, r.citeItem(c, language))
		}
		return m
	}
	return &doc.Text{Node: n, Value: it.text}
}

// written gives an item as in the source, on one line.
func (r *reading) written(it *item) string {
	return strings.Join(strings.Fields(string(unescape(r.src.text[it.start:it.end]))), " ")
}

func (r *reading) inlineNote(n doc.Node, it *item, kids []doc.Inline) doc.Inline {
	m := &doc.NoteMark{Node: n}
	if len(kids) == 0 {
		r.warn(n.Span.Pos, "empty-note", "this note is empty", "write its text between the brackets, or delete it")
		return &doc.Span{Node: n}
	}
	span := n.Span
	span.Pos, span.EndLine, span.EndCol = kids[0].Base().Span.Pos, kids[len(kids)-1].Base().Span.EndLine, kids[len(kids)-1].Base().Span.EndCol
	m.Note = []doc.Block{&doc.Paragraph{Node: doc.Node{Span: span}, Content: kids}}
	return m
}

// linkNode turns a link into a cross-reference if its address is only a fragment.
func (r *reading) linkNode(n doc.Node, it *item, content []doc.Inline) doc.Inline {
	if id, ok := strings.CutPrefix(it.url, "#"); ok && id != "" {
		if s, err := url.PathUnescape(id); err == nil {
			id = s
		}
		page := it.attrs.takeClass("page")
		n.Attr = it.attrs.Attr
		return &doc.CrossRef{Node: n, Target: id, Page: page, Number: it.number, Content: content}
	}
	switch {
	case it.url == "":
		r.warn(n.Span.Pos, "empty-link", "this link leads nowhere", "put an address between the parentheses, or write […]{} for a span")
	case len(content) == 0:
		r.warn(n.Span.Pos, "empty-link", "the link to “"+it.url+"” has no text", "write its text between the brackets, or <address> to show the address")
	}
	return &doc.Link{Node: n, URL: it.url, Title: it.title, Content: content}
}

// citeItem reads the locator of a citation.
func (r *reading) citeItem(c *citation, language string) doc.CiteItem {
	start := c.start
	for start < c.end && isSpace(r.src.text[start]) {
		start++
	}
	item := doc.CiteItem{Span: r.src.span(start, c.end), Key: c.key, SuppressAuthor: c.suppress}
	item.Prefix = r.nodes(trimSpace(c.prefix), language)
	suffix := c.suffix
	var s strings.Builder
	n := 0
	for n < len(suffix) && (suffix[n].kind <= kDelim || suffix[n].kind == kSoft) {
		if suffix[n].kind == kSoft {
			suffix[n].kind, suffix[n].text = kText, " "
		}
		s.WriteString(suffix[n].text)
		n++
	}
	label, loc, used := locator(s.String(), language)
	item.Label, item.Locator = label, loc
	for used > 0 {
		it := suffix[0]
		if used < len(it.text) {
			if len(it.text) == it.end-it.start {
				it.start += used
			}
			it.text = it.text[used:]
			break
		}
		used -= len(it.text)
		suffix = suffix[1:]
	}
	item.Suffix = r.nodes(trimSpace(suffix), language)
	return item
}

// trimSpace trims white space at both ends of items.
func trimSpace(items []*item) []*item {
	for len(items) > 0 {
		if it := items[0]; it.kind == kSoft || it.kind == kText && !it.literal && strings.Trim(it.text, " \t") == "" {
			items = items[1:]
			continue
		}
		break
	}
	for len(items) > 0 {
		if it := items[len(items)-1]; it.kind == kSoft || it.kind == kText && !it.literal && strings.Trim(it.text, " \t") == "" {
			items = items[:len(items)-1]
			continue
		}
		break
	}
	if len(items) > 0 {
		if it := items[0]; it.kind == kText && !it.literal {
			cut := strings.TrimLeft(it.text, " \t")
			if len(it.text) == it.end-it.start {
				it.start += len(it.text) - len(cut)
			}
			it.text = cut
		}
		if it := items[len(items)-1]; it.kind == kText && !it.literal {
			cut := strings.TrimRight(it.text, " \t")
			if len(it.text) == it.end-it.start {
				it.end -= len(it.text) - len(cut)
			}
			it.text = cut
		}
	}
	return items
}

// imageLength matches the length of an image: a CSS length, a percentage, or a number of pixels.
var imageLength = regexp.MustCompile(`^([0-9]{0,4}(?:\.[0-9]{1,6})?)\s*(%|em|rem|ex|ch|px|pt|pc|mm|cm|in|inch|vw|vh|\\(?:text|line|column)width|\\textheight)?$`)

// imageLength reads a width or a height. "inch" is Pandoc's other word for "in"; A multiple of TeX's \textwidth is a
// share of the measure.
func (r *reading) imageLength(it *item, key, value string) string {
	value = strings.TrimSpace(value)
	m := imageLength.FindStringSubmatch(value)
	if m == nil || value == "" || m[1] == "." {
		r.warn(r.src.pos(it.start), "bad-attributes", fmt.Sprintf("the %s “%s” of this image is no length", key, value),
			"write "+key+"=60%, "+key+"=5cm or "+key+"=12em, for example; the image is shown as if it had none")
		return ""
	}
	number, unit := m[1], m[2]
	switch {
	case unit == "":
		unit = "px"
	case unit == "inch":
		unit = "in"
	case unit[0] == '\\':
		f, err := strconv.ParseFloat(number, 64)
		if number == "" {
			f, err = 1, nil
		}
		if err != nil {
			return ""
		}
		number, unit = strconv.FormatFloat(f*100, 'f', -1, 64), "%"
		if len(number) > 7 {
			number = number[:7]
		}
	}
	if strings.HasPrefix(number, ".") {
		number = "0" + number
	}
	if number == "" || strings.Trim(number, "0.") == "" {
		return ""
	}
	return number + unit
}

// image reads the attributes of an image: alt, width and height. Without alt its bracketed text is used.
func (r *reading) image(it *item, caption []doc.Inline) *doc.Image {
	a := it.attrs
	a.KeyVals = slices.Clone(a.KeyVals)
	img := &doc.Image{Title: it.title, Path: it.url}
	alt, given := a.take("alt")
	if !given {
		alt, given = a.take("fig-alt") // Quarto's word
	}
	if width, ok := a.take("width"); ok {
		img.Width = r.imageLength(it, "width", width)
	}
	if height, ok := a.take("height"); ok {
		img.Height = r.imageLength(it, "height", height)
	}
	img.Alt = alt
	img.Decorative = given && strings.TrimSpace(alt) == ""
	if !given {
		img.Alt = strings.Join(strings.Fields(doc.PlainText(caption)), " ")
	}
	img.Node = doc.Node{Span: r.src.span(it.start, it.end), Attr: a.Attr}
	return img
}
