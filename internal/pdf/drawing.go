package pdf

import (
	"strconv"
	"strings"

	"quire/internal/dimen"
	"quire/internal/page"
)

// finishDrawings writes the drawings of a document as form XObjects (ISO 32000-1, 8.10), each once, and returns them
// keyed by their images.
func (d *document) finishDrawings() map[*page.Image]ref {
	out := map[*page.Image]ref{}
	for _, im := range d.drawings {
		w := &drawer{document: d, height: im.Drawing.Height, resources: map[name]dict{}, known: map[string]name{}}
		w.shapes(im.Drawing.Shapes)
		out[im] = w.form(page.Rect{W: im.Drawing.Width, H: im.Drawing.Height}, nil)
	}
	return out
}

// drawer writes the content of a drawing, whose origin moves to the lower left.
type drawer struct {
	*document
	height    dimen.Length
	out       []byte
	resources map[name]dict
	known     map[string]name // resources by what they say
}

// form ends the content as a form XObject.
func (w *drawer) form(box page.Rect, group dict) ref {
	o := dict{
		"Type": name("XObject"), "Subtype": name("Form"),
		"BBox": array{real(box.X), real(box.Y), real(box.X + box.W), real(box.Y + box.H)},
	}
	res := dict{}
	for k, v := range w.resources {
		res[k] = v
	}
	o["Resources"] = res
	if group != nil {
		o["Group"] = group
	}
	return w.file.add(&stream{dict: o, data: w.out})
}

func (w *drawer) numbers(op string, ls ...dimen.Length) {
	for _, l := range ls {
		w.out = append(appendTenThousandths(w.out, thousandths(l)), ' ')
	}
	w.out = append(append(w.out, op...), '\n')
}

func (w *drawer) op(s string) { w.out = append(append(w.out, s...), '\n') }

// matrix applies a matrix of the drawing to what follows. In the drawing y grows downwards, in a PDF upwards.
func (w *drawer) matrix(m page.Matrix) array {
	// F·M·F, F being (x, y) → (x, height−y).
	h := w.height
	e := m[4] + m[2].MulDiv(int64(h), int64(dimen.PT))
	f := h - m[5] - m[3].MulDiv(int64(h), int64(dimen.PT))
	out := array{}
	for _, v := range []dimen.Length{m[0], -m[1], -m[2], m[3], e, f} {
		out = append(out, real(v))
	}
	return out
}

func (w *drawer) shapes(list []*page.Shape) {
	for _, s := range list {
		w.shape(s)
	}
}

func (w *drawer) shape(s *page.Shape) {
	kept := len(s.Clip) > 0 || s.Matrix != page.Matrix{} || s.Group != nil || translucent(s.Fill) || translucent(s.Stroke)
	if kept {
		w.op("q")
	}
	for _, c := range s.Clip {
		w.path(c.Path)
		if c.EvenOdd {
			w.op("W* n")
		} else {
			w.op("W n")
		}
	}
	if s.Group != nil {
		w.group(s)
		w.op("Q")
		return
	}
	if (s.Matrix != page.Matrix{}) {
		for _, v := range w.matrix(s.Matrix) {
			w.out = append(append(w.out, v.(number)...), ' ')
		}
		w.op("cm")
	}
	if translucent(s.Fill) || translucent(s.Stroke) {
		alpha := dict{"Type": name("ExtGState")}
		if s.Fill != nil {
			alpha["ca"] = share(s.Fill.Alpha)
		}
		if s.Stroke != nil {
			alpha["CA"] = share(s.Stroke.Alpha)
		}
		w.out = append(appendName(w.out, w.resource("ExtGState", "G", alpha)), " gs\n"...)
	}
	fill := "f"
	if s.EvenOdd {
		fill = "f*"
	}
	if s.Fill != nil {
		w.paint(s.Fill, false)
	}
	if s.Stroke != nil {
		w.paint(s.Stroke, true)
		w.line(&s.Line)
		if s.Fill == nil {
			fill = "S"
		} else if !translucent(s.Stroke) {
			fill = strings.Replace(fill, "f", "B", 1)
		} else { // a stroke lies on its fill, where B would leave the fill out below it (11.7.4.4)
			w.path(s.Path)
			w.op(fill)
			fill = "S"
		}
	}
	w.path(s.Path)
	w.op(fill)
	if kept {
		w.op("Q")
	}
}

func translucent(p *page.Paint) bool { return p != nil && p.Alpha < 65535 }

// share is a number from 0 to 1.
func share(v uint16) number { return real(dimen.Length(v).MulDiv(int64(dimen.PT), 65535)) }

// group paints several shapes as one. If the result is translucent, it is a transparency group (11.6.6).
func (w *drawer) group(s *page.Shape) {
	if s.Alpha == 65535 {
		w.shapes(s.Group)
		return
	}
	inner := &drawer{document: w.document, height: w.height, resources: map[name]dict{}, known: map[string]name{}}
	inner.shapes(s.Group)
	const far = 1 << 12 * dimen.PT // clipping is left to the surroundings
	form := inner.form(page.Rect{X: -far, Y: -far, W: 2 * far, H: 2 * far}, dict{"S": name("Transparency"), "I": true})
	w.out = append(appendName(w.out, w.resource("ExtGState", "G", dict{"Type": name("ExtGState"), "ca": share(s.Alpha)})), " gs\n"...)
	w.out = append(appendName(w.out, w.resource("XObject", "X", form)), " Do\n"...)
}

// resource names a resource; equal resources share one name.
func (w *drawer) resource(kind, prefix name, o any) name {
	key := string(kind) + string(appendObject(nil, o, func(r ref) int { return int(r) }))
	if n, ok := w.known[key]; ok {
		return n
	}
	if w.resources[kind] == nil {
		w.resources[kind] = dict{}
	}
	n := prefix + name(strconv.Itoa(len(w.resources[kind])+1))
	w.resources[kind][n] = o
	w.known[key] = n
	return n
}

// paint sets the colour, or the pattern, of fills or strokes.
func (w *drawer) paint(p *page.Paint, stroke bool) {
	if p.Gradient != nil {
		n := w.resource("Pattern", "P", w.gradient(p.Gradient))
		if stroke {
			w.out = append(appendName(append(w.out, "/Pattern CS "...), n), " SCN\n"...)
		} else {
			w.out = append(appendName(append(w.out, "/Pattern cs "...), n), " scn\n"...)
		}
		return
	}
	c := w.inks().of(p.Color)
	op := map[page.Space][2]string{page.Gray: {"g", "G"}, page.RGB: {"rg", "RG"}, page.CMYK: {"k", "K"}}[c.Space]
	for _, v := range components(c) {
		w.out = append(append(w.out, v.(number)...), ' ')
	}
	if stroke {
		w.op(op[1])
	} else {
		w.op(op[0])
	}
}

// components are those of a colour from 0 to 1.
func components(c page.Color) array {
	out := array{}
	for i := range map[page.Space]int{page.Gray: 1, page.RGB: 3, page.CMYK: 4}[c.Space] {
		out = append(out, share(c.C[i]))
	}
	return out
}

// gradient is a shading pattern (8.7.4). All its colours are in one colour space.
func (w *drawer) gradient(g *page.Gradient) dict {
	space := page.Gray
	colors := make([]page.Color, len(g.Stops))
	for i, s := range g.Stops {
		colors[i] = w.inks().of(s.Color)
		space = max(space, colors[i].Space)
	}
	for i, c := range colors {
		if c.Space == page.Gray && space == page.RGB {
			colors[i] = page.Color{Space: page.RGB, C: [4]uint16{c.C[0], c.C[0], c.C[0]}}
		}
	}
	part := func(a, b page.Color) dict {
		return dict{"FunctionType": 2, "Domain": array{0, 1}, "C0": components(a), "C1": components(b), "N": 1}
	}
	// A stop at the same place as the one before it is a sudden change of colour. Each such stop needs a bound.
	var functions, bounds, encode array
	last := len(g.Stops) - 1
	if g.Stops[0].Offset > 0 {
		functions, encode = append(functions, part(colors[0], colors[0])), append(encode, 0, 1)
		bounds = append(bounds, share(g.Stops[0].Offset))
	}
	for i := range last {
		functions, encode = append(functions, part(colors[i], colors[i+1])), append(encode, 0, 1)
		bounds = append(bounds, share(g.Stops[i+1].Offset))
	}
	if g.Stops[last].Offset < 65535 {
		functions, encode = append(functions, part(colors[last], colors[last])), append(encode, 0, 1)
	} else {
		bounds = bounds[:len(bounds)-1]
	}
	var function any = functions[0]
	if len(functions) > 1 {
		function = dict{"FunctionType": 3, "Domain": array{0, 1}, "Functions": functions, "Bounds": bounds, "Encode": encode}
	}
	h := w.height
	shading := dict{
		"ColorSpace": name(map[page.Space]string{page.Gray: "DeviceGray", page.RGB: "DeviceRGB", page.CMYK: "DeviceCMYK"}[space]),
		"Function":   function, "Extend": array{true, true},
	}
	if g.Radial {
		shading["ShadingType"] = 3
		shading["Coords"] = array{real(g.X0), real(h - g.Y0), real(g.R0), real(g.X1), real(h - g.Y1), real(g.R1)}
	} else {
		shading["ShadingType"] = 2
		shading["Coords"] = array{real(g.X0), real(h - g.Y0), real(g.X1), real(h - g.Y1)}
	}
	return dict{"Type": name("Pattern"), "PatternType": 2, "Matrix": w.matrix(g.Matrix), "Shading": shading}
}

func (w *drawer) line(l *page.Line) {
	w.numbers("w", l.Width)
	w.out = append(strconv.AppendInt(w.out, int64(l.Cap), 10), " J "...)
	w.out = append(strconv.AppendInt(w.out, int64(l.Join), 10), " j "...)
	w.numbers("M", l.MiterLimit)
	w.out = append(w.out, '[')
	for i, v := range l.Dash {
		if i > 0 {
			w.out = append(w.out, ' ')
		}
		w.out = appendTenThousandths(w.out, thousandths(v))
	}
	w.out = append(w.out, ']', ' ')
	w.numbers("d", l.Phase)
}

func (w *drawer) path(p page.Path) {
	h := w.height
	for _, s := range p {
		switch s.Op {
		case page.MoveTo:
			w.numbers("m", s.X, h-s.Y)
		case page.LineTo:
			w.numbers("l", s.X, h-s.Y)
		case page.CurveTo:
			w.numbers("c", s.X1, h-s.Y1, s.X2, h-s.Y2, s.X, h-s.Y)
		case page.Close:
			w.op("h")
		}
	}
}
