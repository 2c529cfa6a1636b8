// Package report holds what the judges of finished files say: of each checkpoint whether the file passes, fails, or has to be
// looked at by a person.
package report

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

// Point declares a checkpoint.
type Point struct {
	Code, Title string
	Human       bool
}

// maxFaults keeps a report readable where the same fault is on every page.
const maxFaults = 50

// Recorder gathers faults under the declared checkpoints.
type Recorder struct {
	Report *Report
	at     map[string]int
	more   map[string]int
}

// New begins a report in which every checkpoint passes that a machine decides.
func New(file, standard string, points []Point) *Recorder {
	j := &Recorder{Report: &Report{File: file, Standard: standard}, at: map[string]int{}, more: map[string]int{}}
	for i, p := range points {
		c := Checkpoint{Code: p.Code, Title: p.Title}
		if p.Human {
			c.Status = Human
		}
		j.Report.Checkpoints = append(j.Report.Checkpoints, c)
		j.at[p.Code] = i
	}
	return j
}

// Fault records that a checkpoint fails at a place. The same fault at the same place is kept once.
//
// A code that the report does not have is ignored: one reader serves several standards.
func (j *Recorder) Fault(code, place, format string, args ...any) {
	at, ok := j.at[code]
	if !ok {
		return
	}
	c := &j.Report.Checkpoints[at]
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

// Failed reports whether one of the checkpoints has failed so far.
func (j *Recorder) Failed(codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return j.Report.Checkpoints[j.at[code]].Status == Fail })
}

// Leave marks a checkpoint as unchecked because what it depends on has failed. So one fault is reported once.
func (j *Recorder) Leave(code string) {
	if at, ok := j.at[code]; ok && j.Report.Checkpoints[at].Status == Pass {
		j.Report.Checkpoints[at].Status = Unchecked
	}
}

// Abandon marks every checkpoint that a machine decides and that has not failed as unchecked.
func (j *Recorder) Abandon() *Report {
	for i := range j.Report.Checkpoints {
		if c := &j.Report.Checkpoints[i]; c.Status == Pass {
			c.Status = Unchecked
		}
	}
	return j.Finish()
}

// Finish gives the report.
func (j *Recorder) Finish() *Report {
	for code, n := range j.more {
		c := &j.Report.Checkpoints[j.at[code]]
		c.Faults = append(c.Faults, Fault{Place: j.Report.File, Message: fmt.Sprintf("and %d more", n)})
	}
	return j.Report
}

// Human leaves a checkpoint to a person, unless it has failed.
func (j *Recorder) Human(code, place, format string, args ...any) {
	at, ok := j.at[code]
	if !ok {
		return
	}
	c := &j.Report.Checkpoints[at]
	if c.Status == Pass {
		c.Status = Human
	}
	note := Fault{Place: place, Message: fmt.Sprintf(format, args...)}
	if c.Status == Human && len(c.Faults) < maxFaults && !slices.Contains(c.Faults, note) {
		c.Faults = append(c.Faults, note)
	}
}
