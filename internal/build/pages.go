package build

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/edition"
	"quire/internal/layout"
	"quire/internal/manifest"
	"quire/internal/page"
	"quire/internal/pdf"
	"quire/internal/style"
	"quire/styles"
)

// typeset is an edition laid out in pages, and where each of them begins in the text. Both are nil where a fault, which
// is reported, leaves no pages.
type typeset struct {
	pages  *page.Pages
	folios *doc.Folios
}

// typesetKey names what the typeset pages of an edition depend on besides the book. Editions that differ only in how
// their pages are cut and laid on sheets share the pages.
func typesetKey(e manifest.Edition) string {
	key := string(e.Notes)
	if e.Cover {
		key += " cover"
	}
	for _, p := range e.Styles {
		key += "\n" + p.Path
	}
	return key
}

// typeset gives the pages of an edition before they are cut and laid on sheets.
func (j *job) typeset(e manifest.Edition) (typeset, error) {
	key := typesetKey(e)
	e = j.typesetFor(key)
	sheet, err := j.sheet(e)
	if err != nil {
		return typeset{}, err
	}
	book, err := j.drawn()
	if err != nil || book == nil {
		return typeset{}, err
	}
	depends := struct {
		book    *drawn
		sheet   *style.Sheet
		edition string
		pos     diag.Pos
		usage   *style.Usage
	}{book, sheet, e.Name, e.Pos, j.usage}
	return keep(j.session, j.slot("pages "+key), j.files, depends, j.findings, func(view *files, findings *diag.List) (typeset, error) {
		return j.layOut(e, book, sheet, view, findings)
	})
}

// typesetFor gives the edition that stands for all with a key: the one whose pages are cited, or else the first.
func (j *job) typesetFor(key string) (out manifest.Edition) {
	for _, e := range j.in.manifest.Editions {
		if e.Format.Paged && typesetKey(e) == key && (out.Name == "" || e.Pagination) {
			out = e
		}
	}
	return out
}

// drawn gives the book with its drawings.
func (j *job) drawn() (*drawn, error) {
	return keep(j.session, j.slot("drawn"), j.files, j.book, j.findings, func(_ *files, findings *diag.List) (*drawn, error) {
		faces, err := j.session.printFaces(j.ctx)
		if err != nil {
			return nil, err
		}
		return drawings(j.book, faces.Faces, j.draft, findings), nil
	})
}

// layOut typesets an edition.
func (j *job) layOut(e manifest.Edition, book *drawn, sheet *style.Sheet, fsys fs.FS, findings *diag.List) (typeset, error) {
	faces, err := j.session.printFaces(j.ctx)
	if err != nil {
		return typeset{}, err
	}
	hyph, err := j.session.hyphenators()
	if err != nil {
		return typeset{}, err
	}
	opts := layout.Options{
		Edition: citeEdition(j.book.Meta, e), Creator: j.book.Meta.Generator, Date: timestamp(j.book.Meta.Date),
		Usage: j.usage,
	}
	notes := placement(e)
	if layout.NotesAtFoot(sheet, j.book.Meta.Lang, j.usage) {
		notes = edition.AtFoot
	}
	set := edition.Book(book.book, edition.Options{Paged: true, Notes: notes})
	var found diag.List
	pages, folios, err := layout.Layout(set, sheet, ownFonts(sheet, faces, fsys, findings), hyph, opts, &found)
	j.families(sheet, &found)
	if pages != nil {
		j.claim(&pages.Info, &found)
		coarse(j.book, pages, &found)
		book.shape(pages)
	}
	if e.Cover && pages != nil && err == nil {
		err = j.putCover(pages, e.Name, faces.Faces, &found)
	}
	for _, f := range found.All() {
		if !f.Pos.IsValid() { // it is about the edition as a whole
			f.Pos = e.Pos
		}
		findings.Add(f)
	}
	return typeset{pages, folios}, err
}

// families reports the fonts that the metadata name, as “mainfont”, or a stylesheet of the book, and that are not there.
func (j *job) families(sheet *style.Sheet, found *diag.List) {
	known := func(name string) bool {
		return slices.ContainsFunc(printFonts, func(p printFont) bool { return strings.EqualFold(p.family, name) }) ||
			slices.ContainsFunc(sheet.FontFaces(), func(s style.FontFace) bool { return strings.EqualFold(s.Family, name) })
	}
	report := func(pos diag.Pos, message, family string) {
		found.Add(diag.Finding{
			Pos: pos, Severity: diag.Warning, Code: "missing-font", Message: message,
			Help: "name one of " + printFamilies() + ", or declare it in a stylesheet of the book, @font-face { font-family: \"" + family +
				"\"; src: url(…) }, so that the book is set alike on every machine",
		})
	}
	for _, f := range j.in.manifest.Families {
		if !known(f.Key) {
			report(f.Pos, "the font “"+f.Key+"” is not among those that come with quire, so that another is used", f.Key)
		}
	}
	for _, f := range sheet.FontFamilies() {
		var absent []string
		for _, name := range f.Names {
			if !slices.Contains(genericFamilies, strings.ToLower(name)) {
				absent = append(absent, name)
			}
		}
		if len(absent) > 0 && !slices.ContainsFunc(absent, known) {
			report(f.Pos, "none of the fonts of this list comes with quire or is declared: “"+strings.Join(absent, "”, “")+"”; another is used", absent[0])
		}
	}
}

// genericFamilies are CSS's words for kinds of fonts (css-fonts-4, §2.1.3).
var genericFamilies = []string{
	"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded", "math", "emoji", "fangsong",
}

// claim decides which standards a PDF may say that it conforms to. What stands against a claim is an error, so that a file
// without the claim is written only where the author has silenced it. found is what the setting of the pages found.
func (j *job) claim(info *page.Info, found *diag.List) {
	if j.book.Meta.Untitled {
		found.Add(diag.Finding{
			Pos: j.in.start(), Severity: diag.Warning, Code: "missing-title",
			Message: "a PDF needs a title, which those who have it read aloud hear first",
			Help:    "add “title: …” to book.yaml or the front matter, or begin the text with a heading",
		})
	}
	pdf.Claim(info, pdf.Lacks{Glyph: has(found, "missing-glyph"), Alt: j.lacksAlt, Title: j.book.Meta.Untitled})
}

// has tells whether there is a finding of a code.
func has(l *diag.List, code string) bool {
	return slices.ContainsFunc(l.All(), func(f diag.Finding) bool { return f.Code == code })
}

// sheet gives the stylesheets of a PDF edition, with those that they import.
func (j *job) sheet(e manifest.Edition) (*style.Sheet, error) {
	return keep(j.session, j.slot("sheet "+typesetKey(e)), j.files, fmt.Sprint(e.Styles)+j.in.manifest.Print, j.findings, func(view *files, findings *diag.List) (*style.Sheet, error) {
		return j.in.sheet(e, view, findings), nil
	})
}

func (in *input) sheet(e manifest.Edition, fsys fs.FS, findings *diag.List) *style.Sheet {
	var sources []style.Source
	for i, p := range append([]manifest.Path{{Path: "page.css"}}, e.Styles...) {
		s, ok := in.style(p, fsys, findings)
		if !ok {
			continue
		}
		src := style.Source{Name: s.path, Text: s.text, Default: i == 0, Library: styles.FS}
		if s.own {
			src.Book, src.Own = fsys, true
		}
		sources = append(sources, src)
	}
	if in.manifest.Print != "" {
		sources = append(sources, style.Source{Name: in.manifest.File, Text: []byte(in.manifest.Print)})
	}
	if e.Notes == manifest.NotesFoot {
		sources = append(sources, style.Source{Name: "book.yaml", Text: []byte(".footnote { float: footnote }"), Default: true})
	}
	return style.Parse(findings, sources...)
}

// folios gives the pages of the edition that the others name: the one marked “pagination: true”. It is nil where there is
// none, and where that edition has errors: an edition without pages is judged for itself and goes on without numbers.
func (j *job) folios() (*doc.Folios, error) {
	i := slices.IndexFunc(j.in.manifest.Editions, func(e manifest.Edition) bool { return e.Format.Paged && e.Pagination })
	if i < 0 {
		return nil, nil
	}
	e := j.in.manifest.Editions[i]
	own := *j
	var found diag.List
	own.findings = &found
	set, err := own.typeset(e)
	if err != nil {
		return nil, err
	}
	if set.folios == nil || !j.draft && failed(found.All()) {
		j.findings.Add(diag.Finding{
			Pos: e.Pos, Severity: diag.Warning, Code: "no-page-numbers",
			Message: "the editions without pages lack the page numbers of the print, because the edition “" + e.Name + "” has errors",
			Help:    "build the edition “" + e.Name + "” to see them",
		})
		return nil, nil
	}
	return set.folios, nil
}

// timestamp makes the moment that a file's metadata names from the date of publication, so that it does not change from
// build to build.
func timestamp(iso string) string {
	switch len(iso) {
	case len("2026"):
		iso += "-01-01"
	case len("2026-11"):
		iso += "-01"
	case len("2026-11-22"):
	default:
		iso = "1980-01-01"
	}
	return iso + "T00:00:00Z"
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
