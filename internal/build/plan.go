package build

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"sync"

	"quire/internal/diag"
	"quire/internal/manifest"
	"quire/internal/style"
)

// Job is one edition of one book: a unit of work that a build farm can do by itself.
type Job struct {
	Book    string `json:"book"` // as named in the request
	Edition string `json:"edition"`
	Format  string `json:"format"`
	Output  string `json:"output"` // the file that the job makes, without its folder
	// Inputs is a SHA-256 of all that the output depends on: the files of the book that a build reads, and the tool.
	Inputs string `json:"inputs"`
}

// Plan gives the jobs of a book, one an edition, in the order of its manifest. It reads what a build would read, and
// writes nothing.
func Plan(ctx context.Context, req Request, tool [sha256.Size]byte, findings *diag.List) ([]Job, Result, error) {
	result := Result{strict: req.Strict}
	in, err := open(req.Input, findings)
	if err != nil {
		return nil, result, err
	}
	defer in.close()
	read := &recorder{fsys: in.fsys, seen: map[string][sha256.Size]byte{}}
	in.fsys = read
	in.book(req, findings)
	for _, e := range in.manifest.Editions {
		if e.Format == manifest.PDF {
			in.readFonts(in.sheet(e, findings))
		}
	}
	result.silences, result.prefix = in.silences, in.prefix(req.From)
	manifestFile := in.manifest.File
	if _, err := fs.ReadFile(read, manifestFile); err != nil {
		return nil, result, err
	}
	editions, err := choose(in.manifest.Editions, req)
	if err != nil {
		return nil, result, err
	}
	var jobs []Job
	for _, e := range editions {
		h := sha256.New()
		h.Write(tool[:])
		fmt.Fprintf(h, "%s\n%s\n", e.Name, req.Version)
		read.sum(h)
		jobs = append(jobs, Job{Book: req.Input, Edition: e.Name, Format: string(e.Format), Output: in.fileName(e), Inputs: hex.EncodeToString(h.Sum(nil))})
	}
	return jobs, result, ctx.Err()
}

// readFonts reads the files of the faces that a book's own stylesheets declare, as a build does.
func (in *input) readFonts(sheet *style.Sheet) {
	for _, f := range sheet.FontFaces() {
		for _, s := range f.Src {
			if s.Path != "" {
				_, _ = fs.ReadFile(in.fsys, s.Path) // a build reports what is missing
			}
		}
	}
}

// ToolSum identifies the running tool by its bytes, which hold its styles, fonts and patterns too.
func ToolSum() (sum [sha256.Size]byte, err error) {
	name, err := os.Executable()
	if err != nil {
		return sum, err
	}
	f, err := os.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return sum, err
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

// recorder is a file system that remembers what was read of it, and what was looked for and is not there: a file that
// appears changes a build as much as one that changes.
type recorder struct {
	fsys fs.FS
	mu   sync.Mutex
	seen map[string][sha256.Size]byte
}

// Open implements fs.FS.
func (r *recorder) Open(name string) (fs.File, error) { return r.fsys.Open(name) }

// ReadFile implements fs.ReadFileFS.
func (r *recorder) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(r.fsys, name)
	r.mu.Lock()
	defer r.mu.Unlock()
	if err == nil {
		r.seen[name] = sha256.Sum256(data)
	} else {
		r.seen[name] = [sha256.Size]byte{}
	}
	return data, err
}

// sum writes what was read, by name.
func (r *recorder) sum(w io.Writer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	type entry struct {
		name string
		sum  [sha256.Size]byte
	}
	var all []entry
	for name, sum := range r.seen {
		all = append(all, entry{name, sum})
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.name, b.name) })
	for _, e := range all {
		fmt.Fprintf(w, "%q %x\n", e.name, e.sum)
	}
}
