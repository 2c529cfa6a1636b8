package pdf

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// What is written is read back as it was.
func TestObjectsReadBack(t *testing.T) {
	for _, o := range []any{
		nil, true, false, 0, -17, number("0.5"), number("-3.0313"), ref(12), name("A B#/(é)"), text("a(b)\\c\r\n\x00\xFF"),
		text{},
		array{1, ref(2), 3, name("x"), text("y"), array{}, dict{}},
		dict{"K": array{dict{"A": 1}}, "": nil, "Type": name("T")},
		textString("Œuvre 𝒜"),
	} {
		b := appendObject([]byte("x"), o, func(r ref) int { return int(r) })[1:]
		p := &parser{b: append(b, ' ')}
		got, err := p.object(0)
		if err != nil {
			t.Errorf("%v: %v", o, err)
		} else if !reflect.DeepEqual(got, o) && fmt.Sprint(got) != fmt.Sprint(o) {
			t.Errorf("%s is read as %#v, not %#v", b, got, o)
		}
	}
}

func TestStrings(t *testing.T) {
	for in, want := range map[string]string{
		`(a\(b\)(c))`: "a(b)(c)", `(\101\7z\0053)`: "A\az\x053", "(a\\\r\nb\\\nc)": "abc", "(a\r\nb\rc)": "a\nb\nc",
		`(\n\r\t\b\f\q)`: "\n\r\t\b\fq", "<48 65 6C6c6F>": "Hello", "<4>": "@", "<>": "",
	} {
		p := &parser{b: []byte(in)}
		got, err := p.object(0)
		if err != nil || string(got.(text)) != want {
			t.Errorf("%s: %q, %v", in, got, err)
		}
	}
}

// small is a file as gofpdf writes it.
const small = "%PDF-1.3\n1 0 obj\n<</Type /Catalog /X (a) /Y [1 -2.5 true null /N#20 <41>]>>\nendobj\n2 0 obj\n<</Length 5>>\nstream\nhello\nendstream\nendobj\n" +
	"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000090 00000 n \ntrailer\n<<\n/Size 3\n/Root 1 0 R\n>>\nstartxref\n142\n%%EOF\n"

func TestRead(t *testing.T) {
	b := []byte(small)
	at := bytes.Index(b, []byte("2 0 obj"))
	b = bytes.Replace(b, []byte("0000000090"), fmt.Appendf(nil, "%010d", at), 1)
	b = bytes.Replace(b, []byte("startxref\n142"), fmt.Appendf(nil, "startxref\n%d", bytes.Index(b, []byte("xref\n0 3"))), 1)
	f, err := read(b)
	if err != nil {
		t.Fatal(err)
	}
	s, ok := f.get(ref(2)).(*stream)
	if f.root != 1 || !ok || string(s.data) != "hello" || len(f.array(f.dict(ref(1))["Y"])) != 6 {
		t.Errorf("%+v", f.objects)
	}
	for _, spoil := range [][2]string{
		{"/Length 5", "/Length 50000"},
		{"/Length 5", "/Length -1"},
		{"endstream", "endsteam"},
		{"2 0 obj", "3 0 obj"},
		{"trailer", "trail"},
		{"0 3\n", "0 999999\n"},
		{"0 3\n", "1 3\n"},
		{"startxref", "startref"},
		{"(a)", "(a"},
		{"/Y [", "/Y [[[["},
		{"/X (a)", "(X) (a)"},
		{"<41>", "<4g>"},
		{"/N#20", "/N#2"},
		{"-2.5", "-2.5.1"},
		{fmt.Sprintf("%010d", at), "9999999999"},
	} {
		if _, err := read([]byte(strings.Replace(string(b), spoil[0], spoil[1], 1))); err == nil {
			t.Errorf("with %q in place of %q it is read without complaint", spoil[1], spoil[0])
		}
	}
	deep := []byte(strings.Replace(string(b), "(a)", strings.Repeat("[", 100000), 1))
	if _, err := read(deep); err == nil {
		t.Error("100,000 arrays in one another are read without complaint")
	}
}

// Whatever the bytes, read gives objects or an error, and what it gives can be saved.
func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	f.Add(bytes.Replace([]byte(small), []byte("startxref\n142"), []byte("startxref\n139"), 1))
	f.Fuzz(func(t *testing.T, b []byte) {
		if file, err := read(b); err == nil {
			_ = file.save(&bytes.Buffer{}, "1.7")
		}
	})
}
