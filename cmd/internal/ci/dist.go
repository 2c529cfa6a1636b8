package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"time"
)

var (
	versionForm   = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?$`)
	toolchainLine = regexp.MustCompile(`(?m)^(?:toolchain go|go )(\S+)$`)
)

// version returns the only argument, a version.
func version(args []string) (string, error) {
	if len(args) != 1 {
		return "", errUsage
	}
	if !versionForm.MatchString(args[0]) {
		return "", fmt.Errorf("“%s” is no version such as 1.2.0", args[0])
	}
	return args[0], nil
}

// rounding gives the flags for a processor that can multiply and add in one step, which rounds once instead of twice.
// Our own code avoids that; libraries compute with floats too, for example in variable fonts. The pattern matches
// nothing, so no function may do it.
func rounding(arch string) []string {
	if arch == "amd64" {
		return nil
	}
	return []string{"-gcflags=all=-d=fmahash=qn"}
}

// dist writes dist/: the publications named by version, the tool for six systems, a bill of materials and checksums. The
// same commit gives the same bytes on every machine.
func dist(ctx context.Context, args []string) error {
	v, err := version(args)
	if err != nil {
		return err
	}
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	// Another version of Go makes other binaries, so the version must be that of go.mod.
	lines := toolchainLine.FindAllSubmatch(mod, -1)
	if len(lines) == 0 {
		return errors.New("go.mod names no version of Go")
	}
	env := []string{"GOTOOLCHAIN=go" + string(lines[len(lines)-1][1]), "GOFLAGS=", "GOWORK=off", "GOAMD64=v1", "GOARM64=v8.0", "CGO_ENABLED=0"}
	if err := errors.Join(os.RemoveAll("dist"), os.RemoveAll("build/release"), os.MkdirAll("dist", 0o777), os.MkdirAll("build/release", 0o777)); err != nil {
		return err
	}
	released, err := output(ctx, "git", "log", "-1", "--format=%ct")
	if err != nil {
		return err
	}
	var seconds int64
	if _, err := fmt.Sscan(released, &seconds); err != nil {
		return err
	}
	released = time.Unix(seconds, 0).UTC().Format(time.DateOnly)
	revision, err := output(ctx, "git", "rev-parse", "--short=12", "HEAD")
	if err != nil {
		return err
	}
	compile := func(system, arch, out string) error {
		flags := append([]string{"build", "-trimpath", "-buildvcs=false"}, rounding(arch)...)
		flags = append(flags, "-ldflags", fmt.Sprintf("-s -w -X main.versionNumber=%s -X main.released=%s -X main.revision=%s", v, released, revision), "-o", out, "./cmd/quire")
		return runEnv(ctx, append(env, "GOOS="+system, "GOARCH="+arch), goTool(), flags...)
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, arch := range []string{"amd64", "arm64"} {
			if err := compile(system, arch, filepath.Join("dist", binaryName(v, system, arch))); err != nil {
				return err
			}
		}
	}
	if err := compile(runtime.GOOS, runtime.GOARCH, releaseTool); err != nil {
		return err
	}
	if err := run(ctx, releaseTool, "release", "source", "--out", "dist"); err != nil {
		return err
	}
	entries, err := os.ReadDir("dist")
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			fmt.Printf("%10d  %s\n", info.Size(), e.Name())
		}
	}
	return err
}

// releaseTool is the tool of the release for this machine.
const releaseTool = "build/release/quire"

func binaryName(version, system, arch string) string {
	name := fmt.Sprintf("quire-v%s-%s-%s", version, system, arch)
	if system == "windows" {
		name += ".exe"
	}
	return name
}

// judge runs third-party checkers on the publications in dist/ and writes their results into report.json.
func judge(ctx context.Context, args []string) error {
	v, err := version(args)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join("dist", binaryName(v, runtime.GOOS, runtime.GOARCH)))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w; run make dist VERSION=%s", err, v)
	}
	if err != nil {
		return err
	}
	// A downloaded file may have lost its mode.
	if err := errors.Join(os.MkdirAll("build/release", 0o777), os.RemoveAll(releaseTool), os.WriteFile(releaseTool, data, 0o777)); err != nil {
		return err
	}
	if err := check(ctx, []string{releaseTool, "dist"}); err != nil {
		return err
	}
	if err := run(ctx, releaseTool, "release", "source", "--out", "dist", "--verdicts", filepath.Join(reports, "verdicts.jsonl")); err != nil {
		return err
	}
	return run(ctx, releaseTool, "verify", "dist")
}

// notes prints the notes of a version.
func notes(_ context.Context, args []string) error {
	v, err := version(args)
	if err != nil {
		return err
	}
	log, err := os.ReadFile("CHANGELOG.md")
	if err != nil {
		return err
	}
	text := notesOf(string(log), v)
	if text == "" {
		return fmt.Errorf("CHANGELOG.md has no notes for %s: it needs a heading ## [%[1]s] - DATE", v)
	}
	fmt.Print(text)
	return nil
}

var linkDefinition = regexp.MustCompile(`^\[[^\]]*\]: `)

// notesOf returns the notes of a version from a changelog in the form of Keep a Changelog, with a heading “## [1.2.0] -
// 2026-11-22” for each version. It leaves out blank lines at both ends and the link definitions at the end.
func notesOf(log, version string) string {
	var out strings.Builder
	in, blanks := false, 0
	for line := range strings.Lines(log) {
		switch {
		case strings.HasPrefix(line, "## "):
			in = strings.HasPrefix(line, "## ["+version+"]")
		case !in || linkDefinition.MatchString(line):
		case strings.TrimSpace(line) == "":
			blanks++
		default:
			if out.Len() > 0 {
				out.WriteString(strings.Repeat("\n", blanks))
			}
			out.WriteString(strings.TrimRight(line, "\n") + "\n")
			blanks = 0
		}
	}
	return out.String()
}
