package build

import (
	"strings"

	"quire/internal/doc"
	"quire/internal/lang"
)

// made returns the sentence of the colophon: the fonts and the tool, and in release builds its version and the date. Other
// builds have nothing in it that can differ between two clones.
func made(m doc.Meta, req Request) string {
	tag := lang.Make(m.Lang)
	tool := "quire"
	sentence := lang.Phrase(tag, lang.MadeUsing, tool)
	if req.Released != "" {
		sentence = lang.Phrase(tag, lang.MadeWith, tool+"\u00a0"+req.Version, date(tag, req.Released))
		if req.Revision != "" {
			sentence += ". " + lang.Phrase(tag, lang.FromRevision, req.Revision)
		}
	}
	return lang.Phrase(tag, lang.SetIn, "EB Garamond") + ". " + sentence + "."
}

// generator names the tool for the metadata of files, in release builds with its version, date and commit.
func generator(req Request) string {
	if req.Released == "" {
		return "quire"
	}
	s := "quire " + req.Version + " (" + req.Released
	if req.Revision != "" {
		s += ", " + req.Revision
	}
	return s + ")"
}

// date writes out a date of the form 2026-11-22.
func date(tag lang.Tag, iso string) string {
	parts := strings.SplitN(iso, "-", 3)
	var n [3]int
	for i, p := range parts {
		for _, c := range p {
			if c < '0' || c > '9' {
				return iso
			}
			n[i] = n[i]*10 + int(c-'0')
		}
	}
	return lang.FormatDate(tag, n[0], n[1], n[2])
}
