package manifest

import (
	"fmt"
	"strconv"
	"strings"

	"quire/internal/diag"
	"quire/internal/yaml"
)

// mathMacros reads definitions for formulas: a text with \newcommand and its like, or a map from names to bodies, where a
// body with parameters is a list of the body and their number, as MathJax has it.
//
//	math-macros:
//	  R: \mathbb{R}
//	  norm: ['\left\lVert #1\right\rVert', 1]
func (d *decoder) mathMacros(n *yaml.Node) {
	if n.Kind == yaml.Scalar {
		d.m.MathMacros = append(d.m.MathMacros, Key{Key: n.Text, Pos: n.Pos})
		return
	}
	if n.Kind != yaml.Mapping {
		d.wrongType(n, "a map from names to TeX, or a text with definitions")
		return
	}
	for _, f := range n.Fields {
		name := strings.TrimPrefix(f.Key, `\`)
		if name == "" || strings.ContainsFunc(name, func(c rune) bool { return !(c|0x20 >= 'a' && c|0x20 <= 'z') }) {
			d.add(f.Pos, diag.Error, "invalid-value", "“"+f.Key+"” cannot be the name of a command", "use letters only")
			continue
		}
		body, params := f.Value, 0
		if f.Value.Kind == yaml.Sequence && len(f.Value.Items) == 2 {
			body = f.Value.Items[0]
			if count, ok := d.scalar(f.Value.Items[1]); ok {
				v, err := strconv.Atoi(count)
				if err != nil || v < 0 || v > 9 {
					d.add(f.Value.Items[1].Pos, diag.Error, "invalid-value", "“"+count+"” is not a number of parameters", "write a digit from 0 to 9")
					continue
				}
				params = v
			}
		}
		text, ok := d.scalar(body)
		if !ok {
			continue
		}
		d.m.MathMacros = append(d.m.MathMacros, Key{Key: fmt.Sprintf("\\newcommand{\\%s}[%d]{%s}", name, params, text), Pos: body.Pos})
	}
}

// texDefinitions takes the definitions for formulas out of header-includes. It reports whether there is nothing else.
func (d *decoder) texDefinitions(n *yaml.Node) bool {
	items := n.Items
	if n.Kind == yaml.Scalar {
		items = []*yaml.Node{n}
	}
	only := len(items) > 0
	for _, it := range items {
		text := strings.TrimSpace(it.Text)
		text = strings.TrimSuffix(strings.TrimPrefix(text, "```{=latex}"), "```")
		open := 0
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			only = only && (open > 0 || line == "" || line[0] == '%' || definesTeX(line))
			open += strings.Count(line, "{") - strings.Count(line, "}")
		}
		if strings.Contains(text, `\newcommand`) || strings.Contains(text, `\def`) || strings.Contains(text, `\DeclareMathOperator`) || strings.Contains(text, `\renewcommand`) {
			d.m.MathMacros = append(d.m.MathMacros, Key{Key: text, Pos: it.Pos})
		}
	}
	return only
}

// definesTeX reports whether a line begins a definition.
func definesTeX(line string) bool {
	for _, c := range []string{`\newcommand`, `\renewcommand`, `\providecommand`, `\def`, `\DeclareMathOperator`, `\let`} {
		if strings.HasPrefix(line, c) {
			return true
		}
	}
	return false
}
