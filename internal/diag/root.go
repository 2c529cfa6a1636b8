package diag

import "errors"

// ErrOutsideRoot is in the error of a file system whose file cannot be read because a symbolic link leads out of the
// book's root.
var ErrOutsideRoot = errors.New("leads outside the book's root")
