package math

import (
	"iter"
	"strings"
)

// The commands are in tables that are constant strings, so that nothing is made when the program starts and nothing is
// looked for in a book without formulas. Records are sorted by name; a name and its value are divided by "=".

// words is a table whose records are divided by white space.
type words string

// lines is a table whose records are lines.
type lines string

func (t words) find(name string) (value string, ok bool) { return find(string(t), name, ' ') }

func (t lines) find(name string) (value string, ok bool) { return find(string(t), name, '\n') }

func (t words) names() iter.Seq[string] { return names(strings.Fields(string(t))) }

func (t lines) names() iter.Seq[string] {
	return names(strings.Split(strings.TrimSpace(string(t)), "\n"))
}

func names(records []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, r := range records {
			if name, _, ok := strings.Cut(r, "="); ok && !yield(name) {
				return
			}
		}
	}
}

// find looks for a record by halving. A byte that is not above sep divides records; a "\n" always does.
func find(t, name string, sep byte) (value string, ok bool) {
	divides := func(c byte) bool { return c == '\n' || c == sep }
	lo, hi := 0, len(t) // the record begins within t[lo:hi]
	for lo < hi {
		mid := (lo + hi) / 2
		for mid > lo && !divides(t[mid-1]) {
			mid--
		}
		end := mid
		for end < len(t) && !divides(t[end]) {
			end++
		}
		record := t[mid:end]
		key, v, _ := strings.Cut(record, "=")
		switch {
		case key == name && record != "":
			return v, true
		case key < name:
			lo = end + 1
		default:
			hi = mid
		}
	}
	return "", false
}

// known reports whether a command exists, macros of the book apart.
func known(name string) bool {
	if _, ok := symbolTable.find(name); ok {
		return true
	}
	if _, ok := commandTable.find(name); ok {
		return true
	}
	_, ok := macroTable.find(name)
	return ok
}

// Commands gives the names of all commands without their backslashes, and those of environments in braces.
func Commands() []string {
	var out []string
	for _, seq := range []iter.Seq[string]{symbolTable.names(), commandTable.names(), macroTable.names()} {
		for n := range seq {
			out = append(out, n)
		}
	}
	for n := range environmentTable.names() {
		out = append(out, "{"+n+"}")
	}
	return out
}
