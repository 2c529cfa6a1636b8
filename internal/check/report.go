// Package check is the independent judge of finished files. It reads an EPUB or a PDF as a stranger would, from its
// bytes alone, and says of each checkpoint whether the file passes, fails, or has to be looked at by a person. It
// shares no code with the writers: a mistake they make is not repeated here.
package check

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Status is the outcome of one checkpoint.
type Status int

// The outcomes. Unchecked means that an earlier fault stood in the way, which is never a pass.
const (
	Pass Status = iota
	Fail
	Human
	Unchecked
)

func (s Status) String() string {
	switch s {
	case Pass:
		return "pass"
	case Fail:
		return "fail"
	case Human:
		return "for a human"
	}
	return "unchecked"
}

// MarshalJSON writes the status as its words.
func (s Status) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// Fault is one place where a file fails a checkpoint.
type Fault struct {
	// Place is where: a file inside an EPUB with line and column, or an object or page of a PDF.
	Place   string `json:"place"`
	Message string `json:"message"`
}

// Checkpoint is one thing that is checked.
type Checkpoint struct {
	// Code is the stable name: for a PDF the number of the Matterhorn Protocol's failure condition, such as
	// "13-004", or a clause of ISO 32000-1; for an EPUB words with hyphens, such as "image-alt".
	Code string `json:"code"`
	// Title says what holds where the checkpoint passes.
	Title  string  `json:"title"`
	Status Status  `json:"status"`
	Faults []Fault `json:"faults,omitempty"`
}

// Report is what a check found. Checkpoints always holds every checkpoint of the kind of file, in the order of the
// standard, so that two reports can be compared line by line.
type Report struct {
	File        string       `json:"file"`
	Standard    string       `json:"standard"`
	Checkpoints []Checkpoint `json:"checkpoints"`
}

// Failed reports whether any checkpoint failed or was not reached.
func (r *Report) Failed() bool {
	return slices.ContainsFunc(r.Checkpoints, func(c Checkpoint) bool { return c.Status == Fail || c.Status == Unchecked })
}

// Failures gives the codes of the checkpoints that failed.
func (r *Report) Failures() []string {
	var codes []string
	for _, c := range r.Checkpoints {
		if c.Status == Fail {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// Count gives how many checkpoints have a status.
func (r *Report) Count(s Status) int {
	n := 0
	for _, c := range r.Checkpoints {
		if c.Status == s {
			n++
		}
	}
	return n
}

// point declares a checkpoint.
type point struct {
	code, title string
	human       bool
}

// maxFaults keeps a report readable where the same fault is on every page.
const maxFaults = 50

// judge gathers faults under the declared checkpoints.
type judge struct {
	report *Report
	at     map[string]int
	more   map[string]int
}

func newJudge(file, standard string, points []point) *judge {
	j := &judge{report: &Report{File: file, Standard: standard}, at: map[string]int{}, more: map[string]int{}}
	for i, p := range points {
		c := Checkpoint{Code: p.code, Title: p.title}
		if p.human {
			c.Status = Human
		}
		j.report.Checkpoints = append(j.report.Checkpoints, c)
		j.at[p.code] = i
	}
	return j
}

// fault records that a checkpoint fails at a place. The same fault at the same place is kept once.
//
// A code that the standard does not have is of no account: one reader serves several standards.
func (j *judge) fault(code, place, format string, args ...any) {
	at, ok := j.at[code]
	if !ok {
		return
	}
	c := &j.report.Checkpoints[at]
	f := Fault{Place: place, Message: fmt.Sprintf(format, args...)}
	c.Status = Fail
	switch {
	case slices.Contains(c.Faults, f):
	case len(c.Faults) == maxFaults:
		j.more[code]++
	default:
		c.Faults = append(c.Faults, f)
	}
}

// failed reports whether one of the checkpoints has failed so far.
func (j *judge) failed(codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return j.report.Checkpoints[j.at[code]].Status == Fail })
}

// leave marks a checkpoint as unchecked, because what it would go by is itself at fault: one fault is then reported
// once, under its own name.
func (j *judge) leave(code string) {
	if at, ok := j.at[code]; ok && j.report.Checkpoints[at].Status == Pass {
		j.report.Checkpoints[at].Status = Unchecked
	}
}

// abandon marks every checkpoint that a machine decides and that has not failed as unchecked.
func (j *judge) abandon() *Report {
	for i := range j.report.Checkpoints {
		if c := &j.report.Checkpoints[i]; c.Status == Pass {
			c.Status = Unchecked
		}
	}
	return j.finish()
}

func (j *judge) finish() *Report {
	for code, n := range j.more {
		c := &j.report.Checkpoints[j.at[code]]
		c.Faults = append(c.Faults, Fault{Place: j.report.File, Message: fmt.Sprintf("and %d more", n)})
	}
	return j.report
}
