package diag

import "testing"

func TestNearest(t *testing.T) {
	keys := []string{"title", "subtitle", "date", "lang", "serge1930an", "serge1930hommes"}
	for in, want := range map[string]string{
		"titel": "title", "tilte": "title", "Date": "date", "serge1930": "serge1930an", "serge1930a": "serge1930an", "colour": "", "x": "", "": "", "title": "",
	} {
		if got := Nearest(in, keys); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCheckUTF8(t *testing.T) {
	var l List
	if !CheckUTF8("f", []byte("ä\ufffd\n"), &l) || CheckUTF8("f", []byte("ä\nüb\xffc"), &l) {
		t.Fatal("the wrong file is sound")
	}
	if got := l.All()[0].Pos.String(); got != "f:2:3" {
		t.Error(got)
	}
}
