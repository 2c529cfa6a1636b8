package cite

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/diag"
)

// rawEntry is an entry of a .bib file as it is read: macros and concatenations are resolved, values are still in TeX.
type rawEntry struct {
	kind   string // in lower case, without @
	key    string
	pos    diag.Pos
	fields []rawField
	faults []diag.Finding
}

type rawField struct {
	name  string // in lower case
	value string
	pos   diag.Pos
}

func (e *rawEntry) field(name string) (rawField, bool) {
	for _, f := range e.fields {
		if f.name == name {
			return f, true
		}
	}
	return rawField{}, false
}

func (e *rawEntry) get(name string) string {
	f, _ := e.field(name)
	return f.value
}

// scanner reads the grammar of BibTeX files as btparse and biber do. Text outside of entries is a comment. After a fault in
// an entry as little as possible is skipped, and reading continues.
type scanner struct {
	file    string
	data    string
	off     int
	line    int
	bol     int // offset of the line's beginning
	l       *diag.List
	strings map[string]string
	entries []*rawEntry
	current *rawEntry // the entry being read, once its key is known
	written int       // bytes of the values that have replaced strings
	full    bool      // written is over the limit, and this has been reported
}

// scanBibTeX reads a file's entries.
func scanBibTeX(file string, data []byte, l *diag.List) []*rawEntry {
	s := &scanner{file: file, data: strings.TrimPrefix(string(data), "\ufeff"), line: 1, l: l, strings: map[string]string{}}
	// The strings that every BibTeX style defines. A month is a name, so that “"12~" # may” is the twelfth of May.
	for _, m := range monthNames {
		s.strings[strings.ToLower(m[:3])] = m
	}
	for s.next('@') {
		s.entry()
	}
	return s.entries
}

func (s *scanner) pos() diag.Pos {
	return diag.Pos{File: s.file, Line: s.line, Col: utf8.RuneCountInString(s.data[s.bol:s.off]) + 1}
}

// fault records what could not be read. If the entry has a key, the fault is kept with the entry: it is an error only if
// the work is cited.
func (s *scanner) fault(pos diag.Pos, help, format string, args ...any) {
	f := diag.Finding{Pos: pos, Severity: diag.Warning, Code: "bib-syntax", Message: fmt.Sprintf(format, args...), Help: help}
	if s.current != nil {
		s.current.faults = append(s.current.faults, f)
		return
	}
	s.l.Add(f)
}

func (s *scanner) more() bool { return s.off < len(s.data) }

func (s *scanner) peek() byte {
	if s.off < len(s.data) {
		return s.data[s.off]
	}
	return 0
}

func (s *scanner) advance() {
	if s.data[s.off] == '\n' {
		s.line++
		s.bol = s.off + 1
	}
	s.off++
}

// next moves to the next c, or to the end.
func (s *scanner) next(c byte) bool {
	for s.more() {
		if s.peek() == c {
			return true
		}
		s.advance()
	}
	return false
}

// space skips white space and, within entries, comments, as some programs write them there.
func (s *scanner) space() {
	for s.more() {
		switch c := s.peek(); {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v':
			s.advance()
		case c == '%':
			for s.more() && s.peek() != '\n' {
				s.advance()
			}
		default:
			return
		}
	}
}

// nameByte reports whether c is allowed in the name of a field, a macro or a type.
func nameByte(c byte) bool {
	return c > ' ' && c != 0x7f && !strings.ContainsRune("\"#%'(),={}@\\~", rune(c))
}

func (s *scanner) name() string {
	start := s.off
	for s.more() && nameByte(s.peek()) {
		s.off++
	}
	return s.data[start:s.off]
}

// entryBegins reports whether an entry begins at off: “@word{” or “@word(”. At the beginning of a line within a value
// this means that the value was never closed.
func (s *scanner) entryBegins(off int) bool {
	if off >= len(s.data) || s.data[off] != '@' {
		return false
	}
	i := off + 1
	for i < len(s.data) && (s.data[i] >= 'a' && s.data[i] <= 'z' || s.data[i] >= 'A' && s.data[i] <= 'Z') {
		i++
	}
	return i > off+1 && i < len(s.data) && (s.data[i] == '{' || s.data[i] == '(')
}

// entry reads what follows an at sign: a work, a definition, a preamble or a comment.
func (s *scanner) entry() {
	at := s.pos()
	kind, open := s.opening(at)
	switch kind {
	case "":
		return
	case "comment":
		s.balanced(open)
		return
	}
	s.advance()
	closing := byte('}')
	if open == '(' {
		closing = ')'
	}
	switch kind {
	case "preamble":
		s.space()
		s.value(nil)
		s.finishEntry(at, kind, "", closing)
	case "string":
		if s.definitions(closing) {
			s.finishEntry(at, kind, "", closing)
		}
	default:
		s.work(at, kind, closing)
	}
}

// opening reads “@kind {” up to the brace, but not the brace. The kind is empty if no entry begins here: the at sign of an
// e-mail address in a comment is not followed by a word and a brace.
func (s *scanner) opening(at diag.Pos) (kind string, open byte) {
	s.advance() // @
	save := *s
	s.space()
	kind = strings.ToLower(s.name())
	s.space()
	open = s.peek()
	if kind != "" && (open == '{' || open == '(') {
		return kind, open
	}
	line := s.line
	*s = save
	if kind != "" && kind != "comment" && s.bol+1 == s.off && s.line == line {
		s.fault(at, "put “{” after the entry's type", "after “@%s” an opening brace is missing", kind)
	}
	return "", 0
}

// definitions reads the “name = value, …” of @string. It returns false if it could not read to the end.
func (s *scanner) definitions(closing byte) bool {
	for {
		s.space()
		if s.peek() == closing || !s.more() {
			return true
		}
		pos := s.pos()
		name := strings.ToLower(s.name())
		s.space()
		if name == "" || s.peek() != '=' {
			s.fault(pos, "write @string{name = {text}}", "a definition of a string needs a name and a value")
			return s.recover()
		}
		s.advance()
		s.space()
		v, ok := s.value(nil)
		if !ok {
			return s.recover()
		}
		s.strings[name] = v
		s.space()
		if s.peek() != ',' {
			return true
		}
		s.advance()
	}
}

// work reads the key and the fields of a work. A work without a usable key is read and dropped.
func (s *scanner) work(at diag.Pos, kind string, closing byte) {
	e := &rawEntry{kind: kind, pos: at}
	s.space()
	// The key ends at the comma. A “=” before the comma means that the key is missing.
	start, keyPos, first := s.off, s.pos(), *s
	for s.more() && !strings.ContainsRune(",={}()\"#%\n\r", rune(s.peek())) {
		s.off++
	}
	e.key = strings.TrimSpace(s.data[start:s.off])
	s.space()
	usable := false
	switch {
	case s.peek() == '=':
		s.fault(keyPos, "write “@"+kind+"{key,” and then the fields", "this entry has no key")
		*s = first
		e.key = ""
	case e.key == "":
		s.fault(keyPos, "write “@"+kind+"{key,” and then the fields", "this entry has no key")
	case strings.IndexFunc(e.key, unicode.IsSpace) >= 0:
		s.fault(keyPos, "write it without spaces", "the key “%s” has a space in it", e.key)
	default:
		usable = true
	}
	if s.peek() == ',' {
		s.advance()
	}
	if usable {
		s.entries = append(s.entries, e)
		s.current = e
		defer func() { s.current = nil }()
	}
	if s.fields(e, closing) {
		s.finishEntry(at, kind, e.key, closing)
	}
}

// fields reads “name = value, …” up to the closing brace, but not the brace. It returns false if it could not read to the
// end; the fields before the fault are kept.
func (s *scanner) fields(e *rawEntry, closing byte) bool {
	for {
		s.space()
		if !s.more() || s.peek() == closing {
			return true
		}
		if s.peek() == ',' {
			s.advance()
			continue
		}
		if s.peek() == '@' && s.entryBegins(s.off) {
			return true
		}
		pos := s.pos()
		name := strings.ToLower(s.name())
		if name == "" {
			s.fault(pos, "write name = {value}, with a comma after each field", "“%s” is not expected in the entry “%s”", s.excerpt(), e.key)
			return s.recover()
		}
		s.space()
		if s.peek() != '=' {
			s.fault(pos, "write "+name+" = {value}", "the field “%s” of the entry “%s” has no value", name, e.key)
			if c := s.peek(); c == ',' || c == closing {
				continue
			}
			return s.recover()
		}
		s.advance()
		s.space()
		v, ok := s.value(e)
		if ok || v != "" {
			if first, dup := e.field(name); dup {
				s.l.Add(diag.Finding{
					Pos: pos, Severity: diag.Warning, Code: "bib-duplicate-field",
					Message: fmt.Sprintf("the field “%s” of the entry “%s” is given twice", name, e.key), Help: "keep one of the two; the first is used",
					Related: []diag.Related{{Pos: first.pos, Message: "first given here"}},
				})
			} else {
				e.fields = append(e.fields, rawField{name: name, value: v, pos: pos})
			}
		}
		if !ok {
			return s.recover()
		}
		s.space()
		if c := s.peek(); c != ',' && c != closing && s.more() && !s.entryBegins(s.off) {
			s.fault(s.pos(), "put a comma after each field", "a comma is missing after the field “%s” of the entry “%s”", name, e.key)
			if !nameByte(c) {
				return s.recover()
			}
		}
	}
}

// excerpt returns the next characters, for a message.
func (s *scanner) excerpt() string {
	rest := s.data[s.off:min(len(s.data), s.off+40)]
	if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	r := []rune(strings.ToValidUTF8(rest, ""))
	if len(r) > 12 {
		return string(r[:12]) + "…"
	}
	return string(r)
}

// recover moves to the next entry that begins at the beginning of a line. It returns false, so that callers can return it.
func (s *scanner) recover() bool {
	for s.more() {
		if s.peek() == '@' && strings.TrimSpace(s.data[s.bol:s.off]) == "" && s.entryBegins(s.off) {
			return false
		}
		s.advance()
	}
	return false
}

func (s *scanner) finishEntry(at diag.Pos, kind, key string, closing byte) {
	s.space()
	if s.peek() == closing && s.more() {
		s.advance()
		return
	}
	what := "@" + kind
	if key != "" {
		what = "the entry “" + key + "”"
	}
	s.fault(at, fmt.Sprintf("look for a missing “%c” at the end of a field or of the entry", closing), "%s is never closed", what)
	s.recover()
}

// balanced skips a group. If the group is not closed, it stops at the next entry.
func (s *scanner) balanced(open byte) {
	closing := byte('}')
	if open == '(' {
		closing = ')'
	}
	depth := 0
	for s.more() {
		switch s.peek() {
		case open:
			depth++
		case closing:
			depth--
		case '@':
			if depth > 0 && s.off == s.bol && s.entryBegins(s.off) {
				return
			}
		}
		s.advance()
		if depth <= 0 {
			return
		}
	}
}

// value reads pieces joined by “#”. ok is false if a piece could not be read to its end.
func (s *scanner) value(e *rawEntry) (v string, ok bool) {
	var b strings.Builder
	for {
		pos := s.pos()
		switch c := s.peek(); {
		case !s.more():
			s.fault(pos, "write the value in braces", "a value is missing at the end of the file")
			return b.String(), false
		case c == '{':
			piece, ok := s.group('}')
			b.WriteString(piece)
			if !ok {
				s.unclosed(pos, e, "{")
				return b.String(), false
			}
		case c == '"':
			piece, ok := s.group('"')
			b.WriteString(piece)
			if !ok {
				s.unclosed(pos, e, "\"")
				return b.String(), false
			}
		default:
			w := s.name()
			if w == "" {
				s.fault(pos, "write the value in braces", "“%s” is not a value", s.excerpt())
				return b.String(), false
			}
			if strings.Trim(w, "0123456789") == "" {
				b.WriteString(w)
			} else if m, known := s.strings[strings.ToLower(w)]; known {
				b.WriteString(s.expand(pos, m))
			} else {
				s.l.Add(diag.Finding{
					Pos: pos, Severity: diag.Warning, Code: "bib-undefined-string",
					Message: fmt.Sprintf("the string “%s” is not defined", w), Help: "put the value in braces, or define it with @string",
				})
				b.WriteString(w)
			}
		}
		s.space()
		if s.peek() != '#' {
			return b.String(), true
		}
		s.advance()
		s.space()
	}
}

// maxExpansion limits the bytes of the values that replace strings in one file. No real bibliography has so many, but
// strings that contain other strings several times could fill the memory.
const maxExpansion = 16 << 20

// expand returns the value of a string, or "" if the values in this file exceed maxExpansion.
func (s *scanner) expand(pos diag.Pos, text string) string {
	if s.written += len(text); s.written <= maxExpansion {
		return text
	}
	if !s.full {
		s.full = true
		s.fault(pos, "define strings without repeating others in them", "the strings of this file stand for more than %d MB of text; they are left out from here on", maxExpansion>>20)
	}
	return ""
}

func (s *scanner) unclosed(pos diag.Pos, e *rawEntry, mark string) {
	where := ""
	if e != nil {
		where = " in the entry “" + e.key + "”"
	}
	closing := map[string]string{"{": "}", "\"": "\""}[mark]
	s.fault(pos, "close the value with “"+closing+"”", "the value that begins here%s is never closed", where)
}

// group reads {…} or "…" without its delimiters; braces within must balance.
func (s *scanner) group(closing byte) (string, bool) {
	s.advance()
	start, depth := s.off, 0
	for s.more() {
		switch c := s.peek(); {
		case c == closing && depth == 0:
			v := s.data[start:s.off]
			s.advance()
			return v, true
		case c == '{':
			depth++
		case c == '}':
			if depth == 0 {
				return s.data[start:s.off], false
			}
			depth--
		case c == '@' && s.off == s.bol && s.entryBegins(s.off):
			return strings.TrimSpace(s.data[start:s.off]), false
		}
		s.advance()
	}
	return strings.TrimSpace(s.data[start:s.off]), false
}
