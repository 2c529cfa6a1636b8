package markdown

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"quire/internal/diag"
	"quire/internal/doc"
)

// Labels are the targets of references in brackets, in any file of a book: definitions of links, [label]: address, and
// headings.
type Labels struct {
	links    map[string]linkTarget
	headings map[string]string            // label → identifier, of the first heading of that name
	own      map[string]map[string]string // the same for each file
	used     taken                        // identifiers of headings
}

// Collect adds the labels of a file to those of its book. The files must come in their order: of two headings with the
// same text, other files refer to the first, and the second gets another identifier.
func (l *Labels) Collect(path string, src []byte, opts Options) {
	if l.links == nil {
		l.links, l.headings, l.own, l.used = map[string]linkTarget{}, map[string]string{}, map[string]map[string]string{}, taken{}
	}
	r := newReading(path, src, opts, new(diag.List))
	root := r.parse()
	for k, v := range r.refs {
		if _, known := l.links[k]; !known {
			l.links[k] = v
		}
	}
	l.own[path] = r.nameHeadings(root, l.used)
	for k, v := range l.own[path] {
		if _, known := l.headings[k]; !known {
			l.headings[k] = v
		}
	}
}

// headingOf gives the identifier of the heading with a label: in its own file, or in the book.
func (r *reading) headingOf(label string) (id string, ok bool) {
	if id, ok = r.headings[label]; !ok && r.opts.Labels != nil {
		id, ok = r.opts.Labels.headings[label]
	}
	return id, ok
}

// nameHeadings gives the headings of a parsed file their identifiers, by label. The label is the text of the heading as
// it is written, without attributes (Pandoc's implicit_header_references). It runs before inlines are read, so that a
// reference may come before its heading.
func (r *reading) nameHeadings(root ast.Node, used taken) map[string]string {
	quiet := *r
	quiet.diags, quiet.doc, quiet.once, quiet.headings = new(diag.List), &Document{}, map[string]bool{}, nil
	type named struct{ label, id, slug string }
	var all []named
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h, ok := n.(*ast.Heading)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		if d, ok := quiet.heading(h, r.opts.Lang).(*doc.Heading); ok {
			all = append(all, named{r.headingLabel(h), d.ID, d.Slug})
		}
		return ast.WalkSkipChildren, nil
	})
	for _, n := range all {
		used.add(n.id)
	}
	byLabel := map[string]string{}
	for _, n := range all {
		if n.id == "" && n.slug != "" {
			n.id = used.unused(n.slug)
		}
		if _, known := byLabel[n.label]; !known && n.id != "" && n.label != "" {
			byLabel[n.label] = n.id
		}
	}
	return byLabel
}

// taken has the identifiers that are taken. The number of each is that of the last one made of it, as in notes-2, so that
// no number is tried twice.
type taken map[string]int

func (t taken) add(id string) {
	if _, ok := t[id]; !ok {
		t[id] = 0
	}
}

// unused takes an identifier that is free. It counts as Pandoc does: notes, notes-1, notes-2.
func (t taken) unused(id string) string {
	last, ok := t[id]
	if !ok {
		t[id] = 0
		return id
	}
	for {
		last++
		next := id + "-" + strconv.Itoa(last)
		if _, ok := t[next]; !ok {
			t[id], t[next] = last, 0
			return next
		}
	}
}

// headingLabel is the label of a heading in references.
func (r *reading) headingLabel(n *ast.Heading) string {
	var b []byte
	for i, s := range lineSegments(n) {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, r.src.text[s.Start:s.Stop]...)
	}
	if _, m, ok := trailingAttrs(b); ok {
		b = closingHashes(b[:m])
	}
	return util.ToLinkReference(b)
}

// slug makes an identifier from the text of a heading. With ascii_identifiers accents are removed, and other non-ASCII
// characters dropped.
func (r *reading) slug(content []doc.Inline) string {
	if !r.on.autoIDs {
		return ""
	}
	title := doc.PlainText(content)
	if r.on.asciiIDs {
		title = strings.Map(func(c rune) rune {
			if c >= 0x80 {
				return -1
			}
			return c
		}, norm.NFKD.String(title))
	}
	return doc.Slug(title, r.on.gfmIDs)
}
