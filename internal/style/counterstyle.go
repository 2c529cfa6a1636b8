package style

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// counterStyle is an @counter-style rule (css-counter-styles-3, §2), or a predefined style.
type counterStyle struct {
	system   string // cyclic, fixed, symbolic, alphabetic, numeric, additive, extends
	symbols  []string
	weights  []int // of additive: the value of each symbol, in descending order
	first    int   // of fixed: the number of the first symbol
	extends  string
	negative [2]string
	prefix   string
	suffix   string
	ranges   [][2]int // nil: the default of the system
	pad      int
	padWith  string
	fallback string
	set      map[string]bool // descriptors that are set and not inherited by extends
}

const (
	least    = -1 << 30
	greatest = 1 << 30
)

// predefined returns a predefined counter style (css-counter-styles-3, §6), or nil.
func predefined(name string) *counterStyle {
	cs := &counterStyle{negative: [2]string{"-"}, suffix: ". ", fallback: "decimal"}
	letters := func(s string) { cs.system, cs.symbols = "alphabetic", strings.Split(s, "") }
	digits := func(zero rune) {
		cs.system = "numeric"
		for i := range rune(10) {
			cs.symbols = append(cs.symbols, string(zero+i))
		}
	}
	additive := func(from, to int, weights []int, symbols string) {
		cs.system, cs.weights, cs.symbols, cs.ranges = "additive", weights, strings.Fields(symbols), [][2]int{{from, to}}
	}
	bullet := func(s string) { cs.system, cs.symbols, cs.suffix = "cyclic", []string{s}, " " }
	const latin = "abcdefghijklmnopqrstuvwxyz"
	roman := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	const romans = "m cm d cd c xc l xl x ix v iv i"
	switch name {
	case "decimal":
		digits('0')
	case "decimal-leading-zero":
		digits('0')
		cs.pad, cs.padWith = 2, "0"
	case "arabic-indic":
		digits('٠')
	case "persian":
		digits('۰')
	case "devanagari":
		digits('०')
	case "bengali":
		digits('০')
	case "thai":
		digits('๐')
	case "lower-roman":
		additive(1, 3999, roman, romans)
	case "upper-roman":
		additive(1, 3999, roman, strings.ToUpper(romans))
	case "lower-alpha", "lower-latin":
		letters(latin)
	case "upper-alpha", "upper-latin":
		letters(strings.ToUpper(latin))
	case "lower-greek":
		letters("αβγδεζηθικλμνξοπρστυφχψω")
	case "upper-greek": // not in the standard, but as widely used as lower-greek
		letters("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ")
	case "lower-russian":
		letters("абвгдежзиклмнопрстуфхцчшщэюя")
	case "upper-russian":
		letters("АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ")
	case "hebrew":
		additive(1, 999, []int{
			400, 300, 200, 100, 90, 80, 70, 60, 50, 40, 30, 20, 19, 18, 17, 16, 15, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
		}, "ת ש ר ק צ פ ע ס נ מ ל כ יט יח יז טז טו י ט ח ז ו ה ד ג ב א")
	case "georgian":
		additive(1, 999, []int{
			900, 800, 700, 600, 500, 400, 300, 200, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
		}, "შ ყ ღ ქ ფ ჳ ტ ს რ ჟ პ ო ჲ ნ მ ლ კ ი თ ჱ ზ ვ ე დ გ ბ ა")
	case "armenian", "upper-armenian":
		additive(1, 9999, armenian, "Ք Փ Ւ Ց Ր Տ Վ Ս Ռ Ջ Պ Չ Ո Շ Ն Յ Մ Ճ Ղ Ձ Հ Կ Ծ Խ Լ Ի Ժ Թ Ը Է Զ Ե Դ Գ Բ Ա")
	case "lower-armenian":
		additive(1, 9999, armenian, "ք փ ւ ց ր տ վ ս ռ ջ պ չ ո շ ն յ մ ճ ղ ձ հ կ ծ խ լ ի ժ թ ը է զ ե դ գ բ ա")
	case "cjk-decimal":
		cs.system, cs.symbols, cs.ranges, cs.suffix = "numeric", strings.Split("〇一二三四五六七八九", ""), [][2]int{{0, greatest}}, "、"
	case "disc":
		bullet("•")
	case "circle":
		bullet("◦")
	case "square":
		bullet("▪")
	case "none":
		bullet("")
	default:
		return nil
	}
	return cs
}

var armenian = []int{
	9000, 8000, 7000, 6000, 5000, 4000, 3000, 2000, 1000, 900, 800, 700, 600, 500, 400, 300, 200, 100,
	90, 80, 70, 60, 50, 40, 30, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1,
}

// predefinedNames are those of predefined, for findings and for the manual.
var predefinedNames = []string{
	"decimal", "decimal-leading-zero", "lower-roman", "upper-roman", "lower-alpha", "lower-latin", "upper-alpha", "upper-latin",
	"lower-greek", "upper-greek", "lower-russian", "upper-russian", "hebrew", "georgian", "armenian", "upper-armenian",
	"lower-armenian", "arabic-indic", "persian", "devanagari", "bengali", "thai", "cjk-decimal", "disc", "circle", "square", "none",
}

// CounterText writes a number in a counter style; "" and unknown styles are decimal.
func (sh *Sheet) CounterText(n int, name string) string {
	seen := map[string]bool{}
	for cs := sh.counterStyle(name, 0); !seen[name]; cs = sh.counterStyle(name, 0) {
		if s, ok := cs.text(n); ok {
			return s
		}
		seen[name], name = true, cs.fallback
	}
	s, _ := predefined("decimal").text(n)
	return s
}

// CounterAffixes gives the text before and after the number of a list item in a counter style.
func (sh *Sheet) CounterAffixes(name string) (prefix, suffix string) {
	cs := sh.counterStyle(name, 0)
	return cs.prefix, cs.suffix
}

// OwnCounterStyle reports whether an @counter-style of the sheets has the name.
func (sh *Sheet) OwnCounterStyle(name string) bool { return sh.counters[name] != nil }

// counterStyle finds a style by its name, completed by the style that it extends.
func (sh *Sheet) counterStyle(name string, depth int) *counterStyle {
	own := sh.counters[name]
	switch {
	case own == nil || depth > 16:
		if cs := predefined(name); cs != nil && depth <= 16 {
			return cs
		}
		return predefined("decimal")
	case own.system != "extends":
		return own
	}
	cs := *sh.counterStyle(own.extends, depth+1)
	for name := range own.set {
		switch name {
		case "negative":
			cs.negative = own.negative
		case "prefix":
			cs.prefix = own.prefix
		case "suffix":
			cs.suffix = own.suffix
		case "range":
			cs.ranges = own.ranges
		case "pad":
			cs.pad, cs.padWith = own.pad, own.padWith
		case "fallback":
			cs.fallback = own.fallback
		}
	}
	return &cs
}

// text writes a number; ok is false if the style cannot (css-counter-styles-3, §2.1).
func (cs *counterStyle) text(n int) (s string, ok bool) {
	if n < least || n > greatest || !cs.covers(n) {
		return "", false
	}
	v, minus := n, false
	switch cs.system {
	case "symbolic", "alphabetic", "numeric", "additive":
		if n < 0 {
			v, minus = -n, true
		}
	}
	k := len(cs.symbols)
	var parts []string
	switch cs.system {
	case "cyclic":
		return cs.symbols[((n-1)%k+k)%k], true
	case "fixed":
		if n < cs.first || n-cs.first >= k {
			return "", false
		}
		return cs.symbols[n-cs.first], true
	case "symbolic":
		times := (v + k - 1) / k
		if v < 1 || times > 60 { // css-counter-styles-3, §3.1.3, allows a limit
			return "", false
		}
		parts = slices.Repeat([]string{cs.symbols[(v-1)%k]}, times)
	case "alphabetic":
		if v < 1 {
			return "", false
		}
		for ; v > 0; v = (v - 1) / k {
			parts = append(parts, cs.symbols[(v-1)%k])
		}
		slices.Reverse(parts)
	case "numeric":
		for ; v > 0 || parts == nil; v /= k {
			parts = append(parts, cs.symbols[v%k])
		}
		slices.Reverse(parts)
	case "additive":
		for i, w := range cs.weights {
			if w == 0 {
				if v == 0 && parts == nil {
					parts = append(parts, cs.symbols[i])
				}
				continue
			}
			times := v / w
			if times > 60 {
				return "", false
			}
			parts = append(parts, slices.Repeat([]string{cs.symbols[i]}, times)...)
			v -= times * w
		}
		if v != 0 || parts == nil {
			return "", false
		}
	}
	s = strings.Join(parts, "")
	width := utf8.RuneCountInString(s)
	if minus {
		width += utf8.RuneCountInString(cs.negative[0]) + utf8.RuneCountInString(cs.negative[1])
	}
	if cs.padWith != "" && width < cs.pad {
		s = strings.Repeat(cs.padWith, cs.pad-width) + s
	}
	if minus {
		s = cs.negative[0] + s + cs.negative[1]
	}
	return s, true
}

// covers reports whether a number is in the range of the style; css-counter-styles-3, §2.5, has the default ranges.
func (cs *counterStyle) covers(n int) bool {
	if cs.ranges == nil {
		switch cs.system {
		case "alphabetic", "symbolic":
			return n >= 1
		case "additive":
			return n >= 0
		}
		return true
	}
	return slices.ContainsFunc(cs.ranges, func(r [2]int) bool { return n >= r[0] && n <= r[1] })
}
