// Package svg reads SVG images for the PDF: as shapes or, if shapes cannot show them, as pixels. It reads shapes
// itself, as no library without cgo reads them completely and alike on all machines. resvg draws pixels; it is compiled
// to WebAssembly and runs in wazero. svg is the one package that imports them.
package svg

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/font"
)

// PerInch is the resolution of pixels. It is lower where an image would take too many steps.
const PerInch = 600

// maxPixels is the size of the largest image that is drawn: about a page of A4.
const maxPixels = 1 << 25

// Draw gives an SVG image of a width and height in CSS's px, of which 96 are an inch, as a PNG with perInch pixels to
// the inch. The error says in words why it cannot be drawn.
func Draw(data []byte, width, height int, faces Faces) (picture []byte, perInch int, err error) {
	root, byID, err := parse(data)
	if err != nil {
		return nil, 0, err
	}
	if w, h := width*PerInch/96, height*PerInch/96; w <= 0 || h <= 0 || w > maxPixels/h {
		return nil, 0, fmt.Errorf("it is %d × %d pixels large", width, height)
	}
	if err := rejectExternal(root); err != nil {
		return nil, 0, err
	}
	if perInch, err = resolution(root, byID, width, height); err != nil {
		return nil, 0, err
	}
	r, err := renderer()
	if err != nil {
		return nil, 0, fmt.Errorf("resvg cannot be started: %w", err)
	}
	fonts, generic := fontFiles(root, faces)
	canvas, err := r.render(data, max(1, width*perInch/96), fonts, generic)
	if err != nil {
		return nil, 0, err
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, canvas); err != nil {
		return nil, 0, err
	}
	return b.Bytes(), perInch, nil
}

// fontFiles gives the fonts for the text of a file, and the families for the generic ones. For each family there are
// upright and italic, regular and bold, and the fallback fonts for its characters.
func fontFiles(root *element, faces Faces) (fonts [][]byte, generic map[string]string) {
	generic = map[string]string{}
	var words strings.Builder
	families := [][]string{{"serif"}, {"sans-serif"}, {"monospace"}}
	root.walk(func(e *element) {
		if e.name == "text" || e.name == "tspan" || e.name == "textPath" {
			words.WriteString(e.text())
		}
		for _, f := range e.families() {
			families = append(families, []string{f})
		}
	})
	if faces == nil || strings.TrimSpace(words.String()) == "" {
		return nil, generic
	}
	var taken []*font.Face
	take := func(f *font.Face) {
		if !slices.Contains(taken, f) {
			taken = append(taken, f)
			fonts = append(fonts, f.Data())
		}
	}
	for _, g := range []struct{ css, option string }{{"serif", "serifFamily"}, {"sans-serif", "sansSerifFamily"}, {"monospace", "monospaceFamily"}} {
		if chain := faces([]string{g.css}, 400, false); len(chain) > 0 {
			generic[g.option] = chain[0].Family()
			take(chain[0])
		}
	}
	generic["defaultFontFamily"] = generic["serifFamily"]
	for _, family := range families {
		for _, weight := range []int{400, 700} {
			for _, italic := range []bool{false, true} {
				if chain := faces(family, weight, italic); len(chain) > 0 {
					take(chain[0])
				}
			}
		}
	}
	for _, c := range words.String() {
		if !slices.ContainsFunc(taken, func(f *font.Face) bool { return f.Has(c) }) {
			for _, f := range faces(nil, 400, false) {
				if f.Has(c) {
					take(f)
					break
				}
			}
		}
	}
	return fonts, generic
}

// families are the font families in the attributes of an element, or in the rules of a style element.
func (e *element) families() (out []string) {
	set := declarations(e.attr["style"])
	set = append(set, declaration{name: "font-family", value: e.attr["font-family"]}, declaration{name: "font", value: e.attr["font"]})
	if e.name == "style" {
		list, _ := rules(e.text()) // the rules before an error are used
		for _, r := range list {
			set = append(set, r.set...)
		}
	}
	for _, d := range set {
		switch d.name {
		case "font":
			out = append(out, fontFamilies(afterSize(tokens(d.value)))...)
		case "font-family":
			out = append(out, fontFamilies(tokens(d.value))...)
		}
	}
	return out
}

// afterSize gives the part of a font value after the size and the line height: the families.
func afterSize(ts []css.Token) []css.Token {
	w := css.Words(ts)
	for i, t := range w {
		_, named := fontSizes[strings.ToLower(t.Text)]
		if t.Kind != css.Dimension && t.Kind != css.Percentage && !named {
			continue
		}
		if w = w[i+1:]; len(w) > 1 && w[0].IsDelim("/") {
			w = w[2:]
		}
		return w
	}
	return nil
}

// fontFamilies reads the names of families, as strings or as words.
func fontFamilies(ts []css.Token) (out []string) {
	for _, part := range css.Split(ts) {
		var words []string
		for _, t := range css.Words(part) {
			words = append(words, t.Text)
		}
		if name := strings.Join(words, " "); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// rejectExternal rejects references to external resources. The renderer would leave them out, as browsers do in images.
//
//	<image href="photo.png"/>    →    an error
//	<image href="data:…"/>       →    drawn
func rejectExternal(root *element) (err error) {
	root.walk(func(e *element) {
		href := e.attr["href"]
		switch {
		case e.name == "foreignObject":
			err = errors.New("it has the element “foreignObject”")
		case (e.name == "image" || e.name == "feImage") && href != "" && !strings.HasPrefix(href, "data:") && !strings.HasPrefix(href, "#"):
			err = fmt.Errorf("it shows “%s”, which is not in it", shortened(href))
		}
	})
	return err
}
