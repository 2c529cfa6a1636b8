package epub

import (
	"regexp"
	"slices"
	"strings"

	"quire/internal/check/xmltree"
)

// plainID is an id that every reading system can use in a selector: an XML name without a colon.
var plainID = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_.\-]*$`)

func (b *book) checkText() {
	// Ids first: links lead to documents further on.
	for _, d := range b.docs {
		b.collectIDs(d)
	}
	level := 0
	for i, d := range b.docs {
		b.checkHead(d)
		inOrder := i < len(b.spine) && b.byPath[d.Path].inSpine && b.byPath[d.Path].linear
		if inOrder {
			level = b.checkHeadings(d, level)
		} else {
			b.checkHeadings(d, 0)
		}
		for _, e := range d.All {
			b.checkElement(d, e)
			b.checkAddresses(d, e)
			b.checkRoles(d, e)
		}
	}
	labels := map[string]string{}
	for _, e := range b.pageBreaks() {
		id, label := e.Attr("id"), breakLabel(e)
		switch {
		case id == "":
			b.Fault("pagebreak", e.Place, "the page break has no id, so that nothing can lead to it")
		case label == "":
			b.Fault("pagebreak", e.Place, "the page break does not say its page")
		case labels[label] != "":
			b.Fault("pagebreak", e.Place, "page “%s” also begins at %s", label, labels[label])
		}
		labels[label] = e.Place
	}
}

func (b *book) collectIDs(d *xmltree.Document) {
	for _, e := range d.All {
		id, given := e.Has("", "id")
		if !given {
			continue
		}
		switch {
		case d.IDs[id] != nil:
			b.Fault("xhtml-id", e.Place, "the id “%s” is given twice", id)
		case e.Space == xmltree.XHTML && !plainID.MatchString(id):
			b.Fault("xhtml-id", e.Place, "the id “%s” is not a plain name, which some reading systems need", id)
			fallthrough
		default:
			d.IDs[id] = e
		}
	}
}

func (b *book) checkHead(d *xmltree.Document) {
	title := ""
	for _, e := range d.All {
		if e.Is("title") && e.Parent != nil && e.Parent.Is("head") {
			title = e.Text()
		}
	}
	if title == "" {
		b.Fault("xhtml-title", d.Path, "the document has no title")
	}
	plain, own := d.Root.Has("", "lang")
	full, ownXML := d.Root.Has(xmltree.XML, "lang")
	switch {
	case !own && !ownXML:
		b.Fault("language", d.Root.Place, "the document does not say its language")
	case own && ownXML && !strings.EqualFold(plain, full):
		b.Fault("language", d.Root.Place, "lang says “%s”, xml:lang “%s”", plain, full)
	}
	for _, e := range d.All {
		for _, a := range e.Attrs {
			if a.Name.Local == "lang" && (a.Name.Space == "" || a.Name.Space == xmltree.XML) && a.Value != "" {
				b.checkLanguage("language", e.Place, a.Value)
			} else if a.Name.Local == "lang" && a.Value == "" && e == d.Root {
				b.Fault("language", e.Place, "the language is empty")
			}
		}
	}
}

// checkHeadings checks the levels of the headings of a document. last is the level of the last heading before it: a chapter that
// is divided into several files goes on at its depth.
func (b *book) checkHeadings(d *xmltree.Document, last int) int {
	first := true
	for _, e := range d.All {
		if !e.Is("h1", "h2", "h3", "h4", "h5", "h6") {
			continue
		}
		level := int(e.Name[1] - '0')
		if e.Text() == "" {
			b.Fault("heading", e.Place, "the heading is empty")
		}
		if level > last+1 {
			switch {
			case last == 0 && first && d != b.nav:
				b.Fault("heading", e.Place, "the first heading is of level %d", level)
			case last > 0:
				b.Fault("heading", e.Place, "a heading of level %d follows one of level %d", level, last)
			}
		}
		last, first = level, false
	}
	return last
}

func (b *book) checkElement(d *xmltree.Document, e *xmltree.Element) {
	if e.Space != xmltree.XHTML {
		return
	}
	if !htmlElements[e.Name] {
		b.Fault("xhtml-element", e.Place, "“%s” is not an element of HTML, or one that is no longer", e.Name)
	}
	if e.Parent != nil && e.Parent.Space == xmltree.XHTML {
		b.checkParent(e)
	}
	switch e.Name {
	case "script":
		b.Fault("script", e.Place, "the document has a script")
	case "form", "input", "button", "select", "textarea", "iframe", "object", "embed":
		b.Fault("script", e.Place, "“%s” needs a reading system that acts", e.Name)
	case "img":
		alt, given := e.Has("", "alt")
		if !given && !e.HasRole("presentation", "none") {
			b.Fault("image-alt", e.Place, "the image has no alt")
		} else if given && alt != "" && strings.TrimSpace(alt) == "" {
			b.Fault("image-alt", e.Place, "the alt is nothing but space")
		}
		if given && slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}, strings.ToLower(pathExt(alt))) && !strings.Contains(alt, " ") {
			b.Fault("image-alt", e.Place, "the alt “%s” is the name of a file", alt)
		}
	case "table":
		b.checkTable(e)
	case "meta":
		if strings.EqualFold(e.Attr("http-equiv"), "refresh") {
			b.Fault("script", e.Place, "the document sends the reader elsewhere")
		}
	}
	if e.Is("svg") || e.Space == xmltree.SVG {
		return
	}
	for _, a := range e.Attrs {
		if a.Name.Space == "" && strings.HasPrefix(a.Name.Local, "on") {
			b.Fault("script", e.Place, "the attribute %s is a script", a.Name.Local)
		}
	}
}

func pathExt(s string) string {
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		return s[i:]
	}
	return ""
}

// checkParent checks what may be in a paragraph, a heading, a list or a table (HTML, 4.4 and 4.9). Broken nesting breaks these
// rules first.
func (b *book) checkParent(e *xmltree.Element) {
	p := e.Parent
	wrong := false
	switch e.Name {
	case "li":
		wrong = !p.Is("ol", "ul", "menu")
	case "dt", "dd":
		wrong = !p.Is("dl", "div")
	case "tr":
		wrong = !p.Is("table", "thead", "tbody", "tfoot")
	case "td", "th":
		wrong = !p.Is("tr")
	case "thead", "tbody", "tfoot", "caption", "colgroup":
		wrong = !p.Is("table")
	case "figcaption":
		wrong = !p.Is("figure")
	case "head", "body":
		wrong = !p.Is("html")
	case "a":
		wrong = p.Within(func(x *xmltree.Element) bool { return x.Is("a") })
	}
	switch {
	case p.Is("ol", "ul"):
		wrong = wrong || !e.Is("li", "template")
	case p.Is("table"):
		wrong = wrong || !e.Is("caption", "colgroup", "thead", "tbody", "tfoot", "tr")
	case p.Is("tr"):
		wrong = wrong || !e.Is("td", "th")
	case p.Is("dl"):
		wrong = wrong || !e.Is("dt", "dd", "div")
	case flowOnly[e.Name] && p.Within(func(x *xmltree.Element) bool {
		return x.Is("p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "strong", "i", "b", "small", "cite", "q", "sub", "sup", "code", "abbr", "dfn", "pre", "u", "s", "mark")
	}):
		wrong = true
	}
	if wrong {
		b.Fault("xhtml-element", e.Place, "“%s” may not stand in “%s”", e.Name, p.Name)
	}
}

func (b *book) checkTable(t *xmltree.Element) {
	if t.HasRole("presentation", "none") {
		return
	}
	headers := 0
	for _, e := range t.Descend() {
		if !e.Is("th") {
			continue
		}
		headers++
		scope, given := e.Has("", "scope")
		if !given || !slices.Contains([]string{"row", "col", "rowgroup", "colgroup"}, scope) {
			b.Fault("table", e.Place, "the header cell “%s” does not say whether it heads a row or a column", e.Text())
		}
	}
	if headers == 0 {
		// A table needs no headers if each cell is clear without them. A person must decide that.
		b.Human("table", t.Place, "the table has no header cells")
	}
}

// checkAddresses follows what an element links to or shows.
func (b *book) checkAddresses(d *xmltree.Document, e *xmltree.Element) {
	var shown []string
	if e.Is("img", "audio", "video", "source", "track", "iframe", "embed", "script") {
		if v, given := e.Has("", "src"); given {
			shown = append(shown, v)
		} else if e.Is("img") {
			b.Fault("link", e.Place, "the image names no file")
		}
	}
	if e.Is("link") {
		shown = append(shown, e.Attr("href"))
	}
	if e.Is("object") {
		shown = append(shown, e.Attr("data"))
	}
	for _, part := range strings.Split(e.Attr("srcset"), ",") {
		if f := strings.Fields(part); e.Is("img", "source") && len(f) > 0 {
			shown = append(shown, f[0])
		}
	}
	if e.Space == xmltree.SVG && e.Name == "image" {
		v, _ := e.Has(xmltree.XLink, "href")
		if v == "" {
			v = e.Attr("href")
		}
		shown = append(shown, v)
	}
	for _, href := range shown {
		b.checkResource(d.Path, e.Place, "link", href)
	}
	if style := e.Attr("style"); style != "" {
		b.checkCSS(d.Path, e.Place, style, true)
	}
	if e.Is("style") {
		b.checkCSS(d.Path, e.Place, e.Text(), false)
	}
	href, given := e.Has("", "href")
	if !given || !e.Is("a", "area") {
		return
	}
	if s := scheme(href); s != "" {
		if !slices.Contains([]string{"http", "https", "mailto", "tel", "doi", "urn"}, s) {
			b.Fault("link-scheme", e.Place, "“%s” is not an address that a reading system can open", href)
		}
		if rest, _ := strings.CutPrefix(href, s+":"); strings.Trim(rest, "/") == "" || strings.ContainsAny(href, " \t\n<>") {
			b.Fault("link-scheme", e.Place, "“%s” is not a whole address", href)
		}
		return
	}
	if isNoteref(e) || d == b.nav && e.Within(func(x *xmltree.Element) bool { return x.Is("nav") }) {
		return // judged as what they are
	}
	target, frag, ok := b.resolve(d.Path, href)
	switch it := b.byPath[target]; {
	case !ok:
		b.Fault("link", e.Place, "“%s” leads out of the book", href)
	case it == nil || b.files[target] == nil:
		b.Fault("link", e.Place, "“%s” leads to a file that is not in the book", href)
	case !it.inSpine && !it.has("nav"):
		b.Fault("link", e.Place, "“%s” leads to a file outside the reading order", href)
	case frag != "" && b.byDoc[target] != nil && b.byDoc[target].IDs[frag] == nil:
		b.Fault("link", e.Place, "nothing has the id that “%s” leads to", href)
	case href == "":
		b.Fault("link", e.Place, "the link has no address")
	}
}

// checkResource checks that an address of something that is shown, not followed, is a file in the manifest.
func (b *book) checkResource(from, place, code, href string) {
	switch s := scheme(href); {
	case s == "data":
		return
	case s != "":
		b.Fault("remote-resource", place, "“%s” is fetched from outside the book", href)
		return
	case href == "":
		b.Fault(code, place, "an address is empty")
		return
	}
	target, _, ok := b.resolve(from, href)
	if !ok {
		b.Fault(code, place, "“%s” leads out of the book", href)
	} else if b.byPath[target] == nil {
		// A file in the archive that is not listed is reported as such, once.
		if b.files[target] == nil {
			b.Fault(code, place, "“%s” is not in the book", href)
		}
	}
}

func (b *book) checkRoles(d *xmltree.Document, e *xmltree.Element) {
	for _, r := range strings.Fields(e.Attr("role")) {
		known, deprecated := ariaRole(r)
		switch {
		case !known:
			b.Fault("role", e.Place, "“%s” is not a role", r)
		case deprecated:
			b.Fault("role", e.Place, "the role “%s” is deprecated", r)
		case slices.Contains([]string{"doc-noteref", "doc-backlink", "doc-biblioref", "doc-glossref"}, r) && !e.Is("a"):
			b.Fault("role", e.Place, "the role “%s” belongs on a link, not on “%s”", r, e.Name)
		case slices.Contains([]string{"doc-toc", "doc-pagelist", "doc-index"}, r) && !e.Is("nav", "section", "div"):
			b.Fault("role", e.Place, "the role “%s” belongs on a nav or section, not on “%s”", r, e.Name)
		}
	}
	for _, t := range e.Types() {
		if d == b.nav && e.Within(func(x *xmltree.Element) bool { return x.HasType("landmarks") }) {
			break // judged as landmarks
		}
		if strings.Contains(t, ":") {
			if p, _, _ := strings.Cut(t, ":"); !b.declaredPrefix(d, p) {
				b.Fault("epub-type", e.Place, "the prefix of “%s” is not declared", t)
			}
		} else if !structureTypes[t] {
			b.Fault("epub-type", e.Place, "“%s” is not in the structure vocabulary", t)
		}
	}
	for _, a := range e.Attrs {
		if a.Name.Space != "" || !strings.HasPrefix(a.Name.Local, "aria-") {
			continue
		}
		switch a.Name.Local {
		case "aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "aria-owns", "aria-flowto":
			for _, id := range strings.Fields(a.Value) {
				if d.IDs[id] == nil {
					b.Fault("aria", e.Place, "nothing has the id “%s” that %s names", id, a.Name.Local)
				}
			}
		case "aria-label":
			if strings.TrimSpace(a.Value) == "" {
				b.Fault("aria", e.Place, "the aria-label is empty")
			}
		}
	}
	if _, given := e.Has("", "href"); given && e.Is("a") && e.Label() == "" {
		b.Fault("aria", e.Place, "the link has no words")
	}
}

func (b *book) declaredPrefix(d *xmltree.Document, prefix string) bool {
	v, _ := d.Root.Has(xmltree.OPS, "prefix")
	f := strings.Fields(v)
	for i := 0; i < len(f); i += 2 {
		if f[i] == prefix+":" {
			return true
		}
	}
	return prefix == "msv" || prefix == "prism"
}
