package build

import (
	"strings"

	"quire/internal/diag"
	"quire/internal/markdown"
)

// reportFormat reports unknown or unsupported parts of “from”.
func (r *textReader) reportFormat() {
	from := r.in.manifest.From
	if from.Name == "" {
		return
	}
	f, ok := markdown.ParseFormat(from.Name)
	if !ok {
		r.findings.Add(diag.Finding{
			Pos: from.Pos, Severity: diag.Error, Code: "invalid-value", Message: "“" + from.Name + "” is no Markdown that quire reads",
			Help: "write markdown, commonmark, commonmark_x, gfm, markdown_strict, markdown_phpextra or markdown_mmd, with extensions such as +emoji-smart",
		})
	}
	report := func(message, help string) {
		r.findings.Add(diag.Finding{Pos: from.Pos, Severity: diag.Warning, Code: "unknown-extension", Message: message, Help: help})
	}
	for _, x := range f.Unknown {
		report("Pandoc has no extension “"+strings.Trim(x, "+-")+"”", "correct its spelling, or take it out")
	}
	for _, x := range f.Ignored {
		report("the extension “"+strings.Trim(x, "+-")+"” can't be switched here; the text is read as if “"+x+"” were not there",
			"docs/markdown.md lists those that can be; take this one out")
	}
}
