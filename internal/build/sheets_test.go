package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"quire/internal/diag"
)

// TestSheets holds that the HTML page has the rules that it shares with the EPUB under its own, and the fonts.
func TestSheets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	src := filepath.Join(dir, "a.md")
	if err := os.WriteFile(src, []byte("---\ntitle: A\nlang: en\n---\n\n# B\n\nText.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := new(Session).Build(context.Background(), Request{Input: src, Formats: []string{"html"}, Out: dir}, &diag.List{}); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "a.html"))
	if err != nil {
		t.Fatal(err)
	}
	shared, own := strings.Index(string(data), ".stanza {"), strings.Index(string(data), "color-scheme:")
	if shared < 0 || own < shared || !strings.Contains(string(data), "@font-face") {
		t.Errorf("the shared rules stand at %d, the page's own at %d", shared, own)
	}
}
