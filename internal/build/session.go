package build

import (
	"sync"

	"quire/internal/diag"
)

// Session keeps the results of builds, so that the next build redoes only what has changed: the books with their
// manuscripts, the faces, the stylesheets and the typeset pages. The zero Session is ready to use. Its methods may be called
// from several goroutines.
//
// The results have the same bytes and findings as those of a new session. A session keeps all books that it has built.
type Session struct {
	mu    sync.Mutex
	slots map[slot]*held
}

// slot is the key of one value of a session.
type slot struct {
	input string // the book or the lone file on the disk; "" for values that belong to no book
	value string // what it is: "book", "pages …"
}

// held is the value of a slot, with everything that it depends on and the findings that were made with it.
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

// keep returns the value of a slot. It uses an earlier value if that depends on the same things and all files that were read
// for it still have the same bytes. Otherwise fresh makes a new value; it must read files only through its view. If several
// goroutines ask for the same slot, they wait for the first.
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
