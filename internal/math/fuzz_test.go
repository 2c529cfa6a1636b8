package math

import (
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// FuzzParse reads anything without a panic, and makes a tree that writers can rely on.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range files {
		ar, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for line := range strings.Lines(string(ar.Files[0].Data)) {
			f.Add(strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "$$ "), strings.HasPrefix(line, "$$"))
		}
	}
	f.Fuzz(func(t *testing.T, src string, display bool) {
		formula, faults := Parse(src, Options{Display: display, Macros: &Macros{}})
		for _, x := range faults {
			if x.Offset < 0 || x.Offset > len(src) || x.Code == "" || x.Message == "" {
				t.Errorf("a bad fault: %+v", x)
			}
		}
		checkTree(t, formula, len(src))
		wellFormed(t, MathML{Alt: "x"}.Write(formula))
		for _, language := range []string{"en", "de", "it"} {
			Words(formula, language)
		}
		formula.Text()
	})
}

// checkTree checks what the types of the tree promise.
func checkTree(t *testing.T, f *Formula, size int) {
	t.Helper()
	Walk(f.Body, func(n Node) bool {
		a := n.Base()
		if a.Start < 0 || a.End > size || a.Class > Inner {
			t.Errorf("%T has the place %d–%d of %d", n, a.Start, a.End, size)
		}
		switch n := n.(type) {
		case *choice:
			t.Error("a choice is left")
		case *Scripts:
			if n.Content == nil || n.Sub == nil && n.Sup == nil {
				t.Errorf("scripts without parts: %+v", n)
			}
		case *UnderOver:
			if n.Content == nil || n.Under == nil && n.Over == nil {
				t.Errorf("an UnderOver without parts: %+v", n)
			}
		case *Fraction:
			if n.Num == nil || n.Den == nil {
				t.Errorf("a fraction without parts: %+v", n)
			}
		case *Table:
			checkTable(t, n)
		}
		return true
	})
}

func checkTable(t *testing.T, n *Table) {
	t.Helper()
	if n.RowRules != nil && len(n.RowRules) != len(n.Rows)+1 || n.ColumnRules != nil && len(n.ColumnRules) != len(n.Columns)+1 {
		t.Errorf("%d rows with %d rules, %d columns with %d", len(n.Rows), len(n.RowRules), len(n.Columns), len(n.ColumnRules))
	}
	for _, r := range n.Rows {
		cells := 0
		for _, c := range r.Cells {
			if _, ok := c.Content.(*Row); !ok || c.Span < 1 {
				t.Errorf("a cell with %T over %d columns", c.Content, c.Span)
			}
			cells += c.Span
		}
		if cells > len(n.Columns) {
			t.Errorf("a row of %d cells in %d columns", cells, len(n.Columns))
		}
		if r.Tag != nil && !n.Kind.IsDisplay() {
			t.Error("a tag within a formula")
		}
	}
}

func wellFormed(t *testing.T, s string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%v in %s", err, s)
		}
	}
}

// The formulas of the corpus, where it is there, are understood.
func TestCorpus(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/corpus/rlhf/chapters/*.md")
	if len(files) == 0 {
		t.Skip("the corpus is not here")
	}
	displays := 0
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(string(data), "$$")
		for i := 1; i < len(parts)-1; i += 2 {
			displays++
			if _, faults := Parse(parts[i], Options{Display: true}); len(faults) > 0 {
				t.Errorf("%s: %s: %v", filepath.Base(name), parts[i], faults)
			}
		}
	}
	if displays < 100 {
		t.Errorf("only %d displays", displays)
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse(`\mathcal{L}(\theta) = -\mathbb{E}_{(x, y_w, y_l) \sim D} \left[ \log \sigma \left( r_\theta(x, y_w) - r_\theta(x, y_l) \right) \right]`, Options{Display: true})
	}
}

func BenchmarkWrite(b *testing.B) {
	f, _ := Parse(`\mathcal{L}(\theta) = -\mathbb{E}_{(x, y_w, y_l) \sim D} \left[ \log \sigma \left( r_\theta(x, y_w) - r_\theta(x, y_l) \right) \right]`, Options{Display: true})
	for b.Loop() {
		MathML{Alt: Words(f, "en")}.Write(f)
	}
}
