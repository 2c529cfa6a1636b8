package dimen

import "strings"

// papers are the named sizes of paper, upright, in millimetres. The series A and B follow ISO 216, the Japanese B
// series JIS P 0138, and the North American sizes ANSI/ASME Y14.1 and custom (css-page-3, §7.1, has the same list).
var papers = map[string][2]string{
	"a3": {"297", "420"}, "a4": {"210", "297"}, "a5": {"148", "210"}, "a6": {"105", "148"},
	"b4": {"250", "353"}, "b5": {"176", "250"}, "jis-b4": {"257", "364"}, "jis-b5": {"182", "257"},
	"letter": {"215.9", "279.4"}, "legal": {"215.9", "355.6"}, "ledger": {"279.4", "431.8"},
}

// Paper gives the size of a named sheet of paper, upright. Case is ignored.
func Paper(name string) (width, height Length, ok bool) {
	p, ok := papers[strings.ToLower(name)]
	if !ok {
		return 0, 0, false
	}
	width, _ = Parse(p[0], "mm")
	height, _ = Parse(p[1], "mm")
	return width, height, true
}
