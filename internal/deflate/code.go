package deflate

import (
	"cmp"
	"math/bits"
	"slices"
)

// Of RFC 1951, section 3.2.5.
var (
	lengthBase    = [29]int{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthExtra   = [29]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	distanceBase  = [30]int{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577}
	distanceExtra = [30]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
)

// lengthSymbols gives the symbol of each length, less the first.
var lengthSymbols = func() (out [longest + 1]uint8) {
	s := 0
	for l := shortest; l <= longest; l++ {
		for s+1 < len(lengthBase) && lengthBase[s+1] <= l {
			s++
		}
		out[l] = uint8(s)
	}
	return out
}()

func lengthSymbol(length int) int { return int(lengthSymbols[length]) }

func distanceSymbol(distance int) int {
	if distance <= 4 {
		return distance - 1
	}
	d := distance - 1
	high := bits.Len(uint(d)) - 2
	return 2*high + d>>high
}

// counts is how often each symbol occurs, the end of the block included.
type counts struct {
	literal  [286]int
	distance [30]int
}

const endOfBlock = 256

func count(tokens []token) *counts {
	c := &counts{}
	c.literal[endOfBlock] = 1
	for _, t := range tokens {
		if t.length == 0 {
			c.literal[t.literal]++
			continue
		}
		c.literal[257+lengthSymbol(int(t.length))]++
		c.distance[distanceSymbol(int(t.distance)+1)]++
	}
	return c
}

// codeLengths gives the lengths, at most limit, of an optimal prefix code. What does not occur has none.
func codeLengths(count []int, limit int) []uint8 {
	var leaves []leaf
	for s, n := range count {
		if n > 0 {
			leaves = append(leaves, leaf{n, s})
		}
	}
	out := make([]uint8, len(count))
	if len(leaves) < 2 {
		for _, l := range leaves {
			out[l.symbol] = 1
		}
		return out
	}
	slices.SortStableFunc(leaves, func(a, b leaf) int { return cmp.Compare(a.weight, b.weight) })
	if !huffman(leaves, limit, out) {
		packageMerge(leaves, limit, out)
	}
	return out
}

type leaf struct{ weight, symbol int }

// huffman makes Huffman's code, and reports whether it keeps to the limit.
func huffman(leaves []leaf, limit int, out []uint8) bool {
	n := len(leaves)
	weight := make([]int, 2*n-1) // of the leaves, then of the nodes in the order in which they are made
	parent := make([]int, 2*n-1)
	for i, l := range leaves {
		weight[i] = l.weight
	}
	i, j := 0, n // the lightest leaf and node that have no parent yet
	for k := n; k < 2*n-1; k++ {
		for range 2 {
			least := j
			if i < n && (j >= k || weight[i] <= weight[j]) {
				least = i
				i++
			} else {
				j++
			}
			weight[k] += weight[least]
			parent[least] = k
		}
	}
	depth := make([]int, 2*n-1)
	for k := 2*n - 3; k >= 0; k-- {
		depth[k] = depth[parent[k]] + 1
	}
	for i, l := range leaves {
		if depth[i] > limit {
			return false
		}
		out[l.symbol] = uint8(depth[i])
	}
	return true
}

// packageMerge makes the best code within the limit, by the algorithm of Larmore and Hirschberg.
func packageMerge(leaves []leaf, limit int, out []uint8) {
	type pack struct {
		weight  int
		symbols []int
	}
	first := make([]pack, len(leaves))
	for i, l := range leaves {
		first[i] = pack{l.weight, []int{l.symbol}}
	}
	row := first
	for range limit - 1 {
		next := slices.Clone(first)
		for i := 0; i+1 < len(row); i += 2 {
			next = append(next, pack{row[i].weight + row[i+1].weight, slices.Concat(row[i].symbols, row[i+1].symbols)})
		}
		slices.SortStableFunc(next, func(a, b pack) int { return cmp.Compare(a.weight, b.weight) })
		row = next
	}
	clear(out)
	for _, p := range row[:2*len(leaves)-2] {
		for _, s := range p.symbols {
			out[s]++
		}
	}
}

// header is how a block states its codes (section 3.2.7).
type header struct {
	literal, distance []uint8 // lengths, without the zeros at the end
	runs              []run   // of both
	order             []uint8 // lengths of the codes for runs
	size              int     // in bits
}

// run is a symbol of the alphabet of lengths with its extra bits.
type run struct{ symbol, extra uint8 }

var (
	runOrder = [19]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	runExtra = [19]uint8{16: 2, 17: 3, 18: 7}
)

// makeHeader gives the header with the shortest codes.
func makeHeader(c *counts) *header { return c.header(allRuns) }

// bestHeader gives the header that makes the block smallest: longer codes may be worth it where they can be stated in
// fewer runs.
func bestHeader(c *counts) *header {
	var best *header
	size := 0
	for _, slack := range []int{0, 1, 2, 3, 5, 8} {
		even := c.even(slack)
		for kinds := range allRuns + 1 {
			h := even.header(kinds)
			if s := h.size + bodySize(c, h.literal, h.distance); best == nil || s < size {
				best, size = h, s
			}
		}
	}
	return best
}

// even gives counts in which neighbours that differ by little are the same, so that their codes are of the same length.
func (c *counts) even(slack int) *counts {
	out := *c
	if slack == 0 {
		return &out
	}
	for _, list := range [][]int{out.literal[:], out.distance[:]} {
		for i := 0; i < len(list); {
			j, least, most, sum := i, list[i], list[i], 0
			for j < len(list) && max(most, list[j])-min(least, list[j]) <= slack && list[j] > 0 {
				least, most, sum = min(least, list[j]), max(most, list[j]), sum+list[j]
				j++
			}
			for k := i; k < j; k++ {
				list[k] = (sum + (j-i)/2) / (j - i)
			}
			i = max(j, i+1)
		}
	}
	return &out
}

// The kinds of runs that a header may use: of a length, of few zeros, of many.
const (
	runsOfLengths = 1 << iota
	runsOfZeros
	longRunsOfZeros
	allRuns = runsOfLengths | runsOfZeros | longRunsOfZeros
)

// header gives the header for codes made of these counts.
func (c *counts) header(kinds int) *header {
	h := &header{literal: codeLengths(c.literal[:], 15), distance: codeLengths(c.distance[:], 15)}
	trim := func(list []uint8, least int) []uint8 {
		for len(list) > least && list[len(list)-1] == 0 {
			list = list[:len(list)-1]
		}
		return list
	}
	h.literal, h.distance = trim(h.literal, 257), trim(h.distance, 1)
	all := slices.Concat(h.literal, h.distance)
	var n [19]int
	add := func(symbol, extra uint8) {
		h.runs = append(h.runs, run{symbol, extra})
		n[symbol]++
	}
	for i := 0; i < len(all); {
		j := i + 1
		for j < len(all) && all[j] == all[i] {
			j++
		}
		length, v := j-i, all[i]
		i = j
		if v != 0 {
			add(v, 0)
			length--
		}
		for length > 0 {
			switch {
			case v == 0 && length >= 11 && kinds&longRunsOfZeros != 0:
				k := min(length, 138)
				add(18, uint8(k-11))
				length -= k
			case v == 0 && length >= 3 && kinds&runsOfZeros != 0:
				k := min(length, 10)
				add(17, uint8(k-3))
				length -= k
			case v != 0 && length >= 3 && kinds&runsOfLengths != 0:
				k := min(length, 6)
				if length == 7 || length == 8 { // no rest too short to be a run
					k = 4
				}
				add(16, uint8(k-3))
				length -= k
			default:
				add(v, 0)
				length--
			}
		}
	}
	h.order = codeLengths(n[:], 7)
	h.size = 5 + 5 + 4 + 3*h.listed()
	for _, r := range h.runs {
		h.size += int(h.order[r.symbol]) + int(runExtra[r.symbol])
	}
	return h
}

// listed is how many lengths of the codes for runs are written.
func (h *header) listed() int {
	n := len(runOrder)
	for n > 4 && h.order[runOrder[n-1]] == 0 {
		n--
	}
	return n
}

// dynamicSize gives the bits of a block with codes of its own.
func dynamicSize(tokens []token) int {
	c := count(tokens)
	h := makeHeader(c)
	return 3 + h.size + bodySize(c, h.literal, h.distance)
}

func bodySize(c *counts, literal, distance []uint8) int {
	bits := 0
	for s, l := range literal {
		bits += c.literal[s] * int(l)
		if s > endOfBlock {
			bits += c.literal[s] * int(lengthExtra[s-257])
		}
	}
	for s, l := range distance {
		bits += c.distance[s] * (int(l) + int(distanceExtra[s]))
	}
	return bits
}
