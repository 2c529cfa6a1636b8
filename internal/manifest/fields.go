package manifest

import (
	"strconv"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/yaml"
)

// bookFields are the keys of book.yaml in the order in which docs/book-yaml.md explains them.
var bookFields = append([]field{
	{"name", func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		if s == "" || strings.ContainsAny(s, "/\\:*?\"<>|\x00\n") || strings.HasPrefix(s, ".") {
			d.add(n.Pos, diag.Error, "invalid-value", "“"+s+"” cannot be the name of a file", "use letters, digits and hyphens")
			return
		}
		d.m.Meta.Name = s
	}},
	{"root", func(d *decoder, n *yaml.Node) {
		if p, ok := d.path(n); ok {
			if strings.HasPrefix(p.Path, "/") {
				d.add(n.Pos, diag.Error, "invalid-value", "the root must be relative to the folder of this file", "write “..” for the folder above, or leave the key out")
				return
			}
			d.m.Root = p.Path
		}
	}},
	{"title", text(func(m *Manifest) *string { return &m.Meta.Title })},
	{"subtitle", text(func(m *Manifest) *string { return &m.Meta.Subtitle })},
	{"short-title", text(func(m *Manifest) *string { return &m.Meta.ShortTitle })},
	{"title-sort", text(func(m *Manifest) *string { return &m.Meta.TitleSort })},
	{"creators", creators},
	{"contributors", contributors},
	{"contents", paths(func(m *Manifest) *[]Path { return &m.Contents })},
	{"notes", paths(func(m *Manifest) *[]Path { return &m.Notes })},
}, shared...)

// shared are the keys that book.yaml and front matter have in common.
var shared = []field{
	{"lang", func(d *decoder, n *yaml.Node) { d.lang(n) }},
	{"date", func(d *decoder, n *yaml.Node) { d.date(n) }},
	{"from", func(d *decoder, n *yaml.Node) { d.from(n) }},
	{"markdown", func(d *decoder, n *yaml.Node) { d.from(n) }},
	{"publisher", text(func(m *Manifest) *string { return &m.Meta.Publisher })},
	{"place", text(func(m *Manifest) *string { return &m.Meta.Place })},
	{"rights", text(func(m *Manifest) *string { return &m.Meta.Rights })},
	{"license", address(func(m *Manifest) *string { return &m.Meta.License }, "; what is said in words goes under “rights”")},
	{"description", text(func(m *Manifest) *string { return &m.Meta.Description })},
	{"subjects", func(d *decoder, n *yaml.Node) { d.subjects(n) }},
	{"identifier", func(d *decoder, n *yaml.Node) { d.identifier(n) }},
	{"isbn", func(d *decoder, n *yaml.Node) { d.isbn(n) }},
	{"doi", func(d *decoder, n *yaml.Node) { d.doi(n) }},
	{"series", func(d *decoder, n *yaml.Node) { d.series(n) }},
	{"source", text(func(m *Manifest) *string { return &m.Meta.Source })},
	{"url", address(func(m *Manifest) *string { return &m.Meta.URL }, "")},
	{"acknowledgements", text(func(m *Manifest) *string { return &m.Meta.Acknowledgements })},
	{"edition-statement", text(func(m *Manifest) *string { return &m.Meta.Edition })},
	{"cover", cover},
	{"cover-alt", text(func(m *Manifest) *string { return &m.Meta.CoverAlt })},
	{"certified-by", text(func(m *Manifest) *string { return &m.Meta.CertifiedBy })},
	{"certifier-credential", text(func(m *Manifest) *string { return &m.Meta.CertifierCredential })},
	{"certifier-report", address(func(m *Manifest) *string { return &m.Meta.CertifierReport }, "")},
	{"conforms-to", text(func(m *Manifest) *string { return &m.Meta.ConformsTo })},
	{"bibliography", paths(func(m *Manifest) *[]Path { return &m.Bibliography })},
	{"references", func(d *decoder, n *yaml.Node) {
		if n.Kind != yaml.Sequence {
			d.wrongType(n, "a list of works")
			return
		}
		d.m.References = n
	}},
	{"csl", func(d *decoder, n *yaml.Node) { d.citationStyle(n) }},
	{"citation-style", func(d *decoder, n *yaml.Node) { d.citationStyle(n) }},
	{"csl-styles", onePath(func(m *Manifest) *Path { return &m.CSLStyles })},
	{"csl-locales", onePath(func(m *Manifest) *Path { return &m.CSLLocales })},
	{"reference-section-title", text(func(m *Manifest) *string { return &m.ReferencesTitle })},
	{"suppress-bibliography", boolean(func(m *Manifest) *bool { return &m.SuppressBibliography })},
	{"link-bibliography", func(d *decoder, n *yaml.Node) {
		links := !d.m.PlainBibliography
		boolean(func(*Manifest) *bool { return &links })(d, n)
		d.m.PlainBibliography = !links
	}},
	{"nocite", func(d *decoder, n *yaml.Node) { d.nocite(n) }},
	{"notes-numbering", unit(func(m *Manifest) *Unit { return &m.NotesNumbering })},
	{"citation-positions", unit(func(m *Manifest) *Unit { return &m.CitationPositions })},
	{"bibliography-groups", func(d *decoder, n *yaml.Node) { d.groups(n) }},
	{"contents-depth", func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		if !ok {
			return
		}
		v, err := strconv.Atoi(s)
		if err != nil || v < 0 || v > 6 {
			d.add(n.Pos, diag.Error, "invalid-value", "“"+s+"” is not a number of levels", "write a number from 0, for no contents, to 6")
			d.m.Meta.ContentsDepth = -1
			return
		}
		d.m.Meta.ContentsDepth = v
	}},
	{"markdown", func(d *decoder, n *yaml.Node) { d.markdown(n) }},
	{"numbered-paragraphs", boolean(func(m *Manifest) *bool { return &m.NumberedParagraphs })},
	{"math-macros", func(d *decoder, n *yaml.Node) { d.mathMacros(n) }},
	{"list-of-figures", boolean(func(m *Manifest) *bool { return &m.ListOfFigures })},
	{"list-of-tables", boolean(func(m *Manifest) *bool { return &m.ListOfTables })},
	{"editions", func(d *decoder, n *yaml.Node) { d.editions(n) }},
}

// frontMatterFields adds Pandoc's names (https://pandoc.org/MANUAL.html#metadata-blocks and, for the EPUB ones,
// #epub-metadata) to the keys of book.yaml that make sense for a single file.
var frontMatterFields = append([]field{
	{"name", bookFields[0].read},
	{"root", bookFields[1].read},
	{"title", func(d *decoder, n *yaml.Node) { d.titles(n) }},
	{"subtitle", text(func(m *Manifest) *string { return &m.Meta.Subtitle })},
	{"short-title", text(func(m *Manifest) *string { return &m.Meta.ShortTitle })},
	{"title-sort", text(func(m *Manifest) *string { return &m.Meta.TitleSort })},
	{"author", creators},
	{"creator", creators},
	{"creators", creators},
	{"contributor", contributors},
	{"contributors", contributors},
	{"notes", paths(func(m *Manifest) *[]Path { return &m.Notes })},
	{"abstract", prose(func(m *Manifest) *Prose { return &m.Abstract })},
	{"abstract-title", text(func(m *Manifest) *string { return &m.AbstractTitle })},
	{"include-before", prose(func(m *Manifest) *Prose { return &m.Before })},
	{"include-after", prose(func(m *Manifest) *Prose { return &m.After })},
	{"thanks", text(func(m *Manifest) *string { return &m.Meta.Acknowledgements })},
	{"toc-title", text(func(m *Manifest) *string { return &m.Meta.ContentsTitle })},
	{"toc", func(d *decoder, n *yaml.Node) {
		if v, ok := n.Bool(); ok && !v && !d.given["toc-depth"] && !d.given["contents-depth"] {
			d.given["toc-depth"] = true
			d.m.Meta.ContentsDepth = 0
		}
	}},
	{"number-sections", boolean(func(m *Manifest) *bool { return &m.NumberSections })},
	{"numbersections", boolean(func(m *Manifest) *bool { return &m.NumberSections })},
	{"top-level-division", func(d *decoder, n *yaml.Node) {
		s, ok := oneOf(d, n, "default", "section", "chapter", "part")
		d.m.Parts = ok && s == "part"
	}},
	{"shift-heading-level-by", func(d *decoder, n *yaml.Node) {
		s, ok := d.scalar(n)
		v, err := strconv.Atoi(s)
		if !ok || err != nil || v < -5 || v > 5 {
			d.add(n.Pos, diag.Warning, "invalid-value", "“"+s+"” is not a number of levels", "write a number from -5 to 5")
			return
		}
		d.m.ShiftHeadings = v
	}},
	{"css", func(d *decoder, n *yaml.Node) { d.m.CSS = d.sheets(n) }},
	{"resource-path", func(d *decoder, n *yaml.Node) { d.resourcePath(n) }},
	{"papersize", func(d *decoder, n *yaml.Node) { d.paperSize(n) }},
	{"geometry", func(d *decoder, n *yaml.Node) { d.geometry(n) }},
	{"fontsize", func(d *decoder, n *yaml.Node) { d.fontSize(n) }},
	{"mainfont", func(d *decoder, n *yaml.Node) { d.fontFamily(n, "html") }},
	{"monofont", func(d *decoder, n *yaml.Node) { d.fontFamily(n, "pre, code, kbd, samp") }},
	{"header-includes", func(d *decoder, n *yaml.Node) {
		if d.texDefinitions(n) {
			return
		}
		d.add(n.Pos, diag.Warning, "left-out-key", "“header-includes” is left out: it is for LaTeX or for web pages that Pandoc writes", "say what it is for in a stylesheet, under “styles” or “css”; silence this where it does not matter")
	}},
	{"keywords", func(d *decoder, n *yaml.Node) { d.subjects(n) }},
	{"subject", func(d *decoder, n *yaml.Node) { d.subjects(n) }},
	{"cover-image", cover},
	{"toc-depth", func(d *decoder, n *yaml.Node) { fieldNamed(shared, "contents-depth")(d, n) }},
	{"lof", boolean(func(m *Manifest) *bool { return &m.ListOfFigures })},
	{"lot", boolean(func(m *Manifest) *bool { return &m.ListOfTables })},
	{"belongs-to-collection", text(func(m *Manifest) *string { return &m.Meta.Series })},
	{"group-position", text(func(m *Manifest) *string { return &m.Meta.SeriesPos })},
	{"copyright", text(func(m *Manifest) *string { return &m.Meta.Rights })},
}, shared...)

// pandocOnly are Pandoc's keys that have no meaning here. They are accepted, so that files written for Pandoc need no
// change.
var pandocOnly = strings.Fields(`
	CJKmainfont CJKmonofont CJKoptions CJKsansfont adjusting affiliation aspectratio babelfonts
	babeloptions backgroundcolor beamerarticle beameroption biblatexoptions biblio-style biblio-title
	block-headings body boxlinks category citecolor classoption codefont colorlinks colortheme
	colorthemeoptions columns contrastcolor csquotes csquotesoptions curdir date-meta dir document-css
	documentclass filecolor filename fontcolor fontenc fontfamily fontfamilyoptions fonttheme
	fontthemeoptions footer footer-html footertext handout header header-html headertext highlight-style
	highlightjs-theme hyperrefoptions includesource indent indenting innertheme innerthemeoptions institute
	institution interlinespace layout lineheight linestretch link-citations linkcolor links-as-notes
	linkstyle logo logooptions luatexjapresetoptions mainfontfallback mainfontoptions margin margin-bottom
	margin-left margin-right margin-top mathfont mathfontoptions maxwidth meta-json microtypeoptions
	monobackgroundcolor monofontfallback monofontoptions natbiboptions navigation outertheme
	outerthemeoptions output outputfile page-numbering pagenumbering pagestyle pandoc-version pdf-engine
	pdf-trailer-id pdfa pdfaiccprofile pdfaintent pdfstandard pointsize revealjs-url sansfont
	sansfontfallback sansfontoptions secnumdepth section section-numbering section-titles shortauthor
	shortdate shorthands shortinstitute shortsubtitle shorttitle slideous-url slidy-url sourcefile template
	theme themeoptions title-slide-attributes titlegraphic titlegraphicoptions toccolor tocpages urlcolor
	urlstyle variables version whitespace`)

func creators(d *decoder, n *yaml.Node) {
	if d.creators != d.layer { // the creators of an earlier layer are overridden
		d.creators, d.m.Meta.Creators = d.layer, nil
	}
	d.m.Meta.Creators = append(d.m.Meta.Creators, d.people(n, "aut")...)
}

func contributors(d *decoder, n *yaml.Node) {
	d.m.Meta.Contributor = append(d.m.Meta.Contributor, d.people(n, "ctb")...)
}

func cover(d *decoder, n *yaml.Node) {
	if p, ok := d.path(n); ok {
		d.m.Meta.Cover, d.coverPos = p.Path, n.Pos
	}
}

func fieldNamed(fs []field, name string) func(*decoder, *yaml.Node) {
	for _, f := range fs {
		if f.name == name {
			return f.read
		}
	}
	return func(*decoder, *yaml.Node) {}
}

func unit(to func(m *Manifest) *Unit) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		if u, ok := oneOf(d, n, ByBook, ByChapter); ok {
			*to(d.m) = u
		}
	}
}

// titles reads Pandoc's title: text, or a list of texts and of maps {type, text}.
func (d *decoder) titles(n *yaml.Node) {
	if n.Kind == yaml.Scalar {
		d.m.Meta.Title = strings.TrimSpace(n.Text)
		return
	}
	for _, it := range d.list(n) {
		if it.Kind == yaml.Scalar {
			if d.m.Meta.Title == "" {
				d.m.Meta.Title = strings.TrimSpace(it.Text)
			}
			continue
		}
		kind, s := "main", ""
		if it.Kind != yaml.Mapping {
			d.wrongType(it, "text")
			continue
		}
		d.fields(it, "a title", []field{
			{"type", func(d *decoder, n *yaml.Node) {
				kind, _ = oneOf(d, n, "main", "subtitle", "short", "collection", "edition", "extended")
			}},
			{"text", func(d *decoder, n *yaml.Node) { s, _ = d.scalar(n) }},
		}, []string{"file-as"})
		switch kind {
		case "main":
			d.m.Meta.Title = s
		case "subtitle":
			d.m.Meta.Subtitle = s
		case "short":
			d.m.Meta.ShortTitle = s
		case "collection":
			d.m.Meta.Series = s
		case "edition":
			d.m.Meta.Edition = s
		}
	}
}

func (d *decoder) people(n *yaml.Node, role string) []doc.Person {
	var out []doc.Person
	for _, it := range d.list(n) {
		p := doc.Person{Role: role}
		switch it.Kind {
		case yaml.Scalar:
			p.Name = strings.TrimSpace(it.Text)
		case yaml.Mapping:
			name := func(d *decoder, n *yaml.Node) { p.Name, _ = d.scalar(n) }
			fs := []field{
				{"name", name},
				{"role", func(d *decoder, n *yaml.Node) {
					if s, ok := d.scalar(n); ok {
						p.Role = d.role(s, n.Pos, role)
					}
				}},
				{"file-as", func(d *decoder, n *yaml.Node) { p.FileAs, _ = d.scalar(n) }},
			}
			var ignored []string
			if d.pandoc {
				fs = append(fs, field{"text", name})
				ignored = []string{"affiliation", "institute", "institution", "email", "orcid", "url", "correspondence", "equal-contributor", "note"}
			}
			d.fields(it, "a person", fs, ignored)
		default:
			d.wrongType(it, "a name, or a map with name, role and file-as")
			continue
		}
		if p.Name == "" {
			d.add(it.Pos, diag.Error, "missing-key", "this person has no name", "add “name: …”")
			continue
		}
		out = append(out, p)
	}
	return out
}

func (d *decoder) subjects(n *yaml.Node) {
	items := d.list(n)
	if n.Kind == yaml.Scalar && d.pandoc {
		items = nil
		for _, s := range strings.FieldsFunc(n.Text, func(r rune) bool { return r == ',' || r == ';' }) {
			items = append(items, &yaml.Node{Kind: yaml.Scalar, Pos: n.Pos, Text: s})
		}
	}
	for _, it := range items {
		var s doc.Subject
		switch it.Kind {
		case yaml.Scalar:
			s.Text = strings.TrimSpace(it.Text)
		case yaml.Mapping:
			d.fields(it, "a subject", []field{
				{"text", func(d *decoder, n *yaml.Node) { s.Text, _ = d.scalar(n) }},
				{"authority", func(d *decoder, n *yaml.Node) { s.Authority, _ = d.scalar(n) }},
				{"term", func(d *decoder, n *yaml.Node) { s.Term, _ = d.scalar(n) }},
			}, nil)
			// EPUB 3.3, section 5.5.3.6: an authority and a term are given together or not at all.
			if (s.Authority == "") != (s.Term == "") {
				d.add(it.Pos, diag.Error, "missing-key", "a subject of an authority needs both “authority” and “term”", "add the one that is missing")
				s.Authority, s.Term = "", ""
			}
		default:
			d.wrongType(it, "a subject, or a map with text, authority and term")
			continue
		}
		if s.Text != "" {
			d.m.Meta.Subjects = append(d.m.Meta.Subjects, s)
		}
	}
}

func (d *decoder) series(n *yaml.Node) {
	if n.Kind != yaml.Mapping {
		d.m.Meta.Series, _ = d.scalar(n)
		return
	}
	d.fields(n, "a series", []field{
		{"name", text(func(m *Manifest) *string { return &m.Meta.Series })},
		{"position", text(func(m *Manifest) *string { return &m.Meta.SeriesPos })},
	}, nil)
}

// nocite reads keys: a list of them, with or without “@”, or Pandoc's text “@one, @two”; “@*” means all.
func (d *decoder) nocite(n *yaml.Node) {
	for _, it := range d.list(n) {
		s, ok := d.scalar(it)
		if !ok {
			continue
		}
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == ' ' || r == '\n' || r == '\t' }) {
			w = strings.Trim(w, "[]")
			if k := strings.Trim(strings.TrimPrefix(w, "@"), "{}"); k != "" {
				d.m.NoCite = append(d.m.NoCite, Key{Key: k, Pos: it.Pos})
			}
		}
	}
}

// citationStyle reads the name or the path of a citation style. Pandoc can fetch one from an address; quire builds
// without the network, so an address is a finding.
func (d *decoder) citationStyle(n *yaml.Node) {
	if s, ok := d.scalar(n); ok && strings.Contains(s, "://") {
		d.add(n.Pos, diag.Error, "missing-style", "“"+s+"” is an address, and citation styles are not fetched from the web", "download the style, put it beside the book and name the file")
		return
	}
	if p, ok := d.path(n); ok {
		d.m.CSL = p
	}
}

// onePath reads the path of a file or a folder.
func onePath(at func(*Manifest) *Path) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		if p, ok := d.path(n); ok {
			*at(d.m) = p
		}
	}
}

func (d *decoder) groups(n *yaml.Node) {
	for _, it := range d.list(n) {
		g := Group{Sort: SortStyle, Pos: it.Pos}
		if it.Kind != yaml.Mapping {
			d.wrongType(it, "a map with title, keyword, type and sort")
			continue
		}
		d.fields(it, "a group of the bibliography", []field{
			{"title", func(d *decoder, n *yaml.Node) { g.Title, _ = d.scalar(n) }},
			{"keyword", func(d *decoder, n *yaml.Node) { g.Keyword, _ = d.scalar(n) }},
			{"type", func(d *decoder, n *yaml.Node) { g.Type, _ = d.scalar(n) }},
			{"sort", func(d *decoder, n *yaml.Node) {
				if s, ok := oneOf(d, n, SortStyle, SortDate); ok {
					g.Sort = s
				}
			}},
		}, nil)
		d.m.Groups = append(d.m.Groups, g)
	}
}
