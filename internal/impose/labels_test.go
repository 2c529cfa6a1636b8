package impose_test

import (
	"slices"
	"testing"

	"quire/internal/impose"
	"quire/internal/page"
)

func labelled(labels ...string) *page.Pages {
	p := &page.Pages{}
	for _, l := range labels {
		p.Pages = append(p.Pages, &page.Page{Label: l})
	}
	return p
}

// Pages are named by what is printed on them: one, or the first and the last.
func TestPagesLabelled(t *testing.T) {
	p := labelled("i", "ii", "1", "2", "3", "4")
	for _, c := range []struct {
		text    string
		want    []int
		unknown string
	}{
		{"ii", []int{1}, ""},
		{"2-4", []int{3, 4, 5}, ""},
		{"2–4", []int{3, 4, 5}, ""},
		{"ii - 1, 4", []int{1, 2, 5}, ""},
		{"3-3", []int{4}, ""},
		{"1, 9", nil, "9"},
		{"1-9", nil, "1-9"},
		{"3-2", nil, "3-2"},
		{"", nil, ""},
	} {
		got, unknown := impose.PagesLabelled(p, c.text)
		if !slices.Equal(got, c.want) || unknown != c.unknown {
			t.Errorf("%q: %v, %q; want %v, %q", c.text, got, unknown, c.want, c.unknown)
		}
	}
}

// Neighbours make one run, whatever their labels.
func TestRuns(t *testing.T) {
	p := labelled("i", "ii", "1", "2", "3", "4")
	got := impose.Runs(p, []int{0, 2, 3, 5})
	want := [][2]string{{"i", "i"}, {"1", "2"}, {"4", "4"}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
