package style

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
)

// atRules are those at the top level of a sheet or in @media.
var atRules = []string{"charset", "counter-style", "font-face", "import", "media", "page", "supports"}

// atRule reads an at-rule other than @import.
func (p *parser) atRule(r *css.Rule) {
	switch r.At {
	case "charset": // the text is always UTF-8
		return
	case "namespace":
		p.warn(r.Pos, "unknown-at-rule", "take it out: the elements of a book are in no namespace", "“@namespace” does nothing here")
		return
	}
	if !slices.Contains(atRules, r.At) {
		help := "the rule is left out"
		if near := diag.Nearest(r.At, atRules); near != "" {
			help = "did you mean “@" + near + "”?"
		}
		p.warn(r.Pos, "unknown-at-rule", help, "“@%s” is not known", r.At)
		return
	}
	if r.Block == nil {
		p.warn(r.Pos, "css-syntax", "", "@%s without a block {…}", r.At)
		return
	}
	switch r.At {
	case "page":
		p.pageRule(r)
	case "media":
		if p.media(r.Pos, r.Prelude) {
			p.rules(r.Block.Args, false)
		}
	case "supports":
		if p.supports(r.Pos, r.Prelude) {
			p.rules(r.Block.Args, false)
		}
	case "font-face":
		p.fontFace(r)
	case "counter-style":
		p.counterStyleRule(r)
	}
}

// maxImports limits the number of imported sheets, as sheets that each import two others multiply.
const maxImports = 256

// importRule reads @import (css-cascade-4, §2): the named sheet is inserted. head says that no other rule comes before
// it.
func (p *parser) importRule(r *css.Rule, head bool) {
	switch {
	case len(r.Prelude) == 0 || r.Prelude[0].Kind != css.String && r.Prelude[0].Kind != css.URL:
		p.warn(r.Pos, "css-syntax", "write @import \"sheet.css\";", "@import names no sheet")
		return
	case !head:
		p.warn(r.Pos, "css-syntax", "move it to the head of the sheet", "@import stands after other rules and does nothing there")
		return
	}
	target, rest := &r.Prelude[0], css.Trim(r.Prelude[1:])
	if len(rest) > 0 && rest[0].Kind == css.Function && rest[0].Text == "supports" {
		if !p.supports(r.Pos, []css.Token{{Kind: css.Paren, Args: rest[0].Args, Pos: rest[0].Pos}}) {
			return
		}
		rest = css.Trim(rest[1:])
	}
	if len(rest) > 0 && !p.media(r.Pos, rest) {
		return
	}
	name, ok := p.resolve(target)
	if !ok {
		return
	}
	if p.imported++; p.imported > maxImports {
		if p.imported == maxImports+1 {
			p.warn(target.Pos, "css-syntax", "import each sheet once; this @import and those after it are left out", "more than %d sheets are imported", maxImports)
		}
		return
	}
	p.importSheet(target, name)
}

// importSheet reads a sheet from the book or from the library.
func (p *parser) importSheet(target *css.Token, name string) {
	next := Source{Name: name, Default: p.src.Default, Own: p.src.Own, Book: p.src.Book, Library: p.src.Library}
	err := fs.ErrNotExist
	if next.Book != nil {
		next.Text, err = fs.ReadFile(next.Book, name)
	}
	if bare := target.Text; errors.Is(err, fs.ErrNotExist) && next.Library != nil && !strings.Contains(bare, "/") {
		if data, err2 := fs.ReadFile(next.Library, bare); err2 == nil {
			next = Source{Name: bare, Text: data, Default: p.src.Default, Library: p.src.Library}
			err = nil
		}
	}
	switch {
	case err == nil && slices.Contains(p.imports, next.Name):
		p.warn(target.Pos, "import-cycle", "take one of them out", "“%s” imports itself: %s", next.Name, strings.Join(append(slices.Clone(p.imports), next.Name), ", then "))
	case err == nil:
		p.source(next)
	case errors.Is(err, diag.ErrOutsideRoot):
		p.outside(target)
	case errors.Is(err, fs.ErrNotExist):
		p.list.Add(diag.Finding{
			Pos: target.Pos, Severity: diag.Error, Code: "missing-style", Message: "there is no stylesheet “" + name + "”",
			Help: "paths are taken from the folder of the sheet that names them",
		})
	default:
		p.list.Add(diag.Finding{
			Pos: target.Pos, Severity: diag.Error, Code: "missing-style", Message: "the stylesheet “" + name + "” can't be read: " + err.Error(),
		})
	}
}

// resolve gives the path from the root of a url() or a string, which is relative to the folder of the current sheet.
func (p *parser) resolve(t *css.Token) (name string, ok bool) {
	ref := t.Text
	scheme, _, has := strings.Cut(ref, ":")
	switch {
	case ref == "":
		p.warn(t.Pos, "css-syntax", "", "this address is empty")
		return "", false
	case strings.HasPrefix(ref, "//"), has && len(scheme) > 1 && !strings.ContainsAny(scheme, "/."):
		p.list.Add(diag.Finding{
			Pos: t.Pos, Severity: diag.Warning, Code: "remote-style", Message: "“" + ref + "” is not a file of the book",
			Help: "save it beside the book and name it by its path: nothing is read from the network",
		})
		return "", false
	}
	ref, _, _ = strings.Cut(ref, "#")
	ref, _, _ = strings.Cut(ref, "?")
	name = path.Join(path.Dir(p.src.Name), ref)
	if path.IsAbs(ref) || !fs.ValidPath(name) {
		p.outside(t)
		return "", false
	}
	return name, true
}

func (p *parser) outside(t *css.Token) {
	p.list.Add(diag.Finding{
		Pos: t.Pos, Severity: diag.Error, Code: "path-outside-root", Message: "“" + t.Text + "” leads outside the book's root folder",
		Help: "copy the file into the book and name it by its path from the folder of this sheet",
	})
}
