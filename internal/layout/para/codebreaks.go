package para

import "quire/internal/lang"

// codeBreaks puts the places where code may be divided instead of those of text. The places at both ends of a stretch of
// code stay, and so do those between ideographs.
func (p *Paragraph) codeBreaks(at []opportunity) {
	for i := 0; i < len(p.spans); i++ {
		if !p.spans[i].segment.Code {
			continue
		}
		start := p.spans[i].start
		for i+1 < len(p.spans) && p.spans[i+1].segment.Code && p.spans[i+1].start == p.spans[i].end {
			i++
		}
		end := p.spans[i].end
		for pos := start + 1; pos < end; pos++ {
			if at[pos].kind != lang.BetweenIdeographs {
				at[pos] = opportunity{}
			}
		}
		for _, o := range lang.CodeBreaks(p.content[start:end]) {
			at[start+o.Offset] = opportunity{o.Kind, true}
		}
	}
}
