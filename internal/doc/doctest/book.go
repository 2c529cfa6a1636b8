// Package doctest makes Books for the tests of what writes them: one that has every node, and random ones.
package doctest

import (
	"bytes"
	"image"
	"image/png"

	"quire/internal/doc"
)

// T gives inlines of plain text.
func T(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }

// P gives a paragraph.
func P(is ...doc.Inline) *doc.Paragraph { return &doc.Paragraph{Content: is} }

// Para gives a paragraph of plain text.
func Para(s string) *doc.Paragraph { return P(T(s)...) }

// S gives a section with a heading.
func S(kind doc.Kind, level int, id, title string, blocks ...doc.Block) *doc.Section {
	return &doc.Section{
		Node: doc.Node{Attr: doc.Attr{ID: id}}, Kind: kind, Level: level,
		Heading: &doc.Heading{Level: level, Content: T(title)}, Blocks: blocks,
	}
}

func span(class, s string) doc.Inline {
	return &doc.Span{Node: doc.Node{Attr: doc.Attr{Classes: []string{class}}}, Content: T(s)}
}

// Generated gives a section that resolve would make: without heading, with a label.
func Generated(kind doc.Kind, id, label string, blocks ...doc.Block) *doc.Section {
	return &doc.Section{Node: doc.Node{Attr: doc.Attr{ID: id}}, Kind: kind, Level: 1, Label: label, Blocks: blocks}
}

// N gives a note with its calls.
func N(number, id string, calls int, blocks ...doc.Block) *doc.Note {
	n := &doc.Note{Node: doc.Node{Attr: doc.Attr{ID: id}}, Number: number, Blocks: blocks}
	for i := range calls {
		ref := id + "-ref"
		if i > 0 {
			ref += string(rune('a' + i))
		}
		n.Refs = append(n.Refs, &doc.NoteRef{Node: doc.Node{Attr: doc.Attr{ID: ref}}, Note: n, Call: i + 1, Number: number})
	}
	return n
}

// Number numbers the nodes in reading order.
func Number(b *doc.Book) *doc.Book {
	num := doc.NodeID(0)
	var visit func(n doc.AnyNode) bool
	visit = func(n doc.AnyNode) bool {
		if n.Base().Num != 0 {
			return true
		}
		num++
		n.Base().Num = num
		if c, ok := n.(*doc.Cite); ok {
			doc.WalkInlines(c.Page, visit)
			doc.WalkInlines(c.Alone, visit)
		}
		return true
	}
	for _, s := range b.Sections {
		doc.Walk(s, visit)
	}
	b.Nodes = int(num)
	return b
}

// PNG gives a small picture.
func PNG(w, h int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Book gives a book that has every node that a Book can have.
func Book() *doc.Book {
	attr := func(a doc.Attr) doc.Node { return doc.Node{Attr: a} }
	work := &doc.Work{Node: attr(doc.Attr{ID: "work-doe"}), Key: "doe1999", Content: []doc.Inline{
		&doc.Text{Value: "Doe, Jane. "}, &doc.Emph{Content: T("Tides & Harbours")}, &doc.Text{Value: ". London: Quay Press, 1999. "},
		&doc.Link{URL: "https://example.org/tides?a=1&b=2", Content: T("https://example.org/tides")},
	}}
	smith := &doc.Work{
		Node: attr(doc.Attr{ID: "work-smith"}), Key: "smith2001", Content: T("Smith, Ada. Harbours. 2001."),
		Label: T("[2]"), Annotation: []doc.Block{Para("The standard account.")},
	}
	cite := func(id, page, alone string) *doc.Cite {
		return &doc.Cite{
			Node:  attr(doc.Attr{ID: id}),
			Page:  []doc.Inline{&doc.Link{Target: "work-doe", Content: T(page)}, &doc.Text{Value: ", 12"}},
			Alone: []doc.Inline{&doc.Link{Target: "work-doe", Content: T(alone)}, &doc.Text{Value: ", 12"}},
		}
	}
	n1 := N("1", "n1", 2, P(cite("c1", "Ibid.", "Doe, Tides"), &doc.Text{Value: ". See also "}, &doc.Emph{Content: T("elsewhere")}, &doc.Text{Value: "."}))
	n2 := N("2", "n2", 1, Para("Two paragraphs."), &doc.BlockQuote{Blocks: []doc.Block{Para("The second is a quotation.")}})
	n3 := N("3", "n3", 1, Para("Called from a table."))
	cText := cite("c2", "Doe", "Doe")
	work.Refs = []*doc.BackRef{{Target: "c1", Note: n1}, {Target: "c2"}}
	mark := &doc.IndexMark{Node: attr(doc.Attr{ID: "ix1"}), Key: []string{"Tides"}, Content: T("spring tides")}
	mark2 := &doc.IndexMark{Node: attr(doc.Attr{ID: "ix2"}), Key: []string{"Tides"}}

	first := S("", 2, "the-harbour", "The harbour & its <walls>",
		P(&doc.Text{Value: "It was a “dark” night"}, n1.Refs[0], &doc.Text{Value: " on the "}, &doc.Strong{Content: T("quay")}, &doc.SoftBreak{},
			&doc.Text{Value: "where "}, &doc.Span{Node: attr(doc.Attr{Lang: "ru"}), Content: T("Мы живём")}, &doc.Text{Value: " and "},
			&doc.Span{Node: attr(doc.Attr{Lang: "he"}), Content: T("שלום")}, &doc.Text{Value: " was said, H"}, &doc.Subscript{Content: T("2")},
			&doc.Text{Value: "O, x"}, &doc.Superscript{Content: T("2")}, &doc.Text{Value: ", "}, &doc.Strikeout{Content: T("struck")}, &doc.Text{Value: ", "},
			&doc.Code{Value: "a < b && c"}, &doc.LineBreak{}, &doc.Span{Node: attr(doc.Attr{Classes: []string{"smallcaps"}}), Content: T("nkvd")},
			&doc.Text{Value: ", "}, &doc.Span{Node: attr(doc.Attr{KeyVals: []doc.KeyVal{{Key: "title", Value: "Coda \"x\""}, {Key: "onclick", Value: "evil()"}}}), Element: "abbr", Content: T("CSL")},
			&doc.Text{Value: ", "}, &doc.Span{Element: "script", Content: T("harmless")}, &doc.Text{Value: "."}),
		&doc.Div{Node: attr(doc.Attr{Classes: []string{"epigraph"}}), Blocks: []doc.Block{
			&doc.Verse{Node: attr(doc.Attr{Lang: "ru"}), Stanzas: []doc.Stanza{
				{Lines: []doc.VerseLine{{Content: T("Мы живём, под собою не чуя страны,")}, {Indent: 2, Content: T("Наши речи за десять шагов не слышны,")}}},
				{Lines: []doc.VerseLine{{Content: T("А где хватит на полразговорца")}}},
			}},
		}},
		&doc.BlockQuote{Blocks: []doc.Block{P(&doc.Text{Value: "A quotation"}, n2.Refs[0])}},
		&doc.Break{},
		P(&doc.Text{Value: "The "}, mark, &doc.Text{Value: " rise, as "}, cText, &doc.Text{Value: " has it; see "},
			&doc.CrossRef{Target: "tbl-tides", Content: T("Table 1")}, &doc.Text{Value: ", "}, &doc.Link{URL: "https://example.org/a b", Title: "A page", Content: T("a page")},
			&doc.Text{Value: " and "}, &doc.Link{URL: "javascript:alert(1)", Content: T("no page")}, &doc.Text{Value: ", "},
			&doc.Link{Target: "the-quay", Content: []doc.Inline{&doc.Text{Value: "the quay"}, n1.Refs[1]}}, &doc.Text{Value: "."}, mark2),
	)
	second := S("", 2, "the-quay", "The quay",
		&doc.List{Tight: true, Style: "disc", Items: []*doc.ListItem{{Blocks: []doc.Block{
			&doc.Paragraph{Plain: true, Content: T("one")},
			&doc.List{Ordered: true, Start: 3, Style: "lower-alpha", Tight: true, Items: []*doc.ListItem{{Blocks: []doc.Block{&doc.Paragraph{Plain: true, Content: T("nested")}}}}},
		}}, {Blocks: []doc.Block{&doc.Paragraph{Plain: true, Content: T("two")}}}}},
		&doc.DefinitionList{Items: []*doc.Definition{{Terms: [][]doc.Inline{T("ebb")}, Defs: [][]doc.Block{{Para("The tide going out.")}}}}},
		&doc.CodeBlock{Language: "go", Text: "if a < b {\n\treturn\n}\n"},
		&doc.Table{
			Node: attr(doc.Attr{ID: "tbl-tides"}), Number: 1, Caption: T("Tides of a week"), Columns: []doc.Column{{Align: doc.AlignLeft, Width: 600}, {Align: doc.AlignRight, Width: 400}},
			Head: []*doc.Row{{Cells: []*doc.Cell{{Header: true, Scope: "col", Content: T("Day")}, {Header: true, Scope: "col", Content: T("Metres")}}}},
			Body: []*doc.Row{{Cells: []*doc.Cell{{Header: true, Scope: "row", Content: T("Monday")}, {Content: []doc.Inline{&doc.Text{Value: "4.2"}, n3.Refs[0]}}}}},
		},
		&doc.Figure{Node: attr(doc.Attr{ID: "fig-quay"}), Number: 1, Image: &doc.Image{Path: "images/Quay.png", Alt: "A grey quay", Width: "50%"}, Caption: T("The quay at night")},
		P(&doc.Text{Value: "An ornament "}, &doc.Image{Path: "images/orn.png", Decorative: true}, &doc.Text{Value: " within a line."}),
		S("", 3, "fn:odd", "An odd label", Para("Deep.")),
	)
	chapter := S(doc.KindChapter, 1, "harbours", "Harbours", Para("An opening paragraph of the chapter."), first, second)
	chapter.Heading.Number = "1"
	contents := &doc.Contents{Entries: []*doc.Entry{{Level: 1, Kind: doc.KindChapter, Title: chapter.Heading.Content, Number: "1", Target: "harbours", Children: []*doc.Entry{
		{Level: 2, Title: first.Heading.Content, Target: "the-harbour"}, {Level: 2, Title: second.Heading.Content, Target: "the-quay"},
	}}}}
	b := &doc.Book{
		Meta: doc.Meta{
			Name: "harbours", Title: "Harbours", Subtitle: "A book of every construct", TitleSort: "Harbours", Lang: "en-GB", Date: "2026-11-22",
			Creators:    []doc.Person{{Name: "Ada Author", FileAs: "Author, Ada", Role: "aut"}},
			Contributor: []doc.Person{{Name: "Tom Translator", FileAs: "Translator, Tom", Role: "trl"}},
			Publisher:   "Quay Press", Rights: "All rights reserved.", License: "https://creativecommons.org/licenses/by-sa/4.0/",
			Description: "A small book about harbours & seas.", Subjects: []doc.Subject{{Text: "Ports", Authority: "BISAC", Term: "TRA006000"}, {Text: "Tides"}},
			Identifier: "urn:uuid:8947267a-0d04-40d0-b59b-b5ee5b7f3320", ISBN: "978-0-306-40615-7", DOI: "10.1000/182", Series: "Seas", SeriesPos: "2",
			Source: "urn:isbn:9780306406164", ContentsDepth: 3,
		},
		Sections: []*doc.Section{
			Generated(doc.KindTitlePage, "titlepage", "Title page", &doc.TitlePage{Lines: []*doc.TitleLine{
				{Kind: doc.LineTitle, Content: T("Harbours")},
				{Kind: doc.LineSubtitle, Content: T("A book of every construct")},
				{Node: attr(doc.Attr{Classes: []string{"aut"}}), Kind: doc.LineCreator, Content: T("Ada Author")},
				{Node: attr(doc.Attr{Classes: []string{"trl"}}), Kind: doc.LineCreator, Content: []doc.Inline{
					span("role", "translated by"), &doc.Text{Value: " "}, span("name", "Tom Translator"),
				}},
				{Kind: doc.LinePublisher, Content: T("Quay Press")},
			}}),
			Generated(doc.KindImprint, "imprint", "Imprint", &doc.Imprint{Blocks: []doc.Block{Para("All rights reserved.")}}),
			Generated(doc.KindDedication, "dedication", "Dedication", Para("For the pilots")),
			Generated(doc.KindContents, "contents", "Contents", contents),
			chapter,
			Generated(doc.KindNotes, "notes", "Notes", &doc.Endnotes{Groups: []*doc.NoteGroup{{Section: chapter, Number: "1", Title: chapter.Heading.Content, Notes: []*doc.Note{n1, n2, n3}}}}),
			Generated(doc.KindBibliography, "bibliography", "Bibliography", &doc.Bibliography{Hanging: true, Entries: []*doc.Work{work, smith}}),
			Generated(doc.KindIndex, "index", "Index", &doc.Index{Entries: []*doc.IndexEntry{{
				Level: 1, Title: T("Tides"), Marks: []*doc.IndexMark{mark, mark2},
				Children: []*doc.IndexEntry{{Level: 2, Title: T("neap"), SeeWord: "see", See: []string{"Tides"}}},
			}}}),
			Generated(doc.KindColophon, "colophon", "Colophon", &doc.Colophon{Blocks: []doc.Block{Para("Set in EB Garamond.")}}),
		},
		Notes: []*doc.Note{n1, n2, n3},
		Works: []*doc.Work{work, smith},
		Assets: map[string]*doc.Asset{
			"images/Quay.png": {Path: "images/Quay.png", MediaType: "image/png", Data: PNG(40, 30), Width: 40, Height: 30},
			"images/orn.png":  {Path: "images/orn.png", MediaType: "image/png", Data: PNG(10, 10), Width: 10, Height: 10},
		},
	}
	for _, n := range b.Notes {
		n.Section, n.Chapter = chapter, chapter
	}
	return Number(b)
}
