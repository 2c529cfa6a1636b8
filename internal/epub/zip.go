package epub

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"
	"slices"
	"sort"
	"sync"
	"time"

	"github.com/klauspost/compress/flate"

	"golang.org/x/sync/errgroup"
)

// order lists the files in the order in which a reader needs them.
func (p *plan) order() []string {
	names := []string{"mimetype", "META-INF/container.xml", packageName, navName, ncxName, cssName}
	for _, f := range p.files {
		if f != p.nav {
			names = append(names, f.name)
		}
	}
	return names
}

// writeZip writes the files, those of first before the others. As OCF 3.3 requires, mimetype is stored and has no extra
// field. All files have the same time, so that each build gives the same bytes.
func writeZip(w io.Writer, files map[string][]byte, first []string, when time.Time) error {
	names := slices.Clone(first)
	for name := range files {
		if !slices.Contains(first, name) {
			names = append(names, name)
		}
	}
	sort.Strings(names[len(first):])
	packed := make([][]byte, len(names))
	var compressors sync.Pool // each is large
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		g.Go(func() (err error) {
			packed[i], err = pack(files[name], &compressors)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return fmt.Errorf("epub: %w", err)
	}
	z := zip.NewWriter(w)
	for i, name := range names {
		if err := addToZip(z, name, files[name], packed[i], when); err != nil {
			return fmt.Errorf("epub: %s: %w", name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("epub: %w", err)
	}
	return nil
}

// pack compresses a file.
func pack(data []byte, compressors *sync.Pool) ([]byte, error) {
	var b bytes.Buffer
	d, ok := compressors.Get().(*flate.Writer)
	if ok {
		d.Reset(&b)
	} else {
		var err error
		if d, err = flate.NewWriter(&b, flate.BestCompression); err != nil {
			return nil, err
		}
	}
	defer compressors.Put(d)
	if _, err := d.Write(data); err != nil {
		return nil, err
	}
	if err := d.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func addToZip(z *zip.Writer, name string, data, packed []byte, when time.Time) error {
	h := &zip.FileHeader{
		Name: name, Method: zip.Store, CreatorVersion: 20, ReaderVersion: 20,
		CRC32: crc32.ChecksumIEEE(data), UncompressedSize64: uint64(len(data)), CompressedSize64: uint64(len(data)),
	}
	// The MS-DOS fields are set instead of Modified, which would add an extra field.
	//lint:ignore SA1019 see above
	h.ModifiedDate = uint16(when.Day() | int(when.Month())<<5 | (when.Year()-1980)<<9)
	out := data
	if name != "mimetype" && len(packed) < len(data) {
		out, h.Method, h.CompressedSize64 = packed, zip.Deflate, uint64(len(packed))
	}
	f, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = f.Write(out)
	return err
}
