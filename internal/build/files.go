package build

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"sync"

	"quire/internal/diag"
)

// checksum is the SHA-256 of a file; zero for a file that is not there or cannot be read. A file that appears changes a
// book as much as one that changes.
type checksum [sha256.Size]byte

// files reads the files below a book's root, each once, so that all stages of one build see the same bytes. The bytes must
// not be changed.
type files struct {
	root    *os.Root
	fsys    fs.FS
	escapes error // what os.Root says of a path that leads out of it

	mu   sync.Mutex
	read map[string]file
}

type file struct {
	data []byte
	err  error
	sum  checksum
}

// openFiles opens a root. Symbolic links that lead out of it are refused by os.Root.
func openFiles(root string) (*files, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	f := &files{root: r, fsys: r.FS(), read: map[string]file{}}
	// The package os does not export this error. A path that surely leads out gives it to us.
	if _, err := r.Stat(".."); err != nil {
		if e := (*fs.PathError)(nil); errors.As(err, &e) {
			f.escapes = e.Err
		}
	}
	return f, nil
}

func (f *files) close() { f.root.Close() }

// Open implements fs.FS. What is opened is not remembered: stages read whole files.
func (f *files) Open(name string) (fs.File, error) { return f.fsys.Open(name) }

// ReadFile implements fs.ReadFileFS. The error is diag.ErrOutsideRoot where a symbolic link leads out of the root.
func (f *files) ReadFile(name string) ([]byte, error) {
	c := f.load(name)
	return c.data, c.err
}

func (f *files) load(name string) file {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c, ok := f.read[name]; ok {
		return c
	}
	data, err := fs.ReadFile(f.fsys, name)
	if err != nil && f.escapes != nil && errors.Is(err, f.escapes) {
		err = fmt.Errorf("%w: %w", diag.ErrOutsideRoot, err)
	}
	f.read[name] = newFile(data, err)
	return f.read[name]
}

func newFile(data []byte, err error) file {
	if err != nil {
		return file{err: err}
	}
	return file{data: data, sum: sha256.Sum256(data)}
}

// same tells whether files have the checksums that they had. What belongs to no book has read none.
func (f *files) same(reads map[string]checksum) bool {
	for name, sum := range reads {
		if f.load(name).sum != sum {
			return false
		}
	}
	return true
}

// sum writes the names and checksums of all that was read.
func (f *files) sum(w io.Writer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, name := range slices.Sorted(maps.Keys(f.read)) {
		fmt.Fprintf(w, "%q %x\n", name, f.read[name].sum)
	}
}

// watch gives the same files and notes which are read.
func (f *files) watch() *watched { return &watched{files: f, reads: map[string]checksum{}} }

// watched notes what is read of files.
type watched struct {
	files *files
	mu    sync.Mutex
	reads map[string]checksum
}

// Open implements fs.FS.
func (w *watched) Open(name string) (fs.File, error) { return w.files.Open(name) }

// ReadFile implements fs.ReadFileFS.
func (w *watched) ReadFile(name string) ([]byte, error) {
	c := w.files.load(name)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.reads[name] = c.sum
	return c.data, c.err
}
