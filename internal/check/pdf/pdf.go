// Package pdf judges finished PDFs: by the Matterhorn Protocol for PDF/UA-1, or by PDF/X-4 where a file is made for a press.
//
// A checkpoint is a line of points or of pressPoints. To add one, add its line, call Fault with its code in the file for that
// part of the standard, and add a mutant to the test that fails at it and at nothing else.
package pdf

import (
	"quire/internal/check/report"
)

// points are the failure conditions of the Matterhorn Protocol 1.1 under their own numbers, with those that only a person can
// decide. After them are conditions of ISO 14289-1 (“UA”) and ISO 32000-1 (“ISO”) for which the protocol has no number.
func points() []report.Point {
	return []report.Point{
		{Code: "01-001", Title: "artifacts are marked as artifacts", Human: true},
		{Code: "01-003", Title: "no artifact inside tagged content"},
		{Code: "01-004", Title: "no tagged content inside an artifact"},
		{Code: "01-005", Title: "content is tagged or an artifact"},
		{Code: "01-006", Title: "structure types and attributes suit what they hold", Human: true},
		{Code: "01-007", Title: "no tags are suspect"},
		{Code: "02-001", Title: "each type ends at a standard type"},
		{Code: "02-002", Title: "the standard type suits the type mapped to it", Human: true},
		{Code: "02-003", Title: "no mapping goes in a circle"},
		{Code: "02-004", Title: "no standard type is mapped to another"},
		{Code: "03-001", Title: "nothing flickers", Human: true},
		{Code: "04-001", Title: "nothing is said by colour, contrast or shape alone", Human: true},
		{Code: "05-001", Title: "nothing is said by sound alone", Human: true},
		{Code: "06-001", Title: "there are XMP metadata"},
		{Code: "06-002", Title: "the metadata name PDF/UA-1"},
		{Code: "06-003", Title: "the metadata have a title"},
		{Code: "06-004", Title: "the title is the document's", Human: true},
		{Code: "07-001", Title: "the window shows the title: DisplayDocTitle is there"},
		{Code: "07-002", Title: "the window shows the title: DisplayDocTitle is true"},
		{Code: "08-001", Title: "recognised text is right", Human: true},
		{Code: "09-001", Title: "tags follow the reading order", Human: true},
		{Code: "09-002", Title: "structure is nested as it should be", Human: true},
		{Code: "09-004", Title: "tables are made of rows of cells"},
		{Code: "09-005", Title: "lists are made of items"},
		{Code: "09-006", Title: "contents are made of their entries"},
		{Code: "09-007", Title: "ruby is made of its parts"},
		{Code: "09-008", Title: "warichu is made of its parts"},
		{Code: "10-001", Title: "each character has its Unicode value"},
		{Code: "11-001", Title: "text has a language"},
		{Code: "11-002", Title: "alternative text, replacement text and expansions have a language"},
		{Code: "11-003", Title: "outline entries have a language"},
		{Code: "11-004", Title: "descriptions of annotations have a language"},
		{Code: "11-005", Title: "descriptions of fields have a language"},
		{Code: "11-006", Title: "the metadata have a language"},
		{Code: "11-007", Title: "the language is the right one", Human: true},
		{Code: "12-001", Title: "stretched characters are one character", Human: true},
		{Code: "13-001", Title: "drawings are figures", Human: true},
		{Code: "13-004", Title: "each figure has alternative or replacement text"},
		{Code: "13-005", Title: "alternative texts say what the figures say", Human: true},
		{Code: "14-001", Title: "headings are tagged as headings", Human: true},
		{Code: "14-002", Title: "the first heading is H1"},
		{Code: "14-003", Title: "no heading level is skipped"},
		{Code: "14-004", Title: "heading levels suit the document", Human: true},
		{Code: "14-006", Title: "no section has more than one H"},
		{Code: "14-007", Title: "H and H1 to H6 are not mixed"},
		{Code: "15-001", Title: "header cells are tagged as such", Human: true},
		{Code: "15-003", Title: "header cells have a scope or are referred to"},
		{Code: "15-004", Title: "what is tagged as a table is one", Human: true},
		{Code: "16-001", Title: "lists are tagged as lists, with their numbering", Human: true},
		{Code: "17-001", Title: "formulas are tagged as formulas", Human: true},
		{Code: "17-002", Title: "each formula has alternative or replacement text"},
		{Code: "17-003", Title: "characters of formulas have their Unicode values"},
		{Code: "18-001", Title: "running heads and feet are artifacts of that kind", Human: true},
		{Code: "19-001", Title: "notes and references are tagged as such", Human: true},
		{Code: "19-003", Title: "each note has an ID"},
		{Code: "19-004", Title: "each note has an ID of its own"},
		{Code: "20-001", Title: "optional content configurations have names"},
		{Code: "20-002", Title: "the default optional content configuration has a name"},
		{Code: "20-003", Title: "optional content does not switch itself"},
		{Code: "21-001", Title: "embedded files have their name twice, as F and UF"},
		{Code: "22-001", Title: "article threads follow the reading order", Human: true},
		{Code: "24-001", Title: "forms that are not interactive are tagged as forms", Human: true},
		{Code: "25-001", Title: "no form is dynamic XFA"},
		{Code: "26-001", Title: "an encrypted file has its permissions"},
		{Code: "26-002", Title: "encryption lets assistive technology in"},
		{Code: "27-001", Title: "navigation suits the document", Human: true},
		{Code: "28-001", Title: "annotations stand where they are read", Human: true},
		{Code: "28-002", Title: "annotations are in an Annot"},
		{Code: "28-004", Title: "annotations have a description"},
		{Code: "28-005", Title: "fields have a description"},
		{Code: "28-006", Title: "annotations of unknown types have a description"},
		{Code: "28-007", Title: "there are no trap networks"},
		{Code: "28-008", Title: "pages with annotations have a tab order"},
		{Code: "28-009", Title: "the tab order is that of the structure"},
		{Code: "28-010", Title: "fields are in a Form"},
		{Code: "28-011", Title: "links are in a Link"},
		{Code: "28-012", Title: "links have a description"},
		{Code: "28-014", Title: "media clips name their type"},
		{Code: "28-015", Title: "media clips have alternative text"},
		{Code: "28-016", Title: "files attached to a place have their name twice, as F and UF"},
		{Code: "28-017", Title: "printer's marks are not in the structure"},
		{Code: "28-018", Title: "printer's marks are artifacts"},
		{Code: "29-001", Title: "actions work without a mouse", Human: true},
		{Code: "30-001", Title: "no content comes from another file"},
		{Code: "30-002", Title: "tagged forms are shown once"},
		{Code: "31-001", Title: "a font and its CMap have the same registry"},
		{Code: "31-002", Title: "a font and its CMap have the same ordering"},
		{Code: "31-003", Title: "a font's supplement is not beyond its CMap's"},
		{Code: "31-004", Title: "CIDToGIDMap is a stream or Identity"},
		{Code: "31-005", Title: "TrueType CID fonts have a CIDToGIDMap"},
		{Code: "31-006", Title: "CMaps are predefined or embedded"},
		{Code: "31-007", Title: "a CMap's writing mode is the same inside and out"},
		{Code: "31-008", Title: "CMaps use predefined CMaps only"},
		{Code: "31-009", Title: "fonts are embedded"},
		{Code: "31-010", Title: "fonts may be embedded by their licence", Human: true},
		{Code: "31-011", Title: "embedded fonts have the glyphs that are used"},
		{Code: "31-012", Title: "CharSet lists all glyphs of a Type 1 font"},
		{Code: "31-013", Title: "CharSet lists no glyph of a Type 1 font too many"},
		{Code: "31-014", Title: "CIDSet lists all glyphs"},
		{Code: "31-015", Title: "CIDSet lists no glyph too many"},
		{Code: "31-016", Title: "widths are the font's own"},
		{Code: "31-017", Title: "plain TrueType fonts have a plain cmap"},
		{Code: "31-018", Title: "plain TrueType fonts find their glyphs"},
		{Code: "31-019", Title: "plain TrueType fonts have an encoding"},
		{Code: "31-020", Title: "encoding dictionaries of TrueType fonts have a base"},
		{Code: "31-021", Title: "encodings of TrueType fonts are MacRoman or WinAnsi"},
		{Code: "31-022", Title: "names of TrueType glyphs are of the Adobe Glyph List"},
		{Code: "31-023", Title: "TrueType fonts with names of their own have Microsoft's cmap of Unicode"},
		{Code: "31-024", Title: "symbolic TrueType fonts have no encoding"},
		{Code: "31-025", Title: "symbolic TrueType fonts have a cmap"},
		{Code: "31-026", Title: "symbolic TrueType fonts have one cmap, or Microsoft's"},
		{Code: "31-027", Title: "fonts say the Unicode values of their characters"},
		{Code: "31-028", Title: "no character is U+0000"},
		{Code: "31-029", Title: "no character is U+FEFF or U+FFFE"},
		{Code: "31-030", Title: "no character is shown as .notdef"},
		{Code: "UA 6.1", Title: "the file is of PDF 1.0 to 1.7"},
		{Code: "UA 6.2", Title: "the file says that it is tagged"},
		{Code: "UA 7.1", Title: "there is a structure tree"},
		{Code: "UA 7.2", Title: "the rows of a table are equally wide"},
		{Code: "ISO 7.5", Title: "the file can be read"},
		{Code: "ISO 7.8", Title: "page content can be read"},
		{Code: "ISO 12.3", Title: "outline entries, links and names lead to pages"},
		{Code: "ISO 14.7.2", Title: "each structure element names its parent"},
		{Code: "ISO 14.7.4", Title: "the parent tree agrees with the structure"},
		{Code: "ISO 14.8.5", Title: "figures have a bounding box"},
		{Code: "ISO 14.9.2", Title: "languages are language tags"},
	}
}

// Check judges a PDF by the Matterhorn Protocol 1.1, which divides PDF/UA-1 (ISO 14289-1:2014) into conditions. A file with an
// output intent for a press is judged by PDF/X-4 (ISO 15930-7). The name is used only in the report. What a machine cannot
// decide is “for a human”, and so are conditions on kinds of font programs that are not read here. Check gives a report for any
// bytes.
func Check(name string, data []byte) (r *report.Report) {
	j := report.New(name, "PDF/UA-1, Matterhorn Protocol 1.1", points())
	// pdfcpu reads files from strangers and has panicked on broken ones; a panic is the file's fault, not ours.
	defer func() {
		if broken := recover(); broken != nil {
			j.Fault("ISO 7.5", name, "the file cannot be read: %v", broken)
			r = j.Abandon()
		}
	}()
	f, err := openPDF(j, data)
	if err != nil {
		j.Fault("ISO 7.5", name, "the file cannot be read: %v", err)
		return j.Abandon()
	}
	if f.forPress() {
		return pressPDF(name, data)
	}
	f.readPages()
	f.readStructure()
	f.checkDocument()
	f.checkStructure()
	f.checkContents()
	f.checkLanguages()
	f.checkAnnotations()
	f.checkDestinations()
	return j.Finish()
}
