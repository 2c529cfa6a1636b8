package pdf

import (
	"encoding/binary"
	"slices"
)

// plainPNG gives a PNG that a PDF can hold without decoding it: grey, RGB or with a palette, at most 8 bits, not interlaced and
// without transparency (ISO 32000-1, 7.4.4.4: the predictors of FlateDecode are the filters of PNG). Only the chunks that are
// needed are kept. It gives nil for any other file.
func plainPNG(data []byte) []byte {
	const signature, header = 8, 13
	if len(data) < signature+12+header {
		return nil
	}
	out := slices.Clip(append(make([]byte, 0, len(data)), data[:signature]...))
	for rest := data[signature:]; len(rest) >= 12; {
		n := binary.BigEndian.Uint32(rest)
		if uint64(n)+12 > uint64(len(rest)) {
			return nil
		}
		chunk := rest[:n+12]
		switch string(chunk[4:8]) {
		case "IHDR":
			// PNG, 11.2.1: width, height, bit depth, colour type, compression, filter, interlace.
			if n != header || chunk[8+8] > 8 || chunk[8+12] != 0 {
				return nil
			}
			switch chunk[8+9] {
			case 0, 2, 3:
			default:
				return nil
			}
			out = append(out, chunk...)
		case "tRNS":
			return nil
		case "PLTE":
			if data[signature+8+9] == 3 { // elsewhere it is a suggestion
				out = append(out, chunk...)
			}
		case "IDAT":
			out = append(out, chunk...)
		case "IEND":
			return append(out, chunk...)
		}
		rest = rest[n+12:]
	}
	return nil
}
