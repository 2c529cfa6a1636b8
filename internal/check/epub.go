package check

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// epubPoints are the checkpoints of an EPUB in the order in which they are looked at. Sections named are those of
// EPUB 3.3 unless another standard is.
func epubPoints() []point {
	return []point{
		{code: "zip", title: "the file is a whole ZIP archive (OCF 4.2)"},
		{code: "zip-names", title: "names in the archive are unique, portable and stay inside (OCF 4.1.5)"},
		{code: "mimetype", title: "the media type comes first, stored, without extra field (OCF 4.2.2)"},
		{code: "container", title: "META-INF/container.xml names one package document (OCF 4.1.6.3)"},
		{code: "encryption", title: "nothing is encrypted or obfuscated (OCF 4.4)"},
		{code: "package", title: "the package document is a well-formed EPUB 3 package (5.3)"},
		{code: "metadata-required", title: "identifier, title, language and one modification date (5.5)"},
		{code: "metadata-refines", title: "each refinement finds what it refines (5.5.5)"},
		{code: "metadata-property", title: "each property is known or its prefix declared (5.5.5)"},
		{code: "metadata-date", title: "dates are dates (5.5.3)"},
		{code: "metadata-language", title: "languages are well-formed (BCP 47)"},
		{code: "metadata-identifier", title: "identifiers are what they say: UUID, ISBN, DOI"},
		{code: "metadata-role", title: "roles are MARC relators"},
		{code: "manifest", title: "manifest items have unique ids and addresses (5.6.2)"},
		{code: "manifest-missing", title: "each item listed is in the archive (5.6.2)"},
		{code: "manifest-unlisted", title: "each file in the archive is listed (5.6.1)"},
		{code: "manifest-media-type", title: "the media type is what the bytes are (3.2)"},
		{code: "manifest-properties", title: "item properties say what the item holds (5.6.3)"},
		{code: "spine", title: "the spine lists documents of the manifest, each once (5.7)"},
		{code: "access-metadata", title: "access modes, features, hazards and summary are given (EPUB Accessibility 1.1, 2)"},
		{code: "access-claim", title: "what is claimed about access is so (EPUB Accessibility 1.1, 2)"},
		{code: "access-conformance", title: "conformance is claimed by someone (EPUB Accessibility 1.1, 4)"},
		{code: "page-source", title: "page numbers name the edition they are of (EPUB Accessibility 1.1, 3.2)"},
		{code: "nav", title: "one navigation document with a contents in its prescribed form (7)"},
		{code: "nav-link", title: "each navigation entry finds its target (7.3)"},
		{code: "nav-order", title: "the contents follow the reading order (7.4.2)"},
		{code: "landmarks", title: "landmarks have distinct known types (7.4.4)"},
		{code: "page-list", title: "the page list and the page breaks agree (7.4.3)"},
		{code: "ncx", title: "the NCX says what the navigation document says (9.1)"},
		{code: "xhtml", title: "each content document is well-formed XHTML (6.1)"},
		{code: "xhtml-title", title: "each content document has a title"},
		{code: "xhtml-element", title: "elements are of HTML and stand where they may"},
		{code: "xhtml-id", title: "ids are unique and plain"},
		{code: "link", title: "internal links find their targets, in the spine"},
		{code: "link-scheme", title: "external links are web or mail addresses"},
		{code: "remote-resource", title: "nothing is fetched from outside (3.6)"},
		{code: "script", title: "no scripts, forms or frames"},
		{code: "language", title: "each content document says its language (WCAG 3.1.1)"},
		{code: "heading", title: "headings begin at one, skip no level and are not empty (WCAG 1.3.1)"},
		{code: "image-alt", title: "images have a text alternative or are marked as decoration (WCAG 1.1.1)"},
		{code: "table", title: "tables have header cells with a scope (WCAG 1.3.1)"},
		{code: "noteref", title: "each note reference finds a note"},
		{code: "note", title: "each note is referred to and leads back"},
		{code: "pagebreak", title: "page breaks have an id and a label of their own (EPUB Accessibility 1.1, 3.2)"},
		{code: "role", title: "roles are known, not deprecated, and on the right element (DPUB-ARIA 1.1)"},
		{code: "epub-type", title: "epub:type uses the structure vocabulary (6.1.3.1)"},
		{code: "aria", title: "ARIA references find their targets, labels are not empty (WCAG 4.1.2)"},
		{code: "css", title: "stylesheets parse and leave direction and zoom to the reader (6.3)"},
		{code: "css-reference", title: "each file that a stylesheet names is in the book"},
		{code: "font", title: "fonts are whole, and used"},
		{code: "image", title: "images can be decoded and carry no place or camera"},
		{code: "kepub", title: "in a book for Kobo, each text has its place in a span, in order"},
		{code: "human-alt", title: "text alternatives say what the images say", human: true},
		{code: "human-order", title: "the text reads in a sensible order", human: true},
		{code: "human-language", title: "passages in another language are marked as such", human: true},
		{code: "human-structure", title: "headings, lists and quotations are marked as what they are", human: true},
		{code: "human-summary", title: "the accessibility summary is true and useful", human: true},
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
	*judge
	files   map[string][]byte
	names   []string // in the order of the archive
	opfPath string
	opf     *document
	items   []*item
	byID    map[string]*item
	byPath  map[string]*item
	spine   []*item
	docs    []*document // content documents: the spine in order, then the rest
	byDoc   map[string]*document
	nav     *document
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

// EPUB judges an EPUB 3 publication held in data; name is used in the report only. It follows EPUB 3.3, EPUB
// Accessibility 1.1 and, where those leave things to taste, what reading systems need of a book of text: no
// scripts, no obfuscation, every note leading back. Whatever the bytes, it gives a report.
func EPUB(name string, data []byte) *Report {
	b := &book{judge: newJudge(name, "EPUB 3.3, EPUB Accessibility 1.1", epubPoints()), byID: map[string]*item{}, byPath: map[string]*item{}, byDoc: map[string]*document{}}
	if !b.readArchive(data) || !b.readContainer() || !b.readPackage() {
		return b.abandon()
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
	return b.finish()
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
