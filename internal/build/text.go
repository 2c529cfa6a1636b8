package build

import (
	"errors"
	"fmt"
	"io/fs"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/manifest"
	"quire/internal/markdown"
	"quire/internal/resolve"
)

// text is a book that is read and resolved. book is nil where the manifest leaves nothing to read.
type text struct {
	book     *doc.Book
	silences []markdown.Silence
}

// book reads the text of an input and resolves it.
func (s *Session) book(in *input, req Request, findings *diag.List) (text, error) {
	tool := struct{ version, released, revision string }{req.Version, req.Released, req.Revision}
	return keep(s, slot{in.id(), "book"}, in.files, tool, findings, func(view *files, findings *diag.List) (text, error) {
		if _, err := view.ReadFile(in.manifest.File); err != nil { // the book depends on it, too
			return text{}, err
		}
		r := &textReader{in: in, fsys: view, findings: findings}
		return r.book(req), nil
	})
}

// textReader reads the files of a book.
type textReader struct {
	in       *input
	fsys     fs.FS
	findings *diag.List
	silences []markdown.Silence
	opts     markdown.Options
}

func (r *textReader) book(req Request) text {
	m := r.in.manifest
	ms := &doc.Manuscript{Meta: m.Meta}
	r.opts = r.options()
	for _, p := range m.Contents {
		if d := r.markdown(p, false); d != nil {
			ms.Files = append(ms.Files, &doc.File{Path: p.Path, Blocks: d.Blocks})
			ms.Notes = append(ms.Notes, d.Notes...)
		}
	}
	for _, p := range m.Notes {
		if d := r.markdown(p, true); d != nil {
			ms.Notes = append(ms.Notes, d.Notes...)
		}
	}
	citations := r.citations()
	if len(ms.Files) == 0 {
		return text{silences: r.silences}
	}
	ms.Meta.Generator, ms.Meta.Made = generator(req), made(m.Meta, req)
	book := resolve.Book(ms, resolve.Options{
		NotesByChapter:     m.NotesNumbering == manifest.ByChapter,
		PositionsByChapter: m.CitationPositions == manifest.ByChapter,
		NumberedParagraphs: m.NumberedParagraphs,
		ListOfFigures:      m.ListOfFigures,
		ListOfTables:       m.ListOfTables,
		Citations:          citations,
		ReferencesTitle:    m.ReferencesTitle,
		NoBibliography:     m.SuppressBibliography,
		Root:               r.fsys,
	}, r.findings)
	return text{book, r.silences}
}

// markdown reads one file of the text, named from the root.
func (r *textReader) markdown(p manifest.Path, shared bool) *markdown.Document {
	src, ok := r.read(p)
	if !ok {
		return nil
	}
	opts := r.opts
	opts.Shared = shared
	d := markdown.Parse(p.Path, src, opts, r.findings)
	r.silences = append(r.silences, d.Silences...)
	return d
}

// read reads a file that the manifest names; that there is none is the author's fault.
func (r *textReader) read(p manifest.Path) ([]byte, bool) {
	data, err := fs.ReadFile(r.fsys, p.Path)
	if err == nil {
		return data, true
	}
	code, message := "missing-file", fmt.Sprintf("there is no file “%s”", p.Path)
	if !errors.Is(err, fs.ErrNotExist) {
		message = fmt.Sprintf("“%s” can't be read: %v", p.Path, err)
	}
	if errors.Is(err, diag.ErrOutsideRoot) {
		code, message = "path-outside-root", fmt.Sprintf("“%s” leads outside the book's root folder", p.Path)
	}
	r.findings.Add(diag.Finding{
		Pos: p.Pos, Severity: diag.Error, Code: code, Message: message,
		Help: "paths are taken from the folder of book.yaml, or of the Markdown file that names them",
	})
	return nil, false
}
