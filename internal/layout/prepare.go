package layout

import (
	"strings"
	"unicode/utf8"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/lang"
	"quire/internal/linebreak"
	"quire/internal/style"
)

// paragraph is text that is broken in lines.
type paragraph struct {
	segs    []segment
	st      *style.Style
	lang    *language
	el      *style.Element
	pos     diag.Pos
	refers  bool // prints the number of a page
	tall    bool // has a picture that is higher than a line
	joined  bool // with the paragraph after it, as a line of verse is: a space is read between them
	marker  bool // of a list item: one line, set to the left of the text
	initial *initialLetter
	// firstLine is the style of ::first-line.
	firstLine *style.Style

	used    []segment // what text was made of
	text    string
	spans   []span
	items   []linebreak.Item
	pieces  []piece // one for each item
	params  linebreak.Params
	width   linebreak.Measure
	left    []dimen.Length // indents of the first lines
	rest    dimen.Length   // and of the others
	ways    []way          // the ways to break it, by number of lines
	natural int            // index in ways of the best
}

// way is one way to break a paragraph.
type way struct {
	lines []linebreak.Line
	cost  int64 // demerits above the best way
}

// span is a stretch of the paragraph's text with one segment's properties and one direction.
type span struct {
	start, end int
	seg        *segment
	sh         *shaping
	level      uint8
}

// piece says what an item is made of.
type piece struct {
	kind       pieceKind
	span       int32
	start, end int32 // of the paragraph's text
	word       *shaped
	wordAt     int32 // where word begins in the paragraph's text
	g0, g1     int32 // the glyphs of word
	width      dimen.Length
}

type pieceKind uint8

const (
	pieceNone pieceKind = iota
	pieceText
	pieceSpace
	pieceHyphen // a place to hyphenate
	pieceLeader
	piecePicture
	pieceAnchor
	pieceIndent
)

// note finds out whether the paragraph prints the number of a page.
func (p *paragraph) note() {
	for i := range p.segs {
		if p.segs[i].kind == segDeferred {
			p.refers = true
		}
	}
}

// leaf prepares what is in a leaf.
func (s *setter) leaf(lf *leaf) {
	if lf.par != nil {
		s.paragraph(lf.par, lf.width)
	}
	if lf.marker != nil {
		s.paragraph(lf.marker, 0)
	}
	if lf.row != nil {
		for _, c := range lf.row.cells {
			s.paragraph(c.par, c.width)
		}
	}
}

// paragraph makes items of a paragraph's text and breaks them. Measure 0 means as wide as it is.
func (s *setter) paragraph(p *paragraph, measure dimen.Length) {
	if p.firstLine != nil {
		s.firstLine(p, measure)
		return
	}
	s.itemize(p, p.segs)
	s.measure(p, measure)
	s.breakLines(p)
}

// itemize puts the text together and makes boxes, glue and penalties of it.
func (s *setter) itemize(p *paragraph, segs []segment) {
	p.spans, p.items, p.pieces, p.used = nil, nil, nil, segs
	var text, probe strings.Builder
	type shift struct{ probe, text int } // where the text for UAX #14 and the text itself part
	var shifts []shift
	clings := map[int]bool{}
	type mark struct {
		at, seg int
	}
	var marks []mark
	for i := range segs {
		sg := &segs[i]
		content := sg.text
		switch sg.kind {
		case segDeferred:
			content = s.deferredText(sg)
		case segBreak:
			content = "\n"
		case segAnchor:
			marks = append(marks, mark{text.Len(), i})
			continue
		}
		if content == "" {
			continue
		}
		start := text.Len()
		text.WriteString(content)
		p.spans = append(p.spans, span{start: start, end: text.Len(), seg: sg})
		if sg.cling {
			// For line breaking a note's figure is no number but a thing that clings to the word before it.
			clings[start] = true
			shifts = append(shifts, shift{probe.Len(), start})
			probe.WriteString("\u2060\uFFFC")
			shifts = append(shifts, shift{probe.Len(), text.Len()})
			continue
		}
		probe.WriteString(content)
	}
	p.text = text.String()
	p.items, p.pieces = make([]linebreak.Item, 0, len(p.text)/3+8), make([]piece, 0, len(p.text)/3+8)
	p.bidi()
	at := map[int]lang.BreakKind{}
	n := 0
	for _, o := range lang.Breaks(probe.String(), p.lang.lang) {
		for n < len(shifts) && shifts[n].probe <= o.Offset {
			n++
		}
		pos := o.Offset
		if n > 0 {
			pos = shifts[n-1].text + o.Offset - shifts[n-1].probe
		}
		if !clings[pos] {
			at[pos] = o.Kind
		}
	}
	b := builder{setter: s, p: p, at: at}
	m := 0
	for i := range p.spans {
		sp := &p.spans[i]
		for m < len(marks) && marks[m].at <= sp.start {
			b.anchor(marks[m].seg, i)
			m++
		}
		sp.sh = s.shaping(sp.seg.st, sp.seg.lang.tag)
		b.span(i)
	}
	for ; m < len(marks); m++ {
		b.anchor(marks[m].seg, len(p.spans)-1)
	}
}

// bidi cuts spans where the direction changes (UAX #9).
func (p *paragraph) bidi() {
	rtl := p.lang.lang.RightToLeft()
	runs := lang.BidiRuns(p.text, rtl)
	if len(runs) == 0 || len(runs) == 1 && runs[0].Level == 0 {
		return
	}
	var out []span
	r := 0
	for _, sp := range p.spans {
		for sp.start < sp.end {
			for runs[r].End <= sp.start {
				r++
			}
			part := sp
			part.end, part.level = min(sp.end, runs[r].End), runs[r].Level
			out = append(out, part)
			sp.start = part.end
		}
	}
	p.spans = out
}

// builder makes items.
type builder struct {
	*setter
	p  *paragraph
	at map[int]lang.BreakKind
}

func (b *builder) add(it linebreak.Item, pc piece) {
	b.p.items = append(b.p.items, it)
	b.p.pieces = append(b.p.pieces, pc)
}

func (b *builder) anchor(seg, span int) {
	b.add(linebreak.Item{Kind: linebreak.Box}, piece{kind: pieceAnchor, span: int32(span), start: -1, word: &shaped{}, wordAt: int32(seg)})
}

// span makes the items of one span: words, spaces, pictures, line ends.
func (b *builder) span(i int) {
	sp := &b.p.spans[i]
	sg := sp.seg
	switch sg.kind {
	case segBreak:
		b.breakHere()
		return
	case segPicture:
		w := sg.pic.width
		b.p.tall = b.p.tall || sg.pic.height > b.setter.baseline(b.p.st)
		b.add(linebreak.Item{Kind: linebreak.Box, Width: w}, piece{kind: piecePicture, span: int32(i), start: int32(sp.start), end: int32(sp.end), width: w})
		b.after(i, sp.end)
		return
	case segLeader:
		b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: linebreak.Inf}, piece{})
		b.add(linebreak.Item{Kind: linebreak.Glue, Width: sp.sh.space, Fil: dimen.PT}, piece{kind: pieceLeader, span: int32(i), start: int32(sp.start), end: int32(sp.end)})
		return
	}
	text := b.p.text
	pre := sg.st.WhiteSpace == style.Pre || sg.st.WhiteSpace == style.PreWrap
	for pos := sp.start; pos < sp.end; {
		switch c := text[pos]; {
		case c == ' ' || c == '\t':
			end := pos + 1
			w := sp.sh.space
			if c == '\t' {
				w *= dimen.Length(max(1, sg.st.TabSize))
			}
			if pre {
				// Spaces of preformatted text are as wide as they are, and stay at the head of a line.
				b.add(linebreak.Item{Kind: linebreak.Box}, piece{})
				if sg.st.WhiteSpace == style.Pre {
					b.forbid()
				}
				b.add(linebreak.Item{Kind: linebreak.Glue, Width: w}, piece{kind: pieceSpace, span: int32(i), start: int32(pos), end: int32(end)})
			} else {
				b.space(i, pos, end, w)
			}
			pos = end
		case strings.HasPrefix(text[pos:], "\u00A0"):
			b.forbid()
			b.space(i, pos, pos+2, sp.sh.space)
			pos += 2
		default:
			end := pos
			for end < sp.end && text[end] != ' ' && text[end] != '\t' && !strings.HasPrefix(text[end:], "\u00A0") {
				_, n := utf8.DecodeRuneInString(text[end:])
				end += n
			}
			b.word(i, pos, end)
			pos = end
		}
	}
}

func (b *builder) forbid() {
	b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: linebreak.Inf}, piece{})
}

// space adds glue; a line may end there only where UAX #14 and typography allow it.
func (b *builder) space(i, pos, end int, w dimen.Length) {
	sh := b.p.spans[i].sh
	if kind, ok := b.at[end]; end < len(b.p.text) && (!ok || kind != lang.AtSpace) || b.p.spans[i].seg.st.WhiteSpace == style.Nowrap {
		b.forbid()
	}
	it := linebreak.Item{Kind: linebreak.Glue, Width: w, Stretch: sh.stretch, Shrink: sh.shrink}
	if align := b.p.st.TextAlign; align != style.Justify {
		it.Stretch, it.Shrink = 0, 0
	}
	b.add(it, piece{kind: pieceSpace, span: int32(i), start: int32(pos), end: int32(end)})
}

// breakHere ends a line.
func (b *builder) breakHere() {
	fil := linebreak.Item{Kind: linebreak.Glue, Fil: dimen.PT}
	if lastAlign(b.p.st) == style.Center {
		fil = linebreak.Item{Kind: linebreak.Glue}
	}
	b.forbid()
	b.add(fil, piece{})
	b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: -linebreak.Inf}, piece{})
	b.add(linebreak.Item{Kind: linebreak.Box}, piece{}) // so that an empty line is one, and glue after it stays
}

// word adds the boxes of a word, cut where a line may end within it.
func (b *builder) word(i, start, end int) {
	p, sp := b.p, &b.p.spans[i]
	text := p.text[start:end]
	w := b.setter.word(sp.sh, text, sp.level&1 != 0)
	if len(w.missing) > 0 {
		before := ""
		if sp.seg.literal && sp.end-sp.start == len(sp.seg.text) {
			before = p.text[sp.start:end]
		}
		b.reportMissing(w, sp.seg.pos, before)
	}
	if sp.level&1 != 0 {
		b.box(i, w, start, 0, len(w.glyphs), start, end)
		b.after(i, end)
		return
	}
	points := b.points(sp, text, start)
	g, from := 0, 0
	for _, pt := range points {
		// The cluster at which the break falls.
		k := g
		for k < len(w.glyphs) && int(w.glyphs[k].end) <= pt.at {
			k++
		}
		switch {
		case k < len(w.glyphs) && int(w.glyphs[k].start) < pt.at:
			// Within a ligature: broken, it is set in its parts (The TeXbook, ch. 14, on \discretionary).
			if !pt.hyphen {
				continue
			}
			e := k + 1
			for e < len(w.glyphs) && w.glyphs[e].start == w.glyphs[k].start {
				e++
			}
			if int(w.glyphs[k].start) < from || e >= len(w.glyphs) {
				continue
			}
			b.box(i, w, start, g, k, start+from, start+int(w.glyphs[k].start))
			width := dimen.Length(0)
			for _, gl := range w.glyphs[k:e] {
				width += gl.adv
			}
			pre := b.setter.word(sp.sh, text[w.glyphs[k].start:pt.at]+"\u00AD", false).width
			post := b.setter.word(sp.sh, text[pt.at:w.glyphs[k].end], false).width
			b.add(linebreak.Item{Kind: linebreak.Discretionary, Auto: pt.auto, Width: width, Pre: pre, Post: post, Right: b.hang(sp.sh, '\u00AD', sp.sh.hyphen, 1)},
				piece{kind: pieceHyphen, span: int32(i), start: int32(start) + w.glyphs[k].start, end: int32(start + pt.at), word: w, wordAt: int32(start), g0: int32(k), g1: int32(e)})
			g, from = e, int(w.glyphs[k].end)
		default:
			b.box(i, w, start, g, k, start+from, start+pt.at)
			switch {
			case pt.hyphen:
				b.add(linebreak.Item{Kind: linebreak.Discretionary, Auto: pt.auto, Pre: b.hyphenWidth(sp.sh, w, k), Right: b.hang(sp.sh, '\u00AD', sp.sh.hyphen, 1)},
					piece{kind: pieceHyphen, span: int32(i), start: int32(start + pt.at), end: int32(start + pt.at)})
			case pt.flagged:
				b.add(linebreak.Item{Kind: linebreak.Discretionary}, piece{start: int32(start + pt.at), end: int32(start + pt.at)})
			default:
				b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: pt.penalty}, piece{})
			}
			g, from = k, pt.at
		}
	}
	b.box(i, w, start, g, len(w.glyphs), start+from, end)
	b.after(i, end)
}

// hyphenWidth is the width of a hyphen after the glyph before k, less the kerning with the letter that no longer follows.
func (b *builder) hyphenWidth(sh *shaping, w *shaped, k int) dimen.Length {
	if k == 0 {
		return sh.hyphen
	}
	g := w.glyphs[k-1]
	if g.start < 0 || g.face != 0 {
		return sh.hyphen
	}
	cluster := w.text[g.start:g.end]
	alone := b.setter.word(sh, cluster, false).width
	with := b.setter.word(sh, cluster+"\u00AD", false).width
	width := dimen.Length(0)
	for j := k - 1; j >= 0 && w.glyphs[j].start == g.start; j-- {
		width += w.glyphs[j].adv
	}
	return alone - width + with - alone
}

// point is a place within a word where a line may end.
type point struct {
	at                    int
	hyphen, auto, flagged bool
	penalty               int32
}

// points gives the places within a word: those of UAX #14 and those of hyphenation.
func (b *builder) points(sp *span, text string, start int) []point {
	var out []point
	st := sp.seg.st
	if st.WhiteSpace == style.Nowrap || st.WhiteSpace == style.Pre {
		return nil
	}
	if len(b.at) > 0 {
		for k := 1; k < len(text); k++ {
			kind, ok := b.at[start+k]
			if !ok {
				continue
			}
			pt, ok := breakPoint(kind, st)
			pt.at = k
			if ok {
				out = append(out, pt)
			}
		}
	}
	if len(out) > 0 || st.Hyphens != style.HyphensAuto || len(text) < st.HyphenateChars[0] || sp.seg.kind == segDeferred || sp.seg.cling {
		return out
	}
	h := b.setter.hyphenator(sp.seg.lang)
	if h == nil {
		return nil
	}
	letters := utf8.RuneCountInString(text)
	if letters < st.HyphenateChars[0] {
		return nil
	}
	for _, k := range h.Word(text) {
		before := utf8.RuneCountInString(text[:k])
		if before >= st.HyphenateChars[1] && letters-before >= st.HyphenateChars[2] {
			out = append(out, point{at: k, hyphen: true, auto: true})
		}
	}
	return out
}

func breakPoint(kind lang.BreakKind, st *style.Style) (point, bool) {
	switch kind {
	case lang.AtSoftHyphen:
		return point{hyphen: true}, st.Hyphens != style.HyphensNone
	case lang.AfterHyphen:
		return point{flagged: true}, true
	case lang.AfterDash:
		return point{penalty: 30}, true
	case lang.InAddress:
		return point{penalty: 100}, true
	case lang.BetweenIdeographs:
		return point{}, true
	case lang.Elsewhere:
		return point{penalty: 50}, true
	}
	return point{}, false
}

// after adds the opportunity that there may be between this span and the next.
func (b *builder) after(i, end int) {
	if end != b.p.spans[i].end || end >= len(b.p.text) {
		return
	}
	kind, ok := b.at[end]
	if !ok || kind == lang.AtSpace || kind == lang.Mandatory {
		return
	}
	pt, ok := breakPoint(kind, b.p.spans[i].seg.st)
	switch {
	case !ok:
	case pt.hyphen:
		sh := b.p.spans[i].sh
		b.add(linebreak.Item{Kind: linebreak.Discretionary, Pre: sh.hyphen, Right: b.hang(sh, '\u00AD', sh.hyphen, 1)}, piece{kind: pieceHyphen, span: int32(i), start: int32(end), end: int32(end)})
	case pt.flagged:
		b.add(linebreak.Item{Kind: linebreak.Discretionary}, piece{start: int32(end), end: int32(end)})
	default:
		b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: pt.penalty}, piece{})
	}
}

// box adds a part of a word.
func (b *builder) box(i int, w *shaped, wordAt, g0, g1, start, end int) {
	if start == end {
		return
	}
	sh := b.p.spans[i].sh
	it := linebreak.Item{Kind: linebreak.Box}
	for _, g := range w.glyphs[g0:g1] {
		it.Width += g.adv
	}
	if sh.hang != nil && g1 > g0 {
		first, _ := utf8.DecodeRuneInString(b.p.text[start:end])
		last, _ := utf8.DecodeLastRuneInString(b.p.text[start:end])
		it.Left = b.hang(sh, first, w.glyphs[g0].adv, 0)
		it.Right = b.hang(sh, last, w.glyphs[g1-1].adv, 1)
	}
	if sh.expand > 0 {
		it.Expand = it.Width.MulDiv(int64(sh.expand), 65536)
		it.Contract = it.Expand
	}
	b.add(it, piece{kind: pieceText, span: int32(i), start: int32(start), end: int32(end), word: w, wordAt: int32(wordAt), g0: int32(g0), g1: int32(g1), width: it.Width})
}

// hang is how far a character hangs out at a side (0 left, 1 right). A soft hyphen hangs as a hyphen does.
func (b *builder) hang(sh *shaping, r rune, width dimen.Length, side int) dimen.Length {
	if sh.hang == nil {
		return 0
	}
	p, ok := sh.hang[r]
	if !ok && r == '\u00AD' {
		if p, ok = sh.hang['\u2010']; !ok {
			p, ok = sh.hang['-']
		}
	}
	if !ok {
		return 0
	}
	f := p.Left
	if side == 1 {
		f = p.Right
	}
	return width.MulDiv(int64(f), 100_000)
}
