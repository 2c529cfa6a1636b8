package internal_test

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// exact are the packages that compute with integers alone, so that every machine breaks the same lines and pages.
var exact = []string{"dimen", "linebreak", "pagebreak", "layout", "page"}

func TestNoFloats(t *testing.T) {
	for _, pkg := range exact {
		eachFile(t, pkg, func(fset *token.FileSet, f *ast.File) {
			for _, imp := range f.Imports {
				if imp.Path.Value == `"math"` || imp.Path.Value == `"math/cmplx"` {
					t.Errorf("%s: %s computes with floating-point numbers", fset.Position(imp.Pos()), imp.Path.Value)
				}
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.Ident:
					switch n.Name {
					case "float32", "float64", "complex64", "complex128", "ParseFloat", "FormatFloat":
						t.Errorf("%s: %s in a package that computes with integers", fset.Position(n.Pos()), n.Name)
					}
				case *ast.BasicLit:
					// 1e9 is written so for the eye; as a constant it is a whole number.
					if n.Kind == token.IMAG || n.Kind == token.FLOAT && constant.ToInt(constant.MakeFromLiteral(n.Value, n.Kind, 0)).Kind() != constant.Int {
						t.Errorf("%s: the number %s in a package that computes with integers", fset.Position(n.Pos()), n.Value)
					}
				}
				return true
			})
		})
	}
}

// eachFile parses the files of a package, without its tests.
func eachFile(t *testing.T, pkg string, visit func(*token.FileSet, *ast.File)) {
	t.Helper()
	fset := token.NewFileSet()
	err := filepath.WalkDir(filepath.FromSlash(pkg), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(fset, name, nil, 0)
		if err == nil {
			visit(fset, f)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
