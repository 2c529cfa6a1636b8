package lang

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

func hyphenators() *Hyphenators { return NewHyphenators(os.DirFS("../../styles/hyphenation")) }

// hyphenate shows the breaks of a word.
func hyphenate(h *Hyphenator, word string) string {
	var b strings.Builder
	at := 0
	for _, k := range h.Word(word) {
		b.WriteString(word[at:k] + "|")
		at = k
	}
	return b.String() + word[at:]
}

func TestHyphenate(t *testing.T) {
	hs := hyphenators()
	for _, c := range []struct{ tag, words string }{
		{"en-GB", "hy|phen|a|tion uni|ver|sity re|volu|tion|ary note|books com|mun|ist how|ever ma|nu|script pro|cess"},
		{"en-US", "hy|phen|ation ta|ble rev|o|lu|tion|ary as|so|ciate project"},
		{"en-GB", "(hy|phen|a|tion), ‘re|volu|tion’ Uni|ver|sity univer\u00adsity shouldn’t ma|nu|script—uni|ver|sity"},
		{"en-GB", "UNESCO self-con|scious|ness mother-in-law counter-re|volu|tion|ary http://example.org/revolutionary revolution1917 MacDonaldson the www.marxists.org nobody@revolution.example"},
		{"fr", "ré|vo|lu|tion|naire au|jour|d’hui l’hy|po|thèse écri|vain an|ti|fas|ciste qu’elle"},
		{"de", "Re|vo|lu|ti|on Schiff|fahrt Stra|ßen|bahn No|tiz|bü|cher Über|set|zung"},
		{"es", "re|vo|lu|cio|na|rio cua|der|nos ex|tran|je|ro"},
		{"it", "ri|vo|lu|zio|ne qua|der|ni del|l’o|pe|ra"},
		{"pt-BR", "re|vo|lu|ção ca|der|nos soft|ware"},
		{"nl", "re|vo|lu|tie aan|te|ken|boe|ken"},
		{"pl", "re|wo|lu|cja no|tat|ni|ki przy|naj|mniej"},
		{"ru", "ре|во|лю|ция за|пис|ные биз|нес|мен"},
		{"la", "re|rum no|va|rum"},
		{"sv", "revolution revo\u00AD|lution"},
	} {
		h, err := hs.For(Make(c.tag))
		if err != nil {
			t.Fatal(err)
		}
		for want := range strings.FieldsSeq(c.words) {
			word := strings.ReplaceAll(want, "|", "")
			if strings.Contains(word, "\u00AD") {
				want = strings.ReplaceAll(word, "\u00AD", "|\u00AD")
			}
			if got := hyphenate(h, word); got != want {
				t.Errorf("%s: got %s, want %s", c.tag, got, want)
			}
		}
	}
}

// What is missing is an error of the machine; a language without patterns is none.
func TestHyphenatorsFor(t *testing.T) {
	hs := NewHyphenators(fstest.MapFS{})
	if _, err := hs.For(Make("fr")); err == nil {
		t.Error("no error though the patterns are missing")
	}
	if h, err := hs.For(Make("sv")); h != nil || err != nil {
		t.Errorf("got %v, %v for a language without patterns", h, err)
	}
}

func FuzzHyphenate(f *testing.F) {
	for _, w := range []string{"revolution", "l’hypothèse", "re\u00ADvo", "a.b.c", "\xff\xfe", strings.Repeat("ab", 200), "e\u0301crivain", "İstanbul"} {
		f.Add(w, uint8(0))
	}
	hs := hyphenators()
	tags := []string{"en-GB", "fr", "de", "it", "ru", "pt"}
	f.Fuzz(func(t *testing.T, word string, k uint8) {
		h, err := hs.For(Make(tags[int(k)%len(tags)]))
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for _, b := range h.Word(word) {
			if b <= at && at > 0 || b <= 0 || b >= len(word) || !utf8.RuneStart(word[b]) {
				t.Fatalf("%q: break at %d after %d", word, b, at)
			}
			at = b
		}
	})
}

func BenchmarkWord(b *testing.B) {
	h, err := hyphenators().For(Make("en-GB"))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("found", func(b *testing.B) {
		for b.Loop() {
			h.Word("revolutionary")
		}
	})
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			h.find("revolutionary")
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for _, tag := range []string{"en-GB", "de", "fr"} {
		b.Run(tag, func(b *testing.B) {
			for b.Loop() {
				if _, err := hyphenators().For(Make(tag)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
