package build

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sync/errgroup"
)

// writeOne writes the only output to a file, or with “-” to standard output.
func writeOne(name string, outputs []Output) (written []string, err error) {
	if len(outputs) != 1 {
		return nil, fmt.Errorf("%d editions cannot be one file; name one with --to or --edition", len(outputs))
	}
	if name == "-" {
		_, err := os.Stdout.Write(outputs[0].Data)
		return nil, err
	}
	outputs[0].Name = filepath.Base(name)
	return write(filepath.Dir(name), outputs)
}

// write writes the outputs to a folder. Each is written to a temporary file in that folder, synced and renamed. None is
// renamed before all are written, so a failed build does not change earlier outputs.
func write(dir string, outputs []Output) (written []string, err error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	temps := make([]string, len(outputs))
	defer func() {
		for _, t := range temps {
			if t != "" {
				os.Remove(t)
			}
		}
	}()
	// A sync waits for the disk; several wait no longer than one.
	var g errgroup.Group
	for i, o := range outputs {
		g.Go(func() (err error) {
			temps[i], err = writeTemp(dir, o)
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for i, o := range outputs {
		name := filepath.Join(dir, o.Name)
		if err := os.Rename(temps[i], name); err != nil {
			return written, err
		}
		temps[i] = ""
		written = append(written, name)
	}
	return written, nil
}

func writeTemp(dir string, o Output) (name string, err error) {
	f, err := os.CreateTemp(dir, "."+o.Name+"-*")
	if err != nil {
		return "", err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if _, err := f.Write(o.Data); err != nil {
		return "", err
	}
	// CreateTemp makes files that only their owner can read; outputs are for everyone, as the umask allows.
	if err := f.Chmod(0o644); err != nil {
		return "", err
	}
	if err := f.Sync(); err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}
