package epub

import (
	"fmt"
	"math/rand/v2"
	"path"
	"regexp"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/doc/doctest"
	"quire/internal/edition"
)

// hugeBook has a chapter, its notes, its works and its index, each far too heavy for one file.
func hugeBook(notes int) *doc.Book {
	b := &doc.Book{Meta: doc.Meta{Title: "Heavy", Lang: "en-GB", Date: "2026-11-22"}, Anchors: map[string]doc.Anchor{}}
	num := doc.NodeID(0)
	node := func(id string) doc.Node {
		num++
		return doc.Node{Num: num, Attr: doc.Attr{ID: id}}
	}
	some := strings.Fields("and so had most of the books and several of the cities which he saw that year on the way to the harbour by night")
	r := rand.New(rand.NewPCG(3, 4))
	text := func() string {
		var b strings.Builder
		for range 20 {
			b.WriteString(some[r.IntN(len(some))])
			b.WriteString(" ")
		}
		return b.String()
	}
	title := func(s string) *doc.Heading {
		return &doc.Heading{Node: node(""), Level: 1, Content: []doc.Inline{&doc.Text{Node: node(""), Value: s}}}
	}
	chapter := &doc.Section{Node: node("one"), Kind: doc.KindChapter, Level: 1, Heading: title("One")}
	works := &doc.Bibliography{Node: node("")}
	for i := range notes {
		n := &doc.Note{Node: node(fmt.Sprintf("note-%d", i+1)), Number: fmt.Sprint(i + 1), Section: chapter, Chapter: chapter}
		n.Blocks = []doc.Block{&doc.Paragraph{Node: node(""), Content: []doc.Inline{&doc.Text{Node: node(""), Value: text()}}}}
		ref := &doc.NoteRef{Node: node(fmt.Sprintf("ref-%d", i+1)), Note: n, Number: n.Number}
		n.Refs = []*doc.NoteRef{ref}
		b.Notes = append(b.Notes, n)
		mark := &doc.IndexMark{Node: node(fmt.Sprintf("mark-%d", i+1)), Key: []string{fmt.Sprint("Entry ", i)}}
		chapter.Blocks = append(chapter.Blocks, &doc.Paragraph{Node: node(""), Content: []doc.Inline{
			mark, &doc.Text{Node: node(""), Value: text()}, ref,
			&doc.Link{Node: node(""), Target: fmt.Sprintf("work-%d", notes-i), Content: []doc.Inline{&doc.Text{Node: node(""), Value: "there"}}},
		}})
		works.Entries = append(works.Entries, &doc.Work{
			Node: node(fmt.Sprintf("work-%d", i+1)), Key: fmt.Sprint("w", i), Content: []doc.Inline{&doc.Text{Node: node(""), Value: text()}},
			Refs: []*doc.BackRef{{Target: ref.ID, Note: n}},
		})
	}
	b.Works = works.Entries
	b.Sections = []*doc.Section{
		chapter,
		{Node: node("notes"), Kind: doc.KindNotes, Level: 1, Label: "Notes", Blocks: []doc.Block{&doc.Endnotes{Node: node(""), Groups: []*doc.NoteGroup{{Notes: b.Notes}}}}},
		{Node: node("bibliography"), Kind: doc.KindBibliography, Level: 1, Label: "Bibliography", Blocks: []doc.Block{works}},
		{Node: node("index"), Kind: doc.KindIndex, Level: 1, Label: "Index", Blocks: []doc.Block{&doc.Index{Node: node("")}}},
	}
	return b
}

// finished gives the files of a book, checked but not compressed, which would take nearly all the time.
func finished(t *testing.T, b *doc.Book, in Input) map[string]string {
	t.Helper()
	p, err := layOut(b, in, &diag.List{})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := p.assemble()
	if err != nil {
		t.Fatal(err)
	}
	files, err := p.finished(raw)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for name, data := range files {
		out[name] = string(data)
	}
	return out
}

// No file is too heavy for old reading systems, nothing is lost or repeated, and every link leads where it did. The
// finisher checks the links: it fails if one has no target.
func TestHeavyPiecesAreDivided(t *testing.T) {
	sizes := map[edition.Placement]int{edition.AtEnd: 5000, edition.ByChapter: 2500}
	if testing.Short() {
		delete(sizes, edition.AtEnd)
	}
	for notes, size := range sizes {
		files := finished(t, edition.Book(hugeBook(size), edition.Options{Notes: notes}), Input{CSS: []byte("p { margin: 0 }")})
		count := map[string]int{}
		ids := regexp.MustCompile(` id="((?:note-|w|ref-|mark-)[0-9]+)"`)
		for name, text := range files {
			if path.Ext(name) != ".xhtml" {
				continue
			}
			if len(text) > 300<<10 {
				t.Errorf("%s has %d bytes", name, len(text))
			}
			stem, _, _ := strings.Cut(strings.TrimSuffix(name, ".xhtml"), "-")
			count[stem]++
			for _, m := range ids.FindAllStringSubmatch(text, -1) {
				count[m[1]]++
			}
		}
		for i := 1; i <= size; i++ {
			for _, kind := range []string{"note-", "w", "ref-", "mark-"} {
				if id := fmt.Sprint(kind, i); count[id] != 1 {
					t.Fatalf("%s is there %d times", id, count[id])
				}
			}
		}
		if count["chapter"] < 3 || count["bibliography"] < 3 || count["index"] < 2 || (count["notes"] > 4) == (notes == edition.ByChapter) {
			t.Errorf("files by piece: chapter %d, notes %d, bibliography %d, index %d", count["chapter"], count["notes"], count["bibliography"], count["index"])
		}
		if !strings.Contains(files["package.opf"], "chapter-2.xhtml") {
			t.Error("the second part of the chapter is not in the package")
		}
	}
}

// Each chapter has its own file. The pieces before and after the text share files unless they are heavy, and a light
// piece is added to its neighbour.
func TestFiles(t *testing.T) {
	section := func(k doc.Kind, weight int) *doc.Section {
		return doctest.S(k, 1, "", string(k), doctest.Para(strings.Repeat("tide ", weight<<10/5)))
	}
	contents := doctest.S(doc.KindContents, 1, "", "")
	for _, tt := range []struct {
		sections []*doc.Section
		want     string
	}{
		{
			[]*doc.Section{
				section(doc.KindTitlePage, 0), section(doc.KindImprint, 1), contents, section(doc.KindDedication, 0), section(doc.KindForeword, 10), section(doc.KindPreface, 60),
				section(doc.KindChapter, 1), section(doc.KindChapter, 90), section(doc.KindNotes, 30), section(doc.KindBibliography, 20), section(doc.KindIndex, 30), section(doc.KindColophon, 0),
			},
			"cover.xhtml: | nav.xhtml: titlepage copyright-page toc | dedication.xhtml: dedication foreword | preface.xhtml: preface | chapter-1.xhtml: chapter | chapter-2.xhtml: chapter | " +
				"notes.xhtml: endnotes bibliography | index.xhtml: index colophon",
		},
		{
			[]*doc.Section{section(doc.KindTitlePage, 0), section(doc.KindForeword, 10), contents, section(doc.KindChapter, 10), section(doc.KindNotes, 2), section(doc.KindColophon, 0)},
			"cover.xhtml: | titlepage.xhtml: titlepage foreword | nav.xhtml: toc | chapter.xhtml: chapter endnotes colophon",
		},
		{[]*doc.Section{section(doc.KindChapter, 10), section(doc.KindNotes, 5)}, "cover.xhtml: | chapter.xhtml: chapter | notes.xhtml: endnotes"},
	} {
		p, err := layOut(doctest.Number(&doc.Book{Meta: doc.Meta{Title: "T", Lang: "en"}, Sections: tt.sections}), Input{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range p.files {
			name := f.name + ":"
			for _, piece := range f.pieces {
				name += " " + string(piece.Section.Kind)
			}
			got = append(got, name)
		}
		if got := strings.Join(got, " | "); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// Each chapter's notes stand behind it, with the numbers that they have, a link there and back, and no section for those
// of the book is left.
func TestChapterNotes(t *testing.T) {
	b := &doc.Book{Meta: doc.Meta{Title: "Two", Lang: "en-GB", Date: "2026-11-22"}}
	num := doc.NodeID(0)
	node := func(id string) doc.Node {
		num++
		return doc.Node{Num: num, Attr: doc.Attr{ID: id}}
	}
	part := &doc.Section{Node: node("part"), Kind: doc.KindPart, Level: 1, Heading: &doc.Heading{Level: 1, Content: []doc.Inline{&doc.Text{Value: "A part"}}}}
	for i, name := range []string{"one", "two"} {
		s := &doc.Section{Node: node(name), Kind: doc.KindChapter, Level: 2, Heading: &doc.Heading{Level: 2, Content: []doc.Inline{&doc.Text{Value: name}}}}
		n := &doc.Note{Node: node("note-" + name), Number: fmt.Sprint(i + 4), Section: s, Chapter: s, Blocks: []doc.Block{&doc.Paragraph{Node: node(""), Content: []doc.Inline{&doc.Text{Value: "Said of " + name}}}}}
		first, second := &doc.NoteRef{Node: node("a-" + name), Note: n, Number: n.Number}, &doc.NoteRef{Node: node("b-" + name), Note: n, Number: n.Number}
		n.Refs = []*doc.NoteRef{first, second}
		s.Blocks = []doc.Block{&doc.Paragraph{Node: node(""), Content: []doc.Inline{&doc.Text{Value: "Text"}, first, second}}}
		part.Blocks = append(part.Blocks, s)
		b.Notes = append(b.Notes, n)
	}
	b.Sections = []*doc.Section{part, {Node: node("notes"), Kind: doc.KindNotes, Level: 1, Label: "Notes", Blocks: []doc.Block{&doc.Endnotes{Groups: []*doc.NoteGroup{{Notes: b.Notes}}}}}}
	before := len(part.Blocks[0].(*doc.Section).Blocks)
	var l diag.List
	_, files := write(t, edition.Book(b, edition.Options{Notes: edition.ByChapter}), Input{})
	if len(part.Blocks[0].(*doc.Section).Blocks) != before || len(b.Sections) != 2 || len(l.All()) > 0 {
		t.Error("the Book was changed")
	}
	all := ""
	for name, text := range files {
		if path.Ext(name) == ".xhtml" {
			all += text
			if i := strings.Index(text, ">one</h2>"); i >= 0 {
				for _, want := range []string{`<h3 id="notes" class="generated">Notes</h3>`, `<ol class="notes" start="4">`, "Said of one", `href="#a-one" aria-label="Back to reference 4, occurrence 1"`, `href="#b-one" aria-label="Back to reference 4, occurrence 2"`} {
					if !strings.Contains(text[i:], want) {
						t.Errorf("the first chapter lacks %s:\n%s", want, text)
					}
				}
			}
		}
	}
	if strings.Count(all, "Said of") != 2 || strings.Count(all, `role="doc-endnotes"`) != 2 {
		t.Errorf("the notes are elsewhere:\n%s", all)
	}
}
