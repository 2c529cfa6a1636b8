package build

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
)

// spare refuses to replace files beside a lone file that quire has not written: nobody has named them.
func spare(dir string, outputs []Output) error {
	for _, o := range outputs {
		name := filepath.Join(dir, o.Name)
		data, err := ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if !ours(data) {
			return fmt.Errorf("there is a file “%s” that quire has not written; move it, or name another file with -o or a folder with --out", name)
		}
	}
	return nil
}

// ours reports whether a finished file names quire as the program that has written it.
func ours(data []byte) bool {
	const page, pdf = `name="generator" content="quire`, `<pdf:Producer>quire`
	if bytes.Contains(data, []byte(page)) || bytes.Contains(data, []byte(pdf)) {
		return true
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	for _, f := range z.File {
		if path.Ext(f.Name) != ".opf" {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return false
		}
		const most = 1 << 20 // of a package document
		opf, err := io.ReadAll(io.LimitReader(r, most))
		return errors.Join(err, r.Close()) == nil && bytes.Contains(opf, []byte(page))
	}
	return false
}
