package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// linkTarget is the content of a link reference definition, [label]: destination "title" {attributes}.
type linkTarget struct {
	url, title string
	attrs      attrs
}

// refsNode replaces removed definitions, as an empty line before them makes a list loose.
type refsNode struct{ leaf }

// linkRefs removes link reference definitions (CommonMark 4.7) from the beginning of paragraphs. goldmark's own takes
// time that grows with the square of the number of definitions in a paragraph, and knows no attributes.
type linkRefs struct{ r *reading }

func (t *linkRefs) Transform(p *ast.Paragraph, reader text.Reader, pc gm.Context) {
	src := reader.Source()
	lines := p.Lines()
	if lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	if first = first.TrimLeftSpace(src); first.Start >= first.Stop || src[first.Start] != '[' {
		return
	}
	var b []byte
	var starts []int // of the lines in b
	for i := range lines.Len() {
		s := lines.At(i)
		s = s.TrimLeftSpace(src)
		starts = append(starts, len(b))
		b = append(b, src[s.Start:s.Stop]...)
		if len(b) > 0 && b[len(b)-1] != '\n' {
			b = append(b, '\n')
		}
	}
	at, line := 0, 0
	for at < len(b) {
		label, target, n := definitionAt(b[at:])
		if n == 0 {
			break
		}
		if key := util.ToLinkReference(label); key != "" {
			if _, known := t.r.refs[key]; !known {
				t.r.refs[key] = target
			}
		}
		at += n
		for line < len(starts) && starts[line] < at {
			line++
		}
	}
	if line == 0 {
		return
	}
	n := &refsNode{}
	n.SetBlankPreviousLines(p.HasBlankPreviousLines())
	p.Parent().InsertBefore(p.Parent(), p, n)
	if line == lines.Len() {
		p.Parent().RemoveChild(p.Parent(), p)
		return
	}
	lines.SetSliced(line, lines.Len())
	p.SetBlankPreviousLines(false)
}

// definitionAt reads one definition at the beginning of b. n is its length, to the end of a line, or 0.
func definitionAt(b []byte) (label []byte, target linkTarget, n int) {
	if b[0] != '[' {
		return nil, target, 0
	}
	label, i, ok := referenceLabel(b)
	if !ok || isBlank(label) || i >= len(b) || b[i] != ':' {
		return nil, target, 0
	}
	i = skipSpace(b, i+1)
	url, m, ok := linkDestination(b[i:])
	if !ok {
		return nil, target, 0
	}
	target.url = url
	i += m
	end, ok := restOfLine(b, i, &target)
	// A title may be on the same line or the next. If the next line has anything after the title, it is not part of the
	// definition.
	if j := skipSpace(b, i); j > i && j < len(b) && (b[j] == '"' || b[j] == '\'' || b[j] == '(') {
		if m := linkTitle(b[j:]); m > 0 {
			titled := target
			if e, ok := restOfLine(b, j+m, &titled); ok {
				titled.title = unescape(b[j+1 : j+m-1])
				return label, titled, e
			}
		}
	}
	if !ok {
		return nil, target, 0
	}
	return label, target, end
}

// restOfLine accepts what may end a definition's line: nothing, or attributes.
func restOfLine(b []byte, i int, target *linkTarget) (end int, ok bool) {
	for i < len(b) && (b[i] == ' ' || b[i] == '\t') {
		i++
	}
	if i < len(b) && b[i] == '{' {
		if a, n, ok := parseAttrs(b[i:]); ok && a.raw == "" {
			target.attrs = a
			i += n
		}
	}
	k := bytes.IndexByte(b[i:], '\n')
	if k < 0 {
		k = len(b) - i - 1
	}
	return i + k + 1, isBlank(b[i : i+k+1])
}
