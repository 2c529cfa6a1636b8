package svg

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/page"
)

// drawn describes what a body draws, or why it draws nothing: “shapes: …” if shapes cannot show it, “refused: …” if
// nothing can.
func drawn(body string) string {
	d, err := Read([]byte(head+body+`</svg>`), 96, 48, nil)
	switch err.(type) {
	case nil:
		return strings.TrimSpace(describe(d.Shapes) + details(d.Shapes))
	case Unshaped:
		return "shapes: " + err.Error()
	}
	return "refused: " + err.Error()
}

// details describes what describe leaves out: clips and the coordinates of gradients.
func details(shapes []*page.Shape) string {
	var b strings.Builder
	for _, s := range shapes {
		for _, c := range s.Clip {
			b.WriteString(" clip " + describe([]*page.Shape{{Path: c.Path, EvenOdd: c.EvenOdd}}))
		}
		if s.Fill != nil && s.Fill.Gradient != nil {
			g := s.Fill.Gradient
			fmt.Fprintf(&b, " matrix %v alpha %d", g.Matrix, s.Fill.Alpha)
			if g.Radial {
				fmt.Fprintf(&b, " radii %s %s", g.R0, g.R1)
			}
		}
		b.WriteString(details(s.Group))
	}
	return b.String()
}

type readTest struct{ name, body, want string }

func checkDrawn(t *testing.T, tests []readTest) {
	t.Helper()
	for _, x := range tests {
		if got := drawn(x.body); got != x.want {
			t.Errorf("%s: %s\n got %s\nwant %s", x.name, x.body, got, x.want)
		}
	}
}

func TestPathData(t *testing.T) {
	checkDrawn(t, []readTest{
		{"it begins with a move", `<path d="L8 8h8"/>`, ``},
		{"nothing is drawn before the first move", `<path d="8 8 M0 0h8"/>`, ``},
		{"a move that is repeated draws lines", `<path d="M0 0 8 0 8 8"/>`, `M0 0 L6 0 L6 6 fill gray(0)`},
		{"so does a relative one", `<path d="m8 8 8 0 0 8"/>`, `M6 6 L12 6 L12 12 fill gray(0)`},
		{"numbers after the end of a path are a fault", `<path d="M0 0h8v8z 8 8 M8 8h8"/>`, `M0 0 L6 0 L6 6 Z fill gray(0)`},
		{"a path closed twice", `<path d="M0 0h8v8zz"/>`, `M0 0 L6 0 L6 6 Z Z fill gray(0)`},
		{"a move after the end of a path", `<path d="M0 0h8v8z M16 0h8"/>`, `M0 0 L6 0 L6 6 Z M12 0 L18 0 fill gray(0)`},
		{"lines across and down", `<path d="M8 8H16V24h8v8"/>`, `M6 6 L12 6 L12 18 L18 18 L18 24 fill gray(0)`},
		{"a half given point ends it", `<path d="M0 0h8L9 M8 8h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"a half given line across ends it", `<path d="M0 0h8H M8 8h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"a half given line down ends it", `<path d="M0 0h8V M8 8h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"cubic", `<path d="M0 0C0 8 8 8 8 0"/>`, `M0 0 C0 6 6 6 6 0 fill gray(0)`},
		{"cubic, relative", `<path d="M8 8c0 8 8 8 8 0"/>`, `M6 6 C6 12 12 12 12 6 fill gray(0)`},
		{"smooth after another command", `<path d="M0 0h8S16 8 16 0"/>`, `M0 0 L6 0 C6 0 12 6 12 0 fill gray(0)`},
		{"smooth, relative", `<path d="M0 0c0 8 8 8 8 0s8 -8 8 0"/>`, `M0 0 C0 6 6 6 6 0 C6 -6 12 -6 12 0 fill gray(0)`},
		{"quadratic", `<path d="M0 0Q8 8 16 0"/>`, `M0 0 C4 4 8 4 12 0 fill gray(0)`},
		{"quadratic, relative", `<path d="M8 0q8 8 16 0t16 0"/>`, `M6 0 C10 4 14 4 18 0 C22 -4 26 -4 30 0 fill gray(0)`},
		{"smooth quadratic after another command", `<path d="M0 0h8T16 8"/>`, `M0 0 L6 0 C6 0 8 2 12 6 fill gray(0)`},
		{"smooth does not mirror a curve of the other kind", `<path d="M0 0C0 8 8 8 8 0T16 0"/>`, `M0 0 C0 6 6 6 6 0 C6 0 8 0 12 0 fill gray(0)`},
		{"a curve with a point too few", `<path d="M0 0h8C0 8 8 8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"an arc of radius 0 is a line", `<path d="M0 0A0 8 0 0 1 8 8"/>`, `M0 0 L6 6 fill gray(0)`},
		{"also where the other is 0", `<path d="M0 0A8 0 0 0 1 8 8"/>`, `M0 0 L6 6 fill gray(0)`},
		{"an arc to where it begins is nothing", `<path d="M8 8A8 8 0 0 1 8 8"/>`, `M6 6 fill gray(0)`},
		{"an arc with too small a radius grows", `<path d="M0 0A1 1 0 0 1 16 0"/>`, `M0 0 C0 -3.3137 2.6863 -6 6 -6 C9.3137 -6 12 -3.3137 12 0 fill gray(0)`},
		{"a negative radius is its size", `<path d="M0 0A-8 -8 0 0 1 16 0"/>`, `M0 0 C0 -3.3137 2.6863 -6 6 -6 C9.3137 -6 12 -3.3137 12 0 fill gray(0)`},
		{"sweep goes clockwise", `<path d="M0 8A8 8 0 0 1 8 0"/>`, `M0 6 C0 2.6863 2.6863 0 6 0 fill gray(0)`},
		{"without it, the other way", `<path d="M0 8A8 8 0 0 0 8 0"/>`, `M0 6 C3.3137 6 6 3.3137 6 0 fill gray(0)`},
		{"the larger part", `<path d="M0 8A8 8 0 1 1 8 0"/>`, `M0 6 C-3.3137 6 -6 3.3137 -6 0 C-6 -3.3137 -3.3137 -6 0 -6 C3.3137 -6 6 -3.3137 6 0 fill gray(0)`},
		{"the larger part the other way", `<path d="M0 8A8 8 0 1 0 8 0"/>`, `M0 6 C0 9.3137 2.6863 12 6 12 C9.3137 12 12 9.3137 12 6 C12 2.6863 9.3137 0 6 0 fill gray(0)`},
		{"a flag is 0 or 1", `<path d="M0 0h8A8 8 0 2 1 16 0"/>`, `M0 0 L6 0 fill gray(0)`},
		{"a turned ellipse", `<path d="M0 0A16 8 90 0 1 16 0"/>`, `M0 0 C0 -6.6274 2.6863 -12 6 -12 C9.3137 -12 12 -6.6274 12 0 fill gray(0)`},
		{"a relative arc", `<path d="M8 8a8 8 0 0 1 8 8"/>`, `M6 6 C9.3137 6 12 8.6863 12 12 fill gray(0)`},
		{"signs and points part numbers", `<path d="M1-2.5.5L+8 4e0 8E0 8e+0"/>`, `M0.75 -1.875 fill gray(0)`},
		{"exponents", `<path d="M0 0H1e1V1E-1h0"/>`, `M0 0 L7.5 0 L7.5 0.075 L7.5 0.075 fill gray(0)`},
		{"commas and spaces", `<path d="M 0,0
8	,8"/>`, `M0 0 L6 6 fill gray(0)`},
	})
}

func TestShapes(t *testing.T) {
	checkDrawn(t, []readTest{
		{"a rectangle without height", `<rect width="8"/>`, ``},
		{"a rectangle without width", `<rect height="8"/>`, ``},
		{"a rectangle of negative width", `<rect width="-8" height="8"/>`, ``},
		{"round corners by rx alone", `<rect width="16" height="16" rx="4"/>`, `M3 0 L9 0 C10.6569 0 12 1.3431 12 3 L12 9 C12 10.6569 10.6569 12 9 12 L3 12 C1.3431 12 0 10.6569 0 9 L0 3 C0 1.3431 1.3431 0 3 0 Z fill gray(0)`},
		{"round corners by ry alone", `<rect width="16" height="16" ry="4"/>`, `M3 0 L9 0 C10.6569 0 12 1.3431 12 3 L12 9 C12 10.6569 10.6569 12 9 12 L3 12 C1.3431 12 0 10.6569 0 9 L0 3 C0 1.3431 1.3431 0 3 0 Z fill gray(0)`},
		{"corners are round to the middle at most", `<rect width="8" height="8" rx="99" ry="99"/>`, `M3 0 L3 0 C4.6569 0 6 1.3431 6 3 L6 3 C6 4.6569 4.6569 6 3 6 L3 6 C1.3431 6 0 4.6569 0 3 L0 3 C0 1.3431 1.3431 0 3 0 Z fill gray(0)`},
		{"corners with a radius of 0 are not round", `<rect width="8" height="8" rx="0" ry="4"/>`, `M0 0 L6 0 L6 6 L0 6 Z fill gray(0)`},
		{"a circle", `<circle cx="8" cy="8" r="8"/>`, `M12 6 C12 9.3137 9.3137 12 6 12 C2.6863 12 0 9.3137 0 6 C0 2.6863 2.6863 0 6 0 C9.3137 0 12 2.6863 12 6 Z fill gray(0)`},
		{"a circle of radius 0", `<circle r="0"/>`, ``},
		{"an ellipse", `<ellipse cx="8" cy="8" rx="8" ry="4"/>`, `M12 6 C12 7.6569 9.3137 9 6 9 C2.6863 9 0 7.6569 0 6 C0 4.3431 2.6863 3 6 3 C9.3137 3 12 4.3431 12 6 Z fill gray(0)`},
		{"an ellipse without ry", `<ellipse rx="8"/>`, ``},
		{"an ellipse without rx", `<ellipse ry="8"/>`, ``},
		{"a polyline", `<polyline points="0 0 8 0 8 8"/>`, `M0 0 L6 0 L6 6 fill gray(0)`},
		{"a polyline of an odd number of coordinates", `<polyline points="0 0 8 0 8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"a polygon without points", `<polygon points=""/>`, ``},
		{"an unknown element", `<bogus/>`, `refused: it has the element “bogus”`},
		{"an image", `<image href="data:,"/>`, `shapes: it has a picture in it`},
		{"a script draws nothing", `<script>x</script><title>x</title><path d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"elements of other namespaces are passed over", `<x:a xmlns:x="y"><path d="M0 0h1"/></x:a><path d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
	})
}

func TestUnits(t *testing.T) {
	checkDrawn(t, []readTest{
		{"none", `<rect width="8" height="8"/>`, `M0 0 L6 0 L6 6 L0 6 Z fill gray(0)`},
		{"px", `<rect width="8px" height="8"/>`, `M0 0 L6 0 L6 6 L0 6 Z fill gray(0)`},
		{"pt", `<rect width="6pt" height="8"/>`, `M0 0 L6 0 L6 6 L0 6 Z fill gray(0)`},
		{"pc", `<rect width="1pc" height="8"/>`, `M0 0 L12 0 L12 6 L0 6 Z fill gray(0)`},
		{"in", `<rect width="1in" height="8"/>`, `M0 0 L72 0 L72 6 L0 6 Z fill gray(0)`},
		{"cm", `<rect width="2.54cm" height="8"/>`, `M0 0 L72 0 L72 6 L0 6 Z fill gray(0)`},
		{"mm", `<rect width="25.4mm" height="8"/>`, `M0 0 L72 0 L72 6 L0 6 Z fill gray(0)`},
		{"Q", `<rect width="101.6Q" height="8"/>`, `M0 0 L72 0 L72 6 L0 6 Z fill gray(0)`},
		{"em", `<rect width="1em" height="8"/>`, `M0 0 L12 0 L12 6 L0 6 Z fill gray(0)`},
		{"ex", `<rect width="2ex" height="8"/>`, `M0 0 L12 0 L12 6 L0 6 Z fill gray(0)`},
		{"rem", `<rect width="1rem" height="8"/>`, `M0 0 L12 0 L12 6 L0 6 Z fill gray(0)`},
		{"%", `<rect width="50%" height="8"/>`, `M0 0 L36 0 L36 6 L0 6 Z fill gray(0)`},
		{"furlongs", `<rect width="8furlongs" height="8"/>`, `shapes: it has the length “8furlongs”`},
		{"auto", `<rect width="auto" height="8"/>`, ``},
		{"percentages of the height", `<rect width="8" height="50%"/>`, `M0 0 L6 0 L6 18 L0 18 Z fill gray(0)`},
		{"percentages of the diagonal", `<line x2="8" stroke="red" stroke-width="10%"/>`, `M0 0 L6 0 fill gray(0) stroke rgb(65535 0 0) line 5.6921 cap 0 join 0`},
		{"em is of the type", `<g font-size="8"><rect width="2em" height="8"/></g>`, `M0 0 L12 0 L12 6 L0 6 Z fill gray(0)`},
		{"a size in em is of the parent's", `<g font-size="8"><g font-size="2em"><rect width="1em" height="8"/></g></g>`, `M0 0 L12 0 L12 6 L0 6 Z fill gray(0)`},
		{"a size in words", `<rect font-size="x-large" width="1em" height="8"/>`, `M0 0 L18 0 L18 6 L0 6 Z fill gray(0)`},
		{"a size that is none", `<rect font-size="vast" width="1em" height="8"/>`, `shapes: it has the font size “vast”`},
		{"a property instead of an attribute", `<rect width="8" height="8" style="width:16px"/>`, `M0 0 L12 0 L12 6 L0 6 Z fill gray(0)`},
	})
}

func TestTransforms(t *testing.T) {
	checkDrawn(t, []readTest{
		{"translate(8)", `<path transform="translate(8)" d="M8 0h8"/>`, `M12 0 L18 0 fill gray(0)`},
		{"translate(8,16)", `<path transform="translate(8,16)" d="M8 0h8"/>`, `M12 12 L18 12 fill gray(0)`},
		{"translate(8 8 8)", `<path transform="translate(8 8 8)" d="M8 0h8"/>`, `shapes: it has the transformation “translate(8 8 8)”`},
		{"scale(2)", `<path transform="scale(2)" d="M8 0h8"/>`, `M12 0 L24 0 fill gray(0)`},
		{"scale(2,3)", `<path transform="scale(2,3)" d="M8 0h8"/>`, `M12 0 L24 0 fill gray(0)`},
		{"scale(1 2 3)", `<path transform="scale(1 2 3)" d="M8 0h8"/>`, `shapes: it has the transformation “scale(1 2 3)”`},
		{"rotate(90)", `<path transform="rotate(90)" d="M8 0h8"/>`, `M0 6 L0 12 fill gray(0)`},
		{"rotate(-90)", `<path transform="rotate(-90)" d="M8 0h8"/>`, `M0 -6 L0 -12 fill gray(0)`},
		{"rotate(450)", `<path transform="rotate(450)" d="M8 0h8"/>`, `M0 6 L0 12 fill gray(0)`},
		{"rotate(90deg)", `<path transform="rotate(90deg)" d="M8 0h8"/>`, `M0 6 L0 12 fill gray(0)`},
		{"rotate(90 8 0)", `<path transform="rotate(90 8 0)" d="M8 0h8"/>`, `M6 0 L6 6 fill gray(0)`},
		{"rotate(1 2)", `<path transform="rotate(1 2)" d="M8 0h8"/>`, `shapes: it has the transformation “rotate(1 2)”`},
		{"skewX(45)", `<path transform="skewX(45)" d="M8 0h8"/>`, `M6 0 L12 0 fill gray(0)`},
		{"skewX(1 2)", `<path transform="skewX(1 2)" d="M8 0h8"/>`, `shapes: it has the transformation “skewX(1 2)”`},
		{"skewY(45)", `<path transform="skewY(45)" d="M8 0h8"/>`, `M6 6 L12 12 fill gray(0)`},
		{"skewY()", `<path transform="skewY()" d="M8 0h8"/>`, `shapes: it has the transformation “skewY()”`},
		{"matrix(1 0 0 1 8 8)", `<path transform="matrix(1 0 0 1 8 8)" d="M8 0h8"/>`, `M12 6 L18 6 fill gray(0)`},
		{"matrix(1 0 0 1 8)", `<path transform="matrix(1 0 0 1 8)" d="M8 0h8"/>`, `shapes: it has the transformation “matrix(1 0 0 1 8)”`},
		{"turn(1)", `<path transform="turn(1)" d="M8 0h8"/>`, `shapes: it has the transformation “turn(1)”`},
		{"rotate", `<path transform="rotate" d="M8 0h8"/>`, `shapes: it has the transformation “rotate”`},
		{"rotate(x)", `<path transform="rotate(x)" d="M8 0h8"/>`, `shapes: it has the transformation “rotate(x)”`},
		{"none", `<path transform="none" d="M8 0h8"/>`, `M6 0 L12 0 fill gray(0)`},
		{" translate(8) , translate(8) ", `<path transform=" translate(8) , translate(8) " d="M8 0h8"/>`, `M18 0 L24 0 fill gray(0)`},
		{"rotate(45)", `<path transform="rotate(45)" d="M8 0h8"/>`, `M4.2426 4.2426 L8.4853 8.4853 fill gray(0)`},
		{"a transformation in a style", `<path style="transform: translate(8px)" d="M8 0h8"/>`, `M12 0 L18 0 fill gray(0)`},
		{"groups", `<g transform="translate(8)"><g transform="scale(2)"><path d="M8 0h8"/></g></g>`, `M18 0 L30 0 fill gray(0)`},
	})
}

func TestViews(t *testing.T) {
	checkDrawn(t, []readTest{
		{"no view box", `<svg width="32" height="16" ><path d="M0 0h2"/></svg>`, `M0 0 L1.5 0 fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"a view box in the middle", `<svg width="32" height="16" viewBox="0 0 2 2"><path d="M0 0h2"/></svg>`, `M6 0 L18 0 fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"at the start", `<svg width="32" height="16" viewBox="0 0 2 2" preserveAspectRatio="xMinYMin"><path d="M0 0h2"/></svg>`, `M0 0 L12 0 fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"at the end", `<svg width="32" height="16" viewBox="0 0 2 2" preserveAspectRatio="xMaxYMax meet"><path d="M0 0h2"/></svg>`, `M12 0 L24 0 fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"cut off", `<svg width="32" height="16" viewBox="0 0 2 2" preserveAspectRatio="xMidYMid slice"><path d="M0 0h2"/></svg>`, `M0 -6 L24 -6 fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"stretched", `<svg width="32" height="16" viewBox="0 0 2 2" preserveAspectRatio="none"><path d="M0 0h2"/></svg>`, `M0 0 L24 0 fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"moved", `<svg width="32" height="16" viewBox="-1 -1 2 2"><path d="M0 0h2"/></svg>`, `M12 6 L24 6 fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"without width", `<svg width="32" height="16" viewBox="0 0 0 2"><path d="M0 0h2"/></svg>`, ``},
		{"without height", `<svg width="32" height="16" viewBox="0 0 2 0"><path d="M0 0h2"/></svg>`, ``},
		{"of three numbers", `<svg width="32" height="16" viewBox="0 0 2"><path d="M0 0h2"/></svg>`, `M0 0 L1.5 0 fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"that is none", `<svg width="32" height="16" viewBox="a b c d"><path d="M0 0h2"/></svg>`, `M0 0 L1.5 0 fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"visible beyond its edge", `<svg width="32" height="16" viewBox="0 0 2 2" overflow="visible"><path d="M0 0h2"/></svg>`, `M6 0 L18 0 fill gray(0)`},
		{"an empty frame shows nothing", `<svg width="0" height="16"><path d="M0 0h2"/></svg>`, ``},
		{"a frame without height", `<svg width="16" height="0"><path d="M0 0h2"/></svg>`, ``},
		{"percentages are of the nearest frame", `<svg width="32" height="16"><rect width="50%" height="50%"/></svg>`, `M0 0 L12 0 L12 6 L0 6 Z fill gray(0) within 5 steps clip M0 0 L24 0 L24 12 L0 12 Z`},
		{"and of the outer one after it", `<svg width="32" height="16"/><rect width="50%" height="50%"/>`, `M0 0 L36 0 L36 18 L0 18 Z fill gray(0)`},
		{"a frame is placed", `<svg x="8" y="8" width="32" height="16"><path d="M0 0h2"/></svg>`, `M6 6 L7.5 6 fill gray(0) within 5 steps clip M6 6 L30 6 L30 18 L6 18 Z`},
	})
}

func TestStyleOrder(t *testing.T) {
	checkDrawn(t, []readTest{
		{"a sheet over an attribute", `<style>path{fill:red}</style><path fill="blue" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"the attribute style over a sheet", `<style>#a{fill:red}</style><path id="a" style="fill:blue" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(0 0 65535)`},
		{"an important rule over the attribute style", `<style>path{fill:red!important}</style><path style="fill:blue" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"both important", `<style>path{fill:red !important}</style><path style="fill:blue !important" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(0 0 65535)`},
		{"an id over a class", `<style>#a{fill:red} .a{fill:blue}</style><path id="a" class="a" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"a class over a type", `<style>.a{fill:red} path{fill:blue}</style><path class="a" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"the later of equals", `<style>path{fill:red} path{fill:blue}</style><path d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(0 0 65535)`},
		{"the later of two elements", `<style>path{fill:red}</style><style>path{fill:blue}</style><path d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(0 0 65535)`},
		{"one of several classes", `<style>.b{fill:red}</style><path class="a b c" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"all classes of a selector", `<style>.a.b{fill:red}</style><path class="a" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"a list of selectors", `<style>rect, path{fill:red}</style><path d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"the universal selector", `<style>*{fill:red}</style><path d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"names are told apart by case", `<style>PATH{fill:red}</style><path d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"a descendant", `<style>g path{fill:red}</style><g><a><path d="M0 0h8"/></a></g><path d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0) ; M0 0 L6 0 fill gray(0)`},
		{"a child", `<style>g>path{fill:red}</style><g><a><path d="M0 0h8"/></a></g><g><path d="M0 0h8"/></g>`, `M0 0 L6 0 fill gray(0) ; M0 0 L6 0 fill rgb(65535 0 0)`},
		{"the next sibling", `<style>rect+path{fill:red}</style><rect/><path d="M0 0h8"/><path d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0) ; M0 0 L6 0 fill gray(0)`},
		{"a later sibling", `<style>rect~path{fill:red}</style><path d="M0 0h8"/><rect/><path d="M0 0h8"/><path d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0) ; M0 0 L6 0 fill rgb(65535 0 0) ; M0 0 L6 0 fill rgb(65535 0 0)`},
		{"by number", `<style>path:nth-child(2n+1){fill:red}</style><g><path d="M0 0h8"/><path d="M0 0h8"/> <path d="M0 0h8"/></g>`, `M0 0 L6 0 fill rgb(65535 0 0) ; M0 0 L6 0 fill gray(0) ; M0 0 L6 0 fill rgb(65535 0 0)`},
		{"the last child", `<style>path:last-child{fill:red}</style><g><path d="M0 0h8"/><path d="M0 0h8"/></g>`, `M0 0 L6 0 fill gray(0) ; M0 0 L6 0 fill rgb(65535 0 0)`},
		{"the only one of its type", `<style>path:only-of-type{fill:red}</style><g><rect/><path d="M0 0h8"/></g><g><path d="M0 0h8"/><path d="M0 0h8"/></g>`, `M0 0 L6 0 fill rgb(65535 0 0) ; M0 0 L6 0 fill gray(0) ; M0 0 L6 0 fill gray(0)`},
		{"the last but one of its type", `<style>path:nth-last-of-type(2){fill:red}</style><g><path d="M0 0h8"/><rect/><path d="M0 0h8"/></g>`, `M0 0 L6 0 fill rgb(65535 0 0) ; M0 0 L6 0 fill gray(0)`},
		{"by an attribute", `<style>[d^=M0]{fill:red}</style><path d="M0 0h8"/><path d="M8 8h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0) ; M6 6 L12 6 fill gray(0)`},
		{"by language", `<style>:lang(en){fill:red}</style><g lang="en-GB"><path d="M0 0h8"/></g><path d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0) ; M0 0 L6 0 fill gray(0)`},
		{"an empty element", `<style>:empty{fill:red}</style><path d="M0 0h8"/><path d="M0 0h8"> </path>`, `M0 0 L6 0 fill rgb(65535 0 0) ; M0 0 L6 0 fill gray(0)`},
		{"the root and what is not", `<style>:root{fill:red} :not(svg){stroke:blue}</style><path d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0) stroke rgb(0 0 65535) line 0.75 cap 0 join 0`},
		{"comments", `<style>/* a{ */ path{/* fill:blue; */fill:red}</style><path style="/* x */fill-opacity:1" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"a rule without a block", `<style>path{fill:red} rect</style><path d="M0 0h8"/>`, `shapes: its stylesheet has “rect”`},
		{"a pseudo-element", `<style>path::before{fill:red}</style><path d="M0 0h8"/>`, `shapes: its stylesheet has the selector “path::before”`},
		{"inherit", `<style>path{fill:red} path.a{fill:inherit}</style><g fill="blue"><path class="a" d="M0 0h8"/></g>`, `M0 0 L6 0 fill rgb(0 0 65535)`},
		{"inherit where the parent has none", `<path fill="inherit" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"what is not inherited", `<g style="opacity:.5;transform:none"><path d="M0 0h8"/></g><g clip-path="none"><path d="M0 0h8"/></g>`, `M0 0 L6 0 fill gray(0) alpha 32768 ; M0 0 L6 0 fill gray(0)`},
		{"a declaration that is none", `<path style="fill;stroke:;;fill:red" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"one that is no property of attributes", `<path bogus="1" data-fill="red" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
	})
}

func TestColours(t *testing.T) {
	checkDrawn(t, []readTest{
		{"red", `<path fill="red" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"RED", `<path fill="RED" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"none", `<path fill="none" d="M0 0h8"/>`, ``},
		{"transparent", `<path fill="transparent" d="M0 0h8"/>`, ``},
		{"#f00", `<path fill="#f00" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"#F008", `<path fill="#F008" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0) alpha 34952`},
		{"#ff0000", `<path fill="#ff0000" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"#ff000080", `<path fill="#ff000080" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0) alpha 32896`},
		{"#ff00", `<path fill="#ff00" d="M0 0h8"/>`, ``},
		{"#12345", `<path fill="#12345" d="M0 0h8"/>`, `shapes: it has the colour “#12345”`},
		{"rgb(255,0,0)", `<path fill="rgb(255,0,0)" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"rgb(100%,0%,0%)", `<path fill="rgb(100%,0%,0%)" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"rgb(255 0 0 / 50%)", `<path fill="rgb(255 0 0 / 50%)" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0) alpha 32768`},
		{"rgba(255,0,0,.5)", `<path fill="rgba(255,0,0,.5)" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0) alpha 32768`},
		{"rgba(255,0,0,0)", `<path fill="rgba(255,0,0,0)" d="M0 0h8"/>`, ``},
		{"rgb(300,-5,0)", `<path fill="rgb(300,-5,0)" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"rgb(1,2)", `<path fill="rgb(1,2)" d="M0 0h8"/>`, `shapes: it has the colour “rgb(1,2)”`},
		{"hsl(0,100%,50%)", `<path fill="hsl(0,100%,50%)" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 1 1)`},
		{"device-cmyk(0 0 0 1)", `<path fill="device-cmyk(0 0 0 1)" d="M0 0h8"/>`, `shapes: it has the colour “device-cmyk(0 0 0 1)”`},
		{"gray", `<path fill="gray" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(32896)`},
		{"red blue", `<path fill="red blue" d="M0 0h8"/>`, `shapes: it has the colour “red blue”`},
		{"currentColor", `<path fill="currentColor" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"url(#no)", `<path fill="url(#no)" d="M0 0h8"/>`, ``},
		{"url(#no) red", `<path fill="url(#no) red" d="M0 0h8"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"url(#no) none", `<path fill="url(#no) none" d="M0 0h8"/>`, ``},
		{"currentcolor is what color says", `<g color="red"><path fill="currentColor" d="M0 0h8"/></g>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"currentcolor of currentcolor", `<path color="currentColor" fill="currentColor" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
	})
}

func TestStrokes(t *testing.T) {
	checkDrawn(t, []readTest{
		{"", `<path fill="none" stroke="red"  d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 0 join 0`},
		{`stroke-width="4"`, `<path fill="none" stroke="red" stroke-width="4" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 3 cap 0 join 0`},
		{`stroke-width="0"`, `<path fill="none" stroke="red" stroke-width="0" d="M0 0h8"/>`, ``},
		{`stroke-width="-1"`, `<path fill="none" stroke="red" stroke-width="-1" d="M0 0h8"/>`, `shapes: it has “stroke-width: -1”`},
		{`stroke-width="x"`, `<path fill="none" stroke="red" stroke-width="x" d="M0 0h8"/>`, `shapes: it has “stroke-width: x”`},
		{`stroke-linecap="square"`, `<path fill="none" stroke="red" stroke-linecap="square" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 2 join 0`},
		{`stroke-linejoin="round"`, `<path fill="none" stroke="red" stroke-linejoin="round" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 0 join 1`},
		{`stroke-dasharray="none"`, `<path fill="none" stroke="red" stroke-dasharray="none" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 0 join 0`},
		{`stroke-dasharray="4"`, `<path fill="none" stroke="red" stroke-dasharray="4" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 0 join 0 dash [3 3] from 0`},
		{`stroke-dasharray="4,8"`, `<path fill="none" stroke="red" stroke-dasharray="4,8" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 0 join 0 dash [3 6] from 0`},
		{`stroke-dasharray="0 0"`, `<path fill="none" stroke="red" stroke-dasharray="0 0" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 0 join 0`},
		{`stroke-dasharray="4 -8"`, `<path fill="none" stroke="red" stroke-dasharray="4 -8" d="M0 0h8"/>`, `shapes: it has “stroke-dasharray: 4 -8”`},
		{`stroke-dasharray="4 x"`, `<path fill="none" stroke="red" stroke-dasharray="4 x" d="M0 0h8"/>`, `shapes: it has “stroke-dasharray: 4 x”`},
		{`stroke-dasharray="4" stroke-dashoffset="2"`, `<path fill="none" stroke="red" stroke-dasharray="4" stroke-dashoffset="2" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 0 join 0 dash [3 3] from 1.5`},
		{`stroke-dasharray="4 8" stroke-dashoffset="-20"`, `<path fill="none" stroke="red" stroke-dasharray="4 8" stroke-dashoffset="-20" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 0 join 0 dash [3 6] from 3`},
		{`stroke-opacity="50%"`, `<path fill="none" stroke="red" stroke-opacity="50%" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) alpha 32768 line 0.75 cap 0 join 0`},
		{`stroke-opacity="0"`, `<path fill="none" stroke="red" stroke-opacity="0" d="M0 0h8"/>`, ``},
		{`visibility="hidden"`, `<path fill="none" stroke="red" visibility="hidden" d="M0 0h8"/>`, ``},
		{`visibility="collapse"`, `<path fill="none" stroke="red" visibility="collapse" d="M0 0h8"/>`, ``},
		{`visibility="visible"`, `<path fill="none" stroke="red" visibility="visible" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) line 0.75 cap 0 join 0`},
		{`transform="scale(0)"`, `<path fill="none" stroke="red" transform="scale(0)" d="M0 0h8"/>`, ``},
		{"neither fill nor stroke", `<path fill="none" d="M0 0h8"/>`, ``},
		{"fill and stroke", `<path stroke="red" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0) stroke rgb(65535 0 0) line 0.75 cap 0 join 0`},
		{"even-odd", `<path fill-rule="evenodd" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0) evenodd`},
		{"a stroke that is stretched alike in all directions", `<path transform="rotate(90) scale(2)" fill="none" stroke="red" d="M0 0h8"/>`, `M0 0 L0 12 stroke rgb(65535 0 0) line 1.5 cap 0 join 0`},
		{"a fill that is stretched", `<path transform="scale(2 1)" d="M0 0h8"/>`, `M0 0 L12 0 fill gray(0)`},
	})
}

func TestOpacity(t *testing.T) {
	checkDrawn(t, []readTest{
		{"of a fill and a stroke: a group", `<path stroke="red" opacity=".5" d="M0 0h8"/>`, `group 32768 {M0 0 L6 0 fill gray(0) stroke rgb(65535 0 0) line 0.75 cap 0 join 0}`},
		{"of a stroke alone", `<path fill="none" stroke="red" opacity=".5" d="M0 0h8"/>`, `M0 0 L6 0 stroke rgb(65535 0 0) alpha 32768 line 0.75 cap 0 join 0`},
		{"of a group of one", `<g opacity=".5"><path d="M0 0h8"/></g>`, `M0 0 L6 0 fill gray(0) alpha 32768`},
		{"of a group in a group", `<g opacity=".5"><g opacity=".5"><path d="M0 0h8"/><path d="M0 0h8"/></g></g>`, `group 32768 {group 32768 {M0 0 L6 0 fill gray(0) ; M0 0 L6 0 fill gray(0)}}`},
		{"beyond one", `<path opacity="2" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{"below zero", `<path opacity="-1" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0) alpha 0`},
		{"as a percentage", `<path opacity="50%" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0) alpha 32768`},
		{"that is none", `<path opacity="half" d="M0 0h8"/>`, `shapes: it has the opacity “half”`},
		{"not a number", `<path opacity="NaN" d="M0 0h8"/>`, `shapes: it has the opacity “NaN”`},
		{"infinite", `<path opacity="Inf" d="M0 0h8"/>`, `shapes: it has the opacity “Inf”`},
	})
}

func TestClips(t *testing.T) {
	checkDrawn(t, []readTest{
		{"one shape", `<clipPath id="c"><rect width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 5 steps clip M0 0 L3 0 L3 3 L0 3 Z`},
		{"in quotes", `<clipPath id="c"><rect width="4" height="4"/></clipPath><path clip-path="url('#c')" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 5 steps clip M0 0 L3 0 L3 3 L0 3 Z`},
		{"by even and odd", `<clipPath id="c"><rect clip-rule="evenodd" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 5 steps clip M0 0 L3 0 L3 3 L0 3 Z evenodd`},
		{"none", `<clipPath id="c"><rect width="4" height="4"/></clipPath><path clip-path="none" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0)`},
		{"not there", `<clipPath id="c"><rect width="4" height="4"/></clipPath><path clip-path="url(#d)" d="M0 0h8v8z"/>`, `shapes: it is cut by “url(#d)”`},
		{"an address elsewhere", `<clipPath id="c"><rect width="4" height="4"/></clipPath><path clip-path="url(x.svg#c)" d="M0 0h8v8z"/>`, `shapes: it is cut by “url(x.svg#c)”`},
		{"a shape of css", `<clipPath id="c"></clipPath><path clip-path="circle(4px)" d="M0 0h8v8z"/>`, `shapes: it is cut by “circle(4px)”`},
		{"empty", `<clipPath id="c"></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, ``},
		{"only words about it", `<clipPath id="c"><title>x</title></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, ``},
		{"moved", `<clipPath id="c" transform="translate(1)"><rect width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 5 steps clip M0.75 0 L3.75 0 L3.75 3 L0.75 3 Z`},
		{"moved in a way that is none", `<clipPath id="c" transform="x"><rect width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `shapes: it has the transformation “x”`},
		{"of parts that lie apart", `<clipPath id="c"><rect width="4" height="4"/><rect x="8" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 10 steps clip M0 0 L3 0 L3 3 L0 3 Z M6 0 L9 0 L9 3 L6 3 Z`},
		{"of parts below each other", `<clipPath id="c"><rect width="4" height="4"/><rect y="8" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 10 steps clip M0 0 L3 0 L3 3 L0 3 Z M0 6 L3 6 L3 9 L0 9 Z`},
		{"of parts that overlap", `<clipPath id="c"><rect width="4" height="4"/><rect x="2" y="2" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `shapes: it has a clipPath of shapes that overlap`},
		{"of curves that overlap", `<clipPath id="c"><circle r="4"/><rect x="2" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `shapes: it has a clipPath of shapes that overlap`},
		{"with a group", `<clipPath id="c"><g><rect width="4" height="4"/></g></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `shapes: it has a group in a clipPath`},
		{"cut itself", `<clipPath id="c" clip-path="url(#c)"><rect width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `shapes: it has a clipPath that is cut itself`},
		{"of a part that is cut", `<clipPath id="c"><rect clip-path="url(#d)" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `shapes: it is cut by “url(#d)”`},
		{"in parts of the box", `<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width=".5" height=".5"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 5 steps clip M0 0 L3 0 L3 3 L0 3 Z`},
		{"whatever it is painted with", `<clipPath id="c"><rect fill="none" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 5 steps clip M0 0 L3 0 L3 3 L0 3 Z`},
		{"of parts by even and odd", `<clipPath id="c"><rect clip-rule="evenodd" width="4" height="4"/><rect clip-rule="evenodd" x="8" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 10 steps clip M0 0 L3 0 L3 3 L0 3 Z M6 0 L9 0 L9 3 L6 3 Z evenodd`},
		{"of parts by different rules", `<clipPath id="c"><rect clip-rule="evenodd" width="4" height="4"/><rect x="8" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `shapes: it has a clipPath with two rules of filling`},
		{"by the rule for clips, not for fills", `<clipPath id="c"><rect fill-rule="evenodd" width="4" height="4"/></clipPath><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gray(0) within 5 steps clip M0 0 L3 0 L3 3 L0 3 Z`},
		{"a group in parts of its box", `<clipPath id="c" clipPathUnits="objectBoundingBox"><rect width="1" height="1"/></clipPath><g clip-path="url(#c)"><path d="M0 0h8v8z"/></g>`, `shapes: it is cut by a part of a group`},
		{"several shapes cut as one", `<clipPath id="c"><rect width="4" height="4"/></clipPath><g clip-path="url(#c)"><path d="M0 0h8v8z"/><path d="M0 0h8v8z"/></g>`, `group 65535 {M0 0 L6 0 L6 6 Z fill gray(0) ; M0 0 L6 0 L6 6 Z fill gray(0)}within 5 steps clip M0 0 L3 0 L3 3 L0 3 Z`},
		{"another element's id", `<rect id="c"/><path clip-path="url(#c)" d="M0 0h8v8z"/>`, `shapes: it is cut by “url(#c)”`},
	})
}

func TestGradients(t *testing.T) {
	checkDrawn(t, []readTest{
		{"from left to right", `<linearGradient id="g" ><stop stop-color="red"/><stop offset="1" stop-color="blue"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 0,0–6,0 ×1 0:rgb(65535 0 0) 65535:rgb(0 0 65535) matrix [1 0 0 1 0 0] alpha 65535`},
		{"from top to bottom", `<linearGradient id="g" x2="0" y2="1"><stop stop-color="red"/><stop offset="1"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 0,0–0,6 ×1 0:rgb(65535 0 0) 65535:gray(0) matrix [1 0 0 1 0 0] alpha 65535`},
		{"in percent", `<linearGradient id="g" x1="25%" x2="75%"><stop/><stop offset="100%" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 1.5,0–4.5,0 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 1 0 0] alpha 65535`},
		{"in px", `<linearGradient id="g" gradientUnits="userSpaceOnUse" x1="8" x2="16"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 6,0–12,0 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 1 0 0] alpha 65535`},
		{"moved", `<linearGradient id="g" gradientTransform="translate(.5)"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 0,0–6,0 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 1 3 0] alpha 65535`},
		{"moved in a way that is none", `<linearGradient id="g" gradientTransform="x"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `shapes: it has the transformation “x”`},
		{"of one stop", `<linearGradient id="g" ><stop stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill rgb(65535 0 0)`},
		{"without stops", `<linearGradient id="g" ></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, ``},
		{"without length", `<linearGradient id="g" x2="0"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill rgb(65535 0 0)`},
		{"offsets do not fall", `<linearGradient id="g" ><stop offset=".5"/><stop offset=".25" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 0,0–6,0 ×1 32768:gray(0) 32768:rgb(65535 0 0) matrix [1 0 0 1 0 0] alpha 65535`},
		{"transparent", `<linearGradient id="g" ><stop stop-opacity="0"/><stop stop-opacity="0" offset="1"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, ``},
		{"half transparent", `<linearGradient id="g" ><stop stop-opacity=".5"/><stop stop-opacity=".5" offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 0,0–6,0 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 1 0 0] alpha 32768`},
		{"with a colour that is none", `<linearGradient id="g" ><stop stop-color="reddish"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `shapes: it has the colour “reddish”`},
		{"padded", `<linearGradient id="g" spreadMethod="pad"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 0,0–6,0 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 1 0 0] alpha 65535`},
		{"with a length that is none", `<linearGradient id="g" x1="x"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `shapes: it has the length “x”`},
		{"a colour in a style", `<linearGradient id="g" ><stop style="stop-color:red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill rgb(65535 0 0)`},
		{"words in it", `<linearGradient id="g" ><title>x</title><stop stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill rgb(65535 0 0)`},
		{"a template", `<linearGradient id="a" x2="0" y2="1"><stop stop-color="red"/><stop offset="1"/></linearGradient><linearGradient id="g" href="#a" y2="2"/><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 0,0–0,12 ×1 0:rgb(65535 0 0) 65535:gray(0) matrix [1 0 0 1 0 0] alpha 65535`},
		{"a template of itself", `<linearGradient id="g" href="#g"/><path fill="url(#g)" d="M0 0h8v8z"/>`, ``},
		{"a template that is not there", `<linearGradient id="g" href="x.svg#a"><stop stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill rgb(65535 0 0)`},
		{"own stops over those of the template", `<linearGradient id="a"><stop stop-color="red"/></linearGradient><linearGradient id="g" href="#a"><stop stop-color="blue"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill rgb(0 0 65535)`},
		{"a box without height", `<linearGradient id="g"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8"/>`, ``},
		{"a box without width", `<linearGradient id="g"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0v8"/>`, ``},
		{"radial", `<radialGradient id="g"><stop/><stop offset="1" stop-color="red"/></radialGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 3,3–3,3 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 1 0 0] alpha 65535 radii 0 3`},
		{"radial with a focus", `<radialGradient id="g" fx=".25" fy=".25"><stop/><stop offset="1" stop-color="red"/></radialGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `M0 0 L6 0 L6 6 Z fill gradient 1.5,1.5–3,3 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 1 0 0] alpha 65535 radii 0 3`},
		{"a focus at the edge", `<radialGradient id="g" fx="1"><stop/><stop offset="1" stop-color="red"/></radialGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, `shapes: it has a radial gradient with a focus at its edge`},
		{"under a matrix that is none", `<linearGradient id="g" gradientTransform="scale(0)"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8z"/>`, ``},
		{"around a curve", `<linearGradient id="g"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0C0 8 8 8 8 0"/>`, `M0 0 C0 6 6 6 6 0 fill gradient 0,0–6,0 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 0.75 0 0] alpha 65535`},
		{"around a curve with one turn", `<linearGradient id="g"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0C0 8 16 8 8 8"/>`, `M0 0 C0 6 12 6 6 6 fill gradient 0,0–7.68,0 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 0.7813 0 0] alpha 65535`},
		{"a move at the end counts not", `<linearGradient id="g"><stop/><stop offset="1" stop-color="red"/></linearGradient><path fill="url(#g)" d="M0 0h8v8zM99 99"/>`, `M0 0 L6 0 L6 6 Z M74.25 74.25 fill gradient 0,0–6,0 ×1 0:gray(0) 65535:rgb(65535 0 0) matrix [1 0 0 1 0 0] alpha 65535`},
	})
}

func TestReferences(t *testing.T) {
	checkDrawn(t, []readTest{
		{"used at a place", `<defs><path id="p" d="M0 0h8"/></defs><use href="#p" x="8" y="8"/>`, `M6 6 L12 6 fill gray(0)`},
		{"used twice", `<path id="p" d="M0 0h8"/><use href="#p" x="8"/>`, `M0 0 L6 0 fill gray(0) ; M6 0 L12 0 fill gray(0)`},
		{"not there", `<use href="#p"/>`, `refused: it uses “#p”, which is not there`},
		{"in another file", `<use href="x.svg#p"/>`, `refused: it uses “x.svg#p”, which is not there`},
		{"not even named", `<use/>`, `refused: it uses “”, which is not there`},
		{"a group that uses itself", `<g id="a"><use href="#a"/></g>`, `refused: it uses “#a” within itself, or too often`},
		{"styles go along", `<defs><path id="p" d="M0 0h8"/></defs><use href="#p" fill="red"/>`, `M0 0 L6 0 fill rgb(65535 0 0)`},
		{"a symbol by itself", `<symbol id="s"><path d="M0 0h8"/></symbol>`, ``},
		{"a symbol in its own size", `<symbol id="s" width="8" height="8"><path d="M0 0h8"/></symbol><use href="#s"/>`, `M0 0 L6 0 fill gray(0) within 5 steps clip M0 0 L6 0 L6 6 L0 6 Z`},
		{"a symbol in the size of its use", `<symbol id="s" width="8" height="8" viewBox="0 0 8 8"><path d="M0 0h8"/></symbol><use href="#s" width="16" height="16"/>`, `M0 0 L12 0 fill gray(0) within 5 steps clip M0 0 L12 0 L12 12 L0 12 Z`},
		{"the first of two with an id", `<path id="p" d="M0 0h8"/><path id="p" d="M0 0v8"/><use href="#p" x="8"/>`, `M0 0 L6 0 fill gray(0) ; M0 0 L0 6 fill gray(0) ; M6 0 L12 0 fill gray(0)`},
		{"by xlink", `<defs><path id="p" d="M0 0h8"/></defs><use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#p"/>`, `M0 0 L6 0 fill gray(0)`},
		{"href over xlink", `<defs><path id="p" d="M0 0h8"/></defs><use xmlns:xlink="http://www.w3.org/1999/xlink" href="#p" xlink:href="#q"/>`, `M0 0 L6 0 fill gray(0)`},
		{"the first of a switch", `<switch><title>x</title><path systemLanguage="de" d="M0 0h1"/><path requiredExtensions="x" d="M0 0h2"/><path d="M0 0h8"/><path d="M0 0h3"/></switch>`, `M0 0 L6 0 fill gray(0)`},
		{"a switch of which nothing holds", `<switch><path systemLanguage="de" d="M0 0h1"/></switch>`, ``},
	})
}

func TestLeftToPixels(t *testing.T) {
	checkDrawn(t, []readTest{
		{`mask="none"`, `<path mask="none" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{`mask="url(#m)"`, `<path mask="url(#m)" d="M0 0h8"/>`, `shapes: it uses “mask: url(#m)” (path)`},
		{`filter="none"`, `<path filter="none" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{`filter="url(#f)"`, `<path filter="url(#f)" d="M0 0h8"/>`, `shapes: it uses “filter: url(#f)” (path)`},
		{`style="mix-blend-mode:normal"`, `<path style="mix-blend-mode:normal" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{`style="mix-blend-mode:multiply"`, `<path style="mix-blend-mode:multiply" d="M0 0h8"/>`, `shapes: it uses “mix-blend-mode: multiply” (path)`},
		{`writing-mode="lr-tb"`, `<path writing-mode="lr-tb" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{`writing-mode="tb"`, `<path writing-mode="tb" d="M0 0h8"/>`, `shapes: it uses “writing-mode: tb” (path)`},
		{`vector-effect="none"`, `<path vector-effect="none" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{`vector-effect="non-scaling-stroke"`, `<path vector-effect="non-scaling-stroke" d="M0 0h8"/>`, `shapes: it uses “vector-effect: non-scaling-stroke” (path)`},
		{`marker-start="none"`, `<path marker-start="none" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{`marker-start="url(#m)"`, `<path marker-start="url(#m)" d="M0 0h8"/>`, `shapes: it uses “marker-start: url(#m)” (path)`},
		{`marker-mid="url(#m)"`, `<path marker-mid="url(#m)" d="M0 0h8"/>`, `shapes: it uses “marker-mid: url(#m)” (path)`},
		{`marker-end="url(#m)"`, `<path marker-end="url(#m)" d="M0 0h8"/>`, `shapes: it uses “marker-end: url(#m)” (path)`},
		{`style="marker:url(#m)"`, `<path style="marker:url(#m)" d="M0 0h8"/>`, `shapes: it uses “marker-start: url(#m)” (path)`},
		{`style="marker:none"`, `<path style="marker:none" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{`paint-order="normal"`, `<path paint-order="normal" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{`paint-order="fill stroke"`, `<path paint-order="fill stroke" d="M0 0h8"/>`, `M0 0 L6 0 fill gray(0)`},
		{`paint-order="stroke"`, `<path paint-order="stroke" d="M0 0h8"/>`, `shapes: it uses “paint-order: stroke”`},
		{`style="font:10px a"`, `<path style="font:10px a" d="M0 0h8"/>`, `shapes: it uses “font: 10px a” (path)`},
		{`transform="x"`, `<path transform="x" d="M0 0h8"/>`, `shapes: it has the transformation “x”`},
		{`display="none"`, `<path display="none" d="M0 0h8"/>`, ``},
		{"text without faces", `<text>a</text>`, `shapes: it has text`},
		{"inherited marks", `<g marker-end="url(#m)"><path d="M0 0h8"/></g>`, `shapes: it uses “marker-end: url(#m)” (g)`},
		{"a pattern", `<pattern id="p"/><path fill="url(#p)" d="M0 0h8"/>`, `shapes: it is painted with a pattern`},
	})
}
