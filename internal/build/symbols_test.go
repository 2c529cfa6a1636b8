package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"quire/internal/build"
	"quire/internal/diag"
)

// Symbols and emoji are set in text, in code and in headings, though the faces of the sheet lack them. A book without any brings no face
// for them.
func TestSymbolsAreSet(t *testing.T) {
	t.Parallel()
	make := func(text string) ([]byte, []diag.Finding) {
		dir := t.TempDir()
		file := filepath.Join(dir, "a.md")
		if err := os.WriteFile(file, []byte("---\ntitle: T\nlang: en\n---\n\n"+text), 0o600); err != nil {
			t.Fatal(err)
		}
		var l diag.List
		result, err := session.Build(t.Context(), build.Request{Input: file, Formats: []string{"pdf"}, Out: dir, Version: "test"}, &l)
		if err != nil || len(result.Written) != 1 {
			t.Fatalf("%v, %v, %v", result.Written, err, l.All())
		}
		data, err := os.ReadFile(result.Written[0])
		if err != nil {
			t.Fatal(err)
		}
		return data, l.All()
	}
	const symbols = "★ ♥ ✔ ∈ ⇔ → ■ ☐ 😀 ⚠ 𝔸 👍🏽 1️⃣"
	data, findings := make("# Head " + symbols + "\n\nText " + symbols + ".\n\n```\n" + symbols + "\n```\n")
	for _, f := range findings {
		if f.Code == "missing-glyph" {
			t.Error(f)
		}
	}
	var all strings.Builder
	for _, page := range readTagged(t, data).text {
		for _, s := range page {
			all.WriteString(s)
		}
	}
	for _, s := range strings.Fields(symbols) {
		if n := strings.Count(all.String(), s); n < 3 {
			t.Errorf("%s is set %d times", s, n)
		}
	}
	faces := facesIn(t, data)
	for _, face := range []string{"NotoSansSymbols2", "NotoSansMath", "NotoEmoji"} {
		if !strings.Contains(faces, face) {
			t.Errorf("%s is not among the faces embedded: %s", face, faces)
		}
	}
	data, _ = make("# Head\n\nText.\n")
	if faces := facesIn(t, data); !strings.Contains(faces, "EBGaramond") || strings.Contains(faces, "Noto") {
		t.Errorf("the faces of a book without symbols are %s", faces)
	}
}

// facesIn gives the names of the fonts of a PDF.
func facesIn(t *testing.T, data []byte) string {
	var names []string
	for _, o := range readTagged(t, data).ctx.Table {
		if d, ok := o.Object.(types.Dict); ok && d["BaseFont"] != nil {
			names = append(names, fmt.Sprint(d["BaseFont"]))
		}
	}
	return strings.Join(names, " ")
}

// The colour of an emoji's skin, and the frame of a key, take no room where a face has no glyph that shows them.
func TestModifiersTakeNoRoom(t *testing.T) {
	t.Parallel()
	at := func(text string) string {
		file := filepath.Join(t.TempDir(), "a.md")
		if err := os.WriteFile(file, []byte("---\ntitle: T\nlang: en\n---\n\n"+text+" word\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		var l diag.List
		if _, err := session.DumpPages(t.Context(), build.Request{Input: file, Version: "test"}, &b, &l); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if strings.Contains(line, `" word"`) {
				return strings.Fields(line)[0]
			}
		}
		t.Fatalf("%s: no word in %s", text, b.String())
		return ""
	}
	for _, c := range [][2]string{{"👋🏽", "👋"}, {"1⃣ 👋", "1 👋"}} {
		if with, without := at(c[0]), at(c[1]); with != without {
			t.Errorf("the word after %s stands at %s, after %s at %s", c[0], with, c[1], without)
		}
	}
}
