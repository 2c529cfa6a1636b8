package layout_test

import (
	"testing"

	"quire/internal/diag"
	"quire/internal/style"
)

// Whatever the text and the sheet, there are pages, and nothing panics. Fuzz it with -fuzzminimizetime=1x: what the caches of
// fonts and words hold makes the coverage of one input differ from run to run, so that go test would spend nearly all its time on
// making inputs shorter, at no execution a second, where some 150 can be had.
func FuzzLayout(f *testing.F) {
	f.Add("# One\n\nText with a note.[^1]\n\n[^1]: Note.\n", "p { margin: -10pt 500pt; line-height: 0.01 } @page { size: 10pt 10pt; margin: 20pt }")
	f.Add("| a | b |\n|---|---|\n| c | d |\n", "table { width: 1pt } td { padding: 50% } @page { size: a6 }")
	f.Add("- x\n\n  ![p](square.png)\n", "li::marker { content: leader('.') counter(page) } img { width: 900% }")
	f.Add("| verse\n|  line\n", "span { text-indent: 99em hanging; display: none } div { width: fit-content; margin: auto }")
	f.Add("```\nx\n\n\ty\n```\n", "pre { white-space: pre; letter-spacing: -3em; tab-size: 900 } pre::first-line { font-size: 90pt }")
	f.Add("# A\n\nb c d e f", "h1 + p::first-letter { initial-letter: 9 } * { break-before: recto; break-inside: avoid; orphans: 99 }")
	f.Add("שלום abc مرحبا 123", "p { text-align: right; text-indent: 50%; hyphens: none; -quire-baseline-grid: 0.01pt }")
	f.Add("# One[^1]\n\nText.[^2]\n\n![a[^3]](square.png)\n\n| a[^4] |\n|---|\n| b |\n\n[^1]: N.\n[^2]: N.\n\n    > q\n[^3]: N.\n[^4]: N.\n",
		".footnote { float: footnote; page: x; break-before: recto; margin: 9pt } figure, table { float: top; clear: both } @page { size: 60pt 60pt; @footnote { max-height: 1pt; margin: 20pt; padding: 50% } }")
	f.Add("# One\n\n![a](square.png)\n\nText.[^2]\n\n[^2]: ![a](square.png)\n", "section, p, aside, img { float: bottom } .footnote::footnote-call { content: none } .footnote::footnote-marker { content: leader('.') counter(page) }")
	f.Add("| A |\n|--:|\n| 1.5 |\n| 12 |\n\n“[*a* b c]{.x}” ‘[d](#e)’.", "td { text-align: '.' center } * { hanging-punctuation: first last force-end; box-decoration-break: clone; border: 1pt solid; padding: 3pt; text-decoration: underline wavy; display: block } em { display: list-item; text-decoration: line-through wavy 0 }")
	f.Add("「本」、x1本。 [שָׁלום لا]{dir=rtl} *bﬁ*ß", "p { line-break: anywhere; word-break: break-all; overflow-wrap: anywhere; hyphenate-limit-zone: 50%; hyphenate-character: 'ß'; font-variant: all-small-caps ruby } em { font: 9pt monospace; text-decoration: underline dotted 0.01pt; text-underline-offset: -9em; font-variant-caps: small-caps }")
	f.Add("# One\n\n<table>\n<caption>c[^1]</caption>\n<tr><th rowspan=9>a</th><td colspan=3>b</td></tr>\n<tr><td rowspan=2>c</td></tr>\n</table>\n\n[^1]: N.\n",
		"table { border-collapse: collapse; width: 1pt } td { border: 3pt dotted; padding: 9pt; vertical-align: baseline } tr { break-before: page }")
	f.Add("# One\n\na b\n\n## Two\n\n- c\n\n![p](square.png)\n\n~~~ {.go .numberLines}\nfunc f() {\n\n}\n~~~\n",
		"section, ul { columns: 3 1pt; column-gap: 90%; column-rule: 2pt double } h2, img { column-span: all; break-before: page; float: top } p { orphans: 9; break-inside: avoid }")
	f.Add("# One\n\n| a b | c d e f |\n|-|-|\n| g h i | j |\n", "* { columns: 2; column-span: all } table { break-inside: avoid; margin: -9pt } @page { size: 90pt 40pt }")
	const running = "# One {#one}\n\n::: head\nA[^1] *b*\n\n- c\n\n| d | e |\n|-|-|\n| f | g |\n\n![p](square.png)\n:::\n\n> h\n\n~~~\ni\n~~~\n\n| j\n\n## Two\n\n[k](#one)\n\n[^1]: N.\n"
	f.Add(running, "div.head { position: running(x); border: 9pt double; float: top; columns: 2 } @page { size: 200pt; margin: 60pt; @top-left { content: element(x) } @left-middle { content: element(x, last); width: 1pt } @bottom-right-corner { content: element(x, start); border: 90pt dotted } }")
	f.Add(running, "* { position: running(x); counter-reset: y; counter-increment: y z } @page { size: 100pt; @top-center { content: element(x) } }")
	f.Add(running, "section, ul, li, td, table, h2, aside, figure, pre { position: running(x) } @page :nth(2n) { @right-top { content: element(x, first-except) } } .footnote { float: footnote }")
	f.Add(running, "* { string-set: a content() counter(page), b content(before) } *::before { content: counter(page) counter(pages) counters(y, '.') target-text(attr(href), before); counter-reset: y } @page { size: 90pt 50pt; margin: 20pt; padding: 40pt; border: 9pt dashed; background: red; @top-left { content: string(a) string(b, start); min-width: 900pt } @top-right { content: counter(y, hebrew); max-width: 0; margin: auto; height: -1pt } }")
	f.Add(running, "p { width: min(1%, 900pt); min-width: 900pt; box-sizing: border-box; border: 40pt solid; padding: 90%; margin: max(10%, -9pt) calc(100% - 900pt) } @page :first { margin: 90% } @page :recto { padding: 49% }")
	f.Fuzz(func(t *testing.T, md, css string) {
		if len(md) > 2000 || len(css) > 1000 {
			return
		}
		var list diag.List
		lay(t, book(t, "text.md", []byte(md), &list), &list, style.Source{Name: "s.css", Text: []byte(css)})
	})
}
