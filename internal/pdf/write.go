// Package pdf writes Pages as a PDF 1.7 file: tagged, archival and the same at every build. gofpdf makes a plain
// file of the pages; finishing reads that back and makes it right. The claims of ISO 14289-1 (PDF/UA-1) and ISO
// 19005 (PDF/A-2a, or 3a with attachments) are made where Pages says that the content allows it.
//
// It is the one package that knows gofpdf.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"
	"golang.org/x/sync/errgroup"

	"quire/internal/dimen"
	"quire/internal/page"
)

// Write writes p as a PDF. Its errors are those of the writer w, of images that cannot be read, of fonts that may
// not be embedded, and of Pages that contradict themselves, such as a link to a destination that is not there.
func Write(w io.Writer, p *page.Pages) error {
	if len(p.Pages) == 0 || p.Root == nil {
		return errors.New("pdf: there are no pages, or they have no tags")
	}
	date, err := time.Parse(time.RFC3339, p.Info.Date)
	if err != nil {
		return fmt.Errorf("pdf: the date %q is not of the form 2026-11-22T00:00:00Z", p.Info.Date)
	}
	if p.Info.PDFX {
		if len(p.Files) > 0 {
			return errors.New("pdf: a file for a press takes no attachments")
		}
		pressed := *p
		pressed.Info.ClaimPDFA, pressed.Info.ClaimPDFUA = false, false
		p = &pressed
	}
	d := &document{pages: p, date: date}
	for _, step := range []func() error{d.collect, d.paint, d.draft, d.finish} {
		if err := step(); err != nil {
			return fmt.Errorf("pdf: %w", err)
		}
	}
	version := "1.7"
	if p.Info.PDFX {
		version = "1.6" // which ISO 15930-7 is about
	}
	if err := d.file.save(w, version); err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	return nil
}

// document is a file in the making.
type document struct {
	pages *page.Pages
	date  time.Time

	fonts   *fonts
	images  []*page.Image
	rasters []raster
	// drawings are the images that are shapes; images are the others.
	drawings []*page.Image
	painted  []*painted
	file     *file
	keys     []name // what gofpdf calls the images
	refs     []ref  // of the pages
	tags     map[*page.Tag]ref
	links    []linkPlace
	profile  ref // of the pictures in a file for a press; 0 until one needs it
}

// collect finds the fonts and images that the pages use.
func (d *document) collect() (err error) {
	if d.fonts, err = collectFonts(d.pages); err != nil {
		return err
	}
	d.images, d.drawings = usedImages(d.pages)
	d.rasters, err = prepareAll(d.images)
	return err
}

// paint writes the contents of all pages, each into its own place.
func (d *document) paint() error {
	resources := map[*page.Image]name{}
	for i, im := range d.images {
		resources[im] = name("Im" + strconv.Itoa(i+1))
	}
	for i, im := range d.drawings {
		resources[im] = name("Dr" + strconv.Itoa(i+1))
	}
	d.painted = make([]*painted, len(d.pages.Pages))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, pg := range d.pages.Pages {
		g.Go(func() error {
			c, err := paint(pg, i, d.fonts, resources, d.inks())
			if err != nil {
				return fmt.Errorf("page %d: %w", i+1, err)
			}
			d.painted[i] = c
			return nil
		})
	}
	return g.Wait()
}

// inks returns the kinds of colour that the file may hold.
func (d *document) inks() inks {
	switch {
	case d.pages.Info.PDFX:
		return blackOnly
	case d.pages.Info.ClaimPDFA:
		return screen
	}
	return allInks
}

// imageKey finds the resource name that gofpdf gives an image.
var imageKey = regexp.MustCompile(`/(I[0-9a-f]+) Do`)

// draft has gofpdf write the file, and reads it back. Of gofpdf only the exported interface is used:
//   - compression is off, as the finished file is compressed as a whole;
//   - AddUTF8FontFromBytes changes bytes that it is given where a font has fewer metrics than glyphs, and takes a
//     character for its code; our fonts are built with one metric for each glyph, and with codes as characters;
//   - it prints to standard output, and sets no error, on a font that it cannot read; ours it can;
//   - lengths are written with two decimals and the boxes of a page in random order, so finishing writes them;
//   - the objects of several images come in random order; finishing numbers all objects anew.
func (d *document) draft() (err error) {
	defer func() {
		if r := recover(); r != nil { // it panics on some images and fonts
			err = fmt.Errorf("gofpdf: %v", r)
		}
	}()
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: size(d.pages.Pages[0])})
	f.SetCompression(false)
	f.SetCatalogSort(true)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.SetCreationDate(d.date)
	f.SetModificationDate(d.date)
	for _, e := range d.fonts.list {
		f.AddUTF8FontFromBytes(e.family, "", bytes.Clone(e.subset.TrueType))
	}
	for i, r := range d.rasters {
		options := gofpdf.ImageOptions{ImageType: r.kind}
		id := strconv.Itoa(i)
		f.RegisterImageOptionsReader(id, options, bytes.NewReader(r.data))
		if f.Err() {
			return fmt.Errorf("the image %s: %w", d.images[i].Name, f.Error())
		}
		// A template that is never placed reveals the image's resource name.
		t := f.CreateTemplate(func(t *gofpdf.Tpl) { t.ImageOptions(id, 0, 0, 1, 1, false, options, 0, "") })
		m := imageKey.FindSubmatch(t.Bytes())
		if m == nil {
			return fmt.Errorf("the image %s has no resource name", d.images[i].Name)
		}
		d.keys = append(d.keys, name(m[1]))
	}
	for i, pg := range d.pages.Pages {
		f.AddPageFormat("P", size(pg))
		f.RawWriteBuf(bytes.NewReader(d.painted[i].content))
	}
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		return err
	}
	d.file, err = read(b.Bytes())
	return err
}

// size is a page's size for gofpdf; finishing writes it exactly.
func size(pg *page.Page) gofpdf.SizeType {
	return gofpdf.SizeType{Wd: float64(pg.Width) / float64(dimen.PT), Ht: float64(pg.Height) / float64(dimen.PT)}
}
