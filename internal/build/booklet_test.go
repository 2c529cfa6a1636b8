package build_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

// The booklets of the essay fold into the order of its print edition: the folios that are printed on the sheets are read
// off as whoever has folded them does.
func TestBookletOfEssay(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("../../source/book.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../source")); err != nil {
		t.Fatal(err)
	}
	yaml := strings.Replace(string(source), "root: ..", "root: .", 1) +
		"  signatures: {base: print, imposition: {layout: booklet, sheet: A4, signature: 4, duplex: long-edge}}\n"
	if err := os.WriteFile(filepath.Join(dir, "book.yaml"), []byte(yaml), 0o666); err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, pg := range sidesOf(t, dir, "print") {
		folio := ""
		for _, f := range pg.folios {
			folio = f.text
		}
		want = append(want, folio)
	}
	if printed := slices.DeleteFunc(slices.Clone(want), func(s string) bool { return s == "" }); len(printed) < 20 {
		t.Fatalf("the print edition shows only the folios %q", printed)
	}
	for len(want)%4 != 0 {
		want = append(want, "")
	}
	for _, c := range []struct {
		edition   string
		signature int // in sides
	}{{"booklet-a4", len(want) / 2}, {"booklet-letter", len(want) / 2}, {"signatures", 8}} {
		var read []string
		for signature := range slices.Chunk(sidesOf(t, dir, c.edition), c.signature) {
			half := func(side, k int) {
				folio := ""
				for _, f := range signature[side].folios {
					if (f.x > signature[side].width/2) == (k == 1) {
						folio = f.text
					}
				}
				read = append(read, folio)
			}
			for i := 0; i < len(signature); i += 2 {
				half(i, 1)
				half(i+1, 0)
			}
			for i := len(signature) - 2; i >= 0; i -= 2 {
				half(i+1, 1)
				half(i, 0)
			}
		}
		if !slices.Equal(read, want) {
			t.Errorf("%s reads %q, want %q", c.edition, read, want)
		}
	}
}

type sheetSide struct {
	width  float64
	folios []folio
}

type folio struct {
	x    float64
	text string
}

var (
	sideHead  = regexp.MustCompile(`^page \d+ ".*?" ([0-9.]+) × `)
	sideFolio = regexp.MustCompile(`^  ([0-9.]+) [0-9.]+ \S+ "([0-9ivx]+)".* artifact Footer`)
)

// sidesOf reads the pages of an edition as “quire dump pages” prints them.
func sidesOf(t *testing.T, dir, edition string) (out []sheetSide) {
	t.Helper()
	var b bytes.Buffer
	var l diag.List
	if _, err := session.DumpPages(t.Context(), build.Request{Input: dir, Edition: edition, Version: "test"}, &b, &l); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(b.String()) {
		if m := sideHead.FindStringSubmatch(line); m != nil {
			w, err := strconv.ParseFloat(m[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, sheetSide{width: w})
		} else if m := sideFolio.FindStringSubmatch(line); m != nil {
			x, err := strconv.ParseFloat(m[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			pg := &out[len(out)-1]
			pg.folios = append(pg.folios, folio{x, m[2]})
		}
	}
	if len(out) == 0 {
		t.Fatalf("%s has no pages: %s", edition, fmt.Sprint(l.All()))
	}
	return out
}

// Editions that differ only in how their pages are cut and laid on sheets have the pages of their base.
func TestEditions(t *testing.T) {
	t.Parallel()
	var l diag.List
	editions, _, err := session.Editions(t.Context(), build.Request{Input: "../../source", Version: "test"}, &l)
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]build.Listing{}
	for _, e := range editions {
		of[e.Name] = e
	}
	pages := of["print"].Pages
	for _, c := range []struct {
		name          string
		pages, sheets int
	}{
		{"epub", 0, 0},
		{"print", pages, (pages + 1) / 2},
		{"a4", of["a4"].Pages, of["a4"].Pages},
		{"booklet-a4", pages, (pages + 3) / 4},
		{"booklet-letter", pages, (pages + 3) / 4},
		{"four-up", pages, (pages + 3) / 4},
		{"duplex-test-a4", 4, 1},
	} {
		e, ok := of[c.name]
		if !ok || e.Pages != c.pages || e.Sheets != c.sheets {
			t.Errorf("%s: %+v, want %d pages on %d sheets", c.name, e, c.pages, c.sheets)
		}
	}
}
