package font

import (
	"errors"
	"fmt"
)

// ErrRestricted is wrapped by the error of Open for a font whose licence bits forbid embedding (OpenType, OS/2,
// fsType).
var ErrRestricted = errors.New("its licence forbids embedding it")

// Open is Parse for a font that a document is to embed.
func Open(name string, data []byte) (*Face, error) {
	f, err := Parse(name, data)
	if err != nil {
		return nil, err
	}
	if !f.Metrics().Embeddable {
		return nil, fmt.Errorf("%s: %w", name, ErrRestricted)
	}
	return f, nil
}

// Weights returns a function that makes the instance of a variable font for a weight, which is limited to the range of
// the font's axis. It returns nil for a font without a weight axis.
func Weights(name string, data []byte) func(weight int) (*Face, error) {
	least, greatest, ok := AxisRange(data, "wght")
	if !ok {
		return nil
	}
	return func(weight int) (*Face, error) {
		at := max(least, min(float64(weight), greatest))
		return ParseInstance(name, data, []Axis{{Tag: "wght", Value: at}})
	}
}
