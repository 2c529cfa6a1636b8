package pdf

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/klauspost/compress/zlib"

	"golang.org/x/sync/errgroup"
)

// perObjectStream is how many objects are compressed together; a reader that wants one has to unpack them all.
const perObjectStream = 1000

// save writes a PDF of a version from 1.5 on with object and cross-reference streams (ISO 32000-1, 7.5.7 and 7.5.8). It
// keeps only the objects that can be reached from the catalogue and the information dictionary, and numbers them in the
// order in which it reaches them. The file's identifier is a hash of its bytes, so equal documents make equal files.
func (f *file) save(w io.Writer, version string) error {
	order, numbers, err := f.reachable()
	if err != nil {
		return err
	}
	num := func(r ref) int { return numbers[r] }

	// The data to compress: the streams as they are, and all other objects packed together.
	var streams []*numbered
	var packed []int
	for i, r := range order {
		if s, ok := f.objects[r].(*stream); ok {
			streams = append(streams, &numbered{number: i + 1, stream: s})
		} else {
			packed = append(packed, i+1)
		}
	}
	places := make([]place, len(order)+1)
	for chunk := range slices.Chunk(packed, perObjectStream) {
		var head, body []byte
		at := len(places)
		for i, n := range chunk {
			head = strconv.AppendInt(head, int64(n), 10)
			head = append(strconv.AppendInt(append(head, ' '), int64(len(body)), 10), ' ')
			body = append(appendObject(body, f.objects[order[n-1]], num), '\n')
			places[n] = place{2, at, i}
		}
		places = append(places, place{})
		streams = append(streams, &numbered{number: at, stream: &stream{
			dict: dict{"Type": name("ObjStm"), "N": len(chunk), "First": len(head)}, data: append(head, body...),
		}})
	}
	if err := deflateAll(streams); err != nil {
		return err
	}

	// The comment of bytes above 127 tells programs that copy the file that it is binary (7.5.2).
	out := []byte("%PDF-" + version + "\n%\xE2\xE3\xCF\xD3\n")
	for _, s := range streams {
		places[s.number] = place{1, len(out), 0}
		out = s.append(out, num)
	}
	sum := sha256.Sum256(out)
	id := text(sum[:16])
	d := dict{
		"Type": name("XRef"), "Root": f.root, "ID": array{id, id}, "Size": len(places) + 1, "W": array{1, 4, 2},
		"DecodeParms": dict{"Predictor": 12, "Columns": rowLength},
	}
	if f.info != 0 {
		d["Info"] = f.info
	}
	start := len(out)
	places = append(places, place{1, start, 0})
	if start > 1<<31 {
		return fmt.Errorf("the file has %d bytes, more than its table can count", start)
	}
	rows := rowsOf(places)
	x := []*numbered{{number: len(places) - 1, stream: &stream{dict: d, data: rows}}}
	if err := deflateAll(x); err != nil {
		return err
	}
	out = x[0].append(out, num)
	out = fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", start)
	_, err = w.Write(out)
	return err
}

// place is an entry of the cross-reference stream (7.5.8.3).
type place struct{ kind, a, b int }

// rowLength is the length of an entry: one byte for the kind, then four and two bytes.
const rowLength = 1 + 4 + 2

// rowsOf writes the cross-reference stream. Each row is written as its difference from the one above it: offsets and
// places increase, so the differences are small (7.4.4.4).
func rowsOf(places []place) []byte {
	rows := make([]byte, 0, (1+rowLength)*len(places))
	above := [rowLength]byte{}
	for i, p := range places {
		this := [rowLength]byte{byte(p.kind), byte(p.a >> 24), byte(p.a >> 16), byte(p.a >> 8), byte(p.a), byte(p.b >> 8), byte(p.b)}
		if i == 0 { // no object has the number 0
			this = [rowLength]byte{5: 0xFF, 6: 0xFF}
		}
		rows = append(rows, 2) // up
		for k := range this {
			rows = append(rows, this[k]-above[k])
		}
		above = this
	}
	return rows
}

// reachable lists the objects that are kept, in order, with their new numbers.
func (f *file) reachable() ([]ref, map[ref]int, error) {
	var order []ref
	numbers := make(map[ref]int, len(f.objects))
	var err error
	var walk func(o any)
	walk = func(o any) {
		switch o := o.(type) {
		case ref:
			if numbers[o] != 0 {
				return
			}
			to, ok := f.objects[o]
			if !ok {
				err = cmp.Or(err, fmt.Errorf("object %d is referred to and missing", o))
				return
			}
			order = append(order, o)
			numbers[o] = len(order)
			walk(to)
		case array:
			for _, e := range o {
				walk(e)
			}
		case dict:
			for _, k := range o.keys() {
				walk(o[k])
			}
		case *stream:
			walk(o.dict)
		}
	}
	walk(f.root)
	if f.info != 0 {
		walk(f.info)
	}
	return order, numbers, err
}

// numbered is a stream with its object number.
type numbered struct {
	number int
	stream *stream
	data   []byte // compressed, or as it was
	packed bool
}

func (n *numbered) append(out []byte, num func(ref) int) []byte {
	d := dict{"Length": len(n.data)}
	for k, v := range n.stream.dict {
		d[k] = v
	}
	if n.packed {
		d["Filter"] = name("FlateDecode")
	}
	out = strconv.AppendInt(out, int64(n.number), 10)
	out = appendObject(append(out, " 0 obj\n"...), d, num)
	out = append(append(append(out, "\nstream\n"...), n.data...), "\nendstream\nendobj\n"...)
	return out
}

// deflateAll compresses the streams that are not compressed, if that makes them smaller, on all processors. Each result
// has its own place, so the order of the goroutines does not matter. A compressor is large, so each goroutine reuses
// one.
func deflateAll(streams []*numbered) error {
	var g errgroup.Group
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(streams)) {
		g.Go(func() error {
			w, err := zlib.NewWriterLevel(nil, zlib.BestCompression)
			if err != nil {
				return err
			}
			for {
				i := int(next.Add(1)) - 1
				if i >= len(streams) {
					return nil
				}
				if err := streams[i].deflate(w); err != nil {
					return err
				}
			}
		})
	}
	return g.Wait()
}

func (n *numbered) deflate(w *zlib.Writer) error {
	n.data = n.stream.data
	if n.stream.plain || n.stream.dict["Filter"] != nil {
		return nil
	}
	var z bytes.Buffer
	w.Reset(&z)
	if _, err := w.Write(n.stream.data); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	if z.Len() < len(n.data) || n.stream.dict["DecodeParms"] != nil { // DecodeParms make sense only with the filter
		n.data, n.packed = z.Bytes(), true
	}
	return nil
}
