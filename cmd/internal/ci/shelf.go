package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	call       = regexp.MustCompile(`\[\^([\w-]+)\]`)
	definition = regexp.MustCompile(`(?m)^\[\^([\w-]+)\]: (.*)$`)
	reference  = regexp.MustCompile(`\[[^\]]*\]\(#[^)]*\)`)
)

// shelf makes books for testing build farms. Each has random paragraphs of the essay, with their notes and works. The
// same numbers give the same shelf.
func shelf(_ context.Context, args []string) error {
	flags := flag.NewFlagSet("shelf", flag.ContinueOnError)
	count := flags.Int("books", 200, "how many")
	source := flags.String("source", "source", "the book that the prose is from")
	out := flags.String("out", "build/shelf", "folder of the shelf")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		return errUsage
	}
	var texts [3]string
	for i, name := range []string{"review.md", "notes.md", "bibliography.bib"} {
		data, err := os.ReadFile(filepath.Join(*source, name))
		if err != nil {
			return err
		}
		texts[i] = string(data)
	}
	b := shelfBook{notes: map[string]string{}, works: texts[2]}
	for _, m := range definition.FindAllStringSubmatch(texts[1], -1) {
		b.notes[m[1]] = m[2]
	}
	for p := range strings.SplitSeq(texts[0], "\n\n") {
		// Only running prose: no headings, divs or tables, and nothing that refers to another place.
		if p = strings.TrimSpace(p); len(p) > 300 && !strings.ContainsAny(p[:1], "#:|>!-<") && !reference.MatchString(p) && !strings.Contains(p, "\n") {
			b.paragraphs = append(b.paragraphs, p)
		}
	}
	if len(b.paragraphs) < 10 {
		return fmt.Errorf("%s has only %d paragraphs of prose", *source, len(b.paragraphs))
	}
	for n := range *count {
		if err := b.write(n, *out); err != nil {
			return err
		}
	}
	return nil
}

// shelfBook is the material for the books of a shelf.
type shelfBook struct {
	paragraphs []string
	notes      map[string]string
	works      string
}

// write writes the book with a number: three to twelve chapters of five to nine paragraphs.
func (b shelfBook) write(n int, out string) error {
	r := rand.New(rand.NewPCG(uint64(n), 1936))
	name := fmt.Sprintf("book-%05d", n)
	dir := filepath.Join(out, name)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	var text, foot strings.Builder
	fmt.Fprintf(&text, "# Notebook %d\n\n", n)
	used := 0
	for chapter := range 3 + r.IntN(10) {
		fmt.Fprintf(&text, "## Chapter %d\n\n", chapter+1)
		for _, i := range r.Perm(len(b.paragraphs))[:5+r.IntN(5)] {
			// Each call gets its own note, as a paragraph may be used twice.
			p := call.ReplaceAllStringFunc(b.paragraphs[i], func(s string) string {
				note, ok := b.notes[call.FindStringSubmatch(s)[1]]
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
	for file, data := range map[string]string{
		"text.md":   text.String() + foot.String(),
		"works.bib": b.works,
		"book.yaml": fmt.Sprintf(`name: %s
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
`, name, n),
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(data), 0o666); err != nil {
			return err
		}
	}
	return nil
}
