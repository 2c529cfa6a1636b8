package resolve

import "testing"

// A citation begins a sentence of its note, or continues one.
func TestMidSentence(t *testing.T) {
	for before, want := range map[string]bool{
		"": false, "  ": false, "He denies it.": false, "“Never!”": false, "Why?": false, "So he says … and": true,
		"The rest is in ": true, "(": true, "Cf. ": false, "On the other hand, cf. ": true, "So ": true,
	} {
		if got := midSentence(before); got != want {
			t.Errorf("after %q: %v", before, got)
		}
	}
}
