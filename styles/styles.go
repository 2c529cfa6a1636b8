// Package styles embeds the data that quire brings along: stylesheets, fonts, citation styles and their locales,
// hyphenation patterns. A built binary needs nothing beside it.
package styles

import "embed"

// FS holds the files of this folder by their paths: "print.css", "fonts/EBGaramond-Regular.ttf",
// "csl/notes-bibliography.csl", "csl/locales/locales-en-GB.xml", "hyphenation/hyph-en-gb.pat.txt".
//
//go:embed *.css csl fonts hyphenation
var FS embed.FS
