package build_test

import (
	"bytes"
	"encoding/hex"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"quire/internal/build"
	"quire/internal/diag"
)

// The PDF holds the text word for word in the order of its structure. Artifacts are not in the structure at all; the
// calls of notes and the labels are taken out by their tags, a Reference that leads to a Note and Lbl; a hyphen that a line's end brought in
// is U+00AD and no letter. The notes, which the tool mixes with citations that it words itself, hold every word of
// their source in order.
func TestPDFHoldsTheText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, input string
		text, notes []string
	}{
		{"essay", "../../source", []string{"../../source/review.md"}, []string{"../../source/notes.md"}},
		{"lone file", "../../testdata/books/lone.md", []string{"../../testdata/books/lone.md"}, nil},
		{"second book", "../../testdata/books/second", []string{"../../testdata/books/second/glosses.md", "../../testdata/books/second/foot.md"}, nil},
		{"many scripts", "../../testdata/books/scripts", []string{"../../testdata/books/scripts/scripts.md"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var l diag.List
			result, err := session.Build(t.Context(), build.Request{Input: c.input, Formats: []string{"pdf"}, Out: t.TempDir(), Version: "test"}, &l)
			if err != nil || len(result.Written) == 0 {
				t.Fatalf("%v, %v, %v", result.Written, err, l.All())
			}
			data, err := os.ReadFile(result.Written[0])
			if err != nil {
				t.Fatal(err)
			}
			got := readTagged(t, data).words()
			want := wordsOfMarkdown(t, c.text, c.notes)
			compare(t, "text", got.text, want.text)
			// Citations stand between the words of a note.
			i := 0
			for _, w := range got.notes {
				if i < len(want.notes) && w == want.notes[i] {
					i++
				}
			}
			if i < len(want.notes) {
				t.Errorf("notes: word %d of %d, “%s”, is missing", i, len(want.notes), want.notes[i])
			}
		})
	}
}

// taggedPDF reads the text of a PDF by its structure (ISO 32000-1, 14.7 and 14.8). It knows as much of the format as
// that needs, and shares no code with the writer.
type taggedPDF struct {
	noFormulas bool // a space stands for each formula
	t          *testing.T
	ctx        *model.Context
	text       map[int]map[int]string // of each marked-content sequence, by the object number of the page and MCID
	roles      types.Dict
	root       types.Dict
	notes      map[string]bool // the identifiers of the notes
	works      strings.Builder // the words of the bibliography
	entry      bool            // within one of its entries
}

func readTagged(t *testing.T, data []byte) *taggedPDF {
	conf := &model.Configuration{Reader15: true, ValidationMode: model.ValidationRelaxed, Eol: types.EolLF, Offline: true, Limits: model.DefaultResourceLimits()}
	ctx, err := pdfcpu.Read(bytes.NewReader(data), conf)
	if err != nil {
		t.Fatal(err)
	}
	p := &taggedPDF{t: t, ctx: ctx, text: map[int]map[int]string{}, notes: map[string]bool{}}
	catalog := p.dict(*ctx.Root)
	p.root = p.dict(catalog["StructTreeRoot"])
	if p.root == nil {
		t.Fatal("the file has no structure")
	}
	p.roles = p.dict(p.root["RoleMap"])
	p.pages(catalog["Pages"], nil)
	for _, k := range p.kids(p.root["K"]) {
		p.findNotes(p.dict(k))
	}
	return p
}

func (p *taggedPDF) get(o types.Object) types.Object {
	got, err := p.ctx.Dereference(o)
	if err != nil {
		p.t.Fatal(err)
	}
	return got
}

func (p *taggedPDF) dict(o types.Object) types.Dict {
	switch d := p.get(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	}
	return nil
}

// kids gives an array, or one object as an array of one.
func (p *taggedPDF) kids(o types.Object) types.Array {
	switch v := p.get(o).(type) {
	case nil:
		return nil
	case types.Array:
		return v
	}
	return types.Array{o}
}

func (p *taggedPDF) stream(o types.Object) []byte {
	sd, ok := p.get(o).(types.StreamDict)
	if !ok {
		p.t.Fatalf("%v is no stream", o)
	}
	if err := sd.Decode(); err != nil {
		p.t.Fatal(err)
	}
	return sd.Content
}

// pages reads the contents of the pages below a node of the tree of pages; fonts are inherited.
func (p *taggedPDF) pages(o types.Object, resources types.Dict) {
	d := p.dict(o)
	if r := p.dict(d["Resources"]); r != nil {
		resources = r
	}
	if d["Kids"] != nil {
		for _, k := range p.kids(d["Kids"]) {
			p.pages(k, resources)
		}
		return
	}
	ref, ok := o.(types.IndirectRef)
	if !ok {
		p.t.Fatal("a page is not an object of its own")
	}
	fonts := map[string]map[string]string{}
	for name, f := range p.dict(resources["Font"]) {
		fonts[name] = readCMap(p.stream(p.dict(f)["ToUnicode"]))
	}
	var content []byte
	for _, c := range p.kids(d["Contents"]) {
		content = append(append(content, p.stream(c)...), '\n')
	}
	p.text[ref.ObjectNumber.Value()] = p.content(content, fonts)
}

// content gives the text of each marked-content sequence of a page.
func (p *taggedPDF) content(data []byte, fonts map[string]map[string]string) map[int]string {
	out := map[int]string{}
	var open []int // the MCIDs of the sequences that are open; -1 for artifacts and others
	var font map[string]string
	var operands []string
	var shown []string // the characters of each code of one operator
	var at int         // the MCID that they belong to
	show := func(s string) {
		if font == nil {
			p.t.Fatal("text is shown without a font")
		}
		mcid := -1
		for _, m := range open {
			mcid = max(mcid, m)
		}
		b, err := hex.DecodeString(s[1 : len(s)-1])
		if err != nil {
			p.t.Fatalf("%s is no text", s)
		}
		if len(open) == 0 {
			p.t.Fatalf("the text %s stands in no marked content", s)
		}
		if mcid < 0 {
			return
		}
		at = mcid
		for len(b) > 0 { // codes have one byte or two, and none of one byte begins one of two
			n := 1
			u, ok := font[string(b[:1])]
			if !ok && len(b) > 1 {
				n = 2
				u, ok = font[string(b[:2])]
			}
			if !ok {
				p.t.Fatalf("the code %x has no character", b)
			}
			shown = append(shown, u)
			b = b[n:]
		}
	}
	for tok := range contentTokens(data) {
		switch tok {
		case "BDC", "BMC":
			mcid := -1
			for i, o := range operands {
				if o == "/MCID" {
					n, err := strconv.Atoi(operands[i+1])
					if err != nil {
						p.t.Fatal(err)
					}
					mcid = n
				}
			}
			open = append(open, mcid)
		case "EMC":
			open = open[:len(open)-1]
		case "Tf":
			font = fonts[operands[0][1:]]
		case "Tj", "TJ":
			for _, o := range operands {
				if o[0] == '<' && o != "<<" {
					show(o)
				}
			}
			// Text that is read from right to left is written from left to right.
			if slices.ContainsFunc(shown, fromRight) {
				slices.Reverse(shown)
			}
			out[at] += strings.Join(shown, "")
			shown = shown[:0]
		case "'", "\"", "Do", "BI":
			if tok != "Do" {
				p.t.Fatalf("the operator %s is more than this reader knows", tok)
			}
		default:
			if c := tok[0]; c < 'A' || c > 'z' {
				operands = append(operands, tok)
				continue
			}
		}
		operands = operands[:0]
	}
	return out
}

// fromRight reports whether characters are read from right to left.
func fromRight(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Hebrew, unicode.Arabic) && unicode.IsLetter(r) })
}

// contentTokens gives the operands and operators of a content stream; brackets of arrays are left out, and
// strings are hexadecimal however they are written.
func contentTokens(b []byte) func(func(string) bool) {
	const space, delimiters = "\x00\t\n\f\r ", "\x00\t\n\f\r ()<>[]{}/%"
	return func(yield func(string) bool) {
		for i := 0; i < len(b); {
			start := i
			switch c := b[i]; {
			case strings.IndexByte(space, c) >= 0 || c == '[' || c == ']':
				i++
				continue
			case c == '%':
				for i < len(b) && b[i] != '\n' && b[i] != '\r' {
					i++
				}
				continue
			case c == '(':
				text, n := literalString(b[i:])
				i += n
				if !yield("<" + hex.EncodeToString(text) + ">") {
					return
				}
				continue
			case bytes.HasPrefix(b[i:], []byte("<<")), bytes.HasPrefix(b[i:], []byte(">>")):
				i += 2
			case c == '<':
				i += bytes.IndexByte(b[i:], '>') + 1
			default:
				for i++; i < len(b) && strings.IndexByte(delimiters, b[i]) < 0; i++ {
				}
			}
			if !yield(string(b[start:i])) {
				return
			}
		}
	}
}

// literalString reads a string in parentheses and gives its length as it is written (ISO 32000-1, 7.3.4.2).
func literalString(b []byte) (text []byte, n int) {
	depth := 0
	for n < len(b) {
		c := b[n]
		n++
		switch c {
		case '(':
			if depth++; depth > 1 {
				text = append(text, c)
			}
		case ')':
			if depth--; depth == 0 {
				return text, n
			}
			text = append(text, c)
		case '\\':
			c = b[n]
			n++
			if i := strings.IndexByte("nrtbf", c); i >= 0 {
				text = append(text, "\n\r\t\b\f"[i])
				break
			}
			if c < '0' || c > '7' {
				if c != '\n' {
					text = append(text, c)
				}
				break
			}
			v := 0
			n--
			for end := min(n+3, len(b)); n < end && b[n] >= '0' && b[n] <= '7'; n++ {
				v = v*8 + int(b[n]-'0')
			}
			text = append(text, byte(v))
		default:
			text = append(text, c)
		}
	}
	return text, n
}

// readCMap reads a ToUnicode CMap: the characters of each code (ISO 32000-1, 9.10.3).
func readCMap(data []byte) map[string]string {
	out := map[string]string{}
	var operands [][]byte
	text := func(b []byte) string {
		var u []uint16
		for ; len(b) > 1; b = b[2:] {
			u = append(u, uint16(b[0])<<8|uint16(b[1]))
		}
		return string(utf16.Decode(u))
	}
	for tok := range contentTokens(data) {
		switch {
		case tok[0] == '<' && tok != "<<":
			if b, err := hex.DecodeString(tok[1 : len(tok)-1]); err == nil {
				operands = append(operands, b)
			}
		case strings.HasPrefix(tok, "begin"):
			operands = nil
		case tok == "endbfchar":
			for i := 0; i+1 < len(operands); i += 2 {
				out[string(operands[i])] = text(operands[i+1])
			}
		case tok == "endbfrange": // this writer gives each range one text, counted up in its last place
			for i := 0; i+2 < len(operands); i += 3 {
				from, to := operands[i], operands[i+1]
				dest := slices.Clone(operands[i+2])
				for code := slices.Clone(from); ; code[len(code)-1]++ {
					out[string(code)] = text(dest)
					dest[len(dest)-1]++
					if bytes.Compare(code, to) >= 0 {
						break
					}
				}
			}
		}
	}
	return out
}

// words takes the words of the chapters, which follow the contents and end before notes and works, and of the notes.
func (p *taggedPDF) words() words {
	text, notes, works := p.read(false)
	return words{text: split(text), notes: split(notes), works: split(works)}
}

// read takes the text of the chapters, of the notes and of the bibliography. With end it takes along what is behind the
// bibliography.
func (p *taggedPDF) read(end bool) (_, _, _ string) {
	var text, notes strings.Builder
	p.works.Reset()
	document := p.kids(p.root["K"])
	if len(document) != 1 || p.standard(p.dict(document[0])) != "Document" {
		p.t.Fatal("the structure does not begin with a Document")
	}
	begun, ended := false, false
	sections := p.kids(p.dict(document[0])["K"])
	for _, k := range sections[:len(sections)-1] { // the last is the colophon
		sect := p.dict(k)
		toc := p.holds(sect, "TOC")
		begun = begun || toc
		switch {
		case !begun || toc:
			continue
		case p.holds(sect, "BibEntry") || p.heads(sect, "Note"):
			ended = true
		}
		var b strings.Builder
		if p.collect(k, nil, &b, &notes); !ended || end {
			text.WriteString(b.String())
		}
	}
	if !begun {
		p.t.Fatal("the structure has no contents")
	}
	undo := strings.NewReplacer("\u00ad", "")
	return undo.Replace(text.String()), undo.Replace(notes.String()), undo.Replace(p.works.String())
}

func (p *taggedPDF) standard(d types.Dict) string {
	name, _ := p.get(d["S"]).(types.Name)
	if role, ok := p.get(p.roles[string(name)]).(types.Name); ok {
		name = role
	}
	return string(name)
}

// holds reports whether an element has one of a type in it.
func (p *taggedPDF) holds(d types.Dict, kind string) bool {
	if p.standard(d) == kind {
		return true
	}
	for _, k := range p.kids(d["K"]) {
		if e := p.dict(k); e != nil && e["S"] != nil && p.holds(e, kind) {
			return true
		}
	}
	return false
}

// heads reports whether a section is one of notes: they stand in it themselves, or in the sections below it.
func (p *taggedPDF) heads(d types.Dict, kind string) bool {
	for _, k := range p.kids(d["K"]) {
		if e := p.dict(k); e != nil && e["S"] != nil && (p.standard(e) == kind || p.standard(e) == "Sect" && p.heads(e, kind)) {
			return true
		}
	}
	return false
}

// calls reports whether a Reference leads to a note.
func (p *taggedPDF) calls(d types.Dict) bool {
	for _, k := range p.kids(d["K"]) {
		e := p.dict(k)
		if e == nil {
			continue
		}
		if e["Obj"] == nil {
			if p.calls(e) {
				return true
			}
			continue
		}
		dest := p.get(p.dict(e["Obj"])["Dest"])
		if dest == nil {
			dest = p.get(p.dict(p.dict(e["Obj"])["A"])["D"])
		}
		if dest != nil && p.notes[dest.String()] {
			return true
		}
	}
	return false
}

// isTerm reports whether a label is the term of a definition list: those lists have no numbering, nor bullets.
func (p *taggedPDF) isTerm(d types.Dict) bool {
	item := p.dict(d["P"])
	list := p.dict(item["P"])
	if p.standard(item) != "LI" || list == nil {
		return false
	}
	for _, a := range p.kids(list["A"]) {
		if n, ok := p.get(p.dict(a)["ListNumbering"]).(types.Name); ok && n != "None" {
			return false
		}
	}
	return true
}

// findNotes takes the identifiers of the notes.
func (p *taggedPDF) findNotes(d types.Dict) {
	if id := p.get(d["ID"]); p.standard(d) == "Note" && id != nil {
		p.notes[id.String()] = true
	}
	for _, k := range p.kids(d["K"]) {
		if e := p.dict(k); e != nil && e["S"] != nil {
			p.findNotes(e)
		}
	}
}

var pageOfReference = regexp.MustCompile(`\s*\(p\.\s*[0-9ivxlc]+\)`)

// collect writes the text of an element to b, that of the notes in it to notes.
func (p *taggedPDF) collect(o types.Object, page types.Object, b, notes *strings.Builder) {
	switch k := p.get(o).(type) {
	case types.Integer:
		b.WriteString(p.text[page.(types.IndirectRef).ObjectNumber.Value()][k.Value()])
	case types.Dict:
		if k["Pg"] != nil {
			page = k["Pg"]
		}
		if kind, _ := p.get(k["Type"]).(types.Name); kind == "OBJR" {
			return
		} else if kind == "MCR" {
			p.collect(k["MCID"], page, b, notes)
			return
		}
		kind := p.standard(k)
		switch kind {
		case "Lbl":
			b.WriteByte(' ')
			if !p.isTerm(k) {
				return
			}
		case "Formula":
			if p.noFormulas {
				b.WriteByte(' ')
				return
			}
		case "BibEntry":
			b = &p.works
			p.entry = true
			defer func() { p.entry = false }()
		case "Reference":
			if p.entry { // to the pages that cite it
				return
			}
			if p.calls(k) {
				// At a line's end the number's run has the space that parts the words of two lines.
				var call strings.Builder
				for _, c := range p.kids(k["K"]) {
					p.collect(c, page, &call, notes)
				}
				if strings.HasSuffix(call.String(), " ") {
					b.WriteByte(' ')
				}
				return
			}
			// The page that a reference leads to is of the print alone.
			var own strings.Builder
			defer func(b *strings.Builder) { b.WriteString(pageOfReference.ReplaceAllString(own.String(), "")) }(b)
			b = &own
		case "Note":
			b = notes
		}
		for _, c := range p.kids(k["K"]) {
			p.collect(c, page, b, notes)
		}
		switch kind {
		case "Span", "Link", "Reference", "Quote", "Code", "Em", "Strong":
		default:
			b.WriteByte(' ')
		}
	}
}
