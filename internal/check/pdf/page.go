package pdf

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// marked names a marked-content sequence: the object of the page, or of the form XObject that it is in, and the
// number that it has there.
type marked struct{ obj, mcid int }

// mark is an open marked-content sequence.
type mark struct {
	mcid     int // -1: none
	artifact bool
	lang     string
	node     *node
}

// state is the part of the graphics state that matters here.
type state struct {
	font      *fontUse
	invisible bool // the text: rendering mode 3
}

// canvas interprets content streams as far as tagging and fonts need it.
type canvas struct {
	f     *file
	page  *page
	marks []mark
	state
	saved []state // by q
	seen  map[marked]bool
	depth int
}

func (f *file) checkContents() {
	used := map[marked]bool{}
	for _, p := range f.pages {
		c := &canvas{f: f, page: p, seen: used}
		var all []byte
		for _, o := range f.list(p.dict["Contents"]) {
			data, _, err := f.stream(o)
			if err != nil {
				f.Fault("ISO 7.8", p.place(), "%s cannot be read: %v", objectPlace(o), err)
			}
			all = append(append(all, data...), '\n')
		}
		c.run(all, p.resources, p.obj, p.place())
		if len(c.marks) > 0 {
			f.Fault("ISO 7.8", p.place(), "marked content is not closed")
		}
		f.checkAppearances(p, c)
	}
	// A number that the content never uses is a tag without content.
	for _, m := range slices.SortedFunc(maps.Keys(f.owner), func(a, b marked) int { return cmp.Or(a.obj-b.obj, a.mcid-b.mcid) }) {
		if !used[m] {
			f.Fault("ISO 14.7.4", f.owner[m].place(), "it holds content %d of %s, which is not there", m.mcid, f.where(m.obj))
		}
	}
	for _, obj := range slices.Sorted(maps.Keys(f.shown)) {
		if f.shown[obj] > 1 {
			f.Fault("30-002", fmt.Sprintf("object %d", obj), "the form with marked content is shown %d times", f.shown[obj])
		}
	}
}

func (f *file) where(obj int) string {
	if n, ok := f.pageNo[obj]; ok {
		return fmt.Sprintf("page %d", n)
	}
	return fmt.Sprintf("object %d", obj)
}

// run interprets one content stream. obj is the object that has the entry in the parent tree for the marked content of the stream.
func (c *canvas) run(data []byte, resources types.Dict, obj int, place string) {
	if c.depth++; c.depth > 24 {
		c.f.Fault("ISO 7.8", place, "forms nest too deep")
		return
	}
	defer func() { c.depth-- }()
	t := &tokens{data: data}
	var args []any
	for {
		v, err := t.next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			c.f.Fault("ISO 7.8", place, "%v", err)
			return
		}
		o, isOp := v.(op)
		if !isOp {
			if args = append(args, v); len(args) > 1<<16 {
				c.f.Fault("ISO 7.8", place, "values without an operator")
				return
			}
			continue
		}
		if o == "ID" {
			if err := t.inlineImage(); err != nil {
				c.f.Fault("ISO 7.8", place, "%v", err)
				return
			}
			c.paint(place, "an inline image")
		}
		c.do(string(o), args, resources, obj, place)
		args = args[:0]
	}
}

func (c *canvas) do(o string, args []any, resources types.Dict, obj int, place string) {
	if c.f.press != nil {
		c.f.press.operator(o, args, resources, place)
	}
	switch o {
	case "q":
		if c.saved = append(c.saved, c.state); len(c.saved) > 4096 {
			c.saved = c.saved[1:]
		}
	case "Q":
		if n := len(c.saved); n > 0 {
			c.state, c.saved = c.saved[n-1], c.saved[:n-1]
		}
	case "Tr":
		mode, _ := first(args).(float64)
		c.invisible = mode == 3
	case "BMC", "BDC":
		c.begin(args, resources, obj, place)
	case "EMC":
		if len(c.marks) == 0 {
			c.f.Fault("ISO 7.8", place, "EMC closes no marked content")
			return
		}
		c.marks = c.marks[:len(c.marks)-1]
	case "Tf":
		if len(args) == 2 {
			n, _ := args[0].(name)
			c.font = c.f.font(c.f.dict(resources["Font"])[string(n)], place)
		}
	case "gs":
		if len(args) == 1 {
			n, _ := args[0].(name)
			gs := c.f.dict(c.f.dict(resources["ExtGState"])[string(n)])
			if a := c.f.array(gs["Font"]); len(a) == 2 {
				c.font = c.f.font(a[0], place)
			}
		}
	case "Tj", "'", "\"", "TJ":
		if len(args) > 0 {
			c.show(args[len(args)-1], place)
		}
	case "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh":
		c.paint(place, "a drawing")
	case "Do":
		if len(args) == 1 {
			n, _ := args[0].(name)
			c.xobject(c.f.dict(resources["XObject"])[string(n)], resources, place)
		}
	}
}

func (c *canvas) begin(args []any, resources types.Dict, obj int, place string) {
	m := mark{mcid: -1}
	if n := len(c.marks); n > 0 {
		m = c.marks[n-1]
	}
	outer := m
	tag, _ := first(args).(name)
	number := -1
	said := "" // what is to be read in the stead of a span's content
	if len(args) > 1 {
		switch props := args[1].(type) {
		case map[string]any:
			for _, k := range []string{"ActualText", "Alt", "E"} {
				if v, ok := props[k].([]byte); ok && len(v) > 0 && said == "" {
					said = k
				}
			}
			if v, ok := props["MCID"].(float64); ok {
				number = int(v)
			}
			if v, ok := props["Lang"].([]byte); ok {
				m.lang = string(v)
			}
		case name:
			d := c.f.dict(c.f.dict(resources["Properties"])[string(props)])
			for _, k := range []string{"ActualText", "Alt", "E"} {
				if c.f.text(d[k]) != "" && said == "" {
					said = k
				}
			}
			if v, ok := c.f.integer(d["MCID"]); ok {
				number = v
			}
			if l := c.f.text(d["Lang"]); l != "" {
				m.lang = l
			}
		}
	}
	if tag == "Artifact" {
		if outer.mcid >= 0 {
			c.f.Fault("01-003", place, "an artifact lies inside tagged content %d", outer.mcid)
		}
		m.artifact = true
	}
	if number >= 0 {
		key := marked{obj, number}
		if c.seen[key] {
			c.f.Fault("ISO 14.7.4", place, "the number %d is given to marked content twice", number)
		}
		c.seen[key] = true
		if outer.artifact {
			c.f.Fault("01-004", place, "tagged content %d lies inside an artifact", number)
		}
		m.mcid = number
		if m.node = c.f.owner[key]; m.node == nil && tag != "Artifact" && c.f.root != nil {
			c.f.Fault("01-005", place, "content %d is in no structure element", number)
		}
	}
	if said != "" && tag == "Span" && m.lang == "" && c.f.lang == "" && m.node.language() == "" {
		c.f.Fault("11-002", place, "the %s of a span in the content has no language", said)
	}
	if c.marks = append(c.marks, m); len(c.marks) > 1<<12 {
		c.marks = c.marks[1:]
	}
}

func first(a []any) any {
	if len(a) == 0 {
		return nil
	}
	return a[0]
}

// paint checks that something visible is tagged or an artifact.
func (c *canvas) paint(place, what string) {
	if n := len(c.marks); n == 0 || !c.marks[n-1].artifact && c.marks[n-1].mcid < 0 {
		c.f.Fault("01-005", place, "%s is neither tagged nor an artifact", what)
	}
}

func (c *canvas) show(arg any, place string) {
	var parts [][]byte
	switch v := arg.(type) {
	case []byte:
		parts = append(parts, v)
	case []any:
		for _, x := range v {
			if b, ok := x.([]byte); ok {
				parts = append(parts, b)
			}
		}
	}
	text := 0
	for _, p := range parts {
		text += len(p)
		if c.font == nil {
			c.f.Fault("ISO 7.8", place, "text is shown without a font")
			return
		}
		formula := false
		if n := len(c.marks); n > 0 && c.marks[n-1].node != nil {
			formula = c.marks[n-1].node.inside("Formula")
		}
		c.font.show(c.f, p, place, formula, c.invisible)
	}
	if text == 0 {
		return
	}
	c.paint(place, "text")
	m := mark{}
	if n := len(c.marks); n > 0 {
		m = c.marks[n-1]
	}
	if !m.artifact && m.lang == "" && m.node.language() == "" && c.f.lang == "" {
		c.f.Fault("11-001", place, "text has no language")
	}
}

func (c *canvas) xobject(o types.Object, resources types.Dict, place string) {
	d := c.f.dict(o)
	if d == nil {
		c.f.Fault("ISO 7.8", place, "an object that is shown is not there")
		return
	}
	if _, there := d["Ref"]; there {
		c.f.Fault("30-001", objectPlace(o), "the object takes its content from another file")
	}
	if c.f.name(d["Subtype"]) != "Form" {
		c.paint(place, "an image")
		return
	}
	data, _, err := c.f.stream(o)
	if err != nil {
		c.f.Fault("ISO 7.8", place, "%s cannot be read: %v", objectPlace(o), err)
		return
	}
	if _, own := d["StructParents"]; own {
		if strings.Contains(string(data), "MCID") {
			c.f.shown[object(o)]++
		}
		if c.f.shown[object(o)] > 1 {
			return // its numbers would seem to be given twice
		}
	}
	if r := c.f.dict(d["Resources"]); r != nil {
		resources = r
	}
	depth, outside := len(c.marks), c.state
	c.run(data, resources, object(o), fmt.Sprintf("%s, %s", place, objectPlace(o)))
	if len(c.marks) > depth {
		c.f.Fault("ISO 7.8", objectPlace(o), "marked content is not closed")
		c.marks = c.marks[:depth]
	}
	c.state = outside
}
