package pagebreak_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"quire/internal/dimen"
	"quire/internal/golden"
	. "quire/internal/pagebreak"
)

// read makes a flow of a golden's description, an item a line: “par 5 6 +2n3 10h” is a paragraph of five or six lines,
// whose second calls a note of three lines and whose tenth ends with a hyphen; “head 2” a heading; “box 5”, “row 2”, of
// a table with a head of one line; “glue 1”; “recto”, “page”; “top 3” and “bottom 2” floats, which the item before them calls
// at its end. All heights are in lines.
func read(t *testing.T, text string) (items []Item, notes []Note, floats []Float) {
	t.Helper()
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		num := func(s string) int {
			n, err := strconv.Atoi(s)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		switch words[0] {
		case "par":
			it := para()
			for _, w := range words[1:] {
				n, rest, isNote := strings.Cut(w, "n")
				switch {
				case isNote:
					it = with(it, num(n), calls)
					notes = append(notes, note(num(rest)))
				case strings.HasSuffix(w, "h"):
					it = with(it, num(w[:len(w)-1]), hyphen)
				default:
					it.Variants = append(it.Variants, Variant{Lines: lines(num(w)), Demerits: int64(12 * min(1, len(it.Variants)))})
				}
			}
			items = append(items, it)
		case "head":
			items = append(items, Item{Kind: Box, Height: dimen.Length(num(words[1]))}, Item{Kind: Penalty, Penalty: Avoid})
		case "box":
			items = append(items, Item{Kind: Box, Height: dimen.Length(num(words[1]))})
		case "row":
			items = append(items, Item{Kind: Box, Height: dimen.Length(num(words[1])), Repeat: 1})
		case "glue":
			items = append(items, Item{Kind: Glue, Height: dimen.Length(num(words[1]))})
		case "recto":
			items = append(items, Item{Kind: Penalty, Penalty: -Inf, Side: Recto})
		case "top", "bottom":
			floats = append(floats, Float{Height: dimen.Length(num(words[1])), Gap: 1, Bottom: words[0] == "bottom"})
			last := &items[len(items)-1]
			if last.Kind == Box {
				last.Floats++
			}
			for _, v := range last.Variants {
				v.Lines[len(v.Lines)-1].Floats++
			}
		case "page":
			items = append(items, Item{Kind: Penalty, Penalty: -Inf})
		default:
			t.Fatalf("what is %q", words[0])
		}
	}
	return items, notes, floats
}

// picture draws the pages: each line of a page by the line of the description that it comes from.
func picture(items []Item, notes []Note, floats []Float, pages Pages, res Result) string {
	var out strings.Builder
	for i, pg := range res.Pages {
		side := "recto"
		if pg.Verso {
			side = "verso"
		}
		fmt.Fprintf(&out, "page %d, %s", i+1, side)
		if pg.Short > 0 {
			fmt.Fprintf(&out, ", %d short", pg.Short)
		}
		if pg.Faults != 0 {
			fmt.Fprintf(&out, ", faults %b", pg.Faults)
		}
		fmt.Fprintf(&out, ", demerits %d\n", pg.Demerits)
		h := pages.Recto
		if i == 0 {
			h = pages.First
		}
		rows := make([]string, max(h, pg.Top+pg.Depth+pg.Bottom+pg.NoteDepth))
		upper, lower := dimen.Length(0), dimen.Length(len(rows))-pg.NoteDepth-pg.Bottom
		for k := pg.Float; k < pg.FloatEnd; k++ {
			y := &upper
			if floats[k].Bottom {
				y = &lower
				if len(pg.Parts) > 0 || pg.Top > 0 {
					lower += floats[k].Gap
				}
			}
			for range floats[k].Height {
				rows[*y] = fmt.Sprintf("float %d", k)
				*y++
			}
			if !floats[k].Bottom {
				upper += floats[k].Gap
			}
		}
		for _, p := range pg.Parts {
			it := &items[p.Item]
			if it.Kind == Box {
				for y := range it.Height {
					rows[pg.Top+p.Y+y] = fmt.Sprintf("%d box", p.Item)
				}
				if it.Repeat > 0 && p.Y == it.Repeat {
					rows[pg.Top] = "table head"
				}
				continue
			}
			for l := p.From; l < p.To; l++ {
				line := it.Variants[p.Variant].Lines[l]
				s := fmt.Sprintf("%d line %d of %d", p.Item, l+1, len(it.Variants[p.Variant].Lines))
				if p.Variant > 0 {
					s += fmt.Sprintf(" (best %d)", len(it.Variants[0].Lines))
				}
				if line.Calls > 0 {
					s += " *"
				}
				if line.Hyphen {
					s += " -"
				}
				rows[pg.Top+p.Y+dimen.Length(l-p.From)] = s
			}
		}
		y := len(rows) - int(pg.NoteDepth)
		if pg.NoteDepth > 0 {
			rows[y] = "----"
		}
		for _, n := range pg.Notes {
			for l := n.From; l < n.To; l++ {
				y++
				rows[y] = fmt.Sprintf("note %d line %d of %d", n.Note, l+1, len(notes[n.Note].Lines))
			}
		}
		for _, s := range rows {
			out.WriteString(strings.TrimRight("    "+s, " ") + "\n")
		}
	}
	fmt.Fprintf(&out, "demerits %d\n", res.Demerits)
	return out.String()
}

// TestGoldens shows pages of chapters as they are made up.
func TestGoldens(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *golden.Archive) {
		items, notes, floats := read(t, string(a.Files[0].Data))
		pages := Pages{First: 10, Recto: 14, Verso: 14}
		p := Defaults(1)
		p.NoteSeparator = 1
		res := Break(items, notes, floats, pages, p)
		if err := law(items, notes, floats, pages, p, res); err != nil {
			t.Error(err)
		}
		a.Want(t, "pages", picture(items, notes, floats, pages, res))
	})
}

// TestEdges sets flows in which there is next to nothing.
func TestEdges(t *testing.T) {
	pages := Pages{First: 10, Recto: 10, Verso: 10}
	glue, box := Item{Kind: Glue, Height: 3}, Item{Kind: Box, Height: 9}
	forced := Item{Kind: Penalty, Penalty: -Inf, Side: Verso}
	for _, c := range []struct {
		name  string
		items []Item
		notes []Note
		want  string
	}{
		{"nothing", nil, nil, ""},
		{"only glue and breaks", []Item{glue, forced, glue}, nil, ""},
		{"only notes", nil, []Note{note(3), {}, note(8)}, "| n0:1-3 n2:1-7 / | n2:8-8"},
		{"notes that nothing calls", []Item{box}, []Note{note(1), note(1)}, "0 | n0:1-1 / | n1:1-1"},
		{"breaks at both ends", []Item{forced, box, forced, forced}, nil, "1"},
		{"a paragraph without lines", []Item{{Kind: Paragraph}, {Kind: Paragraph, Variants: []Variant{{}}}, box}, nil, "2"},
		{"glue is dropped at the foot and the head", []Item{box, glue, box}, nil, "0 / 2"},
		{"more calls than notes", []Item{{Kind: Box, Height: 1, Calls: 9}}, []Note{note(1)}, "0 | n0:1-1"},
	} {
		p := Defaults(1)
		p.MinLast, p.MaxShort = 0, 9
		res := Break(c.items, c.notes, nil, pages, p)
		if got := show(c.items, res); strings.Join(strings.Fields(stripShort(got)), " ") != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		whole(t, c.items, c.notes, nil, res)
	}
}

// stripShort leaves out how short the pages are.
func stripShort(s string) string {
	words := strings.Fields(s)
	out := words[:0]
	for _, w := range words {
		if !strings.HasPrefix(w, "(") {
			out = append(out, w)
		}
	}
	return strings.Join(out, " ")
}
