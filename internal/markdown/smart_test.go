package markdown_test

import (
	"testing"

	"quire/internal/markdown"
)

// Printed metadata have the same quotation marks as the text; typographic marks are kept.
func TestSmart(t *testing.T) {
	for _, c := range [][3]string{
		{`The Keeper's "Wife" -- a life`, "en-GB", "The Keeper’s ‘Wife’ – a life"},
		{`It's "late"...`, "en-US", "It’s “late”…"},
		{`Ann O'Hara --- Bob`, "en", "Ann O’Hara — Bob"},
		{`Chronique d'une "machine": suite`, "fr", "Chronique d’une «\u202fmachine\u202f»\u00a0: suite"},
		{`"Das" Werk; v1.2.0-rc1`, "de", "„Das“ Werk; v1.2.0-rc1"},
		{"Already ‘good’ – so", "en-GB", "Already ‘good’ – so"},
		{`A 6" gauge, "12"`, "en-GB", "A 6\" gauge, ‘12’"},
		{"", "en", ""},
	} {
		if got := markdown.Smart(c[0], c[1]); got != c[2] {
			t.Errorf("%q in %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}
