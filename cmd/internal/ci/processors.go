package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// processors builds every output of the essay and of the test books twice, on this processor and with a build for arm64
// (or, on arm64, for amd64) under qemu-user, and compares them byte for byte. Go may fuse x*y+z into one rounding on
// one processor and not on another. Such a floating-point product in an output is found here.
func processors(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return errUsage
	}
	here := runtime.GOARCH
	there, qemu := "arm64", "qemu-aarch64"
	switch here {
	case "amd64":
	case "arm64":
		there, qemu = "amd64", "qemu-x86_64"
	default:
		return fmt.Errorf("no other processor is known for %s", here)
	}
	if !have(qemu) {
		if err := apt(ctx, "qemu-user"); err != nil {
			return err
		}
	}
	const out = "build/processors"
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	// Only the processor differs: there is no version stamp, as the working copy may have changes.
	for _, arch := range []string{here, there} {
		flags := append([]string{"build", "-trimpath", "-buildvcs=false"}, rounding(arch)...)
		log, err := transcript(ctx, []string{"CGO_ENABLED=0", "GOARCH=" + arch}, goTool(), append(flags, "-o", filepath.Join(out, "quire-"+arch), "./cmd/quire")...)
		if err != nil {
			return fmt.Errorf("%w\n%s", err, log)
		}
	}
	version, err := output(ctx, qemu, "--version")
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(version, "\n")
	fmt.Println(first)
	list, err := books()
	if err != nil {
		return err
	}
	for _, book := range append([]string{"source"}, list...) {
		name := strings.TrimSuffix(filepath.Base(book), ".md")
		// Books with findings exit with 1 on both.
		_, _ = transcript(ctx, nil, filepath.Join(out, "quire-"+here), "build", book, "--out", filepath.Join(out, here, name))
		_, _ = transcript(ctx, nil, qemu, filepath.Join(out, "quire-"+there), "build", book, "--out", filepath.Join(out, there, name))
		if made, err := os.ReadDir(filepath.Join(out, here, name)); err != nil || len(made) == 0 {
			return fmt.Errorf("%s could not be built", book)
		}
	}
	n, err := sameTrees(filepath.Join(out, here), filepath.Join(out, there))
	if err != nil {
		return err
	}
	fmt.Printf("%d outputs are the same on %s and %s\n", n, here, there)
	return nil
}

// sameTrees compares all files of two folders, including subfolders, and returns their number.
func sameTrees(a, b string) (int, error) {
	names := map[string]int{}
	for _, root := range []string{a, b} {
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				rel, _ := filepath.Rel(root, name)
				names[rel]++
			}
			return err
		})
		if err != nil {
			return 0, err
		}
	}
	var faults []error
	sorted := make([]string, 0, len(names))
	for name := range names {
		sorted = append(sorted, name)
	}
	slices.Sort(sorted)
	for _, name := range sorted {
		x, err1 := os.ReadFile(filepath.Join(a, name))
		y, err2 := os.ReadFile(filepath.Join(b, name))
		if err := errors.Join(err1, err2); err != nil {
			faults = append(faults, err)
		} else if !bytes.Equal(x, y) {
			faults = append(faults, fmt.Errorf("%s differs", name))
		}
	}
	return len(names), errors.Join(faults...)
}
