package build

import (
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/font"
	"quire/internal/manifest"
	"quire/internal/xhtml"
	"quire/styles"
)

// webFonts are the faces that the reflowable editions bring along.
var webFonts = []struct {
	file    string
	family  string
	weight  int
	italic  bool
	licence string
}{
	{"EBGaramond-Regular", "EB Garamond", 400, false, "EBGaramond-OFL.txt"},
	{"EBGaramond-Italic", "EB Garamond", 400, true, "EBGaramond-OFL.txt"},
	{"EBGaramond-Bold", "EB Garamond", 700, false, "EBGaramond-OFL.txt"},
	{"IBMPlexMono-Regular", "IBM Plex Mono", 400, false, "IBMPlexMono-OFL.txt"},
	{"IBMPlexMono-Italic", "IBM Plex Mono", 400, true, "IBMPlexMono-OFL.txt"},
	{"IBMPlexMono-SemiBold", "IBM Plex Mono", 600, false, "IBMPlexMono-OFL.txt"},
}

// stylesheet gives an edition's sheets, one after the other: those that it names, or the one that quire brings for
// its format.
func (in *input) stylesheet(e manifest.Edition, standard string, findings *diag.List) ([]byte, error) {
	if len(e.Styles) == 0 {
		return styles.FS.ReadFile(standard)
	}
	var all []byte
	for _, p := range e.Styles {
		if s, ok := in.style(p, findings); ok {
			all = append(append(all, s.text...), '\n')
		}
	}
	return all, nil
}

// reducedFonts gives the faces that a book uses, each with just the glyphs that its text can need.
func reducedFonts(book *doc.Book) ([]xhtml.Font, error) {
	use := characters(book)
	var out []xhtml.Font
	for _, f := range webFonts {
		text := use.text
		switch {
		case f.family == "IBM Plex Mono" && f.italic:
			text = use.comments
		case f.family == "IBM Plex Mono" && f.weight > 400:
			text = use.keywords
		case f.family == "IBM Plex Mono":
			text = use.code
		case f.weight > 400 && !use.bold:
			continue
		}
		if len(text) == 0 {
			continue
		}
		data, err := styles.FS.ReadFile("fonts/" + f.file + ".ttf")
		if err != nil {
			return nil, err
		}
		if data, err = font.Reduce(f.file, data, text); err != nil {
			return nil, err
		}
		licence, err := styles.FS.ReadFile("fonts/" + f.licence)
		if err != nil {
			return nil, err
		}
		out = append(out, xhtml.Font{Name: f.file, Data: data, Family: f.family, Weight: f.weight, Italic: f.italic, Licence: licence})
	}
	return out, nil
}

// usage is what a book asks of fonts.
type usage struct {
	text, code []rune // each character once
	bold       bool
	// What styles/epub.css sets in italics and in bold within code.
	comments, keywords []rune
}

// characters collects the characters of a book, with those that the tool itself prints into any book.
func characters(book *doc.Book) usage {
	var u usage
	seen, seenCode := map[rune]bool{}, map[rune]bool{}
	seenComments, seenKeywords := map[rune]bool{}, map[rune]bool{}
	add := func(to *[]rune, seen map[rune]bool, s string) {
		for _, c := range s {
			if !seen[c] {
				seen[c] = true
				*to = append(*to, c)
			}
		}
	}
	add(&u.text, seen, " -0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:!?()[]‘’“”«»–—…·•↩§&/©\u00a0\u00ad\u2010\u202f")
	var visit func(n doc.AnyNode) bool
	visit = func(n doc.AnyNode) bool {
		switch n := n.(type) {
		case *doc.Text:
			add(&u.text, seen, n.Value)
		case *doc.Code:
			add(&u.code, seenCode, n.Value)
		case *doc.CodeBlock:
			add(&u.code, seenCode, n.Text)
			at := 0
			for _, t := range n.Tokens {
				switch t.Class {
				case "c", "ge":
					add(&u.comments, seenComments, n.Text[at:t.End])
				case "k", "kt", "kc", "gs", "gh":
					add(&u.keywords, seenKeywords, n.Text[at:t.End])
				}
				at = t.End
			}
		case *doc.Strong:
			u.bold = true
		case *doc.Cite:
			doc.WalkInlines(n.Page, visit)
			doc.WalkInlines(n.Alone, visit)
		case *doc.Section:
			add(&u.text, seen, n.Label)
		}
		return true
	}
	for _, s := range book.Sections {
		doc.Walk(s, visit)
	}
	m := book.Meta
	for _, s := range []string{m.Title, m.Subtitle, m.Publisher} {
		add(&u.text, seen, s)
	}
	for _, p := range m.Creators {
		add(&u.text, seen, p.Name)
	}
	return u
}

// Cover is the picture on the front of a book.
type Cover struct {
	Data          []byte
	MediaType     string // image/jpeg, image/png, image/gif, image/webp or image/svg+xml
	Width, Height int    // in pixels; 0 where an SVG has no size
	Alt           string // what it shows, in words
}

// front gives the cover of the book, or the one that is drawn for it.
func (j *job) front() (Cover, error) {
	m := j.book.Meta
	if a := j.book.Assets[m.Cover]; m.Cover != "" && a != nil {
		return Cover{Data: a.Data, MediaType: a.MediaType, Width: a.Width, Height: a.Height, Alt: m.CoverAlt}, nil
	}
	c, err := j.cover()
	return Cover{Data: c.Data, MediaType: c.MediaType, Width: c.Width, Height: c.Height, Alt: m.Title}, err
}
