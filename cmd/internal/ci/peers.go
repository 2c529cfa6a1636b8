package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	peerDir   = "build/peer"
	peerQuire = "build/bin/quire"
)

// lualatex builds a book and also sets it with LuaLaTeX and microtype, in the same face, size, leading and measure as
// its A5 print: once with the word space of the font, and once with that of print.css, a quarter of an em. It returns
// the name of the book. It needs TeX Live (texlive-luatex, texlive-latex-extra, texlive-fonts-extra,
// texlive-lang-french).
func lualatex(ctx context.Context, book string) (name string, err error) {
	if err := errors.Join(os.RemoveAll(peerDir), os.MkdirAll(peerDir, 0o777), build(ctx, peerQuire)); err != nil {
		return "", err
	}
	if log, err := transcript(ctx, nil, peerQuire, "build", book, "--to", "html,pdf", "--out", peerDir); err != nil {
		return "", fmt.Errorf("%w\n%s", err, log)
	}
	pages := glob(peerDir, "*.html")
	if len(pages) != 1 {
		return "", fmt.Errorf("%s makes %d HTML editions instead of one", book, len(pages))
	}
	for _, space := range []string{"0", "0.25"} {
		tex := filepath.Join(peerDir, "lualatex-"+space+".tex")
		if err := writePeer(tex, pages[0], peerDir, latex{space: space}, false); err != nil {
			return "", err
		}
		cmd := exec.CommandContext(ctx, "lualatex", "-interaction=batchmode", filepath.Base(tex))
		cmd.Dir = peerDir
		if err := cmd.Run(); err != nil {
			log, _ := os.ReadFile(strings.TrimSuffix(tex, ".tex") + ".log")
			return "", fmt.Errorf("lualatex: %w\n%s", err, log)
		}
	}
	version, err := output(ctx, "lualatex", "--version")
	first, _, _ := strings.Cut(version, "\n")
	fmt.Println(first)
	return strings.TrimSuffix(filepath.Base(pages[0]), ".html"), err
}

// bookOr returns the book in the only argument, or the essay.
func bookOr(args []string) (string, error) {
	switch len(args) {
	case 0:
		return "source", nil
	case 1:
		return args[0], nil
	}
	return "", errUsage
}

// peerLines also sets a book with LuaLaTeX and measures both. It runs a program that reads PDFs and prints figures,
// such as the spaces between words.
func peerLines(ctx context.Context, args []string) error {
	if len(args) < 1 {
		return errUsage
	}
	book, err := bookOr(args[1:])
	if err != nil {
		return err
	}
	meter := args[0]
	if path, err := exec.LookPath(meter); err == nil {
		meter = path
	}
	name, err := lualatex(ctx, book)
	if err != nil {
		return err
	}
	return run(ctx, meter, filepath.Join(peerDir, name+".pdf"), filepath.Join(peerDir, "lualatex-0.pdf"), filepath.Join(peerDir, "lualatex-0.25.pdf"))
}

// peerSize compares the size of the A5 print of a book, which is tagged, with that of the untagged PDF of LuaLaTeX for
// the same text. It fails if ours is larger.
func peerSize(ctx context.Context, args []string) error {
	book, err := bookOr(args)
	if err != nil {
		return err
	}
	name, err := lualatex(ctx, book)
	if err != nil {
		return err
	}
	ours, theirs := filepath.Join(peerDir, name+".pdf"), filepath.Join(peerDir, "lualatex-0.25.pdf")
	a, err1 := os.Stat(ours)
	b, err2 := os.Stat(theirs)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	fmt.Printf("%d bytes by quire (%s pages, tagged), %d by LuaLaTeX (%s pages, untagged): %d %%\n", a.Size(), pageCount(ctx, ours), b.Size(), pageCount(ctx, theirs), 100*a.Size()/b.Size())
	if a.Size() > b.Size() {
		return errors.New("the print is larger than LuaLaTeX's")
	}
	return nil
}

func pageCount(ctx context.Context, pdf string) string {
	info, err := output(ctx, "pdfinfo", pdf)
	if err != nil {
		return "?"
	}
	return field(info, "Pages")
}
