package csl

import "strings"

// toHTML writes runs as the suite expects them.
func toHTML(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(runHTML(r))
	}
	return b.String()
}

var escaper = strings.NewReplacer("&", "&#38;", "<", "&#60;", ">", "&#62;")

func runHTML(r Run) string {
	inner := escaper.Replace(r.Text) + toHTML(r.Runs)
	wrap := func(open, shut string) { inner = open + inner + shut }
	span := func(style string) { wrap(`<span style="`+style+`;">`, "</span>") }
	switch r.Style {
	case Italic:
		wrap("<i>", "</i>")
	case Oblique:
		wrap("<em>", "</em>")
	case StyleNormal:
		span("font-style:normal")
	}
	switch r.Variant {
	case SmallCaps:
		span("font-variant:small-caps")
	case VariantNormal:
		span("font-variant:normal")
	}
	switch r.Weight {
	case Bold:
		wrap("<b>", "</b>")
	case Light:
		span("font-weight:light")
	case WeightNormal:
		span("font-weight:normal")
	}
	switch r.Decoration {
	case Underline:
		span("text-decoration:underline")
	case DecorationNone:
		span("text-decoration:none")
	}
	switch r.Align {
	case Superscript:
		wrap("<sup>", "</sup>")
	case Subscript:
		wrap("<sub>", "</sub>")
	case Baseline:
		wrap(`<span style="baseline">`, "</span>")
	}
	return inner
}

// entryHTML writes a bibliographic entry, with its blocks on lines of their own.
func entryHTML(runs []Run) string {
	var b strings.Builder
	blocks := false
	walk := func(rs []Run) {
		for _, r := range rs {
			class := ""
			switch r.Display {
			case Block:
				class = "csl-block"
			case LeftMargin:
				class = "csl-left-margin"
			case RightInline:
				class = "csl-right-inline"
			case Indent:
				class = "csl-indent"
			}
			switch {
			case class != "":
				if !blocks && b.Len() == 0 {
					b.WriteString("\n    ")
				}
				blocks = true
				in := r
				in.Display = Inline
				b.WriteString(`<div class="` + class + `">` + runHTML(in) + "</div>")
				if class == "csl-block" || class == "csl-indent" || class == "csl-right-inline" {
					b.WriteString("\n")
				}
			default:
				b.WriteString(runHTML(r))
			}
		}
	}
	walk(runs)
	if blocks {
		return strings.TrimRight(b.String(), "\n") + "\n  "
	}
	return b.String()
}
