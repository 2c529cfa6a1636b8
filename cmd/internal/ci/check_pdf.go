package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// qpdf checks the syntax of PDFs.
func qpdf(ctx context.Context, in *inspection) error {
	version, err := output(ctx, "qpdf", "--version")
	if err != nil {
		return err
	}
	c := in.begin("qpdf", lastWord(version), "")
	for _, f := range in.pdfs {
		log, err := transcript(ctx, nil, "qpdf", "--check", f)
		if err != nil || strings.Contains(strings.ToLower(log), "warning") {
			c.fail(f, "qpdf --check", log)
			continue
		}
		fmt.Println("ok", f)
		c.pass(f, "qpdf --check")
	}
	return nil
}

// poppler checks fonts, tags and text of PDFs.
func poppler(ctx context.Context, in *inspection) error {
	c := in.begin("poppler", popplerVersion(ctx), "")
	for _, f := range in.pdfs {
		pages, faults, err := popplerFaults(ctx, f)
		if err != nil {
			return err
		}
		if len(faults) > 0 {
			c.fail(f, strings.Join(faults, "; "), "")
			continue
		}
		fmt.Printf("ok %s (%s pages)\n", f, pages)
		c.pass(f, pages+" pages, tagged, each font embedded, a subset and mapped to Unicode")
	}
	return nil
}

func popplerVersion(ctx context.Context) string {
	version, _ := transcript(ctx, nil, "pdfinfo", "-v")
	return lastWord(version)
}

func popplerFaults(ctx context.Context, f string) (pages string, faults []string, err error) {
	fonts, err := output(ctx, "pdffonts", f)
	if err != nil {
		faults = append(faults, "its fonts can't be read")
	}
	for i, line := range strings.Split(fonts, "\n") {
		if w := strings.Fields(line); i >= 2 && len(w) >= 5 && (w[len(w)-5] != "yes" || w[len(w)-4] != "yes" || w[len(w)-3] != "yes") {
			faults = append(faults, "a font is not embedded, not a subset or has no ToUnicode: "+line)
		}
	}
	info, err := output(ctx, "pdfinfo", f)
	if err != nil {
		faults = append(faults, "it can't be read")
	}
	if field(info, "Tagged") != "yes" {
		faults = append(faults, "it is not tagged")
	}
	structure, err := output(ctx, "pdfinfo", "-struct-text", f)
	if err != nil {
		faults = append(faults, "it has no structure")
	}
	text, err := output(ctx, "pdftotext", f, "-")
	if err != nil || text == "" {
		faults = append(faults, "it has no text")
	}
	return field(info, "Pages"), faults, errors.Join(writeLog(reportFile(f, ".structure.txt"), structure+"\n"), writeLog(reportFile(f, ".txt"), text+"\n"))
}

// sameWords compares the words that poppler, mupdf and pdf.js read.
func sameWords(ctx context.Context, in *inspection) error {
	mupdf, _ := transcript(ctx, nil, "mutool", "-v")
	c := in.begin("word readers", fmt.Sprintf("poppler %s, mupdf %s, pdf.js %s", popplerVersion(ctx), lastWord(mupdf), npmVersion("pdfjs-dist")), " read the same words")
	if len(in.pdfs) == 0 {
		return nil
	}
	// In some files a part of the text is read before an earlier page, and on sheets the pages are in another order.
	var plain, apart, sheets []string
	for _, f := range in.pdfs {
		base := filepath.Base(f)
		switch {
		case strings.Contains(base, "-booklet-") || strings.HasSuffix(base, "-up.pdf") || strings.Contains(base, "-duplex-test-"):
			sheets = append(sheets, f)
		case strings.HasPrefix(base, "feet") || strings.HasSuffix(base, "-footnotes.pdf"):
			apart = append(apart, f)
		default:
			plain = append(plain, f)
		}
	}
	args := append([]string{judges + "/pdftext.mjs"}, plain...)
	args = append(append(args, "--apart"), apart...)
	args = append(append(args, "--sheets"), sheets...)
	cmd := exec.CommandContext(ctx, "node", args...)
	var words, faults strings.Builder
	cmd.Stdout, cmd.Stderr = &words, &faults
	if err := cmd.Run(); err != nil && faults.Len() == 0 {
		return fmt.Errorf("pdftext: %w", err)
	}
	for _, f := range in.pdfs {
		fault, said := lineOf(faults.String(), f+": "), lineOf(words.String(), f+": ")
		switch {
		case fault != "":
			c.fail(f, "they read different words", f+": "+fault+"\n")
		case said == "":
			c.fail(f, "it was not read", faults.String())
		default:
			fmt.Printf("ok %s (%s)\n", f, said)
			c.pass(f, said)
		}
	}
	return nil
}

// lineOf returns the rest of the first line that begins with head.
func lineOf(text, head string) string {
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, head); ok {
			return strings.TrimSpace(rest)
		}
	}
	return ""
}

// veraReport is the report of VeraRunner.java about a file and a profile.
type veraReport struct {
	Compliant     bool
	Rules, Checks int
	Failed        []struct {
		Clause string
		Test   int
	}
}

func readVera(file, profile, dir string) (r veraReport, err error) {
	data, err := os.ReadFile(filepath.Join(dir, filepath.Base(file)+"."+profile+".json"))
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(data, &r)
}

// runVera runs veraPDF on files.
func runVera(ctx context.Context, args ...string) (log string, err error) {
	return transcript(ctx, nil, "java", java(append([]string{"-cp", toolsDir + "/verapdf/*", judges + "/VeraRunner.java"}, args...)...)...)
}

// veraPDF checks PDFs against PDF/UA-1 and PDF/A-2a, or PDF/A-3a if the edition embeds its source. Files for a press
// claim neither.
func veraPDF(ctx context.Context, in *inspection) error {
	c := in.begin("veraPDF", veraVersion, ": PDF/UA-1 with PDF/A-2a, or with PDF/A-3a where the edition embeds its source")
	var files []string
	for _, f := range in.pdfs {
		if !strings.HasSuffix(f, "-press.pdf") {
			files = append(files, f)
		}
	}
	if len(files) == 0 {
		return nil
	}
	log, err := runVera(ctx, append([]string{"--reports", reports}, files...)...)
	fmt.Print(log)
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != 1) {
		return fmt.Errorf("veraPDF could not judge all files: %w", err)
	}
	for _, f := range files {
		judged := 0
		for _, p := range []struct{ profile, name string }{{"ua1", "PDF/UA-1"}, {"2a", "PDF/A-2a"}, {"3a", "PDF/A-3a"}} {
			r, err := readVera(f, p.profile, reports)
			if errors.Is(err, os.ErrNotExist) {
				continue
			}
			if err != nil {
				return err
			}
			judged++
			detail := fmt.Sprintf("%s: %d checks of %d rules", p.name, r.Checks, r.Rules)
			if r.Compliant {
				c.pass(f, detail)
			} else {
				c.fail(f, detail, "")
			}
		}
		if judged != 2 {
			return fmt.Errorf("veraPDF gave %d reports on %s instead of two", judged, f)
		}
	}
	return nil
}
