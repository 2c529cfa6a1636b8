package svg

import (
	"errors"

	"quire/internal/page"
)

// Shown is the content of an SVG image: shapes or, if shapes cannot show it, pixels.
type Shown struct {
	Shapes   *page.Drawing // nil for pixels
	PNG      []byte
	PerInch  int      // how many pixels of PNG are an inch
	Unshaped Unshaped // the reason for pixels
}

// Show reads an SVG image with a width and height in CSS's px. The error says in words why it can't be shown.
func Show(data []byte, width, height int, faces Faces) (Shown, error) {
	d, err := Read(data, width, height, faces)
	if err == nil {
		return Shown{Shapes: d}, nil
	}
	reason, ok := errors.AsType[Unshaped](err)
	if !ok {
		return Shown{}, err
	}
	png, perInch, err := Draw(data, width, height, faces)
	return Shown{PNG: png, PerInch: perInch, Unshaped: reason}, err
}
