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

// checksum is the SHA-256 of a file. It is zero for a file that is missing or cannot be read, so that a new file counts as a
// change.
type checksum [sha256.Size]byte

// files reads the files below a book's root. Each is read once, so that all stages of a build get the same bytes, which they
// must not modify. A value that is made from files gets a view of them, which records what is read for it.
type files struct {
	disk   *disk
	parent *files // of a view; nil for the whole
	mu     sync.Mutex
	reads  map[string]checksum
}

// disk is shared by all views.
type disk struct {
	root    *os.Root
	fsys    fs.FS
	escapes error // the error of os.Root for a path outside of it
	mu      sync.Mutex
	read    map[string]file
}

type file struct {
	data []byte
	err  error
	sum  checksum
}

// newFiles opens a root. os.Root rejects symbolic links to files outside of it.
func newFiles(root string) (*files, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	d := &disk{root: r, fsys: r.FS(), read: map[string]file{}}
	// Package os does not export this error, so a path outside of the root is opened to get it.
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

// view returns a view of the same files. Files read through it are recorded in it, and in the views from which it is made.
func (f *files) view() *files {
	if f == nil { // built-in values are not made from files
		return nil
	}
	return &files{disk: f.disk, parent: f, reads: map[string]checksum{}}
}

// Open implements fs.FS. It records nothing, as stages read whole files.
func (f *files) Open(name string) (fs.File, error) { return f.disk.fsys.Open(name) }

// ReadFile implements fs.ReadFileFS. The error is diag.ErrOutsideRoot if a symbolic link leads out of the root.
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

// same reports whether files still have these checksums, and records them as read.
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

// sums returns a copy of the names and checksums of the files that were read.
func (f *files) sums() map[string]checksum {
	if f == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.reads)
}

// sum writes the names and checksums of the files that were read.
func (f *files) sum(w io.Writer) {
	all := f.sums()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(w, "%q %x\n", name, all[name])
	}
}
