package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// goTool is the go command, or $GO.
func goTool() string {
	if name := os.Getenv("GO"); name != "" {
		return name
	}
	return "go"
}

// have reports whether a command is installed.
func have(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

// run runs a command and shows its output.
func run(ctx context.Context, name string, args ...string) error {
	return runEnv(ctx, nil, name, args...)
}

// runEnv is run with variables added to the environment.
func runEnv(ctx context.Context, env []string, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return nil
}

// output runs a command and returns its standard output without surrounding space.
func output(ctx context.Context, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, errs.String())
	}
	return strings.TrimSpace(string(out)), nil
}

// transcript runs a command and returns its whole output.
func transcript(ctx context.Context, env []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// between returns the text after a mark in the first line that has it.
func between(text, mark string) string {
	for line := range strings.Lines(text) {
		if _, rest, ok := strings.Cut(line, mark); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// field returns the value of a line “NAME: VALUE”, as printed by pdfinfo.
func field(text, name string) string {
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, name+":"); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// lastWord returns the last word of the first line.
func lastWord(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	f := strings.Fields(line)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// books returns the sources in testdata/books.
func books() ([]string, error) {
	all, err := filepath.Glob("testdata/books/*")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, book := range all {
		if _, err := os.Stat(filepath.Join(book, "book.yaml")); err == nil || strings.HasSuffix(book, ".md") {
			out = append(out, book)
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("testdata/books has no book")
	}
	return out, nil
}

// build compiles quire for this machine.
func build(ctx context.Context, out string) error {
	return runEnv(ctx, []string{"CGO_ENABLED=0"}, goTool(), "build", "-trimpath", "-o", out, "./cmd/quire")
}
