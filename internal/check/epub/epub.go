// Package epub judges finished EPUBs by EPUB 3.3 and EPUB Accessibility 1.1.
//
// A checkpoint is a line of points. To add one, add its line, call Fault with its code in the file for that part of the
// standard, and add a mutant to the test that fails at it and at nothing else.
package epub

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"quire/internal/check/report"
	"quire/internal/check/xmltree"
)

// points are the checkpoints of an EPUB, in the order in which they are checked. The sections are those of EPUB 3.3 if no
// other standard is named.
func points() []report.Point {
	return []report.Point{
		{Code: "zip", Title: "the file is a whole ZIP archive (OCF 4.2)"},
		{Code: "zip-names", Title: "names in the archive are unique, portable and stay inside (OCF 4.1.5)"},
		{Code: "mimetype", Title: "the media type comes first, stored, without extra field (OCF 4.2.2)"},
		{Code: "container", Title: "META-INF/container.xml names one package document (OCF 4.1.6.3)"},
		{Code: "encryption", Title: "nothing is encrypted or obfuscated (OCF 4.4)"},
		{Code: "package", Title: "the package document is a well-formed EPUB 3 package (5.3)"},
		{Code: "metadata-required", Title: "identifier, title, language and one modification date (5.5)"},
		{Code: "metadata-refines", Title: "each refinement finds what it refines (5.5.5)"},
		{Code: "metadata-property", Title: "each property is known or its prefix declared (5.5.5)"},
		{Code: "metadata-date", Title: "dates are dates (5.5.3)"},
		{Code: "metadata-language", Title: "languages are well-formed (BCP 47)"},
		{Code: "metadata-identifier", Title: "identifiers are what they say: UUID, ISBN, DOI"},
		{Code: "metadata-role", Title: "roles are MARC relators"},
		{Code: "manifest", Title: "manifest items have unique ids and addresses (5.6.2)"},
		{Code: "manifest-missing", Title: "each item listed is in the archive (5.6.2)"},
		{Code: "manifest-unlisted", Title: "each file in the archive is listed (5.6.1)"},
		{Code: "manifest-media-type", Title: "the media type is what the bytes are (3.2)"},
		{Code: "manifest-properties", Title: "item properties say what the item holds (5.6.3)"},
		{Code: "spine", Title: "the spine lists documents of the manifest, each once (5.7)"},
		{Code: "access-metadata", Title: "access modes, features, hazards and summary are given (EPUB Accessibility 1.1, 2)"},
		{Code: "access-claim", Title: "what is claimed about access is so (EPUB Accessibility 1.1, 2)"},
		{Code: "access-conformance", Title: "conformance is claimed by someone (EPUB Accessibility 1.1, 4)"},
		{Code: "page-source", Title: "page numbers name the edition they are of (EPUB Accessibility 1.1, 3.2)"},
		{Code: "nav", Title: "one navigation document with a contents in its prescribed form (7)"},
		{Code: "nav-link", Title: "each navigation entry finds its target (7.3)"},
		{Code: "nav-order", Title: "the contents follow the reading order (7.4.2)"},
		{Code: "landmarks", Title: "landmarks have distinct known types (7.4.4)"},
		{Code: "page-list", Title: "the page list and the page breaks agree (7.4.3)"},
		{Code: "ncx", Title: "the NCX says what the navigation document says (9.1)"},
		{Code: "xhtml", Title: "each content document is well-formed XHTML (6.1)"},
		{Code: "xhtml-title", Title: "each content document has a title"},
		{Code: "xhtml-element", Title: "elements are of HTML and stand where they may"},
		{Code: "xhtml-id", Title: "ids are unique and plain"},
		{Code: "link", Title: "internal links find their targets, in the spine"},
		{Code: "link-scheme", Title: "external links are web or mail addresses"},
		{Code: "remote-resource", Title: "nothing is fetched from outside (3.6)"},
		{Code: "script", Title: "no scripts, forms or frames"},
		{Code: "language", Title: "each content document says its language (WCAG 3.1.1)"},
		{Code: "heading", Title: "headings begin at one, skip no level and are not empty (WCAG 1.3.1)"},
		{Code: "image-alt", Title: "images have a text alternative or are marked as decoration (WCAG 1.1.1)"},
		{Code: "table", Title: "tables have header cells with a scope (WCAG 1.3.1)"},
		{Code: "noteref", Title: "each note reference finds a note"},
		{Code: "note", Title: "each note is referred to and leads back"},
		{Code: "pagebreak", Title: "page breaks have an id and a label of their own (EPUB Accessibility 1.1, 3.2)"},
		{Code: "role", Title: "roles are known, not deprecated, and on the right element (DPUB-ARIA 1.1)"},
		{Code: "epub-type", Title: "epub:type uses the structure vocabulary (6.1.3.1)"},
		{Code: "aria", Title: "ARIA references find their targets, labels are not empty (WCAG 4.1.2)"},
		{Code: "css", Title: "stylesheets parse and leave direction and zoom to the reader (6.3)"},
		{Code: "css-reference", Title: "each file that a stylesheet names is in the book"},
		{Code: "font", Title: "fonts are whole, and used"},
		{Code: "image", Title: "images can be decoded and carry no place or camera"},
		{Code: "kepub", Title: "in a book for Kobo, each text has its place in a span, in order"},
		{Code: "human-alt", Title: "text alternatives say what the images say", Human: true},
		{Code: "human-order", Title: "the text reads in a sensible order", Human: true},
		{Code: "human-language", Title: "passages in another language are marked as such", Human: true},
		{Code: "human-structure", Title: "headings, lists and quotations are marked as what they are", Human: true},
		{Code: "human-summary", Title: "the accessibility summary is true and useful", Human: true},
	}
}

// item is an entry of the manifest.
type item struct {
	id, path, mediaType string
	properties          []string
	place               string
	inSpine, linear     bool
	fallback            string
}

func (it *item) has(property string) bool { return slices.Contains(it.properties, property) }

// book is an EPUB being judged.
type book struct {
	*report.Recorder
	files   map[string][]byte
	names   []string // in the order of the archive
	opfPath string
	opf     *xmltree.Document
	items   []*item
	byID    map[string]*item
	byPath  map[string]*item
	spine   []*item
	docs    []*xmltree.Document // content documents: the spine in order, then the rest
	byDoc   map[string]*xmltree.Document
	nav     *xmltree.Document
	toc     []entry // entries of the contents, in order
	pages   []entry
	marks   []entry
}

// entry is one link of a navigation list.
type entry struct {
	label, target, place string // target is path#fragment inside the archive
	depth                int
	kind                 []string // epub:type
}

// Check judges an EPUB 3 publication. The name is used only in the report. Check follows EPUB 3.3 and EPUB Accessibility 1.1.
// Where these leave a choice, it asks for what reading systems need of a book of text: no scripts, no obfuscation, a way back
// from every note. It gives a report for any bytes.
func Check(name string, data []byte) *report.Report {
	b := &book{Recorder: report.New(name, "EPUB 3.3, EPUB Accessibility 1.1", points()), byID: map[string]*item{}, byPath: map[string]*item{}, byDoc: map[string]*xmltree.Document{}}
	if !b.readArchive(data) || !b.readContainer() || !b.readPackage() {
		return b.Abandon()
	}
	b.checkMetadata()
	b.readManifest()
	b.readSpine()
	b.readDocuments()
	b.checkProperties()
	b.readNavigation()
	b.checkText()
	b.checkNotes()
	b.checkKobo()
	b.checkNavigation()
	b.checkNCX()
	b.checkStyles()
	b.checkMedia()
	b.checkAccess()
	return b.Finish()
}

// resolve gives the path and fragment inside the archive of an address written in a file.
func (b *book) resolve(from, href string) (target, fragment string, ok bool) {
	href, fragment, _ = strings.Cut(href, "#")
	if i := strings.IndexByte(href, '?'); i >= 0 {
		href = href[:i]
	}
	href, err1 := unescape(href)
	fragment, err2 := unescape(fragment)
	if err1 != nil || err2 != nil || strings.HasPrefix(href, "/") {
		return "", "", false
	}
	if href == "" {
		return from, fragment, true
	}
	target = path.Join(path.Dir(from), href)
	if target == ".." || strings.HasPrefix(target, "../") {
		return "", "", false
	}
	return target, fragment, true
}

func unescape(s string) (string, error) {
	if !strings.Contains(s, "%") {
		return s, nil
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			out.WriteByte(s[i])
			continue
		}
		var c byte
		if i+2 >= len(s) {
			return "", fmt.Errorf("broken escape")
		}
		if _, err := fmt.Sscanf(s[i+1:i+3], "%02x", &c); err != nil {
			return "", err
		}
		out.WriteByte(c)
		i += 2
	}
	return out.String(), nil
}

// scheme gives the scheme of an absolute address, "" for a relative one.
func scheme(href string) string {
	if strings.HasPrefix(href, "//") {
		return "//"
	}
	i := strings.IndexAny(href, ":/?#")
	if i <= 0 || href[i] != ':' {
		return ""
	}
	return strings.ToLower(href[:i])
}
