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
	var listed []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\|").FindAllSubmatch(manual, -1) {
		listed = append(listed, string(m[1]))
		if !slices.Contains(codes, string(m[1])) {
			t.Errorf("docs/diagnostics.md explains %s, which nothing reports", m[1])
		}
	}
	if !slices.IsSorted(listed) {
		t.Error("the table of docs/diagnostics.md is not sorted by code")
	}
	if len(slices.Compact(slices.Clone(listed))) < len(listed) {
		t.Error("the table of docs/diagnostics.md has a code twice")
	}
	fixtures, err := filepath.Glob("../../testdata/diagnostics/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var session build.Session // which reads the fonts once
	for _, file := range fixtures {
		code := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			checkFixture(t, &session, file, code, manual)
		})
		if !slices.Contains(codes, code) {
			t.Errorf("%s is a fixture for a code that nothing reports", file)
		}
	}
}

func checkFixture(t *testing.T, session *build.Session, file, code string, manual []byte) {
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
	req := build.Request{Input: input, Out: filepath.Join(dir, "out"), Version: "test"}
	judge := session.Build
	if code == "unmatched-selector" { // which a build says nothing of
		judge = session.Check
	}
	result, err := judge(t.Context(), req, &l)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	found := false
	for _, f := range result.Findings(&l) {
		found = found || f.Code == code
		if f.Pos.Line == 0 || f.Pos.Col == 0 {
			t.Errorf("the place of this finding lacks its line or column: %s", f)
		}
		if row := regexp.MustCompile("(?m)^\\| `" + f.Code + "` \\|.*$").Find(manual); !bytes.Contains(row, []byte(f.Severity.String())) {
			t.Errorf("docs/diagnostics.md does not say that %s can be of the severity %s", f.Code, f.Severity)
		}
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

// codesInSource finds the codes of findings in the source. A code is a string that stands where the source calls it one:
// as the field Code of a finding, as the argument for a parameter named code, as the field code of a table's row, or as
// the value of a variable of that name.
func codesInSource(t *testing.T) []string {
	type file struct {
		dir  string
		tree *ast.File
	}
	var files []file
	err := filepath.WalkDir("../../internal", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		// The checker of finished files has codes of its own.
		if d.IsDir() && d.Name() == "check" {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(p, ".go") || strings.HasSuffix(p, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, 0)
		files = append(files, file{filepath.Dir(p), f})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	// place is where a function or a struct takes a code: exported names are known everywhere, others in their package.
	places := map[string][]int{}
	key := func(dir, name string) string {
		if ast.IsExported(name) {
			return name
		}
		return dir + " " + name
	}
	learn := func(dir, name string, fields *ast.FieldList) {
		i := 0
		for _, f := range fields.List {
			for _, id := range f.Names {
				if id.Name == "code" {
					places[key(dir, name)] = append(places[key(dir, name)], i)
				}
				i++
			}
			if len(f.Names) == 0 {
				i++
			}
		}
	}
	for _, f := range files {
		ast.Inspect(f.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				learn(f.dir, n.Name.Name, n.Type.Params)
			case *ast.AssignStmt:
				for i, r := range n.Rhs {
					if fn, ok := r.(*ast.FuncLit); ok {
						if id, ok := n.Lhs[i].(*ast.Ident); ok {
							learn(f.dir, id.Name, fn.Type.Params)
						}
					}
				}
			case *ast.TypeSpec:
				if s, ok := n.Type.(*ast.StructType); ok {
					learn(f.dir, n.Name.Name, s.Fields)
				}
			}
			return true
		})
	}
	var codes []string
	isCode := regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	add := func(e ast.Expr) {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if s, err := strconv.Unquote(lit.Value); err == nil && isCode.MatchString(s) && !slices.Contains(codes, s) {
				codes = append(codes, s)
			}
		}
	}
	take := func(dir string, callee ast.Expr, args []ast.Expr) {
		name := ""
		switch e := callee.(type) {
		case *ast.SelectorExpr:
			name = e.Sel.Name
		case *ast.Ident:
			name = e.Name
		}
		for _, i := range places[key(dir, name)] {
			if i < len(args) {
				add(args[i])
			}
		}
	}
	for _, f := range files {
		ast.Inspect(f.tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && (id.Name == "Code" || id.Name == "code") {
					add(n.Value)
				}
			case *ast.AssignStmt:
				for i, l := range n.Lhs {
					if id, ok := l.(*ast.Ident); ok && id.Name == "code" && i < len(n.Rhs) {
						add(n.Rhs[i])
					}
				}
			case *ast.CallExpr:
				take(f.dir, n.Fun, n.Args)
			case *ast.CompositeLit:
				elem := n.Type
				if a, ok := elem.(*ast.ArrayType); ok {
					elem = a.Elt
				}
				take(f.dir, elem, n.Elts)
				for _, e := range n.Elts { // rows whose type is that of the table
					if row, ok := e.(*ast.CompositeLit); ok && row.Type == nil {
						take(f.dir, elem, row.Elts)
					}
				}
			}
			return true
		})
	}
	slices.Sort(codes)
	return codes
}
