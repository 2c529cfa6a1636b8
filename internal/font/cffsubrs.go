package font

// subrCalls finds the subroutines that charstrings call (Adobe Technical Note #5177).
type subrCalls struct {
	global, local         [][]byte
	usedGlobal, usedLocal []bool

	stack []int // the numbers since the last operator; others than integers count as 0
	stems int
	depth int
	done  bool
}

func newSubrCalls(global, local [][]byte) *subrCalls {
	return &subrCalls{global: global, local: local, usedGlobal: make([]bool, len(global)), usedLocal: make([]bool, len(local))}
}

// read marks the subroutines of a glyph.
func (c *subrCalls) read(s []byte) {
	c.stack, c.stems, c.depth, c.done = c.stack[:0], 0, 0, false
	c.run(s)
}

// bias is added to the number of a subroutine (#5177, section 4.7).
func bias(n int) int {
	switch {
	case n < 1240:
		return 107
	case n < 33900:
		return 1131
	}
	return 32768
}

// run reads a charstring up to its end or its return.
func (c *subrCalls) run(s []byte) {
	if c.depth++; c.depth > 10 {
		return
	}
	defer func() { c.depth-- }()
	for i := 0; i < len(s) && !c.done; {
		op := s[i]
		i++
		switch {
		case op == 28 && i+2 <= len(s):
			c.stack = append(c.stack, int(i16(s, i)))
			i += 2
		case op == 255:
			c.stack = append(c.stack, 0)
			i += 4
		case op >= 32 && op <= 246:
			c.stack = append(c.stack, int(op)-139)
		case op >= 247 && op <= 250 && i < len(s):
			c.stack = append(c.stack, (int(op)-247)*256+int(s[i])+108)
			i++
		case op >= 251 && i < len(s):
			c.stack = append(c.stack, -(int(op)-251)*256-int(s[i])-108)
			i++
		case op == 10:
			c.call(c.local, c.usedLocal)
		case op == 29:
			c.call(c.global, c.usedGlobal)
		case op == 11:
			return
		case op == 14:
			c.done = true
		case op == 1 || op == 3 || op == 18 || op == 23: // stems
			c.stems += len(c.stack) / 2
			c.stack = c.stack[:0]
		case op == 19 || op == 20: // masks, which may follow stems without an operator
			c.stems += len(c.stack) / 2
			c.stack = c.stack[:0]
			i += (c.stems + 7) / 8
		case op == 12:
			i++
			c.stack = c.stack[:0]
		default:
			c.stack = c.stack[:0]
		}
	}
}

// call runs the subroutine whose number is on the stack.
func (c *subrCalls) call(subrs [][]byte, used []bool) {
	n := len(c.stack)
	if n == 0 {
		return
	}
	k := c.stack[n-1] + bias(len(subrs))
	c.stack = c.stack[:n-1]
	if k < 0 || k >= len(subrs) {
		return
	}
	used[k] = true
	c.run(subrs[k])
}
