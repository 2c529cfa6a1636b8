package style

import (
	"maps"
	"slices"

	"quire/internal/css"
)

// maxValueSize limits the number of tokens in a value with var(), as values that insert another twice grow
// exponentially (css-variables-1, §3.3).
const maxValueSize = 1 << 12

// customValue is the value of a custom property.
type customValue struct {
	tokens []css.Token
	size   int // number of tokens, including nested ones
}

// setVariables sets the custom properties (css-variables-1). Their values are computed where they are declared, so an
// inherited value has no var() in it.
func setVariables(s, parent *Style, decls []ranked) {
	var own map[string][]css.Token
	for _, r := range decls {
		if css.IsCustom(r.d.name) {
			if own == nil {
				own = map[string][]css.Token{}
			}
			own[r.d.name] = r.d.value
		}
	}
	if own == nil {
		return
	}
	s.vars = make(map[string]customValue, len(parent.vars)+len(own))
	maps.Copy(s.vars, parent.vars)
	r := &resolver{own: own, out: s.vars, state: map[string]resolution{}}
	for _, name := range slices.Sorted(maps.Keys(own)) {
		r.resolve(name)
	}
}

// resolution is the state of the computation of a custom property.
type resolution uint8

const (
	untouched resolution = iota
	underway
	resolved
	circular // it is part of a cycle
)

// resolver computes custom properties that may refer to one another.
type resolver struct {
	own   map[string][]css.Token
	out   map[string]customValue
	state map[string]resolution
	stack []string
}

func (r *resolver) resolve(name string) {
	switch r.state[name] {
	case underway: // all in the cycle are invalid (css-variables-1, §2.3)
		for i := len(r.stack) - 1; i >= 0; i-- {
			r.state[r.stack[i]] = circular
			if r.stack[i] == name {
				break
			}
		}
		return
	case resolved, circular:
		return
	}
	r.state[name] = underway
	r.stack = append(r.stack, name)
	v := r.own[name]
	for _, dep := range references(nil, v) {
		if _, has := r.own[dep]; has {
			r.resolve(dep)
		}
	}
	r.stack = r.stack[:len(r.stack)-1]
	if r.state[name] == underway {
		r.state[name] = resolved
	}
	switch {
	case r.state[name] == circular:
		delete(r.out, name)
		return
	case isWideKeyword(v):
		if v[0].Is("initial") {
			delete(r.out, name)
		}
		return // inherit and unset: the parent's value, which is already set
	}
	sub := substitution{vars: r.out}
	got, ok := sub.put(v, 0)
	if !ok {
		delete(r.out, name)
		return
	}
	r.out[name] = customValue{got, sub.size}
}

// references gives the names of the custom properties in a value.
func references(out []string, ts []css.Token) []string {
	for i := range ts {
		t := &ts[i]
		if args := css.Trim(t.Args); t.Kind == css.Function && t.Text == "var" && len(args) > 0 && args[0].Kind == css.Ident {
			out = append(out, args[0].Text)
		}
		out = references(out, t.Args)
	}
	return out
}

// substitute replaces var() by the values of custom properties. ok is false if one is not set and has no fallback, or
// if the result is empty.
func substitute(ts []css.Token, vars map[string]customValue) (out []css.Token, ok bool) {
	sub := substitution{vars: vars}
	out, ok = sub.put(ts, 0)
	out = css.Trim(out)
	return out, ok && len(out) > 0
}

// substitution is the state of replacing var() in a value.
type substitution struct {
	vars map[string]customValue
	size int // number of tokens so far
}

func (s *substitution) put(ts []css.Token, depth int) (out []css.Token, ok bool) {
	if depth > 16 {
		return nil, false
	}
	for _, t := range ts {
		if t.Kind == css.Function && t.Text == "var" {
			v, ok := s.value(css.Trim(t.Args), depth)
			if !ok {
				return nil, false
			}
			out = append(out, v...)
		} else {
			if s.size++; len(t.Args) > 0 {
				if t.Args, ok = s.put(t.Args, depth+1); !ok {
					return nil, false
				}
			}
			out = append(out, t)
		}
		if s.size > maxValueSize {
			return nil, false
		}
	}
	return out, true
}

// value gives the replacement of var(): the value of the property, or the fallback if that is not set or invalid.
func (s *substitution) value(args []css.Token, depth int) (v []css.Token, ok bool) {
	if len(args) == 0 || args[0].Kind != css.Ident {
		return nil, false
	}
	if v, has := s.vars[args[0].Text]; has {
		s.size += v.size
		return v.tokens, true
	}
	rest := css.Trim(args[1:])
	if len(rest) == 0 || rest[0].Kind != css.Comma {
		return nil, false
	}
	return s.put(css.Trim(rest[1:]), depth+1)
}
