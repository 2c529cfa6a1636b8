package doc

import "strings"

// Walk visits a node and, where visit returns true, all that is in it, in reading order. A Note is visited where
// it is listed (in Endnotes or Book.Notes), never through its calls; a Cite's two wordings are not visited, for
// which of them is read depends on the reader.
func Walk(n AnyNode, visit func(n AnyNode) bool) {
	if !visit(n) {
		return
	}
	EachChild(n, func(c AnyNode) { Walk(c, visit) })
}

// WalkBlocks walks a list of blocks.
func WalkBlocks(bs []Block, visit func(n AnyNode) bool) {
	for _, b := range bs {
		Walk(b, visit)
	}
}

// WalkInlines walks a list of inlines.
func WalkInlines(is []Inline, visit func(n AnyNode) bool) {
	for _, i := range is {
		Walk(i, visit)
	}
}

// EachChild calls f for every direct child of n, in reading order.
func EachChild(n AnyNode, f func(n AnyNode)) {
	blocks := func(bs []Block) {
		for _, b := range bs {
			f(b)
		}
	}
	inlines := func(is []Inline) {
		for _, i := range is {
			f(i)
		}
	}
	switch n := n.(type) {
	case *Section:
		if n.Heading != nil {
			f(n.Heading)
		}
		blocks(n.Blocks)
	case *Heading:
		inlines(n.Content)
	case *Paragraph:
		inlines(n.Content)
	case *Verse:
		for _, s := range n.Stanzas {
			for _, l := range s.Lines {
				inlines(l.Content)
			}
		}
	case *BlockQuote:
		blocks(n.Blocks)
	case *List:
		for _, it := range n.Items {
			f(it)
		}
	case *ListItem:
		blocks(n.Blocks)
	case *DefinitionList:
		for _, d := range n.Items {
			f(d)
		}
	case *Definition:
		for _, t := range n.Terms {
			inlines(t)
		}
		for _, d := range n.Defs {
			blocks(d)
		}
	case *Table:
		inlines(n.Caption)
		for _, r := range n.Head {
			f(r)
		}
		for _, r := range n.Body {
			f(r)
		}
	case *Row:
		for _, c := range n.Cells {
			f(c)
		}
	case *Cell:
		inlines(n.Content)
	case *Figure:
		f(n.Image)
		inlines(n.Caption)
	case *Div:
		blocks(n.Blocks)
	case *Endnotes:
		inlines(n.Title)
		for _, g := range n.Groups {
			for _, note := range g.Notes {
				f(note)
			}
		}
	case *Bibliography:
		for _, w := range n.Entries {
			f(w)
		}
	case *TitlePage:
		for _, l := range n.Lines {
			f(l)
		}
	case *TitleLine:
		inlines(n.Content)
	case *Imprint:
		blocks(n.Blocks)
	case *Colophon:
		blocks(n.Blocks)
	case *Note:
		blocks(n.Blocks)
	case *Work:
		inlines(n.Label)
		inlines(n.Content)
		blocks(n.Annotation)
	case *NoteMark:
		blocks(n.Note)
	case Inline:
		if c := Content(n); c != nil {
			inlines(*c)
		}
	}
}

// Content gives what an inline has within it, to be read or rewritten; nil for one that is not made to hold inlines.
func Content(i Inline) *[]Inline {
	switch i := i.(type) {
	case *Emph:
		return &i.Content
	case *Strong:
		return &i.Content
	case *Strikeout:
		return &i.Content
	case *Superscript:
		return &i.Content
	case *Subscript:
		return &i.Content
	case *Span:
		return &i.Content
	case *Link:
		return &i.Content
	case *CrossRef:
		return &i.Content
	case *IndexMark:
		return &i.Content
	}
	return nil
}

// PlainText gives the characters of inlines without any mark-up; note calls are left out, line ends are spaces,
// images give their alternative text, citations the wording for the page.
func PlainText(is []Inline) string {
	var b strings.Builder
	plainText(&b, is)
	return b.String()
}

func plainText(b *strings.Builder, is []Inline) {
	WalkInlines(is, func(n AnyNode) bool {
		switch n := n.(type) {
		case *Text:
			b.WriteString(n.Value)
		case *Code:
			b.WriteString(n.Value)
		case *SoftBreak, *LineBreak:
			b.WriteByte(' ')
		case *Image:
			b.WriteString(n.Alt)
		case *Cite:
			plainText(b, n.Page)
		case *NoteMark:
			return false
		}
		return true
	})
}
