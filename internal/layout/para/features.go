package para

import (
	"quire/internal/font"
	"quire/internal/style"
)

// features gives the OpenType features that the style asks for (css-fonts-4, §6).
func features(st *style.Style) (out []font.Feature) {
	on := func(tags ...string) {
		for _, t := range tags {
			out = append(out, font.Feature{Tag: t, Value: 1})
		}
	}
	off := func(tags ...string) {
		for _, t := range tags {
			out = append(out, font.Feature{Tag: t})
		}
	}
	if !st.Kerning {
		off("kern")
	}
	switch st.Caps {
	case style.SmallCaps:
		on("smcp")
	case style.AllSmallCaps:
		on("smcp", "c2sc")
	case style.PetiteCaps:
		on("pcap")
	case style.AllPetiteCaps:
		on("pcap", "c2pc")
	case style.Unicase:
		on("unic")
	case style.TitlingCaps:
		on("titl")
	}
	on(numericFeatures(st.Numeric)...)
	// Letters that are set apart are not joined (css-text-3, §8.2).
	if st.Ligatures&style.NoCommonLigatures != 0 || st.LetterSpacing != 0 {
		off("liga", "clig")
	}
	if st.Ligatures&style.NoContextual != 0 {
		off("calt")
	}
	if st.Ligatures&style.DiscretionaryLigatures != 0 {
		on("dlig")
	}
	if st.Ligatures&style.HistoricalLigatures != 0 {
		on("hlig")
	}
	switch st.Position {
	case style.PositionSuper:
		on("sups")
	case style.PositionSub:
		on("subs")
	}
	for _, n := range [...]struct {
		flag style.EastAsian
		tag  string
	}{
		{style.JIS78, "jp78"},
		{style.JIS83, "jp83"},
		{style.JIS90, "jp90"},
		{style.JIS04, "jp04"},
		{style.Simplified, "smpl"},
		{style.Traditional, "trad"},
		{style.FullWidth, "fwid"},
		{style.ProportionalWidth, "pwid"},
		{style.Ruby, "ruby"},
	} {
		if st.EastAsian&n.flag != 0 {
			on(n.tag)
		}
	}
	for _, f := range st.Features {
		out = append(out, font.Feature{Tag: f.Tag, Value: f.Value})
	}
	return out
}

// numericFeatures gives the features of font-variant-numeric.
func numericFeatures(n style.Numeric) (out []string) {
	for _, x := range [...]struct {
		flag style.Numeric
		tag  string
	}{
		{style.LiningNums, "lnum"},
		{style.OldstyleNums, "onum"},
		{style.ProportionalNums, "pnum"},
		{style.TabularNums, "tnum"},
		{style.DiagonalFractions, "frac"},
		{style.StackedFractions, "afrc"},
		{style.Ordinal, "ordn"},
		{style.SlashedZero, "zero"},
	} {
		if n&x.flag != 0 {
			out = append(out, x.tag)
		}
	}
	return out
}
