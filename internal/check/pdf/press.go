package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"quire/internal/check/report"
	"quire/internal/check/xmltree"
)

const (
	nsPDFX = "http://www.npes.org/pdfx/ns/id/"
	nsXMP  = "http://ns.adobe.com/xap/1.0/"
	nsMM   = "http://ns.adobe.com/xap/1.0/mm/"
	nsPDF  = "http://ns.adobe.com/pdf/1.3/"
)

// pressPoints are the conditions of PDF/X-4 (ISO 15930-7) that a machine can decide. They have words for codes and not the
// numbers of clauses: the text of the standard is not free, and those who quote it disagree on the numbers. The conditions on
// fonts have the codes of points.
func pressPoints() []report.Point {
	return []report.Point{
		{Code: "x4-version", Title: "the file and its metadata say that it is PDF/X-4, in PDF 1.6 at most"},
		{Code: "x4-metadata", Title: "the metadata have title, dates and identifiers, and agree with the information dictionary"},
		{Code: "x4-trapped", Title: "the file says whether it is trapped"},
		{Code: "x4-id", Title: "the file has an identifier"},
		{Code: "x4-encryption", Title: "the file is not encrypted"},
		{Code: "x4-output-intent", Title: "the file names the one printing condition it is made for"},
		{Code: "x4-profile", Title: "the profile of the printing condition is that of a press"},
		{Code: "x4-boxes", Title: "each page says where it is trimmed, within its bleed and its medium"},
		{Code: "x4-colour", Title: "colours of a device are those of the printing condition"},
		{Code: "x4-transfer", Title: "no transfer curves and no halftones of their own"},
		{Code: "x4-postscript", Title: "no PostScript, no OPI, no content from other files"},
		{Code: "x4-annotations", Title: "annotations lie outside of what is printed"},
		{Code: "x4-actions", Title: "nothing runs"},
		{Code: "x4-forms", Title: "there are no fields to fill in"},
		{Code: "x4-attachments", Title: "no file is attached"},
		{Code: "x4-compression", Title: "nothing is compressed by LZW"},
		{Code: "x4-layers", Title: "optional content is named and does not switch itself"},
		{Code: "31-009", Title: "fonts are embedded"},
		{Code: "31-011", Title: "embedded fonts have the glyphs that are used"},
		{Code: "31-016", Title: "widths are the font's own"},
		{Code: "31-030", Title: "no character is shown as .notdef"},
		{Code: "x4-proof", Title: "colours look as meant under the printing condition", Human: true},
		{Code: "ISO 7.5", Title: "the file can be read"},
		{Code: "ISO 7.8", Title: "page content can be read"},
	}
}

// press judges a file as PDF/X-4.
type press struct {
	*file
	space string // of the output profile: GRAY, RGB, CMYK; empty where it is not known
	seen  map[string]bool
}

// forPress reports whether a file is meant for a press: it has an output intent for PDF/X.
func (f *file) forPress() bool {
	return slices.ContainsFunc(f.array(f.catalog["OutputIntents"]), func(o types.Object) bool { return f.name(f.dict(o)["S"]) == "GTS_PDFX" })
}

// pressPDF judges a file that is meant for a press.
func pressPDF(name string, data []byte) *report.Report {
	j := report.New(name, "PDF/X-4, ISO 15930-7", pressPoints())
	f, err := openPDF(j, data)
	if err != nil {
		j.Fault("ISO 7.5", name, "the file cannot be read: %v", err)
		return j.Abandon()
	}
	f.readPages()
	p := &press{file: f, seen: map[string]bool{}}
	p.checkIntent()
	p.checkIdentity()
	for _, pg := range f.pages {
		p.checkBoxes(pg)
		p.checkAnnotations(pg)
		p.checkResources(pg.resources, pg.place(), 0)
	}
	f.press = p
	f.checkContents()
	p.checkActions()
	p.checkForeign()
	oc := f.dict(f.catalog["OCProperties"])
	for _, c := range append(f.array(oc["Configs"]), oc["D"]) {
		if d := f.dict(c); d != nil && (f.text(d["Name"]) == "" || f.has(d, "AS")) {
			f.Fault("x4-layers", objectPlace(c), "a configuration of optional content has no name, or an AS, by which content switches itself")
		}
	}
	return j.Finish()
}

// checkIntent looks at the output intent and its profile (ISO 32000-1, 14.11.5; ICC.1, 7.2).
func (p *press) checkIntent() {
	var intents []types.Object
	for _, o := range p.array(p.catalog["OutputIntents"]) {
		if p.name(p.dict(o)["S"]) == "GTS_PDFX" {
			intents = append(intents, o)
		}
	}
	if len(intents) != 1 {
		p.Fault("x4-output-intent", "catalog", "there are %d output intents for PDF/X", len(intents))
		return
	}
	d, place := p.dict(intents[0]), objectPlace(intents[0])
	registered := p.text(d["RegistryName"]) != ""
	if p.text(d["OutputConditionIdentifier"]) == "" {
		p.Fault("x4-output-intent", place, "the output intent does not name its condition")
	}
	if !registered && p.text(d["Info"]) == "" {
		p.Fault("x4-output-intent", place, "the condition is of no registry and is not described by Info")
	}
	if !p.has(d, "DestOutputProfile") {
		switch {
		case p.has(d, "DestOutputProfileRef"):
			p.Human("x4-profile", place, "the profile is another file")
		case registered:
			p.Fault("x4-profile", place, "the profile is not in the file; a condition of a registry needs a reference to it")
		default:
			p.Fault("x4-profile", place, "there is no profile")
		}
		return
	}
	icc, sd, err := p.stream(d["DestOutputProfile"])
	if err != nil || len(icc) < 132 || string(icc[36:40]) != "acsp" {
		p.Fault("x4-profile", place, "the profile is none, or broken")
		return
	}
	if class := string(icc[12:16]); class != "prtr" {
		p.Fault("x4-profile", place, "the profile is of the class “%s”, not of an output device", class)
	}
	if icc[8] > 4 {
		p.Fault("x4-profile", place, "the profile is of version %d", icc[8])
	}
	space := strings.TrimSpace(string(icc[16:20]))
	want := map[string]int{"GRAY": 1, "RGB": 3, "CMYK": 4}[space]
	if n, _ := p.integer(sd["N"]); want == 0 || n != want {
		p.Fault("x4-profile", place, "the profile is for “%s”, its N is %d", space, n)
		return
	}
	p.space = space
}

// checkIdentity looks at what the file says of itself: version, metadata, the information dictionary, the trailer.
func (p *press) checkIdentity() {
	version := p.name(p.catalog["Version"])
	if version == "" {
		version = strings.TrimPrefix(p.header, "%PDF-")
	}
	if version > "1.6" {
		p.Fault("x4-version", "header", "the file is PDF %s", version)
	}
	if len(p.ctx.ID) != 2 {
		p.Fault("x4-id", "trailer", "there is no ID")
	}
	if p.ctx.Encrypt != nil {
		p.Fault("x4-encryption", "trailer", "the file is encrypted")
	}
	var info types.Dict
	if p.ctx.Info != nil {
		info = p.dict(*p.ctx.Info)
	}
	values := map[string]string{}
	place := objectPlace(p.catalog["Metadata"])
	xmp, _, err := p.stream(p.catalog["Metadata"])
	if err != nil {
		p.Fault("x4-metadata", "catalog", "there are no metadata")
		p.Leave("x4-version")
	} else if doc, err := xmltree.Parse(place, xmp); err != nil {
		xmltree.Fault(p.Recorder, "x4-metadata", err)
		p.Leave("x4-version")
	} else {
		values = pressMetadata(doc)
		if v := values["pdfxid:GTS_PDFXVersion"]; v != "PDF/X-4" && v != "PDF/X-4p" {
			p.Fault("x4-version", place, "the metadata name “%s”, not PDF/X-4", v)
		}
		for _, key := range []string{"dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"} {
			if values[key] == "" {
				p.Fault("x4-metadata", place, "the metadata have no %s", key)
			}
		}
		// The words may have other spaces between them, such as that of French before a colon. They are compared as plain spaces.
		if t := strings.Join(strings.Fields(p.text(info["Title"])), " "); t != "" && t != values["dc:title"] {
			p.Fault("x4-metadata", place, "the title is “%s” here and “%s” in the information dictionary", values["dc:title"], t)
		}
		for _, d := range [][2]string{{"CreationDate", "xmp:CreateDate"}, {"ModDate", "xmp:ModifyDate"}} {
			if a, b := digits(p.text(info[d[0]])), digits(values[d[1]]); a != "" && b != "" && a[:min(14, len(a))] != b[:min(14, len(b))] {
				p.Fault("x4-metadata", place, "%s differs from %s of the information dictionary", d[1], d[0])
			}
		}
	}
	trapped, said := p.name(info["Trapped"]), values["pdf:Trapped"]
	if trapped == "" {
		trapped = said
	}
	if trapped != "True" && trapped != "False" {
		p.Fault("x4-trapped", "information dictionary", "Trapped is “%s”, neither True nor False", trapped)
	} else if said != "" && said != trapped {
		p.Fault("x4-trapped", "information dictionary", "Trapped is %s, in the metadata %s", trapped, said)
	}
}

// pressMetadata gives what the metadata say to a press, each by its usual prefix and name: as elements or, in short, as
// attributes of a description (ISO 16684-1, 7.9.2.2).
func pressMetadata(doc *xmltree.Document) map[string]string {
	values := map[string]string{}
	prefixes := map[string]string{nsPDFX: "pdfxid", nsXMP: "xmp", nsMM: "xmpMM", nsPDF: "pdf", xmltree.DC: "dc"}
	for _, e := range doc.All {
		if prefix := prefixes[e.Space]; prefix != "" {
			values[prefix+":"+e.Name] = strings.TrimSpace(e.Text())
		}
		if e.Space != nsRDF || e.Name != "Description" {
			continue
		}
		for ns, prefix := range prefixes {
			for _, key := range []string{"GTS_PDFXVersion", "CreateDate", "ModifyDate", "MetadataDate", "DocumentID", "VersionID", "RenditionClass", "Trapped"} {
				if v, ok := e.Has(ns, key); ok {
					values[prefix+":"+key] = v
				}
			}
		}
	}
	return values
}

// digits are those of a date.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// rect gives a rectangle with its lower left corner first.
func (f *file) rect(o types.Object) (r [4]float64, ok bool) {
	a := f.array(o)
	if len(a) != 4 {
		return r, false
	}
	for i := range a {
		if r[i], ok = f.number(a[i]); !ok {
			return r, false
		}
	}
	return [4]float64{min(r[0], r[2]), min(r[1], r[3]), max(r[0], r[2]), max(r[1], r[3])}, true
}

// within reports whether a is in b, give or take what rounding does.
func within(a, b [4]float64) bool {
	const slack = 0.001
	return a[0] >= b[0]-slack && a[1] >= b[1]-slack && a[2] <= b[2]+slack && a[3] <= b[3]+slack
}

// box gives a box of a page; MediaBox and CropBox may be inherited (ISO 32000-1, 14.11.2).
func (f *file) box(pg *page, key string) (r [4]float64, ok bool) {
	d := pg.dict
	for range maxTreeDepth {
		if r, ok := f.rect(d[key]); ok || key != "MediaBox" && key != "CropBox" {
			return r, ok
		}
		if d = f.dict(d["Parent"]); d == nil {
			break
		}
	}
	return r, false
}

// checkBoxes looks at a page's boxes.
func (p *press) checkBoxes(pg *page) {
	get := func(key string) ([4]float64, bool) { return p.box(pg, key) }
	media, ok := get("MediaBox")
	if !ok {
		p.Fault("x4-boxes", pg.place(), "there is no MediaBox")
		return
	}
	trim, trimmed := get("TrimBox")
	art, hasArt := get("ArtBox")
	switch {
	case trimmed == hasArt && !trimmed:
		p.Fault("x4-boxes", pg.place(), "there is neither a TrimBox nor an ArtBox")
		return
	case trimmed && hasArt:
		p.Fault("x4-boxes", pg.place(), "there are both a TrimBox and an ArtBox")
	case hasArt:
		trim = art
	}
	bleed, bled := get("BleedBox")
	if !bled {
		bleed = media
	}
	if !within(trim, bleed) {
		p.Fault("x4-boxes", pg.place(), "the page is trimmed outside of its bleed")
	}
	if !within(bleed, media) || !within(trim, media) {
		p.Fault("x4-boxes", pg.place(), "the page is larger than its medium")
	}
	if crop, ok := get("CropBox"); ok && !within(trim, crop) {
		p.Fault("x4-boxes", pg.place(), "the page is trimmed outside of what is shown")
	}
}

// checkAnnotations looks at the places of annotations. Where the page is printed there may be none but trap networks.
func (p *press) checkAnnotations(pg *page) {
	inked, ok := p.rect(pg.dict["BleedBox"])
	if !ok {
		inked, ok = p.rect(pg.dict["TrimBox"])
	}
	for _, o := range p.list(pg.dict["Annots"]) {
		d := p.dict(o)
		if kind := p.name(d["Subtype"]); kind == "TrapNet" || kind == "PrinterMark" && !ok {
			continue
		}
		r, hasRect := p.rect(d["Rect"])
		if ok && hasRect && (r[0] >= inked[2] || r[2] <= inked[0] || r[1] >= inked[3] || r[3] <= inked[1]) {
			continue
		}
		p.Fault("x4-annotations", pg.place(), "an annotation (%s) lies where the page is printed", p.name(d["Subtype"]))
	}
}

// checkActions looks for actions and scripts.
func (p *press) checkActions() {
	for _, key := range []string{"OpenAction", "AA"} {
		if o := p.catalog[key]; o != nil && (key == "AA" || p.dict(o) != nil) {
			p.Fault("x4-actions", "catalog", "there is an action: %s", key)
		}
	}
	if p.has(p.dict(p.catalog["Names"]), "JavaScript") {
		p.Fault("x4-actions", "catalog", "there are scripts")
	}
	for _, pg := range p.pages {
		if p.has(pg.dict, "AA") {
			p.Fault("x4-actions", pg.place(), "there is an action: AA")
		}
		for _, o := range p.list(pg.dict["Annots"]) {
			if d := p.dict(o); p.has(d, "A") || p.has(d, "AA") {
				p.Fault("x4-actions", pg.place(), "an annotation has an action")
			}
		}
	}
}

// checkForeign looks for what a press can't use: forms, attachments, and a compression that its programs need not know.
func (p *press) checkForeign() {
	form := p.dict(p.catalog["AcroForm"])
	if p.has(form, "XFA") || len(p.array(form["Fields"])) > 0 {
		p.Fault("x4-forms", "catalog", "there is a form")
	}
	p.tree(p.dict(p.catalog["Names"])["EmbeddedFiles"], "Names", func(key, _ types.Object) {
		p.Fault("x4-attachments", "catalog", "the file “%s” is attached", p.text(key))
	})
	for _, n := range slices.Sorted(maps.Keys(p.ctx.Table)) {
		e := p.ctx.Table[n]
		if e == nil {
			continue
		}
		s, ok := e.Object.(types.StreamDict)
		if !ok {
			continue
		}
		for _, filter := range p.list(s.Dict["Filter"]) {
			if p.name(filter) == "LZWDecode" {
				p.Fault("x4-compression", fmt.Sprintf("object %d", n), "the stream is compressed by LZW")
			}
		}
	}
}

// checkResources looks at what a page, a form or a pattern may paint with.
func (p *press) checkResources(res types.Dict, place string, depth int) {
	if res == nil || depth > maxTreeDepth {
		return
	}
	entries := func(kind string) []types.Object {
		d := p.dict(res[kind])
		var out []types.Object
		for _, k := range slices.Sorted(maps.Keys(d)) {
			if n := object(d[k]); n > 0 {
				key := fmt.Sprint(kind, n)
				if p.seen[key] {
					continue
				}
				p.seen[key] = true
			}
			out = append(out, d[k])
		}
		return out
	}
	for _, o := range entries("ExtGState") {
		d := p.dict(o)
		if p.has(d, "TR") || p.has(d, "TR2") && p.name(d["TR2"]) != "Default" || p.has(d, "HTP") {
			p.Fault("x4-transfer", place, "%s has a transfer curve", objectPlace(o))
		}
		if ht := p.dict(d["HT"]); ht != nil {
			if kind, _ := p.integer(ht["HalftoneType"]); kind != 1 && kind != 5 || p.has(ht, "HalftoneName") || p.has(ht, "TransferFunction") {
				p.Fault("x4-transfer", place, "%s has a halftone of its own", objectPlace(o))
			}
		}
	}
	for _, o := range entries("ColorSpace") {
		p.colour(o, res, place)
	}
	for _, o := range entries("Shading") {
		p.colour(p.dict(o)["ColorSpace"], res, place)
	}
	for _, o := range entries("Pattern") {
		d := p.dict(o)
		if sh := p.dict(d["Shading"]); sh != nil {
			p.colour(sh["ColorSpace"], res, place)
		}
		p.checkResources(p.dict(d["Resources"]), place, depth+1)
	}
	for _, o := range entries("XObject") {
		d := p.dict(o)
		at := fmt.Sprintf("%s, %s", place, objectPlace(o))
		if p.has(d, "OPI") || p.has(d, "Ref") || p.has(d, "PS") || p.name(d["Subtype"]) == "PS" || p.name(d["Subtype2"]) == "PS" {
			p.Fault("x4-postscript", at, "the object holds PostScript or takes its content from elsewhere")
		}
		if p.name(d["Subtype"]) == "Image" {
			if !p.boolean(d["ImageMask"]) {
				p.colour(d["ColorSpace"], res, at)
			}
			for _, alt := range p.array(d["Alternates"]) {
				if p.boolean(p.dict(alt)["DefaultForPrinting"]) {
					p.Fault("x4-postscript", at, "another image is to be printed in its stead")
				}
			}
			continue
		}
		if g := p.dict(d["Group"]); g != nil && g["CS"] != nil {
			p.colour(g["CS"], res, at)
		}
		p.checkResources(p.dict(d["Resources"]), at, depth+1)
	}
}

// colour compares a colour space with the printing condition. A colour of a device must be of the same device, unless the
// resources name a default for it (ISO 32000-1, 8.6.5.6). Grey is one of the four inks.
func (p *press) colour(o types.Object, res types.Dict, place string) {
	if o == nil {
		return
	}
	if a := p.array(o); len(a) > 0 {
		switch p.name(a[0]) {
		case "Indexed", "Pattern":
			if len(a) > 1 {
				p.colour(a[1], res, place)
			}
			return
		case "Separation", "DeviceN":
			if len(a) > 2 {
				p.colour(a[2], res, place)
			}
			return
		case "ICCBased":
			return
		}
		o = a[0]
	}
	device := map[string]string{
		"DeviceGray": "GRAY", "DeviceRGB": "RGB", "DeviceCMYK": "CMYK", "G": "GRAY", "RGB": "RGB", "CMYK": "CMYK",
	}[p.name(o)]
	if device == "" || p.space == "" || device == p.space || device == "GRAY" && p.space == "CMYK" {
		return
	}
	if p.dict(res["ColorSpace"])[map[string]string{"GRAY": "DefaultGray", "RGB": "DefaultRGB", "CMYK": "DefaultCMYK"}[device]] != nil {
		return
	}
	p.Fault("x4-colour", place, "there is %s of the device, and the printing condition is %s", device, p.space)
}

// operator looks at an operator of a page's content that sets a colour.
func (p *press) operator(o string, args []any, res types.Dict, place string) {
	space := map[string]types.Name{"g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB", "k": "DeviceCMYK", "K": "DeviceCMYK"}[o]
	if o == "cs" || o == "CS" {
		if n, ok := first(args).(name); ok && p.dict(res["ColorSpace"])[string(n)] == nil {
			space = types.Name(n)
		}
	}
	if space != "" {
		p.colour(space, res, place)
	}
}
