package style

import (
	"strings"
	"testing"
)

func TestCounterText(t *testing.T) {
	c, list := cascade(t, `
@counter-style stars { system: symbolic; symbols: "*" "†"; range: 1 5; fallback: upper-roman; suffix: " " }
@counter-style box { system: cyclic; symbols: "□" "■" }
@counter-style rivers { system: fixed 3; symbols: Thames Tyne }
@counter-style binary { system: numeric; symbols: "0" "1"; pad: 4 "0"; negative: "(" ")" }
@counter-style ab { system: alphabetic; symbols: a b }
@counter-style dice { system: additive; additive-symbols: 6 "⚅", 1 "⚀", 0 "-"; range: infinite 20 }
@counter-style padded { system: extends decimal; pad: 3 "0" }
@counter-style lower-roman { system: extends upper-roman; prefix: "§" }
@counter-style loop { system: extends pool } @counter-style pool { system: extends loop }
@counter-style back { system: fixed; symbols: x; fallback: forth } @counter-style forth { system: fixed; symbols: y; fallback: back }
`)
	if f := list.All(); len(f) > 0 {
		t.Error(f)
	}
	for _, x := range []struct {
		style string
		from  int
		want  string
	}{
		{"", -1, "-1 0 1"},
		{"decimal-leading-zero", 8, "08 09 10"},
		{"upper-roman", 3998, "MMMCMXCVIII MMMCMXCIX 4000"},
		{"lower-alpha", 25, "y z aa"},
		{"lower-greek", 16, "π ρ σ"},
		{"hebrew", 14, "יד טו טז"},
		{"georgian", 10, "ი ია იბ"},
		{"arabic-indic", 9, "٩ ١٠ ١١"},
		{"disc", 1, "• • •"},
		{"none", 1, "  "},
		{"stars", 4, "†† *** VI"},
		{"box", -1, "□ ■ □"},
		{"rivers", 3, "Thames Tyne 5"},
		{"binary", -2, "(10) (01) 0000"},
		{"ab", 2, "b aa ab"},
		{"dice", 5, "⚀⚀⚀⚀⚀ ⚅ ⚅⚀"},
		{"dice", -1, "-⚀ - ⚀"},
		{"dice", 20, "⚅⚅⚅⚀⚀ 21 22"},
		{"padded", 99, "099 100 101"},
		{"lower-roman", 1, "I II III"},
		{"loop", 1, "1 2 3"},
		{"back", 1, "x 2 3"},
		{"unheard-of", 1, "1 2 3"},
	} {
		var got []string
		for i := range 3 {
			got = append(got, c.sheet.CounterText(x.from+i, x.style))
		}
		if s := strings.Join(got, " "); s != x.want {
			t.Errorf("%s from %d: %q, want %q", x.style, x.from, s, x.want)
		}
	}
	if p, s := c.sheet.CounterAffixes("lower-roman"); p != "§" || s != ". " {
		t.Errorf("affixes %q %q", p, s)
	}
	if _, list := cascade(t, "p::before { content: counter(x, lower-rommn) } @counter-style decimal { symbols: x }"); len(list.All()) != 2 ||
		list.All()[0].Help != "did you mean “lower-roman”?" {
		t.Errorf("%v", list.All())
	}
}
