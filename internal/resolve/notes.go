package resolve

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"quire/internal/diag"
	"quire/internal/doc"
)

// notes resolves the marks of notes and of citations, in reading order. It numbers the notes, makes a note of a
// citation in running text if the citation style uses notes, and collects the citations, to be formatted when all are
// known.
type notes struct {
	r       *resolver
	defs    map[noteKey]*doc.NoteDef
	used    map[*doc.NoteDef]*doc.Note
	inner   map[*doc.NoteDef]bool // called from within other notes, which is reported
	list    []*doc.Note
	number  int
	chapter *doc.Section
	section *doc.Section
	within  *doc.Note // the note whose text is being read
	cited   []cited
	// ordinals are the places of the notes in the list, from 1.
	ordinals map[*doc.Note]int
}

// cited is a citation that is not yet formatted.
type cited struct {
	mark    *doc.CiteMark
	cite    *doc.Cite
	note    *doc.Note // the note it stands in; nil in running text
	chapter int
	// nameOnly is set for the name that an @key in running text leaves in the text when its citation goes to a note.
	nameOnly bool
	// own is set for a citation that has a note to itself.
	own bool
	// stopped is set if the author wrote a full stop after the citation, middle if it does not begin a sentence.
	stopped, middle bool
}

// noteKey identifies a note: its file, or "" for a note of the whole book, and its label. Labels ignore case and the
// encoding of accents.
type noteKey struct{ file, label string }

func keyOf(file, label string) noteKey {
	return noteKey{file, norm.NFC.String(strings.ToLower(label))}
}

// key returns the key of a definition.
func key(d *doc.NoteDef) noteKey {
	if d.Shared {
		return keyOf("", d.Label)
	}
	return keyOf(d.File, d.Label)
}

// define stores the definitions of notes by label and reports duplicates.
func (n *notes) define(defs []*doc.NoteDef) {
	for _, d := range defs {
		key := key(d)
		if first, ok := n.defs[key]; ok {
			n.r.findings.Add(diag.Finding{
				Pos: d.Span.Pos, Severity: diag.Error, Code: "duplicate-note",
				Message: fmt.Sprintf("the note “%s” is defined twice", d.Label), Help: "give one of the two another label",
				Related: []diag.Related{{Pos: first.Span.Pos, Message: "first defined here"}},
			})
			continue
		}
		n.defs[key] = d
	}
}

// read reads a section of the book: its heading, its blocks, its subsections.
func (n *notes) read(s *doc.Section) {
	outer := n.section
	n.section = s
	if s.Heading != nil {
		doc.Rewrite(s.Heading, n.inlines)
	}
	for _, b := range s.Blocks {
		if sub, ok := b.(*doc.Section); ok {
			if s.Kind == doc.KindPart {
				n.open(sub)
			}
			n.read(sub)
			continue
		}
		doc.Rewrite(b, n.inlines)
	}
	n.section = outer
}

// open begins a chapter; the numbers of notes may start again.
func (n *notes) open(chapter *doc.Section) {
	n.chapter = chapter
	if n.r.opts.NotesByChapter {
		n.number = 0
	}
	n.r.chapters++
}

func (n *notes) inlines(is []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for i := 0; i < len(is); i++ {
		switch m := is[i].(type) {
		case *doc.NoteMark:
			if n.within != nil {
				out = append(out, n.noteInNote(m)...)
				continue
			}
			if ref := n.call(m, unparted(is, i)); ref != nil {
				out = append(out, ref)
			} else if m.Label != "" {
				out = append(out, unanswered(m.Node, m.Label))
			}
		case *doc.CiteMark:
			if words, ok := n.r.reference(m); ok {
				out = append(out, words...)
				continue
			}
			out = n.citation(out, m, is[i+1:])
		default:
			out = append(out, is[i])
		}
	}
	return parted(out)
}

// parted puts a comma between two adjacent note calls, which would otherwise look like one number.
func parted(is []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for i, in := range is {
		if _, ok := in.(*doc.NoteRef); ok && i > 0 {
			if _, ok := is[i-1].(*doc.NoteRef); ok {
				out = append(out, &doc.Superscript{Content: []doc.Inline{&doc.Text{Value: ","}}})
			}
		}
		out = append(out, in)
	}
	return out
}

// unparted reports whether the mark at index i begins a line and is followed by a colon: the definition of a note
// without an empty line before it.
func unparted(is []doc.Inline, i int) bool {
	if i > 0 {
		if _, ok := is[i-1].(*doc.SoftBreak); !ok {
			return false
		}
	}
	if i+1 == len(is) {
		return false
	}
	t, ok := is[i+1].(*doc.Text)
	return ok && strings.HasPrefix(t.Value, ":")
}

// call resolves the mark of a note.
func (n *notes) call(m *doc.NoteMark, unparted bool) *doc.NoteRef {
	if m.Label == "" {
		return n.add(m.Span, "", nil, m.Note)
	}
	def := n.def(m)
	if def == nil {
		help := fmt.Sprintf("define it with a line that begins [^%s]: here or in the file of notes%s", m.Label, n.r.meant(m.Label, n.labels(m.Span.File)))
		if unparted {
			help = "to define it here put an empty line before this one, which is read as part of the paragraph above it"
		}
		n.r.findings.Add(diag.Finding{
			Pos: m.Span.Pos, Severity: diag.Error, Code: "undefined-note",
			Message: fmt.Sprintf("there is no note “%s”", m.Label),
			Help:    help,
		})
		return nil
	}
	if note := n.used[def]; note != nil {
		return n.ref(note, m.Span)
	}
	return n.add(m.Span, def.Label, def, def.Blocks)
}

// def finds the definition of a note: in its own file, or a shared one.
func (n *notes) def(m *doc.NoteMark) *doc.NoteDef {
	if d := n.defs[keyOf(m.Span.File, m.Label)]; d != nil {
		return d
	}
	return n.defs[keyOf("", m.Label)]
}

// noteInNote resolves the mark of a note within another note. The text of the inner note is put in parentheses. Of a
// labelled note only plain text is used, since it may be called elsewhere, too.
func (n *notes) noteInNote(m *doc.NoteMark) []doc.Inline {
	n.r.findings.Add(diag.Finding{
		Pos: m.Span.Pos, Severity: diag.Warning, Code: "note-in-note",
		Message: "a note calls another note, whose text is set in parentheses here", Help: "put what it says into the note itself",
	})
	text := func(s string) doc.Inline { return &doc.Text{Node: doc.Node{Span: m.Span}, Value: s} }
	blocks := m.Note
	if m.Label != "" {
		def := n.def(m)
		if def == nil || n.inner[def] {
			return nil
		}
		n.inner[def] = true
		blocks = def.Blocks
	}
	out := []doc.Inline{text(" (")}
	for _, b := range blocks {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			continue
		}
		if len(out) > 1 {
			out = append(out, text(" "))
		}
		if m.Label != "" {
			out = append(out, text(doc.PlainText(p.Content)))
			continue
		}
		out = append(out, doc.RewriteInlines(p.Content, n.inlines)...)
	}
	return append(out, text(")"))
}

func (n *notes) labels(file string) []string {
	var out []string
	for key, d := range n.defs {
		if key.file == "" || key.file == file {
			out = append(out, d.Label)
		}
	}
	return out
}

// add makes a new note and its first call, and reads the text of the note.
func (n *notes) add(span diag.Span, label string, def *doc.NoteDef, blocks []doc.Block) *doc.NoteRef {
	n.number++
	num := strconv.Itoa(n.number)
	note := &doc.Note{Number: num, Label: label, Blocks: blocks, Section: n.section, Chapter: n.chapter}
	note.Span = span
	if def != nil {
		note.Span = def.Span
		n.used[def] = note
	}
	note.ID = "note-" + strconv.Itoa(len(n.list)+1)
	n.list = append(n.list, note)
	ref := n.ref(note, span)
	n.within = note
	rewriteAll(note.Blocks, n.inlines)
	n.within = nil
	return ref
}

func (n *notes) ref(note *doc.Note, span diag.Span) *doc.NoteRef {
	ref := &doc.NoteRef{Note: note, Call: len(note.Refs) + 1, Number: note.Number}
	ref.Span = span
	ref.ID = "ref-" + note.ID
	if ref.Call > 1 {
		ref.ID += "-" + strconv.Itoa(ref.Call)
	}
	note.Refs = append(note.Refs, ref)
	return ref
}

// citation resolves a citation mark. In a note, and if the style sets citations in the text, the citation stays where
// it is. Otherwise it becomes a note, and the call of the note moves behind the punctuation that follows, as in Pandoc.
func (n *notes) citation(out []doc.Inline, m *doc.CiteMark, rest []doc.Inline) []doc.Inline {
	cite := &doc.Cite{Node: m.Node, Items: m.Items}
	c := cited{mark: m, cite: cite, note: n.within, chapter: n.r.chapters}
	if len(rest) > 0 {
		t, ok := rest[0].(*doc.Text)
		c.stopped = ok && strings.HasPrefix(t.Value, ".")
	}
	if n.within != nil {
		c.middle = midSentence(doc.PlainText(out))
	}
	if n.within != nil || n.r.opts.Citations == nil || !n.r.opts.Citations.IsNote() {
		n.cited = append(n.cited, c)
		return append(out, cite)
	}
	named := inText(m)
	if named {
		name := &doc.Cite{Node: doc.Node{Span: m.Span}, Items: m.Items}
		n.cited = append(n.cited, cited{mark: m, cite: name, chapter: n.r.chapters, nameOnly: true})
		out = append(out, name)
	} else {
		out = trimSpace(out)
	}
	if len(rest) > 0 {
		if t, ok := rest[0].(*doc.Text); ok {
			if i := punctuation(t.Value); i > 0 && !(named && t.Value[0] == ' ') {
				before := *t
				before.Value = t.Value[:i]
				t.Value = t.Value[i:]
				out = append(out, &before)
			}
		}
	}
	para := &doc.Paragraph{Node: doc.Node{Span: m.Span}, Content: []doc.Inline{cite}}
	ref := n.add(m.Span, "", nil, []doc.Block{para})
	c.note, c.own = ref.Note, true
	n.cited = append(n.cited, c)
	return append(out, ref)
}

// trimSpace removes the space before a citation that becomes the call of a note.
func trimSpace(out []doc.Inline) []doc.Inline {
	for len(out) > 0 {
		switch last := out[len(out)-1].(type) {
		case *doc.SoftBreak:
		case *doc.Text:
			last.Value = strings.TrimRight(last.Value, " ")
			if last.Value != "" {
				return out
			}
		default:
			return out
		}
		out = out[:len(out)-1]
	}
	return out
}

// punctuation is the length of the marks at the start of s that belong before the call of a note, including closing
// quotation marks.
func punctuation(s string) int {
	end := 0
	for i, c := range s {
		if !strings.ContainsRune(".,;:!?…’”»", c) {
			return end
		}
		end = i + len(string(c))
	}
	return end
}

// unused reports the definitions of notes that are never called.
func (n *notes) unused(defs []*doc.NoteDef) {
	for _, d := range defs {
		if n.used[d] == nil && !n.inner[d] {
			if n.defs[key(d)] != d {
				continue // reported as a duplicate
			}
			n.r.findings.Add(diag.Finding{
				Pos: d.Span.Pos, Severity: diag.Warning, Code: "unused-note",
				Message: fmt.Sprintf("nothing calls the note “%s”, so it is left out", d.Label), Help: fmt.Sprintf("put [^%s] where it belongs, or delete it", d.Label),
			})
		}
	}
}

// endsSentence reports whether a text ends with a mark that ends a sentence, ignoring quotation marks and brackets.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "’”»)]")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

// midSentence reports whether the text before a place leaves a sentence open: it does not end with a stop, or only with
// that of “cf.”.
func midSentence(before string) bool {
	before = strings.TrimSpace(before)
	words := strings.Fields(before)
	if len(words) == 0 {
		return false
	}
	switch strings.ToLower(words[len(words)-1]) {
	case "cf.", "vgl.", "e.g.", "i.e.", "viz.":
		return len(words) > 1
	}
	return !endsSentence(before)
}
