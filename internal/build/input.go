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
	"quire/internal/resolve"
	"quire/styles"
)

// input is a book on the disk: its manifest and its root folder, which nothing is read from outside of. Symbolic
// links that lead out of it are refused by os.Root.
type input struct {
	manifest *manifest.Manifest
	root     *os.Root
	fsys     fs.FS
	folder   string // of the book or of the lone file, on the disk
	lone     string // path of the lone Markdown file from the root; "" for a book
	text     []byte // of the lone file
	silences []markdown.Silence
}

func (in *input) close() { in.root.Close() }

// open finds a book: a folder with book.yaml or one Markdown file.
func open(name string, findings *diag.List) (*input, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("there is no “%s”; name a folder with book.yaml or a Markdown file", name)
	}
	if !info.IsDir() {
		return openFile(name, findings)
	}
	file := filepath.Join(name, "book.yaml")
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no book.yaml in “%s”; lay a book out with “quire new DIR”, or name a Markdown file", name)
	}
	if err != nil {
		return nil, err
	}
	folder, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	in := &input{folder: folder}
	// Positions are relative to the root, which the manifest itself names: it is read once to learn the root, and
	// once more under its name there.
	root := filepath.Join(folder, filepath.FromSlash(manifest.Parse("book.yaml", data, new(diag.List)).Root))
	shown, err := filepath.Rel(root, filepath.Join(folder, "book.yaml"))
	if err != nil || strings.HasPrefix(shown, "..") {
		findings.Add(diag.Finding{
			Pos: diag.Pos{File: "book.yaml"}, Severity: diag.Error, Code: "path-outside-root",
			Message: "root: does not hold the folder of book.yaml", Help: "name that folder or one above it, such as “root: ..”",
		})
		root, shown = folder, "book.yaml"
	}
	in.manifest = manifest.Parse(filepath.ToSlash(shown), data, findings)
	in.manifest.Rebase(path.Dir(in.manifest.File))
	in.smarten()
	return in.at(root)
}

func openFile(name string, findings *diag.List) (*input, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	in := &input{folder: filepath.Dir(abs), lone: filepath.Base(abs), text: data}
	front := markdown.Parse(in.lone, data, markdown.Options{}, new(diag.List))
	in.manifest = manifest.ParseFrontMatter(in.lone, front.FrontMatter, max(front.FrontMatterLine-1, 0), firstHeading(front.Blocks), findings)
	in.manifest.Contents = []manifest.Path{{Path: in.lone}}
	in.smarten()
	return in.at(in.folder)
}

// smarten gives the words of the metadata that are printed the quotation marks and dashes of the text.
func (in *input) smarten() {
	m := &in.manifest.Meta
	for _, s := range []*string{
		&m.Title, &m.Subtitle, &m.ShortTitle, &m.TitleSort, &m.Publisher, &m.Place, &m.Rights, &m.Description, &m.Series,
		&m.Acknowledgements, &m.Edition, &m.CoverAlt,
	} {
		*s = markdown.Smart(*s, m.Lang)
	}
	for _, people := range [][]doc.Person{m.Creators, m.Contributor} {
		for i := range people {
			people[i].Name, people[i].FileAs = markdown.Smart(people[i].Name, m.Lang), markdown.Smart(people[i].FileAs, m.Lang)
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

func (in *input) at(root string) (*input, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	in.root, in.fsys = r, r.FS()
	return in, nil
}

// prefix is the way from a folder to the root, or "" where there is none or it is the root itself.
func (in *input) prefix(from string) string {
	if from == "" {
		return ""
	}
	rel, err := filepath.Rel(from, in.root.Name())
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
	return filepath.Join(in.root.Name(), "build")
}

// fileName is the name of an edition's output: the book's name, with that of the edition where the book has several
// of the format.
func (in *input) fileName(e manifest.Edition) string {
	if isMain(in.manifest.Editions, e) {
		return in.manifest.Meta.Name + e.Format.Extension()
	}
	return in.manifest.Meta.Name + "-" + e.Name + e.Format.Extension()
}

// book reads the text and resolves it. It is nil where the manifest leaves nothing to read.
func (in *input) book(req Request, findings *diag.List) *doc.Book {
	m := in.manifest
	ms := &doc.Manuscript{Meta: m.Meta}
	for _, p := range m.Contents {
		if d := in.markdown(p, false, findings); d != nil {
			ms.Files = append(ms.Files, &doc.File{Path: p.Path, Blocks: d.Blocks})
			ms.Notes = append(ms.Notes, d.Notes...)
		}
	}
	for _, p := range m.Notes {
		if d := in.markdown(p, true, findings); d != nil {
			ms.Notes = append(ms.Notes, d.Notes...)
		}
	}
	citations := in.citations(findings)
	if len(ms.Files) == 0 {
		return nil
	}
	ms.Meta.Generator, ms.Meta.Made = generator(req), made(m.Meta, req)
	book := resolve.Book(ms, resolve.Options{
		NotesByChapter:     m.NotesNumbering == manifest.ByChapter,
		PositionsByChapter: m.CitationPositions == manifest.ByChapter,
		NumberedParagraphs: m.NumberedParagraphs,
		ListOfFigures:      m.ListOfFigures,
		ListOfTables:       m.ListOfTables,
		Citations:          citations,
		Root:               in.fsys,
	}, findings)
	for _, e := range m.Editions {
		for _, s := range e.Styles {
			in.style(s, findings) // so that a missing one is reported with the other faults
		}
	}
	return book
}

// markdown reads one file of the text, named from the root.
func (in *input) markdown(p manifest.Path, shared bool, findings *diag.List) *markdown.Document {
	src := in.text
	if in.lone == "" || p.Path != in.lone {
		var ok bool
		if src, ok = in.read(p, findings); !ok {
			return nil
		}
	}
	d := markdown.Parse(p.Path, src, markdown.Options{Lang: in.manifest.Meta.Lang, Shared: shared}, findings)
	in.silences = append(in.silences, d.Silences...)
	return d
}

// read reads a file that the manifest names; that there is none is the author's fault.
func (in *input) read(p manifest.Path, findings *diag.List) ([]byte, bool) {
	data, err := fs.ReadFile(in.fsys, p.Path)
	if err == nil {
		return data, true
	}
	code, message := "missing-file", fmt.Sprintf("there is no file “%s”", p.Path)
	if !errors.Is(err, fs.ErrNotExist) {
		message = fmt.Sprintf("“%s” can't be read: %v", p.Path, err)
	}
	if strings.Contains(err.Error(), "escapes") {
		code, message = "path-outside-root", fmt.Sprintf("“%s” leads outside the book's root folder", p.Path)
	}
	findings.Add(diag.Finding{
		Pos: p.Pos, Severity: diag.Error, Code: code, Message: message,
		Help: "paths are taken from the folder of book.yaml, or of the Markdown file that names them",
	})
	return nil, false
}

// sheetFile is a stylesheet as it was found.
type sheetFile struct {
	path string // from the root, or the bare name of one that comes with quire
	text []byte
	own  bool // it is the book's
}

// style reads a stylesheet: one of the book's own or, of a bare name, one that comes with quire. That there is none is
// the author's fault.
func (in *input) style(p manifest.Path, findings *diag.List) (sheetFile, bool) {
	file, bare := p.Path, !strings.Contains(p.Path, "/")
	if bare {
		file = path.Join(path.Dir(in.manifest.File), file)
	}
	if data, err := fs.ReadFile(in.fsys, file); err == nil {
		return sheetFile{file, data, true}, true
	}
	if bare {
		if data, err := styles.FS.ReadFile(p.Path); err == nil {
			return sheetFile{p.Path, data, false}, true
		}
	}
	var known []string
	entries, _ := styles.FS.ReadDir(".") // of what is embedded in the program
	for _, e := range entries {
		if path.Ext(e.Name()) == ".css" {
			known = append(known, e.Name())
		}
	}
	findings.Add(diag.Finding{
		Pos: p.Pos, Severity: diag.Error, Code: "missing-style", Message: fmt.Sprintf("there is no stylesheet “%s”", p.Path),
		Help: "name a .css file beside the book, or one that comes with quire: " + strings.Join(known, ", "),
	})
	return sheetFile{}, false
}
