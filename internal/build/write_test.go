package build

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func content(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestWrite(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "out", "deep")
	for _, text := range []string{"first", "second"} {
		written, err := write(dir, []Output{{Name: "a.epub", Data: []byte(text)}, {Name: "a.html", Data: []byte(text)}})
		if err != nil || len(written) != 2 {
			t.Fatalf("%v, %v", written, err)
		}
		if got := names(t, dir); !slices.Equal(got, []string{"a.epub", "a.html"}) {
			t.Errorf("the folder holds %v", got)
		}
		for _, name := range written {
			if got := content(t, name); got != text {
				t.Errorf("%s holds %q, want %q", name, got, text)
			}
		}
	}
}

// Where one output cannot be put into its place, no temporary file is left, and outputs that come after it in the list
// are as they were.
func TestWriteRenameFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	// A folder that is not empty cannot be replaced by a file.
	if err := os.MkdirAll(filepath.Join(dir, "a.epub", "kept"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.html"), []byte("good"), 0o666); err != nil {
		t.Fatal(err)
	}
	written, err := write(dir, []Output{{Name: "a.epub", Data: []byte("new")}, {Name: "a.html", Data: []byte("new")}})
	if err == nil || len(written) != 0 {
		t.Fatalf("written %v, error %v", written, err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"a.epub", "a.html"}) {
		t.Errorf("the folder holds %v", got)
	}
	if got := content(t, filepath.Join(dir, "a.html")); got != "good" {
		t.Errorf("the last good output is now %q", got)
	}
}

// Where one output cannot be written at all, none is put into its place.
func TestWriteFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.epub"), []byte("good"), 0o666); err != nil {
		t.Fatal(err)
	}
	// A name with a folder that doesn't exist stands for a disk that is full.
	written, err := write(dir, []Output{{Name: "a.epub", Data: []byte("new")}, {Name: "none/a.html", Data: []byte("new")}})
	if err == nil || len(written) != 0 {
		t.Fatalf("written %v, error %v", written, err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"a.epub"}) {
		t.Errorf("the folder holds %v", got)
	}
	if got := content(t, filepath.Join(dir, "a.epub")); got != "good" {
		t.Errorf("the last good output is now %q", got)
	}
}

func TestWriteUnwritableFolder(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o777) })
	if f, err := os.CreateTemp(dir, ""); err == nil { // the superuser may write anywhere
		f.Close()
		os.Remove(f.Name())
		t.Skip("this user may write into a folder that is write-protected")
	}
	if written, err := write(dir, []Output{{Name: "a.html", Data: []byte("new")}}); err == nil || len(written) != 0 {
		t.Errorf("written %v, error %v", written, err)
	}
	// A file stands where a folder would be.
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := write(filepath.Join(file, "out"), []Output{{Name: "a.html"}}); err == nil {
		t.Error("a file was taken for a folder")
	}
}
