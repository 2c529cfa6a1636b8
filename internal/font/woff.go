package font

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// mostUnpacked limits the size of an unpacked font, so that a small file can't fill the memory.
const mostUnpacked = 128 << 20

// Unpack turns a WOFF file into an OpenType file (WOFF File Format 1.0, §4 and §5). It returns any other file as it is.
func Unpack(b []byte) ([]byte, error) {
	if len(b) < 4 || string(b[:4]) != "wOFF" {
		return b, nil
	}
	cut := errors.New("the font file is cut off")
	if len(b) < 44 {
		return nil, cut
	}
	n := u16(b, 12)
	out := make([]byte, 12+16*n)
	copy(out, b[4:8])
	binary.BigEndian.PutUint16(out[4:], uint16(n))
	for i := range n {
		if 44+20*(i+1) > len(b) {
			return nil, cut
		}
		rec := b[44+20*i:]
		off, packed, size := uint64(binary.BigEndian.Uint32(rec[4:])), uint64(binary.BigEndian.Uint32(rec[8:])), uint64(binary.BigEndian.Uint32(rec[12:]))
		if off+packed > uint64(len(b)) || packed > size {
			return nil, cut
		}
		if uint64(len(out))+size > mostUnpacked {
			return nil, fmt.Errorf("the font unpacks to more than %d MB", mostUnpacked>>20)
		}
		to := out[12+16*i:]
		copy(to, rec[:4])
		copy(to[4:], rec[16:20])
		binary.BigEndian.PutUint32(to[8:], uint32(len(out)))
		binary.BigEndian.PutUint32(to[12:], uint32(size))
		if packed == size {
			out = append(out, b[off:off+packed]...)
		} else {
			r, err := zlib.NewReader(bytes.NewReader(b[off : off+packed]))
			if err != nil {
				return nil, fmt.Errorf("table %s can't be unpacked: %w", rec[:4], err)
			}
			table := make([]byte, size)
			if _, err := io.ReadFull(r, table); err != nil {
				return nil, fmt.Errorf("table %s can't be unpacked: %w", rec[:4], err)
			}
			out = append(out, table...)
		}
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}
