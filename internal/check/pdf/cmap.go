package pdf

// codeMap is what an embedded CMap says (ISO 32000-1, 9.7.5.4): how long codes are, and their CIDs.
type codeMap struct {
	spaces []codeRange // of valid codes
	cids   []codeRange // later ones go before earlier ones
}

// codeRange is the codes from lo to hi, of so many bytes. For CIDs the first is cid and the others count up.
type codeRange struct {
	bytes       int
	low, high   []byte
	first, last int
	cid         int
}

// in reports whether a code of the same length is in the range. A codespace range has limits for each byte (9.7.6.2).
func (r codeRange) in(code string) bool {
	for i := range r.bytes {
		if code[i] < r.low[i] || code[i] > r.high[i] {
			return false
		}
	}
	return true
}

// readCodes reads the codes of an embedded CMap. ok is false if the CMap is based on another, which is not read here.
func readCodes(data []byte) (m *codeMap, ok bool) {
	m, ok = &codeMap{}, true
	t := &tokens{data: data}
	var args []any
	ranges := func(width int, to *[]codeRange) {
		for i := 0; i+width <= len(args); i += width {
			low, ok1 := args[i].([]byte)
			high, ok2 := args[i+min(width-1, 1)].([]byte)
			cid := 0.0
			if width == 2 && to == &m.cids { // a single code
				high, ok2 = low, ok1
			}
			if to == &m.cids {
				var is bool
				if cid, is = args[i+width-1].(float64); !is {
					continue
				}
			}
			if ok1 && ok2 && len(low) == len(high) && len(low) > 0 && len(low) <= 4 {
				*to = append(*to, codeRange{len(low), low, high, number(low), number(high), int(cid)})
			}
		}
	}
	for {
		v, err := t.next()
		if err != nil {
			return m, ok && len(m.spaces) > 0
		}
		o, isOp := v.(op)
		if !isOp {
			args = append(args, v)
			continue
		}
		switch o {
		case "usecmap":
			ok = false
		case "endcodespacerange":
			ranges(2, &m.spaces)
		case "endcidchar":
			ranges(2, &m.cids)
		case "endcidrange":
			ranges(3, &m.cids)
		}
		args = args[:0]
	}
}

// next takes a code off the front of a string; valid is false where no codespace has it.
func (m *codeMap) next(s []byte) (code string, valid bool) {
	for n := 1; n <= 4 && n <= len(s); n++ {
		for _, r := range m.spaces {
			if r.bytes == n && r.in(string(s[:n])) {
				return string(s[:n]), true
			}
		}
	}
	return string(s[:1]), false
}

// cid gives the CID of a code, 0 where the map has none.
func (m *codeMap) cid(code string) int {
	n := number([]byte(code))
	for i := len(m.cids) - 1; i >= 0; i-- {
		if r := m.cids[i]; r.bytes == len(code) && r.first <= n && n <= r.last {
			return r.cid + n - r.first
		}
	}
	return 0
}
