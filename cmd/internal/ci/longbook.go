package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// longBook makes a long book from the sentences of the essay, to measure speed: chapters, notes, quotations, lists,
// tables and pictures. The same number of words gives the same book.
func longBook(_ context.Context, args []string) error {
	if len(args) != 2 {
		return errUsage
	}
	words, err := strconv.Atoi(args[0])
	if err != nil {
		return errUsage
	}
	dir := args[1]
	pool, err := sentences()
	if err != nil {
		return err
	}
	if err := errors.Join(os.RemoveAll(dir), os.MkdirAll(dir, 0o777)); err != nil {
		return err
	}
	for i := range waves {
		data, err := wave(i)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("wave-%d.png", i)), data, 0o666); err != nil {
			return err
		}
	}
	b := bookMaker{r: rand.New(rand.NewPCG(1, 0)), pool: pool}
	var names []string
	for b.words < words {
		text := b.chapter(len(names)+1, min(6000, words-b.words))
		name := fmt.Sprintf("chapter-%03d.md", len(names)+1)
		names = append(names, name)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(dir, "book.yaml"), fmt.Appendf(nil, `name: long
title: A long book
creators:
  - {name: Nobody, role: aut}
lang: en-GB
date: 2026-11-22
contents: [%s]
editions:
  epub: {format: epub}
  html: {format: html}
  print: {format: pdf, styles: [print.css], notes: foot}
`, strings.Join(names, ", ")), 0o666)
}

var (
	blankLine   = regexp.MustCompile(`\n\s*\n`)
	noteCall    = regexp.MustCompile(`\[\^[^]]*\]`)
	sentenceEnd = regexp.MustCompile(`([.?!]) ([A-Z])`)
	apostrophe  = regexp.MustCompile(`\w'\w`)
)

// sentences gives the sentences of the essay that make sense anywhere.
func sentences() ([]string, error) {
	data, err := os.ReadFile("source/review.md")
	if err != nil {
		return nil, err
	}
	var out []string
	for _, p := range blankLine.Split(string(data), -1) {
		if p == "" || !strings.Contains("ABCDEFGHIJKLMNOPQRSTUVWXYZ'‘", p[:1]) || strings.Contains(p, "](") || strings.Contains(p, "[@") || strings.Contains(p, "|") {
			continue
		}
		p = noteCall.ReplaceAllString(strings.ReplaceAll(p, "\n", " "), "")
		for s := range strings.SplitSeq(sentenceEnd.ReplaceAllString(p, "$1\x00$2"), "\x00") {
			whole := strings.Count(s, "*")%2 == 0 && strings.Count(s, "[") == strings.Count(s, "]") && strings.Count(s, "(") == strings.Count(s, ")")
			if whole && !strings.Contains(apostrophe.ReplaceAllString(s, ""), "'") && !strings.Contains(s, "{") {
				out = append(out, s)
			}
		}
	}
	if len(out) < 20 {
		return nil, errors.New("source/review.md has too few sentences")
	}
	return out, nil
}

// waves is the number of different pictures in a long book.
const waves = 12

// wave is a picture of grey waves, different for each seed.
func wave(seed int) ([]byte, error) {
	img := image.NewGray(image.Rect(0, 0, 480, 300))
	for y := range 300 {
		for x := range 480 {
			img.SetGray(x, y, color.Gray{Y: uint8(x*(seed%7+1) + y*(seed%5+2) + x*y/(seed%11+30))})
		}
	}
	var b bytes.Buffer
	err := png.Encode(&b, img)
	return b.Bytes(), err
}

// bookMaker writes chapters.
type bookMaker struct {
	r            *rand.Rand
	pool         []string
	words, notes int
}

func (b *bookMaker) sentence() string { return b.pool[b.r.IntN(len(b.pool))] }

// some gives a random number of sentences, one of the counts.
func (b *bookMaker) some(counts ...int) []string {
	out := make([]string, counts[b.r.IntN(len(counts))])
	for i := range out {
		out[i] = b.sentence()
		b.words += len(strings.Fields(out[i]))
	}
	return out
}

// opening gives the first words of a sentence, without emphasis.
func (b *bookMaker) opening(n int) string {
	f := strings.Fields(b.sentence())
	return strings.Trim(strings.ReplaceAll(strings.Join(f[:min(n, len(f))], " "), "*", ""), ".,;:")
}

// chapter writes a chapter with at least the given number of words.
func (b *bookMaker) chapter(number, words int) string {
	out, notes := []string{fmt.Sprintf("# Chapter %d", number)}, []string{}
	goal := b.words + words
	for n := 1; b.words < goal; n++ {
		p := b.some(1, 2, 4, 5, 6, 7, 9)
		if b.r.Float64() < 0.45 {
			b.notes++
			p[b.r.IntN(len(p))] += fmt.Sprintf("[^n%d]", b.notes)
			notes = append(notes, fmt.Sprintf("[^n%d]: %s", b.notes, strings.Join(b.some(1, 1, 2, 4), " ")))
		}
		if n%13 == 0 {
			out = append(out, "## "+b.opening(4))
		}
		if n%17 == 0 {
			out = append(out, "> "+strings.Join(p, " "))
		} else {
			out = append(out, strings.Join(p, " "))
		}
		if n%21 == 0 {
			out = append(out, "- "+strings.Join(b.some(4), "\n- "))
		}
		if n%23 == 0 {
			out = append(out, b.table())
		}
		if n%31 == 0 {
			out = append(out, fmt.Sprintf("![Waves](wave-%d.png \"Waves\")", b.r.IntN(waves)))
		}
	}
	return strings.Join(append(out, notes...), "\n\n") + "\n"
}

func (b *bookMaker) table() string {
	var t strings.Builder
	t.WriteString("| Year | What | Of |\n|:---|:-----------------|---:|\n")
	for i := range 8 {
		fmt.Fprintf(&t, "| %d | %s | %d |\n", 1900+i, b.opening(5), b.r.IntN(9999))
	}
	return t.String() + "\n: Years and sums"
}
