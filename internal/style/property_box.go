package style

import (
	"slices"

	"quire/internal/css"
	"quire/internal/dimen"
)

var breakWords = map[string]Break{
	"auto": BreakAuto, "avoid": BreakAvoid, "avoid-page": BreakAvoid, "page": BreakPage,
	"avoid-column": BreakAvoidColumn, "column": BreakColumn,
	"always": BreakPage, "all": BreakPage, "left": BreakLeft, "verso": BreakVerso, "right": BreakRight, "recto": BreakRecto,
}

// boxProperties are those of boxes, of pages and of generated content.
func boxProperties() []property {
	return slices.Concat(sizeProperties(), breakProperties(), columnProperties(), floatProperties(), inlineProperties(), generatedProperties(), pageProperties())
}

func sizeProperties() []property {
	return []property{
		enum("display", false, func(s *Style) *Display { return &s.Display }, map[string]Display{
			"inline": Inline, "block": Block, "list-item": ListItem, "table": Table, "table-row": TableRow,
			"table-cell": TableCell, "table-row-group": TableRowGroup, "table-header-group": TableHeaderGroup,
			"table-caption": TableCaption, "none": DisplayNone,
		}),
		{"width", false, width, func(to, from *Style) { to.Width, to.FitContent = from.Width, from.FitContent }},
		dims("height", false, "auto", false, func(s *Style) *Dim { return &s.Height }),
		dims("max-width", false, "none", false, func(s *Style) *Dim { return &s.MaxWidth }),
		dims("max-height", false, "none", false, func(s *Style) *Dim { return &s.MaxHeight }),
		dims("min-width", false, "auto", false, func(s *Style) *Dim { return &s.MinWidth }),
		dims("min-height", false, "auto", false, func(s *Style) *Dim { return &s.MinHeight }),
		enum("box-sizing", false, func(s *Style) *bool { return &s.BorderBox }, map[string]bool{"content-box": false, "border-box": true}),
		enum("box-decoration-break", false, func(s *Style) *bool { return &s.Clone }, map[string]bool{"slice": false, "clone": true}),
	}
}

func breakProperties() []property {
	return []property{
		enum("break-before", false, func(s *Style) *Break { return &s.BreakBefore }, breakWords),
		enum("break-after", false, func(s *Style) *Break { return &s.BreakAfter }, breakWords),
		enum("break-inside", false, func(s *Style) *Break { return &s.BreakInside }, map[string]Break{
			"auto": BreakAuto, "avoid": BreakAvoid, "avoid-page": BreakAvoid, "avoid-column": BreakAvoidColumn,
		}),
	}
}

func columnProperties() []property {
	return []property{
		integers("column-count", false, 1, "auto", func(s *Style) *int { return &s.ColumnCount }),
		lengths("column-width", false, "auto", false, func(s *Style) *dimen.Length { return &s.ColumnWidth }),
		dims("column-gap", false, "normal", false, func(s *Style) *Dim { return &s.ColumnGap }),
		custom("column-rule-width", false, func(s *Style) *dimen.Length { return &s.ColumnRule.width }, borderWidth),
		enum("column-rule-style", false, func(s *Style) *Line { return &s.ColumnRule.Style }, lineWords),
		colorOrText("column-rule-color", func(s *Style) (*Color, *bool) { return &s.ColumnRule.Color, &s.ColumnRule.HasColor }),
		enum("column-span", false, func(s *Style) *bool { return &s.ColumnSpan }, map[string]bool{"none": false, "all": true}),
		enum("column-fill", false, func(s *Style) *ColumnFill { return &s.ColumnFill }, map[string]ColumnFill{
			"balance": FillBalance, "balance-all": FillBalanceAll, "auto": FillAuto,
		}),
	}
}

func floatProperties() []property {
	return []property{
		enum("float", false, func(s *Style) *Float { return &s.Float }, map[string]Float{
			"none": FloatNone, "footnote": FloatFootnote,
			"top": FloatTop, "block-start": FloatTop, "bottom": FloatBottom, "block-end": FloatBottom,
		}),
		// The reference of a float to the top or bottom is always the page.
		{"float-reference", false, func(_ *computer, v []css.Token) bool { return len(v) == 1 && v[0].Is("page") }, func(_, _ *Style) {}},
		// A note begins on the page of its call if there is any room for it, and is a block.
		{"footnote-policy", false, func(_ *computer, v []css.Token) bool {
			return len(v) == 1 && (v[0].Is("auto") || v[0].Is("line"))
		}, func(_, _ *Style) {}},
		{"footnote-display", false, func(_ *computer, v []css.Token) bool { return len(v) == 1 && v[0].Is("block") }, func(_, _ *Style) {}},
		enum("clear", false, func(s *Style) *Clear { return &s.Clear }, map[string]Clear{
			"none": 0, "top": ClearTop, "block-start": ClearTop, "bottom": ClearBottom, "block-end": ClearBottom,
			"both": ClearTop | ClearBottom,
		}),
		dims("border-clip", false, "normal", false, func(s *Style) *Dim { return &s.BorderClip }),
	}
}

// inlineProperties are those of inline boxes, and of the lines behind and beside text.
func inlineProperties() []property {
	return []property{
		custom("page", false, func(s *Style) *string { return &s.Page }, namedPage),
		{"vertical-align", false, verticalAlign, func(to, from *Style) {
			to.VerticalAlign, to.BaselineShift = from.VerticalAlign, from.BaselineShift
		}},
		flags("text-decoration-line", false, "none", func(s *Style) *Decoration { return &s.Decoration }, map[string]Decoration{
			"underline": Underline, "overline": Overline, "line-through": LineThrough,
		}),
		{"initial-letter", false, initialLetter, func(to, from *Style) { to.InitialLetter, to.InitialSink = from.InitialLetter, from.InitialSink }},
		{"background-color", false, backgroundColor, func(to, from *Style) { to.Background, to.HasBackground = from.Background, from.HasBackground }},
	}
}

func generatedProperties() []property {
	return []property{
		{"content", false, content, func(to, from *Style) { to.Content, to.ContentNormal = from.Content, from.ContentNormal }},
		custom("string-set", false, func(s *Style) *[]StringSet { return &s.StringSet }, stringSet),
		custom("position", false, func(s *Style) *string { return &s.Running }, running),
		counters("counter-reset", 0, func(s *Style) *[]Counter { return &s.CounterReset }),
		counters("counter-increment", 1, func(s *Style) *[]Counter { return &s.CounterInc }),
		counters("counter-set", 0, func(s *Style) *[]Counter { return &s.CounterSet }),
	}
}

func pageProperties() []property {
	return []property{
		enum("table-layout", false, func(s *Style) *bool { return &s.TableFixed }, map[string]bool{"auto": false, "fixed": true}),
		enum("align-content", false, func(s *Style) *Place { return &s.AlignContent }, map[string]Place{
			"normal": AlignStart, "start": AlignStart, "center": AlignMiddle, "end": AlignEnd,
		}),
		custom("-quire-page-label", false, func(s *Style) *string { return &s.PageLabel }, func(_ *computer, v []css.Token) (string, bool) {
			if len(v) != 1 {
				return "", false
			}
			return counterName(&v[0])
		}),
		{"size", false, pageSize, func(to, from *Style) { to.PageWidth, to.PageHeight = from.PageWidth, from.PageHeight }},
		lengths("bleed", false, "auto", false, func(s *Style) *dimen.Length { return &s.Bleed }),
		flags("marks", false, "none", func(s *Style) *Marks { return &s.Marks }, map[string]Marks{"crop": CropMarks, "cross": CrossMarks}),
	}
}

func width(c *computer, v []css.Token) bool {
	c.s.FitContent = false
	if len(v) != 1 {
		return false
	}
	switch {
	case v[0].Is("auto"):
		c.s.Width = Dim{Auto: true}
		return true
	case v[0].Is("fit-content"):
		c.s.Width, c.s.FitContent = Dim{Auto: true}, true
		return true
	}
	d, ok := c.dim(&v[0])
	c.s.Width, ok = d.nonNegative(&v[0], ok)
	return ok
}

func namedPage(_ *computer, v []css.Token) (string, bool) {
	if len(v) != 1 || v[0].Kind != css.Ident {
		return "", false
	}
	if v[0].Is("auto") {
		return "", true
	}
	return v[0].Text, true
}

func verticalAlign(c *computer, v []css.Token) bool {
	if len(v) != 1 {
		return false
	}
	if keywords(func(s *Style) *VerticalAlign { return &s.VerticalAlign }, map[string]VerticalAlign{
		"baseline": Baseline, "sub": Sub, "super": Super,
		"top": Top, "text-top": Top, "middle": Middle, "bottom": Bottom, "text-bottom": Bottom,
	})(c, v) {
		return true
	}
	d, ok := c.dim(&v[0])
	c.s.VerticalAlign, c.s.BaselineShift = Shifted, d.Of(c.s.LineHeight)
	return ok
}

// initialLetter reads normal | <lines> [<sink> | drop | raise]? (css-inline-3, §4.3).
func initialLetter(c *computer, v []css.Token) bool {
	w := css.Words(v)
	if len(w) == 1 && w[0].Is("normal") {
		c.s.InitialLetter, c.s.InitialSink = 0, 0
		return true
	}
	if len(w) == 0 || len(w) > 2 {
		return false
	}
	n, ok := integer(&w[0])
	if !ok || n < 1 || n > 9 {
		return false
	}
	sink := n
	if len(w) == 2 {
		switch m, ok := integer(&w[1]); {
		case ok && m >= 1 && m <= n:
			sink = m
		case w[1].Is("raise"):
			sink = 1
		case !w[1].Is("drop"):
			return false
		}
	}
	c.s.InitialLetter, c.s.InitialSink = n, sink
	return true
}

func backgroundColor(c *computer, v []css.Token) bool {
	if len(v) != 1 {
		return false
	}
	if v[0].Is("transparent") {
		c.s.HasBackground = false
		return true
	}
	x, ok := color(&v[0])
	c.s.Background, c.s.HasBackground = x, ok
	return ok
}

func content(c *computer, v []css.Token) bool {
	c.s.ContentNormal = len(v) == 1 && v[0].Is("normal")
	c.s.Content = nil
	if c.s.ContentNormal || len(v) == 1 && v[0].Is("none") {
		return true
	}
	x, ok := contents(v)
	c.s.Content = x
	return ok && len(x) > 0
}

func stringSet(_ *computer, v []css.Token) (out []StringSet, ok bool) {
	if len(v) == 1 && v[0].Is("none") {
		return nil, true
	}
	for _, part := range css.Split(v) {
		if len(part) < 2 || part[0].Kind != css.Ident {
			return nil, false
		}
		x, ok := contents(part[1:])
		if !ok {
			return nil, false
		}
		out = append(out, StringSet{part[0].Text, x})
	}
	return out, true
}

// running reads static | running(<name>) of position (css-gcpm-3, §1.2).
func running(_ *computer, v []css.Token) (string, bool) {
	switch {
	case len(v) != 1:
		return "", false
	case v[0].Is("static"):
		return "", true
	}
	args := css.Trim(v[0].Args)
	if v[0].Kind != css.Function || v[0].Text != "running" || len(args) != 1 || args[0].Kind != css.Ident {
		return "", false
	}
	return args[0].Text, true
}

func pageSize(c *computer, v []css.Token) bool {
	var ls []dimen.Length
	landscape, portrait := false, false
	for _, t := range css.Words(v) {
		w, h, known := dimen.Paper(t.Text)
		switch {
		case t.Kind == css.Ident && known && len(ls) == 0:
			ls = append(ls, w, h)
		case t.Is("landscape"):
			landscape = true
		case t.Is("portrait"):
			portrait = true
		default:
			l, ok := c.length(&t)
			if !ok || l <= 0 || len(ls) == 2 {
				return false
			}
			ls = append(ls, l)
		}
	}
	switch len(ls) {
	case 0:
		return false
	case 1:
		ls = append(ls, ls[0])
	}
	if landscape && portrait {
		return false
	}
	if landscape && ls[0] < ls[1] || portrait && ls[0] > ls[1] {
		ls[0], ls[1] = ls[1], ls[0]
	}
	c.s.PageWidth, c.s.PageHeight = ls[0], ls[1]
	return true
}
