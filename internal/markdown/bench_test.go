package markdown

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"quire/internal/diag"
)

// patterns are repetitions on which a careless parser takes time that grows with the square of their number.
var patterns = map[string]string{
	"emphasis": "*a **a ", "closers": "a** a* ", "underscores": "_a __b", "mixed": "*a_b ", "brackets": "[", "links": "[a](", "images": "![[](", "spans": "[a]{b ",
	"notes": "^[", "references": "[a][b", "labels": "[^a", "ticks": "`a``b```", "tags": "<a b=\"", "comments": "<!-- ", "instructions": "<?", "dollars": "$a ",
	"quotes": "\"a 'b ", "keys": "@a [", "cites": "[@a; ", "superscript": "a^b ~c ", "entities": "&amp", "blockquotes": ">", "lists": "- ", "numbers": "1) ",
	"divs": "::: a\n", "fences": "```a\n", "html": "<div>\n", "htmlcomments": "<!--\n", "tex": "\\begin{a}\n", "tables": "| a | b |\n|---|---|\n", "verse": "| a\n", "definitions": "a\n: b\n", "notedefs": "[^a]: b\n",
	"defs": "[a]: b\n", "braces": "# a {#b\n", "indent": "\t", "prose": "Some *words* of “prose”, as [they](x) are 'written' --- by hand.\nAnd on.\n\n", "backslashes": "\\\n", "carets": "^^a", "semicolons": "[@a;b]", "close": "]", "tagpairs": "<em>a</em", "openem": "<em>", "em": "<em><b></em>",
	"deepdiv": ":::: {.a}\n> ", "captions": ": a\n\n| a |\n|---|\n\n", "spaces": "a                ", "raw": "<p>a<div>", "begin": "\\begin{a", "grids": "+---+\n", "dashes": "-- -- \na\n", "solid": "-----\na\n", "gridrows": "+-+-+\n| + |\n", "gridtops": "+++++-+", "heads": "a b\n-- --\n",
	"texargs": "\\emph{a \\emph", "texcommands": "\\newpage{", "examples": "(@a) b\n", "commentitems": "- a\n<!--\n", "metadata": "---\na: b\n\n", "captionsabove": ": a\n", "csv": "```{.csv}\na,\"b\n", "openattrs": "```{.a b=\"\n", "alerts": "> [!NOTE]\n", "nestedgrid": "+---+\n| +-+\n",
}

func parse(src string) {
	var l diag.List
	Parse("bench.md", []byte(src), Options{Lang: "fr"}, &l)
}

// Every pattern, ten times as long, takes about ten times the time: compare Patterns/NAME/1 and /10.
func BenchmarkPatterns(b *testing.B) {
	for name, p := range patterns {
		for size, label := range map[int]string{4000: "1", 40000: "10"} {
			b.Run(name+"/"+label, func(b *testing.B) {
				src := strings.Repeat(p, max(size/len(p), 1))
				b.SetBytes(int64(len(src)))
				for range b.N {
					parse(src)
				}
			})
		}
	}
}

// BenchmarkEssay parses the essay once, and ten times over as one file.
func BenchmarkEssay(b *testing.B) {
	src, err := os.ReadFile("../../source/review.md")
	if err != nil {
		b.Fatal(err)
	}
	for n, label := range map[int]string{1: "1", 10: "10"} {
		b.Run(label, func(b *testing.B) {
			src := bytes.Repeat(src, n)
			b.SetBytes(int64(len(src)))
			for range b.N {
				var l diag.List
				Parse("review.md", src, Options{Lang: "en-GB"}, &l)
			}
		})
	}
}
