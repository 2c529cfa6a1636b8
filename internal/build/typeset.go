package build

import (
	"context"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/sync/errgroup"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/edition"
	"quire/internal/font"
	"quire/internal/lang"
	"quire/internal/layout"
	"quire/internal/manifest"
	"quire/internal/page"
	"quire/internal/style"
	"quire/styles"
)

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

// printFont is a face that comes with the tool.
type printFont struct{ family, file string }

// typeset is an edition laid out in pages, and where each of them begins in the text.
type typeset struct {
	pages  *page.Pages
	folios *doc.Folios
}

// layOut typesets an edition.
func (j *job) layOut(e manifest.Edition) (typeset, error) {
	sheet := j.in.sheet(e, j.findings)
	fonts, err := j.faces()
	if err != nil {
		return typeset{}, err
	}
	patterns, err := fs.Sub(styles.FS, "hyphenation")
	if err != nil {
		return typeset{}, err
	}
	book, err := j.drawn()
	if err != nil || book == nil {
		return typeset{}, err
	}
	fonts = j.ownFonts(sheet, fonts)
	opts := layout.Options{Edition: citeEdition(j.book.Meta, e), Creator: j.book.Meta.Generator, Date: timestamp(j.book.Meta.Date), Usage: j.usage}
	placement := notes(e)
	if layout.NotesAtFoot(sheet, j.book.Meta.Lang, j.usage) {
		placement = edition.AtFoot
	}
	set := edition.Book(book.book, edition.Options{Paged: true, Notes: placement})
	var found diag.List
	pages, folios, err := layout.Layout(set, sheet, fonts, lang.NewHyphenators(patterns), opts, &found)
	if pages != nil {
		j.claim(&pages.Info, &found)
		coarse(j.book, pages, &found)
		book.shape(pages)
	}
	if e.Cover && pages != nil && err == nil {
		err = j.putCover(pages, e.Name, &found)
	}
	for _, f := range found.All() {
		if !f.Pos.IsValid() { // it is about the edition as a whole
			f.Pos = e.Pos
		}
		j.findings.Add(f)
	}
	return typeset{pages, folios}, err
}

// sheet reads the stylesheets of a PDF edition, with those that they import.
func (in *input) sheet(e manifest.Edition, findings *diag.List) *style.Sheet {
	var sources []style.Source
	for i, p := range append([]manifest.Path{{Path: "page.css"}}, e.Styles...) {
		if s, ok := in.style(p, findings); ok {
			src := style.Source{Name: s.path, Text: s.text, Default: i == 0, Library: styles.FS}
			if s.own {
				src.Book, src.Own = in.fsys, true
			}
			sources = append(sources, src)
		}
	}
	if e.Notes == manifest.NotesFoot {
		sources = append(sources, style.Source{Name: "book.yaml", Text: []byte(".footnote { float: footnote }"), Default: true})
	}
	return style.Parse(findings, sources...)
}

// loadFonts reads the faces for print, several at a time.
func loadFonts(ctx context.Context) (*layout.Fonts, error) {
	faces := make([]*font.Face, len(printFonts))
	g, _ := errgroup.WithContext(ctx)
	for i, f := range printFonts {
		g.Go(func() error {
			data, err := styles.FS.ReadFile("fonts/" + f.file + ".ttf")
			if err != nil {
				return err
			}
			faces[i], err = font.Parse(f.file, data)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	fonts := layout.NewFonts(map[string]string{"serif": "EB Garamond", "sans-serif": "EB Garamond", "monospace": "IBM Plex Mono"})
	for i, f := range printFonts {
		fonts.Add(f.family, faces[i])
	}
	return fonts, nil
}

// timestamp makes the moment that a file's metadata names of the date of publication, so that it does not change from
// build to build.
func timestamp(iso string) string {
	switch len(iso) {
	case 4:
		iso += "-01-01"
	case 7:
		iso += "-01"
	case 10:
	default:
		iso = "1980-01-01"
	}
	return fmt.Sprintf("%sT00:00:00Z", iso)
}

// citeEdition names a printed edition so that it can be told from others: what the page numbers of an e-book are of.
func citeEdition(m doc.Meta, e manifest.Edition) string {
	parts := []string{m.Title + " (" + e.Name + ")"}
	if m.Publisher != "" {
		parts = append(parts, m.Publisher)
	}
	if year, _, _ := strings.Cut(m.Date, "-"); year != "" {
		parts = append(parts, year)
	}
	return strings.Join(parts, ", ")
}
