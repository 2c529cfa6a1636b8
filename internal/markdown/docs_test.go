package markdown

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"quire/internal/diag"
	"quire/internal/golden"
)

var (
	docExample  = regexp.MustCompile("(?ms)^(?:````markdown()\n(.*?)^````|```markdown ?([a-z-]*)\n(.*?)^```)\n")
	diagnosed   = regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|")
	emittedCode = regexp.MustCompile(`"([a-z]+(?:-[a-z0-9]+)+|nesting)"`)
)

// Each example of docs/markdown.md gives the finding that its fence names, and otherwise none; the nodes of all are
// kept in testdata/docs.golden.
func TestDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/markdown.md")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	examples := docExample.FindAllSubmatch(page, -1)
	if len(examples) < 30 {
		t.Fatalf("found only %d examples", len(examples))
	}
	for _, e := range examples {
		code, src := string(e[3]), append(e[2], e[4]...)
		var l diag.List
		all.WriteString("== " + strings.SplitN(string(src), "\n", 2)[0] + "\n" + dump(Parse("markdown.md", src, Options{Lang: "en-GB"}, &l)))
		found := false
		for _, f := range l.All() {
			if f.Code != code {
				t.Errorf("the example\n%s\ngives %v", src, f)
			}
			found = true
		}
		if code != "" && !found {
			t.Errorf("the example\n%s\ndoes not give %s", src, code)
		}
	}
	if golden.Update() {
		if err := os.WriteFile("testdata/docs.golden", []byte(all.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile("testdata/docs.golden")
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), all.String()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Each code that this package can emit is in docs/diagnostics.md and in a golden.
func TestCodes(t *testing.T) {
	page, err := os.ReadFile("../../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, m := range diagnosed.FindAllSubmatch(page, -1) {
		known[string(m[1])] = true
	}
	fixtures := ""
	for _, dir := range []string{"testdata", "."} {
		names, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			if strings.HasSuffix(n.Name(), ".txtar") || strings.HasSuffix(n.Name(), "_test.go") {
				data, err := os.ReadFile(dir + "/" + n.Name())
				if err != nil {
					t.Fatal(err)
				}
				fixtures += string(data)
			}
		}
	}
	names, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	codes := 0
	for _, n := range names {
		if !strings.HasSuffix(n.Name(), ".go") || strings.HasSuffix(n.Name(), "_test.go") {
			continue
		}
		data, err := os.ReadFile(n.Name())
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(string(data)) {
			if !strings.Contains(l, "r.warn(") && !strings.Contains(l, "r.err(") && !strings.Contains(l, "in.outside(") && !strings.Contains(l, "Code:") && !strings.Contains(l, "code:") {
				continue
			}
			m := emittedCode.FindStringSubmatch(l)
			if m == nil {
				continue
			}
			codes++
			if !known[m[1]] {
				t.Errorf("docs/diagnostics.md lacks %s", m[1])
			}
			if !strings.Contains(fixtures, "["+m[1]+"]") && !strings.Contains(fixtures, `"`+m[1]+`"`) {
				t.Errorf("no golden gives %s", m[1])
			}
		}
	}
	if codes < 25 {
		t.Errorf("found only %d codes", codes)
	}
}
