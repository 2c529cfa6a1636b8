package html

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	xhtmlnet "golang.org/x/net/html"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/doc/doctest"
	"quire/internal/xhtml"
)

func write(t *testing.T, b *doc.Book, in Input) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, b, in, &diag.List{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// body gives what stands between the body's tags.
func body(data []byte) string {
	_, rest, _ := strings.Cut(string(data), "<body>\n")
	rest, _, _ = strings.Cut(rest, "</body>")
	return rest
}

// TestParse holds that a browser's parser, which mends what it takes for faults, sees the elements that were written:
// no paragraph within another, no table taken apart, no tag left open.
func TestParse(t *testing.T) {
	for seed := range uint64(40) {
		data := body(write(t, doctest.Random(seed), Input{}))
		var wrote []string
		d := xml.NewDecoder(strings.NewReader("<x>" + data + "</x>"))
		depth := -1
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			switch x := token.(type) {
			case xml.StartElement:
				if depth >= 0 {
					wrote = append(wrote, fmt.Sprint(depth, x.Name.Local))
				}
				depth++
			case xml.EndElement:
				depth--
			}
		}
		tree, err := xhtmlnet.ParseWithOptions(strings.NewReader("<!DOCTYPE html><html><head></head><body>" + data + "</body></html>"))
		if err != nil {
			t.Fatal(err)
		}
		var seen []string
		var visit func(n *xhtmlnet.Node, depth int)
		visit = func(n *xhtmlnet.Node, depth int) {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				if c.Type == xhtmlnet.ElementNode {
					if depth >= 0 {
						seen = append(seen, fmt.Sprint(depth, c.Data))
					}
					if depth >= 0 || c.Data == "body" {
						visit(c, depth+1)
					} else {
						visit(c, depth)
					}
				} else if depth < 0 {
					visit(c, depth)
				}
			}
		}
		visit(tree, -1)
		for i := range max(len(wrote), len(seen)) {
			if i >= len(wrote) || i >= len(seen) || wrote[i] != seen[i] {
				t.Fatalf("seed %d: element %d of %d and %d differs: wrote %v, a browser sees %v", seed, i, len(wrote), len(seen), wrote[max(0, i-3):min(i+3, len(wrote))], seen[max(0, i-3):min(i+3, len(seen))])
			}
		}
	}
}

// TestSelfContained holds that the page fetches nothing and runs nothing.
func TestSelfContained(t *testing.T) {
	in := Input{CSS: []byte("/* a */ p { margin: 0 }\n"), Fonts: []xhtml.Font{{Name: "G", Data: []byte("wOF2x"), Family: "G", Weight: 400, Licence: []byte("Copyright 2017 */ </style>\r\nmore")}}}
	data := string(write(t, doctest.Book(), in))
	for _, m := range regexp.MustCompile(`(?:src|url)[=(]"([^"]*)"`).FindAllStringSubmatch(data, -1) {
		if !strings.HasPrefix(m[1], "data:") {
			t.Errorf("the page fetches %s", m[1])
		}
	}
	if n := strings.Count(data, "<script"); n != 1 || !strings.Contains(data, `<script type="application/ld+json">`) {
		t.Errorf("%d scripts", n)
	}
	if strings.Contains(data, "\r") {
		t.Error("a line end of the licence is in the page")
	}
	if n := strings.Count(data, "</style"); n != 1 {
		t.Errorf("the style element ends %d times", n)
	}
	for _, want := range []string{
		"Content-Security-Policy", `<html lang="en-GB">`, `data:font/woff2;base64,`, `data:image/png;base64,`, `<a class="skip" href="#harbours">`, `name="DCTERMS.creator" content="Ada Author"`,
		`property="og:title" content="Harbours"`, `rel="license"`, `role="doc-endnotes"`,
	} {
		if !strings.Contains(data, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(data, "epub:type") || strings.Contains(data, "xml:lang") {
		t.Error("the page has attributes of EPUB")
	}
	if !bytes.Equal(write(t, doctest.Book(), in), []byte(data)) {
		t.Error("two writings differ")
	}
}

// TestHead holds what catalogues and search engines are told, and that they are told nothing empty.
func TestHead(t *testing.T) {
	b := doctest.Book()
	b.Meta.Title, b.Meta.Name = "", "harbours"
	b.Meta.Publisher, b.Meta.Series, b.Meta.DOI, b.Meta.ISBN = "Quay Press", "Ports", "10.1234/x", "9780306406157"
	full := string(write(t, b, Input{}))
	b.Meta.Publisher, b.Meta.Series, b.Meta.DOI, b.Meta.ISBN = "", "", "", ""
	bare := string(write(t, b, Input{}))
	for key, want := range map[string]string{
		"DCTERMS.publisher": `name="DCTERMS.publisher" content="Quay Press"`, "DCTERMS.isPartOf": `name="DCTERMS.isPartOf" content="Ports"`,
		"Organization": `"@type": "Organization"`, "ISBN ": `content="ISBN 9780306406157"`, "content=\"https://doi.org": `content="https://doi.org/10.1234/x"`,
		"sameAs": `"sameAs": "https://doi.org/10.1234/x"`,
	} {
		if !strings.Contains(full, want) {
			t.Errorf("the page lacks %s", want)
		}
		if strings.Contains(bare, key) {
			t.Errorf("the page of a book that has none tells of %s", key)
		}
	}
	if !strings.Contains(full, "<title>harbours</title>") {
		t.Error("a book without a title isn't called by its name")
	}
}

// TestUnsafeImage holds that a drawing that runs something is left out and reported.
func TestUnsafeImage(t *testing.T) {
	b := doctest.Book()
	for path, a := range b.Assets {
		b.Assets[path] = &doc.Asset{Path: a.Path, MediaType: "image/svg+xml", Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>`)}
	}
	var l diag.List
	var out bytes.Buffer
	if err := Write(&out, b, Input{}, &l); err != nil {
		t.Fatal(err)
	}
	if all := l.All(); !slices.ContainsFunc(all, func(f diag.Finding) bool { return f.Code == "unsafe-image" }) {
		t.Errorf("found %v", all)
	}
	if strings.Contains(out.String(), "data:image/svg+xml") {
		t.Error("the drawing is in the page")
	}
}

// TestJSON holds that no metadata can end the script element, and that JSON-LD says what is known.
func TestJSON(t *testing.T) {
	m := &doc.Meta{Title: "</script><b>", Creators: []doc.Person{{Name: "Ada", Role: "aut"}}, Contributor: []doc.Person{{Name: "Tom", Role: "trl"}}, License: "javascript:x"}
	data, err := jsonLD(m)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsAny(data, "<>&") {
		t.Errorf("unescaped: %s", data)
	}
	var got map[string]any
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got["name"] != m.Title || got["translator"] == nil || got["license"] != nil {
		t.Errorf("got %s", data)
	}
}

// TestStylesheet holds that a stylesheet cannot end its element.
func TestStylesheet(t *testing.T) {
	for _, css := range []string{"p::after { content: '</style>' }", "<!-- p {} -->", "p { } </STYLE >"} {
		if err := Write(io.Discard, doctest.Book(), Input{CSS: []byte(css)}, &diag.List{}); err == nil {
			t.Errorf("%s: passes", css)
		}
	}
}
