package css

import "strings"

// Truth is the result of a condition: an unknown condition is neither true nor false (mediaqueries-4, §3.1).
type Truth int8

// The answers of a condition.
const (
	No Truth = iota
	Yes
	Unknown
)

// TruthOf gives Yes or No.
func TruthOf(b bool) Truth {
	if b {
		return Yes
	}
	return No
}

// Not swaps Yes and No.
func (t Truth) Not() Truth {
	if t == Unknown {
		return t
	}
	return 1 - t
}

// And is the conjunction of two results.
func (t Truth) And(u Truth) Truth {
	switch {
	case t == No || u == No:
		return No
	case t == Unknown || u == Unknown:
		return Unknown
	}
	return Yes
}

// Or is the disjunction of two results.
func (t Truth) Or(u Truth) Truth { return t.Not().And(u.Not()).Not() }

// Test evaluates one part of a condition; bad is a token that was not understood.
type Test func(t *Token) (v Truth, bad *Token)

// Condition reads not, and, or over parts in parentheses, which test evaluates (css-conditional-3, §6; mediaqueries-4,
// §3).
func Condition(ts []Token, test Test) (v Truth, bad *Token) { return condition(Words(ts), test) }

func condition(w []Token, test Test) (Truth, *Token) {
	if len(w) == 0 {
		return Unknown, &Token{Kind: Paren}
	}
	part := func(t *Token) (Truth, *Token) {
		if t.Kind == Paren {
			if in := Words(t.Args); len(in) > 0 && (in[0].Kind == Paren || in[0].Kind == Function && in[0].Text != "selector" || in[0].Is("not")) {
				return condition(in, test)
			}
		}
		return test(t)
	}
	if w[0].Is("not") {
		if len(w) != 2 {
			return Unknown, &w[len(w)-1]
		}
		v, bad := part(&w[1])
		return v.Not(), bad
	}
	v, bad := part(&w[0])
	if bad != nil {
		return Unknown, bad
	}
	word := ""
	for i := 1; i < len(w); i += 2 {
		if !w[i].Is("and") && !w[i].Is("or") || word != "" && !w[i].Is(word) || i+1 == len(w) {
			return Unknown, &w[i]
		}
		word = w[i].Text
		x, bad := part(&w[i+1])
		if bad != nil {
			return Unknown, bad
		}
		if w[i].Is("and") {
			v = v.And(x)
		} else {
			v = v.Or(x)
		}
	}
	return v, nil
}

// MediaQuery evaluates one media query (mediaqueries-4, §3) for paper; feature evaluates the parts in parentheses.
func MediaQuery(ts []Token, feature Test) (v Truth, bad *Token) {
	w := Words(ts)
	if len(w) == 0 {
		return Unknown, &Token{Kind: Comma}
	}
	if w[0].Kind == Paren || w[0].Kind == Function || w[0].Is("not") && len(w) > 1 && w[1].Kind != Ident {
		return condition(w, feature)
	}
	negate := w[0].Is("not")
	if negate || w[0].Is("only") {
		w = w[1:]
	}
	if len(w) == 0 || w[0].Kind != Ident {
		return Unknown, &Token{Kind: Delim, Text: "not"}
	}
	switch strings.ToLower(w[0].Text) {
	case "print", "all":
		v = Yes
	case "screen", "speech", "tty", "tv", "projection", "handheld", "braille", "embossed", "aural":
		v = No
	default:
		return Unknown, &w[0]
	}
	if len(w) > 1 {
		c, bad := featuresOf(w, feature)
		if bad != nil {
			return Unknown, bad
		}
		if v == Yes || c == Unknown {
			v = c
		}
	}
	if negate {
		v = v.Not()
	}
	return v, nil
}

// featuresOf reads what follows a media type, at the beginning of w.
func featuresOf(w []Token, feature Test) (Truth, *Token) {
	if !w[1].Is("and") || len(w) == 2 {
		return Unknown, &w[len(w)-1]
	}
	for i := range w {
		if w[i].Is("or") { // “print and (a) or (b)” would be ambiguous, so CSS forbids it
			return Unknown, &w[i]
		}
	}
	return condition(w[2:], feature)
}

// Comparison is a comparison in a media feature: Name Op Value, such as width >= 10cm. Op and Value are empty for a
// name alone.
type Comparison struct {
	Name  string // in lower case, without min- and max-
	Op    string // "=", "<", "<=", ">", ">="
	Value []Token
	At    *Token
	Whole string // the name before a colon, with min- or max-; "" in a range
}

// MediaFeature reads a media feature in its parentheses: (width), (min-width: 10cm), (width >= 10cm), (10cm <= width < 20cm).
// All of its comparisons must hold.
func MediaFeature(t *Token) (cs []Comparison, bad *Token) {
	w := Words(t.Args)
	if t.Kind != Paren || len(w) == 0 {
		return nil, t
	}
	name := keyword(&w[0])
	switch {
	case len(w) == 1 && name == "":
		return nil, &w[0]
	case len(w) == 1:
		return []Comparison{{Name: name, At: &w[0]}}, nil
	case w[1].Kind == Colon:
		c := Comparison{Name: name, Op: "=", Value: w[2:], At: &w[0], Whole: name}
		if rest, ok := strings.CutPrefix(name, "min-"); ok {
			c.Name, c.Op = rest, ">="
		} else if rest, ok := strings.CutPrefix(name, "max-"); ok {
			c.Name, c.Op = rest, "<="
		}
		return []Comparison{c}, nil
	case name != "":
		op, next := operator(w, 1)
		return []Comparison{{Name: name, Op: op, Value: w[next:], At: &w[0]}}, nil
	}
	op, next := operator(w, 1)
	if next >= len(w) || mirrored(op) == "" || keyword(&w[next]) == "" {
		return nil, &w[0]
	}
	name = keyword(&w[next])
	cs = []Comparison{{Name: name, Op: mirrored(op), Value: w[:1], At: &w[next]}}
	if next+1 < len(w) {
		op2, last := operator(w, next+1)
		if op2 == "" || op2[0] != op[0] { // “1cm < width > 2cm” is not a range
			return nil, &w[next+1]
		}
		cs = append(cs, Comparison{Name: name, Op: op2, Value: w[last:], At: &w[next]})
	}
	return cs, nil
}

func keyword(t *Token) string {
	if t.Kind != Ident {
		return ""
	}
	return strings.ToLower(t.Text)
}

// operator joins the characters of an operator, which are separate tokens; next is the index after it.
func operator(w []Token, i int) (op string, next int) {
	if i >= len(w) || w[i].Kind != Delim {
		return "", i
	}
	op = w[i].Text
	if i+1 < len(w) && w[i+1].IsDelim("=") {
		return op + "=", i + 2
	}
	return op, i + 1
}

// mirrored is the operator for swapped operands.
func mirrored(op string) string {
	switch op {
	case "<":
		return ">"
	case "<=":
		return ">="
	case ">":
		return "<"
	case ">=":
		return "<="
	case "=":
		return "="
	}
	return ""
}

// Holds evaluates a comparison by the sign of the difference of its sides; ok is false for an unknown operator.
func (c *Comparison) Holds(difference int) (v, ok bool) {
	switch c.Op {
	case "=":
		return difference == 0, true
	case "<":
		return difference < 0, true
	case "<=":
		return difference <= 0, true
	case ">":
		return difference > 0, true
	case ">=":
		return difference >= 0, true
	}
	return false, false
}
