// Package internal_test holds the house rules that no single package can hold itself.
package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// reach says which packages of ours each package may import, directly or through others: "*" is any, "-x" all but x.
const reach = `
dimen:
diag:
math:       diag dimen css
exif:
css:        diag
svg:        diag dimen font page css
lang:       diag dimen
doc:        diag css dimen math
doc/doctest: diag doc css dimen math
golden:     diag
yaml:       diag
manifest:   diag dimen doc lang yaml css math
markdown:   diag doc lang css dimen math
csl:        diag
cite:       diag doc lang csl yaml css dimen math
highlight:  diag doc css dimen math
resolve:    diag doc lang csl cite highlight yaml exif css dimen math
edition:    diag doc lang css dimen math
font:       diag dimen
style:      diag dimen lang css
linebreak:  dimen
pagebreak:  dimen
page:       diag dimen font
layout/border: diag dimen lang font css style page
layout/formula: diag dimen css font math page
layout/para: diag dimen lang font css style linebreak math page layout/border layout/formula
layout/flow: diag dimen doc lang font css style linebreak math layout/formula pagebreak page layout/border layout/para
layout/pages: diag dimen doc lang font css style linebreak math layout/formula pagebreak page layout/border layout/para layout/flow
layout/makeup: diag dimen doc lang font css style linebreak math layout/formula pagebreak page layout/border layout/para layout/flow layout/pages
layout:     diag dimen doc lang font css style linebreak math layout/formula pagebreak page layout/border layout/para layout/flow layout/pages layout/makeup
cover:      diag doc font dimen page css math
impose:     diag dimen font page
pdf:        diag dimen font page exif
xhtml:      diag doc lang css dimen math
epub:       diag doc lang css xhtml dimen math
html:       diag doc lang css xhtml dimen math
websheet:   diag dimen doc lang css xhtml font math
check:        check/epub check/pdf check/report check/xmltree
check/report:
check/xmltree: check/report
check/epub:   check/report check/xmltree
check/pdf:    check/report check/xmltree
check/checktest:
release:    *
build:      * -release
`

// only says which packages alone may name a library.
var only = map[string]string{
	"github.com/yuin/goldmark":          "markdown",
	"github.com/yuin/goldmark-emoji":    "markdown",
	"github.com/go-shiori/go-epub":      "epub",
	"github.com/jung-kurt/gofpdf":       "pdf",
	"github.com/go-text/typesetting":    "font",
	"github.com/klauspost/compress":     "epub pdf",
	"github.com/speedata/hyphenation":   "lang",
	"github.com/spf13/cobra":            "cmd/quire",
	"github.com/alecthomas/chroma":      "highlight",
	"rsc.io/qr":                         "layout/flow",
	"github.com/tetratelabs/wazero":     "svg",
	"github.com/goccy/go-yaml":          "yaml",
	"github.com/CycloneDX/cyclonedx-go": "release",
	"github.com/tdewolff/parse":         "css check/epub",
}

// machine lists what touches the file system, the network or the clock, and is for build and cmd alone.
var machine = []string{"os", "os/exec", "os/signal", "net", "net/http", "syscall", "io/ioutil", "embed"}

func TestImports(t *testing.T) {
	allowed := map[string][]string{}
	for line := range strings.Lines(reach) {
		name, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if ok {
			allowed[name] = strings.Fields(list)
		}
	}
	imports := readImports(t)
	for pkg := range imports {
		if strings.HasPrefix(pkg, "cmd/") || pkg == "styles" {
			continue
		}
		want, ok := allowed[pkg]
		if !ok {
			t.Errorf("package %s is not in the table", pkg)
			continue
		}
		for _, got := range transitive(imports, pkg) {
			if !slices.Contains(want, got) && !slices.Contains(want, "*") || slices.Contains(want, "-"+got) {
				t.Errorf("package %s reaches %s, which the table does not allow", pkg, got)
			}
		}
		if pkg == "build" || pkg == "release" || pkg == "golden" || pkg == "check/checktest" { // those are for tests
			continue
		}
		for _, imp := range imports[pkg] {
			// go-epub takes an http.Client, which epub sets to one that refuses every request.
			// svg brings the code of its renderer with it.
			if slices.Contains(machine, imp) && !(pkg == "epub" && imp == "net/http") && !(pkg == "svg" && imp == "embed") {
				t.Errorf("package %s imports %s: only build may touch the machine", pkg, imp)
			}
		}
	}
	for lib, owners := range only {
		for pkg, list := range imports {
			for _, imp := range list {
				if (imp == lib || strings.HasPrefix(imp, lib+"/")) && !slices.Contains(strings.Fields(owners), pkg) {
					t.Errorf("package %s imports %s, which is for %s alone", pkg, imp, owners)
				}
			}
		}
	}
	for _, name := range []string{"util", "common", "helpers", "types", "core"} {
		for pkg := range imports {
			if path.Base(pkg) == name {
				t.Errorf("package %s: the name says nothing", pkg)
			}
		}
	}
}

// transitive gives the packages of ours that pkg reaches, by their names under internal.
func transitive(imports map[string][]string, pkg string) []string {
	var out []string
	var visit func(p string)
	visit = func(p string) {
		for _, imp := range imports[p] {
			own, ok := strings.CutPrefix(imp, "quire/")
			if !ok {
				continue
			}
			own = strings.TrimPrefix(own, "internal/")
			if !slices.Contains(out, own) {
				out = append(out, own)
				visit(own)
			}
		}
	}
	visit(pkg)
	return out
}

// readImports gives the imports of every package in the tree, tests apart.
func readImports(t *testing.T) map[string][]string {
	out := map[string][]string{}
	err := filepath.WalkDir("..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() {
			if name != ".." && strings.HasPrefix(name, ".") || name == "testdata" || name == "build" || name == "dist" {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(file)), "../")
		pkg = strings.TrimPrefix(pkg, "internal/")
		out[pkg] = append(out[pkg], []string{}...)
		for _, imp := range f.Imports {
			p, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				return err
			}
			out[pkg] = append(out[pkg], p)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
