package release

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"

	"golang.org/x/image/font/sfnt"

	"quire/internal/font"
	"quire/styles"
)

// Report is the content of report.json. Its only time is the date of the release, so two releases of one commit are the
// same.
type Report struct {
	Title     string `json:"title"`
	Version   string `json:"version"`
	Released  string `json:"released"` // 2026-11-22
	Revision  string `json:"revision"`
	Book      string `json:"book"` // the folder, as it was given
	Words     int    `json:"words"`
	Notes     int    `json:"notes"`
	Works     int    `json:"works"`
	Warnings  int    `json:"warnings"`
	Toolchain string `json:"toolchain"` // the version of Go
	// Quire is the tool, if the release has a version of its own; nil if version, date and commit are the tool's.
	Quire    *Tool     `json:"quire,omitempty"`
	Checkers []Checker `json:"checkers,omitempty"`
	Files    []File    `json:"files"`
	Landing  File      `json:"landing"` // the page that offers them
	Fonts    []Font    `json:"fonts"`
	Styles   []Style   `json:"styles"`
}

// Tool is the program that made a release.
type Tool struct {
	Version  string `json:"version"`
	Released string `json:"released,omitempty"` // 2026-11-22; "" of a development build
	Revision string `json:"revision,omitempty"`
}

// tool gives the program that made the release.
func (r *Report) tool() Tool {
	if r.Quire != nil {
		return *r.Quire
	}
	return Tool{r.Version, r.Released, r.Revision}
}

// issue says which release it is; the zero Issue if it is that of the tool.
func (r *Report) issue() Issue {
	if r.Quire == nil {
		return Issue{}
	}
	return Issue{r.Version, r.Released}
}

// File is a publication of a release.
type File struct {
	Name    string `json:"name"`
	Edition string `json:"edition,omitempty"`
	Format  string `json:"format"`
	// Pages is the number of pages of text in a PDF, and Sheets the number of sheets of paper that they take.
	Pages    int         `json:"pages,omitempty"`
	Sheets   int         `json:"sheets,omitempty"`
	Size     int         `json:"size"`
	SHA256   string      `json:"sha256"`
	Verdicts []Judgement `json:"verdicts,omitempty"`
}

// Checker is a program that judged files.
type Checker struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Judgement is what one checker says of one file: "pass" or "fail", and its counts.
type Judgement struct {
	Checker string `json:"checker"`
	Verdict string `json:"verdict"`
	Detail  string `json:"detail,omitempty"`
}

// Font is a font that quire brings, with the version that its name table states.
type Font struct {
	File    string `json:"file"`
	Name    string `json:"name"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}

// Style is a stylesheet, citation style or locale that quire brings.
type Style struct {
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

// Verdict is a line of build/reports/verdicts.jsonl: what a checker says of a file with this checksum.
type Verdict struct {
	Checker string `json:"checker"`
	Version string `json:"version"`
	File    string `json:"file"`
	SHA256  string `json:"sha256"`
	Verdict string `json:"verdict"`
	Detail  string `json:"detail"`
}

// ReadVerdicts reads JSON objects, one after the other.
func ReadVerdicts(r io.Reader) ([]Verdict, error) {
	out := []Verdict{}
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	for {
		var v Verdict
		err := d.Decode(&v)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		if v.Verdict != "pass" && v.Verdict != "fail" {
			return nil, fmt.Errorf("“%s” is no verdict of %s: it is “pass” or “fail”", v.Verdict, v.Checker)
		}
		out = append(out, v)
	}
}

// judge adds the verdicts of checkers, in the order of their names. Verdicts on files that are not in the release are
// left out. It is an error if a verdict is on other bytes than those of the release, or if a file has no verdict: the
// report would be wrong.
func (r *Report) judge(verdicts []Verdict) error {
	files := map[string]*File{r.Landing.Name: &r.Landing}
	for i := range r.Files {
		files[r.Files[i].Name] = &r.Files[i]
	}
	for _, v := range verdicts {
		f := files[v.File]
		if f == nil {
			continue
		}
		if f.SHA256 != v.SHA256 {
			return fmt.Errorf("%s judged another %s than the one of this release; judge it again", v.Checker, v.File)
		}
		f.Verdicts = append(f.Verdicts, Judgement{Checker: v.Checker, Verdict: v.Verdict, Detail: v.Detail})
		if c := (Checker{v.Checker, v.Version}); !slices.Contains(r.Checkers, c) {
			r.Checkers = append(r.Checkers, c)
		}
	}
	slices.SortFunc(r.Checkers, func(a, b Checker) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Version, b.Version))
	})
	for _, f := range append([]File{r.Landing}, r.Files...) {
		if f.Verdicts == nil {
			return fmt.Errorf("no checker has judged %s", f.Name)
		}
		slices.SortFunc(f.Verdicts, func(a, b Judgement) int {
			return cmp.Or(cmp.Compare(a.Checker, b.Checker), cmp.Compare(a.Detail, b.Detail))
		})
	}
	return nil
}

// fonts lists the fonts that quire brings.
func fonts() ([]Font, error) {
	names, err := fs.Glob(styles.FS, "fonts/*.ttf")
	if err != nil {
		return nil, err
	}
	packed, err := fs.Glob(styles.FS, "fonts/*.woff")
	if err != nil {
		return nil, err
	}
	names = append(names, packed...)
	var out []Font
	for _, name := range names {
		data, err := styles.FS.ReadFile(name)
		if err != nil {
			return nil, err
		}
		plain, err := font.Unpack(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		f, err := sfnt.Parse(plain)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		full, err := f.Name(nil, sfnt.NameIDFull)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		version, err := f.Name(nil, sfnt.NameIDVersion)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, Font{File: path.Base(name), Name: full, Version: version, SHA256: sum(data)})
	}
	return out, nil
}

// stylesheets lists the stylesheets, the citation styles and their locales that quire brings.
func stylesheets() ([]Style, error) {
	var out []Style
	for _, pattern := range []string{"*.css", "csl/*.csl", "csl/locales/*.xml"} {
		names, err := fs.Glob(styles.FS, pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			data, err := styles.FS.ReadFile(name)
			if err != nil {
				return nil, err
			}
			out = append(out, Style{File: name, SHA256: sum(data)})
		}
	}
	return out, nil
}
