package flow

import (
	"quire/internal/layout/para"
	"quire/internal/style"
)

// RightToLeft reports whether the text of an element is read from right to left. The nearest dir attribute says so or, if a
// language is given nearer to the element, the language.
func RightToLeft(el *style.Element, l *para.Language) bool {
	for ; el != nil; el = el.Parent {
		switch el.Attr("dir") {
		case "rtl":
			return true
		case "ltr":
			return false
		}
		if el.Parent != nil && el.Lang != el.Parent.Lang {
			break
		}
	}
	return l.Lang.RightToLeft()
}

// isolate gives the characters of UAX #9 that stand for the dir attribute of an inline element, and for bdo
// (css-writing-modes-4, §2.4, and HTML’s suggested rendering); none where it has no direction of its own.
func isolate(el *style.Element) (open, end string) {
	const lri, rli, fsi, pdi, lro, rlo, pdf = "\u2066", "\u2067", "\u2068", "\u2069", "\u202D", "\u202E", "\u202C"
	override := el.Name == "bdo"
	switch el.Attr("dir") {
	case "ltr":
		if override {
			return fsi + lro, pdf + pdi
		}
		return lri, pdi
	case "rtl":
		if override {
			return fsi + rlo, pdf + pdi
		}
		return rli, pdi
	case "auto":
		return fsi, pdi
	}
	if el.Name == "bdi" {
		return fsi, pdi
	}
	return "", ""
}

// direct adds invisible characters that say in which direction text is read.
func (in *inliner) direct(sc scope, marks string) {
	if marks != "" {
		in.out = append(in.out, para.Segment{Kind: para.IsolateSegment, Text: marks, Style: sc.st, Lang: sc.lang, Tag: sc.tag})
	}
}
