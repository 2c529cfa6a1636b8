package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

var texItem = regexp.MustCompile(`^[ \t]*\\item(?:[ \t\n]|$|\{\})[ \t]*`)

// texList reads an itemize or enumerate whose items begin lines. Lists within it are read like any block; nil: it has items
// of another form.
//
//	\begin{itemize}
//	  \item one      →    - one
//	  \item two           - two
//	\end{itemize}
func (r *reading) texList(inner []text.Segment, n doc.Node, ordered bool, language string) doc.Block {
	tex := *r
	tex.texText = true
	r = &tex
	l := &doc.List{Node: n, Ordered: ordered, Tight: true}
	if ordered {
		l.Start, l.Style, l.Delimiter = 1, "decimal", "."
	} else {
		l.Style = "disc"
	}
	depth := 0 // of lists within this one
	var items [][]text.Segment
	for _, s := range inner {
		line := s.Value(r.src.text)
		m := texItem.Find(line)
		switch {
		case depth == 0 && m != nil:
			items = append(items, []text.Segment{text.NewSegment(s.Start+len(m), s.Stop)})
		case depth == 0 && (isBlank(line) || bytes.HasPrefix(bytes.TrimSpace(line), []byte(`\setlength`))) && len(items) == 0:
		case len(items) == 0 || depth == 0 && bytes.Contains(line, []byte(`\item`)):
			return nil
		default:
			// The indent of the source does not make code.
			k := len(line) - len(bytes.TrimLeft(line, " \t"))
			items[len(items)-1] = append(items[len(items)-1], text.NewSegment(s.Start+k, s.Stop))
		}
		depth += bytes.Count(line, []byte(`\begin{`)) - bytes.Count(line, []byte(`\end{`))
	}
	for _, segs := range items {
		at := segs[0].Start
		end := r.src.trimEnd(at, segs[len(segs)-1].Stop)
		item := &doc.ListItem{Node: doc.Node{Span: r.src.span(at, end)}}
		if isBlank(segs[0].Value(r.src.text)) {
			segs = segs[1:]
		}
		item.Blocks = r.blocksOf(segs, language)
		l.Items = append(l.Items, item)
	}
	if len(l.Items) == 0 {
		return nil
	}
	return l
}

var (
	texPicture = regexp.MustCompile(`\\includegraphics\*?[ \t]*(?:\[[^\]]*\])?\{[^{}]*\}`)
	texLabel   = regexp.MustCompile(`\\label\{([^{}]*)\}`)
	texCaption = regexp.MustCompile(`\\caption\*?[ \t]*(?:\[[^\]]*\])?\{`)
)

// texFigure reads a figure of one picture, with its caption and its label; nil if it is of another form.
func (r *reading) texFigure(inner []text.Segment, n doc.Node, language string) doc.Block {
	if len(inner) == 0 {
		return nil
	}
	tex := *r
	tex.texText = true
	r = &tex
	from, to := inner[0].Start, inner[len(inner)-1].Stop
	raw := r.src.text[from:to]
	pictures := texPicture.FindAllIndex(raw, 2)
	if len(pictures) != 1 || bytes.Contains(raw, []byte(`\begin{`)) {
		return nil
	}
	part := func(a, b int) []text.Segment { return []text.Segment{text.NewSegment(from+a, from+b)} }
	items := r.items(part(pictures[0][0], pictures[0][1]), false)
	if len(items) != 1 || items[0].kind != kImage {
		return nil
	}
	f := &doc.Figure{Node: n}
	if m := texCaption.FindIndex(raw); m != nil {
		k := group(raw[m[1]-1:])
		if k == 0 {
			return nil
		}
		words := raw[m[1] : m[1]+k-2]
		end := m[1] + len(words)
		if at := texLabel.FindIndex(words); at != nil && at[1] == len(bytes.TrimSpace(words)) {
			end = m[1] + at[0]
		}
		f.Caption = r.inlines(part(m[1], end), language, false)
	}
	if m := texLabel.FindSubmatch(raw); m != nil {
		f.ID = string(m[1])
	}
	f.Image = r.image(items[0], f.Caption)
	return f
}
