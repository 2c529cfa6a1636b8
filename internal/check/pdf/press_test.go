package pdf

import (
	"bytes"
	"os"
	"slices"
	"testing"
)

// pressMutants plant one fault each in testdata/press.pdf.txt.
var pressMutants = []mutant{
	{name: "press-version-1-7", edits: []string{"/Type /Catalog", "/Type /Catalog /Version /1.7"}, want: "x4-version"},
	{name: "press-version-of-another-standard", edits: []string{"<pdfxid:GTS_PDFXVersion>PDF/X-4<", "<pdfxid:GTS_PDFXVersion>PDF/X-3<"}, want: "x4-version"},
	{name: "press-no-title", edits: []string{"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">On Harbours</rdf:li></rdf:Alt></dc:title>", "", "/Title (On Harbours)", ""}, want: "x4-metadata"},
	{name: "press-title-differs", edits: []string{"/Title (On Harbours)", "/Title (On Tides)"}, want: "x4-metadata"},
	{name: "press-date-differs", edits: []string{"/CreationDate (D:20261122", "/CreationDate (D:20261123"}, want: "x4-metadata"},
	{name: "press-no-document-id", edits: []string{"<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>", ""}, want: "x4-metadata"},
	{name: "press-no-metadata", edits: []string{" /Metadata 3 0 R", ""}, want: "x4-metadata"},
	{name: "press-trapped-unknown", edits: []string{"/Trapped /False", "/Trapped /Unknown", "<pdf:Trapped>False</pdf:Trapped>", ""}, want: "x4-trapped"},
	{name: "press-trapped-differs", edits: []string{"/Trapped /False", "/Trapped /True"}, want: "x4-trapped"},
	{name: "press-two-intents", edits: []string{"/OutputIntents [4 0 R]", "/OutputIntents [4 0 R 4 0 R]"}, want: "x4-output-intent"},
	{name: "press-condition-unnamed", edits: []string{"/OutputConditionIdentifier (Custom) ", ""}, want: "x4-output-intent"},
	{name: "press-condition-undescribed", edits: []string{"/Info (Black ink) ", ""}, want: "x4-output-intent"},
	{name: "press-no-profile", edits: []string{" /DestOutputProfile 6 0 R", ""}, want: "x4-profile"},
	{name: "press-profile-of-a-screen", edits: []string{"PROFILE prtr GRAY", "PROFILE mntr GRAY"}, want: "x4-profile"},
	{name: "press-profile-of-other-number", edits: []string{"<< /N 1 >>", "<< /N 4 >>"}, want: "x4-profile"},
	{name: "press-profile-broken", edits: []string{"PROFILE prtr GRAY", "nothing"}, want: "x4-profile"},
	{name: "press-no-trim", edits: []string{" /TrimBox [20 20 420 620]", ""}, want: "x4-boxes"},
	{name: "press-trim-and-art", edits: []string{"/TrimBox [20 20 420 620]", "/TrimBox [20 20 420 620] /ArtBox [20 20 420 620]"}, want: "x4-boxes"},
	{name: "press-trim-beyond-bleed", edits: []string{"/BleedBox [11 11 429 629]", "/BleedBox [25 11 429 629]"}, want: "x4-boxes"},
	{name: "press-bleed-beyond-medium", edits: []string{"/MediaBox [0 0 440 640]", "/MediaBox [0 0 425 640]"}, want: "x4-boxes"},
	{name: "press-colour-of-a-screen", edits: []string{"0 g BT", "1 0 0 rg BT"}, want: "x4-colour"},
	{name: "press-four-inks-for-one", edits: []string{"0.5 G", "0 0 0 1 K"}, want: "x4-colour"},
	{name: "press-image-of-a-screen", edits: []string{"/BitsPerComponent 8 /ColorSpace [/ICCBased 15 0 R]", "/BitsPerComponent 8 /ColorSpace /DeviceRGB"}, want: "x4-colour"},
	{name: "press-ink-stood-in-by-a-screen", edits: []string{"/Separation /Gold /DeviceGray", "/Separation /Gold /DeviceRGB"}, want: "x4-colour"},
	{name: "press-transfer-curve", edits: []string{"/TR2 /Default", "/TR /Identity"}, want: "x4-transfer"},
	{name: "press-own-halftone", edits: []string{"/TR2 /Default", "/HT << /HalftoneType 6 >>"}, want: "x4-transfer"},
	{name: "press-postscript", edits: []string{"/Subtype /Form", "/Subtype /Form /Subtype2 /PS"}, want: "x4-postscript"},
	{name: "press-opi", edits: []string{"/Subtype /Form", "/Subtype /Form /OPI << >>"}, want: "x4-postscript"},
	{name: "press-other-image-printed", edits: []string{"/Width 1", "/Width 1 /Alternates [<< /Image 10 0 R /DefaultForPrinting true >>]"}, want: "x4-postscript"},
	{name: "press-annotation-on-the-page", edits: []string{"/TrimBox", "/Annots [<< /Subtype /Text /Rect [40 40 60 60] >>] /TrimBox"}, want: "x4-annotations"},
	{name: "press-action", edits: []string{"/Type /Catalog", "/Type /Catalog /OpenAction << /S /Named /N /Print >>"}, want: "x4-actions"},
	{name: "press-script", edits: []string{"/Type /Catalog", "/Type /Catalog /Names << /JavaScript << /Names [] >> >>"}, want: "x4-actions"},
	{name: "press-form", edits: []string{"/Type /Catalog", "/Type /Catalog /AcroForm << /Fields [<< /FT /Tx /T (name) >>] >>"}, want: "x4-forms"},
	{name: "press-attachment", edits: []string{"/Type /Catalog", "/Type /Catalog /Names << /EmbeddedFiles << /Names [(a.md) << /Type /Filespec /F (a.md) >>] >> >>"}, want: "x4-attachments"},
	{name: "press-lzw", add: "60 0 obj\n<< /Filter [/ASCII85Decode /LZWDecode] >>\nstream\n~>\nendstream\nendobj\n", want: "x4-compression"},
	{name: "press-layers-unnamed", edits: []string{"/Name (All)", ""}, want: "x4-layers"},
	{name: "press-layers-switch-themselves", edits: []string{"/Name (All)", "/Name (All) /AS []"}, want: "x4-layers"},
	{name: "press-font-not-embedded", edits: []string{" /FontFile2 43 0 R", ""}, want: "31-009"},
	{name: "press-glyph-not-in-font", edits: []string{"«On Harbours» Tj", "<0400> Tj"}, want: "31-011"},
	{name: "press-wrong-width", edits: []string{"/W [1 [250]]", "/W [1 [300]]"}, want: "31-016"},
	{name: "press-notdef", edits: []string{"«On Harbours» Tj", "<0000> Tj"}, want: "31-030"},
	{name: "press-page-missing", edits: []string{"/Kids [5 0 R]", "/Kids [5 0 R 99 0 R]"}, want: "ISO 7.5"},
	{name: "press-content-broken", edits: []string{"0 g BT", "EMC 0 g BT"}, want: "ISO 7.8"},
}

// pressFile builds a file for a press: PDF 1.6.
func pressFile(t testing.TB, m mutant) []byte {
	text, err := os.ReadFile("testdata/press.pdf.txt")
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Replace(m.buildFrom(t, string(text)), []byte("%PDF-1.7"), []byte("%PDF-1.6"), 1)
}

// A good file for a press passes, and each fault is found at the one checkpoint that is about it.
func TestPress(t *testing.T) {
	good := []mutant{{name: "press-good"}, {name: "press-title-with-no-break-space", edits: []string{
		"/Title (On Harbours)", "/Title <FEFF004F006E00A00048006100720062006F007500720073>", ">On Harbours</rdf:li>", ">On\u00a0Harbours</rdf:li>",
	}}}
	for _, m := range append(good, pressMutants...) {
		t.Run(m.name, func(t *testing.T) {
			r := Check(m.name+".pdf", pressFile(t, m))
			var want []string
			if m.want != "" {
				want = []string{m.want}
			}
			if got := r.Failures(); !slices.Equal(got, want) {
				t.Errorf("failed at %v, want %v", got, want)
				logFaults(t, r)
			}
		})
	}
}

// Each checkpoint that a machine decides is tried by some mutant; a file without an identifier and an encrypted one are
// made by hand.
func TestPressCodes(t *testing.T) {
	tried := map[string]bool{"x4-encryption": true, "x4-id": true}
	for _, m := range pressMutants {
		tried[m.want] = true
	}
	for _, p := range pressPoints() {
		if !p.Human && !tried[p.Code] {
			t.Errorf("no mutant fails at %s", p.Code)
		}
	}
	good := pressFile(t, mutant{})
	anonymous := bytes.Replace(good, []byte("/ID ["), []byte("/IX ["), 1)
	if got := Check("anonymous", anonymous).Failures(); !slices.Equal(got, []string{"x4-id"}) {
		t.Errorf("without an identifier: %v", got)
	}
}
