package flow

import (
	"slices"
	"strings"

	"quire/internal/lang"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// scoped is a counter with the element that is its scope: the parent of the element that has made it (css-lists-3, §4.3).
type scoped struct {
	value int
	in    *style.Element
}

// count applies the counter properties of an element, or a pseudo-element, within parent (css-lists-3, §4).
func (c *collector) count(parent *style.Element, st *style.Style) {
	if len(st.CounterReset)+len(st.CounterInc)+len(st.CounterSet) == 0 {
		return
	}
	c.snapshot = nil
	for _, r := range st.CounterReset {
		if r.Name == "page" {
			v := r.Value
			c.reset = &v
			continue
		}
		s := c.counters[r.Name]
		if n := len(s); n > 0 && s[n-1].in == parent { // a sibling's, which it takes the place of
			s = s[:n-1]
		}
		c.counters[r.Name] = append(s[:len(s):len(s)], scoped{r.Value, parent})
	}
	change := func(list []style.Counter, set func(old, v int) int) {
		for _, r := range list {
			if r.Name == "page" { // that of the pages counts by itself
				continue
			}
			s := slices.Clone(c.counters[r.Name])
			if len(s) == 0 {
				s = append(s, scoped{0, parent})
			}
			last := &s[len(s)-1]
			last.value = set(last.value, r.Value)
			c.counters[r.Name] = s
		}
	}
	change(st.CounterInc, func(old, v int) int { return old + v })
	change(st.CounterSet, func(_, v int) int { return v })
	for _, r := range st.CounterSet {
		if v := r.Value; r.Name == "page" {
			c.reset = &v
		}
	}
	c.announceCounters(st)
}

// item gives the counter list-item the number of an item of a list (css-lists-3, §4.6).
func (c *collector) item(list *style.Element, n int) {
	s := c.counters["list-item"]
	if k := len(s); k > 0 && s[k-1].in == list {
		s = s[:k-1]
	}
	c.counters["list-item"] = append(s[:len(s):len(s)], scoped{n, list})
	c.snapshot = nil
}

// quote gives a quotation mark by how deeply quotations are nested (css-content-3, §3.2.1).
func (c *collector) quote(word string, sc scope) string {
	marks := sc.st.Quotes
	if marks == nil {
		q := lang.Quotes(sc.lang.Lang)
		marks = []string{q.Open, q.Close, q.OpenInner, q.CloseInner}
	}
	closing := strings.HasSuffix(word, "close-quote")
	if closing {
		if c.quoted == 0 { // it closes nothing
			return ""
		}
		c.quoted--
	}
	at := 2 * min(c.quoted, len(marks)/2-1)
	if closing {
		at++
	} else {
		c.quoted++
	}
	if strings.HasPrefix(word, "no-") || len(marks) == 0 {
		return ""
	}
	return marks[at]
}

// announceCounters lets margin boxes know the counters that an element has changed.
func (c *collector) announceCounters(st *style.Style) {
	if c.aside {
		return
	}
	for _, list := range [3][]style.Counter{st.CounterReset, st.CounterInc, st.CounterSet} {
		for _, r := range list {
			if r.Name != "page" {
				c.sets = append(c.sets, &Assignment{what: NamedCounter, name: r.Name, Values: c.values(r.Name)})
			}
		}
	}
}

// leave ends the counters that live in an element.
func (c *collector) leave(el *style.Element) {
	for name, s := range c.counters {
		n := len(s)
		for n > 0 && s[n-1].in == el {
			n--
		}
		if n < len(s) {
			c.counters[name] = s[:n:n]
			c.snapshot = nil
		}
	}
}

// values gives the values of a counter, the innermost last.
func (c *collector) values(name string) (out []int) {
	for _, s := range c.counters[name] {
		out = append(out, s.value)
	}
	return out
}

// counted notes the counters at an anchor, for target-counter().
func (c *collector) counted(id string) {
	if len(c.counters) == 0 || id == "" {
		return
	}
	if c.snapshot == nil {
		c.snapshot = map[string][]int{}
		for name := range c.counters {
			c.snapshot[name] = c.values(name)
		}
	}
	if c.out.counts[id] == nil {
		c.out.counts[id] = c.snapshot
	}
}

// CounterText gives the text of a counter: that of the innermost of several nested ones, or of all with a separator between them.
func CounterText(sheet *style.Sheet, values []int, content *style.Content) string {
	var parts []string
	for _, v := range values {
		parts = append(parts, sheet.CounterText(v, content.Style))
	}
	if content.Kind == style.ContentCounters || content.Kind == style.TargetCounters {
		return strings.Join(parts, content.Sep)
	}
	if len(parts) == 0 { // a counter that nothing has made is 0 (css-lists-3, §4.5)
		return sheet.CounterText(0, content.Style)
	}
	return parts[len(parts)-1]
}

// here adds an anchor whose page counter(page) asks for.
func (in *inliner) here(sc scope) AnchorID {
	in.c.places++
	id := AnchorID{Place: in.c.places}
	in.out = append(in.out, para.Segment{Kind: para.AnchorSegment, Style: sc.st, Lang: sc.lang, Tag: sc.tag, Mark: &Anchor{IDs: []AnchorID{id}, IDTags: []*page.Tag{nil}}})
	return id
}

// title is the text of an anchor, for target-text().
type title struct{ content, before, after string }

func (t title) part(part style.Part) string {
	switch part {
	case style.PartBefore:
		return t.before
	case style.PartAfter:
		return t.after
	case style.PartFirstLetter:
		for _, r := range t.content {
			return string(r)
		}
		return ""
	}
	return t.content
}
