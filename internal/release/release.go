// Package release lays a book out for publication: its editions under names that carry the version, a report, an OPDS
// feed and a landing page for static hosting, and the checksums of everything in the folder.
package release

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"quire/internal/build"
	"quire/internal/diag"
)

// Report is what report.json says of a release. It holds no times but the date of the release, so that two releases of
// one commit are the same.
type Report struct {
	Title     string `json:"title"`
	Version   string `json:"version"`
	Released  string `json:"released"` // 2026-11-22
	Revision  string `json:"revision"`
	Book      string `json:"book"` // the folder, as it was named
	Words     int    `json:"words"`
	Notes     int    `json:"notes"`
	Works     int    `json:"works"`
	Warnings  int    `json:"warnings"`
	Files     []File `json:"files"`
	Toolchain string `json:"toolchain"` // the version of Go
}

// File is a publication of a release.
type File struct {
	Name    string `json:"name"`
	Edition string `json:"edition"`
	Format  string `json:"format"`
	Size    int    `json:"size"`
	SHA256  string `json:"sha256"`
}

// Write builds a book and lays it out in a folder, which is made if need be. What is in the folder already, such as
// the binaries of the tool, stays and is counted in the checksums. It gives nil where the author's faults leave no book.
func Write(ctx context.Context, req build.Request, dir, toolchain string, findings *diag.List) (*Report, build.Result, error) {
	made, result, err := build.Make(ctx, req, findings)
	if made == nil || err != nil {
		return nil, result, err
	}
	r := &Report{
		Title: made.Meta.Title, Version: req.Version, Released: req.Released, Revision: req.Revision, Book: filepath.ToSlash(req.Input),
		Words: made.Words, Notes: made.Notes, Works: made.Works, Toolchain: toolchain, Warnings: len(result.Findings(findings)),
	}
	files := map[string][]byte{}
	for _, o := range made.Outputs {
		name := Name(made.Meta.Name, o.Name, req.Version)
		files[name] = o.Data
		r.Files = append(r.Files, File{Name: name, Edition: o.Edition, Format: o.Format, Size: len(o.Data), SHA256: sum(o.Data)})
	}
	if files["report.json"], err = indented(r); err != nil {
		return nil, result, err
	}
	if files["opds.json"], err = feed(made.Meta, r); err != nil {
		return nil, result, err
	}
	if files["index.html"], err = landing(made.Meta, r); err != nil {
		return nil, result, err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, result, err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return nil, result, err
		}
	}
	return r, result, checksums(dir)
}

// Name puts a version into the name of an output: serge-notebooks-booklet.pdf becomes
// serge-notebooks-v1.2.0-booklet.pdf.
func Name(book, output, version string) string {
	return book + "-v" + version + strings.TrimPrefix(output, book)
}

// checksums writes SHA256SUMS over all other files of a folder, as sha256sum does.
func checksums(dir string) error {
	var b bytes.Buffer
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == "SHA256SUMS" || !e.Type().IsRegular() {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s  %s\n", sum(data), e.Name())
	}
	return os.WriteFile(filepath.Join(dir, "SHA256SUMS"), b.Bytes(), 0o666)
}

func sum(data []byte) string {
	s := sha256.Sum256(data)
	return hex.EncodeToString(s[:])
}

func indented(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// Verdict says whether a file of a release is what the source gives.
type Verdict struct {
	Name string
	// Problem is "" where the bytes agree.
	Problem string
}

// Verify builds the publications of a release again from their source and compares them with those in a folder, file
// by file, and all files with SHA256SUMS. book is the folder of the source; version is that of the running tool.
func Verify(ctx context.Context, dir, book, version string, findings *diag.List) ([]Verdict, build.Result, error) {
	data, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, build.Result{}, fmt.Errorf("%s has no report.json: it is no release", dir)
	}
	if err != nil {
		return nil, build.Result{}, err
	}
	var r Report
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, build.Result{}, fmt.Errorf("%s/report.json: %w", dir, err)
	}
	req := build.Request{Input: book, Version: r.Version, Released: r.Released, Revision: r.Revision}
	made, result, err := build.Make(ctx, req, findings)
	if made == nil || err != nil {
		return nil, result, err
	}
	built := map[string][]byte{}
	for _, o := range made.Outputs {
		built[Name(made.Meta.Name, o.Name, r.Version)] = o.Data
	}
	var out []Verdict
	for _, f := range r.Files {
		have, err := os.ReadFile(filepath.Join(dir, filepath.Base(f.Name)))
		v := Verdict{Name: f.Name}
		switch want, ok := built[f.Name]; {
		case err != nil:
			v.Problem = "it is missing"
		case !ok:
			v.Problem = "the source makes no such file"
		case !bytes.Equal(have, want):
			v.Problem = differ(have, want)
			if version != r.Version {
				v.Problem += fmt.Sprintf("; this is quire %s, the release was made with %s", version, r.Version)
			}
		}
		out = append(out, v)
		delete(built, f.Name)
	}
	for name := range built {
		out = append(out, Verdict{Name: name, Problem: "the release lacks it"})
	}
	sums, err := listed(dir)
	if err != nil {
		return nil, result, err
	}
	for name, want := range sums {
		if slices.ContainsFunc(out, func(v Verdict) bool { return v.Name == name && v.Problem != "" }) {
			continue
		}
		have, err := os.ReadFile(filepath.Join(dir, filepath.Base(name)))
		switch {
		case err != nil:
			out = append(out, Verdict{Name: name, Problem: "SHA256SUMS lists it, and it is missing"})
		case sum(have) != want:
			out = append(out, Verdict{Name: name, Problem: "its bytes are not those that SHA256SUMS lists"})
		}
	}
	slices.SortFunc(out, func(a, b Verdict) int { return strings.Compare(a.Name+a.Problem, b.Name+b.Problem) })
	return out, result, nil
}

// differ says where two files part.
func differ(have, want []byte) string {
	for i := range min(len(have), len(want)) {
		if have[i] != want[i] {
			return fmt.Sprintf("byte %d is %#02x, the source gives %#02x", i, have[i], want[i])
		}
	}
	return fmt.Sprintf("it is %d bytes long, the source gives %d", len(have), len(want))
}

// listed reads SHA256SUMS.
func listed(dir string) (map[string]string, error) {
	data, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for line := range strings.Lines(string(data)) {
		hash, name, ok := strings.Cut(strings.TrimRight(line, "\n"), "  ")
		if !ok {
			return nil, fmt.Errorf("%s/SHA256SUMS: “%s” is no line of checksum and name", dir, strings.TrimSpace(line))
		}
		out[name] = hash
	}
	return out, nil
}
