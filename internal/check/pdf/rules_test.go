package pdf

import (
	"strings"
	"testing"

	"quire/internal/check/report"
)

// try holds variants of the good file to the codes that fail in them, in the order of the report; no code means that the file
// passes.
func try(t *testing.T, press bool, variants []mutant) {
	t.Helper()
	for _, m := range variants {
		build := m.build
		if press {
			build = func(t testing.TB) []byte { return pressFile(t, m) }
		}
		r := Check(m.name, build(t))
		if got := strings.Join(r.Failures(), " "); got != m.want {
			t.Errorf("%s: fails at “%s”, want “%s”", m.name, got, m.want)
			for _, c := range r.Checkpoints {
				if c.Status == report.Fail {
					t.Logf("%s: %v", c.Code, c.Faults)
				}
			}
		}
	}
}

// paint puts operators into the artifact of the second page, tagged those of a tagged one.
func paint(operators, want string) mutant {
	return mutant{name: operators, edits: []string{"/Artifact BMC 40 330 200 1 re f EMC", operators}, want: want}
}

const (
	artifact   = "/Artifact BMC 40 330 200 1 re f EMC"
	catalogEnd = "/Metadata 3 0 R"
	resources  = "/Font << /F1"
)

// xobject shows an object of the first of two dictionaries, in the artifact.
func xobject(name, dict, data, want string) mutant {
	return mutant{name: name, edits: []string{artifact, "/Artifact BMC /X1 Do EMC", resources, "/XObject << /X1 60 0 R >> " + resources}, add: "60 0 obj\n<< /Type /XObject " + dict + " >>\nstream\n" + data + "\nendstream\nendobj\n", want: want}
}

// Content is tagged or an artifact, and its operators can be read.
func TestContent(t *testing.T) {
	const form = "/Subtype /Form /BBox [0 0 9 9]"
	try(t, false, []mutant{
		paint("/Artifact BMC 40 330 200 1 re f EMC", ""), paint("0 0 1 1 re S", "01-005"), paint("0 0 1 1 re n", ""), paint("/Sh sh", "01-005"), paint("b*", "01-005"),
		paint("BI /W 1 ID x EI", "01-005"), paint("/Artifact BMC BI /W 1 ID xEIx EI EMC", ""), paint("/Artifact BMC BI /W 1 ID x EIx EMC", "ISO 7.8"),
		paint("EMC", "ISO 7.8"), paint("/Artifact BMC /Artifact BMC f EMC EMC", ""), paint("BMC EMC", ""), paint("/P BMC f EMC", "01-005"), paint("/P BMC EMC", ""),
		paint("/Artifact BMC /X9 Do EMC", "ISO 7.8"), paint("/Artifact BMC q /F2 9 Tf Q BT (a) Tj ET EMC", "ISO 7.8"), paint("Q", ""), paint("Do", ""), paint("Tj", ""), paint("/F1 Tf", ""),
		paint("/Artifact BMC /F9 9 Tf BT (a) Tj ET EMC", "ISO 7.8"), paint("/Artifact BMC /F9 9 Tf BT () Tj ET EMC", "ISO 7.8"), paint("/Artifact BMC /F9 9 Tf BT [] TJ ET EMC", ""), paint("/F2 9 Tf BT () Tj ET", ""), paint("/F2 9 Tf BT (a) Tj ET", "01-005"),
		paint("/Artifact BMC /F2 9 Tf BT [(a) -20 (b)] TJ (c) ' 1 2 (d) \" ET EMC", ""), paint("/Artifact BMC /F2 9 Tf BT [(~)] TJ ET EMC", "31-018"), paint("/Artifact BMC /F2 9 Tf BT (~) ' ET EMC", "31-018"), paint("/Artifact BMC /F2 9 Tf BT 3 Tr (~) Tj 0 Tr (a) Tj ET EMC", "31-030"),
		paint("/Artifact BMC /F1 9 Tf BT <000> Tj ET EMC", "10-001 31-030"), paint("/Artifact BMC /F1 9 Tf BT <00> Tj ET EMC", "ISO 7.8"),
		paint(")", "ISO 7.8"), paint(strings.Repeat("1 ", 1<<16+1), "ISO 7.8"), paint("1 1 1", ""),
		paint("/P << /MCID 8 >> BDC EMC", "ISO 14.7.4"), paint("/P << /MCID 12 >> BDC EMC", "01-005"), paint("/Artifact << /MCID 12 >> BDC EMC", ""),
		paint("/P /None BDC EMC", ""),
		xobject("an image", "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x", ""),
		xobject("a form", form, "0 0 9 9 re f", ""), xobject("a form that is not closed", form, "/P BMC", "ISO 7.8"), xobject("a form that closes what it has not opened", form, "EMC EMC", "ISO 7.8"),
		xobject("a form in itself", form+" /Resources << /XObject << /X1 60 0 R >> >>", "/X1 Do", "ISO 7.8"),
		xobject("a form keeps its font", form, "/F2 9 Tf", "").edit("/Artifact BMC /X1 Do EMC\nendstream", "/Artifact BMC /F1 9 Tf /X1 Do BT «t» Tj ET EMC\nendstream").reorder(),
		xobject("a form without a number of its own", form+" /StructParents 4", "0 0 9 9 re f", ""),
	})
	image := xobject("an image outside", "/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", "x", "01-005")
	image.edits[1] = "/X1 Do"
	gs := mutant{name: "a font of the graphics state", edits: []string{artifact, "/Artifact BMC /G1 gs BT (~) Tj ET EMC", resources, "/ExtGState << /G1 << /Font [45 0 R 9] >> >> " + resources}, want: "31-018"}
	other := mutant{name: "a graphics state without font", edits: []string{artifact, "/Artifact BMC /F2 9 Tf /G1 gs BT (a) Tj ET EMC", resources, "/ExtGState << /G1 << /CA 1 >> >> " + resources}}
	try(t, false, []mutant{image, gs, other})
}

// reorder puts the last edit first, as it changes what another edit has put in.
func (m mutant) reorder() mutant {
	n := len(m.edits)
	last := m.edits[n-2:]
	m.edits = m.edits[:n-2]
	from, to := strings.TrimSuffix(last[0], "\nendstream"), strings.TrimSuffix(last[1], "\nendstream")
	for i := 1; i < len(m.edits); i += 2 {
		if m.edits[i] == from {
			m.edits[i] = to
		}
	}
	return m
}

// What is read in the stead of content has a language: PDF/UA-1, 7.2.
func TestLanguageOfReplacements(t *testing.T) {
	said := func(name, from, to, want string, more ...string) mutant {
		return mutant{name: name, edits: append([]string{from, to, "/P << /MCID 8 >>", "/P << /MCID 8 /Lang (en) >>"}, more...), do: languageBut("21"), want: want}
	}
	const fall = "(It falls again) Tj ET EMC"
	try(t, false, []mutant{
		said("none", fall, fall, ""),
		said("a span that is said otherwise", fall, "(It falls again) Tj /Span << /ActualText (x) /Lang () >> BDC EMC ET EMC", "11-002"),
		said("a span with a language", fall, "(It falls again) Tj /Span << /ActualText (x) /Lang (en) >> BDC EMC ET EMC", ""),
		said("a span that says nothing", fall, "(It falls again) Tj /Span << /ActualText () /Lang () >> BDC EMC ET EMC", ""),
		said("something else than a span", fall, "(It falls again) Tj /P << /ActualText (x) /Lang () >> BDC EMC ET EMC", ""),
		said("by properties", fall, "(It falls again) Tj /Span /Pr BDC EMC ET EMC", "", "/Font << /F1", "/Properties << /Pr << /Alt (x) /Lang (en) >> >> /Font << /F1"),
		{name: "a number by properties", edits: []string{"/P << /MCID 8 >> BDC", "/P /Pr BDC", resources, "/Properties << /Pr << /MCID 8 >> >> " + resources}},
		{name: "an alternative text without language", edits: []string{"/Pg 6 0 R /K 8", "/Pg 6 0 R /K 8 /Alt (x)", "/P << /MCID 8 >>", "/P << /MCID 8 /Lang (en) >>"}, do: languageBut("21"), want: "11-002"},
		{name: "a replacement without language", edits: []string{"/Pg 6 0 R /K 8", "/Pg 6 0 R /K 8 /ActualText (x)", "/P << /MCID 8 >>", "/P << /MCID 8 /Lang (en) >>"}, do: languageBut("21"), want: "11-002"},
	})
}

// The structure is nested as ISO 32000-1, 14.8.4 has it.
func TestStructureRules(t *testing.T) {
	table := func(name, to, want string) mutant {
		return mutant{name: name, edits: []string{"/S /Table /P 11 0 R /K [23 0 R 26 0 R]", "/S /Table /P 11 0 R /K [" + to + "]"}, want: want}
	}
	part := func(n, kind, kids string) string {
		return n + " 0 obj\n<< /Type /StructElem /S /" + kind + " /P 18 0 R /K [" + kids + "] >>\nendobj\n"
	}
	attr := func(name, a, want string) mutant {
		return mutant{name: name, edits: []string{"/K 4 >>\nendobj\n29", "/K 4 " + a + " >>\nendobj\n29"}, want: want}
	}
	parents := func(m mutant, rows ...string) mutant {
		for _, r := range rows {
			m.edits = append(m.edits, "/S /TR /P 18 0 R /K ["+r, "/S /TR /P 60 0 R /K ["+r)
		}
		return m
	}
	try(t, false, []mutant{
		parents(table("a body", "60 0 R", "").plus(part("60", "TBody", "23 0 R 26 0 R")), "24", "27"),
		parents(table("a head without body", "60 0 R", "09-004").plus(part("60", "THead", "23 0 R 26 0 R")), "24", "27"),
		parents(table("a foot without body", "60 0 R", "09-004").plus(part("60", "TFoot", "23 0 R 26 0 R")), "24", "27"),
		parents(table("a head and a body", "60 0 R 61 0 R", "").plus(part("60", "THead", "23 0 R")+part("61", "TBody", "26 0 R")).edit("/S /TR /P 18 0 R /K [27", "/S /TR /P 61 0 R /K [27"), "24"),
		table("a caption first", "60 0 R 23 0 R 26 0 R", "").plus(part("60", "Caption", "")), table("a caption last", "23 0 R 26 0 R 60 0 R", "").plus(part("60", "Caption", "")),
		table("a caption between", "23 0 R 60 0 R 26 0 R", "09-004").plus(part("60", "Caption", "")), table("two captions", "60 0 R 23 0 R 26 0 R 61 0 R", "09-004").plus(part("60", "Caption", "") + part("61", "Caption", "")),
		table("two heads", "60 0 R 61 0 R 23 0 R 26 0 R", "09-004").plus(part("60", "THead", "") + part("61", "THead", "")), table("two feet", "60 0 R 61 0 R 23 0 R 26 0 R", "09-004").plus(part("60", "TFoot", "") + part("61", "TFoot", "")),
		{name: "a caption within a list", edits: []string{"/S /L /P 11 0 R /K 29 0 R", "/S /L /P 11 0 R /K [29 0 R 60 0 R]"}, add: strings.Replace(part("60", "Caption", ""), "18 0 R", "19 0 R", 1), want: "09-005"},
		{name: "content in a list", edits: []string{"/S /L /P 11 0 R /K 29 0 R", "/S /L /P 11 0 R /K [29 0 R << /Type /MCR /Pg 6 0 R /MCID 8 >>]", "/Pg 6 0 R /K 8 >>", ">>", "20 0 R 21 0 R 35 0 R 36 0 R]", "20 0 R 19 0 R 35 0 R 36 0 R]"}, want: "09-005"},
		attr("a cell of one column", "/A << /O /Table /ColSpan 1 >>", ""), attr("a span of nothing", "/A << /O /Table /ColSpan 0 >>", ""), attr("a span of a thousand", "/A << /O /Table /ColSpan 1000 >>", ""), attr("a span of very many", "/A << /O /Table /ColSpan 999 >>", "UA 7.2"), attr("a deep last cell", "/A << /O /Table /RowSpan 2 >>", ""),
		attr("attributes of a class", "/C /Wide", "UA 7.2").edit("/RoleMap <<", "/ClassMap << /Wide << /O /Table /ColSpan 2 >> >> /RoleMap <<"), attr("a class without the attribute", "/C [/None /Wide]", "").edit("/RoleMap <<", "/ClassMap << /Wide << /O /Table >> >> /RoleMap <<"), attr("a class of a list", "/C [/None /Wide]", "UA 7.2").edit("/RoleMap <<", "/ClassMap << /Wide [<< /O /Layout >> << /O /Table /ColSpan 2 >>] >> /RoleMap <<"),
		{name: "a cell that reaches down", edits: []string{"/K 1 /A << /O /Table /Scope /Column >>", "/K 1 /A << /O /Table /Scope /Column /RowSpan 2 >>", "/S /TR /P 18 0 R /K [27 0 R 28 0 R]", "/S /TR /P 18 0 R /K 28 0 R", "27 0 obj\n<< /Type /StructElem /S /TD /P 26 0 R /Pg 6 0 R /K 3 >>", "27 0 obj\n<< >>", "25 0 R 27 0 R 28 0 R", "25 0 R 21 0 R 28 0 R", "/Pg 6 0 R /K 8 >>", "/Pg 6 0 R /K [3 8] >>"}},
		{name: "a header that a cell names", edits: []string{"/K 2 /A << /O /Table /Scope /Column >>", "/K 2 /ID (height)", "/K 4 >>\nendobj\n29", "/K 4 /A << /O /Table /Headers [(height)] >> >>\nendobj\n29"}},
		{name: "a header of both", edits: []string{"/K 2 /A << /O /Table /Scope /Column >>", "/K 2 /A << /O /Table /Scope /Both >>"}},
		{name: "a header of a strange scope", edits: []string{"/K 2 /A << /O /Table /Scope /Column >>", "/K 2 /A << /O /Table /Scope /All >>"}, want: "15-003"},
		{name: "two notes", edits: []string{"/S /P /P 11 0 R /Pg 6 0 R /K 8", "/S /Note /P 11 0 R /Pg 6 0 R /K 8 /ID (note-2)"}},
		{name: "a figure that is replaced", edits: []string{"/Alt (A quay)", "/ActualText (A quay)"}},
		{name: "a formula that is replaced", edits: []string{"/Alt (t and h)", "/ActualText (t)"}},
		{name: "a short box", edits: []string{"/BBox [40 300 240 400]", "/BBox [40 300 240]"}, want: "ISO 14.8.5"},
		{name: "H7 follows H2", edits: []string{"/S /Verse", "/S /H7"}, want: "14-003"},
		{name: "headings go up again", edits: []string{"/S /H2 ", "/S /H1 "}},
		{name: "one H", edits: []string{"/S /H1 ", "/S /H ", "/S /H2 ", "/S /P "}},
		{name: "a long way to a standard type", edits: []string{"<< /Verse /P ", "<< /Verse /A /A /B /B /P "}},
		{name: "mapped to itself", edits: []string{"<< /Verse /P ", "<< /Verse /P /Note /Note "}, want: "02-003"},
		{name: "a standard type mapped on and on", edits: []string{"<< /Verse /P ", "<< /Verse /P /Note /Own /Own /Note "}, want: "02-004"},
		{name: "a level beyond six is standard", edits: []string{"<< /Verse /P ", "<< /Verse /P /H8 /P "}},
		{name: "an element twice", edits: []string{"/K [13 0 R 14 0 R", "/K [13 0 R 13 0 R 14 0 R"}, want: "ISO 14.7.2"},
		{name: "an element that is missing", edits: []string{"/K [13 0 R 14 0 R", "/K [99 0 R 13 0 R 14 0 R"}, want: "ISO 14.7.2"},
		{name: "content in two elements", edits: []string{"/Pg 6 0 R /K 8 >>", "/Pg 6 0 R /K [8 7] >>"}, want: "ISO 14.7.4"},
		{name: "no place in the parent tree", edits: []string{" /StructParents 1 ", " "}, want: "ISO 14.7.4"},
		{name: "a link without place in the parent tree", edits: []string{" /StructParent 2 ", " "}, want: "ISO 14.7.4"},
		{name: "a link with another's place", edits: []string{"2 22 0 R]", "2 21 0 R]"}, want: "ISO 14.7.4"},
		{name: "a parent tree that is too short", edits: []string{"35 0 R 36 0 R]\n", "35 0 R]\n"}, want: "ISO 14.7.4"},
		{name: "a parent tree in parts", edits: []string{"<< /Nums [0 [13", "<< /Kids [60 0 R] >>\nendobj\n60 0 obj\n<< /Nums [0 [13"}},
		{name: "an unknown language", edits: []string{"/S /H1 ", "/S /H1 /Lang (xx) "}},
		{name: "a bad language", edits: []string{"/S /H1 ", "/S /H1 /Lang (x y) "}, want: "ISO 14.9.2"},
	})
}

// Annotations, their descriptions and their places: PDF/UA-1, 7.18.
func TestAnnotationRules(t *testing.T) {
	try(t, false, []mutant{
		withAnnot("hidden", "/Subtype /Text", "", "").edit("/F 4 /StructParent 3", "/F 2 /StructParent 3").rewrite(), withAnnot("printed", "/Subtype /Text", "", "28-002 28-004"), withAnnot("a popup", "/Subtype /Popup", "", ""), withAnnot("a printer's mark", "/Subtype /PrinterMark", "", ""),
		withAnnot("described", "/Subtype /Text /Contents (A comment)", "Annot", ""), withAnnot("described by its element", "/Subtype /Text", "Annot", "").then(func(s string) string { return strings.Replace(s, "/S /Annot /P", "/S /Annot /Alt (A comment) /P", 1) }), withAnnot("an unknown one that is described", "/Subtype /Hologram /Contents (x)", "Annot", ""),
		withAnnot("a field", "/Subtype /Widget /FT /Tx /T (name) /TU (Your name)", "Form", ""), withAnnot("a field by its parent", "/Subtype /Widget /Parent 70 0 R", "Form", "").plus("70 0 obj\n<< /FT /Tx /T (name) /TU (Your name) >>\nendobj\n"), withAnnot("a field by its element", "/Subtype /Widget /FT /Tx /T (name)", "Form", "").then(func(s string) string { return strings.Replace(s, "/S /Form /P", "/S /Form /Alt (A name) /P", 1) }),
		withAnnot("an attachment named twice", "/Subtype /FileAttachment /Contents (The words) /FS 70 0 R", "Annot", "").plus("70 0 obj\n<< /Type /Filespec /F (a.md) /UF (a.md) /EF << /F 71 0 R >> >>\nendobj\n71 0 obj\n<< /Type /EmbeddedFile >>\nstream\nwords\nendstream\nendobj\n"), withAnnot("an attachment elsewhere", "/Subtype /FileAttachment /Contents (The words) /FS 70 0 R", "Annot", "").plus("70 0 obj\n<< /Type /Filespec /F (a.md) >>\nendobj\n"),
		withAnnot("a whole clip", "/Subtype /Screen /Contents (A film)", "Annot", "").plus("62 0 obj\n<< /Type /Rendition /S /MR /C << /Type /MediaClip /S /MCD /D (film) /CT (video/mp4) /Alt [(en) (A film)] >> >>\nendobj\n"), withAnnot("a section of a clip", "/Subtype /Screen /Contents (A film)", "Annot", "").plus("62 0 obj\n<< /Type /Rendition /S /MR /C << /Type /MediaClip /S /MCS >> >>\nendobj\n"),
		withAnnot("a mark that is an artifact", "/Subtype /PrinterMark /AP << /N 62 0 R >>", "", "").plus("62 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] >>\nstream\n/Artifact BMC 0 0 9 9 re f EMC\nendstream\nendobj\n"), withAnnot("a look by its state", "/Subtype /Text /Contents (x) /AP << /N << /On 62 0 R /Off 62 0 R >> >>", "Annot", "31-018").plus("62 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F2 45 0 R >> >> >>\nstream\n/F2 9 Tf BT (~) Tj ET\nendstream\nendobj\n"),
		{name: "an annotation that is missing", edits: []string{"/Annots [30 0 R]", "/Annots [30 0 R 99 0 R]"}, want: "ISO 7.5"},
		{name: "a link by an action", edits: []string{"/StructParent 2 /Dest [6 0 R /Fit]", "/StructParent 2 /A << /S /GoTo /D (here) >>"}},
		{name: "a link by an action to nowhere", edits: []string{"/StructParent 2 /Dest [6 0 R /Fit]", "/StructParent 2 /A << /S /GoTo /D (nowhere) >>"}, want: "ISO 12.3"},
		{name: "a link to the web", edits: []string{"/StructParent 2 /Dest [6 0 R /Fit]", "/StructParent 2 /A << /S /URI /D (nowhere) >>"}},
		{name: "a name that leads nowhere", edits: []string{"(here) [5 0 R /Fit]", "(here) [99 0 R /Fit]"}, want: "ISO 12.3"},
		{name: "a name of nothing", edits: []string{"(here) [5 0 R /Fit]", "(here) []"}, want: "ISO 12.3"},
		{name: "a name by a dictionary", edits: []string{"(here) [5 0 R /Fit]", "(here) << /D [5 0 R /Fit] >>"}},
		{name: "a name in a circle", edits: []string{"(here) [5 0 R /Fit]", "(here) (here)"}, want: "ISO 12.3"},
		{name: "an old name", edits: []string{catalogEnd, catalogEnd + " /Dests << /old [5 0 R /Fit] >>", "/StructParent 2 /Dest [6 0 R /Fit]", "/StructParent 2 /Dest /old"}},
		{name: "no such old name", edits: []string{"/StructParent 2 /Dest [6 0 R /Fit]", "/StructParent 2 /Dest /old"}, want: "ISO 12.3"},
		{name: "an outline without words", edits: []string{"/Title (Tides)", "/Title ( )"}, want: "ISO 12.3"},
		{name: "an outline in two levels", edits: []string{"/Title (Tides)", "/First 60 0 R /Last 60 0 R /Title (Tides)"}, add: "60 0 obj\n<< /Title (x) /Parent 9 0 R /Dest (nowhere) >>\nendobj\n", want: "ISO 12.3"},
		{name: "an outline that goes on", edits: []string{"/Title (Tides)", "/Next 60 0 R /Title (Tides)"}, add: "60 0 obj\n<< /Title (x) /Parent 9 0 R /Dest (nowhere) >>\nendobj\n", want: "ISO 12.3"},
		{name: "an outline in a circle", edits: []string{"/Title (Tides)", "/Next 9 0 R /Title (Tides)"}},
	})
}

// rewrite applies the last edit to the objects that are added.
func (m mutant) rewrite() mutant {
	n := len(m.edits)
	m.add = strings.Replace(m.add, m.edits[n-2], m.edits[n-1], 1)
	m.edits = m.edits[:n-2]
	return m
}

// The catalog, the metadata and what hangs from them.
func TestDocumentRules(t *testing.T) {
	layers := func(name, dict, want string) mutant {
		return mutant{name: name, edits: []string{catalogEnd, catalogEnd + " /OCProperties << /OCGs [] " + dict + " >>"}, want: want}
	}
	meta := func(name, from, to, want string) mutant {
		return mutant{name: name, edits: []string{from, to}, want: want}
	}
	noLanguage := func(m mutant) mutant {
		m.edits = append(m.edits, noLang, "", docElem, docElem+" /Lang (en)", noOutlines, "")
		return m
	}
	try(t, false, []mutant{
		{name: "PDF 1.0", head: "1.0"},
		{name: "PDF 1.8", head: "1.8", want: "ISO 7.5"},
		layers("layers with names", "/D << /Name (All) >> /Configs [<< /Name (x) >>]", ""), layers("a configuration that is missing", "/D << /Name (All) >> /Configs [99 0 R]", ""), layers("another configuration that switches", "/D << /Name (All) >> /Configs [<< /Name (x) /AS [] >>]", "20-003"),
		meta("metadata of another type", "/Type /Metadata /Subtype /XML", "/Type /Data /Subtype /XML", "06-001"), meta("metadata of another kind", "/Type /Metadata /Subtype /XML", "/Type /Metadata /Subtype /JSON", "06-001"), meta("another part", "<pdfuaid:part>1<", "<pdfuaid:part>2<", "06-002"), meta("part by an attribute", "<rdf:Description rdf:about=\"\" ", "<rdf:Description pdfuaid:part=\" 1\" rdf:about=\"\" ", "").edit("<pdfuaid:part>1</pdfuaid:part>", ""), meta("part by another's attribute", "<x:xmpmeta ", "<x:xmpmeta xmlns:p=\"http://www.aiim.org/pdfua/ns/id/\" p:part=\"1\" ", "06-002").edit("<pdfuaid:part>1</pdfuaid:part>", ""),
		noLanguage(meta("a title with a language", "xml:lang=\"en-GB\"", "xml:lang=\"fr\"", "")), noLanguage(meta("another text without language", "<pdfuaid:part>", "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">x</rdf:li></rdf:Alt></dc:rights><pdfuaid:part>", "11-006")), noLanguage(meta("another text with a language", "<pdfuaid:part>", "<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">x</rdf:li><rdf:li xml:lang=\"fr\">x</rdf:li></rdf:Alt></dc:rights><pdfuaid:part>", "")), noLanguage(meta("a list without language", "<pdfuaid:part>", "<dc:subject><rdf:Bag><rdf:li>x</rdf:li></rdf:Bag></dc:subject><pdfuaid:part>", "")), noLanguage(meta("an alternative that says no language", "<pdfuaid:part>", "<dc:rights><rdf:Alt><rdf:li>x</rdf:li></rdf:Alt></dc:rights><pdfuaid:part>", "")),
		meta("no title but words", `<rdf:li xml:lang="x-default">On Harbours</rdf:li><rdf:li xml:lang="en-GB">On Harbours</rdf:li>`, "", "06-003"),
		{name: "associated files", edits: []string{catalogEnd, catalogEnd + " /AF [60 0 R]"}, add: "60 0 obj\n<< /Type /Filespec /F (a.md) /EF << /F 61 0 R >> >>\nendobj\n61 0 obj\n<< >>\nstream\nx\nendstream\nendobj\n", want: "21-001"},
		{name: "a form of static XFA", edits: []string{catalogEnd, catalogEnd + " /AcroForm << /Fields [] /XFA [(config) 60 0 R] >>"}, add: "60 0 obj\n<< >>\nstream\n<dynamicRender>forbidden</dynamicRender>\nendstream\nendobj\n"},
		{name: "a form of dynamic XFA in parts", edits: []string{catalogEnd, catalogEnd + " /AcroForm << /Fields [] /XFA [(config) 60 0 R] >>"}, add: "60 0 obj\n<< >>\nstream\n<dynamicRender>\n required</dynamicRender>\nendstream\nendobj\n", want: "25-001"},
		{name: "a page in a circle", edits: []string{"/Kids [5 0 R 6 0 R]", "/Kids [5 0 R 6 0 R 2 0 R]"}, want: "ISO 7.5"},
		{name: "resources of its own", edits: []string{"/Contents 8 0 R", "/Contents 8 0 R /Resources << >>"}, want: "ISO 7.8"},
		{name: "contents that are missing", edits: []string{"/Contents 8 0 R", "/Contents [8 0 R 99 0 R]"}, want: "ISO 7.8"},
	})
}
