package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"sort"
	"unicode/utf8"

	"quire/internal/diag"
)

// source is a file prepared for parsing. It is UTF-8 throughout, without a byte order mark and without characters that
// XML cannot hold. Every line ends in "\n". Lines and columns are those of the file.
type source struct {
	file  string
	text  []byte
	lines []int // offset of each line's beginning
	// runes counts the characters before each stride-th byte, so that a column is found without reading its whole line.
	runes []int
	// parent is the text that this one is a part of, nil for a file. pieces maps each line to its place in the parent.
	parent *source
	pieces []piece
}

const stride = 256

const replacement = "\uFFFD"

var byteOrderMark = []byte("\uFEFF")

func newSource(file string, src []byte, l *diag.List) *source {
	s := &source{file: file, text: make([]byte, 0, len(src)+1)}
	bad, badAt, badOrig := 0, 0, 0
	ctl, ctlAt := 0, 0
	var badByte byte
	var ctlRune rune
	i := 0
	if bytes.HasPrefix(src, byteOrderMark) {
		i = len(byteOrderMark)
	}
	for i < len(src) {
		c := src[i]
		switch {
		case c == '\r':
			s.text = append(s.text, '\n')
			if i++; i < len(src) && src[i] == '\n' {
				i++
			}
		case c == '\n' || c == '\t' || c >= 0x20 && c < utf8.RuneSelf:
			s.text = append(s.text, c)
			i++
		default:
			ch, size := utf8.DecodeRune(src[i:])
			switch {
			case ch == utf8.RuneError && size <= 1:
				if bad == 0 {
					badAt, badOrig, badByte = len(s.text), i, c
				}
				bad++
				s.text = append(s.text, replacement...)
				size = 1
			case !isXMLChar(ch):
				if ctl == 0 {
					ctlAt, ctlRune = len(s.text), ch
				}
				ctl++
				s.text = append(s.text, replacement...)
			default:
				s.text = append(s.text, src[i:i+size]...)
			}
			i += size
		}
	}
	if n := len(s.text); n > 0 && s.text[n-1] != '\n' {
		s.text = append(s.text, '\n')
	}
	s.lines = append(s.lines, 0)
	n := 0
	for i, c := range s.text {
		if i%stride == 0 {
			s.runes = append(s.runes, n)
		}
		if utf8.RuneStart(c) {
			n++
		}
		if c == '\n' {
			s.lines = append(s.lines, i+1)
		}
	}
	s.runes = append(s.runes, n)
	if bad > 0 {
		l.Add(diag.Finding{
			Pos: s.pos(badAt), Severity: diag.Error, Code: "invalid-utf8",
			Message: fmt.Sprintf("byte 0x%02X at offset %d is not valid UTF-8%s", badByte, badOrig, others(bad)),
			Help:    "save the file as UTF-8",
		})
	}
	if ctl > 0 {
		l.Add(diag.Finding{
			Pos: s.pos(ctlAt), Severity: diag.Error, Code: "control-character",
			Message: fmt.Sprintf("the control character U+%04X has no place in a text%s", ctlRune, others(ctl)),
			Help:    "delete it",
		})
	}
	return s
}

func others(n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(" (and %d more of this file)", n-1)
}

// isXMLChar reports whether XML 1.0 (section 2.2) can hold a character.
func isXMLChar(c rune) bool {
	return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000 && c <= 0x10FFFF
}

// line gives the index of the line that holds an offset.
func (s *source) line(off int) int {
	i, found := slices.BinarySearch(s.lines, off)
	if !found {
		i--
	}
	return i
}

func (s *source) runesBefore(off int) int {
	n := s.runes[off/stride]
	for _, c := range s.text[off/stride*stride : off] {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

func (s *source) pos(off int) diag.Pos {
	off = min(max(off, 0), len(s.text))
	if s.parent != nil {
		k := sort.Search(len(s.pieces), func(k int) bool { return s.pieces[k].buf > off }) - 1
		p := s.pieces[max(k, 0)]
		return s.parent.pos(p.src + off - p.buf)
	}
	if len(s.text) == 0 {
		return diag.Pos{File: s.file, Line: 1, Col: 1}
	}
	li := s.line(off)
	return diag.Pos{File: s.file, Line: li + 1, Col: s.runesBefore(off) - s.runesBefore(s.lines[li]) + 1}
}

func (s *source) span(start, end int) diag.Span {
	p := s.pos(start)
	e := s.pos(max(start, end))
	return diag.Span{Pos: p, EndLine: e.Line, EndCol: e.Col}
}

// lineEnd gives the offset of the line feed at or after off, or the end of the text.
func (s *source) lineEnd(off int) int {
	if i := bytes.IndexByte(s.text[off:], '\n'); i >= 0 {
		return off + i
	}
	return len(s.text)
}

// trimEnd moves an end back over white space, but not before start.
func (s *source) trimEnd(start, end int) int {
	for end > start && isSpace(s.text[end-1]) {
		end--
	}
	return end
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

func isBlank(b []byte) bool {
	for _, c := range b {
		if !isSpace(c) {
			return false
		}
	}
	return true
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}
