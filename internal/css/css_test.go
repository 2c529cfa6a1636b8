package css

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/diag"
)

func tokens(text string) ([]Token, []diag.Finding) {
	var list diag.List
	return Tokenize(&list, "s.css", []byte(text)), list.All()
}

// Text shows the tokens.
func TestTokens(t *testing.T) {
	for _, x := range []struct{ name, in, text, findings string }{
		{"words and numbers", "a -b --c 1 -.5 +2e 10% 3PX", "a -b --c 1 -.5 +2e 10% 3PX", ""},
		{"escapes", `\70 x \"a "\201C b" #\31 a`, `px "a "“b" #1a`, ""},
		{"a string goes on in the next line", "'a\\\nb'", `"ab"`, ""},
		{"an escape of no character", `\0 \110000 `, "\uFFFD\uFFFD", ""},
		{"comments are nothing", "a/* b */c", "ac", ""},
		{"url with and without quotes", `url( a.png ) url("b c")`, `url(a.png) url(b c)`, ""},
		{"blocks", "a(b [c] {d}) (e)", "a(b [c] {d}) (e)", ""},
		{"names of functions are in lower case", "CALC(1)", "calc(1)", ""},
		{"what closes nothing", "a ) b", "a  b", "1:3 “)” closes nothing"},
		{"what closes another block", "(a ] b)", "(a ] b)", ""},
		{"what is not closed", "a (b", "a (b)", "1:3 this bracket is not closed"},
		{"a string that is not closed", "'a\nb", "b", "1:1 this string or url() is not closed"},
		{"a number of too many digits", strings.Repeat("9", 20), strings.Repeat("9", 20), ""},
		{"lines and columns", "a\n  é )", "a é ", "2:5 “)” closes nothing"},
	} {
		ts, findings := tokens(x.in)
		var got []string
		for _, f := range findings {
			got = append(got, fmt.Sprintf("%d:%d %s", f.Pos.Line, f.Pos.Col, f.Message))
		}
		if s := Text(ts); s != x.text || strings.Join(got, "; ") != x.findings {
			t.Errorf("%s: %q %v, want %q %s", x.name, s, got, x.text, x.findings)
		}
	}
}

// Raw is the source text, and Source joins it.
func TestSource(t *testing.T) {
	for in, want := range map[string]string{" a( b , 'c' ) 1.50EM ": "a( b , 'c' ) 1.50EM", "a/* b */c": "ac", `\61 b`: `\61 b`, "  ": ""} {
		if ts, _ := tokens(in); Source(ts) != want {
			t.Errorf("%q: %q", in, Source(ts))
		}
	}
	ts, _ := tokens("a/* b */c d")
	if ts[0].AfterComment || !ts[1].AfterComment || ts[3].AfterComment {
		t.Errorf("%+v", ts)
	}
	if got := string(WithoutComments([]byte("a/* b */ c '/* d */' url(/*e*/)"))); got != "a c '/* d */' url(/*e*/)" {
		t.Errorf("without comments: %s", got)
	}
}

// Numbers are fractions of nine decimals at most.
func TestDecimal(t *testing.T) {
	for s, want := range map[string]string{
		"1": "1/1 true", "-1.50": "-150/100 true", "+.5": "5/10 true", "5.": "5/1 true", "1.23456789012": "1234567890/1000000000 true", "": "0/1 false",
		".": "0/1 false", "1.2.3": "0/0 false", "1a": "0/0 false", "+-1": "0/0 false", "9999999999999999999": "0/0 false",
	} {
		num, den, ok := decimal(s)
		if got := fmt.Sprintf("%d/%d %v", num, den, ok); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}

func TestRules(t *testing.T) {
	ts, _ := tokens("@charset 'x'; a, b { c: d } ; @media print { e { f: g } } @font-face{} h")
	var got []string
	for _, r := range Rules(ts) {
		block := "none"
		if r.Block != nil {
			block = Text(r.Block.Args)
		}
		got = append(got, fmt.Sprintf("%s|%s|%s|%d", r.At, Text(r.Prelude), block, r.Pos.Col))
	}
	if s := strings.Join(got, "\n"); s != "charset|\"x\"|none|1\n|a, b| c: d |15\nmedia|print| e { f: g } |31\nfont-face|||59\n|h|none|72" {
		t.Error(s)
	}
}

func TestDeclarations(t *testing.T) {
	ts, _ := tokens("A: b c !IMPORTANT; --X: { y }; : z; d; e:; ; @top-left { f: g } h: i ! important; @x; important: important")
	for nested, want := range map[bool]string{
		true:  "a|b c|true\n--X|{ y }|false\n||false\n||false\ne||false\nh|i|true\nimportant|important|false\ntop-left, a block\nx",
		false: "a|b c|true\n--X|{ y }|false\n||false\n||false\ne||false\n||false\n||false\nimportant|important|false",
	} {
		list, at := Declarations(ts, nested)
		var got []string
		for _, d := range list {
			got = append(got, fmt.Sprintf("%s|%s|%v", d.Name, Text(d.Value), d.Important))
		}
		for _, r := range at {
			if r.Block != nil {
				r.At += ", a block"
			}
			got = append(got, r.At)
		}
		if s := strings.Join(got, "\n"); s != want {
			t.Errorf("nested %v:\n%s", nested, s)
		}
	}
}

func TestColors(t *testing.T) {
	for in, want := range map[string]string{
		"red": "[65535 0 0 0] 1/1 true", "RED": "[65535 0 0 0] 1/1 true", "transparent": "[0 0 0 0] 0/1 true", "nothing": "[0 0 0 0] 0/1 false", "#F00": "[65535 0 0 0] 255/255 true",
		"#f008": "[65535 0 0 0] 136/255 true", "#ff000080": "[65535 0 0 0] 128/255 true", "#ff0000": "[65535 0 0 0] 255/255 true", "#ff00000": "[0 0 0 0] 0/0 false", "#ggg": "[0 0 0 0] 0/0 false",
		"#123456789": "[0 0 0 0] 0/0 false", "rgb(255, 0, 0)": "[65535 0 0 0] 1/1 true", "rgb(100% 0% 0% / 25%)": "[65535 0 0 0] 25/100 true", "rgba(300, -1, 0, 2)": "[65535 0 0 0] 1/1 true",
		"rgb(1 2 3 / -1)": "[257 514 771 0] 0/1 true", "rgb(1 2)": "[0 0 0 0] 1/1 false", "rgb(1 2 3 4 5)": "[0 0 0 0] 1/1 false", "rgb(a b c)": "[0 0 0 0] 0/0 false", "hsl(120deg 100% 50%)": "[1 65535 1 0] 1/1 true",
		"hsl(-240 100% 50%)": "[1 65535 1 0] 1/1 true", "hsl(0 0% 50%)": "[32768 32768 32768 0] 1/1 true", "hsl(1 2 3)": "[0 0 0 0] 1/1 false", "hsl(1% 2% 3%)": "[0 0 0 0] 1/1 false", "device-cmyk(0 50% 1 0)": "[0 32768 65535 0] 1/1 true", "device-cmyk(0 0 0)": "[0 0 0 0] 1/1 false",
		"lab(1 2 3)": "[0 0 0 0] 1/1 false", "rgb(1000001 0 0)": "[0 0 0 0] 0/0 false", "1": "[0 0 0 0] 0/0 false",
	} {
		ts, _ := tokens(in)
		c, ok := ReadColor(&ts[0])
		if got := fmt.Sprintf("%v %d/%d %v", c.C, c.Alpha.Num, c.Alpha.Den, ok); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// node is an element of a list of siblings below one root.
type node struct {
	name, class, lang string
	at, of            int
	parent, previous  *node
	asked             *int // how often a name has been asked for, in the whole tree
}

func (n *node) IsType(name string) bool {
	*n.asked++
	return n.name == name
}

func (n *node) Attribute(name string) (string, bool) {
	return n.class, name == "class" && n.class != ""
}
func (n *node) HasClass(class string) bool { return n.class == class }
func (n *node) ParentElement() Element {
	if n.parent == nil {
		return nil
	}
	return n.parent
}

func (n *node) PreviousSibling() Element {
	if n.previous == nil {
		return nil
	}
	return n.previous
}
func (n *node) Position() Position { return Position{n.at, n.of - n.at + 1, n.at, n.of - n.at + 1} }
func (n *node) IsEmpty() bool      { return false }
func (n *node) Language() string   { return n.lang }

// siblings gives the last of n elements p in depth others, each the last of n.
func siblings(depth, n int) *node {
	at := &node{name: "html", at: 1, of: 1, asked: new(int)}
	for range depth {
		parent := at
		var last *node
		for i := range n {
			last = &node{name: "p", parent: parent, previous: last, at: i + 1, of: n, asked: parent.asked}
		}
		at = last
	}
	return at
}

func selectorOf(t *testing.T, text string) *Selector {
	t.Helper()
	ts, _ := tokens(text)
	list, bad := Selectors(ts)
	if bad != nil {
		t.Fatalf("%s is not understood at %v", text, bad)
	}
	return &list[0]
}

// Matching tests each element about once for each compound, and not once for each combination of elements.
func TestMatchIsBounded(t *testing.T) {
	e := siblings(40, 40)
	for _, text := range []string{
		"q" + strings.Repeat(" ~ p", 40), "q" + strings.Repeat(" p", 39), "q" + strings.Repeat(" ~ p p", 30), "q + p" + strings.Repeat(" ~ p", 30), "q > p" + strings.Repeat(" p", 30),
	} {
		*e.asked = 0
		if selectorOf(t, text).Match(e) {
			t.Errorf("%s matches", text)
		}
		if *e.asked > 10_000 {
			t.Errorf("%s asks %d times", text, *e.asked)
		}
	}
	for _, text := range []string{"html" + strings.Repeat(" p", 39), "p" + strings.Repeat(" ~ p", 39), "html > p p > p ~ p + p", "p:nth-child(40 of p)", "p:not(:nth-child(odd)):last-child"} {
		if !selectorOf(t, text).Match(e) {
			t.Errorf("%s does not match", text)
		}
	}
	for _, text := range []string{"p:nth-child(1 of :nth-child(1 of p))", "p:nth-child(1 of :not(:nth-child(1 of p)))"} {
		ts, _ := tokens(text)
		if _, bad := Selectors(ts); bad == nil {
			t.Errorf("%s is read", text)
		}
	}
}

// Too deep nesting is ignored and reported once.
func TestDepthIsBounded(t *testing.T) {
	for _, in := range []string{strings.Repeat("calc(", 20_000) + "1" + strings.Repeat(")", 20_000), strings.Repeat("calc(", 64) + strings.Repeat("(x)", 3) + strings.Repeat(")", 64)} {
		ts, findings := tokens("p{a:" + in + "}b{}")
		if Has(ts, "var") || len(ts) != 4 || len(findings) == 0 || len(findings) > 3 || !strings.Contains(findings[0].Message, "more than 64 deep") {
			t.Errorf("%d tokens, %v", len(ts), findings)
		}
	}
	ts, findings := tokens(strings.Repeat("(", 63) + "var(a)" + strings.Repeat(")", 63))
	if !Has(ts, "var") || len(findings) > 0 {
		t.Errorf("64 deep: %v", findings)
	}
}

func TestUnknownSelectors(t *testing.T) {
	for text, want := range map[string]string{
		"p:hover": "hover", "p::selection": "selection", "p:not(:hover)": "not", "p:has(a)": "has", "p:first-child": "", "p::before": "", "p:before": "", "p:hover:focus": "hover",
	} {
		got := ""
		if u := selectorOf(t, text).Unknown; u != nil {
			got = u.Text
		}
		if got != want {
			t.Errorf("%s: %q", text, got)
		}
	}
	for _, text := range []string{"", "a,", ">a", "a>", "a > > b", "a..b", "a b::before c", "[]", "[a=]", "[a='b' x]", "[a!=b]", ":not()", ":not(::before)", ":lang()", ":lang(1)", ":nth-child(x)", ":nth-child(1.5)", ":nth-child(xn)", "a|b", "::", ":"} {
		ts, _ := tokens(text)
		if _, bad := Selectors(ts); bad == nil {
			t.Errorf("%q is read", text)
		}
	}
}

func FuzzTokenize(f *testing.F) {
	f.Add("p:nth-child(2n+1 of .a) > b { c: url(x) 'y' #f00 !important; } @media (1cm < width <= 2cm) and (not (color)) {")
	f.Fuzz(func(t *testing.T, s string) {
		ts, _ := tokens(s)
		for _, r := range Rules(ts) {
			_, _ = Selectors(r.Prelude)
			_, _ = MediaQuery(r.Prelude, func(t *Token) (Truth, *Token) { _, bad := MediaFeature(t); return Unknown, bad })
			if r.Block != nil {
				Declarations(r.Block.Args, true)
			}
		}
		for i := range ts {
			ReadColor(&ts[i])
		}
	})
}
