package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"quire/internal/doc"
)

// maxPicture is the largest size of a picture of docs/constructs.md, in bytes.
const maxPicture = 60 << 10

// pictures draws the pictures in docs/images. Look at them after a change to the typesetter or a stylesheet.
func pictures(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return errUsage
	}
	if err := tools(ctx, nil); err != nil {
		return err
	}
	work, err := os.MkdirTemp("", "pictures")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	quire := filepath.Join(work, "quire")
	if err := build(ctx, quire); err != nil {
		return err
	}
	if err := constructPictures(ctx, quire, work); err != nil {
		return err
	}
	// The pictures of docs/styles.md: the text of testdata/books/styles with its sheet, in colour.
	const styles = "docs/images/styles"
	if err := errors.Join(os.MkdirAll(styles, 0o777), run(ctx, quire, "build", "testdata/books/styles", "--edition", "print", "--out", filepath.Join(work, "styles"))); err != nil {
		return err
	}
	for page := 1; page <= 3; page++ {
		if err := draw(ctx, filepath.Join(work, "styles", "a-book-of-knots.pdf"), page, 80, fmt.Sprintf("%s/page-%d", styles, page)); err != nil {
			return err
		}
	}
	// The pictures of docs/epub.md: the essay in a reading system, on a phone and on a tablet, in light and dark mode.
	if err := run(ctx, quire, "build", "source", "--edition", "epub", "--out", filepath.Join(work, "essay")); err != nil {
		return err
	}
	chromium, err := browser()
	if err != nil {
		return err
	}
	epubs := glob(filepath.Join(work, "essay"), "*.epub")
	if err := runEnv(ctx, []string{"CHROMIUM=" + chromium}, "node", append([]string{judges + "/reading-system.mjs", "--pictures", "docs/images/reading"}, epubs...)...); err != nil {
		return err
	}
	// Each property of the stylesheets, without it and with it.
	folder, err := filepath.Abs(styles)
	if err != nil {
		return err
	}
	return runEnv(ctx, []string{"CGO_ENABLED=0"}, goTool(), "test", "./internal/layout", "-count=1", "-run", "^TestPictures$", "-pictures", folder)
}

// constructPictures draws the pictures of docs/constructs.md: each construct of testdata/books/gallery as print.css
// sets it, one page for each picture.
func constructPictures(ctx context.Context, quire, work string) error {
	const out = "docs/images/constructs"
	if err := errors.Join(os.MkdirAll(out, 0o777), run(ctx, quire, "build", "testdata/books/gallery", "--out", work)); err != nil {
		return err
	}
	source, err := os.ReadFile("testdata/books/gallery/gallery.md")
	if err != nil {
		return err
	}
	pdf := filepath.Join(work, "gallery.pdf")
	info, err := output(ctx, "pdfinfo", pdf)
	if err != nil {
		return err
	}
	pages, err := strconv.Atoi(field(info, "Pages"))
	if err != nil {
		return err
	}
	name, part := "", 0
	for page := 1; page <= pages; page++ {
		at := strconv.Itoa(page)
		info, err := output(ctx, "pdfinfo", "-f", at, "-l", at, pdf)
		if err != nil {
			return err
		}
		// The title pages and the contents have another size.
		if !strings.HasPrefix(between(info, "size:"), "318") {
			continue
		}
		text, err := output(ctx, "pdftotext", "-f", at, "-l", at, pdf, "-")
		if err != nil {
			return err
		}
		first, _, _ := strings.Cut(text, "\n")
		if part++; strings.Contains(string(source), "\n# "+first+"\n") || strings.HasPrefix(string(source), "# "+first+"\n") {
			name, part = doc.Slug(first, false), 1
		}
		file := filepath.Join(out, name)
		if part > 1 {
			file += fmt.Sprintf("-%d", part)
		}
		if err := draw(ctx, pdf, page, 110, file, "-gray"); err != nil {
			return err
		}
		if picture, err := os.Stat(file + ".png"); err != nil || picture.Size() > maxPicture {
			return fmt.Errorf("%s.png is larger than %d bytes (%w)", file, maxPicture, err)
		}
		fmt.Println(file + ".png")
	}
	return nil
}

// draw makes a PNG of a page.
func draw(ctx context.Context, pdf string, page, dpi int, out string, more ...string) error {
	at := strconv.Itoa(page)
	return run(ctx, "pdftoppm", append(more, "-png", "-r", strconv.Itoa(dpi), "-singlefile", "-f", at, "-l", at, pdf, out)...)
}
