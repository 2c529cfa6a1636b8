package epub

import (
	"regexp"
	"strings"
)

// lean gives a stylesheet without comments, without white space that means nothing, and without rules for what the book
// does not have.
func lean(css string, found *elements) string {
	var b strings.Builder
	leanRules(&b, squeeze(css), found)
	return b.String()
}

// squeeze takes out comments and makes one space of white space, strings (CSS Syntax 3, section 4.3.5) left as they are.
func squeeze(css string) string {
	var b strings.Builder
	space := false
	for i := 0; i < len(css); {
		switch c := css[i]; {
		case strings.HasPrefix(css[i:], "/*"):
			end := strings.Index(css[i+2:], "*/")
			if end < 0 {
				return b.String()
			}
			i += end + 4
			space = true
			continue
		case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
			space = true
			i++
			continue
		case c == '"' || c == '\'':
			if space {
				b.WriteByte(' ')
			}
			space = false
			end := i + 1
			for end < len(css) && css[end] != c {
				if css[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end+1, len(css))
			b.WriteString(css[i:end])
			i = end
			continue
		case c == '\\' && i+1 < len(css):
			if space {
				b.WriteByte(' ')
			}
			space = false
			b.WriteString(css[i : i+2])
			i += 2
			continue
		default:
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// leanRules writes the rules of a squeezed sheet.
func leanRules(b *strings.Builder, css string, found *elements) {
	for {
		css = strings.TrimLeft(css, " ")
		if css == "" {
			return
		}
		end := ends(css, "{;")
		if end == len(css) || css[end] == ';' { // @import and the like, or what cannot be read
			b.WriteString(css[:min(end+1, len(css))])
			css = css[min(end+1, len(css)):]
			continue
		}
		prelude, rest := strings.TrimSpace(css[:end]), css[end+1:]
		end = ends(rest, "}")
		block := rest[:end]
		css = rest[min(end+1, len(rest)):]
		switch word, _, _ := strings.Cut(strings.ToLower(prelude), " "); {
		case word == "@media" || word == "@supports":
			var inner strings.Builder
			leanRules(&inner, block, found)
			if inner.Len() > 0 {
				b.WriteString(prelude + "{" + inner.String() + "}")
			}
		case strings.HasPrefix(word, "@"):
			b.WriteString(prelude + "{" + leanBlock(block) + "}")
		default:
			var kept []string
			for _, s := range cut(prelude, ',') {
				if s = strings.TrimSpace(s); found.match(s) {
					kept = append(kept, tight(s))
				}
			}
			if len(kept) > 0 {
				b.WriteString(strings.Join(kept, ",") + "{" + leanBlock(block) + "}")
			}
		}
	}
}

// leanBlock gives declarations without spaces around their signs.
func leanBlock(block string) string {
	var out []string
	for _, d := range cut(block, ';') {
		name, value, ok := strings.Cut(d, ":")
		if !ok {
			if d = strings.TrimSpace(d); d != "" {
				out = append(out, d)
			}
			continue
		}
		var values []string
		for _, part := range cut(strings.TrimSpace(value), ',') {
			if part = strings.TrimSpace(part); !strings.ContainsAny(part, "\"'\\") {
				part = leadingZero.ReplaceAllString(comma.ReplaceAllString(part, ","), "$1.")
			}
			values = append(values, part)
		}
		out = append(out, strings.TrimSpace(name)+":"+strings.Join(values, ","))
	}
	return strings.Join(out, ";")
}

var (
	// leadingZero is one that CSS does not need.
	leadingZero = regexp.MustCompile(`(^|[ ,(-])0\.`)
	comma       = regexp.MustCompile(` ?, ?`)
)

// tight takes the spaces from around a selector's combinators.
func tight(selector string) string {
	if strings.ContainsAny(selector, `("'`) {
		return selector
	}
	return strings.NewReplacer(" > ", ">", " + ", "+", " ~ ", "~").Replace(selector)
}

// ends gives the place of the first of some signs that stands in no string, bracket or block, or the length.
func ends(css, signs string) int {
	depth := 0
	for i := 0; i < len(css); i++ {
		c := css[i]
		if depth == 0 && strings.IndexByte(signs, c) >= 0 {
			return i
		}
		switch c {
		case '\\':
			i++
		case '"', '\'':
			for i++; i < len(css) && css[i] != c; i++ {
				if css[i] == '\\' {
					i++
				}
			}
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		}
	}
	return len(css)
}

// cut divides at a sign that stands in no string, bracket or block.
func cut(css string, sign byte) []string {
	var out []string
	for {
		end := ends(css, string(sign))
		out = append(out, css[:end])
		if end == len(css) {
			return out
		}
		css = css[end+1:]
	}
}

func isName(c byte) bool {
	return c == '-' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
