package layout_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/golden"
	"quire/internal/page"
	"quire/internal/resolve"
	"quire/internal/style"
)

// specimen shows properties on a few lines of text: its sheet has the declarations in question, and that of the group,
// with its own setting if there is one, all that they need to be seen.
type specimen struct {
	name, text, sheet, setting string
}

// specimens gives those of a group. Its archive has a sheet.css, a text.md for those with no text of their own, and of
// each specimen NAME.css, perhaps NAME.md and NAME.setting.css, and the golden NAME.pages.
func specimens(a *golden.Archive) (list []specimen) {
	for _, f := range a.Files {
		name, ok := strings.CutSuffix(f.Name, ".css")
		if !ok || name == "sheet" || strings.HasSuffix(name, ".setting") {
			continue
		}
		sp := specimen{name: name, text: a.Text(name + ".md"), sheet: string(f.Data), setting: a.Text("sheet.css") + a.Text(name+".setting.css")}
		if sp.text == "" {
			sp.text = a.Text("text.md")
		}
		list = append(list, sp)
	}
	return list
}

// pages sets the text of a specimen with its setting and a sheet. It gives the pages and the findings.
func (sp *specimen) pages(t *testing.T, sheet string) (*page.Pages, []diag.Finding) {
	t.Helper()
	var list diag.List
	p, _ := lay(t, bookWith(t, sp.name+".md", []byte(sp.text), resolve.Options{Root: os.DirFS("testdata"), NumberedParagraphs: true}, &list), &list, style.Source{Name: sp.name + ".css", Text: []byte(sp.setting + sheet)})
	return p, list.All()
}

// shape has the glyphs and the end of each run, and the strokes of drawings: some properties change nothing else.
func shape(p *page.Pages) string {
	var b strings.Builder
	for _, pg := range p.Pages {
		for _, it := range pg.Items {
			if p, ok := it.(*page.Picture); ok && p.Image.Drawing != nil {
				for _, s := range p.Image.Drawing.Shapes {
					fmt.Fprintf(&b, " %v %v\n", *s.Stroke, s.Line)
				}
			}
			if r, ok := it.(*page.Run); ok {
				x := r.X
				for _, g := range r.Glyphs {
					fmt.Fprintf(&b, " %d", g.ID)
					if g.XOffset != 0 || g.YOffset != 0 {
						fmt.Fprintf(&b, "(%s %s)", g.XOffset, g.YOffset)
					}
					x += g.Advance
				}
				fmt.Fprintf(&b, " → %s\n", x)
			}
		}
	}
	return b.String()
}

// declaration matches one with what ends it; the selectors that look like one go on with a brace.
var declaration = regexp.MustCompile(`([a-z-]+)\s*:\s*(?:[^;{}"]|"[^"]*")+[;}]`)

// Every property and margin box of the manual has a specimen, and every declaration of a specimen has an effect: without it, the
// pages differ.
func TestProperties(t *testing.T) {
	shown := map[string]bool{}
	golden.Run(t, "testdata/properties/*.txtar", func(t *testing.T, a *golden.Archive) {
		for _, sp := range specimens(a) {
			p, findings := sp.pages(t, sp.sheet)
			for _, f := range findings {
				t.Errorf("%s: %s", sp.name, f)
			}
			a.Want(t, sp.name+".pages", dump(t, p))
			with := dump(t, p) + shape(p)
			for _, m := range declaration.FindAllStringSubmatchIndex(sp.sheet, -1) {
				name := sp.sheet[m[2]:m[3]]
				shown[name] = true
				for _, at := range regexp.MustCompile(`@[a-z-]+`).FindAllString(sp.sheet[:m[0]], -1) {
					shown[at] = true
				}
				if p, _ := sp.pages(t, sp.sheet[:m[0]]+sp.sheet[m[1]-1:]); dump(t, p)+shape(p) == with {
					t.Errorf("%s: the pages are the same without “%s”", sp.name, sp.sheet[m[0]:m[1]-1])
				}
			}
		}
	})
	for _, name := range manual(t) {
		switch name {
		case "float-reference", "footnote-display", "footnote-policy": // whose values say what is so by itself
			continue
		}
		if !shown[name] {
			t.Errorf("%s is in no specimen of testdata/properties", name)
		}
	}
}

// manual gives the properties and margin boxes of docs/styles.md. A test of package style compares the properties there with those
// that are known.
func manual(t *testing.T) (names []string) {
	t.Helper()
	data, err := os.ReadFile("../../docs/styles.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range regexp.MustCompile(`(?m)^\| property \|.*\n\|[-|]+\n((?:\|.*\n)+)`).FindAllStringSubmatch(string(data), -1) {
		for row := range strings.Lines(table[1]) {
			cell, _, _ := strings.Cut(strings.TrimPrefix(row, "|"), "|")
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cell, -1) {
				names = append(names, m[1])
			}
		}
	}
	for _, m := range regexp.MustCompile("`(@(?:top|right|bottom|left)-[a-z-]+)`").FindAllStringSubmatch(string(data), -1) {
		names = append(names, m[1])
	}
	if slices.Sort(names); len(names) < 100 {
		t.Fatalf("only %d properties in the manual", len(names))
	}
	return slices.Compact(names)
}
