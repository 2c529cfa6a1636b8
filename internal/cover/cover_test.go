package cover

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"os"
	"slices"
	"testing"

	"quire/internal/doc"
	"quire/internal/font"
)

var out = flag.String("out", "", "write the covers of the tests to this folder, to be looked at")

func faces(t *testing.T) Fonts {
	parse := func(name string) *font.Face {
		data, err := os.ReadFile("../../styles/fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		f, err := font.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	return Fonts{parse("EBGaramond-Regular"), parse("EBGaramond-Italic")}
}

func TestCover(t *testing.T) {
	fonts := faces(t)
	for name, m := range map[string]doc.Meta{
		"essay": {Title: "Against a Receipt", Subtitle: "On the notebooks of Victor Serge", Creators: []doc.Person{{Name: "Ada Writer", Role: "aut"}}, Publisher: "The Press", Lang: "en-GB", Identifier: "urn:x:1"},
		"long":  {Title: "A Very Long and Discursive Title Such as the Eighteenth Century Would Have Liked, with Everything in It", Creators: []doc.Person{{Name: "Ada Writer"}, {Name: "Bert Writer"}, {Name: "Cecilia Longname-Writer"}}, Lang: "en", Identifier: "urn:x:2"},
		"word":  {Title: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", Lang: "de"},
		"bare":  {},
	} {
		c := Draw(m, fonts)
		if c.Unset != "" {
			t.Errorf("%s: “%s” is not set", name, c.Unset)
		}
		svg := c.SVG()
		d := xml.NewDecoder(bytes.NewReader(svg))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: the SVG is not well-formed: %v", name, err)
			}
		}
		data, err := c.PNG()
		if err != nil {
			t.Fatal(err)
		}
		im, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if im.Bounds().Dx() != Width || im.Bounds().Dy() != Height {
			t.Errorf("%s: the picture is %v large", name, im.Bounds())
		}
		again, err := Draw(m, fonts).PNG()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(data, again) {
			t.Errorf("%s: drawn twice, the cover differs", name)
		}
		if *out != "" {
			for ext, b := range map[string][]byte{".svg": svg, ".png": data} {
				if err := os.WriteFile(*out+"/"+name+ext, b, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// A cover without words is better than one with boxes for letters.
func TestLettersThatAreMissing(t *testing.T) {
	c := Draw(doc.Meta{Title: "Letters", Subtitle: "ספר", Lang: "en"}, faces(t))
	if c.Unset != "ספר" || len(c.shapes) >= len(Draw(doc.Meta{Title: "Letters", Lang: "en"}, faces(t)).shapes) {
		t.Errorf("“%s” is not set; %d shapes", c.Unset, len(c.shapes))
	}
}

// The coverage of a shape is its area: a rectangle between pixels, a triangle.
func TestFill(t *testing.T) {
	at := func(x, y int64) font.Point { return font.Point{X: x, Y: y, On: true} }
	for name, c := range map[string]struct {
		points []font.Point
		area   int64 // in pixels, times levels
	}{
		"pixels":   {[]font.Point{at(0, 0), at(640, 0), at(640, 640), at(0, 640)}, 100 * levels},
		"halves":   {[]font.Point{at(32, 32), at(608, 32), at(608, 608), at(32, 608)}, 81 * levels},
		"backward": {[]font.Point{at(0, 640), at(640, 640), at(640, 0), at(0, 0)}, 100 * levels},
		"triangle": {[]font.Point{at(0, 0), at(6400, 0), at(0, 6400)}, 5000 * levels},
		"outside":  {[]font.Point{at(-640, -640), at(640, -640), at(640, 640), at(-640, 640)}, 100 * levels},
	} {
		got := int64(0)
		fill([][]font.Point{c.points}, func(_, x0, x1, coverage int) { got += int64((x1 - x0) * coverage) })
		if d := got - c.area; d < -c.area/100 || d > c.area/100 {
			t.Errorf("%s: covers %d/%d pixels, want %d", name, got, levels, c.area)
		}
	}
}

// The label has author, title, subtitle and publisher, with rules between; authors who publish their own work are named
// once.
func TestLabel(t *testing.T) {
	fonts := faces(t)
	ada := []doc.Person{{Name: "Ada Writer", Role: "aut"}, {Name: "Tom Translator", Role: "trl"}}
	for _, c := range []struct {
		meta doc.Meta
		want []string
	}{
		{doc.Meta{Title: "Tides", Subtitle: "A study", Creators: ada, Publisher: "The Press"}, []string{"Ada Writer", "", "Tides", "A study", "", "The Press"}},
		{doc.Meta{Title: "Tides", Creators: ada, Publisher: "Ada Writer"}, []string{"Ada Writer", "", "Tides"}},
		{doc.Meta{Title: "Tides", Publisher: "The Press"}, []string{"Tides", "", "The Press"}},
		{doc.Meta{Title: "Tides and Harbours of the North"}, []string{"Tides and Harbours", "of the North"}},
		{doc.Meta{}, nil},
	} {
		var got []string
		for _, l := range new(Cover).lines(c.meta, fonts, 1000) {
			got = append(got, l.text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.meta, got, c.want)
		}
	}
}

// Between two control points in a row lies a point on the curve; a corner ends a curve.
func TestSegments(t *testing.T) {
	on := func(x, y int64) font.Point { return font.Point{X: x, Y: y, On: true} }
	off := func(x, y int64) font.Point { return font.Point{X: x, Y: y} }
	var got []string
	segments([]font.Point{on(0, 0), on(4, 0), off(8, 0), off(8, 4), on(4, 4), off(0, 4)},
		func(p font.Point) { got = append(got, fmt.Sprint("M", p.X, p.Y)) },
		func(p font.Point) { got = append(got, fmt.Sprint("L", p.X, p.Y)) },
		func(q, p font.Point) { got = append(got, fmt.Sprint("Q", q.X, q.Y, p.X, p.Y)) })
	if want := []string{"M0 0", "L4 0", "Q8 0 8 2", "Q8 4 4 4", "Q0 4 0 0"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func BenchmarkPNG(b *testing.B) {
	t := &testing.T{}
	c := Draw(doc.Meta{Title: "Against a Receipt", Subtitle: "On the notebooks of Victor Serge", Lang: "en-GB"}, faces(t))
	for b.Loop() {
		if _, err := c.PNG(); err != nil {
			b.Fatal(err)
		}
	}
}
