package doctest

import (
	"math/rand/v2"
	"strconv"
	"strings"

	"quire/internal/doc"
)

// Random gives a Book that depends on the seed alone: nested sections, every kind of block and inline, notes and works,
// anchors that are not plain names, and text with all characters that are special in markup.
func Random(seed uint64) *doc.Book {
	g := &generator{rand: rand.New(rand.NewPCG(seed, 0))}
	b := &doc.Book{Meta: doc.Meta{Name: "random", Title: g.words(3), Lang: g.pick("en-GB", "de", "fr", "he", ""), Date: "2026"}}
	b.Meta.ContentsDepth = g.n(4)
	kinds := []doc.Kind{doc.KindPreface, doc.KindChapter, doc.KindPart, doc.KindNone, doc.KindAppendix, doc.KindGlossary}
	if g.n(2) == 0 {
		b.Sections = append(b.Sections, Generated(doc.KindContents, "contents", "Contents", &doc.Contents{}))
	}
	for range 1 + g.n(4) {
		b.Sections = append(b.Sections, g.section(kinds[g.n(len(kinds))], 1))
	}
	if len(g.notes) > 0 {
		e := &doc.Endnotes{}
		for len(g.notes) > 0 {
			n := 1 + g.n(len(g.notes))
			s := b.Sections[len(b.Sections)-1]
			group := &doc.NoteGroup{Section: s, Notes: g.notes[:n]}
			if s.Heading != nil {
				group.Number, group.Title = s.Heading.Number, s.Heading.Content
			}
			e.Groups = append(e.Groups, group)
			b.Notes = append(b.Notes, g.notes[:n]...)
			g.notes = g.notes[n:]
		}
		b.Sections = append(b.Sections, Generated(doc.KindNotes, "notes", "Notes", e))
	}
	if len(g.works) > 0 {
		b.Works = g.works
		b.Sections = append(b.Sections, Generated(doc.KindBibliography, "works", "Works", &doc.Bibliography{Entries: g.works, Hanging: true}))
	}
	return Number(b)
}

type generator struct {
	rand   *rand.Rand
	notes  []*doc.Note
	works  []*doc.Work
	ids    int
	inNote bool
	depth  int
}

func (g *generator) n(n int) int                { return g.rand.IntN(n) }
func (g *generator) pick(list ...string) string { return list[g.n(len(list))] }

func (g *generator) words(n int) string {
	var list []string
	for range 1 + g.n(n) {
		list = append(list, g.pick("quay", "tide", "“harbour”", "<script>", "a&b", "&amp;", "]]>", "--", "don’t", "naïve", "Мы", "שלום", "港町", "e\u0301", "𝔸", "a\u00a0b", `"q"`, "'q'", "x\x01y", "\ufffe"))
	}
	return strings.Join(list, " ")
}

func (g *generator) id() string {
	g.ids++
	return g.pick("id", "fn:", "2nd ", "ключ", "a.b", "x-") + strconv.Itoa(g.ids)
}

func (g *generator) attr() doc.Attr {
	var a doc.Attr
	if g.n(6) == 0 {
		a.ID = g.id()
	}
	if g.n(6) == 0 {
		a.Classes = []string{g.pick("smallcaps", "letter", "epigraph", "two words", `q"uote`)}
	}
	if g.n(6) == 0 {
		a.Lang = g.pick("fr", "ar", "ru", "zh-Hant")
	}
	return a
}

func (g *generator) section(kind doc.Kind, level int) *doc.Section {
	s := &doc.Section{Node: doc.Node{Attr: g.attr()}, Kind: kind, Level: level}
	if g.n(5) > 0 {
		s.Heading = &doc.Heading{Node: doc.Node{Attr: g.attr()}, Level: level, Number: g.pick("", "", "IV"), Content: g.inlines(2)}
	} else {
		s.Label = g.words(2)
	}
	s.Blocks = g.blocks(4)
	if level < 4 {
		for range g.n(3) {
			s.Blocks = append(s.Blocks, g.section(doc.KindNone, level+1))
		}
	}
	return s
}

func (g *generator) blocks(n int) []doc.Block {
	var list []doc.Block
	for range 1 + g.n(n) {
		list = append(list, g.block())
	}
	return list
}

func (g *generator) block() doc.Block {
	node := doc.Node{Attr: g.attr()}
	g.depth++
	defer func() { g.depth-- }()
	kind := g.n(12)
	if g.depth > 4 {
		kind = 0
	}
	switch kind {
	case 1:
		v := &doc.Verse{Node: node}
		for range 1 + g.n(2) {
			v.Stanzas = append(v.Stanzas, doc.Stanza{Lines: []doc.VerseLine{{Content: g.inlines(2)}, {Indent: g.n(20), Content: g.inlines(2)}}})
		}
		return v
	case 2:
		return &doc.BlockQuote{Node: node, Blocks: g.blocks(3)}
	case 3:
		l := &doc.List{Node: node, Ordered: g.n(2) == 0, Start: g.n(4), Style: g.pick("decimal", "lower-roman", "disc")}
		for range 1 + g.n(3) {
			l.Items = append(l.Items, &doc.ListItem{Node: doc.Node{Attr: g.attr()}, Blocks: append([]doc.Block{&doc.Paragraph{Plain: g.n(2) == 0, Content: g.inlines(3)}}, g.blocks(1)...)})
		}
		return l
	case 4:
		return &doc.DefinitionList{Node: node, Items: []*doc.Definition{{Terms: [][]doc.Inline{g.inlines(1)}, Defs: [][]doc.Block{g.blocks(2)}}}}
	case 5:
		return &doc.CodeBlock{Node: node, Language: g.pick("", "go"), Text: g.words(4) + "\n\t" + g.words(2)}
	case 6:
		t := &doc.Table{Node: node, Columns: []doc.Column{{Align: doc.AlignLeft}, {Align: doc.AlignRight, Width: 300}}}
		if g.n(2) == 0 {
			t.Caption, t.Number = g.inlines(2), 1
		}
		row := func(head bool) *doc.Row {
			return &doc.Row{Cells: []*doc.Cell{{Header: head, Scope: "col", Content: g.inlines(1)}, {Header: head, Scope: "col", Content: g.inlines(1)}}}
		}
		t.Head, t.Body = []*doc.Row{row(true)}, []*doc.Row{row(false), row(false)}
		return t
	case 7:
		return &doc.Div{Node: node, Blocks: g.blocks(2)}
	case 8:
		return &doc.Break{Node: node}
	}
	return &doc.Paragraph{Node: node, Content: g.inlines(6)}
}

func (g *generator) inlines(n int) []doc.Inline {
	var list []doc.Inline
	for range 1 + g.n(n) {
		list = append(list, g.inline())
	}
	return list
}

func (g *generator) inline() doc.Inline {
	node := doc.Node{Attr: g.attr()}
	g.depth++
	defer func() { g.depth-- }()
	kind := g.n(20)
	if g.depth > 7 {
		kind = 0
	}
	switch kind {
	case 1:
		return &doc.Emph{Node: node, Content: g.inlines(2)}
	case 2:
		return &doc.Strong{Node: node, Content: g.inlines(2)}
	case 3:
		return &doc.Superscript{Node: node, Content: g.inlines(1)}
	case 4:
		return &doc.Span{Node: node, Element: g.pick("", "abbr", "bdo", "iframe", "q"), Content: g.inlines(2)}
	case 5:
		return &doc.Link{Node: node, URL: g.pick("https://example.org/?a=<b>&c", "javascript:x", "http://[::1", "data:text/html,x", "mailto:a@b.c", "//host", "https:opaque", "file:///etc"), Content: g.inlines(2)}
	case 6:
		return &doc.Link{Node: node, Target: g.id(), Content: g.inlines(1)}
	case 7:
		return &doc.Code{Node: node, Value: g.words(2)}
	case 8:
		return &doc.SoftBreak{Node: node}
	case 9:
		return &doc.LineBreak{Node: node}
	case 10:
		return g.noteRef()
	case 11:
		return g.cite()
	case 12:
		return &doc.IndexMark{Node: node, Content: g.inlines(1)}
	case 13:
		return &doc.Strikeout{Node: node, Content: g.inlines(1)}
	}
	return &doc.Text{Node: doc.Node{}, Value: g.words(5)}
}

// noteRef calls a new note. Notes call no notes.
func (g *generator) noteRef() doc.Inline {
	if g.inNote {
		return &doc.Text{Value: g.words(1)}
	}
	g.inNote = true
	defer func() { g.inNote = false }()
	blocks := g.blocks(2)
	note := N(strconv.Itoa(len(g.notes)+1), g.id(), 1, blocks...)
	g.notes = append(g.notes, note)
	return note.Refs[0]
}

func (g *generator) cite() doc.Inline {
	if len(g.works) == 0 || g.n(3) == 0 {
		g.works = append(g.works, &doc.Work{Node: doc.Node{Attr: doc.Attr{ID: g.id()}}, Key: "k" + strconv.Itoa(len(g.works)), Content: T(g.words(6))})
	}
	w := g.works[g.n(len(g.works))]
	wording := []doc.Inline{&doc.Link{Target: w.ID, Content: T(g.words(3))}, &doc.Text{Value: " 12"}}
	c := &doc.Cite{Node: doc.Node{Attr: doc.Attr{ID: g.id()}}, Page: wording, Alone: wording}
	w.Refs = append(w.Refs, &doc.BackRef{Target: c.ID})
	return c
}
