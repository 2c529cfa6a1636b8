package manifest

import (
	"crypto/sha1" // UUIDs of version 5 are defined by it; nothing is secret here
	"fmt"
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"quire/internal/diag"
	"quire/internal/doc"
)

// finish fills in the defaults and checks what only the whole can show. name is that of the outputs where neither a
// name nor a title is given.
func (d *decoder) finish(name string) {
	d.inherit()
	d.checkEditions()
	m := d.m
	if m.Meta.Description == "" {
		m.Meta.Description = strings.Join(strings.Fields(m.Abstract.Text), " ")
	}
	if !d.given["contents-depth"] && !d.given["toc-depth"] || m.Meta.ContentsDepth < 0 {
		m.Meta.ContentsDepth = 2
	}
	if m.Meta.Name == "" {
		m.Meta.Name = name
		if !d.pandoc {
			if s := slug(m.Meta.Title); s != "" {
				m.Meta.Name = s
			}
		}
	}
	at := diag.Pos{File: d.file, Line: 1, Col: 1}
	if m.Meta.Title == "" {
		m.Meta.Title = d.heading
	}
	if m.Meta.Title == "" {
		if !d.unread && !d.plain && !d.given["title"] {
			d.add(at, diag.Warning, "missing-key", "the book has no title", "add “title: …”")
		}
		m.Meta.Title, m.Meta.Untitled = m.Meta.Name, true
	}
	if m.Meta.Lang == "" {
		if !d.unread && !d.plain && !d.given["lang"] {
			d.add(at, diag.Warning, "missing-key", "the book's language is not given, and is taken for English", "add “lang: en-GB”, or whatever it is")
		}
		m.Meta.Lang, m.Meta.LangAssumed = "en", true
	}
	switch {
	case m.Meta.Identifier != "":
	case m.Meta.ISBN != "":
		m.Meta.Identifier = "urn:isbn:" + m.Meta.ISBN
	default:
		m.Meta.Identifier = stableIdentifier(m.Meta)
	}
	m.Contents = d.within(m.Contents)
	m.Notes = d.within(m.Notes)
	m.Bibliography = d.within(m.Bibliography)
	m.CSS = d.within(m.CSS)
	m.ResourcePath = d.within(m.ResourcePath)
	for _, p := range [...]*Path{&m.CSL, &m.CSLStyles, &m.CSLLocales} {
		if p.Path != "" && len(d.within([]Path{*p})) == 0 {
			*p = Path{}
		}
	}
	for i := range m.Editions {
		m.Editions[i].Styles = d.within(m.Editions[i].Styles)
	}
	if m.Meta.Cover != "" && len(d.within([]Path{{m.Meta.Cover, d.coverPos}})) == 0 {
		m.Meta.Cover = ""
	}
	m.Meta.CoverPos = d.coverPos
	if m.Meta.Cover != "" && m.Meta.CoverAlt == "" {
		m.Meta.CoverAlt = m.Meta.Title
	}
}

// within leaves out, with a finding, the paths that leave the root. It looks at the words only; a link in the file
// system is for the reader of the files to follow.
func (d *decoder) within(ps []Path) []Path {
	var out []Path
	for _, p := range ps {
		if inside(d.m.Root, p.Path) {
			out = append(out, p)
			continue
		}
		help := "copy the file into the book's folder"
		if d.m.Root == "." && strings.HasPrefix(p.Path, "..") {
			help += ", or widen it with “root: ..”"
		}
		d.add(p.Pos, diag.Error, "path-outside-root", "the path “"+p.Path+"” leads out of the book's root", help)
	}
	return out
}

// inside reports whether a clean path is within root, both relative to the same folder.
func inside(root, p string) bool {
	if path.IsAbs(p) {
		return false
	}
	up := func(s string) (n int, rest string) {
		for s == ".." || strings.HasPrefix(s, "../") {
			n++
			s = strings.TrimPrefix(strings.TrimPrefix(s, ".."), "/")
		}
		return n, s
	}
	ru, rrest := up(root)
	pu, prest := up(p)
	if rrest == "." {
		rrest = ""
	}
	if rrest == "" {
		return pu <= ru
	}
	return pu == ru && (prest == rrest || strings.HasPrefix(prest, rrest+"/"))
}

// slug makes a file name of a title: lower-case letters and digits of any script, without accents, and hyphens.
func slug(title string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(title) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == '\'':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return norm.NFC.String(b.String())
}

// namespaceURL is the name space of URLs of RFC 9562, section 6.6.
var namespaceURL = [16]byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}

// stableIdentifier makes a UUID of version 5 (RFC 9562, section 5.5) from name, title and creators, so that the same
// book has the same identifier on every machine and in every build.
func stableIdentifier(meta doc.Meta) string {
	h := sha1.New()
	h.Write(namespaceURL[:])
	fmt.Fprintf(h, "quire:%q:%q", meta.Name, meta.Title)
	for _, p := range meta.Creators {
		fmt.Fprintf(h, ":%q:%q", p.Name, p.Role)
	}
	u := h.Sum(nil)[:16]
	u[6] = u[6]&0x0f | 0x50
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
