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
	var l diag.List
	result, err := build.Run(t.Context(), build.Request{Input: "../../testdata/books/metadata", Edition: "epub", Out: t.TempDir(), Version: "test"}, &l)
	if err != nil || len(result.Written) != 1 || len(l.All()) > 0 {
		t.Fatalf("%v, %v", err, l.All())
	}
	z, err := zip.OpenReader(result.Written[0])
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f, err := z.Open("EPUB/package.opf")
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
<meta refines="#identifier-2" property="identifier-type" scheme="onix:codelist5">15</meta>
<dc:identifier id="identifier-3">https://doi.org/10.5555/tides.2026</dc:identifier>
<meta refines="#identifier-3" property="identifier-type" scheme="onix:codelist5">06</meta>
<dc:title id="title">The Tides of Harbours</dc:title>
<meta refines="#title" property="title-type">main</meta>
<meta refines="#title" property="display-seq">1</meta>
<meta refines="#title" property="file-as">Tides of Harbours, The</meta>
<dc:title id="subtitle">An almanac</dc:title>
<meta refines="#subtitle" property="title-type">subtitle</meta>
<dc:title id="short-title">Tides</dc:title>
<meta refines="#short-title" property="title-type">short</meta>
<dc:title id="edition">Second edition, corrected</dc:title>
<meta refines="#edition" property="title-type">edition</meta>
<dc:language>en-GB</dc:language>
<dc:creator id="creator-1">Ann Author</dc:creator>
<meta refines="#creator-1" property="role" scheme="marc:relators">aut</meta>
<meta refines="#creator-1" property="file-as">Author, Ann</meta>
<meta refines="#creator-1" property="display-seq">1</meta>
<meta refines="#creator-2" property="role" scheme="marc:relators">edt</meta>
<meta refines="#creator-2" property="display-seq">2</meta>
<dc:contributor id="contributor-1">Cleo Cutter</dc:contributor>
<meta refines="#contributor-1" property="role" scheme="marc:relators">ill</meta>
<meta refines="#contributor-2" property="role" scheme="marc:relators">trl</meta>
<dc:publisher>The Harbour Press</dc:publisher>
<dc:date>2026-11-22</dc:date>
<dc:description>What the sea does twice a day, &amp; why.</dc:description>
<dc:subject id="subject-1">Tides</dc:subject>
<meta refines="#subject-2" property="authority">BISAC</meta>
<meta refines="#subject-2" property="term">NAT025000</meta>
<meta refines="#subject-3" property="authority">Thema</meta>
<meta refines="#subject-3" property="term">WNX</meta>
<dc:rights>© 2026 Ann Author. Some rights reserved.</dc:rights>
<link rel="dcterms:license" href="https://creativecommons.org/licenses/by/4.0/"/>
<dc:source>The Tides of Harbours, Leith: The Harbour Press, 1911</dc:source>
<meta property="belongs-to-collection" id="series">Almanacs of the Coast</meta>
<meta refines="#series" property="collection-type">series</meta>
<meta refines="#series" property="group-position">3</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">index</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
<meta refines="#conformance" property="a11y:certifiedBy" id="certifier">The Harbour Centre for Accessible Books</meta>
<meta refines="#certifier" property="a11y:certifierCredential">Certified evaluator</meta>
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
