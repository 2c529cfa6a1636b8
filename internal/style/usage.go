package style

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"quire/internal/diag"
)

// Usage records which selectors of the book's own sheets have matched something, in all documents styled by them, which
// may be styled at the same time. The zero Usage is empty.
type Usage struct {
	mu        sync.Mutex
	selectors map[diag.Pos]used
}

type used struct {
	text    string
	matched bool
}

// Add adds the matches of a Cascade.
func (u *Usage) Add(c *Cascade) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.selectors == nil {
		u.selectors = map[diag.Pos]used{}
	}
	add := func(pos diag.Pos, text string, matched bool) {
		u.selectors[pos] = used{text, matched || u.selectors[pos].matched}
	}
	for i := range c.sheet.rules {
		if r := &c.sheet.rules[i]; r.fromBook {
			add(r.selector.Pos, r.selector.Text, c.used[i])
		}
	}
	for i := range c.sheet.pages {
		if r := &c.sheet.pages[i]; r.fromBook {
			add(r.pos, strings.TrimSpace("@page "+r.text), c.paged[i])
		}
	}
}

// Report reports the selectors that have matched nothing.
func (u *Usage) Report(list *diag.List) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, pos := range slices.SortedFunc(maps.Keys(u.selectors), comparePos) {
		if s := u.selectors[pos]; !s.matched {
			list.Add(diag.Finding{
				Pos: pos, Severity: diag.Warning, Code: "unmatched-selector", Message: "“" + s.text + "” matches nothing in this book",
				Help: "look for a misspelt name or class, or take the rule out",
			})
		}
	}
}

func comparePos(a, b diag.Pos) int {
	switch {
	case a.Before(b):
		return -1
	case b.Before(a):
		return 1
	}
	return 0
}
