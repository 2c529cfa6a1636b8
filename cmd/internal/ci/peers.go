package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

const (
	peerDir   = "build/peer"
	peerQuire = "build/bin/quire"
)

// lualatex builds a book and also sets it with LuaLaTeX and microtype, in the same face, size, leading and measure as
// its A5 print: once with the word space of the font, and once with that of print.css, a quarter of an em. It returns
// the name of the book. It needs TeX Live (texlive-luatex, texlive-latex-extra, texlive-fonts-extra,
// texlive-lang-french).
func lualatex(ctx context.Context, book string) (name string, err error) {
	if err := errors.Join(os.RemoveAll(peerDir), os.MkdirAll(peerDir, 0o777), build(ctx, peerQuire)); err != nil {
		return "", err
	}
	if log, err := transcript(ctx, nil, peerQuire, "build", book, "--to", "html,pdf", "--out", peerDir); err != nil {
		return "", fmt.Errorf("%w\n%s", err, log)
	}
	pages := glob(peerDir, "*.html")
	if len(pages) != 1 {
		return "", fmt.Errorf("%s makes %d HTML editions instead of one", book, len(pages))
	}
	for _, space := range []string{"0", "0.25"} {
		tex := filepath.Join(peerDir, "lualatex-"+space+".tex")
		if err := writePeer(tex, pages[0], peerDir, latex{space: space}, false); err != nil {
			return "", err
		}
		cmd := exec.CommandContext(ctx, "lualatex", "-interaction=batchmode", filepath.Base(tex))
		cmd.Dir = peerDir
		if err := cmd.Run(); err != nil {
			log, _ := os.ReadFile(strings.TrimSuffix(tex, ".tex") + ".log")
			return "", fmt.Errorf("lualatex: %w\n%s", err, log)
		}
	}
	version, err := output(ctx, "lualatex", "--version")
	first, _, _ := strings.Cut(version, "\n")
	fmt.Println(first)
	return strings.TrimSuffix(filepath.Base(pages[0]), ".html"), err
}

// bookOr returns the book in the only argument, or the essay.
func bookOr(args []string) (string, error) {
	switch len(args) {
	case 0:
		return "source", nil
	case 1:
		return args[0], nil
	}
	return "", errUsage
}

// peerLines also sets a book with LuaLaTeX and measures both. It runs a program that reads PDFs and prints figures,
// such as the spaces between words.
func peerLines(ctx context.Context, args []string) error {
	if len(args) < 1 {
		return errUsage
	}
	book, err := bookOr(args[1:])
	if err != nil {
		return err
	}
	meter := args[0]
	if path, err := exec.LookPath(meter); err == nil {
		meter = path
	}
	name, err := lualatex(ctx, book)
	if err != nil {
		return err
	}
	return run(ctx, meter, filepath.Join(peerDir, name+".pdf"), filepath.Join(peerDir, "lualatex-0.pdf"), filepath.Join(peerDir, "lualatex-0.25.pdf"))
}

// peerSize compares the size of the A5 print of a book, which is tagged, with that of the untagged PDF of LuaLaTeX for
// the same text. It fails if ours is larger.
func peerSize(ctx context.Context, args []string) error {
	book, err := bookOr(args)
	if err != nil {
		return err
	}
	name, err := lualatex(ctx, book)
	if err != nil {
		return err
	}
	ours, theirs := filepath.Join(peerDir, name+".pdf"), filepath.Join(peerDir, "lualatex-0.25.pdf")
	a, err1 := os.Stat(ours)
	b, err2 := os.Stat(theirs)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	fmt.Printf("%d bytes by quire (%s pages, tagged), %d by LuaLaTeX (%s pages, untagged): %d %%\n", a.Size(), pageCount(ctx, ours), b.Size(), pageCount(ctx, theirs), 100*a.Size()/b.Size())
	if a.Size() > b.Size() {
		return errors.New("the print is larger than LuaLaTeX's")
	}
	return nil
}

func pageCount(ctx context.Context, pdf string) string {
	info, err := output(ctx, "pdfinfo", pdf)
	if err != nil {
		return "?"
	}
	return field(info, "Pages")
}

// cost is the cost of a run.
type cost struct {
	time   time.Duration
	memory float64 // peak, in megabytes
}

// best returns the shortest time and the greatest memory.
func best(runs []cost) cost {
	out := runs[0]
	for _, r := range runs[1:] {
		out = cost{min(out.time, r.time), max(out.memory, r.memory)}
	}
	return out
}

// measure runs a command and returns its cost.
func measure(ctx context.Context, name string, args ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, out)
	}
	return cost{time.Since(start), peakMemory(cmd.ProcessState)}, nil
}

// typstPackage runs Typst's Python package if the command typst is missing (pip install typst). It prints seconds and
// megabytes; the start of Python is not counted.
const typstPackage = `import json, resource, sys, time, typst
start = time.perf_counter()
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]], ignore_system_fonts=True)
print(json.dumps([time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
`

func runTypst(ctx context.Context, source, out string) (cost, error) {
	const fonts = "styles/fonts"
	if have("typst") {
		return measure(ctx, "typst", "compile", "--font-path", fonts, "--ignore-system-fonts", source, out)
	}
	cmd := exec.CommandContext(ctx, "python3", "-c", typstPackage, source, out, fonts)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	data, err := cmd.Output()
	if err != nil {
		return cost{}, fmt.Errorf("typst: %w\n%s", err, errs.String())
	}
	var took [2]float64
	if err := json.Unmarshal(data, &took); err != nil {
		return cost{}, err
	}
	return cost{time.Duration(took[0] * float64(time.Second)), took[1]}, nil
}

// peerSpeed measures the time for a book of 150,000 words with quire and with Typst, and for one ten times as long with
// quire. Typst gets the same text, face, sizes, measure and leading. The two run alternately; the shortest time and the
// greatest memory of each count.
func peerSpeed(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("peer-speed", flag.ContinueOnError)
	rounds := flags.Int("rounds", 5, "how often each is run")
	tenfold := flags.Bool("tenfold", false, "measure a book ten times as long, too")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 || *rounds < 1 {
		return errUsage
	}
	if err := build(ctx, peerQuire); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "speed")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	one, ten := filepath.Join(tmp, "one"), filepath.Join(tmp, "ten")
	out := filepath.Join(one, "out")
	if err := longBook(ctx, []string{"150000", one}); err != nil {
		return err
	}
	if *tenfold {
		if err := longBook(ctx, []string{"1500000", ten}); err != nil {
			return err
		}
	}
	quire := func(book, edition string) (cost, error) {
		return measure(ctx, peerQuire, "build", book, "--edition", edition, "--out", filepath.Join(book, "out"))
	}
	if _, err := quire(one, "html"); err != nil {
		return err
	}
	source := filepath.Join(out, "long.typ")
	if err := writePeer(source, filepath.Join(out, "long.html"), out, typst{}, true); err != nil {
		return err
	}
	var ours, theirs, long []cost
	for round := range *rounds {
		c, err := quire(one, "print")
		if err != nil {
			return err
		}
		ours = append(ours, c)
		if c, err = runTypst(ctx, source, filepath.Join(out, "typst.pdf")); err != nil {
			return err
		}
		theirs = append(theirs, c)
		if *tenfold && round < 3 {
			if c, err = quire(ten, "print"); err != nil {
				return err
			}
			long = append(long, c)
		}
	}
	a, b := best(ours), best(theirs)
	fmt.Printf("quire  %6.2f s  %5.0f MB  %s pages\n", a.time.Seconds(), a.memory, pageCount(ctx, filepath.Join(out, "long.pdf")))
	fmt.Printf("Typst  %6.2f s  %5.0f MB  %s pages\n", b.time.Seconds(), b.memory, pageCount(ctx, filepath.Join(out, "typst.pdf")))
	fmt.Printf("quire needs %.2f of the time and %.2f of the memory\n", float64(a.time)/float64(b.time), a.memory/b.memory)
	if *tenfold {
		c := best(long)
		fmt.Printf("ten times the book: %.2f s, %.0f MB: %.1f times the time, %.1f times the memory\n", c.time.Seconds(), c.memory, float64(c.time)/float64(a.time), c.memory/a.memory)
	}
	return nil
}
