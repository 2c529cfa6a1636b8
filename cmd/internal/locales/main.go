// Locales renews the official locales of the Citation Style Language in styles/csl/locales and prints what changed.
//
//	go run ./cmd/internal/locales -version 26.2
//
// They come from Maven Central, as org.citationstyles:locales. Without a version it takes the newest.
package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

const repository = "https://repo1.maven.org/maven2/org/citationstyles/locales/"

// limit bounds the size of a download; the archive has less than 1 MB.
const limit = 16 << 20

func main() {
	dir := flag.String("dir", "styles/csl/locales", "folder of the locales")
	version := flag.String("version", "", "version to fetch; the newest if empty")
	flag.Parse()
	if err := renew(os.Stdout, *dir, *version); err != nil {
		fmt.Fprintln(os.Stderr, "locales:", err)
		os.Exit(1)
	}
}

// renew replaces the locales in a folder by those of a version.
func renew(out io.Writer, dir, version string) error {
	if version == "" {
		metadata, err := fetch(repository + "maven-metadata.xml")
		if err != nil {
			return err
		}
		if version, err = newest(metadata); err != nil {
			return err
		}
	}
	url := repository + version + "/locales-" + version + ".jar"
	archive, err := fetch(url)
	if err != nil {
		return err
	}
	fresh, err := unpack(archive)
	if err != nil {
		return fmt.Errorf("%s: %w", url, err)
	}
	if err := replace(out, dir, fresh); err != nil {
		return err
	}
	source := fmt.Sprintf("org.citationstyles:locales %s\n%s\nsha256 %x\n", version, url, sha256.Sum256(archive))
	return os.WriteFile(filepath.Join(dir, "SOURCE"), []byte(source), 0o666)
}

func fetch(url string) ([]byte, error) {
	client := http.Client{Timeout: 2 * time.Minute}
	resp, err := client.Get(url)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", url, resp.Status)
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, limit+1))
	if err == nil && len(data) > limit {
		err = fmt.Errorf("%s: more than %d bytes", url, limit)
	}
	return data, err
}

// newest gives the version that a maven-metadata.xml names as the release.
func newest(metadata []byte) (string, error) {
	var m struct {
		Release string `xml:"versioning>release"`
	}
	if err := xml.Unmarshal(metadata, &m); err != nil {
		return "", err
	}
	if m.Release == "" {
		return "", fmt.Errorf("the metadata names no release")
	}
	return m.Release, nil
}

var localeFile = regexp.MustCompile(`^locales-[A-Za-z-]+\.xml$`)

// unpack gives the locales of an archive by their file names.
func unpack(archive []byte) (map[string][]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, f := range z.File {
		if !localeFile.MatchString(f.Name) {
			continue
		}
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(io.LimitReader(in, limit))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		out[f.Name] = data
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("there are no locales in it")
	}
	return out, nil
}

// replace writes the new locales, removes the others, and prints the differences.
func replace(out io.Writer, dir string, fresh map[string][]byte) error {
	old := map[string][]byte{}
	files, err := filepath.Glob(filepath.Join(dir, "locales-*.xml"))
	if err != nil {
		return err
	}
	for _, f := range files {
		if old[filepath.Base(f)], err = os.ReadFile(f); err != nil {
			return err
		}
	}
	report, err := changes(old, fresh)
	if err != nil {
		return err
	}
	for name := range old {
		if fresh[name] == nil {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				return err
			}
		}
	}
	for name, data := range fresh {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			return err
		}
	}
	_, err = io.WriteString(out, report)
	return err
}

// changes lists the differences between two sets of locales, term by term.
func changes(old, fresh map[string][]byte) (string, error) {
	names := map[string]bool{}
	for n := range old {
		names[n] = true
	}
	for n := range fresh {
		names[n] = true
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(names)) {
		was, is := old[name], fresh[name]
		switch {
		case was == nil:
			fmt.Fprintf(&b, "%s: new\n", name)
		case is == nil:
			fmt.Fprintf(&b, "%s: removed\n", name)
		case !bytes.Equal(was, is):
			if err := fileChanges(&b, name, was, is); err != nil {
				return "", fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	if b.Len() == 0 {
		return "nothing changed\n", nil
	}
	return b.String(), nil
}

func fileChanges(b *strings.Builder, name string, was, is []byte) error {
	before, err := flatten(was)
	if err != nil {
		return err
	}
	after, err := flatten(is)
	if err != nil {
		return err
	}
	fmt.Fprintf(b, "%s:\n", name)
	keys := map[string]bool{}
	for k := range before {
		keys[k] = true
	}
	for k := range after {
		keys[k] = true
	}
	for _, k := range slices.Sorted(maps.Keys(keys)) {
		x, had := before[k]
		y, has := after[k]
		switch {
		case !had:
			fmt.Fprintf(b, "  + %s: %s\n", k, y)
		case !has:
			fmt.Fprintf(b, "  - %s: %s\n", k, x)
		case x != y:
			fmt.Fprintf(b, "  %s: %s → %s\n", k, x, y)
		}
	}
	return nil
}

// flatten gives the content of a locale as lines. Each element with text or attributes is keyed by its path, with the
// attributes that distinguish it from its siblings.
func flatten(data []byte) (map[string]string, error) {
	out := map[string]string{}
	var path []string
	var text strings.Builder
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		tok, err := dec.Token()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			text.Reset()
			step := tok.Name.Local
			var rest []string
			for _, a := range tok.Attr {
				switch a.Name.Local {
				case "name", "form", "gender-form":
					step += " " + a.Value
				case "xmlns", "version", "lang":
				default:
					rest = append(rest, fmt.Sprintf("%s=%q", a.Name.Local, a.Value))
				}
			}
			path = append(path, step)
			if len(rest) > 0 {
				out[strings.Join(path[1:], ", ")+" (attributes)"] = strings.Join(rest, " ")
			}
		case xml.CharData:
			text.Write(tok)
		case xml.EndElement:
			if s := strings.TrimSpace(text.String()); s != "" && len(path) > 1 && path[1] != "info" {
				out[strings.Join(path[1:], ", ")] = fmt.Sprintf("%q", s)
			}
			text.Reset()
			path = path[:len(path)-1]
		}
	}
}
