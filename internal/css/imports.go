package css

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"quire/internal/diag"
)

// Imports finds the files that sheets name, and the sheets that they import (css-cascade-4, §2). What is wrong is reported
// to List.
type Imports struct {
	List    *diag.List
	Missing diag.Severity // of an imported sheet that is not there

	reading []string // the sheets being read, the outermost first
	count   int      // of imported sheets
}

// maxImports limits the number of imported sheets, as sheets that each import two others multiply.
const maxImports = 256

// Enter says that a sheet is being read now, and those that it imports; Leave that it has been read.
func (m *Imports) Enter(sheet string) { m.reading = append(m.reading, sheet) }

// Leave ends what Enter begins.
func (m *Imports) Leave() { m.reading = m.reading[:len(m.reading)-1] }

// Target gives what an @import rule names, and nil if it may not import. head says that no other rule comes before it.
func (m *Imports) Target(rule *Rule, head bool) *Token {
	switch {
	case len(rule.Prelude) == 0 || rule.Prelude[0].Kind != String && rule.Prelude[0].Kind != URL:
		m.report(rule.Pos, diag.Warning, "css-syntax", "write @import \"sheet.css\";", "@import names no sheet")
		return nil
	case !head:
		m.report(rule.Pos, diag.Warning, "css-syntax", "move it to the head of the sheet", "@import stands after other rules and does nothing there")
		return nil
	}
	return &rule.Prelude[0]
}

// Address gives the path from the root that a url() or a string names, and the fragment behind it. It is relative to the
// folder of the sheet that is being read.
func (m *Imports) Address(t *Token) (name, fragment string, ok bool) {
	ref := t.Text
	scheme, _, has := strings.Cut(ref, ":")
	switch {
	case ref == "":
		m.report(t.Pos, diag.Warning, "css-syntax", "", "this address is empty")
		return "", "", false
	case strings.HasPrefix(ref, "//"), has && len(scheme) > 1 && !strings.ContainsAny(scheme, "/."):
		m.report(t.Pos, diag.Warning, "remote-style", "save it beside the book and name it by its path: nothing is read from the network", "“%s” is not a file of the book", ref)
		return "", "", false
	}
	if i := strings.IndexByte(ref, '#'); i >= 0 {
		ref, fragment = ref[:i], ref[i:]
	}
	ref, _, _ = strings.Cut(ref, "?")
	name = path.Join(path.Dir(m.reading[len(m.reading)-1]), ref)
	if path.IsAbs(ref) || !fs.ValidPath(name) {
		m.Outside(t)
		return "", "", false
	}
	return name, fragment, true
}

// Outside reports an address that leads out of the book's root folder.
func (m *Imports) Outside(t *Token) {
	m.report(t.Pos, diag.Error, "path-outside-root", "copy the file into the book and name it by its path from the folder of this sheet",
		"“%s” leads outside the book's root folder", t.Text)
}

// Read reads the sheet that an @import names. It is the book's, or else that of the library, for which a bare name stands.
// Either may be nil. name is its path, or the bare name; own tells that it is the book's.
func (m *Imports) Read(target *Token, book, library fs.FS) (name string, text []byte, own, ok bool) {
	at, _, ok := m.Address(target)
	if !ok {
		return "", nil, false, false
	}
	if m.count++; m.count > maxImports {
		if m.count == maxImports+1 {
			m.report(target.Pos, diag.Warning, "css-syntax", "import each sheet once; this @import and those after it are left out", "more than %d sheets are imported", maxImports)
		}
		return "", nil, false, false
	}
	name, own = at, true
	err := fs.ErrNotExist
	if book != nil {
		text, err = fs.ReadFile(book, name)
	}
	if errors.Is(err, fs.ErrNotExist) && library != nil && !strings.Contains(target.Text, "/") {
		if data, err2 := fs.ReadFile(library, target.Text); err2 == nil {
			name, text, own, err = target.Text, data, false, nil
		}
	}
	switch {
	case err == nil && slices.Contains(m.reading, name):
		m.report(target.Pos, diag.Warning, "import-cycle", "take one of them out", "“%s” imports itself: %s", name, strings.Join(append(slices.Clone(m.reading), name), ", then "))
	case err == nil:
		return name, text, own, true
	case errors.Is(err, diag.ErrOutsideRoot):
		m.Outside(target)
	case errors.Is(err, fs.ErrNotExist):
		m.report(target.Pos, m.Missing, "missing-style", "paths are taken from the folder of the sheet that names them", "there is no stylesheet “%s”", at)
	default:
		m.report(target.Pos, m.Missing, "missing-style", "", "the stylesheet “%s” can't be read: %v", at, err)
	}
	return "", nil, false, false
}

func (m *Imports) report(pos diag.Pos, severity diag.Severity, code, help, format string, args ...any) {
	m.List.Add(diag.Finding{Pos: pos, Severity: severity, Code: code, Message: fmt.Sprintf(format, args...), Help: help})
}
