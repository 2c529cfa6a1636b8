package build

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"quire/internal/diag"
)

// checksum is the SHA-256 of a file; zero for a file that is not there or cannot be read. A file that appears changes a
// book as much as one that changes.
type checksum [sha256.Size]byte

// files reads the files below a book's root, each once, so that all stages of one build see the same bytes. The bytes must
// not be changed. What is made from files has a view of them, which notes what is read through it.
type files struct {
	disk   *disk
	parent *files // of a view; nil for the whole
	mu     sync.Mutex
	reads  map[string]checksum
}

// disk is what all views share.
type disk struct {
	root    *os.Root
	fsys    fs.FS
	escapes error // what os.Root says of a path that leads out of it
	mu      sync.Mutex
	read    map[string]file
}

type file struct {
	data []byte
	err  error
	sum  checksum
}

// newFiles opens a root. Symbolic links that lead out of it are refused by os.Root.
func newFiles(root string) (*files, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	d := &disk{root: r, fsys: r.FS(), read: map[string]file{}}
	// The package os does not export this error. A path that surely leads out gives it to us.
	if _, err := r.Stat(".."); err != nil {
		if e := (*fs.PathError)(nil); errors.As(err, &e) {
			d.escapes = e.Err
		}
	}
	return &files{disk: d, reads: map[string]checksum{}}, nil
}

func (f *files) close() { f.disk.root.Close() }

// folder is the root on the disk.
func (f *files) folder() string { return f.disk.root.Name() }

// view gives the same files. What is read through a view is noted in it, and in those that it is a view of.
func (f *files) view() *files {
	if f == nil { // what comes with quire is made from no files
		return nil
	}
	return &files{disk: f.disk, parent: f, reads: map[string]checksum{}}
}

// Open implements fs.FS. What is opened is not noted: stages read whole files.
func (f *files) Open(name string) (fs.File, error) { return f.disk.fsys.Open(name) }

// ReadFile implements fs.ReadFileFS. The error is diag.ErrOutsideRoot where a symbolic link leads out of the root.
func (f *files) ReadFile(name string) ([]byte, error) {
	c := f.disk.load(name)
	f.note(name, c.sum)
	return c.data, c.err
}

func (f *files) note(name string, sum checksum) {
	for ; f != nil; f = f.parent {
		f.mu.Lock()
		f.reads[name] = sum
		f.mu.Unlock()
	}
}

func (d *disk) load(name string) file {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c, ok := d.read[name]; ok {
		return c
	}
	info, err := d.root.Stat(filepath.FromSlash(name))
	var data []byte
	if err == nil {
		err = regular(name, info)
	}
	if err == nil {
		data, err = fs.ReadFile(d.fsys, name)
	}
	if err != nil && d.escapes != nil && errors.Is(err, d.escapes) {
		err = fmt.Errorf("%w: %w", diag.ErrOutsideRoot, err)
	}
	d.read[name] = newFile(data, err)
	return d.read[name]
}

func newFile(data []byte, err error) file {
	if err != nil {
		return file{err: err}
	}
	return file{data: data, sum: sha256.Sum256(data)}
}

// same tells whether files have the checksums that they had, and notes them as read.
func (f *files) same(reads map[string]checksum) bool {
	for name, sum := range reads {
		c := f.disk.load(name)
		f.note(name, c.sum)
		if c.sum != sum {
			return false
		}
	}
	return true
}

// sums gives a copy of the names and checksums of all that was read.
func (f *files) sums() map[string]checksum {
	if f == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.reads)
}

// sum writes the names and checksums of all that was read.
func (f *files) sum(w io.Writer) {
	all := f.sums()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(w, "%q %x\n", name, all[name])
	}
}
