package epub

import (
	"slices"
	"strings"

	"quire/internal/check/xmltree"
)

// checkAccess compares the accessibility metadata with the content. They must be there, have known values, and be true.
func (b *book) checkAccess() {
	modes, features, hazards := b.metaValues("schema:accessMode"), b.metaValues("schema:accessibilityFeature"), b.metaValues("schema:accessibilityHazard")
	sufficient := b.metaValues("schema:accessModeSufficient")
	for _, need := range []struct {
		property string
		values   []string
	}{{"accessMode", modes}, {"accessModeSufficient", sufficient}, {"accessibilityFeature", features}, {"accessibilityHazard", hazards}, {"accessibilitySummary", b.metaValues("schema:accessibilitySummary")}} {
		if len(need.values) == 0 {
			b.Fault("access-metadata", b.opfPath, "there is no schema:%s", need.property)
		}
	}
	known := func(property string, values []string, vocabulary string) {
		words := strings.Fields(vocabulary)
		for _, v := range values {
			for _, part := range strings.Split(v, ",") {
				if !slices.Contains(words, strings.TrimSpace(part)) {
					b.Fault("access-metadata", b.opfPath, "“%s” is not a value of schema:%s", v, property)
				}
			}
		}
	}
	known("accessMode", modes, accessModes)
	known("accessModeSufficient", sufficient, "auditory tactile textual visual")
	known("accessibilityFeature", features, accessFeatures)
	known("accessibilityHazard", hazards, accessHazards)
	b.checkHazards(hazards)
	if b.Failed("xhtml") {
		b.Leave("access-claim")
		b.Leave("page-source")
		return
	}
	b.checkFeatures(features)
	b.checkModes(modes, sufficient)
	b.checkConformance()
	b.checkPageSource()
}

func (b *book) claim(format string, args ...any) { b.Fault("access-claim", b.opfPath, format, args...) }

func (b *book) checkHazards(hazards []string) {
	if slices.Contains(hazards, "none") && len(hazards) > 1 {
		b.claim("the hazard “none” is given beside others")
	}
	for _, h := range []struct{ yes, no string }{{"flashing", "noFlashingHazard"}, {"motionSimulation", "noMotionSimulationHazard"}, {"sound", "noSoundHazard"}} {
		if slices.Contains(hazards, h.yes) && slices.Contains(hazards, h.no) {
			b.claim("the hazards %s and %s are both given", h.yes, h.no)
		}
	}
}

// content counts what the claims are about.
type content struct {
	images, pictured int // images that are not decoration; those outside the cover
	noAlt            int
	math, heading    bool
	index, aria      bool
	audio, video     bool
}

func (b *book) content() content {
	var c content
	for _, d := range b.docs {
		for _, e := range d.All {
			switch {
			case e.Is("img"):
				alt, given := e.Has("", "alt")
				decoration := given && alt == "" || e.HasRole("presentation", "none")
				if !decoration {
					c.images++
					if strings.TrimSpace(alt) == "" && e.Attr("aria-label") == "" {
						c.noAlt++
					}
					if !e.Within(func(x *xmltree.Element) bool { return x.HasType("cover") || x.HasRole("doc-cover") }) {
						c.pictured++
					}
				}
			case e.Space == xmltree.SVG && e.Name == "svg":
				c.images++
				if !e.Within(func(x *xmltree.Element) bool { return x.HasType("cover") || x.HasRole("doc-cover") }) {
					c.pictured++
				}
			case e.Is("h1", "h2", "h3", "h4", "h5", "h6"):
				c.heading = c.heading || d != b.nav
			case e.Is("audio"):
				c.audio = true
			case e.Is("video"):
				c.video = true
			case e.Space == xmltree.MathML && e.Name == "math":
				c.math = true
			}
			c.index = c.index || e.HasType("index") || e.HasRole("doc-index")
			c.aria = c.aria || e.Attr("role") != ""
		}
	}
	return c
}

func (b *book) checkFeatures(features []string) {
	c := b.content()
	fixed := slices.Contains(b.metaValues("rendition:layout"), "pre-paginated")
	for _, f := range features {
		switch {
		case f == "alternativeText" && c.noAlt > 0:
			b.claim("alternative text is claimed, but %d images have none", c.noAlt)
		case f == "tableOfContents" && len(b.toc) == 0 && !b.Failed("nav"):
			b.claim("a table of contents is claimed, but there is none")
		case f == "structuralNavigation" && !c.heading:
			b.claim("structural navigation is claimed, but there are no headings")
		case f == "pageNavigation" && len(b.pages) == 0:
			b.claim("page navigation is claimed, but there is no page list")
		case (f == "pageBreakMarkers" || f == "printPageNumbers") && len(b.pageBreaks()) == 0:
			b.claim("page break markers are claimed, but there are none")
		case f == "index" && !c.index:
			b.claim("an index is claimed, but there is none")
		case f == "ARIA" && !c.aria:
			b.claim("ARIA roles are claimed, but there are none")
		case (f == "MathML" || f == "describedMath") && !c.math:
			b.claim("mathematics is claimed, but there is none")
		case f == "displayTransformability" && fixed:
			b.claim("a display that can be changed is claimed, but the layout is fixed")
		case slices.Contains([]string{"audioDescription", "closedCaptions", "openCaptions", "signLanguage"}, f) && !c.video:
			b.claim("%s is claimed, but there is no video", f)
		case (f == "synchronizedAudioText" || f == "transcript") && !c.audio && !c.video && !b.overlays():
			b.claim("%s is claimed, but there is no sound", f)
		case (f == "none" || f == "unknown") && len(features) > 1:
			b.claim("the feature “%s” is given beside others", f)
		}
	}
	if len(b.pages) > 0 && len(features) > 0 && !slices.Contains(features, "pageNavigation") {
		b.claim("there is a page list, but page navigation is not claimed")
	}
}

func (b *book) overlays() bool {
	return slices.ContainsFunc(b.items, func(it *item) bool { return it.mediaType == "application/smil+xml" })
}

func (b *book) checkModes(modes, sufficient []string) {
	c := b.content()
	if slices.Contains(modes, "visual") && c.images == 0 && !c.video {
		b.claim("the access mode visual is given, but there is nothing to see besides text")
	}
	if !slices.Contains(modes, "visual") && c.pictured > 0 && len(modes) > 0 {
		b.claim("there are images, but the access mode visual is not given")
	}
	if slices.Contains(modes, "auditory") && !c.audio && !c.video && !b.overlays() {
		b.claim("the access mode auditory is given, but there is nothing to hear")
	}
	if slices.Contains(sufficient, "textual") && c.noAlt > 0 {
		b.claim("text alone is said to suffice, but %d images have no alternative", c.noAlt)
	}
}

// checkConformance: a claim to conform has to say who certified it (EPUB Accessibility 1.1, 4.1).
func (b *book) checkConformance() {
	for _, c := range b.metaValues("dcterms:conformsTo") {
		if len(b.metaValues("a11y:certifiedBy")) == 0 && strings.Contains(strings.ToLower(c), "accessibility") {
			b.Fault("access-conformance", b.opfPath, "conformance to “%s” is claimed, but nobody is named who certified it", c)
		}
	}
}

// checkPageSource: page numbers of a printed edition have to name it, those of the EPUB alone say “none” (EPUB
// Accessibility 1.1, 3.2; the older form is dc:source refined by source-of).
func (b *book) checkPageSource() {
	source := b.metaValues("pageBreakSource")
	source = append(source, b.metaValues("source-of")...)
	if len(b.pageBreaks()) > 0 && len(source) == 0 {
		b.Fault("page-source", b.opfPath, "there are page breaks, but no pageBreakSource says of which edition")
	}
	if len(b.pageBreaks()) == 0 && len(source) > 0 {
		b.Fault("page-source", b.opfPath, "a pageBreakSource is given, but there are no page breaks")
	}
}
