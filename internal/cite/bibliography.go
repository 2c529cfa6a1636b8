package cite

import (
	"cmp"
	"slices"
	"strings"

	"quire/internal/csl"
	"quire/internal/doc"
)

// Group is one heading of the bibliography: the works with a keyword or of a type. A work stands in the first group
// that takes it; those that none takes stand at the end, under no heading of their own.
type Group struct {
	Title   string
	Keyword string // "" for any
	Type    string // CSL type, or the type that the file gives; "" for any
	Div     string // id of the div of the text that the group stands in; "" for a heading of the bibliography
	ByDate  bool   // chronological, translations after their originals; otherwise the style's order
}

func (g Group) takes(w *Entry) bool {
	return (g.Keyword == "" || slices.Contains(w.Keywords, g.Keyword)) && (g.Type == "" || w.Type == g.Type || w.Kind == g.Type)
}

// Section is one group of the bibliography.
type Section struct {
	Title            string
	Div              string // id of the div of the text that it stands in
	Works            []*doc.Work
	Hanging          bool
	SecondFieldAlign string
}

// Bibliography gives the works cited or listed, by groups; nil where the style words none or nothing is cited. The groups that
// stand in divs of the text choose first. It is called after Word.
func (e *Engine) Bibliography(divs []Group) []Section {
	b := e.result.Bibliography
	if b == nil || len(b.Entries) == 0 {
		return nil
	}
	var rest []string
	rank := map[string]int{}
	for i, x := range b.Entries {
		// A work of which the style prints nothing is no entry.
		if len(x.Runs) > 0 {
			rest = append(rest, x.ID)
		}
		rank[x.ID] = i
	}
	var out []Section
	section := func(title, div string, keys []string) {
		if len(keys) == 0 {
			return
		}
		// Worded anew in this order, for the style may print a dash for a name that the entry before has too.
		s := Section{Title: title, Div: div, Hanging: b.HangingIndent, SecondFieldAlign: b.SecondFieldAlign}
		for _, x := range e.proc.List(keys, e.soleAuthor(title, keys)) {
			s.Works = append(s.Works, e.work(x, b.SecondFieldAlign != ""))
		}
		out = append(out, s)
	}
	for _, g := range slices.Concat(divs, e.groups) {
		var in []string
		rest = slices.DeleteFunc(rest, func(key string) bool {
			takes := g.takes(e.byKey[key])
			if takes {
				in = append(in, key)
			}
			return takes
		})
		if g.ByDate {
			e.chronological(in, rank)
		}
		section(g.Title, g.Div, in)
	}
	section("", "", rest)
	return out
}

// soleAuthor gives the names to be left out of a list that stands under a heading and is of one author's works alone:
// "" where it is not, or is too short to tell (Chicago Manual of Style, 17th edition, 14.71).
func (e *Engine) soleAuthor(title string, keys []string) string {
	if title == "" || len(keys) < 3 {
		return ""
	}
	sole := ""
	var author csl.Name
	for i, key := range keys {
		names := e.byKey[key].Names["author"]
		if len(names) == 0 || i > 0 && names[0] != author {
			return ""
		}
		author = names[0]
		if printed := e.proc.Names(key); sole == "" || len(printed) < len(sole) {
			sole = printed
		}
	}
	return sole
}

// chronological sorts works by the date at which they first appeared, so that a translation or a reprint stands after
// its original; works without a date stand last. rank is the order of the style, which decides between equals.
func (e *Engine) chronological(keys []string, rank map[string]int) {
	type order struct {
		first csl.DateParts // of the original
		root  int
		own   csl.DateParts
	}
	orderOf := func(key string) order {
		w := e.byKey[key]
		root := w
		for range e.works { // so many steps at most: relations may run in a circle
			up := e.byKey[root.Original()]
			if _, listed := rank[root.Original()]; up == nil || !listed && up.Dates["issued"].Start.Year == 0 {
				break
			}
			root = up
		}
		o := order{first: root.Dates["issued"].Start, root: len(rank), own: w.Dates["issued"].Start}
		if d := root.Dates["original-date"].Start; d.Year != 0 {
			o.first = d
		}
		if r, ok := rank[root.ID]; ok {
			o.root = r
		}
		return o
	}
	slices.SortStableFunc(keys, func(a, b string) int {
		x, y := orderOf(a), orderOf(b)
		return cmp.Or(compareDates(x.first, y.first), cmp.Compare(x.root, y.root), compareDates(x.own, y.own), cmp.Compare(rank[a], rank[b]))
	})
}

func compareDates(a, b csl.DateParts) int {
	if (a.Year == 0) != (b.Year == 0) {
		if a.Year == 0 {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day))
}

func (e *Engine) work(entry csl.Entry, secondField bool) *doc.Work {
	from := e.byKey[entry.ID]
	w := &doc.Work{Key: entry.ID, DOI: from.Vars["DOI"], URL: from.Vars["URL"]}
	w.ID, w.Span.Pos = e.ids[entry.ID], from.Pos
	runs := entry.Runs
	for len(runs) == 1 && len(runs[0].Runs) > 0 && runs[0].Format == (csl.Format{}) && runs[0].Link == "" && runs[0].Display == csl.Inline {
		runs = runs[0].Runs
	}
	if secondField && len(runs) > 1 && runs[0].Display == csl.LeftMargin {
		w.Label = e.inlines(runs[:1])
		runs = runs[1:]
	}
	w.Content = e.inlines(runs)
	if w.Label != nil {
		// The gap between label and entry is the writer's.
		if t, ok := first(w.Content); ok {
			t.Value = strings.TrimLeft(t.Value, " ")
		}
	}
	if from.Annotation != "" {
		w.Annotation = []doc.Block{&doc.Paragraph{Content: markupInlines(from.Annotation)}}
	}
	return w
}

// first gives the first text of inlines.
func first(is []doc.Inline) (t *doc.Text, ok bool) {
	doc.WalkInlines(is, func(n doc.AnyNode) bool {
		if x, is := n.(*doc.Text); is && t == nil {
			t = x
		}
		return t == nil
	})
	return t, t != nil
}
