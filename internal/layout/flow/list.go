package flow

import (
	"slices"

	"quire/internal/doc"
	"quire/internal/layout/para"
	"quire/internal/style"
)

// marker makes the ::marker of a list item from its content property or, if that is normal, from text. of is the frame of the list,
// at whose edge the marker stands.
func (c *collector) marker(f frame, pseudo string, of frame, text string, back *para.Link) {
	il := &inliner{c: c, space: true}
	st := c.cascade.Pseudo(f.el, pseudo)
	if st == nil {
		st = c.cascade.Anonymous(f.st)
	}
	sc := scope{el: f.el, st: st, tag: f.tag.Add("Lbl"), lang: f.lang}
	if back != nil {
		sc.tag = sc.tag.Add("Link")
		back.Tag, sc.link = sc.tag, back
	}
	if st.ContentNormal {
		if text == "" {
			f.tag.Children = f.tag.Children[:len(f.tag.Children)-1]
			return
		}
		il.contents(sc, []style.Content{{Text: text}})
	} else {
		il.contents(sc, st.Content)
	}
	if len(il.out) == 0 {
		f.tag.Children = f.tag.Children[:len(f.tag.Children)-1]
		return
	}
	if st.ListInside {
		c.lead = append(c.lead, il.out...)
		return
	}
	c.markers = append(c.markers, pendingMarker{segs: il.out, el: f.el, st: st, x: of.x, right: of.x + of.width})
}

func (c *collector) list(f frame, l *doc.List) {
	name, classes := doc.Name(l)
	el := f.element(name, classes, &l.Node)
	c.block(f, el, &l.Node, "L", len(l.Items), func(in frame) {
		kindOf := func(st *style.Style) style.ListStyleType {
			if l.Ordered && l.Style != "" && l.Style != "disc" && l.Style != "decimal" {
				return style.ListStyleType{Counter: l.Style} // which the text says; of plain figures the stylesheet has its say
			}
			return st.ListStyleType
		}
		in.tag.ListNumbering = numbering(kindOf(in.st).Counter)
		start := l.Start
		if !l.Ordered {
			start = 1 // items that show no number are counted all the same
		}
		for i, it := range l.Items {
			name, classes := doc.Name(it)
			n := start + i
			el := in.element(name, classes, &it.Node)
			st := c.cascade.Style(el)
			marker := kindOf(st)
			kind := marker.Counter
			prefix, suffix := c.sheet.CounterAffixes(kind)
			affixed := (l.Ordered || st.ListStyleType != in.st.ListStyleType) && c.sheet.OwnCounterStyle(kind) && (l.Delimiter == "" || l.Delimiter == ".")
			el.Number = c.sheet.CounterText(n, kind)
			el.AddAttr("marker", delimited(el.Number, l.Delimiter))
			c.item(in.el, n)
			c.block(in, el, &it.Node, "LI", len(it.Blocks), func(li frame) {
				text := ""
				switch {
				case kind == "":
					text = marker.Text
				case kind == "none":
				case affixed:
					text = prefix + c.sheet.CounterText(n, kind) + suffix
				case l.Ordered:
					text = delimited(c.sheet.CounterText(n, kind), l.Delimiter) + "\u2002"
				default:
					text = c.sheet.CounterText(n, kind) + "\u2002"
				}
				if li.st.Display == style.ListItem {
					c.marker(li, "marker", in, text, nil)
				}
				li.tag = li.tag.Add("LBody")
				c.blocks(li, it.Blocks)
			})
		}
	})
}

// delimited adds to a number the delimiter that the author wrote with it.
func delimited(number, delimiter string) string {
	switch delimiter {
	case ")":
		return number + ")"
	case "()":
		return "(" + number + ")"
	}
	return number + "."
}

func numbering(kind string) string {
	switch kind {
	case "decimal", "decimal-leading-zero":
		return "Decimal"
	case "lower-roman":
		return "LowerRoman"
	case "upper-roman":
		return "UpperRoman"
	case "lower-alpha", "lower-latin":
		return "LowerAlpha"
	case "upper-alpha", "upper-latin":
		return "UpperAlpha"
	case "disc":
		return "Disc"
	case "circle":
		return "Circle"
	case "square":
		return "Square"
	}
	return "None"
}

// definitions adds a definition list: dl > dt + dd.
func (c *collector) definitions(f frame, d *doc.DefinitionList) {
	name, classes := doc.Name(d)
	n := 0
	for _, it := range d.Items {
		n += len(it.Terms) + len(it.Defs)
	}
	c.block(f, f.element(name, classes, &d.Node), &d.Node, "L", n, func(in frame) {
		in.tag.ListNumbering = "None"
		for _, it := range d.Items {
			in.children.names = append(in.children.names, slices.Concat(slices.Repeat([]string{"dt"}, len(it.Terms)), slices.Repeat([]string{"dd"}, len(it.Defs)))...)
		}
		for _, it := range d.Items {
			li := in.tag.Add("LI")
			if it.ID != "" {
				c.ids, c.idTags = append(c.ids, it.ID), append(c.idTags, li)
			}
			item := in
			item.tag = li
			for _, t := range it.Terms {
				c.block(item, in.element("dt", nil, nil), nil, "Lbl", 0, func(dt frame) {
					c.paragraph(dt, it.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, t) })
				})
			}
			for _, def := range it.Defs {
				c.block(item, in.element("dd", nil, nil), nil, "LBody", len(def), func(dd frame) { c.blocks(dd, def) })
			}
		}
	})
}
