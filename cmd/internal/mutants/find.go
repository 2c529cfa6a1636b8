//go:build unix

package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// change is one change to one condition.
type change struct {
	file       string // relative to the module
	path       string // absolute
	function   string
	line, col  int
	lastLine   int
	from, to   int    // the condition's place in the file, in bytes
	left       [2]int // of a && b and a || b: the place of a
	right      [2]int // and of b
	swap       bool   // && becomes ||, or the reverse; otherwise the condition is negated
	condition  string
	switchedBy int // the number that switches it on, from 1
}

// String says where the change is and what it is.
func (c *change) String() string {
	what := "negated"
	if c.swap {
		what = "&& and || exchanged"
	}
	return fmt.Sprintf("%s:%d:%d: %s: %s", c.file, c.line, c.col, strings.Join(strings.Fields(c.condition), " "), what)
}

// find lists the possible changes in the files of a package, in the order of the text.
func find(p *target, exempt exemptions) ([]*change, error) {
	var out []*change
	for _, name := range p.GoFiles {
		path := filepath.Join(p.Dir, name)
		src, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, path, src, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		if ast.IsGenerated(f) {
			continue
		}
		file, err := filepath.Rel(p.Module.Dir, path)
		if err != nil {
			return nil, err
		}
		r := finder{fset: fset, src: src, path: path, file: filepath.ToSlash(file), exempt: exempt}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				r.function = fn.Name.Name
				r.collect(fn.Body)
			}
		}
		out = append(out, r.changes...)
	}
	if len(out) == 0 {
		return nil, errors.New("there is no condition to change")
	}
	return out, nil
}

// finder collects the changes of one file.
type finder struct {
	fset       *token.FileSet
	src        []byte
	path, file string
	function   string
	exempt     exemptions
	changes    []*change
}

func (r *finder) collect(body *ast.BlockStmt) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IfStmt:
			r.truth(n.Cond)
		case *ast.ForStmt:
			if n.Cond != nil {
				r.truth(n.Cond)
			}
		case *ast.SwitchStmt:
			if n.Tag == nil {
				r.cases(n.Body)
			}
		case *ast.UnaryExpr:
			if n.Op == token.NOT {
				r.truth(n.X)
			}
		case *ast.BinaryExpr:
			switch n.Op {
			case token.LAND, token.LOR:
				r.truth(n.X)
				r.truth(n.Y)
				r.add(n, true)
			case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
				r.add(n, false)
			}
		}
		return true
	})
}

func (r *finder) cases(body *ast.BlockStmt) {
	for _, s := range body.List {
		for _, e := range s.(*ast.CaseClause).List {
			r.truth(e)
		}
	}
}

// truth adds the negation of an expression whose truth value is used. Inspect visits expressions with an operator
// itself, so they are left to it and nothing is added twice.
func (r *finder) truth(e ast.Expr) {
	switch ast.Unparen(e).(type) {
	case *ast.Ident, *ast.SelectorExpr, *ast.CallExpr, *ast.IndexExpr, *ast.TypeAssertExpr, *ast.StarExpr:
		r.add(ast.Unparen(e), false)
	}
}

func (r *finder) add(e ast.Expr, swap bool) {
	at := r.fset.Position(e.Pos())
	c := &change{
		file: r.file, path: r.path, function: r.function, line: at.Line, col: at.Column, lastLine: r.fset.Position(e.End()).Line,
		from: at.Offset, to: r.fset.Position(e.End()).Offset, swap: swap,
	}
	c.condition = string(r.src[c.from:c.to])
	if b, ok := e.(*ast.BinaryExpr); ok && swap {
		c.left, c.right = r.span(b.X), r.span(b.Y)
	}
	if !r.exempt.has(c) {
		r.changes = append(r.changes, c)
	}
}

func (r *finder) span(e ast.Expr) [2]int {
	return [2]int{r.fset.Position(e.Pos()).Offset, r.fset.Position(e.End()).Offset}
}
