package diag

import "errors"

// ErrOutsideRoot is wrapped by the error of a file system for a symbolic link that leads out of the book's root.
var ErrOutsideRoot = errors.New("leads outside the book's root")
