package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/page"
)

// fonts are the faces of a document, each with the fonts built from it.
type fonts struct {
	faces map[*font.Face]*faceFonts
	list  []*embedded              // in order of resource names
	keys  map[*page.Run][]font.Key // of the clusters of each run
}

type faceFonts struct {
	face    *font.Face
	builder *font.Builder
	fonts   []*embedded
}

// embedded is one font of the file.
type embedded struct {
	face     *font.Face
	subset   *font.Subset
	resource name   // in the pages' resources: F1, F2, …
	family   string // what gofpdf calls it
}

// code appends the code of a glyph as the pages write it: one byte in a simple font, two bytes in the others, whose
// encoding is Identity-H (ISO 32000-1, 9.4.3).
func (e *embedded) code(b []byte, glyph uint16) []byte {
	if !e.subset.Simple {
		b = append(b, byte(glyph>>8))
	}
	return append(b, byte(glyph))
}

// space reports whether readers add the space between words to a glyph: to the one-byte code 32 alone (9.3.3).
func (e *embedded) space(glyph uint16) bool { return e.subset.Simple && glyph == font.SpaceCode }

// collectFonts goes through all runs and builds the fonts that they need. A page can only be painted once its codes are
// known, and a font can only be built once all its glyphs are known. So the document is gone through twice.
func collectFonts(p *page.Pages) (*fonts, error) {
	fs := &fonts{faces: map[*font.Face]*faceFonts{}, keys: map[*page.Run][]font.Key{}}
	var order []*faceFonts
	var parts []font.Part
	for _, pg := range p.Pages {
		for _, it := range pg.Items {
			r, ok := it.(*page.Run)
			if !ok || len(r.Glyphs) == 0 {
				continue
			}
			if r.Face == nil || r.Size <= 0 {
				return nil, fmt.Errorf("the run %q has no face or no size", r.Text)
			}
			ff := fs.faces[r.Face]
			if ff == nil {
				if !r.Face.Metrics().Embeddable {
					return nil, fmt.Errorf("the licence of the font %s forbids embedding it", r.Face.Name())
				}
				ff = &faceFonts{face: r.Face, builder: r.Face.NewBuilder()}
				fs.faces[r.Face] = ff
				order = append(order, ff)
			}
			keys := make([]font.Key, 0, len(r.Glyphs))
			for c := range clusters(r) {
				parts = c.parts(parts[:0], r)
				keys = append(keys, ff.builder.Add(c.text(r), parts))
			}
			fs.keys[r] = keys
		}
	}
	for _, ff := range order {
		for _, s := range ff.builder.Build() {
			n := strconv.Itoa(len(fs.list) + 1)
			e := &embedded{face: ff.face, subset: s, resource: name("F" + n), family: "quire" + n}
			ff.fonts = append(ff.fonts, e)
			fs.list = append(fs.list, e)
		}
	}
	return fs, nil
}

// cluster is the glyphs from index from to index to of a run: those of one stretch of its text.
type cluster struct {
	from, to int
	pen      dimen.Length // from the run's origin
}

// clusters calls yield for each cluster of a run. A glyph without text is a cluster of its own.
func clusters(r *page.Run) func(yield func(cluster) bool) {
	return func(yield func(cluster) bool) {
		var pen dimen.Length
		g := r.Glyphs
		for i := 0; i < len(g); {
			c := cluster{from: i, pen: pen}
			pen += g[i].Advance
			j := i + 1
			for g[i].Start < g[i].End && j < len(g) && g[j].Start == g[i].Start && g[j].End == g[i].End {
				pen += g[j].Advance
				j++
			}
			c.to = j
			if !yield(c) {
				return
			}
			i = j
		}
	}
}

// text is the text of the cluster for readers. A soft hyphen at the end of a line tells readers that the word goes on
// (ISO 32000-1, 14.8.2.2.3), so it is kept if it is the whole text of the cluster and dropped otherwise. Every code
// needs a character as its text (ISO 19005-2, 6.2.11.7); a cluster without text gets U+200B.
func (c cluster) text(r *page.Run) string {
	g := r.Glyphs[c.from]
	if g.Start < 0 || int(g.End) > len(r.Text) || g.Start >= g.End {
		return "\u200B"
	}
	s := r.Text[g.Start:g.End]
	if plain(s) || s == "\u00AD" {
		return s
	}
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\u00AD', c == '\u200B', c == '\u2060', c == '\uFEFF', c == '\uFFFE': // break or do not break; nothing to read
			return -1
		case c == '\t', c == '\n', c == '\r':
			return ' '
		case c < ' ':
			return -1
		}
		return c
	}, s)
	if s == "" {
		return "\u200B"
	}
	return s
}

// plain reports whether s is printable ASCII, as most text is.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// hscale is the run's horizontal scaling in 1/65536.
func hscale(r *page.Run) int64 {
	if r.HScale <= 0 {
		return 1 << 16
	}
	return int64(r.HScale)
}

// parts appends the cluster's glyphs in font units, counted from the origin of the first.
func (c cluster) parts(to []font.Part, r *page.Run) []font.Part {
	g := r.Glyphs[c.from:c.to]
	to = append(to, font.Part{ID: g[0].ID})
	if len(g) == 1 {
		return to
	}
	upem := int64(r.Face.UnitsPerEm())
	x0, y0 := g[0].XOffset, g[0].YOffset
	pen := g[0].Advance
	for _, o := range g[1:] {
		to = append(to, font.Part{
			ID: o.ID,
			X:  int32((pen + o.XOffset - x0).MulDiv(upem<<16, int64(r.Size)*hscale(r))),
			Y:  int32((o.YOffset - y0).MulDiv(upem, int64(r.Size))),
		})
		pen += o.Advance
	}
	return to
}
