package cite

import (
	"cmp"
	"slices"
	"strings"

	"quire/internal/csl"
	"quire/internal/doc"
)

// Group is one heading of the bibliography, with the works that have a keyword or a type. A work belongs to the first
// group that it matches. Works that match no group come last, without a heading.
type Group struct {
	Title   string
	Keyword string // "" for any
	Type    string // CSL type, or the type that the file gives; "" for any
	Div     string // id of the div in the text for this group; "" if the group is in the bibliography
	ByDate  bool   // chronological, translations after their originals; otherwise the style's order
}

func (g Group) takes(w *Entry) bool {
	return (g.Keyword == "" || slices.Contains(w.Keywords, g.Keyword)) && (g.Type == "" || w.Type == g.Type || w.Kind == g.Type)
}

// Section is one group of the bibliography.
type Section struct {
	Title            string
	Div              string // id of the div in the text for this group
	Works            []*doc.Work
	Hanging          bool
	SecondFieldAlign string
}

// Bibliography returns the works that are cited or listed, by groups. It returns nil if the style has no bibliography or
// nothing is cited. Groups in divs of the text get their works first. Call it after Word.
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
		// The entries are formatted again in this order, as the style may replace a repeated name with a dash.
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

// soleAuthor returns the names to leave out of a list under a heading, if all its works have the same author. It returns
// "" if they have not, or if the list is too short to be sure (Chicago Manual of Style, 17th edition, 14.71).
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

// chronological sorts works by the date of their first publication, so that a translation or a reprint follows its
// original. Works without a date come last. Works of the same date are sorted by rank, the order of the style.
func (e *Engine) chronological(keys []string, rank map[string]int) {
	type order struct {
		first csl.DateParts // of the original
		root  int
		own   csl.DateParts
	}
	orderOf := func(key string) order {
		w := e.byKey[key]
		root := w
		for range e.works { // bounds the steps, as relations may form a circle
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
		// The renderers add the space between label and entry.
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
