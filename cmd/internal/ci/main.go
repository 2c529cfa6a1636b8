// Ci runs the steps of continuous integration and of a release. Each step is a subcommand in a file of its own, and a
// target of the Makefile calls it. It runs in the root of the repository.
//
// Code in other languages is in the folder judges: programs in Java and JavaScript that call third-party checkers
// through libraries in these languages.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
)

// step is a subcommand.
type step struct {
	name, args, does string
	run              func(ctx context.Context, args []string) error
}

// steps lists the subcommands.
func steps() []step {
	return []step{
		{"tools", "", "install the judges of third parties where they are missing", tools},
		{"check", "QUIRE [DIR]", "let third parties judge the books in build/ and testdata/, or those in DIR", check},
		{"lint", "", "static analysis", lint},
		{"dist", "VERSION", "write dist/: the publications and the tool", dist},
		{"judge", "VERSION", "let third parties judge dist/, and write what they say into its report", judge},
		{"agree", "DIST DIST", "compare two releases byte for byte", agree},
		{"notes", "VERSION", "print the notes of a version from CHANGELOG.md", notes},
		{"processors", "", "compare the outputs of a build for another processor byte for byte", processors},
		{"shelf", "[-books N] [-out DIR]", "make books to try a build farm with", shelf},
		{"pictures", "", "draw the pictures in docs/images", pictures},
		{"verdicts", "", "write the verdicts of EPUBCheck and veraPDF on planted faults into docs/accessibility.md", verdicts},
		{"size", "QUIRE", "compare the size of the EPUB with that of Pandoc's", size},
		{"peer-lines", "METER [BOOK]", "set a book with LuaLaTeX too, and measure both", peerLines},
		{"peer-size", "[BOOK]", "compare the size of a print with that of LuaLaTeX's", peerSize},
		{"peer-formulas", "", "compare formulas with those that LuaLaTeX sets in the same face", peerFormulas},
		{"bench", "[-rounds N] [-short]", "measure time and memory beside Pandoc and Typst", bench},
		{"longbook", "WORDS DIR", "make a long book", longBook},
	}
}

// errUsage is returned for arguments that a step does not take.
var errUsage = errors.New("wrong arguments")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := dispatch(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "ci:", err)
		stop()
		os.Exit(1)
	}
}

func dispatch(ctx context.Context, args []string) error {
	if len(args) > 0 {
		for _, s := range steps() {
			if s.name != args[0] {
				continue
			}
			if _, err := os.Stat("go.mod"); err != nil {
				return errors.New("run it in the root of the repository")
			}
			err := s.run(ctx, args[1:])
			if errors.Is(err, errUsage) {
				return fmt.Errorf("usage: ci %s %s", s.name, s.args)
			}
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			return nil
		}
	}
	for _, s := range steps() {
		fmt.Fprintf(os.Stderr, "  %-36s %s\n", s.name+" "+s.args, s.does)
	}
	return errors.New("name a step")
}
