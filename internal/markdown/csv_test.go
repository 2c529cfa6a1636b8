package markdown

import (
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/diag"
)

// An image that names a file of cells is a table; findings and positions in it are those of that file.
func TestCSVFile(t *testing.T) {
	files := fstest.MapFS{"text/data/ships.csv": {Data: []byte("Port;Ship\r\nEms;*Ada*\r\n")}}
	var l diag.List
	src := "![Ships of the *Ems*](data/ships.csv){#ships delim=;}\n\n![](none.csv)\n\n![](../../out.csv)\n"
	d := Parse("text/a.md", []byte(src), Options{Lang: "en", Files: files}, &l)
	got := dump(d)
	for _, want := range []string{"Table :0 :0 #ships", `"Ships of the "`, "1:1-1:5 Cell header col", "2:5-2:10 Emph"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if len(l.All()) != 2 {
		t.Errorf("findings: %v", l.All())
	}
	for _, f := range l.All() {
		if f.Code != "missing-file" {
			t.Error(f)
		}
	}
}
