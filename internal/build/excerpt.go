package build

import (
	"fmt"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/impose"
	"quire/internal/lang"
	"quire/internal/page"
)

// excerpt returns the pages of an excerpt. It returns nil if the book does not have them, which is reported.
func (e pdfEdition) excerpt(pages *page.Pages) (*page.Pages, error) {
	keep, ok := e.sectionPages(pages)
	if ok && e.Excerpt.Pages != "" {
		keep, ok = e.labelledPages(pages)
	}
	if !ok {
		return nil, nil
	}
	slices.Sort(keep)
	keep = slices.Compact(keep)
	face, err := e.job.session.textFace()
	if err != nil {
		return nil, err
	}
	return impose.Excerpt(pages, keep, face, excerptSource(e.job.book.Meta, pages, keep)), nil
}

func (e pdfEdition) sectionPages(pages *page.Pages) (keep []int, ok bool) {
	ok = true
	for _, s := range e.Edition.Excerpt.Sections {
		indexes, found := impose.PagesOf(pages, s.Key)
		keep = append(keep, indexes...)
		if found {
			continue
		}
		ok = false
		help := "give the heading that is meant an id, {#" + s.Key + "}, and name it here"
		var known []string
		for _, sect := range e.job.book.Sections {
			if sect.ID != "" {
				known = append(known, sect.ID)
			}
		}
		if near := diag.Nearest(s.Key, known); near != "" {
			help = "did you mean “" + near + "”?"
		}
		e.job.findings.Add(diag.Finding{
			Pos: s.Pos, Severity: diag.Error, Code: "unknown-section",
			Message: fmt.Sprintf("the excerpt asks for the section “%s”, which the book does not have", s.Key), Help: help,
		})
	}
	return keep, ok
}

func (e pdfEdition) labelledPages(pages *page.Pages) (keep []int, ok bool) {
	keep, unknown := impose.PagesLabelled(pages, e.Excerpt.Pages)
	if keep != nil {
		return keep, true
	}
	e.job.findings.Add(diag.Finding{
		Pos: e.Pos, Severity: diag.Error, Code: "unknown-page",
		Message: fmt.Sprintf("the excerpt asks for the pages “%s”, which the edition does not have", unknown),
		Help: fmt.Sprintf("name pages as they are printed, from “%s” to “%s”: one, or the first and the last with a hyphen between",
			pages.Pages[0].Label, pages.Pages[len(pages.Pages)-1].Label),
	})
	return nil, false
}

// excerptSource returns the source of an excerpt as text: the authors, title, publisher and year of the book, the pages, and
// the address of the whole book.
func excerptSource(m doc.Meta, pages *page.Pages, keep []int) string {
	var parts, makers []string
	for _, p := range m.Creators {
		makers = append(makers, p.Name)
	}
	title := m.Title
	if m.Subtitle != "" {
		title += ": " + m.Subtitle
	}
	for _, s := range []string{strings.Join(makers, ", "), title, m.Publisher, m.Date[:min(4, len(m.Date))]} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	tag := lang.Make(m.Lang)
	for _, run := range impose.Runs(pages, keep) {
		parts = append(parts, lang.Pages(tag, run[0], run[1]))
	}
	s := strings.Join(parts, ", ") + "."
	if m.URL != "" {
		s += " " + m.URL
	}
	return s
}
