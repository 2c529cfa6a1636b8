// Package resolve turns a Manuscript into a Book: it nests sections, numbers notes, formats citations and binds
// references and images. It puts generated matter, such as contents and index, in its place; package edition fills it.
// Whatever cannot be resolved is a finding. A Book holds nothing unresolved.
package resolve

import (
	"fmt"
	"io/fs"
	"slices"

	"quire/internal/cite"
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
)

// Options are the settings of the book's manifest for resolving the text.
type Options struct {
	// NotesByChapter numbers notes anew in each chapter.
	NotesByChapter bool
	// PositionsByChapter starts the positions of citations anew in each chapter, so that the first citation of a work
	// is full again.
	PositionsByChapter bool
	// NumberedParagraphs numbers the paragraphs of the text through the book.
	NumberedParagraphs bool
	// ListOfFigures and ListOfTables add these lists after the contents, if they are not empty.
	ListOfFigures, ListOfTables bool
	// Citations formats the citations; nil for a book without a bibliography.
	Citations *cite.Engine
	// NumberSections numbers the headings of the text: 1, 1.1, 1.1.1.
	NumberSections bool
	// MathMacros are definitions for the formulas.
	MathMacros []MathMacros
	// Folders are searched for an image that is neither beside its file nor in the root.
	Folders []string
	// ReferencesTitle is the heading of the bibliography; empty for the word of the language.
	ReferencesTitle string
	// NoBibliography leaves the bibliography out.
	NoBibliography bool
	// Root is the folder that all paths must be in; images are read from it.
	Root fs.FS
}

// Book resolves a manuscript. The manuscript must not be used again.
func Book(ms *doc.Manuscript, opts Options, findings *diag.List) *doc.Book {
	r := &resolver{ms: ms, opts: opts, findings: findings, tag: lang.Make(ms.Meta.Lang)}
	b := &doc.Book{Meta: ms.Meta}
	r.math()
	r.examples()
	r.theorems()
	text := r.nest()
	for _, s := range text {
		r.emptyHeadings(s)
	}
	for _, d := range ms.Notes {
		r.emptyHeadings(d)
	}
	r.nameChapters(text)
	r.labels(text)
	r.named(text)
	r.number(text)
	r.numberMath(text)
	if opts.NumberedParagraphs {
		r.numberParagraphs(text)
	}

	n := &notes{r: r, defs: map[noteKey]*doc.NoteDef{}, used: map[*doc.NoteDef]*doc.Note{}, inner: map[*doc.NoteDef]bool{}}
	n.define(ms.Notes)
	for _, s := range text {
		n.open(s)
		n.read(s)
	}
	n.unused(ms.Notes)
	b.Notes = n.list
	groups := r.word(n, b, text)

	b.Sections = r.assemble(text, b, groups)
	r.images(b)
	r.anchors(b)
	if opts.NumberSections {
		r.numberSections(text)
	}
	r.links(b)
	r.scripts(b)
	r.code(b)
	r.speak(b)
	r.enumerate(b)
	return b
}

type resolver struct {
	ms       *doc.Manuscript
	opts     Options
	findings *diag.List
	tag      lang.Tag
	chapters int
	unknown  []unknownKey
	theorem  map[*doc.Div]string   // the label of each theorem and the like
	ids      map[string]bool       // targets of references
	untitled map[*doc.Section]bool // chapters whose title is their number
	uncited  bool                  // it has been reported that there is no bibliography
}

// label is the name of a section in navigation and, if it has no heading, on its page.
func (r *resolver) label(k doc.Kind) string {
	if t := r.ms.Meta.ContentsTitle; k == doc.KindContents && t != "" {
		return t
	}
	if w, ok := kindWords[k]; ok {
		return lang.Word(r.tag, w)
	}
	return lang.Word(r.tag, lang.Section)
}

// meant returns the end of a help text: the name that was probably meant.
func (r *resolver) meant(got string, known []string) string {
	slices.Sort(known)
	best := diag.Nearest(got, known)
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean “%s”?", best)
}

// kindWords are the words for the kinds of sections; a kind without one is a section.
var kindWords = map[doc.Kind]lang.Key{
	doc.KindHalfTitle:        lang.HalfTitle,
	doc.KindTitlePage:        lang.TitlePage,
	doc.KindImprint:          lang.Imprint,
	doc.KindDedication:       lang.Dedication,
	doc.KindEpigraph:         lang.Epigraph,
	doc.KindContents:         lang.Contents,
	doc.KindFigures:          lang.ListOfFigures,
	doc.KindTables:           lang.ListOfTables,
	doc.KindForeword:         lang.Foreword,
	doc.KindPreface:          lang.Preface,
	doc.KindIntroduction:     lang.Introduction,
	doc.KindAcknowledgements: lang.Acknowledgements,
	doc.KindPart:             lang.Part,
	doc.KindChapter:          lang.Chapter,
	doc.KindConclusion:       lang.Conclusion,
	doc.KindAfterword:        lang.Afterword,
	doc.KindEpilogue:         lang.Epilogue,
	doc.KindPrologue:         lang.Prologue,
	doc.KindAppendix:         lang.Appendix,
	doc.KindGlossary:         lang.Glossary,
	doc.KindNotes:            lang.Notes,
	doc.KindBibliography:     lang.Bibliography,
	doc.KindIndex:            lang.Index,
	doc.KindColophon:         lang.Colophon,
}

// rewriteAll replaces the inlines within blocks: see doc.Rewrite.
func rewriteAll(bs []doc.Block, f func([]doc.Inline) []doc.Inline) {
	for _, b := range bs {
		doc.Rewrite(b, f)
	}
}
