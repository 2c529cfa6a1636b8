package resolve

import (
	"strconv"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/math"
)

// MathMacros are definitions in TeX of the book's manifest, with the place where they stand.
type MathMacros struct {
	Source string
	Pos    diag.Pos
}

// mathReader reads the formulas of a book in their order, so that a definition holds from its place on.
type mathReader struct {
	r      *resolver
	macros math.Macros
	lang   string // of the place
}

// math reads the formulas of the text and of its notes, and takes the definitions out of the text.
func (r *resolver) math() {
	m := &mathReader{r: r}
	for _, d := range r.opts.MathMacros {
		for _, f := range m.macros.Define(d.Source) {
			r.findings.Add(diag.Finding{Pos: d.Pos, Severity: diag.Warning, Code: f.Code, Message: f.Message, Help: f.Help})
		}
	}
	for _, f := range r.ms.Files {
		m.lang = r.ms.Meta.Lang
		f.Blocks = m.blocks(f.Blocks)
	}
	for _, d := range r.ms.Notes {
		m.lang = r.ms.Meta.Lang
		d.Blocks = m.blocks(d.Blocks)
	}
}

// blocks reads the formulas of blocks, and returns the blocks that are no definitions.
func (m *mathReader) blocks(bs []doc.Block) []doc.Block {
	out := bs[:0]
	for _, b := range bs {
		if d, ok := b.(*doc.MathMacros); ok {
			m.define(d)
			continue
		}
		m.node(b)
		out = append(out, b)
	}
	return out
}

// node reads the formulas in a node.
func (m *mathReader) node(n node) {
	outer := m.lang
	defer func() { m.lang = outer }()
	if l := n.Base().Lang; l != "" {
		m.lang = l
	}
	switch n := n.(type) {
	case *doc.Math:
		m.formula(n)
		return
	case *doc.Div:
		n.Blocks = m.blocks(n.Blocks)
		return
	case *doc.BlockQuote:
		n.Blocks = m.blocks(n.Blocks)
		return
	case *doc.ListItem:
		n.Blocks = m.blocks(n.Blocks)
		return
	case *doc.MathMacros:
		m.define(n)
		return
	}
	doc.EachChild(n, m.node)
}

// define reads definitions.
func (m *mathReader) define(d *doc.MathMacros) {
	at := &doc.Math{Node: d.Node, Source: d.Source, Lines: d.Lines}
	m.report(at, m.macros.Define(d.Source))
}

// formula reads a formula.
func (m *mathReader) formula(n *doc.Math) {
	f, faults := math.Parse(n.Source, math.Options{Display: n.Display, Macros: &m.macros, Lang: m.lang})
	m.report(n, faults)
	n.Formula, n.Display = f, f.Display
	if n.Display && n.ID != "" && len(f.Tags()) == 0 { // {#eq:label} behind a display asks for a number
		f.Number(n.ID)
	}
	for i, t := range f.Tags() {
		tag := &doc.MathTag{Node: doc.Node{Span: n.Span}, Tag: t}
		tag.ID = t.Label
		if i == 0 && n.ID != "" {
			tag.ID = n.ID
			t.Label = n.ID
		}
		n.Tags = append(n.Tags, tag)
	}
	if len(n.Tags) > 0 {
		n.ID = ""
	}
}

// report makes findings of faults.
func (m *mathReader) report(n *doc.Math, faults []math.Fault) {
	for _, f := range faults {
		m.r.findings.Add(diag.Finding{Pos: n.At(f.Offset), Severity: diag.Warning, Code: f.Code, Message: f.Message, Help: f.Help})
	}
}

// numberMath numbers the displays that have a number by their place: within their chapter, if it has a number, and
// otherwise through the book. An essay is one chapter, whose displays have plain numbers.
func (r *resolver) numberMath(text []*doc.Section) {
	chapters := map[*doc.Section]string{}
	eachNumber(text, "", func(s *doc.Section, number string) { chapters[s] = number })
	top := 0
	for _, s := range text {
		doc.Walk(s, func(n node) bool {
			if sec, ok := n.(*doc.Section); ok && chapters[sec] != "" && isWhole(chapters[sec]) {
				top++
			}
			return true
		})
	}
	count, prefix := 0, ""
	plain := 0
	for _, s := range text {
		doc.Walk(s, func(n node) bool {
			switch n := n.(type) {
			case *doc.Section:
				if number := chapters[n]; number != "" && isWhole(number) && top > 1 {
					count, prefix = 0, number+"."
				} else if n.Kind.Matter() != doc.Body {
					prefix = ""
				}
			case *doc.MathTag:
				if !n.Tag.Auto {
					break
				}
				if prefix == "" {
					plain++
					n.Tag.SetNumber(strconv.Itoa(plain))
					break
				}
				count++
				n.Tag.SetNumber(prefix + strconv.Itoa(count))
			}
			return true
		})
	}
}

// isWhole reports whether the number of a section is that of a chapter.
func isWhole(number string) bool {
	_, err := strconv.Atoi(number)
	return err == nil
}

// speak puts the formulas of the book into words. It comes after references are bound, for they are part of them.
func (r *resolver) speak(b *doc.Book) {
	var visit func(n node, language string)
	visit = func(n node, language string) {
		if l := n.Base().Lang; l != "" {
			language = l
		}
		if m, ok := n.(*doc.Math); ok && m.Words == "" {
			m.Words = math.Words(m.Formula, language)
		}
		doc.EachChild(n, func(c node) { visit(c, language) })
	}
	for _, s := range b.Sections {
		visit(s, b.Meta.Lang)
	}
}

// mathRefs binds the references within formulas.
func (r *resolver) mathRefs(n *doc.Math, b *doc.Book, titles *titles) {
	math.Walk(n.Formula.Body, func(f math.Node) bool {
		l, ok := f.(*math.Link)
		if !ok || l.Label == "" {
			return true
		}
		x := &doc.CrossRef{Node: doc.Node{Span: n.Span}, Target: plainID(l.Label), Number: true}
		x.Span.Pos = n.At(l.Start)
		words := doc.PlainText([]doc.Inline{r.crossRef(x, b, titles)})
		if l.Parens {
			words = "(" + words + ")"
		}
		l.Label, l.Content = x.Target, &math.Text{Text: words}
		return true
	})
}

// equation gives the words for a reference to a display: "Equation 2.1", and its number alone.
func (r *resolver) equation(t *doc.MathTag) (full, number string) {
	return lang.Word(r.tag, lang.Equation) + "\u00a0" + t.Tag.Number, t.Tag.Number
}
