package layout_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/edition"
	"quire/internal/font"
	"quire/internal/layout"
	"quire/internal/page"
	"quire/internal/style"
	"quire/styles"
)

// faces are faces of ours under names of their own.
type faces map[*font.Face]string

// read reads a face. The file may be read several times, for faces of several names.
func (fs faces) read(t *testing.T, file, name string) *font.Face {
	t.Helper()
	data, err := styles.FS.ReadFile("fonts/" + file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := font.Parse(name, data)
	if err != nil {
		t.Fatal(err)
	}
	fs[f] = name
	return f
}

// set sets a text with a collection of fonts. It gives the runs in one string, each with its face and its size; the runs
// themselves; and the findings.
func (fs faces) set(t *testing.T, f *layout.Fonts, css, text string) (shown string, runs []*page.Run, findings []diag.Finding) {
	t.Helper()
	var list diag.List
	b := edition.Book(book(t, "text.md", []byte(text), &list), edition.Options{Paged: true})
	sheet := style.Parse(&list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + css)})
	pages, _, err := layout.Layout(b, sheet, f, nil, layout.Options{}, &list)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, pg := range pages.Pages {
		for _, it := range pg.Items {
			if r, ok := it.(*page.Run); ok {
				runs = append(runs, r)
				out = append(out, fmt.Sprintf("%s/%s %s", fs[r.Face], r.Size, r.Text))
			}
		}
	}
	return strings.Join(out, " "), runs, list.All()
}

// Faces of symbols set characters of no script that no face of the style has: those for mathematics first mathematics, those
// for emoji first emoji, then the first that has the character.
func TestSymbols(t *testing.T) {
	fs := faces{}
	f := layout.NewFonts(nil)
	f.Add("IBM Plex Mono", fs.read(t, "IBMPlexMono-Regular.ttf", "mono"))
	for _, x := range []struct {
		file, name string
		of         layout.Symbols
	}{
		{"NotoSansSymbols2-Regular.woff", "symbols", layout.Symbols{}},
		{"NotoSansMath-Regular.woff", "math", layout.Symbols{Math: true}},
		{"NotoEmoji-Regular.woff", "emoji", layout.Symbols{Emoji: true}},
	} {
		f.AddSymbols(x.of, func() (*font.Face, error) { return fs.read(t, x.file, x.name), nil })
	}
	for _, x := range []struct{ rule, text, want string }{
		{"a face of the style comes first", "a→", "mono/10 a→"},
		{"the first face of symbols that has it", "★", "symbols/7.5 ★"},
		{"signs of mathematics are of the face for these", "⟶", "math/9.7759 ⟶"},
		{"so are its letters", "𝐀", "math/9.7759 𝐀"},
		{"the first of them", "\U0001D400", "math/9.7759 \U0001D400"},
		{"and the last", "\U0001D7FF", "math/9.7759 \U0001D7FF"},
		{"also where the first has them too", "▷", "math/9.7759 ▷"},
		{"so are emoji", "🌡", "emoji/7.5237 🌡"},
		{"emoji are of the face for these", "😀", "emoji/7.5237 😀"},
		{"a snowman is no emoji: the first that has it", "☃", "symbols/7.5 ☃"},
		{"a square that both have is of the first", "■", "symbols/7.5 ■"},
		{"two of one face make one run", "★♔", "symbols/7.5 ★♔"},
		{"two of two faces two", "★⟶", "symbols/7.5 ★ math/9.7759 ⟶"},
		{"a Braille pattern is a symbol", "⠁", "symbols/7.5 ⠁"},
		{"a letter of another script is none", "ა", "mono/10 ა"},
		{"nor is a stop of East Asia", "。", "mono/10 。"},
	} {
		got, _, _ := fs.set(t, f, "", x.text)
		if got != x.want {
			t.Errorf("%s: %s, want %s", x.rule, got, x.want)
		}
	}
}

// In text of one width a symbol takes the room of one letter or more, and stands in its middle.
func TestSymbolsStandInCells(t *testing.T) {
	fs := faces{}
	f := layout.NewFonts(nil)
	f.Add("IBM Plex Mono", fs.read(t, "IBMPlexMono-Regular.ttf", "mono"))
	f.Add("EB Garamond", fs.read(t, "EBGaramond-Regular.ttf", "serif"))
	f.AddSymbols(layout.Symbols{}, func() (*font.Face, error) { return fs.read(t, "NotoSansSymbols2-Regular.woff", "symbols"), nil })
	f.AddSymbols(layout.Symbols{Math: true}, func() (*font.Face, error) { return fs.read(t, "NotoSansMath-Regular.woff", "math"), nil })
	for _, x := range []struct{ rule, css, text, want string }{
		{"a narrow one has one cell", "", "★", "6"},
		{"a wide one has as many as it needs", "", "⟶", "18"},
		{"a letter of another face keeps its width", "", "ἀ", "4.52"},
		{"in a proportional face it keeps its width", "p { font-family: 'EB Garamond' }", "★", "7.2"},
	} {
		_, list, _ := fs.set(t, f, x.css, x.text)
		if got := list[0].Glyphs[0].Advance.String(); got != x.want {
			t.Errorf("%s: %s, want %s", x.rule, got, x.want)
		}
	}
}

// A face of symbols that can't be read is an error, which Layout returns.
func TestUnreadableSymbols(t *testing.T) {
	fs := faces{}
	f := layout.NewFonts(nil)
	f.Add("IBM Plex Mono", fs.read(t, "IBMPlexMono-Regular.ttf", "mono"))
	bad := errors.New("bad face")
	f.AddSymbols(layout.Symbols{}, func() (*font.Face, error) { return nil, bad })
	// The number of the page is known in the second pass alone.
	const css = "@counter-style star { system: cyclic; symbols: '★' } .n::after { content: counter(page, star) } "
	for text, want := range map[string]error{"★ and ♔": bad, "none": nil, "on [page]{.n}": bad} {
		var list diag.List
		b := edition.Book(book(t, "text.md", []byte(text), &list), edition.Options{Paged: true})
		sheet := style.Parse(&list, style.Source{Name: "rule.css", Text: []byte(ruleSheet + css)})
		if _, _, err := layout.Layout(b, sheet, f, nil, layout.Options{}, &list); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", text, err, want)
		}
	}
}

// A character that no face has is reported, once for each script, with a free family that has it.
func TestMissingCharacters(t *testing.T) {
	fs := faces{}
	f := layout.NewFonts(nil)
	f.Add("IBM Plex Mono", fs.read(t, "IBMPlexMono-Regular.ttf", "mono"))
	for _, x := range []struct{ rule, text, want string }{
		{"a sign of mathematics", "⟶", "1:1 “⟶” (U+27F6): Noto Sans Math"},
		{"a letter of mathematics", "𝐀", "1:1 “𝐀” (U+1D400): Noto Sans Math"},
		{"the last of them", "𝟿", "1:1 “𝟿” (U+1D7FF): Noto Sans Math"},
		{"an emoji", "😀", "1:1 “😀” (U+1F600): Noto Emoji"},
		{"the first emoji", "🌀", "1:1 “🌀” (U+1F300): Noto Emoji"},
		{"a domino is none", "🀰", "1:1 “🀰” (U+1F030): Noto Sans Symbols 2"},
		{"a sign of music", "𝄞", "1:1 “𝄞” (U+1D11E): Noto Music"},
		{"a sign of counting rods is none", "𝍠", "1:1 “𝍠” (U+1D360): Noto Sans Symbols 2"},
		{"legacy computing is none", "\U0001FB00", "1:1 “\U0001FB00” (U+1FB00): Noto Sans Symbols 2"},
		{"another symbol", "★", "1:1 “★” (U+2605): Noto Sans Symbols 2"},
		{"a sign below the letters of mathematics", "𝌀", "1:1 “𝌀” (U+1D300): Noto Sans Symbols 2"},
		{"a Braille pattern", "⠁", "1:1 “⠁” (U+2801): Noto Sans Symbols 2"},
		{"Greek", "ἀ", "1:1 “ἀ” (U+1F00): Noto Serif"},
		{"a script with a serif family", "ཀ", "1:1 “ཀ” (U+0F40): Noto Serif Tibetan"},
		{"a script without one", "ა", "1:1 “ა” (U+10D0): Noto Sans Georgian"},
		{"a script of two words", "ᥐ", "1:1 “ᥐ” (U+1950): Noto Sans Tai Le"},
		{"N’Ko", "ߊ", "1:1 “ߊ” (U+07CA): Noto Sans NKo"},
		{"Phags-pa", "ꡀ", "1:1 “ꡀ” (U+A840): Noto Sans PhagsPa"},
		{"Arabic", "ا", "1:1 “ا” (U+0627): Noto Naskh Arabic"},
		{"kana are Japanese", "[か]{lang=zh}", "1:2 “か” (U+304B): Noto Serif CJK JP"},
		{"Hangul is Korean", "한", "1:1 “한” (U+D55C): Noto Serif CJK KR"},
		{"Bopomofo is of Taiwan", "ㄅ", "1:1 “ㄅ” (U+3105): Noto Serif CJK TC"},
		{"an ideograph by its language: Japanese", "[本]{lang=ja}", "1:2 “本” (U+672C): Noto Serif CJK JP"},
		{"Korean", "[本]{lang=ko}", "1:2 “本” (U+672C): Noto Serif CJK KR"},
		{"Chinese", "[本]{lang=zh}", "1:2 “本” (U+672C): Noto Serif CJK SC"},
		{"in traditional characters", "[本]{lang=zh-Hant}", "1:2 “本” (U+672C): Noto Serif CJK TC"},
		{"of Taiwan", "[本]{lang=zh-TW}", "1:2 “本” (U+672C): Noto Serif CJK TC"},
		{"of Hong Kong", "[本]{lang=zh-HK}", "1:2 “本” (U+672C): Noto Serif CJK TC"},
		{"a stop of East Asia", "[。]{lang=ja}", "1:2 “。” (U+3002): Noto Serif CJK JP"},
		{"a fullwidth mark", "[！]{lang=ja}", "1:2 “！” (U+FF01): Noto Serif CJK JP"},
		{"several characters of a script are reported together", "ab ★♔★", "1:4 “★♔” (from U+2605): Noto Sans Symbols 2"},
		{"those of two scripts apart", "a★ა♔", "1:2 “★♔” (from U+2605): Noto Sans Symbols 2, 1:3 “ა” (U+10D0): Noto Sans Georgian"},
		{"a column that can't be counted is that of the text", "a&#x2605;", "1:1 “★” (U+2605): Noto Sans Symbols 2"},
		{"a character that a face has is not reported", "a→", ""},
	} {
		_, _, list := fs.set(t, f, "", x.text)
		var got []string
		for _, d := range list {
			if d.Code != "missing-glyph" {
				t.Errorf("%s: %s", x.rule, d)
				continue
			}
			_, chars, _ := strings.Cut(d.Message, "character")
			_, family, _ := strings.Cut(d.Help, "such as ")
			family, _, _ = strings.Cut(family, ",")
			got = append(got, fmt.Sprintf("%d:%d %s: %s", d.Pos.Line, d.Pos.Col, strings.TrimLeft(chars, "s "), family))
		}
		slices.Sort(got)
		if strings.Join(got, ", ") != x.want {
			t.Errorf("%s: %s, want %s", x.rule, strings.Join(got, ", "), x.want)
		}
	}
}

// Of the faces of a family the one nearest in weight is taken (css-fonts-4, §5.2): between 400 and 500 first heavier ones up to
// 500, below 400 first lighter ones, above 500 first heavier ones.
func TestFontWeights(t *testing.T) {
	fs := faces{}
	byWeight := map[int]*font.Face{}
	for _, w := range []int{100, 300, 400, 450, 500, 600, 900} {
		byWeight[w] = fs.read(t, "IBMPlexMono-Regular.ttf", fmt.Sprint(w))
	}
	for _, x := range []struct {
		want int // the weight asked for
		have []int
		take int
	}{
		{400, []int{300, 400, 500}, 400},
		{400, []int{300, 500, 600}, 500},
		{400, []int{300, 450, 500}, 450},
		{400, []int{300, 600}, 300},
		{400, []int{600, 900}, 600},
		{500, []int{400, 600}, 400},
		{450, []int{400, 500}, 500},
		{450, []int{400, 600}, 400},
		{300, []int{100, 400}, 100},
		{300, []int{400, 500}, 400},
		{600, []int{500, 900}, 900},
		{600, []int{400, 500}, 500},
		{501, []int{500, 900}, 900},
		{399, []int{100, 400}, 100},
	} {
		var declared []*layout.Declared
		var families []string
		for _, w := range x.have {
			declared, families = append(declared, &layout.Declared{Face: byWeight[w], Weight: [2]int{w, w}}), append(families, "F")
		}
		slices.Reverse(declared)
		f := layout.NewFonts(nil).With(families, declared)
		if got := fs[f.Faces([]string{"F"}, x.want, false)[0]]; got != fmt.Sprint(x.take) {
			t.Errorf("of %v weight %d takes %s, want %d", x.have, x.want, got, x.take)
		}
	}
}

// What @font-face says of a face (css-fonts-4, §4).
func TestDeclaredFaces(t *testing.T) {
	fs := faces{}
	a, b, c := fs.read(t, "IBMPlexMono-Regular.ttf", "a"), fs.read(t, "IBMPlexMono-Regular.ttf", "b"), fs.read(t, "IBMPlexMono-Regular.ttf", "c")
	regular := [2]int{400, 400}
	for _, x := range []struct {
		rule     string
		declared []*layout.Declared
		text     string
		want     string
	}{
		{"of two alike the last counts", []*layout.Declared{{Face: a, Weight: regular}, {Face: b, Weight: regular}}, "ab", "b/10 ab"},
		{"the slope comes before the weight", []*layout.Declared{{Face: a, Weight: regular, Italic: true}, {Face: b, Weight: [2]int{900, 900}}}, "ab", "b/10 ab"},
		{"a face is used for its range alone", []*layout.Declared{{Face: a, Weight: regular}, {Face: b, Weight: regular, Ranges: [][2]rune{{'b', 'c'}}}}, "abcd", "a/10 a b/10 bc a/10 d"},
		{"the face of a font that varies is that of the weight", []*layout.Declared{{Face: a, Weight: [2]int{100, 900}, Instance: func(w int) (*font.Face, error) {
			return map[int]*font.Face{400: c}[w], nil
		}}}, "ab", "c/10 ab"},
		{"or of the nearest that it has", []*layout.Declared{{Face: a, Weight: [2]int{500, 900}, Instance: func(w int) (*font.Face, error) {
			return map[int]*font.Face{500: c}[w], nil
		}}}, "ab", "c/10 ab"},
		{"or the one that was read, if there is none", []*layout.Declared{{Face: a, Weight: [2]int{100, 900}, Instance: func(int) (*font.Face, error) {
			return nil, errors.New("no such weight")
		}}}, "ab", "a/10 ab"},
	} {
		f := layout.NewFonts(nil)
		f.Add("F", fs.read(t, "EBGaramond-Regular.ttf", "hidden"))
		f = f.With(slices.Repeat([]string{"F"}, len(x.declared)), x.declared)
		for _, again := range []bool{false, true} { // an instance is made once
			got, _, _ := fs.set(t, f, "p { font-family: F }", x.text)
			if got != x.want {
				t.Errorf("%s (again: %v): %s, want %s", x.rule, again, got, x.want)
			}
		}
	}
}

// The boxes of a list of tasks are drawn as marks that faces for text have, if the face has no boxes.
func TestTaskBoxes(t *testing.T) {
	fs := faces{}
	f := layout.NewFonts(nil)
	serif := fs.read(t, "EBGaramond-Regular.ttf", "serif")
	f.Add("EB Garamond", serif)
	mono := fs.read(t, "IBMPlexMono-Regular.ttf", "mono")
	f.Add("IBM Plex Mono", mono)
	for text, drawn := range map[string]rune{"☐": '□', "☒": '■', "☑": '✓'} {
		_, list, _ := fs.set(t, f, "p { font-family: 'EB Garamond' }", text)
		from := serif
		if drawn == '✓' {
			from = mono
		}
		if want := from.Shape(string(drawn), nil, "", font.LeftToRight)[0].ID; list[0].Face != from || list[0].Glyphs[0].ID != want || list[0].Text != text {
			t.Errorf("%s is drawn as glyph %d of %s and read as %s, want %d of %s", text, list[0].Glyphs[0].ID, fs[list[0].Face], list[0].Text, want, fs[from])
		}
	}
	withBoxes := layout.NewFonts(nil)
	symbols := fs.read(t, "NotoSansSymbols2-Regular.woff", "symbols")
	withBoxes.Add("S", symbols)
	_, list, _ := fs.set(t, withBoxes, "p { font-family: S }", "☐")
	if want := symbols.Shape("☐", nil, "", font.LeftToRight)[0].ID; list[0].Glyphs[0].ID != want {
		t.Errorf("a box that the face has is drawn as glyph %d, want %d", list[0].Glyphs[0].ID, want)
	}
	none := layout.NewFonts(nil)
	none.Add("M", mono)
	_, _, found := fs.set(t, none, "p { font-family: M }", "☐")
	if len(found) != 1 || !strings.Contains(found[0].Message, "☐") {
		t.Errorf("a box that no face can draw: %v", found)
	}
}

// A combining mark and what is invisible have the face of the letter before; stops have that of the letters beside them.
func TestFacesOfMarks(t *testing.T) {
	fs := faces{}
	f := layout.NewFonts(nil)
	f.Add("IBM Plex Mono", fs.read(t, "IBMPlexMono-Regular.ttf", "mono"))
	f.Add("EB Garamond", fs.read(t, "EBGaramond-Regular.ttf", "serif"))
	for _, x := range []struct{ rule, text, want string }{
		{"an accent has the face of its letter", "aἀ\u0331b", "mono/10 a serif/10 ἀ\u0331 mono/10 b"},
		{"a word joiner too", "aἀ\u2060b", "mono/10 a serif/10 ἀ\u2060 mono/10 b"},
		{"a joiner too", "aἀ\u200Db", "mono/10 a serif/10 ἀ\u200D mono/10 b"},
		{"a non-joiner too", "aἀ\u200Cb", "mono/10 a serif/10 ἀ\u200C mono/10 b"},
		{"stops after a letter have its face", "ἀ.", "serif/10 ἀ."},
		{"those before the first letter too", "(ἀ", "serif/10 (ἀ"},
		{"but not if its face lacks them", "ἀ\u2713", "serif/10 ἀ mono/10 \u2713"},
		{"an accent by itself has the first face that has it", "\u0301a", "mono/10 \u0301a"},
	} {
		got, _, _ := fs.set(t, f, "", x.text)
		if got != x.want {
			t.Errorf("%s: %s, want %s", x.rule, got, x.want)
		}
	}
}

// Each value of the font-variant properties is a feature of OpenType (css-fonts-4, §6).
func TestFontFeatures(t *testing.T) {
	fs := faces{}
	serif := fs.read(t, "EBGaramond-Regular.ttf", "serif")
	f := layout.NewFonts(nil)
	f.Add("EB Garamond", serif)
	on := func(tags ...string) (out []font.Feature) {
		for _, tag := range tags {
			out = append(out, font.Feature{Tag: tag, Value: 1})
		}
		return out
	}
	const text = "Offtcts1234Aſti½2nd"
	for css, want := range map[string][]font.Feature{
		"":                                                nil,
		"font-variant-caps: small-caps":                   on("smcp"),
		"font-variant-caps: all-small-caps":               on("smcp", "c2sc"),
		"font-variant-caps: petite-caps":                  on("pcap"),
		"font-variant-caps: all-petite-caps":              on("pcap", "c2pc"),
		"font-variant-numeric: lining-nums":               on("lnum"),
		"font-variant-numeric: tabular-nums":              on("tnum"),
		"font-variant-numeric: ordinal":                   on("ordn"),
		"font-variant-position: super":                    on("sups"),
		"font-variant-position: sub":                      on("subs"),
		"font-variant-ligatures: none":                    {{Tag: "liga"}, {Tag: "clig"}, {Tag: "calt"}},
		"font-variant-ligatures: no-contextual":           {{Tag: "calt"}},
		"font-variant-ligatures: discretionary-ligatures": on("dlig"),
		"font-variant-ligatures: historical-ligatures":    on("hlig"),
		"font-feature-settings: 'smcp'":                   on("smcp"),
	} {
		_, list, _ := fs.set(t, f, "p { font-family: 'EB Garamond'; "+css+"}", text)
		var got, ids []uint32
		for _, r := range list {
			for _, g := range r.Glyphs {
				got = append(got, g.ID)
			}
		}
		for _, g := range serif.Shape(text, want, "en-GB", font.LeftToRight) {
			ids = append(ids, g.ID)
		}
		if !slices.Equal(got, ids) {
			t.Errorf("%s: glyphs %v, want %v", css, got, ids)
		}
	}
}

// What the face lacks is imitated: small capitals by capitals of four fifths of the size, superior and inferior figures by
// figures of 13 twentieths (css-fonts-4, §6.5.1 and §6.6.1). A face that has them uses its own.
func TestImitations(t *testing.T) {
	fs := faces{}
	f := layout.NewFonts(nil)
	f.Add("IBM Plex Mono", fs.read(t, "IBMPlexMono-Regular.ttf", "mono"))
	f.Add("EB Garamond", fs.read(t, "EBGaramond-Regular.ttf", "serif"))
	for _, x := range []struct{ rule, css, text, want string }{
		{"small capitals", "font-variant-caps: small-caps", "Ab1", "mono/10 A mono/8 b mono/10 1"},
		{"of all", "font-variant-caps: all-small-caps", "Ab1.", "mono/8 Ab1 mono/10 ."},
		{"petite capitals alike", "font-variant-caps: petite-caps", "Ab1", "mono/10 A mono/8 b mono/10 1"},
		{"of all too", "font-variant-caps: all-petite-caps", "Ab1.", "mono/8 Ab1 mono/10 ."},
		{"unicase is not imitated", "font-variant-caps: unicase", "Ab1", "mono/10 Ab1"},
		{"a mark stays with its letter", "font-variant-caps: small-caps", "Ab\u0301", "mono/10 A mono/8 b\u0301"},
		{"font-synthesis without small-caps forbids it", "font-variant-caps: small-caps; font-synthesis: position", "Ab1", "mono/10 Ab1"},
		{"superior figures that the face has are its own", "font-variant-position: super", "12", "mono/10 12"},
		{"inferior ones that it lacks are smaller", "font-variant-position: sub", "12", "mono/6.5 12"},
		{"font-synthesis without position forbids it", "font-variant-position: sub; font-synthesis: small-caps", "12", "mono/10 12"},
		{"a face with small capitals uses its own", "font-family: 'EB Garamond'; font-variant-caps: small-caps", "Ab1", "serif/10 Ab1"},
		{"a face with petite capitals too", "font-family: 'EB Garamond'; font-variant-caps: petite-caps", "Ab1", "serif/10 Ab1"},
		{"a character of a further face is made smaller once", "font-variant-caps: all-small-caps", "Ἀ", "serif/8 Ἀ"},
	} {
		got, _, _ := fs.set(t, f, "p {"+x.css+"}", x.text)
		if got != x.want {
			t.Errorf("%s: %s, want %s", x.rule, got, x.want)
		}
	}
}
