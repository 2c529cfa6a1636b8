package para

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"quire/internal/dimen"
	"quire/internal/style"
)

// imitation is what a font lacks and is imitated (css-fonts-4, §6.6.1 and §6.5.1).
type imitation uint8

const (
	asIs imitation = iota
	// smallCapitals are capitals at four fifths of the size.
	smallCapitals
	// small figures and letters, set above or below the line.
	small
)

func (i imitation) size(of dimen.Length) dimen.Length {
	if i == smallCapitals {
		return of * 4 / 5
	}
	return of * 13 / 20
}

// imitate cuts the segments whose style asks for small capitals, or for superior or inferior figures, that their font lacks.
// These parts are set in another size.
func (s *Setter) imitate(segs []Segment) []Segment {
	var out []Segment
	for i := range segs {
		sg := &segs[i]
		caps := sg.Style.Caps >= style.SmallCaps && sg.Style.Caps <= style.AllPetiteCaps && sg.Style.Synthesis&style.SynthesizeSmallCaps != 0
		position := sg.Style.Position != style.PositionNormal && sg.Style.Synthesis&style.SynthesizePosition != 0
		var parts []Segment
		if (caps || position) && (sg.Kind == TextSegment || sg.Kind == DeferredSegment) {
			if sh := s.shaping(sg.Style, sg.Lang.Tag); len(sh.faces) > 0 {
				parts = sg.imitations(sh.faces[0].HasFeature, caps, position)
			}
		}
		switch {
		case parts != nil && out == nil:
			out = append(append(out, segs[:i]...), parts...)
		case parts != nil:
			out = append(out, parts...)
		case out != nil:
			out = append(out, *sg)
		}
	}
	if out == nil {
		return segs
	}
	return out
}

// imitations gives the parts of a segment; nil if the font has what they need.
func (of *Segment) imitations(has func(feature string) bool, caps, position bool) []Segment {
	sg, st := *of, of.Style
	switch {
	case position && st.Position == style.PositionSuper && !has("sups"):
		sg.imitate = small
		sg.Shift += st.FontSize * 7 / 20
		return []Segment{sg}
	case position && st.Position == style.PositionSub && !has("subs"):
		sg.imitate = small
		sg.Shift -= st.FontSize * 3 / 20
		return []Segment{sg}
	case !caps, sg.Kind != TextSegment, has("smcp"), st.Caps >= style.PetiteCaps && has("pcap"):
		return nil
	}
	all := st.Caps == style.AllSmallCaps || st.Caps == style.AllPetiteCaps
	smaller := func(r rune) bool {
		return unicode.IsLower(r) || all && (unicode.IsUpper(r) || unicode.IsDigit(r))
	}
	var out []Segment
	for text, from := sg.Text, sg.From; text != ""; {
		first, _ := utf8.DecodeRuneInString(text)
		is := smaller(first)
		end := strings.IndexFunc(text, func(r rune) bool { return smaller(r) != is && !unicode.Is(unicode.M, r) })
		if end < 0 {
			end = len(text)
		}
		part := sg
		part.Text, part.From, part.Pos = text[:end], from, sg.behind(from-sg.From)
		if is {
			part.imitate = smallCapitals
		}
		out = append(out, part)
		text, from = text[end:], from+end
	}
	return out
}

// offsets maps places in the text that is drawn onto those in the text that is read; nil if the two are alike.
type offsets []int32

func (o offsets) at(i int) int32 {
	if o == nil {
		return int32(i)
	}
	return o[min(i, len(o)-1)]
}

// end maps the end i of something that begins at start. If two characters are drawn for one, SS for ß, both end where the one
// does.
func (o offsets) end(start int32, i int) int32 {
	if o == nil {
		return int32(i)
	}
	for ; i < len(o)-1 && o[i] <= start; i++ {
	}
	return o.at(i)
}

// drawn gives what is drawn for a text: capitals for letters that become small capitals, and the character of
// hyphenate-character for a soft hyphen at the end. What is read is still the text.
func (sh *shaping) drawn(text string) (string, offsets) {
	hyphen := sh.mark != "" && strings.HasSuffix(text, "\u00AD")
	if sh.imitate != smallCapitals && !hyphen {
		return text, nil
	}
	var b strings.Builder
	var said offsets
	for i, r := range text {
		from := b.Len()
		switch {
		case hyphen && i == len(text)-len("\u00AD"):
			b.WriteString(sh.mark)
		case sh.imitate == smallCapitals && r == 'ß':
			b.WriteString("SS")
		case sh.imitate == smallCapitals:
			b.WriteRune(unicode.ToUpper(r))
		default:
			b.WriteRune(r)
		}
		said = append(said, slices.Repeat(offsets{int32(i)}, b.Len()-from)...)
	}
	return b.String(), append(said, int32(len(text)))
}
