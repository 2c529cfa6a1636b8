// Package diag holds findings: what every stage reports about the author's files, with source positions. A finding is
// about the book; a Go error is about the machine. Stages append findings to a List and continue as far as they
// sensibly can, so that one build reports as much as possible.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Pos is a place in a source file. Line and Col count from 1; Col counts characters (Unicode code points), as
// editors do. Line 0 means the file as a whole. File is slash-separated and relative to the book's root.
type Pos struct {
	File string
	Line int
	Col  int
}

// String gives file:line:column, without unknown parts.
func (p Pos) String() string {
	switch {
	case p.File == "":
		return "-"
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// IsValid reports whether the position names a file.
func (p Pos) IsValid() bool { return p.File != "" }

// Before orders positions within one file; files are ordered by name.
func (p Pos) Before(q Pos) bool { return p.compare(q) < 0 }

func (p Pos) compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Span is a stretch of source from Pos up to End (exclusive), both in Pos.File.
type Span struct {
	Pos
	EndLine int
	EndCol  int
}

// At returns the place of an offset in a text within the span. If the source does not have the same text on one line, as
// with entities or escapes, it returns the beginning of the span.
func (s Span) At(text string, offset int) Pos {
	p := s.Pos
	if s.EndLine == s.Line && s.EndCol-s.Col == utf8.RuneCountInString(text) {
		p.Col += utf8.RuneCountInString(text[:offset])
	}
	return p
}

// Severity is the severity of a finding.
type Severity int

// The two severities. An error ends the build with exit status 1 and leaves earlier outputs as they were.
const (
	Warning Severity = iota
	Error
)

func (s Severity) String() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Related is a second place of a finding, such as the first of two definitions.
type Related struct {
	Pos     Pos
	Message string
}

// Finding is one fault in the author's files.
type Finding struct {
	Pos      Pos
	Severity Severity
	// Code is the stable name of the kind of finding, in lower case with hyphens, such as "undefined-note".
	// docs/diagnostics.md has a line for each.
	Code string
	// Message says what is wrong, in one line without a final stop. Help says what to do.
	Message string
	Help    string
	Related []Related
	// Group, if not "", is the same for findings of one code that Grouped merges.
	Group string
}

// Grouped merges findings of the same code, severity and group into the first, which then says in how many more places the
// same is wrong.
func Grouped(all []Finding) []Finding {
	type key struct {
		code, group string
		severity    Severity
	}
	first, more := map[key]int{}, map[int]int{}
	var out []Finding
	for _, f := range all {
		k := key{f.Code, f.Group, f.Severity}
		if i, ok := first[k]; ok && f.Group != "" {
			more[i]++
			continue
		}
		first[k] = len(out)
		out = append(out, f)
	}
	for i := range out {
		switch n := more[i]; {
		case n == 1:
			out[i].Message += ", and so in another place"
		case n > 1:
			out[i].Message += fmt.Sprintf(", and so in %d more places", n)
		}
	}
	return out
}

// String gives the finding as it is printed, over one or more lines, without a final newline:
//
//	source/review.md:112:5: warning: line 3 of this paragraph is 2.1pt too wide (page 14) [overfull-line]
//	    help: add a soft hyphen to “antidisestablishmentarianism”
func (f Finding) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s: %s [%s]", f.Pos, f.Severity, f.Message, f.Code)
	for _, r := range f.Related {
		fmt.Fprintf(&b, "\n    %s: %s", r.Pos, r.Message)
	}
	if f.Help != "" {
		fmt.Fprintf(&b, "\n    help: %s", f.Help)
	}
	return b.String()
}

// List collects findings. Its methods may be called from several goroutines; All gives the same order for any order of
// calls. The zero List is ready to use.
type List struct {
	mu       sync.Mutex
	findings []Finding
}

// Add appends a finding.
func (l *List) Add(f Finding) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.findings = append(l.findings, f)
}

// Errorf appends an error with a code, a formatted message and no help.
func (l *List) Errorf(pos Pos, code, format string, args ...any) {
	l.Add(Finding{Pos: pos, Severity: Error, Code: code, Message: fmt.Sprintf(format, args...)})
}

// Warnf appends a warning with a code, a formatted message and no help.
func (l *List) Warnf(pos Pos, code, format string, args ...any) {
	l.Add(Finding{Pos: pos, Severity: Warning, Code: code, Message: fmt.Sprintf(format, args...)})
}

// All returns the findings sorted by file, line and column, without duplicates.
func (l *List) All() []Finding {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := slices.Clone(l.findings)
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(a.Pos.compare(b.Pos), cmp.Compare(b.Severity, a.Severity), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(out, func(a, b Finding) bool {
		return a.Pos == b.Pos && a.Severity == b.Severity && a.Code == b.Code && a.Message == b.Message
	})
}
