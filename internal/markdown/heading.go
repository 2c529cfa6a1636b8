package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"quire/internal/doc"
)

// heading converts an ATX or setext heading. Attributes may end its last line.
func (r *reading) heading(n *ast.Heading, language string) doc.Block {
	h := &doc.Heading{Level: n.Level}
	start := n.Pos()
	atx := start < len(r.src.text) && r.src.text[start] == '#'
	end := r.src.trimEnd(start, r.src.lineEnd(start))
	segs := lineSegments(n)
	if k := len(segs) - 1; k >= 0 {
		last := &segs[k]
		line := r.src.text[last.Start:last.Stop]
		end = max(end, r.src.trimEnd(last.Start, last.Stop))
		if a, m, ok := trailingAttrs(line); ok && a.raw == "" {
			h.Attr = a.Attr
			last.Stop = last.Start + m
			if atx {
				last.Stop = last.Start + len(closingHashes(line[:m]))
			}
		} else if i := max(bytes.LastIndex(line, []byte("{#")), bytes.LastIndex(line, []byte("{."))); i >= 0 && line[len(bytes.TrimRight(line, " \t\n"))-1] == '}' {
			r.err(r.src.pos(last.Start+i), "bad-attributes", "the attributes of this heading cannot be read", "write “{#id .class key=\"value\"}”, or \\{ for a brace")
		}
		if !atx { // the rule below the text belongs to the heading
			under := min(r.src.lineEnd(last.Start)+1, len(r.src.text))
			end = max(end, r.src.trimEnd(start, r.src.lineEnd(under)))
		}
	}
	if h.Lang != "" {
		language = h.Lang
	}
	h.Span = r.src.span(start, end)
	h.Content = r.inlines(segs, language, false)
	r.bookdown(h)
	h.Slug = r.slug(h.Content)
	return h
}

// closingHashes removes the closing hashes of a heading written ## Title ## {#id}.
func closingHashes(line []byte) []byte {
	cut := bytes.TrimRight(line, "#")
	if len(cut) < len(line) && (len(cut) == 0 || isSpace(cut[len(cut)-1])) {
		return bytes.TrimRight(cut, " \t")
	}
	return line
}

// bookdown reads bookdown's marks for parts and appendices:
//
//	# (PART) The sea {-}    →    # The sea {.part}
//	# (APPENDIX) Tables {-}    →    # Tables {-}, and the chapters behind it are appendices
func (r *reading) bookdown(h *doc.Heading) {
	if h.Level != 1 || len(h.Content) == 0 {
		return
	}
	t, ok := h.Content[0].(*doc.Text)
	if !ok {
		return
	}
	for _, m := range [][2]string{{"(PART)", string(doc.KindPart)}, {"(PART*)", string(doc.KindPart)}, {"(APPENDIX)", bookdownAppendix}} {
		if rest, ok := strings.CutPrefix(t.Value, m[0]); ok && strings.TrimSpace(doc.PlainText(h.Content)) != m[0] {
			t.Value = strings.TrimLeft(rest, " ")
			h.Classes = append(h.Classes, m[1])
			return
		}
	}
}

// bookdownAppendix is the class of a heading after which the chapters are appendices. obey removes it.
const bookdownAppendix = "(APPENDIX)"
