package para

import (
	"slices"
	"strings"
	"unicode/utf8"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/lang"
	"quire/internal/layout/formula"
	"quire/internal/linebreak"
	"quire/internal/style"
)

// shaping is what shaping needs of a style: faces, size, features.
type shaping struct {
	faces    []*font.Face
	chain    []chained // the faces, with the characters that they are for
	own      int       // how many of the faces the style has; those behind them are of symbols
	size     dimen.Length
	features []font.Feature
	lang     string
	letter   dimen.Length // letter-spacing
	// In a justified line the spaces between letters may be wider by loosen and narrower by tighten. track is how far letters
	// may be set apart in a line that would be too loose.
	loosen, tighten, track dimen.Length
	space                  dimen.Length // width of a word space
	stretch                dimen.Length
	shrink                 dimen.Length
	hyphen                 dimen.Length
	hang                   map[rune]style.Protrusion
	hanging                style.Hanging // what hangs by its whole width, where no protrusion says by how much
	expand                 int32
	mark                   string // hyphenate-character; "" for a hyphen
	imitate                imitation
}

// shaped is a word set in glyphs. Words are remembered, so its glyphs are never changed.
type shaped struct {
	text    string
	glyphs  []glyph
	width   dimen.Length
	missing []rune

	// What the word adds to a paragraph where nothing but hyphenation divides it: see itemizer.word.
	parts []wordPart
}

// glyph is a glyph in a length, not in font units: what page.Glyph will be made of.
type glyph struct {
	id         uint32
	start, end int32
	advance    dimen.Length
	dx, dy     dimen.Length
	face       uint8 // index in shaping.faces
}

// Setter shapes and breaks text. Each goroutine has its own, with its own memory of words.
type Setter struct {
	fonts    *Fonts
	hyph     *lang.Hyphenators
	root     *style.Style // of the root element: its font says where baselines lie on the grid
	shapings map[styleKey]*shaping
	words    map[wordKey]*shaped             // words among others that they join with
	alone    map[*shaping]map[string]*shaped // all others
	hyphs    map[string]hyphenator
	err      error
	breaker  linebreak.Breaker

	mathFaces map[*font.Face]*formula.Face // nil for a face without a MATH table
	looks     map[lookKey]*style.Style
	// The room of a paragraph or line that is finished, for the next.
	freeItems  []linebreak.Item
	freePieces []piece
	freeGroups []group
	freeBreaks []opportunity

	// Where the lines of the text before may end.
	broken struct {
		text, lang    string
		opportunities []lang.Opportunity
	}
}

// maxWords is how many words of a style are remembered.
const maxWords = 1 << 15

type styleKey struct {
	st      *style.Style
	lang    string
	imitate imitation
}

type wordKey struct {
	sh   *shaping
	rtl  bool
	text string
	// before and after are what it joins with, where its script is one that joins.
	before, after string
}

type hyphenator interface{ Word(string) []int }

// NewSetter makes a setter. Err tells whether a file of hyphenation patterns could not be read.
func NewSetter(fonts *Fonts, hyph *lang.Hyphenators, root *style.Style) *Setter {
	return &Setter{
		fonts: fonts, hyph: hyph, root: root, shapings: map[styleKey]*shaping{}, words: map[wordKey]*shaped{}, alone: map[*shaping]map[string]*shaped{}, hyphs: map[string]hyphenator{},
		mathFaces: map[*font.Face]*formula.Face{}, looks: map[lookKey]*style.Style{},
	}
}

// shaping gives what shaping needs of a style in a language.
func (s *Setter) shaping(st *style.Style, language string) *shaping {
	return s.imitation(st, language, asIs)
}

// imitation is shaping for text that is set in smaller capitals or figures of another size, as the font has none of its own.
func (s *Setter) imitation(st *style.Style, language string, imitate imitation) *shaping {
	key := styleKey{st, language, imitate}
	if sh := s.shapings[key]; sh != nil {
		return sh
	}
	sh := &shaping{chain: s.fonts.chain(st), size: st.FontSize, lang: language, features: features(st), letter: st.LetterSpacing, expand: st.Expansion}
	sh.mark = st.HyphenateCharacter
	if imitate != asIs {
		sh.imitate, sh.size = imitate, imitate.size(st.FontSize)
		sh.features = slices.DeleteFunc(sh.features, func(f font.Feature) bool {
			return slices.Contains([]string{"smcp", "c2sc", "pcap", "c2pc", "sups", "subs"}, f.Tag)
		})
	}
	for i := range sh.chain {
		sh.faces = append(sh.faces, sh.chain[i].face)
	}
	sh.own = len(sh.faces)
	switch {
	case st.HangingPunctuation == 0:
	case len(st.Protrusion) == 0:
		sh.hanging = st.HangingPunctuation
	default:
		sh.hang = map[rune]style.Protrusion{}
		for _, p := range st.Protrusion {
			sh.hang[p.Char] = p
		}
	}
	if sh.letter > 0 && sh.expand > 0 {
		sh.loosen, sh.tighten = sh.letter/2, sh.letter*3/4
	}
	sh.track = st.FontSize.MulDiv(int64(st.Tracking), 65536)
	s.shapings[key] = sh
	sh.space = s.shape(sh, " ", false).width + st.WordSpacing
	// A space stretches by two fifths before it is bad and shrinks by a third at most: a little less than TeX's Computer Modern
	// (The TeXbook, ch. 12), whose spaces are wider.
	sh.stretch, sh.shrink = sh.space*2/5, sh.space/3
	sh.hyphen = s.shape(sh, "\u00AD", false).width
	return sh
}

// shape shapes a stretch of text, each character with the first face that has it.
func (s *Setter) shape(sh *shaping, text string, rtl bool) *shaped {
	return s.shapeWithin(sh, "", text, "", rtl)
}

// shapePart shapes text[a:b] and a suffix. Letters of scripts such as Arabic keep the forms that join them with their
// neighbours, even if these have another style or stand in another line (css-text-3, §8.4).
func (s *Setter) shapePart(sh *shaping, text string, a, b int, suffix string, rtl bool) *shaped {
	const reach = 5 // characters, as far as HarfBuzz looks
	before, after := "", ""
	if r, _ := utf8.DecodeRuneInString(text[a:b]); lang.Cursive(r) {
		i := a
		for n := 0; n < reach && i > 0; n++ {
			r, size := utf8.DecodeLastRuneInString(text[:i])
			if !lang.Cursive(r) {
				break
			}
			i -= size
		}
		before = text[i:a]
	}
	if r, _ := utf8.DecodeLastRuneInString(text[a:b]); suffix == "" && lang.Cursive(r) {
		i := b
		for n := 0; n < reach && i < len(text); n++ {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !lang.Cursive(r) {
				break
			}
			i += size
		}
		after = text[b:i]
	}
	return s.shapeWithin(sh, before, text[a:b]+suffix, after, rtl)
}

func (s *Setter) shapeWithin(sh *shaping, before, text, after string, rtl bool) *shaped {
	if rtl || before != "" || after != "" {
		key := wordKey{sh, rtl, text, before, after}
		w := s.words[key]
		if w == nil {
			w = s.shapeWord(sh, before, text, after, rtl)
			if len(s.words) == maxWords {
				clear(s.words)
			}
			s.words[key] = w
		}
		return w
	}
	words := s.alone[sh]
	if w := words[text]; w != nil {
		return w
	}
	w := s.shapeWord(sh, "", text, "", false)
	switch {
	case words == nil:
		words = map[string]*shaped{}
		s.alone[sh] = words
	case len(words) == maxWords:
		clear(words)
	}
	words[text] = w
	return w
}

func (s *Setter) shapeWord(sh *shaping, before, text, after string, rtl bool) *shaped {
	w := &shaped{text: text}
	if len(sh.faces) == 0 {
		return w
	}
	drawn, said := sh.drawn(substitutes(sh, text))
	parts := s.faceRuns(sh, w, drawn)
	dir := font.LeftToRight
	if rtl {
		dir = font.RightToLeft
	}
	// Letters that join are never set apart (css-text-4, §9.3).
	letter := sh.letter
	if r, _ := utf8.DecodeRuneInString(text); lang.Cursive(r) {
		letter = 0
	}
	for k := range parts {
		p := parts[k]
		if rtl {
			p = parts[len(parts)-1-k]
		}
		f := sh.faces[p.face]
		upem, size := int64(f.UnitsPerEm()), sh.sizeOf(f)
		from, to := before, after
		if p.start > 0 {
			from = drawn[:p.start]
		}
		if p.end < len(drawn) {
			to = drawn[p.end:]
		}
		feats := slices.Concat(sh.chain[p.face].features, sh.features)
		gs := f.ShapeWithin(from, drawn[p.start:min(p.end, len(drawn))], to, feats, sh.lang, dir)
		w.glyphs = slices.Grow(w.glyphs, len(gs))
		for i, g := range gs {
			start := said.at(p.start + g.Start)
			o := glyph{
				id: g.ID, start: start, end: said.end(start, p.start+g.End), face: uint8(p.face),
				advance: size.MulDiv(int64(g.Advance), upem), dx: size.MulDiv(int64(g.XOffset), upem), dy: size.MulDiv(int64(g.YOffset), upem),
			}
			cluster := text[max(0, min(int(start), len(text))):max(0, min(int(max(start, o.end)), len(text)))]
			r, _ := utf8.DecodeRuneInString(cluster)
			if start > 0 && skinTone(r) || o.id == 0 && i > 0 && g.Start == gs[i-1].Start && strings.HasSuffix(cluster, keycap) {
				o.id, o.advance, o.dx, o.dy = blank(f), 0, 0, 0
			}
			if p.face > 0 {
				sh.inCells(&o, r)
			}
			if i+1 == len(gs) || gs[i+1].Start != g.Start {
				o.advance += letter
			}
			w.width += o.advance
			w.glyphs = append(w.glyphs, o)
		}
	}
	return w
}

// faceRun is a stretch of a word that one face has.
type faceRun struct{ start, end, face int }

// faceRuns finds the face of each character: the first that has it (css-fonts-4, §5.3). A combining mark has the face of its
// letter. In a word that needs a further face, stops and brackets have the face of the letters beside them.
func (s *Setter) faceRuns(sh *shaping, w *shaped, text string) []faceRun {
	all := true
	for _, r := range text {
		if !sh.has(0, r) {
			all = false
			break
		}
	}
	if all {
		return []faceRun{{0, len(text), 0}}
	}
	find := func(r rune) int {
		for k := range sh.own {
			if sh.has(k, r) {
				return k
			}
		}
		return s.symbolFace(sh, r)
	}
	var parts []faceRun
	add := func(at, size, face int) {
		if n := len(parts); n > 0 && parts[n-1].face == face {
			parts[n-1].end = at + size
		} else {
			parts = append(parts, faceRun{at, at + size, face})
		}
	}
	letters := -1 // the face of the letters before or, at the start, of the first
	for _, r := range text {
		if sc := lang.ScriptOf(r); sc != lang.Common && sc != lang.Inherited {
			letters = find(r)
			break
		}
	}
	for i, r := range text {
		size := utf8.RuneLen(r)
		sc := lang.ScriptOf(r)
		face := -1
		switch n := len(parts); {
		case n > 0 && (sc == lang.Inherited || joins(r)):
			face = parts[n-1].face
		case sc == lang.Common && letters >= 0 && sh.has(letters, r):
			face = letters
		default:
			if face = find(r); sc != lang.Common && face >= 0 {
				letters = face
			}
		}
		if face < 0 {
			face = 0
			w.missing = append(w.missing, r)
		}
		add(i, size, face)
	}
	return parts
}

// has reports whether face k is to set a character.
func (sh *shaping) has(k int, r rune) bool { return sh.chain[k].covers(r) && sh.faces[k].Has(r) }

// substitutes replaces the boxes of a task list, which few text faces have, by characters of the same length. Only the drawing
// changes; what is read is still the text.
func substitutes(sh *shaping, text string) string {
	if !strings.ContainsAny(text, "☐☑☒") {
		return text
	}
	has := func(r rune) bool {
		return slices.ContainsFunc(sh.faces[:sh.own], func(f *font.Face) bool { return f.Has(r) })
	}
	return strings.Map(func(r rune) rune {
		for _, s := range [...][2]rune{{'☐', '□'}, {'☑', '✓'}, {'☒', '■'}} {
			if r == s[0] && !has(r) && has(s[1]) {
				return s[1]
			}
		}
		return r
	}, text)
}

// joins reports whether a character is one of the invisible ones that belong to the character before.
func joins(r rune) bool {
	const nonJoiner, joiner, wordJoiner = "\u200C", "\u200D", "\u2060"
	return strings.ContainsRune(nonJoiner+joiner+wordJoiner, r)
}

// hyphenator gives the hyphenator of a language, or nil if there is none.
func (s *Setter) hyphenator(l *Language) hyphenator {
	if h, ok := s.hyphs[l.Tag]; ok {
		return h
	}
	var out hyphenator
	if s.hyph != nil {
		h, err := s.hyph.For(l.Lang)
		if err != nil && s.err == nil {
			s.err = err
		}
		if h != nil {
			out = h
		}
	}
	s.hyphs[l.Tag] = out
	return out
}

// Baseline is how far below the top of a line its baseline lies: leading is shared half above and half below (CSS 2.2,
// §10.8.1). Lines on the grid share one baseline whatever their size, that of the root's font.
func (s *Setter) Baseline(st *style.Style) dimen.Length {
	if root := s.root; root != nil && st.BaselineGrid > 0 && st.LineHeight == st.BaselineGrid && root.LineHeight == st.LineHeight {
		st = root
	}
	sh := s.shaping(st, "")
	if len(sh.faces) == 0 {
		return st.LineHeight * 3 / 4
	}
	mt := sh.faces[0].Metrics()
	upem := int64(sh.faces[0].UnitsPerEm())
	asc, desc := sh.size.MulDiv(int64(mt.Ascent), upem), -sh.size.MulDiv(int64(mt.Descent), upem)
	return (st.LineHeight-asc-desc)/2 + asc
}

// Err gives the first error of a file of hyphenation patterns.
func (s *Setter) Err() error { return s.err }
