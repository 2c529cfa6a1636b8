//go:build unix

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// sums is a package whose test notices what happens to positive numbers and nothing else.
var sums = map[string]string{
	"go.mod": "module sums\n\ngo 1.26\n",
	"sums.go": `package sums

type flag bool

// Sign is -1, 0 or 1.
func Sign(n int, quiet flag) int {
	if n > 0 && !bool(quiet) {
		return 1
	}
	if n < 0 {
		return -1
	}
	return 0
}

// Odd counts the odd numbers below n.
func Odd(n int) (count int) {
	for i := 0; i < n; i++ {
		if i%2 == 1 || i%2 == 3 {
			count++
		}
	}
	return count
}

func flags(f flag) int {
	if f {
		return 1
	}
	return 0
}
`,
	"sums_test.go": `package sums

import "testing"

func TestSign(t *testing.T) {
	if Sign(3, false) != 1 {
		t.Fatal()
	}
}

func TestOdd(t *testing.T) {
	if Odd(3) != 1 {
		t.Fatal()
	}
}
`,
}

// write writes the package to a new folder, and describes it.
func write(t *testing.T) *target {
	t.Helper()
	dir := t.TempDir()
	for name, text := range sums {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	p := &target{Dir: dir, ImportPath: "sums", Name: "sums", GoFiles: []string{"sums.go"}}
	p.Module.Dir = dir
	return p
}

// Each condition is found once, with its place.
func TestFind(t *testing.T) {
	p := write(t)
	exempt, err := readExempt("# why\nsums.go Sign: n  <  0\n\tan example\n")
	if err != nil {
		t.Fatal(err)
	}
	changes, err := find(p, exempt)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		got = append(got, c.String())
	}
	want := []string{
		"sums.go:7:5: n > 0 && !bool(quiet): && and || exchanged",
		"sums.go:7:5: n > 0: negated",
		"sums.go:7:15: bool(quiet): negated",
		"sums.go:18:14: i < n: negated",
		"sums.go:19:6: i%2 == 1 || i%2 == 3: && and || exchanged",
		"sums.go:19:6: i%2 == 1: negated",
		"sums.go:19:18: i%2 == 3: negated",
		"sums.go:27:5: f: negated",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A condition without a reason is refused.
func TestExemptNeedsReason(t *testing.T) {
	for _, list := range []string{"a.go f: x\n", "a.go f: x\nb.go g: y\n\tdone\n", "a.go: x\n\twhy\n", "nonsense\n\twhy\n"} {
		if _, err := readExempt(list); err == nil {
			t.Errorf("%q is taken", list)
		}
	}
	if _, err := readExempt(exemptList); err != nil {
		t.Error(err)
	}
}

// The changes are run for real: those that a test can notice are noticed, a loop without end among them, and a condition
// whose type is not bool gives way.
func TestNotice(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a package")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go command")
	}
	p := write(t)
	changes, err := find(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	b := &binary{path: filepath.Join(dir, "package.test"), record: filepath.Join(dir, "reached"), dir: p.Dir}
	n := len(changes)
	changes, err = compile(t.Context(), p, p, dir, b.path, changes, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(changes) != n-1 {
		t.Fatalf("%d of %d compile, want all but one", len(changes), n)
	}
	tests, err := b.tests(t.Context(), len(changes)+1)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"n > 0 && !bool(quiet)": "", // 3 is above 0, and it is not quiet
		"n > 0":                 "TestSign",
		"bool(quiet)":           "TestSign",
		"n < 0":                 "",
		"i < n":                 "TestOdd",
		"i%2 == 1 || i%2 == 3":  "TestOdd",
		"i%2 == 1":              "TestOdd",
		"i%2 == 3":              "TestOdd",
	}
	for _, c := range changes {
		reaching := slices.DeleteFunc(slices.Clone(tests), func(t test) bool { return t.reaches[c.switchedBy] == 0 })
		got, err := b.notice(t.Context(), c.switchedBy, reaching)
		if err != nil {
			t.Fatal(err)
		}
		if got != want[c.condition] {
			t.Errorf("%s: noticed by “%s”, want “%s”", c, got, want[c.condition])
		}
		if c.condition == "n < 0" && len(reaching) > 0 {
			t.Errorf("%s is reached by %s", c, names(reaching, ", ", 2))
		}
	}
}
