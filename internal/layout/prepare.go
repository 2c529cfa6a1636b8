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

// paragraph is a Text that has been shaped and broken in lines. It is not changed after that.
type paragraph struct {
	*Text
	findings []diag.Finding // about its characters
	tall     bool           // it has something that is higher than a line

	measure dimen.Length // 0: as wide as it is
	used    []segment    // what content was made of
	content string
	spans   []span
	items   []linebreak.Item
	pieces  []piece // one for each item
	params  linebreak.Params
	width   linebreak.Measure
	left    []dimen.Length // indents of the first lines
	rest    dimen.Length   // and of the others
	ways    []way          // the ways to break it, by number of lines
	natural int            // index in ways of the best
	tight   bool           // letters may stand a little closer
	letter  setInitial     // its initial
}

// way is one way to break a paragraph.
type way struct {
	lines []linebreak.Line
	cost  int64 // demerits above the best way
}

// span is a stretch of the paragraph's text with one segment's properties and one direction.
type span struct {
	start, end int
	from       int // where its segment begins, of which it may be a later part
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
	pieceGap // glue without a space: between ideographs
)

// Set shapes a text and breaks it in lines of a measure; 0 is as wide as it is.
func (s *setter) Set(t *Text, measure dimen.Length) *paragraph {
	p := &paragraph{Text: t, measure: measure, tall: t.initial != nil && t.initial.lines > t.initial.sink}
	if t.firstLine != nil {
		s.firstLine(p, measure)
		return p
	}
	s.itemize(p, t.segs)
	s.measure(p, measure)
	s.breakLines(p)
	return p
}

// Unbroken shapes a text and does not break it: its extent and its words can be asked for.
func (s *setter) Unbroken(t *Text) *paragraph {
	p := &paragraph{Text: t}
	s.itemize(p, t.segs)
	return p
}

// itemize puts the text together and makes boxes, glue and penalties of it.
func (s *setter) itemize(p *paragraph, segs []segment) {
	segs = s.imitate(segs)
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
		p.spans = append(p.spans, span{start: start, end: text.Len(), from: start, seg: sg})
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
	p.content = text.String()
	p.items, p.pieces = make([]linebreak.Item, 0, len(p.content)/3+8), make([]piece, 0, len(p.content)/3+8)
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
		sp.sh = s.imitation(sp.seg.st, sp.seg.lang.tag, sp.seg.imitate)
		b.span(i)
	}
	for ; m < len(marks); m++ {
		b.anchor(marks[m].seg, len(p.spans)-1)
	}
	p.hangLast()
}

// bidi cuts spans where the direction changes (UAX #9).
func (p *paragraph) bidi() {
	runs := lang.BidiRuns(p.content, p.rtl)
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
	// Where a line begins or ends within boxes whose edges are cloned, these take room: text hangs inwards.
	if it.Kind == linebreak.Box && pc.kind != pieceAnchor || it.Kind == linebreak.Discretionary && it.Pre > 0 {
		if boxes := b.p.spans[pc.span].seg.boxes; len(boxes) > 0 {
			it.Left -= clones(boxes, 3)
			it.Right -= clones(boxes, 1)
		}
	}
	b.p.items = append(b.p.items, it)
	b.p.pieces = append(b.p.pieces, pc)
}

func (b *builder) anchor(seg, span int) {
	it := linebreak.Item{Kind: linebreak.Box}
	if e := b.p.used[seg].edge; e != nil {
		it.Width = e.width()
	}
	b.add(it, piece{kind: pieceAnchor, span: int32(span), start: -1, word: &shaped{}, wordAt: int32(seg)})
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
	case segIsolate:
		return
	case segLeader:
		b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: linebreak.Inf}, piece{})
		b.add(linebreak.Item{Kind: linebreak.Glue, Width: sp.sh.space, Fil: dimen.PT}, piece{kind: pieceLeader, span: int32(i), start: int32(sp.start), end: int32(sp.end)})
		return
	}
	text := b.p.content
	pre := sg.st.WhiteSpace == style.Pre || sg.st.WhiteSpace == style.PreWrap
	for pos := sp.start; pos < sp.end; {
		switch c := text[pos]; {
		case c == ' ' || c == '\t':
			end := pos + 1
			w := sp.sh.space
			if c == '\t' {
				w = b.tab(w * dimen.Length(max(1, sg.st.TabSize)))
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
			wide := pos == sp.start && pos >= 3 && text[pos-3] >= 0xE2
			for end < sp.end && text[end] != ' ' && text[end] != '\t' && !strings.HasPrefix(text[end:], "\u00A0") {
				wide = wide || text[end] >= 0xE2 // U+2000 and beyond
				_, n := utf8.DecodeRuneInString(text[end:])
				end += n
			}
			if wide && sp.level&1 == 0 && b.squares(i, pos, end) {
				b.ideographs(i, pos, end)
			} else {
				b.word(i, pos, end)
			}
			pos = end
		}
	}
}

// tab gives how wide a tab is here: it leads to the next multiple of this width from the edge of the block (css-text-3, §7.1).
func (b *builder) tab(stop dimen.Length) dimen.Length {
	if stop <= 0 {
		return 0
	}
	x := dimen.Length(0)
	for i := len(b.p.items) - 1; i >= 0; i-- {
		it := &b.p.items[i]
		if it.Kind == linebreak.Penalty {
			if it.Penalty <= -linebreak.Inf {
				break
			}
			continue
		}
		x += it.Width
	}
	return stop - (x%stop+stop)%stop
}

func (b *builder) forbid() {
	b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: linebreak.Inf}, piece{})
}

// space adds glue; a line may end there only where UAX #14 and typography allow it.
func (b *builder) space(i, pos, end int, w dimen.Length) {
	sh := b.p.spans[i].sh
	if kind, ok := b.at[end]; end < len(b.p.content) && (!ok || kind != lang.AtSpace) || b.p.spans[i].seg.st.WhiteSpace == style.Nowrap {
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
	start := linebreak.Item{Kind: linebreak.Box} // so that an empty line is one, and glue after it stays
	if ind := b.p.st.TextIndent; ind.EachLine && !ind.Hanging && b.p.measure > 0 {
		start.Width = ind.Of(b.p.measure)
		b.add(start, piece{kind: pieceGap})
		return
	}
	b.add(start, piece{})
}
