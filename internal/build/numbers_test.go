package build_test

import (
	"archive/zip"
	"bytes"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

// The numbers of paragraphs in the margin of the seminar's print are those that the EPUB gives its paragraphs, one each
// and in order, and in the other margin stand lines by fives, from the head of each page.
func TestNumbersInTheMargins(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	var l diag.List
	if _, err := session.DumpPages(t.Context(), build.Request{Input: "../../source", Edition: "seminar-a4", Version: "test"}, &b, &l); err != nil {
		t.Fatal(err)
	}
	number := regexp.MustCompile(`^  ([0-9.]+) [0-9.]+ \S+ "([0-9]+)".* artifact LineNum`)
	var paragraphs, lines []string
	side, fives := -1, 0
	for line := range strings.Lines(b.String()) {
		if strings.HasPrefix(line, "page ") {
			side, fives = side+1, 0
		}
		m := number.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		x, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		// A page is 595 points wide; its inner margin is on the left of a right-hand page, which is an even one here.
		if (x < 297) == (side%2 == 0) {
			paragraphs = append(paragraphs, m[2])
			continue
		}
		lines = append(lines, m[2])
		if fives += 5; m[2] != strconv.Itoa(fives) {
			t.Errorf("side %d numbers a line %s, want %d", side, m[2], fives)
		}
	}
	if len(lines) < 50 {
		t.Errorf("only %d lines are numbered", len(lines))
	}

	dir := t.TempDir()
	if _, err := session.Build(t.Context(), build.Request{Input: "../../source", Edition: "epub", Out: dir, Version: "test"}, &l); err != nil {
		t.Fatal(err)
	}
	z, err := zip.OpenReader(filepath.Join(dir, "serge-notebooks.epub"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var want []string
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".xhtml") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`<p id="p([0-9]+)"[^>]* data-number="([0-9]+)"`).FindAllSubmatch(data, -1) {
			if !bytes.Equal(m[1], m[2]) {
				t.Errorf("paragraph %s has the identifier p%s", m[2], m[1])
			}
			want = append(want, string(m[2]))
		}
	}
	if len(want) < 40 || !slices.Equal(paragraphs, want) {
		t.Errorf("the margin numbers the paragraphs %q, the EPUB %q", paragraphs, want)
	}
}
