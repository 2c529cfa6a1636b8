package build

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// openStreams reads those of the named files that are streams: “-” for standard input, a pipe or a device. It gives their
// text by their place among the names, and the paths of all files. A stream has the path of a file “stdin” in the
// current folder, from which its images and bibliographies are looked for.
func openStreams(req Request, first string) (streams map[int][]byte, paths []string, err error) {
	streams = map[int][]byte{}
	for i, name := range append([]string{first}, req.More...) {
		data, ok, err := readStream(req, name)
		if err != nil {
			return nil, nil, err
		}
		if ok {
			streams[i] = data
			name = "stdin"
			if len(streams) > 1 {
				name = fmt.Sprintf("stdin-%d", len(streams))
			}
			name = filepath.Join(req.From, name)
		}
		if name, err = filepath.Abs(name); err != nil {
			return nil, nil, err
		}
		paths = append(paths, name)
	}
	if len(streams) > 0 && req.OutFile == "" && req.Out == "" {
		return nil, nil, errors.New("a text from standard input has no folder for the outputs; name a file with -o, or a folder with --out")
	}
	return streams, paths, nil
}

// readStream reads a stream; ok is false for a file, a folder, or a name of nothing.
func readStream(req Request, name string) (data []byte, ok bool, err error) {
	if name == "-" {
		if req.Stdin == nil {
			return nil, false, errors.New("standard input can't be read here; name a file")
		}
		data, err = readAll("standard input", req.Stdin)
		return data, true, err
	}
	info, err := os.Stat(name)
	// /dev/stdin may lead to a regular file.
	if err != nil || info.IsDir() || !strings.HasPrefix(filepath.ToSlash(name), "/dev/") {
		return nil, false, nil // whoever reads the file says that there is none, or that it is no file
	}
	r, err := os.Open(name)
	if err != nil {
		return nil, true, err
	}
	defer r.Close()
	data, err = readAll(name, r)
	return data, true, err
}
