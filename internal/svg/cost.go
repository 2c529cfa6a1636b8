package svg

import (
	"fmt"
	"strings"
)

// maxSteps is how many steps pixels may take. A step is about what a nanosecond is enough for. They are counted before the image
// is drawn, so that the result does not depend on the speed of the machine.
const maxSteps = 3_000_000_000

// What the parts of an image take for each pixel, in steps, as measured.
const (
	elementSteps    = 20000 // an element, whatever its size
	layerSteps      = 30    // a layer that is laid on what is below: opacity, mask, clip path
	filterSteps     = 100   // a primitive of a filter that looks at each pixel once
	blurSteps       = 1600
	octaveSteps     = 190 // feTurbulence, for each octave
	cellSteps       = 31  // feConvolveMatrix, for each number of the matrix
	morphologySteps = 27  // feMorphology, for each pixel of the window
)

// resolution gives the greatest number of pixels an inch, PerInch or a half or a quarter of it, with which the image takes at
// most maxSteps. The error names the limit.
func resolution(root *element, byID map[string]*element, width, height int) (perInch int, err error) {
	for _, perInch := range []int{PerInch, PerInch / 2, PerInch / 4} {
		w, h := width*perInch/96, height*perInch/96
		c := coster{byID: byID, pixels: float64(max(1, w)) * float64(max(1, h)), scale: float64(perInch) / 96, under: map[*element]bool{}}
		if v := strings.FieldsFunc(root.attr["viewBox"], func(r rune) bool { return r == ' ' || r == ',' }); len(v) == 4 {
			if n, ok := number(v[2]); ok && n > 0 {
				c.scale = float64(w) / n
			}
		}
		if c.element(root); c.steps <= maxSteps {
			return perInch, nil
		}
	}
	return 0, fmt.Errorf("it takes more than %d steps to draw: its filters, masks or copies are too many or too large", maxSteps)
}

// coster counts steps.
type coster struct {
	byID   map[string]*element
	pixels float64
	scale  float64 // pixels in a unit of the image
	steps  float64
	under  map[*element]bool // what is being copied now
}

// element counts the steps of an element and of what is in it.
func (c *coster) element(e *element) {
	if c.steps > maxSteps {
		return
	}
	c.steps += elementSteps
	for _, name := range []string{"mask", "clip-path", "opacity", "filter"} {
		value := e.property(name)
		if value == "" || value == "none" || name == "opacity" && value == "1" {
			continue
		}
		c.steps += float64(layerSteps * c.pixels)
		to := c.byID[reference(value)]
		if to == nil || c.under[to] {
			continue
		}
		c.under[to] = true
		if name == "filter" {
			c.filter(to)
		} else {
			c.element(to)
		}
		delete(c.under, to)
	}
	if e.name == "use" {
		if to := c.byID[strings.TrimPrefix(e.attr["href"], "#")]; to != nil && !c.under[to] {
			c.under[to] = true
			c.element(to)
			delete(c.under, to)
		}
	}
	switch e.name {
	case "filter", "mask", "clipPath", "defs", "symbol":
		if !c.under[e] {
			return // it counts where it is used
		}
	}
	for _, ch := range e.children {
		if ch.element != nil {
			c.element(ch.element)
		}
	}
}

// filter counts the steps of the primitives of a filter.
func (c *coster) filter(f *element) {
	for _, ch := range f.children {
		if ch.element == nil {
			continue
		}
		c.steps += float64(filterSteps * c.pixels)
		a, b := pair(ch.attr[map[string]string{"feConvolveMatrix": "order", "feMorphology": "radius", "feTurbulence": "numOctaves"}[ch.name]])
		switch ch.name {
		case "feTurbulence":
			c.steps += float64(octaveSteps * max(1, a) * c.pixels)
		case "feConvolveMatrix":
			if a == 0 {
				a, b = 3, 3
			}
			c.steps += float64(cellSteps * a * b * c.pixels)
		case "feMorphology":
			c.steps += float64(morphologySteps * window(a, c.scale) * window(b, c.scale) * c.pixels)
		case "feGaussianBlur", "feDropShadow":
			c.steps += float64(blurSteps * c.pixels)
		}
	}
}

// window is the width of the window of a radius, in pixels.
func window(radius, scale float64) float64 { return float64(2*radius*scale) + 1 }

// pair reads one number, which stands for two, or two.
func pair(s string) (a, b float64) {
	v := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' })
	if len(v) == 0 {
		return 0, 0
	}
	a, _ = number(v[0])
	if b = a; len(v) > 1 {
		b, _ = number(v[1])
	}
	return max(0, a), max(0, b)
}

// property is a property of an element as it is written on it.
func (e *element) property(name string) string {
	value := e.attr[name]
	for _, d := range declarations(e.attr["style"]) {
		if d.name == name {
			value = d.value
		}
	}
	return strings.TrimSpace(value)
}

// reference gives the identifier in “url(#id)”.
func reference(value string) string {
	rest, ok := strings.CutPrefix(value, "url(")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, ")")
	return strings.TrimPrefix(strings.Trim(strings.TrimSpace(rest), `"'`), "#")
}
