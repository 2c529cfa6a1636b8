package build

import (
	"fmt"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/impose"
	"quire/internal/lang"
	"quire/internal/manifest"
	"quire/internal/page"
)

// excerpt cuts an edition's pages down to those that it asks for; nil where the book does not have them, which is
// reported.
func (j *job) excerpt(e manifest.Edition, pages *page.Pages) (*page.Pages, error) {
	keep, ok := j.sectionPages(e, pages)
	if ok && e.Excerpt.Pages != "" {
		keep, ok = j.labelledPages(e, pages)
	}
	if !ok {
		return nil, nil
	}
	slices.Sort(keep)
	keep = slices.Compact(keep)
	face, err := textFace()
	if err != nil {
		return nil, err
	}
	return impose.Excerpt(pages, keep, face, j.source(pages, keep)), nil
}

func (j *job) sectionPages(e manifest.Edition, pages *page.Pages) (keep []int, ok bool) {
	ok = true
	for _, s := range e.Excerpt.Sections {
		indexes, found := impose.PagesOf(pages, s.Key)
		if !found {
			ok = false
			help := "give the heading that is meant an id, {#" + s.Key + "}, and name it here"
			var known []string
			for _, sect := range j.book.Sections {
				if sect.ID != "" {
					known = append(known, sect.ID)
				}
			}
			if near := diag.Nearest(s.Key, known); near != "" {
				help = "did you mean “" + near + "”?"
			}
			j.findings.Add(diag.Finding{
				Pos: s.Pos, Severity: diag.Error, Code: "unknown-section",
				Message: fmt.Sprintf("the excerpt asks for the section “%s”, which the book does not have", s.Key), Help: help,
			})
		}
		keep = append(keep, indexes...)
	}
	return keep, ok
}

// labelledPages reads pages as people write them: “iv, 12-40”.
func (j *job) labelledPages(e manifest.Edition, pages *page.Pages) (keep []int, ok bool) {
	index := func(label string) int {
		return slices.IndexFunc(pages.Pages, func(pg *page.Page) bool { return pg.Label == strings.TrimSpace(label) })
	}
	for part := range strings.SplitSeq(e.Excerpt.Pages, ",") {
		from, to, isRange := strings.Cut(strings.ReplaceAll(part, "–", "-"), "-")
		if !isRange {
			to = from
		}
		a, b := index(from), index(to)
		if a < 0 || b < a {
			j.findings.Add(diag.Finding{
				Pos: e.Pos, Severity: diag.Error, Code: "unknown-page",
				Message: fmt.Sprintf("the excerpt asks for the pages “%s”, which the edition does not have", strings.TrimSpace(part)),
				Help: fmt.Sprintf("name pages as they are printed, from “%s” to “%s”: one, or the first and the last with a hyphen between",
					pages.Pages[0].Label, pages.Pages[len(pages.Pages)-1].Label),
			})
			return nil, false
		}
		for i := a; i <= b; i++ {
			keep = append(keep, i)
		}
	}
	return keep, true
}

// source words where an excerpt is from: who made the book, its title, publisher and year, the pages, and where the
// whole can be had.
func (j *job) source(pages *page.Pages, keep []int) string {
	m := j.book.Meta
	tag := lang.Make(m.Lang)
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
	for i := 0; i < len(keep); {
		k := i
		for k+1 < len(keep) && keep[k+1] == keep[k]+1 {
			k++
		}
		parts = append(parts, lang.Pages(tag, pages.Pages[keep[i]].Label, pages.Pages[keep[k]].Label))
		i = k + 1
	}
	s := strings.Join(parts, ", ") + "."
	if m.URL != "" {
		s += " " + m.URL
	}
	return s
}
