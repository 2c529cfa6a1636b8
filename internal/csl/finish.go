package csl

// finishRuns makes the final runs of a node. It merges punctuation marks that meet, adds the quotation marks, and makes
// italics in italics upright.
func (p *Processor) finishRuns(n *node) []Run {
	if n.empty() {
		return nil
	}
	n = copyNode(n)
	fixPunctuation(n, p.loc.punctuationInQuote)
	return mergeRuns(p.runs(n, Format{}, 0, nil))
}

// runs turns a node into runs. f is the formatting around it, level the number of quotations around it.
func (p *Processor) runs(n *node, f Format, level int, out []Run) []Run {
	own := n.f
	if n.flip {
		own = flip(own, f)
	}
	if n.reset {
		own = resetOf(f)
	}
	own = needed(own, f)
	inner := own.over(f)
	var kids []Run
	open, shut := p.marks(n.quote, level)
	if n.quote != quoteNone {
		kids = append(kids, Run{Text: open})
		level++
		if n.quote == quoteSingle && open == "‘" {
			level = 2
		}
	}
	if n.text != "" {
		kids = textRuns(n.text, kids)
	}
	for _, k := range n.kids {
		kids = p.runs(k, inner, level, kids)
	}
	if n.quote != quoteNone {
		kids = append(kids, Run{Text: shut})
	}
	if own == (Format{}) && n.display == Inline && n.link == "" && n.item == "" && n.lang == "" {
		return append(out, kids...)
	}
	kids = mergeRuns(kids)
	if len(kids) == 0 {
		return out
	}
	r := Run{Format: own, Link: n.link, Display: n.display, Item: n.item, Lang: n.lang, Runs: kids}
	if len(kids) == 1 && kids[0].plain() {
		r.Text, r.Runs = kids[0].Text, nil
	}
	return append(out, r)
}

// marks returns the quotation marks at a level (“Quotes”): outer marks at even levels, inner ones at odd. Typed typographic
// quotation marks do not change, unless they are in marks of the same kind.
func (p *Processor) marks(q quoteKind, level int) (open, shut string) {
	loc := p.loc
	inner := level%2 == 1
	switch q {
	case quoteDouble:
		if level == 0 {
			return "“", "”"
		}
	case quoteSingle:
		if level == 0 {
			return "‘", "’"
		}
	}
	if inner {
		return loc.quotes[2], loc.quotes[3]
	}
	return loc.quotes[0], loc.quotes[1]
}

// flip removes formatting that the markup of a field repeats: italics within italics are upright.
func flip(own, outer Format) Format {
	if own.Style != 0 && own.Style == outer.Style {
		own.Style = StyleNormal
	}
	if own.Variant != 0 && own.Variant == outer.Variant {
		own.Variant = VariantNormal
	}
	if own.Weight != 0 && own.Weight == outer.Weight {
		own.Weight = WeightNormal
	}
	if own.Decoration != 0 && own.Decoration == outer.Decoration {
		own.Decoration = DecorationNone
	}
	return own
}

// resetOf returns the format that cancels all of f.
func resetOf(f Format) Format {
	var out Format
	if f.Style > StyleNormal {
		out.Style = StyleNormal
	}
	if f.Variant > VariantNormal {
		out.Variant = VariantNormal
	}
	if f.Weight > WeightNormal {
		out.Weight = WeightNormal
	}
	if f.Decoration > DecorationNone {
		out.Decoration = DecorationNone
	}
	if f.Align > Baseline {
		out.Align = Baseline
	}
	return out
}

// needed removes from own the values without effect: those that the format around it has, and normal values if that
// format has no value.
func needed(own, outer Format) Format {
	if own.Style == outer.Style || own.Style == StyleNormal && outer.Style == 0 {
		own.Style = 0
	}
	if own.Variant == outer.Variant || own.Variant == VariantNormal && outer.Variant == 0 {
		own.Variant = 0
	}
	if own.Weight == outer.Weight || own.Weight == WeightNormal && outer.Weight == 0 {
		own.Weight = 0
	}
	if own.Decoration == outer.Decoration || own.Decoration == DecorationNone && outer.Decoration == 0 {
		own.Decoration = 0
	}
	// A superscript within a superscript is raised once more.
	if own.Align == Baseline && outer.Align <= Baseline {
		own.Align = 0
	}
	return own
}

// mergeRuns joins neighbouring stretches of plain text.
func mergeRuns(runs []Run) []Run {
	var out []Run
	for _, r := range runs {
		plain := r.plain()
		if plain && r.Text == "" {
			continue
		}
		if n := len(out); plain && n > 0 {
			if l := &out[n-1]; l.plain() {
				l.Text += r.Text
				continue
			}
		}
		out = append(out, r)
	}
	return out
}
