package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/yaml"
)

// found is what the files of another tool say about a book.
type found struct {
	tool                   string // that wrote them
	title, lang, cover     string
	csl, metadata          string
	authors, contents, bib []string
}

// writeFrom writes a book.yaml into a folder, made from the files of mdBook, Quarto or bookdown, or from a Makefile
// that calls Pandoc. It overwrites nothing.
func writeFrom(folder string) (tool string, err error) {
	name := filepath.Join(folder, "book.yaml")
	if _, err := os.Stat(name); err == nil {
		return "", fmt.Errorf("%s is there already", name)
	}
	fsys := os.DirFS(folder)
	for _, read := range []func(fs.FS) (*found, error){fromMdBook, fromQuarto, fromBookdown, fromMakefile} {
		b, err := read(fsys)
		if err != nil {
			return "", err
		}
		if b != nil && len(b.contents) > 0 {
			return b.tool, os.WriteFile(name, b.yaml(), 0o666)
		}
	}
	return "", fmt.Errorf("%s has no SUMMARY.md of mdBook, no _quarto.yml, no _bookdown.yml and no Makefile that calls Pandoc", folder)
}

// yaml formats the result as a book.yaml.
func (b *found) yaml() []byte {
	quoted := func(v any) string {
		data, err := json.Marshal(v)
		if err != nil {
			return `""` // strings always encode
		}
		return string(data)
	}
	out := fmt.Appendf(nil, "# Made from the files of %s; docs/book-yaml.md explains the keys.\n", b.tool)
	out = fmt.Appendf(out, "title: %s\n", quoted(b.title))
	if len(b.authors) > 0 {
		out = fmt.Appendf(out, "creators: %s\n", quoted(b.authors))
	}
	lang := b.lang
	if lang == "" {
		lang = "en"
	}
	out = fmt.Appendf(out, "lang: %s\n", quoted(lang))
	if b.cover != "" {
		out = fmt.Appendf(out, "cover: %s\n", quoted(b.cover))
	}
	if len(b.bib) > 0 {
		out = fmt.Appendf(out, "bibliography: %s\n", quoted(b.bib))
	}
	if b.csl != "" {
		out = fmt.Appendf(out, "csl: %s\n", quoted(b.csl))
	}
	out = append(out, "contents:\n"...)
	for _, c := range b.contents {
		out = fmt.Appendf(out, "  - %s\n", quoted(c))
	}
	return out
}

var (
	summaryLink = regexp.MustCompile(`(?m)^\s*(?:[-*+]\s+)?\[[^\]]*\]\(([^)\s]+)\)`)
	tomlLine    = regexp.MustCompile(`(?m)^\s*([a-z-]+)\s*=\s*(.+?)\s*$`)
	quotedText  = regexp.MustCompile(`"([^"]*)"|'([^']*)'`)
)

// fromMdBook reads SUMMARY.md and book.toml (https://rust-lang.github.io/mdBook/format).
func fromMdBook(fsys fs.FS) (*found, error) {
	b := &found{tool: "mdBook"}
	src := "src"
	if data, err := fs.ReadFile(fsys, "book.toml"); err == nil {
		for _, m := range tomlLine.FindAllStringSubmatch(string(data), -1) {
			var values []string
			for _, q := range quotedText.FindAllStringSubmatch(m[2], -1) {
				values = append(values, q[1]+q[2])
			}
			if len(values) == 0 {
				continue
			}
			switch m[1] {
			case "title":
				b.title = values[0]
			case "authors":
				b.authors = values
			case "language":
				b.lang = values[0]
			case "src":
				src = values[0]
			}
		}
	}
	for _, folder := range []string{src, "."} {
		data, err := fs.ReadFile(fsys, path.Join(folder, "SUMMARY.md"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, m := range summaryLink.FindAllStringSubmatch(string(data), -1) {
			file, _, _ := strings.Cut(m[1], "#")
			if p := path.Join(folder, file); file != "" && !slices.Contains(b.contents, p) {
				b.contents = append(b.contents, p)
			}
		}
		return b, nil
	}
	return nil, nil
}

// readYAML reads a YAML file, or returns nil if there is none.
func readYAML(fsys fs.FS, name string) (*yaml.Node, error) {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, nil
	}
	var l diag.List
	n := yaml.Parse(name, data, 0, &l)
	if n == nil {
		return nil, errors.New(l.All()[0].String())
	}
	return n, nil
}

// take reads the metadata that Quarto and bookdown have in common.
func (b *found) take(n *yaml.Node) {
	all := func(key string) []string {
		if v := n.Get(key); v != nil {
			return namesIn(plain(v))
		}
		return nil
	}
	one := func(to *string, key string) {
		if list := all(key); len(list) > 0 && *to == "" {
			*to = list[0]
		}
	}
	one(&b.title, "title")
	one(&b.lang, "lang")
	one(&b.cover, "cover-image")
	one(&b.csl, "csl")
	b.authors = append(b.authors, all("author")...)
	b.bib = append(b.bib, all("bibliography")...)
}

// namesIn gives the texts of a value; for a map it is the name.
func namesIn(v any) (out []string) {
	switch v := v.(type) {
	case map[string]any:
		return namesIn(v["name"])
	case []any:
		for _, it := range v {
			out = append(out, namesIn(it)...)
		}
		return out
	}
	return texts(v)
}

// fromQuarto reads _quarto.yml (https://quarto.org/docs/books).
func fromQuarto(fsys fs.FS) (*found, error) {
	n, err := readYAML(fsys, "_quarto.yml")
	if n == nil || n.Get("book") == nil {
		return nil, err
	}
	b := &found{tool: "Quarto"}
	book := n.Get("book")
	b.take(book)
	b.take(n)
	for _, key := range []string{"chapters", "appendices"} {
		if list := book.Get(key); list != nil {
			b.chapters(list)
		}
	}
	return b, nil
}

// chapters reads a list of files and of parts with files.
func (b *found) chapters(list *yaml.Node) {
	for _, it := range list.Items {
		switch it.Kind {
		case yaml.Scalar:
			b.contents = append(b.contents, it.Text)
		case yaml.Mapping:
			for _, key := range []string{"part", "file"} {
				if p := it.Get(key); p != nil && path.Ext(p.Text) != "" {
					b.contents = append(b.contents, p.Text)
				}
			}
			if below := it.Get("chapters"); below != nil {
				b.chapters(below)
			}
		}
	}
}

// fromBookdown reads _bookdown.yml and the front matter of index.Rmd (https://bookdown.org/yihui/bookdown).
func fromBookdown(fsys fs.FS) (*found, error) {
	n, err := readYAML(fsys, "_bookdown.yml")
	if n == nil {
		return nil, err
	}
	b := &found{tool: "bookdown"}
	if data, err := fs.ReadFile(fsys, "index.Rmd"); err == nil {
		if front, ok := strings.CutPrefix(string(data), "---\n"); ok {
			front, _, _ = strings.Cut(front, "\n---")
			if m := yaml.Parse("index.Rmd", []byte(front), 1, new(diag.List)); m != nil {
				b.take(m)
			}
		}
	}
	if files := n.Get("rmd_files"); files != nil {
		b.contents = texts(plain(files))
		return b, nil
	}
	names, err := fs.Glob(fsys, "*.Rmd")
	if err != nil {
		return nil, err
	}
	slices.SortFunc(names, func(x, y string) int { // index.Rmd comes first
		if (x == "index.Rmd") != (y == "index.Rmd") {
			if x == "index.Rmd" {
				return -1
			}
			return 1
		}
		return strings.Compare(x, y)
	})
	b.contents = slices.DeleteFunc(names, func(s string) bool { return strings.HasPrefix(s, "_") })
	return b, nil
}

var (
	makeVariable = regexp.MustCompile(`(?m)^([A-Za-z_][A-Za-z0-9_]*)\s*[:?]?=\s*(.*)$`)
	makeUse      = regexp.MustCompile(`\$[({](?:wildcard |sort )?([^(){}$]*)[)}]`)
)

// fromMakefile reads the first call of Pandoc in a Makefile, with the variables that it uses.
func fromMakefile(fsys fs.FS) (*found, error) {
	data, err := fs.ReadFile(fsys, "Makefile")
	if err != nil {
		return nil, nil
	}
	text := strings.ReplaceAll(string(data), "\\\n", " ")
	values := map[string]string{}
	for _, m := range makeVariable.FindAllStringSubmatch(text, -1) {
		values[m[1]] = m[2]
	}
	expand := func(s string) string {
		for range 8 { // variables within variables
			s = makeUse.ReplaceAllStringFunc(s, func(use string) string {
				name := makeUse.FindStringSubmatch(use)[1]
				if v, ok := values[name]; ok {
					return v
				}
				if strings.ContainsAny(name, "*.") {
					return name
				}
				return ""
			})
		}
		return s
	}
	b := &found{tool: "a Makefile with Pandoc"}
	for line := range strings.Lines(text) {
		words := strings.Fields(expand(line))
		if strings.HasPrefix(line, "\t") && slices.ContainsFunc(words, func(w string) bool { return path.Base(strings.TrimLeft(w, "@-")) == "pandoc" }) {
			b.pandocCall(words)
			break
		}
	}
	if b.metadata != "" {
		if n, err := readYAML(fsys, b.metadata); err == nil && n != nil {
			b.take(n)
		}
	}
	return b, nil
}

// pandocCall reads the arguments of a call of Pandoc.
func (b *found) pandocCall(words []string) {
	for i := 0; i < len(words); i++ {
		option, value, joined := strings.Cut(strings.Trim(words[i], `"'`), "=")
		next := func() string {
			if !joined && i+1 < len(words) {
				i++
				value = words[i]
			}
			return strings.Trim(value, `"'`)
		}
		switch option {
		case "--bibliography":
			b.bib = append(b.bib, next())
		case "--csl":
			b.csl = next()
		case "--epub-cover-image":
			b.cover = next()
		case "--metadata-file":
			b.metadata = next()
		case "-o", "--output", "-t", "--to", "-f", "--from", "--template", "--css", "-c", "-d", "--defaults":
			next()
		case "-M", "--metadata", "-V", "--variable":
			if v, ok := strings.CutPrefix(next(), "title="); ok {
				b.title = v
			}
		default:
			switch path.Ext(option) {
			case ".md", ".markdown", ".Rmd", ".txt":
				b.contents = append(b.contents, option)
			case ".yaml", ".yml":
				b.metadata = option
			}
		}
	}
}
