package build

import (
	"sync"

	"quire/internal/diag"
)

// Session holds what builds have made, so that the next build makes anew only what has changed: the books with their
// manuscripts read, the faces, the stylesheets and the typeset pages. The zero Session is ready to use. Its methods may
// be called from several goroutines.
//
// A session gives the same bytes and the same findings as a new one. It grows with the books it is asked for.
type Session struct {
	mu    sync.Mutex
	slots map[slot]*held
}

// slot is the place of one value of a session.
type slot struct {
	input string // the book or the lone file on the disk; "" for what belongs to no book
	value string // what it is: "book", "pages …"
}

// held is the value of a slot, with all that it was made from and the findings that its making gave.
type held struct {
	mu       sync.Mutex
	full     bool
	value    any
	depends  any // what it depends on besides files; comparable
	reads    map[string]checksum
	findings []diag.Finding
}

func (s *Session) at(k slot) *held {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.slots == nil {
		s.slots = map[slot]*held{}
	}
	if s.slots[k] == nil {
		s.slots[k] = new(held)
	}
	return s.slots[k]
}

// keep gives the value of a slot. A value is used again if it depends on the same and every file that was read for it
// still has the same bytes. Else fresh makes a new one; it reads files only through the view that it is given.
// Several that ask for one slot wait for the first.
func keep[T any](s *Session, k slot, files *files, depends any, findings *diag.List,
	fresh func(view *files, findings *diag.List) (T, error),
) (T, error) {
	h := s.at(k)
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.full || h.depends != depends || !files.same(h.reads) {
		var found diag.List
		view := files.view()
		value, err := fresh(view, &found)
		if err != nil {
			return value, err
		}
		h.full, h.value, h.depends, h.reads, h.findings = true, value, depends, view.sums(), found.All()
	}
	for _, f := range h.findings {
		findings.Add(f)
	}
	return h.value.(T), nil
}
