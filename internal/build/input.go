package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
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
	streams  bool   // a file of the command line is a stream, which is in no folder
}

// id tells the book from others.
func (in *input) id() string { return filepath.Join(in.files.folder(), in.manifest.File) }

// open finds a book: a folder with book.yaml, or Markdown files.
func open(req Request, findings *diag.List) (*input, error) {
	name := req.Input
	if name == "-" {
		return openFiles(req, name, findings)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("there is no “%s”; name a folder with book.yaml or a Markdown file", name)
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && filepath.Base(abs) == "book.yaml" {
		abs, name = filepath.Dir(abs), filepath.Dir(name)
	} else if !info.IsDir() {
		return openFiles(req, abs, findings)
	}
	if len(req.More) > 0 {
		return nil, fmt.Errorf("“%s” is one argument too many: a folder is a whole book", req.More[0])
	}
	data, err := ReadFile(filepath.Join(abs, "book.yaml"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no book.yaml in “%s”; lay a book out with “quire new DIR”, or name a Markdown file", name)
	}
	if err != nil {
		return nil, err
	}
	return openFolder(req, abs, data, findings)
}

// openFolder reads the manifest of a book. Positions are relative to the root, which the manifest itself names: it is
// read once to learn the root, and once more under its name there.
func openFolder(req Request, folder string, data []byte, findings *diag.List) (*input, error) {
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
	in := &input{folder: folder, manifest: manifest.Parse(filepath.ToSlash(shown), data, formats, findings, append(slices.Clone(req.Under), req.Over...)...)}
	in.manifest.Rebase(path.Dir(in.manifest.File))
	in.smarten()
	if in.files, err = newFiles(root); err != nil {
		return nil, err
	}
	in.expand()
	return in, nil
}

// openFiles reads Markdown files, of which the first says what the book is. The root is the current folder where all of
// them are in it, or else the folder of the first.
func openFiles(req Request, name string, findings *diag.List) (*input, error) {
	streams, paths, err := openStreams(req, name)
	if err != nil {
		return nil, err
	}
	in := &input{folder: filepath.Dir(paths[0]), streams: len(streams) > 0}
	root := in.folder
	if req.From != "" && !slices.ContainsFunc(paths, func(p string) bool { return !below(req.From, p) }) {
		root = req.From
	}
	contents := make([]manifest.Path, len(paths))
	for i, p := range paths {
		rel, err := filepath.Rel(root, p)
		if err != nil || !below(root, p) {
			return nil, fmt.Errorf("“%s” is not in the folder “%s”; call quire in a folder that holds all files", p, root)
		}
		contents[i].Path = filepath.ToSlash(rel)
	}
	in.lone = contents[0].Path
	if in.files, err = newFiles(root); err != nil {
		return nil, err
	}
	for i, data := range streams {
		in.files.disk.read[contents[i].Path] = newFile(data, nil)
	}
	data, err := in.files.ReadFile(in.lone)
	if errors.Is(err, diag.ErrOutsideRoot) { // a link to a file elsewhere; it was named, and is read
		data, err = ReadFile(name)
		in.files.disk.read[in.lone] = newFile(data, err)
	}
	if err != nil {
		in.files.close()
		return nil, err
	}
	front := markdown.Parse(in.lone, data, markdown.Options{}, new(diag.List))
	layers := append(slices.Clone(req.Under), manifest.Layer{File: in.lone, Data: front.FrontMatter, Line: max(front.FrontMatterLine-1, 0)})
	in.manifest = manifest.ParseFrontMatter(in.lone, firstHeading(front.Blocks), manifestFormats(), findings, append(layers, req.Over...)...)
	in.manifest.Contents = nil
	in.manifest.Rebase(path.Dir(in.lone))
	in.manifest.Contents = contents
	in.smarten()
	return in, nil
}

// below tells whether a file is in a folder or below it. Both are absolute.
func below(folder, name string) bool {
	rel, err := filepath.Rel(folder, name)
	return err == nil && filepath.IsLocal(rel)
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
