package style

import (
	"slices"
	"strconv"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
)

// FontFace is an @font-face rule (css-fonts-4, §4).
type FontFace struct {
	Pos    diag.Pos
	Family string
	Src    []FontSource // in the order of preference; never empty
	// Weight is the range of weights of the face; for a single weight both are the same.
	Weight [2]int
	Italic bool
	// Ranges are the characters for which the face is used, as first and last; nil for all.
	Ranges [][2]rune
	// Features are OpenType features that are on wherever the face is used; those of the text are added after them.
	Features []Feature
}

// FontSource is the source of a face: a file of the book, or a built-in font.
type FontSource struct {
	Pos    diag.Pos
	Path   string // from the book's root; "" for a local one
	Format string // as in the sheet, in lower case: truetype, opentype, woff, woff2; "" if it has none
	Local  string // the full or PostScript name of a face; "" for a file of the book
}

// FontFaces gives the faces that the sheets declare, in order. If several have the same descriptors, the last one
// counts.
func (sh *Sheet) FontFaces() []FontFace { return sh.faces }

// NamedFamilies is a value of font-family in a sheet of the book.
type NamedFamilies struct {
	Pos   diag.Pos
	Names []string
}

// FontFamilies gives the values of font-family in the book's own sheets, in order. Values with var() and the keywords of all
// properties are left out.
func (sh *Sheet) FontFamilies() (out []NamedFamilies) {
	add := func(decls []declaration) {
		for _, d := range decls {
			if d.name != "font-family" || d.vars || isWideKeyword(d.value) {
				continue
			}
			if names, ok := families(d.value); ok {
				out = append(out, NamedFamilies{d.pos, names})
			}
		}
	}
	for i := range sh.rules {
		if r := &sh.rules[i]; r.fromBook {
			add(r.decls)
		}
	}
	for i := range sh.pages {
		if r := &sh.pages[i]; r.fromBook {
			add(r.decls)
			for _, box := range r.boxes {
				add(box)
			}
			add(r.notes)
		}
	}
	slices.SortStableFunc(out, func(a, b NamedFamilies) int { return comparePos(a.Pos, b.Pos) })
	return slices.CompactFunc(out, func(a, b NamedFamilies) bool { return a.Pos == b.Pos })
}

// fontDescriptors are the known descriptors of @font-face.
var fontDescriptors = []string{
	"font-family", "src", "font-weight", "font-style", "unicode-range", "font-feature-settings", "font-display", "font-stretch",
}

// descriptor is a declaration of an at-rule that is not a property.
type descriptor struct {
	name  string
	value []css.Token
	pos   diag.Pos
}

// descriptors reads the block of an at-rule that holds descriptors.
func (p *parser) descriptors(r *css.Rule, known []string) (out []descriptor) {
	list, _ := css.Declarations(r.Block.Args, false)
	for _, d := range list {
		switch {
		case d.Name == "":
			p.warn(d.Pos, "css-syntax", "a declaration is written “name: value;”", "this is no declaration")
		case !slices.Contains(known, d.Name):
			help := "known are " + strings.Join(known, ", ")
			if near := diag.Nearest(d.Name, known); near != "" {
				help = "did you mean “" + near + "”?"
			}
			p.warn(d.Pos, "unknown-property", help, "“%s” is not known in @%s", d.Name, r.At)
		case len(d.Value) == 0:
			p.warn(d.Pos, "bad-value", "", "“%s” has no value", d.Name)
		case d.Important:
			p.warn(d.Pos, "bad-value", "take “!important” out", "“%s” can't be important in @%s", d.Name, r.At)
		default:
			out = append(out, descriptor{d.Name, d.Value, d.Pos})
		}
	}
	return out
}

func (p *parser) fontFace(r *css.Rule) {
	f := FontFace{Pos: r.Pos, Weight: [2]int{400, 400}}
	bad, srcBad := false, false
	for _, d := range p.descriptors(r, fontDescriptors) {
		ok := false
		switch w := css.Words(d.value); d.name {
		case "font-family":
			var names []string
			if names, ok = families(d.value); ok && len(names) == 1 {
				f.Family = names[0]
			} else {
				ok = false
			}
		case "src":
			f.Src, ok = p.fontSources(d.value)
			srcBad = !ok
			if srcBad {
				continue // already reported
			}
		case "font-weight":
			f.Weight, ok = weightRange(w)
		case "font-style":
			f.Italic = len(w) > 0 && (w[0].Is("italic") || w[0].Is("oblique"))
			ok = f.Italic || len(w) == 1 && w[0].Is("normal")
		case "unicode-range":
			f.Ranges, ok = unicodeRanges(d.value)
		case "font-feature-settings":
			f.Features, ok = featureSettings(d.value)
		case "font-display": // about loading, which print does not do
			ok = len(w) == 1 && w[0].Kind == css.Ident
		case "font-stretch":
			ok = len(w) == 1 && w[0].Is("normal") || len(w) > 0 && w[0].Kind == css.Percentage
		}
		if !ok {
			bad = true
			p.badValue(&declaration{name: d.name, value: d.value, pos: d.pos})
		}
	}
	switch {
	case bad || srcBad:
	case f.Family == "":
		p.warn(r.Pos, "bad-value", "add “font-family: \"Name\";”", "this @font-face names no family")
	case len(f.Src) == 0:
		p.warn(r.Pos, "bad-value", "add “src: url(\"fonts/Name.ttf\");”", "this @font-face has no src")
	default:
		p.sheet.faces = append(p.sheet.faces, f)
	}
}

// fontSources reads src; ok is false if a part of it is bad, which is reported.
func (p *parser) fontSources(v []css.Token) (out []FontSource, ok bool) {
	for _, part := range css.Split(v) {
		w := css.Words(part)
		if len(w) == 0 {
			p.badValue(&declaration{name: "src", value: v})
			return nil, false
		}
		s, good := FontSource{Pos: w[0].Pos}, false
		switch {
		case w[0].Kind == css.Function && w[0].Text == "local":
			names, ok := families(css.Trim(w[0].Args))
			if good = ok && len(names) == 1 && len(w) == 1; good {
				s.Local = names[0]
			}
		case w[0].Kind == css.URL:
			if s.Path, _, ok = p.imports.Address(&w[0]); !ok {
				return nil, false
			}
			s.Format, good = fontFormat(w[1:])
		}
		if !good {
			p.badValue(&declaration{name: "src", value: part})
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

// fontFormat reads what may follow the address of a font: format() and tech(). tech() is ignored.
func fontFormat(w []css.Token) (format string, ok bool) {
	for i := range w {
		a := css.Words(w[i].Args)
		switch {
		case w[i].Kind == css.Function && w[i].Text == "format" && len(a) == 1 && (a[0].Kind == css.String || a[0].Kind == css.Ident):
			format = strings.ToLower(a[0].Text)
		case w[i].Kind == css.Function && w[i].Text == "tech":
		default:
			return "", false
		}
	}
	return format, true
}

func weightRange(w []css.Token) (out [2]int, ok bool) {
	if len(w) == 0 || len(w) > 2 {
		return out, false
	}
	for i := range w {
		n, good := integer(&w[i])
		switch {
		case w[i].Is("normal"):
			n = 400
		case w[i].Is("bold"):
			n = 700
		case !good || n < 1 || n > 1000:
			return out, false
		}
		out[i], out[1] = n, n
	}
	if out[0] > out[1] {
		out[0], out[1] = out[1], out[0]
	}
	return out, true
}

// unicodeRanges reads U+26, U+0-7F and U+4?? (css-syntax-3, §7). The tokeniser has no such token and splits these in
// various ways, so their source text is read.
func unicodeRanges(v []css.Token) (out [][2]rune, ok bool) {
	for _, part := range css.Split(v) {
		s := strings.ToLower(css.Text(part))
		if !strings.HasPrefix(s, "u+") || len(s) > 15 {
			return nil, false
		}
		from, to, dash := strings.Cut(s[2:], "-")
		if !dash {
			to = strings.ReplaceAll(from, "?", "f")
			from = strings.ReplaceAll(from, "?", "0")
		}
		a, err1 := strconv.ParseUint(from, 16, 32)
		b, err2 := strconv.ParseUint(to, 16, 32)
		if err1 != nil || err2 != nil || a > b || b > 0x10FFFF || len(from) > 6 || len(to) > 6 {
			return nil, false
		}
		out = append(out, [2]rune{rune(a), rune(b)})
	}
	return out, true
}
