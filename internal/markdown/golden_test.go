package markdown

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"quire/internal/diag"
)

var update = flag.Bool("update", false, "write the goldens anew")

// Each golden is an archive of three files: in.md, the nodes it gives, and the findings. Its comment may name the
// language: "lang: fr". Archives named notes-* are read as files of notes.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no goldens", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			opts := Options{Lang: "en-GB", Shared: strings.HasPrefix(filepath.Base(name), "notes-")}
			for l := range strings.Lines(string(a.Comment)) {
				if s, ok := strings.CutPrefix(l, "lang: "); ok {
					opts.Lang = strings.TrimSpace(s)
				}
			}
			var l diag.List
			var findings strings.Builder
			nodes := dump(Parse("in.md", a.Files[0].Data, opts, &l))
			for _, f := range l.All() {
				findings.WriteString(f.String() + "\n")
			}
			got := []txtar.File{a.Files[0], {Name: "nodes", Data: []byte(nodes)}, {Name: "findings", Data: []byte(findings.String())}}
			if *update {
				if err := os.WriteFile(name, txtar.Format(&txtar.Archive{Comment: a.Comment, Files: got}), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			for i, f := range got {
				if i >= len(a.Files) {
					t.Fatalf("no %s in the golden: run go test with -update", f.Name)
				}
				if d := cmp.Diff(string(a.Files[i].Data), string(f.Data)); d != "" {
					t.Errorf("%s (-want +got):\n%s", f.Name, d)
				}
			}
		})
	}
}
