package markdown

import (
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/golden"
)

// Each golden is an archive of three files: in.md, the nodes it gives, and the findings. Its comment may name the
// language, "lang: fr", and the dialect, "from: markdown-smart"; “guessed” says that the book does not name it. Archives named
// notes-* are read as files of notes.
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, a *golden.Archive) {
		opts := Options{Lang: "en-GB", Shared: strings.HasPrefix(a.Name, "notes-")}
		for l := range strings.Lines(string(a.Comment)) {
			if s, ok := strings.CutPrefix(l, "lang: "); ok {
				opts.Lang = strings.TrimSpace(s)
			}
			if strings.HasPrefix(l, "guessed") {
				opts.Guessed = true
			}
			if strings.HasPrefix(l, "guessed, common") {
				opts.Extensions = CommonStarts()
			}
			if s, ok := strings.CutPrefix(l, "from: "); ok {
				format, ok := ParseFormat(strings.TrimSpace(s))
				if !ok || format.Unknown != nil || format.Ignored != nil {
					t.Errorf("%q is not read: %v", s, format)
				}
				opts.Dialect, opts.Extensions = format.Dialect, format.Extensions
			}
		}
		var l diag.List
		a.Want(t, "nodes", dump(Parse("in.md", a.Files[0].Data, opts, &l)))
		a.WantFindings(t, &l)
	})
}
