package resolve

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"quire/internal/diag"
	"quire/internal/doc"
)

// outside is a folder in which one file is a link that leads out of it.
type outside struct{ fstest.MapFS }

func (o outside) Open(name string) (fs.File, error) {
	switch name {
	case "link.png":
		return nil, &fs.PathError{Op: "open", Path: name, Err: diag.ErrOutsideRoot}
	case "broken.png":
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("disk failure")}
	}
	return o.MapFS.Open(name)
}

func (o outside) ReadFile(name string) ([]byte, error) {
	if f, err := o.Open(name); err != nil {
		return nil, err
	} else {
		_ = f.Close()
	}
	return o.MapFS.ReadFile(name)
}

// Each image is read from the root, and what it may not be is a finding.
func TestImages(t *testing.T) {
	picture := image.NewGray(image.Rect(0, 0, 4, 2))
	var small, photo, moving bytes.Buffer
	if err := errors.Join(png.Encode(&small, picture), jpeg.Encode(&photo, picture, nil), gif.Encode(&moving, picture, nil)); err != nil {
		t.Fatal(err)
	}
	// Exif 2.32, section 4.6.4: orientation 6, the camera lay on its side.
	exif := []byte("\xFF\xE1\x00\x22Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	turned := append(append([]byte{0xFF, 0xD8}, exif...), photo.Bytes()[2:]...)
	upright := bytes.Replace(turned, []byte("\x01\x00\x06"), []byte("\x01\x00\x04"), 1)
	sized := func(w, h uint32) []byte { // the head of a PNG; its check sum is not looked at in what is too large
		data := bytes.Clone(small.Bytes())
		binary.BigEndian.PutUint32(data[16:], w)
		binary.BigEndian.PutUint32(data[20:], h)
		binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
		return data
	}
	screen := func(w, h byte) []byte {
		data := bytes.Clone(moving.Bytes())
		data[6], data[8] = w, h
		return data
	}
	root := outside{fstest.MapFS{}}
	for name, data := range map[string][]byte{
		"small.png": small.Bytes(), "photo.jpg": photo.Bytes(), "turned.jpg": turned, "upright.jpg": upright, "huge.png": sized(20000, 20000), "wide.png": sized(20000, 10000),
		"narrow.gif": screen(0, 2), "flat.gif": screen(4, 0), "text.png": []byte("words"), "cut.png": small.Bytes()[:20], "a b.png": small.Bytes(),
		"in/small.png": small.Bytes(), "link.png": nil, "broken.png": nil,
	} {
		root.MapFS[name] = &fstest.MapFile{Data: data}
	}
	for _, c := range []struct {
		path string
		want string // the size, or the code of the finding
	}{
		{"small.png", "4×2"},
		{"/small.png", "4×2"},
		{"a%20b.png", "4×2"},
		{"in/../small.png", "4×2"},
		{"photo.jpg", "4×2"},
		{"turned.jpg", "2×4"},
		{"upright.jpg", "4×2"},
		{"wide.png", "20000×10000"},
		{"huge.png", "bad-image"},
		{"narrow.gif", "bad-image"},
		{"flat.gif", "bad-image"},
		{"text.png", "bad-image"},
		{"cut.png", "bad-image"},
		{"gone.png", "missing-image"},
		{"link.png", "path-outside-root"},
		{"broken.png", "missing-image"},
		{"..", "path-outside-root"},
		{"../small.png", "path-outside-root"},
		{`in\small.png`, "path-outside-root"},
		{"https://example.org/x.png", "remote-image"},
		{"//example.org/x.png", "remote-image"},
		{"data:image/png,x", "remote-image"},
		{"C:x.png", "missing-image"},
	} {
		var list diag.List
		r := &resolver{opts: Options{Root: root}, findings: &list}
		im := &doc.Image{Node: doc.Node{Span: diag.Span{Pos: diag.Pos{File: "a.md", Line: 1, Col: 1}}}, Path: c.path, Decorative: true}
		b := &doc.Book{Sections: []*doc.Section{{Blocks: []doc.Block{&doc.Figure{Image: im}}}}}
		r.images(b)
		got := ""
		for _, f := range list.All() {
			got = string(f.Code)
		}
		// An image with a fault is replaced by a box that says what is missing.
		if a := b.Assets[im.Path]; a != nil && got == "" {
			got += fmt.Sprintf("%d×%d", a.Width, a.Height)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.path, got, c.want)
		}
	}
}

// A cover that can't be read is left out.
func TestCover(t *testing.T) {
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewGray(image.Rect(0, 0, 4, 2))); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"cover.png": "cover.png", "gone.png": ""} {
		var list diag.List
		r := &resolver{opts: Options{Root: fstest.MapFS{"cover.png": {Data: small.Bytes()}}}, findings: &list}
		b := &doc.Book{Meta: doc.Meta{Cover: path, CoverPos: diag.Pos{File: "in/book.yaml", Line: 1, Col: 1}}}
		if r.images(b); b.Meta.Cover != want || len(list.All()) != 1-len(b.Assets) {
			t.Errorf("%s: the cover is %q, %v", path, b.Meta.Cover, list.All())
		}
	}
}

// A full stop that the author wrote after a citation is not printed twice.
func TestStops(t *testing.T) {
	for in, want := range map[string]string{"ibid.": "ibid", "and so on ..": "and so on ..", "Press, 1963": "Press, 1963", "": ""} {
		is := []doc.Inline{&doc.Emph{Content: []doc.Inline{&doc.Text{Value: in}}}, &doc.Text{}}
		if dropStop(is); doc.PlainText(is) != want {
			t.Errorf("%q becomes %q", in, doc.PlainText(is))
		}
	}
	for in, want := range map[string]string{"Press, 1963": "Press, 1963.", "ibid.": "ibid.", "Why?": "Why?", "He said “no.”": "He said “no.”", "": ""} {
		c := &doc.Cite{Page: []doc.Inline{&doc.Text{Value: in}}, Alone: []doc.Inline{&doc.Text{Value: in}}}
		if closeNote(c); doc.PlainText(c.Page) != want || doc.PlainText(c.Alone) != want {
			t.Errorf("%q becomes %q and %q", in, doc.PlainText(c.Page), doc.PlainText(c.Alone))
		}
	}
}

// A link to a work stays if the style lists the work, under the name that the work has as an anchor.
func TestWorkLinks(t *testing.T) {
	is := []doc.Inline{
		&doc.Link{Target: "work:a", Content: []doc.Inline{&doc.Text{Value: "listed"}}},
		&doc.Link{Target: "work:b", Content: []doc.Inline{&doc.Text{Value: "not listed"}}},
		&doc.Link{URL: "https://example.org/", Content: []doc.Inline{&doc.Text{Value: "address"}}},
	}
	var got []string
	for _, i := range bindWorks(is, map[string]bool{"work-a": true}) {
		switch i := i.(type) {
		case *doc.Link:
			got = append(got, i.Target+i.URL)
		case *doc.Text:
			got = append(got, i.Value)
		}
	}
	if want := "work-a, not listed, https://example.org/"; strings.Join(got, ", ") != want {
		t.Errorf("%s, want %s", strings.Join(got, ", "), want)
	}
}

// A mark without a heading makes no index, and a mark that only refers to another heading is not a place.
func TestIndexed(t *testing.T) {
	for _, c := range []struct {
		marks []*doc.IndexMark
		want  bool
		ids   string
	}{
		{nil, false, ""},
		{[]*doc.IndexMark{{}}, false, "index-1"},
		{[]*doc.IndexMark{{Key: []string{"A"}}, {}}, true, "index-1 index-2"},
		{[]*doc.IndexMark{{}, {Key: []string{"A"}, See: "B"}}, true, "index-1"},
	} {
		p := &doc.Paragraph{}
		for _, m := range c.marks {
			p.Content = append(p.Content, m)
		}
		got := indexed([]*doc.Section{{Blocks: []doc.Block{p}}})
		ids := ""
		for _, m := range c.marks {
			ids += " " + m.ID
		}
		if got != c.want || strings.TrimSpace(ids) != c.ids {
			t.Errorf("%d marks: %v, %q", len(c.marks), got, ids)
		}
	}
}
