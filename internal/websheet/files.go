package websheet

import (
	"bytes"
	"errors"
	"io/fs"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
	"quire/internal/font"
	"quire/internal/xhtml"
)

// address gives the address of a file that a value names: its path from the root. Data in the address itself, and places
// within the page, stay as they are. ok is false if the file can't be had, which is reported.
func (r *reader) address(t *css.Token) (address string, ok bool) {
	if strings.HasPrefix(t.Text, "#") || len(t.Text) > 5 && strings.EqualFold(t.Text[:5], "data:") {
		return t.Text, true
	}
	name, fragment, ok := r.imports.Address(t)
	if !ok {
		return "", false
	}
	had, seen := r.at[name]
	if !seen {
		had = r.file(t.Pos, name)
		r.at[name] = had
	}
	return name + fragment, had
}

// file reads a font or a picture.
func (r *reader) file(pos diag.Pos, name string) bool {
	data, err := fs.ReadFile(r.opts.Book, name)
	switch {
	case errors.Is(err, diag.ErrOutsideRoot):
		r.imports.Outside(&css.Token{Text: name, Pos: pos})
		return false
	case err != nil && r.face:
		r.warn(pos, "missing-font", "paths are taken from the folder of the stylesheet", "there is no font file “%s”", name)
		return false
	case err != nil:
		r.warn(pos, "missing-image", "paths are taken from the folder of the stylesheet", "there is no file “%s”; the declaration is left out", name)
		return false
	}
	mediaType := mediaTypeOf(data)
	switch isFont := strings.HasPrefix(mediaType, "font/"); {
	case r.face && !isFont:
		r.warn(pos, "broken-font", "get the font anew from where it comes from, as TTF, OTF, WOFF or WOFF2", "“%s” is not a font that readers know", name)
		return false
	case mediaType == "" || !r.face && isFont:
		r.warn(pos, "bad-image", "save it as PNG, JPEG, GIF, WebP or SVG", "“%s” is not a picture that readers know", name)
		return false
	case strings.HasPrefix(mediaType, "font/") && mediaType != "font/woff2":
		if _, err := font.Open(name, data); errors.Is(err, font.ErrRestricted) {
			r.warn(pos, "restricted-font", "choose a font whose licence allows it, or ask its maker for another", "the licence of the font “%s” forbids embedding it", name)
			return false
		} else if err != nil {
			r.warn(pos, "broken-font", "get the font anew from where it comes from, as TTF, OTF or WOFF", "the font can’t be used: %v", err)
			return false
		}
	case mediaType == "image/svg+xml":
		if err := xhtml.CheckSVG(data); err != nil {
			r.list.Add(diag.Finding{
				Pos: pos, Severity: diag.Error, Code: "unsafe-image", Message: "the image “" + name + "” " + err.Error(),
				Help: "save it as plain SVG, with nothing that runs or is fetched from elsewhere",
			})
			return false
		}
	}
	r.files = append(r.files, xhtml.File{Path: name, MediaType: mediaType, Data: data})
	return true
}

// mediaTypeOf tells fonts and pictures by their first bytes; "" for anything else.
func mediaTypeOf(data []byte) string {
	for _, k := range []struct{ magic, mediaType string }{
		{"\x00\x01\x00\x00", "font/ttf"},
		{"true", "font/ttf"},
		{"OTTO", "font/otf"},
		{"wOFF", "font/woff"},
		{"wOF2", "font/woff2"},
		{"\x89PNG\r\n\x1a\n", "image/png"},
		{"\xFF\xD8\xFF", "image/jpeg"},
		{"GIF8", "image/gif"},
	} {
		if bytes.HasPrefix(data, []byte(k.magic)) {
			return k.mediaType
		}
	}
	if len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP" {
		return "image/webp"
	}
	if head := data[:min(len(data), 1024)]; bytes.Contains(head, []byte("<svg")) {
		return "image/svg+xml"
	}
	return ""
}
