package resolve

import (
	"fmt"
	"strconv"
	"strings"

	"quire/internal/cite"
	"quire/internal/diag"
	"quire/internal/doc"
)

// word formats all citations and returns the blocks of the bibliography.
func (r *resolver) word(n *notes, b *doc.Book, text []*doc.Section) []doc.Block {
	e := r.opts.Citations
	known := n.cited[:0]
	for _, c := range n.cited {
		if r.known(c) {
			known = append(known, c)
		}
	}
	defer r.showUnknown()
	if e == nil {
		return nil
	}
	var citations []cite.Citation
	for _, c := range known {
		in := cite.Citation{Items: c.mark.Items, NameOnly: c.nameOnly, Own: c.own, Middle: c.middle}
		if c.note != nil {
			in.Note = r.ordinal(n, c.note)
		}
		// A bare @key is part of its sentence: it is replaced by the name, followed by the rest of the citation. A
		// style that cites in notes formats the citation in the note as a whole.
		in.InText = inText(c.mark) && !c.nameOnly
		in.Composite = in.InText && !e.IsNote()
		if r.opts.PositionsByChapter {
			in.Chapter = c.chapter
		}
		citations = append(citations, in)
	}
	for i, w := range e.Word(citations) {
		known[i].cite.Page, known[i].cite.Alone = w.Page, w.Alone
		switch c := known[i]; {
		case c.own:
			closeNote(c.cite)
		case c.stopped:
			dropStop(c.cite.Page)
			dropStop(c.cite.Alone)
		}
	}
	var sections []cite.Section
	if !r.opts.NoBibliography {
		sections = e.Bibliography(partialRefs(text))
	}
	works := map[string]*doc.Work{}
	var blocks []doc.Block
	for _, s := range sections {
		list := &doc.Bibliography{Hanging: s.Hanging, SecondFieldAlign: s.SecondFieldAlign, Entries: s.Works}
		for _, w := range s.Works {
			w.ID = plainID(w.ID)
			works[w.Key] = w
			b.Works = append(b.Works, w)
		}
		switch {
		case s.Div != "":
			fillPartialRefs(text, s.Div, list)
			continue
		case s.Title == "":
			blocks = append(blocks, list)
			continue
		}
		blocks = append(blocks, &doc.Section{
			Level: 2, Blocks: []doc.Block{list},
			Heading: &doc.Heading{Level: 2, Content: doc.Literal(s.Title)},
		})
	}
	listed := map[string]bool{}
	for _, w := range b.Works {
		listed[w.ID] = true
	}
	bind := func(is []doc.Inline) []doc.Inline { return bindWorks(is, listed) }
	for _, c := range known {
		c.cite.Page, c.cite.Alone = doc.RewriteInlines(c.cite.Page, bind), doc.RewriteInlines(c.cite.Alone, bind)
	}
	r.backRefs(known, works)
	return blocks
}

// inText reports whether a citation's names are part of the sentence: a bare @key, but not -@key, which leaves them out.
func inText(m *doc.CiteMark) bool {
	return m.InText && len(m.Items) > 0 && !m.Items[0].SuppressAuthor
}

// bindWorks points the links to bibliography entries at the anchors of these, and removes links to works that the style
// does not list.
func bindWorks(is []doc.Inline, listed map[string]bool) []doc.Inline {
	var out []doc.Inline
	for _, i := range is {
		if l, ok := i.(*doc.Link); ok && l.Target != "" {
			l.Target = plainID(l.Target)
			if !listed[l.Target] {
				out = append(out, l.Content...)
				continue
			}
		}
		out = append(out, i)
	}
	return out
}

// known reports whether all works of a citation are known, and drops unknown ones.
func (r *resolver) known(c cited) bool {
	e := r.opts.Citations
	var items []doc.CiteItem
	for _, it := range c.mark.Items {
		if e != nil && e.Has(it.Key) {
			it.Key = e.Key(it.Key)
			items = append(items, it)
			continue
		}
		r.unknown = append(r.unknown, unknownKey{c.cite, it})
		if c.nameOnly {
			continue // reported for the citation in the note
		}
		help := "add an entry with this key to the bibliography"
		if e == nil {
			help = "name a file with bibliography: in book.yaml or in the front matter"
		} else {
			help += r.meant(it.Key, e.Keys())
		}
		pos := it.Span.Pos
		if !pos.IsValid() {
			pos = c.mark.Span.Pos
		}
		r.findings.Add(diag.Finding{
			Pos: pos, Severity: diag.Error, Code: "unknown-citation",
			Message: fmt.Sprintf("no bibliography has a work with the key “%s”", it.Key), Help: help,
		})
	}
	c.cite.Items = items
	if !c.nameOnly { // the name in the sentence and the citation in the note have the same mark
		c.mark.Items = items
	}
	return len(items) > 0
}

// unknownKey is a key that is in no bibliography, and where it is cited.
type unknownKey struct {
	cite *doc.Cite
	item doc.CiteItem
}

// showUnknown adds unknown keys to their citations, as “?key”, after the other works.
func (r *resolver) showUnknown() {
	for _, u := range r.unknown {
		for _, to := range []*[]doc.Inline{&u.cite.Page, &u.cite.Alone} {
			if len(*to) > 0 {
				*to = append(*to, &doc.Text{Value: ", "})
			}
			*to = append(*to, unanswered(doc.Node{Span: u.item.Span}, u.item.Key))
		}
	}
}

// ordinal is a note's place in the book, by which citation styles tell notes apart; note numbers may start again in
// each chapter.
func (r *resolver) ordinal(n *notes, note *doc.Note) int {
	if n.ordinals == nil {
		n.ordinals = map[*doc.Note]int{}
		for i, x := range n.list {
			n.ordinals[x] = i + 1
		}
	}
	return n.ordinals[note]
}

// closeNote adds a full stop to a note that consists of a citation only.
func closeNote(c *doc.Cite) {
	for _, w := range []*[]doc.Inline{&c.Page, &c.Alone} {
		if s := doc.PlainText(*w); s != "" && !endsSentence(s) {
			*w = append(*w, &doc.Text{Value: "."})
		}
	}
}

// dropStop removes the full stop at the end of a formatted citation, such as “ibid.”, if the author wrote one after it.
func dropStop(is []doc.Inline) {
	var last *doc.Text
	doc.WalkInlines(is, func(n node) bool {
		if t, ok := n.(*doc.Text); ok && t.Value != "" {
			last = t
		}
		return true
	})
	if last != nil && !strings.HasSuffix(last.Value, "..") {
		last.Value = strings.TrimSuffix(last.Value, ".")
	}
}

// backRefs records for each work the places that cite it, and gives these anchors.
func (r *resolver) backRefs(all []cited, works map[string]*doc.Work) {
	count := 0
	for _, c := range all {
		if c.nameOnly {
			continue
		}
		for _, it := range c.mark.Items {
			w := works[it.Key]
			if w == nil {
				continue
			}
			if c.cite.ID == "" {
				count++
				c.cite.ID = "cite-" + strconv.Itoa(count)
			}
			if k := len(w.Refs); k > 0 && w.Refs[k-1].Target == c.cite.ID {
				continue
			}
			w.Refs = append(w.Refs, &doc.BackRef{Target: c.cite.ID, Note: c.note})
		}
	}
}
