package epub

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"quire/internal/check/xmltree"
)

// The limits of what is unpacked. A book far beyond them attacks the memory of its reader.
const (
	maxFile  = 256 << 20
	maxTotal = 1 << 30
	maxFiles = 65535
)

func (b *book) readArchive(data []byte) bool {
	file := b.Report.File
	b.checkMimetype(data)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		b.Fault("zip", file, "cannot be opened: %v", err)
		return false
	}
	if len(z.File) > maxFiles {
		b.Fault("zip", file, "it holds more than %d files", maxFiles)
		return false
	}
	b.files = map[string][]byte{}
	folded := map[string]string{}
	fold := cases.Fold()
	total := 0
	for _, f := range z.File {
		name := f.Name
		if !b.checkName(name) {
			continue
		}
		// OCF 4.1.5: unique after case folding and canonical normalisation, since many file systems fold both.
		key := norm.NFC.String(fold.String(norm.NFC.String(strings.TrimSuffix(name, "/"))))
		if first, dup := folded[key]; dup {
			b.Fault("zip-names", name, "the archive also holds “%s”", first)
			continue
		}
		folded[key] = name
		if strings.HasSuffix(name, "/") {
			continue
		}
		if f.Method != zip.Store && f.Method != zip.Deflate {
			b.Fault("zip", name, "compressed by method %d, only Deflate is allowed", f.Method)
			continue
		}
		if f.Flags&1 != 0 {
			b.Fault("encryption", name, "encrypted by the archive")
			continue
		}
		r, err := f.Open()
		if err != nil {
			b.Fault("zip", name, "cannot be read: %v", err)
			continue
		}
		content, err := io.ReadAll(io.LimitReader(r, maxFile+1))
		r.Close()
		if err != nil {
			b.Fault("zip", name, "cannot be read: %v", err)
			continue
		}
		if total += len(content); len(content) > maxFile || total > maxTotal {
			b.Fault("zip", name, "unpacks to more than a book can hold")
			return false
		}
		b.files[name] = content
		b.names = append(b.names, name)
	}
	return true
}

// checkMimetype looks at the bytes, because a ZIP library does not tell how the first entry is stored. OCF 4.2.2 asks for
// “application/epub+zip” at byte 38.
func (b *book) checkMimetype(data []byte) {
	const want = "application/epub+zip"
	switch {
	case len(data) < 30 || string(data[:4]) != "PK\x03\x04":
		b.Fault("mimetype", "byte 0", "the file does not begin with an entry of a ZIP archive")
	case len(data) < 38 || string(data[30:38]) != "mimetype" || binary.LittleEndian.Uint16(data[26:]) != 8:
		b.Fault("mimetype", "byte 30", "the first entry is not “mimetype”")
	case binary.LittleEndian.Uint16(data[28:]) != 0:
		b.Fault("mimetype", "byte 28", "the entry has an extra field")
	case binary.LittleEndian.Uint16(data[8:]) != 0:
		b.Fault("mimetype", "byte 8", "the entry is compressed, it has to be stored")
	case !bytes.HasPrefix(data[38:], []byte(want)) || binary.LittleEndian.Uint32(data[22:]) != uint32(len(want)):
		b.Fault("mimetype", "byte 38", "it does not say “%s”", want)
	}
}

func (b *book) checkName(name string) bool {
	switch clean := path.Clean(strings.TrimSuffix(name, "/")); {
	case !utf8.ValidString(name):
		b.Fault("zip-names", name, "the name is not UTF-8")
	case strings.HasPrefix(name, "/") || clean == ".." || strings.HasPrefix(clean, "../"):
		b.Fault("zip-names", name, "the name leads out of the book")
	case clean != strings.TrimSuffix(name, "/"):
		b.Fault("zip-names", name, "the name has empty or dotted parts")
	case strings.ContainsAny(name, "\\\"*:<>?|\x7f") || strings.ContainsFunc(name, func(r rune) bool { return r < 0x20 }):
		b.Fault("zip-names", name, "the name has a character that not every file system takes")
	case strings.HasSuffix(clean, "."):
		b.Fault("zip-names", name, "the name ends in a full stop")
	case len(path.Base(name)) > 255 || len(name) > 65535:
		b.Fault("zip-names", name, "the name is too long")
	default:
		return true
	}
	return false
}

func (b *book) readContainer() bool {
	const name = "META-INF/container.xml"
	if _, there := b.files["META-INF/encryption.xml"]; there {
		b.Fault("encryption", "META-INF/encryption.xml", "the book encrypts or obfuscates some of its files")
	}
	if _, there := b.files["META-INF/rights.xml"]; there {
		b.Fault("encryption", "META-INF/rights.xml", "the book carries digital rights management")
	}
	data, there := b.files[name]
	if !there {
		b.Fault("container", name, "the file is missing")
		return false
	}
	doc, err := xmltree.Parse(name, data)
	if err != nil {
		xmltree.Fault(b.Recorder, "container", err)
		return false
	}
	if doc.Root.Name != "container" || doc.Root.Space != xmltree.Container || doc.Root.Attr("version") != "1.0" {
		b.Fault("container", doc.Root.Place, "the root is not a container of version 1.0")
	}
	var paths []string
	for _, e := range doc.All {
		if e.Space == xmltree.Container && e.Name == "rootfile" {
			if e.Attr("media-type") == "application/oebps-package+xml" {
				paths = append(paths, e.Attr("full-path"))
			}
		}
	}
	if len(paths) != 1 {
		b.Fault("container", name, "it names %d package documents instead of one", len(paths))
		return false
	}
	b.opfPath = paths[0]
	if _, there := b.files[b.opfPath]; !there {
		b.Fault("container", name, "it names “%s”, which is not in the archive", b.opfPath)
		return false
	}
	return true
}
