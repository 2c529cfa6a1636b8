package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// verdicts runs EPUBCheck and veraPDF on the test files of internal/check, each of which has one fault, and writes
// their verdicts beside ours into the tables of docs/accessibility.md.
func verdicts(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return errUsage
	}
	if err := tools(ctx, nil); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "verdicts")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	files, said := filepath.Join(work, "files"), filepath.Join(work, "reports")
	if err := errors.Join(os.Mkdir(files, 0o777), os.Mkdir(said, 0o777)); err != nil {
		return err
	}
	for _, pkg := range []string{"./internal/check/epub", "./internal/check/pdf"} {
		if log, err := transcript(ctx, nil, goTool(), "test", pkg, "-run", "^Test(Good|Mutants)$", "-count=1", "-keep", files); err != nil {
			return fmt.Errorf("%w\n%s", err, log)
		}
	}
	epubs, pdfs := glob(files, "*.epub"), glob(files, "*.pdf")
	classes := epubcheckJar + ":" + epubcheckDir + "/lib/*"
	if err := run(ctx, "java", java(append([]string{"-cp", classes, judges + "/EpubRunner.java", said}, epubs...)...)...); err != nil {
		return err
	}
	// It exits with 1 if a rule fails, as it should, and with 2 if a file can't be read.
	_, _ = runVera(ctx, append([]string{"--profiles", "ua1", "--reports", said}, pdfs...)...)
	const doc = "docs/accessibility.md"
	data, err := os.ReadFile(doc)
	if err != nil {
		return err
	}
	text := string(data)
	for _, t := range []struct {
		kind, other string
		files       []string
		verdict     func(file string) (string, error)
	}{
		{"epub", "EPUBCheck", epubs, func(f string) (string, error) { return epubcheckSays(filepath.Join(said, filepath.Base(f)+".json")) }},
		{"pdf", "veraPDF (ISO 14289-1)", pdfs, func(f string) (string, error) { return veraSays(f, said) }},
	} {
		table, err := verdictTable(t.other, t.files, t.verdict)
		if err != nil {
			return err
		}
		if text, err = replaceTable(text, t.kind, table); err != nil {
			return err
		}
	}
	return os.WriteFile(doc, []byte(text), 0o666)
}

// verdictTable has a row for each file, the good one first.
func verdictTable(other string, files []string, verdict func(string) (string, error)) (string, error) {
	var out strings.Builder
	fmt.Fprintf(&out, "| the fault | quire check | %s |\n| --- | --- | --- |\n", other)
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b string) int {
		switch good := "good."; {
		case strings.HasPrefix(filepath.Base(a), good):
			return -1
		case strings.HasPrefix(filepath.Base(b), good):
			return 1
		}
		return strings.Compare(filepath.Base(a), filepath.Base(b))
	})
	for _, f := range files {
		code, err := os.ReadFile(f + ".code")
		if err != nil {
			return "", err
		}
		theirs, err := verdict(f)
		if err != nil {
			return "", err
		}
		name := filepath.Base(f)
		name = strings.TrimSuffix(name, filepath.Ext(name))
		fmt.Fprintf(&out, "| %s | %s | %s |\n", strings.ReplaceAll(name, "-", " "), strings.TrimSpace(string(code)), theirs)
	}
	return out.String(), nil
}

// epubcheckSays gives the codes of EPUBCheck's messages.
func epubcheckSays(report string) (string, error) {
	data, err := os.ReadFile(report)
	if err != nil {
		return "", err
	}
	var r struct{ Messages []struct{ ID string } }
	if err := json.Unmarshal(data, &r); err != nil {
		return "", err
	}
	var codes []string
	for _, m := range r.Messages {
		codes = append(codes, m.ID)
	}
	slices.Sort(codes)
	return orPasses(slices.Compact(codes)), nil
}

// veraSays gives the rules that fail in veraPDF.
func veraSays(file, dir string) (string, error) {
	r, err := readVera(file, "ua1", dir)
	if errors.Is(err, os.ErrNotExist) {
		return "cannot be read", nil
	}
	if err != nil {
		return "", err
	}
	var rules []string
	for _, f := range r.Failed {
		rules = append(rules, fmt.Sprintf("%s test %d", f.Clause, f.Test))
	}
	return orPasses(rules), nil
}

func orPasses(codes []string) string {
	if len(codes) == 0 {
		return "passes"
	}
	return strings.Join(codes, ", ")
}

// replaceTable puts a table between its marks.
func replaceTable(text, kind, table string) (string, error) {
	mark := "<!-- verdicts: " + kind + " -->\n"
	head, rest, ok := strings.Cut(text, mark)
	_, tail, ok2 := strings.Cut(rest, "<!-- end -->")
	if !ok || !ok2 {
		return "", fmt.Errorf("there is no place for the verdicts on %s", kind)
	}
	return head + mark + "\n" + table + "\n<!-- end -->" + tail, nil
}
