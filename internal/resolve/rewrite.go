package resolve

import "quire/internal/doc"

// rewriteBlocks replaces every list of inlines within blocks by what f makes of it, innermost lists first and
// otherwise in reading order. It does not follow calls of notes.
func rewriteBlocks(bs []doc.Block, f func([]doc.Inline) []doc.Inline) {
	for _, b := range bs {
		rewriteBlock(b, f)
	}
}

func rewriteBlock(b doc.Block, f func([]doc.Inline) []doc.Inline) {
	in := func(is []doc.Inline) []doc.Inline { return rewriteInlines(is, f) }
	switch b := b.(type) {
	case *doc.Section:
		if b.Heading != nil {
			rewriteBlock(b.Heading, f)
		}
		rewriteBlocks(b.Blocks, f)
	case *doc.Heading:
		b.Content = in(b.Content)
	case *doc.Paragraph:
		b.Content = in(b.Content)
	case *doc.Verse:
		for _, s := range b.Stanzas {
			for i := range s.Lines {
				s.Lines[i].Content = in(s.Lines[i].Content)
			}
		}
	case *doc.BlockQuote:
		rewriteBlocks(b.Blocks, f)
	case *doc.List:
		for _, it := range b.Items {
			rewriteBlocks(it.Blocks, f)
		}
	case *doc.DefinitionList:
		for _, d := range b.Items {
			for i := range d.Terms {
				d.Terms[i] = in(d.Terms[i])
			}
			for _, def := range d.Defs {
				rewriteBlocks(def, f)
			}
		}
	case *doc.Table:
		b.Caption = in(b.Caption)
		for _, rows := range [][]*doc.Row{b.Head, b.Body} {
			for _, r := range rows {
				for _, c := range r.Cells {
					c.Content = in(c.Content)
					rewriteBlocks(c.Blocks, f)
				}
			}
		}
	case *doc.Figure:
		b.Caption = in(b.Caption)
	case *doc.Div:
		rewriteBlocks(b.Blocks, f)
	}
}

func rewriteInlines(is []doc.Inline, f func([]doc.Inline) []doc.Inline) []doc.Inline {
	for _, i := range is {
		if c := doc.Content(i); c != nil {
			*c = rewriteInlines(*c, f)
		}
	}
	return f(is)
}
