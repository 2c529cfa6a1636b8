package resolve

import (
	"fmt"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/highlight"
)

// code divides blocks of code into tokens if their language is known. Each unknown language is reported once.
func (r *resolver) code(b *doc.Book) {
	unknown := map[string]bool{}
	for _, s := range b.Sections {
		doc.Walk(s, func(n node) bool {
			c, ok := n.(*doc.CodeBlock)
			if !ok || c.Language == "" {
				return true
			}
			c.Tokens = highlight.Tokens(c.Language, c.Text)
			if c.Tokens == nil && !highlight.Known(c.Language) && !unknown[c.Language] {
				unknown[c.Language] = true
				r.findings.Add(diag.Finding{
					Pos: c.Span.Pos, Severity: diag.Warning, Code: "unknown-language",
					Message: fmt.Sprintf("the language “%s” of this code is not known, so it is not highlighted", c.Language),
					Help:    "write “text” for code in no language" + r.meant(strings.ToLower(c.Language), highlight.Languages()),
				})
			}
			return true
		})
	}
}
