package markdown

import (
	"strings"

	"quire/internal/doc"
)

// tagAttrs reads the attributes of a tag that a book can use, and reports each other one once for a file. name gives an
// anchor, as id does; align becomes a class.
func (r *reading) tagAttrs(off int, t htmlTag) attrs {
	var a attrs
	for _, kv := range t.attrs {
		key, value := kv[0], kv[1]
		switch key {
		case "id", "class", "lang", "xml:lang", "dir", "title":
			a.set(key, value)
		case "name":
			if a.ID == "" && t.name == "a" {
				a.ID = value
			}
		case "align":
			if c := strings.ToLower(value); (c == "center" || c == "right" || c == "left") && t.name != "img" {
				a.Classes = append(a.Classes, c)
			}
		case "style":
			r.inlineStyle(off, t.name, value, &a)
		case "href", "src", "alt", "width", "height", "start", "type", "value", "datetime", "cite", "open", "reversed":
			if key == "datetime" {
				a.set(key, value)
			}
		default:
			if strings.HasPrefix(key, "data-") || strings.HasPrefix(key, "aria-") || key == "role" || key == "markdown" || !knownTag(t.name) {
				continue
			}
			r.leaveOutAttr(off, t.name, key)
		}
	}
	return a
}

func (r *reading) leaveOutAttr(off int, tag, key string) {
	if r.once["attribute "+tag+" "+key] {
		return
	}
	r.once["attribute "+tag+" "+key] = true
	r.warn(r.src.pos(off), "raw-html", "the attribute “"+key+"” of <"+tag+"> is left out, here and wherever it follows in this file",
		"id, class, lang, dir, title and style are kept; say the rest in a stylesheet")
}

// inlineStyle converts a style attribute to the classes of our stylesheets, and to an image's size. Its other
// properties are left out, with one warning for each.
func (r *reading) inlineStyle(off int, tag, css string, a *attrs) {
	for _, d := range strings.Split(css, ";") {
		property, value, ok := strings.Cut(d, ":")
		property, value = strings.ToLower(strings.TrimSpace(property)), strings.ToLower(strings.TrimSpace(value))
		if !ok || property == "" {
			continue
		}
		class := styleClasses[property+": "+value]
		switch {
		case class != "":
			a.Classes = append(a.Classes, class)
		case tag == "img" && (property == "width" || property == "height") && value != "auto":
			a.set(property, value)
		case tag == "img" && (property == "max-width" || property == "max-height" || property == "display" || property == "margin"):
		default:
			r.leaveOutAttr(off, tag, "style: "+property)
		}
	}
}

// styleClasses are declarations that people write in style attributes, with the classes for them in all our
// stylesheets.
var styleClasses = map[string]string{
	"text-align: center":            "center",
	"text-align: right":             "right",
	"text-align: left":              "left",
	"text-align: end":               "right",
	"text-align: start":             "left",
	"font-variant: small-caps":      "smallcaps",
	"font-style: italic":            "italic",
	"font-weight: bold":             "bold",
	"font-weight: 700":              "bold",
	"text-decoration: underline":    "underline",
	"text-decoration: line-through": "strikeout",
}

// take returns the value of an attribute of a tag.
func (t htmlTag) take(key string) string {
	for _, kv := range t.attrs {
		if kv[0] == key {
			return kv[1]
		}
	}
	return ""
}

// The kinds of tags.
const (
	tagUnknown  = iota
	tagInline   // holds text in a line
	tagMarkless // the same, without formatting: its text is kept and the tag dropped without a finding
	tagVoid     // img, br, wbr
	tagBlock    // holds blocks
	tagPart     // of a list, a table, a figure
	tagVerbatim // pre
	tagOut      // left out with its content
	tagOutVoid  // left out; has no content
)

var tagKinds = func() map[string]int {
	m := map[string]int{}
	for kind, names := range map[int]string{
		tagInline: `em i strong b sup sub s del ins u small abbr cite q kbd code samp var dfn mark span bdi bdo ruby rt rp rb a strike tt font big
			acronym time`,
		tagMarkless: "center nobr label data output picture blink marquee noscript rtc legend body html main form fieldset",
		tagVoid:     "img br wbr",
		tagBlock: `div blockquote p section article aside header footer figure details address nav dialog hgroup search ul ol dl menu dir table h1 h2 h3
			h4 h5 h6 hr`,
		tagPart:     "figcaption summary li dt dd caption colgroup col thead tbody tfoot tr th td",
		tagVerbatim: "pre listing xmp",
		tagOut: `script style iframe video audio object canvas textarea select template applet map frameset noframes button svg math meter progress
			head title datalist`,
		tagOutVoid: "source track embed input param area base basefont link meta frame keygen",
	} {
		for _, n := range strings.Fields(names) {
			m[n] = kind
		}
	}
	return m
}()

func knownTag(name string) bool { return tagKinds[name] != tagUnknown }

// leaveOut reports a tag that is left out with its content, once for each name and file.
func (r *reading) leaveOut(off int, name string) {
	if r.once["tag "+name] {
		return
	}
	r.once["tag "+name] = true
	help := "say how the book looks in a stylesheet"
	if name != "style" {
		help = "put a picture, a link or words in its place; a book runs nothing and asks for nothing"
	}
	r.warn(r.src.pos(off), "raw-html", "<"+name+"> is left out with its content, here and in the rest of this file", help)
}

// hasForm reports whether a node has attributes that it must keep.
func hasForm(a doc.Attr) bool {
	return a.ID != "" || len(a.Classes) > 0 || a.Lang != "" || len(a.KeyVals) > 0
}
