package release

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

const book = "../../testdata/books/lone.md"

func laidOut(t *testing.T) (dir string, r *Report) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "quire-linux"), []byte("a binary"), 0o666); err != nil {
		t.Fatal(err)
	}
	var l diag.List
	r, _, err := Write(t.Context(), build.Request{Input: book, Version: "1.2.0", Released: "2026-11-22", Revision: "abc"}, dir, "go", &l)
	if err != nil || r == nil {
		t.Fatalf("%v, %v", err, l.All())
	}
	return dir, r
}

// A release agrees with its source until one byte of one file is changed, whether the source makes that file or not.
func TestVerify(t *testing.T) {
	dir, r := laidOut(t)
	if len(r.Files) != 3 || r.Words == 0 || r.Notes == 0 {
		t.Errorf("the report says %+v", r)
	}
	problems := func() (out []string) {
		var l diag.List
		verdicts, _, err := Verify(t.Context(), dir, book, "1.2.0", &l)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range verdicts {
			if v.Problem != "" {
				out = append(out, v.Name)
			}
		}
		return out
	}
	if p := problems(); p != nil {
		t.Errorf("an untouched release differs: %v", p)
	}
	for _, name := range []string{"lone-v1.2.0.epub", "lone-v1.2.0.pdf", "quire-linux", "index.html"} {
		file := filepath.Join(dir, name)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		changed := bytes.Clone(data)
		changed[len(changed)/2] ^= 1
		if err := os.WriteFile(file, changed, 0o666); err != nil {
			t.Fatal(err)
		}
		if p := problems(); len(p) != 1 || p[0] != name {
			t.Errorf("one byte of %s was changed, and %v differ", name, p)
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "lone-v1.2.0.html")); err != nil {
		t.Fatal(err)
	}
	if p := problems(); len(p) != 1 || p[0] != "lone-v1.2.0.html" {
		t.Errorf("a file was removed, and %v differ", p)
	}
}

// Two releases of one source are the same.
func TestWriteTwice(t *testing.T) {
	a, _ := laidOut(t)
	b, _ := laidOut(t)
	entries, err := os.ReadDir(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		x, err := os.ReadFile(filepath.Join(a, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		y, err := os.ReadFile(filepath.Join(b, e.Name()))
		if err != nil || !bytes.Equal(x, y) {
			t.Errorf("%s differs (%v)", e.Name(), err)
		}
	}
}
