package cite

import (
	"regexp"
	"strings"
)

var (
	mdStrong = regexp.MustCompile(`\*\*([^*\s](?:[^*]*[^*\s])?)\*\*`)
	mdEmph   = regexp.MustCompile(`\*([^*\s](?:[^*]*[^*\s])?)\*`)
	mdUnder  = regexp.MustCompile(`(^|[^\p{L}\p{N}_])_([^_\s](?:[^_]*[^_\s])?)_($|[^\p{L}\p{N}_])`)
	mdSpan   = regexp.MustCompile(`\[([^\]\[]*)\]\{\.(smallcaps|nocase)\}`)
	mdSup    = regexp.MustCompile(`\^([^\s^]+)\^`)
	mdSub    = regexp.MustCompile(`~([^\s~]+)~`)
	mdEscape = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)
)

// markdownToMarkup turns the Markdown of a reference into the markup of CSL-JSON. Escaped characters are not markup.
func markdownToMarkup(s string) string {
	if !strings.ContainsAny(s, `*_^~[\`) {
		return s
	}
	var kept []string
	s = mdEscape.ReplaceAllStringFunc(s, func(m string) string {
		kept = append(kept, m[1:])
		return "\x00"
	})
	s = mdSpan.ReplaceAllStringFunc(s, func(m string) string {
		p := mdSpan.FindStringSubmatch(m)
		if p[2] == "smallcaps" {
			return "<sc>" + p[1] + "</sc>"
		}
		return `<span class="nocase">` + p[1] + "</span>"
	})
	s = mdStrong.ReplaceAllString(s, "<b>$1</b>")
	s = mdEmph.ReplaceAllString(s, "<i>$1</i>")
	s = mdUnder.ReplaceAllString(s, "$1<i>$2</i>$3")
	s = mdSup.ReplaceAllString(s, "<sup>$1</sup>")
	s = mdSub.ReplaceAllString(s, "<sub>$1</sub>")
	for _, k := range kept {
		s = strings.Replace(s, "\x00", k, 1)
	}
	return s
}
