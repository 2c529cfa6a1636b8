// Package deflate compresses more than compress/flate does, and more slowly: it looks for the cheapest way to write the
// data (RFC 1951) by the lengths of the very codes that it will be written with, over several rounds. It counts in
// integers alone, so that every machine writes the same bytes.
package deflate

import "slices"

const (
	window   = 32 << 10
	shortest = 3
	longest  = 258
	// rounds is how often the codes and the way of writing are fitted to one another, for a block, and roundsOfAll for all
	// the data before it is divided into blocks.
	rounds, roundsOfAll = 24, 6
	// patience bounds how many earlier places are compared with one place.
	patience = 1024
	// big is the number of bytes from which a quarter of all these must do.
	big = 128 << 10
	// plenty is a length at which the search goes on for an eighth of the patience only.
	plenty = 64
)

// Compress gives data as one deflate stream.
func Compress(data []byte) []byte {
	w := &writer{}
	if len(data) == 0 {
		w.stored(nil, true)
		return w.bytes()
	}
	most, mostOfAll, places := rounds, roundsOfAll, patience
	if len(data) > big {
		most, mostOfAll, places = rounds/4, roundsOfAll/4, patience/4
	}
	m := findMatches(data, places)
	first := fit(data, m, 0, len(data), parse(data, m, 0, len(data), fixedCosts()), mostOfAll)
	blocks := divide(first)
	at := 0
	for i, b := range blocks {
		end := at
		for _, t := range b {
			end += t.size()
		}
		w.block(data[at:end], fit(data, m, at, end, b, most), i == len(blocks)-1)
		at = end
	}
	return w.bytes()
}

// token is a literal byte, where length is 0, or a copy of length bytes from distance bytes before.
type token struct {
	length, distance uint16
	literal          byte
}

func (t token) size() int { return max(int(t.length), 1) }

// match is the nearest place from which length bytes may be copied, for every length up to this one that a nearer
// match does not have.
type match struct{ length, distance uint16 }

// matches are those of each place, by growing length and distance.
type matches struct {
	list []match
	from []int // of the place i: list[from[i]:from[i+1]]
}

func findMatches(data []byte, patience int) *matches {
	const bits = 15
	head := make([]int32, 1<<bits) // 1 + the last place with these three bytes
	prev := make([]int32, len(data))
	m := &matches{from: make([]int, 0, len(data)+1)}
	for i := range data {
		m.from = append(m.from, len(m.list))
		if i+shortest > len(data) {
			continue
		}
		h := (uint32(data[i])<<16 | uint32(data[i+1])<<8 | uint32(data[i+2])) * 2654435761 >> (32 - bits)
		limit := min(longest, len(data)-i)
		best := shortest - 1
		for j, n := int(head[h])-1, 0; j >= 0 && i-j <= window && n < patience && best < limit; j, n = int(prev[j])-1, n+1 {
			if data[j+best] != data[i+best] {
				continue
			}
			length := 0
			for length < limit && data[j+length] == data[i+length] {
				length++
			}
			if length > best {
				if best = length; best >= plenty {
					n = max(n, patience*7/8)
				}
				m.list = append(m.list, match{uint16(length), uint16(i - j - 1)}) // less by one, to fit
			}
		}
		prev[i] = head[h]
		head[h] = int32(i + 1)
	}
	m.from = append(m.from, len(m.list))
	return m
}

func (m *matches) at(i int) []match { return m.list[m.from[i]:m.from[i+1]] }

// costs are the prices of symbols in parts of a bit.
type costs struct {
	literal  [256]int
	length   [longest + 1]int // with extra bits
	distance [30]int          // with extra bits
}

// perBit is how many parts a bit has.
const perBit = 256

func fixedCosts() *costs {
	c := &costs{}
	for i := range c.literal {
		c.literal[i] = 8 * perBit
	}
	for l := shortest; l <= longest; l++ {
		s := lengthSymbol(l)
		c.length[l] = (7 + int(lengthExtra[s])) * perBit
	}
	for s := range c.distance {
		c.distance[s] = (5 + int(distanceExtra[s])) * perBit
	}
	return c
}

// costsOf gives the prices of symbols by how often they occur.
func costsOf(count *counts) *costs {
	c := &costs{}
	bits := func(list []int) []int {
		sum := 0
		for _, n := range list {
			sum += n
		}
		out := make([]int, len(list))
		for i, n := range list {
			// What does not occur yet is dear, but not out of reach.
			out[i] = max(log2(sum)-log2(max(n, 1)), perBit/2)
			if n == 0 {
				out[i] += perBit
			}
		}
		return out
	}
	ll, d := bits(count.literal[:]), bits(count.distance[:])
	copy(c.literal[:], ll[:256])
	for l := shortest; l <= longest; l++ {
		s := lengthSymbol(l)
		c.length[l] = ll[257+s] + int(lengthExtra[s])*perBit
	}
	for s := range c.distance {
		c.distance[s] = d[s] + int(distanceExtra[s])*perBit
	}
	return c
}

// exactCosts gives the prices of symbols by the lengths of their codes.
func exactCosts(h *header) *costs {
	c := &costs{}
	bits := func(list []uint8, s int) int {
		if s < len(list) && list[s] > 0 {
			return int(list[s]) * perBit
		}
		return 15 * perBit // has none
	}
	for i := range c.literal {
		c.literal[i] = bits(h.literal, i)
	}
	for l := shortest; l <= longest; l++ {
		s := lengthSymbol(l)
		c.length[l] = bits(h.literal, 257+s) + int(lengthExtra[s])*perBit
	}
	for s := range c.distance {
		c.distance[s] = bits(h.distance, s) + int(distanceExtra[s])*perBit
	}
	return c
}

// log2 gives the logarithm to the base 2 in parts of a bit, by squaring.
func log2(n int) int {
	if n <= 1 {
		return 0
	}
	whole := 0
	for n>>whole > 1 {
		whole++
	}
	out := whole * perBit
	x := uint64(n) << 30 >> whole // from 1 to 2, with 30 places
	for part := perBit / 2; part > 0; part /= 2 {
		x = x * x >> 30
		if x >= 2<<30 {
			x >>= 1
			out += part
		}
	}
	return out
}

// parse finds the cheapest tokens for data[from:to].
func parse(data []byte, m *matches, from, to int, c *costs) []token {
	n := to - from
	price := make([]int, n+1)
	last := make([]token, n+1) // the token that ends there
	for i := 1; i <= n; i++ {
		price[i] = 1 << 60
	}
	for i := range n {
		if p := price[i] + c.literal[data[from+i]]; p < price[i+1] {
			price[i+1], last[i+1] = p, token{literal: data[from+i]}
		}
		length := shortest
		for _, found := range m.at(from + i) {
			p := price[i] + c.distance[distanceSymbol(int(found.distance)+1)]
			for ; length <= int(found.length) && i+length <= n; length++ {
				if q := p + c.length[length]; q < price[i+length] {
					price[i+length], last[i+length] = q, token{length: uint16(length), distance: found.distance}
				}
			}
		}
	}
	var out []token
	for i := n; i > 0; i -= last[i].size() {
		out = append(out, last[i])
	}
	slices.Reverse(out)
	return out
}

// fit improves on a block's tokens: round after round they are found anew by the prices that those of the round before led
// to, until that makes the block no smaller.
func fit(data []byte, m *matches, from, to int, tokens []token, rounds int) []token {
	best, size := tokens, dynamicSize(tokens)
	for worse := 0; rounds > 0 && worse < 3; rounds-- {
		tokens = parse(data, m, from, to, costsOf(count(tokens)))
		if s := dynamicSize(tokens); s < size {
			best, size, worse = tokens, s, 0
		} else {
			worse++
		}
	}
	// Once more by the whole bits that the codes have in the end.
	h := bestHeader(count(best))
	if exact := parse(data, m, from, to, exactCosts(h)); dynamicSize(exact) < size {
		return exact
	}
	return best
}

// divide cuts tokens into blocks with codes of their own wherever that makes the whole smaller.
func divide(tokens []token) [][]token {
	const least = 64 // tokens in a block
	if len(tokens) < 2*least {
		return [][]token{tokens}
	}
	at, best := 0, dynamicSize(tokens)
	try := func(i int) {
		if i < least || len(tokens)-i < least {
			return
		}
		if s := dynamicSize(tokens[:i]) + dynamicSize(tokens[i:]); s < best {
			at, best = i, s
		}
	}
	const steps = 24
	for i := 1; i < steps; i++ {
		try(i * len(tokens) / steps)
	}
	if at == 0 {
		return [][]token{tokens}
	}
	for width := len(tokens) / steps; width > 8; width /= 2 { // closer around the best
		around := at
		try(around - width/2)
		try(around + width/2)
	}
	return append(divide(tokens[:at]), divide(tokens[at:])...)
}
