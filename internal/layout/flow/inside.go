package flow

import (
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/para"
	"quire/internal/style"
)

// inside prepares the content of an inline element: fill adds it, and note is the note that it calls. inner is the scope of the
// element, which gets its tag and its link.
func (in *inliner) inside(sc scope, inner *scope, i doc.Inline) (fill func(), note *Insertion) {
	own := i.Base().Lang
	content := func(is []doc.Inline) func() { return func() { in.inlines(*inner, is) } }
	tag := func(role string) {
		inner.tag = sc.tag.Add(role)
		inner.tag.Source = source(i, 0)
		if own != "" && own != sc.el.Lang {
			inner.tag.Lang = own
		}
	}
	if own != "" && own != sc.el.Lang {
		switch i.(type) {
		case *doc.Emph, *doc.Strong, *doc.Span, *doc.Strikeout:
			tag("Span")
		}
	}
	fill = func() {}
	switch i := i.(type) {
	case *doc.Emph, *doc.Strong, *doc.Strikeout, *doc.Superscript:
		fill = content(*doc.Content(i))
	case *doc.Subscript:
		fill = content(i.Content)
	case *doc.Code:
		tag("Code")
		fill = in.asCode(func() { in.text(*inner, i.Value, source(i, 0), i.Span.Pos) })
	case *doc.Math:
		inner.tag = formulaTag(sc, i)
		fill = func() { in.formula(sc, inner, i) }
	case *doc.Span:
		switch i.Element {
		case "q":
			tag("Quote")
		case "code", "kbd", "samp":
			tag("Code")
			return in.asCode(content(i.Content)), nil
		case "abbr":
			tag("Span")
			inner.tag.Expansion = i.Value("title")
		case "ruby":
			tag("Ruby")
			return func() { in.ruby(*inner, i.Content) }, nil
		case "rb", "rt", "rp":
			if sc.tag != nil && sc.tag.Role == "Ruby" {
				tag(strings.ToUpper(i.Element))
			}
		}
		fill = content(i.Content)
	case *doc.IndexMark:
		fill = content(i.Content)
	case *doc.Link:
		tag("Link")
		inner.link = &para.Link{URI: i.URL, Contents: lang.Phrase(sc.lang.Lang, lang.WebPage, i.URL), Tag: inner.tag}
		if i.Target != "" {
			inner.link = &para.Link{Dest: i.Target, Contents: doc.PlainText(i.Content), Tag: inner.tag}
		}
		fill = content(i.Content)
	case *doc.CrossRef:
		tag("Reference")
		inner.tag = inner.tag.Add("Link")
		inner.link = &para.Link{Dest: i.Target, Contents: doc.PlainText(i.Content), Tag: inner.tag}
		fill = content(i.Content)
	case *doc.Cite:
		fill = content(i.Page)
	case *doc.NoteRef:
		tag("Reference")
		inner.tag = inner.tag.Add("Link")
		return in.noteRef(sc, inner, i)
	case *doc.Image:
		inner.tag = nil // what only decorates is an artifact
		if !i.Decorative {
			tag("Figure")
			inner.tag.Alt = i.Alt
		}
		fill = func() { in.inlinePicture(sc, inner, i) }
	}
	return fill, note
}

// noteRef gives the text of a note's reference, and the note, if it stands at the foot of the page and is called here.
func (in *inliner) noteRef(sc scope, inner *scope, i *doc.NoteRef) (fill func(), note *Insertion) {
	id := ""
	if i.Note != nil {
		id = i.Note.ID
	}
	inner.link = &para.Link{Dest: id, Contents: lang.Phrase(sc.lang.Lang, lang.NoteNumber, i.Number), Tag: inner.tag}
	inner.noBreakBefore = true
	in.trimSpace()
	if i.Note != nil && in.c.book.NotesAtFoot && !sc.echo {
		note = in.c.call(sc, inner, i)
	}
	fill = func() {
		if note == nil || inner.st.ContentNormal {
			in.text(*inner, i.Number, source(i, 0), i.Span.Pos)
			return
		}
		from := len(in.out)
		in.contents(*inner, inner.st.Content) // what the sheet says of ::footnote-call
		for k := from; k < len(in.out); k++ {
			in.out[k].Source, in.out[k].Pos, in.out[k].NoBreakBefore = source(i, 0), i.Span.Pos, true
		}
	}
	return fill, note
}

// inlinePicture adds a picture to the line.
func (in *inliner) inlinePicture(sc scope, inner *scope, i *doc.Image) {
	pic := in.c.picture(i, inner.st, inner.tag)
	if pic == nil {
		return
	}
	in.out = append(in.out, para.Segment{
		Kind: para.PictureSegment, Text: "\uFFFC", Style: inner.st, Lang: sc.lang, Tag: inner.tag, Link: sc.link,
		Picture: &pic.Picture, Source: source(i, 0), Pos: i.Span.Pos,
	})
	in.space = false
}

// ruby adds the parts of a ruby, of which the base may stand there without an element of its own (ISO 32000-1, table 338).
func (in *inliner) ruby(sc scope, is []doc.Inline) {
	part := func(i doc.Inline) bool {
		s, ok := i.(*doc.Span)
		return ok && (s.Element == "rb" || s.Element == "rt" || s.Element == "rp")
	}
	for from, to := 0, 0; from < len(is); from = to {
		base := sc
		if to = from + 1; !part(is[from]) {
			for to < len(is) && !part(is[to]) {
				to++
			}
			base.tag = sc.tag.Add("RB")
			base.tag.Source = source(is[from], 0)
		}
		in.inlines(base, is[from:to])
	}
}

// attributes adds attributes that the author did not write, for selectors and attr(): the target of a link, the number of a
// note, and whether a reference gives the page.
func attributes(el *style.Element, i doc.Inline) {
	switch i := i.(type) {
	case *doc.Link:
		if i.Target != "" {
			el.AddAttr("href", "#"+i.Target)
		} else {
			el.AddAttr("href", i.URL)
		}
	case *doc.CrossRef:
		el.AddAttr("href", "#"+i.Target)
		if i.Page {
			el.Classes = append(el.Classes[:len(el.Classes):len(el.Classes)], "page")
		}
	case *doc.NoteRef:
		if i.Note != nil {
			el.AddAttr("href", "#"+i.Note.ID)
		}
		el.Number = i.Number
	}
}
