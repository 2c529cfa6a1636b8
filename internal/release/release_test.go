package release

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

const book = "../../testdata/books/lone.md"

// session builds the book once for the tests that need a release of it.
var session build.Session

func laidOut(t *testing.T) (dir string, r *Report) {
	t.Helper()
	dir = t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "quire-linux"), []byte("a binary"), 0o666); err != nil {
		t.Fatal(err)
	}
	var l diag.List
	r, _, err := Write(t.Context(), &session, build.Request{Input: book, Version: "1.2.0", Released: "2026-11-22", Revision: "abc"}, Issue{}, dir, "go1.26.8", nil, &l)
	if err != nil || r == nil {
		t.Fatalf("%v, %v", err, l.All())
	}
	return dir, r
}

// A release agrees with its source until one byte of one file is changed, whether the source makes that file or not.
func TestVerify(t *testing.T) {
	t.Parallel()
	dir, r := laidOut(t)
	if len(r.Files) < 3 || r.Words == 0 || r.Notes == 0 {
		t.Errorf("the report says %+v", r)
	}
	problems := func() map[string]string {
		t.Helper()
		var l diag.List
		files, _, err := Verify(t.Context(), &session, dir, book, "go1.26.8", "1.2.0", &l)
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, f := range files {
			if f.Problem != "" {
				out[f.Name] = f.Problem
			}
			if f.Listed != strings.HasPrefix(f.Name, "quire-linux") {
				t.Errorf("%s: listed is %t", f.Name, f.Listed)
			}
		}
		return out
	}
	if p := problems(); len(p) > 0 {
		t.Errorf("an untouched release differs: %v", p)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := e.Name()
		if name == "SHA256SUMS" || name == "report.json" {
			continue
		}
		file := filepath.Join(dir, name)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		changed := bytes.Clone(data)
		at := len(changed) / 2
		changed[at] ^= 1
		want := fmt.Sprintf("byte %d is %#02x, the source gives %#02x", at, changed[at], data[at])
		if name == "quire-linux" {
			want = "its bytes are not those that SHA256SUMS lists"
		}
		if err := os.WriteFile(file, changed, 0o666); err != nil {
			t.Fatal(err)
		}
		if p := problems(); len(p) != 1 || p[name] != want {
			t.Errorf("one byte of %s was changed: %v, want %q", name, p, want)
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(dir, "lone-v1.2.0.html")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "quire-linux2"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	p := problems()
	if len(p) != 2 || p["lone-v1.2.0.html"] != "it is missing" || p["quire-linux2"] != "the source makes no such file, and SHA256SUMS does not list it" {
		t.Errorf("a file was removed and one put in, and %v differ", p)
	}
}

// A book of somebody's own has a version and a date of its own, whichever version of the tool makes it.
func TestOwnVersion(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var l diag.List
	tool := build.Request{Input: book, Version: "development"}
	r, _, err := Write(t.Context(), &session, tool, Issue{"2.0", "2027-01-05"}, dir, "go1.26.8", nil, &l)
	if err != nil {
		t.Fatal(err)
	}
	if r.Version != "2.0" || r.Released != "2027-01-05" || r.Revision != "" || *r.Quire != (Tool{Version: "development"}) {
		t.Errorf("the report says %+v", r)
	}
	for name, want := range map[string]string{
		"opds.json": `"modified": "2027-01-05T00:00:00Z"`, "index.html": "Version 2.0, 2027-01-05.", "lone-v2.0.cdx.json": `"bom-ref": "quire@development"`,
		"lone-v2.0.html": `content="quire"`, "report.json": `"quire": {`,
	} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s has no %s: %v", name, want, err)
		}
	}
	files, _, err := Verify(t.Context(), &session, dir, book, "go1.26.8", "development", &l)
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		if f.Problem != "" {
			t.Errorf("%s: %s", f.Name, f.Problem)
		}
	}
}

// The verdicts of checkers go into the report. Verdicts on other files do not, and every publication has a verdict.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	dir, r := laidOut(t)
	var said []Verdict
	for _, f := range append(slices.Clone(r.Files), r.Landing) {
		said = append(said, Verdict{Checker: "Looker", Version: "1.0", File: f.Name, SHA256: f.SHA256, Verdict: "pass", Detail: "looked at"})
	}
	said = append(said, Verdict{Checker: "Another", Version: "2", File: said[0].File, SHA256: said[0].SHA256, Verdict: "fail"}, Verdict{Checker: "Another", File: "of-a-test-book.pdf"})
	write := func(said []Verdict) (*Report, error) {
		var l diag.List
		r, _, err := Write(t.Context(), &session, build.Request{Input: book, Version: "1.2.0", Released: "2026-11-22", Revision: "abc"}, Issue{}, dir, "go1.26.8", said, &l)
		return r, err
	}
	r, err := write(said)
	if err != nil {
		t.Fatal(err)
	}
	if want := []Checker{{"Another", "2"}, {"Looker", "1.0"}}; !slices.Equal(r.Checkers, want) {
		t.Errorf("checkers are %v, want %v", r.Checkers, want)
	}
	for i, f := range r.Files {
		want := []Judgement{{"Looker", "pass", "looked at"}}
		if i == 0 {
			want = []Judgement{{"Another", "fail", ""}, want[0]}
		}
		if !slices.Equal(f.Verdicts, want) {
			t.Errorf("%s: %v, want %v", f.Name, f.Verdicts, want)
		}
	}
	var l diag.List
	files, _, err := Verify(t.Context(), &session, dir, book, "go1.26.8", "1.2.0", &l)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Problem != "" {
			t.Errorf("with verdicts, %s: %s", f.Name, f.Problem)
		}
	}
	if _, err := write(said[1:2]); err == nil || !strings.Contains(err.Error(), "no checker has judged") {
		t.Errorf("a file that nobody judged: %v", err)
	}
	said[1].SHA256 = said[0].SHA256
	if _, err := write(said); err == nil || !strings.Contains(err.Error(), "judge it again") {
		t.Errorf("a verdict on other bytes: %v", err)
	}
}

func TestReadVerdicts(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`{"checker": "a", "verdict": "pass"}` + "\n" + `{"checker": "b", "verdict": "fail"}`: "",
		`{"checker": "a", "verdict": "perhaps"}`:                                             "is no verdict",
		`{"checker": "a", "verdikt": "pass"}`:                                                "unknown field",
		`{"checker": `:                                                                       "unexpected EOF",
	} {
		out, err := ReadVerdicts(strings.NewReader(in))
		if want == "" && (err != nil || len(out) != 2) || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, %v", in, out, err)
		}
	}
}

// The feed has what OPDS 2.0 requires: a link to itself, and publications with acquisition links and an image in a
// format that every reader shows. All its targets, and those of the landing page, are files beside them.
func TestLinks(t *testing.T) {
	t.Parallel()
	dir, _ := laidOut(t)
	var feed struct {
		Metadata struct{ Title string }
		Links    []link
		Pubs     []publication `json:"publications"`
	}
	data, err := os.ReadFile(filepath.Join(dir, "opds.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Metadata.Title == "" || !slices.ContainsFunc(feed.Links, func(l link) bool { return l.Rel == "self" }) || len(feed.Pubs) != 1 {
		t.Errorf("the feed is %s", data)
	}
	p := feed.Pubs[0]
	if !slices.ContainsFunc(p.Images, func(l link) bool { return l.Type == "image/png" && l.Width == thumbnailWidth }) {
		t.Errorf("the images are %v", p.Images)
	}
	files := 0
	exists := func(href string) {
		t.Helper()
		info, err := os.Stat(filepath.Join(dir, href))
		if err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", href, err)
		}
	}
	for _, l := range slices.Concat(p.Links, p.Images, feed.Links) {
		if l.Rel == "license" {
			continue
		}
		exists(l.Href)
		if l.Rel == "http://opds-spec.org/acquisition/open-access" {
			files++
			if info, err := os.Stat(filepath.Join(dir, l.Href)); err == nil && info.Size() != int64(l.Size) {
				t.Errorf("%s has %d bytes, the feed says %d", l.Href, info.Size(), l.Size)
			}
		}
	}
	if files < 3 {
		t.Errorf("the feed offers %d files", files)
	}
	page, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?:href|src)="([^":]+)"`).FindAllSubmatch(page, -1)
	if len(found) < 9 {
		t.Errorf("the landing page leads to %q", found)
	}
	for _, f := range found {
		exists(string(f[1]))
	}
	if bytes.Contains(page, []byte("<script")) {
		t.Error("the landing page has a script")
	}
}

// A thumbnail keeps the shape and the colours of a picture, and a small picture its size.
func TestThumbnail(t *testing.T) {
	t.Parallel()
	for _, size := range []image.Point{{1600, 2400}, {401, 7}, {40, 50}, {3000, 1}} {
		im := image.NewNRGBA(image.Rectangle{Max: size})
		for y := range size.Y {
			for x := range size.X {
				c := color.NRGBA{200, 40, 10, 255}
				if x >= size.X/2 {
					c = color.NRGBA{10, 40, 200, 255}
				}
				im.SetNRGBA(x, y, c)
			}
		}
		var b bytes.Buffer
		if err := png.Encode(&b, im); err != nil {
			t.Fatal(err)
		}
		small, got, kind, err := thumbnail(b.Bytes(), "image/png")
		if err != nil || kind != "image/png" {
			t.Fatal(kind, err)
		}
		out, err := png.Decode(bytes.NewReader(small))
		if err != nil || out.Bounds().Size() != got {
			t.Fatalf("%v: %v, %v", size, out.Bounds(), err)
		}
		if w := min(size.X, 400); got.X != w || got.Y != max(1, (size.Y*w+size.X/2)/size.X) {
			t.Errorf("%v becomes %v", size, got)
		}
		at := func(x int) color.Color { return color.NRGBAModel.Convert(out.At(x, got.Y/2)) }
		if at(1) != (color.NRGBA{200, 40, 10, 255}) || at(got.X-2) != (color.NRGBA{10, 40, 200, 255}) {
			t.Errorf("%v: the colours are %v and %v", size, at(1), at(got.X-2))
		}
	}
}

// Two releases of one source are the same.
func TestWriteTwice(t *testing.T) {
	t.Parallel()
	a, _ := laidOut(t)
	b, _ := laidOut(t)
	entries, err := os.ReadDir(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		x, err := os.ReadFile(filepath.Join(a, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		y, err := os.ReadFile(filepath.Join(b, e.Name()))
		if err != nil || !bytes.Equal(x, y) {
			t.Errorf("%s differs (%v)", e.Name(), err)
		}
	}
}

// Editions have their names as labels, with paper sizes as usually written.
func TestLabel(t *testing.T) {
	t.Parallel()
	for edition, want := range map[string]string{
		"print": "Print", "duplex-test-a4": "Duplex test A4", "booklet-letter": "Booklet Letter", "large-print": "Large print", "a5": "A5",
	} {
		if got := label(File{Format: "pdf", Edition: edition}); got != want {
			t.Errorf("%s: %q, want %q", edition, got, want)
		}
	}
}

// A photograph stays a JPEG.
func TestThumbnailOfPhotograph(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 3*thumbnailWidth, thumbnailWidth)), nil); err != nil {
		t.Fatal(err)
	}
	small, size, kind, err := thumbnail(b.Bytes(), "image/jpeg")
	if err != nil {
		t.Fatal(err)
	}
	if im, err := jpeg.Decode(bytes.NewReader(small)); err != nil || kind != "image/jpeg" || im.Bounds().Size() != size || size != image.Pt(thumbnailWidth, thumbnailWidth/3) {
		t.Errorf("%s of %v: %v", kind, size, err)
	}
}

// Sums are those of the files alone, without the list of sums itself.
func TestChecksums(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "aside"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	const want = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n"
	for range 2 {
		if err := checksums(dir); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, "SHA256SUMS")); err != nil || string(got) != want {
			t.Errorf("%v: %s", err, got)
		}
	}
}
