package markdown

import "strings"

// rawInline reads `text`{=format}: HTML goes through the safe subset; text for other formats is left out.
func (in *inliner) rawInline(format string, from, to, end int) {
	if !isHTML(format) {
		in.r.leaveOutFormat(in.off(in.i), format)
		in.i = end
		return
	}
	sub := &inliner{r: in.r, b: in.b[:to], pieces: in.pieces, i: from, lastLink: -1}
	for sub.i < to {
		switch sub.b[sub.i] {
		case '<':
			if strings.HasPrefix(string(sub.rest()), "<!--") {
				sub.comment()
				continue
			}
			sub.tag()
		case '&':
			sub.reference()
		default:
			n := strings.IndexAny(string(sub.rest()), "<&")
			if n < 0 {
				n = to - sub.i
			}
			sub.literal(n)
		}
	}
	in.out = append(in.out, sub.out...)
	in.i = end
}

// isHTML reports whether a format that Pandoc knows is HTML.
func isHTML(format string) bool {
	switch format {
	case "html", "html4", "html5", "xhtml", "epub", "epub2", "epub3", "markdown":
		return true
	}
	return false
}
