package math

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// MathML is how a formula is written for e-books and web pages.
type MathML struct {
	// Alt is the alternative in words, for reading systems without MathML.
	Alt string
	// Attributes writes more attributes of the math element, each with a space before it; nil for none.
	Attributes func(b *strings.Builder)
	// Href gives the address for a link; nil, or false, for none.
	Href func(l *Link) (address string, ok bool)
	// ID gives the anchor of a tag; nil, or "", for none.
	ID func(t *Tag) string
}

// Write gives the formula as a math element of MathML Core. Lines through and around formulas, which Core leaves to CSS,
// have style attributes.
func (o MathML) Write(f *Formula) string {
	w := &mathWriter{o: o}
	w.b.WriteString(`<math xmlns="http://www.w3.org/1998/Math/MathML"`)
	if f.Display {
		w.b.WriteString(` display="block"`)
	}
	if o.Alt != "" {
		w.attr("alttext", o.Alt)
	}
	if o.Attributes != nil {
		o.Attributes(&w.b)
	}
	w.b.WriteByte('>')
	for i, n := range f.Body.Content {
		w.node(n, formAt(i, f.Body.Content))
	}
	w.b.WriteString("</math>")
	return w.b.String()
}

type mathWriter struct {
	b strings.Builder
	o MathML
}

func (w *mathWriter) attr(name, value string) {
	w.b.WriteByte(' ')
	w.b.WriteString(name)
	w.b.WriteString(`="`)
	w.escape(value)
	w.b.WriteByte('"')
}

func (w *mathWriter) escape(s string) {
	for _, r := range s {
		switch r {
		case '&':
			w.b.WriteString("&amp;")
		case '<':
			w.b.WriteString("&lt;")
		case '>':
			w.b.WriteString("&gt;")
		case '"':
			w.b.WriteString("&quot;")
		default:
			if r >= ' ' && (r < 0x7F || r >= 0xA0) && r&0xFFFE != 0xFFFE { // XML and HTML have no others
				w.b.WriteRune(r)
			}
		}
	}
}

// element writes an element around nodes; each is exactly one element. attrs come in pairs.
func (w *mathWriter) element(name string, attrs []string, ns ...Node) {
	w.open(name, attrs...)
	for _, n := range ns {
		w.node(n, Infix)
	}
	w.close(name)
}

func (w *mathWriter) open(name string, attrs ...string) {
	w.b.WriteByte('<')
	w.b.WriteString(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		w.attr(attrs[i], attrs[i+1])
	}
	w.b.WriteByte('>')
}

func (w *mathWriter) close(name string) {
	w.b.WriteString("</")
	w.b.WriteString(name)
	w.b.WriteByte('>')
}

// formAt gives the form that a browser takes for an operator at a place of a row (MathML Core 3.2.4.2).
func formAt(i int, ns []Node) Form {
	switch {
	case len(ns) == 1:
		return Infix
	case i == 0:
		return Prefix
	case i == len(ns)-1:
		return Postfix
	}
	return Infix
}

// node writes a node as one element. form is what a browser takes for an operator there.
func (w *mathWriter) node(n Node, form Form) {
	switch n := n.(type) {
	case *Row:
		w.row(n.Content)
	case *Ident:
		w.ident(n)
	case *Number:
		w.open("mn")
		w.escape(n.Text)
		w.close("mn")
	case *Operator:
		w.operator(n, form)
	case *Text:
		w.text(n)
	case *Space:
		w.space(n)
	case *Fraction:
		w.fraction(n)
	case *Sqrt:
		w.element("msqrt", nil, n.Content)
	case *Root:
		w.element("mroot", nil, n.Content, n.Index)
	case *Scripts:
		w.scripts(n, form)
	case *UnderOver:
		w.underOver(n, form)
	case *Multiscripts:
		w.multiscripts(n)
	case *Table:
		w.table(n)
	default:
		w.look(n, form)
	}
}

// look writes the nodes that are about the look of others.
func (w *mathWriter) look(n Node, form Form) {
	switch n := n.(type) {
	case *Padded:
		w.padded(n)
	case *Phantom:
		w.element("mphantom", nil, n.Content)
	case *Style:
		var attrs []string
		if n.Display != nil {
			attrs = append(attrs, "displaystyle", strconv.FormatBool(*n.Display))
		}
		if n.Level != nil {
			attrs = append(attrs, "scriptlevel", strconv.Itoa(*n.Level))
		}
		if n.Color != nil {
			attrs = append(attrs, "mathcolor", n.Color.hex())
		}
		if n.Size != 0 && n.Size != 1000 {
			attrs = append(attrs, "mathsize", thousandths(int64(n.Size)*100)+"%")
		}
		w.open("mstyle", attrs...)
		w.node(n.Content, form)
		w.close("mstyle")
	case *Enclose:
		w.enclose(n)
	case *Link:
		w.link(n)
	}
}

// row writes an mrow.
func (w *mathWriter) row(ns []Node) {
	w.open("mrow")
	for i, n := range ns {
		w.node(n, formAt(i, ns))
	}
	w.close("mrow")
}

// ident writes an mi. A browser sets a single letter in italics, so the plain letter stands for an italic one.
func (w *mathWriter) ident(n *Ident) {
	r, size := utf8.DecodeRuneInString(n.Text)
	if size == len(n.Text) {
		plain, f, ok := plainLetter(r)
		switch {
		case ok && f == fontItalic:
			w.open("mi")
			w.escape(string(plain))
			w.close("mi")
			return
		case fontItalic.letter(r, true) != r:
			w.open("mi", "mathvariant", "normal")
			w.escape(n.Text)
			w.close("mi")
			return
		}
	}
	w.open("mi")
	w.escape(n.Text)
	w.close("mi")
}

// operator writes an mo with the attributes that a browser would not take by itself.
func (w *mathWriter) operator(n *Operator, form Form) {
	if n.Text == "" { // the space of a delimiter that is not seen: \nulldelimiterspace
		w.open("mspace", "width", "0.12em")
		w.close("mspace")
		return
	}
	var attrs []string
	add := func(name, value string) { attrs = append(attrs, name, value) }
	if n.Form == Postfix && strings.Contains("′″‴⁗", n.Text) {
		add("class", "prime") // faces have them raised already, so that sheets have to lower them
	}
	if n.Form != form {
		add("form", [...]string{"infix", "prefix", "postfix"}[n.Form])
	}
	d := defaultsOf(n.Text, n.Form)
	if n.Stretchy != d.stretchy {
		add("stretchy", strconv.FormatBool(n.Stretchy))
	}
	if n.LargeOp != d.largeOp {
		add("largeop", strconv.FormatBool(n.LargeOp))
	}
	if n.MovableLimits != d.movable {
		add("movablelimits", strconv.FormatBool(n.MovableLimits))
	}
	if n.Stretchy && !n.Symmetric && !d.stretchy {
		add("symmetric", "false")
	}
	silent := n.invisible() && n.LSpace.IsZero() && n.RSpace.IsZero()
	if !d.known && !silent || n.LSpace != (Length{Em: d.space[0]}) {
		add("lspace", n.LSpace.css())
	}
	if !d.known && !silent || n.RSpace != (Length{Em: d.space[1]}) {
		add("rspace", n.RSpace.css())
	}
	if n.MinSize != nil {
		add("minsize", n.MinSize.css())
	}
	if n.MaxSize != nil {
		add("maxsize", n.MaxSize.css())
	}
	w.open("mo", attrs...)
	switch {
	case n.Accent != 0 && (n.Text == "^" || n.Text == "~" || n.Text == "ˇ") && n.Stretchy, n.Accent == '\u20d7' && !n.Stretchy:
		w.b.WriteRune(n.Accent) // faces have the wide forms of these for the combining characters
	default:
		w.escape(n.Text)
	}
	w.close("mo")
}

// text writes an mtext. Its spaces would be dropped at the ends, so they are no-break spaces.
func (w *mathWriter) text(n *Text) {
	var css []string
	if n.Font.Bold {
		css = append(css, "font-weight:bold")
	}
	if n.Font.Italic {
		css = append(css, "font-style:italic")
	}
	if n.Font.Sans {
		css = append(css, "font-family:sans-serif")
	}
	if n.Font.Mono {
		css = append(css, "font-family:monospace")
	}
	if n.Font.SmallCaps {
		css = append(css, "font-variant-caps:small-caps")
	}
	var attrs []string
	if css != nil {
		attrs = []string{"style", strings.Join(css, ";")}
	}
	w.open("mtext", attrs...)
	s := n.Text
	if strings.HasPrefix(s, " ") {
		s = "\u00a0" + s[1:]
	}
	if strings.HasSuffix(s, " ") {
		s = s[:len(s)-1] + "\u00a0"
	}
	w.escape(s)
	w.close("mtext")
}

func (w *mathWriter) space(n *Space) {
	if n.Ink && !n.Depth.IsZero() { // a rule that does not stand on the baseline
		w.open("mpadded", "voffset", Length{-n.Depth.Em, -n.Depth.Ex, -n.Depth.Abs}.css())
		w.space(&Space{Width: n.Width, Height: Length{n.Height.Em + n.Depth.Em, n.Height.Ex + n.Depth.Ex, n.Height.Abs + n.Depth.Abs}, Ink: true})
		w.close("mpadded")
		return
	}
	var attrs []string
	add := func(name string, l Length) {
		if !l.IsZero() {
			attrs = append(attrs, name, l.css())
		}
	}
	add("width", n.Width)
	add("height", n.Height)
	if !n.Depth.IsZero() && n.Depth.Em >= 0 && n.Depth.Ex >= 0 && n.Depth.Abs >= 0 {
		add("depth", n.Depth)
	}
	if n.Ink {
		attrs = append(attrs, "style", "background:currentcolor")
	}
	if n.Break == BreakForce {
		attrs = append(attrs, "linebreak", "newline")
	}
	w.open("mspace", attrs...)
	w.close("mspace")
}

func (w *mathWriter) fraction(n *Fraction) {
	var attrs []string
	if n.Line != nil {
		attrs = append(attrs, "linethickness", n.Line.css())
	}
	w.open("mfrac", attrs...)
	for _, part := range []struct {
		n Node
		a Align
	}{{n.Num, n.NumAlign}, {n.Den, n.DenAlign}} {
		if part.a == AlignCenter {
			w.node(part.n, Infix)
			continue
		}
		w.open("mrow", "style", "width:100%;text-align:"+part.a.css())
		w.node(part.n, Infix)
		w.close("mrow")
	}
	w.close("mfrac")
}

func (w *mathWriter) scripts(n *Scripts, form Form) {
	name := "msubsup"
	switch {
	case n.Sup == nil:
		name = "msub"
	case n.Sub == nil:
		name = "msup"
	}
	w.open(name)
	w.node(n.Content, form)
	w.optional(n.Sub)
	w.optional(n.Sup)
	w.close(name)
}

// optional writes a node that may be nil.
func (w *mathWriter) optional(n Node) {
	if n != nil {
		w.node(n, Infix)
	}
}

func (w *mathWriter) underOver(n *UnderOver, form Form) {
	if line := barOf(n); line != "" {
		w.element("mrow", []string{"style", line}, n.Content)
		return
	}
	name := "munderover"
	switch {
	case n.Over == nil:
		name = "munder"
	case n.Under == nil:
		name = "mover"
	}
	var attrs []string
	if n.OverAccent {
		attrs = append(attrs, "accent", "true")
	}
	if n.UnderAccent {
		attrs = append(attrs, "accentunder", "true")
	}
	w.open(name, attrs...)
	w.node(n.Content, form)
	w.optional(n.Under)
	w.optional(n.Over)
	w.close(name)
}

// barOf gives the CSS of \overline and \underline, which faces do not draw as long as they need to be; "" for others.
func barOf(n *UnderOver) string {
	if o, ok := n.Over.(*Operator); ok && n.OverAccent && n.Under == nil && o.Text == Overline {
		return "border-top:.05em solid;padding-top:.12em"
	}
	if o, ok := n.Under.(*Operator); ok && n.UnderAccent && n.Over == nil && o.Text == Underline {
		return "border-bottom:.05em solid;padding-bottom:.12em"
	}
	return ""
}

func (w *mathWriter) multiscripts(n *Multiscripts) {
	w.open("mmultiscripts")
	w.node(n.Content, Infix)
	pair := func(list []Script) {
		for _, s := range list {
			for _, c := range []Node{s.Sub, s.Sup} {
				if c == nil {
					c = &Row{}
				}
				w.node(c, Infix)
			}
		}
	}
	pair(n.Post)
	if len(n.Pre) > 0 {
		w.b.WriteString("<mprescripts></mprescripts>")
		pair(n.Pre)
	}
	w.close("mmultiscripts")
}
