package markdown

import "bytes"

// frontMatter takes the YAML at the head of the file and gives the offset behind it. As in Pandoc, "---" on the
// first line opens it, if the next line is not blank; "---" or "..." closes it.
func (r *reading) frontMatter() int {
	text := r.src.text
	if !isRule(text[:r.src.lineEnd(0)], "---") || len(r.src.lines) < 3 {
		return 0
	}
	start := r.src.lines[1]
	if isBlank(text[start:r.src.lineEnd(start)]) {
		return 0
	}
	for i := 1; i < len(r.src.lines)-1; i++ {
		at := r.src.lines[i]
		line := text[at:r.src.lineEnd(at)]
		if isRule(line, "---") || isRule(line, "...") {
			r.doc.FrontMatter, r.doc.FrontMatterLine = text[start:at], 2
			return min(r.src.lineEnd(at)+1, len(text))
		}
	}
	r.err(r.src.pos(0), "unclosed-front-matter", "the front matter that begins here is never closed", "end it with a line “---”")
	r.doc.FrontMatter, r.doc.FrontMatterLine = text[start:], 2
	return len(text)
}

func isRule(line []byte, rule string) bool { return string(bytes.TrimRight(line, " \t")) == rule }
