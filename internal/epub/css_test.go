package epub

import (
	"testing"

	"quire/internal/css"
	"quire/internal/diag"
)

func TestLean(t *testing.T) {
	v := newElements(css.Tokenize(new(diag.List), "", []byte(`[data-number=3] [role="x"] #two #one`)))
	v.read(`<body><section class="notes big" id="one"><p data-number="3">a</p><br/></section></body>`)
	for _, c := range []struct{ in, want string }{
		{"/* all */ p { margin : 0 ; text-indent: 0.5em; }\n\n q { quotes: none }", "p{margin:0;text-indent:.5em}"},
		{"h1, section > p:first-child , .none p { color: rgba(0, 0, 0, 0.5) }", "section>p:first-child{color:rgba(0,0,0,.5)}"},
		{".notes.big::before { content: \"a  ;}/* b\"; }", ".notes.big::before{content:\"a  ;}/* b\"}"},
		{"p[data-number]::before { content: attr(data-number) \"\\2002\"; } [role=\"x\"] { top: 0 }", "p[data-number]::before{content:attr(data-number) \"\\2002\"}"},
		{"@media (min-width: 30em) and (color) { p { top: 0 } h2 { top: 1px } } @media print { h2 { top: 0 } }", "@media (min-width: 30em) and (color){p{top:0}}"},
		{"@import \"a.css\"; @font-face { font-family: \"A  B\"; src: url(a.ttf) }", "@import \"a.css\";@font-face{font-family:\"A  B\";src:url(a.ttf)}"},
		{"#two, #one:not(.none) { margin: -0.5em calc(1em + 0.5px) }", "#one:not(.none){margin:-.5em calc(1em + .5px)}"},
		{"body > p, section > p, p + br, br + p, section > br, body br, p ~ br, p p { a: b }", "section>p,p+br,section>br,body br,p~br{a:b}"},
		{"body > .notes.big p, .big body, [data-number=\"3\"], [data-number=\"4\"], [data-number^=\"4\"], p::first-letter { a: b }", "body>.notes.big p,[data-number=\"3\"],[data-number^=\"4\"],p::first-letter{a:b}"},
		{"q, p\\:a, a|b, section + section + p { a: \"x , y\", 0.5em }", "a|b{a:\"x , y\",.5em}"},
		{"p[ data-number = '3' ] { a: b/* c */c; d: e/**/f } @font-face { src: url(x) format('a') , local(b) }", "p[ data-number = '3' ]{a:b/**/c;d:e/**/f}@font-face{src:url(x) format('a'),local(b)}"},
		{"section + p + br, section ~ p ~ br, p + q + br, p ~ q ~ br { a: b }", "section+p+br,section~p~br,p~q~br{a:b}"},
		{"@page { margin: 0.5cm; @top-left { content: 'x' } } @layer x { p { top: 0 } } @media print { }", "@page{margin: 0.5cm; @top-left { content: 'x' }}@layer x{p { top: 0 }}"},
		{"p { a: b } } p { c: d", "p { a: b } } p { c: d"},
	} {
		if got := lean(c.in, v); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}
