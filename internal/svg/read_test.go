package svg

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"quire/internal/font"
	"quire/internal/page"
)

// serif is the one face of the tests.
func serif(t testing.TB) Faces {
	data, err := os.ReadFile("../../styles/fonts/EBGaramond-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := font.Parse("EBGaramond-Regular", data)
	if err != nil {
		t.Fatal(err)
	}
	return func([]string, int, bool) []*font.Face { return []*font.Face{f} }
}

// describe writes shapes as text, in points.
func describe(shapes []*page.Shape) string {
	var b strings.Builder
	for i, s := range shapes {
		if i > 0 {
			b.WriteString("; ")
		}
		if s.Group != nil {
			fmt.Fprintf(&b, "group %d {%s}", s.Alpha, describe(s.Group))
		}
		for _, p := range s.Path {
			switch p.Op {
			case page.MoveTo:
				fmt.Fprintf(&b, "M%s %s ", p.X, p.Y)
			case page.LineTo:
				fmt.Fprintf(&b, "L%s %s ", p.X, p.Y)
			case page.CurveTo:
				fmt.Fprintf(&b, "C%s %s %s %s %s %s ", p.X1, p.Y1, p.X2, p.Y2, p.X, p.Y)
			case page.Close:
				b.WriteString("Z ")
			}
		}
		for _, p := range []struct {
			name  string
			paint *page.Paint
		}{{"fill", s.Fill}, {"stroke", s.Stroke}} {
			switch {
			case p.paint == nil:
			case p.paint.Gradient != nil:
				g := p.paint.Gradient
				fmt.Fprintf(&b, "%s gradient %s,%s–%s,%s ×%s ", p.name, g.X0, g.Y0, g.X1, g.Y1, g.Matrix[0])
				for _, st := range g.Stops {
					fmt.Fprintf(&b, "%d:%s ", st.Offset, st.Color)
				}
			default:
				fmt.Fprintf(&b, "%s %s ", p.name, p.paint.Color)
				if p.paint.Alpha != 65535 {
					fmt.Fprintf(&b, "alpha %d ", p.paint.Alpha)
				}
			}
		}
		if s.Stroke != nil {
			fmt.Fprintf(&b, "line %s cap %d join %d ", s.Line.Width, s.Line.Cap, s.Line.Join)
			if s.Line.Dash != nil {
				fmt.Fprintf(&b, "dash %v from %s ", s.Line.Dash, s.Line.Phase)
			}
		}
		if (s.Matrix != page.Matrix{}) {
			fmt.Fprintf(&b, "matrix %s %s %s %s %s %s ", s.Matrix[0], s.Matrix[1], s.Matrix[2], s.Matrix[3], s.Matrix[4], s.Matrix[5])
		}
		if s.EvenOdd {
			b.WriteString("evenodd ")
		}
		for _, c := range s.Clip {
			fmt.Fprintf(&b, "within %d steps ", len(c.Path))
		}
	}
	return strings.TrimSpace(b.String())
}

// What each construct draws, on 96 × 96 px: 72 × 72 pt.
func TestRead(t *testing.T) {
	for _, c := range []struct{ name, body, want string }{
		{"path", `<path d="M8 8h8v8z"/>`, `M6 6 L12 6 L12 12 Z fill gray(0)`},
		{"path, relative and implied", `<path d="m8,8 8 0l0-8 -.5.5"/>`, `M6 6 L12 6 L12 0 L11.625 0.375 fill gray(0)`},
		{"path goes on after it is closed", `<path d="M8 8h8v8z l8 8"/>`, `M6 6 L12 6 L12 12 Z M6 6 L12 12 fill gray(0)`},
		{"smooth curves", `<path d="M0 0C0 8 8 8 8 0S16-8 16 0Q20 4 24 0T32 0"/>`, `M0 0 C0 6 6 6 6 0 C6 -6 12 -6 12 0 C14 2 16 2 18 0 C20 -2 22 -2 24 0 fill gray(0)`},
		{"a fault ends a path", `<path d="M8 8h8 L9"/>`, `M6 6 L12 6 fill gray(0)`},
		{"flags without space", `<path d="M0 0a8 8 0 018 8"/>`, `M0 0 C3.3137 0 6 2.6863 6 6 fill gray(0)`},
		{"half a circle in two quarters", `<path d="M0 8A8 8 0 0 1 16 8"/>`, `M0 6 C0 2.6863 2.6863 0 6 0 C9.3137 0 12 2.6863 12 6 fill gray(0)`},
		{"rect", `<rect x="8" y="8" width="16" height="8" fill="#f00"/>`, `M6 6 L18 6 L18 12 L6 12 Z fill rgb(65535 0 0)`},
		{"units", `<rect width="1in" height="2.54cm" y="50%"/>`, `M0 36 L72 36 L72 108 L0 108 Z fill gray(0)`},
		{"line", `<line x2="8" y2="8" stroke="black" stroke-width="4" stroke-linecap="round" stroke-linejoin="bevel"/>`, `M0 0 L6 6 fill gray(0) stroke gray(0) line 3 cap 1 join 2`},
		{"odd dashes", `<path d="M0 0h8" fill="none" stroke="#000" stroke-dasharray="4 8 4" stroke-dashoffset="-4"/>`, `M0 0 L6 0 stroke gray(0) line 0.75 cap 0 join 0 dash [3 6 3 3 6 3] from 21`},
		{"polygon", `<polygon points="0,0 8,0 8,8" fill-rule="evenodd"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) evenodd`},
		{"transformations", `<g transform="translate(8) rotate(90)"><path transform="scale(2)" d="M0 0h8"/></g>`, `M6 0 L6 12 fill gray(0)`},
		{"a pen that is stretched", `<path transform="scale(4 2)" d="M0 0h8" fill="none" stroke="red"/>`, `M0 0 L24 0 stroke rgb(65535 0 0) line 3 cap 0 join 0 matrix 1 0 0 0.5 0 0`},
		{"opacity of one", `<path d="M0 0h8" opacity=".5" fill-opacity="50%"/>`, `M0 0 L6 0 fill gray(0) alpha 16384`},
		{"opacity of several", `<g opacity=".5"><path d="M0 0h8"/><path d="M0 0h8"/></g>`, `group 32768 {M0 0 L6 0 fill gray(0) ; M0 0 L6 0 fill gray(0)}`},
		{"styles by weight", `<style>path{fill:red} .a{fill:#00f}</style><path class="a" fill="green" d="M0 0h8"/><path style="fill:none" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(0 0 65535)`},
		{"inherited", `<g fill="rgb(0,255,0)"><path d="M0 0h8"/></g>`, `M0 0 L6 0 fill rgb(0 65535 0)`},
		{"hidden", `<g display="none"><path d="M0 0h8"/></g><path visibility="hidden" d="M0 0h8"/>`, ``},
		{"used", `<defs><path id="p" d="M0 0h8"/></defs><use href="#p" x="8"/>`, `M6 0 L12 0 fill gray(0)`},
		{"symbol", `<symbol id="s" viewBox="0 0 2 2"><path d="M0 0h1"/></symbol><use href="#s" width="16" height="16"/>`, `M0 0 L6 0 fill gray(0) within 5 steps`},
		{"clip", `<clipPath id="c"><circle r="8"/></clipPath><path clip-path="url(#c)" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0) within 6 steps`},
		{"nothing left by a clip", `<clipPath id="c"/><path clip-path="url(#c)" d="M0 0h8"/>`, ``},
		{"gradient", `<linearGradient id="g"><stop stop-color="red"/><stop offset="1"/></linearGradient><path fill="url(#g)" d="M8 8h16v16z"/>`, `M6 6 L18 6 L18 18 Z fill gradient 0,0–12,0 ×1 0:rgb(65535 0 0) 65535:gray(0)`},
		{"gradient of another", `<linearGradient id="a"><stop stop-color="red"/><stop offset="1"/></linearGradient><linearGradient id="g" href="#a" gradientUnits="userSpaceOnUse" x2="48"/><path fill="url(#g)" d="M8 8h16v16z"/>`, `M6 6 L18 6 L18 18 Z fill gradient 0,0–36,0 ×1 0:rgb(65535 0 0) 65535:gray(0)`},
		{"what stands in for a gradient", `<path fill="url(#none) red" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"of another namespace", `<x:y xmlns:x="urn:x"><path d="M0 0h8"/></x:y>`, ``},
	} {
		d, err := Read([]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96">`+c.body+`</svg>`), 96, 96, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := describe(d.Shapes); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Text is drawn as outlines of its glyphs; its position depends on the anchor.
func TestText(t *testing.T) {
	left := func(body string) (x float64, shapes int) {
		t.Helper()
		d, err := Read([]byte(head+body+`</svg>`), 96, 48, serif(t))
		if err != nil {
			t.Fatal(err)
		}
		x = 1e9
		for _, s := range d.Shapes {
			for _, p := range s.Path {
				if p.Op != page.Close {
					x = min(x, float64(p.X)/65536)
				}
			}
		}
		return x, len(d.Shapes)
	}
	begin, n := left(`<text x="48" y="30">Words<tspan fill="red"> and more</tspan></text>`)
	if n != 2 || begin < 36 || begin > 37 {
		t.Errorf("%d shapes from %.2f on", n, begin)
	}
	middle, _ := left(`<text x="48" y="30" text-anchor="middle">Words</text>`)
	end, _ := left(`<text x="48" y="30" text-anchor="end">Words</text>`)
	if d := (begin - middle) - (middle - end); d > 0.01 || d < -0.01 || end > middle {
		t.Errorf("begins at %.3f, %.3f, %.3f", begin, middle, end)
	}
}

// The reason is given why something cannot be shapes, and whether pixels can show it.
func TestReasons(t *testing.T) {
	for body, want := range map[string]struct {
		reason string
		pixels bool
	}{
		`<filter id="f"/><path filter="url(#f)" d="M0 0h8"/>`: {"it uses “filter: url(#f)” (path)", true},
		`<path style="mask:url(#m)" d="M0 0h8"/>`:             {"it uses “mask: url(#m)” (path)", true},
		`<path marker-end="url(#m)" d="M0 0h8"/>`:             {"it uses “marker-end: url(#m)” (path)", true},

		`<foreignObject/>`: {"it has the element “foreignObject”", false},
		`<pattern id="p"/><path fill="url(#p)" d="M0 0h8"/>`: {"it is painted with a pattern", true},
		`<g id="a"><use href="#a"/></g>`:                     {"it uses “#a” within itself, or too often", false},
		`<path fill="chartruse" d="M0 0h8"/>`:                {"it has the colour “chartruse”", true},
		`<style>a, a:hover{fill:red}</style>`:                {"its stylesheet has the selector “a:hover”", true},
		`<style>@media print{a{fill:red}}</style>`:           {"its stylesheet has “@media print”", true},
		`<style>a{fill:red</style>`:                          {"its stylesheet is not well-formed: this bracket is not closed", true},
		`<text>שלום</text>`:                                  {"it has text with “ש”, which no font has", false},
		`<text>漢</text>`:                                     {"it has text with “漢”, which no font has", false},
		`<linearGradient id="g" spreadMethod="repeat"><stop/><stop offset=".5" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`:            {"it has a gradient with “spreadMethod: repeat”", true},
		`<linearGradient id="g"><stop/><stop offset="1" stop-opacity="0"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`:                                   {"it has a gradient that grows more transparent", true},
		`<linearGradient id="g"><stop/><stop offset="1" stop-opacity="0"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/><text x="9" y="9">and words</text>`: {"it has a gradient that grows more transparent", true},
	} {
		_, err := Read([]byte(head+body+`</svg>`), 96, 48, serif(t))
		_, pixels := errors.AsType[Unshaped](err)
		if err == nil || err.Error() != want.reason || pixels != want.pixels {
			t.Errorf("%s: %v, in pixels: %v", body, err, pixels)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + `<path d="M0 0 C1 1 2 2 3 3 A 1 1 0 0 1 5 5 Z" transform="rotate(3) skewX(9)" stroke="url(#g)"/><radialGradient id="g" r="1e9"><stop/><stop offset="2"/></radialGradient></svg>`))
	f.Add([]byte(head + `<style>.a,#b{fill:red}</style><symbol id="s" viewBox="0 0 0 1"/><use href="#s"/><text x="1,2" dx="3">abc<tspan y="4%">d</tspan></text></svg>`))
	f.Add([]byte(head + `<clipPath id="c" clipPathUnits="objectBoundingBox"><path d="M0 0h1v1z"/><path d="M3 0h1v1z"/></clipPath><g opacity=".3" clip-path="url(#c)"><ellipse rx="3" ry="1%"/></g></svg>`))
	faces := serif(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := Read(data, 8, 8, faces); (d == nil) == (err == nil) {
			t.Fatalf("%v, %v", d, err)
		}
	})
}
