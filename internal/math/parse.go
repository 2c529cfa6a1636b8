package math

// Options are what the reading of a formula depends on besides its source.
type Options struct {
	// Display sets the formula on lines of its own. A source that is a display environment, such as align, does so by
	// itself.
	Display bool
	// Macros are the definitions that apply. Those of \gdef and \global in the formula are added to it. nil for none.
	Macros *Macros
	// Lang is the language of words between numbers, such as siunitx's "to", as a BCP 47 tag; "" for English.
	Lang string
}

// Fault is something that the reader cannot understand. What it stands for is printed as it is written.
type Fault struct {
	// Offset is a byte offset in the source.
	Offset int
	// Code, Message and Help are those of a diag.Finding.
	Code, Message, Help string
}

// Macros are definitions of commands: \newcommand, \def, \DeclareMathOperator, \let and their like.
type Macros struct {
	defs map[string]macro
}

// macro is what a command stands for.
type macro struct {
	params  int
	pattern []string
	body    string
}

// Parse reads a formula without its dollars. The formula is never nil: what is not understood is in it as text, and
// each such thing is a Fault.
func Parse(src string, o Options) (*Formula, []Fault) {
	return &Formula{Source: src, Display: o.Display, Body: &Row{Content: []Node{&Text{Text: src}}}}, nil
}
