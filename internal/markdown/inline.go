package markdown

import (
	"bytes"
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// kind is the kind of an item of a paragraph.
type kind uint8

const (
	kText      kind = iota // text, resolved
	kQuote                 // " or ', not yet converted
	kSemicolon             // may separate citations
	kDelim                 // * _ ~ ^, not yet paired
	kSoft                  // line end
	kHard                  // hard line end
	kCode
	kEmph
	kStrong
	kStrike
	kSuper
	kSub
	kSpan
	kElement // of HTML; name is the tag
	kLink
	kImage
	kNote    // ^[…]
	kNoteRef // [^label]
	kKey     // @key in the text
	kCite    // […@key…]
	kTag     // <tag> or </tag>, not yet paired
	kMath    // a formula
	kMark    // ==…==
	kNewPage // \newpage
)

// item is a piece of a paragraph before it becomes a node. Offsets are those of the source.
type item struct {
	kind       kind
	start, end int
	text       string // of text, code and keys; a note's label, a tag's name
	literal    bool   // escaped: no smart punctuation
	kids       []*item
	attrs      attrs
	depth      int // of the nodes nested in it

	// A delimiter run.
	char               byte
	n, orig            int
	canOpen, canClose  bool
	gfm                bool // ~ may be strikeout, too
	spaces             int  // number of white-space characters before it in the paragraph
	url, title         string
	suppress           bool  // -@key
	bookdown           bool  // \@ref(key)
	number             bool  // \ref{key}: the number alone
	display            bool  // of a formula
	lines              []int // offsets of the lines of a formula
	closing, selfClose bool  // of a tag
	cites              []*citation
	lang               string // set by the pass over languages
}

// citation is one work of a citation, before its locator is read.
type citation struct {
	start, end     int
	key            string
	suppress       bool
	prefix, suffix []*item
}

// bracket is an open [, ![ or ^[.
type bracket struct {
	out   int // index of its item
	at    int // offset in the buffer after it
	image bool
	note  bool
	keys  int   // citation keys seen before it
	after *item // the in-text key that it follows directly, if any
}

// piece maps a stretch of the buffer onto the source.
type piece struct{ buf, src int }

// inliner parses the inlines of one block.
type inliner struct {
	r      *reading
	b      []byte // the block's lines, joined
	pieces []piece
	i      int

	out      []*item
	brackets []bracket
	keys     int
	spaces   int
	lastLink int // offset of the opening bracket of the last link: links don't nest
	cell     bool
	level    int // how many TeX arguments it is nested in

	code map[int][]int // where runs of backticks begin, by length
	none map[string]int
	// lower is the buffer in lower case, made when it is first needed.
	lower []byte
}

// items parses the text in segments of the source and gives its items, with delimiters and tags paired. cell is set for
// a table cell, where \| means | even in code.
func (r *reading) items(segs []text.Segment, cell bool) []*item {
	in := &inliner{r: r, lastLink: -1, cell: cell}
	for _, s := range segs {
		if s.Start >= s.Stop {
			continue
		}
		in.pieces = append(in.pieces, piece{len(in.b), s.Start})
		in.b = append(in.b, r.src.text[s.Start:s.Stop]...)
	}
	in.b = bytes.TrimRight(in.b, " \t\n")
	if len(in.b) == 0 {
		return nil
	}
	for in.i < len(in.b) {
		in.step()
	}
	for _, br := range in.brackets {
		if br.note {
			r.warn(r.src.pos(in.out[br.out].start), "unclosed-note", "the inline note that begins here is never closed",
				"end it with “]” in the same paragraph, or write \\^[ for the characters")
			break
		}
	}
	return r.pairTags(in.pair(in.out))
}

// off maps an offset of the buffer onto the source.
func (in *inliner) off(i int) int {
	k := sort.Search(len(in.pieces), func(k int) bool { return in.pieces[k].buf > i }) - 1
	p := in.pieces[max(k, 0)]
	return p.src + i - p.buf
}

// offEnd maps the end of a stretch: the offset after the byte before i.
func (in *inliner) offEnd(i int) int {
	if i == 0 {
		return in.off(0)
	}
	return in.off(i-1) + 1
}

func (in *inliner) push(it *item) *item {
	in.out = append(in.out, it)
	return it
}

// add appends an item for the n bytes at the scanner's place and moves on.
func (in *inliner) add(k kind, n int, text string) *item {
	it := &item{kind: k, start: in.off(in.i), end: in.offEnd(in.i + n), text: text}
	in.i += n
	return in.push(it)
}

func (in *inliner) literal(n int) *item { return in.add(kText, n, string(in.b[in.i:in.i+n])) }

func (in *inliner) rest() []byte { return in.b[in.i:] }

// before and after give the characters around a place; the bounds of the paragraph count as line ends.
func (in *inliner) before(i int) rune {
	if i <= 0 {
		return '\n'
	}
	c, _ := utf8.DecodeLastRune(in.b[:i])
	return c
}

func (in *inliner) after(i int) rune {
	if i >= len(in.b) {
		return '\n'
	}
	c, _ := utf8.DecodeRune(in.b[i:])
	return c
}

// step reads one construct.
func (in *inliner) step() {
	if in.r.on.bareURIs && in.bareURI() {
		return
	}
	switch c := in.b[in.i]; c {
	case '\\':
		in.backslash()
	case '`':
		if !in.texQuote() {
			in.codeSpan()
		}
	case '*', '_', '~', '^':
		if c == '~' && in.r.texText {
			in.add(kText, 1, "\u00A0").literal = true
			return
		}
		in.delimiter(c)
	case '=':
		in.marked()
	case ':':
		if !in.emoji() {
			in.plain()
		}
	case '[':
		in.openBracket()
	case ']':
		in.closeBracket()
	case '!':
		in.openImage()
	case '<':
		in.lessThan()
	case '&':
		in.reference()
	case '@':
		if in.r.on.citations {
			in.citeKey(false)
		} else {
			in.literal(1)
		}
	case '-':
		in.hyphen()
	case '.':
		in.dots()
	case '"', '\'':
		if !in.texQuote() {
			in.quote()
		}
	case ';':
		in.add(kSemicolon, 1, ";")
	case '$':
		if in.r.on.math {
			in.math()
		} else {
			in.literal(1)
		}
	case '\n':
		in.lineEnd()
	default:
		in.plain()
	}
}

// plain reads text up to the next character that may have a meaning.
func (in *inliner) plain() {
	j := in.i
	for j < len(in.b) && (!special[in.b[j]] || in.b[j] == ':' && (j == in.i || emojiName(in.b[j:]) == "")) {
		space := in.b[j] == ' ' || in.b[j] == '\t'
		if space {
			in.spaces++
		}
		if in.b[j] == '{' {
			in.shortcode(j)
		}
		j++
		if in.r.on.bareURIs && (space || in.b[j-1] == '(') && j < len(in.b) && isLetter(in.b[j]) {
			break // an address may begin here
		}
	}
	// White space before a line end belongs to the line end.
	end := j
	if j < len(in.b) && in.b[j] == '\n' {
		for end > in.i && (in.b[end-1] == ' ' || in.b[end-1] == '\t') {
			end--
		}
	}
	if end > in.i {
		in.literal(end - in.i)
	}
	if j > in.i {
		in.i = j
	}
}

var special = func() (t [256]bool) {
	for _, c := range "\\`*_~^[]!<&@-.\"';$=:\n" {
		t[c] = true
	}
	return t
}()

// lineEnd reads a line end, soft, or hard after two spaces (CommonMark 6.7; a backslash is read by backslash).
func (in *inliner) lineEnd() {
	k := kSoft
	if in.r.on.hardBreaks || in.i >= 2 && in.b[in.i-1] == ' ' && in.b[in.i-2] == ' ' {
		k = kHard
	}
	in.breakLine(k, 1)
}

func (in *inliner) breakLine(k kind, n int) {
	in.add(k, n, "")
	in.spaces++
	for in.i < len(in.b) && (in.b[in.i] == ' ' || in.b[in.i] == '\t') {
		in.i++
	}
}

// backslash reads an escape: of punctuation (CommonMark 2.4); of a space, which gives a no-break space as in Pandoc; of
// a line end, which becomes a hard break. Otherwise it is a TeX command.
func (in *inliner) backslash() {
	if in.i+1 >= len(in.b) {
		in.literal(1)
		return
	}
	switch c := in.b[in.i+1]; {
	case (in.r.on.mathSingle || in.r.on.mathDouble) && in.bracketed():
	case c == '@' && in.bookdownRef(), c == '#' && in.bookdownLabel():
	case c == '\n' && in.r.on.escapedBreaks:
		in.breakLine(kHard, 2)
	case c == ' ' && in.r.on.pandocEscapes:
		in.add(kText, 2, "\u00A0").literal = true
	case c == ',' && in.r.texText: // a thin space
		in.add(kText, 2, "\u202F").literal = true
	case isPunct(c):
		in.add(kText, 2, string(c)).literal = true
	case isLetter(c) && in.r.on.tex:
		in.tex()
	default:
		in.literal(1)
	}
}

// reference reads a character reference of HTML.
func (in *inliner) reference() {
	text, n, ok := entity(in.rest())
	if !ok {
		in.literal(1)
		return
	}
	if text == replacement {
		in.r.err(in.r.src.pos(in.off(in.i)), "control-character", "“"+string(in.b[in.i:in.i+n])+"” is not a character that a text can have",
			"delete it")
	}
	in.add(kText, n, text).literal = true
}

// isWordRune reports whether a character is part of a word.
func isWordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c) }

func isSpaceRune(c rune) bool { return unicode.IsSpace(c) }

func isPunctRune(c rune) bool { return util.IsPunctRune(c) }

// missing reports whether a closer is known to be missing after the scanner's place.
func (in *inliner) missing(closer string) bool {
	at, ok := in.none[closer]
	return ok && in.i >= at
}

// find looks for a closer from offset i on. A failure is remembered, so that no text is searched twice.
func (in *inliner) find(closer string, i int) int {
	if in.missing(closer) || i > len(in.b) {
		return -1
	}
	k := bytes.Index(in.b[i:], []byte(closer))
	if k < 0 {
		if in.none == nil {
			in.none = map[string]int{}
		}
		in.none[closer] = in.i
		return -1
	}
	return i + k
}

func depthOf(items []*item) int {
	d := 0
	for _, it := range items {
		d = max(d, it.depth)
	}
	return d
}
