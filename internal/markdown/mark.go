package markdown

import (
	"bytes"
	"regexp"
	"sync"
)

// markedText and shortcodes are large once they are compiled, and few books need them.
var markedText = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^==[^\s=][^\n]{0,200}?==(?:\W|$)`) })

// marked reads "==", which marks text if the extension is on.
func (in *inliner) marked() {
	n := 1
	for in.i+n < len(in.b) && in.b[in.i+n] == '=' {
		n++
	}
	if n != 2 {
		in.literal(n)
		return
	}
	before, after := in.before(in.i), in.after(in.i+n)
	if !in.r.on.mark {
		if !isWordRune(before) && markedText().Match(in.rest()) {
			in.r.switchedOff(in.off(in.i), "mark", "“==…==” marks text only where the book says so")
		}
		in.literal(n)
		return
	}
	it := in.add(kDelim, n, "==")
	it.char, it.n, it.orig = '=', n, n
	it.canOpen, it.canClose = !isSpaceRune(after), !isSpaceRune(before)
}

// switchedOff reports, once for a file, a construct of an extension that is off.
func (r *reading) switchedOff(off int, extension, message string) {
	if r.once[extension] {
		return
	}
	r.once[extension] = true
	r.warn(r.src.pos(off), "extension-off", message+"; it stays as it is written",
		"write “from: markdown+"+extension+"” in the front matter or book.yaml to switch it on")
}

// shortcodes are what Hugo and Quarto, Jekyll and kramdown put in their texts for their programs.
var shortcodes = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\{(?:\{<[^\n]{1,200}?>\}\}|\{%[^\n]{1,200}?%\}\}|%-? [^\n]{1,200}?%\}|\{ ?[a-z][\w.| :]*\}\}|:(?: ?[.#][\w-]+)+ *\}|:toc\})`)
})

// shortcode reports, once for a file, what is meant for another program. It stays as it is written.
func (in *inliner) shortcode(at int) {
	m := shortcodes().Find(in.b[at:])
	if m == nil || in.r.once["shortcode"] {
		return
	}
	in.r.once["shortcode"] = true
	in.r.warn(in.r.src.pos(in.off(at)), "shortcode", "“"+codeText(string(m))+"” is for another program, such as Hugo, Quarto or Jekyll; it and all of its kind stay as they are written",
		"write in Markdown what it makes, or take it out")
}

// wikiLink reads [[Page]] and [[Page|title]].
func (in *inliner) wikiLink() bool {
	b := in.rest()
	if !bytes.HasPrefix(b, []byte("[[")) {
		return false
	}
	n := bytes.IndexAny(b[2:min(len(b), 300)], "[]\n@^")
	if n < 1 || !bytes.HasPrefix(b[2+n:], []byte("]]")) {
		return false
	}
	if !in.r.on.wikiAfter && !in.r.on.wikiBefore {
		if next := in.after(in.i + n + 4); next != '(' && next != '[' && next != '{' && next != ':' {
			in.r.switchedOff(in.off(in.i), "wikilinks_title_after_pipe", "“"+string(b[:n+4])+"” is a link only where the book says so")
		}
		return false
	}
	page, title, both := bytes.Cut(b[2:2+n], []byte("|"))
	start := in.off(in.i + 2)
	if !both {
		title = page
	} else if in.r.on.wikiBefore {
		page, title = title, page
	} else {
		start = in.off(in.i + 3 + len(page))
	}
	kid := &item{kind: kText, start: start, end: start + len(title), text: string(title), literal: true}
	it := in.add(kLink, n+4, "")
	it.kids, it.depth = []*item{kid}, 1
	it.url = string(bytes.TrimSpace(page))
	if target, ok := in.lookUp(bytes.TrimSpace(page)); ok {
		it.url = target.url
	}
	it.attrs.Classes = []string{"wikilink"}
	return true
}
