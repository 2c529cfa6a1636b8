package main

import (
	"encoding/json"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"quire/internal/diag"
)

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colours reports whether findings are coloured: on a terminal that can, unless NO_COLOR is set (https://no-color.org).
func colours(terminal bool) bool {
	return terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// coloured gives a finding as it is printed; on a terminal the severity stands out.
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

// printJSON writes a finding as one line of JSON with lower-case keys; those that are empty are left out.
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
