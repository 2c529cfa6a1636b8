package markdown

import (
	"sync"

	github "github.com/yuin/goldmark-emoji/definition"
)

// emoji reads :name: as an emoji if the extension is on.
func (in *inliner) emoji() bool {
	name := emojiName(in.rest())
	if name == "" || isWordRune(in.before(in.i)) {
		return false
	}
	e, ok := githubEmoji().Get(name)
	if !ok || len(e.Unicode) == 0 {
		return false
	}
	if !in.r.on.emoji {
		in.r.switchedOff(in.off(in.i), "emoji", "“:"+name+":” is an emoji only where the book says so")
		return false
	}
	in.add(kText, len(name)+2, string(e.Unicode)).literal = true
	return true
}

// emojiName gives the name between two colons at the beginning of b, or "".
func emojiName(b []byte) string {
	n := 1
	for n < len(b) && n < 60 && (isLetter(b[n]) || isDigit(b[n]) || b[n] == '_' || b[n] == '+' || b[n] == '-') {
		n++
	}
	if n == 1 || n >= len(b) || b[n] != ':' {
		return ""
	}
	return string(b[1:n])
}

// githubEmoji gives the table of names, which few books need.
var githubEmoji = sync.OnceValue(func() github.Emojis { return github.Github() })
