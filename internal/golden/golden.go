// Package golden runs tests whose cases are txtar archives in testdata. An archive has the input files of a test and
// the expected output. The flag -update rewrites the archives. It is for tests alone.
package golden

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"quire/internal/diag"
)

var update = flag.Bool("update", false, "write what the code makes into testdata")

// Update reports whether the archives are rewritten.
func Update() bool { return *update }

// Archive is one case.
type Archive struct {
	*txtar.Archive
	Name string // of its file, without folder and extension
}

// Run runs a test for each archive whose path matches a pattern; there must be at least one.
func Run(t *testing.T, pattern string, test func(t *testing.T, a *Archive)) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: no archives (%v)", pattern, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		t.Run(name, func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			before := txtar.Format(ar)
			test(t, &Archive{Archive: ar, Name: name})
			if after := txtar.Format(ar); *update && !t.Failed() && string(after) != string(before) {
				if err := os.WriteFile(file, after, 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// Text returns one of the files, or "" if there is none of that name.
func (a *Archive) Text(name string) string {
	if i := a.index(name); i >= 0 {
		return string(a.Files[i].Data)
	}
	return ""
}

func (a *Archive) index(name string) int {
	return slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == name })
}

// Want compares the output with the file of that name, which -update creates.
func (a *Archive) Want(t *testing.T, name, got string) {
	t.Helper()
	i := a.index(name)
	switch {
	case *update && i < 0:
		a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(got)})
	case *update:
		a.Files[i].Data = []byte(got)
	case i < 0:
		t.Errorf("the archive has no file “%s”: write it with -update", name)
	default:
		if d := cmp.Diff(string(a.Files[i].Data), got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// WantFindings compares the findings of a stage with the file “findings”.
func (a *Archive) WantFindings(t *testing.T, l *diag.List) {
	t.Helper()
	var b strings.Builder
	for _, f := range l.All() {
		fmt.Fprintln(&b, f)
	}
	a.Want(t, "findings", b.String())
}
