package deflate

import "slices"

// writer puts bits into bytes, the lowest first (section 3.1.1).
type writer struct {
	out  []byte
	held uint64
	n    uint
}

func (w *writer) put(v uint64, n int) {
	w.held |= v << w.n
	w.n += uint(n)
	for w.n >= 8 {
		w.out = append(w.out, byte(w.held))
		w.held >>= 8
		w.n -= 8
	}
}

func (w *writer) bytes() []byte {
	w.align()
	return w.out
}

func (w *writer) align() {
	if w.n > 0 {
		w.out = append(w.out, byte(w.held))
		w.held, w.n = 0, 0
	}
}

// codes gives the codes of these lengths (section 3.2.2), their bits reversed, as Huffman codes alone are written.
func codes(lengths []uint8) []uint16 {
	var count, next [17]uint16
	for _, l := range lengths {
		if l > 0 {
			count[l]++
		}
	}
	for l := 1; l < len(next); l++ {
		next[l] = (next[l-1] + count[l-1]) << 1
	}
	out := make([]uint16, len(lengths))
	for s, l := range lengths {
		if l == 0 {
			continue
		}
		for b := range l {
			out[s] |= next[l] >> b & 1 << (l - 1 - b)
		}
		next[l]++
	}
	return out
}

// block writes tokens, which stand for data, in the smallest of the three ways.
func (w *writer) block(data []byte, tokens []token, final bool) {
	c := count(tokens)
	h := bestHeader(c)
	fixedLiteral, fixedDistance := fixedLengths()
	dynamic, fixed := h.size+bodySize(c, h.literal, h.distance), bodySize(c, fixedLiteral[:286], fixedDistance)
	stored := 8*len(data) + 40*(len(data)/65535+1)
	switch {
	case stored < min(dynamic, fixed):
		w.stored(data, final)
	case fixed <= dynamic:
		w.start(1, final)
		w.tokens(tokens, fixedLiteral, fixedDistance)
	default:
		w.start(2, final)
		w.header(h)
		w.tokens(tokens, h.literal, h.distance)
	}
}

func (w *writer) start(kind uint64, final bool) {
	if final {
		w.put(1, 1)
	} else {
		w.put(0, 1)
	}
	w.put(kind, 2)
}

func (w *writer) stored(data []byte, final bool) {
	for {
		part := data[:min(len(data), 65535)]
		data = data[len(part):]
		w.start(0, final && len(data) == 0)
		w.align()
		n := len(part)
		w.out = append(w.out, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8))
		w.out = append(w.out, part...)
		if len(data) == 0 {
			return
		}
	}
}

func (w *writer) header(h *header) {
	n := h.listed()
	w.put(uint64(len(h.literal)-257), 5)
	w.put(uint64(len(h.distance)-1), 5)
	w.put(uint64(n-4), 4)
	for _, s := range runOrder[:n] {
		w.put(uint64(h.order[s]), 3)
	}
	code := codes(h.order)
	for _, r := range h.runs {
		w.put(uint64(code[r.symbol]), int(h.order[r.symbol]))
		w.put(uint64(r.extra), int(runExtra[r.symbol]))
	}
}

func (w *writer) tokens(tokens []token, literal, distance []uint8) {
	lit, dist := codes(literal), codes(distance)
	for _, t := range tokens {
		if t.length == 0 {
			w.put(uint64(lit[t.literal]), int(literal[t.literal]))
			continue
		}
		s := lengthSymbol(int(t.length))
		w.put(uint64(lit[257+s]), int(literal[257+s]))
		w.put(uint64(int(t.length)-lengthBase[s]), int(lengthExtra[s]))
		d := int(t.distance) + 1
		s = distanceSymbol(d)
		w.put(uint64(dist[s]), int(distance[s]))
		w.put(uint64(d-distanceBase[s]), int(distanceExtra[s]))
	}
	w.put(uint64(lit[endOfBlock]), int(literal[endOfBlock]))
}

// fixedLengths are those of section 3.2.6.
func fixedLengths() (literal, distance []uint8) {
	literal = slices.Concat(slices.Repeat([]uint8{8}, 144), slices.Repeat([]uint8{9}, 112), slices.Repeat([]uint8{7}, 24), slices.Repeat([]uint8{8}, 8))
	return literal, slices.Repeat([]uint8{5}, 30)
}
