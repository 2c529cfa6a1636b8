package svg

import (
	"fmt"
	"strings"
	"testing"
)

// The steps of an image are counted before it is drawn: a few pixels less are taken where there are too many, and where this is
// not enough the image is refused.
func TestResolution(t *testing.T) {
	filtered := func(primitive string) string {
		return `<filter id="f">` + primitive + `</filter><rect width="90" height="90" filter="url(#f)"/>`
	}
	doubled := `<g id="a0"><rect width="1" height="1"/></g>`
	for i := range 40 {
		doubled += fmt.Sprintf(`<g id="a%d"><use href="#a%d"/><use href="#a%[2]d"/></g>`, i+1, i)
	}
	masks := ""
	for i := range 400 {
		masks += fmt.Sprintf(`<mask id="m%d"><rect width="9" height="9" mask="url(#m%d)"/></mask>`, i, i+1)
	}
	for _, c := range []struct {
		name, body string
		size, want int // 0: refused
	}{
		{"plain", `<rect width="9" height="9"/>`, 100, 600},
		{"a blur", filtered(`<feGaussianBlur stdDeviation="3"/>`), 100, 600},
		{"a blur of a page", filtered(`<feGaussianBlur stdDeviation="3"/>`), 500, 150},
		{"octaves", filtered(`<feTurbulence numOctaves="5"/>`), 100, 600},
		{"many octaves", filtered(`<feTurbulence numOctaves="2000000000"/>`), 100, 0},
		{"a matrix", filtered(`<feConvolveMatrix order="3"/>`), 100, 600},
		{"a large matrix", filtered(`<feConvolveMatrix order="300,300"/>`), 100, 0},
		{"a radius", filtered(`<feMorphology radius="1"/>`), 100, 600},
		{"a large radius", filtered(`<feMorphology radius="3"/>`), 100, 300},
		{"a huge radius", filtered(`<feMorphology radius="300"/>`), 100, 0},
		{"a filter in a style", `<filter id="f"><feTurbulence numOctaves="99999"/></filter><rect style="filter: url('#f')"/>`, 100, 0},
		{"a filter that nothing uses", `<filter id="f"><feTurbulence numOctaves="99999"/></filter>`, 100, 600},
		{"a filter that uses itself", `<filter id="f"><feImage href="#r"/></filter><rect id="r" filter="url(#f)"/><use href="#r"/>`, 100, 600},
		{"copies that double", doubled, 100, 0},
		{"masks in masks", masks + `<rect width="9" height="9" mask="url(#m0)"/>`, 100, 300},
	} {
		root, byID, err := parse([]byte(head + c.body + "</svg>"))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		got, err := resolution(root, byID, c.size, c.size)
		if got != c.want || (err == nil) != (c.want > 0) {
			t.Errorf("%s: %d pixels an inch, want %d (%v)", c.name, got, c.want, err)
		}
		if err != nil && !strings.Contains(err.Error(), "3000000000 steps") {
			t.Errorf("%s: %v does not name the limit", c.name, err)
		}
	}
}
