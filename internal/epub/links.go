package epub

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"sort"

	"quire/internal/doc"
)

// checkLinks is the last check of the finished files: they are well-formed, no id occurs twice, every link within the
// EPUB has a target, and nothing in it runs. A fault here is ours, not the author's.
func checkLinks(files map[string][]byte) error {
	names := make([]string, 0, len(files))
	for name := range files {
		switch path.Ext(name) {
		case ".xhtml", ".opf", ".ncx", ".xml":
			names = append(names, name)
		}
	}
	sort.Strings(names)
	ids := map[string]map[string]bool{}
	type link struct{ from, to string }
	var links []link
	var faults []error
	for _, name := range names {
		ids[name] = map[string]bool{}
		d := xml.NewDecoder(bytes.NewReader(files[name])) // strict, and without named entities, like EPUB's parsers
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				faults = append(faults, fmt.Errorf("%s: %w", name, err))
				break
			}
			start, ok := token.(xml.StartElement)
			if !ok {
				continue
			}
			if slices.Contains([]string{"script", "iframe", "object", "embed", "form"}, start.Name.Local) {
				faults = append(faults, fmt.Errorf("%s: has <%s>", name, start.Name.Local))
			}
			for _, a := range start.Attr {
				switch a.Name.Local {
				case "id":
					if ids[name][a.Value] {
						faults = append(faults, fmt.Errorf("%s: the id %q is there twice", name, a.Value))
					}
					ids[name][a.Value] = true
				case "href", "src":
					links = append(links, link{name, a.Value})
				}
			}
		}
	}
	for _, l := range links {
		if err := follow(l.from, l.to, files, ids); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", l.from, err))
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("epub: %w", errors.Join(faults...))
	}
	return nil
}

func follow(from, to string, files map[string][]byte, ids map[string]map[string]bool) error {
	u, err := url.Parse(to)
	if err != nil {
		return err
	}
	switch {
	case doc.HarmlessScheme(u.Scheme):
		return nil
	case u.Scheme != "":
		return fmt.Errorf("links to %s", to)
	}
	target := from
	if u.Path != "" {
		target = path.Join(path.Dir(from), u.Path)
	}
	if _, ok := files[target]; !ok || u.Host != "" {
		return fmt.Errorf("links to %s, which is not there", to)
	}
	if u.Fragment != "" && !ids[target][u.Fragment] {
		return fmt.Errorf("links to %s, where there is no such id", to)
	}
	return nil
}
