package svg

import (
	"strconv"
	"strings"
)

// scanner reads numbers that stand one after another, as in path data and lists of points (SVG 2, 9.3.9).
type scanner struct{ s string }

func (l *scanner) space() { l.s = strings.TrimLeft(l.s, " \t\r\n\f,") }

// number reads a number; ok is false where none comes next.
func (l *scanner) number() (float64, bool) {
	l.space()
	i := 0
	digits := func() (n int) {
		for ; i < len(l.s) && l.s[i] >= '0' && l.s[i] <= '9'; i++ {
			n++
		}
		return n
	}
	if i < len(l.s) && (l.s[i] == '+' || l.s[i] == '-') {
		i++
	}
	n := digits()
	if i < len(l.s) && l.s[i] == '.' {
		i++
		n += digits()
	}
	if n == 0 {
		return 0, false
	}
	if i < len(l.s) && (l.s[i] == 'e' || l.s[i] == 'E') {
		mark := i
		i++
		if i < len(l.s) && (l.s[i] == '+' || l.s[i] == '-') {
			i++
		}
		if digits() == 0 { // the unit em
			i = mark
		}
	}
	v, err := strconv.ParseFloat(l.s[:i], 64)
	l.s = l.s[i:]
	return v, err == nil
}

// flag reads 0 or 1, which need nothing around them.
func (l *scanner) flag() (set, ok bool) {
	l.space()
	if l.s == "" || l.s[0] != '0' && l.s[0] != '1' {
		return false, false
	}
	set = l.s[0] == '1'
	l.s = l.s[1:]
	return set, true
}

// numbers reads all that is there; ok is false where something else stands among them.
func numbers(s string) (out []float64, ok bool) {
	l := scanner{s}
	for {
		v, ok := l.number()
		if !ok {
			l.space()
			return out, l.s == ""
		}
		out = append(out, v)
	}
}

// pathData reads the attribute d (SVG 2, 9.3). What comes before a fault is drawn, as the standard asks.
func pathData(d string) (o outline) {
	l := scanner{d}
	var at, start, control point // control is that of the last curve
	var last byte
	for {
		l.space()
		if l.s == "" {
			return o
		}
		c := l.s[0]
		switch {
		case strings.IndexByte("MmLlHhVvCcSsQqTtAaZz", c) >= 0:
			l.s = l.s[1:]
			if last == 0 && c != 'M' && c != 'm' {
				return o
			}
		case last == 0 || last == 'Z' || last == 'z':
			return o
		case last == 'M': // more points after the first are lines
			c = 'L'
		case last == 'm':
			c = 'l'
		default:
			c = last
		}
		relative := c >= 'a'
		point2 := func() (p point, ok bool) {
			x, ok1 := l.number()
			y, ok2 := l.number()
			if relative {
				x, y = x+at.x, y+at.y
			}
			return point{x, y}, ok1 && ok2
		}
		mirrored := func(of string) point {
			if last != 0 && strings.IndexByte(of, last) >= 0 {
				return point{float64(2*at.x) - control.x, float64(2*at.y) - control.y}
			}
			return at
		}
		ok := true
		switch c {
		case 'M', 'm':
			var p point
			if p, ok = point2(); ok {
				o.move(p)
				at, start = p, p
			}
		case 'L', 'l':
			var p point
			if p, ok = point2(); ok {
				o.line(p)
				at = p
			}
		case 'H', 'h':
			var x float64
			if x, ok = l.number(); ok {
				if relative {
					x += at.x
				}
				at.x = x
				o.line(at)
			}
		case 'V', 'v':
			var y float64
			if y, ok = l.number(); ok {
				if relative {
					y += at.y
				}
				at.y = y
				o.line(at)
			}
		case 'C', 'c', 'S', 's':
			a, ok1 := mirrored("CcSs"), true
			if c == 'C' || c == 'c' {
				a, ok1 = point2()
			}
			b, ok2 := point2()
			p, ok3 := point2()
			if ok = ok1 && ok2 && ok3; ok {
				o.curve(a, b, p)
				at, control = p, b
			}
		case 'Q', 'q', 'T', 't':
			a, ok1 := mirrored("QqTt"), true
			if c == 'Q' || c == 'q' {
				a, ok1 = point2()
			}
			p, ok2 := point2()
			if ok = ok1 && ok2; ok {
				o.quadratic(at, a, p)
				at, control = p, a
			}
		case 'A', 'a':
			rx, ok1 := l.number()
			ry, ok2 := l.number()
			turn, ok3 := l.number()
			large, ok4 := l.flag()
			sweep, ok5 := l.flag()
			p, ok6 := point2()
			if ok = ok1 && ok2 && ok3 && ok4 && ok5 && ok6; ok {
				o.arc(at, rx, ry, turn, large, sweep, p)
				at = p
			}
		case 'Z', 'z':
			o.close()
			at = start
		}
		if !ok {
			return o
		}
		// After a path is closed, what is drawn begins a path of its own at the same place.
		if n := len(o); n > 1 && o[n-2].op == 3 && o[n-1].op != 0 && o[n-1].op != 3 {
			s := o[n-1]
			o = append(o[:n-1], segment{points: [3]point{2: start}}, s)
		}
		last = c
	}
}
