package build

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

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
	depends := struct {
		version, released, revision string
		draft                       bool
		contents, layers            string
	}{req.Version, req.Released, req.Revision, req.Draft, fmt.Sprint(in.manifest.Contents, in.manifest.Notes), fmt.Sprint(req.Under, req.Over)}
	return keep(s, slot{in.id(), "book"}, in.files, depends, findings, func(view *files, findings *diag.List) (text, error) {
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
	// bibliography holds the files that chapters name.
	bibliography []manifest.Path
	opts         markdown.Options
	// told holds the messages on the front matter of chapters that were given before.
	told map[string]bool
}

func (r *textReader) book(req Request) text {
	m := r.in.manifest
	ms := &doc.Manuscript{Meta: m.Meta}
	r.opts = r.options()
	r.reportFormat()
	r.opts.Labels = r.labels()
	for _, p := range m.Contents {
		if d := r.markdown(p, false); d != nil {
			if p.Path != r.in.lone {
				r.chapter(p.Path, d)
			}
			r.opts.Appendix = d.Appendix
			levels(d.Blocks, m)
			ms.Files = append(ms.Files, &doc.File{Path: p.Path, Blocks: d.Blocks})
			ms.Notes = append(ms.Notes, d.Notes...)
		} else if req.Draft {
			ms.Files = append(ms.Files, &doc.File{Path: p.Path, Blocks: []doc.Block{
				&doc.Paragraph{Content: []doc.Inline{&doc.Text{Value: "?" + p.Path}}},
			}})
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
	r.matter(ms)
	ms.Meta.Draft = req.Draft
	ms.Meta.Generator, ms.Meta.Made = generator(req), made(m.Meta, req)
	book := resolve.Book(ms, resolve.Options{
		NotesByChapter:     m.NotesNumbering == manifest.ByChapter,
		PositionsByChapter: m.CitationPositions == manifest.ByChapter,
		NumberedParagraphs: m.NumberedParagraphs,
		ListOfFigures:      m.ListOfFigures,
		ListOfTables:       m.ListOfTables,
		Citations:          citations,
		NumberSections:     m.NumberSections,
		MathMacros:         mathMacros(m.MathMacros),
		ReferencesTitle:    m.ReferencesTitle,
		NoBibliography:     m.SuppressBibliography,
		Root:               r.fsys,
		Folders:            folders(m.ResourcePath),
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

// labels reads what brackets may refer to from one file of a book to another. A lone file has all it needs.
func (r *textReader) labels() *markdown.Labels {
	if len(r.in.manifest.Contents) < 2 {
		return nil
	}
	labels := new(markdown.Labels)
	for _, p := range r.in.manifest.Contents {
		if src, err := fs.ReadFile(r.fsys, p.Path); err == nil {
			labels.Collect(p.Path, src, r.opts)
		}
	}
	return labels
}

// read reads a file that the manifest names; that there is none is the author's fault.
// What is not beside the manifest is looked for from the root.
func (r *textReader) read(p manifest.Path) ([]byte, bool) {
	data, err := fs.ReadFile(r.fsys, p.Path)
	if folder := path.Dir(r.in.manifest.File) + "/"; errors.Is(err, fs.ErrNotExist) && strings.HasPrefix(p.Path, folder) {
		if other, e := fs.ReadFile(r.fsys, strings.TrimPrefix(p.Path, folder)); e == nil {
			data, err = other, nil
		}
	}
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

// mathMacros gives the manifest's definitions for formulas.
func mathMacros(keys []manifest.Key) (out []resolve.MathMacros) {
	for _, k := range keys {
		out = append(out, resolve.MathMacros{Source: k.Key, Pos: k.Pos})
	}
	return out
}
