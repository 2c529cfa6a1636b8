package resolve

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
)

// plainSVG takes out of a drawing what has no place in a picture: what runs or plays, web pages within it, and the addresses
// of its links. lost names the elements that a reader may miss, each once. A web page with a fallback beside it, as
// draw.io and others write it, is none of them.
//
//	<switch><foreignObject>…</foreignObject><text>Quay</text></switch>    →    <switch><text>Quay</text></switch>
//
// What is not well-formed stays as it is; the writers refuse it.
func plainSVG(data []byte) (plain []byte, lost []string) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	c := svgCutter{data: data}
	for {
		before := int(d.InputOffset())
		token, err := d.RawToken()
		after := int(d.InputOffset())
		switch {
		case err == io.EOF && len(c.open) == 0:
			return append(c.out, data[c.done:]...), c.lost
		case err != nil || after > len(data):
			return data, nil
		}
		switch t := token.(type) {
		case xml.StartElement:
			c.start(t, before, after)
		case xml.EndElement:
			if len(c.open) == 0 {
				return data, nil
			}
			c.end(after)
		}
	}
}

// svgCutter copies a drawing and leaves out parts of it.
type svgCutter struct {
	data []byte
	out  []byte
	done int // what is before it is copied or left out
	open []svgElement
	cut  int // how many elements are open when one is left out; 0 outside of them
	lost []string
}

type svgElement struct {
	name     string
	children int      // that stay
	pages    []string // web pages among them that are left out
}

// drop leaves out the bytes from one place to another.
func (c *svgCutter) drop(from, to int) {
	c.out = append(c.out, c.data[c.done:from]...)
	c.done = to
}

func (c *svgCutter) start(t xml.StartElement, before, after int) {
	name := strings.ToLower(t.Name.Local)
	c.open = append(c.open, svgElement{name: name})
	if c.cut > 0 {
		return
	}
	switch name {
	case "script", "iframe", "handler", "listener", "audio", "video", "foreignobject":
		c.cut = len(c.open)
		c.drop(before, before)
		if up := c.parent(); name == "foreignobject" && up != nil && up.name == "switch" {
			up.pages = append(up.pages, t.Name.Local)
			return
		}
		c.lose(t.Name.Local)
		return
	}
	if up := c.parent(); up != nil {
		up.children++
	}
	c.attributes(t, name, before, after)
}

// attributes leaves out the events of an element, and the address of a link.
func (c *svgCutter) attributes(t xml.StartElement, name string, before, after int) {
	for _, a := range t.Attr {
		key, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
		event := strings.HasPrefix(key, "on") && a.Name.Space == ""
		if !event && (name != "a" || key != "href" || strings.HasPrefix(value, "#")) {
			continue
		}
		full := a.Name.Local
		if a.Name.Space != "" {
			full = a.Name.Space + ":" + full
		}
		if from, to := attributeAt(c.data[before:after], full); to > 0 && before+from >= c.done {
			c.drop(before+from, before+to)
		}
	}
}

// attributeAt finds an attribute in a tag, with the space before it.
func attributeAt(tag []byte, name string) (from, to int) {
	for i := 1; i < len(tag); i++ {
		switch c := tag[i]; {
		case c == '"' || c == '\'': // the value of another one
			n := bytes.IndexByte(tag[i+1:], c)
			if n < 0 {
				return 0, 0
			}
			i += n + 1
		case bytes.IndexByte([]byte(" \t\r\n"), tag[i-1]) >= 0 && bytes.HasPrefix(tag[i:], []byte(name)):
			rest := bytes.TrimLeft(tag[i+len(name):], " \t\r\n")
			if len(rest) == 0 || rest[0] != '=' {
				continue
			}
			rest = bytes.TrimLeft(rest[1:], " \t\r\n")
			if len(rest) < 2 || rest[0] != '"' && rest[0] != '\'' {
				return 0, 0
			}
			n := bytes.IndexByte(rest[1:], rest[0])
			if n < 0 {
				return 0, 0
			}
			return i - 1, len(tag) - len(rest) + n + 2
		}
	}
	return 0, 0
}

func (c *svgCutter) parent() *svgElement {
	if len(c.open) < 2 {
		return nil
	}
	return &c.open[len(c.open)-2]
}

func (c *svgCutter) end(after int) {
	last := len(c.open) - 1
	e := c.open[last]
	if c.cut == len(c.open) {
		c.done, c.cut = after, 0
	} else if e.children == 0 && c.cut == 0 {
		for _, name := range e.pages {
			c.lose(name)
		}
	}
	c.open = c.open[:last]
}

func (c *svgCutter) lose(name string) {
	if !slices.Contains(c.lost, name) {
		c.lost = append(c.lost, name)
	}
}
