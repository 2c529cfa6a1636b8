package lang

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in, out, match string
		ok             bool
		home           home
	}{
		{"en", "en", "en", true, enGB},
		{"en-gb", "en-GB", "en-GB", true, enGB},
		{"en-US", "en-US", "en-US", true, enUS},
		{"en-AU", "en-AU", "en-AU", true, enGB},
		{"en_US", "en-US", "en-US", true, enUS},
		{"fr-CA", "fr-CA", "fr-CA", true, fr},
		{"de-CH-1996", "de-CH-1996", "de-CH-1996", true, de},
		{"pt", "pt", "pt", true, ptBR},
		{"pt-PT", "pt-PT", "pt-PT", true, pt},
		{"sr-Latn", "sr-Latn", "en-GB", true, other},
		{"ka", "ka", "en-GB", true, other},
		{"la", "la", "en-GB", true, la},
		{"", "und", "en-GB", true, other},
		{"not a tag", "und", "en-GB", false, other},
	} {
		got, ok := Parse(c.in)
		if got.String() != c.out || ok != c.ok || got.home != c.home || got.Match().String() != c.match {
			t.Errorf("%q: got %s, %v, home %d, match %s; want %s, %v, %d, %s", c.in, got, ok, got.home, got.Match(), c.out, c.ok, c.home, c.match)
		}
	}
	if !Make("he").RightToLeft() || !Make("fa").RightToLeft() || Make("en").RightToLeft() || Make("az").RightToLeft() || !Make("az-Arab").RightToLeft() {
		t.Error("RightToLeft does not go by the script")
	}
}

// Every language has every word, and its phrases take as many words as the English.
func TestWords(t *testing.T) {
	for h := enGB; h < homes; h++ {
		v := words(h)
		if v == nil {
			if h != la {
				t.Errorf("%s has no words", known[h])
			}
			continue
		}
		for k := Key(0); k < keys; k++ {
			switch {
			case v[k] == "":
				t.Errorf("%s lacks the word for %q", known[h], english[k])
			case strings.Count(v[k], "%s") != strings.Count(english[k], "%s"):
				t.Errorf("%s: %q has not the %%s of %q", known[h], v[k], english[k])
			case v != &english && strings.Contains(english[k], " ") && v[k] == english[k]:
				t.Errorf("%s: %q is the English", known[h], v[k])
			case strings.Contains(v[k], "'"):
				t.Errorf("%s: %q has a straight apostrophe", known[h], v[k])
			case !utf8.ValidString(v[k]):
				t.Errorf("%s: %q is not UTF-8", known[h], v[k])
			}
		}
	}
}

func TestLacks(t *testing.T) {
	for tag, want := range map[string]string{
		"": "false false", "en": "false false", "pt-BR": "false false", "cs": "false true", "la": "true false", "fi": "true true",
		"ja": "false false", "he": "false false", "zh-TW": "false false", "sr-Cyrl": "true true", "az-Arab": "true false", "az": "true true",
	} {
		words, hyphenation := Make(tag).Lacks()
		if got := fmt.Sprint(words, hyphenation); got != want {
			t.Errorf("%s: got %s, want %s", tag, got, want)
		}
	}
}

func TestPhrase(t *testing.T) {
	for want, got := range map[string]string{
		"Back to reference 7, occurrence 2": Phrase(Make("en-GB"), BackToReferenceOccurrence, "7", "2"),
		"Note\u00A07":                       Phrase(Make("fr"), NoteNumber, "7"),
		"Notes to pages 12–15":              NotesTo(Make("en"), "12", "15"),
		"Notes to page xii":                 NotesTo(Make("en"), "xii", "xii"),
		"Notes des pages\u00A012-15":        NotesTo(Make("fr-FR"), "12", "15"),
		"pp.\u00A012–15":                    Pages(Make("eo"), "12", "15"),
		"S.\u00A012":                        Pages(Make("de"), "12", "12"),
		"Acknowledgments":                   Word(Make("en-US"), Acknowledgements),
		"Sumário":                           Word(Make("pt-BR"), Contents),
		"Contents":                          Word(Make("la"), Contents),
		"Innehåll":                          Word(Make("sv-FI"), Contents),
		"Obsah":                             Word(Make("cs"), Contents),
		"İçindekiler":                       Word(Make("tr"), Contents),
		"Περιεχόμενα":                       Word(Make("el-CY"), Contents),
		"Зміст":                             Word(Make("uk"), Contents),
		"תוכן העניינים":                     Word(Make("he"), Contents),
		"المحتويات":                         Word(Make("ar-EG"), Contents),
		"目次":                                Word(Make("ja"), Contents),
		"차례":                                Word(Make("ko"), Contents),
		"目录":                                Word(Make("zh-CN"), Contents),
		"目錄":                                Word(Make("zh-TW"), Contents),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestFormatDate(t *testing.T) {
	for _, c := range []struct{ tag, day, first, month string }{
		{"en-GB", "22\u00A0November 2026", "1\u00A0May 1917", "May 1917"},
		{"en-US", "November\u00A022, 2026", "May\u00A01, 1917", "May 1917"},
		{"fr", "22\u00A0novembre 2026", "1er\u00A0mai 1917", "mai 1917"},
		{"de", "22.\u00A0November 2026", "1.\u00A0Mai 1917", "Mai 1917"},
		{"es", "22\u00A0de noviembre de 2026", "1\u00A0de mayo de 1917", "mayo de 1917"},
		{"it", "22\u00A0novembre 2026", "1º\u00A0maggio 1917", "maggio 1917"},
		{"pt-PT", "22\u00A0de novembro de 2026", "1.º\u00A0de maio de 1917", "maio de 1917"},
		{"pt-BR", "22\u00A0de novembro de 2026", "1º\u00A0de maio de 1917", "maio de 1917"},
		{"nl", "22\u00A0november 2026", "1\u00A0mei 1917", "mei 1917"},
		{"pl", "22\u00A0listopada 2026", "1\u00A0maja 1917", "maj 1917"},
		{"ru", "22\u00A0ноября 2026\u00A0г.", "1\u00A0мая 1917\u00A0г.", "май 1917"},
		{"la", "22\u00A0Novembris 2026", "1\u00A0Maii 1917", "Maii 1917"},
		{"eo", "22\u00A0November 2026", "1\u00A0May 1917", "May 1917"},
		{"sv", "22\u00A0november 2026", "1\u00A0maj 1917", "maj 1917"},
		{"cs", "22.\u00A0listopadu 2026", "1.\u00A0května 1917", "květen 1917"},
		{"tr", "22\u00A0Kasım 2026", "1\u00A0Mayıs 1917", "Mayıs 1917"},
		{"el", "22\u00A0Νοεμβρίου 2026", "1\u00A0Μαΐου 1917", "Μάιος 1917"},
		{"uk", "22\u00A0листопада 2026\u00A0р.", "1\u00A0травня 1917\u00A0р.", "травень 1917"},
		{"he", "22\u00A0בנובמבר 2026", "1\u00A0במאי 1917", "מאי 1917"},
		{"ar", "22\u00A0نوفمبر 2026", "1\u00A0مايو 1917", "مايو 1917"},
		{"ja", "2026年11月22日", "1917年5月1日", "1917年5月"},
		{"zh-Hant", "2026年11月22日", "1917年5月1日", "1917年5月"},
		{"ko", "2026년 11월 22일", "1917년 5월 1일", "1917년 5월"},
	} {
		tag := Make(c.tag)
		for want, got := range map[string]string{
			c.day: FormatDate(tag, 2026, 11, 22), c.first: FormatDate(tag, 1917, 5, 1), c.month: FormatDate(tag, 1917, 5, 0),
			"1917": FormatDate(tag, 1917, 0, 3), "1918": FormatDate(tag, 1918, 13, 1),
		} {
			if got != want {
				t.Errorf("%s: got %q, want %q", c.tag, got, want)
			}
		}
	}
}

func TestQuotes(t *testing.T) {
	for tag, want := range map[string]string{
		"en-GB": "‘ ’ “ ”", "en-US": "“ ” ‘ ’", "fr": "«\u202F \u202F» “ ”", "de": "„ “ ‚ ‘", "es": "« » “ ”", "it": "« » “ ”",
		"pt-PT": "« » “ ”", "pt-BR": "“ ” ‘ ’", "nl": "‘ ’ “ ”", "ru": "« » „ “", "pl": "„ ” « »", "la": "« » “ ”", "sv": "” ” ’ ’", "en": "“ ” ‘ ’",
		"en-AU": "‘ ’ “ ”", "": "“ ” ‘ ’", "eo": "“ ” ‘ ’", "cs": "„ “ ‚ ‘", "ja": "「 」 『 』", "zh": "“ ” ‘ ’", "zh-TW": "「 」 『 』",
		"el": "« » “ ”", "ro": "„ ” « »", "tr": "“ ” ‘ ’", "de-CH": "« » ‹ ›", "fi": "” ” ’ ’", "uk": "« » „ “", "he": "” ” ’ ’",
	} {
		q := Quotes(Make(tag))
		if got := fmt.Sprintf("%s %s %s %s", q.Open, q.Close, q.OpenInner, q.CloseInner); got != want {
			t.Errorf("%s: got %s, want %s", tag, got, want)
		}
	}
}

func TestSpaces(t *testing.T) {
	r := strings.NewReplacer("_", "\u202F", "~", "\u00A0")
	for in, want := range map[string]string{
		"Quoi ? Non !":              "Quoi_? Non_!",
		"Quoi? Non!":                "Quoi_? Non_!",
		"Quoi ?! Non":               "Quoi_?! Non",
		"ainsi: voilà; bien":        "ainsi~: voilà_; bien",
		"« La mort »":               "«_La mort_»",
		"«La mort»":                 "«_La mort_»",
		"« La mort ! » dit-il":      "«_La mort_!_» dit-il",
		"«\u00A0La mort\u00A0!»":    "«_La mort_!_»",
		"à 12:30, http://a.b/?c=d":  "à 12:30, http://a.b/?c=d",
		"! seul":                    "! seul",
		"100 % ; 50%; fin":          "100 % ; 50%_; fin",
		"(quoi ?), « [sic] ; bon »": "(quoi_?), «_[sic]_; bon_»",
	} {
		if in == "100 % ; 50%; fin" {
			want = "100 %_; 50%_; fin"
		}
		if got := Spaces(Make("fr"), in); got != r.Replace(want) {
			t.Errorf("%q: got %q, want %q", in, got, r.Replace(want))
		}
		if got := Spaces(Make("en"), in); got != in {
			t.Errorf("%q: English text became %q", in, got)
		}
		if once := Spaces(Make("fr"), in); Spaces(Make("fr"), once) != once {
			t.Errorf("%q: a second time changes it to %q", in, Spaces(Make("fr"), once))
		}
	}
}

// Spaces adds and replaces nothing but spaces.
func FuzzSpaces(f *testing.F) {
	for _, s := range []string{"Quoi ? « La mort ! » : \xff", "«»;", " !", "a  ;", "« « a » »"} {
		f.Add(s)
	}
	bare := func(s string) string {
		return strings.NewReplacer(" ", "", "\u00A0", "", "\u202F", "", "\u2009", "").Replace(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Spaces(Make("fr"), s); bare(got) != bare(s) {
			t.Fatalf("%q became %q", s, got)
		}
	})
}

func TestCases(t *testing.T) {
	for _, c := range []struct{ tag, in, upper, title string }{
		{"en", "the straße", "THE STRASSE", "The Straße"},
		{"tr", "istanbul ılık", "İSTANBUL ILIK", "İstanbul Ilık"},
		{"nl", "ijsland", "IJSLAND", "IJsland"},
		{"el", "άνθρωπος", "ΑΝΘΡΩΠΟΣ", "Άνθρωπος"},
		{"el", "Ἀθῆναι προϊόν ᾠδή", "ΑΘΗΝΑΙ ΠΡΟΪΟΝ ΩΙΔΗ", "Ἀθῆναι Προϊόν ᾨδή"},
		{"und", "été USA", "ÉTÉ USA", "Été USA"},
	} {
		tag := Make(c.tag)
		if got := Upper(tag, c.in); got != c.upper {
			t.Errorf("%s: Upper gives %q, want %q", c.tag, got, c.upper)
		}
		if got := Title(tag, c.in); got != c.title {
			t.Errorf("%s: Title gives %q, want %q", c.tag, got, c.title)
		}
	}
	if got := Lower(Make("tr"), "IĞDIR"); got != "ığdır" {
		t.Errorf("Lower gives %q", got)
	}
}

func TestScripts(t *testing.T) {
	for r, want := range map[rune]Script{
		'a': "Latn", 'é': "Latn", 'ж': "Cyrl", 'λ': "Grek", 'ש': "Hebr", 'ب': "Arab", '本': "Hani", 'の': "Hira", '1': Common, '—': Common,
		'\u0301': Inherited, '\U00012000': Unknown,
	} {
		if got := ScriptOf(r); got != want {
			t.Errorf("%q: got %s, want %s", r, got, want)
		}
	}
	for tag, want := range map[string]string{"en": "[Latn]", "ru": "[Cyrl]", "sr-Latn": "[Latn]", "ja": "[Hani Hira Kana]", "zh": "[Hani Bopo]", "und": "[]", "grc": "[Grek]", "grc-Cprt": "[Cprt]"} {
		if got := fmt.Sprint(scriptsOf(Make(tag))); got != want {
			t.Errorf("%s: got %s, want %s", tag, got, want)
		}
	}
	text := "the paper Правда, от 1912, and π, and 日本"
	var got []string
	for _, p := range ForeignPhrases(Make("en"), text) {
		got = append(got, string(p.Script)+" "+text[p.Start:p.End])
	}
	if g := strings.Join(got, "|"); g != "Cyrl Правда, от|Hani 日本" {
		t.Errorf("ForeignPhrases gives %s", g)
	}
	// One Latin word or two in another script are names and terms.
	text = "macOS や Windows Subsystem を “so it goes” と"
	got = nil
	for _, p := range ForeignPhrases(Make("ja"), text) {
		got = append(got, text[p.Start:p.End])
	}
	if g := strings.Join(got, "|"); g != "so it goes" {
		t.Errorf("ForeignPhrases gives %s", g)
	}
}
