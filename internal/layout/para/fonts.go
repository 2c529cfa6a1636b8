package para

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/layout/formula"
	"quire/internal/style"
)

// Fonts has the faces that a stylesheet may name, by family.
type Fonts struct {
	families map[string][]*Declared
	order    []string
	generic  map[string]string
	symbols  []*Symbols
	math     func() (*formula.Face, error) // the face for formulas; nil for none
}

// Declared is a face with what @font-face says of it (css-fonts-4, §4).
type Declared struct {
	Face *font.Face
	// Weight is the range of weights that the face serves, Italic its slope.
	Weight [2]int
	Italic bool
	// Ranges are the characters that it is used for, from the first to the last of each; nil for all.
	Ranges [][2]rune
	// Features are on wherever the face is used, unless the style switches them off.
	Features []font.Feature
	// Instance gives the face at a weight within the range; nil where the font does not vary.
	Instance func(weight int) (*font.Face, error)

	mu        sync.Mutex
	instances map[int]*font.Face
}

// NewFonts makes an empty collection. generic names the families that stand for CSS's serif, sans-serif and monospace.
func NewFonts(generic map[string]string) *Fonts {
	f := &Fonts{families: map[string][]*Declared{}, generic: map[string]string{}}
	for k, v := range generic {
		f.generic[strings.ToLower(k)] = strings.ToLower(v)
	}
	return f
}

// Add adds a face to a family. If no family of the style has a character, all families are tried, in the order in which they were
// added.
func (f *Fonts) Add(family string, face *font.Face) {
	m := face.Metrics()
	f.declare(family, &Declared{Face: face, Weight: [2]int{m.Weight, m.Weight}, Italic: m.Italic})
}

func (f *Fonts) declare(family string, d *Declared) {
	key := strings.ToLower(family)
	if f.families[key] == nil {
		f.order = append(f.order, key)
	}
	f.families[key] = append(f.families[key], d)
}

// With gives a collection that also has the faces that a book's stylesheets declare; families[i] is the family of faces[i]. They
// come before the others, and a declared family hides one of the same name.
func (f *Fonts) With(families []string, faces []*Declared) *Fonts {
	out := &Fonts{families: map[string][]*Declared{}, generic: f.generic, symbols: f.symbols, math: f.math}
	for i, d := range faces {
		out.declare(families[i], d)
	}
	own := maps.Clone(out.families)
	for _, name := range f.order {
		if own[name] == nil {
			out.order = append(out.order, name)
			out.families[name] = f.families[name]
		}
	}
	return out
}

// chained is a face in the chain of a style.
type chained struct {
	face     *font.Face
	ranges   [][2]rune
	features []font.Feature
}

// covers reports whether the face is to be used for a character.
func (c *chained) covers(r rune) bool {
	if c.ranges == nil {
		return true
	}
	return slices.ContainsFunc(c.ranges, func(x [2]rune) bool { return r >= x[0] && r <= x[1] })
}

// chain gives the faces of a style, first choice first.
func (f *Fonts) chain(st *style.Style) (out []chained) {
	add := func(family string) {
		family = strings.ToLower(family)
		if g, ok := f.generic[family]; ok && f.families[family] == nil {
			family = g
		}
		// Faces for other characters of one family make up one together (css-fonts-4, §5.3): the last declared is tried first.
		var rest []*Declared
		rest = append(rest, f.families[family]...)
		for len(rest) > 0 {
			ranges := rest[len(rest)-1].Ranges
			like := func(d *Declared) bool { return slices.Equal(d.Ranges, ranges) }
			var alike []*Declared
			for _, d := range rest {
				if like(d) {
					alike = append(alike, d)
				}
			}
			rest = slices.DeleteFunc(rest, like)
			d := match(alike, st)
			face := d.at(st.FontWeight)
			if !slices.ContainsFunc(out, func(c chained) bool { return c.face == face }) {
				out = append(out, chained{face, d.Ranges, d.Features})
			}
		}
	}
	for _, name := range st.FontFamily {
		add(name)
	}
	for _, name := range f.order {
		add(name)
	}
	return out
}

// Faces gives the faces for words in a drawing, which names its fonts itself: first choice first.
func (f *Fonts) Faces(families []string, weight int, italic bool) (out []*font.Face) {
	for _, c := range f.chain(&style.Style{Text: style.Text{FontFamily: families, FontWeight: weight, Italic: italic}}) {
		out = append(out, c.face)
	}
	return out
}

// at gives the face at the weight, or at that of its range which is nearest.
func (d *Declared) at(weight int) *font.Face {
	if d.Instance == nil {
		return d.Face
	}
	weight = max(d.Weight[0], min(weight, d.Weight[1]))
	d.mu.Lock()
	defer d.mu.Unlock()
	if f := d.instances[weight]; f != nil {
		return f
	}
	face, err := d.Instance(weight)
	if err != nil { // the file was read before, so this should not happen
		face = d.Face
	}
	if d.instances == nil {
		d.instances = map[int]*font.Face{}
	}
	d.instances[weight] = face
	return face
}

// match picks the face of a family: by slope, then by weight (css-fonts-4, §5.2). Of equals the last declared counts.
func match(faces []*Declared, st *style.Style) *Declared {
	var best *Declared
	cost := 1 << 30
	for i := len(faces) - 1; i >= 0; i-- {
		d := faces[i]
		c := 0
		if d.Italic != st.Italic {
			c += 10_000
		}
		weight := max(d.Weight[0], min(st.FontWeight, d.Weight[1]))
		switch far := weight - st.FontWeight; {
		case st.FontWeight >= 400 && st.FontWeight <= 500 && far > 0 && weight <= 500:
			c += far
		case far < 0 && st.FontWeight <= 500:
			c += -far + 50
		case far < 0:
			c += -far + 1000
		case far > 0 && st.FontWeight <= 500:
			c += far + 1000
		default:
			c += far
		}
		if c < cost {
			best, cost = d, c
		}
	}
	return best
}

// Units gives the height of the letter x and the width of the figure 0 in the first face of a style (css-values-4, §6.1.1).
func (f *Fonts) Units(st *style.Style) (ex, ch dimen.Length) {
	ex, ch = st.FontSize/2, st.FontSize/2
	for _, c := range f.chain(st) {
		if !c.face.Has('0') {
			continue
		}
		upem := int64(c.face.UnitsPerEm())
		if x := c.face.Metrics().XHeight; x > 0 {
			ex = st.FontSize.MulDiv(int64(x), upem)
		}
		width := int64(0)
		for _, g := range c.face.Shape("0", nil, "", font.LeftToRight) {
			width += int64(g.Advance)
		}
		return ex, st.FontSize.MulDiv(width, upem)
	}
	return ex, ch
}
