package markdown

import "testing"

// No label of a language has two meanings, as the order of a map would then decide.
func TestLocatorLabels(t *testing.T) {
	for language, labels := range locatorLabels {
		seen := map[string]string{}
		for name, words := range labels {
			for _, w := range words {
				if other, ok := seen[w]; ok {
					t.Errorf("%s: “%s” is both %s and %s", language, w, name, other)
				}
				seen[w] = name
			}
		}
	}
}

func TestLocator(t *testing.T) {
	for _, c := range []struct{ in, lang, label, locator, rest string }{
		{", pp. 12–15, and passim", "en", "page", "12–15", ", and passim"},
		{" p. 3", "en", "page", "3", ""},
		{", 33, 35-37, and nowhere else", "en", "page", "33, 35-37", ", and nowhere else"},
		{", chap. iv", "en", "chapter", "iv", ""},
		{", Vol. 2: more", "en", "volume", "2", ": more"},
		{", volumes of it", "en", "", "", ", volumes of it"},
		{", I think", "en", "", "", ", I think"},
		{", § 4 ff.", "en", "section", "4 ff.", ""},
		{", s.v. verse, above", "en", "sub-verbo", "verse", ", above"},
		{", p.\u00A012", "en", "page", "12", ""},
		{"{ii, A, D–Z}, with a suffix", "en", "page", "ii, A, D–Z", ", with a suffix"},
		{"{}, 12 years", "en", "", "", ", 12 years"},
		{", S. 5, Anm. 2", "de", "page", "5", ", Anm. 2"},
		{", Abs. 5", "de", "paragraph", "5", ""},
		{", Rn. 5", "de", "", "", ", Rn. 5"}, // no label of CSL: it stays as it is written
		{", Rdnr. 5", "de", "", "", ", Rdnr. 5"},
		{", S. 5", "en", "", "", ", S. 5"},
		{", с. 12", "ru", "page", "12", ""},
		{", t. II", "fr", "volume", "II", ""},
		{", 12.", "en", "page", "12", "."},
		{"", "en", "", "", ""},
	} {
		label, loc, n := locator(c.in, c.lang)
		if label != c.label && loc != "" || loc != c.locator || c.in[n:] != c.rest {
			t.Errorf("locator(%q, %s) = %q, %q, rest %q; want %q, %q, %q", c.in, c.lang, label, loc, c.in[n:], c.label, c.locator, c.rest)
		}
	}
}
