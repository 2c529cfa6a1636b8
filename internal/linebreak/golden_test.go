package linebreak_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"quire/internal/dimen"
	"quire/internal/golden"
	. "quire/internal/linebreak"
)

// emWidth is the width of a character in thousandths of an em, much as in a book face.
func emWidth(r rune) dimen.Length {
	switch {
	case strings.ContainsRune("iljft.,;:’‘!'", r):
		return 270
	case strings.ContainsRune("mwMW—", r):
		return 800
	case r == ' ':
		return 240
	case r == '-' || r == 's' || r == 'r' || r == 'e' || r == 'c':
		return 390
	case r >= 'A' && r <= 'Z':
		return 660
	case r == '–':
		return 500
	}
	return 490
}

// setting is how a golden's paragraph is set.
type setting struct {
	ragged, micro bool
	size          dimen.Length
}

func (s setting) width(text string) (w dimen.Length) {
	for _, r := range text {
		w += emWidth(r)
	}
	return w.MulDiv(int64(s.size), 1000)
}

// box makes a Box of a syllable, with punctuation at its end hanging out by half when micro is set.
func (s setting) box(text string) Item {
	it := Item{Kind: Box, Width: s.width(text)}
	if s.micro {
		it.Expand, it.Contract = it.Width/50, it.Width/50
		r := []rune(text)
		if strings.ContainsRune(".,;:’-–", r[len(r)-1]) {
			it.Right = s.width(string(r[len(r)-1])) / 2
		}
		if strings.ContainsRune("‘’", r[0]) {
			it.Left = s.width(string(r[0])) / 2
		}
	}
	return it
}

// items makes a paragraph of text in which "|" marks a hyphenation point. texts has for each item what is shown.
func (s setting) items(text string) (items []Item, texts []string) {
	add := func(it Item, t string) {
		items = append(items, it)
		texts = append(texts, t)
	}
	for i, word := range strings.Fields(text) {
		if i > 0 {
			g := Item{Kind: Glue, Width: s.width(" "), Stretch: s.width(" ") / 2, Shrink: s.width(" ") / 3}
			if s.ragged {
				g.Stretch, g.Shrink = 0, 0
			}
			add(g, " ")
		}
		for j, part := range strings.Split(word, "|") {
			if j > 0 {
				d := Item{Kind: Discretionary, Auto: true, Pre: s.width("-")}
				if s.micro {
					d.Right = d.Pre / 2
				}
				add(d, "-")
			}
			for k, piece := range strings.SplitAfter(part, "-") {
				if k > 0 && piece != "" {
					add(Item{Kind: Discretionary}, "")
				}
				if piece != "" {
					add(s.box(piece), piece)
				}
			}
		}
	}
	for _, it := range ParFill() {
		add(it, "")
	}
	return items, texts
}

// dump writes the lines of a result as text, each with its glue set ratio, expansion and class.
func dump(b *bytes.Buffer, items []Item, texts []string, r Result) {
	fmt.Fprintf(b, "pass %d, %d demerits, looseness %d\n", r.Pass, r.Demerits, r.Looseness)
	for _, l := range r.Lines {
		for i := l.Start; i < l.Break; i++ {
			if items[i].Kind != Discretionary {
				b.WriteString(texts[i])
			}
		}
		if l.Flagged {
			b.WriteString(texts[l.Break])
		}
		fmt.Fprintf(b, "\t[%+d%% %s", glueRatio(&l), [...]string{VeryLoose: "very loose", Loose: "loose", Decent: "decent", Tight: "tight"}[l.Class])
		if x := l.Expansion(); x != 0 {
			fmt.Fprintf(b, ", glyphs %+d%%", percent(dimen.Length(x), 65536))
		}
		if l.Overfull > 0 {
			fmt.Fprintf(b, ", %v too wide", l.Overfull)
		}
		b.WriteString("]\n")
	}
}

// glueRatio is the glue set ratio (§135) in percent: how much of its Stretch (or of its Fil, if the line has any) each glue
// is stretched by or, if negative, how much of its Shrink it is shrunk by.
func glueRatio(l *Line) int {
	switch {
	case l.Spaced < 0:
		return percent(l.Spaced, l.Shrink)
	case l.Fil > 0:
		return percent(l.Spaced, l.Fil)
	}
	return percent(l.Spaced, l.Stretch)
}

// percent rounds to the nearest.
func percent(part, whole dimen.Length) int {
	if whole <= 0 {
		return 0
	}
	return int(part.MulDiv(100, int64(whole)))
}

// Each testdata/*.txtar has a paragraph ("text", with "|" where it may be hyphenated) and what it is broken into in
// several settings.
func TestGolden(t *testing.T) {
	pt := dimen.PT
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *golden.Archive) {
		text := string(a.Files[0].Data)
		for _, c := range []struct {
			name    string
			s       setting
			measure Measure
			adjust  func(*Params)
		}{
			{"justified", setting{}, Measure{Rest: 280 * pt}, nil},
			{"protruding and scaled", setting{micro: true}, Measure{Rest: 280 * pt}, nil},
			{"a line longer", setting{}, Measure{Rest: 280 * pt}, func(p *Params) { p.Looseness = 1 }},
			{"around an initial", setting{}, Measure{Lines: []dimen.Length{240 * pt, 240 * pt}, Rest: 280 * pt}, nil},
			{"narrow", setting{}, Measure{Rest: 110 * pt}, func(p *Params) { p.EmergencyStretch = 20 * pt }},
			{"ragged", setting{ragged: true}, Measure{Rest: 200 * pt}, func(p *Params) { p.RightSkip.Stretch = 30 * pt }},
			{"impossible", setting{}, Measure{Rest: 30 * pt}, nil},
		} {
			c.s.size = 10 * pt
			items, texts := c.s.items(text)
			p := Defaults()
			p.MinLastLine = 20 * pt
			if c.adjust != nil {
				c.adjust(&p)
			}
			r := Break(items, c.measure, p)
			checkLines(t, items, c.measure, p, r)
			var b bytes.Buffer
			dump(&b, items, texts, r)
			a.Want(t, c.name, b.String())
		}
	})
}

func BenchmarkBreak(b *testing.B) {
	ar, err := txtar.ParseFile("testdata/essay.txtar")
	if err != nil {
		b.Fatal(err)
	}
	text := string(ar.Files[0].Data)
	for _, times := range []int{1, 10} {
		items, _ := setting{size: 10 * dimen.PT, micro: true}.items(strings.Repeat(text, times))
		p := Defaults()
		m := Measure{Rest: 280 * dimen.PT}
		b.Run(fmt.Sprintf("%d items", len(items)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Break(items, m, p)
			}
		})
		b.Run(fmt.Sprintf("%d items, three variants", len(items)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Variants(items, m, p, -1, 1)
			}
		})
	}
}
