package release

import (
	"bytes"
	"cmp"
	"debug/buildinfo"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/gofrs/uuid/v5"

	"quire/styles"
)

// module is a Go module that quire is built from.
type module struct{ path, version, sum string }

// modules lists the Go modules in the binaries of quire in a folder, or those of the running one if there are none.
// They differ a little from system to system.
func modules(dir string) ([]module, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var infos []*debug.BuildInfo
	for _, e := range entries {
		// A file that is no Go binary has no build information and is skipped.
		if info, err := buildinfo.ReadFile(filepath.Join(dir, e.Name())); err == nil && info.Main.Path == "quire" {
			infos = append(infos, info)
		}
	}
	if len(infos) == 0 {
		if info, ok := debug.ReadBuildInfo(); ok {
			infos = append(infos, info)
		}
	}
	var out []module
	for _, info := range infos {
		for _, m := range info.Deps {
			if m.Replace != nil {
				m = m.Replace
			}
			out = append(out, module{m.Path, m.Version, m.Sum})
		}
	}
	slices.SortFunc(out, func(a, b module) int { return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.version, b.version)) })
	return slices.Compact(out), nil
}

// licences are those of the Go modules, as SPDX names them. A test compares them with the modules' own files.
var licences = map[string]string{
	"github.com/CycloneDX/cyclonedx-go":    "Apache-2.0",
	"github.com/alecthomas/chroma/v2":      "MIT",
	"github.com/dlclark/regexp2/v2":        "MIT",
	"github.com/gabriel-vasile/mimetype":   "MIT",
	"github.com/go-shiori/go-epub":         "MIT",
	"github.com/go-text/typesetting":       "Unlicense OR BSD-3-Clause",
	"github.com/goccy/go-yaml":             "MIT",
	"github.com/gofrs/uuid/v5":             "MIT",
	"github.com/hhrutter/tiff":             "BSD-3-Clause",
	"github.com/inconshreveable/mousetrap": "Apache-2.0",
	"github.com/jung-kurt/gofpdf":          "MIT",
	"github.com/klauspost/compress":        "BSD-3-Clause",
	"github.com/pdfcpu/pdfcpu":             "Apache-2.0",
	"github.com/rivo/uniseg":               "MIT",
	"github.com/speedata/hyphenation":      "CC0-1.0",
	"github.com/spf13/cobra":               "Apache-2.0",
	"github.com/spf13/pflag":               "BSD-3-Clause",
	"github.com/tdewolff/parse/v2":         "MIT",
	"github.com/tetratelabs/wazero":        "Apache-2.0",
	"github.com/vincent-petithory/dataurl": "MIT",
	"github.com/yuin/goldmark":             "MIT",
	"github.com/yuin/goldmark-emoji":       "MIT",
	"go.yaml.in/yaml/v3":                   "MIT AND Apache-2.0",
	"golang.org/x/crypto":                  "BSD-3-Clause",
	"golang.org/x/image":                   "BSD-3-Clause",
	"golang.org/x/net":                     "BSD-3-Clause",
	"golang.org/x/sync":                    "BSD-3-Clause",
	"golang.org/x/sys":                     "BSD-3-Clause",
	"golang.org/x/term":                    "BSD-3-Clause",
	"golang.org/x/text":                    "BSD-3-Clause",
	"rsc.io/qr":                            "BSD-3-Clause",
}

// patternLicences are those of the hyphenation patterns, as stated in the notices beside them.
var patternLicences = map[string]string{
	"hyph-de-1996": "MIT",
	"hyph-en-gb":   "MIT",
	"hyph-es":      "MIT",
	"hyph-fr":      "MIT",
	"hyph-it":      "LPPL-1.3a+ OR MIT",
	"hyph-la":      "MIT OR LPPL-1.0+",
	"hyph-nl":      "LPPL-1.0+",
	"hyph-pl":      "MIT",
	"hyph-pt":      "BSD-3-Clause",
	"hyph-ru":      "LPPL-1.2+",
	// SPDX has no name for this licence: FSFAP without its last sentence.
	"hyph-en-us": "copying and distribution permitted, with the notice",
}

// billOfMaterials lists, as CycloneDX 1.6 has it, what quire is built from and what it brings: Go and its modules,
// fonts, hyphenation patterns, stylesheets and citation styles, with licences and checksums. Its serial number is
// derived from the release, and its time is the date of the release, so the same release has the same bill.
func billOfMaterials(r *Report, parts []module) ([]byte, error) {
	tool := r.tool()
	quire := cdx.Component{
		BOMRef: "quire@" + tool.Version, Type: cdx.ComponentTypeApplication, Name: "quire", Version: tool.Version,
		Licenses: licensed("MIT"),
	}
	if tool.Revision != "" {
		quire.Properties = &[]cdx.Property{{Name: "quire:revision", Value: tool.Revision}}
	}
	list := []cdx.Component{{
		BOMRef: "pkg:golang/std@" + strings.TrimPrefix(r.Toolchain, "go"), Type: cdx.ComponentTypeLibrary, Name: "std",
		Version: strings.TrimPrefix(r.Toolchain, "go"), PackageURL: "pkg:golang/std@" + strings.TrimPrefix(r.Toolchain, "go"),
		Description: "the standard library of Go", Licenses: licensed("BSD-3-Clause"),
	}}
	list = append(list, cdx.Component{
		BOMRef: "pkg:npm/%40resvg/resvg-wasm@2.6.2", Type: cdx.ComponentTypeLibrary, Name: "@resvg/resvg-wasm", Version: "2.6.2",
		PackageURL: "pkg:npm/%40resvg/resvg-wasm@2.6.2", Description: "the renderer of SVG, compiled to WebAssembly", Licenses: licensed("MPL-2.0"),
		// Of the file: see internal/svg/resvg/README.md.
		Hashes: &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: "22bf6e9f9a100d972da0411a69c5ba504367fc1fa87b3b64e3f35e53926d2d70"}},
	})
	for _, m := range parts {
		purl := "pkg:golang/" + strings.ToLower(m.path) + "@" + m.version
		c := cdx.Component{BOMRef: purl, Type: cdx.ComponentTypeLibrary, Name: m.path, Version: m.version, PackageURL: purl, Licenses: licensed(licences[m.path])}
		if h1, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(m.sum, "h1:")); err == nil && m.sum != "" {
			// Go's sum is the SHA-256 of a list of the SHA-256s of the module's files.
			c.Hashes = &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: hex.EncodeToString(h1)}}
		}
		list = append(list, c)
	}
	for _, f := range r.Fonts {
		list = append(list, file("fonts/"+f.File, f.Name, f.Version, "OFL-1.1", f.SHA256))
	}
	patterns, err := fs.Glob(styles.FS, "hyphenation/*.txt")
	if err != nil {
		return nil, err
	}
	for _, name := range patterns {
		language, kind, _ := strings.Cut(path.Base(name), ".")
		if kind == "lic.txt" {
			continue
		}
		data, err := styles.FS.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list = append(list, file(name, path.Base(name), "", patternLicences[language], sum(data)))
	}
	for _, s := range r.Styles {
		list = append(list, file(s.File, path.Base(s.File), "", "MIT", s.SHA256))
	}
	var refs []string
	for _, c := range list {
		refs = append(refs, c.BOMRef)
	}
	bom := cdx.NewBOM()
	bom.SerialNumber = "urn:uuid:" + uuid.NewV5(uuid.NamespaceURL, fmt.Sprintf("quire:bom:%s:%s:%s:%s", r.Title, r.Version, r.Released, r.Revision)).String()
	bom.Metadata = &cdx.Metadata{Timestamp: moment(r.Released), Component: &quire}
	bom.Components = &list
	bom.Dependencies = &[]cdx.Dependency{{Ref: quire.BOMRef, Dependencies: &refs}}
	var b bytes.Buffer
	e := cdx.NewBOMEncoder(&b, cdx.BOMFileFormatJSON).SetPretty(true).SetEscapeHTML(false)
	if err := e.EncodeVersion(bom, cdx.SpecVersion1_6); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func file(ref, name, version, licence, sha256 string) cdx.Component {
	return cdx.Component{
		BOMRef: ref, Type: cdx.ComponentTypeFile, Name: name, Version: version, Licenses: licensed(licence),
		Hashes: &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: sha256}},
	}
}

// licensed makes a licence from an SPDX identifier, an expression, or words.
func licensed(licence string) *cdx.Licenses {
	switch {
	case licence == "":
		return nil
	case strings.Contains(licence, ","):
		return &cdx.Licenses{{License: &cdx.License{Name: licence}}}
	case strings.ContainsAny(licence, " +"):
		return &cdx.Licenses{{Expression: licence}}
	}
	return &cdx.Licenses{{License: &cdx.License{ID: licence}}}
}
