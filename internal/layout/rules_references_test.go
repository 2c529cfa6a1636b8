package layout_test

import "testing"

// Words that change with the pages.
func TestPageReferences(t *testing.T) {
	testRules(t, []rule{
		{"the number of all pages", ".n::after { content: counter(pages) } .k { break-before: page }", "[of ]{.n}\n\n::: k\ntwo\n:::", []string{
			"1: 20 +0 of 2",
			"2: 20 +0 two",
		}},
		{"that of the page at hand", ".n::after { content: counter(page) } .k { break-before: page }", "one\n\n::: k\n[on ]{.n}\n:::", []string{
			"1: 20 +0 one",
			"2: 20 +0 on 2",
		}},
		{"in roman figures", ".n::after { content: counter(page, lower-roman) } .k { break-before: page }", "one\n\n::: k\n[on ]{.n}\n:::", []string{
			"1: 20 +0 one",
			"2: 20 +0 on ii",
		}},
		{"a number that takes more lines than expected moves what follows", "@counter-style long { system: cyclic; symbols: 'aaaa bbbb cccc dddd eeee ffff gggg' } .n::after { content: counter(page, long) }", "one\n\ntwo\n\nthree\n\n[on ]{.n}\n\nfour\n\nfive", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 on aaaa bbbb",
			"1: 20 +48 cccc dddd eeee",
			"1: 20 +60 ffff gggg",
			"2: 20 +0 four",
			"2: 20 +12 five",
		}},
		{"and what comes to begin on the other side has the pages of that side", "@counter-style long { system: cyclic; symbols: 'aaaa bbbb cccc dddd eeee ffff gggg' } .n::after { content: counter(page, long) } .k { break-before: page } @page :left { margin-bottom: 56pt }", "one\n\ntwo\n\nthree\n\nfour\n\n[on ]{.n}\n\n::: k\na\n\nb\n\nc\n\nd\n\ne\n:::", []string{
			"1: 20 +0 one",
			"1: 20 +12 two",
			"1: 20 +24 three",
			"1: 20 +36 four",
			"1: 20 +48 on aaaa bbbb",
			"1: 20 +60 cccc dddd eeee",
			"2: 20 +0 ffff gggg",
			"3: 20 +0 a",
			"3: 20 +12 b",
			"3: 20 +24 c",
			"3: 20 +36 d",
			"3: 20 +48 e",
		}},
		{"in a cell", "a::after { content: ' ' target-counter(attr(href), page) } .k { break-before: page }", "<table><tr><td>a</td><td><a href=\"#x\">see</a></td></tr></table>\n\n::: k\n[two]{#x}\n:::", []string{
			"1: 20 +0 a | see 2",
			"2: 20 +0 two",
		}},
		{"in columns", ".c { columns: 2; column-gap: 12pt } a::after { content: ' ' target-counter(attr(href), page) } .k { break-before: page }", "::: c\n[see](#x)\n:::\n\n::: k\n[two]{#x}\n:::", []string{
			"1: 20 +0 see 2",
			"2: 20 +0 two",
		}},
		{"in the marker of an item", "li { margin-left: 24pt } li::marker { content: counter(page) ' ' } .k { break-before: page }", "one\n\n::: k\n- two\n:::", []string{
			"1: 20 +0 one",
			"2: 20 +0 2  | two",
		}},
		{"of an anchor that there is not: nothing", "a::after { content: ' ' target-counter('#nowhere', page) }", "[see](#x) [x]{#x}", []string{
			"1: 20 +0 see  x",
		}},
		{"target-text of a part", "a::after { content: ' ' target-text(attr(href), first-letter) }", "[see](#x)\n\n## Head {#x}\n", []string{
			"1: 20 +0 see H",
			"1: 20 +12 Head",
		}},
		{"target-text of what stands before and after", "h1::before { content: '<' } h1::after { content: '>' } a::after { content: ' ' target-text(attr(href), before) target-text(attr(href), after) }", "[see](#x)\n\n## Head {#x}\n", []string{
			"1: 20 +0 see <>",
			"1: 20 +12 <Head>",
		}},
	})
}

// Named strings (css-gcpm-3, §1.1).
func TestNamedStrings(t *testing.T) {
	const head = "@page { @top-left { content: string(s)" + mono + "} } "
	testDumps(t, `artifact Header`, []rule{
		{"the text of a block without its generated content", head + ".x { string-set: s content() } .x p::before { content: '+' }", "::: x\none *two*\\\nthree\n:::", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"one two three\" artifact Header",
		}},
		{"and without the numbers of notes", head + "p { string-set: s content() }", "one[^a] two\n\n[^a]: Note.\n", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"one two\" artifact Header",
		}},
		{"the text of a table", head + ".x { string-set: s content() }", "::: x\n| a | b |\n|---|---|\n| c | d |\n:::", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"a b c d\" artifact Header",
		}},
		{"a fixed string", head + ".x { string-set: s 'fixed' }", "::: x\none\n:::", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"fixed\" artifact Header",
		}},
		{"an attribute", head + ".x { string-set: s attr(title) }", "::: {.x title=T}\none\n:::", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"T\" artifact Header",
		}},
		{"a counter as it was where the element began", head + ".x { string-set: s counter(c) content() } p { counter-increment: c }", "::: x\none\n\ntwo\n:::", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"0one two\" artifact Header",
		}},
		{"of an inline element", head + "em { string-set: s content() }", "one *two*", []string{
			"20 13.75 IBMPlexMono-Regular/10 \"two\" artifact Header",
		}},
	})
}

// Lists and their markers.
func TestLists(t *testing.T) {
	testRules(t, []rule{
		{"the author's kind of numbers counts", "ol { list-style-type: upper-roman }", "i. one\nii. two\n", []string{
			"1: 3 +0 i.\u2002one",
			"1: -3 +12 ii.\u2002two",
		}},
		{"of plain figures the sheet has its say", "ol { list-style-type: upper-roman }", "1. one\n2. two\n", []string{
			"1: 3 +0 I.\u2002one",
			"1: -3 +12 II.\u2002two",
		}},
		{"list-style-type: none", "ul { list-style-type: none }", "- one\n", []string{
			"1: 20 +0 one",
		}},
		{"a string as marker", "ul { list-style-type: '+ ' }", "- one\n", []string{
			"1: 8 +0 + one",
		}},
		{"inside stands in the text", "ul { list-style-position: inside }", "- one\n", []string{
			"1: 20 +0 •\u2002one",
		}},
		{"a counter style of the sheet has its own affixes", "@counter-style c { system: cyclic; symbols: '*'; prefix: '<'; suffix: '>' } ol { list-style-type: c }", "1. one\n", []string{
			"1: 2 +0 <*>one",
		}},
		{"but the author's delimiter counts", "@counter-style c { system: cyclic; symbols: '*'; prefix: '<'; suffix: '>' } ol { list-style-type: c }", "1) one\n", []string{
			"1: 3 +0 *)\u2002one",
		}},
		{"a list within begins with its item's marker", "li { margin-left: 18pt }", "- - one\n", []string{
			"1: 38 +0 •\u2002•\u2002one",
		}},
		{"from right to left the marker is at the right", "ul { margin-right: 24pt }", "::: {dir=rtl}\n- one\n:::", []string{
			"1: 97 +0 •\u2002",
			"1: 74 +0 one",
		}},
		{"an anchor of a definition", "a::after { content: target-counter(attr(href), page) }", "[see ](#x)\n\none\n:   [two]{#x}\n", []string{
			"1: 20 +0 see 1",
			"1: 20 +12 one",
			"1: 40 +24 two",
		}},
	})
}
