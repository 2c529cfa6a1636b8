package resolve

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"unicode/utf8"

	"quire/internal/doc"
	"quire/internal/lang"
)

// MissingImage gives the image that a draft shows instead of a missing one: a box with its name.
func MissingImage(p, language string) *doc.Asset {
	words := lang.Phrase(lang.Make(language), lang.ImageMissing, path.Base(p))
	var text bytes.Buffer
	if err := xml.EscapeText(&text, []byte(words)); err != nil {
		return nil // a bytes.Buffer does not fail
	}
	const height = 64
	width := 48 + 10*utf8.RuneCountInString(words)
	return &doc.Asset{
		Path: p, MediaType: "image/svg+xml", Width: width, Height: height,
		Data: fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d">`+
			`<rect x="1" y="1" width="%d" height="%d" fill="none" stroke="black" stroke-width="2"/>`+
			`<text x="%d" y="38" font-size="16" text-anchor="middle">%s</text></svg>`, width, height, width-2, height-2, width/2, text.Bytes()),
	}
}

// missing adds the image for a missing one to the book and returns its path, which is not in the file system.
func (r *resolver) missing(b *doc.Book, p string) string {
	name := fmt.Sprintf("missing-%d.svg", len(b.Assets)+1)
	a := MissingImage(p, b.Meta.Lang)
	a.Path = name
	b.Assets[name] = a
	return name
}
