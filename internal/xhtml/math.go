package xhtml

import (
	"strings"

	"quire/internal/doc"
	"quire/internal/math"
)

// math writes a formula as MathML. In text that is repeated from elsewhere, such as a title in the contents, it has no
// links and no anchors.
func (r *Renderer) math(n *doc.Math) {
	o := math.MathML{Alt: n.Words}
	o.Attributes = func(b *strings.Builder) {
		w := Writer{}
		_, classes := doc.Name(n)
		w.Start("m", append(r.atts(n, classes, ""), mathDir(r.lang()))...)
		s := w.buf.String()
		b.WriteString(s[2 : len(s)-1])
	}
	tags := map[*math.Tag]*doc.MathTag{}
	for _, t := range n.Tags {
		tags[t.Tag] = t
	}
	o.ID = func(t *math.Tag) string {
		if node := tags[t]; node != nil {
			return r.nodeID(node).Value
		}
		return ""
	}
	o.Href = func(l *math.Link) (string, bool) {
		switch {
		case r.quiet > 0 || r.anchor > 0:
			return "", false
		case l.URL != "":
			return SafeURL(l.URL)
		}
		a, ok := r.href(l.Label)
		return a.Value, ok
	}
	r.w.Raw([]byte(o.Write(n.Formula)))
}

// mathDir says that a formula runs from left to right in a text that does not.
func mathDir(language string) Att {
	if Dir(language) == "rtl" {
		return Att{"dir", "ltr"}
	}
	return Att{}
}
