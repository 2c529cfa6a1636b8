// Package para sets paragraphs: it makes lines of texts. It knows no document, but for the tags and places in the source that
// it hands on.
//
// A Text is what a paragraph is set of: segments, each with one style. Setter.Set shapes it, makes boxes, glue and penalties
// of it (itemize.go, words.go, ideographs.go) and has package linebreak break them (linebreaking.go). The Paragraph that it
// gives is finished: it can be kept as long as the Text and the measure are the same. Setter.Line places one of its lines on a
// page (setline.go, ink.go).
//
// All lengths are integers, and equal input gives equal lines on every machine.
package para
