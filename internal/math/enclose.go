package math

import "strings"

// enclose reads boxes and lines through formulas.
func (p *parser) enclose(kind, arg string, t token) Node {
	n := &Enclose{Atom: at(t)}
	pad := Length{Em: OneEm * 3 / 10} // \fboxsep is 3 pt
	switch kind {
	case "colorbox":
		n.Back, n.Pad = p.colour(t), pad
		n.Content = p.text("", t)
	case "fcolorbox":
		n.Line = p.colour(t)
		n.Back, n.Pad, n.Notation = p.colour(t), pad, NotationBox
		n.Content = p.text("", t)
	case "box":
		n.Pad, n.Notation = pad, NotationBox
		n.Content = p.styled(p.arg(t), 0, t)
	case "fbox":
		n.Pad, n.Notation = pad, NotationBox
		n.Content = p.text("", t)
	case "bbox":
		p.bbox(n)
		n.Content = p.arg(t)
	case "enclose":
		for name := range strings.FieldsSeq(strings.ReplaceAll(p.words(t), ",", " ")) {
			n.Notation |= notationOf(name)
		}
		p.rawOptional()
		n.Pad = Length{Em: OneEm / 5}
		n.Content = p.arg(t)
	case "cancelto":
		to := p.arg(t)
		n.Notation, n.Content = NotationArrow, p.arg(t)
		n.End = p.end(t)
		return &Scripts{Atom: n.Atom, Content: n, Sup: to}
	default:
		p.cancel(n, arg)
		n.Content = p.arg(t)
	}
	n.End = p.end(t)
	return n
}

// cancel sets the notation of \cancel and its like.
func (p *parser) cancel(n *Enclose, arg string) {
	p.rawOptional()
	switch arg {
	case "u":
		n.Notation = NotationUp
	case "d":
		n.Notation = NotationDown
	case "x":
		n.Notation = NotationUp | NotationDown
	case "h":
		n.Notation = NotationHorizontal
	case "p":
		n.Notation = NotationPhasor
	case "a":
		n.Notation, n.Pad = NotationActuarial, Length{Em: OneEm / 10}
	case "l":
		n.Notation, n.Pad = NotationLongDiv, Length{Em: OneEm / 10}
	}
}

// bbox reads MathJax's \bbox[yellow,5px,border:2px solid red].
func (p *parser) bbox(n *Enclose) {
	ts, _ := p.rawOptional()
	for part := range strings.SplitSeq(source(ts), ",") {
		part = strings.TrimSpace(part)
		if border, ok := strings.CutPrefix(part, "border:"); ok {
			n.Notation = NotationBox
			for word := range strings.FieldsSeq(border) {
				if c, ok := cssColour(strings.ToLower(word)); ok {
					n.Line = &c
				}
			}
			continue
		}
		if l, ok := parseLength(part); ok && part != "" {
			n.Pad = l
			continue
		}
		if c, ok := cssColour(strings.ToLower(part)); ok {
			n.Back = &c
		}
	}
}

// notationOf gives a notation of menclose.
func notationOf(name string) Notation {
	switch name {
	case "box":
		return NotationBox
	case "roundedbox":
		return NotationBox | NotationRound
	case "circle":
		return NotationCircle
	case "left":
		return NotationLeft
	case "right":
		return NotationRight
	case "top":
		return NotationTop
	case "bottom":
		return NotationBottom
	case "updiagonalstrike":
		return NotationUp
	case "downdiagonalstrike":
		return NotationDown
	case "horizontalstrike":
		return NotationHorizontal
	case "updiagonalarrow":
		return NotationArrow
	case "phasorangle":
		return NotationPhasor
	case "actuarial":
		return NotationActuarial
	case "longdiv":
		return NotationLongDiv
	}
	return 0
}
