package build

import (
	"slices"

	"quire/internal/diag"
	"quire/internal/manifest"
	"quire/internal/page"
)

// claim decides which standards a PDF may say that it conforms to. What stands in the way is an error, so that a file
// is only written without a claim where the author has silenced it. found is what the setting of the pages found.
//
// A glyph that is not there forbids both claims (ISO 14289-1, 7.21.8; ISO 19005-2, 6.2.11.8). A figure without a text
// in its stead, and a document without a title, forbid PDF/UA (7.3 and 7.1), but not PDF/A, which only recommends them.
func (j *job) claim(info *page.Info, found *diag.List) {
	has := func(l *diag.List, code string) bool {
		return slices.ContainsFunc(l.All(), func(f diag.Finding) bool { return f.Code == code })
	}
	if j.book.Meta.Untitled {
		j.untitled.Do(func() {
			found.Add(diag.Finding{
				Pos: j.start(), Severity: diag.Error, Code: "missing-title",
				Message: "a PDF needs a title, which those who have it read aloud hear first",
				Help:    "add “title: …” to book.yaml or the front matter, or begin the text with a heading",
			})
		})
	}
	glyphs := !has(found, "missing-glyph")
	info.ClaimPDFA = glyphs && info.Lang != ""
	info.ClaimPDFUA = glyphs && info.Lang != "" && !j.book.Meta.Untitled && !has(j.findings, "missing-alt")
}

// meantFor gives an edition's pages as its standard asks for them, with what is to be attached.
func (j *job) meantFor(e manifest.Edition, pages *page.Pages) *page.Pages {
	out := *pages
	out.Info.PDFX = e.Standard == manifest.StandardX4
	if e.EmbedSource {
		out.Files = j.sourceFiles()
	}
	return &out
}

// start is where the text begins, or the manifest where there is one.
func (j *job) start() diag.Pos {
	if j.in.lone != "" {
		return diag.Pos{File: j.in.lone, Line: 1, Col: 1}
	}
	return diag.Pos{File: j.in.manifest.File, Line: 1, Col: 1}
}
