package check

import (
	"regexp"
	"slices"
	"strings"
)

// plainID is what every reading system can use in a selector: XML's names without the colon, in ASCII or not.
var plainID = regexp.MustCompile(`^[\p{L}_][\p{L}\p{N}_.\-]*$`)

func (b *book) checkText() {
	// Ids first: links lead to documents further on.
	for _, d := range b.docs {
		b.collectIDs(d)
	}
	level := 0
	for i, d := range b.docs {
		b.checkHead(d)
		inOrder := i < len(b.spine) && b.byPath[d.path].inSpine && b.byPath[d.path].linear
		if inOrder {
			level = b.checkHeadings(d, level)
		} else {
			b.checkHeadings(d, 0)
		}
		for _, e := range d.all {
			b.checkElement(d, e)
			b.checkAddresses(d, e)
			b.checkRoles(d, e)
		}
	}
	labels := map[string]string{}
	for _, e := range b.pageBreaks() {
		id, label := e.attr("id"), breakLabel(e)
		switch {
		case id == "":
			b.fault("pagebreak", e.place, "the page break has no id, so that nothing can lead to it")
		case label == "":
			b.fault("pagebreak", e.place, "the page break does not say its page")
		case labels[label] != "":
			b.fault("pagebreak", e.place, "page “%s” also begins at %s", label, labels[label])
		}
		labels[label] = e.place
	}
}

func (b *book) collectIDs(d *document) {
	for _, e := range d.all {
		id, given := e.has("", "id")
		if !given {
			continue
		}
		switch {
		case d.ids[id] != nil:
			b.fault("xhtml-id", e.place, "the id “%s” is given twice", id)
		case e.space == nsXHTML && !plainID.MatchString(id):
			b.fault("xhtml-id", e.place, "the id “%s” is not a plain name, which some reading systems need", id)
			fallthrough
		default:
			d.ids[id] = e
		}
	}
}

func (b *book) checkHead(d *document) {
	title := ""
	for _, e := range d.all {
		if e.is("title") && e.parent != nil && e.parent.is("head") {
			title = e.text()
		}
	}
	if title == "" {
		b.fault("xhtml-title", d.path, "the document has no title")
	}
	plain, own := d.root.has("", "lang")
	full, ownXML := d.root.has(nsXML, "lang")
	switch {
	case !own && !ownXML:
		b.fault("language", d.root.place, "the document does not say its language")
	case own && ownXML && !strings.EqualFold(plain, full):
		b.fault("language", d.root.place, "lang says “%s”, xml:lang “%s”", plain, full)
	}
	for _, e := range d.all {
		for _, a := range e.attrs {
			if a.Name.Local == "lang" && (a.Name.Space == "" || a.Name.Space == nsXML) && a.Value != "" {
				b.checkLanguage("language", e.place, a.Value)
			} else if a.Name.Local == "lang" && a.Value == "" && e == d.root {
				b.fault("language", e.place, "the language is empty")
			}
		}
	}
}

// checkHeadings walks the headings of a document that follows on one whose last heading had the given level: a
// chapter cut into several files carries on at the depth where it stood.
func (b *book) checkHeadings(d *document, last int) int {
	first := true
	for _, e := range d.all {
		if !e.is("h1", "h2", "h3", "h4", "h5", "h6") {
			continue
		}
		level := int(e.name[1] - '0')
		if e.text() == "" {
			b.fault("heading", e.place, "the heading is empty")
		}
		if level > last+1 {
			switch {
			case last == 0 && first && d != b.nav:
				b.fault("heading", e.place, "the first heading is of level %d", level)
			case last > 0:
				b.fault("heading", e.place, "a heading of level %d follows one of level %d", level, last)
			}
		}
		last, first = level, false
	}
	return last
}

func (b *book) checkElement(d *document, e *element) {
	if e.space != nsXHTML {
		return
	}
	if !htmlElements[e.name] {
		b.fault("xhtml-element", e.place, "“%s” is not an element of HTML, or one that is no longer", e.name)
	}
	if e.parent != nil && e.parent.space == nsXHTML {
		b.checkParent(e)
	}
	switch e.name {
	case "script":
		b.fault("script", e.place, "the document has a script")
	case "form", "input", "button", "select", "textarea", "iframe", "object", "embed":
		b.fault("script", e.place, "“%s” needs a reading system that acts", e.name)
	case "img":
		alt, given := e.has("", "alt")
		if !given && !e.hasRole("presentation", "none") {
			b.fault("image-alt", e.place, "the image has no alt")
		} else if given && alt != "" && strings.TrimSpace(alt) == "" {
			b.fault("image-alt", e.place, "the alt is nothing but space")
		}
		if given && slices.Contains([]string{".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}, strings.ToLower(pathExt(alt))) && !strings.Contains(alt, " ") {
			b.fault("image-alt", e.place, "the alt “%s” is the name of a file", alt)
		}
	case "table":
		b.checkTable(e)
	case "meta":
		if strings.EqualFold(e.attr("http-equiv"), "refresh") {
			b.fault("script", e.place, "the document sends the reader elsewhere")
		}
	}
	if e.is("svg") || e.space == nsSVG {
		return
	}
	for _, a := range e.attrs {
		if a.Name.Space == "" && strings.HasPrefix(a.Name.Local, "on") {
			b.fault("script", e.place, "the attribute %s is a script", a.Name.Local)
		}
	}
}

func pathExt(s string) string {
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		return s[i:]
	}
	return ""
}

// checkParent holds an element against the part of HTML's content model that broken nesting offends most: what
// may be in a paragraph, a heading, a list or a table (HTML, 4.4 and 4.9).
func (b *book) checkParent(e *element) {
	p := e.parent
	wrong := false
	switch e.name {
	case "li":
		wrong = !p.is("ol", "ul", "menu")
	case "dt", "dd":
		wrong = !p.is("dl", "div")
	case "tr":
		wrong = !p.is("table", "thead", "tbody", "tfoot")
	case "td", "th":
		wrong = !p.is("tr")
	case "thead", "tbody", "tfoot", "caption", "colgroup":
		wrong = !p.is("table")
	case "figcaption":
		wrong = !p.is("figure")
	case "head", "body":
		wrong = !p.is("html")
	case "a":
		wrong = p.within(func(x *element) bool { return x.is("a") })
	}
	switch {
	case p.is("ol", "ul"):
		wrong = wrong || !e.is("li", "template")
	case p.is("table"):
		wrong = wrong || !e.is("caption", "colgroup", "thead", "tbody", "tfoot", "tr")
	case p.is("tr"):
		wrong = wrong || !e.is("td", "th")
	case p.is("dl"):
		wrong = wrong || !e.is("dt", "dd", "div")
	case flowOnly[e.name] && p.within(func(x *element) bool {
		return x.is("p", "h1", "h2", "h3", "h4", "h5", "h6", "span", "em", "strong", "i", "b", "small", "cite", "q", "sub", "sup", "code", "abbr", "dfn", "pre", "u", "s", "mark")
	}):
		wrong = true
	}
	if wrong {
		b.fault("xhtml-element", e.place, "“%s” may not stand in “%s”", e.name, p.name)
	}
}

func (b *book) checkTable(t *element) {
	if t.hasRole("presentation", "none") {
		return
	}
	headers := 0
	for _, e := range t.descend() {
		if !e.is("th") {
			continue
		}
		headers++
		scope, given := e.has("", "scope")
		if !given || !slices.Contains([]string{"row", "col", "rowgroup", "colgroup"}, scope) {
			b.fault("table", e.place, "the header cell “%s” does not say whether it heads a row or a column", e.text())
		}
	}
	if headers == 0 {
		// A table may do without, where each cell speaks for itself; whether it does is for a person.
		b.human("table", t.place, "the table has no header cells")
	}
}

// checkAddresses follows what an element links to or shows.
func (b *book) checkAddresses(d *document, e *element) {
	var shown []string
	if e.is("img", "audio", "video", "source", "track", "iframe", "embed", "script") {
		if v, given := e.has("", "src"); given {
			shown = append(shown, v)
		} else if e.is("img") {
			b.fault("link", e.place, "the image names no file")
		}
	}
	if e.is("link") {
		shown = append(shown, e.attr("href"))
	}
	if e.is("object") {
		shown = append(shown, e.attr("data"))
	}
	for _, part := range strings.Split(e.attr("srcset"), ",") {
		if f := strings.Fields(part); e.is("img", "source") && len(f) > 0 {
			shown = append(shown, f[0])
		}
	}
	if e.space == nsSVG && e.name == "image" {
		v, _ := e.has(nsXLink, "href")
		if v == "" {
			v = e.attr("href")
		}
		shown = append(shown, v)
	}
	for _, href := range shown {
		b.checkResource(d.path, e.place, "link", href)
	}
	if style := e.attr("style"); style != "" {
		b.checkCSS(d.path, e.place, style, true)
	}
	if e.is("style") {
		b.checkCSS(d.path, e.place, e.text(), false)
	}
	href, given := e.has("", "href")
	if !given || !e.is("a", "area") {
		return
	}
	if s := scheme(href); s != "" {
		if !slices.Contains([]string{"http", "https", "mailto", "tel", "doi", "urn"}, s) {
			b.fault("link-scheme", e.place, "“%s” is not an address that a reading system can open", href)
		}
		if rest, _ := strings.CutPrefix(href, s+":"); strings.Trim(rest, "/") == "" || strings.ContainsAny(href, " \t\n<>") {
			b.fault("link-scheme", e.place, "“%s” is not a whole address", href)
		}
		return
	}
	if isNoteref(e) || d == b.nav && e.within(func(x *element) bool { return x.is("nav") }) {
		return // judged as what they are
	}
	target, frag, ok := b.resolve(d.path, href)
	switch it := b.byPath[target]; {
	case !ok:
		b.fault("link", e.place, "“%s” leads out of the book", href)
	case it == nil || b.files[target] == nil:
		b.fault("link", e.place, "“%s” leads to a file that is not in the book", href)
	case !it.inSpine && !it.has("nav"):
		b.fault("link", e.place, "“%s” leads to a file outside the reading order", href)
	case frag != "" && b.byDoc[target] != nil && b.byDoc[target].ids[frag] == nil:
		b.fault("link", e.place, "nothing has the id that “%s” leads to", href)
	case href == "":
		b.fault("link", e.place, "the link has no address")
	}
}

// checkResource wants an address that is shown, not followed, to be of a file in the manifest.
func (b *book) checkResource(from, place, code, href string) {
	switch s := scheme(href); {
	case s == "data":
		return
	case s != "":
		b.fault("remote-resource", place, "“%s” is fetched from outside the book", href)
		return
	case href == "":
		b.fault(code, place, "an address is empty")
		return
	}
	target, _, ok := b.resolve(from, href)
	if !ok {
		b.fault(code, place, "“%s” leads out of the book", href)
	} else if b.byPath[target] == nil {
		// A file in the archive that is not listed is reported as such, once.
		if b.files[target] == nil {
			b.fault(code, place, "“%s” is not in the book", href)
		}
	}
}

func (b *book) checkRoles(d *document, e *element) {
	for _, r := range strings.Fields(e.attr("role")) {
		known, deprecated := ariaRole(r)
		switch {
		case !known:
			b.fault("role", e.place, "“%s” is not a role", r)
		case deprecated:
			b.fault("role", e.place, "the role “%s” is deprecated", r)
		case slices.Contains([]string{"doc-noteref", "doc-backlink", "doc-biblioref", "doc-glossref"}, r) && !e.is("a"):
			b.fault("role", e.place, "the role “%s” belongs on a link, not on “%s”", r, e.name)
		case slices.Contains([]string{"doc-toc", "doc-pagelist", "doc-index"}, r) && !e.is("nav", "section", "div"):
			b.fault("role", e.place, "the role “%s” belongs on a nav or section, not on “%s”", r, e.name)
		}
	}
	for _, t := range e.types() {
		if d == b.nav && e.within(func(x *element) bool { return x.hasType("landmarks") }) {
			break // judged as landmarks
		}
		if strings.Contains(t, ":") {
			if p, _, _ := strings.Cut(t, ":"); !b.declaredPrefix(d, p) {
				b.fault("epub-type", e.place, "the prefix of “%s” is not declared", t)
			}
		} else if !structureTypes[t] {
			b.fault("epub-type", e.place, "“%s” is not in the structure vocabulary", t)
		}
	}
	for _, a := range e.attrs {
		if a.Name.Space != "" || !strings.HasPrefix(a.Name.Local, "aria-") {
			continue
		}
		switch a.Name.Local {
		case "aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "aria-owns", "aria-flowto":
			for _, id := range strings.Fields(a.Value) {
				if d.ids[id] == nil {
					b.fault("aria", e.place, "nothing has the id “%s” that %s names", id, a.Name.Local)
				}
			}
		case "aria-label":
			if strings.TrimSpace(a.Value) == "" {
				b.fault("aria", e.place, "the aria-label is empty")
			}
		}
	}
	if _, given := e.has("", "href"); given && e.is("a") && e.label() == "" {
		b.fault("aria", e.place, "the link has no words")
	}
}

func (b *book) declaredPrefix(d *document, prefix string) bool {
	v, _ := d.root.has(nsOPS, "prefix")
	f := strings.Fields(v)
	for i := 0; i < len(f); i += 2 {
		if f[i] == prefix+":" {
			return true
		}
	}
	return prefix == "msv" || prefix == "prism"
}
