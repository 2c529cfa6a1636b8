package epub

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// Kobo's reading system for files named .kepub.epub finds places by spans around each sentence, with ids of the form
// kobo.PARAGRAPH.SENTENCE, and lays out the content of two divs of its own. Without them there are no highlights, no
// notes and no reading statistics.

const (
	koboOpen  = `<div id="book-columns"><div id="book-inner">`
	koboClose = `</div></div>`
)

// koboBlocks are the elements that begin a paragraph for Kobo.
var koboBlocks = strings.Fields("p li dt dd h1 h2 h3 h4 h5 h6 td th caption figcaption ol ul dl table figure blockquote div section")

// koboSkips are elements that are not divided: text with significant white space, and drawings.
var koboSkips = []string{"pre", "svg", "math"}

// kobo returns a fragment with Kobo's spans. The fragment is as written by xhtml.Writer: well-formed, without comments,
// all angle brackets in text escaped.
func kobo(fragment []byte) []byte {
	k := koboWriter{}
	k.WriteString(koboOpen)
	skipped := 0 // depth within an element of koboSkips
	for rest := string(fragment); rest != ""; {
		if rest[0] != '<' {
			text := rest
			if i := strings.IndexByte(rest, '<'); i >= 0 {
				text = rest[:i]
			}
			rest = rest[len(text):]
			if skipped > 0 {
				k.WriteString(text)
			} else {
				k.text(text)
			}
			continue
		}
		tag := rest[:strings.IndexByte(rest, '>')+1]
		rest = rest[len(tag):]
		name := strings.Trim(tag, "</>")
		if i := strings.IndexAny(name, " \n"); i >= 0 {
			name = name[:i]
		}
		closes, empty := strings.HasPrefix(tag, "</"), strings.HasSuffix(tag, "/>")
		if slices.Contains(koboSkips, name) && !empty {
			if closes {
				skipped--
			} else {
				skipped++
			}
		}
		if !closes && slices.Contains(koboBlocks, name) {
			k.fresh = true
		}
		if name == "img" && skipped == 0 {
			k.fresh = true
			k.span(tag)
			k.fresh = true
			continue
		}
		k.WriteString(tag)
	}
	k.WriteString(koboClose)
	return k.Bytes()
}

type koboWriter struct {
	bytes.Buffer
	paragraph, sentence int
	fresh               bool // a block has begun and is still empty
}

func (k *koboWriter) span(markup string) {
	if k.fresh || k.paragraph == 0 {
		k.paragraph++
		k.sentence, k.fresh = 0, false
	}
	k.sentence++
	fmt.Fprintf(k, `<span class="koboSpan" id="kobo.%d.%d">%s</span>`, k.paragraph, k.sentence, markup)
}

// text writes character data, a span for each sentence (UAX #29). White space alone gets none, as it may be between two
// blocks, where a span is not allowed.
func (k *koboWriter) text(s string) {
	if strings.Trim(s, " \n\t") == "" {
		k.WriteString(s)
		return
	}
	// In Unicode the end of a line ends a sentence; in HTML it is a space. Both have one byte.
	asOne := strings.ReplaceAll(s, "\n", " ")
	for state := -1; asOne != ""; {
		var sentence string
		sentence, asOne, state = uniseg.FirstSentenceInString(asOne, state)
		markup := s[:len(sentence)]
		s = s[len(sentence):]
		if strings.Trim(sentence, " ") == "" {
			k.WriteString(markup)
			continue
		}
		k.span(markup)
	}
}
