package internal_test

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var limitRow = regexp.MustCompile("(?m)^\\| .* \\| ([0-9,]+) \\| `([a-z/]+)` `(max[A-Za-z]+)` \\|$")

// The numbers of docs/limits.md are those of the code.
func TestLimitsAreDocumented(t *testing.T) {
	data, err := os.ReadFile("../docs/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := limitRow.FindAllStringSubmatch(string(data), -1)
	if want := strings.Count(string(data), "` `max"); len(rows) != want || want < 20 {
		t.Errorf("%d rows can be read of %d", len(rows), want)
	}
	for _, row := range rows {
		number, folder, name := strings.ReplaceAll(row[1], ",", ""), strings.TrimPrefix(row[2], "internal/"), row[3]
		if got := constantOf(t, folder, name); got != number {
			t.Errorf("docs/limits.md: %s of %s is %s in the code and %s here", name, folder, got, number)
		}
	}
}

// constantOf gives the value of a constant of a package, or "" if there is none.
func constantOf(t *testing.T, folder, name string) (value string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(filepath.FromSlash(folder), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			s, ok := n.(*ast.ValueSpec)
			if !ok || len(s.Values) != len(s.Names) {
				return true
			}
			for i, id := range s.Names {
				if id.Name != name {
					continue
				}
				tv, err := types.Eval(token.NewFileSet(), nil, token.NoPos, types.ExprString(s.Values[i]))
				if err != nil {
					t.Errorf("%s of %s: %v", name, folder, err)
					return false
				}
				value = constant.ToInt(tv.Value).ExactString()
			}
			return true
		})
	}
	return value
}
