package highlight_test

import (
	"strings"
	"testing"

	"quire/internal/highlight"
)

// marked writes code with its classes: {k func} main.
func marked(language, text string) string {
	var b strings.Builder
	at := 0
	for _, t := range highlight.Tokens(language, text) {
		if t.Class == "" {
			b.WriteString(text[at:t.End])
		} else {
			b.WriteString("{" + t.Class + " " + text[at:t.End] + "}")
		}
		at = t.End
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ language, text, want string }{
		{"go", "func f() int { // one\n\treturn 1\n}\n", "{k func} {nf f}() {kt int} { {c // one}\n\t{k return} {m 1}\n}\n"},
		{"python", "def f(x):\n    return 'a' + x", "{k def} {nf f}(x):\n    {k return} {s 'a'} + x"},
		{"Python", "None", "{kc None}"},
		{"diff", "-old\n+new\n", "{gd -old\n}{gi +new\n}"},
		{"html", "<p class=\"a\">b</p>", "<{nt p} {na class}={s \"a\"}>b</{nt p}>"},
		{"text", "if this then that", ""},
		{"no-such-language", "if this then that", ""},
		{"", "if this then that", ""},
		{"go", "// a\r\nvar b\r\n", "{c // a}\r\n{k var} b\r\n"},
	} {
		if got := marked(c.language, c.text); got != c.want {
			t.Errorf("%s %q:\n got %s\nwant %s", c.language, c.text, got, c.want)
		}
	}
}

func TestKnown(t *testing.T) {
	for language, want := range map[string]bool{"go": true, "C++": true, "text": true, "": true, "main.go": false, "Makefile.x": false, "gibberish": false} {
		if highlight.Known(language) != want {
			t.Errorf("Known(%q) is not %v", language, want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("go", "func f() int { return 'x' }")
	f.Add("html", "<p class=>\x00</p>")
	f.Add("bash", "cat <<'E'\n$(")
	f.Fuzz(func(t *testing.T, language, text string) {
		at := 0
		ts := highlight.Tokens(language, text)
		for _, x := range ts {
			if x.End <= at {
				t.Fatalf("a part ends at %d, before %d", x.End, at)
			}
			at = x.End
		}
		if ts != nil && at != len(text) {
			t.Fatalf("parts end at %d of %d", at, len(text))
		}
	})
}
