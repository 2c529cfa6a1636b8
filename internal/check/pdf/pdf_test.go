package pdf

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"quire/internal/check/checktest"
	"quire/internal/check/report"
)

var (
	quoted      = regexp.MustCompile(`«[^»]*»`)
	objectStart = regexp.MustCompile(`(?m)^(\d+) 0 obj$`)
)

// buildPDF turns the text form of a PDF into a file: see testdata/good.pdf.txt.
func buildPDF(t testing.TB, text string) []byte {
	t.Helper()
	_, text, _ = strings.Cut(text, "\n\n")
	text = quoted.ReplaceAllStringFunc(text, func(w string) string {
		var b strings.Builder
		for _, r := range strings.Trim(w, "«»") {
			fmt.Fprintf(&b, "%04X", r-' '+1)
		}
		return "<" + b.String() + ">"
	})
	text = strings.ReplaceAll(text, "WIDTHS", "250"+strings.Repeat(" 500", 'z'-' '))
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	offsets := map[int]int{}
	last := 0
	trailer := ""
	text, trailer, _ = strings.Cut(text, "trailer ")
	starts := objectStart.FindAllStringSubmatchIndex(text, -1)
	for i, s := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		var n int
		fmt.Sscan(text[s[2]:s[3]], &n)
		if n > 1000 {
			continue // a fuzzer's doing
		}
		offsets[n], last = b.Len(), max(last, n)
		body := text[s[0]:end]
		if head, rest, ok := strings.Cut(body, ">>\nstream\n"); ok {
			data, _, _ := strings.Cut(rest, "\nendstream")
			switch data {
			case "FONTPROGRAM":
				data = string(checktest.SquareFont([2]int{3, 1}))
			case "FONTSYMBOL":
				data = string(checktest.SquareFont([2]int{3, 0}))
			case "FONTTWICE":
				data = string(checktest.SquareFont([2]int{1, 0}, [2]int{3, 1}))
			case "FONTMAC":
				data = string(checktest.SquareFont([2]int{1, 0}))
			case "FONTBARE":
				data = string(checktest.SquareFont())
			}
			if kind, ok := strings.CutPrefix(data, "PROFILE "); ok {
				data = fmt.Sprintf("%08d\x04\x20\x00\x00%4s%4s%16sacsp%92s", 0, kind[:4], kind[5:9], "", "") + "\x00\x00\x00\x00"
			}
			if strings.HasPrefix(data, "\x00\x01\x00\x00") {
				head += fmt.Sprintf("/Length1 %d ", len(data))
			}
			body = fmt.Sprintf("%s/Length %d >>\nstream\n%s\nendstream\nendobj\n", head, len(data), data)
		}
		b.WriteString(body)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", last+1)
	for n := 1; n <= last; n++ {
		if at, there := offsets[n]; there {
			fmt.Fprintf(&b, "%010d 00000 n \n", at)
		} else {
			b.WriteString("0000000000 65535 f \n")
		}
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>] %s >>\nstartxref\n%d\n%%%%EOF\n", last+1, strings.TrimSpace(trailer), xref)
	return b.Bytes()
}

func goodPDF(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile("testdata/good.pdf.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// mutant plants one fault. edits are pairs of text to be found once and its replacement; add is objects to add.
type mutant struct {
	name  string
	edits []string
	add   string
	do    func(string) string
	head  string // the version of PDF in the header
	want  string
}

func (m mutant) plus(objects string) mutant         { m.add += objects; return m }
func (m mutant) edit(pairs ...string) mutant        { m.edits = append(m.edits, pairs...); return m }
func (m mutant) then(do func(string) string) mutant { m.do = do; return m }

// languageBut moves the language from the catalog to each structure element, but those of the given objects and
// the Document around them.
func languageBut(objects ...string) func(string) string {
	elem := regexp.MustCompile(`(?m)^(\d+) 0 obj\n<< /Type /StructElem `)
	return func(text string) string {
		text = strings.Replace(strings.Replace(text, noLang, "", 1), noOutlines, "", 1)
		return elem.ReplaceAllStringFunc(text, func(m string) string {
			if n, _, _ := strings.Cut(m, " "); n == "11" || slices.Contains(objects, n) {
				return m
			}
			return m + "/Lang (en) "
		})
	}
}

// symbolic makes the simple font a symbolic one with another font program.
func symbolic(program string) []string {
	return []string{"/Flags 32 ", "/Flags 4 ", " /Encoding /WinAnsiEncoding", " /ToUnicode 60 0 R", "47 0 obj\n<< >>\nstream\nFONTPROGRAM", "47 0 obj\n<< >>\nstream\n" + program}
}

// Replacements that several mutants share: the language moves from the catalog to wherever a mutant leaves it.
const (
	noLang     = " /Lang (en-GB)"
	noOutlines = " /Outlines 4 0 R"
	docElem    = "/S /Document /P 10 0 R"
)

// annot gives an annotation as object 60, held by object 61 of a type in the Document, with its place in the
// parent tree.
func annot(holder string) []string {
	e := []string{"/Annots [30 0 R]", "/Annots [30 0 R 60 0 R]"}
	if holder != "" {
		e = append(e, "33 0 R 36 0 R] >>", "33 0 R 36 0 R 61 0 R] >>", "2 22 0 R]", "2 22 0 R 3 61 0 R]")
	}
	return e
}

func annotObjects(dict, holder string) string {
	s := "60 0 obj\n<< /Type /Annot /Rect [300 500 320 520] /F 4 /StructParent 3 " + dict + " >>\nendobj\n"
	if holder != "" {
		s += "61 0 obj\n<< /Type /StructElem /S /" + holder + " /P 11 0 R /Pg 5 0 R /K << /Type /OBJR /Obj 60 0 R /Pg 5 0 R >> >>\nendobj\n"
	}
	return s
}

func withAnnot(name, dict, holder, want string, edits ...string) mutant {
	return mutant{name: name, edits: append(annot(holder), edits...), add: annotObjects(dict, holder), want: want}
}

// cmapFont makes the composite font go by a CMap of its own.
func cmapFont(name, info, body, want string) mutant {
	return mutant{name: name, edits: []string{"/Encoding /Identity-H", "/Encoding 60 0 R"}, want: want, add: "60 0 obj\n<< /Type /CMap /CMapName /Own /CIDSystemInfo << " + info + " >> >>\nstream\n" + body +
		"\nbegincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 begincidrange <0000> <FFFF> 0 endcidrange endcmap\nendstream\nendobj\n"}
}

// codesOf is a composite font whose own CMap has the codespace and ends with the lines.
func codesOf(name, space, lines, want string) mutant {
	m := cmapFont(name, adobeIdentity, "", want)
	m.add = strings.NewReplacer("<0000> <FFFF> endcodespacerange", space+" endcodespacerange", "endcmap", lines+" endcmap").Replace(m.add)
	return m
}

const adobeIdentity = "/Registry (Adobe) /Ordering (Identity) /Supplement 0"

// wholeSet is a CIDSet of the font's 92 glyphs.
const wholeSet = "FFFFFFFFFFFFFFFFFFFFFFF0"

func cidSet(name, bits, want string) mutant {
	return mutant{name: name, edits: []string{"/Flags 4 ", "/Flags 4 /CIDSet 60 0 R "}, add: "60 0 obj\n<< /Filter /ASCIIHexDecode >>\nstream\n" + bits + ">\nendstream\nendobj\n", want: want}
}

var mutants = []mutant{
	{name: "artifact-in-text", edits: []string{"«Ships come in, says » Tj ET EMC", "«Ships come in, says » Tj /Artifact BMC EMC ET EMC"}, want: "01-003"},
	{name: "text-in-artifact", edits: []string{"/Artifact BMC 40 330 200 1 re f EMC\n", "\n", "/P << /MCID 8 >> BDC", "/Artifact BMC /P << /MCID 8 >> BDC", "(It falls again) Tj ET EMC", "(It falls again) Tj ET EMC EMC"}, want: "01-004"},
	{name: "untagged-rule", edits: []string{"/Artifact BMC 40 330 200 1 re f EMC", "40 330 200 1 re f"}, want: "01-005"},
	{name: "untagged-text", edits: []string{"/Artifact << /Type /Pagination >> BDC BT /F1 8 Tf 200 20 Td «One» Tj ET EMC", "BT /F1 8 Tf 200 20 Td «One» Tj ET"}, want: "01-005"},
	{name: "tagged-but-in-no-element", edits: []string{"/Artifact BMC 40 330", "/P << /MCID 11 >> BDC 40 330"}, want: "01-005"},
	{name: "suspects", edits: []string{"/Marked true", "/Marked true /Suspects true"}, want: "01-007"},
	{name: "unmapped-type", edits: []string{"<< /Verse /P ", "<< /Worse /P "}, want: "02-001"},
	{name: "circular-map", edits: []string{"<< /Verse /P ", "<< /Verse /Stanza /Stanza /Verse "}, want: "02-003"},
	{name: "standard-type-mapped", edits: []string{"<< /Verse /P ", "<< /Verse /P /Note /P "}, want: "02-004"},
	{name: "no-metadata", edits: []string{" /Metadata 3 0 R", ""}, want: "06-001"},
	{name: "metadata-not-xml", edits: []string{"</dc:title>", ""}, want: "06-001"},
	{name: "no-pdfua-identifier", edits: []string{"<pdfuaid:part>1</pdfuaid:part>", ""}, want: "06-002"},
	{name: "no-title", edits: []string{`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">On Harbours</rdf:li><rdf:li xml:lang="en-GB">On Harbours</rdf:li></rdf:Alt></dc:title>`, ""}, want: "06-003"},
	{name: "no-display-title", edits: []string{" /ViewerPreferences << /DisplayDocTitle true >>", ""}, want: "07-001"},
	{name: "display-title-false", edits: []string{"/DisplayDocTitle true", "/DisplayDocTitle false"}, want: "07-002"},
	{name: "cell-outside-row", edits: []string{"/S /TR /P 18 0 R /K [27 0 R 28 0 R]", "/S /Div /P 18 0 R /K [27 0 R 28 0 R]"}, want: "09-004"},
	{name: "list-of-paragraphs", edits: []string{"/S /LI /P 19", "/S /P /P 19"}, want: "09-005"},
	{name: "contents-of-paragraphs", edits: []string{"/S /TOCI", "/S /P"}, want: "09-006"},
	{name: "ruby-of-paragraphs", edits: []string{"/S /Verse", "/S /RB"}, want: "09-007"},
	{name: "warichu-astray", edits: []string{"/S /Verse", "/S /WT"}, want: "09-008"},
	{name: "character-without-unicode", edits: []string{"<0001> <005B> <0020>", "<0001> <0054> <0020>"}, want: "10-001"},
	{name: "text-without-language", do: languageBut("21"), want: "11-001"},
	{name: "expansion-without-language", edits: []string{"/P << /MCID 8 >>", "/P << /MCID 8 /Lang (en) >>", "/Pg 6 0 R /K 8", "/Pg 6 0 R /K 8 /E (It falls, again)"}, do: languageBut("21"), want: "11-002"},
	{name: "outline-without-language", edits: []string{noLang, "", docElem, docElem + " /Lang (en)"}, want: "11-003"},
	{name: "description-without-language", edits: []string{"/P << /MCID 1 >>", "/P << /MCID 1 /Lang (en) >>", "/Link << /MCID 2 >>", "/Link << /MCID 2 /Lang (en) >>"}, do: languageBut("14", "22"), want: "11-004"},
	withAnnot("field-without-language", "/Subtype /Widget /FT /Tx /T (name) /TU (Your name)", "Form", "11-005").then(languageBut("61")),
	{name: "metadata-without-language", edits: []string{noLang, "", docElem, docElem + " /Lang (en)", noOutlines, "", `xml:lang="en-GB"`, `xml:lang="x-default"`}, want: "11-006"},
	{name: "figure-without-alt", edits: []string{" /Alt (A quay)", ""}, want: "13-004"},
	{name: "first-heading-h2", edits: []string{"/S /H1 ", "/S /H2 "}, want: "14-002"},
	{name: "heading-skipped", edits: []string{"/S /H2 ", "/S /H3 "}, want: "14-003"},
	{name: "two-h-in-one", edits: []string{"/S /H1 ", "/S /H ", "/S /H2 ", "/S /H "}, want: "14-006"},
	{name: "h-and-h1", edits: []string{"/S /H2 ", "/S /H "}, want: "14-007"},
	{name: "header-without-scope", edits: []string{"/K 2 /A << /O /Table /Scope /Column >>", "/K 2"}, want: "15-003"},
	{name: "formula-without-alt", edits: []string{" /Alt (t and h)", ""}, want: "17-002"},
	{name: "note-without-id", edits: []string{" /ID (note-1)", ""}, want: "19-003"},
	{name: "notes-with-one-id", edits: []string{"/S /P /P 11 0 R /Pg 6 0 R /K 8", "/S /Note /P 11 0 R /Pg 6 0 R /K 8 /ID (note-1)"}, want: "19-004"},
	{name: "layers-unnamed", edits: []string{"/Metadata 3 0 R", "/Metadata 3 0 R /OCProperties << /OCGs [] /D << /Name (All) >> /Configs [<< /OFF [] >>] >>"}, want: "20-001"},
	{name: "default-layers-unnamed", edits: []string{"/Metadata 3 0 R", "/Metadata 3 0 R /OCProperties << /OCGs [] /D << /OFF [] >> >>"}, want: "20-002"},
	{name: "layers-switch-themselves", edits: []string{"/Metadata 3 0 R", "/Metadata 3 0 R /OCProperties << /OCGs [] /D << /Name (All) /AS [<< /Event /View /Category [/View] /OCGs [] >>] >> >>"}, want: "20-003"},
	{name: "attachment-named-once", edits: []string{"/Names << /Dests", "/Names << /EmbeddedFiles << /Names [(a.md) 60 0 R] >> /Dests"}, add: "60 0 obj\n<< /Type /Filespec /F (a.md) /EF << /F 61 0 R >> >>\nendobj\n61 0 obj\n<< /Type /EmbeddedFile /Subtype /text#2Fmarkdown >>\nstream\nwords\nendstream\nendobj\n", want: "21-001"},
	{name: "dynamic-xfa", edits: []string{"/Metadata 3 0 R", "/Metadata 3 0 R /AcroForm << /Fields [] /XFA 60 0 R >>"}, add: "60 0 obj\n<< >>\nstream\n<config xmlns=\"http://www.xfa.org/schema/xci/2.6/\"><acrobat><acrobat7><dynamicRender>required</dynamicRender></acrobat7></acrobat></config>\nendstream\nendobj\n", want: "25-001"},
	withAnnot("comment-outside-annot", "/Subtype /Text /Contents (A comment)", "P", "28-002"),
	withAnnot("comment-without-description", "/Subtype /Text", "Annot", "28-004"),
	withAnnot("field-without-description", "/Subtype /Widget /FT /Tx /T (name)", "Form", "28-005"),
	withAnnot("unknown-annotation", "/Subtype /Hologram", "Annot", "28-006"),
	withAnnot("attached-file-named-once", "/Subtype /FileAttachment /Contents (The words) /FS 70 0 R", "Annot", "28-016").plus("70 0 obj\n<< /Type /Filespec /UF (a.md) /EF << /F 71 0 R >> >>\nendobj\n71 0 obj\n<< /Type /EmbeddedFile >>\nstream\nwords\nendstream\nendobj\n"),
	withAnnot("trap-network", "/Subtype /TrapNet", "", "28-007"),
	{name: "no-tab-order", edits: []string{"/Annots [30 0 R] /Tabs /S", "/Annots [30 0 R]"}, want: "28-008"},
	{name: "tab-order-by-rows", edits: []string{"/Annots [30 0 R] /Tabs /S", "/Annots [30 0 R] /Tabs /R"}, want: "28-009"},
	withAnnot("field-outside-form", "/Subtype /Widget /FT /Tx /T (name) /TU (Your name)", "P", "28-010"),
	{name: "link-outside-link", edits: []string{"/S /Link /P 14", "/S /Span /P 14"}, want: "28-011"},
	{name: "link-without-objr", edits: []string{"/K [2 << /Type /OBJR /Obj 30 0 R /Pg 5 0 R >>]", "/K 2"}, want: "28-011"},
	{name: "link-without-description", edits: []string{" /Contents (Doe, on page two)", ""}, want: "28-012"},
	withAnnot("clip-without-type", "/Subtype /Screen /Contents (A film) /A << /S /Rendition /R 62 0 R >>", "Annot", "28-014").plus("62 0 obj\n<< /Type /Rendition /S /MR /C << /Type /MediaClip /S /MCD /D (film) /Alt [(en) (A film)] >> >>\nendobj\n"),
	withAnnot("clip-without-alt", "/Subtype /Screen /Contents (A film) /A << /S /Rendition /R 62 0 R >>", "Annot", "28-015").plus("62 0 obj\n<< /Type /Rendition /S /MR /C << /Type /MediaClip /S /MCD /D (film) /CT (video/mp4) >> >>\nendobj\n"),
	withAnnot("printers-mark-tagged", "/Subtype /PrinterMark", "Annot", "28-017"),
	withAnnot("printers-mark-not-artifact", "/Subtype /PrinterMark /AP << /N 62 0 R >>", "", "28-018").plus("62 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] >>\nstream\n0 0 9 9 re f\nendstream\nendobj\n"),
	{name: "content-of-another-file", edits: []string{"/Artifact BMC 40 330 200 1 re f EMC", "/Artifact BMC /X1 Do EMC", "/Font << /F1", "/XObject << /X1 60 0 R >> /Font << /F1"}, add: "60 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (other.pdf) /Page 0 >> >>\nstream\n0 0 9 9 re f\nendstream\nendobj\n", want: "30-001"},
	{
		name: "tagged-form-shown-twice", edits: []string{"/P << /MCID 8 >> BDC BT /F2 10 Tf 40 380 Td (It falls again) Tj ET EMC", "/X1 Do /X1 Do", "/Font << /F1", "/XObject << /X1 60 0 R >> /Font << /F1", "/Pg 6 0 R /K 8", "/K << /Type /MCR /Pg 6 0 R /Stm 60 0 R /MCID 0 >>", "20 0 R 21 0 R 35 0 R 36 0 R]", "20 0 R null 35 0 R 36 0 R]", "2 22 0 R]", "2 22 0 R 4 [21 0 R]]"},
		add: "60 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 400 600] /StructParents 4 >>\nstream\n/P << /MCID 0 >> BDC BT /F2 10 Tf 40 380 Td (It falls again) Tj ET EMC\nendstream\nendobj\n", want: "30-002",
	},
	cmapFont("cmap-of-another-registry", "/Registry (Other) /Ordering (Identity) /Supplement 0", "", "31-001"),
	cmapFont("cmap-of-another-ordering", "/Registry (Adobe) /Ordering (Other) /Supplement 0", "", "31-002"),
	cmapFont("supplement-beyond-cmap", adobeIdentity, "", "31-003").edit("/Supplement 0 >>\n   /Font", "/Supplement 1 >>\n   /Font"),
	{name: "odd-glyph-map", edits: []string{"/CIDToGIDMap /Identity", "/CIDToGIDMap /Odd"}, want: "31-004"},
	{name: "no-glyph-map", edits: []string{" /CIDToGIDMap /Identity", ""}, want: "31-005"},
	{name: "unknown-cmap", edits: []string{"/Encoding /Identity-H", "/Encoding /Private-H"}, want: "31-006"},
	cmapFont("writing-mode-differs", adobeIdentity, "/WMode 1 def", "31-007"),
	cmapFont("cmap-uses-unknown-cmap", adobeIdentity, "/Private-H usecmap", "31-008"),
	codesOf("code-beyond-cmap", "<0100> <FFFF>", "", "ISO 7.8"),
	codesOf("cmap-leads-to-no-glyph", "<0000> <FFFF>", "1 begincidrange <0000> <FFFF> 5000 endcidrange", "31-011"),
	codesOf("cmap-leads-to-notdef", "<0000> <FFFF>", "1 begincidchar «O» 0 endcidchar", "31-030"),
	{name: "font-not-embedded", edits: []string{" /FontFile2 43 0 R", ""}, want: "31-009"},
	{name: "glyph-not-in-font", edits: []string{"«One» Tj", "<0400> Tj", "1 beginbfrange <0001>", "2 beginbfrange <0400> <0400> <0041> <0001>"}, want: "31-011"},
	cidSet("cidset-lacks-glyph", strings.Replace(wholeSet, "F", "B", 1), "31-014"),
	cidSet("cidset-has-too-many", strings.Replace(wholeSet, "F0", "FF", 1), "31-015"),
	{name: "wrong-width", edits: []string{"/W [1 [250]]", "/W [1 [300]]"}, want: "31-016"},
	{name: "symbol-map-only", edits: []string{"47 0 obj\n<< >>\nstream\nFONTPROGRAM", "47 0 obj\n<< >>\nstream\nFONTSYMBOL"}, want: "31-017"},
	{name: "character-not-in-map", edits: []string{"(rope)", "(rope~)"}, want: "31-018"},
	{name: "truetype-without-encoding", edits: []string{" /Encoding /WinAnsiEncoding", " /ToUnicode 60 0 R"}, add: simpleToUnicode, want: "31-019"},
	{name: "encoding-without-base", edits: []string{" /Encoding /WinAnsiEncoding", " /Encoding << /Type /Encoding >> /ToUnicode 60 0 R"}, add: simpleToUnicode, want: "31-020"},
	{name: "encoding-not-for-truetype", edits: []string{"/Encoding /WinAnsiEncoding", "/Encoding /MacExpertEncoding"}, want: "31-021"},
	{name: "glyph-name-unknown", edits: []string{"/Encoding /WinAnsiEncoding", "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [33 /g12] >>"}, want: "31-022"},
	{name: "names-without-unicode-map", edits: []string{"/Encoding /WinAnsiEncoding", "/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [33 /exclamdown] >>", "47 0 obj\n<< >>\nstream\nFONTPROGRAM", "47 0 obj\n<< >>\nstream\nFONTMAC"}, want: "31-023"},
	{name: "symbolic-with-encoding", edits: []string{"/Flags 32 ", "/Flags 4 ", "/WinAnsiEncoding", "/WinAnsiEncoding /ToUnicode 60 0 R"}, add: simpleToUnicode, want: "31-024"},
	{name: "symbolic-without-map", edits: symbolic("FONTBARE"), add: simpleToUnicode, want: "31-025"},
	{name: "symbolic-with-two-maps", edits: symbolic("FONTTWICE"), add: simpleToUnicode, want: "31-026"},
	{name: "no-tounicode", edits: []string{" /ToUnicode 44 0 R", ""}, want: "31-027"},
	{name: "unicode-zero", edits: []string{"1 beginbfrange <0001>", "2 beginbfrange <0300> <0300> <0000> <0001>"}, want: "31-028"},
	{name: "unicode-byte-order-mark", edits: []string{"1 beginbfrange <0001>", "2 beginbfrange <0300> <0300> <FEFF> <0001>"}, want: "31-029"},
	{name: "notdef-shown", edits: []string{"«One» Tj", "<0000> Tj", "1 beginbfrange <0001>", "2 beginbfrange <0000> <0000> <0041> <0001>"}, want: "31-030"},
	{name: "pdf-2", head: "2.0", want: "UA 6.1"},
	{name: "not-marked", edits: []string{"/Marked true", "/Marked false"}, want: "UA 6.2"},
	{name: "no-structure", edits: []string{"/StructTreeRoot 10 0 R ", ""}, want: "UA 7.1"},
	{name: "figure-without-bbox", edits: []string{" /A << /O /Layout /BBox [40 300 240 400] >>", ""}, want: "ISO 14.8.5"},
	{name: "ragged-table", edits: []string{"/K 4 >>\nendobj\n29", "/K 4 /A << /O /Table /ColSpan 2 >> >>\nendobj\n29"}, want: "UA 7.2"},
	{name: "page-missing", edits: []string{"/Kids [5 0 R 6 0 R]", "/Kids [5 0 R 6 0 R 99 0 R]"}, want: "ISO 7.5"},
	{name: "content-unclosed", edits: []string{"«One» Tj ET EMC", "«One» Tj ET"}, want: "ISO 7.8"},
	{name: "outline-leads-nowhere", edits: []string{"/Parent 4 0 R /Dest [6 0 R /Fit]", "/Parent 4 0 R /Dest (nowhere)"}, want: "ISO 12.3"},
	{name: "link-leads-nowhere", edits: []string{"/StructParent 2 /Dest [6 0 R /Fit]", "/StructParent 2 /Dest (nowhere)"}, want: "ISO 12.3"},
	{name: "wrong-parent", edits: []string{"/S /Note /P 11 0 R", "/S /Note /P 19 0 R"}, want: "ISO 14.7.2"},
	{name: "parent-tree-swapped", edits: []string{"1 [17 0 R 24 0 R 25 0 R", "1 [17 0 R 25 0 R 24 0 R"}, want: "ISO 14.7.4"},
	{name: "element-without-content", edits: []string{"/Pg 6 0 R /K 8 >>", "/Pg 6 0 R /K [8 11] >>", "21 0 R 35 0 R 36 0 R]", "21 0 R 35 0 R 36 0 R 21 0 R]"}, want: "ISO 14.7.4"},
	{name: "language-empty", edits: []string{"/S /H1 ", "/S /H1 /Lang () "}, want: "ISO 14.9.2"},
	{name: "language-misspelt", edits: []string{"/Lang (en-GB)", "/Lang (British English)"}, want: "ISO 14.9.2"},
}

const simpleToUnicode = "60 0 obj\n<< >>\nstream\nbegincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7A> <0020> endbfrange endcmap\nendstream\nendobj\n"

func (m mutant) build(t testing.TB) []byte {
	t.Helper()
	return m.buildFrom(t, goodPDF(t))
}

func (m mutant) buildFrom(t testing.TB, text string) []byte {
	t.Helper()
	if head, trailer, ok := strings.Cut(text, "trailer "); ok {
		text = head + m.add + "trailer " + trailer
	} else {
		text += m.add
	}
	for i := 0; i < len(m.edits); i += 2 {
		if n := strings.Count(text, m.edits[i]); n != 1 {
			t.Fatalf("the file has %d times %q", n, m.edits[i])
		}
		text = strings.Replace(text, m.edits[i], m.edits[i+1], 1)
	}
	if m.do != nil {
		text = m.do(text)
	}
	data := buildPDF(t, text)
	if m.head != "" {
		data = bytes.Replace(data, []byte("%PDF-1.7"), []byte("%PDF-"+m.head), 1)
	}
	return data
}

func logFaults(t *testing.T, r *report.Report) {
	t.Helper()
	for _, c := range r.Checkpoints {
		for _, f := range c.Faults {
			t.Logf("%s: %s: %s: %s", c.Code, c.Status, f.Place, f.Message)
		}
	}
}

func TestGood(t *testing.T) {
	data := buildPDF(t, goodPDF(t))
	checktest.Keep(t, "good.pdf", data)
	checktest.Keep(t, "good.pdf.code", []byte("passes\n"))
	for _, c := range Check("good.pdf", data).Checkpoints {
		if c.Status != report.Pass && (c.Status != report.Human || len(c.Faults) > 0) {
			t.Errorf("%s: %s: %v", c.Code, c.Status, c.Faults)
		}
	}
}

// TestMutants plants each fault in the good file, which must then fail at the one checkpoint that is about the
// fault, and at no other.
func TestMutants(t *testing.T) {
	for _, m := range mutants {
		t.Run(m.name, func(t *testing.T) {
			data := m.build(t)
			checktest.Keep(t, m.name+".pdf", data)
			checktest.Keep(t, m.name+".pdf.code", []byte(m.want+"\n"))
			r := Check(m.name+".pdf", data)
			if got := r.Failures(); !slices.Equal(got, []string{m.want}) {
				t.Errorf("failed at %v, want %s alone", got, m.want)
				logFaults(t, r)
			}
		})
	}
}

// TestCodes wants each checkpoint that a machine decides to be tried by some mutant.
func TestCodes(t *testing.T) {
	tried := map[string]bool{
		"17-003": true, // TestFormula: it never fails without 10-001
		"31-012": true, // TestCharSet: it is for a human
		"31-013": true,
		"26-001": true, // pdfcpu refuses such a file: TestEncrypted
		"26-002": true, // TestEncrypted
	}
	for _, m := range mutants {
		tried[m.want] = true
	}
	for _, p := range points() {
		if !p.Human && !tried[p.Code] {
			t.Errorf("no mutant fails at %s", p.Code)
		}
	}
}

// What only looks like a fault is none: other bytes before the header, text that is not seen in a font that is not embedded,
// an annotation beyond the page, a code written with another number of bytes in ToUnicode, an empty stream.
func TestFaultless(t *testing.T) {
	for _, m := range []mutant{
		{name: "unseen-text", edits: []string{" /FontFile2 43 0 R", ""}, do: func(s string) string { return regexp.MustCompile(`/F1 [0-9.]+ Tf`).ReplaceAllString(s, "$0 3 Tr") }},
		{name: "codes-of-another-length", edits: []string{"<20> <7A> <0020>", "<0020> <007A> <0020>"}, add: simpleToUnicode},
		{name: "mapped-to-nothing", edits: []string{"1 beginbfrange <0001>", "1 beginbfchar <0031> <> endbfchar 1 beginbfrange <0001>"}},
		{name: "empty-stream", edits: []string{"/Artifact BMC 40 330 200 1 re f EMC", "/Artifact BMC /X1 Do EMC", "/Font << /F1", "/XObject << /X1 60 0 R >> /Font << /F1"}, add: "60 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Filter /FlateDecode >>\nstream\n\nendstream\nendobj\n"},
		withAnnot("annotation-beyond-the-page", "/Subtype /Text /Rect [900 900 910 910]", "", ""),
	} {
		data := m.build(t)
		if r := Check(m.name+".pdf", data); len(r.Failures()) > 0 {
			t.Errorf("%s fails at %v", m.name, r.Failures())
			logFaults(t, r)
		}
	}
	data := append([]byte("a line of a mail\r\n"), buildPDF(t, goodPDF(t))...)
	if r := Check("mailed.pdf", data); len(r.Failures()) > 0 {
		t.Errorf("with bytes before the header it fails at %v", r.Failures())
		logFaults(t, r)
	}
}

// A CharSet is for a human, as the names in a Type 1 program are not read.
func TestCharSet(t *testing.T) {
	m := mutant{edits: []string{"/FontFile2 47 0 R", "/FontFile 47 0 R /CharSet (/r/o/p/e)"}}
	for _, c := range Check("charset", m.build(t)).Checkpoints {
		if asked := c.Code == "31-012" || c.Code == "31-013"; asked && c.Status != report.Human || c.Status == report.Fail {
			t.Errorf("%s: %s %v", c.Code, c.Status, c.Faults)
		}
	}
}

func TestFormula(t *testing.T) {
	m := mutant{edits: []string{"«t and h»", "<0301>"}}
	r := Check("formula", m.build(t))
	if got := r.Failures(); !slices.Equal(got, []string{"10-001", "17-003", "31-011"}) {
		t.Errorf("failed at %v", got)
	}
}

// TestEncrypted has pdfcpu encrypt the good file, once with all permissions and once with none.
func TestEncrypted(t *testing.T) {
	api.DisableConfigDir()
	for _, try := range []struct {
		permissions model.PermissionFlags
		want        []string
	}{{model.PermissionsAll, nil}, {model.PermissionsNone &^ model.PermissionExtractRev3, []string{"26-002"}}} {
		conf := model.NewDefaultConfiguration()
		conf.OwnerPW, conf.Permissions = "owner", try.permissions
		var b bytes.Buffer
		if err := api.Encrypt(bytes.NewReader(buildPDF(t, goodPDF(t))), &b, conf); err != nil {
			t.Fatal(err)
		}
		r := Check("encrypted", b.Bytes())
		if got := r.Failures(); !slices.Equal(got, try.want) {
			t.Errorf("with permissions %x failed at %v, want %v", try.permissions, got, try.want)
			logFaults(t, r)
		}
	}
	m := mutant{add: "60 0 obj\n<< /Filter /Standard /V 1 /R 2 /O (x) /U (x) >>\nendobj\ntrailer /Encrypt 60 0 R"}
	if r := Check("encrypted", m.build(t)); !r.Failed() {
		t.Error("a file without permissions passed")
	}
}

// TestRubbish gives bytes that are no PDF: each must fail, none may pass unread.
func TestRubbish(t *testing.T) {
	good := buildPDF(t, goodPDF(t))
	for _, data := range [][]byte{nil, []byte("%PDF-1.7"), []byte("PK\x03\x04"), good[:200], bytes.Repeat([]byte{'%'}, 100)} {
		if r := Check("rubbish", data); !r.Failed() || r.Count(report.Pass) != 0 {
			t.Errorf("%d bytes: failed at %v, passed %d", len(data), r.Failures(), r.Count(report.Pass))
		}
	}
}

func FuzzCheck(f *testing.F) {
	good := goodPDF(f)
	f.Add(good)
	for _, m := range mutants[:10] {
		f.Add(good + m.add)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if r := Check("fuzz", buildPDF(t, text)); len(r.Checkpoints) != len(points()) {
			t.Fatal("the report is not whole")
		}
	})
}

func FuzzContent(f *testing.F) {
	for _, s := range []string{"/P <</MCID 0>> BDC (a\\(b) Tj [(x) 3 <41>] TJ EMC", "BI /W 1 ID xx EI", "<4", "((", "[[[", "<< /A"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tk := &tokens{data: data}
		for last := -1; ; {
			if _, err := tk.next(); err != nil {
				return
			}
			if tk.at <= last {
				t.Fatalf("no way forward at byte %d", tk.at)
			}
			last = tk.at
		}
	})
}
