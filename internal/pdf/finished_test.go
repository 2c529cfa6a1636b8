package pdf

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// open reads a finished file back: the cross-reference stream, then the object streams.
func open(t testing.TB, b []byte) *file {
	t.Helper()
	p := &parser{b: b, i: bytes.LastIndex(b, []byte("startxref"))}
	p.word()
	start, err := p.integer()
	if err != nil {
		t.Fatal(err)
	}
	p.i = start
	n, _ := strconv.Atoi(p.word())
	p.i = start
	o, err := p.indirect(n)
	if err != nil {
		t.Fatal(err)
	}
	x := o.(*stream)
	rows := inflated(t, x)
	for i := 8; i < len(rows); i++ { // undo the predictor: up
		if i%8 != 0 {
			rows[i] += rows[i-8]
		}
	}
	f := &file{objects: map[ref]any{}}
	f.root, f.info = x.dict["Root"].(ref), x.dict["Info"].(ref)
	type packed struct{ at, in, index int }
	var later []packed
	for i := 1; 8*i+8 <= len(rows); i++ {
		row := rows[8*i+1 : 8*i+8]
		a, c := int(binary.BigEndian.Uint32(row[1:])), int(binary.BigEndian.Uint16(row[5:]))
		switch row[0] {
		case 1:
			p.i = a
			if f.objects[ref(i)], err = p.indirect(i); err != nil {
				t.Fatal(err)
			}
		case 2:
			later = append(later, packed{i, a, c})
		}
	}
	for _, l := range later {
		s := f.objects[ref(l.in)].(*stream)
		q := &parser{b: inflated(t, s)}
		for range l.index {
			q.word()
			q.word()
		}
		number, err := q.integer()
		if err != nil || number != l.at {
			t.Fatalf("object %d is not in its stream: %d, %v", l.at, number, err)
		}
		off, err := q.integer()
		if err != nil {
			t.Fatal(err)
		}
		q.i = s.dict["First"].(int) + off
		if f.objects[ref(l.at)], err = q.object(0); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func (f *file) ref(o any) ref {
	r, _ := o.(ref)
	return r
}

func inflated(t testing.TB, s *stream) []byte {
	t.Helper()
	if s.dict["Filter"] == nil {
		return s.data
	}
	r, err := zlib.NewReader(bytes.NewReader(s.data))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// shown is a glyph as a reader finds it on a page.
type shown struct {
	x, y, size float64
	text       string
	mcid       int    // -1 in an artifact
	artifact   string // its property list
}

// pageText interprets a page's content as a reader does: positions from the fonts' widths, text from ToUnicode.
func pageText(t testing.TB, f *file, pg dict) (out []shown) {
	t.Helper()
	type fontInfo struct {
		texts  map[int]string
		widths map[int]float64
		dw     float64
		simple bool // codes have one byte
	}
	fonts := map[name]*fontInfo{}
	for key, o := range f.dict(f.dict(pg["Resources"])["Font"]) {
		d := f.dict(o)
		fi := &fontInfo{widths: map[int]float64{}, texts: parseToUnicode(t, inflated(t, f.get(d["ToUnicode"]).(*stream)))}
		fonts[key] = fi
		if fi.simple = d["Subtype"] == name("TrueType"); fi.simple {
			for i, w := range f.array(d["Widths"]) {
				fi.widths[d["FirstChar"].(int)+i] = float64(w.(int))
			}
			continue
		}
		cid := f.dict(f.array(d["DescendantFonts"])[0])
		fi.dw = float64(cid["DW"].(int))
		w := f.array(cid["W"])
		for i := 0; i+1 < len(w); i += 2 {
			for j, v := range w[i+1].(array) {
				fi.widths[w[i].(int)+j] = float64(v.(int))
			}
		}
	}
	num := func(o any) float64 {
		switch o := o.(type) {
		case int:
			return float64(o)
		case number:
			v, _ := strconv.ParseFloat(string(o), 64)
			return v
		}
		t.Fatalf("%v is no number", o)
		return 0
	}
	var (
		fi               *fontInfo
		size, lx, ly, px float64
		scale, rise      = 1.0, 0.0
		tc, tw           = 0.0, 0.0
		mcid, artifact   = -2, ""
		stack            []any
		inText           bool
	)
	p := &parser{b: inflated(t, f.get(pg["Contents"]).(*stream))}
	for p.space(); p.i < len(p.b); p.space() {
		from := p.i
		if o, err := p.object(0); err == nil {
			stack = append(stack, o)
			continue
		}
		p.i = from
		op := p.word()
		switch op {
		case "BDC":
			if mcid != -2 {
				t.Fatal("marked content within marked content")
			}
			props := stack[1].(dict)
			if stack[0] == name("Artifact") {
				mcid, artifact = -1, string(appendObject(nil, props, nil))
			} else {
				mcid, artifact = props["MCID"].(int), ""
			}
		case "EMC":
			mcid = -2
		case "BT":
			inText, lx, ly, px = true, 0, 0, 0
		case "ET":
			inText = false
		case "Td":
			lx, ly, px = lx+num(stack[0]), ly+num(stack[1]), 0
		case "Tf":
			fi, size = fonts[stack[0].(name)], num(stack[1])
		case "Tz":
			scale = num(stack[0]) / 100
		case "Ts":
			rise = num(stack[0])
		case "Tc":
			tc = num(stack[0])
		case "Tw":
			tw = num(stack[0])
		case "Tj", "TJ":
			array, ok := stack[0].(array)
			if !ok {
				array = append(array, stack[0])
			}
			for _, e := range array {
				codes, ok := e.(text)
				if !ok {
					px -= num(e) / 1000 * size * scale
					continue
				}
				if mcid == -2 || !inText {
					t.Fatal("text outside of marked content or of a text object")
				}
				for len(codes) > 0 {
					c := int(codes[0])
					codes = codes[1:]
					if !fi.simple {
						c, codes = c<<8|int(codes[0]), codes[1:]
					}
					u, ok := fi.texts[c]
					if !ok {
						t.Fatalf("code %d has no text", c)
					}
					out = append(out, shown{lx + px, ly + rise, size, u, mcid, artifact})
					w, ok := fi.widths[c]
					if !ok {
						w = fi.dw
					}
					px += (w/1000*size + tc) * scale
					if fi.simple && c == ' ' {
						px += tw * scale
					}
				}
			}
		case "Do", "f":
			if mcid == -2 {
				t.Fatal("painting outside of marked content")
			}
		}
		stack = stack[:0]
	}
	return out
}

var hexPair = regexp.MustCompile(`<([0-9A-F]{2,4})><([0-9A-F]+)>(?:<([0-9A-F]+)>)?`)

func parseToUnicode(t testing.TB, b []byte) map[int]string {
	out := map[int]string{}
	hex := func(s string) int {
		v, err := strconv.ParseInt(s, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		return int(v)
	}
	in := false
	for _, line := range strings.Split(string(b), "\n") {
		if strings.HasSuffix(line, "beginbfchar") || strings.HasSuffix(line, "beginbfrange") {
			in = true
			continue
		}
		if strings.HasPrefix(line, "endbf") {
			in = false
		}
		m := hexPair.FindStringSubmatch(line)
		if !in || m == nil {
			continue
		}
		if m[3] != "" {
			for c, u := hex(m[1]), hex(m[3]); c <= hex(m[2]); c, u = c+1, u+1 {
				out[c] = string(rune(u))
			}
			continue
		}
		var u []uint16
		for i := 0; i+4 <= len(m[2]); i += 4 {
			u = append(u, uint16(hex(m[2][i:i+4])))
		}
		out[hex(m[1])] = string(utf16.Decode(u))
	}
	return out
}

// describe writes a finished file as text: what a golden holds.
func describe(t testing.TB, f *file) string {
	var b strings.Builder
	catalogue := f.dict(f.root)
	short := func(o any) string {
		return string(appendObject(nil, o, func(r ref) int { return 0 }))
	}
	pages := f.array(f.dict(catalogue["Pages"])["Kids"])
	number := map[ref]int{}
	for i, p := range pages {
		number[p.(ref)] = i
	}
	// references are replaced by what they lead to, as far as a reader of the golden wants to know
	var say func(o any) any
	say = func(o any) any {
		switch o := o.(type) {
		case ref:
			if i, ok := number[o]; ok {
				return name("page" + strconv.Itoa(i))
			}
			return name("object")
		case array:
			var out array
			for _, e := range o {
				out = append(out, say(e))
			}
			return out
		case dict:
			out := dict{}
			for k, v := range o {
				out[k] = say(v)
			}
			return out
		case text:
			if bytes.HasPrefix(o, []byte{0xFE, 0xFF}) {
				var u []uint16
				for i := 2; i+1 < len(o); i += 2 {
					u = append(u, binary.BigEndian.Uint16(o[i:]))
				}
				return text(string(utf16.Decode(u)))
			}
		}
		return o
	}
	for _, k := range catalogue.keys() {
		fmt.Fprintf(&b, "catalogue %s %s\n", k, short(say(catalogue[k])))
	}
	fmt.Fprintf(&b, "info %s\n", short(say(f.dict(f.info))))
	fmt.Fprintf(&b, "labels %s\n", short(say(f.get(catalogue["PageLabels"]))))
	names := f.dict(catalogue["Names"])
	fmt.Fprintf(&b, "destinations %s\n", short(say(f.get(names["Dests"]))))
	var outline func(o any, depth int)
	outline = func(o any, depth int) {
		for d := f.dict(o); d != nil; d = f.dict(d["Next"]) {
			fmt.Fprintf(&b, "outline %*s%s → %s\n", 2*depth, "", short(say(d["Title"])), short(d["Dest"]))
			outline(d["First"], depth+1)
		}
	}
	outline(f.dict(catalogue["Outlines"])["First"], 0)
	content := map[[2]int]string{}
	for i, r := range pages {
		pg := f.dict(r)
		fmt.Fprintf(&b, "page %d media %s trim %s\n", i, short(pg["MediaBox"]), short(pg["TrimBox"]))
		for _, a := range f.array(pg["Annots"]) {
			fmt.Fprintf(&b, "  annotation %s\n", short(say(f.dict(a))))
		}
		var artifacts []string
		said := map[string]string{}
		for _, s := range pageText(t, f, pg) {
			content[[2]int{i, s.mcid}] += s.text
			if s.mcid == -1 {
				if said[s.artifact] == "" {
					artifacts = append(artifacts, s.artifact)
				}
				said[s.artifact] += s.text
			}
		}
		for _, a := range artifacts {
			fmt.Fprintf(&b, "  artifact %s %q\n", a, said[a])
		}
	}
	var tree func(o any, depth int)
	tree = func(o any, depth int) {
		d := f.dict(o)
		indent := strings.Repeat("  ", depth)
		rest := dict{}
		for k, v := range d {
			switch k {
			case "Type", "S", "P", "K", "Pg":
			default:
				rest[k] = say(v)
			}
		}
		fmt.Fprintf(&b, "tag %s%s %s\n", indent, d["S"], short(rest))
		pg, _ := d["Pg"].(ref)
		kids, ok := d["K"].(array)
		if !ok && d["K"] != nil {
			kids = array{d["K"]}
		}
		for _, k := range kids {
			switch k := k.(type) {
			case int:
				fmt.Fprintf(&b, "tag %s  page %d: %q\n", indent, number[pg], content[[2]int{number[pg], k}])
			case dict:
				at, ok := number[cmp.Or(f.ref(k["Pg"]), pg)]
				if !ok {
					t.Fatal("a kid is on no page")
				}
				if k["Type"] == name("MCR") {
					fmt.Fprintf(&b, "tag %s  page %d: %q\n", indent, at, content[[2]int{at, k["MCID"].(int)}])
				} else {
					fmt.Fprintf(&b, "tag %s  link %s\n", indent, short(say(f.dict(k["Obj"])["Contents"])))
				}
			default:
				tree(k, depth+1)
			}
		}
	}
	root := f.dict(catalogue["StructTreeRoot"])
	fmt.Fprintf(&b, "roles %s\n", short(root["RoleMap"]))
	tree(root["K"], 0)
	return b.String()
}
