package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"

	"quire/internal/diag"
	"quire/internal/style"
)

// Job is one edition of one book, a unit of work for a build farm.
type Job struct {
	Book    string `json:"book"` // as named in the request
	Edition string `json:"edition"`
	Format  string `json:"format"`
	Output  string `json:"output"` // the file that the job makes, without its folder
	// Inputs is a SHA-256 of everything that the output depends on: the files of the book that a build reads, and the tool.
	Inputs string `json:"inputs"`
}

// Plan returns the jobs of a book, one for each edition, in the order of its manifest. It reads the files that a build reads,
// and writes nothing.
func (s *Session) Plan(ctx context.Context, req Request, tool [sha256.Size]byte, findings *diag.List) ([]Job, Result, error) {
	result := Result{strict: req.Strict, draft: req.Draft}
	in, err := open(req, findings)
	if err != nil {
		return nil, result, err
	}
	defer in.files.close()
	text, err := s.book(in, req, findings)
	if err != nil {
		return nil, result, err
	}
	for _, e := range in.manifest.Editions {
		if e.Format.Paged {
			in.readFonts(in.sheet(e, in.files, findings))
			continue
		}
		if _, _, err := in.stylesheet(e, in.files, "epub.css", findings); err != nil {
			return nil, result, err
		}
	}
	result.silences, result.prefix = text.silences, in.prefix(req.From)
	editions, err := choose(in.manifest.Editions, req)
	if err != nil {
		return nil, result, err
	}
	var jobs []Job
	for _, e := range editions {
		h := sha256.New()
		h.Write(tool[:])
		fmt.Fprintf(h, "%s\n%s\n", e.Name, req.Version)
		in.files.sum(h)
		jobs = append(jobs, Job{Book: req.Input, Edition: e.Name, Format: e.Format.Name, Output: in.fileName(e), Inputs: hex.EncodeToString(h.Sum(nil))})
	}
	return jobs, result, ctx.Err()
}

// readFonts reads the files of the faces that a book's own stylesheets declare, as a build does.
func (in *input) readFonts(sheet *style.Sheet) {
	for _, f := range sheet.FontFaces() {
		for _, s := range f.Src {
			if s.Path != "" {
				_, _ = fs.ReadFile(in.files, s.Path) // a build reports what is missing
			}
		}
	}
}

// ToolSum identifies the running tool by its bytes, which contain its styles, fonts and patterns.
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
