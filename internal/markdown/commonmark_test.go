package markdown

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
)

// TestCommonMark runs the examples of CommonMark's specification, which goldmark's module carries, against our
// nodes. departs lists the examples where the dialect departs from CommonMark, and why.
func TestCommonMark(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "_test", "spec.json"))
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
		r := newReading("spec.md", []byte(e.Markdown), Options{Dialect: CommonMark}, &l)
		r.smart = false
		d := r.read()
		var b strings.Builder
		htmlBlocks(&b, d.Blocks)
		same := canonical(b.String()) == canonical(e.HTML)
		switch why, known := departs(e.Section, e.Example); {
		case same:
			passed++
		case !known:
			t.Errorf("example %d (%s):\n%s\nwant: %s\ngot:  %s", e.Example, e.Section, e.Markdown, canonical(e.HTML), canonical(b.String()))
		case why == "":
			t.Errorf("example %d departs without a reason", e.Example)
		}
	}
	t.Logf("%d of %d examples as in the specification", passed, len(examples))
}

func departs(section string, example int) (why string, known bool) {
	const tag, comment = "a tag outside of the safe subset is reported and left out", "comments are dropped"
	switch section {
	case "HTML blocks", "Raw HTML":
		return "HTML is read into nodes, reported or dropped, never passed through", true
	}
	why, known = map[int]string{
		13: "a backslash before letters is a command of TeX, which is reported",
		21: tag, 31: tag, 344: tag, 475: tag, 476: tag, 477: tag, 491: tag, 494: tag, 524: tag, 536: tag, 201: tag, 642: tag, 643: tag,
		96: "--- on the first line begins the front matter", 98: "--- on the first line begins the front matter",
		308: comment, 309: comment,
		606: "@ begins a citation",
	}[example]
	return why, known
}

// canonical takes out what no node holds: line ends, paragraphs around a lone image.
func canonical(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	for _, tag := range []string{"p", "li", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "div"} {
		for _, x := range []string{"<" + tag + ">", "</" + tag + ">", "<" + tag + " />"} {
			s = strings.ReplaceAll(s, " "+x, x)
			s = strings.ReplaceAll(s, x+" ", x)
		}
	}
	s = strings.ReplaceAll(s, "<br /> ", "<br />")
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
		case *doc.Div:
			b.WriteString("<div>")
			htmlBlocks(b, x.Blocks)
			b.WriteString("</div>")
		default:
			fmt.Fprintf(b, "<%T>", x)
		}
	}
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
