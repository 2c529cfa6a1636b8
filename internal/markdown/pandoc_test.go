package markdown

import (
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/golden"
)

// departures are the places where our blocks differ from Pandoc's, by file and line, each with the reason.
var departures = map[string]string{
	"testsuite.txt:99":             "tabs stay in code, where tab-size says how wide they are; Pandoc makes them spaces",
	"testsuite.txt:397":            "the same",
	"testsuite.txt:365":            "HTML is read into nodes: text in a div is a paragraph",
	"testsuite.txt:369":            "HTML is read into nodes: text in a div is a paragraph",
	"testsuite.txt:380":            "a table of HTML becomes a table",
	"testsuite.txt:407":            "HTML is read into nodes: text in a div is a paragraph",
	"testsuite.txt:446":            "<hr> becomes a break",
	"testsuite.txt:537":            "a table of TeX becomes a table",
	"testsuite.txt:652":            "a title of a link's definition holds no bare quotation marks",
	"markdown-reader-more.txt:53":  "an address of a link's definition has no spaces",
	"markdown-reader-more.txt:87":  "code may begin an item, as in CommonMark",
	"markdown-reader-more.txt:134": "resolve numbers the examples through the book",
	"markdown-reader-more.txt:292": "a cell over several columns, which Pandoc reads since 3.0",
	"markdown-reader-more.txt:304": "cells over several rows, which Pandoc reads since 3.0",
	"markdown-reader-more.txt:358": "a link's definition has an address",
}

// The test files of Pandoc's reader have the same blocks as in Pandoc, except for the departures. The files are not
// part of this project; testdata/pandoc.golden has only outlines, one line for each block. With -update it is written
// anew from the output of an installed Pandoc.
func TestPandocBlocks(t *testing.T) {
	const dir = "../../../shared/corpus/pandoc/"
	names := []string{"tables.txt", "pipe-tables.txt", "testsuite.txt", "markdown-reader-more.txt"}
	if golden.Update() {
		var all strings.Builder
		for _, name := range names {
			out, err := exec.Command("pandoc", "-f", "markdown", "-t", "json", dir+name).Output()
			if err != nil {
				t.Skipf("no Pandoc, or none of its tests: %v", err)
			}
			fmt.Fprintf(&all, "== %s\n", name)
			for _, n := range unjson[struct{ Blocks []pandocNode }](out).Blocks {
				pandocOutline(&all, []pandocNode{n}, 0)
			}
		}
		if err := os.WriteFile("testdata/pandoc.golden", []byte(all.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/pandoc.golden")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, name := range names {
		src, err := os.ReadFile(dir + name)
		if errors.Is(err, fs.ErrNotExist) {
			t.Skip("Pandoc's tests are not here")
		}
		if err != nil {
			t.Fatal(err)
		}
		_, theirs, ok := strings.Cut(string(want), "== "+name+"\n")
		if !ok {
			t.Fatalf("no outline of %s", name)
		}
		theirs, _, _ = strings.Cut(theirs, "== ")
		var l diag.List
		var ours []string
		var lines []int
		for _, b := range Parse(name, src, Options{}, &l).Blocks {
			if _, ok := b.(*doc.MathMacros); ok { // a raw block of Pandoc, which its writers leave out
				continue
			}
			var s strings.Builder
			outline(&s, []doc.Block{b}, 0)
			ours, lines = append(ours, s.String()), append(lines, b.Base().Span.Line)
		}
		for _, d := range differing(units(theirs), ours) {
			at := fmt.Sprintf("%s:%d", name, lines[min(d.at, len(lines)-1)])
			seen[at] = true
			if departures[at] == "" {
				t.Errorf("%s: Pandoc has\n%s\nand we have\n%s", at, strings.Join(d.theirs, ""), strings.Join(d.ours, ""))
			}
		}
	}
	for at := range departures {
		if !seen[at] {
			t.Errorf("%s is as in Pandoc: take it off the list", at)
		}
	}
}

// units divides an outline into its uppermost blocks.
func units(s string) (out []string) {
	for line := range strings.Lines(s) {
		if strings.HasPrefix(line, " ") {
			out[len(out)-1] += line
		} else {
			out = append(out, strings.TrimSuffix(line, "\n")+"\n")
		}
	}
	return out
}

// difference is a stretch of blocks in which two outlines differ; at is the index of ours.
type difference struct {
	at           int
	theirs, ours []string
}

// differing compares two lists by their longest common subsequence.
func differing(a, b []string) (out []difference) {
	common := make([][]int, len(a)+1)
	for i := range common {
		common[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for k := len(b) - 1; k >= 0; k-- {
			if a[i] == b[k] {
				common[i][k] = common[i+1][k+1] + 1
			} else {
				common[i][k] = max(common[i+1][k], common[i][k+1])
			}
		}
	}
	same := true
	for i, k := 0, 0; i < len(a) || k < len(b); {
		if i < len(a) && k < len(b) && a[i] == b[k] {
			same = true
			i, k = i+1, k+1
			continue
		}
		if same {
			out = append(out, difference{at: k})
			same = false
		}
		d := &out[len(out)-1]
		if k == len(b) || i < len(a) && common[i+1][k] >= common[i][k+1] {
			d.theirs = append(d.theirs, a[i])
			i++
		} else {
			d.ours = append(d.ours, b[k])
			k++
		}
	}
	return out
}

// outline writes blocks as one line each, with what Pandoc says of them, too.
func outline(b *strings.Builder, bs []doc.Block, depth int) {
	pad := strings.Repeat("  ", depth)
	for _, x := range bs {
		switch x := x.(type) {
		case *doc.Heading:
			fmt.Fprintf(b, "%sHeader %d\n", pad, x.Level)
		case *doc.Paragraph:
			fmt.Fprintf(b, "%s%s\n", pad, map[bool]string{true: "Plain", false: "Para"}[x.Plain])
		case *doc.Figure:
			fmt.Fprintf(b, "%sPara\n", pad)
		case *doc.Verse:
			lines := 0
			for _, s := range x.Stanzas {
				lines += len(s.Lines)
			}
			fmt.Fprintf(b, "%sLineBlock %d\n", pad, lines)
		case *doc.BlockQuote:
			fmt.Fprintf(b, "%sBlockQuote\n", pad)
			outline(b, x.Blocks, depth+1)
		case *doc.Div:
			fmt.Fprintf(b, "%sDiv\n", pad)
			outline(b, x.Blocks, depth+1)
		case *doc.CodeBlock:
			fmt.Fprintf(b, "%sCodeBlock %s\n", pad, sum(strings.TrimRight(x.Text, "\n")))
		case *doc.Break:
			fmt.Fprintf(b, "%sHorizontalRule\n", pad)
		case *doc.List:
			if x.Ordered {
				fmt.Fprintf(b, "%sOrderedList %d %s %s\n", pad, x.Start, x.Style, x.Delimiter)
			} else {
				fmt.Fprintf(b, "%sBulletList\n", pad)
			}
			for _, it := range x.Items {
				fmt.Fprintf(b, "%s  Item\n", pad)
				outline(b, it.Blocks, depth+2)
			}
		case *doc.DefinitionList:
			fmt.Fprintf(b, "%sDefinitionList\n", pad)
			for _, it := range x.Items {
				fmt.Fprintf(b, "%s  Term\n", pad)
				for _, d := range it.Defs {
					fmt.Fprintf(b, "%s  Definition\n", pad)
					outline(b, d, depth+2)
				}
			}
		case *doc.Table:
			var aligns []string
			for _, c := range x.Columns {
				aligns = append(aligns, c.Align.String())
			}
			fmt.Fprintf(b, "%sTable %q caption %t\n", pad, aligns, len(x.Caption) > 0)
			for i, rows := range [][]*doc.Row{x.Head, x.Body} {
				for _, r := range rows {
					fmt.Fprintf(b, "%s  %s\n", pad, [...]string{"Head", "Row"}[i])
					for _, c := range r.Cells {
						w, h := c.Spans()
						fmt.Fprintf(b, "%s    Cell %d %d\n", pad, w, h)
						if len(c.Content) > 0 {
							fmt.Fprintf(b, "%s      Plain\n", pad)
						}
						outline(b, c.Blocks, depth+3)
					}
				}
			}
		default:
			fmt.Fprintf(b, "%s%T\n", pad, x)
		}
	}
}

func sum(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s))
	return fmt.Sprintf("%08x", h.Sum32())
}

// pandocNode is a node of Pandoc's JSON.
type pandocNode struct {
	T string          `json:"t"`
	C json.RawMessage `json:"c"`
}

// pandocOutline is outline for Pandoc's blocks. HTML that Pandoc passes on, and comments and TeX, are no blocks here.
func pandocOutline(b *strings.Builder, bs []pandocNode, depth int) {
	pad := strings.Repeat("  ", depth)
	for _, x := range bs {
		switch x.T {
		case "Header":
			c := parts(x.C)
			fmt.Fprintf(b, "%sHeader %s\n", pad, c[0])
		case "Para", "Plain":
			fmt.Fprintf(b, "%s%s\n", pad, x.T)
		case "LineBlock":
			lines := 0
			for _, l := range parts(x.C) {
				if string(l) != "[]" {
					lines++
				}
			}
			fmt.Fprintf(b, "%sLineBlock %d\n", pad, lines)
		case "BlockQuote":
			fmt.Fprintf(b, "%sBlockQuote\n", pad)
			pandocOutline(b, unjson[[]pandocNode](x.C), depth+1)
		case "Div":
			fmt.Fprintf(b, "%sDiv\n", pad)
			pandocOutline(b, unjson[[]pandocNode](parts(x.C)[1]), depth+1)
		case "CodeBlock":
			fmt.Fprintf(b, "%sCodeBlock %s\n", pad, sum(strings.TrimRight(unjson[string](parts(x.C)[1]), "\n")))
		case "HorizontalRule":
			fmt.Fprintf(b, "%sHorizontalRule\n", pad)
		case "BulletList", "OrderedList":
			items := x.C
			if x.T == "OrderedList" {
				c := parts(x.C)
				items = c[1]
				a := parts(c[0])
				fmt.Fprintf(b, "%sOrderedList %s %s %s\n", pad, a[0], pandocStyles[unjson[pandocNode](a[1]).T], pandocStyles[unjson[pandocNode](a[2]).T])
			} else {
				fmt.Fprintf(b, "%sBulletList\n", pad)
			}
			for _, it := range unjson[[][]pandocNode](items) {
				fmt.Fprintf(b, "%s  Item\n", pad)
				pandocOutline(b, it, depth+2)
			}
		case "DefinitionList":
			fmt.Fprintf(b, "%sDefinitionList\n", pad)
			for _, it := range parts(x.C) {
				fmt.Fprintf(b, "%s  Term\n", pad)
				for _, d := range unjson[[][]pandocNode](parts(it)[1]) {
					fmt.Fprintf(b, "%s  Definition\n", pad)
					pandocOutline(b, d, depth+2)
				}
			}
		case "Table":
			pandocTable(b, parts(x.C), depth)
		case "RawBlock", "Null":
		default:
			fmt.Fprintf(b, "%s%s\n", pad, x.T)
		}
	}
}

func pandocTable(b *strings.Builder, c []json.RawMessage, depth int) {
	pad := strings.Repeat("  ", depth)
	var aligns []string
	for _, spec := range parts(c[2]) {
		aligns = append(aligns, pandocStyles[unjson[pandocNode](parts(spec)[0]).T])
	}
	fmt.Fprintf(b, "%sTable %q caption %t\n", pad, aligns, string(parts(c[1])[1]) != "[]")
	rows := func(kind string, list json.RawMessage) {
		for _, r := range parts(list) {
			fmt.Fprintf(b, "%s  %s\n", pad, kind)
			for _, cell := range parts(parts(r)[1]) {
				p := parts(cell)
				fmt.Fprintf(b, "%s    Cell %s %s\n", pad, p[3], p[2])
				pandocOutline(b, unjson[[]pandocNode](p[4]), depth+3)
			}
		}
	}
	rows("Head", parts(c[3])[1])
	for _, body := range parts(c[4]) {
		rows("Row", parts(body)[2])
		rows("Row", parts(body)[3])
	}
	rows("Row", parts(c[5])[1])
}

var pandocStyles = map[string]string{
	"Decimal": "decimal", "LowerAlpha": "lower-alpha", "UpperAlpha": "upper-alpha", "LowerRoman": "lower-roman", "UpperRoman": "upper-roman",
	"DefaultStyle": "decimal", "Example": "decimal", "Period": ".", "OneParen": ")", "TwoParens": "()", "DefaultDelim": ".",
	"AlignLeft": "left", "AlignRight": "right", "AlignCenter": "center", "AlignDefault": "",
}

func unjson[T any](raw json.RawMessage) (x T) {
	if err := json.Unmarshal(raw, &x); err != nil {
		panic(err)
	}
	return x
}

func parts(raw json.RawMessage) []json.RawMessage { return unjson[[]json.RawMessage](raw) }
