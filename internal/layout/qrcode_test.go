package layout_test

import (
	"testing"

	"rsc.io/qr"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/markdown"
	"quire/internal/page"
	"quire/internal/resolve"
)

// The imprint shows the address of the e-book as a code whose modules are painted where the standard has them, and says
// in words what it is.
func TestQRCode(t *testing.T) {
	const url = "https://example.org/books/a-test"
	var list diag.List
	ms := &doc.Manuscript{Meta: doc.Meta{Title: "A Test", Lang: "en-GB", Name: "test", URL: url}}
	ms.Files = []*doc.File{{Path: "a.md", Blocks: markdown.Parse("a.md", []byte("# One\n\nText.\n"), markdown.Options{Lang: "en-GB"}, &list).Blocks}}
	b := resolve.Book(ms, resolve.Options{}, &list)
	pages, _ := lay(t, b, &list)
	var rules []*page.Rule
	for _, pg := range pages.Pages {
		for _, it := range pg.Items {
			if r, ok := it.(*page.Rule); ok && r.Tag != nil && r.Tag.Role == "Figure" {
				if r.Tag.Alt != "QR code: "+url {
					t.Errorf("the code is described as “%s”", r.Tag.Alt)
				}
				rules = append(rules, r)
			}
		}
	}
	if len(rules) == 0 {
		t.Fatal("there is no code")
	}
	box := rules[0].Tag.BBox.Rect
	code, err := qr.Encode(url, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	for y := range code.Size {
		for x := range code.Size {
			// The middle of each module is dark where the module is.
			px := box.X + box.W.MulDiv(int64(2*x+1), int64(2*code.Size))
			py := box.Y + box.H.MulDiv(int64(2*y+1), int64(2*code.Size))
			dark := false
			for _, r := range rules {
				dark = dark || px >= r.X && px < r.X+r.W && py >= r.Y && py < r.Y+r.H
			}
			if dark != code.Black(x, y) {
				t.Fatalf("module %d, %d is dark: %v", x, y, dark)
			}
		}
	}
}
