package build

import (
	"path"
	"slices"

	"quire/internal/diag"
)

// Findings gives the findings without those that the author has silenced. With Strict all are errors. Their paths are
// seen from the folder that the request names.
func (r Result) Findings(l *diag.List) []diag.Finding {
	var out []diag.Finding
	for _, f := range l.All() {
		if r.silenced(f) {
			continue
		}
		if r.strict {
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
	return out
}

// silenced tells whether a comment silences a finding. Of the errors only those can be silenced that leave a whole
// document, which then claims less.
func (r Result) silenced(f diag.Finding) bool {
	if f.Severity == diag.Error && f.Code != "missing-alt" && f.Code != "missing-glyph" && f.Code != "missing-title" {
		return false
	}
	for _, s := range r.silences {
		if s.Covers(f) {
			return true
		}
	}
	return false
}

func failed(findings []diag.Finding) bool {
	for _, f := range findings {
		if f.Severity == diag.Error {
			return true
		}
	}
	return false
}
