package layout

import (
	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// margins sets the margin boxes of a page: running heads and folios (css-page-3, §5).
func (m *maker) margins(o *placer, s sheetOf, st *style.Page) {
	for i, box := range st.Boxes {
		if box == nil {
			continue
		}
		segs := m.boxText(s, box)
		if len(segs) == 0 {
			continue
		}
		p := &paragraph{segs: segs, st: box, lang: segs[0].lang}
		r := marginRect(style.Margin(i), o.pg, st)
		pad := func(k int) dimen.Length { return box.Padding[k].Of(o.pg.Width) + box.Margin[k].Of(o.pg.Width) }
		r.X += pad(3)
		r.W -= pad(3) + pad(1)
		r.Y += pad(0)
		r.H -= pad(0) + pad(2)
		if r.W <= 0 {
			continue
		}
		m.setter.paragraph(p, r.W)
		o.art = page.ArtifactHeader
		if r.Y > o.pg.Height/2 {
			o.art = page.ArtifactFooter
		}
		lines := len(p.ways[0].lines)
		height := dimen.Length(lines) * box.LineHeight
		y := r.Y
		switch box.VerticalAlign {
		case style.Middle:
			y += (r.H - height) / 2
		case style.Bottom:
			y += r.H - height
		}
		base := m.setter.baseline(box)
		for k := range lines {
			o.line(p, &p.ways[p.natural], k, r.X, y+base+dimen.Length(k)*box.LineHeight)
		}
		o.art = ""
	}
}

// marginRect is the area of a margin box. The three along a side share its whole length: each is set at its own place
// in it, and as running heads are short they don't meet.
func marginRect(i style.Margin, pg *page.Page, st *style.Page) page.Rect {
	top, right := st.Style.Margin[0].Of(pg.Height), st.Style.Margin[1].Of(pg.Width)
	bottom, left := st.Style.Margin[2].Of(pg.Height), st.Style.Margin[3].Of(pg.Width)
	inner := page.Rect{X: left, Y: top, W: pg.Width - left - right, H: pg.Height - top - bottom}
	switch i {
	case style.TopLeftCorner:
		return page.Rect{W: left, H: top}
	case style.TopRightCorner:
		return page.Rect{X: pg.Width - right, W: right, H: top}
	case style.BottomLeftCorner:
		return page.Rect{Y: pg.Height - bottom, W: left, H: bottom}
	case style.BottomRightCorner:
		return page.Rect{X: pg.Width - right, Y: pg.Height - bottom, W: right, H: bottom}
	case style.TopLeft, style.TopCenter, style.TopRight:
		return page.Rect{X: inner.X, W: inner.W, H: top}
	case style.BottomLeft, style.BottomCenter, style.BottomRight:
		return page.Rect{X: inner.X, Y: pg.Height - bottom, W: inner.W, H: bottom}
	case style.LeftTop, style.LeftMiddle, style.LeftBottom:
		return page.Rect{Y: inner.Y, W: left, H: inner.H}
	}
	return page.Rect{X: pg.Width - right, Y: inner.Y, W: right, H: inner.H}
}

// boxText words the content of a margin box.
func (m *maker) boxText(s sheetOf, box *style.Style) []segment {
	l := m.flowLang()
	var out []segment
	text := func(t string) {
		if t != "" {
			out = append(out, segment{text: t, st: box, lang: l, pos: diag.Pos{}})
		}
	}
	for _, c := range box.Content {
		switch c.Kind {
		case style.ContentText:
			text(c.Text)
		case style.ContentCounter, style.ContentCounters:
			switch c.Text {
			case "page":
				if c.Style == "" {
					text(s.label)
				} else {
					text(counterText(s.value, c.Style))
				}
			case "pages":
				text(counterText(len(m.sheets), c.Style))
			default:
				text("")
			}
		case style.ContentString:
			v, ok := m.strings[c.Text]
			if !ok {
				continue
			}
			segs := v.first
			switch c.Pos {
			case "last":
				segs = v.last
			case "start":
				if segs = v.entry; v.atHead {
					segs = v.first
				}
			case "first-except":
				if v.set {
					segs = nil
				}
			}
			text(m.plain(segs))
		case style.ContentRange:
			text(m.rangeOf(c.Text, l))
		}
	}
	return out
}

func (m *maker) flowLang() *language {
	if m.lang == nil {
		c := &collector{layouter: m.layouter, langs: map[string]*language{}}
		m.lang = c.language(m.book.Meta.Lang)
	}
	return m.lang
}
