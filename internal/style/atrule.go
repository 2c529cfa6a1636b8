package style

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"quire/internal/diag"
)

// atRules are those that stand at the outermost level of a sheet or in @media.
var atRules = []string{"charset", "counter-style", "font-face", "import", "media", "page", "supports"}

// atRule reads an at-rule other than @import.
func (p *parser) atRule(t *token, prelude []token, body *token) {
	switch t.text {
	case "charset": // the text is UTF-8 whatever it says
		return
	case "namespace":
		p.warn(t.pos, "unknown-at-rule", "take it out: the elements of a book are in no namespace", "“@namespace” does nothing here")
		return
	}
	if !slices.Contains(atRules, t.text) {
		help := "the rule is left out"
		if near := diag.Nearest(t.text, atRules); near != "" {
			help = "did you mean “@" + near + "”?"
		}
		p.warn(t.pos, "unknown-at-rule", help, "“@%s” is not known", t.text)
		return
	}
	if body == nil {
		p.warn(t.pos, "css-syntax", "", "@%s without a block {…}", t.text)
		return
	}
	switch t.text {
	case "page":
		p.pageRule(prelude, body)
	case "media":
		if p.media(t, prelude) {
			p.rules(body.args, false)
		}
	case "supports":
		if p.supports(t, prelude) {
			p.rules(body.args, false)
		}
	case "font-face":
		p.fontFace(t, body)
	case "counter-style":
		p.counterStyleRule(t, prelude, body)
	}
}

// importRule reads @import (css-cascade-4, §2): the sheet that it names stands in its place.
func (p *parser) importRule(t *token, prelude []token, head bool) {
	var target *token
	if len(prelude) > 0 {
		target = &prelude[0]
	}
	switch {
	case target != nil && (target.kind == str || target.kind == url):
	case target != nil && target.kind == function && target.text == "url" && len(trim(target.args)) == 1 && trim(target.args)[0].kind == str:
		target = &trim(target.args)[0]
	default:
		p.warn(t.pos, "css-syntax", "write @import \"sheet.css\";", "@import names no sheet")
		return
	}
	if !head {
		p.warn(t.pos, "css-syntax", "move it to the head of the sheet", "@import stands after other rules and does nothing there")
		return
	}
	rest := trim(prelude[1:])
	if len(rest) > 0 && rest[0].kind == function && rest[0].text == "supports" {
		if !p.supports(t, []token{{kind: paren, args: rest[0].args, pos: rest[0].pos}}) {
			return
		}
		rest = trim(rest[1:])
	}
	if len(rest) > 0 && !p.media(t, rest) {
		return
	}
	name, ok := p.resolve(target)
	if !ok {
		return
	}
	next := Source{Name: name, Default: p.src.Default, Own: p.src.Own, Book: p.src.Book, Library: p.src.Library}
	err := fs.ErrNotExist
	if next.Book != nil {
		next.Text, err = fs.ReadFile(next.Book, name)
	}
	if bare := target.text; errors.Is(err, fs.ErrNotExist) && next.Library != nil && !strings.Contains(bare, "/") {
		if data, err2 := fs.ReadFile(next.Library, bare); err2 == nil {
			next = Source{Name: bare, Text: data, Default: p.src.Default, Library: p.src.Library}
			err = nil
		}
	}
	switch {
	case err == nil && slices.Contains(p.imports, next.Name):
		p.warn(target.pos, "import-cycle", "take one of them out", "“%s” imports itself: %s", next.Name, strings.Join(append(slices.Clone(p.imports), next.Name), ", then "))
	case err == nil:
		p.source(next)
	case errors.Is(err, diag.ErrOutsideRoot):
		p.outside(target)
	case errors.Is(err, fs.ErrNotExist):
		p.list.Add(diag.Finding{
			Pos: target.pos, Severity: diag.Error, Code: "missing-style", Message: "there is no stylesheet “" + name + "”",
			Help: "paths are taken from the folder of the sheet that names them",
		})
	default:
		p.list.Add(diag.Finding{
			Pos: target.pos, Severity: diag.Error, Code: "missing-style", Message: "the stylesheet “" + name + "” can't be read: " + err.Error(),
		})
	}
}

// resolve gives the path from the root of what a url() or a string names, sought from the folder of the sheet at hand.
func (p *parser) resolve(t *token) (name string, ok bool) {
	ref := t.text
	scheme, _, has := strings.Cut(ref, ":")
	switch {
	case ref == "":
		p.warn(t.pos, "css-syntax", "", "this address is empty")
		return "", false
	case strings.HasPrefix(ref, "//"), has && len(scheme) > 1 && !strings.ContainsAny(scheme, "/."):
		p.list.Add(diag.Finding{
			Pos: t.pos, Severity: diag.Error, Code: "remote-style", Message: "“" + ref + "” is not a file of the book",
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

func (p *parser) outside(t *token) {
	p.list.Add(diag.Finding{
		Pos: t.pos, Severity: diag.Error, Code: "path-outside-root", Message: "“" + t.text + "” leads outside the book's root folder",
		Help: "copy the file into the book and name it by its path from the folder of this sheet",
	})
}
