package resolve

import (
	"fmt"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
)

// scripts reports phrases in another script than that of their language. A screen reader spells such phrases out or
// skips them, and they are hyphenated by the wrong rules.
//
// If the book has no language, only that is reported.
func (r *resolver) scripts(b *doc.Book) {
	if b.Meta.LangAssumed {
		return
	}
	for _, s := range b.Sections {
		r.scriptsIn(s, r.tag)
	}
}

func (r *resolver) scriptsIn(n node, tag lang.Tag) {
	if l := n.Base().Lang; l != "" {
		tag = lang.Make(l)
	}
	// Generated text has no file and is in the book's language.
	if t, ok := n.(*doc.Text); ok && t.Span.File != "" {
		for _, f := range lang.ForeignPhrases(tag, t.Value) {
			phrase := shortened(t.Value[f.Start:f.End])
			r.findings.Add(diag.Finding{
				Pos: t.Span.At(t.Value, f.Start), Severity: diag.Warning, Code: "untagged-language",
				Message: fmt.Sprintf("“%s” is not in the script of its language, which is given as “%s”", phrase, tag),
				Group:   string(f.Script) + " in " + tag.String(),
				Help:    fmt.Sprintf("say which language it is in: [%s]{lang=…}", phrase),
			})
		}
	}
	doc.EachChild(n, func(c node) { r.scriptsIn(c, tag) })
}

// shortened gives the beginning of a long phrase, for a message.
func shortened(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}
