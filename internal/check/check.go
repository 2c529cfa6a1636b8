// Package check is the independent judge of finished files. It reads an EPUB or a PDF from its bytes alone and says of each
// checkpoint whether the file passes, fails, or has to be looked at by a person. It shares no code with the writers: a
// mistake that they make is not repeated here.
package check

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"quire/internal/check/epub"
	"quire/internal/check/pdf"
	"quire/internal/check/report"
)

// ErrUnknown is returned for a file that is neither an EPUB nor a PDF.
var ErrUnknown = errors.New("neither an EPUB nor a PDF")

// File judges a file by its first bytes, or by the end of its name where these say nothing. The name is used in the
// report.
func File(name string, data []byte) (*report.Report, error) {
	ext := strings.ToLower(path.Ext(name))
	switch {
	case bytes.HasPrefix(data, []byte("PK")):
		return epub.Check(name, data), nil
	case bytes.HasPrefix(data, []byte("%PDF")):
		return pdf.Check(name, data), nil
	case ext == ".epub":
		return epub.Check(name, data), nil
	case ext == ".pdf":
		return pdf.Check(name, data), nil
	}
	return nil, ErrUnknown
}
