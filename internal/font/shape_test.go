package font

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"quire/internal/golden"

	gotext "github.com/go-text/typesetting/font"
)

func load(t testing.TB, file string) *Face {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../styles/fonts", file))
	if err != nil {
		t.Fatal(err)
	}
	f, err := Parse(file, data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Each golden says in its comment what it shows. Its input has a line for the font, and lines of
// “language|direction|features|text”; its want file has each cluster with its glyphs.
func TestShapeGolden(t *testing.T) {
	golden.Run(t, "testdata/shape/*.txtar", func(t *testing.T, a *golden.Archive) {
		lines := strings.Split(strings.TrimSpace(string(a.Files[0].Data)), "\n")
		f := load(t, lines[0])
		names, err := readFont(f.Data())
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, line := range lines[1:] {
			p := strings.SplitN(line, "|", 4)
			text, err := strconv.Unquote(`"` + p[3] + `"`)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%s\n", line)
			dir := LeftToRight
			if p[1] == "rtl" {
				dir = RightToLeft
			}
			g := f.Shape(text, features(p[2]), p[0], dir)
			for c := range clusters(g) {
				fmt.Fprintf(&b, "\t%+q", c[0].Text(text))
				for _, x := range c {
					fmt.Fprintf(&b, " %s", names.GlyphName(gotext.GID(x.ID)))
					fmt.Fprintf(&b, "+%d", x.Advance)
					if x.XOffset != 0 || x.YOffset != 0 {
						fmt.Fprintf(&b, "@%d,%d", x.XOffset, x.YOffset)
					}
				}
				b.WriteByte('\n')
			}
		}
		a.Want(t, "want", b.String())
	})
}

func features(list string) (out []Feature) {
	for _, f := range strings.Split(list, ",") {
		if tag, off := strings.CutPrefix(f, "-"); off {
			out = append(out, Feature{tag, 0})
		} else if f != "" {
			out = append(out, Feature{f, 1})
		}
	}
	return out
}

// Whatever the text, the clusters cover it without gap or overlap, in reading order or its reverse.
func TestClustersCoverTheText(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	for _, text := range []string{
		"office", "Trotsky\u00ad", "fi\u00adfi", "a\u200db", "\u200dab", "e\u0301a\u0323\u0302", "Ἀθῆναι και Москва", "שלום עולם",
		"x\ufe0f", "\u00ad", "\u200b", "a\xffb", "😀 ok", "ﬁ ½ …", "\u0301x",
	} {
		for _, dir := range []Direction{LeftToRight, RightToLeft} {
			var parts []string
			for c := range clusters(f.Shape(text, nil, "en", dir)) {
				if dir == RightToLeft {
					parts = append([]string{c[0].Text(text)}, parts...)
				} else {
					parts = append(parts, c[0].Text(text))
				}
			}
			if got := strings.Join(parts, ""); got != text && len(parts) > 0 {
				t.Errorf("%+q, direction %d: clusters %+q", text, dir, parts)
			}
		}
	}
}

// A soft hyphen is a hyphen at the end of a text and nothing within it.
func TestSoftHyphen(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	hyphen := f.Shape("\u2010", nil, "en", LeftToRight)[0]
	g := f.Shape("ab\u00ad", nil, "en", LeftToRight)
	if len(g) != 3 || g[2].ID != hyphen.ID || g[2].Start != 2 || g[2].End != 4 {
		t.Errorf("at the end: %+v", g)
	}
	g = f.Shape("a\u00adb", nil, "en", LeftToRight)
	if len(g) != 2 || g[0].Text("a\u00adb") != "a\u00ad" {
		t.Errorf("within: %+v", g)
	}
}

// Shaping in many goroutines gives what shaping in one gives; the race detector watches.
func TestShapeConcurrently(t *testing.T) {
	f, alone := load(t, "EBGaramond-Italic.ttf"), load(t, "EBGaramond-Italic.ttf")
	words := strings.Fields("the quick affluent office of Œuvres Complètes, 1879–1950 “VAT” fjord")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, w := range words {
				if a, b := fmt.Sprint(f.Shape(w, features("onum"), "en", LeftToRight)), fmt.Sprint(alone.shape("", w, "", features("onum"), "en", LeftToRight)); a != b {
					t.Errorf("%s: %s, alone %s", w, a, b)
				}
			}
		})
	}
	wg.Wait()
}

func TestMetrics(t *testing.T) {
	for file, want := range map[string]string{
		"EBGaramond-Regular.ttf":  "EBGaramond-Regular 1000 serif upright proportional 400",
		"EBGaramond-Italic.ttf":   "EBGaramond-Italic 1000 serif italic proportional 400",
		"EBGaramond-SemiBold.ttf": "EBGaramond-SemiBold 1000 serif upright proportional 600",
		"IBMPlexMono-Regular.ttf": "IBMPlexMono-Regular 1000 sans upright fixed 400",
	} {
		f := load(t, file)
		m := f.Metrics()
		say := func(b bool, yes, no string) string {
			if b {
				return yes
			}
			return no
		}
		got := fmt.Sprint(f.Name(), " ", f.UnitsPerEm(), " ", say(m.Serif, "serif", "sans"), " ", say(m.Italic, "italic", "upright"), " ",
			say(m.FixedPitch, "fixed", "proportional"), " ", m.Weight)
		if got != want {
			t.Errorf("%s: %s, want %s", file, got, want)
		}
		if !m.Embeddable || m.Ascent <= 0 || m.Descent >= 0 || m.XHeight <= 0 || m.CapHeight <= m.XHeight || m.UnderlineThickness <= 0 {
			t.Errorf("%s: %+v", file, m)
		}
	}
}

func TestHas(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	for _, r := range "aéſŒЖѣΩᾆ½→§†‡№\u00a0\u202f\u2009\u00ad\u200d\u2011\u2010" {
		if !f.Has(r) {
			t.Errorf("%c %U is missing", r, r)
		}
	}
	for _, r := range "漢שא😀" {
		if f.Has(r) {
			t.Errorf("%c %U is said to be there", r, r)
		}
	}
}

// HasFeature and Has accept any input.
func TestHasFeature(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	for tag, want := range map[string]bool{"smcp": true, "onum": true, "zzzz": false, "": false, "smcp2": false} {
		if f.HasFeature(tag) != want {
			t.Errorf("%q: %v", tag, !want)
		}
	}
}

func TestBounds(t *testing.T) {
	f := load(t, "EBGaramond-Regular.ttf")
	glyph := func(text string) uint32 { return f.Shape(text, nil, "en", LeftToRight)[0].ID }
	if b, ok := f.Bounds(glyph("p")); !ok || b.YMin >= 0 || b.YMax <= 0 || b.XMax <= b.XMin {
		t.Errorf("the box of p is %+v, %v", b, ok)
	}
	if b, ok := f.Bounds(glyph(" ")); ok {
		t.Errorf("a space has ink in %+v", b)
	}
}

func BenchmarkShapeWord(b *testing.B) {
	f := load(b, "EBGaramond-Regular.ttf")
	on := features("onum")
	b.Run("fresh", func(b *testing.B) {
		for b.Loop() {
			f.shape("", "Affectionate", "", on, "en", LeftToRight)
		}
	})
	b.Run("remembered", func(b *testing.B) {
		for b.Loop() {
			f.Shape("Affectionate", on, "en", LeftToRight)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	data, err := os.ReadFile("../../styles/fonts/EBGaramond-Regular.ttf")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Parse("x", data); err != nil {
			b.Fatal(err)
		}
	}
}

// clusters calls yield for each cluster of a shaped text in painting order: the glyphs that belong together.
func clusters(glyphs []Glyph) func(yield func([]Glyph) bool) {
	return func(yield func([]Glyph) bool) {
		for i := 0; i < len(glyphs); {
			j := i + 1
			for j < len(glyphs) && glyphs[j].Start == glyphs[i].Start && glyphs[j].End == glyphs[i].End {
				j++
			}
			if !yield(glyphs[i:j:j]) {
				return
			}
			i = j
		}
	}
}
