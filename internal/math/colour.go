package math

import (
	"fmt"
	"strings"

	"quire/internal/css"
)

// colour reads \color's arguments: {red}, {#ff0000}, [rgb]{1,0,0}, [HTML]{FF0000}, [gray]{0.5}. It is nil for one that
// is not known, which is a fault.
func (p *parser) colour(t token) *RGB {
	model, _ := p.rawOptional()
	name := p.words(t)
	if c, ok := p.namedColour(source(model), name); ok {
		return c
	}
	p.fault(t.start, "math-syntax", fmt.Sprintf("the colour “%s” is not known", name), "write a name of CSS, or #rrggbb")
	return nil
}

func (p *parser) namedColour(model, name string) (*RGB, bool) {
	if model == "" {
		if m := p.lookup("\\@colour " + name); m != nil {
			name = source(m.body)
		}
	}
	switch strings.ToLower(model) {
	case "rgb":
		scale := int64(255)
		if model == "RGB" {
			scale = 1
		}
		return channels(name, scale)
	case "gray":
		return channels(name+","+name+","+name, 255)
	case "html":
		name = "#" + name
	}
	name, mix, _ := strings.Cut(name, "!") // xcolor: red!50
	c, ok := cssColour(strings.ToLower(strings.TrimSpace(name)))
	if !ok {
		return nil, false
	}
	share, other, _ := strings.Cut(mix, "!")
	if n, ok := decimal(share, 100_000); ok && n >= 0 {
		base := RGB{255, 255, 255}
		if o, ok := cssColour(strings.ToLower(other)); ok {
			base = o
		}
		blend := func(a, b uint8) uint8 { return uint8((int64(a)*n + int64(b)*(100_000-n) + 50_000) / 100_000) }
		c = RGB{blend(c.R, base.R), blend(c.G, base.G), blend(c.B, base.B)}
	}
	return &c, true
}

// channels reads three numbers between 0 and 255 divided by scale.
func channels(s string, scale int64) (*RGB, bool) {
	parts := strings.Split(s, ",")
	if len(parts) != 3 {
		return nil, false
	}
	var out [3]uint8
	for i, part := range parts {
		n, ok := decimal(strings.TrimSpace(part), 255_000)
		n = (n*scale + 500) / 1000
		if !ok || n < 0 || n > 255 {
			return nil, false
		}
		out[i] = uint8(n)
	}
	return &RGB{out[0], out[1], out[2]}, true
}

// cssColour gives a colour by its name in CSS, or as #rgb or #rrggbb.
func cssColour(name string) (RGB, bool) {
	t := css.Token{Kind: css.Ident, Text: name}
	if hex, ok := strings.CutPrefix(name, "#"); ok {
		t = css.Token{Kind: css.Hash, Text: hex}
	}
	c, ok := css.ReadColor(&t)
	if !ok && len(name) == 6 { // KaTeX takes six digits without #
		c, ok = css.ReadColor(&css.Token{Kind: css.Hash, Text: name})
	}
	if !ok || c.Space != css.RGB || !c.IsOpaque() {
		return RGB{}, false
	}
	return RGB{uint8(c.C[0] >> 8), uint8(c.C[1] >> 8), uint8(c.C[2] >> 8)}, true
}

// defineColour reads \definecolor{name}{model}{value}.
func (p *parser) defineColour(t token) {
	name, model, value := p.words(t), p.words(t), p.words(t)
	c, ok := p.namedColour(model, value)
	if !ok || c == nil {
		p.fault(t.start, "math-syntax", fmt.Sprintf("the colour “%s” is not known", value), "write it in the model rgb, RGB, gray or HTML")
		return
	}
	hex := fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B)
	p.define("\\@colour "+name, &macro{body: lexAll(hex, t)}, false)
}
