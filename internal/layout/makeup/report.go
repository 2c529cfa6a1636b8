package makeup

import (
	"strconv"
	"strings"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/layout/pages"
	"quire/internal/layout/para"
)

// reportPageMeasure reports a page whose area is not as wide as the lines on it, once for pages of one name. It can happen
// because lines are broken before it is known on which page they stand.
func (m *maker) reportPageMeasure(s pages.NumberedPage, width dimen.Length) {
	if d := s.Flow.Measure - width; d < dimen.PT/8 && d > -dimen.PT/8 || m.told[s.Flow.Name] {
		return
	}
	if m.told == nil {
		m.told = map[string]bool{}
	}
	m.told[s.Flow.Name] = true
	name := "@page"
	if s.Flow.Name != "" {
		name += " " + s.Flow.Name
	}
	m.findings.Add(diag.Finding{
		Severity: diag.Warning, Code: "page-measure",
		Message: "page " + s.Label + " is " + width.Tenths() + "pt wide between its margins, but lines of “" + name + "” are " + s.Flow.Measure.Tenths() + "pt wide",
		Help:    "give pages of one name side margins that add up to the same, or put what stands on it on pages of another name with “page”",
	})
}

// reportOverfull reports a line that doesn't fit its measure.
func (m *maker) reportOverfull(p *para.Paragraph, breaking, i int, label string) {
	l := &p.Breakings[breaking].Lines[i]
	if l.Overfull <= dimen.PT/8 || p.Marker {
		return
	}
	what, help := "line "+strconv.Itoa(i+1)+" of this paragraph", ""
	if p.Code {
		what, help = "this line of code", "break it, or give it a smaller size in the stylesheet"
	} else {
		help = overfullHelp(p.LongestWord(breaking, i))
	}
	m.findings.Add(diag.Finding{
		Pos: p.Pos, Severity: diag.Warning, Code: "overfull-line",
		Message: what + " is " + l.Overfull.Tenths() + "pt too wide (page " + label + ")",
		Help:    help,
	})
}

func overfullHelp(longest string) string {
	longest = strings.TrimFunc(strings.ReplaceAll(longest, "\u00AD", ""), func(r rune) bool { return strings.ContainsRune(".,;:!?‘’“”()", r) })
	if longest == "" {
		return "word it otherwise, or give it more room in the stylesheet"
	}
	return "add a soft hyphen to “" + longest + "”, or word the sentence otherwise"
}
