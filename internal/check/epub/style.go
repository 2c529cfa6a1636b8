package epub

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	_ "image/gif"  // registered for image.DecodeConfig
	_ "image/jpeg" // likewise
	_ "image/png"  // likewise
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
	_ "golang.org/x/image/webp" // registered for image.DecodeConfig

	"quire/internal/check/xmltree"
)

func (b *book) checkStyles() {
	for _, it := range b.items {
		if it.mediaType == "text/css" && b.files[it.path] != nil {
			b.checkCSS(it.path, it.path, string(b.files[it.path]), false)
		}
	}
}

// checkCSS reads a stylesheet, or the declarations of a style attribute, for what it names and for the properties
// that EPUB keeps for the reading system (EPUB 3.3, 6.3.1.1).
func (b *book) checkCSS(path, place, text string, inline bool) {
	l := css.NewLexer(parse.NewInputString(text))
	depth, line := 0, 1
	prev, importing := "", false
	at := func() string {
		if inline || place != path {
			return place
		}
		return path + ":" + strconv.Itoa(line)
	}
	for {
		kind, data := l.Next()
		word := string(data)
		switch kind {
		case css.ErrorToken:
			if err := l.Err(); !errors.Is(err, io.EOF) {
				b.Fault("css", at(), "%v", err)
			}
			if depth != 0 {
				b.Fault("css", at(), "a brace or bracket is not closed")
			}
			return
		case css.BadStringToken, css.BadURLToken:
			b.Fault("css", at(), "a string or address is not closed")
		case css.LeftBraceToken, css.LeftBracketToken, css.LeftParenthesisToken, css.FunctionToken:
			depth++
		case css.RightBraceToken, css.RightBracketToken, css.RightParenthesisToken:
			if depth--; depth < 0 {
				b.Fault("css", at(), "a brace or bracket closes nothing")
				depth = 0
			}
		case css.AtKeywordToken:
			importing = strings.EqualFold(word, "@import")
		case css.URLToken:
			b.checkResource(path, at(), "css-reference", strings.Trim(strings.TrimSuffix(word[4:], ")"), " \t\n\"'"))
			importing = false
		case css.StringToken:
			if importing || strings.EqualFold(prev, "url(") {
				b.checkResource(path, at(), "css-reference", strings.Trim(word, "\"'"))
			}
			importing = false
		case css.ColonToken:
			if p := strings.ToLower(prev); (p == "direction" || p == "unicode-bidi") && (depth > 0 || inline) {
				b.Fault("css", at(), "the property %s belongs into the document, not the stylesheet", p)
			}
		}
		if kind != css.WhitespaceToken && kind != css.CommentToken {
			prev = word
		}
		line += bytes.Count(data, []byte("\n"))
	}
}

func (b *book) checkMedia() {
	sheets := strings.Builder{}
	for _, it := range b.items {
		if it.mediaType == "text/css" {
			sheets.Write(b.files[it.path])
		}
	}
	for _, d := range b.docs {
		for _, e := range d.All {
			if e.Is("style") {
				sheets.WriteString(e.Text())
			}
		}
	}
	for _, it := range b.items {
		data, there := b.files[it.path]
		if !there {
			continue
		}
		switch {
		case strings.HasPrefix(it.mediaType, "font/") || strings.Contains(it.mediaType, "font-") || it.mediaType == "application/vnd.ms-opentype":
			if err := wholeFont(data); err != nil {
				b.Fault("font", it.path, "%v", err)
			}
			if !strings.Contains(sheets.String(), it.path[strings.LastIndexByte(it.path, '/')+1:]) {
				b.Fault("font", it.path, "no stylesheet uses the font")
			}
		case strings.HasPrefix(it.mediaType, "image/") && it.mediaType != "image/svg+xml":
			if _, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil {
				b.Fault("image", it.path, "cannot be decoded: %v", err)
			}
			if private := privateData(data); private != "" {
				b.Fault("image", it.path, "it carries %s", private)
			}
		case it.mediaType == "image/svg+xml":
			b.checkSVG(it, data)
		}
	}
}

func (b *book) checkSVG(it *item, data []byte) {
	doc, err := xmltree.Parse(it.path, data)
	if err != nil {
		xmltree.Fault(b.Recorder, "image", err)
		return
	}
	for _, e := range doc.All {
		if e.Name == "script" {
			b.Fault("script", e.Place, "the drawing has a script")
		}
		for _, a := range e.Attrs {
			if a.Name.Local == "href" && scheme(a.Value) != "" && scheme(a.Value) != "data" && e.Name != "a" {
				b.Fault("remote-resource", e.Place, "“%s” is fetched from outside the book", a.Value)
			}
		}
	}
}

// wholeFont checks that the tables of an OpenType font lie inside the file and are in order (OpenType, “Table
// directory”). WOFF files are left to their signature.
func wholeFont(data []byte) error {
	if len(data) < 12 {
		return errors.New("the font is cut short")
	}
	if string(data[:3]) == "wOF" {
		if len(data) < 44 || int(binary.BigEndian.Uint32(data[8:])) != len(data) {
			return errors.New("the font is cut short")
		}
		return nil
	}
	n := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < 12+16*n || n == 0 {
		return errors.New("the font is cut short")
	}
	tags := make([]string, n)
	for i := range n {
		rec := data[12+16*i:]
		tags[i] = string(rec[:4])
		off, size := uint64(binary.BigEndian.Uint32(rec[8:])), uint64(binary.BigEndian.Uint32(rec[12:]))
		if off+size > uint64(len(data)) {
			return errors.New("the font is cut short: table " + tags[i] + " lies beyond its end")
		}
	}
	if !sort.StringsAreSorted(tags) {
		return errors.New("the font's tables are not in order")
	}
	have := strings.Join(tags, " ")
	for _, t := range []string{"cmap", "head", "hhea", "hmtx", "maxp"} {
		if !strings.Contains(have, t) {
			return errors.New("the font has no table " + t)
		}
	}
	return nil
}

// privateData names what an image says of its maker: the tag of a place in its Exif data (0x8825), or the camera's
// make (0x010F).
func privateData(data []byte) string {
	i := bytes.Index(data, []byte("Exif\x00\x00"))
	if i < 0 {
		if i = bytes.Index(data[:min(len(data), 1<<16)], []byte("eXIf")); i < 0 {
			return ""
		}
		i -= 2 // a PNG chunk has no two zero bytes after its name
	}
	tiff := data[i+6:]
	if len(tiff) < 8 {
		return ""
	}
	var order binary.ByteOrder = binary.LittleEndian
	if string(tiff[:2]) == "MM" {
		order = binary.BigEndian
	}
	at := int(order.Uint32(tiff[4:]))
	if at < 8 || at+2 > len(tiff) {
		return ""
	}
	for k := range int(order.Uint16(tiff[at:])) {
		e := at + 2 + 12*k
		if e+12 > len(tiff) {
			break
		}
		switch order.Uint16(tiff[e:]) {
		case 0x8825:
			return "the place where it was taken"
		case 0x010f:
			return "the make of the camera"
		}
	}
	return ""
}
