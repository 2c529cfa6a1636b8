// Package markdown reads the source of a text: CommonMark with the constructs that Pandoc's users write, in Pandoc's
// syntax (docs/markdown.md shows them all). goldmark finds the blocks, with our block parsers beside its own. The
// inline parser is all ours: goldmark's gives no exact ends of nodes, does not read Pandoc's brackets, and is not
// linear on every input. Each construct has a file of its own.
//
// Parse never fails: whatever it does not understand becomes a finding at its place, and the text is kept.
package markdown

import (
	"cmp"
	"io/fs"
	"slices"

	"github.com/yuin/goldmark/ast"
	gmtext "github.com/yuin/goldmark/text"

	"quire/internal/diag"
	"quire/internal/doc"
)

// Options are settings that are not in the file itself.
type Options struct {
	// Lang is the language of the text (BCP 47), for smart punctuation and the labels of locators.
	Lang string
	// Shared is set for a file of notes, whose definitions belong to the whole book.
	Shared bool
	// Dialect and Extensions say how the text is read.
	Dialect    Dialect
	Extensions Extensions
	// Labels are those of the whole book, for references from one file to another; nil for a single file.
	Labels *Labels
	// Guessed is set where the book does not name its dialect. Then a warning is reported at each place that CommonMark
	// and Pandoc read differently.
	Guessed bool
	// Appendix is set if a file before this one has begun the appendices.
	Appendix bool
	// Files are those of the book, for tables in files, ![caption](table.csv); nil: there are none.
	Files fs.FS
}

// Document is the content of a Markdown file.
type Document struct {
	// FrontMatter is the metadata of the file as one YAML text without delimiters, in which each line keeps its line
	// number. FrontMatterLine is the line on which it begins, or 0.
	FrontMatter     []byte
	FrontMatterLine int
	Blocks          []doc.Block
	Notes           []*doc.NoteDef // in order of definition
	Silences        []Silence      // in order
	// Appendix is set if the chapters of the files after this one are appendices.
	Appendix bool
}

// Silence is a comment that silences findings: <!-- quire: ignore CODE — reason -->.
type Silence struct {
	Pos    diag.Pos // of the comment
	Codes  []string
	Reason string
	// Lines is what the comment covers: the block or line that follows it, or its own line.
	Lines diag.Span
}

// Covers reports whether the silence applies to a finding.
func (s Silence) Covers(f diag.Finding) bool {
	if f.Pos.File != s.Lines.File || f.Pos.Line < s.Lines.Line || f.Pos.Line > s.Lines.EndLine {
		return false
	}
	for _, c := range s.Codes {
		if c == f.Code {
			return true
		}
	}
	return false
}

// Parse reads a file. path is its name in positions, relative to the root. Faults go to l; the Document is complete in
// any case.
func Parse(path string, src []byte, opts Options, l *diag.List) *Document {
	r := newReading(path, src, opts, l)
	return r.read()
}

// reading is the state of one Parse.
type reading struct {
	src   *source
	opts  Options
	diags *diag.List
	refs  map[string]linkTarget
	doc   *Document
	smart bool
	on    switches
	// headings maps labels to the identifiers of the file's headings.
	headings map[string]string
	closers  map[int]int     // for each opening HTML tag, the offset of its closing tag
	once     map[string]bool // what has been reported, if it is reported once for a file

	// deep is set once the limit of nesting has been reported.
	deep bool
	// noComment is the end of a stretch of source that is known to hold no end of a comment.
	noComment int
	// noRule is the beginning of a text that is known to hold no rule that ends a table; 0: nothing is known.
	noRule int
	// level counts the texts that this one is a part of.
	level int
	// keepMarks is set for a part whose TeX commands apply to the text after the part.
	keepMarks bool
	// texText is set for text within TeX, in which ~ is a no-break space and ``x'' is in quotation marks.
	texText bool
	lists   markers
	warned  diag.Pos // of the last warning about the beginning of a block
}

// The limits of nesting. Real texts are far below them. Deeper nesting is reported and set as text, so that no input
// makes any stage recurse without bound.
const (
	maxBlockDepth  = 120 // open blocks; a list takes two
	maxInlineDepth = 100
	maxColumns     = 100 // of a table
)

func newReading(path string, src []byte, opts Options, l *diag.List) *reading {
	return &reading{
		src: newSource(path, src, l), opts: opts, diags: l, refs: map[string]linkTarget{}, doc: &Document{Appendix: opts.Appendix}, smart: opts.Has("smart"),
		on: opts.switches(), once: map[string]bool{},
	}
}

func (r *reading) read() *Document {
	root := r.parse()
	if r.on.headerRefs {
		if l := r.opts.Labels; l != nil && l.own[r.src.file] != nil {
			r.headings = l.own[r.src.file]
		} else {
			r.headings = r.nameHeadings(root, taken{})
		}
	}
	r.doc.Blocks = r.blocks(root, r.opts.Lang)
	slices.SortStableFunc(r.doc.Silences, func(a, b Silence) int {
		return cmp.Or(cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Col, b.Pos.Col))
	})
	if r.opts.Shared {
		r.strayText()
	}
	return r.doc
}

// parse finds the metadata and the blocks. goldmark sees the whole file, so that its offsets are those of the file; the
// metadata are replaced by blank lines.
func (r *reading) parse() ast.Node {
	return r.blockParser().Parse(gmtext.NewReader(r.metadata()))
}

// strayText reports content of a file of notes that is not a note. Headings are allowed.
func (r *reading) strayText() {
	for _, b := range r.doc.Blocks {
		if _, ok := b.(*doc.Heading); ok {
			continue
		}
		r.warn(b.Base().Span.Pos, "text-outside-notes", "this text belongs to no note",
			"begin it with “[^label]:”, or indent it by four spaces if it continues the note above")
	}
}

func (r *reading) find(sev diag.Severity, pos diag.Pos, code, message, help string) {
	r.diags.Add(diag.Finding{Pos: pos, Severity: sev, Code: code, Message: message, Help: help})
}

func (r *reading) warn(pos diag.Pos, code, message, help string) {
	r.find(diag.Warning, pos, code, message, help)
}

func (r *reading) err(pos diag.Pos, code, message, help string) {
	r.find(diag.Error, pos, code, message, help)
}

func (r *reading) tooDeep(pos diag.Pos) {
	if r.deep {
		return
	}
	r.deep = true
	r.err(pos, "nesting", "blocks or inlines are nested too deeply here", "write the text with fewer levels")
}
