package manifest

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/yaml"
)

// grids are the columns and rows of pages on a side of a sheet. A sheet with more columns than rows is in landscape.
var grids = map[string][2]int{"2-up": {2, 1}, "4-up": {2, 2}, "6-up": {3, 2}, "8-up": {4, 2}, "9-up": {3, 3}, "16-up": {4, 4}}

// overlaid merges the keys of an imposition with those of its base; its own come first. If the layout differs, only the
// sheet is inherited.
func overlaid(base, own *yaml.Node) *yaml.Node {
	if base == nil || own == nil || base.Kind != yaml.Mapping || own.Kind != yaml.Mapping {
		return own
	}
	layout := own.Get("layout")
	other := layout != nil && (base.Get("layout") == nil || base.Get("layout").Text != layout.Text)
	out := *own
	out.Fields = slices.Clone(own.Fields)
	for _, f := range base.Fields {
		if own.Get(f.Key) == nil && (!other || f.Key == "sheet") {
			out.Fields = append(out.Fields, f)
		}
	}
	return &out
}

// imposition reads how pages are laid on sheets. It returns nil if that is not understood, which is reported.
func (d *decoder) imposition(n *yaml.Node) *Imposition {
	if n.Kind != yaml.Mapping {
		d.wrongType(n, "a map with layout and sheet")
		return nil
	}
	i := &Imposition{}
	layout, folded, sound := "", map[string]diag.Pos{}, true
	forBooklets := func(name string, read func(d *decoder, n *yaml.Node)) field {
		return field{name, func(d *decoder, n *yaml.Node) {
			folded[name] = n.Pos
			read(d, n)
		}}
	}
	known := append([]string{"booklet"}, slices.SortedFunc(maps.Keys(grids), func(a, b string) int {
		return grids[a][0]*grids[a][1] - grids[b][0]*grids[b][1]
	})...)
	d.fields(n, "an imposition", []field{
		{"layout", func(d *decoder, n *yaml.Node) {
			var ok bool
			if layout, ok = oneOf(d, n, known...); !ok {
				sound = false
			}
			i.Columns, i.Rows = grids[layout][0], grids[layout][1]
		}},
		{"sheet", func(d *decoder, n *yaml.Node) {
			if !d.sheet(n, i) {
				sound = false
			}
		}},
		forBooklets("signature", func(d *decoder, n *yaml.Node) { d.signature(n, i) }),
		forBooklets("paper", func(d *decoder, n *yaml.Node) { d.thickness(n, i) }),
		forBooklets("duplex", func(d *decoder, n *yaml.Node) {
			s, _ := oneOf(d, n, "short-edge", "long-edge")
			i.LongEdge = s == "long-edge"
		}),
		forBooklets("marks", func(d *decoder, n *yaml.Node) {
			for _, it := range d.list(n) {
				switch s, _ := oneOf(d, it, "fold", "staple"); s {
				case "fold":
					i.Fold = true
				case "staple":
					i.Staple = true
				}
			}
		}),
		forBooklets("test-sheet", func(d *decoder, n *yaml.Node) { i.TestSheet = d.boolean(n) }),
	}, nil)
	if !sound {
		return nil
	}
	if layout == "" {
		d.add(n.Pos, diag.Error, "missing-key", "the imposition does not say how pages are laid on sheets", "add “layout: booklet”, or “4-up” and the like")
		return nil
	}
	if i.Width == 0 {
		d.add(n.Pos, diag.Error, "missing-key", "the imposition does not say what the sheets are", "add “sheet: A4” or “sheet: Letter”")
		return nil
	}
	if !i.Booklet() {
		for _, name := range slices.Sorted(maps.Keys(folded)) {
			d.add(folded[name], diag.Warning, "unknown-key", "“"+name+"” is for booklets, and says nothing of “"+layout+"”", "remove it, or write “layout: booklet”")
		}
	}
	// The sheet of a booklet is in landscape, as is one with more columns than rows.
	if wide := i.Columns > i.Rows || i.Booklet(); wide != (i.Width > i.Height) {
		i.Width, i.Height = i.Height, i.Width
	}
	return i
}

// signature reads the number of sheets of a booklet that are folded together; “one” is a single signature of all
// sheets.
func (d *decoder) signature(n *yaml.Node, i *Imposition) {
	s, ok := d.scalar(n)
	if !ok || s == "one" {
		return
	}
	v, err := strconv.Atoi(s)
	if err != nil || v < 1 || v > 1000 {
		d.add(n.Pos, diag.Error, "invalid-value", "“"+s+"” is not a number of sheets", "write how many sheets lie in each other, such as 4, or “one” for a single signature of all")
		return
	}
	i.Signature = v
}

// thickness reads the thickness of a sheet.
func (d *decoder) thickness(n *yaml.Node, i *Imposition) {
	l, ok := d.length(n)
	if !ok {
		return
	}
	if l < 0 || l > dimen.IN/8 {
		d.add(n.Pos, diag.Error, "invalid-value", "“"+n.Text+"” is not the thickness of paper", "write the thickness of one sheet: common paper of 80 g/m² has 0.1mm")
		return
	}
	i.Paper = l
}

// sheet reads the size of a sheet: its name, or its width and height.
func (d *decoder) sheet(n *yaml.Node, i *Imposition) bool {
	s, ok := d.scalar(n)
	if !ok {
		return false
	}
	if i.Width, i.Height, ok = dimen.Paper(s); ok {
		return true
	}
	if parts := strings.Fields(s); len(parts) == 2 {
		w, okW := length(parts[0])
		h, okH := length(parts[1])
		if okW && okH && min(w, h) >= dimen.IN && max(w, h) <= 200*dimen.IN {
			i.Width, i.Height = w, h
			return true
		}
	}
	d.add(n.Pos, diag.Error, "invalid-value", "“"+s+"” is not a size of paper", "write A3, A4, A5, Letter, Legal or Ledger, or a width and a height such as “210mm 297mm”")
	return false
}

func (d *decoder) length(n *yaml.Node) (dimen.Length, bool) {
	s, ok := d.scalar(n)
	if !ok {
		return 0, false
	}
	l, ok := length(s)
	if !ok {
		d.add(n.Pos, diag.Error, "invalid-value", "“"+s+"” is not a length", "write a number with its unit, such as 0.1mm")
	}
	return l, ok
}

// length reads a number with one of CSS's absolute units.
func length(s string) (dimen.Length, bool) {
	i := strings.LastIndexAny(s, "0123456789.") + 1
	return dimen.Parse(s[:i], s[i:])
}
