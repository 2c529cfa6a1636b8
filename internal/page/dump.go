package page

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Dump writes Pages as text, one line for each item, for goldens and `quire dump pages`. Lengths are in points, with at most
// four decimals.
func Dump(w io.Writer, p *Pages) error {
	d := dumper{w: bufio.NewWriter(w), tags: map[*Tag]int{}}
	d.number(p.Root)
	for i, pg := range p.Pages {
		d.page(i, pg)
	}
	d.f("labels")
	for _, l := range p.Labels {
		d.f(" %d:%s%s/%d", l.First, l.Prefix, l.Style, l.Start)
	}
	d.f("\n")
	d.outline(p.Outline, 0)
	for _, x := range p.Dests {
		d.f("dest %s page %d at %s %s\n", x.Name, x.Page, x.X, x.Y)
	}
	d.tree(p.Root, 0)
	return d.w.Flush()
}

type dumper struct {
	w    *bufio.Writer
	tags map[*Tag]int
}

func (d *dumper) f(format string, args ...any) { fmt.Fprintf(d.w, format, args...) }

func (d *dumper) number(t *Tag) {
	if t == nil {
		return
	}
	d.tags[t] = len(d.tags) + 1
	for _, c := range t.Children {
		d.number(c)
	}
}

func (d *dumper) page(i int, p *Page) {
	d.f("page %d %q %s × %s", i, p.Label, p.Width, p.Height)
	if p.Name != "" {
		d.f(" %s", p.Name)
	}
	if p.Rotate != 0 {
		d.f(" rotate %d", p.Rotate)
	}
	if !p.Bleed.Empty() {
		d.f(" trim %s bleed %s", p.Trim, p.Bleed)
	}
	d.f("\n")
	for _, pt := range p.Parts {
		d.f("  part %d: %d items, %d links\n", pt.Read, pt.Items, pt.Links)
	}
	for _, it := range p.Items {
		switch it := it.(type) {
		case *Run:
			d.f("  %s %s %s/%s %q", it.X, it.Y, it.Face.Name(), it.Size, it.Text)
			if it.HScale != 0 {
				d.f(" scale %d", it.HScale)
			}
			if it.Color != (Color{}) {
				d.f(" %s", it.Color)
			}
			d.mark(it.Mark)
			if it.Source.Node != 0 {
				d.f(" @%d+%d", it.Source.Node, it.Source.Offset)
			}
		case *Rule:
			d.f("  rule %s", it.Rect)
			if it.Color != (Color{}) {
				d.f(" %s", it.Color)
			}
			d.mark(it.Mark)
		case *Picture:
			d.f("  picture %s %s", it.Rect, it.Image.Name)
			d.mark(it.Mark)
		}
		d.f("\n")
	}
	for _, l := range p.Links {
		d.f("  link %s%s %q", l.URI, l.Dest, l.Contents)
		for _, r := range l.Rects {
			d.f(" %s", r)
		}
		d.f("\n")
	}
}

func (r Rect) String() string { return fmt.Sprintf("[%s %s %s %s]", r.X, r.Y, r.W, r.H) }

func (c Color) String() string {
	switch c.Space {
	case RGB:
		return fmt.Sprintf("rgb(%d %d %d)", c.C[0], c.C[1], c.C[2])
	case CMYK:
		return fmt.Sprintf("cmyk(%d %d %d %d)", c.C[0], c.C[1], c.C[2], c.C[3])
	}
	return fmt.Sprintf("gray(%d)", c.C[0])
}

func (d *dumper) mark(m Mark) {
	if m.Tag != nil {
		d.f(" #%d", d.tags[m.Tag])
	} else {
		d.f(" artifact %s", m.Artifact)
	}
}

func (d *dumper) outline(items []*OutlineItem, depth int) {
	for _, it := range items {
		d.f("outline %s%q → %s\n", strings.Repeat("  ", depth), it.Title, it.Dest)
		d.outline(it.Children, depth+1)
	}
}

func (d *dumper) tree(t *Tag, depth int) {
	if t == nil {
		return
	}
	d.f("tag %s%d %s", strings.Repeat("  ", depth), d.tags[t], t.Role)
	for _, kv := range [][2]string{{"id", t.ID}, {"lang", t.Lang}, {"alt", t.Alt}, {"actual", t.ActualText}, {"title", t.Title}, {"scope", t.Scope}, {"numbering", t.ListNumbering}} {
		if kv[1] != "" {
			d.f(" %s=%q", kv[0], kv[1])
		}
	}
	d.f("\n")
	for _, c := range t.Children {
		d.tree(c, depth+1)
	}
}
