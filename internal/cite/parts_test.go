package cite

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/yaml"
)

// One slip is a letter put in, left out, changed, or exchanged with its neighbour.
func TestOneSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"title", "tilte", true},
		{"title", "titl", true},
		{"titl", "title", true},
		{"title", "xitle", true},
		{"title", "titlx", true},
		{"title", "ttile", true},
		{"title", "title", false},
		{"title", "tixxe", false},
		{"title", "tiltex", false},
		{"title", "titlexx", false},
		{"title", "ttilx", false},
		{"abcd", "badc", false},
		{"abcd", "abdx", false},
		{"title", "titxxe", false},
		{"abc", "acx", false},
		{"abc", "axb", false},
	} {
		if got := oneSlip(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

// Control characters are those that have no place in text.
func TestIsControl(t *testing.T) {
	for r, want := range map[rune]bool{
		0: true, '\a': true, 0x1f: true, 0x7f: true, 0x80: true, 0x9f: true, 0xfffe: true, 0xffff: true,
		'\t': false, '\n': false, '\r': false, '\f': false, '\v': false, ' ': false, '~': false, 0xa0: false, 'é': false,
	} {
		if got := isControl(r); got != want {
			t.Errorf("U+%04X: %v", r, got)
		}
	}
}

// A language is a name of babel's or biblatex's, or a tag.
func TestLanguageTag(t *testing.T) {
	for in, want := range map[string]string{
		"ngerman": "de", "Brazil": "pt-BR", "de": "de", "pt-BR": "pt-BR", "pt_BR": "pt-BR", "deu": "", "nonsense": "", "x": "", "": "", "ab-cd-ef-ghi": "", "ab-cd-ef-gh": "ab-cd-ef-gh",
	} {
		if got := languageTag(in); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

// The keys of biblatex are words of the book's language, English where it has none.
func TestBibWords(t *testing.T) {
	for _, c := range [][3]string{
		{"de", "phdthesis", "Dissertation"}, {"de-AT", "phdthesis", "Dissertation"}, {"", "phdthesis", "PhD thesis"}, {"sv", "phdthesis", "PhD thesis"}, {"de", " phdthesis ", "Dissertation"}, {"de", "Own", "otherwise"},
	} {
		b := &bibReader{lang: c[0]}
		if got := b.word(c[1], "otherwise"); got != c[2] {
			t.Errorf("%s in %q: %q, want %q", c[1], c[0], got, c[2])
		}
	}
}

// The first letter of a note is a capital, markup passed over, unless a digit comes first.
func TestCapital(t *testing.T) {
	for in, want := range map[string]string{
		"see": "See", "<i>see</i>": "<i>See</i>", "(see": "(See", "2 see": "2 see", "<b2>see": "<b2>See", "": "", "…": "…", "é": "É", "ǆ": "ǅ",
	} {
		if got := capital(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// A comma stands before what is in the brackets of “@key [see p. 5]”, unless it begins with a mark.
func TestAfterComma(t *testing.T) {
	for in, want := range map[string]string{
		"see p. 5": ", see p. 5", " see": ", see", "5": ", 5", "": "", " ": " ", "; see": "; see", "<i>see</i>": ", <i>see</i>", "<i>;</i> x": "<i>;</i> x",
	} {
		if got := afterComma(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Inlines become the markup of CSL-JSON, and markup becomes inlines. A tag without its partner is text.
func TestMarkup(t *testing.T) {
	text := func(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }
	in := []doc.Inline{
		&doc.Emph{Content: text("a")}, &doc.SoftBreak{}, &doc.Strong{Content: text("b")}, &doc.LineBreak{}, &doc.Superscript{Content: text("c")}, &doc.Subscript{Content: text("d")},
		&doc.Code{Value: "e"}, &doc.Span{Node: doc.Node{Attr: doc.Attr{Classes: []string{"smallcaps"}}}, Content: text("f")}, &doc.Span{Content: text("g")},
		&doc.Link{URL: "https://example.org", Content: text("h")}, &doc.Image{},
	}
	if got, want := markup(in), "<i>a</i> <b>b</b> <sup>c</sup><sub>d</sub>e<sc>f</sc>gh"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for in, want := range map[string]string{
		"a <i>b <i>c</i></i> d":                     "a |(*doc.Emph b |(*doc.Emph c)) d",
		"<b>a</b><sc>b</sc><sup>c</sup>":            "(*doc.Strong a)(*doc.Span b)(*doc.Superscript c)",
		`<sub>a</sub><span class="nocase">B</span>`: "(*doc.Subscript a)B",
		"a < b <i>c": "a <| b <|i>c",
		"":           "",
	} {
		if got := dumpInlines(markupInlines(in)); strings.ReplaceAll(got, "|", "") != strings.ReplaceAll(want, "|", "") {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func dumpInlines(is []doc.Inline) string {
	var b strings.Builder
	for _, i := range is {
		if x, ok := i.(*doc.Text); ok {
			b.WriteString(x.Value)
			continue
		}
		fmt.Fprintf(&b, "(%T %s)", i, dumpInlines(*doc.Content(i)))
	}
	return b.String()
}

// The formats of csl become nodes and classes.
func TestFormatted(t *testing.T) {
	for _, c := range []struct {
		f    csl.Format
		want string
	}{
		{csl.Format{}, "x"},
		{csl.Format{Style: csl.Italic}, "(*doc.Emph x)"},
		{csl.Format{Style: csl.Oblique}, "(*doc.Emph x)"},
		{csl.Format{Style: csl.StyleNormal}, "(upright x)"},
		{csl.Format{Weight: csl.Bold}, "(*doc.Strong x)"},
		{csl.Format{Weight: csl.Light}, "(normal-weight x)"},
		{csl.Format{Weight: csl.WeightNormal}, "(normal-weight x)"},
		{csl.Format{Variant: csl.SmallCaps}, "(smallcaps x)"},
		{csl.Format{Variant: csl.VariantNormal}, "(normal-caps x)"},
		{csl.Format{Decoration: csl.Underline}, "(u x)"},
		{csl.Format{Decoration: csl.DecorationNone}, "x"},
		{csl.Format{Align: csl.Superscript}, "(*doc.Superscript x)"},
		{csl.Format{Align: csl.Subscript}, "(*doc.Subscript x)"},
		{csl.Format{Align: csl.Baseline}, "x"},
	} {
		got := formatted(c.f, []doc.Inline{&doc.Text{Value: "x"}})
		s := dumpInlines(got)
		if sp, ok := got[0].(*doc.Span); ok {
			s = "(" + strings.Join(append(sp.Classes, sp.Element), "") + " x)"
		}
		if s != c.want {
			t.Errorf("%+v: %s, want %s", c.f, s, c.want)
		}
	}
}

// The little Markdown of CSL-YAML: emphasis within words is none, and what is escaped is text.
func TestMarkdownToMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"*a* **b** _c_ a_b_c ^2^ ~3~":  "<i>a</i> <b>b</b> <i>c</i> a_b_c <sup>2</sup> <sub>3</sub>",
		`[A]{.nocase} [b]{.smallcaps}`: `<span class="nocase">A</span> <sc>b</sc>`,
		`\*a\* \_b\_`:                  "*a* _b_",
		"2 * 3 * 4":                    "2 * 3 * 4",
		"plain":                        "plain",
	} {
		if got := markdownToMarkup(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// CSL-YAML: names and dates in the forms that Pandoc has had, keywords as a list, and what is no work.
func TestYAML(t *testing.T) {
	for in, want := range map[string]string{
		"- {id: a, issued: {year: 2000, month: 5, day: 2}}":                          "2000-05-02",
		"- {id: a, issued: {year: 2000, season: 1}}":                                 "2000 season 1",
		"- {id: a, issued: {year: 2000, month: 3, season: 1}}":                       "2000-03",
		"- {id: a, issued: {year: 2000, circa: true}}":                               "2000~",
		"- {id: a, issued: {year: 2000, circa: false}}":                              "2000",
		"- {id: a, issued: {year: 2000, circa: some}}":                               "2000",
		"- {id: a, issued: [{year: 2000}, {year: 2001, month: 2}]}":                  "2000/2001-02",
		"- {id: a, issued: [{year: 2000, circa: true}, {year: 2001}, {year: 2002}]}": "2000/2001~",
		"- {id: a, issued: [x, {year: 2001}]}":                                       "2001",
		"- {id: a, issued: {date-parts: [[2000, 5]]}}":                               "2000-05",
		"- {id: a, issued: {date-parts: [[2000]], circa: true, literal: x}}":         "2000~“x”",
		"- {id: a, issued: {date-parts: [[[[[[2000]]]]]]}}":                          "",
		"- {id: a, issued: {date-parts: {x: 1}}}":                                    "",
		"- {id: a, issued: 2000-05}":                                                 "2000-05",
		"- {id: a, issued: }":                                                        "",
		"- {id: a, issued: {year: [1]}}":                                             "",
	} {
		var l diag.List
		es := readYAML(yaml.Parse("a.yaml", []byte(in), 0, &l), &l)
		if len(es) != 1 {
			t.Errorf("%s: %v", in, l.All())
			continue
		}
		var b strings.Builder
		dumpEntry(&b, es[0])
		_, got, _ := strings.Cut(b.String(), "issued: ")
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"- {id: a, author: X}": "{X}",
		"- {id: a, author: [X, {family: Y, given: [Z, W]}, [q]]}":               "{X}; Y, Z W",
		"- {id: a, author: {family: Y, given: Z, suffix: Jr}}":                  "Y, Z, Jr",
		"- {id: a, author: [{literal: L}, {family: F, dropping-particle: de}]}": "{L}; F [de]",
	} {
		var l diag.List
		es := readYAML(yaml.Parse("a.yaml", []byte(in), 0, &l), &l)
		var got []string
		for _, n := range es[0].Names["author"] {
			got = append(got, dumpName(n))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%s: %s, want %s", in, strings.Join(got, "; "), want)
		}
	}
	for in, want := range map[string]int{"references:\n- {id: a}": 0, "": 0, "references:": 1, "x: 1": 1, "- a": 1, "references: a": 1, "- {title: A}": 1, "- {id: a, type: bok}": 1} {
		var l diag.List
		readYAML(yaml.Parse("a.yaml", []byte(in), 0, &l), &l)
		if len(l.All()) != want {
			t.Errorf("%q: %v, want %d findings", in, l.All(), want)
		}
	}
}

// CSL-JSON that is not whole: what stands before the fault is read, a work with a fault of its own is kept by its id.
func TestBrokenJSON(t *testing.T) {
	for in, want := range map[string]string{
		`[{"id":"a"},{"id":"b"`:                  "a |1",
		`[{"id":"a"} {"id":"b"}]`:                "a |1",
		`[{"id":"a"},]`:                          "a |1",
		`{"id":"a"}`:                             "|1",
		`{"other":[1],"items":[{"id":"a"}]}`:     "a |",
		`{"items":5}`:                            "|1",
		`{"items":`:                              "|1",
		`{"other":`:                              "|1",
		`{5`:                                     "|1",
		`"text"`:                                 "|1",
		`x`:                                      "|1",
		`[{"id":"a","issued":{"date-parts":5}}]`: "a |fault",
		`[{"issued":{"date-parts":5}}]`:          "|1",
		`[5]`:                                    "|1",
		`[{"title":"T"}]`:                        "|1",
		`[{"id":"a","type":"nonsense"}]`:         "a |1",
		`[{"id":"a","type":"bok"}]`:              "a |1",
		`[{"id":"a","type":"book"}]`:             "a |",
		` `:                                      "|",
		`[`:                                      "|1",
	} {
		var l diag.List
		var got strings.Builder
		faults := 0
		for _, e := range ReadBibliography("a.json", []byte(in), "en", &l) {
			got.WriteString(e.ID + " ")
			faults += len(e.Faults)
		}
		got.WriteByte('|')
		switch {
		case faults > 0:
			got.WriteString("fault")
		case len(l.All()) > 0:
			fmt.Fprint(&got, len(l.All()))
		}
		if got.String() != want {
			t.Errorf("%s: %s, want %s (%v)", in, got.String(), want, l.All())
		}
	}
	var l diag.List
	e := ReadBibliography("a.json", []byte(`[{"id":"a","keyword":"x, y;z,","annote":"An","related":"b, c,","relatedtype":"ReprintOf"}]`), "en", &l)[0]
	if fmt.Sprintf("%v %s %v %v", e.Keywords, e.Annotation, e.Related, len(e.Vars)) != "[x y z] An [{reprintof b} {reprintof c}] 0" {
		t.Errorf("%v %q %v %v", e.Keywords, e.Annotation, e.Related, e.Vars)
	}
}

// The strings of a file may stand for so much text only; beyond that they are left out, and that is said once.
func TestStringsThatGrow(t *testing.T) {
	var b strings.Builder
	b.WriteString("@string{a0 = {0123456789abcdef}}\n")
	for i := range 30 {
		fmt.Fprintf(&b, "@string{a%d = a%d # a%d}\n", i+1, i, i)
	}
	b.WriteString("@book{k, title = a30, note = jan}")
	var l diag.List
	es := ReadBibliography("a.bib", []byte(b.String()), "en", &l)
	if len(es) != 1 || len(l.All())+len(es[0].Faults) != 1 {
		t.Errorf("%d works, %v", len(es), l.All())
	}
}

// Pages and years sort before none, and months and days count.
func TestCompareDates(t *testing.T) {
	order := []csl.DateParts{{Year: -5}, {Year: 1900}, {Year: 1900, Month: 2}, {Year: 1900, Month: 2, Day: 3}, {Year: 1901}, {}}
	for i, a := range order {
		for k, b := range order {
			if got := compareDates(a, b); (got < 0) != (i < k) || (got > 0) != (i > k) {
				t.Errorf("%v and %v: %d", a, b, got)
			}
		}
	}
}

// Places go on from the last one, and back where an earlier one is asked for.
func TestPlaces(t *testing.T) {
	p := places{data: []byte("aé,b\n\n é{c"), pos: diag.Pos{File: "f", Line: 1, Col: 1}}
	for _, want := range []struct {
		off       int64
		line, col int
	}{{0, 1, 1}, {3, 1, 3}, {4, 1, 4}, {6, 2, 1}, {10, 3, 3}, {4, 1, 4}, {99, 3, 5}, {-1, 1, 1}} {
		if got := p.at(want.off); got.Line != want.line || got.Col != want.col {
			t.Errorf("offset %d: %v, want %d:%d", want.off, got, want.line, want.col)
		}
	}
}
