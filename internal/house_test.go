package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The limits of a file and of a function, tests apart. What is longer or deeper has steps that deserve names.
const (
	maxFileLines     = 500
	maxFunctionLines = 80
	maxNesting       = 5 // of if, for, switch and select
)

// exceptions are the files and functions that may exceed the limits, each with the reason.
var exceptions = map[string]string{
	"internal/check/pdf/pdf.go points":  "a table: the checkpoints in the order of the standard",
	"internal/doc/doctest/book.go Book": "a book with one of each node",
}

// TestLimits holds files and functions to the limits.
func TestLimits(t *testing.T) {
	exceeding := map[string]string{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if name != ".." && strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		file := strings.TrimPrefix(filepath.ToSlash(name), "../")
		if lines := fset.Position(f.FileEnd).Line; lines > maxFileLines {
			exceeding[file] = fmt.Sprintf("%d lines", lines)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			if lines := fset.Position(fn.End()).Line - fset.Position(fn.Pos()).Line + 1; lines > maxFunctionLines {
				exceeding[file+" "+functionName(fn)] = fmt.Sprintf("%d lines", lines)
			} else if depth := nesting(fn.Body); depth > maxNesting {
				exceeding[file+" "+functionName(fn)] = fmt.Sprintf("nesting of %d", depth)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, what := range slices.Sorted(maps.Keys(exceeding)) {
		if exceptions[what] == "" {
			t.Errorf("%s: %s; the limits are %d lines of a file, %d of a function and a nesting of %d", what, exceeding[what], maxFileLines, maxFunctionLines, maxNesting)
		}
	}
	for _, what := range slices.Sorted(maps.Keys(exceptions)) {
		if exceeding[what] == "" {
			t.Errorf("%s keeps to the limits: take it off the exceptions", what)
		}
	}
}

// functionName names a function, or a method with its type.
func functionName(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return fn.Name.Name
	}
	t := fn.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
			continue
		case *ast.IndexExpr:
			t = x.X
			continue
		case *ast.Ident:
			return x.Name + "." + fn.Name.Name
		}
		return fn.Name.Name
	}
}

// nesting gives how deep statements are nested. An else if is as deep as its if.
func nesting(body *ast.BlockStmt) int {
	deepest := 0
	var walk func(n ast.Node, depth int)
	walk = func(n ast.Node, depth int) {
		deepest = max(deepest, depth)
		ast.Inspect(n, func(k ast.Node) bool {
			if k == n {
				return true
			}
			switch k := k.(type) {
			case *ast.IfStmt:
				if outer, ok := n.(*ast.IfStmt); ok && outer.Else == k {
					walk(k, depth)
				} else {
					walk(k, depth+1)
				}
				return false
			case *ast.ForStmt, *ast.RangeStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.SelectStmt:
				walk(k, depth+1)
				return false
			}
			return true
		})
	}
	walk(body, 0)
	return deepest
}

func TestNesting(t *testing.T) {
	for body, want := range map[string]int{
		"":                                   0,
		"if a { b() }":                       1,
		"if a { b() } else if c { d() }":     1,
		"if a { } else { if b { } }":         2,
		"for { switch { case a: if b {} } }": 3,
		"f(func() { if a { } })":             1,
		"if a { }; for range b { if c { } }": 2,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "", "package p\nfunc f() {"+body+"}", 0)
		if err != nil {
			t.Fatal(body, err)
		}
		if got := nesting(f.Decls[0].(*ast.FuncDecl).Body); got != want {
			t.Errorf("%s: %d, want %d", body, got, want)
		}
	}
}

// named finds the names of files in the description of the architecture.
var named = regexp.MustCompile("`((?:internal|cmd|styles|docs)/[A-Za-z0-9_./-]*\\.(?:go|css|md))`")

// The files that ARCHITECTURE.md names are there.
func TestArchitectureNamesFiles(t *testing.T) {
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	found := named.FindAllStringSubmatch(string(text), -1)
	if len(found) == 0 {
		t.Fatal("it names none")
	}
	for _, m := range found {
		if _, err := os.Stat("../" + m[1]); err != nil {
			t.Errorf("%s is not there", m[1])
		}
	}
}
