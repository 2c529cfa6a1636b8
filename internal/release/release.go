// Package release lays a book out for publication: its editions under names that carry the version, its cover, a
// report, a bill of materials, an OPDS feed and a landing page for static hosting, and the checksums of all that.
package release

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"quire/internal/build"
	"quire/internal/diag"
)

// Issue says which release of a book it is. The zero Issue is that of the tool: version, date and commit are the tool's.
type Issue struct {
	Version string // such as 2.0, which is in the names of the files
	Date    string // such as 2026-11-22
}

// Write builds a book and lays it out in a folder, which is created if needed. Files already in the folder, such as the
// binaries of the tool, stay, and are counted in the bill of materials and the checksums. verdicts are those of
// checkers on the same files, or nil. It is an error if they lack a publication or are about other bytes. The result is
// nil if the author's faults leave no book.
func Write(ctx context.Context, session *build.Session, req build.Request, issue Issue, dir, toolchain string, verdicts []Verdict, findings *diag.List) (*Report, build.Result, error) {
	made, result, err := session.Make(ctx, req, findings)
	if made == nil || err != nil {
		return nil, result, err
	}
	if issue.Version != "" && issue.Date == "" {
		if issue.Date = made.Meta.Date; !wholeDate(issue.Date) {
			return nil, result, errors.New("the book has no date of a day; say when it appears: --date 2026-11-22")
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, result, err
	}
	parts, err := modules(dir)
	if err != nil {
		return nil, result, err
	}
	l, err := layOut(made, req, issue, toolchain, len(result.Findings(findings)), parts)
	if err != nil {
		return nil, result, err
	}
	if verdicts != nil {
		if err := l.report.judge(verdicts); err != nil {
			return nil, result, err
		}
	}
	if l.files["report.json"], err = indented(l.report); err != nil {
		return nil, result, err
	}
	for name, data := range l.files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return nil, result, err
		}
	}
	return l.report, result, checksums(dir)
}

// laid is a release in memory: all files except the binaries, the checksums and report.json, which waits for verdicts.
type laid struct {
	report *Report
	files  map[string][]byte // by name
	cover  pictures
}

// wholeDate reports whether a date says the day.
func wholeDate(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}

func layOut(made *build.Made, req build.Request, issue Issue, toolchain string, warnings int, parts []module) (*laid, error) {
	r := &Report{
		Title: made.Meta.Title, Version: req.Version, Released: req.Released, Revision: req.Revision, Book: filepath.ToSlash(req.Input),
		Words: made.Words, Notes: made.Notes, Works: made.Works, Toolchain: toolchain, Warnings: warnings,
	}
	if issue.Version != "" {
		r.Quire = &Tool{req.Version, req.Released, req.Revision}
		r.Version, r.Released, r.Revision = issue.Version, issue.Date, ""
	}
	l := &laid{report: r, files: map[string][]byte{}}
	for _, o := range made.Outputs {
		f := File{Name: fileName(made.Meta.Name, o, r.Version), Edition: o.Edition, Format: o.Format, Pages: o.Pages, Sheets: o.Sheets, Size: len(o.Data), SHA256: sum(o.Data)}
		l.files[f.Name] = o.Data
		r.Files = append(r.Files, f)
	}
	var err error
	if r.Fonts, err = fonts(); err != nil {
		return nil, err
	}
	if r.Styles, err = stylesheets(); err != nil {
		return nil, err
	}
	if l.cover, err = l.pictures(made); err != nil {
		return nil, err
	}
	bom := made.Meta.Name + "-v" + r.Version + ".cdx.json"
	if l.files[bom], err = billOfMaterials(r, parts); err != nil {
		return nil, err
	}
	if l.files["opds.json"], err = feed(made.Meta, r, l.cover); err != nil {
		return nil, err
	}
	if l.files["index.html"], err = landing(made.Meta, r, l.cover, bom); err != nil {
		return nil, err
	}
	page := l.files["index.html"]
	r.Landing = File{Name: "index.html", Format: "html", Size: len(page), SHA256: sum(page)}
	return l, nil
}

// fileName gives an output its name in a release, which holds the version and, for a PDF, the edition:
//
//	serge-notebooks.pdf → serge-notebooks-v1.2.0-print.pdf
func fileName(book string, o build.Output, version string) string {
	end := strings.TrimPrefix(o.Name, book)
	if end == ".pdf" {
		end = "-" + o.Edition + end
	}
	return book + "-v" + version + end
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
