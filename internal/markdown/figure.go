package markdown

import "quire/internal/doc"

// figure turns a paragraph that consists of one image into a figure, whose caption is the bracketed text. Otherwise it
// returns nil. A backslash after the image keeps the paragraph, as in Pandoc.
func (r *reading) figure(items []*item, language string) doc.Block {
	if len(items) != 1 || items[0].kind != kImage {
		return nil
	}
	it := items[0]
	if it.attrs.Lang != "" {
		language = it.attrs.Lang
	}
	caption := r.nodes(it.kids, language)
	if t := r.csvFile(it, caption, language); t != nil {
		return t
	}
	img := r.image(it, caption)
	f := &doc.Figure{Node: doc.Node{Span: img.Span}, Image: img, Caption: caption}
	f.ID, f.Classes, f.Lang = img.ID, img.Classes, img.Lang
	img.ID, img.Classes, img.Lang = "", nil, ""
	return f
}
