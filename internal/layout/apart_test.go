package layout_test

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/page"
	"quire/internal/style"
)

// annotated makes a text that calls notes of all lengths from many places, with figures and tables that float.
func annotated(r *rand.Rand) []byte {
	var b, notes strings.Builder
	words := strings.Fields("a page is read from its head to its foot and what a writer could not bring himself to leave out collects there as dust in the corner of some stair")
	n, since := 0, 0 // since counts the words since the last call: if a line calls several notes, not all may have room
	text := func(count int, calls bool) string {
		var out []string
		for range count {
			w := words[r.Intn(len(words))]
			if since++; calls && since > 15 && r.Intn(8) == 0 {
				n, since = n+1, 0
				w += fmt.Sprintf("[^%d]", n)
				var note []string
				for range 3 + r.Intn(1+r.Intn(120)) {
					note = append(note, words[r.Intn(len(words))])
				}
				fmt.Fprintf(&notes, "[^%d]: %s\n", n, strings.Join(note, " "))
				if r.Intn(4) == 0 {
					fmt.Fprintf(&notes, "\n    > %s\n", strings.Join(note, " "))
				}
				notes.WriteString("\n")
			}
			out = append(out, w)
		}
		return strings.Join(out, " ")
	}
	for range 2 {
		b.WriteString("# A chapter\n\n")
		for range 6 + r.Intn(10) {
			switch r.Intn(9) {
			case 0:
				fmt.Fprintf(&b, "> %s\n\n", text(20, true))
			case 1:
				fmt.Fprintf(&b, "## %s\n\n%s\n\n", text(3, true), text(20, true))
			case 2:
				fmt.Fprintf(&b, "| %s | b |\n|---|---|\n| %s | %s |\n\n", text(2, true), text(2, true), text(4, true))
			case 3:
				fmt.Fprintf(&b, "![%s](square.png){.float alt=x width=%dpt}\n\n", text(5, true), 20+r.Intn(120))
			case 4:
				fmt.Fprintf(&b, "![](square.png){.foot alt=x width=%dpt}\n\n", 20+r.Intn(120))
			default:
				b.WriteString(text(10+r.Intn(90), true) + "\n\n")
			}
		}
	}
	return []byte(b.String() + notes.String())
}

const footSheet = `@page { size: 240pt 300pt; margin: 24pt 20pt; @footnote { margin-top: 4pt; border-top: 0.5pt solid; padding-top: 2pt } }
html { font: 10pt/12pt "EB Garamond"; text-align: justify; hyphens: auto; -quire-baseline-grid: 12pt }
section.frontmatter, section.colophon, section.bibliography { display: none }
section.bodymatter { page: text; break-before: page }
p, h1, h2, blockquote { margin: 0; font-size: 10pt }
figure { margin: 0 }
.float { float: top; margin-bottom: 6pt }
.foot { float: bottom; margin-top: 6pt }
.footnote { float: footnote; font-size: 8pt; line-height: 9pt; -quire-baseline-grid: none; padding-left: 12pt }
`

// Each note begins on the page of its call, below all text; the last line of the notes has the baseline of the last
// line of a page; floats come in order, none before its call; not a word is lost, in the text or in the notes.
func TestApart(t *testing.T) {
	divided, moved := 0, 0
	for seed := range 40 {
		var list diag.List
		b := book(t, "text.md", annotated(rand.New(rand.NewSource(int64(seed)))), &list)
		pages, _ := lay(t, b, &list, style.Source{Name: "foot.css", Text: []byte(footSheet)})
		where := map[string]int{}
		for _, d := range pages.Dests {
			where[d.Name] = d.Page
		}
		inFloat, inNote, captions := map[*doc.Note]bool{}, map[int32]bool{}, map[int32]bool{}
		var figures []*doc.Figure
		for _, s := range b.Sections {
			doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
				if f, ok := n.(*doc.Figure); ok {
					figures = append(figures, f)
					doc.Walk(f, func(n interface{ Base() *doc.Node }) bool {
						captions[int32(n.Base().Num)] = true
						if ref, ok := n.(*doc.NoteRef); ok {
							inFloat[ref.Note] = true
						}
						return true
					})
				}
				return true
			})
		}
		for _, n := range b.Notes {
			doc.Walk(n, func(x interface{ Base() *doc.Node }) bool {
				inNote[int32(x.Base().Num)] = true
				if inFloat[n] {
					captions[int32(x.Base().Num)] = true
				}
				return true
			})
			note, ok := where[n.ID]
			call, called := where[n.Refs[0].ID]
			if !ok || !called || note != call {
				t.Fatalf("seed %d: note %s is called on page %d and begins on page %d", seed, n.Number, call, note)
			}
		}
		var text, notes strings.Builder
		lastOn := map[int32]int{}
		for i, pg := range pages.Pages {
			lowest, highest, last := dimen.Length(0), pg.Height, dimen.Length(0)
			for _, it := range pg.Items {
				r, ok := it.(*page.Run)
				if !ok || r.Source.Node == 0 {
					continue
				}
				switch at := r.Source.Node; {
				case captions[at]:
				case inNote[at]:
					notes.WriteString(r.Text)
					highest, last = min(highest, r.Y), max(last, r.Y)
					if was, ok := lastOn[at]; ok && was != i {
						divided++
					}
					lastOn[at] = i
				default:
					text.WriteString(r.Text)
					lowest = max(lowest, r.Y)
				}
			}
			if lowest >= highest {
				t.Errorf("seed %d: on page %d text stands at %s, below notes at %s", seed, i, lowest, highest)
			}
			// 300 − 24, less what is below the baseline of a line of the text.
			if foot := 276*dimen.PT - 12*dimen.PT + 9545*dimen.PT/1000; last > 0 && max(last-foot, foot-last) > dimen.PT/100 {
				t.Errorf("seed %d: the last note of page %d stands at %s and not %s", seed, i, last, foot)
			}
		}
		sameLetters(t, seed, b, inFloat, text.String(), notes.String())
		// Pictures on the pages, in the order in which they come, are those of the text in theirs.
		var on []int32
		for i, pg := range pages.Pages {
			var here []int32
			for _, it := range pg.Items {
				if p, ok := it.(*page.Picture); ok {
					here = append(here, p.Source.Node)
				}
			}
			on = append(on, here...)
			for _, f := range here {
				if f == 0 {
					t.Fatalf("seed %d: a picture on page %d is of no node", seed, i)
				}
			}
		}
		if len(on) != len(figures) {
			t.Fatalf("seed %d: %d pictures for %d figures", seed, len(on), len(figures))
		}
		for i := range on {
			if i > 0 && on[i] <= on[i-1] {
				t.Fatalf("seed %d: pictures out of order: %v", seed, on)
			}
		}
		moved += len(on)
	}
	if divided == 0 || moved == 0 {
		t.Errorf("%d notes are divided and %d floats placed: the texts are too tame", divided, moved)
	}
}

// sameLetters compares what stands on pages, apart from figures, with the text and the notes that are called outside of them.
func sameLetters(t *testing.T, seed int, b *doc.Book, inFloat map[*doc.Note]bool, text, notes string) {
	t.Helper()
	var wantText, wantNotes strings.Builder
	for _, s := range b.Sections {
		if s.Kind.Matter() != doc.Body {
			continue
		}
		doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
			switch n := n.(type) {
			case *doc.Figure:
				return false
			case *doc.Text:
				wantText.WriteString(n.Value)
			case *doc.NoteRef:
				wantText.WriteString(n.Number)
			}
			return true
		})
	}
	for _, n := range b.Notes {
		if !inFloat[n] {
			doc.Walk(n, func(n interface{ Base() *doc.Node }) bool {
				if x, ok := n.(*doc.Text); ok {
					wantNotes.WriteString(x.Value)
				}
				return true
			})
		}
	}
	for _, x := range [][2]string{{text, wantText.String()}, {notes, wantNotes.String()}} {
		if got, want := letters(x[0]), letters(x[1]); got != want {
			k := 0
			for k < len(got) && k < len(want) && got[k] == want[k] {
				k++
			}
			t.Fatalf("seed %d: differs at %d: pages have %q, the text %q", seed, k, got[k:min(k+60, len(got))], want[k:min(k+60, len(want))])
		}
	}
}

// In columns, too, each note begins on the page of its call, below all columns, and no word is lost.
func TestApartInColumns(t *testing.T) {
	const columns = footSheet + `
@page { size: 300pt 360pt }
section.bodymatter { columns: 2; column-gap: 10pt }
h2 { column-span: all }
figure { display: none }
`
	divided := 0
	for seed := range 40 {
		var list diag.List
		b := book(t, "text.md", annotated(rand.New(rand.NewSource(int64(seed)))), &list)
		pages, _ := lay(t, b, &list, style.Source{Name: "columns.css", Text: []byte(columns)})
		where := map[string]int{}
		for _, d := range pages.Dests {
			where[d.Name] = d.Page
		}
		hidden, inNote := map[*doc.Note]bool{}, map[int32]bool{}
		for _, n := range b.Notes {
			call, ok := where[n.Refs[0].ID]
			if hidden[n] = !ok; ok && where[n.ID] != call {
				t.Errorf("seed %d: note %s is called on page %d and begins on page %d", seed, n.Number, call, where[n.ID])
			}
			doc.Walk(n, func(x interface{ Base() *doc.Node }) bool {
				inNote[int32(x.Base().Num)] = true
				return true
			})
		}
		var text, notes strings.Builder
		lastOn := map[int32]int{}
		for i, pg := range pages.Pages {
			lowest, highest := dimen.Length(0), pg.Height
			for _, it := range pg.Items {
				r, ok := it.(*page.Run)
				if !ok || r.Source.Node == 0 {
					continue
				}
				if !inNote[r.Source.Node] {
					text.WriteString(r.Text)
					lowest = max(lowest, r.Y)
					continue
				}
				notes.WriteString(r.Text)
				highest = min(highest, r.Y)
				if was, ok := lastOn[r.Source.Node]; ok && was != i {
					divided++
				}
				lastOn[r.Source.Node] = i
			}
			if lowest >= highest {
				t.Errorf("seed %d: on page %d text stands at %s, below notes at %s", seed, i, lowest, highest)
			}
		}
		sameLetters(t, seed, b, hidden, text.String(), notes.String())
	}
	if divided == 0 {
		t.Error("no note is divided: the texts are too tame")
	}
}

// What floats out of columns is set once, and nothing of the text is lost between it.
func TestFloatsOfColumns(t *testing.T) {
	const columns = footSheet + `
@page { size: 300pt 360pt }
section.bodymatter { columns: 2; column-gap: 10pt }
`
	moved := 0
	for seed := range 40 {
		var list diag.List
		b := book(t, "text.md", annotated(rand.New(rand.NewSource(int64(seed)))), &list)
		pages, _ := lay(t, b, &list, style.Source{Name: "columns.css", Text: []byte(columns)})
		want, got := 0, 0
		for _, s := range b.Sections {
			doc.Walk(s, func(n interface{ Base() *doc.Node }) bool {
				if _, ok := n.(*doc.Image); ok {
					want++
				}
				return true
			})
		}
		for i, pg := range pages.Pages {
			for _, it := range pg.Items {
				if p, ok := it.(*page.Picture); ok {
					got++
					if p.Rect.Y+p.Rect.H > pg.Height {
						t.Errorf("seed %d: a picture on page %d ends at %s", seed, i, p.Rect.Y+p.Rect.H)
					}
				}
			}
		}
		if moved += got; got != want {
			t.Errorf("seed %d: %d pictures are set, of %d", seed, got, want)
		}
		plain, _ := lay(t, b, &list, style.Source{Name: "foot.css", Text: []byte(footSheet)})
		if want, got := len(printed(plain)), len(printed(pages)); got != want {
			t.Errorf("seed %d: %d letters are printed, without columns %d", seed, got, want)
		}
	}
	if moved == 0 {
		t.Error("there are no pictures")
	}
}
