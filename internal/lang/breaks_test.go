package lang

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// show writes text with a sign at each opportunity: "|" at spaces, and others by kind.
func show(text string, t Tag) string { return showBreaks(text, Breaks(text, t)) }

func showBreaks(text string, breaks []Opportunity) string {
	signs := [...]string{AtSpace: "|", Mandatory: "¶", AfterHyphen: "‖", AfterDash: "‡", AtSoftHyphen: "~", InAddress: "^", WithinName: "`", BetweenIdeographs: "*", Elsewhere: "†"}
	var b strings.Builder
	at := 0
	for _, o := range breaks {
		b.WriteString(text[at:o.Offset] + signs[o.Kind])
		at = o.Offset
	}
	return b.String() + text[at:]
}

func TestBreaks(t *testing.T) {
	for _, c := range []struct{ tag, want string }{
		{"en-GB", "a |word, |and |so"},
		{"en-GB", "see |p. 12, |pp. 12–15, |vol. ii |and |fig. 3"},
		{"en-GB", "by |V. L. Serge |and |J.-P. Samson; |Mr Smith |and |Dr. Who"},
		{"en-GB", "J. R. R. Tolkien |and |M. Dupont’s |no. 3"},
		{"en-GB", "10 km |of |20 000 |roubles, |5 % |of |1917 |men"},
		{"en-GB", "like |this – |for |once – |on"},
		{"en-US", "like |this—‡for |once—‡on"},
		{"en-GB", "Paris–‡Lyon |1917–1921"},
		{"en-GB", "well-‖known |e-mail |T-shirt |-x |–like"},
		{"en-GB", "univer\u00AD~sity |either/†other |and/or"},
		{"en-GB", "no\u00A0break |one\u2060two"},
		{"en-GB", "one\n¶two"},
		{"en-GB", "(see |https://^www^.marxists^.org/^archive/^serge^?a=^bcd), |then"},
		{"en-GB", "https://^example^.org/^memo`i`r`s`o`f`1947/^a12345678"},
		{"en-GB", "doi:^10.1000/^xyz^_abc |10.1000/^182 |end."},
		{"fr", "«\u202FLa |mort\u202F!\u202F» |dit-‖il |a-t-il"},
		{"fr", "« La |mort ! » |M. Dupont : |n° 5"},
		{"es", "texto |—así— |texto"},
		{"de", "»Guten |Tag« |S. 12, |Nr. 4"},
		{"pl", "w domu |i w polu |jest"},
		{"ru", "в доме |и\u00A0в саду, |с. 12 |т. 3"},
		{"ja", "日*本*語。*文"},
		{"en-GB", "text |[…] |text"},
		{"und", "שלום |עולם"},
	} {
		text := strings.NewReplacer("|", "", "¶", "", "‖", "", "‡", "", "~", "", "^", "", "`", "", "*", "", "†", "").Replace(c.want)
		if got := show(text, Make(c.tag)); got != c.want {
			t.Errorf("%s: got  %s\n\t want %s", c.tag, got, c.want)
		}
	}
}

func FuzzBreaks(f *testing.F) {
	for _, s := range []string{"see |p. 12 at http://a.b/c?d=e", "« a » – b", "日本\n\xff—x", "a-b/c 10 km", "www.", "://"} {
		f.Add(s, "fr")
	}
	f.Fuzz(func(t *testing.T, text, tag string) {
		at := 0
		for _, o := range Breaks(text, Make(tag)) {
			if o.Offset <= at || o.Offset >= len(text) || utf8.ValidString(text) && !utf8.RuneStart(text[o.Offset]) {
				t.Fatalf("%q: %+v after %d", text, o, at)
			}
			at = o.Offset
		}
	})
}

// A plain word ends where UAX #14 says that a line may end, whatever comes before and after it.
func TestPlainWord(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	parts := []string{"word ", "A", "b", "cd ", " ", " ", " ", ".", ",", "!", "?", ":", ";", "-", "–", "“", "”", "’", "(", ")", "7", "%", "$", "é", "\u0301", "\u200B", "\u200D", "\u2060", "\u00A0", "א", "日", "\n", "/", "🇫", "\uFFFC"}
	plain := 0
	for range 20_000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			few := len(parts)
			if r.IntN(4) > 0 {
				few = 9 // words, spaces and stops
			}
			b.WriteString(parts[r.IntN(few)])
		}
		text := b.String()
		state, rest := -1, text
		for rest != "" {
			n := plainWord(rest)
			var seg string
			var must bool
			seg, rest, must, state = uniseg.FirstLineSegmentInString(rest, state)
			if n > 0 && (n != len(seg) || must) {
				t.Fatalf("%q: the plain word %q ends elsewhere than %q", text, (seg + rest)[:n], seg)
			}
			if n > 0 {
				plain++
				// What follows does not depend on what was before.
				if again, _, _, _ := uniseg.FirstLineSegmentInString(rest, -1); rest != "" {
					if after, _, _, _ := uniseg.FirstLineSegmentInString(rest, state); after != again {
						t.Fatalf("%q: after %q follows %q or %q", text, seg, after, again)
					}
				}
			}
		}
	}
	if plain < 1000 {
		t.Errorf("only %d plain words", plain)
	}
}
