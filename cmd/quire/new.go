package main

import (
	"crypto/rand"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"quire/internal/manifest"
)

// skeleton is a small example book.
//
//go:embed skeleton
var skeleton embed.FS

func newCommand() *cobra.Command {
	var from string
	cmd := &cobra.Command{
		Use:   "new DIR",
		Short: "Lay out a book that builds",
		Long: `Lay out a book in a new folder: book.yaml with its metadata, one chapter, notes and a
bibliography, all of which say what to put there. “quire build DIR” makes its editions.

With --from FOLDER, write a book.yaml into a folder that has a book of another tool: mdBook’s
SUMMARY.md and book.toml, _quarto.yml, _bookdown.yml, or a Makefile that calls Pandoc.`,
		Example: "  quire new mybook\n  quire new --from old-book",
		Args: func(cmd *cobra.Command, args []string) error {
			if from != "" {
				return cobra.NoArgs(cmd, args)
			}
			return takes(1, "a new folder")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if from != "" {
				tool, err := writeFrom(from)
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%s is written from the files of %s; look it over, and build it with: quire build %s\n", filepath.Join(from, "book.yaml"), tool, from)
				return nil
			}
			dir := args[0]
			if err := layOut(dir); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s is laid out; build it with: quire build %s\n", dir, dir)
			return nil
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "write the book.yaml of a folder that has a book of another tool")
	return cmd
}

// layOut writes the skeleton into dir, which must be empty or not exist, so that no file is overwritten.
func layOut(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s is not empty; name a new folder", dir)
	}
	id, err := newUUID()
	if err != nil {
		return err
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	name := manifest.FileName(filepath.Base(abs))
	if name == "" {
		name = "book"
	}
	fill := strings.NewReplacer("{{uuid}}", id, "{{name}}", name)
	return fs.WalkDir(skeleton, "skeleton", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(strings.TrimPrefix(p, "skeleton"), "/")))
		if d.IsDir() {
			return os.MkdirAll(to, 0o777)
		}
		data, err := skeleton.ReadFile(p)
		if err != nil {
			return err
		}
		return os.WriteFile(to, []byte(fill.Replace(string(data))), 0o666)
	})
}

// newUUID gives a random UUID (RFC 9562, section 5.4), which a book keeps.
func newUUID() (string, error) {
	var b [16]byte
	if _, err := rand.Read(b[:]); err != nil {
		return "", err
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}
