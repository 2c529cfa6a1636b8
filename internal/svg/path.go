package svg

import (
	"strconv"
	"strings"

	"quire/internal/page"
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
func pathData(d string) outline {
	r := pathReader{scanner: scanner{d}}
	for r.command() {
	}
	return r.o
}

// pathReader reads path data, command by command.
type pathReader struct {
	scanner
	o         outline
	at, start point
	control   point // the last control point of the last curve
	last      byte  // the last command; 0 at the beginning
}

// command reads one command, or the numbers by which the last is repeated. It is false at the end and at a fault.
func (r *pathReader) command() bool {
	r.space()
	if r.s == "" {
		return false
	}
	c := r.s[0]
	switch {
	case strings.IndexByte("MmLlHhVvCcSsQqTtAaZz", c) >= 0:
		r.s = r.s[1:]
		if r.last == 0 && c != 'M' && c != 'm' {
			return false
		}
	case r.last == 0 || r.last == 'Z' || r.last == 'z':
		return false
	case r.last == 'M': // more points after the first are lines
		c = 'L'
	case r.last == 'm':
		c = 'l'
	default:
		c = r.last
	}
	if !r.draw(c) {
		return false
	}
	// After a path is closed, what is drawn begins a path of its own at the same place.
	if n := len(r.o); n > 1 && r.o[n-2].op == page.Close && r.o[n-1].op != page.MoveTo && r.o[n-1].op != page.Close {
		s := r.o[n-1]
		r.o = append(r.o[:n-1], segment{op: page.MoveTo, points: [3]point{2: r.start}}, s)
	}
	r.last = c
	return true
}

// draw reads what a command needs, and draws it.
func (r *pathReader) draw(c byte) bool {
	relative := c >= 'a'
	switch c {
	case 'M', 'm', 'L', 'l':
		p, ok := r.point(relative)
		if !ok {
			return false
		}
		if c == 'M' || c == 'm' {
			r.o.move(p)
			r.start = p
		} else {
			r.o.line(p)
		}
		r.at = p
	case 'H', 'h':
		x, ok := r.number()
		if !ok {
			return false
		}
		if relative {
			x += r.at.x
		}
		r.at.x = x
		r.o.line(r.at)
	case 'V', 'v':
		y, ok := r.number()
		if !ok {
			return false
		}
		if relative {
			y += r.at.y
		}
		r.at.y = y
		r.o.line(r.at)
	case 'Z', 'z':
		r.o.close()
		r.at = r.start
	case 'A', 'a':
		return r.arc(relative)
	default:
		return r.curve(c, relative)
	}
	return true
}

// point reads the next two numbers.
func (r *pathReader) point(relative bool) (p point, ok bool) {
	x, ok1 := r.number()
	y, ok2 := r.number()
	if relative {
		x, y = x+r.at.x, y+r.at.y
	}
	return point{x, y}, ok1 && ok2
}

// curve reads a cubic or a quadratic curve. That of a smooth one begins with the control point of the last curve, mirrored.
func (r *pathReader) curve(c byte, relative bool) bool {
	var first point
	ok := true
	switch c {
	case 'S', 's':
		first = r.mirrored("CcSs")
	case 'T', 't':
		first = r.mirrored("QqTt")
	default:
		first, ok = r.point(relative)
	}
	second, ok2 := first, true
	if strings.IndexByte("CcSs", c) >= 0 {
		second, ok2 = r.point(relative)
	}
	p, ok3 := r.point(relative)
	switch {
	case !ok || !ok2 || !ok3:
		return false
	case strings.IndexByte("CcSs", c) >= 0:
		r.o.curve(first, second, p)
	default:
		r.o.quadratic(r.at, first, p)
	}
	r.at, r.control = p, second
	return true
}

// mirrored is the last control point on the other side of the pen; the pen itself where the last command is none of these.
func (r *pathReader) mirrored(commands string) point {
	if r.last != 0 && strings.IndexByte(commands, r.last) >= 0 {
		return point{float64(2*r.at.x) - r.control.x, float64(2*r.at.y) - r.control.y}
	}
	return r.at
}

func (r *pathReader) arc(relative bool) bool {
	rx, ok1 := r.number()
	ry, ok2 := r.number()
	turn, ok3 := r.number()
	large, ok4 := r.flag()
	sweep, ok5 := r.flag()
	p, ok6 := r.point(relative)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || !ok6 {
		return false
	}
	r.o.arc(r.at, rx, ry, turn, large, sweep, p)
	r.at = p
	return true
}
