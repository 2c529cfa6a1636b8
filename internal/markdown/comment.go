package markdown

import (
	"bytes"
	"strings"

	"quire/internal/diag"
)

// comment reads <!-- … --> within a paragraph and drops it. If it has a line to itself, that line disappears too.
func (in *inliner) comment() {
	reported := in.missing("-->")
	end := in.find("-->", in.i+4)
	if k := in.i + 2; bytes.HasPrefix(in.b[k:], []byte("-->")) || bytes.HasPrefix(in.b[k:], []byte("--->")) {
		end = k + bytes.IndexByte(in.b[k:], '>') - 2 // <!--> and <!---> are comments too
	}
	if end < 0 && reported {
		in.literal(4)
		return
	}
	if end < 0 {
		in.r.err(in.r.src.pos(in.off(in.i)), "unclosed-comment", "the comment that begins here is never closed",
			"end it with “-->” in the same paragraph, or write \\< for the character")
		in.literal(4)
		return
	}
	end += 3
	start, stop := in.off(in.i), in.offEnd(end)
	body := ""
	if end-3 > in.i+4 {
		body = string(in.b[in.i+4 : end-3])
	}
	lines := in.r.src.span(start, stop)
	alone := bytes.TrimLeft(in.b[end:], " \t")
	lineStart := bytes.LastIndexByte(in.b[:in.i], '\n') + 1
	if isBlank(in.b[lineStart:in.i]) && len(alone) > 0 && alone[0] == '\n' {
		lines.EndLine++ // it applies to the next line
	}
	in.r.silence(start, body, lines)
	in.i = end
	if len(in.out) == 0 {
		return
	}
	// White space on one side is enough.
	switch last := in.out[len(in.out)-1]; {
	case last.kind == kSoft || last.kind == kHard:
		in.i = skipSpace(in.b, in.i)
	case last.kind == kText && !last.literal && strings.HasSuffix(last.text, " "):
		for in.i < len(in.b) && in.b[in.i] == ' ' {
			in.i++
		}
		if in.i < len(in.b) && in.b[in.i] == '\n' {
			cut := strings.TrimRight(last.text, " ")
			last.end -= len(last.text) - len(cut)
			last.text = cut
		}
	}
}

// silence reads a comment's text: "quire: ignore CODE, CODE — reason" quiets findings in the lines given.
func (r *reading) silence(off int, comment string, lines diag.Span) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(comment), "quire:")
	if !ok {
		return
	}
	pos := r.src.pos(off)
	rest, ok = strings.CutPrefix(strings.TrimSpace(rest), "ignore ")
	if !ok {
		r.warn(pos, "bad-directive", "this comment speaks to quire, but not in words it knows",
			"write <!-- quire: ignore CODE — reason -->")
		return
	}
	names, reason := rest, ""
	for _, dash := range []string{"—", "–", "--", " - ", ":"} {
		if a, b, found := strings.Cut(rest, dash); found && len(a) < len(names) {
			names, reason = a, b
		}
	}
	s := Silence{Pos: pos, Reason: strings.Join(strings.Fields(reason), " "), Lines: lines}
	s.Codes = strings.FieldsFunc(names, func(c rune) bool { return c == ',' || c == ' ' || c == '\n' || c == '\t' })
	bad := len(s.Codes) == 0
	for _, c := range s.Codes {
		bad = bad || strings.Trim(c, "abcdefghijklmnopqrstuvwxyz0123456789-") != ""
	}
	switch {
	case bad:
		r.warn(pos, "bad-directive", "this comment does not name what to ignore", "write <!-- quire: ignore CODE — reason -->")
		return
	case s.Reason == "":
		r.warn(pos, "silence-without-reason", "a finding is silenced here without a reason",
			"say why: <!-- quire: ignore "+strings.Join(s.Codes, ", ")+" — reason -->")
	}
	r.doc.Silences = append(r.doc.Silences, s)
}
