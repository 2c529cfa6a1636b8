package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/text"
)

// element is an element of an HTML block, or a stretch of text between tags, whose name is "".
type element struct {
	tag   htmlTag
	name  string
	kids  []*element
	lines []text.Segment // of a text
	start int            // offset of the tag
	end   int            // offset after the closing tag
}

// htmlTree reads lines that begin with a tag of a block. Tags of blocks become elements. The text between them, with
// its inline tags, is Markdown. HTML allows many closing tags to be left out: an item ends where the next one begins.
func (r *reading) htmlTree(lines []text.Segment) *element {
	root := &element{name: "body"}
	b := &treeBuilder{reading: r, open: []*element{root}}
	for _, s := range lines {
		at := s.Start
		for j := s.Start; j < s.Stop; j++ {
			if r.src.text[j] == '`' {
				j = skipCode(r.src.text, j, s.Stop)
				continue
			}
			if r.src.text[j] != '<' || j > s.Start && r.src.text[j-1] == '\\' {
				continue
			}
			t, n := parseTag(r.src.text[j:s.Stop])
			kind := tagKinds[t.name]
			if n == 0 {
				t, n = r.longTag(lines, j)
				if n == 0 {
					continue
				}
				kind = tagKinds[t.name]
			}
			if kind != tagBlock && kind != tagPart && kind != tagVerbatim && kind != tagOut && t.name != "body" && t.name != "center" || j < b.skip {
				continue
			}
			b.text(at, j)
			if b.inside("pre") != nil && !(t.closing && t.name == "pre") || b.inside("script") != nil && !t.closing {
				b.text(j, min(j+n, s.Stop))
			} else {
				b.tag(t, j, n)
			}
			at = j + n
			j = at - 1
		}
		b.text(at, s.Stop)
	}
	last := 0
	if k := len(lines) - 1; k >= 0 {
		last = r.src.trimEnd(lines[0].Start, lines[k].Stop)
	}
	for len(b.open) > 1 {
		b.pop(last, true)
	}
	return root
}

// longTag reads a tag whose attributes continue in further lines.
func (r *reading) longTag(lines []text.Segment, at int) (htmlTag, int) {
	if k := len(lines) - 1; k > 0 && at < lines[k].Start && at+1 < len(r.src.text) && (isLetter(r.src.text[at+1]) || r.src.text[at+1] == '/') {
		return parseTag(r.src.text[at:min(lines[k].Stop, at+2000)])
	}
	return htmlTag{}, 0
}

// skipCode gives the offset of the last backtick of a code span that begins at j and ends on its line.
func skipCode(src []byte, j, stop int) int {
	n := 1
	for j+n < stop && src[j+n] == '`' {
		n++
	}
	for i := j + n; i < stop; i++ {
		if src[i] != '`' {
			continue
		}
		k := i
		for k < stop && src[k] == '`' {
			k++
		}
		if k-i == n {
			return k - 1
		}
		i = k
	}
	return j + n - 1
}

type treeBuilder struct {
	*reading
	open []*element
	skip int // text before this offset belongs to a tag
}

func (b *treeBuilder) top() *element { return b.open[len(b.open)-1] }

func (b *treeBuilder) inside(name string) *element {
	for i := len(b.open) - 1; i > 0; i-- {
		if b.open[i].name == name {
			return b.open[i]
		}
	}
	return nil
}

// text adds a stretch of a line.
func (b *treeBuilder) text(from, to int) {
	from = max(from, b.skip)
	if from >= to {
		return
	}
	top := b.top()
	seg := text.NewSegment(from, to)
	if k := len(top.kids) - 1; k >= 0 && top.kids[k].name == "" {
		top.kids[k].lines = append(top.kids[k].lines, seg)
		return
	}
	top.kids = append(top.kids, &element{lines: []text.Segment{seg}, start: from})
}

func (b *treeBuilder) tag(t htmlTag, at, n int) {
	b.skip = at + n
	if t.closing {
		b.closeTag(t, at, at+n)
		return
	}
	b.imply(t.name)
	e := &element{tag: t, name: t.name, start: at, end: at + n}
	top := b.top()
	top.kids = append(top.kids, e)
	if t.name == "hr" || t.name == "col" || t.selfClose && t.name != "pre" {
		return
	}
	if len(b.open) >= maxInlineDepth {
		b.tooDeep(b.src.pos(at))
		top.kids = top.kids[:len(top.kids)-1]
		return
	}
	b.open = append(b.open, e)
}

func (b *treeBuilder) closeTag(t htmlTag, at, end int) {
	for i := len(b.open) - 1; i > 0; i-- {
		if b.open[i].name == t.name {
			for len(b.open)-1 > i {
				b.pop(at, true)
			}
			b.pop(end, false)
			return
		}
		if b.open[i].name == "table" && t.name != "table" {
			break // a tag in a table closes nothing outside of it
		}
	}
	if t.name != "p" {
		b.warn(b.src.pos(at), "raw-html", "</"+t.name+"> closes nothing here", "delete it, or open it before")
	}
}

// pop ends the innermost element. missing says that it has no closing tag.
func (b *treeBuilder) pop(end int, missing bool) {
	e := b.top()
	b.open = b.open[:len(b.open)-1]
	e.end = end
	if missing && !endTagOptional[e.name] {
		b.warn(b.src.pos(e.start), "raw-html", "<"+e.name+"> is never closed", "close it with </"+e.name+">")
	}
}

var endTagOptional = map[string]bool{
	"p": true, "li": true, "dt": true, "dd": true, "tr": true, "td": true, "th": true, "thead": true, "tbody": true, "tfoot": true,
	"colgroup": true, "caption": true, "body": true,
}

// implied says which open elements end when a tag begins, and within which element they are searched for (HTML,
// §13.1.2.4).
var implied = map[string]struct{ ends, within string }{
	"li": {"li p dt dd", "ul ol menu dir"}, "dt": {"dt dd p", "dl"}, "dd": {"dt dd p", "dl"},
	"tr": {"tr td th caption colgroup p", "table"}, "td": {"td th p", "tr table"}, "th": {"td th p", "tr table"},
	"thead": {"thead tbody tfoot tr td th caption colgroup p", "table"}, "tbody": {"thead tbody tfoot tr td th caption colgroup p", "table"},
	"tfoot": {"thead tbody tfoot tr td th caption colgroup p", "table"},
}

// imply ends the elements that have no closing tag and end when an element begins.
func (b *treeBuilder) imply(name string) {
	rule, ok := implied[name]
	if !ok {
		if k := len(b.open) - 1; tagKinds[name] == tagBlock && b.open[k].name == "p" {
			b.pop(b.open[k].end, false)
		}
		return
	}
	last := 0
	for i := len(b.open) - 1; i > 0; i-- {
		if slicesHas(rule.within, b.open[i].name) {
			break
		}
		if slicesHas(rule.ends, b.open[i].name) {
			last = i
		}
	}
	for last > 0 && len(b.open)-1 >= last {
		b.pop(b.skip, true)
	}
}

func slicesHas(words, word string) bool {
	for _, w := range strings.Fields(words) {
		if w == word {
			return true
		}
	}
	return false
}

// blank reports whether a text has only white space.
func (r *reading) blank(e *element) bool {
	for _, s := range e.lines {
		if !isBlank(r.src.text[s.Start:s.Stop]) {
			return false
		}
	}
	return e.name == ""
}

// outdent removes the common indent of the lines of a text, which comes from the layout of the HTML, and empty lines at
// both ends.
func (r *reading) outdent(lines []text.Segment) []text.Segment {
	segs := append([]text.Segment(nil), lines...)
	for len(segs) > 0 && isBlank(r.src.text[segs[0].Start:segs[0].Stop]) {
		segs = segs[1:]
	}
	for len(segs) > 0 && isBlank(r.src.text[segs[len(segs)-1].Start:segs[len(segs)-1].Stop]) {
		segs = segs[:len(segs)-1]
	}
	if len(segs) == 0 {
		return nil
	}
	indent := func(s text.Segment) int {
		b := r.src.text[s.Start:s.Stop]
		return len(b) - len(bytes.TrimLeft(b, " \t"))
	}
	least := -1
	for i, s := range segs {
		if i == 0 && s.Start > 0 && r.src.text[s.Start-1] != '\n' || isBlank(r.src.text[s.Start:s.Stop]) {
			continue
		}
		if n := indent(s); least < 0 || n < least {
			least = n
		}
	}
	for i := range segs {
		switch n := indent(segs[i]); {
		case i == 0 && segs[i].Start > 0 && r.src.text[segs[i].Start-1] != '\n':
			segs[i].Start += n
		case least > 0:
			segs[i].Start += min(n, least)
		}
	}
	return segs
}
