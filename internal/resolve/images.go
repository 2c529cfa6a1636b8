package resolve

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // decoder of the headers
	_ "image/jpeg" // decoder of the headers
	_ "image/png"  // decoder of the headers
	"io"
	"io/fs"
	"net/url"
	"path"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp" // decoder of the headers

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/exif"
)

// maxPixels limits the size of images, which would otherwise fill the memory: 200 million pixels are a poster at 600
// dpi.
const maxPixels = 200e6

// images reads the pictures of the text and the cover, each file once, and checks alternative texts.
func (r *resolver) images(b *doc.Book) {
	b.Assets = map[string]*doc.Asset{}
	for _, s := range b.Sections {
		doc.Rewrite(s, r.remoteImages)
	}
	failed := map[string]bool{}
	load := func(pos diag.Pos, p string) (string, bool) {
		clean, ok := r.within(pos, p)
		if !ok || failed[clean] {
			return clean, false
		}
		if b.Assets[clean] != nil {
			return clean, true
		}
		a, problem := r.readImage(clean)
		if problem.Code != "" {
			problem.Pos = pos
			r.findings.Add(problem)
		}
		if a == nil {
			failed[clean] = true
			return clean, false
		}
		a.Pos = pos
		b.Assets[clean] = a
		return clean, true
	}
	for _, s := range b.Sections {
		doc.Walk(s, func(n node) bool {
			im, ok := n.(*doc.Image)
			if !ok {
				return true
			}
			named := im.Path
			clean, ok := load(im.Span.Pos, named)
			if !ok {
				clean = r.missing(b, named)
			}
			im.Path = clean
			if im.Alt == "" && !im.Decorative {
				r.findings.Add(diag.Finding{
					Pos: im.Span.Pos, Severity: diag.Warning, Code: "missing-alt",
					Message: fmt.Sprintf("the image “%s” has no alternative text", path.Base(named)),
					Help:    `say in a few words what it shows: ![caption](file.png){alt="…"}; or write {alt=""} if it only decorates`,
				})
			}
			return true
		})
	}
	if b.Meta.Cover != "" {
		pos := b.Meta.CoverPos
		var ok bool
		b.Meta.Cover, ok = load(pos, "/"+b.Meta.Cover)
		if !ok {
			b.Meta.Cover = ""
		}
	}
}

// remoteImages makes the images of a line that are on the network links to them: a badge, say, is no picture of the book.
//
//	![Build passing](https://example.org/badge.svg)    →    [Build passing](https://example.org/badge.svg)
//	[![Build](https://example.org/badge.svg)](ci.html)    →    [Build](ci.html)
func (r *resolver) remoteImages(is []doc.Inline) []doc.Inline {
	for i, in := range is {
		switch in := in.(type) {
		case *doc.Link:
			in.Content = doc.RewriteInlines(in.Content, func(inner []doc.Inline) []doc.Inline {
				for k, x := range inner {
					if l, ok := x.(*doc.Link); ok {
						inner[k] = &doc.Span{Node: l.Node, Content: l.Content}
					}
				}
				return inner
			})
		case *doc.Image:
			if !isRemote(in.Path) || strings.HasPrefix(in.Path, "data:") {
				continue
			}
			r.remote(in.Span.Pos, in.Path, "a link to it stands in its place")
			words := in.Alt
			if words == "" {
				words = path.Base(in.Path)
			}
			address := in.Path
			if strings.HasPrefix(address, "//") {
				address = "https:" + address
			}
			in.ID, in.Classes = "", nil
			is[i] = &doc.Link{Node: in.Node, URL: address, Content: []doc.Inline{&doc.Text{Node: doc.Node{Span: in.Span}, Value: words}}}
		}
	}
	return is
}

// isRemote reports whether the path of an image is an address.
func isRemote(p string) bool {
	u, err := url.Parse(p)
	return err == nil && (len(u.Scheme) > 1 || u.Host != "")
}

func (r *resolver) remote(pos diag.Pos, p, instead string) {
	r.findings.Add(diag.Finding{
		Pos: pos, Severity: diag.Warning, Code: "remote-image",
		Message: fmt.Sprintf("the image “%s” is on the network, which a build never touches; %s", shortened(p), instead),
		Help:    "save it beside the text and name the file",
	})
}

// within gives the path from the root of a file named in a source file. The path is relative to the folder of that
// source file or, if there is no such file, to the root; with a leading slash it is always relative to the root.
func (r *resolver) within(pos diag.Pos, p string) (string, bool) {
	if isRemote(p) {
		r.remote(pos, p, "a box with its name stands in its place")
		return p, false
	}
	if s, err := url.PathUnescape(p); err == nil {
		p = s
	}
	clean := path.Join(path.Dir(pos.File), p)
	if strings.HasPrefix(p, "/") {
		clean = path.Clean(p[1:])
	}
	clean = r.find(clean, p)
	if clean == ".." || strings.HasPrefix(clean, "../") || strings.Contains(clean, `\`) {
		r.findings.Add(diag.Finding{
			Pos: pos, Severity: diag.Error, Code: "path-outside-root",
			Message: fmt.Sprintf("“%s” is outside the book's root folder", p), Help: "move the file into the folder, or widen root: in book.yaml",
		})
		return p, false
	}
	return clean, true
}

// find gives the path of the first file that exists: beside the source file; in the root, where Pandoc is usually run;
// in one of the other folders. If there is none it returns clean, the path beside the source file.
func (r *resolver) find(clean, p string) string {
	if r.exists(clean) || strings.HasPrefix(p, "/") {
		return clean
	}
	for _, folder := range append([]string{"."}, r.opts.Folders...) {
		if at := path.Join(folder, p); r.exists(at) {
			return at
		}
	}
	return clean
}

// exists reports whether there is a file at a path from the root.
func (r *resolver) exists(p string) bool {
	if r.opts.Root == nil || !fs.ValidPath(p) {
		return false
	}
	_, err := fs.ReadFile(r.opts.Root, p) // not fs.Stat: a session records which files are read
	return err == nil
}

func (r *resolver) readImage(p string) (*doc.Asset, diag.Finding) {
	fail := func(code, message, help string) (*doc.Asset, diag.Finding) {
		return nil, diag.Finding{Severity: diag.Error, Code: code, Message: message, Help: help}
	}
	if r.opts.Root == nil {
		return fail("missing-image", fmt.Sprintf("there is no file “%s”", p), "")
	}
	data, err := fs.ReadFile(r.opts.Root, p)
	switch {
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid):
		return fail("missing-image", fmt.Sprintf("there is no file “%s”", p), "check the path, which is taken from the folder of the file that names it, or with a slash before it from the book's root; capitals count. With --draft the book is built without it")
	case err != nil:
		if errors.Is(err, diag.ErrOutsideRoot) {
			return fail("path-outside-root", fmt.Sprintf("“%s” leads outside the book's root folder", p), "copy the file into the folder instead of linking to it")
		}
		return fail("missing-image", fmt.Sprintf("the file “%s” can't be read: %v", p, err), "")
	}
	a := &doc.Asset{Path: p, Data: exif.Strip(data)}
	if w, h, ok := svgSize(data); ok {
		a.MediaType, a.Width, a.Height = "image/svg+xml", w, h
		var lost []string
		if a.Data, lost = plainSVG(a.Data); len(lost) > 0 {
			return a, diag.Finding{
				Severity: diag.Warning, Code: "unsafe-image",
				Message: fmt.Sprintf("the image “%s” has a <%s>, which is left out", p, strings.Join(lost, ">, <")),
				Help:    "save it as plain SVG, and see that nothing is missing in it",
			}
		}
		return a, diag.Finding{}
	}
	cfg, format, err := image.DecodeConfig(bytes.NewReader(data))
	if errors.Is(err, image.ErrFormat) {
		return fail("bad-image", fmt.Sprintf("“%s” is not an image of a kind that can be used", p), "save it as JPEG, PNG, GIF, WebP or SVG")
	}
	if err != nil {
		return fail("bad-image", fmt.Sprintf("the image “%s” is damaged: %v", p, err), "open it in an image editor and save it anew")
	}
	if cfg.Width <= 0 || cfg.Height <= 0 || float64(cfg.Width)*float64(cfg.Height) > maxPixels {
		return fail("bad-image", fmt.Sprintf("“%s” is %d × %d pixels large", p, cfg.Width, cfg.Height), "scale it down: 200 million pixels are the limit")
	}
	a.MediaType, a.Width, a.Height = "image/"+format, cfg.Width, cfg.Height
	if exif.Orientation(data) >= 5 { // the camera was held sideways
		a.Width, a.Height = a.Height, a.Width
	}
	return a, diag.Finding{}
}

// svgSize recognises an SVG by its root element and gives its size in pixels, or 0 if it has none.
func svgSize(data []byte) (w, h int, ok bool) {
	if !bytes.Contains(data[:min(len(data), 4096)], []byte("<svg")) {
		return 0, 0, false
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		t, err := d.Token()
		if err != nil {
			return 0, 0, false
		}
		e, isStart := t.(xml.StartElement)
		if !isStart {
			continue
		}
		if e.Name.Local != "svg" {
			return 0, 0, false
		}
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "width":
				w = pixels(a.Value)
			case "height":
				h = pixels(a.Value)
			case "viewBox":
				if f := strings.FieldsFunc(a.Value, func(c rune) bool { return c == ' ' || c == ',' }); len(f) == 4 && w == 0 && h == 0 {
					w, h = pixels(f[2]), pixels(f[3])
				}
			}
		}
		return w, h, true
	}
}

func pixels(s string) int {
	v, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || v < 0 || v > 1e6 {
		return 0
	}
	return int(v + 0.5)
}
