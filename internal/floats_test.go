package internal_test

import (
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"os/exec"
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

// TestNoFusedProducts holds that no product of floating-point numbers is added to anything: Go may round x*y + z once instead
// of twice, and does so on some processors alone (the language, “Floating-point operators”). An explicit float64(x*y) forbids
// it. What only judges finished files may do as it likes.
func TestNoFusedProducts(t *testing.T) {
	exports := map[string]string{} // by import path: what a package exports, as the compiler has written it
	out, err := exec.Command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}}\t{{.Export}}", "./...", "../styles").Output()
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		pkg, file, _ := strings.Cut(strings.TrimSpace(line), "\t")
		exports[pkg] = file
	}
	fset := token.NewFileSet()
	imp := importer.ForCompiler(fset, "gc", func(pkg string) (io.ReadCloser, error) { return os.Open(exports[pkg]) })
	own := 0
	for pkg := range exports {
		dir, ok := strings.CutPrefix(pkg, "quire/internal/")
		if !ok || dir == "check" || strings.HasPrefix(dir, "check/") {
			continue
		}
		own++
		var files []*ast.File
		names, err := filepath.Glob(filepath.Join(filepath.FromSlash(dir), "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(fset, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
		if _, err := (&types.Config{Importer: imp}).Check(pkg, fset, files, info); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				if fused(info, n) {
					t.Errorf("%s: a product is added to something and may be rounded otherwise on another processor: write float64(x*y)", fset.Position(n.Pos()))
				}
				return true
			})
		}
	}
	if own < 20 {
		t.Errorf("only %d packages were found", own)
	}
}

// fused reports whether a node adds a product of floating-point numbers that is not a constant.
func fused(info *types.Info, n ast.Node) bool {
	product := func(e ast.Expr) bool {
		for {
			switch x := e.(type) {
			case *ast.ParenExpr:
				e = x.X
				continue
			case *ast.UnaryExpr:
				e = x.X
				continue
			case *ast.BinaryExpr:
				tv := info.Types[x]
				b, ok := tv.Type.Underlying().(*types.Basic)
				return x.Op == token.MUL && tv.Value == nil && ok && b.Info()&(types.IsFloat|types.IsComplex) != 0
			}
			return false
		}
	}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return (n.Op == token.ADD || n.Op == token.SUB) && (product(n.X) || product(n.Y))
	case *ast.AssignStmt:
		return (n.Tok == token.ADD_ASSIGN || n.Tok == token.SUB_ASSIGN) && product(n.Rhs[0])
	}
	return false
}
