package epub

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"quire/internal/doc"
	"quire/internal/xhtml"
)

const (
	packageName = "package.opf"
	ncxName     = "toc.ncx"

	// Where go-epub puts the files. We put text and stylesheet at the root beside the package document: then every link
	// within the book is only a file name.
	theirs     = "EPUB/"
	theirText  = theirs + "xhtml/"
	theirStyle = theirs + "css/"
)

// finish takes go-epub's zip, completes each file and writes the finished zip.
func (p *plan) finish(w io.Writer, raw []byte) error {
	files, err := p.finished(raw)
	if err != nil {
		return err
	}
	return writeZip(w, files, p.order(), p.date())
}

// finished returns the files of the EPUB by name.
func (p *plan) finished(raw []byte) (map[string][]byte, error) {
	given, err := readZip(raw)
	if err != nil {
		return nil, fmt.Errorf("epub: go-epub's file: %w", err)
	}
	if err := p.keepBytes(given); err != nil {
		return nil, err
	}
	files := map[string][]byte{
		"mimetype": []byte("application/epub+zip"), "META-INF/container.xml": container(),
		navName: p.navigation(), ncxName: p.ncx(), packageName: p.packageDocument(), cssName: p.css,
	}
	for _, f := range p.files {
		if f == p.nav {
			continue
		}
		fragment, err := unwrap(given[theirText+f.name])
		if err != nil {
			return nil, fmt.Errorf("epub: %s: %w", f.name, err)
		}
		files[f.name] = p.wrap(f, fragment)
	}
	for _, f := range p.fonts {
		files[f.href] = f.data
	}
	for _, m := range p.images {
		files[m.href] = m.data
	}
	for _, t := range p.texts {
		files[t.href] = t.data
	}
	if err := checkLinks(files); err != nil {
		return nil, err
	}
	return files, nil
}

// biggest is a size that none of our files has.
const biggest = 1 << 30

// readZip gives the files of a zip by name.
func readZip(raw []byte) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		if _, twice := files[f.Name]; twice {
			return nil, fmt.Errorf("%s is there twice", f.Name)
		}
		if strings.HasPrefix(f.Name, "/") || path.Clean(f.Name) != f.Name || strings.HasPrefix(f.Name, "../") {
			return nil, fmt.Errorf("%q is no name for a file", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		data, err := io.ReadAll(io.LimitReader(r, biggest+1))
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		if len(data) > biggest {
			return nil, fmt.Errorf("%s is too big", f.Name)
		}
		files[f.Name] = data
	}
	return files, nil
}

// keepBytes checks that the zip has every file of the plan and nothing else, and that the bytes of embedded files are
// unchanged: go-epub only logs what it cannot write, and opens a path with the name of a data: URL rather than decode
// it.
func (p *plan) keepBytes(files map[string][]byte) error {
	want := map[string][]byte{theirStyle + cssName: p.css}
	for _, f := range p.fonts {
		want[theirs+f.href] = f.data
	}
	for _, m := range p.images {
		want[theirs+m.href] = m.data
	}
	for _, f := range p.files {
		if f != p.nav {
			want[theirText+f.name] = nil
		}
	}
	for name, data := range want {
		got, ok := files[name]
		if !ok {
			return fmt.Errorf("epub: go-epub left out %s", name)
		}
		if data != nil && !bytes.Equal(got, data) {
			return fmt.Errorf("epub: go-epub changed %s", name)
		}
	}
	for name := range files {
		_, ours := want[name]
		switch name {
		case "mimetype", "META-INF/container.xml", theirs + packageName, theirs + navName, theirs + ncxName:
			ours = true
		}
		if !ours {
			return fmt.Errorf("epub: go-epub added %s", name)
		}
	}
	return nil
}

// unwrap returns the fragment that go-epub wrote into a body.
func unwrap(data []byte) ([]byte, error) {
	const bodyOpen, bodyClose = "<body dir=\"auto\">\n", "\n</body>\n</html>\n"
	_, rest, ok := bytes.Cut(data, []byte(bodyOpen))
	if !ok || !bytes.HasSuffix(rest, []byte(bodyClose)) {
		return nil, errors.New("go-epub's page has another form than expected")
	}
	return rest[:len(rest)-len(bodyClose)], nil
}

// wrap makes a page from a fragment.
func (p *plan) wrap(f *file, fragment []byte) []byte {
	if p.in.Kepub {
		fragment = kobo(fragment)
	}
	return p.page(f, fragment)
}

func (p *plan) page(f *file, body []byte) []byte {
	var w xhtml.Writer
	p.startPage(&w, f.title, cssName, f.matter, f.name == coverName)
	w.Raw(body)
	w.Line()
	return append(w.Bytes(), '\n')
}

func matterType(m doc.Matter) string {
	return [...]string{doc.Front: "frontmatter", doc.Body: "bodymatter", doc.Back: "backmatter"}[m]
}

// startPage writes the beginning of an XHTML file up to the start of its body.
func (p *plan) startPage(w *xhtml.Writer, title, css, bodyType string, cover bool) {
	tag := p.book.Meta.Lang
	atts := []xhtml.Att{{Name: "xmlns", Value: "http://www.w3.org/1999/xhtml"}, {Name: "xmlns:epub", Value: "http://www.idpf.org/2007/ops"}}
	if tag != "" {
		atts = append(atts, xhtml.Att{Name: "lang", Value: tag}, xhtml.Att{Name: "xml:lang", Value: tag})
	}
	if xhtml.Dir(tag) == "rtl" {
		atts = append(atts, xhtml.Att{Name: "dir", Value: "rtl"})
	}
	w.Raw([]byte("<!DOCTYPE html>\n")) // XML's default is UTF-8; the meta element says so to those who read the file as HTML
	w.Start("html", atts...)
	w.Line()
	w.Start("head")
	w.Line()
	w.Empty("meta", xhtml.Att{Name: "charset", Value: "utf-8"})
	w.Line()
	w.Element("title", title)
	w.Line()
	w.Empty("link", xhtml.Att{Name: "rel", Value: "stylesheet"}, xhtml.Att{Name: "type", Value: "text/css"}, xhtml.Att{Name: "href", Value: css})
	w.Line()
	w.End()
	w.Line()
	var body []xhtml.Att
	if bodyType != "" {
		body = append(body, xhtml.Att{Name: "epub:type", Value: bodyType})
	}
	if cover {
		body = append(body, xhtml.Att{Name: "class", Value: "cover"})
	}
	w.Start("body", body...)
	w.Line()
}

func container() []byte {
	var w xhtml.Writer
	w.Start("container", xhtml.Att{Name: "version", Value: "1.0"}, xhtml.Att{Name: "xmlns", Value: "urn:oasis:names:tc:opendocument:xmlns:container"})
	w.Start("rootfiles")
	w.Empty("rootfile", xhtml.Att{Name: "full-path", Value: packageName}, xhtml.Att{Name: "media-type", Value: "application/oebps-package+xml"})
	return append(w.Bytes(), '\n')
}
