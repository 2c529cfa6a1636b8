package yaml

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/diag"
)

func show(n *Node) string {
	if n == nil {
		return "unread"
	}
	at := fmt.Sprintf("@%d:%d", n.Pos.Line, n.Pos.Col)
	switch n.Kind {
	case Scalar:
		if n.Quoted {
			return fmt.Sprintf("%q%s", n.Text, at)
		}
		return n.Text + at
	case Sequence:
		var out []string
		for _, it := range n.Items {
			out = append(out, show(it))
		}
		return "[" + strings.Join(out, " ") + "]" + at
	case Mapping:
		var out []string
		for _, f := range n.Fields {
			out = append(out, f.Key+"="+show(f.Value))
		}
		return "{" + strings.Join(out, " ") + "}" + at
	}
	return "nothing" + at
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want, finding string }{
		{"a: 1\nb: [x, 'y z']\n", `{a=1@1:4 b=[x@2:5 "y z"@2:8]@2:4}@1:1`, ""},
		{"é: ü\nd: 2026-11-22", "{é=ü@1:4 d=2026-11-22@2:4}@1:1", ""},
		{"a: >-\n  one\n  two\nb: |\n  x\n", `{a="one two"@1:4 b="x\n"@4:4}@1:1`, ""},
		{"a: &x {k: v}\nb: *x\nc: {<<: *x, k: w, l: 1}\n", "{a={k=v@1:11}@1:7 b={k=v@1:11}@1:7 c={k=w@3:16 l=1@3:22}@3:4}@1:1", ""},
		{"a: &x {k: v}\nb: &y {l: w}\nc: {<<: [*x, *y]}\n", "{a={k=v@1:11}@1:7 b={l=w@2:11}@2:7 c={k=v@1:11 l=w@2:11}@3:4}@1:1", ""},
		{"a: !!str 12\nb: !!int 12\n", `{a="12"@1:9 b=12@2:9}@1:1`, ""},
		{"", "nothing@1:1", ""},
		{"# only a comment\n", "nothing@1:1", ""},
		{"- a\n- b: c\n", "[a@1:3 {b=c@2:6}@2:3]@1:1", ""},
		{"a: 1\na: 2\n", "{a=1@1:4}@1:1", "f:2:1: warning: the key “a” is given twice [duplicate-yaml-key]"},
		{"a: b: c", "unread", "f:1:4: error: the YAML is malformed: a colon followed by a space is not allowed within a plain value [malformed-yaml]"},
		{"a: @x", "unread", "f:1:4: error: the YAML is malformed: '@' is a reserved character [malformed-yaml]"},
		{"a: *x", "{a=nothing@1:4}@1:1", "f:1:4: error: nothing is marked with the anchor “&x” [malformed-yaml]"},
		{"a: 1\n---\nb: 2\n", "{a=1@1:4}@1:1", "f:3:1: error: a second YAML document begins here [malformed-yaml]"},
		{"a: \xff", "unread", "f:1:4: error: byte 3 of the file (0xFF) is not UTF-8 [invalid-utf8]"},
		{strings.Repeat("[", 80) + strings.Repeat("]", 80), "unread", "f:1:66: error: lists and maps are nested too deeply [malformed-yaml]"},
		{strings.Repeat("- ", 5000) + "a", "unread", "f:1:1: error: lists and maps are nested too deeply [malformed-yaml]"},
	} {
		var l diag.List
		if got := show(Parse("f", []byte(c.in), 0, &l)); got != c.want {
			t.Errorf("%.40q: %s, want %s", c.in, got, c.want)
		}
		said := ""
		for _, f := range l.All() {
			said += strings.SplitN(f.String(), "\n", 2)[0]
		}
		if said != c.finding {
			t.Errorf("%.40q: said %q, want %q", c.in, said, c.finding)
		}
	}
}

// TestLineOffset: front matter begins on the second line of its file.
func TestLineOffset(t *testing.T) {
	if got := show(Parse("f", []byte("a: b\n"), 1, &diag.List{})); got != "{a=b@2:4}@2:1" {
		t.Error(got)
	}
}

func TestBool(t *testing.T) {
	n := Parse("f", []byte("[true, No, on, 'true', 1]"), 0, &diag.List{})
	want := []string{"true true", "false true", "true true", "false false", "false false"}
	for i, it := range n.Items {
		v, ok := it.Bool()
		if got := fmt.Sprint(v, ok); got != want[i] {
			t.Errorf("%s: %s, want %s", it.Text, got, want[i])
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("a: &x [*x, {<<: *x}]\n!!str : ? - [{"))
	f.Add([]byte("? a\n: - b\n  - |2\n   c\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var l diag.List
		if n := Parse("f", data, 0, &l); n == nil && len(l.All()) == 0 {
			t.Fatal("nothing read and nothing said")
		}
	})
}
