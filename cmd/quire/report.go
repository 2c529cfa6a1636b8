package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"quire/internal/diag"
)

// reporter prints findings for people or, with --json, for programs: one JSON object a line, on standard output.
type reporter struct{ json, all bool }

func (r *reporter) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&r.json, "json", false, "print findings as JSON lines on standard output")
	cmd.Flags().BoolVar(&r.all, "all", false, "print every finding, however many there are of a kind")
}

// finish prints the findings of a command and gives its result: err, or errFindings if a finding is an error.
func (r *reporter) finish(cmd *cobra.Command, findings []diag.Finding, err error) error {
	failed := r.print(cmd.ErrOrStderr(), findings)
	if err == nil && failed {
		return errFindings
	}
	return err
}

// print writes the findings and reports whether any is an error.
func (r *reporter) print(w io.Writer, findings []diag.Finding) (failed bool) {
	errors, warnings := 0, 0
	for _, f := range findings {
		if f.Severity == diag.Error {
			errors++
		} else {
			warnings++
		}
	}
	switch {
	case r.json:
		for _, f := range findings {
			printJSON(os.Stdout, f)
		}
	case errors+warnings > 0:
		r.printGrouped(w, findings)
		fmt.Fprintf(w, "%s, %s\n", count(errors, "error"), count(warnings, "warning"))
	}
	return errors > 0
}

// Only the first findings of each kind are printed: ten, or fewer if that would be more than a screen.
const (
	mostOfKind  = 10
	screenLines = 40
)

// printGrouped writes the findings in order and, at the end, how many more there are of each kind.
func (r *reporter) printGrouped(w io.Writer, findings []diag.Finding) {
	colour := colours(isTerminal(w))
	most := len(findings)
	if !r.all {
		for most = mostOfKind; most > 1 && linesOf(findings, most) > screenLines; most-- {
		}
	}
	seen := map[string]int{}
	first := map[string]diag.Finding{}
	var codes []string
	for _, f := range findings {
		if seen[f.Code]++; seen[f.Code] <= most {
			fmt.Fprintln(w, coloured(f, colour))
			continue
		}
		if _, ok := first[f.Code]; !ok {
			first[f.Code] = f
			codes = append(codes, f.Code)
		}
	}
	for _, code := range codes {
		fmt.Fprintf(w, "… and %s more of %s, the first at %s\n", thousands(seen[code]-most), code, first[code].Pos)
	}
	if len(codes) > 0 {
		fmt.Fprintln(w, "--all shows them")
	}
}

// linesOf counts the lines of output if at most most findings of each kind are printed.
func linesOf(findings []diag.Finding, most int) (lines int) {
	seen := map[string]int{}
	for _, f := range findings {
		switch seen[f.Code]++; {
		case seen[f.Code] <= most:
			lines += 1 + strings.Count(f.String(), "\n")
		case seen[f.Code] == most+1:
			lines++
		}
	}
	return lines
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return thousands(n) + " " + what + "s"
}

// thousands writes a number with commas: 2,134.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colours reports whether findings are coloured: on a capable terminal, unless NO_COLOR is set (https://no-color.org).
func colours(terminal bool) bool {
	return terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// coloured formats a finding; on a terminal the severity is coloured.
func coloured(f diag.Finding, colour bool) string {
	s := f.String()
	if !colour {
		return s
	}
	const red, yellow, dim, reset = "\x1b[31;1m", "\x1b[33;1m", "\x1b[2m", "\x1b[0m"
	tint := yellow
	if f.Severity == diag.Error {
		tint = red
	}
	s = strings.Replace(s, " "+f.Severity.String()+":", " "+tint+f.Severity.String()+":"+reset, 1)
	return strings.Replace(s, "["+f.Code+"]", dim+"["+f.Code+"]"+reset, 1)
}

// printJSON writes a finding as one line of JSON with lower-case keys, without empty ones.
func printJSON(w io.Writer, f diag.Finding) {
	type place struct {
		File    string `json:"file,omitempty"`
		Line    int    `json:"line,omitempty"`
		Column  int    `json:"column,omitempty"`
		Message string `json:"message,omitempty"`
	}
	out := struct {
		place
		Severity string  `json:"severity"`
		Code     string  `json:"code"`
		Help     string  `json:"help,omitempty"`
		Related  []place `json:"related,omitempty"`
	}{place: place{f.Pos.File, f.Pos.Line, f.Pos.Col, f.Message}, Severity: f.Severity.String(), Code: f.Code, Help: f.Help}
	for _, r := range f.Related {
		out.Related = append(out.Related, place{r.Pos.File, r.Pos.Line, r.Pos.Col, r.Message})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	_ = e.Encode(out) // a struct of strings and numbers always encodes; a closed pipe ends the program anyway
}
