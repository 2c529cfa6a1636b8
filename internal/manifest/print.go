package manifest

import (
	"fmt"
	"strings"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/yaml"
)

// prose returns a reader that stores Markdown; the items of a list are paragraphs.
func prose(to func(m *Manifest) *Prose) func(*decoder, *yaml.Node) {
	return func(d *decoder, n *yaml.Node) {
		var parts []string
		for _, it := range d.list(n) {
			if s, ok := d.scalar(it); ok && s != "" {
				parts = append(parts, s)
			}
		}
		*to(d.m) = Prose{Text: strings.Join(parts, "\n\n"), Pos: n.Pos}
	}
}

// print adds a rule to the stylesheet made from Pandoc's variables.
func (d *decoder) print(format string, args ...any) {
	d.m.Print += fmt.Sprintf(format+"\n", args...)
}

// resourcePath reads a list of folders, or one text with colons between them as on Pandoc's command line.
func (d *decoder) resourcePath(n *yaml.Node) {
	d.m.ResourcePath = nil
	for _, it := range d.list(n) {
		s, ok := d.scalar(it)
		if !ok {
			continue
		}
		for part := range strings.SplitSeq(s, ":") {
			if p, ok := d.path(&yaml.Node{Kind: yaml.Scalar, Pos: it.Pos, Text: part}); ok {
				d.m.ResourcePath = append(d.m.ResourcePath, p)
			}
		}
	}
}

// paperSize reads a size by its LaTeX name: a4, a4paper, letter.
func (d *decoder) paperSize(n *yaml.Node) {
	s, ok := d.scalar(n)
	if !ok {
		return
	}
	w, h, ok := dimen.Paper(strings.TrimSuffix(strings.ToLower(s), "paper"))
	if !ok {
		d.add(n.Pos, diag.Warning, "invalid-value", "“"+s+"” is not a size of paper", "write a4, a5, letter or another size that stylesheets know")
		return
	}
	// The margins grow with the page, so that lines stay readable.
	d.print("@page { size: %s %s; margin: %s %s %s; }", points(w), points(h), points(h/9), points(w/6), points(h/7))
	d.print("@page :left { margin-left: %s; margin-right: %[1]s; }", points(w/6))
}

func points(l dimen.Length) string { return fmt.Sprintf("%dpt", int64(l)/int64(dimen.PT)) }

// geometry reads the margins from the options of LaTeX's package geometry: margin=1in, left, right, inner, outer, top
// and bottom.
func (d *decoder) geometry(n *yaml.Node) {
	sides := map[string]string{}
	for _, it := range d.list(n) {
		s, ok := d.scalar(it)
		if !ok {
			continue
		}
		for part := range strings.SplitSeq(s, ",") {
			key, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			value = strings.TrimSpace(value)
			to, known := geometrySides[strings.TrimSpace(key)]
			if _, ok := length(value); !known || !ok {
				d.add(it.Pos, diag.Warning, "left-out-key", "“"+strings.TrimSpace(part)+"” under “geometry” is left out", "write margins such as “margin=2cm” or “left=3cm”; what else a page needs goes into a stylesheet")
				continue
			}
			for _, side := range to {
				sides[side] = value
			}
		}
	}
	for _, side := range []string{"top", "bottom"} {
		if v := sides[side]; v != "" {
			d.print("@page { margin-%s: %s; }", side, v)
		}
	}
	for _, p := range [][3]string{{":right", "left", "left"}, {":right", "right", "right"}, {":left", "left", "right"}, {":left", "right", "left"}} {
		if v := sides[p[2]]; v != "" { // left and right are those of a right-hand page; inner and outer alternate
			if p[0] == ":left" && sides["one-sided"] != "" {
				v = sides[p[1]]
			}
			d.print("@page%s { margin-%s: %s; }", p[0], p[1], v)
		}
	}
}

// geometrySides are the margins of a right-hand page that the keys of geometry set.
var geometrySides = map[string][]string{
	"margin": {"left", "right", "top", "bottom"}, "hmargin": {"left", "right"}, "vmargin": {"top", "bottom"},
	"left": {"left", "one-sided"}, "lmargin": {"left", "one-sided"}, "right": {"right", "one-sided"}, "rmargin": {"right", "one-sided"},
	"inner": {"left"}, "outer": {"right"}, "top": {"top"}, "tmargin": {"top"}, "bottom": {"bottom"}, "bmargin": {"bottom"},
}

// fontSize reads the size of the text. The line height changes in proportion.
func (d *decoder) fontSize(n *yaml.Node) {
	s, ok := d.scalar(n)
	if !ok {
		return
	}
	l, ok := length(s)
	if !ok || l < 4*dimen.PT || l > 72*dimen.PT {
		d.add(n.Pos, diag.Warning, "invalid-value", "“"+s+"” is not a size of type", "write a length such as 11pt")
		return
	}
	leading := fmt.Sprintf("%d.%02dpt", int64(l)*135/100/int64(dimen.PT), int64(l)*135/int64(dimen.PT)%100)
	d.print("html { font-size: %s; line-height: %s; -quire-baseline-grid: %[2]s; }", s, leading)
}

// fontFamily reads the name of a font for the elements of a selector.
func (d *decoder) fontFamily(n *yaml.Node, selector string) {
	s, ok := d.scalar(n)
	if !ok || s == "" {
		return
	}
	if strings.ContainsAny(s, "\"\\\n{}") {
		d.add(n.Pos, diag.Warning, "invalid-value", "“"+s+"” is not the name of a font", "write the name of its family")
		return
	}
	generic := "serif"
	if selector != "html" {
		generic = "monospace"
	}
	d.m.Families = append(d.m.Families, Key{Key: s, Pos: n.Pos})
	d.print("%s { font-family: \"%s\", %s; }", selector, s, generic)
}
