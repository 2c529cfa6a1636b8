package build

import (
	"quire/internal/diag"
	"quire/internal/doc"
)

// Book gives the book that a request would be built from, for the tests that compare what was written with it.
func Book(req Request) (*doc.Book, error) {
	var l diag.List
	in, err := open(req, &l)
	if err != nil {
		return nil, err
	}
	defer in.files.close()
	t, err := new(Session).book(in, req, &l)
	return t.book, err
}
