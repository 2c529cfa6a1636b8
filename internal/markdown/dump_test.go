package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
)

// dump writes a document as its goldens show it: one node a line, indented by depth, with its span and all that
// the author gave it.
func dump(d *Document) string {
	var b strings.Builder
	if d.FrontMatter != nil {
		fmt.Fprintf(&b, "front matter at line %d: %q\n", d.FrontMatterLine, d.FrontMatter)
	}
	dumpBlocks(&b, d.Blocks, 0)
	for _, n := range d.Notes {
		fmt.Fprintf(&b, "%s NoteDef %q%s\n", span(n.Span), n.Label, map[bool]string{true: " shared"}[n.Shared])
		dumpBlocks(&b, n.Blocks, 1)
	}
	for _, s := range d.Silences {
		fmt.Fprintf(&b, "%d:%d Silence %s for %q in %s\n", s.Pos.Line, s.Pos.Col, strings.Join(s.Codes, " "), s.Reason, span(s.Lines))
	}
	return b.String()
}

func span(s diag.Span) string {
	return fmt.Sprintf("%d:%d-%d:%d", s.Line, s.Col, s.EndLine, s.EndCol)
}

func attrString(a doc.Attr) string {
	s := ""
	if a.ID != "" {
		s += " #" + a.ID
	}
	for _, c := range a.Classes {
		s += " ." + c
	}
	if a.Lang != "" {
		s += " lang=" + a.Lang
	}
	for _, kv := range a.KeyVals {
		s += fmt.Sprintf(" %s=%q", kv.Key, kv.Value)
	}
	return s
}

func line(b *strings.Builder, depth int, n *doc.Node, format string, args ...any) {
	fmt.Fprintf(b, "%s%s %s%s\n", strings.Repeat("  ", depth), span(n.Span), fmt.Sprintf(format, args...), attrString(n.Attr))
}

func dumpBlocks(b *strings.Builder, bs []doc.Block, d int) {
	for _, x := range bs {
		dumpBlock(b, x, d)
	}
}

func dumpBlock(b *strings.Builder, x doc.Block, d int) {
	n := x.Base()
	pad := strings.Repeat("  ", d+1)
	switch x := x.(type) {
	case *doc.Heading:
		line(b, d, n, "Heading %d", x.Level)
		dumpInlines(b, x.Content, d+1)
	case *doc.Paragraph:
		line(b, d, n, "%s", map[bool]string{true: "Plain", false: "Paragraph"}[x.Plain])
		dumpInlines(b, x.Content, d+1)
	case *doc.Verse:
		line(b, d, n, "Verse")
		for _, s := range x.Stanzas {
			fmt.Fprintf(b, "%sStanza\n", pad)
			for _, l := range s.Lines {
				fmt.Fprintf(b, "%s  Line indent %d\n", pad, l.Indent)
				dumpInlines(b, l.Content, d+3)
			}
		}
	case *doc.BlockQuote:
		line(b, d, n, "BlockQuote")
		dumpBlocks(b, x.Blocks, d+1)
	case *doc.List:
		kind := x.Style
		if x.Ordered {
			kind += fmt.Sprintf(" from %d with %q", x.Start, x.Delimiter)
			if x.Example {
				kind += " of examples"
			}
		}
		line(b, d, n, "List %s%s", kind, map[bool]string{true: " tight"}[x.Tight])
		for _, it := range x.Items {
			line(b, d+1, &it.Node, "%s", strings.TrimSpace("Item "+it.Label))
			dumpBlocks(b, it.Blocks, d+2)
		}
	case *doc.DefinitionList:
		line(b, d, n, "DefinitionList")
		for _, it := range x.Items {
			line(b, d+1, &it.Node, "Definition")
			for _, t := range it.Terms {
				fmt.Fprintf(b, "%s  Term\n", pad)
				dumpInlines(b, t, d+3)
			}
			for _, t := range it.Defs {
				fmt.Fprintf(b, "%s  Meaning\n", pad)
				dumpBlocks(b, t, d+3)
			}
		}
	case *doc.MathMacros:
		line(b, d, n, "MathMacros %q at %v", x.Source, x.Lines)
	case *doc.CodeBlock:
		line(b, d, n, "CodeBlock %q %q", x.Language, x.Text)
	case *doc.Table:
		cols := ""
		for _, c := range x.Columns {
			cols += fmt.Sprintf(" %s:%d", c.Align, c.Width)
		}
		line(b, d, n, "Table%s", cols)
		if x.Caption != nil {
			fmt.Fprintf(b, "%sCaption\n", pad)
			dumpInlines(b, x.Caption, d+2)
		}
		for i, rows := range [][]*doc.Row{x.Head, x.Body} {
			for _, row := range rows {
				line(b, d+1, &row.Node, "%s", [...]string{"Head", "Row"}[i])
				for _, c := range row.Cells {
					at := ""
					if w, h := c.Spans(); w > 1 || h > 1 {
						at = fmt.Sprintf(" %d×%d", w, h)
					}
					line(b, d+2, &c.Node, "Cell%s%s", map[bool]string{true: " header " + c.Scope}[c.Header], at)
					dumpInlines(b, c.Content, d+3)
					dumpBlocks(b, c.Blocks, d+3)
				}
			}
		}
	case *doc.Figure:
		line(b, d, n, "Figure")
		dumpInline(b, x.Image, d+1)
		if x.Caption != nil {
			fmt.Fprintf(b, "%sCaption\n", pad)
			dumpInlines(b, x.Caption, d+2)
		}
	case *doc.Div:
		line(b, d, n, "Div")
		dumpBlocks(b, x.Blocks, d+1)
	case *doc.Break:
		line(b, d, n, "Break")
	default:
		line(b, d, n, "%T", x)
	}
}

func dumpInlines(b *strings.Builder, is []doc.Inline, d int) {
	for _, i := range is {
		dumpInline(b, i, d)
	}
}

// visible shows the spaces that look like others.
var visible = strings.NewReplacer("\u00A0", "␣", "\u202F", "␠", "\u200B", "␟")

func dumpInline(b *strings.Builder, x doc.Inline, d int) {
	n := x.Base()
	switch x := x.(type) {
	case *doc.Text:
		line(b, d, n, "%s", visible.Replace(strconv.QuoteToGraphic(x.Value)))
	case *doc.SoftBreak:
		line(b, d, n, "SoftBreak")
	case *doc.LineBreak:
		line(b, d, n, "LineBreak")
	case *doc.Code:
		line(b, d, n, "Code %q", x.Value)
	case *doc.Math:
		line(b, d, n, "Math%s %q at %v", map[bool]string{true: " display"}[x.Display], x.Source, x.Lines)
	case *doc.Image:
		line(b, d, n, "Image %q alt %q%s title %q width %q%s", x.Path, x.Alt, map[bool]string{true: " decorative"}[x.Decorative], x.Title, x.Width, map[bool]string{true: " height " + strconv.Quote(x.Height)}[x.Height != ""])
	case *doc.Link:
		line(b, d, n, "Link %q title %q", x.URL, x.Title)
	case *doc.CrossRef:
		line(b, d, n, "CrossRef %q%s", x.Target, map[bool]string{true: " page"}[x.Page])
	case *doc.Span:
		line(b, d, n, "Span%s", map[bool]string{true: " <" + x.Element + ">"}[x.Element != ""])
	case *doc.IndexMark:
		line(b, d, n, "IndexMark %q see %q", x.Key, x.See)
	case *doc.NoteMark:
		line(b, d, n, "NoteMark %q", x.Label)
		dumpBlocks(b, x.Note, d+1)
		return
	case *doc.CiteMark:
		line(b, d, n, "Cite%s", map[bool]string{true: " in text"}[x.InText])
		for _, it := range x.Items {
			fmt.Fprintf(b, "%s%s %q %s %q%s\n", strings.Repeat("  ", d+1), span(it.Span), it.Key, it.Label, it.Locator, map[bool]string{true: " without author"}[it.SuppressAuthor])
			for i, part := range [][]doc.Inline{it.Prefix, it.Suffix} {
				if len(part) > 0 {
					fmt.Fprintf(b, "%s%s\n", strings.Repeat("  ", d+2), [...]string{"prefix", "suffix"}[i])
					dumpInlines(b, part, d+3)
				}
			}
		}
		return
	default:
		line(b, d, n, "%s", strings.TrimPrefix(fmt.Sprintf("%T", x), "*doc."))
	}
	doc.EachChild(x, func(c doc.AnyNode) { dumpInline(b, c.(doc.Inline), d+1) })
}
