package build_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/build"
)

// Generated documents of every construct have each of their words, all different, in all three formats, in order.
func TestNoWordOfGeneratedDocumentsIsLost(t *testing.T) {
	t.Parallel()
	for seed := range uint64(8) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			g := &generator{rand: rand.New(rand.NewPCG(seed, 1))}
			g.document()
			dir := lay(t, "-- a.md --\n"+g.b.String())
			written, found := run(t, build.Request{Input: filepath.Join(dir, "a.md"), Out: dir})
			if len(written) != 3 {
				t.Fatalf("%v, %v\n%s", written, found, g.b.String())
			}
			data := func(name string) []byte {
				d, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil {
					t.Fatal(err)
				}
				return d
			}
			var html words
			html.add(t, data("a.html"))
			for name, got := range map[string]words{"epub": wordsOfEPUB(t, filepath.Join(dir, "a.epub")), "html": html, "pdf": readTagged(t, data("a.pdf")).words()} {
				compare(t, name+" text", got.text, g.text)
				compare(t, name+" notes", got.notes, g.notes)
			}
			if t.Failed() {
				t.Log(g.b.String())
			}
		})
	}
}

// generator writes Markdown, and lists the words in the order in which an edition has them.
type generator struct {
	rand        *rand.Rand
	b           strings.Builder
	text, notes []string
	count       int
	late        []string // definitions of notes, which stand at the end of the file
}

// word makes a word that no other is like.
func (g *generator) word() string {
	g.count++
	w := []byte("w")
	for n := g.count; n > 0; n /= 20 {
		w = append(w, "bcdfghjklmnpqrstvxyz"[n%20])
	}
	return string(append(w, "aeiou"[g.rand.IntN(5)]))
}

// run gives some words of running text.
func (g *generator) run() string {
	var out []string
	for range 1 + g.rand.IntN(6) {
		w := g.word()
		g.text = append(g.text, w)
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

// inline gives running text with marks in it. Marks in words stand apart, so that words can be told apart.
func (g *generator) inline(notes bool) string {
	var out []string
	for range 1 + g.rand.IntN(5) {
		switch g.rand.IntN(17) {
		case 0:
			out = append(out, "*"+g.run()+"*")
		case 1:
			out = append(out, "**"+g.run()+" *"+g.run()+"***")
		case 2:
			out = append(out, "~~"+g.run()+"~~")
		case 3:
			out = append(out, "`"+g.run()+"`")
		case 4:
			out = append(out, "["+g.run()+"](https://example.org/)")
		case 5:
			out = append(out, "["+g.run()+"]{.smallcaps}")
		case 6:
			w := g.word()
			g.text = append(g.text, w)
			out = append(out, "^"+w+"^")
		case 7:
			w := g.word()
			g.text = append(g.text, w)
			out = append(out, "~"+w+"~")
		case 8:
			out = append(out, "\""+g.run()+" '"+g.run()+"'\"")
		case 9:
			out = append(out, g.run()+" -- "+g.run()+" --- "+g.run()+"...")
		case 10:
			out = append(out, "<!-- hidden -->")
		case 11:
			out = append(out, g.run()+"\\\n"+g.run())
		case 12:
			out = append(out, "["+g.run()+"]{lang=fr}")
		case 13:
			if notes {
				out = append(out, g.run()+"^["+g.aside()+"]")
			}
		case 14:
			if notes {
				label := g.word()
				out = append(out, g.run()+"[^"+label+"]")
				g.late = append(g.late, "[^"+label+"]: "+g.aside()+"\n\n    "+g.aside()+"\n")
			}
		case 15:
			out = append(out, "<span class=\"aside\">"+g.run()+"</span>")
		default:
			out = append(out, g.run())
		}
	}
	out = append(out, g.run())
	return strings.Join(out, " ")
}

// aside gives the text of a note.
func (g *generator) aside() string {
	kept := g.text
	g.text = nil
	s := g.run() + " *" + g.run() + "* " + g.run()
	g.notes = append(g.notes, g.text...)
	g.text = kept
	return s
}

func (g *generator) document() {
	g.b.WriteString("---\ntitle: T\nlang: en-GB\n---\n\n")
	for range 2 {
		g.line("# " + g.run())
		g.line(g.inline(true))
		level := 1
		for range 14 {
			if g.rand.IntN(4) == 0 {
				level = 2 + g.rand.IntN(min(level, 3))
				g.line(strings.Repeat("#", level) + " " + g.run())
			}
			g.block(0)
		}
	}
	for _, n := range g.late {
		g.line(n)
	}
}

func (g *generator) line(s string) { g.b.WriteString(s + "\n\n") }

func (g *generator) block(depth int) {
	switch n := g.rand.IntN(12); {
	case n == 0:
		g.line("> " + strings.ReplaceAll(g.inline(true), "\n", "\n> ") + "\n>\n> " + strings.ReplaceAll(g.inline(true), "\n", "\n> "))
	case n == 1:
		g.line("- " + g.run() + "\n- " + g.run() + "\n    1. " + g.run() + "\n    2. " + g.run() + "\n- " + g.run())
	case n == 2:
		g.line("1. " + g.run() + "\n\n    " + g.run() + "\n\n2. " + g.run())
	case n == 3:
		g.line("| " + g.run() + "\n|    " + g.run() + "\n|\n| " + g.run())
	case n == 4:
		g.line(g.run() + "\n:   " + g.run() + "\n:   " + g.run())
	case n == 5: // the caption is written below the table and set above it
		caption := g.run()
		g.line("| " + g.run() + " | " + g.run() + " |\n|:--|--:|\n| " + g.run() + " | " + g.run() + " |\n| " + g.run() + " | *" + g.run() + "* |\n\n: " + caption)
	case n == 6:
		g.line("```\n" + g.run() + "\n  " + g.run() + "\n```")
	case n == 7 && depth < 2:
		g.b.WriteString("::: {.epigraph}\n")
		g.line(g.inline(false))
		g.b.WriteString(":::\n\n")
	case n == 8 && depth < 2:
		g.b.WriteString("::: {.letter lang=fr}\n\n")
		g.block(depth + 1)
		g.b.WriteString(":::\n\n")
	case n == 9:
		g.line("***")
		g.line(g.inline(true))
	default:
		g.line(g.inline(true))
	}
}
