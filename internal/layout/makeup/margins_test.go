package makeup

import (
	"testing"

	"quire/internal/dimen"
)

// Cases of css-page-3, §5.3.2: what boxes along a side get of 20 units. A box is min-content and max-content; size is set
// where it is given.
func TestPortion(t *testing.T) {
	auto := func(least, most dimen.Length) *extent {
		return &extent{auto: true, least: least * 1000, most: most * 1000, ceil: -1}
	}
	given := func(n dimen.Length) *extent { return &extent{size: n * 1000, ceil: -1} }
	bounded := func(e *extent, floor, ceil dimen.Length) *extent {
		e.floor, e.ceil = floor*1000, ceil*1000
		return e
	}
	for _, x := range []struct {
		what  string
		boxes [3]*extent
		want  [3]dimen.Length
	}{
		{"alone", [3]*extent{auto(1, 3), nil, nil}, [3]dimen.Length{20000, 0, 0}},
		{"the middle alone", [3]*extent{nil, auto(1, 3), nil}, [3]dimen.Length{0, 20000, 0}},
		{"room for two", [3]*extent{auto(3, 3), nil, auto(2, 2)}, [3]dimen.Length{12000, 0, 8000}},
		{"room for three", [3]*extent{auto(3, 3), auto(2, 2), auto(2, 2)}, [3]dimen.Length{7500, 5000, 7500}},
		{"too wide on one line", [3]*extent{auto(1, 9), auto(1, 17), auto(1, 3)}, [3]dimen.Length{5250, 9500, 5250}},
		{"too wide in any case", [3]*extent{auto(18, 18), auto(12, 12), auto(6, 6)}, [3]dimen.Length{7500, 5000, 7500}},
		{"one given, one not", [3]*extent{given(5), nil, auto(1, 1)}, [3]dimen.Length{5000, 0, 15000}},
		{"given on the side, the middle is auto", [3]*extent{given(4), auto(1, 2), nil}, [3]dimen.Length{4000, 12000, 0}},
		{"given in the middle", [3]*extent{auto(1, 2), given(10), auto(1, 9)}, [3]dimen.Length{5000, 10000, 5000}},
		{"all given", [3]*extent{given(3), given(9), given(4)}, [3]dimen.Length{3000, 9000, 4000}},
		{"at most", [3]*extent{bounded(auto(3, 3), 0, 4), nil, auto(2, 2)}, [3]dimen.Length{4000, 0, 16000}},
		{"at least", [3]*extent{auto(3, 3), bounded(auto(2, 2), 14, -1), nil}, [3]dimen.Length{3000, 14000, 0}},
		{"nothing in them", [3]*extent{auto(0, 0), nil, auto(0, 0)}, [3]dimen.Length{10000, 0, 10000}},
	} {
		var boxes [3]*marginBox
		for i, e := range x.boxes {
			if e != nil {
				if e.ceil < 0 {
					e.ceil = -1
				}
				boxes[i] = &marginBox{x: *e}
			}
		}
		var got, at [3]dimen.Length
		distribute(boxes, 0, 20000, func(b *marginBox) *extent { return &b.x }, func(b *marginBox, pos, size dimen.Length) {
			for i := range boxes {
				if boxes[i] == b {
					got[i], at[i] = size, pos
				}
			}
		})
		if got != x.want {
			t.Errorf("%s: %d, want %d", x.what, got, x.want)
		}
		if boxes[1] != nil && 2*at[1]+got[1] != 20000 || boxes[2] != nil && at[2]+got[2] != 20000 || at[0] != 0 {
			t.Errorf("%s: at %d with %d", x.what, at, got)
		}
	}
}
