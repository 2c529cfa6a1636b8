package lang

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// testdata/BidiCharacterTest.txt is every 230th case of the Unicode Character Database's file of that name; with
// the whole file in its place the test passes, too. Each case has characters, the paragraph's direction, levels ("x"
// for what is removed) and the visual order.
func TestBidiConformance(t *testing.T) {
	data, err := os.ReadFile("testdata/BidiCharacterTest.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSpace(line), ";")
		if len(f) != 5 || line[0] == '#' {
			continue
		}
		cases++
		var text strings.Builder
		for _, h := range strings.Fields(f[0]) {
			r, err := strconv.ParseUint(h, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			text.WriteRune(rune(r))
		}
		levels, removed := bidiLevels(text.String(), f[2][0]-'0')
		var got, order []string
		var kept []uint8
		var index []int
		for i, l := range levels {
			if removed[i] {
				got = append(got, "x")
				continue
			}
			got = append(got, fmt.Sprint(l))
			kept = append(kept, l)
			index = append(index, i)
		}
		for _, k := range VisualOrder(kept) {
			order = append(order, strconv.Itoa(index[k]))
		}
		if g := strings.Join(got, " "); g != f[3] {
			t.Errorf("%s: levels %s, want %s", f[0], g, f[3])
		}
		if g := strings.Join(order, " "); g != f[4] {
			t.Errorf("%s: order %s, want %s", f[0], g, f[4])
		}
	}
	if cases < 300 {
		t.Errorf("only %d cases", cases)
	}
}

func TestBidiRuns(t *testing.T) {
	for _, c := range []struct {
		text string
		rtl  bool
		want string
	}{
		{"plain – text", false, "0:plain – text"},
		{"he said שלום 12 to", false, "0:he said |1:שלום |2:12|0: to"},
		{"he said שלום, 12 to", true, "2:he said|1: שלום, |2:12|1: |2:to"},
		{"a\xffב", false, "0:a\xff|1:ב"},
		// What is isolated within an isolate does not tell its direction (P2, P3).
		{"x \u2068\u2066a\u2069ב\u2069", false, "0:x \u2068|1:\u2066|2:a|1:\u2069ב|0:\u2069"},
		{"x \u2068\u2067ב\u2069a\u2069", false, "0:x \u2068|2:\u2067|3:ב|2:\u2069a|0:\u2069"},
		{"", true, ""},
	} {
		var got []string
		for _, r := range BidiRuns(c.text, c.rtl) {
			got = append(got, fmt.Sprintf("%d:%s", r.Level, c.text[r.Start:r.End]))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q: got %s, want %s", c.text, g, c.want)
		}
	}
}

// Whatever the text, the runs cover it and differ from their neighbours; the order is a permutation.
func FuzzBidiRuns(f *testing.F) {
	f.Add("abc אבג 12 (د) \u2067x\u2069", true)
	f.Add("\u202Aa\u202C\n\u202Bב", false)
	f.Fuzz(func(t *testing.T, text string, rtl bool) {
		at := 0
		var levels []uint8
		for i, r := range BidiRuns(text, rtl) {
			if r.Start != at || r.End <= r.Start || i > 0 && levels[i-1] == r.Level {
				t.Fatalf("run %+v after %d", r, at)
			}
			at = r.End
			levels = append(levels, r.Level)
		}
		if at != len(text) {
			t.Fatalf("runs end at %d of %d", at, len(text))
		}
		order := VisualOrder(levels)
		slices.Sort(order)
		for i, k := range order {
			if i != k {
				t.Fatalf("not a permutation: %v", order)
			}
		}
	})
}
