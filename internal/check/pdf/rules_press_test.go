package pdf

import "testing"

// What PDF/X-4 asks of the file as a whole.
func TestPressIdentity(t *testing.T) {
	const (
		intent = "/OutputConditionIdentifier (Custom) /Info (Black ink) /DestOutputProfile 6 0 R"
		head   = "<rdf:Description rdf:about=\"\" "
	)
	v := func(name, want string, edits ...string) mutant { return mutant{name: name, edits: edits, want: want} }
	try(t, true, []mutant{
		v("another intent beside", "", "/OutputIntents [4 0 R]", "/OutputIntents [4 0 R << /S /GTS_PDFA1 >>]"),
		v("a registered condition", "x4-profile", intent, "/OutputConditionIdentifier (FOGRA39) /RegistryName (http://www.color.org)"),
		v("a registered condition with its profile", "", intent, "/OutputConditionIdentifier (FOGRA39) /RegistryName (http://www.color.org) /DestOutputProfile 6 0 R"),
		v("a profile elsewhere", "", intent, "/OutputConditionIdentifier (FOGRA39) /RegistryName (http://www.color.org) /DestOutputProfileRef << >>"),
		v("four inks", "", "PROFILE prtr GRAY", "PROFILE prtr CMYK", "<< /N 1 >>", "<< /N 4 >>", "0 g BT", "0 0 0 1 k BT"),
		v("grey is a part of four inks", "", "PROFILE prtr GRAY", "PROFILE prtr CMYK", "<< /N 1 >>", "<< /N 4 >>"),
		v("a screen's colour and four inks", "x4-colour", "PROFILE prtr GRAY", "PROFILE prtr CMYK", "<< /N 1 >>", "<< /N 4 >>", "0 g BT", "0 0 0 rg BT"),
		v("three colours", "x4-colour", "PROFILE prtr GRAY", "PROFILE prtr RGB ", "<< /N 1 >>", "<< /N 3 >>"),
		v("an unknown space", "x4-profile", "PROFILE prtr GRAY", "PROFILE prtr XYZ ", "<< /N 1 >>", "<< /N 3 >>"),
		v("PDF/X-4p", "", "<pdfxid:GTS_PDFXVersion>PDF/X-4<", "<pdfxid:GTS_PDFXVersion>PDF/X-4p<"),
		v("the version by an attribute", "", head, head+"pdfxid:GTS_PDFXVersion=\"PDF/X-4\" ", "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", ""),
		v("PDF 1.4 by the catalog", "", "/Type /Catalog", "/Type /Catalog /Version /1.4"),
		v("no date of creation", "x4-metadata", "<xmp:CreateDate>2026-11-22T00:00:00Z</xmp:CreateDate>", ""),
		v("no dates in the dictionary", "", " /CreationDate (D:20261122000000Z) /ModDate (D:20261122000000Z)", ""),
		v("a short date", "x4-metadata", "/ModDate (D:20261122000000Z)", "/ModDate (D:2026)"),
		v("another date of change", "x4-metadata", "/ModDate (D:20261122000000Z)", "/ModDate (D:20261122000001Z)"),
		v("no title in the dictionary", "", "/Title (On Harbours) /C", "/C"),
		v("trapped", "", "/Trapped /False", "/Trapped /True", "<pdf:Trapped>False", "<pdf:Trapped>True"),
		v("trapped in the metadata alone", "", " /Trapped /False", ""),
		v("trapped in the dictionary alone", "", "<pdf:Trapped>False</pdf:Trapped>", ""),
		v("metadata that are not XML", "x4-metadata", "</dc:title>", ""),
		v("a layer's configuration without name", "x4-layers", "/D << /Name (All)", "/Configs [<< /AS [] >>] /D << /Name (All)"),
		v("an embedded form", "x4-forms", "/Type /Catalog", "/Type /Catalog /AcroForm << /XFA [] >>"),
		v("a form without fields", "", "/Type /Catalog", "/Type /Catalog /AcroForm << /Fields [] >>"),
		v("a destination to open at", "", "/Type /Catalog", "/Type /Catalog /OpenAction [5 0 R /Fit]"),
		v("actions of the document", "x4-actions", "/Type /Catalog", "/Type /Catalog /AA << >>"),
		v("actions of a page", "x4-actions", "/Contents 7 0 R", "/Contents 7 0 R /AA << >>"),
	})
}

// Boxes, annotations and colours of a page for a press.
func TestPressPages(t *testing.T) {
	const boxes = "/BleedBox [11 11 429 629] /TrimBox [20 20 420 620]"
	v := func(name, want string, edits ...string) mutant { return mutant{name: name, edits: edits, want: want} }
	annot := func(name, dict, want string) mutant { return v(name, want, boxes, boxes+" /Annots ["+dict+"]") }
	paint := func(operators, want string, more ...string) mutant {
		return v(operators, want, append([]string{"0 g BT", operators + " BT"}, more...)...)
	}
	state := func(dict, want string) mutant { return v(dict, want, "/TR2 /Default", dict) }
	space := func(name, s, want string) mutant {
		return v(name, want, "/Rgb [/ICCBased 15 0 R]", "/Rgb [/ICCBased 15 0 R] /Own "+s)
	}
	try(t, true, []mutant{
		v("an art box", "", boxes, "/BleedBox [11 11 429 629] /ArtBox [20 20 420 620]"), v("an art box beyond the bleed", "x4-boxes", boxes, "/BleedBox [11 11 429 629] /ArtBox [5 20 420 620]"),
		v("no bleed", "", boxes, "/TrimBox [20 20 420 620]"), v("no bleed and a trim beyond the medium", "x4-boxes", boxes, "/TrimBox [20 20 441 620]"), v("corners the other way round", "", boxes, "/BleedBox [429 629 11 11] /TrimBox [420 620 20 20]"), v("a box of three numbers", "x4-boxes", boxes, "/BleedBox [11 11 429 629] /TrimBox [20 20 420]"), v("a box of words", "x4-boxes", boxes, "/BleedBox [11 11 429 629] /TrimBox [20 20 420 /x]"),
		v("a trim beyond what is shown", "x4-boxes", boxes, boxes+" /CropBox [30 30 420 620]"), v("a trim within what is shown", "", boxes, boxes+" /CropBox [20 20 420 620]"), v("a trim above the bleed", "x4-boxes", boxes, "/BleedBox [11 11 429 619] /TrimBox [20 20 420 620]"), v("a trim below the bleed", "x4-boxes", boxes, "/BleedBox [11 21 429 629] /TrimBox [20 20 420 620]"), v("a trim beside the bleed", "x4-boxes", boxes, "/BleedBox [11 11 419 629] /TrimBox [20 20 420 620]"), v("no medium", "x4-boxes", " /MediaBox [0 0 440 640]", ""),
		annot("in the margin", "<< /Subtype /Text /Rect [0 0 5 5] >>", ""), annot("at the edge", "<< /Subtype /Text /Rect [0 0 11 11] >>", ""), annot("to the right", "<< /Subtype /Text /Rect [429 100 435 110] >>", ""), annot("above", "<< /Subtype /Text /Rect [100 629 110 635] >>", ""), annot("below", "<< /Subtype /Text /Rect [100 0 110 11] >>", ""), annot("over the edge", "<< /Subtype /Text /Rect [0 0 12 12] >>", "x4-annotations"), annot("no rectangle", "<< /Subtype /Text >>", "x4-annotations"), annot("a trap network", "<< /Subtype /TrapNet /Rect [40 40 60 60] >>", ""), annot("a printer's mark on the page", "<< /Subtype /PrinterMark /Rect [40 40 60 60] >>", "x4-annotations"), annot("an action", "<< /Subtype /Link /Rect [0 0 5 5] /A << >> >>", "x4-actions"), annot("other actions", "<< /Subtype /Link /Rect [0 0 5 5] /AA << >> >>", "x4-actions"),
		paint("0 G", ""), paint("1 0 0 RG", "x4-colour"), paint("0 0 0 1 k", "x4-colour"), paint("/DeviceRGB cs", "x4-colour"), paint("/DeviceRGB CS", "x4-colour"), paint("/DeviceGray cs", ""), paint("/Rgb cs", ""), paint("/Sp CS", ""), paint("cs", ""), paint("/DeviceRGB CS", "", "/Rgb [/ICCBased 15 0 R]", "/DeviceRGB [/ICCBased 15 0 R]"),
		paint("1 0 0 rg", "", "/Rgb [/ICCBased 15 0 R]", "/DefaultRGB [/ICCBased 15 0 R]"), paint("0 0 0 1 k", "", "/Rgb [/ICCBased 15 0 R]", "/DefaultCMYK [/ICCBased 15 0 R]"), paint("0 0 0 1 k", "x4-colour", "/Rgb [/ICCBased 15 0 R]", "/DefaultRGB [/ICCBased 15 0 R]"),
		state("/TR2 /Identity", "x4-transfer"), state("/HTP [0 0]", "x4-transfer"), state("/HT << /HalftoneType 1 >>", ""), state("/HT << /HalftoneType 5 >>", ""), state("/HT << /HalftoneType 1 /HalftoneName (x) >>", "x4-transfer"), state("/HT << /HalftoneType 1 /TransferFunction /Identity >>", "x4-transfer"), state("/HT /Default", ""),
		space("an index of a device", "[/Indexed /DeviceRGB 0 <000000>]", "x4-colour"), space("an index of a profile", "[/Indexed [/ICCBased 15 0 R] 0 <000000>]", ""), space("a pattern of a device", "[/Pattern /DeviceRGB]", "x4-colour"), space("a pattern of nothing", "[/Pattern]", ""), space("several inks", "[/DeviceN [/Gold /Silver] /DeviceRGB 13 0 R]", "x4-colour"), space("inks of nothing", "[/DeviceN]", ""), space("an array of a device", "[/DeviceCMYK]", "x4-colour"), space("a calibrated one", "[/CalRGB << >>]", ""),
		v("a shading of a device", "x4-colour", "/ExtGState <<", "/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceRGB >> >> /ExtGState <<"), v("a shading of the ink", "", "/ExtGState <<", "/Shading << /S1 << /ShadingType 2 /ColorSpace /DeviceGray >> >> /ExtGState <<"), v("a pattern's shading", "x4-colour", "/ExtGState <<", "/Pattern << /P1 << /PatternType 2 /Shading << /ColorSpace /DeviceRGB >> >> >> /ExtGState <<"), v("a pattern's resources", "x4-transfer", "/ExtGState <<", "/Pattern << /P1 << /PatternType 1 /Resources << /ExtGState << /G2 << /TR /Identity >> >> >> >> >> /ExtGState <<"),
		v("a mask", "", "/BitsPerComponent 8 /ColorSpace [/ICCBased 15 0 R]", "/BitsPerComponent 1 /ImageMask true /ColorSpace /DeviceRGB"), v("another image that is not printed", "", "/Width 1", "/Width 1 /Alternates [<< /Image 10 0 R /DefaultForPrinting false >>]"), v("a reference to another file", "30", "/Subtype /Form", "/Subtype /Form /Ref << >>").wants("x4-postscript"), v("PostScript in a form", "x4-postscript", "/Subtype /Form", "/Subtype /Form /PS 13 0 R"), v("a group of a device", "x4-colour", "/Subtype /Form", "/Subtype /Form /Group << /S /Transparency /CS /DeviceRGB >>"), v("a group of the ink", "", "/Subtype /Form", "/Subtype /Form /Group << /S /Transparency /CS /DeviceGray >>"), v("a form's resources", "x4-transfer", "/Resources << >> >>", "/Resources << /ExtGState << /G2 << /TR /Identity >> >> >> >>"),
	})
}

func (m mutant) wants(code string) mutant { m.want = code; return m }
