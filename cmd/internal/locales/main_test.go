package main

import "testing"

// The differences between two sets of locales are listed by file, and within a file by term.
func TestChanges(t *testing.T) {
	locale := func(terms string) []byte {
		return []byte(`<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="xx"><info><updated>2026-01-01</updated></info><terms>` + terms + `</terms></locale>`)
	}
	old := map[string][]byte{
		"locales-aa.xml": locale(`<term name="and">and</term><term name="page"><single>page</single><multiple>pages</multiple></term>`),
		"locales-bb.xml": locale(`<term name="and">og</term>`),
		"locales-cc.xml": locale(`<term name="and">ja</term>`),
	}
	fresh := map[string][]byte{
		"locales-aa.xml": locale(`<term name="and">and</term><term name="page"><single>page</single><multiple>leaves</multiple></term><term name="ordinal" gender-form="feminine">a</term>`),
		"locales-bb.xml": locale(`<term name="and">og</term>`),
		"locales-dd.xml": locale(`<term name="and">i</term>`),
	}
	want := `locales-aa.xml:
  + terms, term ordinal feminine: "a"
  terms, term page, multiple: "pages" → "leaves"
locales-cc.xml: removed
locales-dd.xml: new
`
	got, err := changes(old, fresh)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, _ := changes(old, old); got != "nothing changed\n" {
		t.Errorf("the same locales: %q", got)
	}
	if _, err := changes(map[string][]byte{"locales-aa.xml": []byte("<locale>")}, fresh); err == nil {
		t.Error("broken XML is no error")
	}
}
