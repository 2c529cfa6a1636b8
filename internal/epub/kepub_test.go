package epub

import (
	"path"
	"regexp"
	"strings"
	"testing"

	"quire/internal/doc/doctest"
)

// A kepub differs from the EPUB only in Kobo's elements: without them, every file of the text is the same.
func TestKepubIsTheSameText(t *testing.T) {
	plain := sample()
	kobos := plain
	kobos.Kepub = true
	_, a := write(t, doctest.Book(), plain)
	_, b := write(t, doctest.Book(), kobos)
	spans, ids := 0, map[string]bool{}
	span := regexp.MustCompile(`<span class="koboSpan" id="(kobo\.[0-9]+\.[0-9]+)">([^<]*|<img [^>]*/>)</span>`)
	for name, text := range b {
		if path.Ext(name) != ".xhtml" || name == "nav.xhtml" {
			continue
		}
		clear(ids)
		for _, m := range span.FindAllStringSubmatch(text, -1) {
			if ids[m[1]] {
				t.Errorf("%s: %s is there twice", name, m[1])
			}
			ids[m[1]] = true
			spans++
		}
		back := span.ReplaceAllString(text, "$2")
		back = strings.Replace(strings.Replace(back, koboOpen, "", 1), koboClose, "", 1)
		if back != a[name] {
			t.Errorf("%s is another text", name)
		}
	}
	if spans < 100 {
		t.Errorf("%d sentences", spans)
	}
}

func TestKobo(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<p>One. Two &amp; three?</p>\n<p>“Four.” <em>Five</em></p>", `<p>[1.1 One. ][1.2 Two &amp; three?]</p>` + "\n" + `<p>[2.1 “Four.” ]<em>[2.2 Five]</em></p>`},
		{"<pre><code>a. b</code></pre>", "<pre><code>a. b</code></pre>"},
		{"<p>A line\nthat goes on. Then<img src=\"a\" alt=\"b. c\"/></p>", "<p>[1.1 A line\nthat goes on. ][1.2 Then][2.1 <img src=\"a\" alt=\"b. c\"/>]</p>"},
		{"<ul>\n<li>a<ul><li>b</li></ul></li>\n</ul>", "<ul>\n<li>[1.1 a]<ul><li>[2.1 b]</li></ul></li>\n</ul>"},
	} {
		want := regexp.MustCompile(`\[([0-9.]+) ((?:[^]])*)\]`).ReplaceAllString(c.want, `<span class="koboSpan" id="kobo.$1">$2</span>`)
		if got := string(kobo([]byte(c.in))); got != koboOpen+want+koboClose {
			t.Errorf("%s\n got %s\nwant %s", c.in, got, want)
		}
	}
}
