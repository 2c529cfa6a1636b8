package style

import (
	"slices"
	"strconv"
	"strings"

	"quire/internal/diag"
)

// FontFace is an @font-face rule (css-fonts-4, §4): a face that the sheets name by its family.
type FontFace struct {
	Pos    diag.Pos
	Family string
	Src    []FontSource // in the order of preference; never empty
	// Weight is the range of weights that the face serves, from the least to the greatest; one weight is twice the same.
	Weight [2]int
	Italic bool
	// Ranges are the characters for which the face is to be used, from the first to the last of each; nil for all.
	Ranges [][2]rune
	// Features are OpenType features that are on wherever the face is used; those of the text come after them.
	Features []Feature
}

// FontSource says where a face is found: in a file of the book or among the fonts that the tool brings.
type FontSource struct {
	Pos    diag.Pos
	Path   string // from the book's root; "" for a local one
	Format string // as the sheet says, in lower case: truetype, opentype, woff, woff2; "" where it does not
	Local  string // the full or PostScript name of a face; "" for one of the book's
}

// FontFaces gives the faces that the sheets declare, in their order. The last of several that are alike counts.
func (sh *Sheet) FontFaces() []FontFace { return sh.faces }

// fontDescriptors are the descriptors that are known in @font-face.
var fontDescriptors = []string{
	"font-family", "src", "font-weight", "font-style", "unicode-range", "font-feature-settings", "font-display", "font-stretch",
}

// descriptor is a declaration of an at-rule that is not a property.
type descriptor struct {
	name  string
	value []token
	pos   diag.Pos
}

// descriptors reads the block of an at-rule that holds descriptors.
func (p *parser) descriptors(body *token, at string, known []string) (out []descriptor) {
	ts := body.args
	for i := 0; i < len(ts); i++ {
		from := i
		for i < len(ts) && ts[i].kind != semicolon {
			i++
		}
		d := trim(ts[from:i])
		if len(d) == 0 {
			continue
		}
		rest := trim(d[1:])
		if d[0].kind != ident || len(rest) == 0 || rest[0].kind != colon {
			p.warn(d[0].pos, "css-syntax", "a declaration is written “name: value;”", "this is no declaration")
			continue
		}
		name := strings.ToLower(d[0].text)
		if !slices.Contains(known, name) {
			help := "known are " + strings.Join(known, ", ")
			if near := diag.Nearest(name, known); near != "" {
				help = "did you mean “" + near + "”?"
			}
			p.warn(d[0].pos, "unknown-property", help, "“%s” is not known in @%s", name, at)
			continue
		}
		value := trim(rest[1:])
		if len(value) == 0 {
			p.warn(d[0].pos, "bad-value", "", "“%s” has no value", name)
			continue
		}
		out = append(out, descriptor{name, value, d[0].pos})
	}
	return out
}

func (p *parser) fontFace(t, body *token) {
	f := FontFace{Pos: t.pos, Weight: [2]int{400, 400}}
	bad, srcBad := false, false
	for _, d := range p.descriptors(body, "font-face", fontDescriptors) {
		ok := false
		switch w := words(d.value); d.name {
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
				continue // it has said what is wrong
			}
		case "font-weight":
			f.Weight, ok = weightRange(w)
		case "font-style":
			f.Italic = len(w) > 0 && (w[0].is("italic") || w[0].is("oblique"))
			ok = f.Italic || len(w) == 1 && w[0].is("normal")
		case "unicode-range":
			f.Ranges, ok = unicodeRanges(d.value)
		case "font-feature-settings":
			f.Features, ok = featureSettings(d.value)
		case "font-display": // a matter of loading, which print has none of
			ok = len(w) == 1 && w[0].kind == ident
		case "font-stretch":
			ok = len(w) == 1 && w[0].is("normal") || len(w) > 0 && w[0].kind == percentage
		}
		if !ok {
			bad = true
			p.bad(&declaration{name: d.name, value: d.value, pos: d.pos})
		}
	}
	switch {
	case bad || srcBad:
	case f.Family == "":
		p.warn(t.pos, "bad-value", "add “font-family: \"Name\";”", "this @font-face names no family")
	case len(f.Src) == 0:
		p.warn(t.pos, "bad-value", "add “src: url(\"fonts/Name.ttf\");”", "this @font-face has no src")
	default:
		p.sheet.faces = append(p.sheet.faces, f)
	}
}

func (p *parser) fontSources(v []token) (out []FontSource, ok bool) {
	for _, part := range split(v) {
		w := words(part)
		if len(w) == 0 {
			p.bad(&declaration{name: "src", value: v})
			return nil, false
		}
		s := FontSource{Pos: w[0].pos}
		target := &w[0]
		if target.kind == function && target.text == "url" && len(trim(target.args)) == 1 && trim(target.args)[0].kind == str {
			target = &trim(target.args)[0]
		}
		good := true
		switch {
		case w[0].kind == function && w[0].text == "local":
			names, one := families(trim(w[0].args))
			good = one && len(names) == 1 && len(w) == 1
			if good {
				s.Local = names[0]
			}
		case target.kind == url || target.kind == str && w[0].kind == function:
			if s.Path, ok = p.resolve(target); !ok {
				return nil, false
			}
			for i := range w[1:] {
				arg := &w[i+1]
				a := words(arg.args)
				switch {
				case arg.kind == function && arg.text == "format" && len(a) == 1 && (a[0].kind == str || a[0].kind == ident):
					s.Format = strings.ToLower(a[0].text)
				case arg.kind == function && arg.text == "tech":
				default:
					good = false
				}
			}
		default:
			good = false
		}
		if !good {
			p.bad(&declaration{name: "src", value: part})
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

func weightRange(w []token) (out [2]int, ok bool) {
	if len(w) == 0 || len(w) > 2 {
		return out, false
	}
	for i := range w {
		n, good := integer(&w[i])
		switch {
		case w[i].is("normal"):
			n = 400
		case w[i].is("bold"):
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

// unicodeRanges reads U+26, U+0-7F and U+4?? (css-syntax-3, §7). The tokeniser knows no such token and cuts them in many
// ways, so that the text is read by itself.
func unicodeRanges(v []token) (out [][2]rune, ok bool) {
	for _, part := range split(v) {
		s := strings.ToLower(text(part))
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
