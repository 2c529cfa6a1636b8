package main

import (
	"archive/zip"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"quire/internal/diag"
	"quire/internal/yaml"
)

// weigh gives the number of bytes that the files of an EPUB take in the archive, with their headers (APPNOTE 4.3).
// Fonts, their licences and the cover are not counted.
func weigh(name string) (int, error) {
	z, err := zip.OpenReader(name)
	if err != nil {
		return 0, err
	}
	defer z.Close()
	total := 22
	for _, f := range z.File {
		if strings.Contains(f.Name, "fonts/") || strings.HasPrefix(path.Base(f.Name), "cover.") {
			continue
		}
		total += int(f.CompressedSize64) + 30 + 46 + 2*len(f.Name)
	}
	return total, nil
}

// Keys that Pandoc does not have: numbers of paragraphs, the page numbers of a print edition, the acknowledgements in
// the imprint.
var notPandocs = regexp.MustCompile(`(?m)^(numbered-paragraphs|root|acknowledgements): .*\n(  .*\n)*`)

// size compares the EPUB of the essay with the one that Pandoc makes from the same Markdown, notes and bibliography,
// with the same citation style and metadata. It fails if ours is more than
// a twentieth larger. Pandoc is the command pandoc, or $PANDOC.
func size(ctx context.Context, args []string) error {
	if len(args) != 1 {
		return errUsage
	}
	quire, err := filepath.Abs(args[0])
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "size")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	src := filepath.Join(tmp, "book", "source")
	if err := os.CopyFS(src, os.DirFS("source")); err != nil {
		return err
	}
	manifest, err := os.ReadFile("source/book.yaml")
	if err != nil {
		return err
	}
	head, _, ok := strings.Cut(string(manifest), "\neditions:")
	if !ok {
		return errors.New("source/book.yaml has no editions")
	}
	lean := notPandocs.ReplaceAllString(head+"\n", "") + "editions:\n  epub: {format: epub}\n"
	if err := os.WriteFile(filepath.Join(src, "book.yaml"), []byte(lean), 0o666); err != nil {
		return err
	}
	if log, err := transcript(ctx, nil, quire, "build", src, "--out", tmp); err != nil {
		return fmt.Errorf("%w\n%s", err, log)
	}
	theirs := filepath.Join(tmp, "pandoc.epub")
	version, err := pandoc(ctx, head, tmp, theirs)
	if err != nil {
		return err
	}
	a, err1 := weigh(filepath.Join(tmp, "serge-notebooks.epub"))
	b, err2 := weigh(theirs)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	fmt.Printf("%d bytes by quire, %d by %s: %.1f %%\n", a, b, version, 100*float64(a)/float64(b))
	if full, err := weigh("build/serge-notebooks.epub"); err == nil {
		fmt.Printf("%d with the page numbers of the print and the numbers of paragraphs\n", full)
	}
	if 100*a > 105*b {
		return errors.New("the EPUB is more than 5 % larger than Pandoc's")
	}
	return nil
}

// pandoc makes an EPUB of the essay with the metadata of its book.yaml, and returns Pandoc's version.
func pandoc(ctx context.Context, manifest, tmp, out string) (version string, err error) {
	var findings diag.List
	book := yaml.Parse("source/book.yaml", []byte(manifest), 0, &findings)
	if len(findings.All()) > 0 || book == nil {
		return "", errors.New("source/book.yaml can't be read")
	}
	meta := map[string]any{"author": "The quire project"}
	for _, key := range []string{"title", "subtitle", "lang", "date", "publisher", "identifier", "rights", "description"} {
		if v := book.Get(key); v != nil {
			meta[key] = v.Text
		}
	}
	var subjects []map[string]string
	if list := book.Get("subjects"); list != nil {
		for _, s := range list.Items {
			subjects = append(subjects, map[string]string{"text": s.Get("text").Text})
		}
	}
	meta["subject"] = subjects
	data, err := json.Marshal(meta)
	if err != nil {
		return "", err
	}
	metaFile := filepath.Join(tmp, "meta.json")
	if err := os.WriteFile(metaFile, data, 0o666); err != nil {
		return "", err
	}
	style, err := filepath.Abs("styles/csl/notes-bibliography.csl")
	if err != nil {
		return "", err
	}
	command := cmp.Or(os.Getenv("PANDOC"), "pandoc")
	cmd := exec.CommandContext(ctx, command, "review.md", "notes.md", "--citeproc", "--bibliography", "bibliography.bib", "--csl", style, "--metadata-file", metaFile, "-o", out)
	cmd.Dir = "source"
	if log, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("pandoc: %w\n%s", err, log)
	}
	version, err = output(ctx, command, "--version")
	version, _, _ = strings.Cut(version, "\n")
	return version, err
}
