package lang

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestCodeBreaks(t *testing.T) {
	for _, want := range []string{
		"a |+ |b",
		"git |checkout |-- file.go",
		"$ make |all; |# two |// three",
		"short-one |a_b.c",
		"--print-^default-^template |--toc",
		"--toc|^--table-^of-^contents",
		"tex_^math_^single_^backslash |__attribute__",
		"std::^vector::^iterator |ptr->^member->^next",
		"some^.package^.Name(^arg,^other) |3.14159265358979",
		"call(^one)^(^two)^[three] |[emphasized]^{custom-^style=^\"Strong\"}",
		"XMLHttp`Request |aLong`Camel`Case`Name",
		"https://^example^.org/^memo`i`r`s`o`f`1947/^a12345678",
		"-----------------------",
		"a==b==c==d==e |x+=^1234567890",
		"\\alpha_^1^\\beta^\\gamma^\\delta",
		"  indented |by |two",
	} {
		text := strings.NewReplacer("^", "", "`", "").Replace(want)
		text = strings.ReplaceAll(strings.ReplaceAll(text, " |", " "), "toc^", "toc")
		if got := showBreaks(text, CodeBreaks(text)); got != want {
			t.Errorf("got  %s\n\t want %s", got, want)
		}
	}
}

func FuzzCodeBreaks(f *testing.F) {
	for _, s := range []string{"--print-default-template", "http://a.b/c?d=e", "日本\n\xff—x_yyyyyyyyy", "a  b\t", "\xff\xff\xff\xff\xff\xff\xff\xff\xff.\xff\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at := 0
		for _, o := range CodeBreaks(text) {
			if o.Offset <= at || o.Offset >= len(text) || utf8.ValidString(text) && !utf8.RuneStart(text[o.Offset]) {
				t.Fatalf("%q: a break at %d after one at %d", text, o.Offset, at)
			}
			at = o.Offset
		}
	})
}
