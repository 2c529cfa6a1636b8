package pdf

import "quire/internal/page"

// Lacks are the faults of a content that rule out a claim of conformance.
type Lacks struct {
	Glyph bool // a character has no glyph
	Alt   bool // a figure has no alternative text
	Title bool // the document has no title of its own
}

// Claim decides which standards a file may claim to conform to.
//
// A missing glyph forbids both claims (ISO 14289-1, 7.21.8; ISO 19005-2, 6.2.11.8), and so does a missing language. A
// figure without an alternative text and a document without a title forbid PDF/UA (7.3 and 7.1) but not PDF/A, which
// only recommends them.
func Claim(info *page.Info, l Lacks) {
	info.ClaimPDFA = !l.Glyph && info.Lang != ""
	info.ClaimPDFUA = info.ClaimPDFA && !l.Alt && !l.Title
}
