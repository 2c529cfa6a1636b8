package svg

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/font"
	"quire/internal/page"
)

// asked notes which faces a text asks for.
type asked []string

func (a *asked) faces(faces Faces) Faces {
	return func(families []string, weight int, italic bool) []*font.Face {
		*a = append(*a, fmt.Sprintf("%s %d %v", strings.Join(families, ","), weight, italic))
		return faces(families, weight, italic)
	}
}

func TestTextFaces(t *testing.T) {
	for atts, want := range map[string]string{
		`font-family="A, 'B C'"`: "A,B C 400 false", `font-weight="bold"`: " 700 false", `font-weight="bolder"`: " 700 false", `font-weight="lighter"`: " 300 false",
		`font-weight="600"`: " 600 false", `font-weight="heavy"`: " 400 false", `font-style="italic"`: " 400 true", `font-style="oblique 10deg"`: " 400 true", `font-style="normal"`: " 400 false",
	} {
		var a asked
		if _, err := Read([]byte(head+`<text `+atts+`>a</text></svg>`), 96, 48, a.faces(serif(t))); err != nil || len(a) == 0 || a[0] != want {
			t.Errorf("%s: asked for %v %v", atts, a, err)
		}
	}
}

// Where the words of a text begin and end, in points to one decimal.
func TestTextPlaces(t *testing.T) {
	extent := func(body string) string {
		d, err := Read([]byte(head+body+`</svg>`), 96, 48, serif(t))
		if err != nil {
			return err.Error()
		}
		var out []string
		for _, s := range d.Shapes {
			var b box
			for _, p := range s.Path {
				if p.Op != page.Close {
					b.add(point{float64(p.X) / 65536, float64(p.Y) / 65536})
				}
			}
			out = append(out, fmt.Sprintf("%.1f–%.1f, %.1f–%.1f", b.min.x, b.max.x, b.min.y, b.max.y))
		}
		return strings.Join(out, "; ")
	}
	plain := extent(`<text x="8" y="32">I</text>`)
	for _, x := range []struct{ name, body, same string }{
		{"spaces before and after are dropped", `<text x="8" y="32">  I  </text>`, plain},
		{"several spaces are one", `<text x="8" y="32">I   I</text>`, extent(`<text x="8" y="32">I I</text>`)},
		{"a line feed is a space", "<text x=\"8\" y=\"32\">I\nI</text>", extent(`<text x="8" y="32">I I</text>`)},
		{"preserved spaces count", `<text x="8" y="32" xml:space="preserve" text-anchor="end">I  </text>`, extent(`<text x="8" y="32" xml:space="preserve" text-anchor="end">I&#160;&#160;</text>`)},
		{"dx moves", `<text x="4" dx="4" y="32">I</text>`, plain},
		{"dy moves", `<text x="8" y="30" dy="2">I</text>`, plain},
		{"a tspan with a place of its own", `<text x="8" y="32"><tspan x="8">I</tspan></text>`, plain},
		{"the outer list goes on in a tspan", `<text x="8 40" y="32">I<tspan>I</tspan></text>`, extent(`<text x="8" y="32">I</text><text x="40" y="32">I</text>`)},
		{"em in a place", `<text x=".5em" y="2em">I</text>`, plain},
		{"percentages in a place", `<text x="50%" y="50%">I</text>`, extent(`<text x="48" y="24">I</text>`)},
		{"a hidden tspan", `<text x="8" y="32">I<tspan display="none">I</tspan></text>`, plain},
		{"a title is not drawn", `<text x="8" y="32">I<title>I</title></text>`, plain},
		{"a link is", `<text x="8" y="32"><a>I</a></text>`, plain},
		{"a text that is empty", `<text x="8" y="32"> </text>`, ""},
		{"letters set apart", `<text x="8" y="32" letter-spacing="40" text-anchor="end">I</text>`, extent(`<text x="-32" y="32" text-anchor="end">I</text>`)},
		{"rotated", `<text rotate="3">I</text>`, "it has text with “rotate”"},
		{"stretched", `<text textLength="3">I</text>`, "it has text with “textLength”"},
		{"underlined", `<text text-decoration="underline">I</text>`, "it has text with “text-decoration: underline”"},
		{"plain properties", `<text x="8" y="32" text-decoration="none" baseline-shift="baseline" word-spacing="0" font-variant="normal">I</text>`, plain},
		{"a path of text", `<text><textPath>I</textPath></text>`, "it has the element “textPath” in a text"},
		{"a place that is none", `<text x="left">I</text>`, "it has the length “left”"},
		{"a size in px", `<text x="8" y="32" font-size="16px">I</text>`, plain},
		{"a list with commas", `<text x="8,40" y="32">II</text>`, extent(`<text x="8" y="32">I</text><text x="40" y="32">I</text>`)},
	} {
		if got := extent(x.body); got != x.same {
			t.Errorf("%s: %s\n got %s\nwant %s", x.name, x.body, got, x.same)
		}
	}
	base := extent(`<text x="8" y="32">I</text>`)
	for _, name := range []string{"middle", "central", "hanging", "text-before-edge", "text-top", "text-after-edge", "ideographic"} {
		if got := extent(`<text x="8" y="32" dominant-baseline="` + name + `">I</text>`); got == base {
			t.Errorf("the baseline %s is the alphabetic one", name)
		}
	}
	if got := extent(`<text x="8" y="32" dominant-baseline="alphabetic">I</text>`); got != base {
		t.Errorf("alphabetic: %s", got)
	}
}

// Files that are too large, or not SVG at all.
func TestLimits(t *testing.T) {
	for name, x := range map[string]struct {
		data          string
		width, height int
		want          string
	}{
		"depth":            {head + strings.Repeat("<g>", 64) + strings.Repeat("</g>", 64) + "</svg>", 9, 9, "its elements lie too deep in one another"},
		"elements":         {head + strings.Repeat("<g/>", 100_000) + "</svg>", 9, 9, "it has too many elements"},
		"segments":         {head + `<path d="M0 0` + strings.Repeat("h1", 200_001) + `"/></svg>`, 9, 9, "it has more than 200000 lines and curves"},
		"another encoding": {`<?xml version="1.0" encoding="latin1"?><svg/>`, 9, 9, "it is not well-formed: xml: opening charset \"latin1\": it is in the encoding \"latin1\" and not in UTF-8"},
		"no svg":           {`<html/>`, 9, 9, "it is no SVG"},
		"nothing":          {``, 9, 9, "it is no SVG"},
		"cut off":          {head, 9, 9, "it is not well-formed: XML syntax error on line 1: unexpected EOF"},
		"no width":         {head + `</svg>`, 0, 9, "it is 0 × 9 pixels large"},
		"no height":        {head + `</svg>`, 9, 0, "it is 9 × 0 pixels large"},
		"too wide":         {head + `</svg>`, 1<<16 + 1, 9, "it is 65537 × 9 pixels large"},
		"too high":         {head + `</svg>`, 9, 1<<16 + 1, "it is 9 × 65537 pixels large"},
		"an empty view":    {`<svg viewBox="0 0 0 0"/>`, 9, 9, "it has no size"},
	} {
		if _, err := Read([]byte(x.data), x.width, x.height, nil); err == nil || err.Error() != x.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	if d, err := Read([]byte(head+strings.Repeat("<g>", 63)+strings.Repeat("</g>", 63)+`</svg>`), 9, 9, nil); err != nil || d.Width != length(6.75) {
		t.Errorf("63 deep: %v %v", d, err)
	}
}

// External references are refused: a picture shows what is in its file alone.
func TestExternalReferences(t *testing.T) {
	for body, want := range map[string]string{
		`<image href="a.png"/>`: "it shows “a.png”, which is not in it", `<feImage href="a.png"/>`: "it shows “a.png”, which is not in it",
		`<image href="data:image/png;base64,"/>`: "", `<feImage href="#a"/>`: "", `<image/>`: "", `<g><foreignObject/></g>`: "it has the element “foreignObject”",
		`<a href="https://example.org"/>`: "", `<use href="a.svg#b"/>`: "",
	} {
		root, _, err := parse([]byte(head + body + `</svg>`))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := rejectExternal(root); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q", body, got)
		}
	}
}

// The fonts for pixels are those of the families that a file names anywhere.
func TestFamilies(t *testing.T) {
	for body, want := range map[string]string{
		`<text font-family="A, 'B C'"/>`: "A|B C", `<text style="font-family: A"/>`: "A", `<style>text{font-family:A} g{font:bold 12px/1.5 B, C}</style>`: "A|B|C",
		`<text style="font: italic medium A"/>`: "A", `<text style="font: caption"/>`: "", `<text font="10pt A"/>`: "A", `<style>text{font-family:A} @media x{} g{font-family:B}</style>`: "A",
	} {
		root, _, err := parse([]byte(head + body + `</svg>`))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		root.walk(func(e *element) { got = append(got, e.families()...) })
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: %s", body, s)
		}
	}
}
