package flow

import (
	"strconv"
	"strings"

	"quire/internal/diag"
	"quire/internal/layout/para"
	"quire/internal/page"
	"quire/internal/style"
)

// generated adds the content of ::before or ::after.
func (in *inliner) generated(sc scope, pseudo string) {
	st := in.c.cascade.Pseudo(sc.el, pseudo)
	if st == nil || st.ContentNormal || st.Display == style.DisplayNone {
		return
	}
	in.c.count(sc.el, st)
	n := len(in.out)
	defer func() {
		for i := n; i < len(in.out); i++ {
			in.out[i].Generated = true
		}
	}()
	sc.decoration |= st.Decoration
	if st.Decoration != 0 {
		sc.decoratedBy = st
	}
	sc.shift += baselineShift(st, sc.st)
	sc.st = st
	if sc.firstLine != nil {
		sc.firstLine = in.c.cascade.PseudoUnder(sc.el, pseudo, sc.firstLine)
	}
	if pseudo == "before" && sc.tag != nil && sc.el.Attr("label") != "" {
		sc.tag = sc.tag.Add("Lbl") // “Table 1” is the table's label and not of the caption's words (ISO 32000-1, 14.8.4.3.3)
	}
	in.contents(sc, st.Content)
}

// contents adds generated content.
func (in *inliner) contents(sc scope, cs []style.Content) {
	for _, c := range cs {
		switch c.Kind {
		case style.ContentText:
			for i, part := range strings.Split(c.Text, "\n") {
				if i > 0 {
					in.trimSpace()
					in.out = append(in.out, para.Segment{Kind: para.BreakSegment, Style: sc.st, Lang: sc.lang, Tag: sc.tag})
					in.space = true
				}
				in.text(sc, part, page.Source{}, diag.Pos{})
			}
		case style.ContentQuote:
			in.text(sc, in.c.quote(c.Text, sc), page.Source{}, diag.Pos{})
		case style.ContentAttr:
			in.text(sc, sc.el.Attr(c.Text), page.Source{}, diag.Pos{})
		case style.ContentCounter:
			switch c.Text {
			case "page":
				in.deferred(sc, c, in.here(sc))
				continue
			case "pages":
				in.deferred(sc, c, AnchorID{})
				continue
			}
			if c.Text == "footnote" { // its numbers are those of the notes in every edition
				number := sc.el.Attr("number")
				if n, err := strconv.Atoi(number); err == nil {
					number = in.c.sheet.CounterText(n, c.Style)
				}
				in.text(sc, number, page.Source{}, diag.Pos{})
				continue
			}
			in.text(sc, CounterText(in.c.sheet, in.c.values(c.Text), &c), page.Source{}, diag.Pos{})
		case style.ContentCounters:
			in.text(sc, CounterText(in.c.sheet, in.c.values(c.Text), &c), page.Source{}, diag.Pos{})
		case style.TargetCounter, style.TargetCounters, style.TargetText:
			target := c.Link
			if target == "" {
				target = strings.TrimPrefix(sc.el.Attr(c.Target), "#")
			}
			in.deferred(sc, c, AnchorID{Name: target})
		case style.ContentLeader:
			in.trimSpace()
			in.out = append(in.out, para.Segment{Kind: para.LeaderSegment, Text: " ", Style: sc.st, Lang: sc.lang, Tag: sc.tag, Pattern: c.Sep})
			in.space = true
		}
	}
}

// pageNumbers adds the page numbers of several places. Each is a link. A page that several places share is printed once.
func (in *inliner) pageNumbers(sc scope, lead string, places []string, contents func(i int) string) {
	before := AnchorID{}
	for i, place := range places {
		to := sc
		to.tag = sc.tag.Add("Reference").Add("Link")
		to.link = &para.Link{Dest: place, Contents: contents(i), Tag: to.tag}
		in.deferred(to, style.Content{Kind: style.TargetCounter, Text: "page"}, AnchorID{Name: place})
		s := ReferenceOf(&in.out[len(in.out)-1])
		s.lead, s.before = lead, before
		lead, before = ", ", AnchorID{Name: place}
	}
}

func (in *inliner) deferred(sc scope, c style.Content, target AnchorID) {
	in.out = append(in.out, para.Segment{Kind: para.DeferredSegment, Style: sc.st, Lang: sc.lang, Tag: sc.tag, Link: sc.link, Decoration: sc.decoration, DecoratedBy: sc.decoratedBy, Boxes: sc.boxes, Shift: sc.shift, Mark: &Reference{content: c, target: target}})
	in.space = false
}
