package build

import (
	"fmt"
	"image"

	"quire/internal/cover"
	"quire/internal/diag"
	"quire/internal/dimen"
	"quire/internal/doc"
	"quire/internal/epub"
	"quire/internal/font"
	"quire/internal/lang"
	"quire/internal/page"
	"quire/internal/svg"
	"quire/styles"
)

// drawCover draws the cover of a book that brings none.
func drawCover(m doc.Meta) (*cover.Cover, error) {
	var faces [2]*font.Face
	for i, name := range []string{"EBGaramond-Regular", "EBGaramond-Italic"} {
		data, err := styles.FS.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			return nil, err
		}
		if faces[i], err = font.Parse(name, data); err != nil {
			return nil, fmt.Errorf("cover: %w", err)
		}
	}
	return cover.Draw(m, cover.Fonts{Roman: faces[0], Italic: faces[1]}), nil
}

// drawnCover gives the drawn cover as shops want it; nothing for a book that brings its own.
func (j *job) drawnCover() (epub.Cover, error) {
	m := j.book.Meta
	if m.Cover != "" {
		return epub.Cover{}, nil
	}
	c, err := drawCover(m)
	if err != nil {
		return epub.Cover{}, err
	}
	if c.Unset != "" {
		j.findings.Add(diag.Finding{
			Pos: j.start(), Severity: diag.Warning, Code: "cover-letters", Message: "the drawn cover has no words, for its typeface lacks letters of “" + c.Unset + "”",
			Help: "give the book a cover of its own, “cover: FILE”",
		})
	}
	data, err := c.PNG()
	return epub.Cover{Data: data, MediaType: "image/png", Width: cover.Width, Height: cover.Height}, err
}

// putCover puts the cover before the first page, which keeps its number. A drawn one is cut to the shape of the page;
// one that the book brings is shown whole.
func (j *job) putCover(pages *page.Pages, e string, findings *diag.List) error {
	if len(pages.Pages) == 0 {
		return nil
	}
	w, h := pages.Pages[0].Width, pages.Pages[0].Height
	var front Cover
	if j.book.Meta.Cover == "" {
		c, err := drawCover(j.book.Meta)
		if err != nil {
			return err
		}
		box := shaped(w, h)
		front = Cover{Data: c.Part(box), MediaType: "image/svg+xml", Width: box.Dx(), Height: box.Dy()}
	} else {
		var err error
		if front, err = j.front(); err != nil || len(front.Data) == 0 {
			return err
		}
	}
	var drawing *page.Drawing
	if front.MediaType == "image/svg+xml" {
		faces, err := j.faces()
		if err != nil {
			return err
		}
		if drawing, err = svg.Read(front.Data, front.Width, front.Height, faces.Faces); err != nil {
			findings.Add(diag.Finding{
				Pos: j.book.Meta.CoverPos, Severity: diag.Error, Code: "unsettable-image",
				Message: fmt.Sprintf("the cover “%s” cannot be set in a PDF: %v", j.book.Meta.Cover, err),
				Help:    "save it as PNG or JPEG, or take “cover” from the edition “" + e + "”",
			})
			return nil
		}
	}
	alt := front.Alt
	if alt == "" || j.book.Meta.Cover == "" {
		alt = lang.Phrase(lang.Make(j.book.Meta.Lang), lang.CoverOf, j.book.Meta.Title)
	}
	box := within(w, h, front.Width, front.Height)
	figure := &page.Tag{Role: "Figure", Alt: alt, Placement: "Block", BBox: &page.BBox{Page: 0, Rect: box}}
	shift(pages)
	pages.Pages = append([]*page.Page{{
		Width: w, Height: h, Label: lang.Word(lang.Make(j.book.Meta.Lang), lang.Cover), Name: "cover",
		Items: []page.Item{&page.Picture{
			Rect: box, Mark: page.Mark{Tag: figure},
			Image: &page.Image{Name: "cover", Data: front.Data, MediaType: front.MediaType, Width: front.Width, Height: front.Height, Drawing: drawing},
		}},
	}}, pages.Pages...)
	pages.Root.Children = append([]*page.Tag{figure}, pages.Root.Children...)
	pages.Labels = append([]page.LabelRange{{Prefix: pages.Pages[0].Label}}, pages.Labels...)
	return nil
}

// shift moves all that names a page by its place on by one.
func shift(pages *page.Pages) {
	for i := range pages.Dests {
		pages.Dests[i].Page++
	}
	for i := range pages.Labels {
		pages.Labels[i].First++
	}
	for _, p := range pages.Pages {
		for i := range p.Parts {
			p.Parts[i].Read++
		}
	}
	var walk func(t *page.Tag)
	walk = func(t *page.Tag) {
		if t.BBox != nil {
			t.BBox.Page++
		}
		for _, c := range t.Children {
			walk(c)
		}
	}
	walk(pages.Root)
}

// within gives the largest place of a picture's shape in the middle of a page.
func within(w, h dimen.Length, pw, ph int) page.Rect {
	if pw <= 0 || ph <= 0 {
		return page.Rect{W: w, H: h}
	}
	box := page.Rect{W: w, H: dimen.Length(int64(w) * int64(ph) / int64(pw))}
	if box.H > h {
		box = page.Rect{W: dimen.Length(int64(h) * int64(pw) / int64(ph)), H: h}
	}
	box.X, box.Y = (w-box.W)/2, (h-box.H)/2
	return box
}

// shaped gives the middle of the drawn cover in the shape of a page.
func shaped(w, h dimen.Length) image.Rectangle {
	box := image.Rect(0, 0, cover.Width, cover.Height)
	if high := int(int64(cover.Width) * int64(h) / int64(w)); high < cover.Height {
		box.Min.Y = (cover.Height - high) / 2
		box.Max.Y = box.Min.Y + high
	} else {
		wide := int(int64(cover.Height) * int64(w) / int64(h))
		box.Min.X = (cover.Width - wide) / 2
		box.Max.X = box.Min.X + wide
	}
	return box
}
