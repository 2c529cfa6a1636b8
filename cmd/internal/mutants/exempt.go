//go:build unix

package main

import (
	"fmt"
	"strings"
)

// exemptions are the changes that exempt.txt leaves out.
type exemptions map[exemption]bool

// exemption names a condition by file, function and text, since lines move.
type exemption struct{ file, function, condition string }

// readExempt reads a list of exemptions. Each is a line “FILE FUNCTION: CONDITION” and an indented line with the reason. A
// line that begins with # is a comment.
func readExempt(list string) (exemptions, error) {
	out := exemptions{}
	var last *exemption
	for i, line := range strings.Split(list, "\n") {
		switch {
		case strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#"):
		case line[0] == ' ' || line[0] == '\t':
			last = nil
		case last != nil:
			return nil, fmt.Errorf("exempt.txt:%d: the condition before has no reason", i+1)
		default:
			where, condition, ok := strings.Cut(line, ": ")
			file, function, ok2 := strings.Cut(where, " ")
			if !ok || !ok2 {
				return nil, fmt.Errorf("exempt.txt:%d: this is not FILE FUNCTION: CONDITION", i+1)
			}
			last = &exemption{file, function, squeeze(condition)}
			out[*last] = true
		}
	}
	if last != nil {
		return nil, fmt.Errorf("exempt.txt: the last condition has no reason")
	}
	return out, nil
}

func (x exemptions) has(c *change) bool {
	return x[exemption{c.file, c.function, squeeze(c.condition)}]
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
