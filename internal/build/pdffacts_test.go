package build_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"quire/internal/build"
	"quire/internal/diag"
	"quire/internal/doc"
)

// pdfOfEdition builds one edition and reads it back, together with its bytes.
func pdfOfEdition(t *testing.T, input, edition string) (*taggedPDF, []byte) {
	t.Helper()
	var l diag.List
	result, err := session.Build(t.Context(), build.Request{Input: input, Formats: []string{"pdf"}, Edition: edition, Out: t.TempDir(), Version: "test"}, &l)
	if err != nil || len(result.Written) != 1 {
		t.Fatalf("%v, %v, %v", result.Written, err, l.All())
	}
	data, err := os.ReadFile(result.Written[0])
	if err != nil {
		t.Fatal(err)
	}
	return readTagged(t, data), data
}

// names gives the keys of a name tree (ISO 32000-1, 7.9.6).
func (p *taggedPDF) names(o types.Object) (out []string) {
	d := p.dict(o)
	for i, k := range p.kids(d["Names"]) {
		if s, ok := p.get(k).(types.StringLiteral); ok && i%2 == 0 {
			text, err := types.StringLiteralToString(s)
			if err != nil {
				p.t.Fatal(err)
			}
			out = append(out, text)
		}
	}
	for _, k := range p.kids(d["Kids"]) {
		out = append(out, p.names(k)...)
	}
	return out
}

// Each heading, note, work and numbered paragraph of the essay is a place that a link from outside can name, such as
// “file.pdf#note-7”.
func TestNamedPlaces(t *testing.T) {
	t.Parallel()
	p, _ := pdfOfEdition(t, "../../source", "print")
	book, err := build.Book(build.Request{Input: "../../source"})
	if err != nil || book == nil {
		t.Fatal(err)
	}
	names := p.names(p.dict(p.dict(*p.ctx.Root)["Names"])["Dests"])
	if !slices.IsSorted(names) {
		t.Error("the names are not in order")
	}
	wanted := map[string]int{}
	want := func(kind, id string) {
		if wanted[kind]++; id != "" && !slices.Contains(names, id) {
			t.Errorf("the %s “%s” is no named place", kind, id)
		}
	}
	for _, s := range book.Sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			switch n := n.(type) {
			case *doc.Section:
				want("section", n.ID)
			case *doc.Paragraph:
				if n.Number > 0 {
					want("paragraph", n.ID)
				}
			case *doc.Note:
				want("note", n.ID)
			case *doc.Work:
				want("work", n.ID)
			}
			return true
		})
	}
	for kind, least := range map[string]int{"section": 10, "paragraph": 40, "note": 30, "work": 40} {
		if wanted[kind] < least {
			t.Errorf("only %d places of the kind %s", wanted[kind], kind)
		}
	}
	for _, s := range []string{"note-7", "p1", "life"} {
		if !slices.Contains(names, s) {
			t.Errorf("there is no “%s”", s)
		}
	}
	var outline func(o types.Object) int
	outline = func(o types.Object) (n int) {
		for d := p.dict(o); d != nil; d = p.dict(d["Next"]) {
			s, _ := p.get(d["Dest"]).(types.StringLiteral)
			if to, err := types.StringLiteralToString(s); err != nil || !slices.Contains(names, to) {
				t.Errorf("the bookmark %v leads to “%s”", d["Title"], to)
			}
			n += 1 + outline(d["First"])
		}
		return n
	}
	if n := outline(p.dict(p.dict(*p.ctx.Root)["Outlines"])["First"]); n < 10 {
		t.Errorf("%d bookmarks", n)
	}
}

// What the file of a two-sided print asks of viewers and printers, and how its pages are called.
func TestCatalogue(t *testing.T) {
	t.Parallel()
	p, data := pdfOfEdition(t, "../../source", "print")
	c := p.dict(*p.ctx.Root)
	prefs := p.dict(c["ViewerPreferences"])
	for key, want := range map[string]types.Object{
		"DisplayDocTitle": types.Boolean(true), "PrintScaling": types.Name("None"), "Duplex": types.Name("DuplexFlipLongEdge"),
	} {
		if got := p.get(prefs[key]); got != want {
			t.Errorf("%s is %v", key, got)
		}
	}
	for key, want := range map[string]string{"PageLayout": "TwoPageRight", "PageMode": "UseOutlines"} {
		if got := p.get(c[key]); got != types.Name(want) {
			t.Errorf("%s is %v", key, got)
		}
	}
	var styles []string
	nums := p.kids(p.dict(c["PageLabels"])["Nums"])
	for i := 1; i < len(nums); i += 2 {
		styles = append(styles, p.get(p.dict(nums[i])["S"]).String())
	}
	if got := strings.Join(styles, " "); got != "r D" {
		t.Errorf("pages are labelled by %s", got)
	}
	for _, s := range []string{"<dc:title>", "<dc:creator>", "<dc:language>", "<dc:rights>", "<xmpRights:WebStatement>", "<pdfaid:part>2</pdfaid:part>", "<pdfuaid:part>1</pdfuaid:part>", "<pdfaExtension:schemas>"} {
		if !strings.Contains(string(data), s) {
			t.Errorf("the metadata have no %s", s)
		}
	}
}

// An edition that carries its source has each file of it as one that the document is made from.
func TestAttachments(t *testing.T) {
	t.Parallel()
	p, _ := pdfOfEdition(t, "../../testdata/books/constructs", "archive")
	c := p.dict(*p.ctx.Root)
	related := p.kids(c["AF"])
	names := p.names(p.dict(c["Names"])["EmbeddedFiles"])
	if len(related) != len(names) || !slices.Contains(names, "book.yaml") || !slices.Contains(names, "notes.md") || !slices.Contains(names, "works.bib") {
		t.Errorf("%d related, %q", len(related), names)
	}
	for _, o := range related {
		spec := p.dict(o)
		if got := p.get(spec["AFRelationship"]); got != types.Name("Source") {
			t.Errorf("%v: the relationship is %v", spec["F"], got)
		}
		file := p.stream(p.dict(spec["EF"])["F"])
		name, _ := types.StringLiteralToString(p.get(spec["UF"]).(types.StringLiteral))
		if len(file) == 0 || p.dict(p.dict(spec["EF"])["F"])["Params"] == nil {
			t.Errorf("%s: %d bytes", name, len(file))
		}
	}
}

// A file for a press holds black ink alone in its text and rules, and marks and bleed around its pages.
func TestPressEdition(t *testing.T) {
	t.Parallel()
	p, _ := pdfOfEdition(t, "../../testdata/books/constructs", "press")
	pages := p.kids(p.dict(p.dict(*p.ctx.Root)["Pages"])["Kids"])
	if len(pages) == 0 {
		t.Fatal("there are no pages")
	}
	for i, o := range pages {
		pg := p.dict(o)
		var boxes []string
		for _, key := range []string{"MediaBox", "BleedBox", "TrimBox"} {
			if len(p.kids(pg[key])) == 4 {
				boxes = append(boxes, key)
			}
		}
		if len(boxes) != 3 || pg["Annots"] != nil {
			t.Errorf("page %d has %v, annotations %v", i+1, boxes, pg["Annots"])
		}
		marks := 0
		for tok := range contentTokens(p.stream(pg["Contents"])) {
			switch tok {
			case "rg", "RG", "k", "K", "cs", "CS", "sh", "scn":
				t.Errorf("page %d: the operator %s", i+1, tok)
			case "re":
				marks++
			}
		}
		if marks < 8 {
			t.Errorf("page %d has %d marks", i+1, marks)
		}
	}
}

// Capitals that a stylesheet makes are read as the words that they are.
func TestCapitalsOfTheStyle(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"book.yaml": "title: T\nlang: en\ncontents: [book.md]\neditions:\n  print: {format: pdf, styles: [print.css, loud.css]}\n",
		"loud.css":  "h1 { text-transform: uppercase }\n",
		"book.md":   "# Of *Victor* Serge\n\nText.\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, _ := pdfOfEdition(t, dir, "print")
	var said []string
	var walk func(o types.Object, heading bool)
	walk = func(o types.Object, heading bool) {
		d := p.dict(o)
		if d == nil || d["S"] == nil {
			return
		}
		heading = heading || p.standard(d) == "H1"
		if s, ok := p.get(d["ActualText"]).(types.StringLiteral); ok && heading {
			text, _ := types.StringLiteralToString(s)
			said = append(said, text)
		}
		for _, k := range p.kids(d["K"]) {
			walk(k, heading)
		}
	}
	for _, k := range p.kids(p.root["K"]) {
		walk(k, false)
	}
	if got := strings.Join(said, "|"); got != "Contents|Of |Victor| Serge" {
		t.Errorf("headings say %q", got)
	}
}
