package csl

import (
	"fmt"
	"os"
	"testing"

	"quire/internal/diag"
)

// library makes n items of several types and n citations of them in notes, with repeats, so that all positions occur.
func library(n int) ([]Item, []Citation) {
	families := []string{"Serge", "Trotsky", "Kibalchich", "Souvarine", "Rolland", "Gide", "Orwell", "Weissman", "Greeman", "Sedgwick"}
	given := []string{"Victor", "Leon", "Boris", "Romain", "André", "George", "Susan", "Richard", "Peter", "Vlady", "Jeannine"}
	types := []string{"book", "article-journal", "chapter", "article-newspaper", "thesis"}
	items := make([]Item, n)
	for i := range items {
		it := Item{
			ID: fmt.Sprintf("item-%d", i), Type: types[i%len(types)],
			Vars: map[string]string{
				"title":           fmt.Sprintf("Memoirs of a \"revolutionary\" no. %d: the <i>years</i> without pardon", i/3),
				"title-short":     fmt.Sprintf("Memoirs %d", i/3),
				"publisher":       "Éditions du Seuil",
				"publisher-place": "Paris",
				"page":            fmt.Sprintf("%d-%d", 100+i%300, 110+i%300),
			},
			Names: map[string][]Name{"author": {{Family: families[i%len(families)], Given: given[i%len(given)]}}},
			Dates: map[string]Date{"issued": {Start: DateParts{Year: 1900 + i%70, Month: 1 + i%12}}},
		}
		switch it.Type {
		case "article-journal", "article-newspaper":
			it.Vars["container-title"], it.Vars["volume"] = "La Révolution prolétarienne", fmt.Sprint(i%40)
		case "chapter":
			it.Vars["container-title"] = "Collected Essays"
			it.Names["editor"] = []Name{{Family: families[(i+3)%len(families)], Given: given[(i+1)%len(given)]}}
		}
		if i%4 == 0 {
			it.Names["author"] = append(it.Names["author"], Name{Family: families[(i+1)%len(families)], Given: given[(i+5)%len(given)]})
		}
		items[i] = it
	}
	citations := make([]Citation, n)
	for i := range citations {
		k := (i * 7) % n
		if i%3 == 2 {
			k = ((i - 1) * 7) % n
		}
		citations[i] = Citation{ID: fmt.Sprint(i), Note: i + 1, Cites: []Cite{{ID: items[k].ID, Locator: fmt.Sprint(i % 400)}}}
		if i%10 == 0 {
			citations[i].Cites = append(citations[i].Cites, Cite{ID: items[(k+1)%n].ID, Prefix: "see also"})
		}
	}
	return items, citations
}

func benchmarkStyle(b *testing.B, name string, n int) {
	data, err := os.ReadFile("../../styles/csl/" + name)
	if err != nil {
		b.Fatal(err)
	}
	findings := &diag.List{}
	style := ParseStyle(name, data, nil, findings)
	if style == nil {
		b.Fatal(findings.All())
	}
	items, citations := library(n)
	var all []string
	for _, it := range items {
		all = append(all, it.ID)
	}
	b.ResetTimer()
	for b.Loop() {
		p := New(style, testLocales, Options{}, findings)
		p.Add(items...)
		if res := p.Process(citations, all); len(res.Citations) != n || len(res.Bibliography.Entries) != n {
			b.Fatal("something was left out")
		}
	}
}

func BenchmarkNotes1000(b *testing.B)       { benchmarkStyle(b, "notes-bibliography.csl", 1000) }
func BenchmarkNotes10000(b *testing.B)      { benchmarkStyle(b, "notes-bibliography.csl", 10000) }
func BenchmarkAuthorDate1000(b *testing.B)  { benchmarkStyle(b, "author-date.csl", 1000) }
func BenchmarkAuthorDate10000(b *testing.B) { benchmarkStyle(b, "author-date.csl", 10000) }
func BenchmarkNumeric1000(b *testing.B)     { benchmarkStyle(b, "numeric.csl", 1000) }
