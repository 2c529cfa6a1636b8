package para

import (
	"strings"
	"unicode/utf8"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/lang"
	"quire/internal/linebreak"
	"quire/internal/style"
)

// Paragraph is a Text that has been shaped and broken in lines. It is not changed after that.
type Paragraph struct {
	*Text
	Findings []diag.Finding // about its characters
	Tall     bool           // it has something that is higher than a line

	measure   dimen.Length // 0: as wide as it is
	used      []Segment    // what content was made of
	content   string
	spans     []span
	items     []linebreak.Item // until the lines are broken
	pieces    []piece          // one for each item; later see compact
	params    linebreak.Params
	width     linebreak.Measure
	left      []dimen.Length // indents of the first lines
	rest      dimen.Length   // and of the others
	Breakings []LineBreaking // the ways to break it, by number of lines
	Natural   int            // the index of the best of them
	tight     bool           // letters may stand a little closer
	boxes     []setFormula   // of formulas
	long      [][2]int       // of a line of code: the tokens that are wider than a line
	letter    setInitial     // its initial
}

// LineBreaking is one way to break a paragraph.
type LineBreaking struct {
	Lines    []linebreak.Line
	Demerits int64 // beyond those of the best way
}

// span is a stretch of the paragraph's text with one segment's properties and one direction.
type span struct {
	start, end int
	from       int // where its segment begins, of which it may be a later part
	segment    *Segment
	shaping    *shaping
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
	// width, stretch and shrink are those of the item.
	width, stretch, shrink dimen.Length
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
	pieceFormula
	pieceDisplay // a formula on lines of its own
	pieceIndent
	pieceGap   // glue without a space: between ideographs
	pieceBreak // a place to break without a space, likewise
)

// Set shapes a text and breaks it in lines of a measure; 0 is as wide as it is.
func (s *Setter) Set(t *Text, measure dimen.Length) *Paragraph {
	p := &Paragraph{Text: t, measure: measure, Tall: t.Initial != nil && t.Initial.lines > t.Initial.sink}
	if t.FirstLine != nil {
		s.setFirstLine(p, measure)
	} else {
		s.itemize(p, t.Segments)
		s.measureLines(p, measure)
		s.breakLines(p)
	}
	s.compact(p)
	return p
}

// Unbroken shapes a text and does not break it: its extent and its words can be asked for.
func (s *Setter) Unbroken(t *Text) *Paragraph {
	p := &Paragraph{Text: t}
	s.itemize(p, t.Segments)
	s.own(p)
	return p
}

// itemize puts the text together and makes boxes, glue and penalties of it.
func (s *Setter) itemize(p *Paragraph, segs []Segment) {
	segs = s.imitate(segs)
	p.items, p.pieces = s.buffers(p)
	p.spans, p.used, p.boxes = nil, segs, nil
	var text strings.Builder
	var probe breakProbe
	type mark struct {
		at, seg int
	}
	var marks []mark
	for i := range segs {
		sg := &segs[i]
		content := sg.Text
		switch sg.Kind {
		case BreakSegment:
			content = "\n"
		case AnchorSegment:
			marks = append(marks, mark{text.Len(), i})
			continue
		}
		if content == "" {
			continue
		}
		start := text.Len()
		text.WriteString(content)
		p.spans = append(p.spans, span{start: start, end: text.Len(), from: start, segment: sg})
		probe.add(sg, content, start)
	}
	if len(p.spans) == 0 && len(marks) > 0 { // anchors without text stand in an empty span
		p.spans = append(p.spans, span{segment: &segs[marks[0].seg]})
	}
	p.content = text.String()
	p.long = nil
	if p.Code && p.measure > 0 {
		p.long = s.longTokens(p)
	}
	p.bidi()
	b := itemizer{Setter: s, p: p, breaks: s.opportunities(&probe, p)}
	m := 0
	for i := range p.spans {
		sp := &p.spans[i]
		for m < len(marks) && marks[m].at <= sp.start {
			b.anchor(marks[m].seg, i)
			m++
		}
		sp.shaping = s.imitation(sp.segment.Style, sp.segment.Lang.Tag, sp.segment.imitate)
		b.span(i)
	}
	for ; m < len(marks); m++ {
		b.anchor(marks[m].seg, len(p.spans)-1)
	}
	p.hangLast()
}

// bidi cuts spans where the direction changes (UAX #9).
func (p *Paragraph) bidi() {
	runs := lang.BidiRuns(p.content, p.RightToLeft)
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

// itemizer makes items.
type itemizer struct {
	*Setter
	p      *Paragraph
	breaks []opportunity // by place of the text
}

func (b *itemizer) add(it linebreak.Item, pc piece) {
	// If a line begins or ends within boxes whose edges are cloned, the edges take room there: the text moves inwards.
	if it.Kind == linebreak.Box && pc.kind != pieceAnchor || it.Kind == linebreak.Discretionary && it.Pre > 0 {
		if boxes := b.p.spans[pc.span].segment.Boxes; len(boxes) > 0 {
			start, end := style.SideLeft, style.SideRight
			if b.p.RightToLeft {
				start, end = end, start
			}
			it.Left -= clones(boxes, start)
			it.Right -= clones(boxes, end)
		}
	}
	pc.width = it.Width
	pc.stretch, pc.shrink = it.Stretch, it.Shrink
	b.p.items = append(b.p.items, it)
	b.p.pieces = append(b.p.pieces, pc)
}

func (b *itemizer) anchor(seg, span int) {
	it := linebreak.Item{Kind: linebreak.Box}
	if e := b.p.used[seg].Edge; e != nil {
		it.Width = e.width()
	}
	b.add(it, piece{kind: pieceAnchor, span: int32(span), start: -1, word: &shaped{}, wordAt: int32(seg)})
}

// span makes the items of one span: words, spaces, pictures, line ends.
func (b *itemizer) span(i int) {
	sp := &b.p.spans[i]
	sg := sp.segment
	switch sg.Kind {
	case BreakSegment:
		b.breakHere()
		return
	case PictureSegment:
		w := sg.Picture.Width
		b.p.Tall = b.p.Tall || sg.Picture.Height > b.Setter.Baseline(b.p.Style)
		b.add(linebreak.Item{Kind: linebreak.Box, Width: w}, piece{kind: piecePicture, span: int32(i), start: int32(sp.start), end: int32(sp.end), width: w})
		b.after(i, sp.end)
		return
	case FormulaSegment:
		b.formula(i)
		return
	case IsolateSegment:
		return
	case LeaderSegment:
		b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: linebreak.Inf}, piece{})
		b.add(linebreak.Item{Kind: linebreak.Glue, Width: sp.shaping.space, Fil: dimen.PT}, piece{kind: pieceLeader, span: int32(i), start: int32(sp.start), end: int32(sp.end)})
		return
	}
	text := b.p.content
	pre := sg.Style.WhiteSpace == style.Pre || sg.Style.WhiteSpace == style.PreWrap
	for pos := sp.start; pos < sp.end; {
		switch c := text[pos]; {
		case c == ' ' || c == '\t':
			end := pos + 1
			w := sp.shaping.space
			if c == '\t' {
				w = b.tab(w * dimen.Length(max(1, sg.Style.TabSize)))
			}
			if pre {
				// Spaces of preformatted text are as wide as they are, and stay at the head of a line.
				b.add(linebreak.Item{Kind: linebreak.Box}, piece{})
				if sg.Style.WhiteSpace == style.Pre {
					b.forbid()
				} else if !b.breaks[end].ok && sg.Code && pos > 0 && !isSpace(text[pos-1:]) && end < len(text) && !isSpace(text[end:]) {
					b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: wholeToken}, piece{})
				}
				b.add(linebreak.Item{Kind: linebreak.Glue, Width: w}, piece{kind: pieceSpace, span: int32(i), start: int32(pos), end: int32(end)})
			} else {
				b.space(i, pos, end, w)
			}
			pos = end
		case strings.HasPrefix(text[pos:], "\u00A0"):
			b.forbid()
			b.space(i, pos, pos+2, sp.shaping.space)
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
func (b *itemizer) tab(stop dimen.Length) dimen.Length {
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

func (b *itemizer) forbid() {
	b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: linebreak.Inf}, piece{})
}

// space adds glue; a line may end there only where UAX #14 and typography allow it.
func (b *itemizer) space(i, pos, end int, w dimen.Length) {
	sh := b.p.spans[i].shaping
	if end < len(b.p.content) && b.breaks[end] != (opportunity{lang.AtSpace, true}) || b.p.spans[i].segment.Style.WhiteSpace == style.Nowrap {
		b.forbid()
	}
	it := linebreak.Item{Kind: linebreak.Glue, Width: w, Stretch: sh.stretch, Shrink: sh.shrink}
	if b.p.Style.TextAlign != style.Justify || b.p.spans[i].segment.Style.Unjustified {
		it.Stretch, it.Shrink = 0, 0
	}
	b.add(it, piece{kind: pieceSpace, span: int32(i), start: int32(pos), end: int32(end)})
}

// breakHere ends a line.
func (b *itemizer) breakHere() {
	fil := linebreak.Item{Kind: linebreak.Glue, Fil: dimen.PT}
	if lastAlign(b.p.Style) == style.Center {
		fil = linebreak.Item{Kind: linebreak.Glue}
	}
	b.forbid()
	b.add(fil, piece{})
	b.add(linebreak.Item{Kind: linebreak.Penalty, Penalty: -linebreak.Inf}, piece{})
	start := linebreak.Item{Kind: linebreak.Box} // so that an empty line is one, and glue after it stays
	if ind := b.p.Style.TextIndent; ind.EachLine && b.p.measure > 0 {
		start.Width = ind.Of(b.p.measure)
		if ind.Hanging { // all lines have the indent but the first and those after a break
			start.Width = -start.Width
		}
		b.add(start, piece{kind: pieceGap})
		return
	}
	b.add(start, piece{})
}
