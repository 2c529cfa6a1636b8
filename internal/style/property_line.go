package style

import "quire/internal/css"

// lineProperties are those about line breaks, spacing and underlines.
func lineProperties() []property {
	return []property{
		enum("line-break", true, func(s *Style) *LineBreak { return &s.LineBreak }, map[string]LineBreak{
			"auto": LineBreakNormal, "normal": LineBreakNormal, "loose": LineBreakLoose, "strict": LineBreakStrict, "anywhere": LineBreakAnywhere,
		}),
		enum("word-break", true, func(s *Style) *WordBreak { return &s.WordBreak }, map[string]WordBreak{
			"normal": WordBreakNormal, "break-all": BreakAll, "keep-all": KeepAll,
		}),
		enum("text-justify", true, func(s *Style) *bool { return &s.Unjustified }, map[string]bool{
			"auto": false, "inter-word": false, "none": true,
		}),
		enum("overflow-wrap", true, func(s *Style) *bool { return &s.OverflowWrap }, map[string]bool{
			"normal": false, "anywhere": true, "break-word": true,
		}),
		enum("text-autospace", true, func(s *Style) *bool { return &s.NoAutospace }, map[string]bool{
			"normal": false, "auto": false, "no-autospace": true,
		}),
		enum("text-spacing-trim", true, func(s *Style) *bool { return &s.SpaceAll }, map[string]bool{
			"normal": false, "auto": false, "space-all": true,
		}),
		custom("hyphenate-character", true, func(s *Style) *string { return &s.HyphenateCharacter }, func(_ *computer, v []css.Token) (string, bool) {
			switch {
			case len(v) != 1:
				return "", false
			case v[0].Is("auto"):
				return "", true
			}
			return v[0].Text, v[0].Kind == css.String && v[0].Text != ""
		}),
		custom("hyphenate-limit-zone", true, func(s *Style) *Dim { return &s.HyphenateZone }, func(c *computer, v []css.Token) (Dim, bool) {
			if len(v) != 1 {
				return Dim{}, false
			}
			d, ok := c.dim(&v[0])
			return d, ok && d.Length >= 0 && d.Percent >= 0
		}),
		flags("font-variant-east-asian", true, "normal", func(s *Style) *EastAsian { return &s.EastAsian }, eastAsianWords),
		flags("font-synthesis", true, "none", func(s *Style) *Synthesis { return &s.Synthesis }, map[string]Synthesis{
			"weight": SynthesizeWeight, "style": SynthesizeStyle, "small-caps": SynthesizeSmallCaps, "position": SynthesizePosition,
		}),
		enum("text-decoration-style", false, func(s *Style) *Line { return &s.DecorationStyle }, decorationWords),
		custom("text-decoration-thickness", false, func(s *Style) *Dim { return &s.DecorationThickness }, fromFont),
		custom("text-underline-offset", true, func(s *Style) *Dim { return &s.UnderlineOffset }, fromFont),
		enum("text-decoration-skip-ink", true, func(s *Style) *bool { return &s.NoSkipInk }, map[string]bool{"auto": false, "all": false, "none": true}),
		colorOrText("text-decoration-color", func(s *Style) (*Color, *bool) { return &s.DecorationColor, &s.HasDecorationColor }),
	}
}

// fromFont reads auto | from-font | <length-percentage>; percentages are of the font size.
func fromFont(c *computer, v []css.Token) (Dim, bool) {
	if len(v) != 1 {
		return Dim{}, false
	}
	if v[0].Is("auto") || v[0].Is("from-font") {
		return Dim{Auto: true}, true
	}
	d, ok := c.dim(&v[0])
	return Dim{Length: d.Of(c.s.FontSize)}, ok
}

var decorationWords = map[string]Line{"solid": Solid, "double": Double, "dotted": Dotted, "dashed": Dashed, "wavy": Wavy}

var eastAsianWords = map[string]EastAsian{
	"jis78": JIS78, "jis83": JIS83, "jis90": JIS90, "jis04": JIS04, "simplified": Simplified, "traditional": Traditional,
	"full-width": FullWidth, "proportional-width": ProportionalWidth, "ruby": Ruby,
}

// Lines are the inherited properties of lines, except hyphenation.
type Lines struct {
	LineBreak          LineBreak
	WordBreak          WordBreak
	OverflowWrap       bool   // overflow-wrap: anywhere or break-word
	Unjustified        bool   // text-justify: none
	NoAutospace        bool   // text-autospace: no-autospace
	SpaceAll           bool   // text-spacing-trim: space-all
	HyphenateCharacter string // "": a hyphen
	HyphenateZone      Dim    // how much of a ragged line may stay empty without hyphenating a word
	EastAsian          EastAsian
	Synthesis          Synthesis
	UnderlineOffset    Dim  // from the baseline downwards; auto: as the font says
	NoSkipInk          bool // text-decoration-skip-ink: none
}

// Decorated are the properties of underlines; they are not inherited.
type Decorated struct {
	DecorationStyle     Line // never NoLine
	DecorationThickness Dim  // auto: as the font says
	DecorationColor     Color
	HasDecorationColor  bool // false: the colour of the text
}

// The values of these enumerations have the names of CSS's keywords.
type (
	LineBreak uint8
	WordBreak uint8
	EastAsian uint16
	Synthesis uint8
)

// line-break.
const (
	LineBreakNormal LineBreak = iota
	LineBreakLoose
	LineBreakStrict
	LineBreakAnywhere
)

// word-break.
const (
	WordBreakNormal WordBreak = iota
	BreakAll
	KeepAll
)

// font-variant-east-asian.
const (
	JIS78 EastAsian = 1 << iota
	JIS83
	JIS90
	JIS04
	Simplified
	Traditional
	FullWidth
	ProportionalWidth
	Ruby
)

// font-synthesis: what may be synthesized if the font lacks it.
const (
	SynthesizeWeight Synthesis = 1 << iota
	SynthesizeStyle
	SynthesizeSmallCaps
	SynthesizePosition
)

func initialLines() Lines {
	return Lines{
		UnderlineOffset: Dim{Auto: true},
		Synthesis:       SynthesizeWeight | SynthesizeStyle | SynthesizeSmallCaps | SynthesizePosition,
	}
}

func initialDecorated() Decorated {
	return Decorated{DecorationStyle: Solid, DecorationThickness: Dim{Auto: true}}
}
