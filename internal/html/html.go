// Package html writes a Book as one self-contained HTML page. Stylesheet, fonts and pictures are in the page; it
// fetches nothing and has no script. Notes are at the end, with links in both directions. A stylesheet can show a
// called note at the foot of the window, as the target of its call.
package html

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/xhtml"
)

// Input is the input besides the Book.
type Input struct {
	CSS    []byte       // the stylesheet
	Files  []xhtml.File // what it names
	Fonts  []xhtml.Font
	Folios *doc.Folios // pages of the print edition; nil: none
}

// Write writes the page. The author's faults go to findings. An error means that the machine failed or that we have a
// bug.
func Write(w io.Writer, b *doc.Book, in Input, findings *diag.List) error {
	body := render(b, in, findings)
	tag := lang.Make(b.Meta.Lang)
	var x xhtml.Writer
	x.Raw([]byte("<!DOCTYPE html>\n"))
	atts := []att{}
	if b.Meta.Lang != "" {
		atts = append(atts, att{Name: "lang", Value: b.Meta.Lang})
	}
	if xhtml.Dir(b.Meta.Lang) == "rtl" {
		atts = append(atts, att{Name: "dir", Value: "rtl"})
	}
	x.Start("html", atts...)
	x.Line()
	if err := head(&x, b, in); err != nil {
		return err
	}
	x.Start("body")
	x.Line()
	if first := begin(b); first != nil {
		x.Element("a", lang.Word(tag, lang.StartOfText), att{Name: "class", Value: "skip"}, att{Name: "href", Value: "#" + body.begin})
		x.Line()
	}
	x.Start("main")
	x.Line()
	x.Raw(body.data)
	_, err := w.Write(append(x.Bytes(), '\n'))
	return err
}

// begin gives the section in which the text begins, or nil.
func begin(b *doc.Book) *doc.Section {
	for _, s := range b.Sections {
		if s.Kind.Matter() == doc.Body {
			return s
		}
	}
	return nil
}

type rendered struct {
	data  []byte
	begin string // id of the section where the text begins
}

// render writes the sections twice: the first time to find the anchors.
func render(b *doc.Book, in Input, findings *diag.List) rendered {
	book := b
	there := map[string]bool{}
	srcs := map[string]string{}
	write := func(link func(file, id string) string, src func(string) string, findings *diag.List) rendered {
		r := xhtml.New(book, xhtml.Options{Folios: in.Folios, Link: link, Src: src, Findings: findings})
		var out rendered
		var x xhtml.Writer
		for _, s := range book.Sections {
			f := r.Piece(xhtml.Piece{Section: s, To: len(s.Blocks)})
			x.Raw(f.Data)
			for _, id := range f.IDs {
				there[id] = true
			}
		}
		if first := begin(book); first != nil {
			out.begin = r.ID(first)
		}
		out.data = x.Bytes()
		return out
	}
	write(func(_, id string) string { return "#" + id }, func(string) string { return "" }, nil)
	for _, path := range slices.Sorted(maps.Keys(book.Assets)) {
		a := book.Assets[path]
		if address, err := dataURL(a); err == nil {
			srcs[path] = address
		} else if findings != nil {
			findings.Add(diag.Finding{
				Pos: cmp.Or(a.Pos, diag.Pos{File: path}), Severity: diag.Error, Code: "unsafe-image",
				Message: fmt.Sprintf("the image “%s” %v", path, err), Help: "save it as plain SVG, with nothing that runs or is fetched from elsewhere",
			})
		}
	}
	out := write(func(_, id string) string {
		if !there[id] {
			return ""
		}
		return "#" + id
	}, func(path string) string { return srcs[path] }, findings)
	return out
}

// dataURL gives an image as a data: URL.
func dataURL(a *doc.Asset) (string, error) {
	if a.MediaType == "image/svg+xml" {
		if err := xhtml.CheckSVG(a.Data); err != nil {
			return "", err
		}
	}
	return "data:" + a.MediaType + ";base64," + base64.StdEncoding.EncodeToString(a.Data), nil
}

// stylesheet gives the rules for the fonts and the stylesheet, for a style element.
func stylesheet(in Input) (string, error) {
	var b strings.Builder
	for _, f := range in.Fonts {
		_, mediaType, _ := f.Format()
		b.WriteString(licence(f))
		b.WriteString(f.Face("data:" + mediaType + ";base64," + base64.StdEncoding.EncodeToString(f.Data)))
	}
	sheet := blankLines.ReplaceAll(css.WithoutComments(in.CSS), []byte("\n"))
	if len(in.Files) > 0 {
		sheet = css.WithAddresses(sheet, func(path string) (string, bool) {
			i := slices.IndexFunc(in.Files, func(f xhtml.File) bool { return f.Path == path })
			if i < 0 {
				return "", false
			}
			return "data:" + in.Files[i].MediaType + ";base64," + base64.StdEncoding.EncodeToString(in.Files[i].Data), true
		})
	}
	b.Write(sheet)
	// HTML ends a style element at its end tag, even in a CSS string.
	if strings.Contains(strings.ToLower(b.String()), "</style") || strings.Contains(b.String(), "<!--") {
		return "", fmt.Errorf("html: the stylesheet has “</style” or “<!--” in it, which would end it within a page")
	}
	return strings.TrimSpace(b.String()), nil
}

var blankLines = regexp.MustCompile(`\n\s*\n`)

// licence gives the first lines of a font's licence, which name its owners, as a comment.
func licence(f xhtml.Font) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(f.Licence)), "\n")
	line = strings.Map(func(r rune) rune {
		if r == '*' || r == '<' || r == '\r' {
			return -1
		}
		return r
	}, line)
	if line == "" {
		return ""
	}
	return "/* " + f.Family + ": " + line + " */\n"
}
