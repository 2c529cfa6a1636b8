package layout_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// Letters are set closer only in lines with narrow spaces. They are set apart only in lines whose spaces would be wider than 1.45
// times their width, and never further than the style allows. Then the space between words, with that after the last letter, is
// 1.45 times its width or, if the style does not allow enough, wider. The face has letters of one width, 0.6 em, and no kerning.
func TestLettersSetApart(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	var text strings.Builder
	for range 40 {
		for range 20 + r.IntN(30) {
			text.WriteString(strings.Repeat("n", 1+r.IntN(11)) + " ")
		}
		text.WriteString("\n\n")
	}
	const em = 10 * dimen.PT
	sheet := style.Source{Name: "style.css", Text: []byte(`
		@page { size: 340pt 600pt; margin: 20pt; }
		html { font: 10pt/12pt "IBM Plex Mono"; text-align: justify; -quire-tracking: 2%; }
		p { margin: 0; }`)}
	var list diag.List
	pages, _ := lay(t, book(t, "text.md", []byte(text.String()), &list), &list, sheet)
	part, full := 0, 0
	for _, p := range pages.Pages {
		for _, it := range p.Items {
			run, ok := it.(*page.Run)
			if !ok || !strings.Contains(run.Text, "n ") {
				continue
			}
			var letter, space dimen.Length
			for _, g := range run.Glyphs {
				switch run.Text[g.Start:g.End] {
				case "n":
					letter = g.Advance - em*3/5
				case " ":
					if space == 0 { // the last stands for the end of the line
						space = g.Advance
					}
				}
			}
			seen := space + letter
			const widest, near = em * 3 / 5 * 29 / 20, dimen.PT / 20
			switch {
			case letter < -dimen.PT/100:
				if seen > em*3/5+near {
					t.Errorf("letters of “%s” are closer, and its spaces wider than they should be", run.Text)
				}
			case letter > em/50+dimen.PT/100:
				t.Errorf("letters of “%s” are %s apart", run.Text, letter)
			case letter < dimen.PT/100 && seen > widest+near:
				t.Errorf("spaces of “%s” are %s wide, and letters might be set apart", run.Text, seen)
			case letter < dimen.PT/100:
			case letter < em/50-dimen.PT/100:
				part++
				if seen > widest+near || seen < widest-near {
					t.Errorf("between the words of “%s” there are %s", run.Text, seen)
				}
			default:
				full++
				if seen < widest-near {
					t.Errorf("letters of “%s” are further apart than they need be", run.Text)
				}
			}
		}
	}
	if part == 0 || full == 0 {
		t.Errorf("%d lines with letters a little apart and %d with letters as far apart as may be prove nothing", part, full)
	}
}
