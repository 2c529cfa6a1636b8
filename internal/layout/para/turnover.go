package para

import (
	"quire/internal/dimen"
	"quire/internal/layout/border"
	"quire/internal/page"
)

// turnover marks the continuation of a line of code that is wider than the measure.
const turnover = "↳"

// Turnover places the mark beside line i of a text, if it continues a line of code. The mark stands at the edge, within the
// hanging indent.
func (s *Setter) Turnover(p *Paragraph, i int, x, base dimen.Length) Line {
	if !p.Code || i == 0 || p.rest == 0 {
		return Line{}
	}
	sh := s.shaping(p.Style, p.Lang.Tag)
	if len(sh.faces) == 0 || !sh.faces[0].Has([]rune(turnover)[0]) {
		return Line{}
	}
	w := s.shape(sh, turnover, false)
	run := &page.Run{X: x, Y: base, Face: sh.faces[0], Size: sh.size, Color: border.Color(p.Style.Color), Text: turnover, Mark: page.Mark{Artifact: page.ArtifactLayout}}
	for _, g := range w.glyphs {
		run.Glyphs = append(run.Glyphs, page.Glyph{ID: g.id, Start: g.start, End: g.end, Advance: g.advance, XOffset: g.dx, YOffset: g.dy})
	}
	return Line{Items: []page.Item{run}}
}
