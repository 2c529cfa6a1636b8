package diag

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// CheckUTF8 reports the first byte of a file that is not UTF-8, with its offset, as an error. It returns true if there
// is none; then later stages may treat every string as valid text.
func CheckUTF8(file string, data []byte, l *List) bool {
	if utf8.Valid(data) {
		return true
	}
	off := 0
	for off < len(data) {
		r, n := utf8.DecodeRune(data[off:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		off += n
	}
	start := bytes.LastIndexByte(data[:off], '\n') + 1
	l.Add(Finding{
		Pos:      Pos{File: file, Line: bytes.Count(data[:off], []byte{'\n'}) + 1, Col: utf8.RuneCount(data[start:off]) + 1},
		Severity: Error, Code: "invalid-utf8",
		Message: fmt.Sprintf("byte %d of the file (0x%02X) is not UTF-8", off, data[off]),
		Help:    "save the file in the encoding UTF-8",
	})
	return false
}
