package cite

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"

	"quire/internal/diag"
)

// endnoteTypes maps EndNote's types of reference onto those of RIS.
var endnoteTypes = map[string]string{
	"Aggregated Database": "AGGR", "Ancient Text": "ANCIENT", "Artwork": "ART", "Audiovisual Material": "ADVS", "Bill": "BILL", "Blog": "BLOG", "Book": "BOOK",
	"Book Section": "CHAP", "Case": "CASE", "Catalog": "CTLG", "Chart or Table": "CHART", "Classical Work": "CLSWK", "Computer Program": "COMP",
	"Conference Paper": "CPAPER", "Conference Proceedings": "CONF", "Dataset": "DATA", "Dictionary": "DICT", "Edited Book": "EDBOOK",
	"Electronic Article": "EJOUR", "Electronic Book": "EBOOK", "Electronic Book Section": "ECHAP", "Encyclopedia": "ENCYC", "Equation": "EQUA", "Figure": "FIGURE",
	"Film or Broadcast": "MPCT", "Generic": "GEN", "Government Document": "GOVDOC", "Grant": "GRANT", "Hearing": "HEAR", "Interview": "PCOMM",
	"Journal Article": "JOUR", "Legal Rule or Regulation": "LEGAL", "Magazine Article": "MGZN", "Manuscript": "MANSCPT", "Map": "MAP",
	"Multimedia Application": "MULTI", "Music": "MUSIC", "Newspaper Article": "NEWS", "Online Database": "DBASE", "Online Multimedia": "MULTI",
	"Pamphlet": "PAMP", "Patent": "PAT", "Personal Communication": "PCOMM", "Report": "RPRT", "Serial": "SER", "Standard": "STAND", "Statute": "STAT",
	"Thesis": "THES", "Unpublished Work": "UNPB", "Web Page": "ELEC",
}

// endnoteTags maps the tags of EndNote's export files (.enw) onto those of RIS. What has no place here is left out.
var endnoteTags = map[byte]string{
	'A': "AU", 'B': "T2", 'C': "CY", 'D': "PY", 'E': "ED", 'F': "ID", 'G': "LA", 'I': "PB", 'J': "T2", 'K': "KW", 'L': "CN", 'N': "IS", 'P': "SP", 'R': "DO",
	'S': "T3", 'T': "TI", 'U': "UR", 'V': "VL", 'X': "AB", 'Y': "A3", 'Z': "N1", '6': "NV", '7': "ET", '8': "DA", '?': "A4", '@': "SN", '!': "ST", '&': "SE",
}

// readENW reads EndNote's export format: records of lines “%T Title”, each of which begins with its type, “%0 Book”.
func readENW(file string, data []byte, l *diag.List) []*Entry {
	c := &risCollector{l: l}
	for i, line := range textLines(data) {
		pos := diag.Pos{File: file, Line: i + 1, Col: 1}
		if len(line) < 2 || line[0] != '%' || len(line) > 2 && line[2] != ' ' {
			c.more(line)
			continue
		}
		value := strings.TrimSpace(line[2:])
		if line[1] == '0' {
			c.begin(firstOf(endnoteTypes[value], value), pos)
			continue
		}
		c.add(endnoteTags[line[1]], value, pos)
	}
	return c.entries()
}

// risCollector makes entries of records that are told in the tags of RIS.
type risCollector struct {
	l    *diag.List
	used map[string]bool
	rec  []risLine
	out  []*Entry
}

func (c *risCollector) begin(kind string, pos diag.Pos) {
	c.finish()
	c.rec = []risLine{{"TY", kind, pos}}
}

// add adds a line to the record, if there is one and the tag is known.
func (c *risCollector) add(tag, value string, pos diag.Pos) {
	if len(c.rec) > 0 && value != "" {
		c.rec = append(c.rec, risLine{tag, value, pos})
	}
}

// more adds to the line before it what stands on a line without a tag.
func (c *risCollector) more(text string) {
	if text = strings.TrimSpace(text); text != "" && len(c.rec) > 1 {
		last := &c.rec[len(c.rec)-1]
		last.value += " " + text
	}
}

func (c *risCollector) finish() {
	if c.used == nil {
		c.used = map[string]bool{}
	}
	if len(c.rec) > 1 {
		c.out = append(c.out, risEntry(c.rec, c.used, c.l))
	}
	c.rec = nil
}

func (c *risCollector) entries() []*Entry {
	c.finish()
	return Merge(c.l, c.out)
}

func textLines(data []byte) []string {
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(string(data), "\ufeff"))
	return strings.Split(text, "\n")
}

// endnoteElements maps the elements of EndNote's XML, by their own and their parent's name, onto the tags of RIS.
var endnoteElements = map[string]string{
	"authors/author": "AU", "secondary-authors/author": "ED", "tertiary-authors/author": "A3", "subsidiary-authors/author": "A4", "translated-authors/author": "A4",
	"titles/title": "TI", "titles/secondary-title": "T2", "titles/tertiary-title": "T3", "titles/short-title": "ST", "periodical/full-title": "T2",
	"periodical/abbr-1": "J2", "alt-periodical/full-title": "J2", "record/pages": "SP", "record/volume": "VL", "record/number": "IS", "record/edition": "ET",
	"record/num-vols": "NV", "dates/year": "PY", "record/pub-location": "CY", "record/publisher": "PB", "record/isbn": "SN", "record/electronic-resource-num": "DO",
	"related-urls/url": "UR", "keywords/keyword": "KW", "record/abstract": "AB", "record/notes": "N1", "record/language": "LA", "record/label": "ID",
	"record/call-num": "CN", "record/remote-database-name": "DB",
}

// readEndNoteXML reads EndNote's XML. Text stands within elements “style”, whose look does not count here.
func readEndNoteXML(file string, data []byte, l *diag.List) []*Entry {
	c := &risCollector{l: l}
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.Strict = false
	at := func() diag.Pos {
		line, col := dec.InputPos()
		return diag.Pos{File: file, Line: line, Col: col}
	}
	var path []string
	var text strings.Builder
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return c.entries()
		}
		if err != nil {
			l.Add(diag.Finding{Pos: at(), Severity: diag.Error, Code: "bib-syntax", Message: "the XML is malformed: " + err.Error(), Help: "export the works from EndNote again"})
			return c.entries()
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			name := tok.Name.Local
			if name == "style" {
				continue
			}
			text.Reset()
			path = append(path, name)
			if name == "ref-type" {
				i := slices.IndexFunc(tok.Attr, func(a xml.Attr) bool { return a.Name.Local == "name" })
				kind := "Generic"
				if i >= 0 {
					kind = tok.Attr[i].Value
				}
				c.begin(firstOf(endnoteTypes[kind], kind), at())
			}
		case xml.CharData:
			text.Write(tok)
		case xml.EndElement:
			if tok.Name.Local == "style" || len(path) == 0 {
				continue
			}
			if n := len(path); n > 1 {
				if tag := endnoteElements[path[n-2]+"/"+path[n-1]]; tag != "" {
					c.add(tag, strings.Join(strings.Fields(text.String()), " "), at())
				}
			}
			text.Reset()
			path = path[:len(path)-1]
		}
	}
}
