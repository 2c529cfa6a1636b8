package build_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

const sessionBook = `
-- book.yaml --
title: T
lang: en
cover: square.png
contents: [text.md, more.md]
bibliography: works.json
csl: own.csl
editions:
  print: {format: pdf, styles: [print.css, own.css], pagination: true, cover: true, embed-source: true}
  epub: {format: epub, styles: [screen.css]}
-- text.md --
# One

A word.[^n] Another [@a].

![A square](square.png)

[^n]: A note.
-- more.md --
# Two

More words.
-- own.css --
@import "imported.css";
p { color: black }
-- imported.css --
h1 { color: black }
-- screen.css --
p { color: black }
-- works.json --
[{"id": "a", "type": "book", "title": "A book", "issued": {"date-parts": [[1999]]}}]
`

// Whatever changes between two builds of a session, the second gives what a build from nothing gives.
func TestSession(t *testing.T) {
	t.Parallel()
	dir := lay(t, sessionBook)
	style, err := os.ReadFile("../../styles/csl/author-date.csl")
	if err != nil {
		t.Fatal(err)
	}
	square := func(c color.Gray) string {
		im := image.NewGray(image.Rect(0, 0, 300, 300))
		im.Set(9, 9, c)
		var b bytes.Buffer
		if err := png.Encode(&b, im); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	replace := func(name, from, to string) func() {
		return func() {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil || !strings.Contains(string(data), from) {
				t.Fatal(name, err)
			}
			write(name, strings.Replace(string(data), from, to, 1))
		}
	}
	write("own.csl", string(style))
	write("square.png", square(color.Gray{1}))
	var s build.Session
	var before map[string]string
	for _, c := range []struct {
		name    string
		change  func()
		changes []string // the outputs that the change shows in
	}{
		{"nothing before", func() {}, []string{"t.epub", "t.pdf"}},
		{"nothing", func() {}, nil},
		{"a word", replace("text.md", "A word.", "The word."), []string{"t.epub", "t.pdf"}},
		{"another file", replace("more.md", "More", "Many more"), []string{"t.epub", "t.pdf"}},
		{"the bibliography", replace("works.json", "A book", "The book"), []string{"t.epub", "t.pdf"}},
		{"the citation style", replace("own.csl", `<layout prefix="("`, `<layout prefix="["`), []string{"t.epub", "t.pdf"}},
		{"an image", func() { write("square.png", square(color.Gray{200})) }, []string{"t.epub", "t.pdf"}},
		{"a sheet for print", replace("own.css", "black", "maroon"), []string{"t.pdf"}},
		{"an imported sheet", replace("imported.css", "black", "maroon"), []string{"t.pdf"}},
		{"a sheet for the screen", replace("screen.css", "black", "maroon"), []string{"t.epub"}},
		{"a title", replace("book.yaml", "title: T", "title: U\nname: t"), []string{"t.epub", "t.pdf"}},
		{"an edition", replace("book.yaml", "cover: true", "cover: false"), []string{"t.pdf"}},
		{"a fault", replace("text.md", "[^n]: A note.", ""), nil},
		{"a fault that is mended", replace("text.md", "[^n]", ""), []string{"t.epub", "t.pdf"}},
	} {
		c.change()
		got, findings := inSession(t, &s, dir)
		want, wantFindings := inSession(t, new(build.Session), dir)
		if !slices.Equal(findings, wantFindings) {
			t.Errorf("%s: findings %q, want %q", c.name, findings, wantFindings)
		}
		for name := range want {
			if got[name] != want[name] {
				t.Errorf("%s: %s differs from that of a build from nothing", c.name, name)
			}
			if changed := got[name] != before[name]; changed != slices.Contains(c.changes, name) {
				t.Errorf("%s: %s has changed: %t", c.name, name, changed)
			}
		}
		if len(got) != len(want) || len(want) == 0 && len(findings) == 0 {
			t.Errorf("%s: %d outputs, want %d; %q", c.name, len(got), len(want), findings)
		}
		if len(got) > 0 {
			before = got
		}
	}
}

// inSession builds in a session and gives the outputs by their names, and the findings.
func inSession(t *testing.T, s *build.Session, dir string) (outputs map[string]string, findings []string) {
	t.Helper()
	var l diag.List
	made, result, err := s.Make(t.Context(), build.Request{Input: dir, Version: "test"}, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range result.Findings(&l) {
		findings = append(findings, f.String())
	}
	outputs = map[string]string{}
	if made != nil {
		for _, o := range made.Outputs {
			outputs[o.Name] = string(o.Data)
		}
	}
	return outputs, findings
}
