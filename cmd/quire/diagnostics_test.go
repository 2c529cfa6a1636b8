package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"quire/internal/build"
	"quire/internal/diag"
)

// Every kind of finding has a fixture, testdata/diagnostics/CODE.txtar, whose files give exactly what its file “want”
// says, and a line in docs/diagnostics.md.
func TestDiagnostics(t *testing.T) {
	codes := codesInSource(t)
	if len(codes) < 20 {
		t.Fatalf("found only %d codes in the source: %v", len(codes), codes)
	}
	manual, err := os.ReadFile("../../docs/diagnostics.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range codes {
		if !bytes.Contains(manual, []byte("\n| `"+code+"` |")) {
			t.Errorf("docs/diagnostics.md has no line for %s", code)
		}
		if _, err := os.Stat("../../testdata/diagnostics/" + code + ".txtar"); err != nil {
			t.Errorf("there is no fixture testdata/diagnostics/%s.txtar", code)
		}
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllSubmatch(manual, -1) {
		if !slices.Contains(codes, string(m[1])) {
			t.Errorf("docs/diagnostics.md explains %s, which nothing reports", m[1])
		}
	}
	fixtures, err := filepath.Glob("../../testdata/diagnostics/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range fixtures {
		code := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(code, func(t *testing.T) { checkFixture(t, file, code) })
		if !slices.Contains(codes, code) {
			t.Errorf("%s is a fixture for a code that nothing reports", file)
		}
	}
}

func checkFixture(t *testing.T, file, code string) {
	ar, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	want := slices.IndexFunc(ar.Files, func(f txtar.File) bool { return f.Name == "want" })
	if want < 0 {
		ar.Files = append(ar.Files, txtar.File{Name: "want"})
		want = len(ar.Files) - 1
	}
	for i, f := range ar.Files {
		if i == want {
			continue
		}
		data := f.Data
		// A file named NAME.quoted holds a Go string literal, for bytes that are no text.
		name, quoted := strings.CutSuffix(f.Name, ".quoted")
		if quoted {
			s, err := strconv.Unquote(strings.TrimSpace(string(data)))
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			data = []byte(s)
		}
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	input := filepath.Join(dir, "book")
	if _, err := os.Stat(filepath.Join(input, "book.yaml")); err != nil {
		input = filepath.Join(dir, "book.md")
	}
	var l diag.List
	result, err := build.Run(t.Context(), build.Request{Input: input, Out: filepath.Join(dir, "out"), Version: "test"}, &l)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	found := false
	for _, f := range result.Findings(&l) {
		found = found || f.Code == code
		got.WriteString(f.String() + "\n")
	}
	if !found {
		t.Errorf("the fixture does not give %s, but:\n%s", code, got.String())
	}
	if *update {
		ar.Files[want].Data = got.Bytes()
		if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got.String() != string(ar.Files[want].Data) {
		t.Errorf("got:\n%s\nwant:\n%s", got.String(), ar.Files[want].Data)
	}
}

// codesInSource finds the codes of findings: the Code of every diag.Finding and the second argument of Errorf and
// Warnf, wherever a string of the form of a code stands there.
func codesInSource(t *testing.T) []string {
	var codes []string
	isCode := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	add := func(e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil && isCode.MatchString(s) && !slices.Contains(codes, s) {
				codes = append(codes, s)
			}
		}
	}
	err := filepath.WalkDir("../../internal", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") || strings.Contains(filepath.ToSlash(p), "/check/") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && id.Name == "Code" {
					add(n.Value)
				}
			case *ast.CallExpr:
				// The code is the argument of a reporting call that looks like one; l.Errorf(pos, code, …) and the
				// packages' own short forms of it.
				name := ""
				switch fun := n.Fun.(type) {
				case *ast.SelectorExpr:
					name = fun.Sel.Name
				case *ast.Ident:
					name = fun.Name
				}
				switch name {
				case "Errorf", "Warnf", "fail", "report", "warn", "err", "problem", "finding":
					for _, a := range n.Args[:min(len(n.Args), 3)] {
						add(a)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(codes)
	return codes
}
