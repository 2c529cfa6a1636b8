package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/manifest"
	"quire/internal/markdown"
)

// input is a book on the disk: its manifest and the files below its root, which nothing is read from outside of.
type input struct {
	manifest *manifest.Manifest
	files    *files
	folder   string // of the book or of the lone file, on the disk
	lone     string // path of the lone Markdown file from the root; "" for a book
}

// id tells the book from others.
func (in *input) id() string { return filepath.Join(in.folder, in.lone) }

// open finds a book: a folder with book.yaml or one Markdown file.
func open(name string, findings *diag.List) (*input, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("there is no “%s”; name a folder with book.yaml or a Markdown file", name)
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return openFile(abs, findings)
	}
	data, err := os.ReadFile(filepath.Join(abs, "book.yaml"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no book.yaml in “%s”; lay a book out with “quire new DIR”, or name a Markdown file", name)
	}
	if err != nil {
		return nil, err
	}
	return openFolder(abs, data, findings)
}

// openFolder reads the manifest of a book. Positions are relative to the root, which the manifest itself names: it is
// read once to learn the root, and once more under its name there.
func openFolder(folder string, data []byte, findings *diag.List) (*input, error) {
	formats := manifestFormats()
	root := filepath.Join(folder, filepath.FromSlash(manifest.Parse("book.yaml", data, formats, new(diag.List)).Root))
	shown, err := filepath.Rel(root, filepath.Join(folder, "book.yaml"))
	if err != nil || strings.HasPrefix(shown, "..") {
		findings.Add(diag.Finding{
			Pos: diag.Pos{File: "book.yaml"}, Severity: diag.Error, Code: "path-outside-root",
			Message: "root: does not hold the folder of book.yaml", Help: "name that folder or one above it, such as “root: ..”",
		})
		root, shown = folder, "book.yaml"
	}
	in := &input{folder: folder, manifest: manifest.Parse(filepath.ToSlash(shown), data, formats, findings)}
	in.manifest.Rebase(path.Dir(in.manifest.File))
	in.smarten()
	in.files, err = openFiles(root)
	return in, err
}

func openFile(name string, findings *diag.List) (*input, error) {
	in := &input{folder: filepath.Dir(name), lone: filepath.Base(name)}
	var err error
	if in.files, err = openFiles(in.folder); err != nil {
		return nil, err
	}
	data, err := in.files.ReadFile(in.lone)
	if errors.Is(err, diag.ErrOutsideRoot) { // a link to a file elsewhere; it was named, and is read
		data, err = os.ReadFile(name)
		in.files.disk.read[in.lone] = newFile(data, err)
	}
	if err != nil {
		in.files.close()
		return nil, err
	}
	front := markdown.Parse(in.lone, data, markdown.Options{}, new(diag.List))
	in.manifest = manifest.ParseFrontMatter(in.lone, front.FrontMatter, max(front.FrontMatterLine-1, 0), firstHeading(front.Blocks), manifestFormats(), findings)
	in.manifest.Contents = []manifest.Path{{Path: in.lone}}
	in.smarten()
	return in, nil
}

// start is where the text begins, or the manifest where there is one.
func (in *input) start() diag.Pos {
	if in.lone != "" {
		return diag.Pos{File: in.lone, Line: 1, Col: 1}
	}
	return diag.Pos{File: in.manifest.File, Line: 1, Col: 1}
}

// smarten reads the printed metadata as Markdown in the line, with quotation marks and dashes set as in the text. The form
// of title and subtitle is kept for the title page; everywhere else plain text stands.
func (in *input) smarten() {
	m := &in.manifest.Meta
	m.Title, m.TitleText = markdown.Line(m.Title, m.Lang)
	m.Subtitle, m.SubtitleText = markdown.Line(m.Subtitle, m.Lang)
	m.ShortTitle, _ = markdown.Line(m.ShortTitle, m.Lang)
	m.CoverAlt, _ = markdown.Line(m.CoverAlt, m.Lang)
	for _, s := range []*string{&m.TitleSort, &m.Publisher, &m.Place, &m.Rights, &m.Description, &m.Series, &m.Acknowledgements, &m.Edition} {
		*s = markdown.Smart(*s, m.Lang)
	}
	for _, people := range [][]doc.Person{m.Creators, m.Contributor} {
		for i := range people {
			people[i].Name, _ = markdown.Line(people[i].Name, m.Lang)
			people[i].FileAs, _ = markdown.Line(people[i].FileAs, m.Lang)
		}
	}
	for i := range m.Subjects {
		m.Subjects[i].Text = markdown.Smart(m.Subjects[i].Text, m.Lang)
	}
}

// firstHeading gives the text of the first heading: the title of a file that names none.
func firstHeading(blocks []doc.Block) string {
	for _, b := range blocks {
		if h, ok := b.(*doc.Heading); ok {
			return doc.PlainText(h.Content)
		}
	}
	return ""
}

// prefix is the way from a folder to the root, or "" where there is none or it is the root itself.
func (in *input) prefix(from string) string {
	if from == "" {
		return ""
	}
	rel, err := filepath.Rel(from, in.files.folder())
	if err != nil || rel == "." {
		return ""
	}
	return filepath.ToSlash(rel)
}

// outDir is the folder that outputs go to: where the request names none, build/ in the book's root, or the folder of
// a lone file.
func (in *input) outDir(req Request) string {
	switch {
	case req.Out != "":
		return req.Out
	case in.lone != "":
		return in.folder
	}
	return filepath.Join(in.files.folder(), "build")
}

// fileName is the name of an edition's output: the book's name, with that of the edition where the book has several
// of the format.
func (in *input) fileName(e manifest.Edition) string {
	if isMain(in.manifest.Editions, e) {
		return in.manifest.Meta.Name + e.Format.Extension
	}
	return in.manifest.Meta.Name + "-" + e.Name + e.Format.Extension
}
