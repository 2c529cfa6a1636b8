package release

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// The bill of materials is what the schema of CycloneDX says it must be. The schema comes with the library that writes it.
func TestBillOfMaterials(t *testing.T) {
	t.Parallel()
	dir := goList(t, "-m", "-f", "{{.Dir}}", "github.com/CycloneDX/cyclonedx-go")[0]
	c := jsonschema.NewCompiler()
	for _, name := range []string{"spdx.schema.json", "jsf-0.82.schema.json", "bom-1.6.schema.json"} {
		file := filepath.Join(dir, "schema", name)
		if _, err := os.Stat(file); err != nil {
			file += "x" // the library's own misnomer for jsf-0.82.schema.json
			file = strings.Replace(file, ".jsonx", "x.json", 1)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource("http://cyclonedx.org/schema/"+name, schema); err != nil {
			t.Fatal(err)
		}
	}
	c.AssertFormat()
	schema, err := c.Compile("http://cyclonedx.org/schema/bom-1.6.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	out, r := laidOut(t)
	data, err := os.ReadFile(filepath.Join(out, "lone-v1.2.0.cdx.json"))
	if err != nil {
		t.Fatal(err)
	}
	bom, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(bom); err != nil {
		t.Error(err)
	}
	// The schema finds a fault.
	if err := schema.Validate(map[string]any{"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:x"}); err == nil {
		t.Error("the schema refuses nothing")
	}
	var b struct {
		Components []struct {
			Ref      string `json:"bom-ref"`
			Hashes   []struct{ Content string }
			Licenses []any
		}
	}
	if err := json.Unmarshal(data, &b); err != nil {
		t.Fatal(err)
	}
	refs := map[string]bool{}
	for _, c := range b.Components {
		refs[c.Ref] = true
		// A test binary also has the modules of tests, which need not be in the table.
		if len(c.Licenses) == 0 && !strings.HasPrefix(c.Ref, "pkg:golang/") {
			t.Errorf("%s has no licence", c.Ref)
		}
		if len(c.Hashes) == 0 && !strings.HasPrefix(c.Ref, "pkg:golang/std@") {
			t.Errorf("%s has no hash", c.Ref)
		}
	}
	for _, f := range r.Fonts {
		if !refs["fonts/"+f.File] || !strings.HasPrefix(f.Version, "Version ") {
			t.Errorf("the font %+v is not listed or has no version", f)
		}
	}
	for _, want := range []string{"hyphenation/hyph-en-gb.pat.txt", "csl/notes-bibliography.csl", "pkg:golang/std@1.26.8"} {
		if !refs[want] {
			t.Errorf("%s is not listed", want)
		}
	}
}

// The licences in the table are those that the modules state, and no module of any system lacks one.
func TestLicences(t *testing.T) {
	mark := map[string]string{
		"Apache-2.0":                "Apache License Version 2.0",
		"BSD-2-Clause":              "Redistributions in binary form must reproduce",
		"BSD-3-Clause":              "Neither the name",
		"CC0-1.0":                   "CC0 1.0 Universal",
		"MIT":                       "Permission is hereby granted, free of charge",
		"MIT AND Apache-2.0":        "MIT and Apache",
		"Unlicense OR BSD-3-Clause": "SPDX-License-Identifier: Unlicense OR BSD-3-Clause",
	}
	var used []string
	for _, target := range []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"} {
		goos, arch, _ := strings.Cut(target, "/")
		t.Setenv("GOOS", goos)
		t.Setenv("GOARCH", arch)
		used = append(used, goList(t, "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}", "quire/cmd/quire")...)
	}
	slices.Sort(used)
	named := map[string]bool{}
	for _, line := range slices.Compact(used) {
		path, dir, _ := strings.Cut(line, " ")
		named[path] = true
		files, err := filepath.Glob(filepath.Join(dir, "LICEN[CS]E*"))
		if len(files) == 0 && err == nil {
			files, err = filepath.Glob(filepath.Join(dir, "COPYING*"))
		}
		if err != nil || len(files) == 0 {
			t.Errorf("%s has no licence file: %v", path, err)
			continue
		}
		text, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if want := mark[licences[path]]; want == "" || !strings.Contains(strings.Join(strings.Fields(string(text)), " "), want) {
			t.Errorf("%s: the table says %q, its licence file does not", path, licences[path])
		}
	}
	for path := range licences {
		if !named[path] {
			t.Errorf("%s is in the table, but quire is not built from it", path)
		}
	}
}

// The licences of the patterns are those that their notices state.
func TestPatternLicences(t *testing.T) {
	t.Parallel()
	notices, err := filepath.Glob("../../styles/hyphenation/*.lic.txt")
	if err != nil || len(notices) != len(patternLicences) {
		t.Fatalf("%d notices for %d licences: %v", len(notices), len(patternLicences), err)
	}
	for _, name := range notices {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		licence := patternLicences[strings.TrimSuffix(filepath.Base(name), ".lic.txt")]
		for _, part := range strings.Split(licence, " OR ") {
			word := regexp.MustCompile(`^[A-Z]+|^copying`).FindString(part)
			if word == "" || !bytes.Contains(bytes.ToLower(data), bytes.ToLower([]byte(word))) {
				t.Errorf("%s: the table says %q", name, licence)
			}
			if _, version, ok := strings.Cut(part, "LPPL-"); ok && !regexp.MustCompile(`version:\s+`+strings.TrimSuffix(strings.TrimRight(version, "+ac"), ".0")+`\b`).Match(data) {
				t.Errorf("%s: the table says %q, which has another version", name, licence)
			}
		}
	}
}

// goList gives the lines that “go list” prints.
func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
