package style

import (
	"maps"
	"slices"

	"quire/internal/css"
	"quire/internal/diag"
)

// checkVariables reports var() with a custom property that is never set.
func (p *parser) checkVariables() {
	names := slices.Sorted(maps.Keys(p.vars))
	for _, t := range p.variablesUsed {
		if p.vars[t.Text] {
			continue
		}
		help := "set it, as in “html { " + t.Text + ": 1em }”, or give a fallback: var(" + t.Text + ", 1em)"
		if near := diag.Nearest(t.Text, names); near != "" {
			help = "did you mean “" + near + "”?"
		}
		p.warn(t.Pos, "bad-value", help, "“%s” is set nowhere", t.Text)
	}
}

func (p *parser) badValue(d *declaration) {
	pos := d.pos
	if len(d.value) > 0 && d.value[0].Pos.IsValid() {
		pos = d.value[0].Pos
	}
	help := "the declaration is left out; docs/styles.md has the values that there are"
	if near := nearestValue(d.name, d.value); near != "" {
		help = "did you mean “" + near + "”?"
	}
	p.warn(pos, "bad-value", help, "“%s” is not a value of “%s” that is known here", css.Text(d.value), d.name)
}

// propertyHelp is the help for an unknown property.
func (p *parser) propertyHelp(name string) string {
	if why, ok := unsupported[name]; ok {
		return why
	}
	if near := diag.Nearest(name, propertyNames()); near != "" {
		return "did you mean “" + near + "”?"
	}
	return "the declaration is left out"
}
