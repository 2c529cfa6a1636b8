package layout

import (
	"strings"

	"quire/internal/font"
	"quire/internal/style"
)

// Fonts has the faces that a stylesheet may name, by family.
type Fonts struct {
	families map[string][]*font.Face
	order    []string
	generic  map[string]string
}

// NewFonts makes an empty collection. generic names the families that stand for CSS's serif, sans-serif and monospace.
func NewFonts(generic map[string]string) *Fonts {
	f := &Fonts{families: map[string][]*font.Face{}, generic: map[string]string{}}
	for k, v := range generic {
		f.generic[strings.ToLower(k)] = strings.ToLower(v)
	}
	return f
}

// Add files a face under a family. The order in which families are first added is that in which they are tried for a
// character which the families of the style do not have.
func (f *Fonts) Add(family string, face *font.Face) {
	key := strings.ToLower(family)
	if f.families[key] == nil {
		f.order = append(f.order, key)
	}
	f.families[key] = append(f.families[key], face)
}

// chain gives the faces of a style, first choice first.
func (f *Fonts) chain(st *style.Style) (out []*font.Face) {
	add := func(family string) {
		family = strings.ToLower(family)
		if g, ok := f.generic[family]; ok && f.families[family] == nil {
			family = g
		}
		face := match(f.families[family], st)
		if face == nil {
			return
		}
		for _, have := range out {
			if have == face {
				return
			}
		}
		out = append(out, face)
	}
	for _, name := range st.FontFamily {
		add(name)
	}
	for _, name := range f.order {
		add(name)
	}
	return out
}

// match picks the face of a family: by slope, then by weight (css-fonts-4, §5.2).
func match(faces []*font.Face, st *style.Style) *font.Face {
	var best *font.Face
	cost := 1 << 30
	for _, face := range faces {
		m := face.Metrics()
		c := 0
		if m.Italic != st.Italic {
			c += 10_000
		}
		switch d := m.Weight - st.FontWeight; {
		case st.FontWeight >= 400 && st.FontWeight <= 500 && d > 0 && m.Weight <= 500:
			c += d
		case d < 0 && st.FontWeight <= 500:
			c += -d + 50
		case d < 0:
			c += -d + 1000
		case d > 0 && st.FontWeight <= 500:
			c += d + 1000
		default:
			c += d
		}
		if c < cost {
			best, cost = face, c
		}
	}
	return best
}
