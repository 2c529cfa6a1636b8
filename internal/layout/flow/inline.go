package flow

import (
	"strings"
	"unicode/utf8"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// inliner collects the inlines of one paragraph.
type inliner struct {
	c     *collector
	out   []para.Segment
	space bool // the text so far ends in a space, or there is none: a further space collapses
}

// scope is what an inline element hands down to the inlines in it.
type scope struct {
	el            *style.Element
	st            *style.Style
	firstLine     *style.Style // st as it is in the first line of the paragraph; nil: that line has no style of its own
	tag           *page.Tag
	lang          *para.Language
	link          *para.Link
	decoration    style.Decoration
	decoratedBy   *style.Style // whose text-decoration it is; nil: that of the text
	boxes         []*para.InlineBox
	shift         dimen.Length
	noBreakBefore bool
	echo          bool // what is said here stands elsewhere: it calls no notes
}

// text adds characters from a source, with white space collapsed as the style says (css-text-3, §4.1).
func (in *inliner) text(sc scope, s string, src page.Source, pos diag.Pos) {
	if s == "" {
		return
	}
	// text-transform changes only the look: ActualText keeps the words as they are (css-text-3, §2.1).
	if sc.tag != nil && sc.st.TextTransform != style.TransformNone && transform(s, sc) != s {
		sc.tag = sc.tag.Add("Span")
		sc.tag.ActualText = in.said(s)
	}
	add := func(text string, from int) {
		if text == "" {
			return
		}
		if sc.st.TextTransform != style.TransformNone {
			text = transform(text, sc)
		}
		in.out = append(in.out, para.Segment{
			Text: text, Style: sc.st, FirstLine: sc.firstLine, Lang: sc.lang, Tag: sc.tag, From: from,
			Source: src, Pos: pos, Link: sc.link, Decoration: sc.decoration, DecoratedBy: sc.decoratedBy, Boxes: sc.boxes, Shift: sc.shift, NoBreakBefore: sc.noBreakBefore,
		})
	}
	ws := sc.st.WhiteSpace
	if ws == style.Pre || ws == style.PreWrap {
		for from := 0; ; {
			n := strings.IndexByte(s[from:], '\n')
			if n < 0 {
				add(s[from:], from)
				in.space = false
				return
			}
			add(s[from:from+n], from)
			in.out = append(in.out, para.Segment{Kind: para.BreakSegment, Style: sc.st, Lang: sc.lang, Tag: sc.tag})
			from += n + 1
		}
	}
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if !spacing(rune(c)) {
			in.space = false
			i++
			continue
		}
		j := i
		for j < len(s) && spacing(rune(s[j])) {
			j++
		}
		if ws == style.PreLine && strings.Contains(s[i:j], "\n") {
			add(s[start:i], start)
			in.out = append(in.out, para.Segment{Kind: para.BreakSegment, Style: sc.st, Lang: sc.lang, Tag: sc.tag})
			in.space, start = true, j
			i = j
			continue
		}
		switch {
		case in.space:
			add(s[start:i], start)
			start = j
		case j-i > 1 || c != ' ':
			add(s[start:i], start)
			add(" ", i)
			start = j
		}
		in.space = true
		i = j
	}
	add(s[start:], start)
}

// said collapses the white space of a text to single spaces. At the start it drops a space that follows another.
func (in *inliner) said(s string) string {
	words := strings.Join(strings.FieldsFunc(s, spacing), " ")
	if words != "" && spacing(rune(s[0])) && !in.space {
		words = " " + words
	}
	if spacing(rune(s[len(s)-1])) {
		words += " "
	}
	return words
}

// spacing reports whether a character is white space that collapses.
func spacing(c rune) bool { return strings.ContainsRune(" \n\t\r", c) }

func transform(s string, sc scope) string {
	switch sc.st.TextTransform {
	case style.Uppercase:
		return lang.Upper(sc.lang.Lang, s)
	case style.Lowercase:
		return lang.Lower(sc.lang.Lang, s)
	case style.Capitalize:
		return lang.Title(sc.lang.Lang, s)
	}
	return s
}

// inlines adds a list of inlines as children of sc.
func (in *inliner) inlines(sc scope, is []doc.Inline) {
	names := []string{}
	for _, i := range is {
		if name, _ := doc.Name(i); name != "" {
			names = append(names, name)
		}
	}
	var prev *style.Element
	at := 0
	for _, i := range is {
		name, classes := doc.Name(i)
		if name == "" {
			in.plain(sc, i)
			continue
		}
		at++
		base := i.Base()
		el := &style.Element{Name: name, Classes: classes, ID: base.ID, Lang: sc.el.Lang, Attrs: attributesOf(base), Parent: sc.el, Prev: prev, Index: at, Count: len(names), Later: names[at:], Empty: empty(i)}
		if base.Lang != "" {
			el.Lang = base.Lang
		}
		prev = el
		in.element(sc, el, i)
	}
}

// empty reports whether an inline element has nothing in it.
func empty(i doc.Inline) bool {
	switch i := i.(type) {
	case *doc.Image:
		return true
	case *doc.Span:
		return len(i.Content) == 0
	case *doc.IndexMark:
		return len(i.Content) == 0
	case *doc.Code:
		return i.Value == ""
	}
	return false
}

// plain adds the inlines that are no elements.
func (in *inliner) plain(sc scope, i doc.Inline) {
	switch i := i.(type) {
	case *doc.Text:
		n := len(in.out)
		in.text(sc, i.Value, source(i, 0), i.Span.Pos)
		for k := n; k < len(in.out); k++ {
			s := &in.out[k]
			s.Pos, s.Literal = i.Span.At(i.Value, s.From), i.Span.At(i.Value, len(i.Value)) != i.Span.Pos
		}
	case *doc.SoftBreak:
		in.softBreak(sc)
	case *doc.LineBreak:
		in.trimSpace()
		in.out = append(in.out, para.Segment{Kind: para.BreakSegment, Style: sc.st, Lang: sc.lang, Tag: sc.tag})
		in.space = true
	}
}

func source(n interface{ Base() *doc.Node }, offset int) page.Source {
	return page.Source{Node: int32(n.Base().Num), Offset: offset}
}

// softBreak adds a line end of the source. It becomes a space. After a character of a script without spaces it becomes nothing,
// and if white-space keeps line ends, it stays one.
func (in *inliner) softBreak(sc scope) {
	if ws := sc.st.WhiteSpace; ws == style.Pre || ws == style.PreWrap || ws == style.PreLine {
		in.plain(sc, &doc.LineBreak{})
		return
	}
	if n := len(in.out); n > 0 {
		r, _ := utf8.DecodeLastRuneInString(in.out[n-1].Text)
		if r >= 0x2E80 && r < 0xA960 || r >= 0xFF00 && r < 0xFFF0 {
			in.space = true
			return
		}
	}
	in.text(sc, " ", page.Source{}, diag.Pos{})
}

// trimSpace removes a space that would end a line.
func (in *inliner) trimSpace() {
	for n := len(in.out); n > 0; n = len(in.out) {
		s := &in.out[n-1]
		if (s.Kind == para.AnchorSegment || s.Kind == para.IsolateSegment) && n > 1 && in.out[n-2].Kind == para.TextSegment {
			s = &in.out[n-2]
		}
		if s.Kind != para.TextSegment || s.Style.WhiteSpace == style.Pre || s.Style.WhiteSpace == style.PreWrap || !strings.HasSuffix(s.Text, " ") {
			return
		}
		s.Text = strings.TrimSuffix(s.Text, " ")
		if s.Text != "" || s != &in.out[n-1] {
			return
		}
		in.out = in.out[:n-1]
	}
}

// element adds an inline element with its generated content.
func (in *inliner) element(sc scope, el *style.Element, i doc.Inline) {
	base := i.Base()
	attributes(el, i)
	st := in.c.cascade.Style(el)
	if st.Display == style.DisplayNone {
		return
	}
	inner := sc
	inner.el, inner.st = el, st
	if sc.firstLine != nil {
		inner.firstLine = in.c.cascade.Under(el, sc.firstLine)
	}
	inner.decoration |= st.Decoration
	if st.Decoration != 0 {
		inner.decoratedBy = st
	}
	inner.shift += baselineShift(st, sc.st)
	if base.Lang != "" {
		inner.lang = in.c.language(base.Lang)
	}
	fill, note := in.inside(sc, &inner, i)
	if base.ID != "" {
		in.out = append(in.out, para.Segment{Kind: para.AnchorSegment, Style: st, Lang: inner.lang, Tag: inner.tag, Mark: &Anchor{IDs: []AnchorID{{Name: base.ID}}, IDTags: []*page.Tag{inner.tag}, Note: note}})
	}
	if i, ok := i.(*doc.NoteRef); ok && i.Note == nil {
		return
	}
	in.c.count(el.Parent, st)
	in.c.counted(base.ID)
	from, strings := len(in.out), &Anchor{}
	if len(st.StringSet) > 0 {
		in.out = append(in.out, para.Segment{Kind: para.AnchorSegment, Style: st, Lang: inner.lang, Tag: inner.tag, Mark: strings})
	}
	_, isPicture := i.(*doc.Image)
	apart := !isPicture && (st.Display == style.Block || st.Display == style.ListItem)
	if apart {
		in.block(sc)
	}
	open, end := isolate(el)
	var bx *para.InlineBox
	if !isPicture {
		bx = para.NewInlineBox(st, inner.shift)
	}
	if bx != nil {
		inner.boxes = append(inner.boxes[:len(inner.boxes):len(inner.boxes)], bx)
		in.edge(inner, bx, true)
	}
	in.direct(inner, open)
	in.generated(inner, "before")
	fill()
	in.generated(inner, "after")
	in.direct(inner, end)
	if bx != nil {
		in.edge(inner, bx, false)
	}
	if apart {
		in.block(sc)
	}
	for _, s := range st.StringSet {
		a := &Assignment{name: s.Name}
		a.Value = in.c.stringValue(frame{el: el, st: st, lang: inner.lang}, s.Content, segmentsText(in.out[from:]))
		strings.Sets = append(strings.Sets, a)
	}
	in.c.leave(el)
}

// block ends the line, if there is one, before and after a block within a paragraph (CSS 2.2, §9.2.1.1).
func (in *inliner) block(sc scope) {
	in.trimSpace()
	for n := len(in.out) - 1; n >= 0 && in.out[n].Kind != para.BreakSegment; n-- {
		if in.out[n].Kind != para.AnchorSegment && in.out[n].Kind != para.IsolateSegment {
			in.out = append(in.out, para.Segment{Kind: para.BreakSegment, Style: sc.st, Lang: sc.lang, Tag: sc.tag, Mark: blockBreak{}})
			break
		}
	}
	in.space = true
}

// end removes what is not seen at the end of the paragraph: a space, or the break after a block.
func (in *inliner) end() {
	in.trimSpace()
	for n := len(in.out) - 1; n >= 0 && (in.out[n].Kind == para.AnchorSegment || in.out[n].Kind == para.IsolateSegment || in.out[n].Mark == (blockBreak{})); n-- {
		if in.out[n].Mark == (blockBreak{}) {
			in.out = append(in.out[:n], in.out[n+1:]...)
			break
		}
	}
}

// baselineShift is how far vertical-align moves an inline, upwards.
func baselineShift(st, parent *style.Style) dimen.Length {
	switch st.VerticalAlign {
	case style.Super:
		return parent.FontSize / 3
	case style.Sub:
		return -parent.FontSize / 5
	case style.Shifted:
		return st.BaselineShift
	case style.Middle:
		return parent.FontSize/4 - st.FontSize/4
	}
	return 0
}
