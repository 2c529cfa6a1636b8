package markdown

import (
	"os"
	"testing"

	"quire/internal/diag"
)

// The essay and its notes are read without a finding.
func TestEssay(t *testing.T) {
	for _, name := range []string{"review.md", "notes.md"} {
		src, err := os.ReadFile("../../source/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var l diag.List
		d := Parse(name, src, Options{Lang: "en-GB", Shared: name == "notes.md"}, &l)
		for _, f := range l.All() {
			t.Error(f)
		}
		if len(d.Blocks) == 0 && len(d.Notes) == 0 {
			t.Errorf("%s: nothing was read", name)
		}
	}
}
