package doc_test

import (
	"slices"
	"strings"
	"testing"

	"quire/internal/doc"
	"quire/internal/doc/doctest"
)

// Stylesheets rely on the element of a node, and on our classes before the author's.
func TestName(t *testing.T) {
	own := doc.Node{Attr: doc.Attr{Classes: []string{"own"}}}
	list := func(ordered bool, items ...string) *doc.List {
		l := &doc.List{Ordered: ordered}
		for _, s := range items {
			l.Items = append(l.Items, &doc.ListItem{Blocks: []doc.Block{doctest.Para(s)}})
		}
		return l
	}
	for _, c := range []struct {
		node doc.AnyNode
		want string
	}{
		{&doc.Section{Node: own, Kind: doc.KindChapter, Level: 1}, "section.chapter.own"},
		{&doc.Section{Level: 3}, "section.level-3"},
		{&doc.Heading{Level: 9}, "h6"},
		{&doc.Heading{}, "h1"},
		{&doc.Paragraph{Node: own, Plain: true}, "p.plain.own"},
		{list(false, "a", "b"), "ul"},
		{list(true, "a"), "ol"},
		{list(false, "☐ a", "☒ b", "☑ c"), "ul.task-list"},
		{list(false, "☐ a", "b"), "ul"},
		{list(true, "☐ a"), "ol"},
		{&doc.List{Items: []*doc.ListItem{{}}}, "ul"},
		{&doc.List{Items: []*doc.ListItem{{Blocks: []doc.Block{&doc.BlockQuote{}}}}}, "ul"},
		{&doc.Contents{Of: doc.KindTables}, "nav.list-of-tables"},
		{&doc.Contents{}, "nav.contents"},
		{&doc.Span{}, "span"},
		{&doc.Span{Element: "kbd"}, "kbd"},
		{&doc.NoteRef{Node: own}, "a.noteref.own"},
		{&doc.Text{Value: "x"}, ""},
	} {
		element, classes := doc.Name(c.node)
		if got := strings.Join(append([]string{element}, classes...), "."); got != c.want {
			t.Errorf("%T: %s, want %s", c.node, got, c.want)
		}
	}
}

// Every node of a book is walked once, in the order of its numbers.
func TestWalk(t *testing.T) {
	b := doctest.Book()
	var seen []doc.NodeID
	for _, s := range b.Sections {
		doc.Walk(s, func(n doc.AnyNode) bool {
			seen = append(seen, n.Base().Num)
			if c, ok := n.(*doc.Cite); ok {
				visit := func(n doc.AnyNode) bool { seen = append(seen, n.Base().Num); return true }
				doc.WalkInlines(c.Page, visit)
				doc.WalkInlines(c.Alone, visit)
			}
			return true
		})
	}
	if len(seen) != b.Nodes || !slices.IsSorted(seen) || len(slices.Compact(slices.Clone(seen))) != len(seen) {
		t.Errorf("%d nodes of %d are walked: %v", len(seen), b.Nodes, seen)
	}
	in := 0
	doc.WalkInlines(doctest.T("a"), func(doc.AnyNode) bool { in++; return true })
	if in != 1 {
		t.Errorf("%d nodes in a text", in)
	}
}

func TestPlainText(t *testing.T) {
	is := []doc.Inline{
		&doc.Text{Value: "One"}, &doc.SoftBreak{}, &doc.Emph{Content: doctest.T("two")}, &doc.LineBreak{}, &doc.Code{Value: "three"},
		&doc.Image{Alt: "four"}, &doc.Cite{Page: doctest.T("five"), Alone: doctest.T("alone")},
		&doc.NoteMark{Note: []doc.Block{doctest.Para("a note")}}, &doc.NoteRef{Number: "1"},
	}
	if got, want := doc.PlainText(is), "One two threefourfive"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
