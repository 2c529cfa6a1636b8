package layout_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/diag"
	"quire/internal/edition"
	"quire/internal/font"
	"quire/internal/lang"
	"quire/internal/layout"
	"quire/internal/page"
	"quire/internal/style"
	"quire/styles"
)

func TestHangingPunctuation(t *testing.T) {
	testRules(t, []rule{
		{"an opening mark hangs at the first line alone", "p { hanging-punctuation: first }", "“First and then, “second.", []string{
			"1: 14 +0 “First and then,",
			"1: 20 +12 “second.",
		}},
		{"a closing mark hangs at the end of the paragraph alone", "p { hanging-punctuation: last; text-align: right }", "It said “a longer” and “so.”", []string{
			"1: 56 +0 It said “a",
			"1: 20 +12 longer” and “so.”",
		}},
		{"of a list of values only those that are named hang", "p { hanging-punctuation: allow-end }", "“First and then, “second.", []string{
			"1: 20 +0 “First and then,",
			"1: 20 +12 “second.",
		}},
	})
}

func TestWordBreaks(t *testing.T) {
	testRules(t, []rule{
		{"break-all divides figures and letters and takes no mark along", "p { word-break: break-all }", "12345678901234567890, abcdefghijklm", []string{
			"1: 20 +0 123456789012345",
			"1: 20 +12 67890, abcdefghi",
			"1: 20 +24 jklm",
		}},
		{"overflow-wrap divides a word that is wider than the measure", "p { overflow-wrap: break-word }", "abcdefghijklmnopqrst cc", []string{
			"1: 20 +0 abcdefghijklmnop",
			"1: 20 +12 qrst cc",
		}},
		{"and no word that is not", "p { overflow-wrap: break-word }", "a bb abcdefghijklmno cc", []string{
			"1: 20 +0 a bb",
			"1: 20 +12 abcdefghijklmno",
			"1: 20 +24 cc",
		}},
		{"code ends a line after a sign, and not after the hyphens of an option", "", "aaaa `--print_eleven` bb `c`", []string{
			"1: 20 +0 aaaa --print_",
			"1: 20 +12 eleven bb c",
		}},
		{"nowrap keeps a stretch in one line", "p { overflow-wrap: break-word } .x { white-space: nowrap }", "aaaa [bbbb cccc dddd]{.x} ee", []string{
			"1: 20 +0 aaaa",
			"1: 20 +12 bbbb cccc dddd",
			"1: 20 +24 ee",
		}},
		{"a compound ends a line at its own hyphen first", "p { hyphens: auto; text-align: justify }", "a bb undetermined-characteristic of it", []string{
			"1: 20 +0 a bb undeter-",
			"1: 20 +12 mined-character-",
			"1: 20 +24 istic of it",
		}},
		{"a part of a word is no shorter than hyphenate-limit-chars allows", "p { hyphens: auto; hyphenate-limit-chars: 5 5 6 }", "an aaa characteristically", []string{
			"1: 20 +0 an aaa charac-",
			"1: 20 +12 teristically",
		}},
		{"a soft hyphen is a place for a hyphen", "p { hyphens: manual }", "an aaa character&shy;istically", []string{
			"1: 20 +0 an aaa",
			"1: 20 +12 character-",
			"1: 20 +24 istically",
		}},
	})
}

func TestBaselines(t *testing.T) {
	testRules(t, []rule{
		{"what is on the grid shares the baseline of the root", "html { -quire-baseline-grid: 12pt } .x p { font-size: 20pt }", "one\n\n::: x\n\ntwo\n\n:::\n\nthree", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
		}},
		{"what is not as high as the grid has its own", "html { -quire-baseline-grid: 6pt } .x p { font-size: 20pt }", "one\n\n::: x\n\ntwo\n\n:::\n\nthree", []string{
			"1: 20 +0 one",
			"1: 20 +15.75 two",
			"1: 20 +24 three",
		}},
	})
}

func TestClonedEdges(t *testing.T) {
	testRules(t, []rule{
		{"a cloned edge takes room on every line", ".x { box-decoration-break: clone; padding: 0 6pt } ", "[one two three four five six]{.x} seven", []string{
			"1: 26 +0 one two three",
			"1: 26 +12 four five six",
			"1: 20 +24 seven",
		}},
		{"and beside a hyphen", ".x { box-decoration-break: clone; padding: 0 6pt } p { hyphens: manual }", "[one two character&shy;istically five]{.x} seven", []string{
			"1: 26 +0 one two",
			"1: 26 +12 character-",
			"1: 26 +24 istically five",
			"1: 20 +36 seven",
		}},
		{"a sliced one at the ends of the box", ".x { padding: 0 6pt } ", "[one two three four five six]{.x} seven", []string{
			"1: 26 +0 one two three",
			"1: 20 +12 four five six",
			"1: 20 +24 seven",
		}},
	})
}

func TestInitialLetters(t *testing.T) {
	const words = "Aaa bbb ccc ddd eee fff ggg hhh iii jjj"
	testRules(t, []rule{
		{"an initial sinks into its lines", "p::first-letter { initial-letter: 2 }", words, []string{
			"1: 20 +12 A",
			"1: 36.3152 +0 aa bbb ccc",
			"1: 36.3152 +12 ddd eee fff",
			"1: 20 +24 ggg hhh iii jjj",
		}},
		{"or rises above them", "p::first-letter { initial-letter: 2 1 }", words, []string{
			"1: 20 +12 Aaa bbb ccc",
			"1: 20 +24 ddd eee fff ggg",
			"1: 20 +36 hhh iii jjj",
		}},
		{"a short paragraph keeps room for its initial", "p::first-letter { initial-letter: 3 }", "Aa bb\n\nnext", []string{
			"1: 20 +24 A",
			"1: 46.6304 +0 a bb",
			"1: 20 +60 n",
			"1: 46.6304 +36 ext",
		}},
		{"an opening mark belongs to it", "p::first-letter { initial-letter: 2 }", "“" + words, []string{
			"1: 20 +12 “A",
			"1: 52.6304 +0 aa bbb",
			"1: 52.6304 +12 ccc ddd",
			"1: 20 +24 eee fff ggg hhh",
			"1: 20 +36 iii jjj",
		}},
		{"from right to left it stands at the right", "p::first-letter { initial-letter: 2 }", "::: {dir=rtl}\n\n" + words + "\n\n:::", []string{
			"1: 99.6848 +12 A",
			"1: 39.6848 +0 aa bbb ccc",
			"1: 33.6848 +12 ddd eee fff",
			"1: 26 +24 ggg hhh iii jjj",
		}},
	})
}

func TestIndents(t *testing.T) {
	const words = "aaa bbb ccc ddd eee fff ggg hhh iii jjj"
	testRules(t, []rule{
		{"text-indent moves the first line", "p { text-indent: 12pt }", words, []string{
			"1: 32 +0 aaa bbb ccc",
			"1: 20 +12 ddd eee fff ggg",
			"1: 20 +24 hhh iii jjj",
		}},
		{"hanging moves all others", "p { text-indent: 12pt hanging }", words, []string{
			"1: 20 +0 aaa bbb ccc ddd",
			"1: 32 +12 eee fff ggg",
			"1: 32 +24 hhh iii jjj",
		}},
		{"each-line moves those after a break", "p { text-indent: 12pt each-line }", "aaa\\\nbbb ccc ddd eee fff ggg", []string{
			"1: 32 +0 aaa",
			"1: 32 +12 bbb ccc ddd",
			"1: 20 +24 eee fff ggg",
		}},
		{"from right to left the first line ends sooner", "p { text-indent: 12pt }", "::: {dir=rtl}\n\n" + words + "\n\n:::", []string{
			"1: 38 +0 aaa bbb ccc",
			"1: 26 +12 ddd eee fff ggg",
			"1: 50 +24 hhh iii jjj",
		}},
		{"text-align: center", "p { text-align: center }", words, []string{
			"1: 35 +0 aaa bbb ccc",
			"1: 35 +12 ddd eee fff",
			"1: 23 +24 ggg hhh iii jjj",
		}},
		{"text-align: end", "p { text-align: end }", words, []string{
			"1: 26 +0 aaa bbb ccc ddd",
			"1: 26 +12 eee fff ggg hhh",
			"1: 74 +24 iii jjj",
		}},
		{"text-align-last: end", "p { text-align: justify; text-align-last: end }", words, []string{
			"1: 20 +0 aaa bbb ccc ddd",
			"1: 20 +12 eee fff ggg hhh",
			"1: 74 +24 iii jjj",
		}},
		{"verse turns over", "", "| aaa bbb ccc ddd eee fff\n|    ggg\n| hhh", []string{
			"1: 20 +0 aaa bbb ccc ddd",
			"1: 20 +12 eee fff",
			"1: 40 +24 ggg",
			"1: 20 +36 hhh",
		}},
	})
}

func TestWhiteSpace(t *testing.T) {
	testRules(t, []rule{
		{"spaces at the seam of two elements are one", "", "a *b *c* d* e", []string{
			"1: 20 +0 a b c d e",
		}},
		{"and spaces before a line break are none", "", "a [b ]{.x}\\\nc", []string{
			"1: 20 +0 a b",
			"1: 20 +12 c",
		}},
		{"white-space: pre keeps them", "p { white-space: pre }", "a [b  c]{.x} d", []string{
			"1: 20 +0 a b  c d",
		}},
	})
}

// A variation selector stays with its character (Unicode 16, §23.4).
func TestVariationSelectors(t *testing.T) {
	testRules(t, []rule{
		{"beyond the first plane", "p { font-family: 'Noto Serif CJK JP' }", "::: {lang=ja}\n\n" + strings.Repeat("本\U000E0100", 12) + "\n\n:::", []string{
			"1: 20 +0.575 本󠄀本󠄀本󠄀本󠄀本󠄀本󠄀本󠄀本󠄀本󠄀",
			"1: 20 +12.575 本󠄀本󠄀本󠄀",
		}},
	})
}

// A family of the name of a generic one comes before that which stands for the generic one (css-fonts-4, §4.2).
func TestFamilyNamedAsGeneric(t *testing.T) {
	f := layout.NewFonts(map[string]string{"serif": "EB Garamond", "monospace": "EB Garamond"})
	for family, name := range map[string]string{"EB Garamond": "EBGaramond-Regular", "Serif": "IBMPlexMono-Regular"} {
		data, err := styles.FS.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		face, err := font.Parse(name, data)
		if err != nil {
			t.Fatal(err)
		}
		f.Add(family, face)
	}
	for family, want := range map[string]string{"serif": "IBMPlexMono-Regular", "monospace": "EBGaramond-Regular"} {
		var list diag.List
		b := edition.Book(book(t, "text.md", []byte("One."), &list), edition.Options{Paged: true})
		sheet := style.Parse(&list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + "p { font-family: " + family + "}")})
		pages, _, err := layout.Layout(b, sheet, f, nil, layout.Options{}, &list)
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range pages.Pages[0].Items {
			if r, ok := it.(*page.Run); ok && r.Face.Name() != want {
				t.Errorf("%s is set in %s, want %s", family, r.Face.Name(), want)
			}
		}
	}
}

// A file of hyphenation patterns that can't be read is an error.
func TestUnreadablePatterns(t *testing.T) {
	var list diag.List
	b := edition.Book(book(t, "text.md", []byte("Characteristically."), &list), edition.Options{Paged: true})
	sheet := style.Parse(&list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + "p { hyphens: auto }")})
	for name, patterns := range map[string]fs.FS{"no file": fstest.MapFS{}, "the files of the project": os.DirFS("../../styles/hyphenation")} {
		_, _, err := layout.Layout(b, sheet, fonts(), lang.NewHyphenators(patterns), layout.Options{}, &list)
		if (err != nil) != (name == "no file") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
