package markdown

import (
	"github.com/yuin/goldmark/text"

	"quire/internal/doc"
)

// maxParts limits how deep tables may be nested in cells of tables.
const maxParts = 6

// part makes a text of its own from stretches of the source, one for each line, such as the lines of a table's cell. It
// has its own offsets; its positions are those of the file.
func (s *source) part(segs []text.Segment) *source {
	p := &source{file: s.file, parent: s}
	for _, seg := range segs {
		p.pieces = append(p.pieces, piece{len(p.text), seg.Start})
		p.lines = append(p.lines, len(p.text))
		p.text = append(p.text, s.text[seg.Start:max(seg.Start, seg.Stop)]...)
		if n := len(p.text); n == p.lines[len(p.lines)-1] || p.text[n-1] != '\n' {
			p.text = append(p.text, '\n')
		}
	}
	p.lines = append(p.lines, len(p.text))
	return p
}

// blocksOf reads stretches of the source, one for each line, as blocks.
func (r *reading) blocksOf(segs []text.Segment, language string) []doc.Block {
	return r.partBlocks(segs, language, false)
}

// partBlocks is blocksOf. With marks it keeps the commands of TeX that apply to the text after them, as that text is
// outside of the part.
func (r *reading) partBlocks(segs []text.Segment, language string, marks bool) []doc.Block {
	if len(segs) == 0 {
		return nil
	}
	sub := *r
	sub.keepMarks = marks
	sub.src = r.src.part(segs)
	sub.level++
	sub.noComment, sub.noRule = 0, 0
	sub.closers = nil
	if sub.level > maxParts {
		r.tooDeep(r.src.pos(segs[0].Start))
		return nil
	}
	root := sub.blockParser().Parse(text.NewReader(sub.src.text))
	out := sub.blocks(root, language)
	r.deep = sub.deep
	return out
}
