package markdown

import (
	"bytes"
	"strings"
)

// bookdownRef reads bookdown's reference to a figure, a table, an equation or a section:
//
//	\@ref(fig:slip)  →  as Quarto's @fig-slip
func (in *inliner) bookdownRef() bool {
	b := in.rest()
	const open = `\@ref(`
	if !in.r.on.citations || !bytes.HasPrefix(b, []byte(open)) {
		return false
	}
	n := bytes.IndexAny(b[len(open):min(len(b), 200)], ")\n( ")
	if n < 1 || b[len(open)+n] != ')' {
		return false
	}
	it := in.add(kKey, len(open)+n+1, string(b[len(open):len(open)+n]))
	it.bookdown = true
	return true
}

// bookdownLabel reads bookdown's label of a target, (\\#fig:slip), as an anchor.
func (in *inliner) bookdownLabel() bool {
	if !in.r.on.citations || in.before(in.i) != '(' || len(in.out) == 0 {
		return false
	}
	b := in.rest()
	n := bytes.IndexAny(b[2:min(len(b), 200)], ")\n( ")
	last := in.out[len(in.out)-1]
	if n < 1 || b[2+n] != ')' || bytes.IndexByte(b[2:2+n], ':') < 1 || last.kind != kText || !strings.HasSuffix(last.text, "(") {
		return false
	}
	last.text = last.text[:len(last.text)-1]
	last.end--
	it := in.add(kSpan, n+3, "")
	it.start--
	it.attrs.ID = string(b[2 : 2+n])
	for in.i < len(in.b) && in.b[in.i] == ' ' {
		in.i++
	}
	return true
}
