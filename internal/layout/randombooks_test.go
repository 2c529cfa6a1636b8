package layout_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// writer writes a random book, in which no word comes twice.
type writer struct {
	*rand.Rand
	strings.Builder
	words, notes int
	defined      strings.Builder // the notes
}

func (w *writer) word() string {
	w.words++
	return fmt.Sprintf("w%d", w.words)
}

// line gives some words. With notes, one may be called after each.
func (w *writer) line(n int, notes bool) string {
	var out []string
	for range n {
		s := w.word()
		if notes && w.IntN(12) == 0 {
			w.notes++
			s += fmt.Sprintf("[^%d]", w.notes)
			fmt.Fprintf(&w.defined, "[^%d]: %s\n\n", w.notes, w.note())
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func (w *writer) note() string {
	text := w.line(1+w.size(120), false)
	if w.IntN(6) == 0 {
		text += "\n\n    - " + w.line(3, false) + "\n    - " + w.line(w.size(90), false)
	}
	return text
}

// size is mostly small and now and then much.
func (w *writer) size(most int) int {
	if w.IntN(4) == 0 {
		return 1 + w.IntN(most)
	}
	return 1 + w.IntN(8)
}

func (w *writer) code(n int) (lines []string) {
	for range n {
		switch w.IntN(5) {
		case 0:
			lines = append(lines, w.word()+strings.Repeat("x", 10+w.IntN(90)))
		case 1:
			lines = append(lines, "")
		default:
			lines = append(lines, w.line(1+w.IntN(9), false))
		}
	}
	return append(lines, w.word())
}

// cell gives the lines of a cell of a grid table.
func (w *writer) cell() (lines []string) {
	for range 1 + w.IntN(3) {
		switch w.IntN(5) {
		case 0:
			lines = append(lines, "```")
			lines = append(lines, w.code(w.size(40))...)
			lines = append(lines, "```", "")
		case 1:
			for range w.size(30) {
				lines = append(lines, "- "+w.line(1+w.IntN(4), true))
			}
			lines = append(lines, "")
		case 2:
			lines = append(lines, "> "+w.line(1+w.IntN(9), true), "")
		default:
			for range w.size(60) {
				lines = append(lines, w.line(1+w.IntN(5), true))
			}
			lines = append(lines, "")
		}
	}
	return lines
}

func (w *writer) grid() {
	columns := 1 + w.IntN(3)
	const width = 130
	rule := func(c string) { w.WriteString("+" + strings.Repeat(strings.Repeat(c, width)+"+", columns) + "\n") }
	rule("-")
	for r := range 1 + w.IntN(4) {
		var cells [][]string
		high := 0
		for range columns {
			var c []string
			if r == 0 {
				c = []string{w.line(1+w.IntN(3), false)}
			} else {
				c = w.cell()
			}
			cells, high = append(cells, c), max(high, len(c))
		}
		for i := range high {
			w.WriteString("|")
			for _, c := range cells {
				s := ""
				if i < len(c) {
					s = c[i]
				}
				fmt.Fprintf(w, " %-*s|", width-1, s)
			}
			w.WriteString("\n")
		}
		if r == 0 {
			rule("=")
		} else {
			rule("-")
		}
	}
	if w.IntN(2) == 0 {
		w.WriteString("\n: " + w.line(w.size(30), false) + "\n")
	}
	w.WriteString("\n")
}

// pipe writes a table of lines; spanned one in HTML with cells over several rows.
func (w *writer) pipe() {
	w.WriteString("| " + w.line(2, false) + " | " + w.line(w.size(20), false) + " |\n|---|---|\n")
	for range 1 + w.IntN(6) {
		fmt.Fprintf(w, "| %s | %s |\n", w.line(w.size(400), true), w.line(w.size(90), true))
	}
	w.WriteString("\n")
}

func (w *writer) spanned() {
	rows := 2 + w.IntN(4)
	fmt.Fprintf(w, "<table>\n<tr><td rowspan=\"%d\">%s</td><td>%s</td></tr>\n", rows, w.line(w.size(500), false), w.line(w.size(30), false))
	for range rows - 1 {
		fmt.Fprintf(w, "<tr><td>%s</td></tr>\n", w.line(w.size(150), false))
	}
	w.WriteString("</table>\n\n")
}

func (w *writer) block() {
	switch w.IntN(9) {
	case 0:
		w.WriteString("```\n" + strings.Join(w.code(w.size(60)), "\n") + "\n```\n\n")
	case 1:
		w.grid()
	case 2:
		w.pipe()
	case 3:
		w.spanned()
	case 4:
		for range w.size(20) {
			w.WriteString("- " + w.line(w.size(40), true) + "\n")
		}
		w.WriteString("\n")
	case 5:
		w.WriteString("![" + "a" + "](square.png)\n\n")
	case 6:
		w.WriteString("> " + w.line(w.size(200), true) + "\n\n")
	default:
		w.WriteString(w.line(w.size(200), true) + "\n\n")
	}
}

// sheets are small pages on which much is too high: notes at the foot or the end, floats, columns, borders and clones.
var smallPages = []string{
	``,
	`.footnote { float: footnote }`,
	`.footnote { float: footnote } table { float: top } figure { float: bottom }`,
	`section { columns: 2; column-gap: 8pt } .footnote { float: footnote }`,
	`td { border: 1pt solid; padding: 3pt; vertical-align: middle; background: #eee } table { border: 1pt solid; break-inside: avoid }`,
	`table { border-collapse: collapse } td, th, tr { border: 1pt solid; box-decoration-break: clone } td { vertical-align: baseline; font-size: 7pt; line-height: 9pt }`,
	`html { -quire-baseline-grid: 12pt } tr { break-inside: avoid } p { orphans: 4; widows: 4 } .footnote { float: footnote; font-size: 7pt; line-height: 8pt } table { float: top }`,
}

var numberedWord = regexp.MustCompile(`w\d+`)

// Whatever a book holds, and however small its pages are, each of its words stands on them once, and on the paper: rows of tables,
// code, floats, notes and cells of every size are divided or set where there is room.
func TestNoWordIsLost(t *testing.T) {
	books := 60
	if testing.Short() {
		books = 15
	}
	for seed := range books {
		w := &writer{Rand: rand.New(rand.NewPCG(uint64(seed), 7))}
		w.WriteString("# A\n\n")
		for range 1 + w.IntN(7) {
			w.block()
		}
		sheet := smallPages[seed%len(smallPages)]
		if !everyWord(t, w, sheet) {
			t.Errorf("seed %d, with %q", seed, sheet)
		}
	}
}

func everyWord(t *testing.T, w *writer, sheet string) (ok bool) {
	css := `@page { size: 240pt 230pt; margin: 20pt } html { font: 9pt/12pt "EB Garamond"; text-align: justify } p { margin: 0 }
		pre, code { font: 7pt/9pt "IBM Plex Mono" } img { width: 60pt } ` + sheet
	var list diag.List
	src := w.String() + "\n" + w.defined.String()
	pages, _ := lay(t, book(t, "text.md", []byte(src), &list), &list, style.Source{Name: "s.css", Text: []byte(css)})
	seen, ok := map[string]int{}, true
	read := map[*page.Tag][]string{}                                                                        // what each element says, in the order of pages
	tooWide := slices.ContainsFunc(list.All(), func(f diag.Finding) bool { return f.Code == "wide-table" }) // which says so
	for n, p := range pages.Pages {
		for _, it := range p.Items {
			r, isRun := it.(*page.Run)
			if !isRun || r.Artifact != "" {
				continue
			}
			words := numberedWord.FindAllString(r.Text, -1)
			for _, word := range words {
				seen[word]++
			}
			read[r.Tag] = append(read[r.Tag], words...)
			const hair = 2 * dimen.PT
			if len(words) > 0 && (r.Y < 20*dimen.PT-hair || r.Y > 210*dimen.PT+hair || !tooWide && (r.X < 0 || r.X > 240*dimen.PT)) {
				t.Errorf("“%.40s” stands at %s, %s on page %d, off the page area", r.Text, r.X, r.Y, n+1)
				ok = false
			}
		}
	}
	for k := range w.words {
		if word := fmt.Sprintf("w%d", k+1); seen[word] != 1 {
			t.Errorf("%s stands on the pages %d times", word, seen[word])
			return false
		}
	}
	// Text, cells and items are read in the order in which they are written; notes and captions stand elsewhere.
	last := 0
	var walk func(tag *page.Tag)
	walk = func(tag *page.Tag) {
		if tag.Role == "Note" || tag.Role == "Caption" {
			return
		}
		for _, word := range read[tag] {
			n, err := strconv.Atoi(word[1:])
			if err != nil || n <= last {
				t.Errorf("%s is read after w%d", word, last)
				ok = false
			}
			last = n
		}
		for _, child := range tag.Children {
			walk(child)
		}
	}
	walk(pages.Root)
	return ok
}
