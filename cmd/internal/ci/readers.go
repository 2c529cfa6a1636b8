package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// readerLacks says which words a reader of PDFs can't give, and why.
type readerLacks struct {
	reader string
	book   string // the name of the file without its extension; "": any
	words  func(string) bool
	why    string
}

var knownLacks = []readerLacks{
	{"mupdf", "", fromRight, "version 1.21 gives text from right to left letter by letter as it is written, from left to right; later versions turn it around"},
	{"pdfminer.six", "", fromRight, "it does not turn text from right to left around, whoever writes the file"},
	{"pdf.js", "scripts", oneOf("שלום", "الا", "لا", "الكلام", "وسط"), "it divides a word where a code has no width of its own: at points, and at an alef drawn within a lam; beside it the words are joined"},
	{"pypdf", "constructs", oneOf("h2o", "r3"), "it takes a raised or lowered figure for a line of its own"},
}

// fromRight reports whether a word is read from right to left.
func fromRight(w string) bool {
	return strings.ContainsFunc(w, func(r rune) bool { return unicode.In(r, unicode.Hebrew, unicode.Arabic) })
}

func oneOf(words ...string) func(string) bool {
	return func(w string) bool { return slices.Contains(words, w) }
}

// sixReaders lets six readers of PDFs read each PDF that has a web page beside it, and compares the words.
func sixReaders(ctx context.Context, in *inspection) error {
	c := in.begin("six readers", "", "give the words of the web page: poppler, mupdf, pdf.js, pdfium, pdfminer.six and pypdf")
	for _, f := range in.pdfs {
		page := strings.TrimSuffix(f, ".pdf") + ".html"
		if !slices.Contains(in.htmls, page) {
			continue
		}
		out, err := output(ctx, venv+"/bin/python", judges+"/readers.py", page, f)
		if err != nil {
			return err
		}
		var results map[string]readerResult
		if err := json.Unmarshal([]byte(out), &results); err != nil {
			return fmt.Errorf("readers.py: %w", err)
		}
		if fault := readerFaults(bookName(f), results); fault != "" {
			c.fail(f, "words are lost", fault)
			continue
		}
		fmt.Println("ok", f)
		c.pass(f, readerVersions(results))
	}
	return nil
}

// readerResult is what readers.py says of one reader.
type readerResult struct {
	Version string
	Words   int
	Lost    []string
}

func bookName(file string) string {
	name := file[strings.LastIndexByte(file, '/')+1:]
	return strings.TrimSuffix(name, ".pdf")
}

// readerFaults gives a line for each reader that lacks words, apart from those known.
func readerFaults(book string, results map[string]readerResult) string {
	var b strings.Builder
	if len(results) == 0 {
		b.WriteString("no reader has read it\n")
	}
	for name, r := range sorted(results) {
		lost := slices.DeleteFunc(slices.Clone(r.Lost), func(w string) bool {
			return slices.ContainsFunc(knownLacks, func(k readerLacks) bool {
				return k.reader == name && (k.book == "" || k.book == book) && k.words(w)
			})
		})
		if r.Words == 0 {
			fmt.Fprintf(&b, "%s: there are no words\n", name)
		} else if len(lost) > 0 {
			fmt.Fprintf(&b, "%s lacks %d words: %s\n", name, len(lost), strings.Join(lost[:min(len(lost), 20)], ", "))
		}
	}
	return b.String()
}

func readerVersions(results map[string]readerResult) string {
	var list []string
	for name, r := range sorted(results) {
		list = append(list, name+" "+r.Version)
	}
	return strings.Join(list, ", ")
}

// sorted gives the entries of a map in the order of their names.
func sorted(m map[string]readerResult) func(yield func(string, readerResult) bool) {
	return func(yield func(string, readerResult) bool) {
		for _, name := range slices.Sorted(maps.Keys(m)) {
			if !yield(name, m[name]) {
				return
			}
		}
	}
}
