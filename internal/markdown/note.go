package markdown

import "bytes"

// openNote reads "^[", the beginning of an inline note.
func (in *inliner) openNote() {
	in.open(bracket{at: in.i + 2, note: true, keys: in.keys}, 2)
}

// noteLabel gives the label of the note whose call b begins with.
func noteLabel(b []byte) (string, bool) {
	if len(b) < 4 || b[0] != '[' || b[1] != '^' {
		return "", false
	}
	n := bytes.IndexAny(b[2:], "[]^ \t\n")
	if n < 1 || b[2+n] != ']' {
		return "", false
	}
	return string(b[2 : 2+n]), true
}

// noteRef reads [^label], the call of a note. As in Pandoc, a label has no white space. A phrase in such brackets is
// reported, as it would be printed with its brackets.
func (in *inliner) noteRef() bool {
	b := in.rest()
	if label, ok := noteLabel(b); ok {
		in.add(kNoteRef, len(label)+3, label)
		return true
	}
	if len(b) < 4 || b[1] != '^' {
		return false
	}
	n := bytes.IndexAny(b[2:], "[]^ \t\n")
	if n < 1 {
		return false
	}
	if k := bytes.IndexAny(b[2:min(len(b), 80)], "[]\n"); k > 0 && b[2+k] == ']' && b[2+n] == ' ' {
		in.r.warn(in.r.src.pos(in.off(in.i)), "note-label", "“"+string(b[:k+3])+"” is not a note: a label holds no spaces",
			"write the label as one word; for a note within the text write ^[…]")
	}
	return false
}
