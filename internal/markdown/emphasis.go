package markdown

// delimiter reads a run of * or _ (emphasis, CommonMark 6.2), of ~ (subscript, strikeout) or ^ (superscript; or
// the beginning of an inline note).
func (in *inliner) delimiter(c byte) {
	n := 1
	for in.i+n < len(in.b) && in.b[in.i+n] == c {
		n++
	}
	if c == '^' && in.i+n < len(in.b) && in.b[in.i+n] == '[' && in.r.on.inlineNotes {
		if n > 1 {
			in.literal(n - 1)
		}
		in.openNote()
		return
	}
	if c == '^' && (n > 1 || !in.r.on.superscript) || c == '~' && (n > 2 || n == 2 && !in.r.on.strikeout || n == 1 && !in.r.on.subscript && !in.r.on.gfm) {
		in.literal(n)
		return
	}
	before, after := in.before(in.i), in.after(in.i+n)
	it := in.add(kDelim, n, string(in.b[in.i:in.i+n]))
	it.char, it.n, it.orig, it.spaces = c, n, n, in.spaces
	spaceBefore, spaceAfter := isSpaceRune(before), isSpaceRune(after)
	left := !spaceAfter && (!isPunctRune(after) || spaceBefore || isPunctRune(before))
	right := !spaceBefore && (!isPunctRune(before) || spaceAfter || isPunctRune(after))
	switch {
	case c == '*' && in.r.on.strictEmphasis:
		it.canOpen, it.canClose = left, right
	case c == '_' && in.r.on.strictEmphasis:
		it.canOpen, it.canClose = left && (!right || isPunctRune(before)), right && (!left || isPunctRune(after))
	case c == '_': // Pandoc's intraword_underscores: no letter or digit may follow the closing mark
		it.canOpen = !spaceAfter && !(in.r.on.intraword && isWordRune(before))
		it.canClose = !spaceBefore && !(in.r.on.intraword && isWordRune(after))
	case c == '~' && in.r.on.gfm:
		it.canOpen, it.canClose = left, right
	default: // Pandoc: next to text, whatever its first or last character, so that “**強調。**次” is emphasis
		it.canOpen, it.canClose = !spaceAfter, !spaceBefore
	}
	it.gfm = in.r.on.gfm
}

// matches reports whether two runs are a pair.
func (opener *item) matches(closer *item) bool {
	if opener.char != closer.char {
		return false
	}
	switch opener.char {
	case '*', '_':
		// CommonMark 6.2, rules 9 and 10.
		return !((opener.canClose || closer.canOpen) && (opener.orig+closer.orig)%3 == 0 && (opener.orig%3 != 0 || closer.orig%3 != 0))
	case '=':
		return true
	case '~':
		if opener.gfm {
			return opener.n == closer.n
		}
		return opener.n == closer.n && (closer.n == 2 || opener.spaces == closer.spaces)
	}
	return opener.spaces == closer.spaces // a superscript has no spaces
}

// pair pairs the delimiters among items and returns the items with the pairs turned into nodes; a delimiter without a
// partner becomes text. It is CommonMark's algorithm with its lower bounds for each kind of closer, so the time is
// linear. Pairs close from left to right, so the items between them are always the end of the output.
func (in *inliner) pair(items []*item) []*item {
	out := make([]*item, 0, len(items))
	var openers []int // indexes in out
	var bottom [5][2][3]int
	sort := map[byte]int{'*': 0, '_': 1, '~': 2, '^': 3, '=': 4}
	deep := false // too deep: the delimiters behind are text, so that the time stays linear
	for _, it := range items {
		if it.kind != kDelim {
			out = append(out, it)
			continue
		}
		for it.canClose && it.n > 0 && !deep {
			both := 0
			if it.canOpen {
				both = 1
			}
			low := &bottom[sort[it.char]][both][it.orig%3]
			k := len(openers) - 1
			for ; k >= *low && !out[openers[k]].matches(it); k-- {
			}
			if k < *low {
				*low = len(openers)
				break
			}
			at := openers[k]
			opener := out[at]
			used := 1
			if opener.n >= 2 && it.n >= 2 {
				used = 2
			}
			kids := texts(append([]*item(nil), out[at+1:]...))
			node := &item{kind: enclosed(it, used), start: opener.end - used, end: it.start + used, kids: kids, depth: depthOf(kids) + 1}
			opener.n -= used
			opener.end -= used
			opener.text = opener.text[:opener.n]
			it.n -= used
			it.start += used
			it.text = it.text[:it.n]
			out = out[:at+1]
			openers = openers[:k+1]
			if opener.n == 0 {
				out = out[:at]
				openers = openers[:k]
			}
			for i := range bottom {
				for j := range bottom[i] {
					for l := range bottom[i][j] {
						bottom[i][j][l] = min(bottom[i][j][l], len(openers))
					}
				}
			}
			if node.depth > maxInlineDepth {
				// Dropping this level keeps the text and limits the depth of the tree.
				deep = true
				in.r.tooDeep(in.r.src.pos(node.start))
				out = append(out, kids...)
			} else {
				out = append(out, node)
			}
		}
		if it.n > 0 {
			if it.canOpen {
				openers = append(openers, len(out))
			}
			out = append(out, it)
		}
	}
	return texts(out)
}

// texts turns unpaired delimiters into text.
func texts(items []*item) []*item {
	for _, it := range items {
		if it.kind == kDelim {
			it.kind = kText
		}
	}
	return items
}

func enclosed(closer *item, n int) kind {
	switch char := closer.char; {
	case char == '=':
		return kMark
	case char == '^':
		return kSuper
	case char == '~' && (n == 2 || closer.gfm):
		return kStrike
	case char == '~':
		return kSub
	case n == 2:
		return kStrong
	}
	return kEmph
}
