package xhtml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// CheckSVG rejects what an image may not have: scripts and the events that start them, foreign markup, and external
// references. The error completes the sentence “the image …”.
func CheckSVG(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("is not in UTF-8") }
	style := false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return errors.New("is not well-formed")
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.Contains(t, []byte("ENTITY")) {
				return errors.New("declares entities")
			}
		case xml.ProcInst:
			if t.Target != "xml" {
				return fmt.Errorf("asks for processing by <?%s?>", t.Target)
			}
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			switch name {
			case "script", "foreignobject", "iframe", "handler", "listener", "audio", "video":
				return fmt.Errorf("has a <%s>", t.Name.Local)
			}
			style = name == "style"
			for _, a := range t.Attr {
				key, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
				switch {
				case strings.HasPrefix(key, "on"):
					return fmt.Errorf("has the event %s", a.Name.Local)
				case (key == "href" || key == "src") && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/"):
					return fmt.Errorf("links to %s", value)
				case fetches(value):
					return errors.New("fetches from elsewhere")
				}
			}
		case xml.EndElement:
			style = false
		case xml.CharData:
			if style && (fetches(string(t)) || strings.Contains(strings.ToLower(string(t)), "@import")) {
				return errors.New("fetches from elsewhere")
			}
		}
	}
}

// fetches reports whether CSS has a url() that is not within the file.
func fetches(css string) bool {
	css = strings.ToLower(css)
	for {
		_, rest, ok := strings.Cut(css, "url(")
		if !ok {
			return false
		}
		address := strings.TrimLeft(rest, " \t\n\"'")
		if !strings.HasPrefix(address, "#") && !strings.HasPrefix(address, "data:image/") {
			return true
		}
		css = rest
	}
}
