package check

import (
	"fmt"
	"slices"
)

// pdfPoints are the failure conditions of the Matterhorn Protocol 1.1, under their own numbers, those that only a
// person can decide among them, and after them what ISO 14289-1 (“UA”) and ISO 32000-1 (“ISO”) ask and the protocol
// has no number for.
func pdfPoints() []point {
	return []point{
		{code: "01-001", title: "artifacts are marked as artifacts", human: true},
		{code: "01-003", title: "no artifact inside tagged content"},
		{code: "01-004", title: "no tagged content inside an artifact"},
		{code: "01-005", title: "content is tagged or an artifact"},
		{code: "01-006", title: "structure types and attributes suit what they hold", human: true},
		{code: "01-007", title: "no tags are suspect"},
		{code: "02-001", title: "each type ends at a standard type"},
		{code: "02-002", title: "the standard type suits the type mapped to it", human: true},
		{code: "02-003", title: "no mapping goes in a circle"},
		{code: "02-004", title: "no standard type is mapped to another"},
		{code: "03-001", title: "nothing flickers", human: true},
		{code: "04-001", title: "nothing is said by colour, contrast or shape alone", human: true},
		{code: "05-001", title: "nothing is said by sound alone", human: true},
		{code: "06-001", title: "there are XMP metadata"},
		{code: "06-002", title: "the metadata name PDF/UA-1"},
		{code: "06-003", title: "the metadata have a title"},
		{code: "06-004", title: "the title is the document's", human: true},
		{code: "07-001", title: "the window shows the title: DisplayDocTitle is there"},
		{code: "07-002", title: "the window shows the title: DisplayDocTitle is true"},
		{code: "08-001", title: "recognised text is right", human: true},
		{code: "09-001", title: "tags follow the reading order", human: true},
		{code: "09-002", title: "structure is nested as it should be", human: true},
		{code: "09-004", title: "tables are made of rows of cells"},
		{code: "09-005", title: "lists are made of items"},
		{code: "09-006", title: "contents are made of their entries"},
		{code: "09-007", title: "ruby is made of its parts"},
		{code: "09-008", title: "warichu is made of its parts"},
		{code: "10-001", title: "each character has its Unicode value"},
		{code: "11-001", title: "text has a language"},
		{code: "11-002", title: "alternative text, replacement text and expansions have a language"},
		{code: "11-003", title: "outline entries have a language"},
		{code: "11-004", title: "descriptions of annotations have a language"},
		{code: "11-005", title: "descriptions of fields have a language"},
		{code: "11-006", title: "the metadata have a language"},
		{code: "11-007", title: "the language is the right one", human: true},
		{code: "12-001", title: "stretched characters are one character", human: true},
		{code: "13-001", title: "drawings are figures", human: true},
		{code: "13-004", title: "each figure has alternative or replacement text"},
		{code: "13-005", title: "alternative texts say what the figures say", human: true},
		{code: "14-001", title: "headings are tagged as headings", human: true},
		{code: "14-002", title: "the first heading is H1"},
		{code: "14-003", title: "no heading level is skipped"},
		{code: "14-004", title: "heading levels suit the document", human: true},
		{code: "14-006", title: "no section has more than one H"},
		{code: "14-007", title: "H and H1 to H6 are not mixed"},
		{code: "15-001", title: "header cells are tagged as such", human: true},
		{code: "15-003", title: "header cells have a scope or are referred to"},
		{code: "15-004", title: "what is tagged as a table is one", human: true},
		{code: "16-001", title: "lists are tagged as lists, with their numbering", human: true},
		{code: "17-001", title: "formulas are tagged as formulas", human: true},
		{code: "17-002", title: "each formula has alternative or replacement text"},
		{code: "17-003", title: "characters of formulas have their Unicode values"},
		{code: "18-001", title: "running heads and feet are artifacts of that kind", human: true},
		{code: "19-001", title: "notes and references are tagged as such", human: true},
		{code: "19-003", title: "each note has an ID"},
		{code: "19-004", title: "each note has an ID of its own"},
		{code: "20-001", title: "optional content configurations have names"},
		{code: "20-002", title: "the default optional content configuration has a name"},
		{code: "20-003", title: "optional content does not switch itself"},
		{code: "21-001", title: "embedded files have their name twice, as F and UF"},
		{code: "22-001", title: "article threads follow the reading order", human: true},
		{code: "24-001", title: "forms that are not interactive are tagged as forms", human: true},
		{code: "25-001", title: "no form is dynamic XFA"},
		{code: "26-001", title: "an encrypted file has its permissions"},
		{code: "26-002", title: "encryption lets assistive technology in"},
		{code: "27-001", title: "navigation suits the document", human: true},
		{code: "28-001", title: "annotations stand where they are read", human: true},
		{code: "28-002", title: "annotations are in an Annot"},
		{code: "28-004", title: "annotations have a description"},
		{code: "28-005", title: "fields have a description"},
		{code: "28-006", title: "annotations of unknown types have a description"},
		{code: "28-007", title: "there are no trap networks"},
		{code: "28-008", title: "pages with annotations have a tab order"},
		{code: "28-009", title: "the tab order is that of the structure"},
		{code: "28-010", title: "fields are in a Form"},
		{code: "28-011", title: "links are in a Link"},
		{code: "28-012", title: "links have a description"},
		{code: "28-014", title: "media clips name their type"},
		{code: "28-015", title: "media clips have alternative text"},
		{code: "28-016", title: "files attached to a place have their name twice, as F and UF"},
		{code: "28-017", title: "printer's marks are not in the structure"},
		{code: "28-018", title: "printer's marks are artifacts"},
		{code: "29-001", title: "actions work without a mouse", human: true},
		{code: "30-001", title: "no content comes from another file"},
		{code: "30-002", title: "tagged forms are shown once"},
		{code: "31-001", title: "a font and its CMap have the same registry"},
		{code: "31-002", title: "a font and its CMap have the same ordering"},
		{code: "31-003", title: "a font's supplement is not beyond its CMap's"},
		{code: "31-004", title: "CIDToGIDMap is a stream or Identity"},
		{code: "31-005", title: "TrueType CID fonts have a CIDToGIDMap"},
		{code: "31-006", title: "CMaps are predefined or embedded"},
		{code: "31-007", title: "a CMap's writing mode is the same inside and out"},
		{code: "31-008", title: "CMaps use predefined CMaps only"},
		{code: "31-009", title: "fonts are embedded"},
		{code: "31-010", title: "fonts may be embedded by their licence", human: true},
		{code: "31-011", title: "embedded fonts have the glyphs that are used"},
		{code: "31-012", title: "CharSet lists all glyphs of a Type 1 font"},
		{code: "31-013", title: "CharSet lists no glyph of a Type 1 font too many"},
		{code: "31-014", title: "CIDSet lists all glyphs"},
		{code: "31-015", title: "CIDSet lists no glyph too many"},
		{code: "31-016", title: "widths are the font's own"},
		{code: "31-017", title: "plain TrueType fonts have a plain cmap"},
		{code: "31-018", title: "plain TrueType fonts find their glyphs"},
		{code: "31-019", title: "plain TrueType fonts have an encoding"},
		{code: "31-020", title: "encoding dictionaries of TrueType fonts have a base"},
		{code: "31-021", title: "encodings of TrueType fonts are MacRoman or WinAnsi"},
		{code: "31-022", title: "names of TrueType glyphs are of the Adobe Glyph List"},
		{code: "31-023", title: "TrueType fonts with names of their own have Microsoft's cmap of Unicode"},
		{code: "31-024", title: "symbolic TrueType fonts have no encoding"},
		{code: "31-025", title: "symbolic TrueType fonts have a cmap"},
		{code: "31-026", title: "symbolic TrueType fonts have one cmap, or Microsoft's"},
		{code: "31-027", title: "fonts say the Unicode values of their characters"},
		{code: "31-028", title: "no character is U+0000"},
		{code: "31-029", title: "no character is U+FEFF or U+FFFE"},
		{code: "31-030", title: "no character is shown as .notdef"},
		{code: "UA 6.1", title: "the file is of PDF 1.0 to 1.7"},
		{code: "UA 6.2", title: "the file says that it is tagged"},
		{code: "UA 7.1", title: "there is a structure tree"},
		{code: "UA 7.2", title: "the rows of a table are equally wide"},
		{code: "ISO 7.5", title: "the file can be read"},
		{code: "ISO 7.8", title: "page content can be read"},
		{code: "ISO 12.3", title: "outline entries, links and names lead to pages"},
		{code: "ISO 14.7.2", title: "each structure element names its parent"},
		{code: "ISO 14.7.4", title: "the parent tree agrees with the structure"},
		{code: "ISO 14.8.5", title: "figures have a bounding box"},
		{code: "ISO 14.9.2", title: "languages are language tags"},
	}
}

// PDF judges a PDF file held in data by the Matterhorn Protocol 1.1, which takes PDF/UA-1 (ISO 14289-1:2014)
// apart into conditions, or where it has an output intent for a press by PDF/X-4 (ISO 15930-7); name is used in the
// report only. What a machine cannot decide is “for a human”, and so is
// a condition about a kind of font program that is not read here. Whatever the bytes, it gives a report.
func PDF(name string, data []byte) (report *Report) {
	j := newJudge(name, "PDF/UA-1, Matterhorn Protocol 1.1", pdfPoints())
	// pdfcpu reads files from strangers and has panicked on broken ones; a panic is the file's fault, not ours.
	defer func() {
		if r := recover(); r != nil {
			j.fault("ISO 7.5", name, "the file cannot be read: %v", r)
			report = j.abandon()
		}
	}()
	f, err := openPDF(j, data)
	if err != nil {
		j.fault("ISO 7.5", name, "the file cannot be read: %v", err)
		return j.abandon()
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
	return j.finish()
}

// human leaves a checkpoint to a person, unless it has failed.
func (j *judge) human(code, place, format string, args ...any) {
	at, ok := j.at[code]
	if !ok {
		return
	}
	c := &j.report.Checkpoints[at]
	if c.Status == Pass {
		c.Status = Human
	}
	note := Fault{Place: place, Message: fmt.Sprintf(format, args...)}
	if c.Status == Human && len(c.Faults) < maxFaults && !slices.Contains(c.Faults, note) {
		c.Faults = append(c.Faults, note)
	}
}
