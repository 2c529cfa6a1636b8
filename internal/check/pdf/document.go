package pdf

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"quire/internal/check/xmltree"
)

const (
	nsPDFUA = "http://www.aiim.org/pdfua/ns/id/"
	nsRDF   = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// headerLine is that of PDF/UA-1, 6.1.
var headerLine = regexp.MustCompile(`^%PDF-1\.[0-7]$`)

// checkDocument looks at the header, the catalog and what hangs from it beside pages and structure.
func (f *file) checkDocument() {
	if !headerLine.MatchString(f.header) {
		f.Fault("UA 6.1", "header", "the first line is “%s”, not that of PDF 1.0 to 1.7", f.header)
	}
	f.checkMetadata()
	mark := f.dict(f.catalog["MarkInfo"])
	if !f.boolean(mark["Marked"]) {
		f.Fault("UA 6.2", "catalog", "MarkInfo does not say that the file is tagged")
	}
	if f.boolean(mark["Suspects"]) {
		f.Fault("01-007", "catalog", "MarkInfo says that tags are suspect")
	}
	prefs := f.dict(f.catalog["ViewerPreferences"])
	if v := f.get(prefs["DisplayDocTitle"]); v == nil {
		f.Fault("07-001", "catalog", "ViewerPreferences has no DisplayDocTitle")
	} else if !f.boolean(v) {
		f.Fault("07-002", "catalog", "DisplayDocTitle is false")
	}
	f.checkOptionalContent()
	f.checkEncryption()
	f.checkFiles()
	if form := f.dict(f.catalog["AcroForm"]); form != nil {
		f.checkXFA(form["XFA"])
	}
}

func (f *file) checkMetadata() {
	place := objectPlace(f.catalog["Metadata"])
	data, d, err := f.stream(f.catalog["Metadata"])
	if err != nil || f.name(d["Subtype"]) != "XML" || f.name(d["Type"]) != "Metadata" {
		f.Fault("06-001", "catalog", "there are no metadata")
		f.Leave("06-002")
		f.Leave("06-003")
		f.Leave("11-006")
		return
	}
	doc, err := xmltree.Parse(place, data)
	if err != nil {
		xmltree.Fault(f.Recorder, "06-001", err)
		f.Leave("06-002")
		f.Leave("06-003")
		f.Leave("11-006")
		return
	}
	part, title, titled := "", "", ""
	undetermined := false
	for _, e := range doc.All {
		if v, ok := e.Has(nsPDFUA, "part"); ok && e.Space == nsRDF {
			part = v
		}
		switch {
		case e.Space == nsPDFUA && e.Name == "part":
			part = e.Text()
		case e.Space == xmltree.DC && e.Name == "title":
			title = e.Text()
			for _, li := range e.Descend() {
				if l, ok := li.Has(xmltree.XML, "lang"); ok && l != "x-default" {
					titled = l
				}
			}
		case e.Space == nsRDF && e.Name == "Alt":
			undetermined = undetermined || alternativesOfNoLanguage(e)
		}
	}
	if strings.TrimSpace(part) != "1" {
		f.Fault("06-002", place, "the metadata do not say that the file is PDF/UA-1")
	}
	if title == "" {
		f.Fault("06-003", place, "the metadata have no dc:title")
	}
	switch {
	case f.lang != "":
	case title != "" && titled == "":
		f.Fault("11-006", place, "neither the title nor the document has a language")
	case undetermined:
		f.Fault("11-006", place, "neither the document nor a text in the metadata has a language")
	}
}

// alternativesOfNoLanguage reports whether a language alternative has no other than the default one.
func alternativesOfNoLanguage(alt *xmltree.Element) bool {
	unsaid := false
	for _, li := range alt.Descend() {
		l, ok := li.Has(xmltree.XML, "lang")
		if ok && l != "x-default" {
			return false
		}
		unsaid = unsaid || ok
	}
	return unsaid
}

func (f *file) checkOptionalContent() {
	oc := f.dict(f.catalog["OCProperties"])
	if oc == nil {
		return
	}
	look := func(o types.Object, code, what string) {
		d := f.dict(o)
		if d == nil {
			return
		}
		if f.text(d["Name"]) == "" {
			f.Fault(code, objectPlace(o), "%s has no name", what)
		}
		if _, there := d["AS"]; there {
			f.Fault("20-003", objectPlace(o), "%s has an AS, by which content switches itself", what)
		}
	}
	for _, c := range f.array(oc["Configs"]) {
		look(c, "20-001", "an optional content configuration")
	}
	look(oc["D"], "20-002", "the default configuration")
}

// checkEncryption looks at the tenth bit of the permissions, by which assistive technology may read (PDF/UA-1, 7.16).
func (f *file) checkEncryption() {
	if f.ctx.Encrypt == nil {
		return
	}
	d := f.dict(*f.ctx.Encrypt)
	p, ok := f.integer(d["P"])
	switch {
	case !ok:
		f.Fault("26-001", "trailer", "the file is encrypted and has no permissions")
	case p&(1<<9) == 0:
		f.Fault("26-002", "trailer", "the file is encrypted and keeps assistive technology out")
	}
}

// checkFiles looks at the file specifications of attachments wherever they hang (PDF/UA-1, 7.11).
func (f *file) checkFiles() {
	look := func(code string, o types.Object) {
		d := f.dict(o)
		if d == nil || !f.has(d, "EF") {
			return
		}
		if f.text(d["F"]) == "" || f.text(d["UF"]) == "" {
			f.Fault(code, objectPlace(o), "the embedded file is not named by F and UF")
		}
	}
	f.tree(f.dict(f.catalog["Names"])["EmbeddedFiles"], "Names", func(_, v types.Object) { look("21-001", v) })
	for _, o := range f.list(f.catalog["AF"]) {
		look("21-001", o)
	}
	for _, p := range f.pages {
		for _, a := range f.array(p.dict["Annots"]) {
			look("28-016", f.dict(a)["FS"])
		}
	}
}

func (f *file) checkXFA(o types.Object) {
	for _, part := range f.list(o) {
		data, _, err := f.stream(part)
		if err != nil {
			continue
		}
		compact := strings.Join(strings.Fields(string(data)), "")
		if strings.Contains(compact, "dynamicRender>required<") {
			f.Fault("25-001", objectPlace(part), "the form is dynamic XFA")
		}
	}
}

// annotationTypes are those of ISO 32000-1, table 169.
var annotationTypes = words("Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup " +
	"FileAttachment Sound Movie Widget Screen PrinterMark TrapNet Watermark 3D Redact")

func (f *file) checkAnnotations() {
	for _, p := range f.pages {
		annots := f.array(p.dict["Annots"])
		for _, a := range annots {
			f.checkAnnotation(p, a)
		}
		if len(annots) == 0 {
			continue
		}
		switch tabs := f.name(p.dict["Tabs"]); tabs {
		case "S":
		case "":
			f.Fault("28-008", p.place(), "the page has annotations, but no tab order")
		default:
			f.Fault("28-009", p.place(), "the tab order is %s, not S", tabs)
		}
	}
	f.checkMedia()
}

func (f *file) checkAnnotation(p *page, a types.Object) {
	d := f.dict(a)
	place := fmt.Sprintf("%s, %s", p.place(), objectPlace(a))
	if d == nil {
		f.Fault("ISO 7.5", place, "an annotation is not there")
		return
	}
	kind := f.name(d["Subtype"])
	flags, _ := f.integer(d["F"])
	holder := f.holds[object(a)]
	contents := f.text(d["Contents"])
	if contents != "" && f.lang == "" && (holder == nil || holder.language() == "") {
		f.Fault("11-004", place, "the description of the annotation has no language")
	}
	switch kind {
	case "Popup":
		return
	case "PrinterMark":
		if holder != nil {
			f.Fault("28-017", place, "the printer's mark is in %s", holder.place())
		}
		return
	case "TrapNet":
		f.Fault("28-007", place, "the annotation is a trap network")
		return
	}
	const hidden = 1 << 1
	if flags&hidden != 0 || f.outside(p, d) {
		return
	}
	alt := holder != nil && f.text(holder.dict["Alt"]) != ""
	switch kind {
	case "Link":
		if f.root != nil && (holder == nil || !holder.inside("Link")) {
			f.Fault("28-011", place, "the link is in no Link element")
		}
		if contents == "" {
			f.Fault("28-012", place, "the link has no description (Contents)")
		}
	case "Widget":
		if f.root != nil && (holder == nil || !holder.inside("Form")) {
			f.Fault("28-010", place, "the field is in no Form element")
		}
		tu := f.inherited(d, "TU")
		if tu == "" && !alt {
			f.Fault("28-005", place, "the field has no description (TU)")
		}
		if tu != "" && f.lang == "" && (holder == nil || holder.language() == "") {
			f.Fault("11-005", place, "the description of the field has no language")
		}
	default:
		if f.root != nil && (holder == nil || !holder.inside("Annot")) {
			f.Fault("28-002", place, "the annotation is in no Annot element")
		}
		switch {
		case contents != "" || alt:
		case !annotationTypes[kind]:
			f.Fault("28-006", place, "the annotation of the unknown type “%s” has no description", kind)
		default:
			f.Fault("28-004", place, "the annotation has no description (Contents)")
		}
	}
}

// outside reports whether an annotation is outside the visible part of its page. Such an annotation needs no tag
// (PDF/UA-1, 7.18.1).
func (f *file) outside(p *page, annot types.Dict) bool {
	r, ok := f.rect(annot["Rect"])
	crop, cropped := f.box(p, "CropBox")
	if !cropped {
		crop, cropped = f.box(p, "MediaBox")
	}
	return ok && cropped && (r[0] >= crop[2] || r[2] <= crop[0] || r[1] >= crop[3] || r[3] <= crop[1])
}

// inherited gives a text that a field has or takes from the field above it.
func (f *file) inherited(d types.Dict, key string) string {
	for range 32 {
		if s := f.text(d[key]); s != "" || d == nil {
			return s
		}
		d = f.dict(d["Parent"])
	}
	return ""
}

// checkAppearances interprets the appearances of annotations for their fonts. What they show belongs to the
// annotation, so it needs no tags; a printer's mark has to be an artifact.
func (f *file) checkAppearances(p *page, c *canvas) {
	for _, a := range f.array(p.dict["Annots"]) {
		d := f.dict(a)
		normal := f.dict(d["AP"])["N"]
		var looks types.Array
		if _, _, err := f.stream(normal); err == nil {
			looks = types.Array{normal}
		} else {
			states := f.dict(normal)
			for _, k := range slices.Sorted(maps.Keys(states)) {
				looks = append(looks, states[k])
			}
		}
		for _, o := range looks {
			data, sd, err := f.stream(o)
			if err != nil {
				continue
			}
			if f.name(d["Subtype"]) == "PrinterMark" && !strings.Contains(string(data), "/Artifact") {
				f.Fault("28-018", objectPlace(o), "the printer's mark is not an artifact")
			}
			inner := &canvas{f: f, page: p, seen: c.seen, marks: []mark{{mcid: -1, artifact: true}}}
			inner.run(data, f.dict(sd["Resources"]), object(o), fmt.Sprintf("%s, %s", p.place(), objectPlace(o)))
		}
	}
}

// checkMedia looks at the media clips of all renditions (PDF/UA-1, 7.18.6).
func (f *file) checkMedia() {
	for _, n := range slices.Sorted(maps.Keys(f.ctx.Table)) {
		o := *types.NewIndirectRef(n, 0)
		d, ok := f.get(o).(types.Dict)
		if !ok || f.name(d["S"]) != "MR" {
			continue
		}
		if d = f.dict(d["C"]); f.name(d["S"]) != "MCD" {
			continue
		}
		if f.text(d["CT"]) == "" {
			f.Fault("28-014", objectPlace(o), "the media clip does not name its type (CT)")
		}
		if len(f.array(d["Alt"])) < 2 {
			f.Fault("28-015", objectPlace(o), "the media clip has no alternative text (Alt)")
		}
	}
}

// checkDestinations follows outline entries, links and names to their pages (ISO 32000-1, 12.3).
func (f *file) checkDestinations() {
	named := map[string]types.Object{}
	f.tree(f.dict(f.catalog["Names"])["Dests"], "Names", func(k, v types.Object) { named[f.bytes(k)] = v })
	for k, v := range f.dict(f.catalog["Dests"]) {
		named[k] = v
	}
	var leads func(o types.Object, depth int) bool
	leads = func(o types.Object, depth int) bool {
		if depth > 4 {
			return false
		}
		switch v := f.get(o).(type) {
		case types.Array:
			return len(v) > 0 && f.pageNo[object(v[0])] > 0
		case types.Dict:
			return leads(v["D"], depth+1)
		case types.Name:
			to, there := named[f.name(v)]
			return there && leads(to, depth+1)
		case types.StringLiteral, types.HexLiteral:
			to, there := named[f.bytes(v)]
			return there && leads(to, depth+1)
		}
		return false
	}
	look := func(d types.Dict, place string) {
		dest, there := d["Dest"]
		if action := f.dict(d["A"]); !there && f.name(action["S"]) == "GoTo" {
			dest, there = action["D"], true
		}
		if there && !leads(dest, 0) {
			f.Fault("ISO 12.3", place, "it leads to no page")
		}
	}
	for _, k := range slices.Sorted(maps.Keys(named)) {
		if !leads(named[k], 0) {
			f.Fault("ISO 12.3", "catalog", "the name “%s” leads to no page", k)
		}
	}
	seen := map[int]bool{}
	var walk func(o types.Object, depth int)
	walk = func(o types.Object, depth int) {
		for f.dict(o) != nil && !seen[object(o)] && depth < 64 {
			seen[object(o)] = true
			d := f.dict(o)
			look(d, "outline, "+objectPlace(o))
			if strings.TrimSpace(f.text(d["Title"])) == "" {
				f.Fault("ISO 12.3", "outline, "+objectPlace(o), "the entry has no words")
			}
			if first := d["First"]; first != nil {
				walk(first, depth+1)
			}
			o = d["Next"]
		}
	}
	if first := f.dict(f.catalog["Outlines"])["First"]; first != nil {
		walk(first, 0)
	}
	for _, p := range f.pages {
		for _, a := range f.array(p.dict["Annots"]) {
			look(f.dict(a), fmt.Sprintf("%s, %s", p.place(), objectPlace(a)))
		}
	}
}
