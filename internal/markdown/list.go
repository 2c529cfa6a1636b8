package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"quire/internal/doc"
)

// listMarker is the marker of an item: a bullet, or a number with its style and its delimiter, as in Pandoc's fancy
// lists: 1. a. A) i. (1) #.
type listMarker struct {
	bullet  byte
	style   string // CSS counter style
	delim   string // ".", ")" or "()"
	number  int
	any     bool   // "#."
	example bool   // "(@)": numbered through the book
	label   string // of an example, "good" in "(@good)"
}

func (m listMarker) same(n listMarker) bool {
	return m.bullet == n.bullet && m.style == n.style && m.delim == n.delim && m.example == n.example
}

// markers says which markers a dialect knows.
type markers struct {
	fancy     bool // letters, roman numbers, "#.", parentheses around
	examples  bool
	anyBullet bool // - + * may change within a list
}

type listNode struct {
	ours
	marker listMarker
}

type itemNode struct {
	ours
	offset int    // columns from the list's edge to the item's content
	label  string // of an example
}

// parse reads a marker at the beginning of line, which may be indented by up to three columns. want is the marker of
// the list that the item may continue. end is the index after the marker.
func (ms *markers) parse(line []byte, want *listMarker) (m listMarker, end int, ok bool) {
	i := 0
	for i < len(line) && line[i] == ' ' {
		i++
	}
	if i > 3 || i >= len(line) {
		return m, 0, false
	}
	if c := line[i]; c == '-' || c == '+' || c == '*' {
		if ms.anyBullet {
			c = '-'
		}
		return listMarker{bullet: c}, i + 1, spaceAt(line, i+1)
	}
	if m, end, ok := ms.example(line, i); ok {
		return m, end, true
	}
	paren := line[i] == '('
	if paren {
		i++
	}
	start := i
	if !ms.fancy && (paren || !isDigit(line[i])) {
		return m, 0, false
	}
	for i < len(line) && (isDigit(line[i]) || isLetter(line[i])) && i-start < 10 {
		i++
	}
	if i == start && i < len(line) && line[i] == '#' {
		i++
	}
	if i == start || i >= len(line) {
		return m, 0, false
	}
	switch c := line[i]; {
	case paren && c == ')':
		m.delim = "()"
	case !paren && (c == ')' || c == '.'):
		m.delim = string(c)
	default:
		return m, 0, false
	}
	if !spaceAt(line, i+1) || !m.read(string(line[start:i]), want) {
		return m, 0, false
	}
	if m.style != "decimal" {
		// Pandoc: a capital with a stop needs two spaces, so that "B. Russell" does not begin a list. A letter alone is
		// text.
		if isBlank(line[i+1:]) || m.delim == "." && i-start == 1 && line[start] < 'a' && line[i+1] == ' ' && line[i+2] != ' ' {
			return m, 0, false
		}
	}
	return m, i + 1, true
}

// example reads (@label), or @ followed by a stop or a parenthesis.
func (ms *markers) example(line []byte, i int) (m listMarker, end int, ok bool) {
	paren := line[i] == '('
	if paren {
		i++
	}
	if !ms.examples || i >= len(line) || line[i] != '@' {
		return m, 0, false
	}
	k := i + 1
	for paren && k < len(line) && (isDigit(line[k]) || isLetter(line[k]) || line[k] == '-' || line[k] == '_') {
		k++
	}
	m = listMarker{style: "decimal", number: 1, example: true, label: string(line[i+1 : k])}
	switch {
	case k >= len(line):
		return m, 0, false
	case paren && line[k] == ')':
		m.delim = "()"
	case !paren && (line[k] == '.' || line[k] == ')'):
		m.delim = string(line[k])
	default:
		return m, 0, false
	}
	return m, k + 1, spaceAt(line, k+1) && !isBlank(line[k+1:])
}

// begins reports whether a list may begin with a marker. A letter with a stop is more often an abbreviation, "p. 12".
// It begins a list only if it is the first letter, or if the next line has the next letter.
func (ms *markers) begins(m listMarker, next []byte) bool {
	if m.number == 1 || m.delim != "." || m.style != "lower-alpha" { // a capital is followed by two spaces
		return true
	}
	n, _, ok := ms.parse(next, &m)
	return ok && n.same(m) && n.number == m.number+1
}

func spaceAt(line []byte, i int) bool { return i >= len(line) || isSpace(line[i]) }

// read reads a number in one of Pandoc's styles. Where it can be read in two ways, as "i.", want decides; without want
// a lone i is roman.
func (m *listMarker) read(s string, want *listMarker) bool {
	if s == "#" {
		m.style, m.number, m.any = "decimal", 1, true
		return true
	}
	if isDigit(s[0]) {
		n, err := strconv.Atoi(s)
		m.style, m.number = "decimal", n
		return err == nil && len(s) <= 9
	}
	lower := strings.ToLower(s)
	letterCase := "upper"
	if s == lower {
		letterCase = "lower"
	} else if s != strings.ToUpper(s) {
		return false
	}
	rn := romanNumber(lower)
	alpha := len(s) == 1
	wantAlpha := want != nil && want.style == letterCase+"-alpha" && want.delim == m.delim
	wantRoman := want != nil && want.style == letterCase+"-roman" && want.delim == m.delim
	switch {
	case alpha && (wantAlpha || !(wantRoman && rn > 0) && s != "i" && s != "I"):
		m.style, m.number = letterCase+"-alpha", int(lower[0]-'a')+1
	case rn > 0:
		m.style, m.number = letterCase+"-roman", rn
	default:
		return false
	}
	return true
}

// romanNumber reads a roman numeral in lower case; 0 if it is none.
func romanNumber(s string) int {
	if s == "" || !roman.MatchString(s) {
		return 0
	}
	value := map[byte]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100, 'd': 500, 'm': 1000}
	n := 0
	for i := range len(s) {
		v := value[s[i]]
		if i+1 < len(s) && v < value[s[i+1]] {
			v = -v
		}
		n += v
	}
	return n
}

type listParser struct{ r *reading }

func (*listParser) Trigger() []byte {
	return []byte("-+*#(@0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

func (p *listParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	if _, ok := parent.(*listNode); ok {
		return nil, gm.NoChildren
	}
	line, seg := reader.PeekLine()
	m, end, ok := p.r.lists.parse(line, nil)
	if !ok || !p.r.lists.begins(m, nextLine(reader.Source(), seg.Start)) {
		return nil, gm.NoChildren
	}
	if last := openParagraph(pc); last != nil && (isThematicBreak(line) || !p.ends(last, parent, m, line, end, seg)) {
		return nil, gm.NoChildren
	}
	return &listNode{marker: m}, gm.HasChildren
}

// ends reports whether a list interrupts a paragraph. In CommonMark (5.2) only bullets and 1. do so, and not with an
// empty item. In Pandoc no marker does, except within an item, where any may.
func (p *listParser) ends(last, parent ast.Node, m listMarker, line []byte, end int, seg text.Segment) bool {
	common := !isBlank(line[end:]) && (m.bullet != 0 || m.number == 1 && m.style == "decimal" && m.delim != "()" && !m.any) || last.Parent() != parent
	if _, inItem := last.Parent().(*itemNode); inItem && p.r.opts.Dialect == Pandoc {
		return !isBlank(line[end:])
	}
	if common {
		p.r.startDiffers(p.r.src.pos(p.r.skipBlanks(seg.Start)), listStart)
	}
	return common && !p.r.needsBlank(listStart)
}

func lastItem(list ast.Node) *itemNode {
	it, _ := list.LastChild().(*itemNode)
	return it
}

func (p *listParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	list := node.(*listNode)
	line, seg := reader.PeekLine()
	item := lastItem(list)
	if item == nil {
		return gm.Close
	}
	if inComment(pc) || p.r.commentWithin(line, seg, pc) {
		return gm.Continue | gm.HasChildren
	}
	if isBlank(line) {
		// An item that begins with a blank line consists of that line only.
		if item.FirstChild() == nil && blankBefore(reader.Source(), seg.Start) {
			return gm.Close
		}
		return gm.Continue | gm.HasChildren
	}
	indent, _ := util.IndentWidth(line, reader.LineOffset())
	if indent >= item.offset {
		if item.FirstChild() == nil && blankBefore(reader.Source(), seg.Start) {
			return gm.Close
		}
		return gm.Continue | gm.HasChildren
	}
	if indent < 4 {
		if m, _, ok := p.r.lists.parse(line, &list.marker); ok && m.continues(list.marker) && !isThematicBreak(line) {
			return gm.Continue | gm.HasChildren
		}
	}
	return gm.Close
}

// inComment reports whether a comment is open; no line in it begins a block.
func inComment(pc gm.Context) bool {
	h, ok := pc.LastOpenedBlock().Node.(*htmlNode)
	return ok && h.comment && !h.done
}

// commentWithin reports whether a comment of several lines begins in a paragraph of an item, and the line after the
// comment continues the list or is blank. Then the comment does not end the list, and nothing in it begins an item.
func (r *reading) commentWithin(line []byte, seg text.Segment, pc gm.Context) bool {
	p := openParagraph(pc)
	if p == nil {
		return false
	}
	t := bytes.TrimLeft(line, " ")
	if _, ok := p.Parent().(*itemNode); !ok || !bytes.HasPrefix(t, []byte("<!--")) {
		return false
	}
	src, start := r.src.text, sourceAt(seg, len(line)-len(t))
	if start < r.noComment {
		return false
	}
	k := bytes.Index(src[start:], []byte("-->"))
	if k < 0 {
		r.noComment = len(src)
		return false
	}
	end := start + k + 3
	if bytes.IndexByte(src[start:end], '\n') < 0 || !isBlank(src[end:r.src.lineEnd(end)]) {
		return false
	}
	next := nextLine(src, end)
	_, _, item := r.lists.parse(next, nil)
	return item || isBlank(next)
}

func (m listMarker) continues(list listMarker) bool {
	return m.same(list) || m.any && list.bullet == 0 && m.delim == list.delim
}

// blankBefore reports whether the line before the one that holds off is blank, apart from the marks of quotes.
func blankBefore(src []byte, off int) bool {
	for off > 0 && src[off-1] != '\n' {
		off--
	}
	for off--; off > 0 && src[off-1] != '\n'; off-- {
		if c := src[off-1]; !isSpace(c) && c != '>' {
			return false
		}
	}
	return off >= 0
}

func isThematicBreak(line []byte) bool {
	mark, n := byte(0), 0
	for _, c := range line {
		switch {
		case c == ' ' || c == '\t' || c == '\n':
		case n == 0 && (c == '-' || c == '*' || c == '_'):
			mark, n = c, 1
		case n > 0 && c == mark:
			n++
		default:
			return false
		}
	}
	return n > 2
}

func (*listParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*listParser) CanInterruptParagraph() bool             { return true }
func (*listParser) CanAcceptIndentedLine() bool             { return false }

type listItemParser struct{ r *reading }

func (*listItemParser) Trigger() []byte { return (*listParser)(nil).Trigger() }

func (p *listItemParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	list, ok := parent.(*listNode)
	if !ok {
		return nil, gm.NoChildren
	}
	line, _ := reader.PeekLine()
	m, end, ok := p.r.lists.parse(line, &list.marker)
	if !ok || !m.continues(list.marker) {
		return nil, gm.NoChildren
	}
	column := reader.LineOffset() + end
	gap, _ := util.IndentWidth(line[end:], column)
	if isBlank(line[end:]) {
		reader.Advance(len(line) - 1)
		return &itemNode{offset: end + 1, label: m.label}, gm.HasChildren
	}
	if gap > 4 { // the content begins with indented code
		gap = 1
	}
	pos, padding := util.IndentPosition(line[end:], column, gap)
	reader.AdvanceAndSetPadding(end+pos, padding)
	return &itemNode{offset: end + gap, label: m.label}, gm.HasChildren
}

func (p *listItemParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	item := node.(*itemNode)
	line, seg := reader.PeekLine()
	if isBlank(line) {
		reader.Advance(len(line) - 1)
		return gm.Continue | gm.HasChildren
	}
	if inComment(pc) || p.r.commentWithin(line, seg, pc) {
		return gm.Continue | gm.HasChildren
	}
	indent, _ := util.IndentWidth(line, reader.LineOffset())
	if indent < item.offset {
		return gm.Close
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), item.offset)
	reader.AdvanceAndSetPadding(pos, padding)
	return gm.Continue | gm.HasChildren
}

func (*listItemParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*listItemParser) CanInterruptParagraph() bool             { return true }
func (*listItemParser) CanAcceptIndentedLine() bool             { return false }

// list converts a list. It is loose if there is a blank line between two items or between two blocks of an item
// (CommonMark 5.3).
func (r *reading) list(n *listNode, language string) doc.Block {
	l := &doc.List{Tight: true, Style: "disc"}
	if n.marker.bullet == 0 {
		l.Ordered, l.Style, l.Start, l.Delimiter, l.Example = true, n.marker.style, n.marker.number, n.marker.delim, n.marker.example
		if !r.opts.Has("startnum") && r.opts.Dialect == Pandoc {
			l.Start = 1
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c != n.FirstChild() && c.HasBlankPreviousLines() {
			l.Tight = false
		}
		for g := c.FirstChild(); g != nil; g = g.NextSibling() {
			if g != c.FirstChild() && g.HasBlankPreviousLines() {
				l.Tight = false
			}
		}
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		it := &doc.ListItem{Blocks: r.blocks(c, language)}
		if item, ok := c.(*itemNode); ok {
			it.Label = item.label
		}
		for _, b := range it.Blocks {
			if p, ok := b.(*doc.Paragraph); ok && l.Tight {
				p.Plain = true
			}
		}
		if r.opts.Has("task_lists") {
			r.taskBox(it)
		}
		it.Span = r.around(c.Pos(), it.Blocks)
		l.Items = append(l.Items, it)
	}
	l.Span = r.around(n.Pos(), l.Items)
	return l
}

// taskBox sets the checkbox of a task, [ ] or [x], as a character, as Pandoc does.
func (r *reading) taskBox(it *doc.ListItem) {
	if len(it.Blocks) == 0 {
		return
	}
	p, ok := it.Blocks[0].(*doc.Paragraph)
	if !ok || len(p.Content) == 0 {
		return
	}
	t, ok := p.Content[0].(*doc.Text)
	if !ok {
		return
	}
	for box, sign := range map[string]string{"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "} {
		if rest, found := strings.CutPrefix(t.Value, box); found {
			t.Value = sign + rest
			return
		}
	}
}
