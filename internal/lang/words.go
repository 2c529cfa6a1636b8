package lang

import "fmt"

// Key names a word or phrase that quire itself prints in a book.
type Key uint8

// The words and phrases. The comment of a phrase has the English, and what replaces %s.
const (
	// Parts of a book, as headings and in navigation.
	Cover Key = iota
	HalfTitle
	TitlePage
	Abstract
	Imprint
	Dedication
	Epigraph
	Contents
	ListOfFigures
	ListOfTables
	Foreword
	Preface
	Introduction
	Prologue
	Part
	Chapter
	Section
	Conclusion
	Epilogue
	Afterword
	Acknowledgements
	Appendix
	Glossary
	Notes
	Bibliography
	Index
	Colophon
	Landmarks
	ListOfPages
	StartOfText

	// Labels and words within a page.
	Table
	Figure
	Note
	Page
	PageAbbr  // p.
	PagesAbbr // pp.
	See       // see, in an index
	SeeAlso   // see also, in an index

	// Labels of blocks: of callouts, Note above among them, and of theorems and the like.
	Tip
	Important
	Warning
	Caution
	Theorem
	Lemma
	Corollary
	Proposition
	Conjecture
	DefinitionOf
	Example
	Exercise
	Solution
	Proof
	Remark
	Equation

	// Credits, before a name.
	TranslatedBy
	EditedBy
	IntroducedBy // with an introduction by
	ForewordBy
	AfterwordBy
	IllustratedBy
	PublishedBy

	// Phrases.
	NoteNumber                // Note %s
	GoToNote                  // Go to note %s
	BackToReference           // Back to reference %s
	BackToReferenceOccurrence // Back to reference %s, occurrence %s
	NotesToPage               // Notes to page %s
	NotesToPages              // Notes to pages %s, a range
	WebPage                   // Web page: %s
	QRCode                    // QR code: %s, an address
	CoverOf                   // Cover of %s, a title
	SetIn                     // Set in %s, names of types
	MadeUsing                 // Made with %s, the tool
	MadeWith                  // Made with %s on %s, the tool and a date
	FromRevision              // From revision %s
	Draft                     // Draft, on the title page of an edition that is not finished
	ImageMissing              // image missing: %s, the name of a file

	// Sentences of an accessibility summary.
	AccessStructure // true of every book: text, structure, navigation
	AccessNotes     // notes link there and back
	AccessPages     // page breaks of the printed edition
	AccessImages    // every picture is described
	AccessNoImages  // there are no pictures
	AccessTables    // tables name their header cells

	keys // their number
)

// vocabulary has the words of one language by key.
type vocabulary [keys]string

func words(h home) *vocabulary {
	switch h {
	case enGB, enUS:
		return &english
	case fr:
		return &french
	case de:
		return &german
	case es:
		return &spanish
	case it:
		return &italian
	case pt, ptBR:
		return &portuguese
	case nl:
		return &dutch
	case pl:
		return &polish
	case ru:
		return &russian
	case sv:
		return &swedish
	case cs:
		return &czech
	case tr:
		return &turkish
	case el:
		return &greek
	case uk:
		return &ukrainian
	case he:
		return &hebrew
	case ar:
		return &arabic
	case ja:
		return &japanese
	case ko:
		return &korean
	case zhHans:
		return &simplifiedChinese
	case zhHant:
		return &traditionalChinese
	}
	return nil
}

func hasWords(h home) bool { return words(h) != nil }

// Word returns a word in the language, or in English if we have no words in the language (see Match).
func Word(t Tag, k Key) string {
	h := t.Match().home
	switch {
	case h == enUS && k == Acknowledgements:
		return "Acknowledgments"
	case h == ptBR && k == Contents:
		return "Sumário"
	}
	return words(h)[k]
}

// Phrase returns a phrase in which args replace each %s, in order. Their number must be that in the comment of the phrase.
func Phrase(t Tag, k Key, args ...string) string {
	a := make([]any, len(args))
	for i := range args {
		a[i] = args[i]
	}
	return fmt.Sprintf(Word(t, k), a...)
}

// NotesTo returns the running head above notes that are called on the pages from first to last: "Notes to pages 12–15".
func NotesTo(t Tag, first, last string) string {
	if first == last {
		return Phrase(t, NotesToPage, first)
	}
	return Phrase(t, NotesToPages, span(t, first, last))
}

// Pages gives an abbreviated reference to pages, "p. 12" or "pp. 12–15", with a no-break space.
func Pages(t Tag, first, last string) string {
	if first == last {
		return Word(t, PageAbbr) + "\u00A0" + first
	}
	return Word(t, PagesAbbr) + "\u00A0" + span(t, first, last)
}

// span joins two numbers to a range: with an en rule, or with a hyphen in languages where that is usual.
func span(t Tag, first, last string) string {
	switch t.home {
	case fr, es, it, pt, ptBR, nl:
		return first + "-" + last
	}
	return first + "–" + last
}
