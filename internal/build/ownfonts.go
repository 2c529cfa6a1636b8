package build

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"quire/internal/diag"
	"quire/internal/font"
	"quire/internal/layout"
	"quire/internal/style"
	"quire/styles"
)

// ownFonts adds the faces that the stylesheets declare with @font-face to those that come with the tool.
func (j *job) ownFonts(sheet *style.Sheet, fonts *layout.Fonts) *layout.Fonts {
	var families []string
	var faces []*layout.Declared
	for _, f := range sheet.FontFaces() {
		d := j.ownFont(f)
		if d == nil {
			continue
		}
		d.Weight, d.Italic, d.Ranges = f.Weight, f.Italic, f.Ranges
		for _, x := range f.Features {
			d.Features = append(d.Features, font.Feature{Tag: x.Tag, Value: x.Value})
		}
		families, faces = append(families, f.Family), append(faces, d)
	}
	if len(faces) == 0 {
		return fonts
	}
	return fonts.With(families, faces)
}

// ownFont reads the first source of a face that can be had. If there is none, what is wrong with each is reported.
func (j *job) ownFont(f style.FontFace) *layout.Declared {
	var faults []diag.Finding
	for _, s := range f.Src {
		fault := func(code, help, format string, args ...any) {
			faults = append(faults, diag.Finding{Pos: s.Pos, Severity: diag.Error, Code: code, Message: fmt.Sprintf(format, args...), Help: help})
		}
		var data []byte
		var err error
		name := s.Path
		if s.Local != "" {
			name = s.Local
			i := slices.IndexFunc(printFonts, func(p printFont) bool {
				return strings.EqualFold(p.file, s.Local) || strings.EqualFold(strings.ReplaceAll(p.file, "-", ""), strings.ReplaceAll(s.Local, " ", ""))
			})
			if i < 0 {
				fault("missing-font", "give the file with url(), so that the book is set alike on every machine", "“%s” is not among the fonts that come with quire", s.Local)
				continue
			}
			data, err = styles.FS.ReadFile("fonts/" + printFonts[i].file + ".ttf")
		} else {
			data, err = fs.ReadFile(j.in.fsys, s.Path)
		}
		switch {
		case errors.Is(err, fs.ErrNotExist):
			fault("missing-font", "paths are taken from the folder of the stylesheet", "there is no font file “%s”", name)
			continue
		case err != nil:
			fault("missing-font", "keep fonts within the book’s root folder", "the font file “%s” can’t be read: %v", name, err)
			continue
		}
		face, err := font.Parse(name, data)
		switch {
		case err != nil:
			fault("broken-font", "get the font anew from where it comes from, as TTF, OTF or WOFF", "the font can’t be used: %v", err)
			continue
		case !face.Metrics().Embeddable:
			fault("restricted-font", "choose a font whose licence allows it, or ask its maker for another", "the licence of the font “%s” forbids embedding it in a PDF", name)
			continue
		}
		d := &layout.Declared{Face: face}
		if least, greatest, ok := font.AxisRange(data, "wght"); ok {
			d.Instance = func(weight int) (*font.Face, error) {
				at := max(least, min(float64(weight), greatest))
				return font.ParseInstance(name, data, []font.Axis{{Tag: "wght", Value: at}})
			}
		}
		return d
	}
	for _, f := range faults {
		j.findings.Add(f)
	}
	return nil
}
