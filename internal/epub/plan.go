package epub

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/xhtml"
)

// plan is the EPUB before it is written: its files in the order of the spine, and their content.
type plan struct {
	book   *doc.Book
	in     Input
	tag    lang.Tag
	render *xhtml.Renderer
	files  []*file
	images []*image          // in the order of their names
	srcs   map[string]*image // by path of the asset
	cover  *image            // nil: the cover is text
	fonts  []*resource
	linked map[string]string // addresses of the files that the stylesheet names, by their paths
	texts  []*resource       // licences
	where  map[string]*file
	css    []byte
	nav    *file  // the file with the navigation, whose last piece is the contents; nil: none
	before []byte // its content before the contents
	breaks []byte // the pages that begin in the contents
}

// file is one XHTML file of the spine.
type file struct {
	name   string // "chapter-1.xhtml"
	title  string
	pieces []xhtml.Piece // none: the cover
	weight int           // of its pieces
	matter string        // frontmatter, bodymatter or backmatter; "" where the file has several
	frag   xhtml.Fragment
}

// resource is a file that is embedded as it is.
type resource struct {
	href      string // from the root
	name      string
	mediaType string
	data      []byte
}

type image struct {
	resource
	width, height int
}

const (
	cssName   = "book.css"
	navName   = "nav.xhtml"
	coverName = "cover.xhtml"
)

// layOut decides on the files and renders them twice: first to find the file of each anchor, then with the links to
// them.
func layOut(b *doc.Book, in Input, findings *diag.List) (*plan, error) {
	p := &plan{book: divided(b), in: in, tag: lang.Make(b.Meta.Lang), srcs: map[string]*image{}, where: map[string]*file{}}
	p.nameImages(findings)
	if err := p.nameFonts(); err != nil {
		return nil, err
	}
	p.nameFiles()
	p.divide()
	p.renderAll(func(_, id string) string { return "#" + id }, nil)
	for _, f := range p.files {
		for _, id := range f.frag.IDs {
			p.where[id] = f
		}
	}
	p.renderAll(p.address, findings)
	p.css = p.stylesheet()
	return p, nil
}

func (p *plan) renderAll(link func(from, id string) string, findings *diag.List) {
	p.render = xhtml.New(p.book, xhtml.Options{EPUB: true, Folios: p.in.Folios, Link: link, Src: p.src, Findings: findings})
	for _, f := range p.files {
		if len(f.pieces) == 0 {
			f.frag = xhtml.Fragment{Data: p.coverPage()}
			continue
		}
		f.frag = xhtml.Fragment{}
		for _, piece := range f.pieces {
			var part xhtml.Fragment
			if p.isContents(piece.Section) {
				p.before = f.frag.Data
				part = p.render.Breaks(piece.Section)
				part.IDs = append([]string{p.render.ID(piece.Section)}, part.IDs...)
				p.breaks = part.Data
			} else {
				part = p.render.Piece(piece)
			}
			f.frag.Data = append(f.frag.Data, part.Data...)
			f.frag.IDs = append(f.frag.IDs, part.IDs...)
			f.frag.Pages = append(f.frag.Pages, part.Pages...)
		}
	}
}

// isContents reports whether a section is the contents that the navigation document holds.
func (p *plan) isContents(s *doc.Section) bool {
	return p.nav != nil && p.nav.pieces[len(p.nav.pieces)-1].Section == s
}

// address gives a link to an id relative to a file. from is "" for a file that has none of the text. The result is ""
// if no file has the id.
func (p *plan) address(from, id string) string {
	f := p.where[id]
	switch {
	case f == nil:
		return ""
	case f.name == from:
		return "#" + id
	}
	return f.name + "#" + id
}

func (p *plan) src(assetPath string) string {
	if m := p.srcs[assetPath]; m != nil {
		return m.href
	}
	return ""
}

func (p *plan) word(k lang.Key) string { return lang.Word(p.tag, k) }

// title gives the name of a section in the head of its file and in navigation.
func (p *plan) title(s *doc.Section) string {
	if s.Heading != nil {
		t := strings.TrimSpace(doc.PlainText(s.Heading.Content))
		if s.Heading.Number != "" {
			t = strings.TrimSpace(s.Heading.Number + " " + t)
		}
		if t != "" {
			return t
		}
	}
	if s.Label != "" {
		return s.Label
	}
	return p.book.Meta.Title
}

var (
	unsafeInName = regexp.MustCompile(`[^a-z0-9]+`)
	safeName     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+$`)
)

// fileName makes a unique name that every file system and URL allows.
func fileName(stem, ext string, taken map[string]bool) string {
	base := strings.Trim(unsafeInName.ReplaceAllString(strings.ToLower(stem), "-"), "-")
	if len(base) > 60 {
		base = strings.Trim(base[:60], "-")
	}
	if base == "" {
		base = "file"
	}
	name := base + "." + ext
	for i := 2; taken[name]; i++ {
		name = base + "-" + strconv.Itoa(i) + "." + ext
	}
	taken[name] = true
	return name
}

var imageExt = map[string]string{"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp", "image/svg+xml": "svg"}

// nameImages lists the images that the book shows, those of the cover first.
func (p *plan) nameImages(findings *diag.List) {
	taken := map[string]bool{}
	add := func(assetPath, stem string, data []byte, mediaType string, w, h int) *image {
		name := fileName(stem, imageExt[mediaType], taken)
		m := &image{resource{"images/" + name, name, mediaType, data}, w, h}
		p.images = append(p.images, m)
		if assetPath != "" {
			p.srcs[assetPath] = m
		}
		return m
	}
	usable := func(assetPath string) *doc.Asset {
		a := p.book.Assets[assetPath]
		if a == nil || imageExt[a.MediaType] == "" {
			return nil
		}
		if err := xhtml.CheckSVG(a.Data); a.MediaType == "image/svg+xml" && err != nil {
			if findings != nil {
				findings.Add(diag.Finding{
					Pos: cmp.Or(a.Pos, diag.Pos{File: assetPath}), Severity: diag.Error, Code: "unsafe-image",
					Message: fmt.Sprintf("the image “%s” %v", assetPath, err), Help: "save it as plain SVG, with nothing that runs or is fetched from elsewhere",
				})
			}
			return nil
		}
		return a
	}
	if a := usable(p.book.Meta.Cover); a != nil {
		p.cover = add(p.book.Meta.Cover, "cover", a.Data, a.MediaType, a.Width, a.Height)
	} else if c := p.in.Cover; len(c.Data) > 0 && imageExt[c.MediaType] != "" {
		p.cover = add("", "cover", c.Data, c.MediaType, c.Width, c.Height)
	}
	for _, assetPath := range shown(p.book) {
		if a := usable(assetPath); a != nil && p.srcs[assetPath] == nil {
			add(assetPath, strings.TrimSuffix(path.Base(assetPath), path.Ext(assetPath)), a.Data, a.MediaType, a.Width, a.Height)
		}
	}
}

// shown gives the paths of the images in the text, in order.
func shown(b *doc.Book) []string {
	var paths []string
	for _, m := range pictures(b) {
		paths = append(paths, m.Path)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

func (p *plan) nameFonts() error {
	taken := map[string]bool{}
	licences := map[string]bool{}
	for _, f := range p.in.Fonts {
		if len(f.Data) == 0 {
			return fmt.Errorf("epub: font %q has no data", f.Name)
		}
		ext, mediaType, _ := f.Format()
		name := fileName(f.Name, ext, taken)
		p.fonts = append(p.fonts, &resource{"fonts/" + name, name, mediaType, f.Data})
		if len(f.Licence) > 0 && !licences[string(f.Licence)] {
			licences[string(f.Licence)] = true
			name := fileName(f.Family+" licence", "txt", taken)
			p.texts = append(p.texts, &resource{"fonts/" + name, name, "text/plain", f.Licence})
		}
	}
	return nil
}

// nameFiles lists the fonts and pictures that the stylesheet names. A picture that the text shows, too, is there once.
func (p *plan) nameFiles() {
	p.linked = map[string]string{}
	taken := map[string]bool{}
	for _, f := range p.fonts {
		taken[f.name] = true
	}
	for _, m := range p.images {
		taken[m.name] = true
	}
	for _, f := range p.in.Files {
		if m := p.srcs[f.Path]; m != nil {
			p.linked[f.Path] = m.href
			continue
		}
		stem := strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path))
		if ext, ok := strings.CutPrefix(f.MediaType, "font/"); ok {
			name := fileName(stem, ext, taken)
			p.fonts = append(p.fonts, &resource{"fonts/" + name, name, f.MediaType, f.Data})
			p.linked[f.Path] = "fonts/" + name
			continue
		}
		name := fileName(stem, imageExt[f.MediaType], taken)
		p.images = append(p.images, &image{resource: resource{"images/" + name, name, f.MediaType, f.Data}})
		p.linked[f.Path] = "images/" + name
	}
}

// stylesheet gives the rules for the fonts and the stylesheet, without rules that the files do not need.
func (p *plan) stylesheet() []byte {
	var b strings.Builder
	for i, f := range p.in.Fonts {
		b.WriteString(f.Face(p.fonts[i].href))
	}
	b.Write(css.WithAddresses(p.in.CSS, func(path string) (string, bool) {
		href, ok := p.linked[path]
		return href, ok
	}))
	found := newElements(css.Tokenize(new(diag.List), "", []byte(b.String())))
	for _, f := range p.files {
		if f != p.nav {
			found.read(string(p.page(f, f.frag.Data)))
		}
	}
	found.read(string(p.navigation()))
	sheet := lean(b.String(), found)
	if p.in.Kepub {
		sheet = strings.ReplaceAll(sheet, "body>", "#book-inner>")
	}
	return []byte(sheet)
}
