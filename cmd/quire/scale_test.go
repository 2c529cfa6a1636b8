package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.starlark.net/syntax"
)

// A shelf is built by make with jobs side by side: each job once, and after a change those alone that it concerns. What a
// job makes is what quire makes of the book by itself.
func TestShelf(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles the maker of shelves and builds twelve editions")
	}
	t.Parallel()
	dir := t.TempDir()
	tool := filepath.Join(dir, "quire")
	output := func(name string, args ...string) string {
		t.Helper()
		cmd := exec.Command(name, args...)
		var errs bytes.Buffer
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, errs.String())
		}
		return string(out)
	}
	// By this name the binary of the test is the tool: see TestMain.
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, tool); err != nil {
		t.Fatal(err)
	}
	shelf, lay := filepath.Join(dir, "shelf"), filepath.Join(dir, "lay")
	output("go", "build", "-o", lay, "../../cmd/internal/ci")
	for _, out := range []string{shelf, filepath.Join(dir, "again")} {
		output("env", "-C", "../..", lay, "shelf", "-books", "4", "-out", out)
	}
	output("diff", "-r", shelf, filepath.Join(dir, "again"))

	makeJobs := func() []string {
		t.Helper()
		out := output("make", "--no-print-directory", "-s", "-j4", "-f", "../../docs/scale/shelf.mk", "BOOKS="+shelf+"/*", "QUIRE="+tool, "OUT="+filepath.Join(dir, "out"))
		var jobs []string
		for line := range strings.Lines(out) {
			book, edition, _ := strings.Cut(strings.TrimSpace(line), " ")
			jobs = append(jobs, filepath.Base(book)+" "+edition)
		}
		slices.Sort(jobs)
		return jobs
	}
	var all []string
	for _, book := range []string{"book-00000", "book-00001", "book-00002", "book-00003"} {
		all = append(all, book+" booklet", book+" epub", book+" print")
	}
	if jobs := makeJobs(); !slices.Equal(jobs, all) {
		t.Errorf("at first it does %q, want %q", jobs, all)
	}
	if jobs := makeJobs(); len(jobs) > 0 {
		t.Errorf("with nothing changed it does %q", jobs)
	}
	text := filepath.Join(shelf, "book-00002", "text.md")
	before, err := os.ReadFile(text)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, append(slices.Clone(before), "\nOne more line.\n"...), 0o666); err != nil {
		t.Fatal(err)
	}
	if jobs := makeJobs(); !slices.Equal(jobs, all[6:9]) {
		t.Errorf("with one book changed it does %q, want %q", jobs, all[6:9])
	}
	if err := os.WriteFile(text, before, 0o666); err != nil {
		t.Fatal(err)
	}
	if jobs := makeJobs(); len(jobs) > 0 {
		t.Errorf("with the change taken back it does %q, which lies in the store", jobs)
	}
	output(tool, "build", filepath.Join(shelf, "book-00002"), "--out", filepath.Join(dir, "alone"))
	// The drawn cover belongs to no edition, so no job makes it.
	output("diff", "-r", "--exclude=cover.svg", filepath.Join(dir, "alone"), filepath.Join(dir, "out", "books", "book-00002"))
}

// The rules for Bazel are Starlark, and define what the page on them names.
func TestBazelRules(t *testing.T) {
	const name = "../../docs/scale/quire.bzl"
	f, err := (&syntax.FileOptions{}).Parse(name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile("../../docs/scale.md")
	if err != nil {
		t.Fatal(err)
	}
	defined := 0
	for _, s := range f.Stmts {
		var id string
		switch s := s.(type) {
		case *syntax.DefStmt:
			id = s.Name.Name
		case *syntax.AssignStmt:
			id = s.LHS.(*syntax.Ident).Name
		default:
			continue
		}
		if strings.HasPrefix(id, "_") {
			continue
		}
		defined++
		if !bytes.Contains(page, []byte("`"+id+"`")) {
			t.Errorf("docs/scale.md does not speak of %s", id)
		}
	}
	if defined != 2 {
		t.Errorf("%s defines %d rules, want 2", name, defined)
	}
	if _, err := (&syntax.FileOptions{}).Parse("../../docs/scale/BUILD.example", nil, 0); err != nil {
		t.Error(err)
	}
}
