package flow

import (
	"strconv"
	"strings"

	"rsc.io/qr"

	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// Picture is an image with its size on the page.
type Picture struct {
	para.Picture
	code *qr.Code // in the stead of an image
	Tag  *page.Tag
}

// picture computes the size of an image: from its style, or else from the author's attributes, or else with one pixel as 1px. It
// is never wider than max-width, and never higher than a page.
func (c *collector) picture(img *doc.Image, st *style.Style, tag *page.Tag) *Picture {
	a := c.book.Assets[img.Path]
	if a == nil {
		return nil
	}
	im := c.images[img.Path]
	if im == nil {
		im = &page.Image{Name: img.Path, Data: a.Data, MediaType: a.MediaType, Width: a.Width, Height: a.Height}
		c.images[img.Path] = im
	}
	base := c.geometry.Measure("")
	if c.flow != nil {
		base = c.flow.Measure
	}
	if c.within > 0 {
		base = c.within
	}
	w, h := dimen.Length(a.Width)*dimen.PX, dimen.Length(a.Height)*dimen.PX
	if w <= 0 || h <= 0 {
		w, h = base, base*2/3
	}
	to := func(nw dimen.Length) {
		if nw > 0 {
			h = h.MulDiv(int64(nw), int64(w))
			w = nw
		}
	}
	switch {
	case !st.Width.Auto:
		to(st.Width.Of(base))
		if !st.Height.Auto && st.Height.Length > 0 {
			h = st.Height.Length // both are said: the picture is drawn out of its proportions
		}
	case img.Width != "" || img.Height != "":
		l, wide := c.authorLength(img.Width, base, st)
		if wide {
			to(l)
		}
		l, high := c.authorLength(img.Height, c.geometry.PageHeight(c.pageName, false, true), st)
		switch {
		case high && wide: // the picture is drawn out of its proportions
			h = max(l, 1)
		case high:
			w, h = w.MulDiv(int64(l), int64(h)), max(l, 1)
		}
	case !st.Height.Auto && st.Height.Length > 0:
		w = w.MulDiv(int64(st.Height.Length), int64(h))
		h = st.Height.Length
	}
	if !st.MaxWidth.Auto {
		if m := st.MaxWidth.Of(base); w > m {
			to(m)
		}
	}
	if !st.MinWidth.Auto && w < st.MinWidth.Of(base) {
		to(st.MinWidth.Of(base))
	}
	if m := st.MinHeight.Length; !st.MinHeight.Auto && h < m {
		w, h = w.MulDiv(int64(m), int64(h)), m
	}
	limit := c.geometry.PageHeight(c.pageName, false, true)
	if !st.MaxHeight.Auto {
		limit = min(limit, st.MaxHeight.Of(limit))
	}
	if h > limit {
		w, h = w.MulDiv(int64(limit), int64(h)), limit
	}
	return &Picture{Picture: para.Picture{Image: im, Width: max(w, 1), Height: max(h, 1)}, Tag: tag}
}

// authorLength reads the width or height of an attribute: 60%, 6cm, 12em. base is the length of 100%, 100vw and 100vh.
func (c *collector) authorLength(s string, base dimen.Length, st *style.Style) (dimen.Length, bool) {
	n := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if n <= 0 {
		return 0, false
	}
	unit := s[n:]
	num, den, ok := dimen.ParseDecimal(s[:n])
	if !ok || num <= 0 || num > 10_000*den {
		return 0, false
	}
	switch unit {
	case "%", "vw", "vh":
		return base.MulDiv(num, 100*den), true
	case "em":
		return st.FontSize.MulDiv(num, den), true
	case "ex", "ch": // which CSS takes for half an em where the font isn't asked (css-values-4, §6.1.1)
		return st.FontSize.MulDiv(num, 2*den), true
	case "rem":
		return c.out.RootStyle.FontSize.MulDiv(num, den), true
	}
	return dimen.Parse(s[:n], unit)
}

// figure adds figure > img + figcaption.
func (c *collector) figure(f frame, d *doc.Figure) {
	name, classes := doc.Name(d)
	el := f.element(name, classes, &d.Node)
	// A decorative picture is an artifact and has no Figure tag. Its caption is read all the same.
	role := "Figure"
	if d.Image.Decorative {
		if role = "Div"; len(d.Caption) == 0 {
			role = ""
		}
	}
	c.block(f, el, &d.Node, role, 2, func(in frame) {
		from := len(c.made)
		if !d.Image.Decorative {
			in.tag.Alt = d.Image.Alt
			in.tag.Placement = "Block"
		}
		iname, iclasses := doc.Name(d.Image)
		iel := in.element(iname, iclasses, &d.Image.Node)
		c.block(in, iel, &d.Image.Node, "", 0, func(im frame) {
			c.within = in.width
			tag := im.tag
			if d.Image.Decorative {
				tag = nil
			}
			pic := c.picture(d.Image, im.st, tag)
			c.within = 0
			if pic == nil {
				return
			}
			lf := &Leaf{Picture: pic, Pos: d.Image.Span.Pos}
			c.add(im, lf)
			lf.X, lf.Width = in.x, in.width
		})
		if len(d.Caption) == 0 {
			return
		}
		cap := in.element("figcaption", nil, nil)
		if d.Number > 0 {
			cap.Number = strconv.Itoa(d.Number)
			cap.AddAttr("label", lang.Word(f.lang.Lang, lang.Figure)+" "+cap.Number)
		}
		c.avoid = true
		c.block(in, cap, nil, "Caption", 0, func(in frame) {
			c.paragraph(in, d.Span.Pos, func(il *inliner, sc scope) { il.inlines(sc, d.Caption) })
		})
		if !c.aside {
			c.shrink(c.made[from:], c.geometry.PageHeight(in.name, false, true)-in.st.BaselineGrid)
		}
	})
}
