package epub

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"quire/internal/check/xmltree"
)

func (b *book) readPackage() bool {
	doc, err := xmltree.Parse(b.opfPath, b.files[b.opfPath])
	if err != nil {
		xmltree.Fault(b.Recorder, "package", err)
		return false
	}
	b.opf = doc
	r := doc.Root
	if r.Space != xmltree.OPF || r.Name != "package" {
		b.Fault("package", r.Place, "the root is “%s”, not a package", r.Name)
		return false
	}
	if v := r.Attr("version"); v != "3.0" {
		b.Fault("package", r.Place, "the version is “%s”, not 3.0", v)
	}
	var order []string
	ids := map[string]bool{}
	for _, e := range r.Elements() {
		order = append(order, e.Name)
	}
	for _, e := range doc.All {
		id, given := e.Has("", "id")
		if given && e.Name != "item" && ids[id] {
			b.Fault("package", e.Place, "the id “%s” is given twice", id)
		}
		ids[id] = true
	}
	for i, want := range []string{"metadata", "manifest", "spine"} {
		if i >= len(order) || order[i] != want {
			b.Fault("package", r.Place, "metadata, manifest and spine do not follow in that order")
			return false
		}
	}
	return true
}

// section gives the elements of a part of the package document.
func (b *book) section(name string) []*xmltree.Element {
	for _, e := range b.opf.Root.Elements() {
		if e.Name == name {
			return e.Elements()
		}
	}
	return nil
}

var (
	dateForm     = regexp.MustCompile(`^-?\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$`)
	modifiedForm = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$`)
	uuidForm     = regexp.MustCompile(`^(?i)urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	doiForm      = regexp.MustCompile(`^(?i)(doi:|urn:doi:|https://doi\.org/|info:doi/)10\.\d{4,9}/\S+$`)
	relatorForm  = regexp.MustCompile(`^[a-z]{3}$`)
)

// metaValues gives the text of the metas with a property, whatever they refine.
func (b *book) metaValues(property string) []string {
	var out []string
	for _, e := range b.section("metadata") {
		if e.Space == xmltree.OPF && e.Name == "meta" && e.Attr("property") == property {
			out = append(out, e.Text())
		}
	}
	return out
}

// metadata is what is counted while the metadata are read.
type metadata struct {
	count    map[string]int              // of the elements of Dublin Core
	ids      map[string]*xmltree.Element // of the package
	prefixes map[string]bool
	modified int
}

func (b *book) checkMetadata() {
	root := b.opf.Root
	m := &metadata{count: map[string]int{}, ids: map[string]*xmltree.Element{}, prefixes: maps.Clone(reservedPrefixes)}
	for _, e := range b.opf.All {
		if id := e.Attr("id"); id != "" {
			m.ids[id] = e
		}
	}
	declared := strings.Fields(root.Attr("prefix"))
	for i := 0; i+1 < len(declared); i += 2 {
		m.prefixes[strings.TrimSuffix(declared[i], ":")] = true
	}
	for _, e := range b.section("metadata") {
		switch e.Space {
		case xmltree.DC:
			m.count[e.Name]++
			b.checkDublinCore(e)
		case xmltree.OPF:
			b.checkMeta(e, m)
		}
	}
	for _, name := range []string{"identifier", "title", "language"} {
		if m.count[name] == 0 {
			b.Fault("metadata-required", b.opfPath, "there is no dc:%s", name)
		}
	}
	if m.modified != 1 {
		b.Fault("metadata-required", b.opfPath, "there are %d dates of modification (dcterms:modified) instead of one", m.modified)
	}
	if u := m.ids[root.Attr("unique-identifier")]; u == nil || u.Space != xmltree.DC || u.Name != "identifier" {
		b.Fault("metadata-required", root.Place, "unique-identifier does not name a dc:identifier")
	}
}

func (b *book) checkDublinCore(e *xmltree.Element) {
	text := e.Text()
	if text == "" {
		b.Fault("metadata-required", e.Place, "dc:%s is empty", e.Name)
		return
	}
	switch e.Name {
	case "language":
		b.checkLanguage("metadata-language", e.Place, text)
	case "date":
		if !dateForm.MatchString(text) {
			b.Fault("metadata-date", e.Place, "“%s” is not a date of the form 2026-03-01", text)
		}
	case "identifier":
		b.checkIdentifier(e, text)
	}
}

// checkMeta looks at a meta or a link.
func (b *book) checkMeta(e *xmltree.Element, m *metadata) {
	if ref, given := e.Has("", "refines"); given {
		id, local := strings.CutPrefix(ref, "#")
		if !local { // it refines a resource outside of the package
			return
		}
		if m.ids[id] == nil {
			b.Fault("metadata-refines", e.Place, "it refines “%s”, which is not in the package", ref)
		}
	}
	switch {
	case e.Name != "meta":
	case e.Attr("property") != "":
		b.checkProperty(e, m)
	case e.Attr("name") == "cover" && m.ids[e.Attr("content")] == nil: // the form of EPUB 2, kept for old readers
		b.Fault("metadata-refines", e.Place, "the cover “%s” is not an item", e.Attr("content"))
	case e.Attr("name") == "":
		b.Fault("metadata-property", e.Place, "a meta without a property")
	}
}

func (b *book) checkProperty(e *xmltree.Element, m *metadata) {
	p, text := e.Attr("property"), e.Text()
	if text == "" {
		b.Fault("metadata-property", e.Place, "the property “%s” has no value", p)
	}
	prefix, _, prefixed := strings.Cut(p, ":")
	if prefixed && !m.prefixes[prefix] {
		b.Fault("metadata-property", e.Place, "the prefix of “%s” is not declared", p)
	}
	if !prefixed && !metaProperties[p] {
		b.Fault("metadata-property", e.Place, "“%s” is not a property of EPUB", p)
	}
	switch {
	case p == "dcterms:modified" && e.Attr("refines") == "":
		if m.modified++; !modifiedForm.MatchString(text) {
			b.Fault("metadata-date", e.Place, "“%s” is not of the form 2026-03-01T12:00:00Z", text)
		}
	case p == "role" && e.Attr("scheme") == "marc:relators" && !relatorForm.MatchString(text):
		b.Fault("metadata-role", e.Place, "“%s” is not a MARC relator, which has three letters", text)
	case p == "title-type" && !slices.Contains([]string{"main", "subtitle", "short", "collection", "edition", "expanded"}, text):
		b.Fault("metadata-property", e.Place, "“%s” is not a type of title", text)
	}
}

func (b *book) checkIdentifier(e *xmltree.Element, text string) {
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(lower, "urn:uuid:") && !uuidForm.MatchString(text):
		b.Fault("metadata-identifier", e.Place, "“%s” is not a UUID", text)
	case strings.HasPrefix(lower, "urn:isbn:") && !isbn(lower[len("urn:isbn:"):]):
		b.Fault("metadata-identifier", e.Place, "“%s” is not an ISBN: its check digit is wrong", text)
	case (strings.HasPrefix(lower, "doi:") || strings.HasPrefix(lower, "urn:doi:")) && !doiForm.MatchString(text):
		b.Fault("metadata-identifier", e.Place, "“%s” is not a DOI", text)
	}
}

// isbn checks the digit at the end of an ISBN of 10 or 13 places (ISO 2108).
func isbn(s string) bool {
	s = strings.NewReplacer("-", "", " ", "").Replace(s)
	sum := 0
	for i, r := range s {
		d := int(r - '0')
		if r == 'x' && len(s) == 10 && i == 9 {
			d = 10
		} else if r < '0' || r > '9' {
			return false
		}
		switch {
		case len(s) == 10:
			sum += d * (10 - i)
		case i%2 == 1:
			sum += 3 * d
		default:
			sum += d
		}
	}
	return len(s) == 10 && sum%11 == 0 || len(s) == 13 && sum%10 == 0
}

func (b *book) checkLanguage(code, place, tag string) bool {
	_, err := language.Parse(tag)
	if err == nil {
		return true
	}
	// Parse also refuses well-formed tags whose subtags it does not know; those are allowed.
	if _, unknown := err.(language.ValueError); unknown {
		return true
	}
	b.Fault(code, place, "“%s” is not a language tag", tag)
	return false
}

func (b *book) readManifest() {
	for _, e := range b.section("manifest") {
		if e.Name != "item" {
			continue
		}
		href := e.Attr("href")
		it := &item{id: e.Attr("id"), mediaType: e.Attr("media-type"), place: e.Place, properties: strings.Fields(e.Attr("properties")), fallback: e.Attr("fallback")}
		if s := scheme(href); s != "" {
			b.Fault("remote-resource", e.Place, "the manifest lists “%s”, which is outside the book", href)
			continue
		}
		p, frag, ok := b.resolve(b.opfPath, href)
		if !ok || frag != "" || href == "" {
			b.Fault("manifest", e.Place, "“%s” is not the address of a file in the book", href)
			continue
		}
		it.path = p
		if it.id == "" {
			b.Fault("manifest", e.Place, "the item “%s” has no id", href)
		} else if b.byID[it.id] != nil {
			b.Fault("manifest", e.Place, "the id “%s” is given twice", it.id)
		}
		if b.byPath[p] != nil {
			b.Fault("manifest", e.Place, "“%s” is listed twice", href)
			continue
		}
		b.byID[it.id], b.byPath[p] = it, it
		b.items = append(b.items, it)
		data, there := b.files[p]
		if !there {
			b.Fault("manifest-missing", e.Place, "“%s” is not in the archive", href)
			continue
		}
		b.checkMediaType(it, data)
	}
	for _, name := range b.names {
		if name == "mimetype" || name == b.opfPath || strings.HasPrefix(name, "META-INF/") || b.byPath[name] != nil {
			continue
		}
		b.Fault("manifest-unlisted", name, "the file is in the archive but not in the manifest")
	}
}

// checkMediaType compares the declared type with the first bytes, and with the list of types that every reading
// system takes (EPUB 3.3, 3.2).
func (b *book) checkMediaType(it *item, data []byte) {
	sniffed := "text"
	switch head := string(data[:min(len(data), 16)]); {
	case strings.HasPrefix(head, "\x89PNG\r\n\x1a\n"):
		sniffed = "image/png"
	case strings.HasPrefix(head, "\xff\xd8\xff"):
		sniffed = "image/jpeg"
	case strings.HasPrefix(head, "GIF87a"), strings.HasPrefix(head, "GIF89a"):
		sniffed = "image/gif"
	case strings.HasPrefix(head, "RIFF") && len(head) >= 12 && head[8:12] == "WEBP":
		sniffed = "image/webp"
	case strings.HasPrefix(head, "OTTO"), strings.HasPrefix(head, "\x00\x01\x00\x00"), strings.HasPrefix(head, "true"):
		sniffed = "font"
	case strings.HasPrefix(head, "wOFF"), strings.HasPrefix(head, "wOF2"):
		sniffed = "woff"
	case !utf8.Valid(data):
		sniffed = "binary"
	}
	want := map[string][]string{
		"image/png": {"image/png"}, "image/jpeg": {"image/jpeg"}, "image/gif": {"image/gif"}, "image/webp": {"image/webp"},
		"font/ttf": {"font"}, "font/otf": {"font"}, "font/sfnt": {"font"}, "application/vnd.ms-opentype": {"font"},
		"application/font-sfnt": {"font"}, "font/woff": {"woff"}, "font/woff2": {"woff"}, "application/font-woff": {"woff"},
		"image/svg+xml": {"text"}, "application/xhtml+xml": {"text"},
		"application/x-dtbncx+xml": {"text"}, "text/css": {"text"},
	}[it.mediaType]
	switch {
	case it.mediaType == "":
		b.Fault("manifest-media-type", it.place, "“%s” has no media type", it.path)
	case want == nil && it.fallback == "" && it.inSpine:
		b.Fault("manifest-media-type", it.place, "“%s” is %s, which a reading system need not take", it.path, it.mediaType)
	case want != nil && !slices.Contains(want, sniffed) && len(data) > 0:
		b.Fault("manifest-media-type", it.place, "“%s” is said to be %s, but its bytes are not", it.path, it.mediaType)
	}
	ext := map[string]string{".xhtml": "application/xhtml+xml", ".css": "text/css", ".ncx": "application/x-dtbncx+xml", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}[strings.ToLower(path.Ext(it.path))]
	if ext != "" && it.mediaType != "" && ext != it.mediaType {
		b.Fault("manifest-media-type", it.place, "“%s” is said to be %s", it.path, it.mediaType)
	}
}

func (b *book) readSpine() {
	linear := 0
	for _, e := range b.section("spine") {
		if e.Name != "itemref" {
			continue
		}
		it := b.byID[e.Attr("idref")]
		switch {
		case it == nil:
			b.Fault("spine", e.Place, "“%s” is not an item of the manifest", e.Attr("idref"))
			continue
		case it.inSpine:
			b.Fault("spine", e.Place, "“%s” is in the spine twice", it.id)
			continue
		case it.mediaType != "application/xhtml+xml" && it.mediaType != "image/svg+xml" && it.fallback == "":
			b.Fault("spine", e.Place, "“%s” is %s, not a content document", it.id, it.mediaType)
		}
		it.inSpine = true
		if l := e.Attr("linear"); l != "no" {
			it.linear = true
			linear++
		}
		b.spine = append(b.spine, it)
	}
	if linear == 0 {
		b.Fault("spine", b.opfPath, "nothing is in the reading order")
	}
}

// readDocuments parses the XHTML of the book.
func (b *book) readDocuments() {
	read := func(it *item) {
		data, there := b.files[it.path]
		if !there || it.mediaType != "application/xhtml+xml" || b.byDoc[it.path] != nil {
			return
		}
		doc, err := xmltree.Parse(it.path, data)
		if err != nil {
			xmltree.Fault(b.Recorder, "xhtml", err)
			return
		}
		if doc.Root.Space != xmltree.XHTML || doc.Root.Name != "html" {
			b.Fault("xhtml", doc.Root.Place, "the root is not html in the namespace of XHTML")
			return
		}
		if d := strings.Join(strings.Fields(doc.Doctype), " "); d != "" && !strings.EqualFold(d, "DOCTYPE html") && !strings.HasSuffix(d, `"about:legacy-compat"`) {
			b.Fault("xhtml", it.path, "the document type is not <!DOCTYPE html>")
		}
		b.docs = append(b.docs, doc)
		b.byDoc[it.path] = doc
	}
	for _, it := range b.spine {
		read(it)
	}
	for _, it := range b.items {
		read(it)
	}
}

// checkProperties compares the properties of each item with what it contains (EPUB 3.3, D.6).
func (b *book) checkProperties() {
	navs, covers := 0, 0
	for _, it := range b.items {
		for _, p := range it.properties {
			switch p {
			case "nav":
				navs++
			case "cover-image":
				if covers++; !strings.HasPrefix(it.mediaType, "image/") {
					b.Fault("manifest-properties", it.place, "the cover image is %s", it.mediaType)
				}
			case "mathml", "svg", "scripted", "remote-resources", "switch":
			default:
				if !strings.Contains(p, ":") {
					b.Fault("manifest-properties", it.place, "“%s” is not a property of an item", p)
				}
			}
		}
		doc := b.byDoc[it.path]
		if doc == nil {
			continue
		}
		math, svg := false, false
		for _, e := range doc.All {
			math = math || e.Space == xmltree.MathML
			svg = svg || e.Space == xmltree.SVG
		}
		if svg != it.has("svg") {
			b.Fault("manifest-properties", it.place, "the property svg and the content of “%s” do not agree", it.path)
		}
		if math != it.has("mathml") {
			b.Fault("manifest-properties", it.place, "the property mathml and the content of “%s” do not agree", it.path)
		}
		if it.has("remote-resources") {
			b.Fault("remote-resource", it.place, "“%s” is said to use resources from outside", it.path)
		}
		if it.has("scripted") {
			b.Fault("script", it.place, "“%s” is said to be scripted", it.path)
		}
	}
	if navs > 1 {
		b.Fault("nav", b.opfPath, "%d items are navigation documents", navs)
	}
	if covers > 1 {
		b.Fault("manifest-properties", b.opfPath, "%d items are the cover image", covers)
	}
}
