package layout_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	ximage "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"quire/internal/golden"
	"quire/internal/page"
	"quire/internal/pdf"
	"quire/styles"
)

var pictures = flag.String("pictures", "", "draw the specimens of the properties into this folder")

// The measures of a sheet of specimens, in pixels.
const (
	resolution = 100
	column     = 470 // two stand side by side
	space      = 12
	leading    = 13
	least      = 400 // a group of less height stands in one column
)

// With -pictures, each group of specimens becomes a picture: of each its declarations, its pages without them, framed
// in grey, and with them. Needs pdftoppm.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no -pictures")
	}
	data, err := styles.FS.ReadFile("fonts/IBMPlexMono-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	plex, err := opentype.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	face, err := opentype.NewFace(plex, &opentype.FaceOptions{Size: 10, DPI: 72, Hinting: ximage.HintingFull})
	if err != nil {
		t.Fatal(err)
	}
	golden.Run(t, "testdata/properties/*.txtar", func(t *testing.T, a *golden.Archive) {
		var cells []image.Image
		for _, sp := range specimens(a) {
			without, _ := sp.pages(t, "")
			with, _ := sp.pages(t, sp.sheet)
			cells = append(cells, Cell(face, sp, Drawn(t, without), Drawn(t, with)))
		}
		img := sheet(cells)
		var b bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*pictures, a.Name+".png"), b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	})
}

// Drawn gives the pixels of pages.
func Drawn(t *testing.T, p *page.Pages) (out []image.Image) {
	t.Helper()
	dir := t.TempDir()
	p.Info.Date = "2026-11-22T00:00:00Z"
	var b bytes.Buffer
	if err := pdf.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("pdftoppm", "-png", "-r", fmt.Sprint(resolution), "-", filepath.Join(dir, "p"))
	cmd.Stdin = &b
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, msg)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "p-*.png"))
	slices.Sort(files)
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(f)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, img)
	}
	return out
}

// Cell sets a specimen: the declarations above the pages, which stand in rows.
func Cell(face ximage.Face, sp specimen, without, with []image.Image) image.Image {
	var lines []string
	for line := range strings.Lines(strings.TrimSpace(sp.sheet)) {
		words := strings.Fields(line)
		for len(words) > 0 {
			n := 1
			for n < len(words) && ximage.MeasureString(face, strings.Join(words[:n+1], " ")).Ceil() < column-space {
				n++
			}
			lines = append(lines, strings.Join(words[:n], " "))
			words = words[n:]
		}
	}
	img := image.NewRGBA(image.Rect(0, 0, column, 4000))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	y := 0
	for _, line := range lines {
		y += leading
		d := ximage.Drawer{Dst: img, Src: image.NewUniform(color.Gray{0x40}), Face: face, Dot: fixed.P(0, y-3)}
		d.DrawString(line)
	}
	x, high := 0, 0
	y += 4
	put := func(p image.Image, frame color.Color) {
		w, h := p.Bounds().Dx(), p.Bounds().Dy()
		if x > 0 && x+w+2 > column-space/2 {
			x, y, high = 0, y+high+4, 0
		}
		draw.Draw(img, image.Rect(x, y, x+w+2, y+h+2), image.NewUniform(frame), image.Point{}, draw.Src)
		draw.Draw(img, image.Rect(x+1, y+1, x+w+1, y+h+1), p, p.Bounds().Min, draw.Src)
		x, high = x+w+4, max(high, h+2)
	}
	for _, p := range without {
		put(p, color.Gray{0xCC})
	}
	x += space / 2
	for _, p := range with {
		put(p, color.Gray{0x33})
	}
	return img.SubImage(image.Rect(0, 0, column, y+high))
}

// sheet puts cells in columns of about the same height, in few colours.
func sheet(cells []image.Image) image.Image {
	total := 0
	for _, c := range cells {
		total += c.Bounds().Dy() + space
	}
	columns, limit := 2, total/2
	if total < least {
		columns, limit = 1, total
	}
	img := image.NewRGBA(image.Rect(0, 0, columns*column+space, total))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	x, y, high := space, space/2, 0
	for _, c := range cells {
		if x == space && columns == 2 && y+c.Bounds().Dy()/2 > limit {
			x, y = space+column, space/2
		}
		draw.Draw(img, c.Bounds().Add(image.Pt(x, y)), c, image.Point{}, draw.Src)
		y += c.Bounds().Dy() + space
		high = max(high, y)
	}
	img = img.SubImage(image.Rect(0, 0, img.Bounds().Dx(), min(high, total))).(*image.RGBA)
	// Sixteen steps of each channel, and of these the 256 that are met most often.
	count := map[color.RGBA]int{}
	coarse := func(c color.RGBA) color.RGBA { return color.RGBA{c.R / 17 * 17, c.G / 17 * 17, c.B / 17 * 17, 255} }
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			count[coarse(img.RGBAAt(x, y))]++
		}
	}
	var used []color.RGBA
	for c := range count {
		used = append(used, c)
	}
	slices.SortFunc(used, func(a, b color.RGBA) int {
		if d := count[b] - count[a]; d != 0 {
			return d
		}
		return int(a.R)<<16 + int(a.G)<<8 + int(a.B) - int(b.R)<<16 - int(b.G)<<8 - int(b.B)
	})
	var pal color.Palette
	for _, c := range used[:min(len(used), 256)] {
		pal = append(pal, c)
	}
	out := image.NewPaletted(img.Bounds(), pal)
	draw.Draw(out, out.Bounds(), img, image.Point{}, draw.Src)
	return out
}
