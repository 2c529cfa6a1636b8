package epub

import "strings"

// The vocabularies that the checks go by, each as the list of its words.

// accessModes and the two lists below are those of the Accessibility Properties for Discoverability vocabulary
// that schema.org points to; words that it deprecates are left out.
const (
	accessModes    = "auditory chartOnVisual chemOnVisual colorDependent diagramOnVisual mathOnVisual musicOnVisual tactile textOnVisual textual visual"
	accessFeatures = "annotations ARIA index pageBreakMarkers pageNavigation readingOrder structuralNavigation tableOfContents taggedPDF " +
		"alternativeText audioDescription closedCaptions describedMath longDescription openCaptions signLanguage transcript " +
		"displayTransformability synchronizedAudioText timingControl unlocked ChemML latex latex-chemistry MathML MathML-chemistry ttsMarkup " +
		"highContrastAudio highContrastDisplay largePrint braille tactileGraphic tactileObject fullRubyAnnotations horizontalWriting " +
		"rubyAnnotations verticalWriting withAdditionalWordSegmentation withoutAdditionalWordSegmentation none unknown printPageNumbers"
	accessHazards = "flashing noFlashingHazard unknownFlashingHazard motionSimulation noMotionSimulationHazard unknownMotionSimulationHazard " +
		"sound noSoundHazard unknownSoundHazard none unknown"
)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// reservedPrefixes are those that a package may use undeclared (EPUB 3.3, D.1.4).
var reservedPrefixes = words("a11y dcterms marc media onix rendition schema xsd")

// metaProperties is the vocabulary of meta (EPUB 3.3, D.3).
var metaProperties = words("alternate-script authority belongs-to-collection collection-type display-seq file-as group-position identifier-type " +
	"meta-auth pageBreakSource role source-of term title-type")

// structureTypes is the EPUB Structural Semantics Vocabulary 1.1.
var structureTypes = words("cover frontmatter bodymatter backmatter volume part chapter subchapter division abstract foreword preface prologue " +
	"introduction preamble conclusion epilogue afterword epigraph toc toc-brief landmarks loa loi lot lov appendix colophon credits " +
	"keywords index index-headnotes index-legend index-group index-entry-list index-entry index-term index-editor-note index-locator " +
	"index-locator-list index-locator-range index-xref-preferred index-xref-related index-term-category index-term-categories glossary " +
	"glossterm glossdef bibliography biblioentry titlepage halftitlepage copyright-page seriespage acknowledgments imprint imprimatur " +
	"contributors other-credits errata dedication revision-history case-study help marginalia notice pullquote sidebar tip warning " +
	"halftitle fulltitle covertitle title subtitle label ordinal bridgehead learning-objective learning-objectives learning-outcome " +
	"learning-outcomes learning-resource learning-resources learning-standard learning-standards answer answers assessment assessments " +
	"feedback fill-in-the-blank-problem general-problem qna match-problem multiple-choice-problem practice question practices " +
	"true-false-problem panel panel-group balloon text-area sound-area annotation note footnote endnote rearnote footnotes endnotes " +
	"rearnotes annoref biblioref glossref noteref backlink referrer credit keyword topic-sentence concluding-sentence pagebreak page-list " +
	"table table-row table-cell list list-item figure aside dictionary dictentry condensed-entry etymology part-of-speech " +
	"part-of-speech-list part-of-speech-group phonetic-transcription phrase-list phrase-group sense-list sense-group idiom gram-info tran " +
	"tran-info example antonym-group synonym-group antonym synonym def")

// ariaRole says whether a role is known to WAI-ARIA 1.2 or DPUB-ARIA 1.1, and whether it is deprecated there.
func ariaRole(role string) (known, deprecated bool) {
	switch role {
	case "doc-endnote", "doc-biblioentry", "directory":
		return true, true
	}
	return ariaRoles[role], false
}

var ariaRoles = words("doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-backlink doc-bibliography doc-biblioref doc-chapter " +
	"doc-colophon doc-conclusion doc-cover doc-credit doc-credits doc-dedication doc-endnotes doc-epigraph doc-epilogue doc-errata " +
	"doc-example doc-footnote doc-foreword doc-glossary doc-glossref doc-index doc-introduction doc-noteref doc-notice doc-pagebreak " +
	"doc-pagefooter doc-pageheader doc-pagelist doc-part doc-preface doc-prologue doc-pullquote doc-qna doc-subtitle doc-tip doc-toc " +
	"alert application article banner blockquote caption cell code columnheader complementary contentinfo definition deletion document " +
	"emphasis feed figure form generic group heading img insertion link list listitem main math navigation none note paragraph " +
	"presentation region row rowgroup rowheader search separator strong subscript superscript table term time tooltip")

// htmlElements are the elements of HTML that a book may hold; those that HTML calls obsolete are left out.
var htmlElements = words("html head title base link meta style body article section nav aside h1 h2 h3 h4 h5 h6 hgroup header footer address p hr " +
	"pre blockquote ol ul menu li dl dt dd figure figcaption main search div a em strong small s cite q dfn abbr ruby rb rt rtc rp data time " +
	"code var samp kbd sub sup i b u mark bdi bdo span br wbr ins del picture source img iframe embed object video audio track map area " +
	"table caption colgroup col tbody thead tfoot tr td th form label input button select datalist optgroup option textarea output " +
	"progress meter fieldset legend details summary dialog script noscript template slot canvas")

// flowOnly are the elements that may not stand among words.
var flowOnly = words("article section nav aside h1 h2 h3 h4 h5 h6 hgroup header footer address p hr pre blockquote ol ul menu dl figure main " +
	"div table fieldset form details dialog")
