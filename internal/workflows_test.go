package internal_test

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rhysd/actionlint"
)

// Actionlint finds no fault with the workflows, and shellcheck, where it is installed, none with their steps.
func TestActionlint(t *testing.T) {
	shellcheck, err := exec.LookPath("shellcheck")
	if err != nil {
		shellcheck = ""
	}
	l, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{Shellcheck: shellcheck})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../.github/workflows/*.yml")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	files = append(files, "../docs/scale/github.yml")
	problems, err := l.LintFiles(files, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}
}

// The manuals name no make target that does not exist. “booklet-a4” is an edition, which is a target, too.
func TestTargetsOfManuals(t *testing.T) {
	targets := append(makeTargets(t), "booklet-a4")
	files, err := filepath.Glob("../docs/*.md")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	named := regexp.MustCompile("`make ([a-z][a-z0-9-]*)[ `]") // not its options
	for _, file := range append(files, "../README.md", "../ARCHITECTURE.md") {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range named.FindAllSubmatch(data, -1) {
			if !slices.Contains(targets, string(m[1])) {
				t.Errorf("%s: the Makefile has no target “%s”", file, m[1])
			}
		}
	}
}

// Every action is pinned to a commit, with its version beside it. Permissions are the least. Each step of ours is a make target,
// and GitHub and GitLab run the same ones.
func TestWorkflows(t *testing.T) {
	targets := makeTargets(t)
	pinned := regexp.MustCompile(`^\s*- uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)
	ran := map[string][]string{}
	run := func(host, command string) {
		for line := range strings.Lines(command) {
			fields := strings.Fields(line)
			switch {
			case len(fields) > 1 && fields[0] == "make":
				if !slices.Contains(targets, fields[1]) {
					t.Errorf("%s: the Makefile has no target for “%s”", host, line)
				}
				ran[host] = append(ran[host], fields[1])
			case len(fields) > 0 && !slices.Contains([]string{"gh", "glab", "mkdir", "mv"}, fields[0]):
				t.Errorf("%s: “%s” is no make target", host, line)
			}
		}
	}
	pins := map[string]string{}
	for _, name := range []string{"../.github/workflows/ci.yml", "../.github/workflows/release.yml"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			if !strings.Contains(line, "uses:") {
				continue
			}
			if !pinned.MatchString(strings.TrimRight(line, "\n")) {
				t.Errorf("%s: “%s” is not pinned to a commit, with its version", name, strings.TrimSpace(line))
				continue
			}
			action, commit, _ := strings.Cut(line, "@")
			if pins[action] != "" && pins[action] != commit {
				t.Errorf("%s: there are two pins of “%s”", name, strings.TrimSpace(action))
			}
			pins[action] = commit
		}
		var w struct {
			Permissions map[string]string
			Concurrency map[string]any
			Jobs        map[string]struct {
				Timeout     int `yaml:"timeout-minutes"`
				Permissions map[string]string
				Steps       []struct{ Run string }
			}
		}
		if err := yaml.Unmarshal(data, &w); err != nil {
			t.Fatal(err)
		}
		if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" || w.Concurrency == nil {
			t.Errorf("%s: permissions %v, concurrency %v", name, w.Permissions, w.Concurrency)
		}
		for id, j := range w.Jobs {
			if j.Timeout == 0 || len(j.Permissions) > 0 && id != "publish" {
				t.Errorf("%s: %s: timeout %d, permissions %v", name, id, j.Timeout, j.Permissions)
			}
			for _, s := range j.Steps {
				run("GitHub", s.Run)
			}
		}
	}
	data, err := os.ReadFile("../.gitlab-ci.yml")
	if err != nil {
		t.Fatal(err)
	}
	var jobs map[string]any
	if err := yaml.Unmarshal(data, &jobs); err != nil {
		t.Fatal(err)
	}
	stages, _ := jobs["stages"].([]any)
	for name, j := range jobs {
		job, ok := j.(map[string]any)
		script, scripted := job["script"].([]any)
		if !ok || !scripted {
			continue
		}
		if !slices.Contains(stages, job["stage"]) || job["timeout"] == nil {
			t.Errorf("GitLab: %s: stage %v, timeout %v", name, job["stage"], job["timeout"])
		}
		needs, _ := job["needs"].([]any)
		for _, n := range needs {
			if jobs[n.(string)] == nil {
				t.Errorf("GitLab: %s needs %s, which there is not", name, n)
			}
		}
		for _, line := range script {
			run("GitLab", line.(string))
		}
	}
	for _, host := range []string{"GitHub", "GitLab"} {
		slices.Sort(ran[host])
		if want := []string{"agree", "check", "dist", "judge", "lint", "notes", "test"}; !slices.Equal(slices.Compact(ran[host]), want) {
			t.Errorf("%s runs %v, want %v", host, ran[host], want)
		}
	}
}

func makeTargets(t *testing.T) (out []string) {
	t.Helper()
	data, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`(?m)^([a-z][a-z-]*):`).FindAllSubmatch(data, -1) {
		out = append(out, string(m[1]))
	}
	return out
}

// A heading of the changelog is a version with its date, which the notes of a release are found by.
func TestChangelogHeadings(t *testing.T) {
	own, err := os.ReadFile("../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	headings := regexp.MustCompile(`(?m)^## .*$`).FindAllString(string(own), -1)
	for i, h := range headings {
		if !regexp.MustCompile(`^## \[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d$`).MatchString(h) && !(i == 0 && h == "## [Unreleased]") {
			t.Errorf("CHANGELOG.md: “%s” is no heading of a version", h)
		}
	}
}
