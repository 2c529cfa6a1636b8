package build_test

import (
	"archive/zip"
	"io"
	"strings"
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

// Whatever book.yaml can say of a book stands in the package document, in the words of EPUB 3.3.
func TestEveryKeyOfMetadata(t *testing.T) {
	t.Parallel()
	var l diag.List
	result, err := session.Build(t.Context(), build.Request{Input: "../../testdata/books/metadata", Edition: "epub", Out: t.TempDir(), Version: "test"}, &l)
	if err != nil || len(result.Written) != 1 || len(l.All()) > 0 {
		t.Fatalf("%v, %v", err, l.All())
	}
	z, err := zip.OpenReader(result.Written[0])
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("package.opf")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	opf := string(data)
	for _, want := range strings.Split(strings.TrimSpace(`
<dc:identifier id="pub-id">urn:uuid:0b8f2f3c-5a44-4f0e-9a69-0d5d5f1c7d11</dc:identifier>
<dc:identifier id="identifier-2">urn:isbn:9783161484100</dc:identifier>
<meta property="identifier-type" refines="#identifier-2" scheme="onix:codelist5">15</meta>
<dc:identifier id="identifier-3">https://doi.org/10.5555/tides.2026</dc:identifier>
<meta property="identifier-type" refines="#identifier-3" scheme="onix:codelist5">06</meta>
<dc:title id="title">The Tides of Harbours</dc:title>
<meta property="title-type" refines="#title">main</meta>
<meta property="display-seq" refines="#title">1</meta>
<meta property="file-as" refines="#title">Tides of Harbours, The</meta>
<dc:title id="subtitle">An almanac</dc:title>
<meta property="title-type" refines="#subtitle">subtitle</meta>
<dc:title id="short-title">Tides</dc:title>
<meta property="title-type" refines="#short-title">short</meta>
<dc:title id="edition">Second edition, corrected</dc:title>
<meta property="title-type" refines="#edition">edition</meta>
<dc:language>en-GB</dc:language>
<dc:creator id="creator-1">Ann Author</dc:creator>
<meta property="role" refines="#creator-1" scheme="marc:relators">aut</meta>
<meta property="file-as" refines="#creator-1">Author, Ann</meta>
<meta property="display-seq" refines="#creator-1">1</meta>
<meta property="role" refines="#creator-2" scheme="marc:relators">edt</meta>
<meta property="display-seq" refines="#creator-2">2</meta>
<dc:contributor id="contributor-1">Cleo Cutter</dc:contributor>
<meta property="role" refines="#contributor-1" scheme="marc:relators">ill</meta>
<meta property="role" refines="#contributor-2" scheme="marc:relators">trl</meta>
<dc:publisher>The Harbour Press</dc:publisher>
<dc:date>2026-11-22</dc:date>
<dc:description>What the sea does twice a day, &amp; why.</dc:description>
<dc:subject>Tides</dc:subject>
<meta property="authority" refines="#subject-2">BISAC</meta>
<meta property="term" refines="#subject-2">NAT025000</meta>
<meta property="authority" refines="#subject-3">Thema</meta>
<meta property="term" refines="#subject-3">WNX</meta>
<dc:rights>© 2026 Ann Author. Some rights reserved.</dc:rights>
<link rel="dcterms:license" href="https://creativecommons.org/licenses/by/4.0/"/>
<dc:source>The Tides of Harbours, Leith: The Harbour Press, 1911</dc:source>
<meta property="belongs-to-collection" id="series">Almanacs of the Coast</meta>
<meta property="collection-type" refines="#series">series</meta>
<meta property="group-position" refines="#series">3</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">index</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
<meta property="a11y:certifiedBy" refines="#conformance" id="certifier">The Harbour Centre for Accessible Books</meta>
<meta property="a11y:certifierCredential" refines="#certifier">Certified evaluator</meta>
<link refines="#certifier" rel="a11y:certifierReport" href="https://example.org/tides/report"/>
<item id="cover-image" href="images/cover.jpg" media-type="image/jpeg" properties="cover-image"/>
`), "\n") {
		if !strings.Contains(opf, want+"\n") {
			t.Errorf("the package document lacks %s", want)
		}
	}
	if t.Failed() {
		t.Log(opf)
	}
}
