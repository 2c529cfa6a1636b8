package cite

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"quire/internal/csl"
	"quire/internal/diag"
	"quire/internal/golden"
)

// TestRead reads the bibliographies of testdata/read: what becomes of each work, and what is said about the file.
func TestRead(t *testing.T) {
	golden.Run(t, "testdata/read/*.txtar", func(t *testing.T, a *golden.Archive) {
		var l diag.List
		var lists [][]*Entry
		for _, f := range a.Files {
			if f.Name != "works" && f.Name != "findings" {
				lists = append(lists, ReadBibliography(f.Name, f.Data, "en", &l))
			}
		}
		var w strings.Builder
		for _, e := range Merge(&l, lists...) {
			dumpEntry(&w, e)
			for _, f := range e.Faults {
				l.Add(f)
			}
		}
		a.Want(t, "works", w.String())
		a.WantFindings(t, &l)
	})
}

func dumpEntry(b *strings.Builder, e *Entry) {
	fmt.Fprintf(b, "%s: %s (%s) %s\n", e.Pos, e.ID, e.Kind, e.Type)
	for _, k := range slices.Sorted(maps.Keys(e.Names)) {
		var names []string
		for _, n := range e.Names[k] {
			names = append(names, dumpName(n))
		}
		fmt.Fprintf(b, "    %s: %s\n", k, strings.Join(names, "; "))
	}
	for _, k := range slices.Sorted(maps.Keys(e.Vars)) {
		fmt.Fprintf(b, "    %s: %s\n", k, e.Vars[k])
	}
	for _, k := range slices.Sorted(maps.Keys(e.Dates)) {
		d := e.Dates[k]
		s := dumpDate(d.Start)
		if d.End != (csl.DateParts{}) || d.Open {
			s += "/" + dumpDate(d.End)
		}
		if d.Circa {
			s += "~"
		}
		if d.Literal != "" {
			s += "“" + d.Literal + "”"
		}
		fmt.Fprintf(b, "    %s: %s\n", k, s)
	}
	for _, r := range e.Related {
		fmt.Fprintf(b, "    related: %s %s\n", r.Type, r.Key)
	}
	for _, x := range [...]struct {
		name  string
		value []string
	}{{"keywords", e.Keywords}, {"aliases", e.Aliases}} {
		if len(x.value) > 0 {
			fmt.Fprintf(b, "    %s: %s\n", x.name, strings.Join(x.value, ", "))
		}
	}
	if e.Annotation != "" {
		fmt.Fprintf(b, "    annotation: %s\n", e.Annotation)
	}
}

func dumpName(n csl.Name) string {
	if n.Others {
		return "and others"
	}
	if n.Literal != "" {
		return "{" + n.Literal + "}"
	}
	s := n.Family
	if n.NonDroppingParticle != "" {
		s = "[" + n.NonDroppingParticle + "] " + s
	}
	s += cmp.Or(map[bool]string{true: ", " + n.Given}[n.Given != ""], "")
	if n.DroppingParticle != "" {
		s += " [" + n.DroppingParticle + "]"
	}
	if n.Suffix != "" {
		s += ", " + n.Suffix
	}
	return s
}

func dumpDate(p csl.DateParts) string {
	if p == (csl.DateParts{}) {
		return ""
	}
	s := fmt.Sprint(p.Year)
	if p.Season > 0 {
		return s + fmt.Sprintf(" season %d", p.Season)
	}
	if p.Month > 0 {
		s += fmt.Sprintf("-%02d", p.Month)
	}
	if p.Day > 0 {
		s += fmt.Sprintf("-%02d", p.Day)
	}
	return s
}

func TestTeX(t *testing.T) {
	for in, want := range map[string]string{
		`Erd{\H o}s`:                                 "Erdős",
		`\'{E}cole normale sup\'erieure`:             "École normale supérieure",
		`M{\"u}nchhausen \& {\ss}, \c{c}a`:           "Münchhausen & ß, ça",
		`na\"{\i}ve \v{S} {\v s} \o re`:              "naïve Š š øre",
		`Dvo\v r\'ak`:                                "Dvořák",
		`The {NATO} Treaty`:                          `The <span class="nocase">NATO</span> Treaty`,
		`{\em Titel} und \emph{{Mehr} davon}`:        `<i>Titel</i> und <i><span class="nocase">Mehr</span> davon</i>`,
		"``Quoted'' and \\enquote{a \\enquote{b} c}": "“Quoted” and “a ‘b’ c”",
		`1936--1947 --- a~b`:                         "1936–1947 — a\u00a0b",
		`$H_2O$ and $\alpha^{2}$`:                    "H<sub>2</sub>O and α<sup>2</sup>",
		`\textsc{Abc}\textsuperscript{e}`:            "<sc>Abc</sc><sup>e</sup>",
		`\href{http://x}{here} \noopsort{1}A`:        "here A",
		`unbalanced } and {`:                         "unbalanced and",
		`\`:                                          "",
		`\'`:                                         "´",
		`S'il est minuit dans le si\` + "`" + `ecle`: "S’il est minuit dans le siècle",
		`  spaces   and
 lines `: "spaces and lines",
		"two  spaces":                             "two spaces",
		`{A {B} C} {\it {D}} {1}`:                 `<span class="nocase">A B C</span> <i><span class="nocase">D</span></i> 1`,
		`{\em {A} {B}}`:                           `<i><span class="nocase">A</span> <span class="nocase">B</span></i>`,
		`\url{a\_b\}c} \path{d\`:                  `a_b\c d\`,
		`\footnote[x]{y} \foo[x]{z} \foo[x`:       `y <span class="nocase">z</span> [x`,
		`A\\*B\ C`:                                "A B C",
		`\c\c{c} \v\i \vs \v s \.I`:               "ç̧ ǐš İ",
		`\emph* {A} B\nobreakdash-C \aa{}b \aa b`: "<i>A</i> B-C åb åb",
		`\cite{x} \footcite[1][2]{y}`:             "x y",
		`\hspace{1em}A\-B\/C\,D`:                  "ABC\u2009D",
		`\mkbibparens{a} \mkbibbrackets{b}`:       "(a) [b]",
		`a \enquote*[x]{b}`:                       "a “b”",
		`$a_b^{c}{d}\beta$ \$`:                    "a<sub>b</sub><sup>c</sup>dβ $",
		`x$y`:                                     "xy",
		`\textbf{a}\textbf b \textbf}`:            "<b>a</b><b>b</b> <b></b>",
		`\bf a {\sc b} c`:                         "<b>a <sc>b</sc> c</b>",
		`\% \& \_ \# \{ \}`:                       "% & _ # { }",
	} {
		if got := tex(in, nil); got != want {
			t.Errorf("tex(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSentenceCase(t *testing.T) {
	for in, want := range map[string]string{
		"Memoirs of a Revolutionary":                           "Memoirs of a revolutionary",
		"Victor Serge: The Course Is Set on Hope":              "Victor serge: The course is set on hope",
		`From <span class="nocase">Lenin</span> to Power`:      `From <span class="nocase">Lenin</span> to power`,
		"What Is to Be Done? Burning Questions":                "What is to be done? Burning questions",
		"The DNA of McDonald and I":                            "The DNA of McDonald and I",
		"A Self-Portrait in the U.S. Army by J. Smith":         "A self-portrait in the U.S. army by J. smith",
		"<i>Hamlet</i> and the Law":                            "<i>Hamlet</i> and the law",
		"O’Neill and D’Arcy Meet O’Brien":                      "O’Neill and D’Arcy meet O’Brien",
		"It Ended. The Rest":                                   "It ended. The rest",
		"In Vol. Two of It":                                    "In vol. two of it",
		"Pt. One. So":                                          "Pt. one. so",
		"The War. Of It 3.5 Of":                                "The war. of it 3.5 of",
		"a of. The Rest":                                       "a of. The rest",
		". The Rest":                                           ". The rest",
		"A <i>War Began</i>. The Rest":                         "A <i>war began</i>. The rest",
		"What! So — But: Yes":                                  "What! So — But: Yes",
		"I’m He, I'd Say, and In":                              "I’m he, I'd say, and in",
		"So I Say A B":                                         "So I say a B",
		"So D'Arcy D2d E’ F":                                   "So D'Arcy D2d E’ F",
		`So </span> <span class="nocase">A <i>B</i></span> Xx`: `So </span> <span class="nocase">A <i>B</i></span> xx`,
		"A < B Cd": "A < B cd",
	} {
		if got := sentenceCase(in); got != want {
			t.Errorf("sentenceCase(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestBibNames(t *testing.T) {
	for in, want := range map[string]string{
		"Victor Serge":                              "Serge, Victor",
		"Serge, Victor and Sedova, Natalia":         "Serge, Victor; Sedova, Natalia",
		"Ludwig van Beethoven":                      "Beethoven, Ludwig [van]",
		"von der Leyen, Ursula":                     "Leyen, Ursula [von der]",
		"King, Jr., Martin Luther":                  "King, Martin Luther, Jr.",
		"{Barnes and Noble} and Jones, Ann":         "{Barnes and Noble}; Jones, Ann",
		"Hoare, Quintin and Nowell Smith, Geoffrey": "Hoare, Quintin; Nowell Smith, Geoffrey",
		"Ann Author and others":                     "Author, Ann; and others",
		"given=Hans, family=Harman, prefix=von":     "Harman, Hans [von]",
		`{\'E}mile Zola`:                            "Zola, Émile",
		"Voltaire":                                  "Voltaire",
		"Jean de la Fontaine du Bois":               "Bois, Jean [de la Fontaine du]",
		"{de la} Cruz, Juana":                       "de la Cruz, Juana",
		" and ":                                     "",
		"Anderson, Ann":                             "Anderson, Ann",
		"others":                                    "",
		"A B and OTHERS":                            "B, A; and others",
		"A B AND C D":                               "B, A; D, C",
		"A B and":                                   "B, A",
		"A B\nand\tC D":                             "B, A; D, C",
		`{A and B} and {C} D`:                       "{A and B}; D, C",
		`{A} and {B}`:                               "{A}; {B}",
		`{A} B {C}`:                                 "C, A B",
		`{{A} B}`:                                   "{A B}",
		`A\and B`:                                   "B, A",
		"Da Silva, Ana":                             "Da Silva, Ana",
		"Da von Silva, Ana":                         "Da von Silva, Ana",
		"de la":                                     "la [de]",
		"von":                                       "von",
		"A von":                                     "von, A",
		"{von} Doe, A":                              "von Doe, A",
		`{\o}v Doe, A`:                              "Doe, A [øv]",
		`1st Doe, A`:                                "Doe, A [1st]",
		"Doe, Jr., A, B":                            "Doe, A, B, Jr.",
		"Doe,":                                      "Doe",
		"Doe, Jr.,":                                 "Doe, Jr.",
		"family=Doe":                                "Doe",
		"given=Ann":                                 ", Ann",
		"family=Doe, given=Ann, suffix=Jr., id=x":            "Doe, Ann, Jr.",
		"family=Doe, given=Ann, prefix=von, useprefix=true":  "[von] Doe, Ann",
		"family=Doe, given=Ann, prefix=von, useprefix=false": "Doe, Ann [von]",
		"family=Doe, rank=Major":                             "family=Doe, rank=Major",
		"prefix=von":                                         "prefix=von",
	} {
		var got []string
		for _, n := range bibNames(in, false) {
			got = append(got, dumpName(n))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q: %q, want %q", in, strings.Join(got, "; "), want)
		}
	}
	if n := bibNames("Ludwig van Beethoven", true)[0]; n.NonDroppingParticle != "van" {
		t.Errorf("useprefix: %+v", n)
	}
}

// TestBrokenEntriesCostOnlyThemselves breaks the edition's bibliography in many places: all entries but the one that was
// broken, and perhaps its neighbour, must be read all the same, and something must be said.
func TestBrokenEntriesCostOnlyThemselves(t *testing.T) {
	data, err := os.ReadFile("../../source/bibliography.bib")
	if err != nil {
		t.Fatal(err)
	}
	whole := len(ReadBibliography("b.bib", data, "en", &diag.List{}))
	for i := 0; i < len(data); i += 11 {
		if c := data[i]; c != '{' && c != '}' && c != '=' && c != ',' {
			continue
		}
		broken := slices.Delete(slices.Clone(data), i, i+1)
		var l diag.List
		if got := len(ReadBibliography("b.bib", broken, "en", &l)); got < whole-2 {
			t.Errorf("without byte %d (%q) only %d of %d works are read", i, data[max(0, i-20):min(len(data), i+20)], got, whole)
		}
	}
}

func FuzzBibTeX(f *testing.F) {
	f.Add([]byte("@book{a, title = {A {B} \\'e}, author = \"von X, Jr, Y and {Z}\" # jan, crossref = b}\n@string{x = {y}}@xdata{b,}"))
	f.Add([]byte("@article(a, year = 1930--31, pages = {1--2, month = jan\n@book{b, title = {C}}"))
	f.Fuzz(func(t *testing.T, data []byte) { checkRead(t, "f.bib", data) })
}

func FuzzRIS(f *testing.F) {
	f.Add([]byte("TY  - JOUR\nAU  - Serge, Victor, Jr\nPY  - 1936/05//\nSP  - 1\nEP  - 2\nER  - \n"))
	f.Fuzz(func(t *testing.T, data []byte) { checkRead(t, "f.ris", data) })
}

func FuzzYAML(f *testing.F) {
	f.Add([]byte("references:\n- id: a\n  type: book\n  title: '*A* [B]{.nocase}'\n  author: [{family: X, given: [Y, Z]}, Q]\n  issued: [{year: 1930, season: 1}]\n"))
	f.Add([]byte("[{id: 1, issued: {date-parts: [[2000]], circa: true}}]"))
	f.Fuzz(func(t *testing.T, data []byte) { checkRead(t, "f.yaml", data) })
}

func FuzzJSON(f *testing.F) {
	f.Add([]byte(`{"items":[{"id":"a","type":"book","author":[{"family":"X"}],"issued":{"date-parts":[[1930]]}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) { checkRead(t, "f.json", data) })
}

// checkRead holds any input to what every reader promises: no panic, no work without a key, no key twice.
func checkRead(t *testing.T, file string, data []byte) {
	seen := map[string]bool{}
	for _, e := range ReadBibliography(file, data, "en", &diag.List{}) {
		if e.ID == "" || seen[e.ID] {
			t.Fatalf("key %q", e.ID)
		}
		seen[e.ID] = true
	}
}
