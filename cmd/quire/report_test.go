package main

import (
	"testing"

	"quire/internal/diag"
)

func TestColours(t *testing.T) {
	for _, c := range []struct {
		terminal      bool
		noColor, term string
		want          bool
	}{
		{true, "", "xterm-256color", true},
		{true, "1", "xterm-256color", false},
		{true, "", "dumb", false},
		{false, "", "xterm-256color", false},
	} {
		t.Setenv("NO_COLOR", c.noColor)
		t.Setenv("TERM", c.term)
		if got := colours(c.terminal); got != c.want {
			t.Errorf("terminal %t, NO_COLOR=%s, TERM=%s: %t", c.terminal, c.noColor, c.term, got)
		}
	}
}

// The severity and the code are coloured; without colour the finding is unchanged.
func TestColoured(t *testing.T) {
	f := diag.Finding{Pos: diag.Pos{File: "a.md", Line: 1, Col: 2}, Severity: diag.Error, Code: "broken-link", Message: "the error: gone"}
	if got, want := coloured(f, false), "a.md:1:2: error: the error: gone [broken-link]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := coloured(f, true), "a.md:1:2: \x1b[31;1merror:\x1b[0m the error: gone \x1b[2m[broken-link]\x1b[0m"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
