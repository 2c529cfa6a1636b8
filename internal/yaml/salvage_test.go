package yaml

import (
	"testing"

	"quire/internal/diag"
)

// A tab in an indentation is four spaces, with a warning.
func TestTabs(t *testing.T) {
	var l diag.List
	n := Parse("a.yaml", []byte("title: T\nauthor:\n\t- name: A\n\t  role: aut\nlang: en\n"), 3, &l)
	all := l.All()
	if n == nil || n.Get("lang") == nil || n.Get("author").Items[0].Get("role").Text != "aut" {
		t.Fatalf("%+v, %v", n, all)
	}
	if len(all) != 1 || all[0].Code != "yaml-tab" || all[0].Pos.Line != 6 {
		t.Errorf("%v", all)
	}
}

// One malformed entry does not lose the others, whose places stay what they are.
func TestSalvage(t *testing.T) {
	var l diag.List
	n := Parse("a.yaml", []byte("title: Tides: a history\nauthor:\n  - A\nbad: [1, 2\nlang: en\n"), 1, &l)
	all := l.All()
	if n == nil || len(n.Fields) != 2 || n.Get("lang").Text != "en" || n.Get("lang").Pos.Line != 6 || n.Get("author").Items[0].Text != "A" {
		t.Fatalf("%+v, %v", n, all)
	}
	if len(all) != 2 || all[0].Code != "malformed-yaml" || all[0].Pos.Line != 2 || all[1].Pos.Line != 5 {
		t.Errorf("%v", all)
	}
}

// If nothing can be read, there are no nodes and one finding.
func TestNothingToSalvage(t *testing.T) {
	var l diag.List
	if n := Parse("a.yaml", []byte("[1, 2"), 0, &l); n != nil || len(l.All()) != 1 {
		t.Errorf("%+v, %v", n, l.All())
	}
}
