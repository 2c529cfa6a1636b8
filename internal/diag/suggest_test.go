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

// A word at the limit is chosen if there is no nearer one.
func TestNearestAtTheLimit(t *testing.T) {
	for _, c := range []struct {
		candidates []string
		want       string
	}{{[]string{"bat"}, "bat"}, {[]string{"bat", "cat"}, "cat"}, {[]string{"bad"}, ""}, {[]string{"bat", "rat"}, "bat"}} {
		if got := Nearest("cot", c.candidates); got != c.want {
			t.Errorf("among %v: %q, want %q", c.candidates, got, c.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b  string
		limit int
		want  int
	}{{"ab", "ba", 3, 1}, {"ab", "xa", 3, 2}, {"ab", "ca", 3, 2}, {"", "abc", 3, 3}, {"abc", "", 3, 3}, {"a", "abcdef", 2, 3}, {"abcdef", "uvwxyz", 2, 3}, {"kitten", "sitting", 9, 3}} {
		if got := distance([]rune(c.a), []rune(c.b), c.limit); got != c.want {
			t.Errorf("from %q to %q within %d: %d, want %d", c.a, c.b, c.limit, got, c.want)
		}
	}
}

func TestCheckUTF8(t *testing.T) {
	var l List
	if !CheckUTF8("f", []byte("ä\ufffd\n"), &l) || CheckUTF8("f", []byte("\ufffd\nüb\xffc"), &l) {
		t.Fatal("the wrong file is sound")
	}
	if got := l.All()[0].Pos.String(); got != "f:2:3" {
		t.Error(got)
	}
}
