package cite

import (
	"strings"

	"quire/internal/csl"
	"quire/internal/doc"
	"quire/internal/lang"
)

// inlines turns runs into inlines. A citation becomes a link to its entry in the bibliography, if it has one. A title in
// another language than that of the book gets the attribute lang.
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
			in = e.linked(in, e.ids[r.Item])
		}
		if r.Display == csl.Block || r.Display == csl.Indent {
			in = []doc.Inline{&doc.Span{Node: doc.Node{Attr: doc.Attr{Classes: []string{"csl-block"}}}, Content: in}}
		}
		out = append(out, in...)
	}
	return out
}

// linked turns inlines into links. Inlines that contain a link, such as a DOI, do not change, as links do not nest.
func (e *Engine) linked(in []doc.Inline, target string) []doc.Inline {
	var out, plain []doc.Inline
	flush := func() {
		if len(plain) > 0 {
			out = append(out, &doc.Link{Target: target, Content: plain})
			plain = nil
		}
	}
	for _, i := range in {
		holds := false
		doc.Walk(i, func(n doc.AnyNode) bool {
			if _, ok := n.(*doc.Link); ok {
				holds = true
			}
			return !holds
		})
		if holds {
			flush()
			out = append(out, i)
			continue
		}
		plain = append(plain, i)
	}
	flush()
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

// markup writes inlines in the markup of CSL-JSON, in which csl expects prefixes and suffixes.
func markup(is []doc.Inline) string {
	var b strings.Builder
	writeMarkup(&b, is)
	return b.String()
}

func writeMarkup(b *strings.Builder, is []doc.Inline) {
	wrap := func(tag string, in []doc.Inline) {
		b.WriteString("<" + tag + ">")
		writeMarkup(b, in)
		b.WriteString("</" + tag + ">")
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
			wrap("i", i.Content)
		case *doc.Strong:
			wrap("b", i.Content)
		case *doc.Superscript:
			wrap("sup", i.Content)
		case *doc.Subscript:
			wrap("sub", i.Content)
		case *doc.Span:
			if i.HasClass("smallcaps") {
				wrap("sc", i.Content)
			} else {
				writeMarkup(b, i.Content)
			}
		default:
			if c := doc.Content(i); c != nil {
				writeMarkup(b, *c)
			}
		}
	}
}

// markupInlines reads the markup of CSL-JSON as inlines. A start tag without an end tag is text, and the other way round.
func markupInlines(s string) []doc.Inline {
	var out []doc.Inline
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			return append(out, &doc.Text{Value: s})
		}
		open, shut, inner, ok := markupTag(s[i:])
		if !ok {
			out = append(out, &doc.Text{Value: s[:i+1]})
			s = s[i+1:]
			continue
		}
		if i > 0 {
			out = append(out, &doc.Text{Value: s[:i]})
		}
		in := markupInlines(inner)
		switch open {
		case "<i>":
			in = formatted(csl.Format{Style: csl.Italic}, in)
		case "<b>":
			in = formatted(csl.Format{Weight: csl.Bold}, in)
		case "<sc>":
			in = formatted(csl.Format{Variant: csl.SmallCaps}, in)
		case "<sup>":
			in = formatted(csl.Format{Align: csl.Superscript}, in)
		case "<sub>":
			in = formatted(csl.Format{Align: csl.Subscript}, in)
		}
		out = append(out, in...)
		s = s[i+len(open)+len(inner)+len(shut):]
	}
	return out
}

// markupTag reads an element at the beginning of s; elements of the same name may nest.
func markupTag(s string) (open, shut, inner string, ok bool) {
	for _, t := range [...][2]string{{"<i>", "</i>"}, {"<b>", "</b>"}, {"<sc>", "</sc>"}, {"<sup>", "</sup>"}, {"<sub>", "</sub>"}, {`<span class="nocase">`, "</span>"}} {
		open, shut = t[0], t[1]
		if !strings.HasPrefix(s, open) {
			continue
		}
		depth := 1
		for i := len(open); i < len(s); i++ {
			switch {
			case strings.HasPrefix(s[i:], open):
				depth++
			case strings.HasPrefix(s[i:], shut):
				if depth--; depth == 0 {
					return open, shut, s[len(open):i], true
				}
			}
		}
	}
	return "", "", "", false
}
