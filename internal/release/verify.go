package release

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"quire/internal/build"
	"quire/internal/diag"
)

// Comparison says whether a file of a release is as it should be.
type Comparison struct {
	Name string
	// Problem is "" if the bytes agree.
	Problem string
	// Listed is set for a file that is not made from the source, such as a binary: its bytes agree with SHA256SUMS.
	Listed bool
}

// Verify builds the files of a release again from the source and compares them with those in a folder. It compares the
// binaries of the tool with SHA256SUMS. book is the folder of the source; toolchain and version are those of the
// running tool. It does not run the checkers again; their verdicts come from report.json.
func Verify(ctx context.Context, session *build.Session, dir, book, toolchain, version string, findings *diag.List) ([]Comparison, build.Result, error) {
	data, err := os.ReadFile(filepath.Join(dir, "report.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, build.Result{}, fmt.Errorf("%s has no report.json: it is no release", dir)
	}
	if err != nil {
		return nil, build.Result{}, err
	}
	var r Report
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, build.Result{}, fmt.Errorf("%s/report.json: %w", dir, err)
	}
	tool := r.tool()
	req := build.Request{Input: book, Version: tool.Version, Released: tool.Released, Revision: tool.Revision}
	made, result, err := session.Make(ctx, req, findings)
	if made == nil || err != nil {
		return nil, result, err
	}
	want, err := again(dir, made, req, &r, len(result.Findings(findings)))
	if err != nil {
		return nil, result, err
	}
	sums, err := listed(dir)
	if err != nil {
		return nil, result, err
	}
	have, err := contents(dir)
	if err != nil {
		return nil, result, err
	}
	var out []Comparison
	for name, bytesOf := range want {
		c := Comparison{Name: name}
		switch got, ok := have[name]; {
		case !ok:
			c.Problem = "it is missing"
		case !bytes.Equal(got, bytesOf):
			c.Problem = differ(got, bytesOf)
			if version != tool.Version || toolchain != r.Toolchain {
				c.Problem += fmt.Sprintf("; this is quire %s by %s, the release was made with %s by %s", version, toolchain, tool.Version, r.Toolchain)
			}
		case sums[name] == "":
			c.Problem = "SHA256SUMS does not list it"
		case sums[name] != sum(got):
			c.Problem = "SHA256SUMS lists another checksum"
		}
		out = append(out, c)
	}
	for name, got := range have {
		if _, ok := want[name]; ok || name == "SHA256SUMS" {
			continue
		}
		c := Comparison{Name: name, Listed: true}
		switch {
		case sums[name] == "":
			c.Problem = "the source makes no such file, and SHA256SUMS does not list it"
		case sums[name] != sum(got):
			c.Problem = "its bytes are not those that SHA256SUMS lists"
		}
		out = append(out, c)
	}
	for name := range sums {
		_, made := want[name]
		if _, ok := have[name]; !ok && !made {
			out = append(out, Comparison{Name: name, Listed: true, Problem: "SHA256SUMS lists it, and it is missing"})
		}
	}
	slices.SortFunc(out, func(a, b Comparison) int { return cmp.Compare(a.Name, b.Name) })
	return out, result, nil
}

// again makes the release once more, from what its report says.
func again(dir string, made *build.Made, req build.Request, r *Report, warnings int) (map[string][]byte, error) {
	parts, err := modules(dir)
	if err != nil {
		return nil, err
	}
	req.Input = r.Book
	l, err := layOut(made, req, r.issue(), r.Toolchain, warnings, parts)
	if err != nil {
		return nil, err
	}
	said := map[string][]Judgement{r.Landing.Name: r.Landing.Verdicts}
	for _, f := range r.Files {
		said[f.Name] = f.Verdicts
	}
	l.report.Checkers = r.Checkers
	l.report.Landing.Verdicts = said[l.report.Landing.Name]
	for i := range l.report.Files {
		l.report.Files[i].Verdicts = said[l.report.Files[i].Name]
	}
	l.files["report.json"], err = indented(l.report)
	return l.files, err
}

// contents reads the files of a folder.
func contents(dir string) (map[string][]byte, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		if out[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// differ gives the offset of the first byte at which two files differ.
func differ(have, want []byte) string {
	for i := range min(len(have), len(want)) {
		if have[i] != want[i] {
			return fmt.Sprintf("byte %d is %#02x, the source gives %#02x", i, have[i], want[i])
		}
	}
	return fmt.Sprintf("it is %d bytes long, the source gives %d", len(have), len(want))
}

// listed reads SHA256SUMS.
func listed(dir string) (map[string]string, error) {
	data, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS"))
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	for line := range strings.Lines(string(data)) {
		hash, name, ok := strings.Cut(strings.TrimRight(line, "\n"), "  ")
		if !ok {
			return nil, fmt.Errorf("%s/SHA256SUMS: “%s” is no line of checksum and name", dir, strings.TrimSpace(line))
		}
		out[name] = hash
	}
	return out, nil
}
