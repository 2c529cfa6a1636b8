package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"quire/internal/build"
	"quire/internal/diag"
	"quire/internal/yaml"
)

// commandLine is the file name in findings about metadata of the command line.
const commandLine = "command line"

// pandocFlags are the options that quire shares with Pandoc. Each is a metadata key that overrides the book's own.
type pandocFlags struct {
	output                                            string
	defaults, metadataFiles, metadata, variables      []string
	css, bibliography, resourcePath                   []string
	csl, cover, topLevel, from                        string
	tocDepth, shift                                   int
	numberSections, lof, lot                          bool
	standalone, citeproc, toc, embed, sectionDivs, ml bool
}

func (p *pandocFlags) flags(f *pflag.FlagSet) {
	f.StringVarP(&p.output, "output", "o", "", "the file to write, whose ending says the format")
	f.StringArrayVarP(&p.defaults, "defaults", "d", nil, "a YAML file with options, in Pandoc's form")
	f.StringArrayVar(&p.metadataFiles, "metadata-file", nil, "a YAML file with metadata, which the book's own override")
	f.StringArrayVarP(&p.metadata, "metadata", "M", nil, "metadata over the book's own: KEY=VALUE")
	f.StringArrayVarP(&p.variables, "variable", "V", nil, "the same as --metadata")
	f.StringArrayVarP(&p.css, "css", "c", nil, "a stylesheet for EPUB and HTML, over their own")
	f.StringArrayVar(&p.bibliography, "bibliography", nil, "a file of works")
	f.StringVar(&p.csl, "csl", "", "the citation style: a file, or the name of one that comes with quire")
	f.StringVar(&p.cover, "epub-cover-image", "", "the image of the cover")
	f.IntVar(&p.tocDepth, "toc-depth", 0, "how many levels of headings the contents list")
	f.BoolVarP(&p.numberSections, "number-sections", "N", false, "number the headings")
	f.StringVar(&p.topLevel, "top-level-division", "", "what headings of the first level begin: chapter or part")
	f.IntVar(&p.shift, "shift-heading-level-by", 0, "lower the headings by so many levels")
	f.StringArrayVar(&p.resourcePath, "resource-path", nil, "folders to look for images in, with colons between")
	f.BoolVar(&p.lof, "lof", false, "list the figures")
	f.BoolVar(&p.lot, "lot", false, "list the tables")
	f.StringVarP(&p.from, "from", "f", "", "the Markdown of the text: markdown, commonmark or gfm, with +EXTENSION and -EXTENSION")
	// Options that quire always applies.
	f.BoolVarP(&p.standalone, "standalone", "s", false, "")
	f.BoolVarP(&p.citeproc, "citeproc", "C", false, "")
	f.BoolVar(&p.toc, "toc", false, "")
	f.BoolVar(&p.embed, "embed-resources", false, "")
	f.BoolVar(&p.sectionDivs, "section-divs", false, "")
	f.BoolVar(&p.ml, "mathml", false, "")
	for _, name := range []string{"standalone", "citeproc", "toc", "embed-resources", "section-divs", "mathml", "variable"} {
		f.Lookup(name).Hidden = true
	}
}

// elsewhere has the options of Pandoc that quire lacks, with what to do instead.
var elsewhere = map[string]string{
	"self-contained":         "leave it out: the page of quire holds all that it needs",
	"pdf-engine":             "leave it out: quire typesets by itself",
	"pdf-engine-opt":         "leave it out: quire typesets by itself",
	"template":               "the look is said in stylesheets, “styles” of an edition in book.yaml or --css",
	"include-in-header":      "say what it is for in a stylesheet, --css for EPUB and HTML or “styles” in book.yaml",
	"include-before-body":    "write the text under “include-before” in the metadata",
	"include-after-body":     "write the text under “include-after” in the metadata",
	"reference-doc":          "quire writes neither Word nor OpenDocument files",
	"reference-location":     "write “notes: foot”, “chapter” or “end” for an edition in book.yaml",
	"epub-metadata":          "write the metadata into book.yaml or the front matter; docs/book-yaml.md lists the keys",
	"epub-embed-font":        "declare the font with @font-face in a stylesheet",
	"split-level":            "leave it out: quire divides an EPUB by chapters and by size",
	"epub-chapter-level":     "leave it out: quire divides an EPUB by chapters and by size",
	"epub-title-page":        "leave it out: the title page is always made",
	"filter":                 "quire runs no programs; let Pandoc write Markdown first: pandoc --filter … -t markdown",
	"lua-filter":             "quire runs no programs; let Pandoc write Markdown first: pandoc --lua-filter … -t markdown",
	"extract-media":          "name the images in the text",
	"highlight-style":        "the colours of code are rules of the stylesheets, such as .k for keywords",
	"syntax-highlighting":    "the colours of code are rules of the stylesheets, such as .k for keywords",
	"number-offset":          "number the headings in the text instead",
	"mathjax":                "leave it out: a page of quire runs no scripts",
	"katex":                  "leave it out: a page of quire runs no scripts",
	"webtex":                 "leave it out: a page of quire fetches nothing",
	"natbib":                 "leave it out: quire words citations by itself, by --csl",
	"biblatex":               "leave it out: quire words citations by itself, by --csl",
	"citation-abbreviations": "write the short titles into the bibliography, as “container-title-short”",
	"wrap":                   "leave it out: quire writes no text files",
	"columns":                "leave it out: quire writes no text files",
	"slide-level":            "quire writes no slides",
	"incremental":            "quire writes no slides",
	"listings":               "leave it out: code is always divided into its parts",
	"fail-if-warnings":       "write --strict",
	"verbose":                "write --all, which prints every finding",
	"quiet":                  "leave it out, or silence what is meant: docs/diagnostics.md says how",
	"log":                    "write --json, and send standard output to a file",
	"data-dir":               "name the files by their paths",
	"sandbox":                "leave it out: quire runs no programs and fetches nothing",
	"toc-title":              "write -M toc-title=…",
	"title-prefix":           "write -M title=…",
	"table-of-contents":      "leave it out: contents are made unless “toc-depth” is 0",
	"list-of-figures":        "write --lof",
	"list-of-tables":         "write --lot",
	"file-scope":             "leave it out: notes belong to their file",
	"id-prefix":              "leave it out: identifiers are those of the book alone",
	"ascii":                  "leave it out: files are in UTF-8",
	"tab-stop":               "leave it out: tabs are four columns, as CommonMark has it",
	"abbreviations":          "write a no-break space after the abbreviation",
	"trace":                  "write “quire dump pages”",
	"request-header":         "save the file beside the text: quire fetches nothing",
}

// flagError formats an error of the command line. For an option of Pandoc it adds what quire has instead.
func flagError(cmd *cobra.Command, err error) error {
	if unknown := (*pflag.NotExistError)(nil); errors.As(err, &unknown) {
		name := unknown.GetSpecifiedName()
		if help := elsewhere[name]; help != "" {
			return fmt.Errorf("there is no option --%s; %s", name, help)
		}
		var known []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
		if near := diag.Nearest(name, append(known, slices.Sorted(maps.Keys(elsewhere))...)); near != "" {
			return fmt.Errorf("there is no option --%s; did you mean --%s?", name, near)
		}
	}
	return fmt.Errorf("%w; see “%s --help”", err, cmd.CommandPath())
}

// apply puts the options into a request. to is the value of --to.
func (p *pandocFlags) apply(cmd *cobra.Command, req *build.Request, to *string) error {
	over := map[string]any{}
	for _, name := range p.defaults {
		if err := p.readDefaults(name, req, to, over); err != nil {
			return err
		}
	}
	for _, m := range append(slices.Clone(p.variables), p.metadata...) {
		key, value, ok := cutAny(m)
		switch {
		case !ok || value == "true":
			over[key] = true
		case value == "false":
			over[key] = false
		default:
			over[key] = value
		}
	}
	changed := cmd.Flags().Changed
	set := func(flag, key string, value any) {
		if changed(flag) {
			over[key] = value
		}
	}
	paths := func(names []string) (out []string) {
		for _, n := range names {
			out = append(out, fromInput(req.Input, n))
		}
		return out
	}
	set("css", "css", paths(p.css))
	set("bibliography", "bibliography", paths(p.bibliography))
	set("csl", "csl", p.csl)
	if strings.ContainsAny(p.csl, "/") || filepath.Ext(p.csl) == ".csl" {
		over["csl"] = fromInput(req.Input, p.csl)
	}
	set("epub-cover-image", "cover-image", fromInput(req.Input, p.cover))
	set("toc-depth", "toc-depth", p.tocDepth)
	set("number-sections", "number-sections", p.numberSections)
	set("top-level-division", "top-level-division", p.topLevel)
	set("shift-heading-level-by", "shift-heading-level-by", p.shift)
	var folders []string
	for _, list := range p.resourcePath {
		folders = append(folders, paths(filepath.SplitList(list))...)
	}
	set("resource-path", "resource-path", folders)
	set("lof", "lof", p.lof)
	set("lot", "lot", p.lot)
	set("from", "from", p.from)
	if len(over) > 0 {
		data, err := json.Marshal(over) // JSON is also YAML
		if err != nil {
			return err
		}
		req.Over = []build.Layer{{File: commandLine, Data: data, Here: true}}
	}
	for _, name := range p.metadataFiles {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		req.Under = append(req.Under, build.Layer{File: filepath.ToSlash(name), Data: data})
	}
	return p.setOutput(req, to)
}

// cutAny splits KEY=VALUE or KEY:VALUE.
func cutAny(s string) (key, value string, ok bool) {
	i := strings.IndexAny(s, "=:")
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+1:], true
}

// fromInput turns a path relative to the current folder into one relative to the book's folder.
func fromInput(input, name string) string {
	folder := input
	if info, err := os.Stat(input); err != nil || !info.IsDir() {
		folder = filepath.Dir(input)
	}
	if rel, err := filepath.Rel(folder, name); err == nil && name != "" {
		return filepath.ToSlash(rel)
	}
	return name
}

// setOutput takes the format from the extension of --output.
func (p *pandocFlags) setOutput(req *build.Request, to *string) error {
	if p.output == "" {
		return nil
	}
	req.OutFile = p.output
	if *to != "" || req.Edition != "" {
		return nil
	}
	best := ""
	for _, f := range build.Formats() {
		if strings.HasSuffix(p.output, f.Extension) && len(f.Extension) > len(best) {
			best, *to = f.Extension, f.Name
		}
	}
	if best == "" {
		return fmt.Errorf("--output: the ending of “%s” is that of no format; the formats are %s", p.output, strings.Join(build.FormatNames(), ", "))
	}
	return nil
}

// readDefaults reads a file of options for Pandoc's --defaults.
func (p *pandocFlags) readDefaults(name string, req *build.Request, to *string, over map[string]any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var found diag.List
	n := yaml.Parse(filepath.ToSlash(name), data, 0, &found)
	for _, f := range found.All() {
		if n == nil || f.Severity == diag.Error {
			return errors.New(f.String())
		}
	}
	for _, f := range n.Fields {
		v := plain(f.Value)
		list := texts(v)
		switch f.Key {
		case "standalone", "citeproc", "toc", "table-of-contents", "embed-resources", "self-contained", "pdf-engine", "section-divs", "verbosity":
			// Options that quire always applies, or that only Pandoc needs.
		case "from", "reader":
			over["from"] = v
		case "to", "writer":
			if *to == "" && len(list) > 0 {
				*to = list[0]
			}
		case "output-file":
			if p.output == "" && len(list) > 0 {
				p.output = list[0]
			}
		case "input-files", "input-file":
			if req.Input == "" && len(list) > 0 {
				req.Input, req.More = list[0], list[1:]
			}
		case "metadata", "variables":
			if m, ok := v.(map[string]any); ok {
				maps.Copy(over, m)
			}
		case "metadata-file", "metadata-files":
			p.metadataFiles = append(list, p.metadataFiles...)
		case "epub-cover-image":
			over["cover-image"] = v
		case "css", "bibliography", "csl", "toc-depth", "number-sections", "top-level-division", "shift-heading-level-by", "resource-path", "lof", "lot":
			over[f.Key] = v
		default:
			help := elsewhere[f.Key]
			if help == "" {
				help = "remove it"
			}
			return fmt.Errorf("%s: there is no option “%s”; %s", f.Pos, f.Key, help)
		}
	}
	return nil
}

// plain converts a node to the values of JSON.
func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.Sequence:
		var out []any
		for _, it := range n.Items {
			out = append(out, plain(it))
		}
		return out
	case yaml.Mapping:
		out := map[string]any{}
		for _, f := range n.Fields {
			out[f.Key] = plain(f.Value)
		}
		return out
	case yaml.Scalar:
		if b, ok := n.Bool(); ok {
			return b
		}
		return n.Text
	}
	return nil
}

// texts gives the texts of a value: one or a list.
func texts(v any) (out []string) {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, it := range v {
			out = append(out, texts(it)...)
		}
	}
	return out
}
