package lang

import "golang.org/x/text/unicode/bidi"

// maxDepth is the highest explicit embedding level (BD2).
const maxDepth = 125

// embedding is an entry of the directional status stack (X1).
type embedding struct {
	level    uint8
	override bidi.Class // ON: none
	isolate  bool
}

// embeddings is the state of the rules X1 to X8.
type embeddings struct {
	stack          []embedding
	overIsolates   int // isolates for which the stack had no room
	overEmbeddings int // embeddings for which the stack had no room
	validIsolates  int
}

func (e *embeddings) top() embedding { return e.stack[len(e.stack)-1] }

func (e *embeddings) pop() { e.stack = e.stack[:len(e.stack)-1] }

// push enters an embedding or isolate of the next odd or even level. It returns false if that is too deep.
func (e *embeddings) push(odd bool, override bidi.Class, isolate bool) bool {
	level := e.top().level + 1
	if odd != (level%2 == 1) {
		level++
	}
	if level > maxDepth || e.overIsolates > 0 || e.overEmbeddings > 0 {
		return false
	}
	e.stack = append(e.stack, embedding{level, override, isolate})
	return true
}

// embed enters an embedding or an override (X2–X5).
func (e *embeddings) embed(c bidi.Class) {
	override := bidi.Class(bidi.ON)
	switch c {
	case bidi.RLO:
		override = bidi.R
	case bidi.LRO:
		override = bidi.L
	}
	if !e.push(c == bidi.RLE || c == bidi.RLO, override, false) && e.overIsolates == 0 {
		e.overEmbeddings++
	}
}

// isolate enters an isolate (X5a–X5c).
func (e *embeddings) isolate(odd bool) {
	if e.push(odd, bidi.ON, true) {
		e.validIsolates++
	} else {
		e.overIsolates++
	}
}

// endIsolate leaves the last isolate, with the embeddings in it (X6a).
func (e *embeddings) endIsolate() {
	switch {
	case e.overIsolates > 0:
		e.overIsolates--
	case e.validIsolates > 0:
		e.overEmbeddings = 0
		for !e.top().isolate {
			e.pop()
		}
		e.pop()
		e.validIsolates--
	}
}

// endEmbedding leaves the last embedding (X7).
func (e *embeddings) endEmbedding() {
	switch {
	case e.overIsolates > 0:
	case e.overEmbeddings > 0:
		e.overEmbeddings--
	case !e.top().isolate && len(e.stack) > 1:
		e.pop()
	}
}

// explicit finds the explicit levels and directions (X1–X9).
func (p *bidiText) explicit() {
	e := &embeddings{stack: []embedding{{p.base, bidi.ON, false}}}
	for i, c := range p.orig {
		at := e.top() // the state for the character itself
		p.levels[i] = at.level
		switch c {
		case bidi.RLE, bidi.LRE, bidi.RLO, bidi.LRO:
			e.embed(c)
			p.removed[i] = true
			continue
		case bidi.RLI, bidi.LRI, bidi.FSI:
			e.isolate(c == bidi.RLI || c == bidi.FSI && p.firstStrong(i+1, p.isolateEnd(i)) == 1)
		case bidi.PDI:
			e.endIsolate()
			at = e.top()
			p.levels[i] = at.level
		case bidi.PDF:
			e.endEmbedding()
			p.removed[i] = true
			continue
		case bidi.B:
			p.levels[i] = p.base
			continue
		case bidi.BN:
			p.removed[i] = true
			continue
		}
		if at.override != bidi.ON {
			p.class[i] = at.override
		}
	}
}

// isolateEnd returns the end of the isolate that begins at i: its PDI, or the end of the paragraph.
func (p *bidiText) isolateEnd(i int) int {
	if p.match[i] >= 0 {
		return p.match[i]
	}
	return len(p.runes)
}
