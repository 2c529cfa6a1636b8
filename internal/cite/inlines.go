package cite

import (
	"strings"

	"quire/internal/csl"
	"quire/internal/doc"
	"quire/internal/lang"
)

// inlines makes inlines of runs. A cite's own run becomes a link to its entry in the bibliography, where there is one.
func (e *Engine) inlines(runs []csl.Run) []doc.Inline {
	var out []doc.Inline
	for _, r := range runs {
		var in []doc.Inline
		if r.Text != "" {
			in = append(in, &doc.Text{Value: r.Text})
		}
		in = append(in, e.inlines(r.Runs)...)
		if len(in) == 0 {
			continue
		}
		// A bibliography may say “English” where it should say “en”.
		if _, ok := lang.Parse(r.Lang); ok && r.Lang != "" {
			in = []doc.Inline{&doc.Span{Node: doc.Node{Attr: doc.Attr{Lang: r.Lang}}, Content: in}}
		}
		in = formatted(r.Format, in)
		switch {
		case r.Link != "":
			in = []doc.Inline{&doc.Link{URL: r.Link, Content: in}}
		case r.Item != "" && e.style.HasBibliography():
			in = []doc.Inline{&doc.Link{Target: "work-" + r.Item, Content: in}}
		}
		if r.Display == csl.Block || r.Display == csl.Indent {
			in = []doc.Inline{&doc.Span{Node: doc.Node{Attr: doc.Attr{Classes: []string{"csl-block"}}}, Content: in}}
		}
		out = append(out, in...)
	}
	return out
}

func formatted(f csl.Format, in []doc.Inline) []doc.Inline {
	span := func(class string) []doc.Inline {
		return []doc.Inline{&doc.Span{Node: doc.Node{Attr: doc.Attr{Classes: []string{class}}}, Content: in}}
	}
	switch f.Style {
	case csl.Italic, csl.Oblique:
		in = []doc.Inline{&doc.Emph{Content: in}}
	case csl.StyleNormal:
		in = span("upright")
	}
	switch f.Weight {
	case csl.Bold:
		in = []doc.Inline{&doc.Strong{Content: in}}
	case csl.WeightNormal, csl.Light:
		in = span("normal-weight")
	}
	switch f.Variant {
	case csl.SmallCaps:
		in = span("smallcaps")
	case csl.VariantNormal:
		in = span("normal-caps")
	}
	if f.Decoration == csl.Underline {
		in = []doc.Inline{&doc.Span{Element: "u", Content: in}}
	}
	switch f.Align {
	case csl.Superscript:
		in = []doc.Inline{&doc.Superscript{Content: in}}
	case csl.Subscript:
		in = []doc.Inline{&doc.Subscript{Content: in}}
	}
	return in
}

// markup writes inlines in the markup of CSL-JSON, as csl takes the author's prefixes and suffixes.
func markup(is []doc.Inline) string {
	var b strings.Builder
	writeMarkup(&b, is)
	return b.String()
}

func writeMarkup(b *strings.Builder, is []doc.Inline) {
	wrap := func(open, shut string, in []doc.Inline) {
		b.WriteString(open)
		writeMarkup(b, in)
		b.WriteString(shut)
	}
	for _, i := range is {
		switch i := i.(type) {
		case *doc.Text:
			b.WriteString(i.Value)
		case *doc.Code:
			b.WriteString(i.Value)
		case *doc.SoftBreak, *doc.LineBreak:
			b.WriteByte(' ')
		case *doc.Emph:
			wrap("<i>", "</i>", i.Content)
		case *doc.Strong:
			wrap("<b>", "</b>", i.Content)
		case *doc.Superscript:
			wrap("<sup>", "</sup>", i.Content)
		case *doc.Subscript:
			wrap("<sub>", "</sub>", i.Content)
		case *doc.Strikeout:
			wrap("", "", i.Content)
		case *doc.Link:
			wrap("", "", i.Content)
		case *doc.CrossRef:
			wrap("", "", i.Content)
		case *doc.Span:
			if i.HasClass("smallcaps") {
				wrap("<sc>", "</sc>", i.Content)
			} else {
				wrap("", "", i.Content)
			}
		}
	}
}
