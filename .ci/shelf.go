//go:build ignore

// Shelf lays out books to try a build farm with: the paragraphs of the essay, drawn anew for each, with their notes and
// their works. The same numbers give the same shelf.
//
//	go run .ci/shelf.go -books 200 -out build/shelf
package main

import (
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	books  = flag.Int("books", 200, "how many")
	source = flag.String("source", "source", "the book that the prose is from")
	out    = flag.String("out", "build/shelf", "folder of the shelf")
)

var (
	call       = regexp.MustCompile(`\[\^([\w-]+)\]`)
	definition = regexp.MustCompile(`(?m)^\[\^([\w-]+)\]: (.*)$`)
	reference  = regexp.MustCompile(`\[[^\]]*\]\(#[^)]*\)`)
)

func main() {
	log.SetFlags(0)
	flag.Parse()
	text := read("review.md")
	notes := map[string]string{}
	for _, m := range definition.FindAllStringSubmatch(read("notes.md"), -1) {
		notes[m[1]] = m[2]
	}
	var paragraphs []string
	for p := range strings.SplitSeq(text, "\n\n") {
		// Running prose alone: no headings, divisions, tables, and nothing that refers to another place.
		if p = strings.TrimSpace(p); len(p) > 300 && !strings.ContainsAny(p[:1], "#:|>!-<") && !reference.MatchString(p) && !strings.Contains(p, "\n") {
			paragraphs = append(paragraphs, p)
		}
	}
	if len(paragraphs) < 10 {
		log.Fatalf("%s has only %d paragraphs of prose", *source, len(paragraphs))
	}
	works := read("bibliography.bib")
	for n := range *books {
		lay(n, paragraphs, notes, works)
	}
}

func read(name string) string {
	data, err := os.ReadFile(filepath.Join(*source, name))
	if err != nil {
		log.Fatal(err)
	}
	return string(data)
}

// lay writes the book of a number: three to twelve chapters of five to nine paragraphs.
func lay(n int, paragraphs []string, notes map[string]string, works string) {
	r := rand.New(rand.NewPCG(uint64(n), 1936))
	name := fmt.Sprintf("book-%05d", n)
	dir := filepath.Join(*out, name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		log.Fatal(err)
	}
	var text, foot strings.Builder
	fmt.Fprintf(&text, "# Notebook %d\n\n", n)
	used := 0
	for chapter := range 3 + r.IntN(10) {
		fmt.Fprintf(&text, "## Chapter %d\n\n", chapter+1)
		for _, i := range r.Perm(len(paragraphs))[:5+r.IntN(5)] {
			// Each call has a note of its own, as a paragraph may be drawn twice.
			p := call.ReplaceAllStringFunc(paragraphs[i], func(s string) string {
				note, ok := notes[call.FindStringSubmatch(s)[1]]
				if !ok {
					return ""
				}
				used++
				fmt.Fprintf(&foot, "[^n%d]: %s\n\n", used, note)
				return fmt.Sprintf("[^n%d]", used)
			})
			text.WriteString(p + "\n\n")
		}
	}
	write(dir, "text.md", text.String()+foot.String())
	write(dir, "works.bib", works)
	write(dir, "book.yaml", fmt.Sprintf(`name: %s
title: Notebook %d
creators: [{name: The quire project, role: aut}]
lang: en-GB
date: 2026-11-22
contents: [text.md]
bibliography: [works.bib]
csl: notes-bibliography
nocite: "@*"
editions:
  epub: {format: epub}
  print: {format: pdf, styles: [print.css], pagination: true}
  booklet: {base: print, imposition: {layout: booklet, sheet: A4, signature: 4, paper: 0.1mm, marks: [fold]}}
`, name, n))
}

func write(dir, name, text string) {
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
		log.Fatal(err)
	}
}
