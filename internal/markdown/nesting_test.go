package markdown

import (
	"slices"
	"strings"
	"testing"
	"time"

	"quire/internal/diag"
)

// Nesting beyond the limit is reported once, and its words are kept.
func TestNesting(t *testing.T) {
	for name, src := range map[string]string{
		"quotes":        strings.Repeat("> ", 400) + "w1",
		"lists":         strings.Repeat("- ", 400) + "w1",
		"list last":     strings.Repeat("> ", 119) + "- w1",
		"definitions":   strings.Repeat("> ", 119) + "w1\n" + strings.Repeat("> ", 119) + ": w2\n" + strings.Repeat(">", 300) + "w3",
		"divs":          strings.Repeat("::: a\n", 400) + "w1\n" + strings.Repeat(":::\n", 400),
		"html":          strings.Repeat("<div>\n", 400) + "w1\n" + strings.Repeat("</div>\n", 400),
		"emphasis":      strings.Repeat("*a **b ", 300) + "w1" + strings.Repeat("** c*", 300),
		"spans":         strings.Repeat("[", 400) + "w1" + strings.Repeat("]{.a}", 400),
		"notes":         strings.Repeat("^[", 400) + "w1" + strings.Repeat("]", 400),
		"lists of HTML": strings.Repeat("<ul><li>", 400) + "w1" + strings.Repeat("</li></ul>", 400),
		"marks":         strings.Repeat("~~a **b ", 300) + "w1" + strings.Repeat("** c~~", 300),
		"tags":          strings.Repeat("<em>", 400) + "w1" + strings.Repeat("</em>", 400),
		"markup":        strings.Repeat("<div>", 400) + "w1" + strings.Repeat("</div>", 400),
	} {
		t.Run(name, func(t *testing.T) {
			var l diag.List
			d := Parse("deep.md", []byte(src+"\n"), Options{}, &l)
			if got, want := read(d), wordPattern.FindAllString(src, -1); !slices.Equal(got, want) {
				t.Errorf("read %v, want %v", got, want)
			}
			n := 0
			for _, f := range l.All() {
				if f.Code == "nesting" {
					n++
				}
			}
			if n != 1 && name != "list last" {
				t.Errorf("%d findings about nesting, want one", n)
			}
		})
	}
}

// Thousands of constructs that are never closed, or not properly closed, are read in linear time.
func TestUnclosedByThousands(t *testing.T) {
	from, _ := ParseFormat("markdown+mark+emoji+wikilinks_title_after_pipe+autolink_bare_uris")
	for _, unit := range []string{
		"*a **b ", "[", "[a](b ", "[a][b ", "^[", "![", "==a ", "~a ~~b ", "<a href='", "<a ", "<ul>\n", "<ul><li>", "<div>\n\n", "<!-- ", "<b>", "</i>",
		"<script>", "[[a ", ":a", "(www.a ", "a@b ", "`a ``", "(\\#a:", "\\@ref(", "<table><tr><td>", "<pre>", "<details>\n\n", "[a](b c \"d ", "<p>", "\"a '",
	} {
		src := []byte(strings.Repeat(unit, 100_000/len(unit)))
		start := time.Now()
		var l diag.List
		Parse("long.md", src, Options{Lang: "en", Dialect: from.Dialect, Extensions: from.Extensions}, &l)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("100 kB of %q take %v", unit, took)
		}
	}
}
