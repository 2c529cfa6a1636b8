package build

import (
	"fmt"

	"quire/internal/cover"
	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/epub"
	"quire/internal/lang"
	"quire/internal/page"
	"quire/internal/svg"
)

const svgType = "image/svg+xml"

// Cover is the front cover of a book.
type Cover struct {
	Data          []byte
	MediaType     string // image/jpeg, image/png, image/gif, image/webp or image/svg+xml
	Width, Height int    // in pixels; 0 for an SVG without a size
	Alt           string // what it shows, in words
}

// drawCover draws the cover of a book without its own cover.
func (s *Session) drawCover(m doc.Meta) (*cover.Cover, error) {
	roman, err := s.ours("EBGaramond-Regular")
	if err != nil {
		return nil, err
	}
	italic, err := s.ours("EBGaramond-Italic")
	if err != nil {
		return nil, err
	}
	return cover.Draw(m, cover.Fonts{Roman: roman, Italic: italic}), nil
}

// coverForShops returns the drawn cover in the form that shops ask for; nothing if the book has its own cover.
func (j *job) coverForShops() (epub.Cover, error) {
	m := j.book.Meta
	if m.Cover != "" {
		return epub.Cover{}, nil
	}
	return keep(j.session, j.slot("cover"), j.files, j.book, j.findings, func(_ *files, findings *diag.List) (epub.Cover, error) {
		c, err := j.session.drawCover(m)
		if err != nil {
			return epub.Cover{}, err
		}
		if c.Unset != "" {
			findings.Add(diag.Finding{
				Pos: j.in.start(), Severity: diag.Warning, Code: "cover-letters", Message: "the drawn cover has no words, for its typeface lacks letters of “" + c.Unset + "”",
				Help: "give the book a cover of its own, “cover: FILE”",
			})
		}
		data, err := c.PNG()
		return epub.Cover{Data: data, MediaType: "image/png", Width: cover.Width, Height: cover.Height}, err
	})
}

// front returns the book's own cover, or the drawn one.
func (j *job) front() (Cover, error) {
	m := j.book.Meta
	if a := j.book.Assets[m.Cover]; m.Cover != "" && a != nil {
		return Cover{Data: a.Data, MediaType: a.MediaType, Width: a.Width, Height: a.Height, Alt: m.CoverAlt}, nil
	}
	c, err := j.coverForShops()
	return Cover{Data: c.Data, MediaType: c.MediaType, Width: c.Width, Height: c.Height, Alt: m.Title}, err
}

// putCover puts the cover before the first page. A drawn cover is cut to the shape of the page; the book's own is shown
// whole.
func (j *job) putCover(pages *page.Pages, edition string, faces svg.Faces, findings *diag.List) error {
	if len(pages.Pages) == 0 {
		return nil
	}
	m := j.book.Meta
	tag := lang.Make(m.Lang)
	var front Cover
	if m.Cover == "" {
		c, err := j.session.drawCover(m)
		if err != nil {
			return err
		}
		box := cover.Middle(pages.Pages[0].Width, pages.Pages[0].Height)
		front = Cover{Data: c.Part(box), MediaType: svgType, Width: box.Dx(), Height: box.Dy()}
	} else {
		var err error
		if front, err = j.front(); err != nil || len(front.Data) == 0 {
			return err
		}
	}
	im := &page.Image{Name: "cover", Data: front.Data, MediaType: front.MediaType, Width: front.Width, Height: front.Height}
	if front.MediaType == svgType {
		var err error
		if im.Drawing, err = svg.Read(front.Data, front.Width, front.Height, faces); err != nil {
			findings.Add(diag.Finding{
				Pos: m.CoverPos, Severity: diag.Error, Code: "unsettable-image",
				Message: fmt.Sprintf("the cover “%s” cannot be set in a PDF: %v", m.Cover, err),
				Help:    "save it as PNG or JPEG, or take “cover” from the edition “" + edition + "”",
			})
			return nil
		}
	}
	alt := front.Alt
	if alt == "" || m.Cover == "" {
		alt = lang.Phrase(tag, lang.CoverOf, m.Title)
	}
	cover.Front(pages, im, alt, lang.Word(tag, lang.Cover))
	return nil
}
