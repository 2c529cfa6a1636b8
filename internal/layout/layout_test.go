package layout_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/edition"
	"quire/internal/font"
	"quire/internal/golden"
	"quire/internal/lang"
	"quire/internal/layout"
	"quire/internal/markdown"
	"quire/internal/page"
	"quire/internal/resolve"
	"quire/internal/style"
	"quire/styles"
)

// fonts are read once: they are the slowest part of the tests.
var fonts = sync.OnceValue(func() *layout.Fonts {
	f := layout.NewFonts(map[string]string{"serif": "EB Garamond", "monospace": "IBM Plex Mono"})
	for _, x := range [][2]string{{"EB Garamond", "EBGaramond-Regular"}, {"EB Garamond", "EBGaramond-Italic"}, {"EB Garamond", "EBGaramond-SemiBold"}, {"IBM Plex Mono", "IBMPlexMono-Regular"}} {
		data, err := styles.FS.ReadFile("fonts/" + x[1] + ".ttf")
		if err != nil {
			panic(err)
		}
		face, err := font.Parse(x[1], data)
		if err != nil {
			panic(err)
		}
		f.Add(x[0], face)
	}
	for _, x := range [][2]string{{"Noto Serif Hebrew", "NotoSerifHebrew-Regular.ttf"}, {"Noto Naskh Arabic", "NotoNaskhArabic-Regular.ttf"}, {"Noto Serif CJK JP", "NotoSerifCJKjp-Regular.otf"}} {
		data, err := os.ReadFile("../../testdata/books/scripts/fonts/" + x[1])
		if err != nil {
			panic(err)
		}
		face, err := font.Parse(x[1], data)
		if err != nil {
			panic(err)
		}
		f.Add(x[0], face)
	}
	return f
})

func book(t testing.TB, name string, src []byte, list *diag.List) *doc.Book {
	t.Helper()
	return bookWith(t, name, src, resolve.Options{Root: os.DirFS("testdata")}, list)
}

func bookWith(t testing.TB, name string, src []byte, opts resolve.Options, list *diag.List) *doc.Book {
	t.Helper()
	d := markdown.Parse(name, src, markdown.Options{Lang: "en-GB"}, list)
	ms := &doc.Manuscript{Meta: doc.Meta{Title: "A Test", Lang: "en-GB", Name: "test"}, Notes: d.Notes}
	ms.Files = []*doc.File{{Path: name, Blocks: d.Blocks}}
	b := resolve.Book(ms, opts, list)
	if b == nil {
		t.Fatalf("no book: %v", list.All())
	}
	return b
}

func lay(t testing.TB, b *doc.Book, list *diag.List, sheets ...style.Source) (*page.Pages, *doc.Folios) {
	t.Helper()
	return layWith(t, b, list, edition.AtEnd, layout.Options{Edition: "test"}, sheets...)
}

func layWith(t testing.TB, b *doc.Book, list *diag.List, notes edition.Placement, opts layout.Options, sheets ...style.Source) (*page.Pages, *doc.Folios) {
	t.Helper()
	base, err := styles.FS.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	sheet := style.Parse(list, append([]style.Source{{Name: "page.css", Text: base, Default: true}}, sheets...)...)
	patterns, err := fs.Sub(styles.FS, "hyphenation")
	if err != nil {
		t.Fatal(err)
	}
	if layout.NotesAtFoot(sheet, b.Meta.Lang, opts.Usage) {
		notes = edition.AtFoot
	}
	b = edition.Book(b, edition.Options{Paged: true, Notes: notes})
	pages, folios, err := layout.Layout(b, sheet, fonts(), lang.NewHyphenators(patterns), opts, list)
	if err != nil {
		t.Fatal(err)
	}
	return pages, folios
}

func printSheet(t testing.TB) style.Source {
	data, err := styles.FS.ReadFile("print.css")
	if err != nil {
		t.Fatal(err)
	}
	return style.Source{Name: "print.css", Text: data}
}

func dump(t testing.TB, p *page.Pages) string {
	t.Helper()
	var b bytes.Buffer
	if err := page.Dump(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each file in testdata/pages is a text, a sheet and the pages that come of them, with the findings.
func TestPages(t *testing.T) {
	golden.Run(t, "testdata/pages/*.txtar", func(t *testing.T, a *golden.Archive) {
		var list diag.List
		notes := edition.AtEnd
		if a.Text("options") == "notes by chapter\n" {
			notes = edition.ByChapter
		}
		sheet := style.Source{Name: "style.css", Text: []byte(a.Text("style.css"))}
		pages, _ := layWith(t, book(t, "text.md", []byte(a.Text("text.md")), &list), &list, notes, layout.Options{Edition: "test"}, sheet)
		got := dump(t, pages)
		for _, f := range list.All() {
			got += f.String() + "\n"
		}
		a.Want(t, "pages", got)
	})
}

// source gives the text of a book, in the order of the pages.
func source(b *doc.Book) string {
	var out strings.Builder
	var visit func(n interface{ Base() *doc.Node }) bool
	visit = func(n interface{ Base() *doc.Node }) bool {
		switch n := n.(type) {
		case *doc.Text:
			out.WriteString(n.Value)
		case *doc.Code:
			out.WriteString(n.Value)
		case *doc.CodeBlock:
			out.WriteString(n.Text)
		case *doc.NoteRef:
			out.WriteString(n.Number)
		case *doc.Cite:
			doc.WalkInlines(n.Page, visit)
		case *doc.Contents:
			return false
		}
		return true
	}
	for _, s := range b.Sections {
		doc.Walk(s, visit)
	}
	return letters(out.String())
}

// printed gives the text of the runs that come from the source, in the order of the pages.
func printed(p *page.Pages) string {
	var out strings.Builder
	for _, pg := range p.Pages {
		for _, it := range pg.Items {
			if r, ok := it.(*page.Run); ok && r.Source.Node != 0 {
				out.WriteString(r.Text)
			}
		}
	}
	return letters(out.String())
}

// letters drops what line breaking may change: spaces and soft hyphens.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" \n\t\u00AD", r) {
			return -1
		}
		return r
	}, s)
}

const prose = `The life has to be told first, because nobody here ever had the luxury of being only a writer. He was
affable, and fifty-six; his *office* in the **Rue de l'Odéon** could not be found.[^1] An institution that could supply a false
confession to any crime in its ledgers would not take a parcel of paper without acknowledging it in writing (see
https://example.org/a/long/path/to-be-broken). It says that on a certain day this thing passed from those hands into these.`

func long(paragraphs int) []byte {
	var b strings.Builder
	b.WriteString("# A chapter\n\n")
	for i := range paragraphs {
		if i%7 == 6 {
			b.WriteString("## A section of it\n\n")
		}
		words := strings.Fields(prose)
		b.WriteString(strings.Join(words[i*5%11:], " ") + "\n\n")
		if i%5 == 4 {
			b.WriteString("> " + strings.Join(words[:20+i%9], " ") + "\n\n- one\n- two and *three*\n\n| A line of verse\n|   and another\n\n")
		}
		if i%9 == 8 {
			b.WriteString("| Year | What |\n|---|---|\n| 1917 | Petrograd, and much else that is long enough to wrap |\n| 1936 | Brussels |\n\n")
		}
	}
	b.WriteString("[^1]: A note of some length, to be set at the end, with words enough for two lines of it or so, perhaps three.\n")
	return []byte(b.String())
}

const scripts = `The word [שלום]{lang=he} means peace (in Hebrew, [שָׁלוֹם עולם]{lang=he}), and “[السلام عليكم]{lang=ar}” greets in Arabic.

::: {lang=he}
בשנת 1917, בעמוד 23–25, כתב [Victor Serge]{lang=fr} (1890–1947) את הספר *הזה*, והמדפיס ענה: אני — לא אתה! [abc דהו]{dir=ltr} [أبج]{dir=auto}
:::

::: {lang=ar}
الكتاب حروف صفت وطبعت على ورق (هكذا يقول الطابع)، مكتو*ب*ة ١٩١٧.
:::

::: {lang=ja}
「本とは、文字を組んで紙に刷ったものである。」と彼は言った。（括弧は、行の終わりに残さない。）1905年に東京で出たPDFのない本。
:::

`

// The pages have every word of the text, in its order.
func TestNoWordLost(t *testing.T) {
	for _, src := range [][]byte{long(3), long(40), []byte(strings.Repeat(scripts, 3))} {
		var list diag.List
		b := book(t, "text.md", src, &list)
		pages, _ := lay(t, b, &list, printSheet(t))
		want, got := source(b), printed(pages)
		if want != got {
			n := 0
			for n < len(want) && n < len(got) && want[n] == got[n] {
				n++
			}
			t.Errorf("differs at %d: text has %q, pages %q", n, want[max(0, n-20):min(n+40, len(want))], got[max(0, n-20):min(n+40, len(got))])
		}
	}
}

// Programs that read a PDF find the words of the text, wherever lines end: also if a line ends with a face that has no space.
func TestWordsStayApart(t *testing.T) {
	text := strings.Repeat("The word [שלום עולם]{lang=he} is a greeting, and [السلام عليكم]{lang=ar} greets 日本 too. ", 8)
	want := strings.Fields(strings.NewReplacer("[", "", "]", "", "{lang=he}", "", "{lang=ar}", "").Replace(text))
	for width := 90; width < 240; width += 10 {
		var list diag.List
		b := book(t, "text.md", []byte(text), &list)
		css := fmt.Sprintf("@page { size: %dpt 300pt; margin: 20pt; } p { font-family: serif, 'Noto Serif Hebrew', 'Noto Naskh Arabic', 'Noto Serif CJK JP'; }", width)
		pages, _ := lay(t, b, &list, style.Source{Name: "narrow.css", Text: []byte(css)})
		var said strings.Builder
		for _, pg := range pages.Pages {
			for _, it := range pg.Items {
				if r, ok := it.(*page.Run); ok && r.Source.Node != 0 {
					said.WriteString(r.Text)
				}
			}
		}
		_, text, _ := strings.Cut(strings.ReplaceAll(said.String(), "\u00AD", ""), "Contents")
		got := strings.Fields(text)
		for i := range want {
			if i == len(got) || got[i] != want[i] {
				t.Errorf("%dpt: the text says %q, the pages %q", width, want[i:min(i+1, len(want))], got[min(i, len(got)):min(i+1, len(got))])
				break
			}
		}
	}
}

// The same holds for text in columns, in whatever way these are divided among pages.
func TestNoWordLostInColumns(t *testing.T) {
	for _, css := range []string{
		"section.bodymatter { columns: 2; column-gap: 12pt; column-rule: 0.5pt solid; }",
		"section.bodymatter { columns: 3; font-size: 8pt; } table { column-span: all; } h2 { column-span: all; }",
		"section.bodymatter section { columns: 9em 4; } blockquote { break-inside: avoid; }",
		"@page { size: 200pt 120pt; margin: 20pt; } section.bodymatter section { columns: 2; }",
		"section.bodymatter { columns: 2; column-fill: auto; } h2 { break-before: column; } ul { break-after: page; }",
		"@page { size: 260pt 200pt; margin: 20pt; } section.bodymatter section { columns: 3; column-fill: balance-all; } p { break-inside: avoid-column; }",
	} {
		var list diag.List
		b := book(t, "text.md", long(40), &list)
		pages, _ := lay(t, b, &list, printSheet(t), style.Source{Name: "columns.css", Text: []byte(css)})
		if want, got := source(b), printed(pages); want != got {
			n := 0
			for n < len(want) && n < len(got) && want[n] == got[n] {
				n++
			}
			t.Errorf("%s: differs at %d: text has %q, pages %q", css, n, want[max(0, n-20):min(n+40, len(want))], got[max(0, n-20):min(n+40, len(got))])
		}
	}
}

// A note that is called in columns begins at the foot of the page of its call, and every word of it is set.
func TestNotesOfColumns(t *testing.T) {
	var text strings.Builder
	words := strings.Fields(strings.ReplaceAll(prose, "[^1]", ""))
	for i := range 60 {
		n := i * 7 % 40
		fmt.Fprintf(&text, "%s.[^%d] %s\n\n[^%d]: %s.\n\n", strings.Join(words[n:], " "), i, strings.Join(words[:n], " "), i, strings.Join(words[:3+i*i%50], " "))
	}
	for _, css := range []string{
		"section.bodymatter { columns: 2; }",
		"section.bodymatter { columns: 3; column-fill: auto; font-size: 8pt; } @page { @footnote { max-height: 30%; } }",
		"section.bodymatter { columns: 2; } @page { size: 300pt 200pt; margin: 20pt; }",
	} {
		var list diag.List
		b := book(t, "text.md", []byte("# One\n\n"+text.String()), &list)
		foot := style.Source{Name: "columns.css", Text: []byte(".footnote { float: footnote; font-size: 8pt; line-height: 10pt; } " + css)}
		pages, _ := lay(t, b, &list, printSheet(t), foot)
		at := map[string]int{}
		for _, d := range pages.Dests {
			at[d.Name] = d.Page
		}
		for i := 1; i <= 60; i++ {
			call, note := fmt.Sprintf("ref-note-%d", i), fmt.Sprintf("note-%d", i)
			if p, ok := at[call]; !ok || p != at[note] {
				t.Errorf("%s: note %d is called on page %d (%v) and stands on page %d", css, i, p, ok, at[note])
			}
		}
		over := 0
		for _, pg := range pages.Pages {
			for _, it := range pg.Items {
				if r, ok := it.(*page.Run); ok && r.Tag != nil && r.Y > pg.Height-17*dimen.PT {
					over++
				}
			}
		}
		if over > 0 {
			t.Errorf("%s: %d runs stand beyond the area of the page", css, over)
		}
		if want, got := len(source(b))-len("Notes"), len(printed(pages)); got != want { // that head stands nowhere
			t.Errorf("%s: %d letters of text and notes are printed, of %d", css, got, want)
		}
	}
}

// The same input gives the same pages, whatever the number of processors.
func TestSamePages(t *testing.T) {
	var dumps []string
	for _, procs := range []int{1, 4, 4} {
		old := runtime.GOMAXPROCS(procs)
		var list diag.List
		b := book(t, "text.md", long(60), &list)
		pages, _ := lay(t, b, &list, printSheet(t))
		runtime.GOMAXPROCS(old)
		dumps = append(dumps, dump(t, pages))
	}
	if dumps[0] != dumps[1] || dumps[1] != dumps[2] {
		t.Error("pages differ from run to run")
	}
}

// The project's own sheets are understood to the last property, every body line stands on the grid, and no page of the
// text begins or ends with a line alone.
func TestPrintSheet(t *testing.T) {
	var list diag.List
	b := book(t, "text.md", long(60), &list)
	pages, folios := lay(t, b, &list, printSheet(t))
	for _, f := range list.All() {
		if f.Pos.File != "text.md" {
			t.Error(f)
		}
	}
	grid := map[int64]int{}
	for _, pg := range pages.Pages {
		if pg.Name != "text" {
			continue
		}
		for _, it := range pg.Items {
			if r, ok := it.(*page.Run); ok && r.Tag != nil && r.Size == 10*65536+32768 {
				grid[int64(r.Y)%(13*65536+32768)]++
			}
		}
	}
	if len(grid) != 1 {
		t.Errorf("baselines stand on %d grids: %v", len(grid), grid)
	}
	last := doc.NodeID(0)
	for _, f := range folios.Pages {
		if f.At.Node < last && !f.Exempt {
			t.Errorf("page %s begins at node %d, before node %d", f.Label, f.At.Node, last)
		}
		last = max(last, f.At.Node)
	}
}

func BenchmarkLayout(b *testing.B) {
	for _, n := range []int{40, 400} {
		var list diag.List
		bk := book(b, "text.md", long(n), &list)
		b.Run(map[int]string{40: "essay", 400: "book"}[n], func(b *testing.B) {
			for range b.N {
				lay(b, bk, &list, printSheet(b))
			}
		})
	}
}
