package pdf

import (
	"testing"

	"quire/internal/page"
)

// Each fault of the content takes away the claims that it forbids, and no other.
func TestClaim(t *testing.T) {
	for _, c := range []struct {
		name        string
		lang        string
		lacks       Lacks
		pdfa, pdfua bool
	}{
		{"nothing is missing", "en", Lacks{}, true, true},
		{"no language", "", Lacks{}, false, false},
		{"a glyph", "en", Lacks{Glyph: true}, false, false},
		{"an alternative text", "en", Lacks{Alt: true}, true, false},
		{"a title", "en", Lacks{Title: true}, true, false},
	} {
		info := page.Info{Lang: c.lang}
		Claim(&info, c.lacks)
		if info.ClaimPDFA != c.pdfa || info.ClaimPDFUA != c.pdfua {
			t.Errorf("%s: PDF/A %t, PDF/UA %t", c.name, info.ClaimPDFA, info.ClaimPDFUA)
		}
	}
}
