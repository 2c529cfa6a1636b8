package xhtml

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// Att is an attribute of an element. One with an empty Name is left out, so that callers can write lists with
// conditions in them. If two have the same name, the first is written.
type Att struct{ Name, Value string }

// Writer writes well-formed XML: elements close in the reverse order in which they were opened, text and attribute
// values are escaped, and characters that XML 1.0 (section 2.2) does not allow are dropped. The zero Writer is ready to
// use.
type Writer struct {
	buf  bytes.Buffer
	open []string
}

// Start opens an element.
func (w *Writer) Start(name string, atts ...Att) {
	w.tag(name, atts)
	w.buf.WriteByte('>')
	w.open = append(w.open, name)
}

// Empty writes an element without content, such as br.
func (w *Writer) Empty(name string, atts ...Att) {
	w.tag(name, atts)
	w.buf.WriteString("/>")
}

// End closes the element opened last. It writes an end tag even for an empty element, as a browser that reads the text
// as HTML takes <span/> for a start tag.
func (w *Writer) End() {
	last := len(w.open) - 1
	w.buf.WriteString("</")
	w.buf.WriteString(w.open[last])
	w.buf.WriteByte('>')
	w.open = w.open[:last]
}

// Element writes an element that holds nothing but text.
func (w *Writer) Element(name, text string, atts ...Att) {
	w.Start(name, atts...)
	w.Text(text)
	w.End()
}

// Text writes character data.
func (w *Writer) Text(s string) { w.escape(s, false) }

// Raw writes well-formed markup unchanged, such as the bytes of another Writer.
func (w *Writer) Raw(b []byte) { w.buf.Write(b) }

// Line ends a line. It is used only between blocks, where white space has no meaning.
func (w *Writer) Line() { w.buf.WriteByte('\n') }

// Bytes closes all open elements and returns everything written.
func (w *Writer) Bytes() []byte {
	for len(w.open) > 0 {
		w.End()
	}
	return w.buf.Bytes()
}

func (w *Writer) tag(name string, atts []Att) {
	w.buf.WriteByte('<')
	w.buf.WriteString(name)
	for i, a := range atts {
		if a.Name == "" || slices.ContainsFunc(atts[:i], func(b Att) bool { return b.Name == a.Name }) {
			continue
		}
		w.buf.WriteByte(' ')
		w.buf.WriteString(a.Name)
		w.buf.WriteString(`="`)
		w.escape(a.Value, true)
		w.buf.WriteByte('"')
	}
}

func (w *Writer) escape(s string, attribute bool) {
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && size == 1:
			w.buf.WriteRune(utf8.RuneError)
		case r == '&':
			w.buf.WriteString("&amp;")
		case r == '<':
			w.buf.WriteString("&lt;")
		case r == '>':
			w.buf.WriteString("&gt;")
		case attribute && r == '"':
			w.buf.WriteString("&quot;")
		case attribute && (r == '\n' || r == '\t'):
			w.buf.WriteByte(' ')
		case !allowed(r):
		default:
			w.buf.WriteString(s[:size])
		}
		s = s[size:]
	}
}

// allowed reports whether XML can hold the character. Carriage returns are dropped because every parser turns them into
// line feeds, noncharacters and C1 controls because HTML forbids them.
func allowed(r rune) bool {
	switch {
	case r == '\t' || r == '\n':
		return true
	case r < 0x20, r >= 0x7F && r < 0xA0, r >= 0xD800 && r <= 0xDFFF, r >= 0xFDD0 && r <= 0xFDEF:
		return false
	}
	return r&0xFFFE != 0xFFFE
}
