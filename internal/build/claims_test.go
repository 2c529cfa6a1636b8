package build_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/build"
	"quire/internal/check/pdf"
	"quire/internal/diag"
)

// pdfOf builds the one PDF of a Markdown file, and of pictures beside it.
func pdfOf(t *testing.T, text string) (string, []diag.Finding) {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string]string{"a.md": text, "map.svg": `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"><path d="M0 0h96v96z"/></svg>`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var l diag.List
	result, err := session.Build(t.Context(), build.Request{Input: filepath.Join(dir, "a.md"), Formats: []string{"pdf"}, Out: dir, Version: "test"}, &l)
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Written) == 0 {
		return "", result.Findings(&l)
	}
	data, err := os.ReadFile(result.Written[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(data), result.Findings(&l)
}

// A file claims what its content allows. What forbids a claim is a warning, silenced or not.
func TestClaims(t *testing.T) {
	t.Parallel()
	const ua, a = "<pdfuaid:part>1<", "<pdfaid:part>2<"
	for _, c := range []struct {
		name, text string
		ua, a      bool
	}{
		{"sound", "# A chapter\n\nWords.\n", true, true},
		{"no alternative text", "# A chapter\n\n<!-- quire: ignore missing-alt — a test -->\n![](map.svg)\n", false, true},
		{"no glyph", "# A chapter\n\n<!-- quire: ignore missing-glyph — a test -->\nA sign: 𓂀.\n", false, false},
		{"no title", "<!-- quire: ignore missing-title — a test -->\nWords.\n", false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, left := pdfOf(t, c.text)
			if data == "" {
				t.Fatalf("nothing was written: %v", left)
			}
			if strings.Contains(data, ua) != c.ua || strings.Contains(data, a) != c.a {
				t.Errorf("claims PDF/UA %v, PDF/A %v", strings.Contains(data, ua), strings.Contains(data, a))
			}
			lines := strings.Split(c.text, "\n")
			for i, l := range lines {
				if strings.HasPrefix(l, "<!--") {
					lines[i] = ""
				}
			}
			if c.ua && c.a {
				return
			}
			if data, left := pdfOf(t, strings.Join(lines, "\n")); strings.Contains(data, ua) != c.ua || strings.Contains(data, a) != c.a || len(left) == 0 || left[0].Severity != diag.Warning {
				t.Errorf("without the comment: %d bytes, %v", len(data), left)
			}
		})
	}
}

// The editions of a test book that are for an archive and for a press.
func TestArchiveAndPress(t *testing.T) {
	t.Parallel()
	for edition, want := range map[string]struct{ has, hasNot []string }{
		"print":   {[]string{"%PDF-1.7", "<pdfaid:part>2<", "<pdfuaid:part>1<"}, []string{"pdfxid:GTS"}},
		"archive": {[]string{"%PDF-1.7", "<pdfaid:part>3<", "<pdfuaid:part>1<"}, []string{"pdfxid:GTS"}},
		"press":   {[]string{"%PDF-1.6", "<pdfxid:GTS_PDFXVersion>PDF/X-4<", "<pdf:Trapped>False<"}, []string{"<pdfaid:part>", "<pdfuaid:part>"}},
	} {
		var l diag.List
		result, err := session.Build(t.Context(), build.Request{Input: "../../testdata/books/constructs", Formats: []string{"pdf"}, Edition: edition, Out: t.TempDir(), Version: "test"}, &l)
		if err != nil || len(result.Written) != 1 {
			t.Fatalf("%s: %v, %v", edition, err, result.Findings(&l))
		}
		data, err := os.ReadFile(result.Written[0])
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range want.has {
			if !strings.Contains(string(data), s) {
				t.Errorf("%s has no %s", edition, s)
			}
		}
		if r := pdf.Check(edition, data); r.Failed() {
			t.Errorf("%s fails by %s: %v", edition, r.Standard, r.Failures())
		}
		for _, s := range want.hasNot {
			if strings.Contains(string(data), s) {
				t.Errorf("%s has %s", edition, s)
			}
		}
	}
}
