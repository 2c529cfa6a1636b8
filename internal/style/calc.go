package style

import "quire/internal/css"

import "quire/internal/dimen"

// calc is a calculation whose percentages have no base yet (css-values-4, §10).
type calc struct {
	op       byte // '+', '*', 'm' for min(), 'M' for max()
	args     []Dim
	num, den int64 // of '*'
}

func (c *calc) of(base dimen.Length) dimen.Length {
	x := c.args[0].Of(base)
	for _, a := range c.args[1:] {
		y := a.Of(base)
		switch c.op {
		case '+':
			x += y
		case 'm':
			x = min(x, y)
		case 'M':
			x = max(x, y)
		}
	}
	if c.op == '*' {
		x = x.MulDiv(c.num, c.den)
	}
	return x
}

func (d Dim) plus(e Dim) Dim {
	if d.calc != nil || e.calc != nil {
		return Dim{calc: &calc{op: '+', args: []Dim{d, e}}}
	}
	return Dim{Length: d.Length + e.Length, Percent: d.Percent + e.Percent}
}

func (d Dim) times(num, den int64) Dim {
	if d.calc != nil {
		return Dim{calc: &calc{op: '*', args: []Dim{d}, num: num, den: den}}
	}
	return Dim{Length: d.Length.MulDiv(num, den), Percent: int32(dimen.Length(d.Percent).MulDiv(num, den))}
}

// extreme is the smallest or the largest of several dimensions.
func extreme(op byte, ds []Dim) Dim {
	out := ds[0]
	for _, d := range ds {
		if d.calc != nil || d.Percent != 0 {
			if len(ds) == 1 {
				return d
			}
			return Dim{calc: &calc{op: op, args: ds}}
		}
		if op == 'm' && d.Length < out.Length || op == 'M' && d.Length > out.Length {
			out = d
		}
	}
	return out
}

// term is a value within calc(): a number (num/den) or a dimension.
type term struct {
	number   bool
	num, den int64
	dim      Dim
}

// math reads a math function: calc(), min(), max() or clamp().
func (c *computer) math(t *css.Token, depth int) (term, bool) {
	var args []term
	for _, part := range css.Split(t.Args) {
		v, ok := c.sum(part, depth+1)
		if !ok || len(args) > 0 && v.number != args[0].number {
			return term{}, false
		}
		args = append(args, v)
	}
	most := func(op byte, ts ...term) term {
		if !ts[0].number {
			ds := make([]Dim, len(ts))
			for i := range ts {
				ds[i] = ts[i].dim
			}
			return term{dim: extreme(op, ds)}
		}
		out := ts[0]
		for _, x := range ts[1:] {
			if less := x.num*out.den < out.num*x.den; less == (op == 'm') {
				out = x
			}
		}
		return out
	}
	switch {
	case t.Text == "calc" && len(args) == 1:
		return args[0], true
	case t.Text == "min" && len(args) > 0:
		return most('m', args...), true
	case t.Text == "max" && len(args) > 0:
		return most('M', args...), true
	case t.Text == "clamp" && len(args) == 3:
		return most('M', args[0], most('m', args[1], args[2])), true
	}
	return term{}, false
}

// sum reads a sum of products (css-values-4, §10.8).
func (c *computer) sum(ts []css.Token, depth int) (term, bool) {
	ts = css.Trim(ts)
	if depth > 16 || len(ts) == 0 {
		return term{}, false
	}
	// + and - are operators only with spaces around them.
	var acc term
	from, op, first := 0, byte('+'), true
	for i := 0; i <= len(ts); i++ {
		end := i == len(ts)
		if !end && !(ts[i].Kind == css.Delim && (ts[i].Text == "+" || ts[i].Text == "-") && i > 0 && ts[i-1].Kind == css.Space) {
			continue
		}
		v, ok := c.product(css.Words(ts[from:i]), depth)
		if !ok {
			return term{}, false
		}
		switch {
		case first:
			acc, first = v, false
		case acc.number != v.number:
			return term{}, false
		case v.number:
			if op == '-' {
				v.num = -v.num
			}
			acc.num, acc.den = acc.num*v.den+v.num*acc.den, acc.den*v.den
			acc = acc.reduced()
			if acc.outOfRange() {
				return term{}, false
			}
		case op == '-':
			acc.dim = acc.dim.plus(v.dim.times(-1, 1))
		default:
			acc.dim = acc.dim.plus(v.dim)
		}
		if !end {
			op, from = ts[i].Text[0], i+1
		}
	}
	return acc, true
}

func (t term) reduced() term {
	a, b := t.num, t.den
	if a < 0 {
		a = -a
	}
	for b != 0 {
		a, b = b, a%b
	}
	if a > 1 {
		t.num, t.den = t.num/a, t.den/a
	}
	return t
}

// outOfRange reports whether the product of two terms might overflow an int64.
func (t term) outOfRange() bool { return t.num > 1e8 || t.num < -1e8 || t.den > 1e8 }

func (c *computer) product(ts []css.Token, depth int) (term, bool) {
	var acc term
	for i := 0; i < len(ts); i += 2 {
		v, ok := c.factor(&ts[i], depth)
		if !ok {
			return term{}, false
		}
		if i == 0 {
			acc = v
			continue
		}
		if o := &ts[i-1]; o.Kind != css.Delim || o.Text != "*" && o.Text != "/" {
			return term{}, false
		} else if o.Text == "/" {
			if !v.number || v.num == 0 {
				return term{}, false
			}
			v.num, v.den = v.den, v.num
			if v.den < 0 {
				v.num, v.den = -v.num, -v.den
			}
		}
		switch {
		case acc.number && v.number:
			acc.num, acc.den = acc.num*v.num, acc.den*v.den
			acc = acc.reduced()
		case v.number:
			acc.dim = acc.dim.times(v.num, v.den)
		case acc.number:
			acc = term{dim: v.dim.times(acc.num, acc.den)}
		default:
			return term{}, false
		}
		if acc.outOfRange() {
			return term{}, false
		}
	}
	return acc, len(ts)%2 == 1
}

func (c *computer) factor(t *css.Token, depth int) (term, bool) {
	switch t.Kind {
	case css.Number:
		v := term{number: true, num: t.Num, den: t.Den}
		v = v.reduced()
		return v, !v.outOfRange()
	case css.Paren:
		return c.sum(t.Args, depth+1)
	case css.Function:
		return c.math(t, depth)
	}
	d, ok := c.dim(t)
	return term{dim: d}, ok
}

// numeric gives a number, or a calculation of numbers, as a fraction.
func numeric(t *css.Token) (num, den int64, ok bool) {
	switch t.Kind {
	case css.Number:
		return t.Num, t.Den, true
	case css.Function:
		s := initial()
		v, ok := (&computer{s: s, parent: s}).math(t, 0)
		return v.num, v.den, ok && v.number
	}
	return 0, 0, false
}
