package math

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	docCommand = regexp.MustCompile("`(\\\\(?:[A-Za-z]+|[^A-Za-z]{1,2})|\\{[A-Za-z]+\\*?\\})`")
	docCount   = regexp.MustCompile(`Of the ([0-9,]+) commands`)
)

// docSection gives the commands that a section of docs/math.md names, without backslashes.
func docSection(page, heading string) map[string]bool {
	_, text, _ := strings.Cut(page, "\n## "+heading+"\n")
	text, _, _ = strings.Cut(text, "\n## ")
	out := map[string]bool{}
	for _, m := range docCommand.FindAllStringSubmatch(text, -1) {
		out[strings.TrimPrefix(strings.ReplaceAll(m[1], `\|`, "|"), `\`)] = true
	}
	return out
}

// isKnown reports whether a command of TeX, or an environment in braces, is read.
func isKnown(name string) bool {
	if env, ok := strings.CutPrefix(name, "{"); ok && env != "" {
		_, ok := environmentTable.find(strings.TrimSuffix(env, "}"))
		return ok
	}
	if name == "" || strings.Contains("()[]'`^=.\"~/-+<>1 ", name) { // of text, or of formulas within it
		return true
	}
	return known(strings.TrimSuffix(name, "*")) || textAccent(name) != 0
}

// docs/math.md has the commands of the program, and no others.
func TestDocs(t *testing.T) {
	data, err := os.ReadFile("../../docs/math.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	documented := map[string]bool{}
	for _, heading := range []string{"Characters", "Constructs", "Environments"} {
		for name := range docSection(page, heading) {
			documented[name] = true
			if !isKnown(name) {
				t.Errorf("docs/math.md has “%s”, which is not known", name)
			}
		}
	}
	if len(documented) < 1300 {
		t.Errorf("only %d commands", len(documented))
	}
	for _, name := range Commands() {
		if !documented[name] && !strings.HasPrefix(name, "@") {
			t.Errorf("docs/math.md lacks “%s”", name)
		}
	}
	units := docSection(page, "Units")
	for name := range unitTable.names() {
		if !units[name] {
			t.Errorf("docs/math.md lacks the unit “%s”", name)
		}
	}
}

// What KaTeX has is known, but for what docs/math.md names.
func TestBesideKaTeX(t *testing.T) {
	data, err := os.ReadFile("../../docs/math.md")
	if err != nil {
		t.Fatal(err)
	}
	list, err := os.ReadFile("testdata/katex.txt")
	if err != nil {
		t.Fatal(err)
	}
	names := strings.Split(strings.TrimSuffix(string(list), "\n"), "\n")
	excused := docSection(string(data), "Beside KaTeX")
	missing := 0
	for _, name := range names {
		if isKnown(name) == excused[name] {
			t.Errorf("“%s” is known: %v, and docs/math.md says that it is not: %v", name, isKnown(name), excused[name])
		}
		if !isKnown(name) {
			missing++
		}
	}
	if m := docCount.FindStringSubmatch(string(data)); m == nil || strings.ReplaceAll(m[1], ",", "") != "1131" || len(names) != 1131 {
		t.Errorf("there are %d names, and docs/math.md says %v", len(names), m)
	}
	if missing*20 > len(names) {
		t.Errorf("%d of %d are missing", missing, len(names))
	}
}

// Each command can be called without a finding that it is not known.
func TestEachCommand(t *testing.T) {
	for _, name := range Commands() {
		value, _ := commandTable.find(name)
		if _, ok := cutKind(value, "unsupported"); ok || strings.HasPrefix(name, "@") || name == "begin" {
			continue
		}
		src := `\` + name + ` {a}{b}{c}{d}{1}{x}`
		if env, ok := strings.CutPrefix(name, "{"); ok && env != "" {
			env = strings.TrimSuffix(env, "}")
			src = `\begin{` + env + `}{2} a \\ b \end{` + env + `}`
		}
		f, faults := Parse(src, Options{Display: true, Macros: &Macros{}})
		if i := slices.IndexFunc(faults, func(x Fault) bool { return x.Code == "math-command" }); i >= 0 {
			t.Errorf("%s: %v", src, faults[i])
		}
		checkTree(t, f, len(src))
		wellFormed(t, MathML{}.Write(f))
	}
}
