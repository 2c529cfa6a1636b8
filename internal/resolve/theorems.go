package resolve

import (
	"strconv"
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
)

// theorem describes a class of div: the word in its label, and whether it is counted.
type theorem struct {
	word    lang.Key
	counted bool
}

// theoremOf returns the theorem of a class; ok is false if it is none.
func theoremOf(class string) (t theorem, ok bool) {
	switch class {
	case "theorem":
		return theorem{lang.Theorem, true}, true
	case "lemma":
		return theorem{lang.Lemma, true}, true
	case "corollary":
		return theorem{lang.Corollary, true}, true
	case "proposition":
		return theorem{lang.Proposition, true}, true
	case "conjecture":
		return theorem{lang.Conjecture, true}, true
	case "definition":
		return theorem{lang.DefinitionOf, true}, true
	case "example":
		return theorem{lang.Example, true}, true
	case "exercise":
		return theorem{lang.Exercise, true}, true
	case "proof":
		return theorem{lang.Proof, false}, true
	case "remark":
		return theorem{lang.Remark, false}, true
	case "solution":
		return theorem{lang.Solution, false}, true
	}
	return theorem{}, false
}

// theoremClass gives the class of a div, or the one that the prefix of its identifier means in Quarto, or "".
func theoremClass(d *doc.Div) string {
	for _, c := range d.Classes {
		if _, ok := theoremOf(c); ok {
			return c
		}
	}
	prefix, _, ok := strings.Cut(d.ID, "-")
	if !ok {
		return ""
	}
	switch prefix {
	case "thm":
		return "theorem"
	case "lem":
		return "lemma"
	case "cor":
		return "corollary"
	case "prp":
		return "proposition"
	case "cnj":
		return "conjecture"
	case "def":
		return "definition"
	case "exm":
		return "example"
	case "exr":
		return "exercise"
	}
	return ""
}

// theorems labels theorems, lemmas, proofs and the like, and counts each kind through the book. The name of a theorem
// comes after the label. It is the attribute name, or a heading at the beginning of the div.
func (r *resolver) theorems() {
	r.theorem = map[*doc.Div]string{}
	counts := map[string]int{}
	for _, f := range r.ms.Files {
		doc.WalkBlocks(f.Blocks, func(n node) bool {
			if d, ok := n.(*doc.Div); ok {
				if class := theoremClass(d); class != "" {
					r.labelTheorem(d, class, counts)
				}
			}
			return true
		})
	}
}

// labelTheorem puts the label of a theorem before its first paragraph.
func (r *resolver) labelTheorem(d *doc.Div, class string, counts map[string]int) {
	t, _ := theoremOf(class)
	label := lang.Word(r.tag, t.word)
	if t.counted && !d.HasClass("unnumbered") {
		counts[class]++
		label += "\u00a0" + strconv.Itoa(counts[class])
	}
	r.theorem[d] = label
	if !d.HasClass(class) {
		d.Classes = append(d.Classes, class)
	}
	here := doc.Node{Span: d.Span}
	text := func(s string) doc.Inline { return &doc.Text{Node: here, Value: s} }
	words := []doc.Inline{text(label)}
	if h, ok := first(d.Blocks).(*doc.Heading); ok {
		d.Blocks = d.Blocks[1:]
		words = append(append(append(words, text(" (")), h.Content...), text(")"))
	} else if name := d.Value("name"); name != "" {
		words = append(words, text(" ("+name+")"))
	}
	words = append(words, text("."))
	lead := []doc.Inline{&doc.Strong{Node: here, Content: words}, text(" ")}
	if !t.counted {
		lead[0] = &doc.Emph{Node: here, Content: words}
	}
	if p, ok := first(d.Blocks).(*doc.Paragraph); ok {
		p.Content = append(lead, p.Content...)
		return
	}
	d.Blocks = append([]doc.Block{&doc.Paragraph{Node: here, Content: lead[:1]}}, d.Blocks...)
}

func first(blocks []doc.Block) doc.Block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[0]
}
