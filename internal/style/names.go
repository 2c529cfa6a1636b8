package style

import (
	"maps"
	"slices"
	"strings"

	"quire/internal/css"
	"quire/internal/diag"
)

// The known page selectors, functions and units, for findings and for the manual.
var (
	pagePseudos = []string{"left", "right", "recto", "verso", "first", "blank", "nth"}
	functions   = []string{
		"var", "calc", "min", "max", "clamp", "attr", "counter", "counters", "string", "element", "content", "running",
		"target-counter", "target-counters", "target-text", "leader", "rgb", "hsl", "device-cmyk", "url", "local", "format",
		"-quire-notes-to",
	}
	units = []string{"pt", "pc", "in", "cm", "mm", "q", "px", "em", "rem", "ex", "ch", "lh", "rlh"}
)

// keywordList are the keywords of all values, to find the one nearest to a misspelt word.
var keywordList = strings.Fields(`
	open-quote close-quote no-open-quote no-close-quote all all-petite-caps all-small-caps allow-end always anywhere auto avoid avoid-page balance balance-all baseline block
	block-end block-start bold bolder border-box both bottom break-all break-word capitalize center circle clone collapse column
	common-ligatures content-box contextual crop cross currentcolor dashed decimal diagonal-fractions disc
	discretionary-ligatures dotted double drop each-line end first fit-content fixed footnote force-end from-font full-width
	hanging historical-ligatures inherit initial inline inside italic justify keep-all landscape larger last left
	lighter line-through lining-nums list-item loose lower-alpha lower-greek lower-roman lowercase manual medium middle
	no-common-ligatures no-contextual no-discretionary-ligatures no-historical-ligatures none normal nowrap oblique off
	oldstyle-nums on ordinal outside overline page petite-caps portrait position pre pre-line pre-wrap proportional-nums raise
	recto revert right separate slashed-zero slice small-caps smaller solid space-all spread square stacked-fractions start static
	strict sub super table table-caption table-cell table-header-group table-row table-row-group tabular-nums text-bottom
	text-top thick thin titling-caps top transparent underline unicase unset upper-alpha upper-roman uppercase verso wavy weight
	a3 a4 a5 a6 b4 b5 letter legal ledger jis-b4 jis-b5`)

// nearestValue is the value that was probably meant by a misspelt keyword or unit of a property, or "".
func nearestValue(name string, v []css.Token) string {
	if len(v) != 1 {
		return ""
	}
	fits := func(t css.Token) bool {
		long := []longhand{{name, []css.Token{t}}}
		if _, ok := propertyIndex[name]; !ok {
			var known, ok bool
			if long, known, ok = expand(name, []css.Token{t}); !known || !ok {
				return false
			}
		}
		for _, l := range long {
			s := initial()
			if !isWideKeyword(l.value) && !properties[propertyIndex[l.name]].set(&computer{s: s, parent: initial()}, l.value) {
				return false
			}
		}
		return true
	}
	switch t := v[0]; t.Kind {
	case css.Dimension:
		number := strings.TrimSuffix(strings.ToLower(t.Text), t.Unit)
		if near := diag.Nearest(t.Unit, units); near != "" {
			t.Unit, t.Text = near, number+near
			if fits(t) {
				return t.Text
			}
		}
	case css.Ident:
		var candidates []string
		for _, list := range [2][]string{keywordList, css.ColorNames()} {
			for _, w := range list {
				if fits(css.Token{Kind: css.Ident, Text: w}) {
					candidates = append(candidates, w)
				}
			}
		}
		return diag.Nearest(t.Text, candidates)
	}
	return ""
}

// propertyNames are all known properties, including shorthands, sorted.
func propertyNames() []string {
	out := slices.Collect(maps.Keys(shorthandParts))
	for _, p := range properties {
		out = append(out, p.name)
	}
	slices.Sort(out)
	return out
}

// unsupported are properties that an author may expect, with the reason why they are missing and what to do instead.
var unsupported = map[string]string{
	"border-radius":    "corners are square in print; take the declaration out",
	"box-shadow":       "there are no shadows in print; a border sets a box off",
	"text-shadow":      "there are no shadows in print",
	"opacity":          "ink is opaque; give a lighter colour",
	"flex":             "there is no flexbox; the blocks of a page follow one another",
	"grid":             "there is no grid of boxes; -quire-baseline-grid is that of the lines",
	"transform":        "nothing is turned or scaled after it is set",
	"transition":       "paper does not move",
	"animation":        "paper does not move",
	"cursor":           "paper has no cursor",
	"background-image": "a background is one colour; use background-color",
	"list-style-image": "write the mark as content of ::marker",
}
