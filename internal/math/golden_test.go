package math

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/golden"
)

// Each archive has one construct. Its file “in” has a formula a line; one that begins with $$ is a display. “want” has the
// MathML of each, its words in English, and its faults.
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *golden.Archive) {
		var b strings.Builder
		macros := &Macros{}
		language := "en"
		for line := range strings.Lines(a.Text("in")) {
			src := strings.TrimSuffix(line, "\n")
			if l, ok := strings.CutPrefix(src, "lang "); ok {
				language = l
				continue
			}
			src, display := strings.CutPrefix(src, "$$ ")
			f, faults := Parse(src, Options{Display: display, Macros: macros, Lang: language})
			for i, tag := range f.Tags() {
				if tag.Auto {
					tag.SetNumber(fmt.Sprintf("1.%d", i+1))
				}
			}
			m := MathML{ID: func(t *Tag) string { return t.Label }}.Write(f)
			m = strings.TrimSuffix(m[strings.IndexByte(m, '>')+1:], "</math>")
			fmt.Fprintf(&b, "%s\n  %s\n  %s\n", strings.TrimSuffix(line, "\n"), m, Words(f, language))
			for _, x := range faults {
				fmt.Fprintf(&b, "  at %d: %s [%s] %s\n", x.Offset, x.Message, x.Code, x.Help)
			}
		}
		a.Want(t, "want", b.String())
	})
}

// The tables are sorted, so that each of their records is found.
func TestTables(t *testing.T) {
	for name, table := range map[string]string{
		"symbols": string(symbolTable), "commands": string(commandTable), "macros": string(macroTable), "environments": string(environmentTable),
		"units": string(unitTable), "en": string(speechEn), "fr": string(speechFr), "de": string(speechDe), "es": string(speechEs),
	} {
		sep := byte(' ')
		records := strings.Fields(table)
		if name == "macros" || len(name) == 2 {
			sep, records = '\n', strings.Split(table, "\n")
		}
		for _, r := range records {
			key, value, ok := strings.Cut(r, "=")
			if got, found := find(table, key, sep); !ok || !found || got != value {
				t.Errorf("%s: %q is not found: %q, %v", name, key, got, found)
			}
		}
	}
	for _, n := range []string{"", "zzz", "aaa", "sinn", "alph"} {
		if known(n) {
			t.Errorf("%q is known", n)
		}
	}
}

// The languages have words for the same things.
func TestSpeechTables(t *testing.T) {
	for key := range speechEn.names() {
		for name, table := range map[string]lines{"fr": speechFr, "de": speechDe, "es": speechEs} {
			said, ok := table.find(key)
			if !ok {
				t.Errorf("%s has no words for %q", name, key)
			}
			en, _ := speechEn.find(key)
			for _, p := range []string{"%1", "%2", "%3"} {
				if strings.Contains(en, p) != strings.Contains(said, p) {
					t.Errorf("%s: %q and %q differ in %s", name, en, said, p)
				}
			}
		}
	}
}

// Each letter of each alphabet is told from its character.
func TestPlainLetter(t *testing.T) {
	for f := fontBold; f <= fontMono; f++ {
		for _, r := range "AZazBhelo0189ΑΩαω∂ϖ∇ı" {
			got := f.letter(r, true)
			if got == r || f == fontScript && r >= 0x80 {
				continue
			}
			plain, back, ok := plainLetter(got)
			if want := f; !ok || plain != r || back != want && (r < 0x80 || back != fontItalic) && !(r >= '0' && r <= '9') {
				t.Errorf("%c in %d is %c, which is told as %c of %d, %v", r, f, got, plain, back, ok)
			}
		}
	}
	if _, _, ok := plainLetter('x'); ok {
		t.Error("x is of an alphabet")
	}
}
