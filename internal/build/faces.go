package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/font"
	"quire/internal/lang"
	"quire/internal/layout"
	"quire/internal/manifest"
	"quire/internal/style"
	"quire/internal/xhtml"
	"quire/styles"
)

// printFont is a face that comes with quire, in styles/fonts.
type printFont struct{ family, file string }

// printFonts are the faces that stylesheets for print may name, in the order in which they stand in for one another.
var printFonts = []printFont{
	{"EB Garamond", "EBGaramond-Regular"},
	{"EB Garamond", "EBGaramond-Italic"},
	{"EB Garamond", "EBGaramond-SemiBold"},
	{"EB Garamond", "EBGaramond-SemiBoldItalic"},
	{"EB Garamond", "EBGaramond-Bold"},
	{"EB Garamond", "EBGaramond-BoldItalic"},
	{"IBM Plex Mono", "IBMPlexMono-Regular"},
	{"IBM Plex Mono", "IBMPlexMono-Italic"},
	{"IBM Plex Mono", "IBMPlexMono-SemiBold"},
	{"Atkinson Hyperlegible Next", "AtkinsonHyperlegibleNext-Regular"},
	{"Atkinson Hyperlegible Next", "AtkinsonHyperlegibleNext-Italic"},
	{"Atkinson Hyperlegible Next", "AtkinsonHyperlegibleNext-Bold"},
	{"Atkinson Hyperlegible Next", "AtkinsonHyperlegibleNext-BoldItalic"},
}

// symbolFonts are the faces for symbols that none of the others has, in the order in which they are tried. They are read when they
// are asked for.
var symbolFonts = []struct {
	file string
	of   layout.Symbols
}{
	{"NotoSansSymbols2-Regular", layout.Symbols{}},
	{"NotoSansSymbols-Regular", layout.Symbols{}},
	{"NotoSansMath-Regular", layout.Symbols{Math: true}},
	{"NotoEmoji-Regular", layout.Symbols{Emoji: true}},
}

// ours gives a face that comes with quire, by its file.
func (s *Session) ours(file string) (*font.Face, error) {
	return keep(s, slot{value: "face " + file}, nil, nil, nil, func(*files, *diag.List) (*font.Face, error) {
		return parseOurs(file)
	})
}

func parseOurs(file string) (*font.Face, error) {
	data, err := styles.FS.ReadFile("fonts/" + file + ".ttf")
	if err != nil {
		return nil, err
	}
	return font.Parse(file, data)
}

// textFace is the face of what is added to pages that are already set. It is not one of their faces.
func (s *Session) textFace() (*font.Face, error) {
	return keep(s, slot{value: "text face"}, nil, nil, nil, func(*files, *diag.List) (*font.Face, error) {
		return parseOurs("EBGaramond-Regular")
	})
}

// hyphenators gives the hyphenation patterns, which all typeset editions share.
func (s *Session) hyphenators() (*lang.Hyphenators, error) {
	return keep(s, slot{value: "hyphenation"}, nil, nil, nil, func(*files, *diag.List) (*lang.Hyphenators, error) {
		patterns, err := fs.Sub(styles.FS, "hyphenation")
		return lang.NewHyphenators(patterns), err
	})
}

// readAhead reads what typesetting needs while the book is read, if an edition that is asked for is typeset or names the pages of
// one that is. It reports nothing: who needs a value that could not be read gets the error.
func (s *Session) readAhead(ctx context.Context, all []manifest.Edition, tag lang.Tag, req Request) {
	asked, err := choose(all, req)
	paged := func(e manifest.Edition) bool { return e.Format.Paged }
	if err != nil || !slices.ContainsFunc(asked, paged) && !slices.ContainsFunc(all, func(e manifest.Edition) bool { return e.Pagination }) {
		return
	}
	go s.printFaces(ctx)
	go func() {
		if hyph, err := s.hyphenators(); err == nil {
			hyph.For(tag)
		}
	}()
}

// printFaces gives the faces for print, read several at a time.
func (s *Session) printFaces(ctx context.Context) (*layout.Fonts, error) {
	return keep(s, slot{value: "print faces"}, nil, nil, nil, func(*files, *diag.List) (*layout.Fonts, error) {
		faces := make([]*font.Face, len(printFonts))
		g, _ := errgroup.WithContext(ctx)
		for i, f := range printFonts {
			g.Go(func() (err error) {
				faces[i], err = s.ours(f.file)
				return err
			})
		}
		if err := g.Wait(); err != nil {
			return nil, err
		}
		fonts := layout.NewFonts(map[string]string{"serif": "EB Garamond", "sans-serif": "Atkinson Hyperlegible Next", "monospace": "IBM Plex Mono"})
		for i, f := range printFonts {
			fonts.Add(f.family, faces[i])
		}
		for _, f := range symbolFonts {
			fonts.AddSymbols(f.of, func() (*font.Face, error) {
				data, err := styles.FS.ReadFile("fonts/" + f.file + ".woff")
				if err != nil {
					return nil, err
				}
				return font.Parse(f.file, data)
			})
		}
		fonts.SetMath(func() (*font.Face, error) {
			data, err := styles.FS.ReadFile("fonts/Garamond-Math.otf")
			if err != nil {
				return nil, err
			}
			return font.Parse("Garamond-Math", data)
		})
		return fonts, nil
	})
}

// ownFonts adds the faces that the stylesheets declare with @font-face to those that come with quire.
func ownFonts(sheet *style.Sheet, fonts *layout.Fonts, fsys fs.FS, findings *diag.List) *layout.Fonts {
	var families []string
	var faces []*layout.Declared
	for _, f := range sheet.FontFaces() {
		d := ownFont(f, fsys, findings)
		if d == nil {
			continue
		}
		d.Weight, d.Italic, d.Ranges = f.Weight, f.Italic, f.Ranges
		for _, x := range f.Features {
			d.Features = append(d.Features, font.Feature{Tag: x.Tag, Value: x.Value})
		}
		families, faces = append(families, f.Family), append(faces, d)
	}
	if len(faces) == 0 {
		return fonts
	}
	return fonts.With(families, faces)
}

// ownFont reads the first source of a face that can be had. If there is none, what is wrong with each is reported.
func ownFont(f style.FontFace, fsys fs.FS, findings *diag.List) *layout.Declared {
	var faults []diag.Finding
	for _, s := range f.Src {
		d, fault := fontSource(f, s, fsys)
		if d != nil {
			return d
		}
		fault.Pos, fault.Severity = s.Pos, diag.Warning
		faults = append(faults, fault)
	}
	for _, f := range faults {
		findings.Add(f)
	}
	return nil
}

// fontSource reads one source of a face, or says what is wrong with it.
func fontSource(f style.FontFace, s style.FontSource, fsys fs.FS) (*layout.Declared, diag.Finding) {
	fault := func(code, help, format string, args ...any) (*layout.Declared, diag.Finding) {
		return nil, diag.Finding{Code: code, Message: fmt.Sprintf(format, args...), Help: help}
	}
	var data []byte
	var err error
	name := s.Path
	if s.Local != "" {
		name = s.Local
		file := localFont(f, s.Local)
		if file == "" {
			return fault("missing-font", "those are "+printFamilies()+"; of another give the file with url(), so that the book is set alike on every machine",
				"“%s” is not among the fonts that come with quire", s.Local)
		}
		data, err = styles.FS.ReadFile("fonts/" + file + ".ttf")
	} else {
		data, err = fs.ReadFile(fsys, s.Path)
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault("missing-font", "paths are taken from the folder of the stylesheet", "there is no font file “%s”", name)
	case err != nil:
		return fault("missing-font", "keep fonts within the book’s root folder", "the font file “%s” can’t be read: %v", name, err)
	}
	face, err := font.Open(name, data)
	switch {
	case errors.Is(err, font.ErrRestricted):
		return fault("restricted-font", "choose a font whose licence allows it, or ask its maker for another", "the licence of the font “%s” forbids embedding it in a PDF", name)
	case err != nil:
		return fault("broken-font", "get the font anew from where it comes from, as TTF, OTF or WOFF", "the font can’t be used: %v", err)
	}
	return &layout.Declared{Face: face, Instance: font.Weights(name, data)}, diag.Finding{}
}

// localFont gives the file of a face that comes with quire: by its full name, by its PostScript name, or by that of its
// family, of which it takes the face for the weight and the slant of the @font-face rule. It is "" where there is none.
//
//	EB Garamond Italic, EBGaramond-Italic, EB Garamond
func localFont(f style.FontFace, name string) string {
	plain := func(s string) string { return strings.ToLower(strings.NewReplacer(" ", "", "-", "").Replace(s)) }
	face := "-"
	switch {
	case f.Weight[0] >= 700:
		face += "Bold"
	case f.Weight[0] >= 600:
		face += "SemiBold"
	}
	if f.Italic {
		face += "Italic"
	}
	file := ""
	for _, p := range printFonts {
		switch {
		case plain(p.file) == plain(name):
			return p.file
		case plain(p.family) == plain(name) && (file == "" || strings.HasSuffix(p.file, face)): // the regular face comes first
			file = p.file
		}
	}
	return file
}

// printFamilies gives the families that come with quire, in quotation marks.
func printFamilies() string {
	var names []string
	for _, p := range printFonts {
		if n := "“" + p.family + "”"; !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return strings.Join(names, ", ")
}

// webFonts are the faces that the reflowable editions bring along.
var webFonts = []struct {
	file    string
	family  string
	weight  int
	italic  bool
	licence string
	text    func(xhtml.Characters) []rune // what is set in it
}{
	{"EBGaramond-Regular", "EB Garamond", 400, false, "EBGaramond-OFL.txt", proseOf},
	{"EBGaramond-Italic", "EB Garamond", 400, true, "EBGaramond-OFL.txt", proseOf},
	{"EBGaramond-Bold", "EB Garamond", 700, false, "EBGaramond-OFL.txt", boldOf},
	{"IBMPlexMono-Regular", "IBM Plex Mono", 400, false, "IBMPlexMono-OFL.txt", func(c xhtml.Characters) []rune { return c.Code }},
	{"IBMPlexMono-Italic", "IBM Plex Mono", 400, true, "IBMPlexMono-OFL.txt", func(c xhtml.Characters) []rune { return c.Comments }},
	{"IBMPlexMono-SemiBold", "IBM Plex Mono", 600, false, "IBMPlexMono-OFL.txt", func(c xhtml.Characters) []rune { return c.Keywords }},
	{"Garamond-Math", "Garamond-Math", 400, false, "Garamond-Math-OFL.txt", func(c xhtml.Characters) []rune { return c.Math }},
}

func proseOf(c xhtml.Characters) []rune { return c.Text }

func boldOf(c xhtml.Characters) []rune {
	if !c.Bold {
		return nil
	}
	return c.Text
}

// reducedFonts gives the faces that a book uses, each with just the glyphs that its text can need.
func reducedFonts(book *doc.Book) ([]xhtml.Font, error) {
	use := xhtml.CharactersOf(book)
	var out []xhtml.Font
	for _, f := range webFonts {
		text := f.text(use)
		if len(text) == 0 {
			continue
		}
		data, err := fontFile(f.file)
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

// fontFile reads a face that comes with quire, by its name without extension.
func fontFile(name string) ([]byte, error) {
	data, err := styles.FS.ReadFile("fonts/" + name + ".ttf")
	if errors.Is(err, fs.ErrNotExist) {
		return styles.FS.ReadFile("fonts/" + name + ".otf")
	}
	return data, err
}
