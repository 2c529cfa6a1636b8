package main

import (
	"fmt"
	"os"
)

// ink is a picture of black and white, cut to what is black. The picture has a white margin of inkMargin pixels.
type ink struct {
	width, height int
	black         []bool
}

// inkMargin is as wide as a picture may be moved, and a pixel more.
const inkMargin = 4

func (p *ink) at(x, y int) bool {
	return x >= 0 && y >= 0 && x < p.width && y < p.height && p.black[y*p.width+x]
}

// readInk reads a PGM file of 8 bits (netpbm, pgm(5)).
func readInk(name string) (*ink, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var w, h, most int
	if _, err := fmt.Sscanf(string(data[:min(len(data), 64)]), "P5\n%d %d\n%d", &w, &h, &most); err != nil || most != 255 || len(data) < w*h {
		return nil, fmt.Errorf("%s is no PGM: %v", name, err)
	}
	gray := data[len(data)-w*h:]
	x0, y0, x1, y1 := w, h, -1, -1
	for y := range h {
		for x, v := range gray[y*w : (y+1)*w] {
			if v < 128 {
				x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
			}
		}
	}
	if x1 < 0 {
		return &ink{}, nil
	}
	out := &ink{width: x1 - x0 + 1 + 2*inkMargin, height: y1 - y0 + 1 + 2*inkMargin}
	out.black = make([]bool, out.width*out.height)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			out.black[(y-y0+inkMargin)*out.width+x-x0+inkMargin] = gray[y*w+x] < 128
		}
	}
	return out, nil
}

// alike gives the share of the ink of two pictures that lies on or beside that of the other, whichever is less, where one is
// moved by up to three pixels so that they fit best.
func alike(a, b *ink) (best float64) {
	const far = inkMargin - 1
	for dy := -far; dy <= far; dy++ {
		for dx := -far; dx <= far; dx++ {
			best = max(best, min(covered(a, b, dx, dy), covered(b, a, -dx, -dy)))
		}
	}
	return best
}

// covered gives the share of the ink of a that is at most a pixel from ink of b, which is moved by dx, dy.
func covered(a, b *ink, dx, dy int) float64 {
	all, on := 0, 0
	for y := range a.height {
		for x := range a.width {
			if !a.black[y*a.width+x] {
				continue
			}
			all++
			if near(b, x-dx, y-dy) {
				on++
			}
		}
	}
	if all == 0 {
		return 0
	}
	return float64(on) / float64(all)
}

func near(p *ink, x, y int) bool {
	for j := y - 1; j <= y+1; j++ {
		for i := x - 1; i <= x+1; i++ {
			if p.at(i, j) {
				return true
			}
		}
	}
	return false
}
