package makeup

import (
	"strconv"
	"strings"

	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/layout/pages"
	"quire/internal/layout/para"
)

// reportPageMeasure reports a page whose area is not as wide as its lines, once for all pages of a name. Lines are broken
// before their page is known, so all pages of a name share one measure.
func (m *maker) reportPageMeasure(s pages.NumberedPage, width dimen.Length) {
	if d := s.Flow.Measure - width; d < dimen.PT/8 && d > -dimen.PT/8 || m.reported[s.Flow.Name] {
		return
	}
	if m.reported == nil {
		m.reported = map[string]bool{}
	}
	m.reported[s.Flow.Name] = true
	name := "@page"
	if s.Flow.Name != "" {
		name += " " + s.Flow.Name
	}
	m.findings.Add(diag.Finding{
		Severity: diag.Warning, Code: "page-measure",
		Message: "the page area of page " + s.Label + " is " + width.Tenths() + "pt wide, but its lines are set to a measure of " + s.Flow.Measure.Tenths() + "pt, that of “" + name + "”",
		Help:    "give all pages of this name left and right margins with the same sum, or move the text to pages of another name with the property “page”",
	})
}

// reportOverfull reports a line that is wider than its measure.
func (m *maker) reportOverfull(p *para.Paragraph, breaking, i int, label string) {
	l := &p.Breakings[breaking].Lines[i]
	if l.Overfull <= dimen.PT/8 || p.Marker {
		return
	}
	what, help := "line "+strconv.Itoa(i+1)+" of this paragraph", ""
	if p.Code {
		what, help = "this line of code", "divide the line, or set code in a smaller size in the stylesheet"
	} else {
		help = overfullHelp(p.LongestWord(breaking, i))
	}
	m.findings.Add(diag.Finding{
		Pos: p.Pos, Severity: diag.Warning, Code: "overfull-line",
		Message: what + " is " + l.Overfull.Tenths() + "pt too wide (page " + label + ")",
		Help:    help,
	})
}

// overfullHelp says what to do about an overfull line with this longest word.
func overfullHelp(longest string) string {
	longest = strings.TrimFunc(strings.ReplaceAll(longest, "\u00AD", ""), func(r rune) bool { return strings.ContainsRune(".,;:!?‘’“”()", r) })
	if longest == "" {
		return "rephrase the text, or give it more room in the stylesheet"
	}
	return "add a soft hyphen to “" + longest + "”, or rephrase the sentence"
}
