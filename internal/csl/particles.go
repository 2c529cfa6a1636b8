package csl

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// CSL-JSON often has particles and suffixes in the family and given names. readParticles moves them to parts of their own
// (“Name Particles”): leading lower-case words of the family name become the
// non-dropping particle (“van Gogh”), trailing lower-case words of the given name the dropping one (“Alexander
// von”), and the text after a comma in the given name the suffix (“John, III”). A family name in straight quotes is not
// divided.
func readParticles(n Name) Name {
	if n.Literal != "" || n.KeepParticles {
		return n
	}
	if len(n.Family) > 1 && strings.HasPrefix(n.Family, `"`) && strings.HasSuffix(n.Family, `"`) {
		n.Family = n.Family[1 : len(n.Family)-1]
		return n
	}
	if n.NonDroppingParticle == "" && n.Given != "" {
		n.NonDroppingParticle, n.Family = leadingParticle(n.Family)
	}
	if n.DroppingParticle == "" {
		n.Given, n.DroppingParticle = trailingParticle(n.Given)
	}
	if n.Suffix == "" {
		if given, suffix, ok := strings.Cut(n.Given, ","); ok && strings.TrimSpace(suffix) != "" {
			n.Given = strings.TrimSpace(given)
			suffix = strings.TrimSpace(suffix)
			if strings.HasPrefix(suffix, "!") {
				n.CommaSuffix = true
				suffix = strings.TrimSpace(suffix[1:])
			}
			n.Suffix = suffix
		}
	}
	return n
}

// leadingParticle splits “van der Vlist”, “’t Loo”, “d'Arcus” and “al-One”. A space after an apostrophe (“de’ Rossi”) stays
// with the particle, as no space is printed after a particle that ends in an apostrophe.
func leadingParticle(family string) (particle, rest string) {
	rest = family
	for {
		word, after, ok := strings.Cut(rest, " ")
		if !ok || after == "" || !isLowerWord(word) || !startsParticle(word) {
			break
		}
		particle = joinWords(particle, word)
		if endsInApostrophe(word) {
			particle += " "
		}
		rest = after
	}
	// An apostrophe or a hyphen may join a particle to the name.
	for i, r := range rest {
		if (r == '\'' || r == '’' || r == '-') && i > 0 && i <= 6 {
			head, tail := rest[:i+utf8.RuneLen(r)], rest[i+utf8.RuneLen(r):]
			next, _ := utf8.DecodeRuneInString(tail)
			if isLowerWord(head) && startsLower(head) && unicode.IsUpper(next) && (r != '-' || i <= 2) {
				return joinWords(particle, head), tail
			}
			break
		}
		if !unicode.IsLetter(r) {
			break
		}
	}
	return particle, rest
}

func trailingParticle(given string) (rest, particle string) {
	rest = given
	for {
		i := strings.LastIndexByte(rest, ' ')
		if i <= 0 {
			break
		}
		word := rest[i+1:]
		if word == "" || !isLowerWord(word) || !startsParticle(word) {
			break
		}
		particle = strings.TrimSpace(word + " " + particle)
		rest = strings.TrimRight(rest[:i], " ")
	}
	return rest, particle
}

// startsParticle reports whether a word can be a particle: it begins with a lower-case letter, or an apostrophe and one
// (“’t”). Words of scripts without case are not particles.
func startsParticle(word string) bool { return startsLower(strings.TrimLeft(word, "'’ʻ")) }

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func endsInApostrophe(s string) bool {
	return strings.HasSuffix(s, "'") || strings.HasSuffix(s, "’") || strings.HasSuffix(s, "ʻ")
}

// initials shortens given names to initials (“Name”, initialize and initialize-with). With initialize false, only names that
// are initials already get the mark. Lower-case words do not change.
func initials(given, with string, initialize, hyphen bool) string {
	if !hasInitials(given) {
		return given
	}
	var b strings.Builder
	space := func() {
		if b.Len() > 0 && !strings.HasSuffix(b.String(), " ") {
			b.WriteByte(' ')
		}
	}
	tie := func() {
		before := strings.TrimRight(b.String(), " ")
		b.Reset()
		b.WriteString(before + "-")
	}
	afterWord := false
	for _, t := range givenTokens(given) {
		lower := startsLower(t.text)
		if t.hyphen && lower && initialize {
			continue // the second part of “Guo-ping” has no initial
		}
		if !t.dot && (lower || !initialize && utf8.RuneCountInString(t.text) > 1) {
			if t.hyphen {
				tie()
			} else {
				space()
			}
			b.WriteString(t.text + " ")
			afterWord = true
			continue
		}
		if t.hyphen && hyphen {
			tie()
		} else if afterWord {
			space()
		}
		if initialize && !t.dot {
			b.WriteString(initial(t.text) + with)
		} else {
			b.WriteString(t.text + with)
		}
		afterWord = false
	}
	return strings.TrimSpace(b.String())
}

// initial returns the initial of a name. If only its first two letters are in upper case, they are one letter of the
// language: “LJubica” has “Lj”, “YUri” has “Yu”, but “DMITRY” has “D”.
func initial(name string) string {
	_, size := utf8.DecodeRuneInString(name)
	rest := name[size:]
	small := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsUpper(r) })
	if small < 0 {
		return name[:size]
	}
	return name[:size] + strings.ToLower(rest[:small])
}

// hasInitials reports whether a name is in a script that has initials.
func hasInitials(name string) bool {
	r, _ := utf8.DecodeRuneInString(name)
	return !unicode.IsLetter(r) || unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Armenian, unicode.Georgian,
		unicode.Hebrew, unicode.Arabic, unicode.Thai)
}

// markedInitials is initials for names with markup. The markup stays around the initial of its name.
func markedInitials(given, with string, initialize, hyphen bool) string {
	if !strings.Contains(given, "<") {
		return initials(given, with, initialize, hyphen)
	}
	words := strings.FieldsFunc(given, func(r rune) bool { return r == ' ' })
	for i, w := range words {
		parts := strings.SplitAfter(w, "-")
		for k, part := range parts {
			open, rest := "", part
			for _, t := range markupTags {
				if after, ok := strings.CutPrefix(rest, t.open); ok && strings.Contains(after, t.close) {
					open, rest = t.open, after
					inner, tail, _ := strings.Cut(after, t.close)
					parts[k] = open + initials(inner, strings.TrimRight(with, " "), initialize, hyphen) + t.close + tail
					break
				}
			}
			if open == "" {
				in, dash := strings.CutSuffix(rest, "-")
				parts[k] = initials(stripMarkup(in), strings.TrimRight(with, " "), initialize, hyphen)
				if dash && hyphen {
					parts[k] += "-"
				}
			}
		}
		words[i] = strings.Join(parts, "")
	}
	sep := ""
	if strings.HasSuffix(with, " ") {
		sep = " "
	}
	return strings.Join(words, sep)
}

// givenToken is one given name or initial.
type givenToken struct {
	text   string
	dot    bool // a full stop follows: it is an abbreviation already
	hyphen bool // a hyphen precedes it
}

func givenTokens(s string) []givenToken {
	var out []givenToken
	var cur strings.Builder
	hyphen := false
	flush := func(dot bool) {
		if cur.Len() > 0 {
			out = append(out, givenToken{text: cur.String(), dot: dot, hyphen: hyphen})
			cur.Reset()
			hyphen = false
		}
	}
	for _, r := range s {
		switch {
		case unicode.IsSpace(r), r == ',':
			flush(false)
			hyphen = false
		case r == '.':
			flush(true)
		case r == '-' || r == '‐' || r == '‑':
			flush(false)
			hyphen = len(out) > 0
		default:
			cur.WriteRune(r)
		}
	}
	flush(false)
	return out
}

// familyFirst reports whether a name is written in a script that puts the family name first and leaves no space
// after it (“Name-part Order”).
func familyFirst(n Name) bool {
	letters := false
	for _, r := range n.Family + n.Given {
		if !unicode.IsLetter(r) {
			continue
		}
		letters = true
		if !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Yi) {
			return false
		}
	}
	return letters
}
