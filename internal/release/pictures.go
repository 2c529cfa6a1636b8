package release

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // covers may be of any of these
	"image/jpeg"
	"image/png"
	"path"

	_ "golang.org/x/image/webp"

	"quire/internal/build"
)

// picture is a file of the cover.
type picture struct {
	Name, Type    string
	Width, Height int // 0 where a drawing has no size
}

// pictures are the cover in its own size and a thumbnail, unless it is a vector drawing.
type pictures struct {
	Full, Small picture
	Alt         string
}

// thumbnailWidth is the width of a cover on a shelf, for a screen with two pixels to a point.
const thumbnailWidth = 400

// pictures adds the cover to a release, whole and small.
func (l *laid) pictures(made *build.Made) (pictures, error) {
	c, err := made.Cover()
	if err != nil {
		return pictures{}, err
	}
	name := made.Meta.Name + "-v" + l.report.Version + "-cover"
	ext := map[string]string{"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp", "image/svg+xml": ".svg"}[c.MediaType]
	p := pictures{Full: picture{name + ext, c.MediaType, c.Width, c.Height}, Alt: c.Alt}
	l.files[p.Full.Name] = c.Data
	if c.MediaType == "image/svg+xml" {
		p.Small = p.Full
		return p, nil
	}
	data, size, mediaType, err := thumbnail(c.Data, c.MediaType)
	if err != nil {
		return p, fmt.Errorf("the cover: %w", err)
	}
	ext = "." + path.Base(mediaType)
	if mediaType == "image/jpeg" {
		ext = ".jpg"
	}
	p.Small = picture{name + "-small" + ext, mediaType, size.X, size.Y}
	l.files[p.Small.Name] = data
	return p, nil
}

// thumbnail makes a picture smaller by averaging whole areas in integers, so that it is the same on every machine. A
// JPEG stays one; other formats become PNG.
func thumbnail(data []byte, mediaType string) (small []byte, size image.Point, smallType string, err error) {
	from, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, size, "", err
	}
	b := from.Bounds()
	w := min(thumbnailWidth, b.Dx())
	h := max(1, (b.Dy()*w+b.Dx()/2)/b.Dx())
	to := image.NewNRGBA64(image.Rect(0, 0, w, h))
	for y := range h {
		y0, y1 := b.Min.Y+y*b.Dy()/h, b.Min.Y+max((y+1)*b.Dy()/h, y*b.Dy()/h+1)
		for x := range w {
			x0, x1 := b.Min.X+x*b.Dx()/w, b.Min.X+max((x+1)*b.Dx()/w, x*b.Dx()/w+1)
			var sum [4]uint64
			for yy := y0; yy < y1; yy++ {
				for xx := x0; xx < x1; xx++ {
					r, g, bl, a := from.At(xx, yy).RGBA()
					sum[0], sum[1], sum[2], sum[3] = sum[0]+uint64(r), sum[1]+uint64(g), sum[2]+uint64(bl), sum[3]+uint64(a)
				}
			}
			n := uint64((y1 - y0) * (x1 - x0))
			to.Set(x, y, color.RGBA64{uint16(sum[0] / n), uint16(sum[1] / n), uint16(sum[2] / n), uint16(sum[3] / n)})
		}
	}
	// Screens show eight bits a channel.
	out := image.NewNRGBA(to.Bounds())
	for i := range out.Pix {
		out.Pix[i] = to.Pix[2*i]
	}
	var buf bytes.Buffer
	smallType = "image/png"
	if mediaType == "image/jpeg" {
		smallType = mediaType
		err = jpeg.Encode(&buf, out, &jpeg.Options{Quality: 85})
	} else {
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&buf, out)
	}
	return buf.Bytes(), out.Bounds().Size(), smallType, err
}
