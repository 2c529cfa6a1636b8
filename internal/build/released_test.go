package build_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

// The version, the date and the commit stand in the colophon and in the metadata of each format, and in release builds
// alone: other builds of one source do not differ from clone to clone.
func TestReleased(t *testing.T) {
	t.Parallel()
	const version, date, revision = "7.8.9", "2031-02-03", "0123abcd4567"
	for _, released := range []bool{true, false} {
		req := build.Request{Input: "../../testdata/books/second", Version: "development"}
		if released {
			req.Version, req.Released, req.Revision = version, date, revision
		}
		var l diag.List
		made, _, err := new(build.Session).Make(t.Context(), req, &l)
		if err != nil || made == nil {
			t.Fatal(err, l.All())
		}
		for _, o := range made.Outputs {
			metadata, text := "", ""
			switch o.Format {
			case "epub", "kepub":
				metadata = inZip(t, o.Data, "package.opf")
				text = inZip(t, o.Data, ".xhtml")
			case "html":
				metadata, text, _ = strings.Cut(string(o.Data), "<body")
			case "pdf":
				// The metadata stream is not compressed (ISO 19005-2, 6.6.2.1), so that anyone can read it.
				metadata = string(o.Data)
				read := readTagged(t, o.Data).text
				for _, page := range slices.Sorted(maps.Keys(read)) {
					for _, id := range slices.Sorted(maps.Keys(read[page])) {
						text += read[page][id] + " "
					}
				}
			}
			// Where lines end is no matter.
			without := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), "") }
			for what, in := range map[string]struct{ text, want string }{
				"metadata": {metadata, "quire " + version + " (" + date + ", " + revision + ")"},
				"colophon": {without(text), without("quire " + version + " on 3 February 2031. From revision " + revision)},
			} {
				if got := strings.Contains(in.text, in.want); got != released {
					t.Errorf("%s, release %t: the %s says “%s”: %t", o.Name, released, what, in.want, got)
				}
				if !released && (strings.Contains(in.text, "development") || !strings.Contains(in.text, "quire")) {
					t.Errorf("%s: the %s of a development build says so, or nothing of quire", o.Name, what)
				}
			}
		}
	}
}

// inZip gives the files of an archive whose names end so, one after the other.
func inZip(t *testing.T, data []byte, end string) (text string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if strings.HasSuffix(f.Name, end) {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			b, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			text += string(b)
		}
	}
	return text
}
