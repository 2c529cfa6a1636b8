package xhtml

import (
	"bytes"
	"fmt"
	"strings"
)

// Font is a font file that an edition includes.
type Font struct {
	Name    string // of the file, without extension: letters, digits, hyphens
	Data    []byte // TrueType, OpenType or WOFF2
	Family  string // as stylesheets call it
	Weight  int    // 100–900
	Italic  bool
	Licence []byte // text of its licence, which is included
}

// Format recognises the kind of file by its first bytes: the usual extension, the media type of RFC 8081 and the word
// for it in CSS.
func (f Font) Format() (ext, mediaType, css string) {
	switch {
	case bytes.HasPrefix(f.Data, []byte("wOF2")):
		return "woff2", "font/woff2", "woff2"
	case bytes.HasPrefix(f.Data, []byte("OTTO")):
		return "otf", "font/otf", "opentype"
	}
	return "ttf", "font/ttf", "truetype"
}

// Face gives the @font-face rule for the font at an address, without descriptors that have their default value.
func (f Font) Face(address string) string {
	family := strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(f.Family)
	_, _, format := f.Format()
	var b strings.Builder
	fmt.Fprintf(&b, "@font-face { font-family: \"%s\"; src: url(%s) format(\"%s\");", family, address, format)
	if f.Italic {
		b.WriteString(" font-style: italic;")
	}
	if f.Weight != 400 {
		fmt.Fprintf(&b, " font-weight: %d;", f.Weight)
	}
	b.WriteString(" }\n")
	return b.String()
}
