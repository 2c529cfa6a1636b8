package style

import (
	"slices"
	"strings"
)

// selectors reads a selector list; bad is the token that was not understood.
func selectors(ts []token, nested bool) (out []selector, bad *token) {
	for _, part := range split(ts) {
		s, bad := complexSelector(part, nested)
		if bad != nil {
			return nil, bad
		}
		out = append(out, s)
	}
	return out, nil
}

func complexSelector(ts []token, nested bool) (s selector, bad *token) {
	if len(ts) == 0 {
		return s, &token{kind: delim, text: ","}
	}
	s.pos, s.text = ts[0].pos, text(ts)
	cur, filled := compound{}, false
	comb := byte(0)
	push := func() {
		if len(s.compounds) > 0 {
			if comb == 0 {
				comb = ' '
			}
			s.combinators = append(s.combinators, comb)
		}
		s.compounds = append(s.compounds, cur)
		cur, filled, comb = compound{}, false, 0
	}
	for i := 0; i < len(ts); i++ {
		t := &ts[i]
		if s.pseudo != "" && t.kind != space {
			return s, t
		}
		switch {
		case t.kind == space:
			if filled {
				push()
			}
		case t.kind == delim && (t.text == ">" || t.text == "+" || t.text == "~"):
			if filled {
				push()
			}
			if comb != 0 || len(s.compounds) == 0 {
				return s, t
			}
			comb = t.text[0]
		case t.kind == ident && !filled:
			cur.name, filled = strings.ToLower(t.text), true
			s.specificity[2]++
		case t.kind == delim && t.text == "*" && !filled:
			filled = true
		case t.kind == hash:
			cur.id, filled = t.text, true
			s.specificity[0]++
		case t.kind == delim && t.text == "." && i+1 < len(ts) && ts[i+1].kind == ident:
			i++
			cur.classes, filled = append(cur.classes, ts[i].text), true
			s.specificity[1]++
		case t.kind == bracket:
			a, ok := attributeSelector(t.args)
			if !ok {
				return s, t
			}
			cur.attrs, filled = append(cur.attrs, a), true
			s.specificity[1]++
		case t.kind == colon && i+2 < len(ts) && ts[i+1].kind == colon && ts[i+2].kind == ident && !nested:
			i += 2
			name := lower(ts[i].text)
			if !slices.Contains(pseudoElements, name) {
				return s, &ts[i]
			}
			s.pseudo, filled = name, true
			s.specificity[2]++
		case t.kind == colon && i+1 < len(ts) && (ts[i+1].kind == ident || ts[i+1].kind == function):
			i++
			name := strings.ToLower(ts[i].text)
			switch name {
			case "before", "after", "first-letter", "first-line": // with one colon, as in CSS 2
				if nested {
					return s, &ts[i]
				}
				s.pseudo, filled = name, true
				s.specificity[2]++
				continue
			}
			p, spec, ok := pseudo(&ts[i])
			if !ok {
				return s, &ts[i]
			}
			cur.pseudos, filled = append(cur.pseudos, p), true
			for k := range spec {
				s.specificity[k] += spec[k]
			}
		default:
			return s, t
		}
	}
	if filled {
		push()
	}
	if comb != 0 || len(s.compounds) == 0 {
		return s, &ts[len(ts)-1]
	}
	return s, nil
}

func attributeSelector(ts []token) (a attribute, ok bool) {
	w := words(ts)
	if len(w) == 0 || w[0].kind != ident {
		return a, false
	}
	a.name = strings.ToLower(w[0].text)
	if len(w) == 1 {
		return a, true
	}
	if len(w) == 4 && (w[3].is("i") || w[3].is("s")) {
		a.fold = w[3].is("i")
		w = w[:3]
	}
	if len(w) != 3 || w[1].kind != delim || w[2].kind != ident && w[2].kind != str {
		return a, false
	}
	a.op, a.value = w[1].text, w[2].text
	return a, strings.Contains(" = ~= |= ^= $= *= ", " "+a.op+" ")
}

func pseudo(t *token) (p pseudoClass, spec [3]int, ok bool) {
	p.name = strings.ToLower(t.text)
	if t.kind == ident {
		switch p.name {
		case "root", "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type", "empty":
			return p, [3]int{0, 1, 0}, true
		}
		return p, spec, false
	}
	switch p.name {
	case "not", "is", "where":
		args, bad := selectors(t.args, true)
		if bad != nil {
			return p, spec, false
		}
		p.args = args
		if p.name != "where" {
			for _, a := range args {
				if slices.Compare(a.specificity[:], spec[:]) > 0 {
					spec = a.specificity
				}
			}
		}
		return p, spec, true
	case "lang":
		for _, part := range split(t.args) {
			if len(part) != 1 || part[0].kind != ident && part[0].kind != str {
				return p, spec, false
			}
			p.lang = append(p.lang, part[0].text)
		}
		return p, [3]int{0, 1, 0}, true
	case "nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type":
		args, spec := t.args, [3]int{0, 1, 0}
		if i := slices.IndexFunc(args, func(t token) bool { return t.is("of") }); i >= 0 && p.name == "nth-child" {
			of, bad := selectors(trim(args[i+1:]), true)
			if bad != nil {
				return p, spec, false
			}
			p.args, args = of, args[:i]
			most := [3]int{}
			for _, a := range of {
				if slices.Compare(a.specificity[:], most[:]) > 0 {
					most = a.specificity
				}
			}
			for k := range most {
				spec[k] += most[k]
			}
		}
		p.a, p.b, ok = anPlusB(args)
		return p, spec, ok
	}
	return p, spec, false
}

// anPlusB reads even, odd, 3, 2n, -n+3, 2n + 1 (css-syntax-3, §6). The tokeniser cuts these in many ways, so the
// text is put together again and read by itself.
func anPlusB(ts []token) (a, b int, ok bool) {
	var sb strings.Builder
	for _, t := range ts {
		switch t.kind {
		case ident, number, dimension, delim:
			sb.WriteString(strings.ToLower(t.text))
		case space:
		default:
			return 0, 0, false
		}
	}
	s := sb.String()
	switch s {
	case "even":
		return 2, 0, true
	case "odd":
		return 2, 1, true
	}
	whole := func(s string) (int, bool) {
		num, den, ok := dimenDecimal(s)
		if !ok || den != 1 || num > 1<<20 || num < -1<<20 {
			return 0, false
		}
		return int(num), true
	}
	n := strings.IndexByte(s, 'n')
	if n < 0 {
		b, ok = whole(s)
		return 0, b, ok
	}
	switch head := s[:n]; head {
	case "", "+":
		a = 1
	case "-":
		a = -1
	default:
		if a, ok = whole(head); !ok {
			return 0, 0, false
		}
	}
	if rest := s[n+1:]; rest != "" {
		if b, ok = whole(rest); !ok {
			return 0, 0, false
		}
	}
	return a, b, true
}
