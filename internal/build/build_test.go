package build_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"quire/internal/build"
	"quire/internal/diag"
)

// lay writes the files of an archive into a new folder.
func lay(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// session holds what the tests of this package build of the same books: see TestSession for what that means.
var session build.Session

// run builds and gives the names of the outputs and the findings in short.
func run(t *testing.T, req build.Request) (written, found []string) {
	t.Helper()
	return runIn(t, &session, req)
}

func runIn(t *testing.T, s *build.Session, req build.Request) (written, found []string) {
	t.Helper()
	if req.Out == "" {
		req.Out = t.TempDir()
	}
	req.Version = "test"
	var l diag.List
	result, err := s.Build(t.Context(), req, &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range result.Written {
		written = append(written, filepath.Base(name))
	}
	for _, f := range result.Findings(&l) {
		found = append(found, f.Pos.String()+" "+f.Severity.String()+" "+f.Code)
	}
	return written, found
}

func TestSilences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		strict     bool
		want       []string
		built      bool
	}{
		{"a warning", "# A\n\nText.\n\n[^n]: Idle.\n", false, []string{"a.md:5:1 warning unused-note"}, true},
		{"a warning that is an error", "# A\n\nText.\n\n[^n]: Idle.\n", true, []string{"a.md:5:1 error unused-note"}, false},
		{"silenced", "# A\n\nText.\n\n<!-- quire: ignore unused-note — kept -->\n\n[^n]: Idle.\n", true, nil, true},
		{"another code", "# A\n\nText.\n\n<!-- quire: ignore heading-jump — kept -->\n\n[^n]: Idle.\n", false, []string{"a.md:7:1 warning unused-note"}, true},
		{"another place", "# A\n\n<!-- quire: ignore unused-note — kept -->\n\nText.\n\n[^n]: Idle.\n", false, []string{"a.md:7:1 warning unused-note"}, true},
		{"an error", "# A\n\n<!-- quire: ignore undefined-note — kept -->\nText.[^n]\n", false, []string{"a.md:4:6 error undefined-note"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := lay(t, "-- a.md --\n"+c.text)
			written, found := run(t, build.Request{Input: filepath.Join(dir, "a.md"), Formats: []string{"html"}, Strict: c.strict})
			if !slices.Equal(found, c.want) {
				t.Errorf("found %v, want %v", found, c.want)
			}
			if built := len(written) == 1; built != c.built {
				t.Errorf("written: %v", written)
			}
		})
	}
}

// The first edition of a format, or the one whose pages are cited, has the book's name; others add their own.
func TestFileNames(t *testing.T) {
	t.Parallel()
	const text = "\n-- text.md --\n# A chapter\n\nText.\n"
	for _, c := range []struct {
		manifest string
		want     []string
	}{
		{"title: On Tides", []string{"on-tides.epub", "on-tides.html", "on-tides.pdf"}},
		{"title: On Tides\nname: tides", []string{"tides.epub", "tides.html", "tides.pdf"}},
		{"title: T\nname: t\neditions:\n  one: {format: pdf}\n  two: {format: pdf}", []string{"t.pdf", "t-two.pdf"}},
		{"title: T\nname: t\neditions:\n  one: {format: pdf}\n  two: {format: pdf, pagination: true}", []string{"t-one.pdf", "t.pdf"}},
	} {
		dir := lay(t, "-- book.yaml --\nlang: en-GB\ncontents: [text.md]\n"+c.manifest+text)
		written, found := run(t, build.Request{Input: dir})
		if !slices.Equal(written, c.want) || len(found) > 0 {
			t.Errorf("%s: written %v, want %v; found %v", c.manifest, written, c.want, found)
		}
	}
}

func TestLoneFileTakesItsTitleFromItsHeading(t *testing.T) {
	t.Parallel()
	dir := lay(t, "-- letters.md --\nA word before.\n\n# *Letters* from the quay\n\nText.\n")
	out := t.TempDir()
	if written, found := run(t, build.Request{Input: filepath.Join(dir, "letters.md"), Formats: []string{"html"}, Out: out}); !slices.Equal(written, []string{"letters.html"}) || len(found) > 0 {
		t.Fatalf("written %v, found %v", written, found)
	}
	data, err := os.ReadFile(filepath.Join(out, "letters.html"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "<title>Letters from the quay</title>"; !strings.Contains(string(data), want) {
		t.Errorf("the page lacks %s", want)
	}
}

// Two builds give the same bytes, whatever the number of processors.
func TestReproducible(t *testing.T) {
	before := runtime.GOMAXPROCS(1)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
	var first map[string][]byte
	for _, procs := range []int{1, 4, 4} {
		runtime.GOMAXPROCS(procs)
		dir := t.TempDir()
		written, _ := runIn(t, new(build.Session), build.Request{Input: "../../testdata/books/second", Out: dir})
		got := map[string][]byte{}
		for _, name := range written {
			data, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			got[name] = data
		}
		if first == nil {
			first = got
			if len(first) != 3 {
				t.Fatalf("written %v", written)
			}
		}
		for name, data := range got {
			if !bytes.Equal(data, first[name]) {
				t.Errorf("%s differs with %d processors", name, procs)
			}
		}
	}
}

// No path leaves the root, be it written out or hidden in a symbolic link.
func TestLinksOutOfTheRoot(t *testing.T) {
	t.Parallel()
	dir := lay(t, "-- secret.md --\n[^n]: A secret.\n-- secret.bib --\n-- book/book.yaml --\ntitle: T\nlang: en-GB\ncontents: [text.md]\nnotes: [notes.md]\nbibliography: [works.bib]\n-- book/text.md --\n# A\n\nText.\n\n![A map](map.png)\n")
	for link, to := range map[string]string{"notes.md": "../secret.md", "works.bib": filepath.Join(dir, "secret.bib"), "map.png": "../secret.md"} {
		if err := os.Symlink(to, filepath.Join(dir, "book", link)); err != nil {
			t.Skip(err)
		}
	}
	written, found := run(t, build.Request{Input: filepath.Join(dir, "book"), Formats: []string{"html"}})
	want := []string{"book.yaml:4:9 error path-outside-root", "book.yaml:5:16 error path-outside-root", "text.md:5:1 error path-outside-root"}
	if !slices.Equal(found, want) || len(written) > 0 {
		t.Errorf("written %v, found %v, want %v", written, found, want)
	}
}

// A picture that breaks off is the author's to mend: a finding at its place, and nothing is written.
func TestDamagedImage(t *testing.T) {
	t.Parallel()
	dir := lay(t, "-- book.md --\n---\nlang: en\n---\n\n# A\n\n![A plate](plate.png)\n")
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 400))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "plate.png"), b.Bytes()[:b.Len()/2], 0o644); err != nil {
		t.Fatal(err)
	}
	written, found := run(t, build.Request{Input: filepath.Join(dir, "book.md"), Edition: "print"})
	if len(written) != 0 || !slices.Contains(found, "book.md:7:1 error bad-image") {
		t.Errorf("written %v, found %v", written, found)
	}
}
