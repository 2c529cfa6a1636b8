package markdown

import "bytes"

func (in *inliner) openBracket() {
	if in.r.on.notes && in.noteRef() || in.wikiLink() {
		return
	}
	br := bracket{at: in.i + 1, keys: in.keys, after: in.keyBefore()}
	in.open(br, 1)
}

// openImage reads "![". An exclamation mark before the call of a note does not begin an image.
func (in *inliner) openImage() {
	if in.i+1 < len(in.b) && in.b[in.i+1] == '[' {
		if _, ok := noteLabel(in.b[in.i+1:]); ok {
			in.literal(1)
			return
		}
		in.open(bracket{at: in.i + 2, image: true, keys: in.keys}, 2)
		return
	}
	in.literal(1)
}

func (in *inliner) open(br bracket, n int) {
	br.out = len(in.out)
	in.literal(n)
	in.brackets = append(in.brackets, br)
}

// keyBefore gives the in-text citation directly before a bracket at the scanner's place; one space or line end may be
// between them.
func (in *inliner) keyBefore() *item {
	k := len(in.out) - 1
	if k > 0 && (in.out[k].kind == kSoft || in.out[k].kind == kText && in.out[k].text == " ") {
		k--
	}
	if k >= 0 && in.out[k].kind == kKey && in.out[k].cites == nil {
		return in.out[k]
	}
	return nil
}

// closeBracket reads "]" and decides what the bracket is: an inline note, a link or image with a destination, a
// span with attributes, a citation, or a link by reference, in this order; or just brackets.
func (in *inliner) closeBracket() {
	if len(in.brackets) == 0 {
		in.literal(1)
		return
	}
	br := in.brackets[len(in.brackets)-1]
	in.brackets = in.brackets[:len(in.brackets)-1]
	end := in.i + 1
	next := byte(0)
	if end < len(in.b) {
		next = in.b[end]
	}
	if br.note {
		in.wrap(br, end, &item{kind: kNote})
		return
	}
	link := br.image || br.at > in.lastLink
	if next == '(' && link {
		url, title, n, ok := destination(in.b[end:])
		if !ok && !in.r.on.strictEmphasis {
			url, title, n, ok = spacedDestination(in.b[end:])
		}
		if ok {
			in.link(br, end+n, linkTarget{url: url, title: title})
			return
		}
	}
	if next == '{' && !br.image && in.r.on.spans {
		if a, n, ok := parseAttrs(in.b[end:]); ok && a.raw == "" {
			in.wrap(br, end+n, &item{kind: kSpan, attrs: a})
			return
		}
	}
	if link {
		if target, n, ok := in.byReference(br, end); ok {
			if br.after == nil || n > 0 {
				in.link(br, end+n, target)
				return
			}
		}
	}
	if !br.image && (in.keys > br.keys || br.after != nil) && in.cite(br, end) {
		return
	}
	in.undefinedReference(br, end)
	in.literal(1)
}

// wrap moves the content of a bracket into an item that ends at offset end.
func (in *inliner) wrap(br bracket, end int, it *item) {
	it.start = in.out[br.out].start
	it.end = in.offEnd(end)
	it.kids = in.pair(append([]*item(nil), in.out[br.out+1:]...))
	it.depth = depthOf(it.kids) + 1
	in.out = in.out[:br.out]
	in.i = end
	if it.depth > maxInlineDepth {
		in.r.tooDeep(in.r.src.pos(it.start))
		in.out = append(in.out, it.kids...)
		return
	}
	in.push(it)
}

// undefinedReference reports [text][label] if the label is not defined, as the brackets would be printed.
func (in *inliner) undefinedReference(br bracket, end int) {
	if end >= len(in.b) || in.b[end] != '[' || end+1 < len(in.b) && in.b[end+1] == '^' {
		return
	}
	k := bytes.IndexByte(in.b[end:], ']')
	if k < 1 || k > 100 || bytes.ContainsAny(in.b[end+1:end+k], "[@") {
		return
	}
	label := string(in.b[end+1 : end+k])
	if label == "" {
		label = string(in.b[br.at:in.i])
	}
	in.r.warn(in.r.src.pos(in.out[br.out].start), "undefined-reference", "no link is defined for the label “"+label+"”",
		"add a line “["+label+"]: address”, or write \\[ if brackets are meant")
}
