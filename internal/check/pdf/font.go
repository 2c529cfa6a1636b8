package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// fontUse is a font as the content streams use it.
type fontUse struct {
	place     string
	subtype   string // Type0, TrueType, Type1, Type3, MMType1
	composite bool
	symbolic  bool
	encoding  string            // of a simple font: WinAnsiEncoding, …
	differing map[int]string    // Differences of a simple font
	unicode   map[string]string // code → text, from ToUnicode; nil without one
	plain     bool              // its encoding gives Unicode values without ToUnicode
	cidToGID  []byte            // nil: Identity
	identity  bool              // the CMap is Identity-H or -V
	codes     *codeMap          // the CMap, where it is embedded
	widths    map[int]float64   // by CID or code
	defaultW  float64
	hasWidths bool
	program   *program // nil where none is embedded or where it is of another kind
	other     string   // the kind of an embedded program that is not read
	missing   string   // why there is no program for what is shown; empty where there is one
	seen      map[string]bool
}

// predefinedCMaps are those of ISO 32000-1, table 118.
var predefinedCMaps = words("GB-EUC-H GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H GBKp-EUC-V GBK2K-H GBK2K-V UniGB-UCS2-H " +
	"UniGB-UCS2-V UniGB-UTF16-H UniGB-UTF16-V B5pc-H B5pc-V HKscs-B5-H HKscs-B5-V ETen-B5-H ETen-B5-V ETenms-B5-H ETenms-B5-V CNS-EUC-H " +
	"CNS-EUC-V UniCNS-UCS2-H UniCNS-UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V 83pv-RKSJ-H 90ms-RKSJ-H 90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V " +
	"90pv-RKSJ-H Add-RKSJ-H Add-RKSJ-V EUC-H EUC-V Ext-RKSJ-H Ext-RKSJ-V H V UniJIS-UCS2-H UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V " +
	"UniJIS-UTF16-H UniJIS-UTF16-V KSC-EUC-H KSC-EUC-V KSCms-UHC-H KSCms-UHC-V KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H UniKS-UCS2-H " +
	"UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V Identity-H Identity-V")

// font reads a font dictionary, once, and reports what is wrong with it.
func (f *file) font(o types.Object, place string) *fontUse {
	d := f.dict(o)
	if d == nil {
		return nil
	}
	key := objectPlace(o)
	if object(o) == 0 {
		key = place + ", " + f.name(d["BaseFont"])
	}
	if known := f.fonts[key]; known != nil {
		return known
	}
	p := &fontUse{place: fmt.Sprintf("%s, font %s", key, f.name(d["BaseFont"])), subtype: f.name(d["Subtype"]), widths: map[int]float64{}, seen: map[string]bool{}}
	f.fonts[key] = p
	if data, _, err := f.stream(d["ToUnicode"]); err == nil {
		p.readToUnicode(f, data)
	}
	switch p.subtype {
	case "Type0":
		p.composite = true
		f.readComposite(p, d)
	case "Type3":
	default:
		f.readSimple(p, d)
	}
	p.plain = f.mapsItself(p, d)
	if p.unicode == nil && !p.plain && (p.composite || p.subtype == "TrueType") { // of others names decide, see checkName
		f.Fault("31-027", p.place, "the font does not say the Unicode values of its characters")
	}
	return p
}

// mapsItself reports whether the characters of a font have Unicode values without ToUnicode (PDF/UA-1, 7.21.7).
func (f *file) mapsItself(p *fontUse, d types.Dict) bool {
	if p.composite {
		cmap := f.name(d["Encoding"])
		info := f.dict(f.dict(firstOf(f.array(d["DescendantFonts"])))["CIDSystemInfo"])
		adobe := f.text(info["Registry"]) == "Adobe" && slices.Contains([]string{"GB1", "CNS1", "Japan1", "Korea1"}, f.text(info["Ordering"]))
		return predefinedCMaps[cmap] && !strings.HasPrefix(cmap, "Identity") || adobe
	}
	switch p.encoding {
	case "MacRomanEncoding", "MacExpertEncoding", "WinAnsiEncoding":
		return p.subtype == "TrueType" && !p.symbolic || len(p.differing) == 0
	}
	return !p.symbolic && p.subtype == "TrueType"
}

func firstOf(a types.Array) types.Object {
	if len(a) == 0 {
		return nil
	}
	return a[0]
}

func (f *file) readComposite(p *fontUse, d types.Dict) {
	descendant := firstOf(f.array(d["DescendantFonts"]))
	cid := f.dict(descendant)
	if cid == nil {
		f.Fault("ISO 7.5", p.place, "the font has no descendant")
		return
	}
	info := f.dict(cid["CIDSystemInfo"])
	switch cmap := f.name(d["Encoding"]); {
	case cmap == "Identity-H" || cmap == "Identity-V":
		p.identity = true
	case cmap != "":
		if !predefinedCMaps[cmap] {
			f.Fault("31-006", p.place, "the CMap “%s” is neither predefined nor embedded", cmap)
		}
		f.Human("31-011", p.place, "the codes of the CMap “%s” are not read", cmap)
		f.Human("31-016", p.place, "the codes of the CMap “%s” are not read", cmap)
	default:
		f.checkCMap(p, d["Encoding"], info)
	}
	p.defaultW, p.hasWidths = 1000, true
	if v, ok := f.number(cid["DW"]); ok {
		p.defaultW = v
	}
	f.readCIDWidths(p, cid["W"])
	if f.name(cid["Subtype"]) == "CIDFontType2" {
		switch v := f.get(cid["CIDToGIDMap"]).(type) {
		case nil:
			f.Fault("31-005", p.place, "the font has no CIDToGIDMap")
		case types.Name:
			if f.name(v) != "Identity" {
				f.Fault("31-004", p.place, "CIDToGIDMap is “%s”", f.name(v))
			}
		default:
			data, _, err := f.stream(cid["CIDToGIDMap"])
			if err != nil {
				f.Fault("31-004", p.place, "CIDToGIDMap is neither a stream nor Identity")
			}
			p.cidToGID = data
		}
	}
	desc := f.dict(cid["FontDescriptor"])
	f.readProgram(p, desc)
	f.checkCIDSet(p, desc)
}

// checkCMap compares an embedded CMap with its font (PDF/UA-1, 7.21.3).
func (f *file) checkCMap(p *fontUse, o types.Object, font types.Dict) {
	data, d, err := f.stream(o)
	if err != nil {
		f.Fault("31-006", p.place, "the CMap is neither predefined nor embedded")
		return
	}
	own := f.dict(d["CIDSystemInfo"])
	if a, b := f.text(own["Registry"]), f.text(font["Registry"]); a != b {
		f.Fault("31-001", p.place, "the registry is “%s” in the CMap, “%s” in the font", a, b)
	}
	if a, b := f.text(own["Ordering"]), f.text(font["Ordering"]); a != b {
		f.Fault("31-002", p.place, "the ordering is “%s” in the CMap, “%s” in the font", a, b)
	}
	a, _ := f.integer(own["Supplement"])
	b, _ := f.integer(font["Supplement"])
	if b > a {
		f.Fault("31-003", p.place, "the supplement is %d in the CMap, %d in the font", a, b)
	}
	mode, _ := f.integer(d["WMode"])
	t := &tokens{data: data}
	var prev any
	inside := 0
	for {
		v, err := t.next()
		if err != nil {
			break
		}
		if prev == name("WMode") {
			if n, ok := v.(float64); ok {
				inside = int(n)
			}
		}
		if v == op("usecmap") {
			if n, ok := prev.(name); ok && !predefinedCMaps[string(n)] {
				f.Fault("31-008", p.place, "the CMap uses “%s”, which is not predefined", n)
			}
		}
		prev = v
	}
	if inside != mode {
		f.Fault("31-007", p.place, "the writing mode is %d in the CMap's dictionary, %d inside", mode, inside)
	}
	if use := f.name(d["UseCMap"]); use != "" && !predefinedCMaps[use] {
		f.Fault("31-008", p.place, "the CMap uses “%s”, which is not predefined", use)
	}
	codes, ok := readCodes(data)
	if !ok {
		f.Human("31-011", p.place, "the codes of a CMap that uses another are not read")
		f.Human("31-016", p.place, "the codes of a CMap that uses another are not read")
		return
	}
	p.codes = codes
}

func (f *file) readCIDWidths(p *fontUse, o types.Object) {
	a := f.array(o)
	for i := 0; i+1 < len(a); {
		from, ok := f.integer(a[i])
		if !ok {
			return
		}
		if list, isList := f.get(a[i+1]).(types.Array); isList {
			for k, w := range list {
				p.widths[from+k], _ = f.number(w)
			}
			i += 2
			continue
		}
		to, _ := f.integer(a[i+1])
		if i+2 >= len(a) || to-from > 1<<16 {
			return
		}
		w, _ := f.number(a[i+2])
		for c := from; c <= to; c++ {
			p.widths[c] = w
		}
		i += 3
	}
}

func (f *file) readSimple(p *fontUse, d types.Dict) {
	desc := f.dict(d["FontDescriptor"])
	flags, _ := f.integer(desc["Flags"])
	p.symbolic = flags&4 != 0
	hasBase := true
	switch e := f.get(d["Encoding"]).(type) {
	case types.Name:
		p.encoding = f.name(e)
	case types.Dict:
		p.encoding = f.name(e["BaseEncoding"])
		hasBase = p.encoding != ""
		p.differing = map[int]string{}
		code := 0
		for _, x := range f.array(e["Differences"]) {
			if n, ok := f.integer(x); ok {
				code = n
			} else {
				p.differing[code] = f.name(x)
				code++
			}
		}
	}
	if p.subtype == "TrueType" {
		switch {
		case p.symbolic && f.has(d, "Encoding"):
			f.Fault("31-024", p.place, "the font is symbolic and has an encoding")
		case p.symbolic:
		case !f.has(d, "Encoding"):
			f.Fault("31-019", p.place, "the font has no encoding")
		case !hasBase:
			f.Fault("31-020", p.place, "the encoding has no base")
		case p.encoding != "MacRomanEncoding" && p.encoding != "WinAnsiEncoding":
			f.Fault("31-021", p.place, "the encoding is “%s”", p.encoding)
		}
	}
	firstChar, _ := f.integer(d["FirstChar"])
	ws := f.array(d["Widths"])
	p.hasWidths = len(ws) > 0
	for i, w := range ws {
		p.widths[firstChar+i], _ = f.number(w)
	}
	p.defaultW, _ = f.number(desc["MissingWidth"])
	f.readProgram(p, desc)
	if p.subtype == "TrueType" && p.program != nil {
		p.program.checkCmaps(f, p)
	}
	if p.subtype == "TrueType" {
		p.checkDifferences(f)
	}
	if s := f.text(desc["CharSet"]); s != "" && p.other != "" {
		f.Human("31-012", p.place, "the names in the font program are not read")
		f.Human("31-013", p.place, "the names in the font program are not read")
	}
}

// readProgram finds the embedded font program and reads it where it is TrueType.
func (f *file) readProgram(p *fontUse, desc types.Dict) {
	for _, key := range []string{"FontFile2", "FontFile3", "FontFile"} {
		if !f.has(desc, key) {
			continue
		}
		data, d, err := f.stream(desc[key])
		if err != nil {
			f.Fault("31-009", p.place, "the font program cannot be read: %v", err)
			return
		}
		if key == "FontFile" && p.composite { // whose programs are TrueType or CFF (ISO 32000-1, table 126)
			p.missing = "the font's program is of a kind for simple fonts"
			return
		}
		if key == "FontFile2" {
			if p.program, err = readTrueType(data); err != nil {
				f.Fault("31-009", p.place, "the font program is broken: %v", err)
			}
			return
		}
		p.other = f.name(d["Subtype"])
		if p.composite && (p.other == "CIDFontType0C" || p.other == "OpenType" && bytes.HasPrefix(data, []byte("OTTO"))) {
			if p.program, err = readCFF(data); err != nil {
				f.Fault("31-009", p.place, "the font program is broken: %v", err)
			}
			return
		}
		if p.other == "OpenType" && p.composite {
			if p.program, err = readTrueType(data); err != nil {
				f.Fault("31-009", p.place, "the font program is broken: %v", err)
			}
			return
		}
		if key == "FontFile" {
			p.other = "Type1"
		}
		for _, code := range []string{"31-011", "31-016", "31-030"} {
			f.Human(code, p.place, "a font program of type %s is not read", p.other)
		}
		return
	}
	p.missing = "the font is not embedded"
}

// checkCIDSet compares the list of glyphs, if there is one, with the font (PDF/UA-1, 7.21.4.2).
func (f *file) checkCIDSet(p *fontUse, desc types.Dict) {
	set, _, err := f.stream(desc["CIDSet"])
	if err != nil || p.program == nil || p.cidToGID != nil {
		return
	}
	listed := func(g int) bool { return g/8 < len(set) && set[g/8]&(0x80>>(g%8)) != 0 }
	if cids := p.program.cids; cids != nil {
		for _, c := range slices.Sorted(maps.Keys(cids)) {
			if c > 0 && !listed(c) {
				f.Fault("31-014", p.place, "CIDSet does not list the CID %d", c)
				break
			}
		}
		for c := 1; c < 8*len(set); c++ {
			if _, there := cids[c]; listed(c) && !there {
				f.Fault("31-015", p.place, "CIDSet lists the CID %d, which the font does not have", c)
				break
			}
		}
		return
	}
	for g := range p.program.glyphs {
		if g > 0 && !listed(g) { // .notdef need not be listed
			f.Fault("31-014", p.place, "CIDSet does not list glyph %d", g)
			break
		}
	}
	for g := p.program.glyphs; g < 8*len(set); g++ {
		if listed(g) {
			f.Fault("31-015", p.place, "CIDSet lists glyph %d, which the font does not have", g)
			break
		}
	}
}

// show looks at each character that a text operator shows, once per font. Of text that is not seen, such as that which
// programs recognise in a scan and lay under it, only the meaning counts (PDF/UA-1, 7.21.4.1 and 7.21.5).
func (p *fontUse) show(f *file, s []byte, place string, formula, invisible bool) {
	if p.missing != "" && !invisible && len(s) > 0 {
		f.Fault("31-009", p.place, "%s", p.missing)
	}
	once := func(code string) {
		key := code
		if invisible {
			key += " invisible"
		}
		if !p.seen[key] {
			p.seen[key] = true
			p.check(f, code, place, formula, invisible)
		}
	}
	size := 1
	if p.composite {
		if p.codes != nil {
			for len(s) > 0 {
				code, valid := p.codes.next(s)
				if s = s[len(code):]; !valid {
					f.Fault("ISO 7.8", place, "text has the code %x, which its font's CMap does not know", code)
					return
				}
				once(code)
			}
			return
		}
		size = 2
		if !p.identity {
			return // the codes of other CMaps are left to a person, see readComposite
		}
		if len(s)%2 != 0 {
			f.Fault("ISO 7.8", place, "text in a font of two-byte codes has an odd number of bytes")
			return
		}
	}
	for ; len(s) >= size; s = s[size:] {
		once(string(s[:size]))
	}
}

func (p *fontUse) check(f *file, code, place string, formula, invisible bool) {
	where := fmt.Sprintf("%s, %s", place, p.place)
	n := number([]byte(code))
	if p.unicode == nil && !p.plain && !p.composite && p.subtype != "TrueType" {
		p.checkName(f, n, where)
	}
	if p.unicode != nil && !p.plain {
		switch said, mapped := p.reads(code); {
		case mapped && said == "": // that it is nothing may be meant, for a part of a glyph
			f.Human("10-001", where, "the code %x is read as nothing", code)
		case !mapped:
			f.Fault("10-001", where, "the code %x has no Unicode value", code)
			if formula {
				f.Fault("17-003", where, "the code %x has no Unicode value", code)
			}
		}
	}
	if p.program == nil {
		return
	}
	if p.codes != nil {
		n = p.codes.cid(code)
	}
	gid := n
	switch {
	case p.program.cids != nil:
		var ok bool
		if gid, ok = p.program.cids[n]; !ok && !invisible {
			f.Fault("31-011", where, "the font has no glyph for the CID %d", n)
			return
		}
	case p.composite && p.cidToGID != nil:
		gid = 0
		if 2*n+1 < len(p.cidToGID) {
			gid = number(p.cidToGID[2*n : 2*n+2])
		}
	case !p.composite:
		var ok bool
		if gid, ok = p.program.lookup(p, n); !ok {
			f.Human("31-018", where, "the name of the code %x is not read", code)
			return
		}
	}
	switch {
	case gid == 0 && !p.composite && !p.symbolic && !invisible:
		f.Fault("31-018", where, "the font's cmap has no glyph for the code %x", code)
		return
	case gid == 0:
		f.Fault("31-030", where, "the code %x is shown as .notdef", code)
		return
	case invisible:
		return
	case gid >= p.program.glyphs:
		f.Fault("31-011", where, "the font has no glyph %d", gid)
		return
	}
	if !p.hasWidths {
		return
	}
	w, given := p.widths[n]
	if !given {
		w = p.defaultW
	}
	// PDF/UA-1, 7.21.5: no more than a thousandth of the em apart.
	switch own := p.program.width(gid); {
	case math.IsNaN(own):
		f.Human("31-016", where, "the width of the code %x in the font is not read", code)
	case w-own > 1 || own-w > 1:
		f.Fault("31-016", where, "the code %x is %g wide, in the font %g", code, w, own)
	}
}
