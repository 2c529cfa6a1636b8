package flow

import (
	"rsc.io/qr"

	"quire/internal/dimen"
	"quire/internal/lang"
	"quire/internal/layout/para"
	"quire/internal/page"
)

// qrCode adds the QR code (ISO/IEC 18004) of an address: an img of the class qr, whose width the stylesheet gives. What
// is too long for a code, some two thousand characters, has none.
func (c *collector) qrCode(f frame, url string) {
	// Level M, which a seventh of the modules may be lost of, is what print commonly has.
	code, err := qr.Encode(url, qr.M)
	if err != nil {
		return
	}
	el := f.element("img", []string{"qr"}, nil)
	c.block(f, el, nil, "Figure", 0, func(in frame) {
		in.tag.Alt = lang.Phrase(f.lang.Lang, lang.QRCode, url)
		in.tag.Placement = "Block"
		side := in.width
		if !in.st.Width.Auto {
			side = min(side, in.st.Width.Of(f.width))
		}
		c.add(in, &Leaf{Picture: &Picture{Picture: para.Picture{Width: max(side, 1), Height: max(side, 1)}, code: code, Tag: in.tag}})
	})
}

// Modules draws the dark modules of a picture that is a code in a square, those that touch in a row as one rule, so that no hairline shows
// between them. Nothing is drawn of the quiet zone around the code (§6.3.8), four modules wide, for which the paper serves.
func (p *Picture) Modules(r page.Rect, m page.Mark) (out []page.Item) {
	code := p.code
	n := dimen.Length(code.Size)
	at := func(k int) dimen.Length { return r.W * dimen.Length(k) / n }
	for y := range code.Size {
		for x := 0; x < code.Size; {
			if !code.Black(x, y) {
				x++
				continue
			}
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			out = append(out, &page.Rule{Rect: page.Rect{X: r.X + at(from), Y: r.Y + at(y), W: at(x) - at(from), H: at(y+1) - at(y)}, Mark: m})
		}
	}
	return out
}

// IsCode reports whether a picture is a QR code and no image.
func (p *Picture) IsCode() bool { return p.code != nil }
