package math

import (
	"fmt"
	"strconv"
	"strings"

	"quire/internal/dimen"
)

// css gives a length in CSS. Only one part of a length is usually set; of several, the first is written.
func (l Length) css() string {
	switch {
	case l.Em != 0:
		return scaled(int64(l.Em), int64(OneEm)) + "em"
	case l.Ex != 0:
		return scaled(int64(l.Ex), int64(OneEm)) + "ex"
	case l.Abs != 0:
		return scaled(int64(l.Abs), int64(dimen.PT)) + "pt"
	}
	return "0"
}

// scaled gives n/d with up to four decimals.
func scaled(n, d int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	n = (n*10000 + d/2) / d
	s := strconv.FormatInt(n/10000, 10)
	if rest := n % 10000; rest != 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%04d", rest), "0")
	}
	return sign + s
}

// thousandths gives n/1000.
func thousandths(n int64) string { return scaled(n, 1000) }

func (c RGB) hex() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// css gives the word for an alignment.
func (a Align) css() string { return [...]string{"center", "left", "right"}[a] }

// padded writes an mpadded. Core has no width relative to the content, so a transform moves what stands at the left of
// its place or in the middle of it.
func (w *mathWriter) padded(n *Padded) {
	var attrs []string
	add := func(name string, l *Length) {
		if l != nil {
			attrs = append(attrs, name, l.css())
		}
	}
	add("width", n.Width)
	add("height", n.Height)
	add("depth", n.Depth)
	if !n.Raise.IsZero() {
		attrs = append(attrs, "voffset", n.Raise.css())
	}
	w.open("mpadded", attrs...)
	moved := n.Width != nil && n.Width.IsZero() && n.Align != AlignLeft
	if moved {
		by := "-50%"
		if n.Align == AlignRight {
			by = "-100%"
		}
		w.open("mrow", "style", "transform:translateX("+by+")")
	}
	w.node(n.Content, Infix)
	if moved {
		w.close("mrow")
	}
	w.close("mpadded")
}

// enclose writes lines and backgrounds as CSS on an mrow.
func (w *mathWriter) enclose(n *Enclose) {
	var css []string
	add := func(s string) { css = append(css, s) }
	colour := "currentcolor"
	if n.Line != nil {
		colour = n.Line.hex()
	}
	for _, side := range []struct {
		bit  Notation
		name string
	}{
		{NotationTop, "top"},
		{NotationRight, "right"},
		{NotationBottom, "bottom"},
		{NotationLeft, "left"},
	} {
		on := n.Notation&side.bit != 0
		switch n.Notation {
		case NotationActuarial:
			on = side.bit == NotationTop || side.bit == NotationRight
		case NotationLongDiv:
			on = side.bit == NotationTop || side.bit == NotationLeft
		case NotationPhasor:
			on = side.bit == NotationBottom || side.bit == NotationLeft
		}
		if on && n.Notation&NotationBox != NotationBox {
			add("border-" + side.name + ":.06em solid " + colour)
		}
	}
	if n.Notation&NotationBox == NotationBox || n.Notation == NotationCircle {
		add("border:.06em solid " + colour)
	}
	if n.Notation&NotationRound != 0 || n.Notation == NotationCircle {
		add("border-radius:" + map[bool]string{true: "50%", false: ".3em"}[n.Notation == NotationCircle])
	}
	if !n.Pad.IsZero() {
		add("padding:" + n.Pad.css())
	}
	if images := strikes(n.Notation, colour); images != "" {
		add("background:" + images)
	} else if n.Back != nil {
		add("background:" + n.Back.hex())
	}
	var attrs []string
	if css != nil {
		attrs = []string{"style", strings.Join(css, ";")}
	}
	w.element("mrow", attrs, n.Content)
}

// strikes gives the lines through a formula as background images.
func strikes(n Notation, colour string) string {
	var out []string
	for _, s := range []struct {
		bits Notation
		to   string
	}{
		{NotationUp | NotationArrow, "to top left"},
		{NotationDown, "to top right"},
		{NotationHorizontal, "to top"},
	} {
		if n&s.bits != 0 {
			out = append(out, fmt.Sprintf("linear-gradient(%s,transparent calc(50%% - .03em),%s calc(50%% - .03em),%s calc(50%% + .03em),transparent calc(50%% + .03em))", s.to, colour, colour))
		}
	}
	return strings.Join(out, ",")
}

func (w *mathWriter) link(n *Link) {
	address, ok := "", false
	if w.o.Href != nil {
		address, ok = w.o.Href(n)
	}
	text, isText := n.Content.(*Text)
	if !isText {
		if ok {
			w.element("mrow", []string{"href", address}, n.Content)
		} else {
			w.element("mrow", nil, n.Content)
		}
		return
	}
	w.open("mtext")
	if ok {
		w.open("a", "xmlns", "http://www.w3.org/1999/xhtml", "href", address)
	}
	w.escape(text.Text)
	if ok {
		w.close("a")
	}
	w.close("mtext")
}

// table writes an mtable. A display has its tags in a last column at the edge of the measure, and a first column as wide.
func (w *mathWriter) table(t *Table) {
	attrs := []string{"displaystyle", strconv.FormatBool(t.Display)}
	if t.Small {
		attrs = append(attrs, "scriptlevel", "1")
	}
	tagged := false
	for _, r := range t.Rows {
		tagged = tagged || r.Tag != nil && r.Tag.Content != nil
	}
	switch {
	case tagged || t.Kind == MultlineTable:
		attrs = append(attrs, "style", "width:100%")
	case t.VAlign == VAlignTop:
		attrs = append(attrs, "align", "baseline 1")
	case t.VAlign == VAlignBottom:
		attrs = append(attrs, "align", "baseline -1")
	}
	w.open("mtable", attrs...)
	for i, r := range t.Rows {
		var row []string
		if r.Tag != nil && w.o.ID != nil {
			if id := w.o.ID(r.Tag); id != "" {
				row = []string{"id", id}
			}
		}
		w.open("mtr", row...)
		if tagged {
			w.emptyCell("width:50%;padding:0")
		}
		w.cells(t, i)
		if tagged {
			w.open("mtd", "class", "right", "style", "width:50%;padding:0 0 0 1em")
			if r.Tag != nil && r.Tag.Content != nil {
				w.node(r.Tag.Content, Infix)
			}
			w.close("mtd")
		}
		w.close("mtr")
	}
	w.close("mtable")
}

func (w *mathWriter) emptyCell(style string) {
	w.open("mtd", "style", style)
	w.close("mtd")
}

// cells writes the cells of a row.
func (w *mathWriter) cells(t *Table, row int) {
	column := 0
	for _, c := range t.Rows[row].Cells {
		var attrs []string
		if c.Span > 1 {
			attrs = append(attrs, "columnspan", strconv.Itoa(c.Span))
		}
		align, css := cellStyle(t, row, column, c)
		if align != AlignCenter {
			attrs = append(attrs, "class", align.css())
		}
		attrs = append(attrs, "style", strings.Join(css, ";"))
		w.open("mtd", attrs...)
		content := c.Content.(*Row).Content
		for i, n := range content {
			w.node(n, formAt(i, content))
		}
		w.close("mtd")
		column += c.Span
	}
}

// cellStyle gives the alignment of a cell and its CSS: padding and rules.
func cellStyle(t *Table, row, column int, c *Cell) (Align, []string) {
	var col Column
	if column < len(t.Columns) {
		col = t.Columns[column]
	}
	if c.Align != nil {
		col.Align = *c.Align
	}
	last := min(column+c.Span, len(t.Columns)) - 1
	right := col.Right
	if last >= 0 {
		right = t.Columns[last].Right
	}
	if t.Spread != SpreadNone && column > 0 && column%2 == 0 {
		col.Left = Length{Em: 2 * OneEm} // between the pairs of columns
	}
	// The strut of a row is 7/10 and 3/10 of the distance of lines, of which a line of text takes about one em.
	vertical := Length{Em: (t.Strut.Em - OneEm + t.Gap.Em) / 2}
	if vertical.Em < 0 {
		vertical.Em = 0
	}
	bottom := vertical
	bottom.Em += t.Rows[row].After.Em
	if bottom.Em < 0 {
		bottom.Em = 0
	}
	out := []string{"padding:" + shorthand(vertical.css(), right.css(), bottom.css(), col.Left.css())}
	rule := func(side string, r Rule) {
		switch {
		case r.Lines > 1:
			out = append(out, "border-"+side+":.18em double")
		case r.Lines == 1 && r.Dashed:
			out = append(out, "border-"+side+":.06em dashed")
		case r.Lines == 1:
			out = append(out, "border-"+side+":.06em solid")
		}
	}
	if t.ColumnRules != nil {
		left, after := t.ColumnRules[min(column, len(t.ColumnRules)-1)], t.ColumnRules[min(last+1, len(t.ColumnRules)-1)]
		if c.Left != nil {
			left = *c.Left
		}
		if c.Right != nil {
			after = *c.Right
		}
		if column == 0 {
			rule("left", left)
		}
		rule("right", after)
	}
	if t.RowRules != nil {
		if row == 0 {
			rule("top", t.RowRules[0])
		}
		rule("bottom", t.RowRules[row+1])
	}
	return col.Align, out
}

// shorthand gives four sides as short as CSS allows.
func shorthand(top, right, bottom, left string) string {
	switch {
	case right != left:
		return top + " " + right + " " + bottom + " " + left
	case top != bottom:
		return top + " " + right + " " + bottom
	case top != right:
		return top + " " + right
	}
	return top
}
