package epub

import (
	"fmt"
	"strings"
	"testing"
)

func sprint(a ...any) string    { return strings.TrimSuffix(fmt.Sprintln(a...), "\n") }
func split(s string) []string   { return strings.Fields(s) }
func body(html string) []string { return []string{twoFile, `<p>It falls`, html + `<p>It falls`} }

// block puts HTML into the second chapter.
func block(html, want string) variant { return variant{name: html, edits: body(html), want: want} }

// Elements stand where HTML lets them: HTML, 4.4 and 4.9.
func TestElements(t *testing.T) {
	try(t, []variant{
		block(`<p>a</p>`, ""), block(`<li>a</li>`, "xhtml-element"), block(`<ol><li>a</li></ol>`, ""), block(`<ul><li>a</li></ul>`, ""), block(`<ol><p>a</p></ol>`, "xhtml-element"), block(`<menu><li>a</li></menu>`, ""),
		block(`<dl><dt>a</dt><dd>b</dd></dl>`, ""), block(`<dl><div><dt>a</dt><dd>b</dd></div></dl>`, ""), block(`<dt>a</dt>`, "xhtml-element"), block(`<dl><p>a</p></dl>`, "xhtml-element"), block(`<dd>a</dd>`, "xhtml-element"),
		block(`<table><tr><th scope="row">a</th></tr></table>`, ""), block(`<table><tfoot><tr><th scope="rowgroup">a</th></tr></tfoot></table>`, ""), block(`<tr></tr>`, "xhtml-element"), block(`<td>a</td>`, "xhtml-element"),
		block(`<table><p>a</p></table>`, "xhtml-element"), block(`<table><tr><p>a</p></tr></table>`, "xhtml-element"), block(`<tbody></tbody>`, "xhtml-element"), block(`<caption>a</caption>`, "xhtml-element"),
		block(`<table><colgroup></colgroup><tr><th scope="colgroup">a</th></tr></table>`, ""), block(`<table><tr><th scope="all">a</th></tr></table>`, "table"), block(`<table role="presentation"><tr><th>a</th></tr></table>`, ""),
		block(`<figcaption>a</figcaption>`, "xhtml-element"), block(`<head></head>`, "xhtml-element"), block(`<p><a href="one.xhtml">a <em><a href="one.xhtml">b</a></em></a></p>`, "xhtml-element"),
		block(`<h2><div>a</div></h2>`, "xhtml-element"), block(`<p><em><ul><li>a</li></ul></em></p>`, "xhtml-element"), block(`<div><div>a</div></div>`, ""), block(`<p><center>a</center></p>`, "xhtml-element"),
		block(`<p><ruby>a<rt>b</rt></ruby></p>`, ""), block(`<x xmlns="urn:x:y">a</x>`, ""),
	})
}

// Nothing runs: no scripts, forms or frames.
func TestScripts(t *testing.T) {
	try(t, []variant{
		block(`<p onclick="a()">a</p>`, "script"), block(`<p title="on">a</p>`, ""), block(`<form></form>`, "script"), block(`<p><input/></p>`, "script"), block(`<iframe src="one.xhtml"></iframe>`, "script"), block(`<p><button>a</button></p>`, "script"),
		{name: "refresh", edits: []string{twoFile, `<head>`, `<head><meta http-equiv="Refresh" content="1"/>`}, want: "script"},
		{name: "another equivalent", edits: []string{twoFile, `<head>`, `<head><meta http-equiv="x" content="1"/>`}},
	})
}

// Images have a text alternative: WCAG 1.1.1.
func TestImages(t *testing.T) {
	try(t, []variant{
		block(`<p><img src="../quay.png" alt=""/></p>`, ""), block(`<p><img src="../quay.png"/></p>`, "access-claim image-alt"), block(`<p><img src="../quay.png" role="presentation"/></p>`, ""),
		block(`<p><img src="../quay.png" alt="Quay.JPG"/></p>`, "image-alt"), block(`<p><img src="../quay.png" alt="See quay.jpg"/></p>`, ""), block(`<p><img src="../quay.png" alt="A quay."/></p>`, ""), block(`<p><img src="../quay.png" alt=" "/></p>`, "access-claim image-alt"),
		block(`<p><img alt="A quay"/></p>`, "link"), block(`<p><img alt="A quay" src=""/></p>`, "link"), block(`<p><img alt="A quay" src="../../../x.png"/></p>`, "link"), block(`<p><img alt="A quay" src="data:image/png;base64,AA"/></p>`, ""),
		block(`<p><img alt="A quay" src="../quay.png" srcset="../quay.png 1x, ../none.png 2x"/></p>`, "link"), block(`<p srcset="../none.png">a</p>`, ""), block(`<picture><source srcset="../none.png"/><img alt="A quay" src="../quay.png"/></picture>`, "link"),
		block(`<p><img alt="A quay" src="../stray.png"/></p>`, "link"),
	})
}

// Links lead to places in the reading order, or to the web.
func TestLinks(t *testing.T) {
	link := func(href, want string) variant { return block(`<p><a href="`+href+`">a</a></p>`, want) }
	try(t, []variant{
		link("one.xhtml", ""), link("one.xhtml#rope", ""), link("#page-2", ""), link("../nav.xhtml", ""), link("", "link"), link("../../../x", "link"), link("three.xhtml", "link"), link("../book.css", "link"), link("one.xhtml#none", "link"),
		link("mailto:a@b", ""), link("tel:1", ""), link("https:", "link-scheme"), link("https://", "link-scheme"), link("http://a b", "link-scheme"), link("javascript:a()", "link-scheme"), link("urn:isbn:1", ""),
		block(`<p><a href="one.xhtml"></a></p>`, "aria"), block(`<p><a></a></p>`, ""), block(`<p><a href="one.xhtml" aria-label="one"></a></p>`, ""), block(`<p><a href="one.xhtml" title="one"></a></p>`, ""),
		block(`<p><a href="one.xhtml"><img src="../quay.png" alt="A quay"/></a></p>`, ""), block(`<p><map><area href="none.xhtml"/></map></p>`, "link"),
		{name: "a link to a file that is not listed", edits: body(`<p><a href="stray.xhtml">a</a></p>`), add: []string{"EPUB/text/stray.xhtml", "a"}, want: "manifest-unlisted link"},
		{name: "a stylesheet that is missing", edits: []string{twoFile, `href="../book.css"`, `href="../none.css"`}, want: "link"},
		{name: "a stylesheet of the web", edits: []string{twoFile, `href="../book.css"`, `href="https://x/none.css"`}, want: "remote-resource"},
		{name: "a drawing's image", edits: append(body(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="../none.png"/><image href="../quay.png"/></svg>`), opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="svg" `), want: "link"},
		{name: "a drawing's other image", edits: append(body(`<svg xmlns="http://www.w3.org/2000/svg"><image href="../none.png"/></svg>`), opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="svg" `), want: "link"},
	})
}

// Headings begin at one, and skip no level: WCAG 1.3.1.
func TestHeadings(t *testing.T) {
	try(t, []variant{
		block(`<h2>a</h2><h3>b</h3><h2>c</h2>`, ""), block(`<h2>a</h2><h4>b</h4>`, "heading"), block(`<h2> </h2>`, "heading"), block(`<h1>a</h1>`, ""), block(`<h2><img src="../quay.png" alt="A quay"/></h2>`, ""),
		{name: "the first heading", edits: []string{oneFile, `<h1 id="quay">The quay</h1>`, `<h2 id="quay">The quay</h2>`}, want: "heading"},
		{name: "a chapter goes on in the next file", edits: []string{twoFile, `<h1>The tide</h1>`, `<h3>The tide</h3>`}},
		{name: "a chapter goes on too deep", edits: []string{twoFile, `<h1>The tide</h1>`, `<h4>The tide</h4>`}, want: "heading"},
		{name: "what is not linear begins anew", edits: []string{twoFile, `<h1>The tide</h1>`, `<h2>The tide</h2>`, opfFile, `<itemref idref="two"/>`, `<itemref idref="two" linear="no"/>`}, want: "heading"},
	})
}

// Documents have a language and a title, and ids of their own.
func TestDocuments(t *testing.T) {
	const lang = ` lang="en-GB" xml:lang="en-GB"`
	try(t, []variant{
		{name: "lang alone", edits: []string{twoFile, lang, ` lang="en-GB"`}},
		{name: "xml:lang alone", edits: []string{twoFile, lang, ` xml:lang="en-GB"`}},
		{name: "languages in other letters", edits: []string{twoFile, lang, ` lang="en-gb" xml:lang="en-GB"`}},
		{name: "an empty language", edits: []string{twoFile, lang, ` lang=""`}, want: "language"},
		{name: "no language tag", edits: []string{twoFile, lang, ` lang="english_language"`}, want: "language"},
		block(`<p lang="">a</p>`, ""), block(`<p lang="not a tag">a</p>`, "language"), block(`<p xml:lang="not a tag">a</p>`, "language"), block(`<p hreflang="not a tag">a</p>`, ""),
		{name: "a title in the body", edits: []string{twoFile, `<title>The tide</title>`, ``, twoFile, `<h1>The tide</h1>`, `<h1>The tide</h1><p><title>a</title></p>`}, want: "xhtml-title"},
		block(`<p id="a b">a</p>`, "xhtml-id"), block(`<p id="1">a</p>`, "xhtml-id"), block(`<p id="é_1.-">a</p>`, ""), block(`<p id="x">a</p><p id="x">a</p>`, "xhtml-id"),
		{name: "another document type", edits: []string{twoFile, `<!DOCTYPE html>`, `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x">`}, want: "xhtml"},
		{name: "the document type of old tools", edits: []string{twoFile, `<!DOCTYPE html>`, `<!DOCTYPE html SYSTEM "about:legacy-compat">`}},
		{name: "no document type", edits: []string{twoFile, "<!DOCTYPE html>\n", ``}},
	})
}

// Roles, types and ARIA.
func TestRoles(t *testing.T) {
	try(t, []variant{
		block(`<section role="doc-appendix"><p>a</p></section>`, ""), block(`<p role="doc-noteref">a</p>`, "role"), block(`<p role="doc-toc">a</p>`, "role"), block(`<div role="doc-index"><p>a</p></div>`, ""), block(`<p role="directory">a</p>`, "role"),
		block(`<section epub:type="appendix"><p>a</p></section>`, ""), block(`<p epub:type="msv:x">a</p>`, ""), block(`<p epub:type="prism:x">a</p>`, ""), block(`<p epub:type="own:x">a</p>`, "epub-type"),
		{name: "a prefix that is declared", edits: append(body(`<p epub:type="own:x">a</p>`), twoFile, ` lang="en-GB"`, ` epub:prefix="z: http://z own: http://x" lang="en-GB"`)},
		{name: "another prefix", edits: append(body(`<p epub:type="own:x">a</p>`), twoFile, ` lang="en-GB"`, ` epub:prefix="own2: own:" lang="en-GB"`), want: "epub-type"},
		block(`<p aria-label=" ">a</p>`, "aria"), block(`<p aria-describedby="page-2 none">a</p>`, "aria"), block(`<p aria-describedby="page-2">a</p>`, ""), block(`<p aria-hidden="true">a</p>`, ""), block(`<p aria-flowto="none">a</p>`, "aria"), block(`<p title=" ">a</p>`, ""),
	})
}

// Stylesheets: EPUB 3.3, 6.3.
func TestStylesheets(t *testing.T) {
	sheet := func(css, want string) variant {
		return variant{name: css, edits: []string{cssFile, `body {`, css + ` body {`}, want: want}
	}
	try(t, []variant{
		sheet(`p { color: red }`, ""), sheet(`p { color: red } }`, "css"), sheet(`p { content: "a`+"\n"+`" }`, "css"), sheet(`p { background: url(a b) }`, "css"), sheet(`p[a { }`, "css"), sheet(`p { width: calc(1px }`, "css"),
		sheet(`p { unicode-bidi: embed }`, "css"), sheet(`direction: rtl;`, ""), sheet(`p { DIRECTION : rtl }`, "css"), sheet(`p { flex-direction: row }`, ""), sheet(`p { color: /* direction */ red }`, ""),
		sheet(`@import "book.css";`, ""), sheet(`@import "none.css";`, "css-reference"), sheet(`@IMPORT url("none.css");`, "css-reference"), sheet(`p { content: "none.css" }`, ""), sheet(`@charset "utf-8"; p { content: "none.css" }`, ""),
		sheet(`p { background: url( "quay.png" ) }`, ""), sheet(`p { background: url('none.png') }`, "css-reference"), sheet(`p { background: url(https://x/y.png) }`, "remote-resource"), sheet(`p { background: url(data:image/png;base64,AA) }`, ""), sheet(`p { background: url(../../x.png) }`, "css-reference"),
		block(`<p style="color: red">a</p>`, ""), block(`<p style="direction: rtl">a</p>`, "css"), block(`<p style="background: url(none.png)">a</p>`, "css-reference"),
		{name: "a sheet in the document", edits: []string{twoFile, `</title>`, `</title><style>p { direction: rtl }</style>`}, want: "css"},
		{name: "a font that a document uses", edits: []string{cssFile, `url(book.ttf)`, `local("Book")`, twoFile, `</title>`, `</title><style>@font-face { font-family: Book; src: url(../book.ttf) }</style>`}},
	})
}

// What is claimed of access is so: EPUB Accessibility 1.1, 2.
func TestClaims(t *testing.T) {
	const (
		feature = `<meta property="schema:accessibilityFeature">structuralNavigation</meta>`
		hazard  = `<meta property="schema:accessibilityHazard">none</meta>`
		mode    = `<meta property="schema:accessMode">visual</meta>`
		source  = `<meta property="pageBreakSource">On Harbours, print edition</meta>`
		suffice = `<meta property="schema:accessModeSufficient">textual</meta>`
	)
	claim := func(f, want string) variant {
		return variant{name: f, edits: []string{opfFile, feature, `<meta property="schema:accessibilityFeature">` + f + `</meta>`}, want: want}
	}
	hazards := func(want string, list ...string) variant {
		return variant{name: strings.Join(list, " "), edits: []string{opfFile, hazard, `<meta property="schema:accessibilityHazard">` + strings.Join(list, `</meta><meta property="schema:accessibilityHazard">`) + `</meta>`}, want: want}
	}
	set := func(name, from, to, want string) variant {
		return variant{name: name, edits: []string{opfFile, from, to}, want: want}
	}
	and := func(v variant, want string, edits ...string) variant {
		v.edits, v.want = append(v.edits, edits...), want
		return v
	}
	math := `<math xmlns="http://www.w3.org/1998/Math/MathML"><mn>2</mn></math>`
	video := body(`<video></video>`)
	audio := body(`<audio></audio>`)
	try(t, []variant{
		claim("index", "access-claim"), and(claim("index", ""), "", body(`<section epub:type="index"><p>a</p></section>`)...), and(claim("index", ""), "", body(`<section role="doc-index"><p>a</p></section>`)...),
		claim("ARIA", ""), claim("none", "access-claim"), claim("unknown", "access-claim"), claim("printPageNumbers", ""), claim("synchronizedAudioText", "access-claim"), claim("transcript", "access-claim"), claim("closedCaptions", "access-claim"),
		and(claim("transcript", ""), "", audio...), and(claim("transcript", ""), "", video...), and(claim("closedCaptions", ""), "", video...), and(claim("closedCaptions", ""), "access-claim", audio...),
		claim("MathML", "access-claim"), claim("describedMath", "access-claim"), and(claim("MathML", ""), "", twoFile, "2 m", math, opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="mathml" `),
		claim("displayTransformability", ""), and(claim("displayTransformability", ""), "access-claim", opfFile, `<dc:date>`, `<meta property="rendition:layout">pre-paginated</meta><dc:date>`), and(claim("displayTransformability", ""), "", opfFile, `<dc:date>`, `<meta property="rendition:layout">reflowable</meta><dc:date>`),
		and(claim("synchronizedAudioText", ""), "", opfFile, lastItem, lastItem+`<item id="o" href="a.smil" media-type="application/smil+xml"/>`).plus("EPUB/a.smil", "<smil/>"),
		set("no page navigation claimed", `<meta property="schema:accessibilityFeature">pageNavigation</meta>`, ``, "access-claim"),
		hazards("", "noFlashingHazard", "noSoundHazard"), hazards("access-claim", "none", "noSoundHazard"), hazards("access-claim", "flashing", "noFlashingHazard"), hazards("access-claim", "sound", "noSoundHazard"), hazards("access-claim", "motionSimulation", "noMotionSimulationHazard"), hazards("", "flashing", "noSoundHazard"), hazards("access-metadata", "danger"),
		set("no visual mode", mode, ``, "access-claim"), set("an unknown mode", mode, mode+`<meta property="schema:accessMode">tasted</meta>`, "access-metadata"), set("no mode", mode, ``, "access-claim"),
		set("two modes that suffice", suffice, `<meta property="schema:accessModeSufficient">textual, visual</meta>`, ""), set("an unknown sufficient mode", suffice, `<meta property="schema:accessModeSufficient">textual,tasted</meta>`, "access-metadata"),
		{name: "only a cover", edits: []string{opfFile, mode, ``, oneFile, `<figure>`, `<figure epub:type="cover">`}},
		{name: "only a cover by its role", edits: []string{opfFile, mode, ``, oneFile, `<figure>`, `<figure role="doc-cover">`}},
		{name: "only a decoration", edits: []string{opfFile, mode, ``, oneFile, `alt="A quay with two cranes"`, `alt=""`}},
		{name: "visual with decoration only", edits: []string{oneFile, `alt="A quay with two cranes"`, `alt=""`}, want: "access-claim"},
		{name: "visual by a film", edits: append([]string{oneFile, `alt="A quay with two cranes"`, `alt=""`}, video...)},
		{name: "a drawing is seen", edits: append([]string{opfFile, mode, ``, oneFile, `alt="A quay with two cranes"`, `alt=""`, opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="svg" `}, body(`<svg xmlns="http://www.w3.org/2000/svg"><title>a</title></svg>`)...), want: "access-claim"},
		{name: "a drawing on the cover", edits: append([]string{opfFile, mode, ``, oneFile, `alt="A quay with two cranes"`, `alt=""`, opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="svg" `}, body(`<div epub:type="cover"><svg xmlns="http://www.w3.org/2000/svg"><title>a</title></svg></div>`)...)},
		{name: "a drawing on the cover by its role", edits: append([]string{opfFile, mode, ``, oneFile, `alt="A quay with two cranes"`, `alt=""`, opfFile, `href="text/two.xhtml" `, `href="text/two.xhtml" properties="svg" `}, body(`<div role="doc-cover"><svg xmlns="http://www.w3.org/2000/svg"><title>a</title></svg></div>`)...)},
		{name: "an image named by ARIA", edits: []string{oneFile, `alt="A quay with two cranes"`, `aria-label="A quay" alt=""`, opfFile, mode, ``}},
		and(set("sound", mode, mode+`<meta property="schema:accessMode">auditory</meta>`, ""), "", audio...), and(set("sound of a film", mode, mode+`<meta property="schema:accessMode">auditory</meta>`, ""), "", video...),
		set("certified", `<dc:date>`, `<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta><meta property="a11y:certifiedBy">Us</meta><dc:date>`, ""),
		set("conforms to something else", `<dc:date>`, `<meta property="dcterms:conformsTo">a house style</meta><dc:date>`, ""),
		set("the older form of the source", source, `<dc:source id="src">urn:isbn:9780306406157</dc:source><meta refines="#src" property="source-of">pagination</meta>`, ""),
		{name: "a source without breaks", edits: []string{oneFile, `<span epub:type="pagebreak" role="doc-pagebreak" id="page-1" aria-label="1"></span>`, ``, twoFile, `<div epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label="2"></div>`, ``}, want: "access-claim page-source nav-link"},
	})
}

// plus adds a file.
func (v variant) plus(name, data string) variant { v.add = append(v.add, name, data); return v }
