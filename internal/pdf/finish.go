package pdf

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"quire/internal/dimen"
	"quire/internal/page"
)

// finish completes gofpdf's file. Each step replaces its part of the catalogue with what the standards ask for; save
// then leaves out whatever is no longer referred to.
func (d *document) finish() error {
	f := d.file
	catalogue := dict{"Type": name("Catalog"), "Pages": f.dict(f.root)["Pages"]}
	for _, step := range []func(catalogue dict) error{
		d.finishPages, d.finishFonts, d.finishImages, d.finishTags, d.finishOutline, d.finishNames, d.finishLabels, d.finishMetadata,
	} {
		if err := step(catalogue); err != nil {
			return err
		}
	}
	f.root = f.add(catalogue)
	return nil
}

// finishPages gives each page its boxes, exactly, and the settings of a tagged page.
func (d *document) finishPages(catalogue dict) error {
	f := d.file
	tree := f.dict(catalogue["Pages"])
	for _, kid := range f.array(tree["Kids"]) {
		r, ok := kid.(ref)
		if !ok || f.dict(r) == nil {
			return errors.New("gofpdf's page tree is broken")
		}
		d.refs = append(d.refs, r)
	}
	if len(d.refs) != len(d.pages.Pages) {
		return fmt.Errorf("gofpdf wrote %d pages of %d", len(d.refs), len(d.pages.Pages))
	}
	delete(tree, "MediaBox")
	for i, r := range d.refs {
		pg := d.pages.Pages[i]
		old := f.dict(r)
		p := dict{"Type": name("Page"), "Parent": old["Parent"], "Resources": old["Resources"], "Contents": old["Contents"]}
		media := page.Rect{W: pg.Width, H: pg.Height}
		p["MediaBox"] = rectangle(pg, media)
		// Trim and bleed lie within the media box (ISO 32000-1, 14.11.2); so do ours.
		if !pg.Bleed.Empty() {
			p["BleedBox"] = rectangle(pg, pg.Bleed)
		}
		if !pg.Trim.Empty() {
			p["TrimBox"] = rectangle(pg, pg.Trim)
		}
		if pg.Rotate != 0 {
			p["Rotate"] = pg.Rotate
		}
		// StructParents is the page's key in the parent tree; the tab order is that of the structure (ISO 14289-1, 7.18.3).
		p["StructParents"] = i
		// gofpdf begins each page with a graphics state, which is the default; where we need another, we set it.
		if c, ok := f.get(p["Contents"]).(*stream); ok {
			if at := bytes.LastIndex(c.data, d.painted[i].content); at >= 0 {
				c.data = c.data[at : at+len(d.painted[i].content)]
			}
		}
		p["Tabs"] = name("S")
		f.objects[r] = p
	}
	// All pages share gofpdf's one dictionary of resources.
	res := f.dict(f.dict(d.refs[0])["Resources"])
	if res == nil {
		return errors.New("gofpdf's resources are missing")
	}
	delete(res, "ProcSet") // obsolete (14.2)
	return nil
}

// rectangle is a PDF rectangle, which has its origin at the lower left of the page.
func rectangle(pg *page.Page, r page.Rect) array {
	return array{real(r.X), real(pg.Height - r.Y - r.H), real(r.X + r.W), real(pg.Height - r.Y)}
}

// area is the rectangle of a link, in tenths of a point to save bytes: it is never printed, and a book has hundreds of
// them.
func area(pg *page.Page, r page.Rect) array {
	return array{tenths(r.X), tenths(pg.Height - r.Y - r.H), tenths(r.X + r.W), tenths(pg.Height - r.Y)}
}

func tenths(l dimen.Length) number {
	const tenth = 1000 // in 1/10000
	return number(appendTenThousandths(nil, tenth*int64(l.MulDiv(10, int64(dimen.PT)))))
}

func real(l dimen.Length) number { return number(l.String()) }

// finishImages names the images as the pages' contents do.
func (d *document) finishImages(catalogue dict) error {
	f := d.file
	res := f.dict(f.dict(d.refs[0])["Resources"])
	old := f.dict(res["XObject"])
	xs := dict{}
	forms := d.finishDrawings()
	for i, im := range d.drawings {
		xs[name(fmt.Sprint("Dr", i+1))] = forms[im]
	}
	for i, key := range d.keys {
		o := f.dict(old[key])
		if o == nil {
			return fmt.Errorf("gofpdf lost the image %s", d.images[i].Name)
		}
		xs[name(fmt.Sprint("Im", i+1))] = old[key]
		if d.pages.Info.PDFX {
			d.profileImage(o)
		}
	}
	if res["XObject"] = xs; len(xs) == 0 {
		delete(res, "XObject")
	}
	return nil
}

// profileImage gives an RGB picture its own colour profile, as the output intent, with its one ink, does not cover RGB
// (ISO 15930-7).
func (d *document) profileImage(image dict) {
	rgb := func() array {
		if d.profile == 0 {
			d.profile = d.file.add(&stream{dict: dict{"N": 3, "Alternate": name("DeviceRGB")}, data: srgb()})
		}
		return array{name("ICCBased"), d.profile}
	}
	switch space := d.file.get(image["ColorSpace"]).(type) {
	case name:
		if space == "DeviceRGB" {
			image["ColorSpace"] = rgb()
		}
	case array:
		if len(space) == 4 && space[0] == name("Indexed") && space[1] == name("DeviceRGB") {
			space[1] = rgb()
		}
	}
}

// finishOutline writes the bookmarks (ISO 32000-1, 12.3.3).
func (d *document) finishOutline(catalogue dict) error {
	if len(d.pages.Outline) == 0 {
		return nil
	}
	dests := map[string]*page.Dest{}
	for i := range d.pages.Dests {
		dests[d.pages.Dests[i].Name] = &d.pages.Dests[i]
	}
	f := d.file
	root := dict{"Type": name("Outlines")}
	at := f.add(root)
	// level writes the items below parent and returns how many they are, with all their descendants.
	var level func(items []*page.OutlineItem, parent dict, at ref) (int, error)
	level = func(items []*page.OutlineItem, parent dict, at ref) (int, error) {
		refs := make([]ref, len(items))
		for i := range items {
			refs[i] = f.add(nil)
		}
		count := 0
		for i, it := range items {
			to, ok := dests[it.Dest]
			if !ok {
				return 0, fmt.Errorf("the bookmark “%s” leads to “%s”, which is not there", it.Title, it.Dest)
			}
			o := dict{"Title": textString(it.Title), "Parent": at, "Dest": text(it.Dest)}
			if e, ok := d.tags[to.Tag]; ok {
				o["SE"] = e
			}
			if i > 0 {
				o["Prev"] = refs[i-1]
			}
			if i+1 < len(items) {
				o["Next"] = refs[i+1]
			}
			if len(it.Children) > 0 {
				n, err := level(it.Children, o, refs[i])
				if err != nil {
					return 0, err
				}
				count += n
			}
			f.objects[refs[i]] = o
			count++
		}
		parent["First"], parent["Last"], parent["Count"] = refs[0], refs[len(refs)-1], count
		return count, nil
	}
	if _, err := level(d.pages.Outline, root, at); err != nil {
		return err
	}
	catalogue["Outlines"] = at
	return nil
}

// finishNames writes the named destinations (12.3.2.3) and the attachments (7.11.4; ISO 19005-3, 6.8).
func (d *document) finishNames(catalogue dict) error {
	names := dict{}
	dests := slices.Clone(d.pages.Dests)
	slices.SortStableFunc(dests, func(a, b page.Dest) int { return cmp.Compare(a.Name, b.Name) })
	var list array
	for i, x := range dests {
		if x.Page < 0 || x.Page >= len(d.refs) {
			return fmt.Errorf("the destination “%s” is on page %d of %d", x.Name, x.Page, len(d.refs))
		}
		if i > 0 && dests[i-1].Name == x.Name {
			return fmt.Errorf("there are two destinations “%s”", x.Name)
		}
		pg := d.pages.Pages[x.Page]
		list = append(list, text(x.Name), array{d.refs[x.Page], name("XYZ"), tenths(x.X), tenths(pg.Height - x.Y), nil})
	}
	if list != nil {
		names["Dests"] = d.nameTree(list)
	}
	files, related, err := d.attachments()
	if err != nil {
		return err
	}
	if files != nil {
		names["EmbeddedFiles"] = d.nameTree(files)
		catalogue["AF"] = related
	}
	if len(names) > 0 {
		catalogue["Names"] = names
	}
	return nil
}

// leaf is the number of pairs in a leaf of a name or number tree.
const leaf = 64

// nameTree writes pairs of a sorted key and a value as a name tree (7.9.6).
func (d *document) nameTree(pairs array) ref { return d.tree("Names", pairs) }

// numberTree writes pairs of a sorted integer and a value as a number tree (7.9.7).
func (d *document) numberTree(pairs array) ref { return d.tree("Nums", pairs) }

func (d *document) tree(kind name, pairs array) ref {
	if len(pairs) <= 2*leaf {
		return d.file.add(dict{kind: pairs})
	}
	var kids array
	for chunk := range slices.Chunk(pairs, 2*leaf) {
		kids = append(kids, d.file.add(dict{"Limits": array{chunk[0], chunk[len(chunk)-2]}, kind: array(chunk)}))
	}
	return d.file.add(dict{"Kids": kids})
}

// labelStyles are CSS's counter styles in PDF's words (12.4.2).
var labelStyles = map[string]name{"decimal": "D", "lower-roman": "r", "upper-roman": "R", "lower-alpha": "a", "upper-alpha": "A", "": ""}

func (d *document) finishLabels(catalogue dict) error {
	ranges := slices.Clone(d.pages.Labels)
	slices.SortStableFunc(ranges, func(a, b page.LabelRange) int { return cmp.Compare(a.First, b.First) })
	var list array
	for i, l := range ranges {
		style, ok := labelStyles[l.Style]
		if !ok {
			return fmt.Errorf("pages cannot be labelled in the style “%s”", l.Style)
		}
		if l.First < 0 || l.First >= len(d.refs) || i > 0 && ranges[i-1].First == l.First {
			return fmt.Errorf("a range of page labels begins at page %d of %d, or two do", l.First, len(d.refs))
		}
		if i == 0 && l.First > 0 { // there must be a label for the first page
			list = append(list, 0, dict{"S": name("D")})
		}
		o := dict{}
		if style != "" {
			o["S"] = style
		}
		if l.Prefix != "" {
			o["P"] = textString(l.Prefix)
		}
		if l.Start > 1 {
			o["St"] = l.Start
		}
		list = append(list, l.First, o)
	}
	if list != nil {
		catalogue["PageLabels"] = d.numberTree(list)
	}
	return nil
}
