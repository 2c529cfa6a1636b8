package websheet

import (
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
)

// declarations writes the declarations of a style rule that can be used.
func (r *reader) declarations(ts []css.Token) {
	if slices.ContainsFunc(ts, func(t css.Token) bool { return t.Kind == css.Brace }) { // rules within the rule (css-nesting-1)
		if s, ok := r.value(ts); ok {
			r.print(s)
		}
		return
	}
	list, _ := css.Declarations(ts, false)
	for _, d := range list {
		if d.Name == "" {
			r.warn(d.Pos, "css-syntax", "a declaration is written “name: value;”", "this is no declaration")
			continue
		}
		if !r.known(&d) {
			continue
		}
		if value, ok := r.value(d.Value); ok {
			r.declare(d, value)
		}
	}
}

func (r *reader) declare(d css.Declaration, value string) {
	if d.Important {
		value += " !important"
	}
	r.print(d.Name + ": " + value + "; ")
}

// known reports whether a declaration has a property that CSS knows, and that may be in the sheet.
func (r *reader) known(d *css.Declaration) bool {
	switch {
	case css.IsCustom(d.Name):
		return true
	case len(d.Value) == 0:
		r.warn(d.Pos, "bad-value", "", "“%s” has no value", d.Name)
		return false
	case r.opts.EPUB && (d.Name == "direction" || d.Name == "unicode-bidi"):
		r.warn(d.Pos, "epub-property", "say the direction in the text: lang=ar, or dir=rtl", "“%s” is not allowed in an EPUB; it is left out", d.Name)
		return false
	case strings.HasPrefix(d.Name, "-"):
		return true
	}
	if _, ok := slices.BinarySearch(properties, d.Name); !ok {
		if !r.unknown[d.Name] {
			r.unknown[d.Name] = true
			help := "it is left out"
			if near := diag.Nearest(d.Name, properties); near != "" {
				help = "did you mean “" + near + "”?"
			}
			r.warn(d.Pos, "unknown-property", help, "“%s” is not known", d.Name)
		}
		return false
	}
	return true
}

// fontFace writes the descriptors of @font-face. Sources that can't be had are left out, and the rule with them if none is left.
func (r *reader) fontFace(ts []css.Token) {
	list, _ := css.Declarations(ts, false)
	start, sources := len(r.out), 0
	r.face = true
	defer func() { r.face = false }()
	for _, d := range list {
		switch {
		case d.Name == "":
			r.warn(d.Pos, "css-syntax", "a declaration is written “name: value;”", "this is no declaration")
		case d.Name == "src":
			var kept []string
			for _, part := range css.Split(d.Value) {
				if value, ok := r.value(part); ok && value != "" {
					kept = append(kept, value)
				}
			}
			if len(kept) > 0 {
				sources++
				r.declare(d, strings.Join(kept, ", "))
			}
		default:
			if value, ok := r.value(d.Value); ok {
				r.declare(d, value)
			}
		}
	}
	if sources == 0 {
		r.out = r.out[:start]
	}
}

// value writes component values with the addresses of files as paths from the root. ok is false if a file can't be had.
func (r *reader) value(ts []css.Token) (s string, ok bool) {
	var b strings.Builder
	if !r.write(&b, ts, false) {
		return "", false
	}
	return strings.TrimSpace(b.String()), true
}

// write writes component values. addresses is set within a function in which a string is an address.
func (r *reader) write(b *strings.Builder, ts []css.Token, addresses bool) bool {
	good := true
	within := func(opening string, t *css.Token, closing string) {
		b.WriteString(opening)
		good = r.write(b, t.Args, t.Text == "image-set" || t.Text == "-webkit-image-set" || t.Text == "src") && good
		b.WriteString(closing)
	}
	for i := range ts {
		t := &ts[i]
		if t.AfterComment && i > 0 && ts[i-1].Kind != css.Space && t.Kind != css.Space {
			b.WriteByte(' ')
		}
		switch {
		case t.Kind == css.URL || t.Kind == css.String && addresses && (i == 0 || ts[i-1].Kind != css.Delim):
			address, ok := r.address(t)
			good = good && ok
			b.WriteString(`url("` + quoted.Replace(address) + `")`)
		case t.Kind == css.String: // an end tag within a style element would end it
			b.WriteString(strings.ReplaceAll(t.Raw, "</", `<\/`))
		case t.Kind == css.Function && t.Text == "format", t.Kind == css.Function && t.Text == "type":
			b.WriteString(t.Raw)
		case t.Kind == css.Function:
			head, _, _ := strings.Cut(t.Raw, "(")
			within(head+"(", t, ")")
		case t.Kind == css.Paren:
			within("(", t, ")")
		case t.Kind == css.Bracket:
			within("[", t, "]")
		case t.Kind == css.Brace:
			within("{", t, "}")
		case t.Kind == css.Space:
			b.WriteByte(' ')
		default:
			b.WriteString(t.Raw)
		}
	}
	return good
}

var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\a `, "<", `\3c `)
