package markdown

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
)

// TestCommonMark runs the examples of CommonMark's specification in both dialects that follow it, and those of GitHub's
// extensions in GitHub's, against our nodes. departs lists the examples where we depart from them, and why.
func TestCommonMark(t *testing.T) {
	for _, c := range []struct {
		file    string
		dialect Dialect
		departs func(section string, example int) string
	}{
		{"commonmark.json", CommonMark, departs},
		{"commonmark.json", GFM, departsInGFM},
		{"gfm.json", GFM, departsFromGFM},
	} {
		t.Run(fmt.Sprintf("%s %d", c.file, c.dialect), func(t *testing.T) { testSpec(t, c.file, c.dialect, c.departs) })
	}
}

func testSpec(t *testing.T, file string, dialect Dialect, departs func(section string, example int) string) {
	data, err := os.ReadFile("testdata/spec/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Markdown, HTML, Section string
		Example                 int
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	passed := 0
	for _, e := range examples {
		var l diag.List
		d := Parse("spec.md", []byte(e.Markdown), Options{Dialect: dialect}, &l)
		var b strings.Builder
		htmlBlocks(&b, d.Blocks)
		same := canonical(b.String()) == canonical(e.HTML)
		why := departs(e.Section, e.Example)
		switch {
		case same && why == "":
			passed++
		case same && e.Section != "HTML blocks" && e.Section != "Raw HTML":
			t.Errorf("example %d does not depart any more", e.Example)
		case !same && why == "":
			t.Errorf("example %d (%s):\n%s\nwant: %s\ngot:  %s", e.Example, e.Section, e.Markdown, canonical(e.HTML), canonical(b.String()))
		}
	}
	t.Logf("%d of %d examples as in the specification", passed, len(examples))
}

// departs says why an example is read otherwise than CommonMark has it; "" if it is not.
func departs(section string, example int) string {
	const tag, comment = "a tag outside of the safe subset is reported and left out", "comments are dropped"
	switch section {
	case "HTML blocks", "Raw HTML":
		return "HTML is read into nodes, reported or dropped, never passed through"
	}
	return map[int]string{
		21: tag, 31: tag, 344: tag, 475: tag, 476: tag, 477: tag, 491: tag, 494: tag, 524: tag, 536: tag, 201: tag, 642: tag, 643: tag,
		308: comment, 309: comment,
		98: "two rules on the first lines are metadata that say nothing",
	}[example]
}

func departsInGFM(section string, example int) string {
	switch example {
	case 96:
		return "--- on the first line begins metadata"
	case 608, 611, 612:
		return "a bare address is a link"
	}
	return departs(section, example)
}

func departsFromGFM(section string, example int) string {
	switch {
	case section == "Disallowed Raw HTML (extension)":
		return "what GitHub shows as text is left out with a warning"
	case example == 6:
		return "a line of equals signs is no row"
	case example == 8:
		return "what a row has too much is kept in its last cell, with a warning"
	}
	return ""
}

// canonical takes out what no node holds: line ends, paragraphs around a lone image.
func canonical(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	for _, tag := range []string{"p", "li", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "div", "table", "thead", "tbody", "tr", "th", "td"} {
		for _, x := range []string{"<" + tag + ">", "</" + tag + ">", "<" + tag + " />"} {
			s = strings.ReplaceAll(s, " "+x, x)
			s = strings.ReplaceAll(s, x+" ", x)
		}
	}
	s = strings.ReplaceAll(s, "<br /> ", "<br />")
	s = strings.NewReplacer(`<input disabled="" type="checkbox">`, "☐", `<input checked="" disabled="" type="checkbox">`, "☑").Replace(s)
	return strings.TrimSpace(s)
}

func htmlBlocks(b *strings.Builder, bs []doc.Block) {
	for _, x := range bs {
		switch x := x.(type) {
		case *doc.Heading:
			fmt.Fprintf(b, "<h%d>", x.Level)
			htmlInlines(b, x.Content)
			fmt.Fprintf(b, "</h%d>", x.Level)
		case *doc.Paragraph:
			if !x.Plain {
				b.WriteString("<p>")
			}
			htmlInlines(b, x.Content)
			if !x.Plain {
				b.WriteString("</p>")
			}
		case *doc.Figure:
			b.WriteString("<p>")
			htmlInlines(b, []doc.Inline{x.Image})
			b.WriteString("</p>")
		case *doc.BlockQuote:
			b.WriteString("<blockquote>")
			htmlBlocks(b, x.Blocks)
			b.WriteString("</blockquote>")
		case *doc.List:
			tag, start := "ul", ""
			if x.Ordered {
				if tag = "ol"; x.Start != 1 {
					start = fmt.Sprintf(" start=\"%d\"", x.Start)
				}
			}
			b.WriteString("<" + tag + start + ">")
			for _, it := range x.Items {
				b.WriteString("<li>")
				htmlBlocks(b, it.Blocks)
				b.WriteString("</li>")
			}
			b.WriteString("</" + tag + ">")
		case *doc.CodeBlock:
			class := ""
			if x.Language != "" {
				class = " class=\"language-" + html.EscapeString(x.Language) + "\""
			}
			b.WriteString("<pre><code" + class + ">" + escape(x.Text) + "</code></pre>")
		case *doc.Break:
			b.WriteString("<hr />")
		case *doc.Table:
			htmlTable(b, x)
		case *doc.Div:
			b.WriteString("<div>")
			htmlBlocks(b, x.Blocks)
			b.WriteString("</div>")
		default:
			fmt.Fprintf(b, "<%T>", x)
		}
	}
}

func htmlTable(b *strings.Builder, t *doc.Table) {
	rows := func(group, cell string, rows []*doc.Row) {
		if len(rows) == 0 {
			return
		}
		b.WriteString("<" + group + ">")
		for _, r := range rows {
			b.WriteString("<tr>")
			for i, c := range r.Cells {
				align := ""
				if a := t.Columns[i].Align; a != doc.AlignNone {
					align = " align=\"" + a.String() + "\""
				}
				b.WriteString("<" + cell + align + ">")
				htmlInlines(b, c.Content)
				b.WriteString("</" + cell + ">")
			}
			b.WriteString("</tr>")
		}
		b.WriteString("</" + group + ">")
	}
	b.WriteString("<table>")
	rows("thead", "th", t.Head)
	rows("tbody", "td", t.Body)
	b.WriteString("</table>")
}

func escape(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

func htmlInlines(b *strings.Builder, is []doc.Inline) {
	wrap := func(tag string, is []doc.Inline) {
		b.WriteString("<" + tag + ">")
		htmlInlines(b, is)
		b.WriteString("</" + tag + ">")
	}
	title := func(s string) string {
		if s == "" {
			return ""
		}
		return " title=\"" + escape(s) + "\""
	}
	for _, x := range is {
		switch x := x.(type) {
		case *doc.Text:
			b.WriteString(escape(x.Value))
		case *doc.SoftBreak:
			b.WriteString("\n")
		case *doc.LineBreak:
			b.WriteString("<br />\n")
		case *doc.Code:
			b.WriteString("<code>" + escape(x.Value) + "</code>")
		case *doc.Emph:
			wrap("em", x.Content)
		case *doc.Strong:
			wrap("strong", x.Content)
		case *doc.Link:
			b.WriteString("<a href=\"" + escapeURL(x.URL) + "\"" + title(x.Title) + ">")
			htmlInlines(b, x.Content)
			b.WriteString("</a>")
		case *doc.CrossRef:
			b.WriteString("<a href=\"#" + escapeURL(x.Target) + "\">")
			htmlInlines(b, x.Content)
			b.WriteString("</a>")
		case *doc.Image:
			b.WriteString("<img src=\"" + escapeURL(x.Path) + "\" alt=\"" + escape(x.Alt) + "\"" + title(x.Title) + " />")
		case *doc.Span:
			wrap("span", x.Content)
		case *doc.Strikeout:
			wrap("del", x.Content)
		case *doc.Superscript:
			wrap("sup", x.Content)
		case *doc.Subscript:
			wrap("sub", x.Content)
		default:
			fmt.Fprintf(b, "<%T>", x)
		}
	}
}

// escapeURL percent-encodes as the specification's examples do.
func escapeURL(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c > ' ' && c < 0x7F && !strings.ContainsRune(`"<>[]\^{}|`+"`", rune(c)) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return strings.ReplaceAll(b.String(), "&", "&amp;")
}
