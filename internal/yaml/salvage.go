package yaml

import (
	"bytes"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// tabWidth is the number of spaces that replace a tab in an indentation.
const tabWidth = 4

// untabbed replaces the tabs in indentations by spaces. first is the first line with a tab, or 0.
func untabbed(data []byte) (spaced []byte, first int) {
	n := 0
	for line := range bytes.Lines(data) {
		n++
		rest := bytes.TrimLeft(line, " \t")
		indent := string(line[:len(line)-len(rest)])
		if strings.Contains(indent, "\t") && len(bytes.TrimSpace(rest)) > 0 {
			if first == 0 {
				first = n
			}
			indent = strings.ReplaceAll(indent, "\t", strings.Repeat(" ", tabWidth))
		}
		spaced = append(append(spaced, indent...), rest...)
	}
	return spaced, first
}

// mostEntries limits how many entries salvage reads, as each is parsed separately.
const mostEntries = 500

// salvage reads a map whose YAML is malformed entry by entry, so that one fault does not lose the whole. The result is
// nil if no entry can be read.
func (c *converter) salvage(data []byte, whole error) *Node {
	starts := entries(data)
	if len(starts) < 2 || len(starts) > mostEntries {
		c.syntax(whole)
		return nil
	}
	// Each entry is parsed after as many empty lines as there are before it, so that its positions are right.
	var values []*ast.MappingValueNode
	reported := false
	for i, start := range starts {
		end := len(data)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		alone := bytes.Repeat([]byte("\n"), bytes.Count(data[:start], []byte("\n")))
		f, err := parse(append(alone, data[start:end]...))
		if err != nil {
			c.syntax(err)
			reported = true
			continue
		}
		for _, d := range f.Docs {
			if d == nil {
				continue
			}
			switch n := d.Body.(type) {
			case *ast.MappingNode:
				values = append(values, n.Values...)
			case *ast.MappingValueNode:
				values = append(values, n)
			}
		}
	}
	if !reported { // each entry is right, and the fault is in how they follow one another
		c.syntax(whole)
	}
	if len(values) == 0 {
		return nil
	}
	n := c.mapping(c.tokenPos(values[0].Key.GetToken()), values, 0)
	if c.failed {
		return nil
	}
	return n
}

// entries finds the entries of a block map: each begins on a line with a key at the margin.
func entries(data []byte) (starts []int) {
	at := 0
	for line := range bytes.Lines(data) {
		key, _, ok := bytes.Cut(line, []byte(":"))
		if ok && len(key) > 0 && !bytes.ContainsAny(key[:1], " \t#-\n'\"[{}]|>&*!%@`") {
			starts = append(starts, at)
		}
		at += len(line)
	}
	return starts
}
