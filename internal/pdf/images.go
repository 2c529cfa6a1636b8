package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"runtime"

	"golang.org/x/image/webp"
	"golang.org/x/sync/errgroup"

	"quire/internal/exif"
	"quire/internal/page"
)

// maxPixels is the limit for images, so that none takes gigabytes to decode; maxRecoded is that for images that are decoded and
// encoded anew, in four bytes for each pixel.
const (
	maxPixels  = 1 << 26
	maxRecoded = 1 << 25
)

// ErrTooLarge is wrapped by an ImageError for an image with too many pixels.
var ErrTooLarge = errors.New("are too many")

// raster is an image as gofpdf can take it.
type raster struct {
	kind string // "png" or "jpg"
	data []byte
}

// usedImages returns the images of a document and, separately, those that are drawings, in order of first use.
func usedImages(p *page.Pages) (images, drawings []*page.Image) {
	seen := map[*page.Image]bool{}
	for _, pg := range p.Pages {
		for _, it := range pg.Items {
			r, ok := it.(*page.Picture)
			if !ok || r.Image == nil || seen[r.Image] {
				continue
			}
			seen[r.Image] = true
			if r.Image.Drawing != nil {
				drawings = append(drawings, r.Image)
			} else {
				images = append(images, r.Image)
			}
		}
	}
	return images, drawings
}

// An ImageError reports an image whose data are damaged or in a format that cannot be set.
type ImageError struct {
	Name string // its path
	Err  error
}

func (e *ImageError) Error() string { return fmt.Sprintf("the image %s: %v", e.Name, e.Err) }

func (e *ImageError) Unwrap() error { return e.Err }

// prepareAll makes images fit for gofpdf, which takes baseline and progressive JPEG in grey and RGB, and PNG of at most
// 8 bits without interlacing, and which reads the chunks of a PNG without checking that they are there. Other images
// are decoded here and encoded anew. Each is decoded in any case, so that a broken one is found.
func prepareAll(images []*page.Image) ([]raster, error) {
	rasters := make([]raster, len(images))
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, im := range images {
		g.Go(func() error {
			r, err := prepare(im)
			if err != nil {
				return &ImageError{im.Name, err}
			}
			rasters[i] = r
			return nil
		})
	}
	return rasters, g.Wait()
}

func prepare(im *page.Image) (raster, error) {
	decode, config := png.Decode, png.DecodeConfig
	switch {
	case bytes.HasPrefix(im.Data, []byte("\xFF\xD8")):
		decode, config = jpeg.Decode, jpeg.DecodeConfig
	case bytes.HasPrefix(im.Data, []byte("GIF8")):
		decode, config = gif.Decode, gif.DecodeConfig
	case bytes.HasPrefix(im.Data, []byte("RIFF")):
		decode, config = webp.Decode, webp.DecodeConfig
	case !bytes.HasPrefix(im.Data, []byte("\x89PNG\r\n\x1a\n")):
		return raster{}, errors.New("is of a kind that cannot be set: give a PNG, JPEG, GIF or WebP")
	}
	c, err := config(bytes.NewReader(im.Data))
	if err != nil {
		return raster{}, err
	}
	most := maxRecoded
	if bytes.HasPrefix(im.Data, []byte("\xFF\xD8")) || plainPNG(im.Data) != nil {
		most = maxPixels
	}
	if c.Width <= 0 || c.Height <= 0 || c.Width > most/c.Height {
		return raster{}, fmt.Errorf("%d × %d pixels %w: an image of this kind may have %d", c.Width, c.Height, ErrTooLarge, most)
	}
	pixels, err := decode(bytes.NewReader(im.Data)) // always decoded, so that no broken data get into the file
	if err != nil {
		return raster{}, err
	}
	turn := exif.Orientation(im.Data)
	if bytes.HasPrefix(im.Data, []byte("\xFF\xD8")) && turn <= 1 {
		switch pixels.(type) {
		case *image.Gray, *image.YCbCr:
			return raster{"jpg", im.Data}, nil
		}
	}
	if turn <= 1 {
		if data := plainPNG(im.Data); data != nil {
			return raster{"png", data}, nil
		}
	}
	if turn > 1 {
		pixels = turned(pixels, turn)
	}
	if p, ok := pixels.(*image.Gray16); ok { // 8 of the 16 bits are more than a press can show
		g := image.NewGray(p.Bounds())
		draw.Draw(g, g.Rect, p, p.Rect.Min, draw.Src)
		pixels = g
	}
	switch p := pixels.(type) {
	case *image.Gray:
	case *image.Paletted:
		if !p.Opaque() { // gofpdf reads the transparency of a palette wrongly
			pixels = converted(p)
		}
	default:
		pixels = converted(p)
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, pixels); err != nil {
		return raster{}, err
	}
	return raster{"png", b.Bytes()}, nil
}

// converted returns an image with 8 bits of RGB, with alpha if the image has any; the encoder leaves out alpha that is
// opaque everywhere.
func converted(im image.Image) image.Image {
	out := image.NewNRGBA(image.Rect(0, 0, im.Bounds().Dx(), im.Bounds().Dy()))
	draw.Draw(out, out.Rect, im, im.Bounds().Min, draw.Src)
	return out
}

// turned rotates and mirrors an image as its orientation says.
func turned(im image.Image, orientation int) image.Image {
	src := converted(im).(*image.NRGBA)
	w, h := src.Rect.Dx(), src.Rect.Dy()
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	if orientation >= 5 {
		out = image.NewNRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch orientation {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			out.SetNRGBA(tx, ty, src.NRGBAAt(x, y))
		}
	}
	return out
}
