package resolve

import (
	"unicode"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
)

// scripts reports phrases in another script than that of their language: a screen reader spells them out or passes
// over them in silence, and they are hyphenated by the wrong rules.
func (r *resolver) scripts(b *doc.Book) {
	for _, s := range b.Sections {
		r.scriptsIn(s, b.Meta.Lang)
	}
}

func (r *resolver) scriptsIn(n node, tag string) {
	if l := n.Base().Lang; l != "" {
		tag = l
	}
	if t, ok := n.(*doc.Text); ok && t.Span.File != "" {
		if phrase, script := foreign(t.Value, tag); phrase != "" {
			r.findings.Add(diag.Finding{Pos: t.Span.Pos, Severity: diag.Warning, Code: "untagged-language",
				Message: sprintf("“%s” is in %s script, but its language is given as “%s”", phrase, script, tag),
				Help:    sprintf("say which language it is: [%s]{lang=…}", phrase)})
		}
	}
	doc.EachChild(n, func(c node) { r.scriptsIn(c, tag) })
}

// foreign gives the first stretch of two letters or more that is in no script of the language.
func foreign(s, tag string) (phrase, script string) {
	start, letters := -1, 0
	for i, c := range s {
		sc := lang.Script(c)
		switch {
		case unicode.IsLetter(c) && !lang.Writes(tag, sc):
			if start < 0 {
				start, script = i, sc
			}
			letters++
		case start >= 0 && unicode.IsLetter(c):
			if letters > 1 {
				return s[start:i], script
			}
			start, letters = -1, 0
		}
	}
	if letters > 1 {
		return s[start:], script
	}
	return "", ""
}
