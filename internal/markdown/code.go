package markdown

import "strings"

// codeSpan reads `code` (CommonMark 6.1), with attributes that may follow it. Pandoc strips all spaces from both sides:
// `a ` is “a”.
func (in *inliner) codeSpan() {
	n := 1
	for in.i+n < len(in.b) && in.b[in.i+n] == '`' {
		n++
	}
	close := in.backticks(n, in.i+n)
	if close < 0 {
		in.literal(n)
		return
	}
	text := codeText(string(in.b[in.i+n : close]))
	if trimmed := strings.Trim(text, " \t\r\n"); in.r.on.trimCode && trimmed != "" {
		text = trimmed
	}
	if in.cell {
		text = strings.ReplaceAll(text, `\|`, "|")
	}
	end := close + n
	it := &item{kind: kCode, start: in.off(in.i), text: text}
	if end < len(in.b) && in.b[end] == '{' && (in.r.on.codeAttrs || in.r.on.rawAttr) {
		if a, m, ok := parseAttrs(in.b[end:]); ok && (a.raw == "" && in.r.on.codeAttrs || a.raw != "" && in.r.on.rawAttr) {
			if a.raw != "" {
				in.rawInline(a.raw, in.i+n, close, end+m)
				return
			}
			end += m
			it.attrs = a
		}
	}
	it.end = in.offEnd(end)
	in.i = end
	in.push(it)
}

// codeText replaces line ends by spaces. It strips one space from each side if both sides have one and the text is not
// only spaces.
func codeText(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if len(s) >= 2 && s[0] == ' ' && s[len(s)-1] == ' ' && strings.Trim(s, " ") != "" {
		return s[1 : len(s)-1]
	}
	return s
}

// backticks finds the next run of exactly n backticks at or after i, or gives -1.
func (in *inliner) backticks(n, i int) int {
	if in.code == nil {
		in.code = map[int][]int{}
		for j := 0; j < len(in.b); j++ {
			if in.b[j] != '`' {
				continue
			}
			k := j
			for k < len(in.b) && in.b[k] == '`' {
				k++
			}
			in.code[k-j] = append(in.code[k-j], j)
			j = k
		}
	}
	runs := in.code[n]
	for len(runs) > 0 && runs[0] < i {
		runs = runs[1:]
	}
	in.code[n] = runs
	if len(runs) == 0 {
		return -1
	}
	return runs[0]
}
