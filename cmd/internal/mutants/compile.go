//go:build unix

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// target is a package as “go list” describes it.
type target struct {
	Dir        string
	ImportPath string
	Name       string
	GoFiles    []string
	Module     struct{ Dir string }
}

func list(ctx context.Context, pkg string) (*target, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-json=Dir,ImportPath,Name,GoFiles,Module", pkg)
	cmd.Stderr = os.Stderr
	data, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	p := &target{}
	return p, json.Unmarshal(data, p)
}

// switches is the file that is added to the package. The environment says which change is on. The first runs record what
// is reached in a file that is mapped to memory, which needs no code at the end of the tests.
const switches = `package %s

import (
	"os"
	"strconv"
	"syscall"
)

var mutantOn, mutantReached = func() (int, []byte) {
	on, _ := strconv.Atoi(os.Getenv("MUTANT"))
	record := make([]byte, %d)
	if f, err := os.OpenFile(os.Getenv("MUTANT_RECORD"), os.O_RDWR, 0); err == nil {
		if m, err := syscall.Mmap(int(f.Fd()), 0, len(record), syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_SHARED); err == nil {
			record = m
		}
		f.Close()
	}
	return on, record
}()

func mutantIs(n int) bool {
	mutantReached[n] = 1
	return mutantOn == n
}
`

// compile makes the test binary with the changes in it, and gives the number of those it could not take: a changed
// condition must be of the type bool itself. These are removed from the slice, and the next of the rest take their place.
//
// The tests are those of the package tests, which may be p itself.
func compile(ctx context.Context, p, tests *target, dir, binary string, changes, rest []*change) ([]*change, error) {
	for {
		for i, c := range changes {
			c.switchedBy = i + 1
		}
		if err := writeOverlay(p, dir, changes); err != nil {
			return nil, err
		}
		cmd := exec.CommandContext(ctx, "go", "test", "-c", "-vet=off", "-overlay", filepath.Join(dir, "overlay.json"), "-o", binary, tests.ImportPath)
		cmd.Dir = p.Module.Dir
		out, err := cmd.CombinedOutput()
		if err == nil {
			return changes, nil
		}
		kept := slices.DeleteFunc(slices.Clone(changes), func(c *change) bool { return blamed(string(out), c) })
		if len(kept) == len(changes) {
			return nil, fmt.Errorf("%w\n%s", err, out)
		}
		n := min(len(changes)-len(kept), len(rest))
		changes, rest = append(kept, rest[:n]...), rest[n:]
	}
}

var errorLine = regexp.MustCompile(`(?m)^(\S+\.go):(\d+):\d+: `)

// blamed reports whether the compiler's message is about a line of the change.
func blamed(message string, c *change) bool {
	for _, m := range errorLine.FindAllStringSubmatch(message, -1) {
		line, _ := strconv.Atoi(m[2])
		if filepath.Base(m[1]) == filepath.Base(c.path) && c.line <= line && line <= c.lastLine {
			return true
		}
	}
	return false
}

// writeOverlay writes the changed files and the list that puts them in the place of the package's.
func writeOverlay(p *target, dir string, changes []*change) error {
	replace := map[string]string{filepath.Join(p.Dir, "mutant_switches.go"): filepath.Join(dir, "mutant_switches.go")}
	if err := os.WriteFile(filepath.Join(dir, "mutant_switches.go"), fmt.Appendf(nil, switches, p.Name, len(changes)+1), 0o666); err != nil {
		return err
	}
	byFile := map[string][]*change{}
	for _, c := range changes {
		byFile[c.path] = append(byFile[c.path], c)
	}
	for path, changes := range byFile {
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		changed := filepath.Join(dir, filepath.Base(path))
		if err := os.WriteFile(changed, apply(src, changes), 0o666); err != nil {
			return err
		}
		replace[path] = changed
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "overlay.json"), data, 0o666)
}

// insertion is text to be put into a file.
type insertion struct {
	at    int
	width int // of what it opens or closes: of two that open at one place, the wider comes first
	close bool
	text  string
}

// apply puts the switches around the conditions. Where m is whether the change is on,
//
//	c         becomes  ((c) != m)
//	a && b    becomes  ((((a) != m) && ((b) != m)) != m), which is a || b where m holds
//
// It adds no line, so that lines in the compiler's messages are those of the source.
func apply(src []byte, changes []*change) []byte {
	var all []insertion
	wrap := func(span [2]int, open, end string) {
		width := span[1] - span[0]
		all = append(all, insertion{span[0], width, false, open}, insertion{span[1], width, true, end})
	}
	for _, c := range changes {
		m := fmt.Sprintf(") != mutantIs(%d))", c.switchedBy)
		if c.swap {
			wrap(c.left, "((", m)
			wrap(c.right, "((", m)
		}
		wrap([2]int{c.from, c.to}, "((", m)
	}
	slices.SortStableFunc(all, func(a, b insertion) int {
		switch {
		case a.at != b.at:
			return a.at - b.at
		case a.close != b.close: // what ends here comes before what begins here
			if a.close {
				return -1
			}
			return 1
		case a.close:
			return a.width - b.width
		}
		return b.width - a.width
	})
	var out strings.Builder
	at := 0
	for _, in := range all {
		out.Write(src[at:in.at])
		out.WriteString(in.text)
		at = in.at
	}
	out.Write(src[at:])
	return []byte(out.String())
}
