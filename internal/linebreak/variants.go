package linebreak

import (
	"cmp"
	"slices"
)

// Variants returns the best result for each number of lines, in this order: from -minLoose fewer lines to maxLoose more lines
// than the optimum, if they are possible within the tolerances of the first two passes. The optimum, with Looseness 0, is
// always among them and equals the result of Break. p.Looseness is ignored. Optimal page breaking chooses among the variants.
func (r *Breaker) Variants(items []Item, measure Measure, p Params, minLoose, maxLoose int) []Result {
	if len(items) == 0 {
		return []Result{{}}
	}
	p.Looseness = 0
	minLoose, maxLoose = min(minLoose, 0), max(maxLoose, 0)
	b := &r.breaker
	b.begin(items, measure, p)
	var out []Result
	natural := 0 // the number of lines of the optimum, once known
	for _, pass := range append(b.passes(), LastResort) {
		end := int32(-1)
		if natural == 0 || pass <= Second {
			end = b.run(pass, pass <= Second) // in later passes only the best is used
		}
		if end < 0 {
			continue
		}
		if natural == 0 {
			natural = int(b.nodes[end].line)
			out = append(out, b.result(pass, end))
		}
		if pass > Second {
			break
		}
		for _, at := range b.ends() {
			loose := int(b.nodes[at].line) - natural
			if loose < minLoose || loose > maxLoose || slices.ContainsFunc(out, func(r Result) bool { return r.Looseness == loose }) {
				continue
			}
			r := b.result(pass, at)
			r.Looseness = loose
			out = append(out, r)
		}
		if len(out) == maxLoose-minLoose+1 {
			break
		}
	}
	slices.SortFunc(out, func(x, y Result) int { return cmp.Compare(x.Looseness, y.Looseness) })
	return out
}

// ends returns the best final node for each number of lines.
func (b *breaker) ends() []int32 {
	ends := slices.Clone(b.active)
	slices.SortStableFunc(ends, func(x, y int32) int {
		n, m := &b.nodes[x], &b.nodes[y]
		return cmp.Or(cmp.Compare(n.line, m.line), cmp.Compare(n.dem, m.dem))
	})
	return slices.CompactFunc(ends, func(x, y int32) bool { return b.nodes[x].line == b.nodes[y].line })
}
