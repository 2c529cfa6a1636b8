// Package markdown reads the source of a text: CommonMark with the constructs that Pandoc's users write, in
// Pandoc's syntax (docs/markdown.md shows them all). goldmark finds the blocks, with block parsers of ours beside
// its own; the inlines are ours altogether, since exact ends of nodes, Pandoc's brackets and linear time on any
// input cannot be had from goldmark's inline parser. One construct stands in one file.
//
// Parse never fails: whatever it does not understand becomes a finding at its place, with the text kept.
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

// Options say what a file cannot know of itself.
type Options struct {
	// Lang is the language of the text (BCP 47), for smart punctuation and the labels of locators.
	Lang string
	// Shared is set for a file of notes, whose definitions belong to the whole book.
	Shared bool
	// Dialect and Extensions say how the text is read.
	Dialect    Dialect
	Extensions Extensions
	// Labels are those of the whole book, for references from one file to another; nil: the file stands alone.
	Labels *Labels
	// Guessed is set where the book does not name its dialect. Then each place that CommonMark and Pandoc read
	// differently gets a warning.
	Guessed bool
	// Files are those of the book, for tables that an image names, as ![caption](table.csv); nil: there are none.
	Files fs.FS
}

// Document is what a Markdown file says.
type Document struct {
	// FrontMatter is the metadata of the file as one text of YAML, each line where it stands in the file, without what
	// encloses it; FrontMatterLine is the line on which it begins, 0 if there is none.
	FrontMatter     []byte
	FrontMatterLine int
	Blocks          []doc.Block
	Notes           []*doc.NoteDef // in order of definition
	Silences        []Silence      // in order
}

// Silence is a comment that quiets findings at its place: <!-- quire: ignore CODE — reason -->.
type Silence struct {
	Pos    diag.Pos // of the comment
	Codes  []string
	Reason string
	// Lines is what the comment covers: the block or line that follows it, or its own line.
	Lines diag.Span
}

// Covers reports whether the silence quiets a finding.
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

// Parse reads a file. path names it in positions and is relative to the root. Faults go to l; the Document is
// complete whatever they are.
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
	// headings are the identifiers of the file's headings, by the label that refers to each.
	headings map[string]string
	closers  map[int]int     // where what a tag of HTML opens is closed
	once     map[string]bool // what has been reported, and is reported once for a file

	// deep is set once the limit of nesting has been reported.
	deep bool
	// noComment is the end of a stretch of source known to hold no end of a comment.
	noComment int
	// noRule is where a text begins that is known to hold no rule that ends a table; 0: nothing is known.
	noRule int
	// level counts the texts that this one is a part of.
	level int
	// keepMarks is set for a part whose commands of TeX speak of what follows the part.
	keepMarks bool
	lists     markers
	warned    diag.Pos // of the last warning about the beginning of a block
}

// The limits of nesting. Real texts stay far below; what lies beyond is reported and set as text, so that no
// input makes any stage recurse without bound.
const (
	maxBlockDepth  = 120 // open blocks; a list takes two
	maxInlineDepth = 100
	maxColumns     = 100 // of a table
)

func newReading(path string, src []byte, opts Options, l *diag.List) *reading {
	return &reading{
		src: newSource(path, src, l), opts: opts, diags: l, refs: map[string]linkTarget{}, doc: &Document{}, smart: opts.Has("smart"),
		on: opts.switches(), once: map[string]bool{},
	}
}

func (r *reading) read() *Document {
	root := r.parse()
	if r.on.headerRefs {
		if l := r.opts.Labels; l != nil && l.own[r.src.file] != nil {
			r.headings = l.own[r.src.file]
		} else {
			r.headings = r.nameHeadings(root, map[string]bool{})
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

// parse finds the metadata and the blocks. goldmark sees the whole file, so that its offsets are the file's; the metadata
// is blanked out.
func (r *reading) parse() ast.Node {
	return r.blockParser().Parse(gmtext.NewReader(r.metadata()))
}

// strayText reports what a file of notes holds beside notes. Headings may divide it.
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
