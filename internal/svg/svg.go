// Package svg reads SVG images, for the PDF: as shapes, or where they hold what shapes cannot show, as pixels. It is the
// one package that knows oksvg, which draws the pixels. The shapes are read here, as oksvg cuts coordinates off at 64ths
// of a unit, by arithmetic that differs between machines, and keeps silent about much that it leaves out.
package svg

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/png"

	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
)

// PerInch is how many pixels an inch is drawn with.
const PerInch = 600

// maxPixels is the largest image that is drawn: a page of A3 or so.
const maxPixels = 1 << 26

// Draw gives an SVG image of a width and height in CSS's px, of which 96 make an inch, as a PNG of PerInch pixels an
// inch. The error says in words what the image holds that cannot be drawn, such as text: oksvg leaves out what it
// does not know, or panics, and half an image is worse than none.
func Draw(data []byte, width, height int) (out []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, errors.New("it is damaged")
		}
	}()
	w, h := width*PerInch/96, height*PerInch/96
	if w <= 0 || h <= 0 || w > maxPixels/h {
		return nil, fmt.Errorf("it is %d × %d pixels large", width, height)
	}
	icon, err := oksvg.ReadIconStream(bytes.NewReader(data), oksvg.StrictErrorMode)
	if err != nil {
		return nil, err
	}
	if icon.ViewBox.W <= 0 || icon.ViewBox.H <= 0 {
		return nil, errors.New("it has no size")
	}
	icon.SetTarget(0, 0, float64(w), float64(h))
	canvas := image.NewRGBA(image.Rect(0, 0, w, h))
	icon.Draw(rasterx.NewDasher(w, h, newFiller(canvas)), 1)
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, canvas); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
