package markdown_test

import (
	"testing"

	"quire/internal/doc"
	"quire/internal/markdown"
)

// A line of the metadata is Markdown. Its formatting is separate from its text. What a title cannot have leaves only
// its words.
func TestLine(t *testing.T) {
	for _, c := range []struct {
		in, plain string
		nodes     int
	}{
		{`The Keeper's "Wife" -- a life`, "The Keeper’s ‘Wife’ – a life", 0},
		{"On *Hamlet*, again", "On Hamlet, again", 3},
		{"H~2~O and x^2^", "H2O and x2", 4},
		{"[Small]{.smallcaps} *[link](https://example.org)*", "Small link", 3},
		{"A note^[here] and @nobody at $5", "A note^[here] and @nobody at $5", 0},
		{"snake_case and 5 * 3", "snake_case and 5 * 3", 0},
		{"A<br>B", "A B", 3},
		{"", "", 0},
	} {
		plain, content := markdown.Line(c.in, "en-GB")
		if plain != c.plain || len(content) != c.nodes {
			t.Errorf("%q: %q and %d nodes, want %q and %d", c.in, plain, len(content), c.plain, c.nodes)
		}
		if content != nil && doc.PlainText(content) != plain {
			t.Errorf("%q: the nodes say %q", c.in, doc.PlainText(content))
		}
	}
}
