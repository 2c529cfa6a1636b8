package markdown

import (
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/golden"
)

// Each golden is an archive of three files: in.md, the nodes it gives, and the findings. Its comment may name the
// language: "lang: fr"; “guessed” says that the book does not name its dialect. Archives named notes-* are read as files of notes.
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
		}
		var l diag.List
		a.Want(t, "nodes", dump(Parse("in.md", a.Files[0].Data, opts, &l)))
		a.WantFindings(t, &l)
	})
}
