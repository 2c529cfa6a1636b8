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
	f.Fuzz(func(t *testing.T, md, css string) {
		if len(md) > 2000 || len(css) > 1000 {
			return
		}
		var list diag.List
		lay(t, book(t, "text.md", []byte(md), &list), &list, style.Source{Name: "s.css", Text: []byte(css)})
	})
}
