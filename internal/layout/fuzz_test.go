package layout_test

import (
	"testing"

	"quire/internal/diag"
	"quire/internal/style"
)

// Whatever the text and the sheet, there are pages, and nothing panics.
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
	f.Add("「本」、x1本。 [שָׁלום لا]{dir=rtl} *bﬁ*ß", "p { line-break: anywhere; word-break: break-all; overflow-wrap: anywhere; hyphenate-limit-zone: 50%; hyphenate-character: 'ß'; font-variant: all-small-caps ruby } em { font: 9pt monospace; text-decoration: underline dotted 0.01pt; text-underline-offset: -9em; font-variant-caps: small-caps }")
	f.Add("# One\n\n<table>\n<caption>c[^1]</caption>\n<tr><th rowspan=9>a</th><td colspan=3>b</td></tr>\n<tr><td rowspan=2>c</td></tr>\n</table>\n\n[^1]: N.\n",
		"table { border-collapse: collapse; width: 1pt } td { border: 3pt dotted; padding: 9pt; vertical-align: baseline } tr { break-before: page }")
	f.Add("# One\n\na b\n\n## Two\n\n- c\n\n![p](square.png)\n\n~~~ {.go .numberLines}\nfunc f() {\n\n}\n~~~\n",
		"section, ul { columns: 3 1pt; column-gap: 90%; column-rule: 2pt double } h2, img { column-span: all; break-before: page; float: top } p { orphans: 9; break-inside: avoid }")
	f.Add("# One\n\n| a b | c d e f |\n|-|-|\n| g h i | j |\n", "* { columns: 2; column-span: all } table { break-inside: avoid; margin: -9pt } @page { size: 90pt 40pt }")
	f.Fuzz(func(t *testing.T, md, css string) {
		if len(md) > 2000 || len(css) > 1000 {
			return
		}
		var list diag.List
		lay(t, book(t, "text.md", []byte(md), &list), &list, style.Source{Name: "s.css", Text: []byte(css)})
	})
}
