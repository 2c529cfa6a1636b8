package csl

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"quire/internal/diag"
)

// show writes a date as “2000-05-02/2001~”, a season as “2000-S1”.
func (d Date) show() string {
	part := func(p DateParts) string {
		switch {
		case p.isZero():
			return ""
		case p.Season > 0:
			return fmt.Sprintf("%d-S%d", p.Year, p.Season)
		case p.Day > 0:
			return fmt.Sprintf("%d-%d-%d", p.Year, p.Month, p.Day)
		case p.Month > 0:
			return fmt.Sprintf("%d-%d", p.Year, p.Month)
		}
		return fmt.Sprint(p.Year)
	}
	s := part(d.Start)
	if d.isRange() {
		s += "/" + part(d.End)
	}
	if d.Circa {
		s += "~"
	}
	if d.Literal != "" {
		s += "“" + d.Literal + "”"
	}
	return s
}

// Dates are read as EDTF (levels 0 and 1) first, then as English words; what is neither stays as it is written.
func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		" 2000 ":                      "2000",
		"2000-05":                     "2000-5",
		"2000-05-02":                  "2000-5-2",
		"2000-5-2":                    "2000-5-2",
		"2000-05-02T10:00:00Z":        "2000-5-2",
		"2000-05-02/2001":             "2000-5-2/2001",
		"2000/..":                     "2000/",
		"2000/":                       "2000/",
		"../2000":                     "“–2000”",
		"/2000~":                      "~“–2000”",
		"1998/5/12":                   "“1998/5/12”",
		"/":                           "“/”",
		"2000~":                       "2000~",
		"2000?":                       "2000~",
		"2000%":                       "2000~",
		"2000/2001?":                  "2000/2001~",
		"2000~/2001":                  "2000/2001~",
		"196X":                        "1960/1969~",
		"19XX":                        "1900/1999~",
		"2000-XX":                     "2000",
		"2000-05-XX":                  "2000-5",
		"2000-21":                     "2000-S1",
		"2000-24":                     "2000-S4",
		"2000-25":                     "“2000-25”",
		"2000-13":                     "“2000-13”",
		"2000-20":                     "“2000-20”",
		"2000-00":                     "“2000-00”",
		"2000-05-00":                  "“2000-05-00”",
		"2000-05-32":                  "“2000-05-32”",
		"2000-12-31":                  "2000-12-31",
		"0000":                        "-1",
		"-0001":                       "-2",
		"Y12345":                      "12345",
		"y-12345":                     "-12346",
		"12345":                       "“12345”",
		"79":                          "79",
		"79-05":                       "“79-05”",
		"12 May 1968":                 "1968-5-12",
		"May 12, 1968":                "1968-5-12",
		"Sept. 1968":                  "1968-9",
		"Spring 1999":                 "1999-S1",
		"Summer 1999":                 "1999-S2",
		"fall 1999":                   "1999-S3",
		"Autumn 1999":                 "1999-S3",
		"Winter 1999":                 "1999-S4",
		"Spring 1999 – Summer 2001":   "1999-S1/2001-S2",
		"May – July 2008":             "2008-5/2008-7",
		"May 2008 - July 2009":        "2008-5/2009-7",
		"May/July 2008":               "2008-5/2008-7",
		"May – July – August 2008":    "“May – July – August 2008”",
		"ca. 1930":                    "1930~",
		"c. 1930":                     "1930~",
		"circa 1930":                  "1930~",
		"[1930?]":                     "1930~",
		"May 1930 – circa 1931":       "1930-5/1931~",
		"circa 1930 – 1931":           "1930/1931~",
		"12 1968":                     "“12 1968”",
		"12 13 May 1968":              "“12 13 May 1968”",
		"May":                         "“May”",
		"Spring May 1968":             "“Spring May 1968”",
		"May 10000":                   "“May 10000”",
		"May 0":                       "“May 0”",
		"May 1968 1969":               "“May 1968 1969”",
		"32 May":                      "32-5",
		"in press":                    "“in press”",
		"May 012":                     "12-5",
		"May 1968 – some time":        "“May 1968 – some time”",
		"some time – May 1968":        "“some time – May 1968”",
		"2000-01-01/2000-01-02/2000-": "“2000-01-01/2000-01-02/2000-”",
	} {
		if got := ParseDate(in).show(); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// Dates of CSL-JSON: date-parts as numbers or text, one or two of them, raw text, a season, circa and a literal.
func TestDateJSON(t *testing.T) {
	for in, want := range map[string]string{
		`"2000-05"`:                                          "2000-5",
		`2000`:                                               "2000",
		`{"raw":"May 2000"}`:                                 "2000-5",
		`{"date-parts":[[2000,5,2]]}`:                        "2000-5-2",
		`{"date-parts":[["2000","5"," 2 "]]}`:                "2000-5-2",
		`{"date-parts":[[2000,5,2,9]]}`:                      "2000-5-2",
		`{"date-parts":[[2000],[2001,2]]}`:                   "2000/2001-2",
		`{"date-parts":[[2000],[0]]}`:                        "2000/",
		`{"date-parts":[[2000],[]]}`:                         "2000/",
		`{"date-parts":[]}`:                                  "",
		`{"date-parts":null,"literal":"soon"}`:               "“soon”",
		`{"date-parts":[["x",5]]}`:                           "",
		`{"date-parts":[[2000,"x",2]]}`:                      "2000",
		`{"date-parts":[[2000,13]]}`:                         "2000-S1",
		`{"date-parts":[[2000,16]]}`:                         "2000-S4",
		`{"date-parts":[[2000,17,3]]}`:                       "2000",
		`{"date-parts":[[2000,12,31]]}`:                      "2000-12-31",
		`{"date-parts":[[2000,-1,3]]}`:                       "2000",
		`{"date-parts":[[2000,21]]}`:                         "2000-S1",
		`{"date-parts":[[2000,24]]}`:                         "2000-S4",
		`{"date-parts":[[2000,25]]}`:                         "2000",
		`{"date-parts":[[2000,5,32]]}`:                       "2000-5",
		`{"date-parts":[[2000,5,-1]]}`:                       "2000-5",
		`{"date-parts":[[2000,0,7]]}`:                        "2000",
		`{"date-parts":[[2000]],"season":"winter"}`:          "2000-S4",
		`{"date-parts":[[2000]],"season":2}`:                 "2000-S2",
		`{"date-parts":[[2000]],"season":14}`:                "2000-S2",
		`{"date-parts":[[2000]],"season":16}`:                "2000-S4",
		`{"date-parts":[[2000]],"season":22}`:                "2000-S2",
		`{"date-parts":[[2000]],"season":24}`:                "2000-S4",
		`{"date-parts":[[2000]],"season":5}`:                 "2000",
		`{"date-parts":[[2000]],"season":17}`:                "2000",
		`{"date-parts":[[2000]],"season":25}`:                "2000",
		`{"date-parts":[[2000]],"season":0}`:                 "2000",
		`{"date-parts":[[2000,3]],"season":2}`:               "2000-3",
		`{"date-parts":[[2000,21]],"season":2}`:              "2000-S1",
		`{"date-parts":[[2000]],"circa":true}`:               "2000~",
		`{"date-parts":[[2000]],"circa":1}`:                  "2000~",
		`{"date-parts":[[2000]],"circa":0}`:                  "2000",
		`{"date-parts":[[2000]],"circa":"false"}`:            "2000",
		`{"date-parts":[[2000]],"circa":""}`:                 "2000",
		`{"raw":"2000-05-01/2000-06-01","circa":true}`:       "2000-5-1/2000-6-1~",
		`{"date-parts":[[2000,5]],"raw":"1999","literal":1}`: "2000-5“1”",
	} {
		var d Date
		if err := json.Unmarshal([]byte(in), &d); err != nil {
			t.Errorf("%s: %v", in, err)
		}
		if got := d.show(); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{`[]`, `{"date-parts":5}`, `{"date-parts":[5]}`} {
		if err := json.Unmarshal([]byte(in), new(Date)); err == nil {
			t.Errorf("%s is no date", in)
		}
	}
}

// Items of CSL-JSON: fields that are no variable and no text are left out, numbers and truth values are text, and names and
// dates are known by their variable or by their look.
func TestItemJSON(t *testing.T) {
	var it Item
	err := json.Unmarshal([]byte(`{"id":12,"type":"book","title":"T","volume":3,"open":true,"custom":{"a":1},"list":[1],"none":null,
		"author":["The Society",{"family":" Ash ","given":"Ann","comma-suffix":true,"static-ordering":"1","parse-names":false},{"literal":"L","parse-names":true}],
		"painter":[{"literal":"P"}],"drawer":[{"given":"D"}],"carver":[{"family":"C"}],"others":[{"x":1}],"empty":[],
		"issued":{"date-parts":[[2000]]},"painted":{"raw":"1999"},"carved":{"date-parts":[[1998]]},"accessed":{},"odd":{"x":1},
		"shortTitle":"S","journalAbbreviation":"J"}`), &it)
	if err != nil {
		t.Fatal(err)
	}
	if it.ID != "12" || it.Type != "book" {
		t.Errorf("id and type: %q, %q", it.ID, it.Type)
	}
	want := map[string]string{
		"title": "T", "volume": "3", "open": "true", "shortTitle": "S", "title-short": "S", "journalAbbreviation": "J", "container-title-short": "J",
	}
	if fmt.Sprint(it.Vars) != fmt.Sprint(want) {
		t.Errorf("variables: %v, want %v", it.Vars, want)
	}
	names := map[string][]Name{
		"author":  {{Literal: "The Society"}, {Family: "Ash", Given: "Ann", CommaSuffix: true, StaticOrdering: true, KeepParticles: true}, {Literal: "L"}},
		"painter": {{Literal: "P"}}, "drawer": {{Given: "D"}}, "carver": {{Family: "C"}},
	}
	if fmt.Sprint(it.Names) != fmt.Sprint(names) {
		t.Errorf("names: %v, want %v", it.Names, names)
	}
	dates := map[string]string{"issued": "2000", "painted": "1999", "carved": "1998"}
	got := map[string]string{}
	for k, d := range it.Dates {
		got[k] = d.show()
	}
	if fmt.Sprint(got) != fmt.Sprint(dates) {
		t.Errorf("dates: %v, want %v", got, dates)
	}
	// An own title-short is kept.
	if err := json.Unmarshal([]byte(`{"id":"a","title-short":"own","shortTitle":"S"}`), &it); err != nil || it.Vars["title-short"] != "own" {
		t.Errorf("title-short: %q, %v", it.Vars["title-short"], err)
	}
	for _, in := range []string{`[]`, `{"author":5}`, `{"author":[5,[]]}`, `{"issued":{"date-parts":7}}`} {
		if err := json.Unmarshal([]byte(in), &it); err == nil {
			t.Errorf("%s is no item", in)
		}
	}
}

// Particles and suffixes that stand within the names are read off (“Name Particles”).
func TestReadParticles(t *testing.T) {
	for _, c := range []struct{ in, want Name }{
		{Name{Family: "van der Vlist", Given: "Eric"}, Name{Family: "Vlist", Given: "Eric", NonDroppingParticle: "van der"}},
		{Name{Family: "Humboldt", Given: "Alexander von"}, Name{Family: "Humboldt", Given: "Alexander", DroppingParticle: "von"}},
		{Name{Family: "Fontaine", Given: "Jean de la"}, Name{Family: "Fontaine", Given: "Jean", DroppingParticle: "de la"}},
		{Name{Family: "d'Arcus", Given: "B"}, Name{Family: "Arcus", Given: "B", NonDroppingParticle: "d'"}},
		{Name{Family: "de’ Rossi", Given: "A"}, Name{Family: "Rossi", Given: "A", NonDroppingParticle: "de’ "}},
		{Name{Family: "’t Loo", Given: "J"}, Name{Family: "Loo", Given: "J", NonDroppingParticle: "’t"}},
		{Name{Family: "al-One", Given: "O"}, Name{Family: "One", Given: "O", NonDroppingParticle: "al-"}},
		{Name{Family: "van d'Arcus", Given: "B"}, Name{Family: "Arcus", Given: "B", NonDroppingParticle: "van d'"}},
		{Name{Family: "O'Neill", Given: "E"}, Name{Family: "O'Neill", Given: "E"}},
		{Name{Family: "smith-Jones", Given: "A"}, Name{Family: "smith-Jones", Given: "A"}},
		{Name{Family: "d'arcus", Given: "B"}, Name{Family: "d'arcus", Given: "B"}},
		{Name{Family: "degrandes'Arc", Given: "B"}, Name{Family: "degrandes'Arc", Given: "B"}},
		{Name{Family: "'Arcus", Given: "B"}, Name{Family: "'Arcus", Given: "B"}},
		{Name{Family: "van ", Given: "B"}, Name{Family: "van ", Given: "B"}},
		{Name{Family: "van"}, Name{Family: "van"}},
		{Name{Family: "van Gogh"}, Name{Family: "van Gogh"}},
		{Name{Family: "Van Gogh", Given: "V"}, Name{Family: "Van Gogh", Given: "V"}},
		{Name{Family: "den Doe", Given: "V", NonDroppingParticle: "van"}, Name{Family: "den Doe", Given: "V", NonDroppingParticle: "van"}},
		{Name{Family: "Doe", Given: "Jean de", DroppingParticle: "von"}, Name{Family: "Doe", Given: "Jean de", DroppingParticle: "von"}},
		{Name{Family: "Doe", Given: "de"}, Name{Family: "Doe", Given: "de"}},
		{Name{Family: "Doe", Given: "John, III"}, Name{Family: "Doe", Given: "John", Suffix: "III"}},
		{Name{Family: "Doe", Given: "John, !Jr."}, Name{Family: "Doe", Given: "John", Suffix: "Jr.", CommaSuffix: true}},
		{Name{Family: "Doe", Given: "John, "}, Name{Family: "Doe", Given: "John, "}},
		{Name{Family: "Doe", Given: "John, III", Suffix: "Jr."}, Name{Family: "Doe", Given: "John, III", Suffix: "Jr."}},
		{Name{Family: `"van Gogh"`, Given: "V"}, Name{Family: "van Gogh", Given: "V"}},
		{Name{Family: `"`, Given: "V"}, Name{Family: `"`, Given: "V"}},
		{Name{Family: `"van`, Given: "V"}, Name{Family: `"van`, Given: "V"}},
		{Name{Family: "van Gogh", Given: "V", KeepParticles: true}, Name{Family: "van Gogh", Given: "V", KeepParticles: true}},
		{Name{Literal: "de Stijl"}, Name{Literal: "de Stijl"}},
		{Name{Family: "毛 泽东", Given: "X"}, Name{Family: "毛 泽东", Given: "X"}},
	} {
		if got := readParticles(c.in); got != c.want {
			t.Errorf("%+v: %+v, want %+v", c.in, got, c.want)
		}
	}
}

// Words are joined by a space, but not behind an apostrophe, a hyphen or a space.
func TestJoinWords(t *testing.T) {
	for _, c := range [][3]string{
		{"van", "Gogh", "van Gogh"},
		{"", "Gogh", "Gogh"},
		{"van", "", "van"},
		{"d'", "Arcus", "d'Arcus"},
		{"d’", "Arcus", "d’Arcus"},
		{"ʻ", "Okina", "ʻOkina"},
		{"al-", "One", "al-One"},
		{"de’ ", "Rossi", "de’ Rossi"},
	} {
		if got := joinWords(c[0], c[1]); got != c[2] {
			t.Errorf("%q and %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

// A name in a script that has no initials stays; one in markup keeps it; digraphs stay one letter.
func TestInitialsOfScripts(t *testing.T) {
	for _, c := range []struct{ given, with, want string }{
		{"泽东", ".", "泽东"},
		{"Виктор Львович", ".", "В.Л."},
		{"Ήρα", ".", "Ή."},
		{"LJubica", ".", "Lj."},
		{"YUri", ".", "Yu."},
		{"DMITRY", ".", "D."},
		{"J", ".", "J."},
		{"J. R. R.", ".", "J.R.R."},
		{"J.R.", " ", "J R"},
		{"Jean‑Luc", ".", "J.-L."},
		{"Jean‐Luc", ".", "J.-L."},
		{"-Luc", ".", "L."},
		{"Jean -Luc", ".", "J.-L."},
		{"Ann,Beth", ".", "A.B."},
		{"Ph.-A. de", ". ", "Ph.-A. de"},
		{"Marie de Ann", ".", "M. de A."},
		{"de Ann", ".", "de A."},
		{"a. b", ".", "a. b"},
		{"", ".", ""},
		{"<i>Ann</i> Beth", ". ", "<i>A.</i> B."},
		{"<i>Ann</i> Beth", ".", "<i>A.</i>B."},
		{"Jean-<i>Luc</i>", ".", "J.-<i>L.</i>"},
		{"<i>Jean</i>-Luc", ".", "<i>J.</i>-L."},
		{"<i>Ann Beth", ".", "<.B."},
	} {
		if got := markedInitials(c.given, c.with, true, true); got != c.want {
			t.Errorf("%s with %q: %q, want %q", c.given, c.with, got, c.want)
		}
	}
	if got := markedInitials("Jean-<b>Luc</b> X-Y", ".", true, false); got != "J.<b>L.</b>X.Y." {
		t.Errorf("without hyphens: %q", got)
	}
	for _, c := range []struct{ given, want string }{
		{"J R Jean-Luc", "J. R. Jean-Luc"}, {"Jean-Luc J-P", "Jean-Luc J.-P."}, {"J. Ann", "J. Ann"}, {"Ann-b", "Ann-b"}, {"Ann J.", "Ann J."}, {"J-Ann", "J.-Ann"},
	} {
		if got := initials(c.given, ". ", false, true); got != c.want {
			t.Errorf("%s, not initialized: %q, want %q", c.given, got, c.want)
		}
	}
}

// A name wholly in a script without spaces puts the family name first.
func TestFamilyFirst(t *testing.T) {
	for _, c := range []struct {
		name Name
		want bool
	}{
		{Name{Family: "毛", Given: "泽东"}, true},
		{Name{Family: "김", Given: "철수"}, true},
		{Name{Family: "山田", Given: "たろう・ジ"}, true},
		{Name{Family: "毛", Given: "Ann"}, false},
		{Name{Family: "Ash", Given: "泽东"}, false},
		{Name{Family: "1", Given: "-"}, false},
		{Name{}, false},
	} {
		if got := familyFirst(c.name); got != c.want {
			t.Errorf("%+v: %v", c.name, got)
		}
	}
}

// Roman numerals are read and written; what no number is written as is none.
func TestRoman(t *testing.T) {
	for n, want := range map[int]string{1: "i", 4: "iv", 9: "ix", 14: "xiv", 40: "xl", 90: "xc", 400: "cd", 900: "cm", 1999: "mcmxcix", 9999: "mmmmmmmmmcmxcix", 0: "0", 10000: "10000", -1: "-1"} {
		if got := roman(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
	for s, want := range map[string]int{"xiv": 14, "XIV": 14, "mcmxcix": 1999, "v": 5} {
		if n, ok := parseRoman(s); !ok || n != want {
			t.Errorf("%s: %d, %v", s, n, ok)
		}
	}
	for _, s := range []string{"", "iiii", "vx", "a", "xivb", "ic"} {
		if n, ok := parseRoman(s); ok {
			t.Errorf("%s is read as %d", s, n)
		}
	}
}

// Line breaks and tabs in attributes are spaces (XML 1.0, section 3.3.3); comments, CDATA and processing instructions are not
// touched, nor is text.
func TestNormalizeAttributes(t *testing.T) {
	for in, want := range map[string]string{
		"<a b='c\nd\te\rf'>\n\t</a>":  "<a b='c d e f'>\n\t</a>",
		"<a b=\"it's\n'\">'\n'</a>":   "<a b=\"it's '\">'\n'</a>",
		"<a\nb='c'\n>":                "<a\nb='c'\n>",
		"<!-- 'a\nb' -->":             "<!-- 'a\nb' -->",
		"<![CDATA[<a b='c\nd'>]]>":    "<![CDATA[<a b='c\nd'>]]>",
		"<?x b='c\nd'?><a b='\n'/>":   "<?x b='c\nd'?><a b=' '/>",
		"<!-- 'a\nb":                  "<!-- 'a\nb",
		"<a b='>\n'>":                 "<a b='> '>",
		"<!-- <a b='\n'> --><a b='\n": "<!-- <a b='\n'> --><a b=' ",
	} {
		if got := string(normalizeAttributes([]byte(in))); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// What cannot be read as XML is an error at its place, and so is a file of another kind.
func TestUnreadableFiles(t *testing.T) {
	deep := ""
	for range maxDepth + 1 {
		deep += "<a>"
	}
	for in, want := range map[string]string{
		"":                         "s.csl:1:1: error: this is not well-formed XML: there is no element in it [csl-xml]",
		"<style><a></b></style>":   "s.csl:1:15: error: this is not well-formed XML: element <a> closed by </b> [csl-xml]",
		"\ufeff<x/>":               "s.csl:1:1: error: the root element is “x”, not “style” [csl-style]",
		"é\n é<x":                  "s.csl:2:5: error: this is not well-formed XML: unexpected EOF [csl-xml]",
		`<style version="2.0"/>`:   "s.csl:1:1: error: this style is written for CSL 2.0 [csl-style]",
		`<style class="in-text"/>`: "s.csl:1:1: error: the style has no “citation” element with a layout [csl-style]",
		`<style class="in-text"><citation/></style>`: "s.csl:1:24: error: “citation” has no layout [csl-style]",
		deep: "s.csl:1:601: error: this is not well-formed XML: elements are nested too deeply [csl-xml]",
		`<style><info><link rel="independent-parent" href="http://x/y"/></info></style>`: "s.csl:1:1: error: this style only points to “http://x/y”, which is not here [csl-parent]",
	} {
		l := &diag.List{}
		if ParseStyle("s.csl", []byte(in), nil, l) != nil {
			t.Errorf("%.30q is read", in)
		}
		if all := l.All(); len(all) != 1 {
			t.Errorf("%.30q: %v", in, all)
		} else if f := all[0]; fmt.Sprintf("%s: %s: %s [%s]", f.Pos, f.Severity, f.Message, f.Code) != want {
			t.Errorf("%.30q: %v, want %s", in, f, want)
		}
	}
}

// The line breaks of a file are no part of a term, but its spaces are.
func TestTermSpaces(t *testing.T) {
	l := &diag.List{}
	d := parseLocaleFile("l.xml", []byte("<locale><terms><term name=\"a\"> x </term><term name=\"b\">\n y\n</term><term name=\"c\"><single>\rz</single><multiple> w </multiple></term></terms></locale>"), l)
	for name, want := range map[string]term{"a": {single: " x ", multiple: " x "}, "b": {single: "y", multiple: "y"}, "c": {single: "z", multiple: " w "}} {
		if got := d.terms[termKey{name: name}]; got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	if d := parseLocaleFile("l.xml", []byte("<style/>"), l); d != nil || len(l.All()) != 1 || l.All()[0].Code != "csl-locale" {
		t.Errorf("a style is no locale: %v", l.All())
	}
	if d := parseLocaleFile("l.xml", []byte("<locale"), l); d != nil {
		t.Error("a broken locale is read")
	}
}

// Identifiers link to their registers, unless links are off (“Appendix VI: Links”).
func TestLinks(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"DOI", "10.1/x", "https://doi.org/10.1/x"},
		{"DOI", "http://doi.org/10.1/x", "http://doi.org/10.1/x"},
		{"URL", "https://example.org", "https://example.org"},
		{"URL", "example.org", ""},
		{"PMID", "1", "https://www.ncbi.nlm.nih.gov/pubmed/1"},
		{"PMCID", "PMC1", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1"},
	} {
		for _, off := range []bool{false, true} {
			r := &render{p: &Processor{opts: Options{NoLinks: off}}}
			want := c.want
			if off {
				want = ""
			}
			if got := r.link(c.name, c.value); got != want {
				t.Errorf("%s %s, no links %v: %q, want %q", c.name, c.value, off, got, want)
			}
		}
	}
}

// A prefix that is an address goes into the link; the words before it stay outside.
func TestAnchorPrefix(t *testing.T) {
	e, n := anchorPrefix(&element{prefix: "see https://doi.org/"}, &node{text: "10.1/x"})
	if e.prefix != "see " || n.text != "https://doi.org/10.1/x" {
		t.Errorf("%q, %q", e.prefix, n.text)
	}
	e, n = anchorPrefix(&element{prefix: "https://doi.org/"}, &node{text: "https://doi.org/10.1/x"})
	if e.prefix != "" || n.text != "https://doi.org/10.1/x" {
		t.Errorf("%q, %q", e.prefix, n.text)
	}
}

// The letters of the year-suffix go on with two after z.
func TestYearSuffix(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "a", 26: "z", 27: "aa", 52: "az", 53: "ba", 702: "zz", 703: "aaa"} {
		d := &disambiguation{suffix: n}
		if got := d.yearSuffix(); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

// Formats: what a run says comes before what is around it; resetting undoes only what is set.
func TestFormats(t *testing.T) {
	all := Format{Style: Italic, Variant: SmallCaps, Weight: Bold, Decoration: Underline, Align: Superscript}
	normal := Format{Style: StyleNormal, Variant: VariantNormal, Weight: WeightNormal, Decoration: DecorationNone, Align: Baseline}
	for _, c := range []struct {
		name      string
		got, want Format
	}{
		{"nothing over all", Format{}.over(all), all},
		{"normal over all", normal.over(all), normal},
		{"reset of all", resetOf(all), normal},
		{"reset of normal", resetOf(normal), Format{}},
		{"reset of nothing", resetOf(Format{}), Format{}},
		{"all within all", needed(all, all), Format{Align: Superscript}},
		{"all within nothing", needed(all, Format{}), all},
		{"normal within nothing", needed(normal, Format{}), Format{}},
		{"normal within normal", needed(normal, normal), Format{}},
		{"normal within all", needed(normal, all), normal},
		{"without what is set", withoutSet(all, normal), Format{}},
		{"without nothing", withoutSet(all, Format{}), all},
	} {
		if c.got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, c.got, c.want)
		}
	}
}

// A part of the bibliography is worded in the order asked for, dashes within it, and without the name that it is listed under.
func TestList(t *testing.T) {
	style := ParseStyle("s.csl", []byte(`<style class="in-text"><citation><layout><text variable="title"/></layout></citation>
		<bibliography subsequent-author-substitute="———"><layout><names variable="author"><name/><substitute><text variable="title"/></substitute></names><text variable="title" prefix=". "/></layout></bibliography></style>`), nil, &diag.List{})
	p := New(style, testLocales, Options{}, &diag.List{})
	ash, birch := []Name{{Family: "Ash", Given: "Ann"}}, []Name{{Family: "Birch", Given: "Ben"}}
	for id, names := range map[string][]Name{"a1": ash, "a2": ash, "b": birch, "none": nil, "uncited": ash} {
		p.Add(Item{ID: id, Vars: map[string]string{"title": id}, Names: map[string][]Name{"author": names}})
	}
	p.Process([]Citation{{Cites: []Cite{{ID: "a1"}, {ID: "a2"}, {ID: "b"}, {ID: "none"}}}}, nil)
	for _, c := range []struct {
		ids  []string
		omit string
		want string
	}{
		{[]string{"b", "a2", "a1"}, "", "Ben Birch. b|Ann Ash. a2|———. a1|"},
		{[]string{"a1", "a2", "b"}, "Ann Ash", "a1|a2|Ben Birch. b|"},
		{[]string{"a1", "uncited", "gone", "none"}, "", "Ann Ash. a1|none|"},
		{[]string{"none"}, "none", "|"},
	} {
		got := ""
		for _, e := range p.List(c.ids, c.omit) {
			got += strings.TrimPrefix(toHTML(e.Runs), ". ") + "|"
		}
		if got != c.want {
			t.Errorf("%v without %q: %s, want %s", c.ids, c.omit, got, c.want)
		}
	}
	for id, want := range map[string]string{"a1": "Ann Ash", "b": "Ben Birch", "none": "", "gone": ""} {
		if got := p.Names(id); got != want {
			t.Errorf("names of %s: %q, want %q", id, got, want)
		}
	}
	bare := New(ParseStyle("s.csl", []byte(`<style class="in-text"><citation><layout><text variable="title"/></layout></citation></style>`), nil, &diag.List{}), testLocales, Options{}, &diag.List{})
	bare.Add(Item{ID: "a1", Names: map[string][]Name{"author": ash}})
	bare.Process([]Citation{{Cites: []Cite{{ID: "a1"}}}}, nil)
	if got := bare.List([]string{"a1"}, ""); got != nil || bare.Names("a1") != "" {
		t.Errorf("a style without a bibliography lists %v", got)
	}
}
