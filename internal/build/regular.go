package build

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// maxFile is how many bytes a file may have that is read whole; maxStream is that for a text from a stream, whose length is not
// known before.
const (
	maxFile   = 1 << 28
	maxStream = 1 << 26
)

// regular gives an error for what is no file of a reasonable size: a FIFO would never end, and a device may have no end.
func regular(name string, info fs.FileInfo) error {
	switch {
	case info.IsDir(): // who reads it says what is wrong
		return nil
	case !info.Mode().IsRegular():
		return &fs.PathError{Op: "read", Path: name, Err: errors.New("it is no regular file")}
	case info.Size() > maxFile:
		return &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("it has %d bytes, and a file may have %d", info.Size(), maxFile)}
	}
	return nil
}

// ReadFile reads a file that is named on the command line. It must be a regular file of at most 256 MiB.
func ReadFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if err := regular(name, info); err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

// readAll reads a stream of at most 64 MiB.
func readAll(name string, r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxStream+1))
	if err == nil && len(data) > maxStream {
		err = fmt.Errorf("%s has more than %d bytes", name, maxStream)
	}
	return data, err
}
