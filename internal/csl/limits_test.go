package csl

import (
	"fmt"
	"strings"
	"testing"

	"quire/internal/diag"
)

// doubling gives a style whose last macro renders 2^n times what its first one does.
func doubling(n int) string {
	var b strings.Builder
	b.WriteString(`<style class="in-text" version="1.0"><macro name="m0"><text variable="title"/></macro>`)
	for i := range n {
		fmt.Fprintf(&b, `<macro name="m%d"><text macro="m%d"/><text macro="m%d"/></macro>`, i+1, i, i)
	}
	fmt.Fprintf(&b, `<citation><layout><text macro="m%d"/></layout></citation></style>`, n)
	return b.String()
}

// A style may render maxSteps elements for a cite. More is an error, once for all cites, and nothing is printed.
func TestStepsOfACite(t *testing.T) {
	for n, over := range map[int]bool{12: false, 13: true, 60: true} { // 2^12 titles need 12,287 elements, 2^13 need 24,575
		l := &diag.List{}
		p := New(ParseStyle("s.csl", []byte(doubling(n)), nil, l), nil, Options{}, l)
		p.Add(Item{ID: "a", Type: "book", Vars: map[string]string{"title": "x"}})
		cites := []Citation{{Cites: []Cite{{ID: "a"}}}, {Cites: []Cite{{ID: "a"}}}}
		res := p.Process(cites, nil)
		found := 0
		for _, f := range l.All() {
			if f.Code == "csl-limit" && f.Severity == diag.Error {
				found++
			}
		}
		if over && found != 1 || !over && found != 0 {
			t.Errorf("2^%d: %v", n, l.All())
		}
		if runs := res.Citations[1].Runs; over == (len(runs) > 0) {
			t.Errorf("2^%d: %d runs", n, len(runs))
		}
	}
}

// A style has at most maxElements elements, and their places are found in one pass, though all are on one line.
func TestElementsOfAStyle(t *testing.T) {
	for n, want := range map[int]string{maxElements: "", maxElements + 1: "csl-limit"} {
		l := &diag.List{}
		root := readXML("s.csl", []byte("<style>é\né"+strings.Repeat("<a/>", n-1)+"</style>"), l)
		if want == "" {
			if root == nil || len(l.All()) > 0 {
				t.Fatal(l.All())
			}
			if last := root.kids[n-2].pos; last.Line != 2 || last.Col != 2+4*(n-2) {
				t.Errorf("the last element is at %v", last)
			}
			continue
		}
		if all := l.All(); root != nil || len(all) != 1 || all[0].Code != want {
			t.Errorf("%d elements: %v", n, all)
		}
	}
}

// Places may be asked for in any order.
func TestPlacesInAnyOrder(t *testing.T) {
	ln := newLines("f", []byte("aé<b\n\n é<c"))
	for _, want := range []struct {
		off       int64
		line, col int
	}{{3, 1, 3}, {9, 3, 3}, {10, 3, 4}, {0, 1, 1}, {3, 1, 3}, {1, 1, 2}, {99, 3, 5}} {
		if got := ln.at(want.off); got.Line != want.line || got.Col != want.col {
			t.Errorf("offset %d: %v, want %d:%d", want.off, got, want.line, want.col)
		}
	}
}

// A citation whose names are part of the sentence is never “ibid.”, in the same note or in the next.
func TestNamedCitationIsNeverIbid(t *testing.T) {
	const style = `<style class="note" version="1.0"><citation><layout><choose><if position="ibid"><text value="ibid"/></if>` +
		`<else><text variable="title"/></else></choose></layout></citation></style>`
	l := &diag.List{}
	p := New(ParseStyle("s.csl", []byte(style), nil, l), nil, Options{}, l)
	p.Add(Item{ID: "a", Type: "book", Vars: map[string]string{"title": "Tides"}})
	a := []Cite{{ID: "a"}}
	res := p.Process([]Citation{
		{Cites: a, Note: 1},
		{Cites: a, Note: 1, Named: true},
		{Cites: a, Note: 2, Named: true},
		{Cites: a, Note: 2},
	}, nil)
	for i, want := range []string{"Tides", "Tides", "Tides", "ibid"} {
		for _, runs := range [][]Run{res.Citations[i].Runs, res.Citations[i].Alone} {
			if len(runs) != 1 || runs[0].Text != want {
				t.Errorf("citation %d: %v, want %s", i+1, runs, want)
			}
		}
	}
}
