package epub

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
	"quire/internal/xhtml"
)

// plan is the EPUB before it is written: its files, in the order of the spine, and what they hold.
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
	texts  []*resource // licences
	where  map[string]*file
	nav    *file // where in the spine the navigation stands; nil: nowhere
}

// file is one XHTML file of the spine.
type file struct {
	name   string // "chapter-1.xhtml"
	title  string
	piece  xhtml.Piece
	kind   doc.Kind
	matter doc.Matter
	frag   xhtml.Fragment
}

// resource is a file that is embedded as it is.
type resource struct {
	href      string // within the EPUB folder
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
	// tooHeavy is the weight, roughly the number of bytes, from which a file is divided: reading systems lay out a
	// whole file at a time, and old ones refuse more than some 300 kB.
	tooHeavy = 200 << 10
)

// layOut decides on the files and renders them twice: first to learn which anchor stands in which file, then with
// the links that follow from it.
func layOut(b *doc.Book, in Input, findings *diag.List) (*plan, error) {
	p := &plan{book: reflowable(b), in: in, tag: lang.Make(b.Meta.Lang), srcs: map[string]*image{}, where: map[string]*file{}}
	p.nameImages(findings)
	if err := p.nameFonts(); err != nil {
		return nil, err
	}
	p.divide()
	p.renderAll(func(_, id string) string { return "#" + id }, nil)
	for _, f := range p.files {
		for _, id := range f.frag.IDs {
			p.where[id] = f
		}
	}
	p.renderAll(p.address, findings)
	return p, nil
}

func (p *plan) renderAll(link func(from, id string) string, findings *diag.List) {
	p.render = xhtml.New(p.book, xhtml.Options{EPUB: true, Folios: p.in.Folios, Link: link, Src: p.src, Findings: findings})
	for _, f := range p.files {
		switch {
		case f == p.nav:
			f.frag = p.render.Breaks(f.piece.Section)
			f.frag.IDs = append([]string{p.render.ID(f.piece.Section)}, f.frag.IDs...)
		case f.piece.Section == nil:
			f.frag = xhtml.Fragment{Data: p.coverPage()}
		default:
			f.frag = p.render.Piece(f.piece)
		}
	}
}

// address gives a link to an id as seen from a file of the text; "" where no file has the id.
func (p *plan) address(from, id string) string {
	f := p.where[id]
	switch {
	case f == nil:
		return ""
	case f.name == from:
		return "#" + id
	case f == p.nav:
		return "../" + navName + "#" + id
	}
	return f.name + "#" + id
}

// fromNav gives the same as seen from the navigation.
func (p *plan) fromNav(id string) string {
	switch f := p.where[id]; {
	case f == nil:
		return ""
	case f == p.nav:
		return navName + "#" + id
	default:
		return "xhtml/" + f.name + "#" + id
	}
}

func (p *plan) src(assetPath string) string {
	if m := p.srcs[assetPath]; m != nil {
		return "../" + m.href
	}
	return ""
}

// divide makes the files. Each piece of the book has its own; a part, its chapters; an essay, which is a book of
// one chapter, its sections; and what is too heavy is divided further.
func (p *plan) divide() {
	p.add(&file{name: coverName, title: p.word(lang.Cover), matter: doc.Front})
	chapters := 0
	for _, s := range p.book.Sections {
		if s.Kind.Matter() == doc.Body {
			chapters++
		}
	}
	count := map[string]int{}
	for _, s := range p.book.Sections {
		count[stem(s)]++
	}
	number := map[string]int{}
	for _, s := range p.book.Sections {
		name := stem(s)
		if count[name] > 1 {
			number[name]++
			name += "-" + strconv.Itoa(number[name])
		}
		if s.Kind == doc.KindContents && p.nav == nil {
			p.nav = &file{name: navName, title: p.title(s), piece: xhtml.Piece{File: navName, Section: s}, kind: s.Kind, matter: doc.Front}
			p.add(p.nav)
			continue
		}
		pieces := split(s, nil, s.Kind.Matter() == doc.Body && chapters == 1)
		for i, piece := range pieces {
			f := &file{name: name + ".xhtml", piece: piece, kind: s.Kind, matter: s.Kind.Matter(), title: p.title(piece.Section)}
			if len(pieces) > 1 {
				f.name = name + "-" + strconv.Itoa(i+1) + ".xhtml"
			}
			f.piece.File = f.name
			p.add(f)
		}
	}
}

func (p *plan) add(f *file) { p.files = append(p.files, f) }

func (p *plan) word(k lang.Key) string { return lang.Word(p.tag, k) }

// stem names the files of a piece of the book by its kind.
func stem(s *doc.Section) string {
	switch s.Kind {
	case doc.KindNone:
		return "section"
	case doc.KindImprint:
		return "imprint"
	case doc.KindNotes:
		return "notes"
	}
	return string(s.Kind)
}

// title gives what a section is called in the head of its file and in navigation.
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

// split divides a section into pieces: before each of its subsections where it is a part, where asked to, and
// where it is too heavy; and a long run of blocks wherever it becomes so.
func split(s *doc.Section, above []*doc.Section, sections bool) []xhtml.Piece {
	heavy := weigh(s) > tooHeavy
	if !heavy && !sections && s.Kind != doc.KindPart {
		return []xhtml.Piece{{Section: s, Above: above, To: len(s.Blocks)}}
	}
	var pieces []xhtml.Piece
	inner := append(slices.Clip(above), s)
	from, weight := 0, 0
	for i, b := range s.Blocks {
		sub, isSection := b.(*doc.Section)
		w := weigh(b)
		if isSection || heavy && weight > 0 && weight+w > tooHeavy {
			if i > from || i == 0 {
				pieces = append(pieces, xhtml.Piece{Section: s, Above: above, From: from, To: i})
			}
			from, weight = i, 0
		}
		if isSection {
			pieces = append(pieces, split(sub, inner, false)...)
			from = i + 1
			continue
		}
		weight += w
	}
	if from < len(s.Blocks) || len(s.Blocks) == 0 {
		pieces = append(pieces, xhtml.Piece{Section: s, Above: above, From: from, To: len(s.Blocks)})
	}
	return pieces
}

// weigh estimates the size of a node as XHTML.
func weigh(n interface{ Base() *doc.Node }) int {
	weight := 0
	doc.Walk(n, func(n interface{ Base() *doc.Node }) bool {
		weight += 24
		switch n := n.(type) {
		case *doc.Text:
			weight += len(n.Value)
		case *doc.CodeBlock:
			weight += len(n.Text)
		case *doc.Cite:
			weight += len(doc.PlainText(n.Page))
		case *doc.Note:
			weight += 300
		}
		return true
	})
	return weight
}

// reflowable gives the Book as it is written here: without the half-title, which belongs to paper and would say
// the title once more, and with each group of heavy endnotes as a block of its own, so that they can be divided.
func reflowable(b *doc.Book) *doc.Book {
	book := *b
	book.Sections = slices.DeleteFunc(slices.Clone(b.Sections), func(s *doc.Section) bool { return s.Kind == doc.KindHalfTitle })
	for i, s := range book.Sections {
		if s.Kind != doc.KindNotes || weigh(s) <= tooHeavy {
			continue
		}
		divided := *s
		divided.Blocks = nil
		for _, block := range s.Blocks {
			e, ok := block.(*doc.Endnotes)
			if !ok {
				divided.Blocks = append(divided.Blocks, block)
				continue
			}
			for _, g := range e.Groups {
				part := &doc.Endnotes{Groups: []*doc.NoteGroup{g}}
				if len(divided.Blocks) == 0 {
					part.Node = e.Node
				}
				divided.Blocks = append(divided.Blocks, part)
			}
		}
		book.Sections[i] = &divided
	}
	return &book
}

var (
	unsafeInName = regexp.MustCompile(`[^a-z0-9]+`)
	safeName     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+$`)
)

// fileName makes a name that every file system and URL can hold, different from those taken.
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

// stylesheet gives the fonts' rules and the stylesheet.
func (p *plan) stylesheet() []byte {
	var b strings.Builder
	for i, f := range p.in.Fonts {
		b.WriteString(f.Face("../" + p.fonts[i].href))
	}
	b.Write(p.in.CSS)
	return []byte(b.String())
}
