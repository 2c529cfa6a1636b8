package style

import (
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
)

var counterDescriptors = []string{"system", "symbols", "additive-symbols", "negative", "prefix", "suffix", "range", "pad", "fallback", "speak-as"}

// counterStyleRule reads @counter-style.
func (p *parser) counterStyleRule(r *css.Rule) {
	w := css.Words(r.Prelude)
	if len(w) != 1 || w[0].Kind != css.Ident || w[0].Is("none") || w[0].Is("decimal") || w[0].Is("disc") {
		p.warn(r.Pos, "css-syntax", "write @counter-style name {…}; decimal, disc and none can't be made anew", "this @counter-style has no name of its own")
		return
	}
	cs := &counterStyle{system: "symbolic", first: 1, negative: [2]string{"-"}, suffix: ". ", fallback: "decimal", set: map[string]bool{}}
	for _, d := range p.descriptors(r, counterDescriptors) {
		if !cs.descriptor(d) {
			p.badValue(&declaration{name: d.name, value: d.value, pos: d.pos})
			return
		}
		cs.set[d.name] = true
	}
	need := 1
	switch cs.system {
	case "extends":
		need = 0
	case "alphabetic", "numeric":
		need = 2
	case "additive":
		if len(cs.weights) == 0 {
			p.warn(r.Pos, "bad-value", "add “additive-symbols: 10 X, 5 V, 1 I;”", "@counter-style “%s” has no symbols", w[0].Text)
			return
		}
	}
	if len(cs.symbols) < need {
		p.warn(r.Pos, "bad-value", "add “symbols: …;” with two of them at least where the system is alphabetic or numeric",
			"@counter-style “%s” has too few symbols", w[0].Text)
		return
	}
	if p.sheet.counters == nil {
		p.sheet.counters = map[string]*counterStyle{}
	}
	p.sheet.counters[w[0].Text] = cs
}

// descriptor reads one descriptor; false: its value is bad.
func (cs *counterStyle) descriptor(d descriptor) (ok bool) {
	w := css.Words(d.value)
	switch d.name {
	case "system":
		return cs.setSystem(w)
	case "symbols":
		for i := range w {
			s, ok := symbol(&w[i])
			if !ok {
				return false
			}
			cs.symbols = append(cs.symbols, s)
		}
		return true
	case "additive-symbols":
		return cs.setAdditive(d.value)
	case "negative":
		cs.negative = [2]string{}
		for i := range w {
			s, ok := symbol(&w[i])
			if !ok || i > 1 {
				return false
			}
			cs.negative[i] = s
		}
		return true
	case "prefix":
		cs.prefix, ok = symbol(&w[0])
		return ok && len(w) == 1
	case "suffix":
		cs.suffix, ok = symbol(&w[0])
		return ok && len(w) == 1
	case "range":
		return len(w) == 1 && w[0].Is("auto") || cs.setRanges(d.value)
	case "pad":
		n, s, ok := weighted(w)
		cs.pad, cs.padWith = n, s
		return ok && n <= 60
	case "fallback":
		cs.fallback = w[0].Text
		return len(w) == 1 && w[0].Kind == css.Ident
	}
	return d.name == "speak-as"
}

// symbol reads a string or an identifier.
func symbol(t *css.Token) (string, bool) { return t.Text, t.Kind == css.String || t.Kind == css.Ident }

// weighted reads a whole number, at least 0, and a symbol, in either order.
func weighted(w []css.Token) (n int, s string, ok bool) {
	if len(w) != 2 {
		return 0, "", false
	}
	number, sign := &w[0], &w[1]
	if number.Kind != css.Number {
		number, sign = sign, number
	}
	n, ok1 := integer(number)
	s, ok2 := symbol(sign)
	return n, s, ok1 && ok2 && n >= 0
}

func (cs *counterStyle) setSystem(w []css.Token) (ok bool) {
	cs.system = strings.ToLower(w[0].Text)
	switch {
	case len(w) == 1:
		return slices.Contains([]string{"cyclic", "fixed", "symbolic", "alphabetic", "numeric", "additive"}, cs.system)
	case len(w) == 2 && cs.system == "fixed":
		cs.first, ok = integer(&w[1])
		return ok
	case len(w) == 2 && cs.system == "extends" && w[1].Kind == css.Ident:
		cs.extends = w[1].Text
		return true
	}
	return false
}

func (cs *counterStyle) setAdditive(v []css.Token) bool {
	cs.symbols = nil
	for _, part := range css.Split(v) {
		n, s, ok := weighted(css.Words(part))
		if !ok || len(cs.weights) > 0 && n >= cs.weights[len(cs.weights)-1] {
			return false
		}
		cs.weights, cs.symbols = append(cs.weights, n), append(cs.symbols, s)
	}
	return true
}

func (cs *counterStyle) setRanges(v []css.Token) bool {
	for _, part := range css.Split(v) {
		w := css.Words(part)
		if len(w) != 2 {
			return false
		}
		r := [2]int{least, greatest}
		for i := range w {
			if w[i].Is("infinite") {
				continue
			}
			n, ok := integer(&w[i])
			if !ok {
				return false
			}
			r[i] = n
		}
		if r[0] > r[1] {
			return false
		}
		cs.ranges = append(cs.ranges, r)
	}
	return true
}

// namedCounterStyle is a use of a counter style, which is checked once all sheets are read.
type namedCounterStyle struct {
	name string
	pos  diag.Pos
}

// checkCounterStyles reports uses of undefined counter styles.
func (p *parser) checkCounterStyles() {
	for _, u := range p.counterStylesUsed {
		if predefined(u.name) != nil || p.sheet.counters[u.name] != nil {
			continue
		}
		known := slices.Clone(predefinedNames)
		for name := range p.sheet.counters {
			known = append(known, name)
		}
		slices.Sort(known)
		help := "define it with @counter-style, or use one of CSS’s own such as lower-roman; numbers are decimal until then"
		if near := diag.Nearest(u.name, known); near != "" {
			help = "did you mean “" + near + "”?"
		}
		p.warn(u.pos, "bad-value", help, "there is no counter style “%s”", u.name)
	}
}

// counterName reads the name of a counter style: CSS's own in any case, others as written.
func counterName(t *css.Token) (string, bool) {
	if t.Kind != css.Ident {
		return "", false
	}
	if l := strings.ToLower(t.Text); predefined(l) != nil {
		return l, true
	}
	return t.Text, t.Text != "" && !isWideKeyword([]css.Token{*t})
}
