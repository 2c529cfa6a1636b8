package layout_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/page"
	"quire/internal/style"
)

// ruleSheet comes before the sheet of each rule. A page has 6 lines of 16 letters. A letter is 6pt wide, and the text begins 20pt
// from the left edge.
const ruleSheet = `
	@page { size: 136pt 112pt; margin: 20pt; }
	html { font: 10pt/12pt "IBM Plex Mono"; text-align: start; hyphens: none; orphans: 1; widows: 1; }
	section.frontmatter, section.colophon { display: none; }
	section.bodymatter { break-before: auto; }
	p, h1, h2, ul, ol, li, blockquote, table, td, th, figure, pre, .footnote { margin: 0; padding: 0; text-indent: 0; font: 10pt/12pt "IBM Plex Mono"; }
	td, th { padding-right: 6pt; }
`

// rule is a rule of typesetting, with a text that shows it. want has a string for each line on the pages:
//
//	2: 26 +12 word     page 2, 26pt from the left edge, 12pt below the first baseline of a page
//	1: 20 +0 a | b     the texts of two cells, or others with a gap between them
//	1: 20 picture 40 × 20
type rule struct {
	name, css, text string
	want            []string
}

// testRules sets the text of each rule and compares the lines.
func testRules(t *testing.T, rules []rule) {
	t.Helper()
	testSeen(t, rules, linesOf)
}

// testGlyphs is testRules for rules of which a line of want has the places of all characters.
func testGlyphs(t *testing.T, rules []rule) {
	t.Helper()
	testSeen(t, rules, glyphsOf)
}

// testDumps is testRules for rules of which want has those lines of the dump that match a regular expression.
func testDumps(t *testing.T, show string, rules []rule) {
	t.Helper()
	match := regexp.MustCompile(show)
	testSeen(t, rules, func(p *page.Pages) (out []string) {
		for line := range strings.Lines(dump(t, p)) {
			if match.MatchString(line) {
				out = append(out, strings.TrimSpace(line))
			}
		}
		return out
	})
}

// testSeen sets the text of each rule and compares what is seen of the pages.
func testSeen(t *testing.T, rules []rule, seen func(*page.Pages) []string) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			var list diag.List
			b := book(t, "text.md", []byte(r.text), &list)
			pages, _ := lay(t, b, &list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + r.css)})
			if got := seen(pages); !slices.Equal(got, r.want) {
				t.Errorf("got\n%s\nwant\n%s", quoted(got), quoted(r.want))
			}
			for _, f := range list.All() {
				if f.Code != "overfull-line" {
					t.Error(f)
				}
			}
		})
	}
}

func quoted(lines []string) string {
	var b strings.Builder
	for _, l := range lines {
		fmt.Fprintf(&b, "\t%q,\n", l)
	}
	return b.String()
}

// firstBaseline is where that of a line at the head of a page lies.
const firstBaseline = 29*dimen.PT + dimen.PT*3/4

// linesOf gives the lines of pages as rules want them.
func linesOf(p *page.Pages) (out []string) {
	for i, pg := range p.Pages {
		var last *page.Run
		end := dimen.Length(0)
		for _, it := range pg.Items {
			if p, ok := it.(*page.Picture); ok {
				out = append(out, fmt.Sprintf("%d: %s picture %s × %s", i+1, p.Rect.X, p.Rect.W, p.Rect.H))
			}
			r, ok := it.(*page.Run)
			if !ok {
				continue
			}
			text := strings.ReplaceAll(r.Text, "\u00AD", "-")
			switch {
			case last == nil || last.Y != r.Y || r.X < last.X:
				out = append(out, fmt.Sprintf("%d: %s +%s %s", i+1, r.X, r.Y-firstBaseline, text))
			case r.X > end+2*dimen.PT:
				out[len(out)-1] += " | " + text
			default:
				out[len(out)-1] += text
			}
			last, end = r, r.X
			for _, g := range r.Glyphs {
				end += g.Advance
			}
		}
	}
	for i := range out {
		out[i] = strings.TrimRight(out[i], " ")
	}
	return out
}

// glyphsOf gives the lines of pages as rules of testGlyphs want them: each character with the place of its glyph from the left
// edge of the page, and at the end of the line the place behind the last.
func glyphsOf(p *page.Pages) (out []string) {
	for _, pg := range p.Pages {
		y, line, end := dimen.Length(-1), "", dimen.Length(0)
		flush := func() {
			if line != "" {
				out = append(out, fmt.Sprintf("%s%s", line, end))
			}
		}
		for _, it := range pg.Items {
			r, ok := it.(*page.Run)
			if !ok {
				continue
			}
			if r.Y != y {
				flush()
				y, line = r.Y, ""
			}
			x := r.X
			for _, g := range r.Glyphs {
				line += fmt.Sprintf("%s %s ", r.Text[g.Start:g.End], x+g.XOffset)
				x += g.Advance
			}
			end = x
		}
		flush()
	}
	return out
}

// findings sets a text and gives what is found fault with: line and column, code and message.
func findings(t *testing.T, css, text string) (out []string) {
	t.Helper()
	var list diag.List
	lay(t, book(t, "text.md", []byte(text), &list), &list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + css)})
	for _, f := range list.All() {
		out = append(out, fmt.Sprintf("%d:%d | %s | %s", f.Pos.Line, f.Pos.Col, f.Code, f.Message))
	}
	return out
}
