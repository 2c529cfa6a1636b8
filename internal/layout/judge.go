package layout

import (
	"strings"

	"quire/internal/diag"
	"quire/internal/dimen"
)

// judge reports a line that doesn't fit its measure.
func (m *maker) judge(p *paragraph, w *way, i int, label string) {
	l := &w.lines[i]
	if l.Overfull <= dimen.PT/8 || p.marker {
		return
	}
	what, help := "line "+itoa(i+1)+" of this paragraph", ""
	if p.code {
		what, help = "this line of code", "break it, or give it a smaller size in the stylesheet"
	} else {
		help = overfullHelp(p, l.Start, l.Break)
	}
	m.findings.Add(diag.Finding{
		Pos: p.pos, Severity: diag.Warning, Code: "overfull-line",
		Message: what + " is " + points(l.Overfull) + "pt too wide (page " + label + ")",
		Help:    help,
	})
}

// points rounds a length to a tenth of a point.
func points(l dimen.Length) string {
	t := int64(l.MulDiv(10, int64(dimen.PT)))
	return itoa(int(t/10)) + "." + itoa(int(t%10))
}

func overfullHelp(p *paragraph, from, to int) string {
	longest := ""
	for k := from; k < to && k < len(p.pieces); k++ {
		if pc := &p.pieces[k]; pc.kind == pieceText && len(pc.word.text) > len(longest) {
			longest = pc.word.text
		}
	}
	longest = strings.TrimFunc(strings.ReplaceAll(longest, "\u00AD", ""), func(r rune) bool { return strings.ContainsRune(".,;:!?‘’“”()", r) })
	if longest == "" {
		return "word it otherwise, or give it more room in the stylesheet"
	}
	return "add a soft hyphen to “" + longest + "”, or word the sentence otherwise"
}
