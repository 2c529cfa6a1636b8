//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"time"
)

// test is a test of the package, with what its first run showed.
type test struct {
	name    string
	time    time.Duration
	reaches []byte // by the number of the change
}

// judge tries the changes of a package and prints those that no test noticed. It gives the percentage that was noticed.
func judge(ctx context.Context, pkg string, o options) (int, error) {
	p, err := list(ctx, pkg)
	if err != nil {
		return 0, err
	}
	testing := p
	if o.tests != "" {
		if testing, err = list(ctx, o.tests); err != nil {
			return 0, err
		}
	}
	exempt, err := readExempt(exemptList)
	if err != nil {
		return 0, err
	}
	changes, err := find(p, exempt)
	if err != nil {
		return 0, err
	}
	found := len(changes)
	r := rand.New(rand.NewPCG(o.seed, 0))
	r.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
	n := len(changes)
	if o.sample > 0 {
		n = min(n, o.sample)
	}
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	b := &binary{path: filepath.Join(dir, "package.test"), record: filepath.Join(dir, "reached"), dir: testing.Dir, short: o.short}
	changes, err = compile(ctx, p, testing, dir, b.path, changes[:n:n], changes[n:])
	if err != nil {
		return 0, err
	}
	tests, err := b.tests(ctx, len(changes)+1)
	if err != nil {
		return 0, err
	}
	if !slices.ContainsFunc(tests, func(t test) bool { return bytes.ContainsAny(t.reaches, "\x01") }) {
		return 0, fmt.Errorf("no test of %s reaches any of the changes", testing.ImportPath)
	}
	noticed := 0
	slices.SortFunc(changes, func(a, b *change) int {
		if c := strings.Compare(a.file, b.file); c != 0 {
			return c
		}
		return a.from - b.from
	})
	for _, c := range changes {
		reaching := slices.DeleteFunc(slices.Clone(tests), func(t test) bool { return t.reaches[c.switchedBy] == 0 })
		by, err := b.notice(ctx, c.switchedBy, reaching)
		switch {
		case err != nil:
			return 0, err
		case by != "":
			noticed++
			if o.all {
				fmt.Printf("%s: noticed by %s\n", c, by)
			}
		case len(reaching) == 0:
			fmt.Printf("%s: no test reaches it\n", c)
		default:
			fmt.Printf("%s: not noticed by %s\n", c, names(reaching, ", ", 3))
		}
	}
	share := 100 * noticed / len(changes)
	fmt.Printf("%s: %d of %d noticed, %d %% (of %d conditions)\n", p.ImportPath, noticed, len(changes), share, found)
	return share, nil
}

// binary is the test binary of a package.
type binary struct {
	path, record, dir string
	short             bool
}

// tests runs each test by itself with no change on, and keeps how long it takes and what it reaches.
func (b *binary) tests(ctx context.Context, n int) ([]test, error) {
	out, err := b.run(ctx, 0, time.Minute, "-test.list", ".")
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	var tests []test
	for _, name := range strings.Fields(string(out)) {
		if !regexp.MustCompile(`^(Test|Fuzz|Example)`).MatchString(name) {
			continue
		}
		if err := os.WriteFile(b.record, make([]byte, n), 0o666); err != nil {
			return nil, err
		}
		start := time.Now()
		if out, err := b.run(ctx, 0, 10*time.Minute, "-test.run", "^"+name+"$"); err != nil {
			return nil, fmt.Errorf("%s fails without any change: %w\n%s", name, err, out)
		}
		reached, err := os.ReadFile(b.record)
		if err != nil {
			return nil, err
		}
		tests = append(tests, test{name, time.Since(start), reached})
	}
	slices.SortStableFunc(tests, func(a, b test) int { return int(a.time - b.time) })
	return tests, nil
}

// notice runs tests with a change on and gives what noticed it, or "". The quick ones run first: most changes need no
// others. A test that takes many times its own time is in a loop without end, and has noticed too.
func (b *binary) notice(ctx context.Context, on int, tests []test) (string, error) {
	for len(tests) > 0 {
		n, sum := 1, tests[0].time
		for n < len(tests) && sum+tests[n].time < 2*time.Second {
			sum += tests[n].time
			n++
		}
		_, err := b.run(ctx, on, 5*sum+5*time.Second, "-test.failfast", "-test.run", "^("+names(tests[:n], "|", n)+")$")
		if err := ctx.Err(); err != nil {
			return "", err
		}
		if err != nil {
			return names(tests[:n], ", ", 1), nil
		}
		tests = tests[n:]
	}
	return "", nil
}

// run runs the binary, in at most 4 GB: a change may have it fill the memory.
func (b *binary) run(ctx context.Context, on int, limit time.Duration, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	if b.short {
		args = append(args, "-test.short")
	}
	cmd := exec.CommandContext(ctx, "sh", append([]string{"-c", `ulimit -v 4194304; exec "$0" "$@"`, b.path}, args...)...)
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), fmt.Sprint("MUTANT=", on), "MUTANT_RECORD="+b.record)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	err := cmd.Run()
	if errors.Is(err, exec.ErrWaitDelay) { // a process that the test left behind
		err = nil
	}
	return out.Bytes(), err
}

// names joins the names of the tests, the first most of them.
func names(tests []test, by string, most int) string {
	var out []string
	for i, t := range tests {
		if i == most {
			out = append(out, fmt.Sprintf("and %d more", len(tests)-most))
			break
		}
		out = append(out, t.name)
	}
	return strings.Join(out, by)
}
