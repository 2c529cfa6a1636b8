package svg

import (
	"image"
	colors "image/color"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/math/fixed"
)

// paths fills a path of points in 64ths of a pixel and gives how dark each pixel is.
func filled(w, h int, evenOdd bool, paths ...[]fixed.Point26_6) *image.RGBA {
	im := image.NewRGBA(image.Rect(0, 0, w, h))
	s := newFiller(im)
	s.SetWinding(!evenOdd)
	s.SetColor(colors.Black)
	for _, p := range paths {
		s.Start(p[0])
		for _, q := range p[1:] {
			s.Line(q)
		}
		s.Line(p[0])
	}
	s.Draw()
	return im
}

func pt(x, y int) fixed.Point26_6 {
	return fixed.Point26_6{X: fixed.Int26_6(x), Y: fixed.Int26_6(y)}
}

// The area that is covered is that of the figure, wherever it lies, also where it hangs over the edges.
func TestAreas(t *testing.T) {
	const size = 32
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		at := func() int { return r.IntN(3*size*unit) - size*unit }
		p := []fixed.Point26_6{pt(at(), at()), pt(at(), at()), pt(at(), at())}
		im := filled(size, size, r.IntN(2) == 0, p)
		got := 0
		for i := 3; i < len(im.Pix); i += 4 {
			got += int(im.Pix[i])
		}
		want := clippedArea(p, size*unit) * 255 / (unit * unit)
		// Edges are rounded to 64ths where they cross the sides of pixels, and darkness to 255ths.
		if d := got - int(want); d > 1500 || d < -1500 {
			t.Fatalf("%v: darkness %d, want %d", p, got, int(want))
		}
	}
}

// clippedArea gives the area of a triangle within a square, by cutting it along the square's sides.
func clippedArea(p []fixed.Point26_6, size float64) float64 {
	type point struct{ x, y float64 }
	var poly []point
	for _, q := range p {
		poly = append(poly, point{float64(q.X), float64(q.Y)})
	}
	for _, side := range []func(point) float64{
		func(p point) float64 { return p.x },
		func(p point) float64 { return size - p.x },
		func(p point) float64 { return p.y },
		func(p point) float64 { return size - p.y },
	} {
		var cut []point
		for i, a := range poly {
			b := poly[(i+1)%len(poly)]
			da, db := side(a), side(b)
			if da >= 0 {
				cut = append(cut, a)
			}
			if (da >= 0) != (db >= 0) {
				k := da / (da - db)
				cut = append(cut, point{a.x + k*(b.x-a.x), a.y + k*(b.y-a.y)})
			}
		}
		poly = cut
	}
	sum := 0.0
	for i, a := range poly {
		b := poly[(i+1)%len(poly)]
		sum += a.x*b.y - b.x*a.y
	}
	return max(sum, -sum) / 2
}

// Where two squares lie in one another, the inner one is a hole by the even-odd rule, and by the other if it runs the
// other way.
func TestWinding(t *testing.T) {
	square := func(a, b int) []fixed.Point26_6 {
		return []fixed.Point26_6{pt(a*unit, a*unit), pt(b*unit, a*unit), pt(b*unit, b*unit), pt(a*unit, b*unit)}
	}
	against := []fixed.Point26_6{pt(4*unit, 4*unit), pt(4*unit, 8*unit), pt(8*unit, 8*unit), pt(8*unit, 4*unit)}
	for name, c := range map[string]struct {
		evenOdd bool
		inner   []fixed.Point26_6
		hole    bool
	}{
		"non-zero, the same way": {false, square(4, 8), false},
		"non-zero, against it":   {false, against, true},
		"even-odd":               {true, square(4, 8), true},
		"even-odd, against it":   {true, against, true},
	} {
		im := filled(12, 12, c.evenOdd, square(1, 11), c.inner)
		if hole := im.RGBAAt(6, 6).A == 0; hole != c.hole || im.RGBAAt(2, 6).A != 255 || im.RGBAAt(9, 9).A != 255 || im.RGBAAt(0, 6).A != 0 || im.RGBAAt(11, 6).A != 0 {
			t.Errorf("%s: the middle is %v, the rim %v", name, im.RGBAAt(6, 6), im.RGBAAt(2, 6))
		}
	}
}

// What is half covered is half as dark, and a colour that can be seen through lets what lies under it be seen.
func TestCoverage(t *testing.T) {
	im := filled(4, 2, false, []fixed.Point26_6{pt(32, 0), pt(160, 0), pt(160, 64), pt(32, 64)})
	for x, want := range []uint8{127, 255, 127, 0} {
		if got := im.RGBAAt(x, 0).A; got != want {
			t.Errorf("pixel %d: %d, want %d", x, got, want)
		}
		if im.RGBAAt(x, 1).A != 0 {
			t.Errorf("pixel %d of the next row is covered", x)
		}
	}
	s := newFiller(im)
	s.SetColor(colors.NRGBA{255, 0, 0, 128})
	s.SetClip(image.Rect(1, 0, 2, 1))
	s.Start(pt(0, 0))
	for _, p := range []fixed.Point26_6{pt(256, 0), pt(256, 128), pt(0, 128), pt(0, 0)} {
		s.Line(p)
	}
	s.Draw()
	if got := im.RGBAAt(1, 0); got.R != 128 || got.A != 255 {
		t.Errorf("over black: %v", got)
	}
	if got := im.RGBAAt(2, 0); got.R != 0 {
		t.Errorf("outside of the clip: %v", got)
	}
}
