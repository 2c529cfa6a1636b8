package main

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"quire/internal/release"
)

const reports = "build/reports"

// inspection collects the results of checkers for finished files.
type inspection struct {
	epubs, htmls, pdfs []string
	verdicts           *os.File // one JSON object on each line
	authors            string   // a pattern of messages of the Nu checker about what the author wrote; "": none
	failures           int
	err                error // of writing the results
}

// checker is a checker at work.
type checker struct {
	in            *inspection
	name, version string
}

// check runs third-party checkers on finished files: the edition in build/ and the test books, which together use every
// construct of the dialect, or the publications of a release in a folder. It prints each checker's version and the
// files that it checked. The reports are in build/reports/, and the verdicts in verdicts.jsonl there. A missing checker
// fails the check.
func check(ctx context.Context, args []string) error {
	if len(args) < 1 || len(args) > 2 {
		return errUsage
	}
	quire := args[0]
	if err := tools(ctx, nil); err != nil {
		return err
	}
	const made = "build/check"
	if err := errors.Join(os.RemoveAll(reports), os.RemoveAll(made), os.MkdirAll(reports, 0o777), os.MkdirAll(made, 0o777)); err != nil {
		return err
	}
	verdicts, err := os.Create(filepath.Join(reports, "verdicts.jsonl"))
	if err != nil {
		return err
	}
	in := &inspection{verdicts: verdicts}
	folders := args[1:]
	if len(folders) == 0 {
		folders = []string{"build", made}
		list, err := books()
		if err != nil {
			return err
		}
		for _, book := range list {
			if err := run(ctx, quire, "build", book, "--out", made); err != nil {
				return fmt.Errorf("%s: %w", book, err)
			}
		}
		if err := judgeCorpus(ctx, in); err != nil {
			return err
		}
	}
	for _, dir := range folders {
		in.epubs = append(in.epubs, glob(dir, "*.epub")...)
		in.htmls = append(in.htmls, glob(dir, "*.html")...)
		in.pdfs = append(in.pdfs, glob(dir, "*.pdf")...)
	}
	if len(in.epubs)+len(in.htmls)+len(in.pdfs) == 0 {
		return fmt.Errorf("there is nothing to check in %s", strings.Join(folders, " and "))
	}
	for _, judge := range []func(context.Context, *inspection) error{epubCheck, ace, readingSystem, nuHTML, qpdf, poppler, sameWords, sixReaders, veraPDF} {
		if err := judge(ctx, in); err != nil {
			return err
		}
	}
	if err := quireCheck(ctx, in, quire); err != nil {
		return err
	}
	if err := errors.Join(in.err, in.verdicts.Close()); err != nil {
		return err
	}
	if in.failures > 0 {
		return fmt.Errorf("%d verdicts are failures", in.failures)
	}
	fmt.Println("all checks passed")
	return nil
}

func glob(dir, pattern string) []string {
	out, _ := filepath.Glob(filepath.Join(dir, pattern)) // the patterns here are well-formed
	slices.Sort(out)
	return out
}

// begin announces a checker.
func (in *inspection) begin(name, version, more string) *checker {
	fmt.Println(strings.TrimSpace("== " + name + " " + version + more))
	return &checker{in, name, version}
}

// pass and fail record a verdict on a file.
func (c *checker) pass(file, detail string) { c.say(file, "pass", detail) }

func (c *checker) fail(file, detail, log string) {
	fmt.Fprintf(os.Stderr, "%sFAILED: %s: %s: %s\n", log, c.name, file, detail)
	c.in.failures++
	c.say(file, "fail", detail)
}

func (c *checker) say(file, verdict, detail string) {
	data, err := os.ReadFile(file)
	if err == nil {
		e := json.NewEncoder(c.in.verdicts)
		e.SetEscapeHTML(false)
		err = e.Encode(release.Verdict{Checker: c.name, Version: c.version, File: filepath.Base(file), SHA256: fmt.Sprintf("%x", sha256.Sum256(data)), Verdict: verdict, Detail: detail})
	}
	c.in.err = errors.Join(c.in.err, err)
}

// reportFile is the name of a checker's report on a file.
func reportFile(file, suffix string) string {
	return filepath.Join(reports, filepath.Base(file)+suffix)
}

// jsonField returns a field of a JSON object as text.
func jsonField(data []byte, name string) string {
	var object map[string]any
	if json.Unmarshal(data, &object) != nil {
		return ""
	}
	if v, ok := object[name]; ok {
		return fmt.Sprint(v)
	}
	return ""
}

// quireCheck checks the files with quire's own, independent reader.
func quireCheck(ctx context.Context, in *inspection, quire string) error {
	version, err := output(ctx, quire, "version")
	if err != nil {
		return err
	}
	_, version, _ = strings.Cut(version, " ")
	version, _, _ = strings.Cut(version, " ")
	c := in.begin("quire check", version, "")
	files := slices.Concat(in.epubs, in.pdfs)
	if len(files) == 0 {
		return nil
	}
	// It exits with 1 if a checkpoint fails, which the loop below finds.
	all, _ := transcript(ctx, nil, quire, append([]string{"check", "--json"}, files...)...)
	if err := os.WriteFile(filepath.Join(reports, "quire.json"), []byte(all), 0o666); err != nil {
		return err
	}
	for _, f := range files {
		log, err := transcript(ctx, nil, quire, "check", f)
		if err != nil {
			c.fail(f, fmt.Sprintf("%d checkpoints fail", strings.Count(log, "  fail  ")), log)
			continue
		}
		fmt.Println("ok", f)
		c.pass(f, fmt.Sprintf("%d checkpoints", strings.Count(log, "  pass  ")))
	}
	return nil
}
