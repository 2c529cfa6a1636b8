package style

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/css"
	"quire/internal/diag"
)

// docs/styles.md lists everything that is supported and nothing else, and its examples are valid.
func TestManual(t *testing.T) {
	data, err := os.ReadFile("../../docs/styles.md")
	if err != nil {
		t.Fatal(err)
	}
	manual := string(data)
	examples := manualExamples(t, manual)
	checkProperties(t, manual, examples)
	checkWords(t, manual, examples)
	checkTables(t, manual)
}

// manualExamples reads the examples, and gives them in one.
func manualExamples(t *testing.T, manual string) string {
	library := fstest.MapFS{"print.css": {Data: []byte("p { orphans: 2 }")}, "parts/tables.css": {Data: []byte("td { color: black }")}}
	examples := ""
	for i, m := range regexp.MustCompile("(?s)```css\n(.*?)```").FindAllStringSubmatch(manual, -1) {
		var list diag.List
		sh := Parse(&list, Source{Name: "example.css", Text: []byte(m[1]), Book: library})
		for _, f := range list.All() {
			t.Errorf("example %d: %s\n%s", i+1, f, strings.Split(m[1], "\n")[max(f.Pos.Line, 1)-1])
		}
		c := sh.Cascade()
		compute(c, tree("section.chapter h1 + p"))
		c.PageAt("front", true, true, false, 1)
		examples += m[1]
	}
	return examples
}

// checkProperties holds the properties to a row of a table whose heading names its columns, and to an example.
func checkProperties(t *testing.T, manual, examples string) {
	listed := map[string]string{}
	for _, table := range regexp.MustCompile(`(?m)^\| property \|.*\n\|[-|]+\n((?:\|.*\n)+)`).FindAllStringSubmatch(manual, -1) {
		for _, row := range strings.Split(strings.TrimSpace(table[1]), "\n") {
			cells := strings.Split(strings.Trim(row, "|"), "|")
			if len(cells) != 4 {
				t.Errorf("this row has not four cells: %s", row)
				continue
			}
			for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(cells[0], -1) {
				listed[m[1]] = strings.TrimSpace(cells[3])
			}
		}
	}
	for _, name := range propertyNames() {
		inherited, ok := listed[name]
		if !ok && name != "all" {
			t.Errorf("the property %s is not in a table", name)
		}
		part := name
		if parts := longhands(name); parts != nil {
			part = parts[0]
		}
		if want := map[bool]string{true: "yes", false: "no"}[properties[propertyIndex[part]].inherits]; ok && inherited != want {
			t.Errorf("%s: inherited is %s, not %q", name, want, inherited)
		}
		if !regexp.MustCompile(`(^|[\s{;])` + regexp.QuoteMeta(name) + `\s*:`).MatchString(examples) {
			t.Errorf("the property %s is in no example", name)
		}
		delete(listed, name)
	}
	for name := range listed {
		t.Errorf("%s is in a table but not a property", name)
	}
}

// checkWords holds the other words to the text, in code letters, and to an example.
func checkWords(t *testing.T, manual, examples string) {
	for _, x := range []struct {
		what, before, after string
		list                []string
	}{
		{"at-rule", "@", "", atRules},
		{"margin box", "@", "", marginNames[:]},
		{"pseudo-element", "::", "", css.PseudoElements},
		{"pseudo-class", ":", "", css.PseudoClasses},
		{"kind of page", ":", "", pagePseudos},
		{"function", "", "(", functions},
		{"descriptor", "", ":", fontDescriptors},
		{"descriptor", "", ":", counterDescriptors},
	} {
		for _, w := range x.list {
			if !strings.Contains(manual, "`"+x.before+w+"`") {
				t.Errorf("the %s %s is not named", x.what, w)
			}
			if !regexp.MustCompile(regexp.QuoteMeta(x.before+w) + `[\s({:,;]`).MatchString(examples) {
				t.Errorf("the %s %s is in no example", x.what, w)
			}
		}
	}
	for _, u := range units {
		if !strings.Contains(manual, "`"+u+"`") || !regexp.MustCompile(`[0-9]`+u+`\b`).MatchString(examples) {
			t.Errorf("the unit %s is not named or in no example", u)
		}
	}
	for _, name := range predefinedNames {
		if predefined(name) == nil || !strings.Contains(manual, "`"+name+"`") {
			t.Errorf("the counter style %s is not named", name)
		}
	}
}

// checkTables holds what stands in the tables of selectors, functions and units to what is known.
func checkTables(t *testing.T, manual string) {
	section := func(title string) string {
		_, rest, _ := strings.Cut(manual, "\n## "+title+"\n")
		text, _, _ := strings.Cut(rest, "\n## ")
		return regexp.MustCompile("(?s)```css.*?```").ReplaceAllString(text, "")
	}
	for _, m := range regexp.MustCompile("`(::?)([a-z-]+)`").FindAllStringSubmatch(section("Selectors"), -1) {
		if list := map[string][]string{":": css.PseudoClasses, "::": css.PseudoElements}[m[1]]; !slices.Contains(list, m[2]) {
			t.Errorf("the selector %s is not known", m[0])
		}
	}
	for _, row := range regexp.MustCompile("(?m)^\\| (`.*?) \\|").FindAllStringSubmatch(section("Values"), -1) {
		for _, m := range regexp.MustCompile("`([a-z-]+)`").FindAllStringSubmatch(row[1], -1) {
			if !slices.Contains(functions, m[1]) && !slices.Contains(units, m[1]) {
				t.Errorf("%s is neither a function nor a unit", m[1])
			}
		}
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `@([a-z-]+)`").FindAllStringSubmatch(section("At-rules"), -1) {
		if !slices.Contains(atRules, m[1]) {
			t.Errorf("@%s is not known", m[1])
		}
	}
}
