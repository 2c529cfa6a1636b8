package markdown

import (
	"fmt"
	"math/rand"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
)

// writer makes random documents of every construct, each word its own number, so that the order of words in the
// nodes can be held against that of the source.
type writer struct {
	rng *rand.Rand
	n   int
}

func (w *writer) word() string {
	w.n++
	return fmt.Sprintf("w%d", w.n)
}

func (w *writer) words() string {
	s := w.word()
	for range w.rng.Intn(4) {
		s += []string{" ", " ", ", ", "; ", "\n", " -- ", "...", "  \n"}[w.rng.Intn(8)] + w.word()
	}
	return s
}

// line gives inlines without line ends.
func (w *writer) line(depth int) string { return strings.Join(strings.Fields(w.inlines(depth)), " ") }

func (w *writer) inlines(depth int) string {
	var s []string
	for range 1 + w.rng.Intn(4) {
		s = append(s, w.inline(depth))
	}
	return strings.Join(s, " ")
}

func (w *writer) inline(depth int) string {
	if depth <= 0 {
		return w.words()
	}
	in := func() string { return w.inlines(depth - 1) }
	switch w.rng.Intn(22) {
	case 0:
		return "*" + in() + "*"
	case 1:
		return "**" + in() + "**"
	case 2:
		return "_" + in() + "_"
	case 3:
		return w.word() + " ~~" + in() + "~~" // not at the head of a line, where ~~~~ would begin code
	case 4:
		return w.word() + "^" + w.word() + "^"
	case 5:
		return w.word() + "~" + w.word() + "~"
	case 6:
		return "[" + in() + "]{.smallcaps lang=fr}"
	case 7:
		return "[" + w.words() + "](http://example.org/a_b*c)"
	case 8:
		return "`" + w.word() + " * " + w.word() + "`"
	case 9:
		return "\"" + in() + "\""
	case 10:
		return "'" + in() + "'"
	case 11:
		return "^[" + in() + "]"
	case 12:
		return "[" + w.word() + " @key, " + w.word() + "]"
	case 13:
		return "<em>" + in() + "</em>"
	case 14:
		return w.word() + " <!-- hidden --> " + w.word()
	case 15:
		return "[" + w.word() + "](#id){.page}"
	case 16:
		return "![" + w.word() + "](x.png)"
	case 17:
		return "[" + w.word() + "]{.index key=\"X>Y\"}"
	case 18:
		return w.word() + `\*` + w.word() + "&amp;" + w.word()
	case 19:
		return "[" + w.word() + "] (" + w.word() + ") *" + w.word()
	}
	return w.words()
}

func indent(s, first, rest string) string {
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	for i, l := range lines {
		switch {
		case i == 0:
			lines[i] = first + l
		case l != "":
			lines[i] = rest + l
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

func (w *writer) block(depth int) string {
	in := func() string { return w.blocks(depth-1, 1+w.rng.Intn(2)) }
	k := w.rng.Intn(14)
	if depth <= 0 {
		k %= 6
	}
	switch k {
	case 0, 1, 2:
		return w.inlines(2) + "\n"
	case 3:
		return "## " + w.line(1) + " {#h" + fmt.Sprint(w.n) + "}\n"
	case 4:
		return "| " + w.line(1) + "\n|   " + w.line(1) + "\n|\n| " + w.line(0) + "\n"
	case 5:
		return "| " + w.word() + " | " + w.line(1) + " |\n|---|---|\n| " + w.word() + " | " + w.word() + " |\n\n: " + w.line(1) + "\n"
	case 6:
		var b strings.Builder
		for l := range strings.Lines(in()) {
			b.WriteString("> " + l)
		}
		return b.String()
	case 7:
		return indent(in(), "- ", "  ") + indent(in(), "- ", "  ")
	case 8:
		return indent(in(), "1. ", "   ") + "\n" + indent(in(), "2. ", "   ")
	case 9:
		return "::: {.x}\n" + in() + ":::\n"
	case 10:
		// Without a blank line: below one, a line with a colon is the caption of a table that follows.
		return w.line(1) + "\n" + indent(in(), ":   ", "    ") + indent(in(), ":   ", "    ")
	case 11:
		return "~~~ {.go}\n" + w.word() + "\n  " + w.word() + "\n~~~\n"
	case 12:
		return "<div class=\"x\">\n" + in() + "</div>\n"
	}
	return "(a) " + w.line(1) + "\n(b) " + w.line(1) + "\n"
}

func (w *writer) blocks(depth, n int) string {
	var s []string
	for range n {
		s = append(s, w.block(depth))
	}
	return strings.Join(s, "\n")
}

var wordPattern = regexp.MustCompile(`w\d+`)

// read gives all text of a document in reading order: captions of tables behind them, as they are written here.
func read(d *Document) []string {
	var b strings.Builder
	var visit func(n doc.AnyNode) bool
	inlines := func(is []doc.Inline) { doc.WalkInlines(is, visit) }
	visit = func(n doc.AnyNode) bool {
		switch n := n.(type) {
		case *doc.Text:
			b.WriteString(n.Value)
		case *doc.Code:
			b.WriteString(n.Value)
		case *doc.CodeBlock:
			b.WriteString(n.Text)
		case *doc.SoftBreak, *doc.LineBreak:
			b.WriteByte(' ')
		case *doc.Image:
			b.WriteString(n.Alt)
		case *doc.Figure:
			b.WriteString(n.Image.Alt)
			return false
		case *doc.CiteMark:
			for _, it := range n.Items {
				inlines(it.Prefix)
				b.WriteString(" " + it.Locator + " ")
				inlines(it.Suffix)
			}
		case *doc.Table:
			for _, row := range append(slices.Clone(n.Head), n.Body...) {
				doc.Walk(row, visit)
			}
			b.WriteByte(' ')
			inlines(n.Caption)
			return false
		case doc.Block:
			b.WriteByte(' ')
		}
		return true
	}
	doc.WalkBlocks(d.Blocks, visit)
	for _, n := range d.Notes {
		doc.WalkBlocks(n.Blocks, visit)
	}
	return wordPattern.FindAllString(b.String(), -1)
}

// Every word of the source is in the nodes, once and in order.
func TestNoWordLost(t *testing.T) {
	for seed := range int64(1500) {
		w := &writer{rng: rand.New(rand.NewSource(seed))}
		src := w.blocks(3, 1+w.rng.Intn(5))
		var l diag.List
		d := Parse("words.md", []byte(src), Options{Lang: "en"}, &l)
		got, want := read(d), wordPattern.FindAllString(src, -1)
		if !slices.Equal(got, want) {
			i := 0
			for i < min(len(got), len(want)) && got[i] == want[i] {
				i++
			}
			t.Fatalf("seed %d: word %d of %d differs (of %d read): want %v, got %v\n%s\n%s", seed, i, len(want), len(got), want[i:min(i+3, len(want))], got[i:min(i+3, len(got))], src, dump(d))
		}
		checkSpans(t, d, newSource("words.md", []byte(src), &diag.List{}))
		if t.Failed() {
			t.Fatalf("seed %d:\n%s", seed, src)
		}
	}
}
