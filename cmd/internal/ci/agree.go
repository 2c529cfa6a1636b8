package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// agree compares two releases byte for byte. The results of the checkers, which are only in report.json, may be missing
// from one.
func agree(_ context.Context, args []string) error {
	if len(args) != 2 {
		return errUsage
	}
	if info, err := os.Stat(filepath.Join(args[0], "SHA256SUMS")); err != nil || info.Size() == 0 {
		return fmt.Errorf("%s is no release", args[0])
	}
	names := map[string]int{}
	for _, dir := range args {
		list, err := os.ReadDir(dir)
		if err != nil {
			return err
		}
		for _, e := range list {
			names[e.Name()]++
		}
	}
	sorted := make([]string, 0, len(names))
	for name := range names {
		sorted = append(sorted, name)
	}
	slices.Sort(sorted)
	var faults []error
	for _, name := range sorted {
		if names[name] < 2 {
			faults = append(faults, fmt.Errorf("only one of them has %s", name))
			continue
		}
		if name == "report.json" {
			continue
		}
		same, err := sameFile(name, args[0], args[1])
		switch {
		case err != nil:
			faults = append(faults, err)
		case !same:
			faults = append(faults, fmt.Errorf("%s differs", name))
		default:
			fmt.Println("agrees  ", name)
		}
	}
	return errors.Join(faults...)
}

// sameFile compares a file of two folders. The checksum of report.json is not compared.
func sameFile(name, a, b string) (bool, error) {
	x, err1 := os.ReadFile(filepath.Join(a, name))
	y, err2 := os.ReadFile(filepath.Join(b, name))
	if err := errors.Join(err1, err2); err != nil {
		return false, err
	}
	if name == "SHA256SUMS" {
		x, y = withoutReport(x), withoutReport(y)
	}
	return bytes.Equal(x, y), nil
}

func withoutReport(sums []byte) []byte {
	var out []byte
	for line := range strings.Lines(string(sums)) {
		if !strings.HasSuffix(line, "  report.json\n") {
			out = append(out, line...)
		}
	}
	return out
}
