package style

import (
	"quire/internal/css"
	"quire/internal/dimen"
)

// computer computes the values of one node. It has the style so far and the bases of its units.
type computer struct {
	s      *Style
	parent *Style
	root   *Style // nil while the root itself is computed
	// inFontSize is set while font-size is computed: em, ex, ch and lh then refer to the parent.
	inFontSize bool
	measure    Measure
}

// Measure returns the height of the letter x and the width of the figure 0 in the first face of a style, whose family,
// slope, weight and size are computed.
type Measure func(*Style) (ex, ch dimen.Length)

// glyphs gives the sizes of the units ex and ch: half an em if no face is known (css-values-4, §6.1.1).
func (c *computer) glyphs() (ex, ch dimen.Length) {
	s := c.s
	if c.inFontSize {
		s = c.parent
	}
	if c.measure == nil || s.FontFamily == nil {
		return s.FontSize / 2, s.FontSize / 2
	}
	return c.measure(s)
}

// em is the size of the unit em.
func (c *computer) em() dimen.Length {
	if c.inFontSize {
		return c.parent.FontSize
	}
	return c.s.FontSize
}

// length computes a dimension token or a zero.
func (c *computer) length(t *css.Token) (dimen.Length, bool) {
	switch t.Kind {
	case css.Number:
		return 0, t.Num == 0
	case css.Dimension:
		var base dimen.Length
		switch t.Unit {
		case "em":
			base = c.em()
		case "ex":
			base, _ = c.glyphs()
		case "ch":
			_, base = c.glyphs()
		case "rem":
			base = c.em()
			if c.root != nil {
				base = c.root.FontSize
			} else if !c.inFontSize {
				base = c.s.FontSize
			}
		case "lh":
			base = c.s.LineHeight
			if c.inFontSize {
				base = c.parent.LineHeight
			}
		case "rlh":
			base = c.s.LineHeight
			if c.root != nil {
				base = c.root.LineHeight
			}
		default:
			n := len(t.Text) - len(t.Unit)
			if n <= 0 {
				return 0, false
			}
			return dimen.Parse(t.Text[:n], t.Unit)
		}
		return scale(base, t)
	case css.Function:
		d, ok := c.dim(t)
		return d.Length, ok && d.Percent == 0 && d.calc == nil
	}
	return 0, false
}

// scale is base times a number; ok is false if no paper is that large.
func scale(base dimen.Length, t *css.Token) (dimen.Length, bool) {
	if t.Num > 100_000*t.Den || -t.Num > 100_000*t.Den {
		return 0, false
	}
	return base.MulDiv(t.Num, t.Den), true
}

// percent gives a percentage in thousandths.
func percent(t *css.Token) (int32, bool) {
	if t.Kind != css.Percentage || t.Num > 100_000*t.Den || -t.Num > 100_000*t.Den {
		return 0, false
	}
	return int32(dimen.Length(1000).MulDiv(t.Num, t.Den)), true
}

// dim computes a length, a percentage or a calc() of them.
func (c *computer) dim(t *css.Token) (Dim, bool) {
	if p, ok := percent(t); ok {
		return Dim{Percent: p}, true
	}
	if t.Kind == css.Function {
		v, ok := c.math(t, 0)
		return v.dim, ok && !v.number
	}
	l, ok := c.length(t)
	return Dim{Length: l}, ok
}

// integer reads a whole number; the result of a calculation is rounded (css-values-4, §10.10).
func integer(t *css.Token) (int, bool) {
	num, den, ok := numeric(t)
	if !ok || t.Kind == css.Number && den != 1 || num > 1<<20*den || num < -1<<20*den {
		return 0, false
	}
	return int(dimen.Length(1).MulDiv(num, den)), true
}
