package check

import (
	"errors"
	"strings"
	"testing"
)

// The first bytes of a file decide which judge reads it, and the end of its name where they say nothing.
func TestFile(t *testing.T) {
	for _, try := range []struct{ name, data, want string }{
		{"book.epub", "PK\x03\x04", "EPUB"},
		{"book.pdf", "%PDF-1.7", "PDF"},
		{"book.pdf", "PK\x03\x04", "EPUB"},
		{"book.epub", "%PDF-1.7", "PDF"},
		{"book", "PK\x03\x04", "EPUB"},
		{"book.EPUB", "rubbish", "EPUB"},
		{"book.PDF", "", "PDF"},
		{"book.txt", "rubbish", ""},
		{"", "", ""},
	} {
		r, err := File(try.name, []byte(try.data))
		switch {
		case try.want == "":
			if !errors.Is(err, ErrUnknown) || r != nil {
				t.Errorf("%s, %q: %v, %v; want ErrUnknown", try.name, try.data, r, err)
			}
		case err != nil:
			t.Errorf("%s, %q: %v", try.name, try.data, err)
		case !strings.HasPrefix(r.Standard, try.want) || r.File != try.name || !r.Failed():
			t.Errorf("%s, %q: judged by %s as %s, failed: %t", try.name, try.data, r.Standard, r.File, r.Failed())
		}
	}
}
