package para

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/dimen"
	"quire/internal/lang"
	"quire/internal/linebreak"
	"quire/internal/style"
)

// word adds the boxes of a word, cut where a line may end within it.
func (b *itemizer) word(i, start, end int) {
	p, sp := b.p, &b.p.spans[i]
	text := p.content[start:end]
	rtl := sp.level&1 != 0
	w := b.Setter.shapePart(sp.shaping, p.content, start, end, "", rtl)
	if len(w.missing) > 0 {
		p.reportMissing(w, sp.segment.behind(start-sp.from), text, sp.segment.Lang.Lang, sp.segment.Literal)
	}
	if !b.dividedByHyphens(i, w, start, end) {
		b.divide(i, w, start, end)
	} else if w.parts != nil {
		b.addParts(i, w, start)
	} else {
		n := len(p.items)
		b.divide(i, w, start, end)
		w.parts = make([]wordPart, len(p.items)-n)
		for k := range w.parts {
			w.parts[k] = wordPart{p.items[n+k], p.pieces[n+k].moved(-start)}
		}
	}
	b.after(i, end)
}

// wordPart is an item of a word and its piece, whose places are counted from the start of the word.
type wordPart struct {
	item  linebreak.Item
	piece piece
}

// moved gives the piece of the same part of a word that begins further on in the text.
func (pc piece) moved(by int) piece {
	pc.start += int32(by)
	pc.end += int32(by)
	if pc.word != nil {
		pc.wordAt += int32(by)
	}
	return pc
}

// dividedByHyphens reports whether the items of a word depend on nothing but the word and its style: not on its
// neighbours, nor on the measure, nor on boxes around it.
func (b *itemizer) dividedByHyphens(i int, w *shaped, start, end int) bool {
	sp := &b.p.spans[i]
	st := sp.segment.Style
	switch {
	case sp.level != 0 || b.p.RightToLeft || sp.shaping.hanging != 0 || len(w.missing) > 0 || len(sp.segment.Boxes) > 0,
		sp.segment.Kind != TextSegment || sp.segment.NoBreakBefore,
		st.LineBreak == style.LineBreakAnywhere || st.WordBreak == style.BreakAll,
		st.OverflowWrap && b.p.measure > 0 && (w.width > b.p.measure || b.p.inLongToken(start)):
		return false
	}
	for _, o := range b.breaks[start+1 : end] {
		if o.ok {
			return false
		}
	}
	return true
}

// addParts adds a word that has been divided before.
func (b *itemizer) addParts(i int, w *shaped, start int) {
	for k := range w.parts {
		pc := w.parts[k].piece.moved(start)
		pc.span = int32(i)
		b.p.items = append(b.p.items, w.parts[k].item)
		b.p.pieces = append(b.p.pieces, pc)
	}
}

// divide adds the parts of a word.
func (b *itemizer) divide(i int, w *shaped, start, end int) {
	p, sp := b.p, &b.p.spans[i]
	text := p.content[start:end]
	rtl := sp.level&1 != 0
	// Glyphs are counted in the order of reading.
	n := len(w.glyphs)
	at := func(k int) *glyph {
		if rtl {
			k = n - 1 - k
		}
		return &w.glyphs[k]
	}
	box := func(g0, g1, from, to int) {
		if rtl {
			g0, g1 = n-g1, n-g0
		}
		b.box(i, w, start, g0, g1, from, to)
	}
	points := b.anywhere(sp, w, text, start, b.points(sp, text, start))
	g, from := 0, 0
	for _, pt := range points {
		// The cluster at which the break falls.
		k := g
		for k < n && int(at(k).end) <= pt.at {
			k++
		}
		switch {
		case k < n && int(at(k).start) < pt.at:
			// Within a ligature: broken, it is set in its parts (The TeXbook, ch. 14, on \discretionary).
			if !pt.hyphen || rtl {
				continue
			}
			e := k + 1
			for e < len(w.glyphs) && w.glyphs[e].start == w.glyphs[k].start {
				e++
			}
			if int(w.glyphs[k].start) < from || e >= len(w.glyphs) {
				continue
			}
			box(g, k, start+from, start+int(w.glyphs[k].start))
			width := dimen.Length(0)
			for _, gl := range w.glyphs[k:e] {
				width += gl.advance
			}
			pre := b.Setter.shape(sp.shaping, text[w.glyphs[k].start:pt.at]+"\u00AD", false).width
			post := b.Setter.shape(sp.shaping, text[pt.at:w.glyphs[k].end], false).width
			b.add(linebreak.Item{Kind: linebreak.Discretionary, Auto: pt.auto, Penalty: pt.penalty, Width: width, Pre: pre, Post: post, Right: b.hang(sp.shaping, '\u00AD', sp.shaping.hyphen, style.SideRight)},
				piece{kind: pieceHyphen, span: int32(i), start: int32(start) + w.glyphs[k].start, end: int32(start + pt.at), word: w, wordAt: int32(start), g0: int32(k), g1: int32(e)})
			g, from = e, int(w.glyphs[k].end)
		default:
			box(g, k, start+from, start+pt.at)
			switch {
			case pt.hyphen:
				pre := sp.shaping.hyphen
				if !rtl {
					pre = b.hyphenWidth(sp.shaping, w, k)
				}
				b.add(linebreak.Item{Kind: linebreak.Discretionary, Auto: pt.auto, Penalty: pt.penalty, Pre: pre, Right: b.hang(sp.shaping, '\u00AD', sp.shaping.hyphen, style.SideRight)},
					piece{kind: pieceHyphen, span: int32(i), start: int32(start + pt.at), end: int32(start + pt.at)})
			case pt.flagged:
				b.add(linebreak.Item{Kind: linebreak.Discretionary}, piece{start: int32(start + pt.at), end: int32(start + pt.at)})
			default:
				b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: pt.penalty, Emergency: pt.emergency}, piece{})
			}
			g, from = k, pt.at
		}
	}
	box(g, n, start+from, end)
}

// hyphenWidth is the width of a hyphen after the glyph before k, less the kerning with the letter that no longer follows.
func (b *itemizer) hyphenWidth(sh *shaping, w *shaped, k int) dimen.Length {
	if k == 0 {
		return sh.hyphen
	}
	g := w.glyphs[k-1]
	if g.start < 0 || g.face != 0 {
		return sh.hyphen
	}
	cluster := w.text[g.start:g.end]
	alone := b.Setter.shape(sh, cluster, false).width
	with := b.Setter.shape(sh, cluster+"\u00AD", false).width
	width := dimen.Length(0)
	for j := k - 1; j >= 0 && w.glyphs[j].start == g.start; j-- {
		width += w.glyphs[j].advance
	}
	return alone - width + with - alone
}

// compoundPenalty is added to that of a hyphen in a word that has other places to break.
const compoundPenalty = 100

// wholeToken is the penalty of a line's end within a token of a line of code that another line has room for.
const wholeToken = 5000

// point is a place within a word where a line may end.
type point struct {
	at                               int
	hyphen, auto, flagged, emergency bool
	penalty                          int32
}

// points gives the places within a word: those of UAX #14 and those of hyphenation.
func (b *itemizer) points(sp *span, text string, start int) []point {
	var out []point
	st := sp.segment.Style
	if st.WhiteSpace == style.Nowrap || st.WhiteSpace == style.Pre {
		return nil
	}
	for k := 1; k < len(text); k++ {
		if pt, ok := breakPoint(b.breaks[start+k], st); ok {
			pt.at = k
			if b.p.Code && pt.penalty > 0 && !b.p.inLongToken(start) {
				pt.penalty = wholeToken
			}
			out = append(out, pt)
		}
	}
	if strings.Contains(text, "\u00AD") || st.Hyphens != style.HyphensAuto || len(text) < st.HyphenateChars[0] || sp.segment.Kind == DeferredSegment || sp.segment.NoBreakBefore {
		return out
	}
	h := b.Setter.hyphenator(sp.segment.Lang)
	if h == nil {
		return out
	}
	letters := utf8.RuneCountInString(text)
	if letters < st.HyphenateChars[0] {
		return out
	}
	// A word that may end a line otherwise, such as a compound, is hyphenated only where that spares an ugly line.
	penalty := int32(0)
	if len(out) > 0 {
		penalty = compoundPenalty
	}
	for _, k := range h.Word(text) {
		before := utf8.RuneCountInString(text[:k])
		if before >= st.HyphenateChars[1] && letters-before >= st.HyphenateChars[2] {
			out = append(out, point{at: k, hyphen: true, auto: true, penalty: penalty})
		}
	}
	if penalty > 0 {
		slices.SortStableFunc(out, func(x, y point) int { return cmp.Compare(x.at, y.at) })
		out = slices.CompactFunc(out, func(x, y point) bool { return x.at == y.at })
	}
	return out
}

// dividedToken is the penalty of a line's end within a word that is wider than the measure: less than that of a line which
// is stretched to spare it.
const dividedToken = 300

// anywhere adds the places between any two letters where the style wants a line to end there, or allows it for a word that is
// wider than the measure (css-text-3, §5.2 and §5.5).
func (b *itemizer) anywhere(sp *span, w *shaped, text string, start int, points []point) []point {
	st := sp.segment.Style
	penalty := int32(0)
	switch {
	case st.WhiteSpace == style.Nowrap || st.WhiteSpace == style.Pre:
		return points
	case st.LineBreak == style.LineBreakAnywhere || st.WordBreak == style.BreakAll:
	case st.OverflowWrap && b.p.measure > 0 && (w.width > b.p.measure || b.p.inLongToken(start)):
		penalty = dividedToken
	default:
		return points
	}
	for at, r := range text {
		if at == 0 || unicode.Is(unicode.M, r) || st.WordBreak == style.BreakAll && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if !slices.ContainsFunc(points, func(p point) bool { return p.at == at }) {
			points = append(points, point{at: at, penalty: penalty})
		}
	}
	slices.SortFunc(points, func(x, y point) int { return cmp.Compare(x.at, y.at) })
	return points
}

// longTokens finds the tokens of a line of code, without spaces, that are wider than a continuation line. A token may consist of
// several spans, each of which is shorter.
func (s *Setter) longTokens(p *Paragraph) (out [][2]int) {
	room := p.measure
	if ind := p.Style.TextIndent; ind.Hanging {
		room -= ind.Of(p.measure)
	}
	sh := s.shaping(p.Style, p.Lang.Tag)
	at := 0
	for token := range strings.FieldsSeq(p.content) {
		at += strings.Index(p.content[at:], token)
		if s.shape(sh, token, false).width > room {
			out = append(out, [2]int{at, at + len(token)})
		}
		at += len(token)
	}
	return out
}

// inLongToken reports whether the text at a place is part of a token that no line has room for.
func (p *Paragraph) inLongToken(at int) bool {
	return slices.ContainsFunc(p.long, func(t [2]int) bool { return t[0] <= at && at < t[1] })
}

// breakPoint gives the point for a place where UAX #14 lets a line end; none for the end of a space, where glue is the place.
func breakPoint(o opportunity, st *style.Style) (point, bool) {
	if !o.ok {
		return point{}, false
	}
	switch o.kind {
	case lang.AtSoftHyphen:
		return point{hyphen: true}, st.Hyphens != style.HyphensNone
	case lang.AfterHyphen:
		return point{flagged: true}, true
	case lang.AfterDash:
		return point{penalty: 30}, true
	case lang.InAddress:
		return point{penalty: 100}, true
	case lang.WithinName:
		return point{penalty: 1000, emergency: true}, true
	case lang.BetweenIdeographs:
		return point{}, true
	case lang.Elsewhere:
		return point{penalty: 50}, true
	}
	return point{}, false
}

// after adds the opportunity that there may be between this span and the next.
func (b *itemizer) after(i, end int) {
	if end != b.p.spans[i].end || end >= len(b.p.content) {
		return
	}
	pt, ok := breakPoint(b.breaks[end], b.p.spans[i].segment.Style)
	switch {
	case !ok:
	case pt.hyphen:
		sh := b.p.spans[i].shaping
		b.add(linebreak.Item{Kind: linebreak.Discretionary, Pre: sh.hyphen, Right: b.hang(sh, '\u00AD', sh.hyphen, style.SideRight)}, piece{kind: pieceHyphen, span: int32(i), start: int32(end), end: int32(end)})
	case pt.flagged:
		b.add(linebreak.Item{Kind: linebreak.Discretionary}, piece{start: int32(end), end: int32(end)})
	default:
		b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: pt.penalty}, piece{})
	}
}

// box adds a part of a word.
func (b *itemizer) box(i int, w *shaped, wordAt, g0, g1, start, end int) {
	if start == end {
		return
	}
	sh := b.p.spans[i].shaping
	it := linebreak.Item{Kind: linebreak.Box}
	for _, g := range w.glyphs[g0:g1] {
		it.Width += g.advance
	}
	if sh.hang != nil && g1 > g0 {
		first, _ := utf8.DecodeRuneInString(b.p.content[start:end])
		last, _ := utf8.DecodeLastRuneInString(b.p.content[start:end])
		if b.p.spans[i].level&1 != 0 {
			first, last = last, first
		}
		it.Left = b.hang(sh, first, w.glyphs[g0].advance, style.SideLeft)
		it.Right = b.hang(sh, last, w.glyphs[g1-1].advance, style.SideRight)
		if b.p.RightToLeft { // lines begin at the right
			it.Left, it.Right = it.Right, it.Left
		}
	}
	if sh.hanging != 0 && g1 > g0 {
		b.hangWhole(sh.hanging, &it, w.glyphs[g0:g1], b.p.content[start:end], b.p.spans[i].level&1 != 0)
	}
	if sh.expand > 0 {
		it.Expand = it.Width.MulDiv(int64(sh.expand), 65536)
		it.Contract = it.Expand
		n := dimen.Length(letters(w.glyphs[g0:g1]))
		it.Expand += n * sh.loosen
		it.Contract += n * sh.tighten
	}
	b.add(it, piece{kind: pieceText, span: int32(i), start: int32(start), end: int32(end), word: w, wordAt: int32(wordAt), g0: int32(g0), g1: int32(g1), width: it.Width})
}

// letters counts the clusters: glyphs that are drawn together are one letter.
func letters(gs []glyph) int {
	n := 0
	for i := range gs {
		if endsLetter(gs, i) {
			n++
		}
	}
	return n
}

func endsLetter(gs []glyph, i int) bool { return i+1 == len(gs) || gs[i+1].start != gs[i].start }

// hang is how far a character protrudes at a side (0 left, 1 right). A soft hyphen protrudes as a hyphen does.
func (b *itemizer) hang(sh *shaping, r rune, width dimen.Length, side int) dimen.Length {
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
	if side == style.SideRight {
		f = p.Right
	}
	return width.MulDiv(int64(f), 100_000)
}
