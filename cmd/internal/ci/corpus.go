package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// corpus is a folder of manuscripts that others wrote, beside the checkout. It is not part of the project.
const corpus = "../shared/corpus"

// authorsFaults are messages of the Nu checker about what the author wrote: a paragraph that begins with a combining
// character, text that is not in Normalization Form C, and a language that is not the one that the book names.
const authorsFaults = `Text run starts with a composing character|Text run is not in Unicode Normalization Form C|This document appears to be written in`

// judgeCorpus builds the manuscripts of the corpus, where it is there, and lets EPUBCheck, the Nu checker and veraPDF judge
// them. TestCorpus builds them and compares their words.
func judgeCorpus(ctx context.Context, in *inspection) error {
	if _, err := os.Stat(corpus); err != nil {
		fmt.Println("== corpus: there is none beside the checkout")
		return nil
	}
	out, err := filepath.Abs("build/corpus")
	if err != nil {
		return err
	}
	if err := errors.Join(os.RemoveAll(out), os.MkdirAll(out, 0o777)); err != nil {
		return err
	}
	if err := runEnv(ctx, []string{"CORPUS_OUT=" + out}, goTool(), "test", "./internal/build", "-run", "^TestCorpus$", "-count=1"); err != nil {
		return err
	}
	of := &inspection{epubs: glob(out, "*.epub"), htmls: glob(out, "*.html"), authors: authorsFaults, verdicts: in.verdicts}
	for _, f := range glob(out, "*.pdf") {
		claims, err := claimsConformance(ctx, f)
		if err != nil {
			return err
		}
		if claims {
			of.pdfs = append(of.pdfs, f)
		}
	}
	if len(of.epubs) == 0 || len(of.htmls) == 0 || len(of.pdfs) == 0 {
		return fmt.Errorf("TestCorpus has left no files in %s", out)
	}
	for _, judge := range []func(context.Context, *inspection) error{epubCheck, nuHTML, veraPDF} {
		if err := judge(ctx, of); err != nil {
			return err
		}
	}
	in.failures += of.failures
	in.err = errors.Join(in.err, of.err)
	return nil
}

// claimsConformance reports whether a PDF says that it keeps to PDF/UA. One with a character that no font has, or with a
// picture without an alternative text, does not, and the build has said so.
func claimsConformance(ctx context.Context, file string) (bool, error) {
	metadata, err := output(ctx, "pdfinfo", "-meta", file)
	return strings.Contains(metadata, "pdfuaid:part"), err
}
