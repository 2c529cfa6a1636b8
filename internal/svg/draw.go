package svg

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/page"
)

// Faces finds the faces for text: those of the families, then fallbacks, best first.
type Faces func(families []string, weight int, italic bool) []*font.Face

// maxSegments limits the segments of a drawing; a larger one is smaller as pixels.
const maxSegments = 200_000

// Read draws an SVG image of a width and height in CSS's px as shapes. The error says in words what shapes cannot show,
// such as a filter. If it is an Unshaped, Draw can show the image.
func Read(data []byte, width, height int, faces Faces) (*page.Drawing, error) {
	root, byID, err := parse(data)
	if err != nil {
		return nil, err
	}
	if width <= 0 || height <= 0 || width > 1<<16 || height > 1<<16 {
		return nil, fmt.Errorf("it is %d × %d pixels large", width, height)
	}
	r := &reader{byID: byID, faces: faces}
	if r.rules, err = stylesheet(root); err != nil {
		return nil, Unshaped(err.Error())
	}
	const px = 0.75 // of a point
	w, h := float64(width), float64(height)
	r.view = point{w, h}
	m, ok := r.viewBox(root, matrix{a: px, d: px}, w, h)
	if !ok {
		return nil, errors.New("it has no size")
	}
	out := &page.Drawing{Width: length(w * px), Height: length(h * px)}
	s := r.styleOf(root, style{})
	delete(s, "overflow")
	r.rejectUnsupported(root, s)
	out.Shapes = r.children(root, s, m)
	switch {
	case r.reason != "":
		return nil, errors.New(r.reason)
	case r.pixelReason != "":
		return nil, Unshaped(r.pixelReason)
	}
	return out, nil
}

// Unshaped is a feature that pixels can show and shapes cannot.
type Unshaped string

func (u Unshaped) Error() string { return string(u) }

// reader draws the elements of a file as shapes.
type reader struct {
	byID        map[string]*element
	rules       []rule
	faces       Faces
	view        point // the base of percentages
	reason      string
	pixelReason string // why the file must be drawn in pixels
	segments    int
	inUse       []*element // the elements in use, so that none uses itself
	useCount    int
	clipping    bool // the shapes are those of a clipPath
}

// reject records why the file cannot be drawn at all; the first reason counts.
func (r *reader) reject(format string, args ...any) {
	if r.reason == "" {
		r.reason = fmt.Sprintf(format, args...)
	}
}

// needPixels records why the file must be drawn in pixels; the first reason counts.
func (r *reader) needPixels(format string, args ...any) {
	if r.pixelReason == "" {
		r.pixelReason = fmt.Sprintf(format, args...)
	}
}

// viewBox gives the matrix within an element that establishes a viewport of size w, h (SVG 2, 8.2), and sets the base
// of percentages; ok is false if nothing is visible.
func (r *reader) viewBox(e *element, m matrix, w, h float64) (matrix, bool) {
	v, listed := numbers(e.attr["viewBox"])
	if e.attr["viewBox"] == "" || !listed || len(v) != 4 {
		return m, w > 0 && h > 0
	}
	if v[2] <= 0 || v[3] <= 0 || w <= 0 || h <= 0 {
		return m, false
	}
	r.view = point{v[2], v[3]}
	sx, sy := w/v[2], h/v[3]
	fit := strings.Fields(e.attr["preserveAspectRatio"])
	align := "xMidYMid"
	if len(fit) > 0 {
		align = fit[0]
	}
	dx, dy := 0.0, 0.0
	if align != "none" {
		s := min(sx, sy)
		if len(fit) > 1 && fit[1] == "slice" {
			s = max(sx, sy)
		}
		part := map[string]float64{"Min": 0, "Mid": 0.5, "Max": 1}
		if len(align) == 8 {
			dx, dy = (w-float64(v[2]*s))*part[align[1:4]], (h-float64(v[3]*s))*part[align[5:8]]
		}
		sx, sy = s, s
	}
	return m.mul(matrix{sx, 0, 0, sy, dx - float64(v[0]*sx), dy - float64(v[1]*sy)}), true
}

// neverRendered are the elements that are not drawn directly (SVG 2, 5.6).
var neverRendered = map[string]bool{
	"defs": true, "title": true, "desc": true, "metadata": true, "style": true, "symbol": true, "linearGradient": true,
	"radialGradient": true, "clipPath": true, "mask": true, "pattern": true, "filter": true, "marker": true, "script": true,
	"view": true, "animate": true, "animateTransform": true, "animateMotion": true, "set": true, "cursor": true,
}

func (r *reader) children(e *element, s style, m matrix) (out []*page.Shape) {
	for _, c := range e.children {
		if c.element != nil && r.reason == "" && r.segments <= maxSegments {
			out = append(out, r.element(c.element, s, m)...)
		}
	}
	return out
}

// rejectUnsupported asks for pixels if an element has a style that shapes cannot show.
func (r *reader) rejectUnsupported(e *element, s style) {
	for _, p := range []struct{ name, plain string }{
		{"mask", "none"},
		{"filter", "none"},
		{"mix-blend-mode", "normal"},
		{"writing-mode", "lr-tb lr horizontal-tb"},
		{"vector-effect", "none"},
		{"marker-start", "none"},
		{"marker-mid", "none"},
		{"marker-end", "none"},
		{"font", ""},
	} {
		if v := s[p.name]; v != "" && !slices.Contains(strings.Fields(p.plain), v) {
			r.needPixels("it uses “%s: %s” (%s)", p.name, shortened(v), e.name)
		}
	}
	if v := s["paint-order"]; v != "" && v != "normal" && !strings.HasPrefix(v, "fill") {
		r.needPixels("it uses “paint-order: %s”", shortened(v))
	}
}

// element draws an element with its descendants.
func (r *reader) element(e *element, parent style, m matrix) []*page.Shape {
	if neverRendered[e.name] {
		return nil
	}
	s := r.styleOf(e, parent)
	if s["display"] == "none" {
		return nil
	}
	if r.clipping { // only the geometry counts, not the paint (css-masking-1, 5.1)
		s["fill"], s["stroke"], s["fill-opacity"], s["opacity"], s["fill-rule"] = "black", "none", "1", "1", s["clip-rule"]
	}
	r.rejectUnsupported(e, s)
	if t := s["transform"]; t != "" && t != "none" {
		own, ok := transform(t)
		if !ok {
			r.needPixels("it has the transformation “%s”", shortened(t))
		}
		m = m.mul(own)
	}
	var out []*page.Shape
	var bounds box // in the element's own coordinates
	switch e.name {
	case "g", "a":
		out = r.children(e, s, m)
	case "switch":
		for _, c := range e.children {
			if c.element != nil && !neverRendered[c.name] && c.attr["requiredExtensions"] == "" && c.attr["systemLanguage"] == "" {
				out = r.element(c.element, s, m)
				break
			}
		}
	case "svg":
		out = r.nested(e, s, m)
	case "use":
		out = r.use(e, s, m)
	case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
		o := r.shape(e, s)
		bounds.outline(o, identity)
		out = r.painted(o, s, m, bounds)
	case "text":
		out = r.text(e, s, m)
	case "image":
		r.needPixels("it has a picture in it")
	default:
		r.reject("it has the element “%s”", e.name)
	}
	if len(out) == 0 {
		return nil
	}
	if c := s["clip-path"]; c != "" && c != "none" {
		clip, ok := r.clip(c, m, bounds)
		if !ok {
			return nil
		}
		out = clipped(out, clip)
	}
	if v := r.opacity(s["opacity"]); v < 1 {
		if one := out[0]; len(out) == 1 && one.Group == nil && (one.Fill == nil) != (one.Stroke == nil) {
			for _, p := range []*page.Paint{one.Fill, one.Stroke} {
				if p != nil {
					p.Alpha = uint16(float64(float64(p.Alpha)*v) + 0.5)
				}
			}
		} else {
			out = []*page.Shape{{Group: out, Alpha: uint16(float64(65535*v) + 0.5)}}
		}
	}
	return out
}

// opacity reads a number or percentage from 0 to 1; the default is 1.
func (r *reader) opacity(s string) float64 {
	if s == "" {
		return 1
	}
	p, percent := strings.CutSuffix(s, "%")
	v, ok := number(p)
	if !ok {
		r.needPixels("it has the opacity “%s”", shortened(s))
		return 1
	}
	if percent {
		v /= 100
	}
	return max(0, min(1, v))
}

// nested draws an svg element within another, or a symbol in use.
func (r *reader) nested(e *element, s style, m matrix) []*page.Shape {
	outer := r.view
	defer func() { r.view = outer }()
	x, y := r.lengthOf(e, s, "x", 0, outer.x), r.lengthOf(e, s, "y", 0, outer.y)
	w, h := r.lengthOf(e, s, "width", outer.x, outer.x), r.lengthOf(e, s, "height", outer.y, outer.y)
	m = m.mul(matrix{1, 0, 0, 1, x, y})
	if e.attr["viewBox"] == "" {
		r.view = point{w, h}
	}
	inner, ok := r.viewBox(e, m, w, h)
	if !ok {
		return nil
	}
	out := r.children(e, s, inner)
	if s["overflow"] != "visible" {
		var frame outline
		frame.rectangle(0, 0, w, h, 0, 0)
		out = clipped(out, []page.Clip{{Path: frame.path(m)}})
	}
	return out
}

// clipped clips shapes to areas.
func clipped(out []*page.Shape, clip []page.Clip) []*page.Shape {
	switch {
	case len(out) == 0:
		return nil
	case len(out) > 1:
		return []*page.Shape{{Group: out, Alpha: 65535, Clip: clip}}
	}
	out[0].Clip = append(out[0].Clip, clip...)
	return out
}

// maxUses limits how many elements are used, as nested uses multiply.
const maxUses = 10_000

func (r *reader) use(e *element, s style, m matrix) []*page.Shape {
	to := r.byID[strings.TrimPrefix(e.attr["href"], "#")]
	if to == nil || !strings.HasPrefix(e.attr["href"], "#") {
		r.reject("it uses “%s”, which is not there", shortened(e.attr["href"]))
		return nil
	}
	if r.useCount++; slices.Contains(r.inUse, to) || r.useCount > maxUses {
		r.reject("it uses “%s” within itself, or too often", shortened(e.attr["href"]))
		return nil
	}
	r.inUse = append(r.inUse, to)
	defer func() { r.inUse = r.inUse[:len(r.inUse)-1] }()
	m = m.mul(matrix{1, 0, 0, 1, r.lengthOf(e, s, "x", 0, r.view.x), r.lengthOf(e, s, "y", 0, r.view.y)})
	if to.name != "symbol" {
		return r.element(to, s, m)
	}
	own := *to
	own.attr = map[string]string{}
	for k, v := range to.attr {
		own.attr[k] = v
	}
	for _, k := range []string{"width", "height"} {
		if v := e.attr[k]; v != "" {
			own.attr[k] = v
		}
	}
	return r.nested(&own, r.styleOf(to, s), m)
}

// shape gives the outline of one of the basic shapes (SVG 2, 10).
func (r *reader) shape(e *element, s style) (o outline) {
	x := func(name string) float64 { return r.lengthOf(e, s, name, 0, r.view.x) }
	y := func(name string) float64 { return r.lengthOf(e, s, name, 0, r.view.y) }
	switch e.name {
	case "path":
		o = pathData(e.attr["d"])
	case "rect":
		rx, ry := x("rx"), y("ry")
		if _, ok := e.attr["rx"]; !ok {
			rx = ry
		} else if _, ok := e.attr["ry"]; !ok {
			ry = rx
		}
		if w, h := x("width"), y("height"); w > 0 && h > 0 {
			o.rectangle(x("x"), y("y"), w, h, rx, ry)
		}
	case "circle":
		if rad := x("r"); rad > 0 {
			o.ellipse(point{x("cx"), y("cy")}, rad, rad)
		}
	case "ellipse":
		if rx, ry := x("rx"), y("ry"); rx > 0 && ry > 0 {
			o.ellipse(point{x("cx"), y("cy")}, rx, ry)
		}
	case "line":
		o.move(point{x("x1"), y("y1")})
		o.line(point{x("x2"), y("y2")})
	case "polyline", "polygon":
		v, _ := numbers(e.attr["points"])
		for i := 0; i+1 < len(v); i += 2 {
			if p := (point{v[i], v[i+1]}); i == 0 {
				o.move(p)
			} else {
				o.line(p)
			}
		}
		if e.name == "polygon" && len(o) > 0 {
			o.close()
		}
	}
	if r.segments += len(o); r.segments > maxSegments {
		r.needPixels("it has more than %d lines and curves", maxSegments)
		return nil
	}
	return o
}

// clip gives the area of a clipPath (SVG 2 and css-masking-1, 5); ok is false if it is empty.
func (r *reader) clip(value string, m matrix, bounds box) (out []page.Clip, ok bool) {
	e := r.referenced(value)
	if e == nil || e.name != "clipPath" {
		r.needPixels("it is cut by “%s”", shortened(value))
		return nil, false
	}
	if e.attr["clip-path"] != "" {
		r.needPixels("it has a clipPath that is cut itself")
		return nil, false
	}
	if t := e.attr["transform"]; t != "" {
		own, ok := transform(t)
		if !ok {
			r.needPixels("it has the transformation “%s”", shortened(t))
		}
		m = m.mul(own)
	}
	if e.attr["clipPathUnits"] == "objectBoundingBox" {
		if !bounds.filled {
			r.needPixels("it is cut by a part of a group")
			return nil, false
		}
		m = m.mul(bounds.fromUnitSquare())
	}
	var shapes []*page.Shape
	s := r.styleOf(e, style{})
	outer := r.clipping
	r.clipping = true
	defer func() { r.clipping = outer }()
	for _, c := range e.children {
		if c.element == nil || neverRendered[c.name] {
			continue
		}
		if c.name == "g" {
			r.needPixels("it has a group in a clipPath")
		}
		for _, x := range r.element(c.element, s, m) {
			if x.Group != nil || x.Clip != nil {
				r.needPixels("it has a clipPath that is cut itself")
			}
			shapes = append(shapes, x)
		}
	}
	if len(shapes) == 0 {
		return nil, false
	}
	// Paths that do not overlap can be one area.
	area := page.Clip{EvenOdd: shapes[0].EvenOdd}
	for i, x := range shapes {
		for _, y := range shapes[:i] {
			if boxesOverlap(x.Path, y.Path) {
				r.needPixels("it has a clipPath of shapes that overlap")
			}
		}
		if x.EvenOdd != area.EvenOdd {
			r.needPixels("it has a clipPath with two rules of filling")
		}
		area.Path = append(area.Path, x.Path...)
	}
	return []page.Clip{area}, true
}

// boxesOverlap reports whether the boxes around two paths and their control points overlap.
func boxesOverlap(a, b page.Path) bool {
	around := func(p page.Path) (b [4]dimen.Length) {
		for i, s := range p {
			if s.Op == page.Close {
				continue
			}
			if i == 0 {
				b = [4]dimen.Length{s.X, s.Y, s.X, s.Y}
			}
			if s.Op == page.CurveTo {
				b = [4]dimen.Length{min(b[0], s.X1, s.X2), min(b[1], s.Y1, s.Y2), max(b[2], s.X1, s.X2), max(b[3], s.Y1, s.Y2)}
			}
			b = [4]dimen.Length{min(b[0], s.X), min(b[1], s.Y), max(b[2], s.X), max(b[3], s.Y)}
		}
		return b
	}
	x, y := around(a), around(b)
	return x[0] < y[2] && y[0] < x[2] && x[1] < y[3] && y[1] < x[3]
}

// fromUnitSquare is the matrix from the unit square to the box.
func (b box) fromUnitSquare() matrix {
	return matrix{b.max.x - b.min.x, 0, 0, b.max.y - b.min.y, b.min.x, b.min.y}
}

// referenced is the element of “url(#…)”, or nil.
func (r *reader) referenced(value string) *element {
	ts := tokens(value)
	if len(ts) == 0 || ts[0].Kind != css.URL {
		return nil
	}
	id, ok := strings.CutPrefix(ts[0].Text, "#")
	if !ok {
		return nil
	}
	return r.byID[id]
}
