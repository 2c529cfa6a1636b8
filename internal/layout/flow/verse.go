package flow

import (
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/style"
)

// verses adds div.verse > p.stanza > span.line.
func (c *collector) verses(f frame, v *doc.Verse) {
	name, classes := doc.Name(v)
	c.block(f, f.element(name, classes, &v.Node), &v.Node, "Verse", len(v.Stanzas), func(in frame) {
		for _, stanza := range v.Stanzas {
			c.block(in, in.element("p", []string{"stanza"}, nil), nil, "Stanza", len(stanza.Lines), func(in frame) {
				for i, line := range stanza.Lines {
					c.verseLine(in, v, line.Indent, line.Content, i+1 < len(stanza.Lines))
				}
			})
		}
	})
}

// verseLine adds a line of verse; joined says that another follows in its stanza.
func (c *collector) verseLine(f frame, v *doc.Verse, indent int, content []doc.Inline, joined bool) {
	c.block(f, f.element("span", []string{"line"}, nil), nil, "Line", 0, func(in frame) {
		by := dimen.Length(indent) * in.st.FontSize
		in.x += by
		in.width = max(in.width-by, dimen.PT)
		lf := c.paragraph(in, v.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, content) })
		if lf != nil {
			lf.Text.Joined = joined
		}
	})
}

// fitContent narrows leaves to the width of the longest line among them (width: fit-content), and where the margins are auto
// puts them in the middle.
func (c *collector) fitContent(leaves []*Leaf, in frame, st *style.Style, bx *Box) {
	w := dimen.Length(0)
	for _, lf := range leaves {
		own := lf.Width
		if lf.Text != nil {
			_, own = c.setter.Shape(lf.Text).Extent()
		} else if lf.Picture != nil {
			own = lf.Picture.Width
		}
		w = max(w, lf.X-in.x+own)
	}
	spare := in.width - w
	if spare <= 0 {
		return
	}
	shift := dimen.Length(0)
	switch {
	case st.Margin[style.SideLeft].Auto && st.Margin[style.SideRight].Auto:
		shift = spare / 2
	case st.Margin[style.SideLeft].Auto, st.RightToLeft && !st.Margin[style.SideRight].Auto:
		shift = spare
	}
	for _, lf := range leaves {
		// A leaf may have been narrowed already, within a box of the same kind.
		lf.Width = max(min(lf.Width, w-(lf.X-in.x)), dimen.PT)
		lf.X += shift
	}
	if bx != nil {
		bx.X += shift
		bx.Width -= spare
	}
}
