package style

import (
	"strings"
	"testing"

	"quire/internal/diag"
)

// rule is a rule of CSS, and a sheet in which it decides.
type ruleTest struct {
	name, css, element string
	want               string // the values that are not the initial ones, and the findings
}

func checkRules(t *testing.T, tests []ruleTest) {
	t.Helper()
	for _, x := range tests {
		c, list := cascade(t, x.css)
		path, pseudo, _ := strings.Cut(x.element, "::")
		e := tree(path)
		s := compute(c, e)
		if pseudo != "" {
			s = c.Pseudo(e, pseudo)
		}
		var got []string
		for _, line := range strings.Split(strings.TrimSpace(differences(s)), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				got = append(got, line)
			}
		}
		for _, f := range list.All() {
			got = append(got, f.Message)
		}
		if g := strings.Join(got, "\n"); g != strings.TrimSpace(x.want) {
			t.Errorf("%s: %s\n got\n%s\nwant\n%s", x.name, x.css, g, x.want)
		}
	}
}

// css-cascade-4, §6: importance, then specificity, then order.
func TestCascadeOrder(t *testing.T) {
	const sheet = "p { widows: 1 } "
	for _, x := range []struct {
		name, base, css string
		want            int
	}{
		{"the author's sheet over the default one", "p { widows: 3 }", "p { widows: 4 }", 4},
		{"the author's sheet over a more specific selector of the default one", "section p { widows: 3 }", "p { widows: 4 }", 4},
		{"an important declaration of the default sheet over all", "p { widows: 3 !important }", "#a { widows: 4 !important }", 3},
		{"importance over specificity", "", "p { widows: 3 !important } #a.b { widows: 4 }", 3},
		{"specificity among important ones", "", "p { widows: 3 !important } .b { widows: 4 !important } p { widows: 5 !important }", 4},
		{"an id over classes", "", "#a { widows: 3 } .b.b.b { widows: 4 }", 3},
		{"a class over types", "", ".b { widows: 3 } html section p { widows: 4 }", 3},
		{"order among equals", "", "p { widows: 3 } p { widows: 4 }", 4},
		{"order within a rule", "", "p { widows: 3; widows: 4 }", 4},
		{"revert gives the value of the default sheet", "p { widows: 3 }", "p { widows: 4; widows: revert }", 3},
		{"revert without a value of the default sheet is unset", "", "section { widows: 7 } p { widows: revert }", 7},
		{"a revert in the default sheet is unset", "p { widows: revert }", "section { widows: 7 } p { widows: revert }", 7},
	} {
		var list diag.List
		c := Parse(&list, Source{Name: "base.css", Text: []byte(sheet[:0] + x.base), Default: true}, Source{Name: "own.css", Text: []byte(x.css)}).Cascade()
		if got := compute(c, tree("section p.b#a")).Widows; got != x.want || len(list.All()) > 0 {
			t.Errorf("%s: %d, want %d %v", x.name, got, x.want, list.All())
		}
	}
}

// css-cascade-4, §7: which properties are inherited.
func TestInheritance(t *testing.T) {
	checkRules(t, []ruleTest{
		{"text is inherited", "section { color: red; text-indent: 2pt }", "section p", "Color: {Space 1, C [65535; 0; 0; 0]}\nTextIndent: {Dim 2pt}"},
		{"boxes are not", "section { margin-left: 2pt; border-top: 1pt solid; width: 3pt }", "section p", ""},
		{"inherit takes the parent's value", "section { margin-left: 2pt } p { margin-left: inherit }", "section p", "Margin: [0pt; 0pt; 0pt; 2pt]"},
		{"initial goes back to the first", "section { orphans: 9 } p { orphans: initial }", "section p", ""},
		{"unset inherits what is inherited", "section { orphans: 9 } p { orphans: unset }", "section p", "Orphans: 9"},
		{"unset is initial for the rest", "p { margin-left: 2pt } p { margin-left: unset }", "section p", ""},
		{"em is of the element's own size", "section { font-size: 20pt } p { font-size: 50%; text-indent: 1em }", "section p", "FontSize: 10pt\nLineHeight: 12pt\nTextIndent: {Dim 10pt}"},
		{"a line-height without unit is inherited as a factor", "section { line-height: 2 } p { font-size: 10pt }", "section p", "FontSize: 10pt\nLineHeight: 20pt\nlineFactor: [2; 1]"},
		{"a line-height with unit is inherited as a length", "section { line-height: 30pt } p { font-size: 10pt }", "section p", "FontSize: 10pt\nLineHeight: 30pt\nlineFactor: [0; 0]"},
		{"currentcolor as colour is the parent's", "section { color: red } p { color: currentcolor }", "section p", "Color: {Space 1, C [65535; 0; 0; 0]}"},
		{"bolder and lighter go by the parent", "section { font-weight: bolder } p { font-weight: bolder }", "section p", "FontWeight: 900"},
		{"lighter than 900 is 700 (css-fonts-4, §2.2)", "section { font-weight: 900 } p { font-weight: lighter }", "section p", "FontWeight: 700"},
		{"larger goes by the parent", "section { font-size: 20pt } p { font-size: larger }", "section p", "FontSize: 24pt\nLineHeight: 28.8pt"},
		{"smaller goes by the parent", "section { font-size: 24pt } p { font-size: smaller }", "section p", "FontSize: 20pt\nLineHeight: 24pt"},
	})
}

// css-box-4, §5 and §6; css-backgrounds-3, §3; css-logical-1, §4.
func TestSides(t *testing.T) {
	checkRules(t, []ruleTest{
		{"one value for all sides", "p { margin: 1pt }", "p", "Margin: [1pt; 1pt; 1pt; 1pt]"},
		{"two: vertical, horizontal", "p { margin: 1pt 2pt }", "p", "Margin: [1pt; 2pt; 1pt; 2pt]"},
		{"three: top, horizontal, bottom", "p { margin: 1pt 2pt 3pt }", "p", "Margin: [1pt; 2pt; 3pt; 2pt]"},
		{"four: clockwise from the top", "p { margin: 1pt 2pt 3pt 4pt }", "p", "Margin: [1pt; 2pt; 3pt; 4pt]"},
		{"five are too many", "p { margin: 1pt 2pt 3pt 4pt 5pt }", "p", "“1pt 2pt 3pt 4pt 5pt” is not a value of “margin” that is known here"},
		{"padding is not negative, a calculated one is raised to 0", "p { padding-left: calc(1pt - 2pt); padding-top: -1pt }", "p", "“-1pt” is not a value of “padding-top” that is known here"},
		{"margins may be negative and auto", "p { margin: -1pt auto }", "p", "Margin: [-1pt; auto; -1pt; auto]"},
		{"inline and block", "p { margin-inline: 1pt 2pt; padding-block: 3pt }", "p", "Margin: [0pt; 2pt; 0pt; 1pt]\nPadding: [3pt; 0pt; 3pt; 0pt]"},
		{"inline-start", "p { margin-inline-start: 1pt; padding-block-end: 2pt }", "p", "Margin: [0pt; 0pt; 0pt; 1pt]\nPadding: [0pt; 0pt; 2pt; 0pt]"},
		{"three values are too many for inline", "p { margin-inline: 1pt 2pt 3pt }", "p", "“1pt 2pt 3pt” is not a value of “margin-inline” that is known here"},
		{"a border without style has no width", "p { border-top-width: 3pt }", "p", "Border: [{width 3pt}; {width 1pt}; {width 1pt}; {width 1pt}]"},
		{"a border in any order", "p { border-left: red dotted thick }", "p", "Border: [{width 1pt}; {width 1pt}; {width 1pt}; {Width 2pt, Style 4, width 2pt, Color {Space 1, C [65535; 0; 0; 0]}, HasColor true}]"},
		{"a border with a calculated width", "p { border-left: calc(1pt + 1pt) solid }", "p", "Border: [{width 1pt}; {width 1pt}; {width 1pt}; {Width 2pt, Style 1, width 2pt}]"},
		{"two styles are one too many", "p { border: solid dotted }", "p", "“solid dotted” is not a value of “border” that is known here"},
		{"currentcolor is that of the text", "p { border-left: thin solid red; border-left-color: currentcolor }", "p", "Border: [{width 1pt}; {width 1pt}; {width 1pt}; {Width 0.5pt, Style 1, width 0.5pt}]"},
		{"border-inline", "p { border-inline: thin solid }", "p", "Border: [{width 1pt}; {Width 0.5pt, Style 1, width 0.5pt}; {width 1pt}; {Width 0.5pt, Style 1, width 0.5pt}]"},
	})
	// From right to left, inline-start is the right.
	c, _ := cascade(t, "p { margin-inline-start: 1pt; border-inline-end: 1pt solid } q { margin-block-start: 2pt; margin-left: 3pt }")
	e := tree("p")
	e.Attrs = append(e.Attrs, keyVal("dir", "rtl"))
	if s := compute(c, e); s.Margin[SideRight].Length == 0 || s.Margin[SideLeft].Length != 0 || s.Border[SideLeft].Width == 0 {
		t.Errorf("from right to left: %v %v", s.Margin, s.Border)
	}
}

// A shorthand equals its longhands.
func TestShorthands(t *testing.T) {
	for short, long := range map[string]string{
		"font: 10pt a": "font-size: 10pt; font-family: a",
		"font: italic small-caps bold 10pt/12pt a, 'b c'":                 "font-style: italic; font-variant-caps: small-caps; font-weight: bold; font-size: 10pt; line-height: 12pt; font-family: a, 'b c'",
		"font: normal 300 10pt / 1.5 a":                                   "font-weight: 300; font-size: 10pt; line-height: 1.5; font-family: a",
		"font: oblique lighter 10pt a":                                    "font-style: italic; font-weight: lighter; font-size: 10pt; font-family: a",
		"list-style: inside square":                                       "list-style-type: square; list-style-position: inside",
		"list-style: none":                                                "list-style-type: none",
		"columns: 2 10pt":                                                 "column-count: 2; column-width: 10pt",
		"columns: auto 3":                                                 "column-count: 3",
		"columns: 10pt":                                                   "column-width: 10pt",
		"text-decoration: underline overline":                             "text-decoration-line: underline overline",
		"text-decoration: line-through dotted red 1pt":                    "text-decoration-line: line-through; text-decoration-style: dotted; text-decoration-color: red; text-decoration-thickness: 1pt",
		"text-decoration: underline currentcolor":                         "text-decoration-line: underline",
		"page-break-before: always":                                       "break-before: page",
		"page-break-inside: avoid":                                        "break-inside: avoid",
		"background: red":                                                 "background-color: red",
		"column-rule: 1pt solid red":                                      "column-rule-width: 1pt; column-rule-style: solid; column-rule-color: red",
		"border-width: 1pt 2pt":                                           "border-top-width: 1pt; border-bottom-width: 1pt; border-left-width: 2pt; border-right-width: 2pt",
		"border-style: solid":                                             "border-top-style: solid; border-bottom-style: solid; border-left-style: solid; border-right-style: solid",
		"border-color: red":                                               "border-top-color: red; border-bottom-color: red; border-left-color: red; border-right-color: red",
		"font-variant: tabular-nums":                                      "font-variant-numeric: tabular-nums",
		"font-variant: no-contextual super jis78":                         "font-variant-ligatures: no-contextual; font-variant-position: super; font-variant-east-asian: jis78",
		"margin: var(--m); --m: 1pt 2pt":                                  "margin: 1pt 2pt",
		"orphans: 5; all: unset":                                          "",
		"font: inherit":                                                   "",
		"hyphenate-limit-chars: 6 4":                                      "hyphenate-limit-chars: 6 4 4",
		"hyphenate-limit-chars: auto 4 auto":                              "hyphenate-limit-chars: 5 4 4",
		"initial-letter: 3":                                               "initial-letter: 3 drop",
		"initial-letter: 3 raise":                                         "initial-letter: 3 1",
		"size: a5 landscape":                                              "size: 210mm 148mm",
		"size: 10cm 5cm portrait":                                         "size: 5cm 10cm",
		"size: a5 portrait":                                               "size: 148mm 210mm",
		"size: 10cm":                                                      "size: 10cm 10cm",
		"size: landscape a5":                                              "size: a5 landscape",
		"font-size: small":                                                "font-size: 10.6667pt",
		"font-weight: normal":                                             "",
		"letter-spacing: normal; word-spacing: 0":                         "",
		"width: fit-content; width: auto":                                 "",
		"quotes: none; quotes: auto":                                      "",
		"counter-reset: a; counter-reset: none":                           "",
		"counter-increment: a b 2":                                        "counter-increment: a 1 b 2",
		"vertical-align: middle; vertical-align: 50%; line-height: 2":     "vertical-align: 12pt; line-height: 2",
		"text-align: '.' center":                                          "text-align: center '.'",
		"font-feature-settings: 'ss01', 'liga' off, 'cv01' 2":             "font-feature-settings: 'ss01' 1, 'liga' 0, 'cv01' 2",
		"font-feature-settings: 'ss01' on; font-feature-settings: normal": "",
		"string-set: a 'x'; string-set: none":                             "",
		"position: running(a); position: static":                          "",
		"page: x; page: auto":                                             "",
		"-quire-tracking: 1%; -quire-tracking: none":                      "",
		"background-color: red; background-color: transparent":            "background-color: red; background-color: transparent",
		"text-decoration-thickness: 50%":                                  "text-decoration-thickness: 6pt",
		"text-underline-offset: 1pt; text-underline-offset: from-font":    "",
		"hyphenate-character: '-'; hyphenate-character: auto":             "",
		"border: thick solid":                                             "border-width: 2pt; border-style: solid",
	} {
		c, list := cascade(t, "p { "+short+" } q { "+long+" }")
		p, q := tree("p"), tree("q")
		if a, b := differences(compute(c, p)), differences(compute(c, q)); a != b || len(list.All()) > 0 {
			t.Errorf("%s\n%s\nis not %s\n%s%v", short, a, long, b, list.All())
		}
	}
}

// A bad value does not override an earlier one.
func TestBadValues(t *testing.T) {
	for _, decl := range []string{
		"font: 10pt", "font: bold", "font: 10pt / a", "font: red 10pt a", "font-size: 0", "font-size: -1pt", "font-size: 3000pt", "font-size: 1pt 2pt",
		"font-weight: 0", "font-weight: 1001", "font-weight: bold bold", "font-family: ", "font-family: a, ", "font-family: 1a", "font-feature-settings: 'abc'",
		"font-feature-settings: 'abcd' -1", "font-feature-settings: 'abcd' maybe", "font-feature-settings: 'abcd' 1 1", "font-feature-settings: abcd",
		"line-height: -1", "line-height: 0", "line-height: 101", "line-height: 0lh", "line-height: 1 1", "orphans: 0", "orphans: 1.5", "orphans: 1 1", "orphans: -1",
		"text-indent: 1pt 2pt", "text-indent: hanging", "text-indent: hanging hanging 1pt", "text-indent: each-line each-line 1pt", "text-align: left left", "text-align: ''",
		"text-align: '.' ','", "hyphenate-limit-chars: 0", "hyphenate-limit-chars: 1 1 1 1", "hyphenate-limit-zone: -1pt", "hyphenate-limit-zone: -1%", "hyphenate-character: x", "hyphenate-character: ''",
		"-quire-expansion: 11%", "-quire-expansion: -1%", "-quire-expansion: 1", "-quire-protrusion: 'a' 1%", "-quire-protrusion: a 1% 1%", "-quire-protrusion: 'a' 101% 1%", "-quire-protrusion: 'a' 1% -101%",
		"margin: ", "margin-left: 1pt 2pt", "margin-left: none", "padding-left: auto", "width: 1pt 2pt", "width: -1pt", "width: none", "max-width: auto", "height: -1%",
		"border-left-width: -1pt", "border-left-style: thin", "border-left-color: 1", "border-left: 1pt 2pt", "border: red blue", "column-count: 0", "column-width: -1pt", "columns: 1 2 3",
		"column-rule-color: nothing", "float: left", "float-reference: column", "footnote-policy: block", "footnote-display: inline", "clear: left", "page: 1", "page: a b",
		"vertical-align: up", "vertical-align: 1pt 1pt", "text-decoration-line: underline none", "text-decoration: underline red blue", "text-decoration: underline 1pt 2pt", "initial-letter: 0", "initial-letter: 10", "initial-letter: 2 3", "initial-letter: 2 0",
		"initial-letter: 2 drop drop", "initial-letter: 2 up", "background-color: clear", "background-color: red blue", "content: open", "content: 1", "content: ", "content: attr(a b)", "content: attr(1)", "content: counter(1)", "content: counter(a, b, c)",
		"content: counters(a)", "content: counters(a, b)", "content: leader()", "content: leader('')", "content: leader(dotted, solid)", "content: leader(wavy)", "content: target-counter(href, a)", "content: target-counter(attr(a b c), a)",
		"content: target-counter('a', b)", "content: target-counter('#', b)", "content: target-counter(attr(1), b)", "content: target-counter(attr(href))", "content: target-counters(attr(href), a, b)", "content: target-text(attr(href), x)", "content: unknown(a)",
		"string-set: a", "string-set: 'a' b", "string-set: a b", "string-set: a content(x)", "position: running()", "position: running(1)", "position: running(a b)", "position: going(a)", "position: static static",
		"counter-reset: 1", "counter-reset: a 1.5", "counter-reset: none none", "quotes: a", "quotes: 'a'", "quotes: 'a' b", "list-style: inside outside", "list-style-type: 1", "list-style-type: a b", "size: a5 1pt", "size: 1pt 2pt 3pt", "size: landscape",
		"size: -1pt", "size: a5 portrait landscape", "size: a5 a4", "bleed: -1pt", "marks: crop none", "marks: dots", "color: red blue", "color: #12345", "color: #12g", "color: #123456789", "color: rgb(1 2)", "color: rgb(1 2 3 4 5)", "color: rgb(1 2 3 / 50%)",
		"color: #1234", "color: rgb(a, b, c)", "color: hsl(1 2 3)", "color: hsl(1% 2% 3%)", "color: device-cmyk(1 1 1)", "color: rgb(1e9 2 3)", "color: nothing(1 2 3)", "color: transparent", "color: rgb(2000000 1 1)", "font-variant: 1", "font-variant: jis78 what",
		"margin: calc(1pt + )", "margin: calc()", "margin: calc(1pt 2pt)", "margin: calc(1 + 1)", "margin: min(1pt, 2)", "margin: max()", "margin: clamp(1pt, 2pt)", "margin: calc(1pt, 2pt)", "margin: calc(1pt / 0)", "margin: calc(1pt / 1pt)", "margin: calc(1pt * 1pt)",
		"margin: calc(200000000 * 1pt)", "margin: abs(1pt)", "margin-left: 200000em", "margin-left: 200000%", "margin-left: 1zz", "margin-left: 1e2pt", "letter-spacing: 1%", "tab-size: -1", "text-decoration-thickness: 1pt 2pt", "text-decoration-color: 1",
		"-quire-line-numbers: 0", "-quire-page-label: 1", "-quire-page-label: a b", "text-transform: upper", "margin-inline: 1pt 2pt 3pt", "footnote-policy: auto auto", "float-reference: page page", "footnote-display: block block",
	} {
		c, list := cascade(t, "p { "+decl+" }")
		if f := list.All(); len(f) != 1 || f[0].Code != "bad-value" {
			t.Errorf("%s: %v", decl, f)
		}
		if d := differences(compute(c, tree("p"))); d != "" {
			t.Errorf("%s gives %s", decl, d)
		}
	}
}
