package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/csl"
)

// bibNames reads a list of names: BibTeX's three forms (“First von Last”, “von Last, First”, “von Last, Jr, First”),
// biblatex's “family=…, given=…”, institutions in braces, and “and others”, which is printed as “et al.”.
func bibNames(s string, useprefix bool) []csl.Name {
	var out []csl.Name
	for _, one := range splitTop(s, func(rest string, before byte) int {
		if before == ' ' && len(rest) >= 3 && strings.EqualFold(rest[:3], "and") && (len(rest) == 3 || isSpaceByte(rest[3])) {
			return 3
		}
		return 0
	}) {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		if strings.EqualFold(one, "others") {
			if len(out) > 0 {
				out = append(out, csl.Name{Others: true})
			}
			continue
		}
		if n := bibName(one, useprefix); n != (csl.Name{}) {
			out = append(out, n)
		}
	}
	return out
}

func isSpaceByte(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// splitTop divides s at separators outside of braces. sep gets the rest of s and the byte before it, and returns the
// length of the separator at the beginning of the rest, or 0.
func splitTop(s string, sep func(rest string, before byte) int) []string {
	var out []string
	depth, start := 0, 0
	before := byte(' ')
	for i := 0; i < len(s); {
		switch s[i] {
		case '\\':
			if i+1 < len(s) {
				before = s[i+1]
				i += 2
				continue
			}
		case '{':
			depth++
		case '}':
			depth = max(depth-1, 0)
		default:
			if depth == 0 {
				if n := sep(s[i:], before); n > 0 {
					out = append(out, s[start:i])
					i += n
					start, before = i, ' '
					continue
				}
			}
		}
		before = s[i]
		if isSpaceByte(before) {
			before = ' '
		}
		i++
	}
	return append(out, s[start:])
}

// whole reports whether s is one group in braces.
func whole(s string) bool {
	if !strings.HasPrefix(s, "{") || !strings.HasSuffix(s, "}") {
		return false
	}
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 && i < len(s)-1 {
				return false
			}
		}
	}
	return depth == 0
}

func bibName(s string, useprefix bool) csl.Name {
	if whole(s) && !strings.HasPrefix(s, `{\`) {
		return csl.Name{Literal: texPlain(s)}
	}
	commas := splitTop(s, func(rest string, _ byte) int {
		if rest[0] == ',' {
			return 1
		}
		return 0
	})
	if n, ok := extendedName(commas, useprefix); ok {
		return n
	}
	n := csl.Name{KeepParticles: true}
	var von []string
	switch len(commas) {
	case 1:
		words := nameWords(commas[0])
		first, last := len(words), len(words)
		for i, w := range words[:max(len(words)-1, 0)] {
			if isVon(w) {
				first = min(first, i)
				last = i + 1
			}
		}
		if first == len(words) { // no particle: the last word is the family name
			first, last = max(len(words)-1, 0), max(len(words)-1, 0)
		}
		n.Given, von, n.Family = texWords(words[:first]), words[first:last], texWords(words[last:])
	default:
		words := nameWords(commas[0])
		last := 0
		for i, w := range words[:max(len(words)-1, 0)] {
			if isVon(w) {
				last = i + 1
			}
		}
		// Capitalized words do not belong to the particle: “Da Silva, …” has none.
		for last > 0 && !isVon(words[0]) {
			last = 0
		}
		von, n.Family = words[:last], texWords(words[last:])
		given := commas[1]
		if len(commas) > 2 {
			n.Suffix, given = texPlain(commas[1]), strings.Join(commas[2:], ",")
		}
		n.Given = texPlain(given)
	}
	setParticle(&n, texWords(von), useprefix)
	if n.Given == "" && n.Suffix == "" && n.DroppingParticle == "" && n.NonDroppingParticle == "" {
		if n.Family == "" {
			return csl.Name{}
		}
		return csl.Name{Family: n.Family, KeepParticles: true}
	}
	return n
}

func setParticle(n *csl.Name, particle string, useprefix bool) {
	if useprefix {
		n.NonDroppingParticle = particle
	} else {
		n.DroppingParticle = particle
	}
}

// extendedName reads biblatex's form, in which each part is named.
func extendedName(parts []string, useprefix bool) (csl.Name, bool) {
	n := csl.Name{KeepParticles: true}
	prefix := ""
	for _, p := range parts {
		k, v, ok := strings.Cut(p, "=")
		k = strings.ToLower(strings.TrimSpace(k))
		if !ok {
			return n, false
		}
		v = texPlain(v)
		switch k {
		case "family":
			n.Family = v
		case "given":
			n.Given = v
		case "suffix":
			n.Suffix = v
		case "prefix":
			prefix = v
		case "useprefix":
			useprefix = v == "true"
		case "id", "hash", "given-i", "family-i", "prefix-i", "suffix-i", "nosortspace", "sortingnamekeytemplatename":
		default:
			return n, false
		}
	}
	setParticle(&n, prefix, useprefix)
	return n, n.Family != "" || n.Given != ""
}

func nameWords(s string) []string {
	var out []string
	for _, w := range splitTop(s, func(rest string, _ byte) int {
		if isSpaceByte(rest[0]) || rest[0] == '~' {
			return 1
		}
		return 0
	}) {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

func texWords(words []string) string { return texPlain(strings.Join(words, " ")) }

// isVon reports whether a word is a particle: its first letter outside of braces is in lower case. A group that begins
// with a command counts by the letter that it makes.
func isVon(w string) bool {
	if strings.HasPrefix(w, "{") && !strings.HasPrefix(w, `{\`) {
		return false
	}
	for s := texPlain(w); s != ""; {
		r, n := utf8.DecodeRuneInString(s)
		if unicode.IsLetter(r) {
			return unicode.IsLower(r)
		}
		s = s[n:]
	}
	return false
}
