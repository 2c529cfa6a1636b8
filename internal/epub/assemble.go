package epub

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"sync"

	goepub "github.com/go-shiori/go-epub"
)

// goepubFiles guards go-epub's file system, which is global and not locked. We use the one in memory: the other leaves
// files in the temporary directory if the process is stopped.
var goepubFiles sync.Mutex

// noNetwork answers every request of go-epub, which takes an unknown media source for a URL.
type noNetwork struct{}

func (noNetwork) RoundTrip(r *http.Request) (*http.Response, error) {
	return nil, errors.New("nothing is fetched from the network: " + r.URL.Host)
}

// assemble writes the files with go-epub and returns its zip. Some features of go-epub are avoided: internal names that
// leave its folder, sources that are paths or addresses (all are data: URLs), SetCover and EmbedImages, and a second
// WriteTo, which writes everything twice.
func (p *plan) assemble() ([]byte, error) {
	goepubFiles.Lock()
	defer goepubFiles.Unlock()
	if err := goepub.Use(goepub.MemoryFS); err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	e, err := goepub.NewEpub(p.book.Meta.Title)
	if err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	e.Client = &http.Client{Transport: noNetwork{}}
	e.SetIdentifier(identifier(&p.book.Meta))
	e.SetLang(p.book.Meta.Lang)
	add := func(put func(source, name string) (string, error), name string, data []byte) error {
		if !safeName.MatchString(name) {
			return fmt.Errorf("epub: %q is no name for a file", name)
		}
		// The media type does not matter here: go-epub looks at the bytes, and the finisher sets the right one. But
		// go-epub's parser of data: URLs rejects font/ttf and the like. Its own error would quote the whole URL.
		if _, err := put("data:application/octet-stream;base64,"+base64.StdEncoding.EncodeToString(data), name); err != nil {
			return fmt.Errorf("epub: go-epub refuses %s", name)
		}
		return nil
	}
	if err := add(e.AddCSS, cssName, p.css); err != nil {
		return nil, err
	}
	for _, f := range p.fonts {
		if err := add(e.AddFont, f.name, f.data); err != nil {
			return nil, err
		}
	}
	for _, m := range p.images {
		if err := add(e.AddImage, m.name, m.data); err != nil {
			return nil, err
		}
	}
	for _, f := range p.files {
		if f == p.nav {
			continue
		}
		if !safeName.MatchString(f.name) {
			return nil, fmt.Errorf("epub: %q is no name for a file", f.name)
		}
		if _, err := e.AddSection(string(f.frag.Data), f.title, f.name, ""); err != nil {
			return nil, fmt.Errorf("epub: %s: %w", f.name, err)
		}
	}
	var b bytes.Buffer
	if _, err := e.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	return b.Bytes(), nil
}
