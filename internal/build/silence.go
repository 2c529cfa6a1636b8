package build

import (
	"path"
	"slices"

	"quire/internal/diag"
	"quire/internal/markdown"
)

// Findings returns the findings without those that the author has silenced. With Strict all are errors, in a draft all are
// warnings. Their paths are relative to Request.From.
func (r Result) Findings(l *diag.List) []diag.Finding {
	var out []diag.Finding
	for _, f := range l.All() {
		if r.silenced(f) {
			continue
		}
		switch {
		case r.draft:
			f.Severity = diag.Warning
		case r.strict:
			f.Severity = diag.Error
		}
		if r.prefix != "" {
			f.Pos.File = path.Join(r.prefix, f.Pos.File)
			f.Related = slices.Clone(f.Related)
			for i := range f.Related {
				f.Related[i].Pos.File = path.Join(r.prefix, f.Related[i].Pos.File)
			}
		}
		out = append(out, f)
	}
	return diag.Grouped(out)
}

// silenced reports whether a comment silences a finding. An error cannot be silenced.
func (r Result) silenced(f diag.Finding) bool {
	return f.Severity != diag.Error && slices.ContainsFunc(r.silences, func(s markdown.Silence) bool { return s.Covers(f) })
}

func failed(findings []diag.Finding) bool {
	for _, f := range findings {
		if f.Severity == diag.Error {
			return true
		}
	}
	return false
}
