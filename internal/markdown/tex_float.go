package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// texParts is a float of TeX with its caption and its label taken out.
type texParts struct {
	r       *reading // of the float alone
	rest    []text.Segment
	caption []doc.Inline
	label   string
}

var texFloatLook = regexp.MustCompile(`^\s*(\\(centering|small|footnotesize|scriptsize|resizebox\*?\{[^{}]*\}\{[^{}]*\}\{%?|scalebox\{[^{}]*\}\{%?|` +
	`vspace\*?\{[^{}]*\}|begin\{(center|adjustbox|threeparttable|tablenotes)\}(\[[^\]]*\]|\{[^{}]*\})*|end\{(center|adjustbox|threeparttable|tablenotes)\})|\}|%.*)\s*$`)

// texFloat takes caption and label out of a float. Lines that only set its look are left out, too.
func (r *reading) texFloat(inner []text.Segment, language string) (p texParts, ok bool) {
	if len(inner) == 0 || r.level >= maxParts {
		return p, false
	}
	p.r = r.within(inner)
	b := p.r.src.text
	var cuts [][2]int
	depth := 0 // of environments that have captions of their own
	for i := 0; i < len(b); i++ {
		if b[i] != '\\' {
			continue
		}
		at := b[i:]
		switch m := texCaptionHere.FindIndex(at); {
		case bytes.HasPrefix(at, []byte(`\begin{sub`)):
			depth++
		case bytes.HasPrefix(at, []byte(`\end{sub`)):
			depth--
		case depth == 0 && m != nil:
			k := group(at[m[1]-1:])
			if k == 0 {
				return p, false
			}
			from, to := i+m[1], i+m[1]+k-2
			cuts = append(cuts, [2]int{i, to + 1})
			if l := texLabel.FindSubmatchIndex(b[from:to]); l != nil {
				p.label = string(b[from+l[2] : from+l[3]])
				to = from + l[0]
			}
			p.caption = p.r.inlines([]text.Segment{text.NewSegment(from, to)}, language, false)
			i = cuts[len(cuts)-1][1] - 1
		case depth == 0 && bytes.HasPrefix(at, []byte(`\label{`)):
			l := texLabelHere.FindSubmatchIndex(at)
			if l == nil {
				return p, false
			}
			p.label = string(at[l[2]:l[3]])
			cuts = append(cuts, [2]int{i, i + l[1]})
			i += l[1] - 1
		}
	}
	p.rest = linesWithout(b, cuts)
	return p, true
}

// linesWithout returns the lines of a text without some ranges of it, and without lines that only set the look.
func linesWithout(b []byte, cuts [][2]int) (out []text.Segment) {
	from := 0
	for _, c := range append(cuts, [2]int{len(b), len(b)}) {
		for line := range bytes.Lines(b[from:c[0]]) {
			if !texFloatLook.Match(line) && (!isBlank(line) || c[0] == len(b)) {
				out = append(out, text.NewSegment(from, from+len(line)))
			}
			from += len(line)
		}
		from = c[1]
	}
	return out
}

// texTableFloat reads a table with its caption and its label; nil if there is no table in it.
func (r *reading) texTableFloat(inner []text.Segment, n doc.Node, language string) []doc.Block {
	p, ok := r.texFloat(inner, language)
	if !ok {
		return nil
	}
	blocks := p.r.blocksOf(p.rest, language)
	for _, b := range blocks {
		if t, ok := b.(*doc.Table); ok {
			if len(p.caption) > 0 {
				t.Caption = p.caption
			}
			if p.label != "" {
				t.ID = p.label
			}
			if len(blocks) == 1 {
				t.Span = n.Span
			}
			return blocks
		}
	}
	return nil
}

var (
	texCaptionHere = regexp.MustCompile("^" + texCaption.String())
	texLabelHere   = regexp.MustCompile("^" + texLabel.String())
	texPictureHere = regexp.MustCompile("^" + texPicture.String())
	texSubfigure   = regexp.MustCompile(`^\\begin\{(subfigure|subcaptionblock|minipage)\}`)
	texSubfloat    = regexp.MustCompile(`^\\(?:subfloat|subfigure|subcaptionbox)\*?[ \t]*([\[{])`)
)

// texFigures reads a figure of several pictures side by side, with one caption; nil if it has another form.
func (r *reading) texFigures(inner []text.Segment, n doc.Node, language string) doc.Block {
	p, ok := r.texFloat(inner, language)
	if !ok {
		return nil
	}
	b := p.r.src.text
	var cells []doc.Block
	add := func(from, to int) {
		node := doc.Node{Span: p.r.src.span(from, p.r.src.trimEnd(from, to))}
		if f := p.r.texFigure([]text.Segment{text.NewSegment(from, to)}, node, language); f != nil {
			cells = append(cells, f)
		}
	}
	for i := 0; i < len(b); {
		if b[i] != '\\' {
			i++
			continue
		}
		if m := texSubfigure.FindSubmatch(b[i:]); m != nil {
			end := bytes.Index(b[i:], []byte(`\end{`+string(m[1])+`}`))
			if end < 0 {
				return nil
			}
			add(i+len(m[0]), i+end)
			i += end
			continue
		}
		if m := texSubfloat.FindSubmatchIndex(b[i:]); m != nil {
			k := group(b[i+m[2]:])
			if k == 0 {
				return nil
			}
			words := [2]int{i + m[2] + 1, i + m[2] + k - 1}
			i += m[2] + k
			body := group(b[i:])
			if body == 0 {
				return nil
			}
			had := len(cells)
			add(i+1, i+body-1)
			if len(cells) > had {
				f := cells[had].(*doc.Figure)
				if l := texLabel.FindSubmatchIndex(b[words[0]:words[1]]); l != nil {
					f.ID = string(b[words[0]+l[2] : words[0]+l[3]])
					words[1] = words[0] + l[0]
				}
				f.Caption = p.r.inlines([]text.Segment{text.NewSegment(words[0], words[1])}, language, false)
				if f.Image.Alt == "" {
					f.Image.Alt = doc.PlainText(f.Caption)
				}
			}
			i += body
			continue
		}
		if m := texPictureHere.FindIndex(b[i:]); m != nil {
			add(i, i+m[1])
			i += m[1]
			continue
		}
		i++
	}
	if len(cells) < 2 {
		return nil
	}
	d := &doc.Div{Node: n, Blocks: inRows(cells, []int{min(len(cells), 3)})}
	d.ID, d.Classes = p.label, []string{"layout"}
	if len(p.caption) > 0 {
		below := n.Span
		below.Line, below.Col = below.EndLine, below.EndCol
		d.Blocks = append(d.Blocks, &doc.Paragraph{Node: doc.Node{Span: below, Attr: doc.Attr{Classes: []string{"caption"}}}, Content: p.caption})
	}
	return d
}

var texDescribed = regexp.MustCompile(`^[ \t]*\\item[ \t]*\[([^\]]*)\][ \t]*`)

// texDescription reads a list of terms whose items begin lines; nil if it has items of another form.
func (r *reading) texDescription(inner []text.Segment, n doc.Node, language string) doc.Block {
	l := &doc.DefinitionList{Node: n}
	depth := 0
	var bodies [][]text.Segment
	for _, s := range inner {
		line := s.Value(r.src.text)
		m := texDescribed.FindSubmatchIndex(line)
		switch {
		case depth == 0 && m != nil:
			term := r.inlines([]text.Segment{text.NewSegment(s.Start+m[2], s.Start+m[3])}, language, false)
			d := &doc.Definition{Node: doc.Node{Span: r.src.span(s.Start, r.src.trimEnd(s.Start, s.Stop))}, Terms: [][]doc.Inline{term}}
			l.Items = append(l.Items, d)
			bodies = append(bodies, []text.Segment{text.NewSegment(s.Start+m[1], s.Stop)})
		case len(bodies) == 0 && isBlank(line):
		case len(bodies) == 0 || depth == 0 && bytes.Contains(line, []byte(`\item`)):
			return nil
		default:
			k := len(line) - len(bytes.TrimLeft(line, " \t")) // the indent of the source is no code
			bodies[len(bodies)-1] = append(bodies[len(bodies)-1], text.NewSegment(s.Start+k, s.Stop))
		}
		depth += bytes.Count(line, []byte(`\begin{`)) - bytes.Count(line, []byte(`\end{`))
	}
	for i, segs := range bodies {
		if isBlank(segs[0].Value(r.src.text)) {
			segs = segs[1:]
		}
		l.Items[i].Defs = [][]doc.Block{r.blocksOf(segs, language)}
	}
	if len(l.Items) == 0 {
		return nil
	}
	return l
}

var texLineEnd = regexp.MustCompile(`[ \t]*\\\\\*?(\[[^\]]*\])?[!>]?[ \t]*\n?$`)

// texVerse reads a poem: lines end with two backslashes, and stanzas with an empty line.
func (r *reading) texVerse(inner []text.Segment, n doc.Node, language string) doc.Block {
	v := &doc.Verse{Node: n}
	begin := true
	for _, s := range inner {
		line := s.Value(r.src.text)
		if isBlank(line) {
			begin = true
			continue
		}
		from := s.Start + len(line) - len(bytes.TrimLeft(line, " \t"))
		to := s.Start + len(line)
		if m := texLineEnd.FindIndex(line); m != nil {
			to = s.Start + m[0]
		}
		if begin {
			v.Stanzas = append(v.Stanzas, doc.Stanza{})
			begin = false
		}
		st := &v.Stanzas[len(v.Stanzas)-1]
		st.Lines = append(st.Lines, doc.VerseLine{Content: r.inlines([]text.Segment{text.NewSegment(from, r.src.trimEnd(from, to))}, language, false)})
	}
	if len(v.Stanzas) == 0 {
		return nil
	}
	return v
}

// texTheorem reads a theorem, whose name is in brackets: \begin{theorem}[Pythagoras].
func (r *reading) texTheorem(n *texNode, class string, node doc.Node, blocks []doc.Block) doc.Block {
	first := n.Lines().At(0)
	line := first.Value(r.src.text)
	if rest := line[len(texBegin.Find(line)):]; len(rest) > 0 && rest[0] == '[' {
		if k := group(rest); k > 2 {
			a := attrs{Attr: node.Attr}
			a.set("name", strings.TrimSpace(texPlain(string(rest[1:k-1]))))
			node.Attr = a.Attr
		}
	}
	node.Classes = append(node.Classes, class)
	if n.env != class { // with an asterisk
		node.Classes = append(node.Classes, "unnumbered")
	}
	return &doc.Div{Node: node, Blocks: blocks}
}
