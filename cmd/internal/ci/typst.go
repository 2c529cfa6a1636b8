package main

import (
	"fmt"
	"strings"
)

// typst is Typst.
type typst struct{}

func (typst) begin() string {
	return `#set page(width: 419.53pt, height: 595.28pt, margin: (top: 51.5pt, bottom: 84.7pt, inside: 60pt, outside: 89.53pt), numbering: "1")
#set text(font: "EB Garamond", size: 10.5pt, lang: "en", region: "GB", hyphenate: true, number-type: "old-style", top-edge: 0.7em, bottom-edge: -0.3em)
#set par(justify: true, leading: 13.5pt - 1em, spacing: 13.5pt - 1em, first-line-indent: 1em)
#set footnote.entry(separator: line(length: 30%, stroke: 0.35pt))
#show footnote.entry: set text(size: 9pt)
#show footnote.entry: set par(leading: 3pt)
#set table(stroke: none, inset: 3pt)
#show table: set text(size: 9.5pt)
#show table: set par(justify: false)
#show heading.where(level: 1): it => { pagebreak(weak: true); v(67.5pt); text(size: 22pt, style: "italic", weight: "regular", it.body); v(54pt) }
#show heading.where(level: 2): it => block(above: 27pt, below: 6pt, text(size: 10pt, weight: "regular", smallcaps(it.body)))
`
}

func (typst) end() string { return "" }

func (typst) text(s string) string {
	var out strings.Builder
	for _, r := range s {
		switch {
		case r == '\u00a0':
			r = '~'
		case strings.ContainsRune("\\#$*_`<>@~[]+=/-", r):
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	return out.String()
}

func (typst) heading(level int, s string) string {
	return "\n" + strings.Repeat("=", level) + " " + s + "\n"
}
func (typst) contents() string      { return "#outline()\n" }
func (typst) quote(s string) string { return "#block(inset: (x: 1.5em))[\n" + s + "]\n" }
func (typst) note(n int, s string) string {
	return fmt.Sprintf("#block[#set text(size: 9pt)\n%d. %s]", n, s)
}

func (typst) work(s string) string {
	return "#block[#set text(size: 9pt)\n#set par(justify: false, hanging-indent: 1.5em)\n" + s + "]"
}

func (typst) rule() string { return "#align(center)[\\* #h(1em) \\* #h(1em) \\*]\n" }

func (typst) list(ordered bool, items []string) string {
	mark := "- "
	if ordered {
		mark = "+ "
	}
	return mark + strings.Join(items, "\n"+mark) + "\n"
}

func (typst) verse(stanzas [][]string) string {
	var parts []string
	for _, lines := range stanzas {
		parts = append(parts, strings.Join(lines, " \\\n"))
	}
	return "#block(inset: (x: 1.5em))[#set par(justify: false)\n" + strings.Join(parts, "\n\n") + "]\n"
}

func (typst) figure(file, caption string) string {
	return fmt.Sprintf("#figure(image(%q, width: 100%%), caption: [%s])\n", file, caption)
}

func (typst) table(caption string, rows [][]string, head bool) string {
	columns, top := 0, ""
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	if head && len(rows) > 0 {
		top = "table.header(" + typstCells(rows[:1]) + "), "
		rows = rows[1:]
	}
	return fmt.Sprintf("#show figure: set block(breakable: true)\n#figure(table(columns: %d, align: left, %s%s), caption: [%s])\n", columns, top, typstCells(rows), caption)
}

func typstCells(rows [][]string) string {
	var out strings.Builder
	for _, r := range rows {
		for _, c := range r {
			out.WriteString("[" + c + "], ")
		}
	}
	return out.String()
}

func (typst) emph(s string) string          { return "#emph[" + s + "]" }
func (typst) strong(s string) string        { return "#strong[" + s + "]" }
func (typst) smallCaps(s string) string     { return "#smallcaps[" + s + "]" }
func (typst) super(s string) string         { return "#super[" + s + "]" }
func (typst) footnote(s string) string      { return "#footnote[" + s + "]" }
func (typst) foreign(lang, s string) string { return fmt.Sprintf("#text(lang: %q)[%s]", lang, s) }
func (typst) lineBreak() string             { return " \\\n" }
func (typst) paragraphBreak() string        { return "#parbreak()" }
