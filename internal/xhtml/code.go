package xhtml

import (
	"strconv"
	"strings"

	"quire/internal/doc"
)

// code writes a block of code; each token with a class is a span. The numbers of lines are attributes of empty spans,
// which the stylesheet prints, so they are neither read aloud nor copied with the code.
func (r *Renderer) code(c *doc.CodeBlock) {
	r.flush()
	r.element(c, func() {
		r.w.Start("code")
		tokens := c.Tokens
		if len(tokens) == 0 {
			tokens = []doc.Token{{End: len(c.Text)}}
		}
		at, line, begins := 0, c.FirstLine, c.FirstLine > 0
		for _, t := range tokens {
			for at < t.End {
				// A span ends with its line, so that each line is independent.
				end := t.End
				if n := strings.IndexByte(c.Text[at:t.End], '\n'); n >= 0 && c.FirstLine > 0 {
					end = at + n + 1
				}
				if begins {
					r.w.Start("span", Att{"class", "line-number"}, Att{"data-number", strconv.Itoa(line)})
					r.w.End()
					line++
				}
				begins = c.FirstLine > 0 && c.Text[end-1] == '\n'
				if t.Class != "" {
					r.w.Start("span", Att{"class", t.Class})
				}
				r.stretch(c.Num, c.Text, at, end)
				if t.Class != "" {
					r.w.End()
				}
				at = end
			}
		}
		r.w.End()
	})
	r.w.Line()
}
