package epub

import (
	"bytes"
	"slices"
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/xhtml"
)

// content summarises the text for the accessibility metadata.
type content struct {
	pictures, undescribed         int
	headings, tables, tablesNamed int
	notes, ruby                   bool
	index                         bool
	moving                        bool // pictures that may flash or move
	formulas                      bool
}

// pictures gives the images of the text, each time they are shown.
func pictures(b *doc.Book) []*doc.Image {
	var list []*doc.Image
	eachNode(b, func(n interface{ Base() *doc.Node }) {
		if m, ok := n.(*doc.Image); ok {
			list = append(list, m)
		}
	})
	return list
}

// eachNode visits the nodes of the book; notes are visited where they are listed.
func eachNode(b *doc.Book, f func(n interface{ Base() *doc.Node })) {
	visit := func(n interface{ Base() *doc.Node }) bool {
		f(n)
		return true
	}
	for _, s := range b.Sections {
		doc.Walk(s, visit)
	}
}

func (p *plan) survey() content {
	var c content
	eachNode(p.book, func(n interface{ Base() *doc.Node }) {
		switch n := n.(type) {
		case *doc.Image:
			if n.Decorative {
				return
			}
			c.pictures++
			if strings.TrimSpace(n.Alt) == "" {
				c.undescribed++
			}
			if a := p.book.Assets[n.Path]; a != nil && mayMove(a) {
				c.moving = true
			}
		case *doc.Heading:
			c.headings++
		case *doc.Table:
			c.tables++
			if named(n) {
				c.tablesNamed++
			}
		case *doc.Note:
			c.notes = true
		case *doc.Math:
			c.formulas = true
		case *doc.Span:
			c.ruby = c.ruby || n.Element == "ruby"
		case *doc.Section:
			c.index = c.index || n.Kind == doc.KindIndex
		}
	})
	return c
}

// named reports whether a table has header cells.
func named(t *doc.Table) bool {
	for _, r := range slices.Concat(t.Head, t.Body) {
		for _, cell := range r.Cells {
			if cell.Header {
				return true
			}
		}
	}
	return false
}

// mayMove reports whether a picture may be animated and so may flash.
func mayMove(a *doc.Asset) bool {
	switch a.MediaType {
	case "image/gif":
		return bytes.Count(a.Data, []byte{0x21, 0xF9, 0x04}) > 1 // graphic control extensions, one a frame
	case "image/png":
		return bytes.Contains(a.Data, []byte("acTL"))
	case "image/webp":
		return bytes.Contains(a.Data, []byte("ANIM"))
	case "image/svg+xml":
		return bytes.Contains(a.Data, []byte("<animate")) || bytes.Contains(a.Data, []byte("@keyframes"))
	}
	return false
}

// access writes the metadata of EPUB Accessibility 1.1, section 2, in the terms of schema.org: only what was found in
// the text.
func (p *plan) access(m metadata) {
	c := p.survey()
	add := func(property string, values ...string) {
		for _, v := range values {
			m.meta("schema:"+property, v)
		}
	}
	add("accessMode", "textual")
	if c.pictures > 0 {
		add("accessMode", "visual")
	}
	if c.undescribed == 0 {
		add("accessModeSufficient", "textual")
	} else {
		add("accessModeSufficient", "textual,visual")
	}
	add("accessibilityFeature", "ARIA", "displayTransformability", "readingOrder", "tableOfContents", "unlocked")
	if c.headings > 0 {
		add("accessibilityFeature", "structuralNavigation")
	}
	if c.pictures > 0 && c.undescribed == 0 {
		add("accessibilityFeature", "alternativeText")
	}
	if p.paged() {
		add("accessibilityFeature", "pageBreakMarkers", "pageNavigation")
	}
	if c.index {
		add("accessibilityFeature", "index")
	}
	if c.formulas {
		add("accessibilityFeature", "MathML", "describedMath")
	}
	if c.ruby {
		add("accessibilityFeature", "rubyAnnotations")
	}
	if c.moving {
		add("accessibilityHazard", "unknown")
	} else {
		add("accessibilityHazard", "none")
	}
	sentences := []string{p.word(lang.AccessStructure)}
	say := func(so bool, k lang.Key) {
		if so {
			sentences = append(sentences, p.word(k))
		}
	}
	say(c.notes, lang.AccessNotes)
	say(p.paged(), lang.AccessPages)
	say(c.pictures == 0, lang.AccessNoImages)
	say(c.pictures > 0 && c.undescribed == 0, lang.AccessImages)
	say(c.tables > 0 && c.tables == c.tablesNamed, lang.AccessTables)
	add("accessibilitySummary", strings.Join(sentences, " "))
	// Only a person can judge whether the book conforms to a standard; the tool passes on who did.
	if b := &p.book.Meta; b.CertifiedBy != "" && b.ConformsTo != "" {
		m.line("meta", b.ConformsTo, att{Name: "property", Value: "dcterms:conformsTo"}, att{Name: "id", Value: "conformance"})
		m.line("meta", b.CertifiedBy, att{Name: "property", Value: "a11y:certifiedBy"}, att{Name: "refines", Value: "#conformance"}, att{Name: "id", Value: "certifier"})
		m.refine("certifier", "a11y:certifierCredential", b.CertifierCredential)
		if report, ok := xhtml.SafeURL(b.CertifierReport); ok {
			m.w.Empty("link", att{Name: "refines", Value: "#certifier"}, att{Name: "rel", Value: "a11y:certifierReport"}, att{Name: "href", Value: report})
			m.w.Line()
		}
	}
}
