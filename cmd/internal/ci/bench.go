package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"
)

// cost is the cost of a process and its children.
type cost struct {
	time      time.Duration // from start to end
	processor time.Duration // user and system time of all processors
	memory    float64       // peak, in MiB
}

// measure runs a command in a folder and returns its cost.
func measure(ctx context.Context, dir, name string, args ...string) (cost, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	start := time.Now()
	if out, err := cmd.CombinedOutput(); err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, out)
	}
	took := time.Since(start)
	return cost{took, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peakMemory(cmd.ProcessState)}, nil
}

// median returns the median of each measure.
func median(runs []cost) cost {
	pick := func(of func(cost) float64) float64 {
		var all []float64
		for _, r := range runs {
			all = append(all, of(r))
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	return cost{
		time.Duration(pick(func(c cost) float64 { return float64(c.time) })),
		time.Duration(pick(func(c cost) float64 { return float64(c.processor) })),
		pick(func(c cost) float64 { return c.memory }),
	}
}

// contest is quire and a peer on the same text.
type contest struct {
	input, does string
	peer, did   string // the name of the peer, and what it makes
	quire       func(context.Context) (cost, error)
	rival       func(context.Context) (cost, error) // nil if it is not installed
	ours        []cost
	theirs      []cost
}

// bench measures quire, Pandoc and Typst in turn and prints a table. The inputs are
//
//   - A, the essay,
//   - B, a book of 176,000 words from its sentences,
//   - C, a book ten times as long.
//
// Typst gets text that is already read: a file in its own markup, with the face, the sizes, the measure and the leading
// of the print. A peer that is not installed is left out.
func bench(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	rounds := flags.Int("rounds", 5, "how often each is run")
	short := flags.Bool("short", false, "leave the longest book out")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 || *rounds < 1 {
		return errUsage
	}
	if err := build(ctx, peerQuire); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	b := benchmark{dir: tmp}
	contests, err := b.contests(ctx, *short)
	if err != nil {
		return err
	}
	for range *rounds {
		for _, c := range contests {
			if err := c.round(ctx); err != nil {
				return err
			}
		}
	}
	printVersions(ctx)
	printContests(contests)
	return nil
}

// round measures both once.
func (c *contest) round(ctx context.Context) error {
	ours, err := c.quire(ctx)
	if err != nil {
		return err
	}
	c.ours = append(c.ours, ours)
	if c.rival == nil {
		return nil
	}
	theirs, err := c.rival(ctx)
	c.theirs = append(c.theirs, theirs)
	return err
}

// printContests prints a table. The ratios are quire's part of what the peer takes.
func printContests(contests []*contest) {
	fmt.Println("| input | quire makes | time | memory | the peer makes | time | memory | ratio of times | of processor times | of memory |")
	fmt.Println("|---|---|---:|---:|---|---:|---:|---:|---:|---:|")
	for _, c := range contests {
		a := median(c.ours)
		fmt.Printf("| %s | %s | %s | %.0f MiB |", c.input, c.does, seconds(a), a.memory)
		if c.theirs == nil {
			fmt.Printf(" %s is not installed | | | | | |\n", c.peer)
			continue
		}
		p := median(c.theirs)
		fmt.Printf(" %s: %s | %s | %.0f MiB | %.2f | %.2f | %.2f |\n", c.peer, c.did, seconds(p), p.memory, float64(a.time)/float64(p.time), float64(a.processor)/float64(p.processor), a.memory/p.memory)
	}
	if b, c := contests[0], contests[len(contests)-1]; c.input == "C" {
		for _, other := range contests {
			if other.input == "B" && other.does == c.does {
				b = other
			}
		}
		one, ten := median(b.ours), median(c.ours)
		fmt.Printf("\nC, ten times B, takes quire %.1f times the time, %.1f times the processor time and %.1f times the memory.\n",
			float64(ten.time)/float64(one.time), float64(ten.processor)/float64(one.processor), ten.memory/one.memory)
	}
}

// seconds prints the time from start to end, and the time of all processors in brackets.
func seconds(c cost) string {
	return fmt.Sprintf("%.2f s (%.2f)", c.time.Seconds(), c.processor.Seconds())
}

// benchmark has the inputs in a folder.
type benchmark struct{ dir string }

func (b *benchmark) contests(ctx context.Context, short bool) ([]*contest, error) {
	type input struct {
		name, book string
		words      int
	}
	inputs := []input{{"A", "source", 0}, {"B", filepath.Join(b.dir, "B"), 176_000}, {"C", filepath.Join(b.dir, "C"), 1_760_000}}
	if short {
		inputs = inputs[:2]
	}
	var out []*contest
	for _, in := range inputs {
		if in.words > 0 {
			if err := longBook(ctx, []string{strconv.Itoa(in.words), in.book}); err != nil {
				return nil, err
			}
		}
		c := &contest{input: in.name, does: "EPUB, PDF, HTML", peer: "Pandoc", did: "EPUB alone", quire: b.quire(in.book, "epub,print,html")}
		if have("pandoc") {
			args, dir, err := pandocArguments(in.book, filepath.Join(b.dir, "pandoc.epub"))
			if err != nil {
				return nil, err
			}
			c.rival = func(ctx context.Context) (cost, error) { return measure(ctx, dir, "pandoc", args...) }
		}
		out = append(out, c)
		if in.name == "C" {
			break
		}
		typesetter, err := b.typst(ctx, in.book, in.name)
		if err != nil {
			return nil, err
		}
		out = append(out, typesetter)
	}
	return out, nil
}

// quire builds editions of a book.
func (b *benchmark) quire(book, editions string) func(context.Context) (cost, error) {
	return func(ctx context.Context) (cost, error) {
		return measure(ctx, "", peerQuire, "build", book, "--edition", editions, "--out", filepath.Join(b.dir, "out"))
	}
}

// typst words a book for Typst and compares the PDFs.
func (b *benchmark) typst(ctx context.Context, book, name string) (*contest, error) {
	c := &contest{input: name, does: "PDF", peer: "Typst", did: "PDF", quire: b.quire(book, "print")}
	if typstVersion(ctx) == "" {
		return c, nil
	}
	if _, err := b.quire(book, "html")(ctx); err != nil {
		return nil, err
	}
	pages := glob(filepath.Join(b.dir, "out"), "*.html")
	slices.SortFunc(pages, func(a, b string) int { return modified(b).Compare(modified(a)) })
	dir := filepath.Join(b.dir, "typst-"+name)
	source := filepath.Join(dir, "book.typ")
	if err := errors.Join(os.MkdirAll(dir, 0o777), writePeer(source, pages[0], dir, typst{}, true)); err != nil {
		return nil, err
	}
	c.rival = func(ctx context.Context) (cost, error) {
		return runTypst(ctx, source, filepath.Join(dir, "book.pdf"))
	}
	return c, nil
}

func modified(name string) time.Time {
	if info, err := os.Stat(name); err == nil {
		return info.ModTime()
	}
	return time.Time{}
}

// typstPackage runs Typst's Python package if the command typst is missing (pip install typst). It prints seconds,
// seconds of all processors and MiB. The start of Python is not counted.
const typstPackage = `import json, resource, sys, time, typst
start, busy = time.perf_counter(), time.process_time()
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=["styles/fonts"], ignore_system_fonts=True)
print(json.dumps([time.perf_counter() - start, time.process_time() - busy, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
`

// typstVersion returns the version of Typst, or nothing if it is not installed.
func typstVersion(ctx context.Context) string {
	if v, err := output(ctx, "typst", "--version"); err == nil {
		return v
	}
	v, err := output(ctx, "python3", "-c", "import typst; from importlib.metadata import version; print(version('typst'))")
	if err != nil {
		return ""
	}
	return "typst " + v + " (Python)"
}

func runTypst(ctx context.Context, source, out string) (cost, error) {
	if have("typst") {
		return measure(ctx, "", "typst", "compile", "--font-path", "styles/fonts", "--ignore-system-fonts", source, out)
	}
	data, err := output(ctx, "python3", "-c", typstPackage, source, out)
	if err != nil {
		return cost{}, err
	}
	var took [3]float64
	if err := json.Unmarshal([]byte(data), &took); err != nil {
		return cost{}, err
	}
	second := float64(time.Second)
	return cost{time.Duration(took[0] * second), time.Duration(took[1] * second), took[2]}, nil
}

// pandocArguments returns what Pandoc is called with to make an EPUB of a book, and where.
func pandocArguments(book, out string) (args []string, dir string, err error) {
	if book == "source" {
		style, err := filepath.Abs("styles/csl/notes-bibliography.csl")
		return []string{"review.md", "notes.md", "--citeproc", "--bibliography", "bibliography.bib", "--csl", style, "--metadata", "title=Essay", "-o", out}, book, err
	}
	chapters := glob(book, "chapter-*.md")
	if len(chapters) == 0 {
		return nil, "", fmt.Errorf("%s has no chapters", book)
	}
	for _, c := range chapters {
		args = append(args, filepath.Base(c))
	}
	return append(args, "--metadata", "title=A long book", "-o", out), book, nil
}

// printVersions prints the date, the versions of the peers and the number of processors.
func printVersions(ctx context.Context) {
	var names []string
	if v, err := output(ctx, "pandoc", "--version"); err == nil {
		first, _, _ := strings.Cut(v, "\n")
		names = append(names, first)
	}
	if v := typstVersion(ctx); v != "" {
		names = append(names, v)
	}
	fmt.Printf("%s; %s; %d processors. In brackets is the time of all processors together.\n\n", time.Now().UTC().Format(time.DateOnly), strings.Join(names, ", "), runtime.NumCPU())
}
