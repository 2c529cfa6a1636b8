package formula

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/golden"
	"quire/internal/math"
	"quire/internal/page"
)

// testSetter sets formulas in Garamond-Math of 10pt, and words in EB Garamond.
func testSetter(t testing.TB) *Setter {
	t.Helper()
	read := func(file, name string) *font.Face {
		data, err := os.ReadFile("../../../styles/fonts/" + file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := font.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	face, ok := NewFace(read("Garamond-Math.otf", "math"))
	if !ok {
		t.Fatal("the face has no MATH table")
	}
	text := read("EBGaramond-Regular.ttf", "text")
	words := func(s string, _ math.TextFont, size dimen.Length) []Run {
		r := Run{Face: text, Size: size, Text: s}
		for _, g := range text.Shape(s, nil, "en", font.LeftToRight) {
			r.Glyphs = append(r.Glyphs, page.Glyph{ID: g.ID, Start: int32(g.Start), End: int32(g.End), Advance: size.MulDiv(int64(g.Advance), int64(text.UnitsPerEm()))})
		}
		return []Run{r}
	}
	return &Setter{Face: face, Size: 10 * dimen.PT, Words: words}
}

func read(t testing.TB, src string, display bool) *math.Formula {
	t.Helper()
	f, faults := math.Parse(src, math.Options{Display: display})
	for _, x := range faults {
		t.Errorf("%s: %s", src, x.Message)
	}
	return f
}

// dump writes what is seen of a box: its measures, then each run and each rule with its place.
func dump(b *Box) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s wide, %s high, %s deep\n", b.Width.Tenths(), b.Height.Tenths(), b.Depth.Tenths())
	b.Walk(func(p Placed) {
		switch {
		case p.Run != nil:
			said := p.Run.Text
			if said == "" {
				said = "(part)"
			}
			fmt.Fprintf(&s, "%6s %6s  %s", p.X.Tenths(), p.Y.Tenths(), said)
			if p.Run.Size != 10*dimen.PT {
				fmt.Fprintf(&s, " at %spt", p.Run.Size.Tenths())
			}
		case p.Ink != nil:
			fmt.Fprintf(&s, "%6s %6s  rule %s × %s", p.X.Tenths(), p.Y.Tenths(), p.Width.Tenths(), p.Height.Tenths())
		default:
			fmt.Fprintf(&s, "%6s %6s  link %s%s", p.X.Tenths(), p.Y.Tenths(), p.Link.URL, p.Link.Label)
		}
		s.WriteByte('\n')
	})
	return s.String()
}

// The places of all parts of formulas, one archive for each construct. A file *.tex is set on lines of its own, a file
// *.inline in a line.
func TestGoldens(t *testing.T) {
	set := testSetter(t)
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *golden.Archive) {
		for _, f := range a.Files {
			name, ext, _ := strings.Cut(f.Name, ".")
			src := strings.TrimSpace(string(f.Data))
			var out strings.Builder
			switch ext {
			case "tex":
				for _, row := range set.Display(read(t, src, true), 300*dimen.PT) {
					out.WriteString(dump(row.Box))
					if row.Overfull > 0 {
						fmt.Fprintf(&out, "overfull by %s\n", row.Overfull.Tenths())
					}
				}
			case "inline":
				for _, p := range set.Inline(read(t, src, false)) {
					out.WriteString(dump(p.Box))
					fmt.Fprintf(&out, "then %s +%s -%s, penalty %d\n", p.Gap.Tenths(), p.Stretch.Tenths(), p.Shrink.Tenths(), p.Penalty)
				}
			default:
				continue
			}
			a.Want(t, name+".want", out.String())
		}
	})
}

// All letters of a formula are set, in their order.
func TestNoLetterIsLost(t *testing.T) {
	set := testSetter(t)
	for _, c := range []struct{ src, want string }{
		{`\frac{a}{b}+\sqrt[c]{d}^e_f`, "𝑎𝑏+𝑐√𝑑𝑓𝑒"},
		{`\left(\begin{matrix}a&b\\c&d\end{matrix}\right)`, "(𝑎𝑏𝑐𝑑)"},
		{`\hat{a}\overbrace{b}^{c}\underset{d}{e}`, "𝑎\u0302𝑏⏞𝑐𝑒𝑑"},
		{`\sum_{i=1}^{n}\text{where }x`, "∑𝑛𝑖=1where 𝑥"},
	} {
		var got strings.Builder
		for _, row := range set.Display(read(t, c.src, true), 300*dimen.PT) {
			row.Walk(func(p Placed) {
				if p.Run != nil {
					got.WriteString(p.Run.Text)
				}
			})
		}
		if got.String() != c.want {
			t.Errorf("%s: %q, want %q", c.src, got.String(), c.want)
		}
	}
}

// A formula in a line has the same parts, whether it is cut at operators or joined.
func TestJoin(t *testing.T) {
	set := testSetter(t)
	f := read(t, `a+b=c\cdot d`, false)
	pieces := set.Inline(f)
	if len(pieces) < 4 {
		t.Fatalf("%d pieces", len(pieces))
	}
	width := dimen.Length(0)
	for i, p := range pieces {
		width += p.Box.Width
		if i+1 < len(pieces) {
			width += p.Gap
		}
	}
	if one := Join(set.Inline(f)); len(one) != 1 || one[0].Box.Width != width {
		t.Errorf("joined: %d pieces, %s wide, want %s", len(one), one[0].Box.Width, width)
	}
}

// An assembly is as high as is asked for, whatever that is, and the parts of it overlap.
func TestAssembly(t *testing.T) {
	st := &state{Setter: testSetter(t), base: 10 * dimen.PT, display: true}
	for size := 5 * dimen.PT; size < 400*dimen.PT; size += 7 * dimen.PT {
		for _, c := range []string{"(", "√", "{", "|"} {
			if b := st.grown(c, vertically, size); b.extent() < size-dimen.PT/100 || b.extent() > size+size/3+5*dimen.PT {
				t.Errorf("%s is %s high, want %s", c, b.extent(), size)
			}
		}
		if b := st.grown("→", horizontally, size); b.Width < size-dimen.PT {
			t.Errorf("→ is %s wide, want %s", b.Width, size)
		}
	}
}

// FuzzSet sets whatever the reader makes of a text, in a line and on lines of its own.
func FuzzSet(f *testing.F) {
	for _, s := range []string{
		`\frac{a}{b}`, `\sqrt[3]{x}`, `x^{2}_{i}`, `\left(\frac12\right)`, `\begin{align}a&=b\\c&=d\tag{1}\end{align}`, `\overbrace{a}^{b}`,
		`\begin{array}{c|c}a&b\\\hline c&d\end{array}`, `\xrightarrow[a]{b}`, `\boxed{\cancel{x}}`, `\widehat{abc}`, `{\Huge x}\rule{99em}{99em}`,
	} {
		f.Add(s)
	}
	set := testSetter(f)
	const most = 1 << 50
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 2000 {
			return
		}
		for _, display := range []bool{false, true} {
			m, _ := math.Parse(src, math.Options{Display: display})
			check := func(b *Box) {
				if b.Width > most || b.Width < -most || b.extent() > most {
					t.Errorf("%q: %s wide, %s high", src, b.Width, b.extent())
				}
				b.Walk(func(Placed) {})
			}
			for _, p := range set.Inline(m) {
				check(p.Box)
			}
			for _, r := range set.Display(m, 300*dimen.PT) {
				check(r.Box)
			}
		}
	})
}

// The time of a formula as they stand in textbooks.
func BenchmarkSet(b *testing.B) {
	set := testSetter(b)
	f := read(b, `\sum_{i=1}^{n}\frac{x_i-\mu}{\sigma^2}=\sqrt{\left(\frac{a}{b}\right)^2+c}`, true)
	for b.Loop() {
		set.Display(f, 300*dimen.PT)
	}
}
