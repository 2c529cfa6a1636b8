package build

import (
	"path"
	"slices"

	"quire/internal/diag"
)

// Findings gives the findings that are left when the author's silences and, with Strict, the raised severities are
// taken into account, with paths as seen from the folder that the request names.
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

// silenced tells whether the author has said that a finding is meant. Of the errors only those can be meant that
// leave a whole document, if one that claims less.
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
