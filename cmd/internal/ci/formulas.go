package main

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"quire/internal/dimen"
	"quire/internal/font"
	"quire/internal/layout/formula"
	"quire/internal/math"
	"quire/internal/page"
	"quire/internal/pdf"
)

// formulaList has a formula in each line. A line that begins with a percent sign gives the reason why the formula after it is
// not like LuaLaTeX's.
//
//go:embed formulas.txt
var formulaList string

// likeness is how much of a formula's ink must be where LuaLaTeX's is, unless a reason is given.
const likeness = 0.85

// peerFormulas sets the formulas of the list, each on a page, and has LuaLaTeX set them with unicode-math in the same face. It
// prints how much of the ink of each lies where that of the other is, to a pixel at 200 an inch, and fails if one without a
// reason is too different.
func peerFormulas(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return errUsage
	}
	dir := filepath.Join(peerDir, "formulas")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	var list []peerFormula
	reason := ""
	for line := range strings.Lines(formulaList) {
		line = strings.TrimSpace(line)
		if rest, ok := strings.CutPrefix(line, "%"); ok {
			reason = strings.TrimSpace(rest)
			continue
		}
		if line != "" {
			list = append(list, peerFormula{source: line, reason: reason})
			reason = ""
		}
	}
	if err := errors.Join(setFormulas(list, filepath.Join(dir, "quire.pdf")), setFormulasInTeX(ctx, list, dir)); err != nil {
		return err
	}
	for _, name := range []string{"quire", "lualatex"} {
		if err := run(ctx, "pdftoppm", "-r", "200", "-gray", filepath.Join(dir, name+".pdf"), filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	for i := range list {
		ours, err1 := readInk(filepath.Join(dir, fmt.Sprintf("quire-%03d.pgm", i+1)))
		theirs, err2 := readInk(filepath.Join(dir, fmt.Sprintf("lualatex-%03d.pgm", i+1)))
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		list[i].alike = alike(ours, theirs)
	}
	return reportFormulas(list)
}

type peerFormula struct {
	source, reason string
	alike          float64
}

func reportFormulas(list []peerFormula) error {
	slices.SortStableFunc(list, func(a, b peerFormula) int { return cmp.Compare(a.alike, b.alike) })
	different := 0
	for _, f := range list {
		if f.alike >= 0.97 {
			break
		}
		fmt.Printf("%5.1f %%  %s  %s\n", 100*f.alike, f.source, f.reason)
		if f.alike < likeness && f.reason == "" {
			different++
		}
	}
	fmt.Printf("%d formulas; the median is %.1f %%\n", len(list), 100*list[len(list)/2].alike)
	if different > 0 {
		return fmt.Errorf("%d formulas differ and have no reason", different)
	}
	return nil
}

// tenPoints is the size of 10 of TeX's points.
var tenPoints = (10 * dimen.PT).MulDiv(7200, 7227)

// The page of a formula, in points.
const formulaPageWidth, formulaPageHeight = 480 * dimen.PT, 220 * dimen.PT

// setFormulas sets formulas as quire does.
func setFormulas(list []peerFormula, out string) error {
	read := func(file string) (*font.Face, error) {
		data, err := os.ReadFile("styles/fonts/" + file)
		if err != nil {
			return nil, err
		}
		return font.Parse(file, data)
	}
	mathFace, err1 := read("Garamond-Math.otf")
	text, err2 := read("EBGaramond-Regular.ttf")
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	face, ok := formula.NewFace(mathFace)
	if !ok {
		return errors.New("the face has no MATH table")
	}
	words := func(s string, _ math.TextFont, size dimen.Length) []formula.Run {
		r := formula.Run{Face: text, Size: size, Text: s}
		for _, g := range text.Shape(s, nil, "en", font.LeftToRight) {
			r.Glyphs = append(r.Glyphs, page.Glyph{ID: g.ID, Start: int32(g.Start), End: int32(g.End), Advance: size.MulDiv(int64(g.Advance), int64(text.UnitsPerEm()))})
		}
		return []formula.Run{r}
	}
	set := &formula.Setter{Face: face, Size: tenPoints, Words: words}
	pages := &page.Pages{Root: &page.Tag{Role: "Document"}, Info: page.Info{Title: "Formulas", Lang: "en", Date: "2026-11-22T00:00:00Z"}}
	for _, f := range list {
		read, faults := math.Parse(f.source, math.Options{Display: true})
		if len(faults) > 0 {
			return fmt.Errorf("%s: %s", f.source, faults[0].Message)
		}
		pg := &page.Page{Width: formulaPageWidth, Height: formulaPageHeight}
		tag := pages.Root.Add("P")
		for _, row := range set.Display(read, 400*dimen.PT) {
			row.Walk(func(p formula.Placed) {
				x, y := 40*dimen.PT+p.X, 110*dimen.PT-p.Y
				switch {
				case p.Run != nil:
					pg.Items = append(pg.Items, &page.Run{X: x, Y: y, Face: p.Run.Face, Size: p.Run.Size, Text: p.Run.Text, Glyphs: p.Run.Glyphs, Mark: page.Mark{Tag: tag}})
				case p.Ink != nil:
					pg.Items = append(pg.Items, &page.Rule{Rect: page.Rect{X: x, Y: y - p.Height, W: p.Width, H: p.Height}, Mark: page.Mark{Tag: tag}})
				}
			})
		}
		pages.Pages = append(pages.Pages, pg)
	}
	var b bytes.Buffer
	if err := pdf.Write(&b, pages); err != nil {
		return err
	}
	return os.WriteFile(out, b.Bytes(), 0o666)
}

const formulasInTeX = `\documentclass[10pt]{article}
\usepackage[paperwidth=480bp,paperheight=220bp,margin=10bp]{geometry}
\usepackage{amsmath,mathtools,unicode-math}
\setmainfont{EBGaramond}[Path=%[1]s/,Extension=.ttf,UprightFont=*-Regular,ItalicFont=*-Italic,BoldFont=*-Bold]
\setmathfont{Garamond-Math.otf}[Path=%[1]s/]
\providecommand{\prescript}[3]{{}^{#1}_{#2}#3}
\pagestyle{empty}\parindent0pt
\begin{document}
`

// setFormulasInTeX has LuaLaTeX set formulas.
func setFormulasInTeX(ctx context.Context, list []peerFormula, dir string) error {
	fonts, err := filepath.Abs("styles/fonts")
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, formulasInTeX, fonts)
	for _, f := range list {
		fmt.Fprintf(&b, "\\vspace*{70bp}\\hspace*{100bp}$\\displaystyle %s$\\newpage\n", f.source)
	}
	b.WriteString("\\end{document}\n")
	if err := os.WriteFile(filepath.Join(dir, "lualatex.tex"), []byte(b.String()), 0o666); err != nil {
		return err
	}
	log, err := transcript(ctx, nil, "lualatex", "-interaction=nonstopmode", "-output-directory="+dir, filepath.Join(dir, "lualatex.tex"))
	if err != nil {
		return fmt.Errorf("%w\n%s", err, log)
	}
	return nil
}
