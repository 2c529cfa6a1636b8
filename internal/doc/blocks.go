package doc

import "strconv"

// Section is a heading with everything below it, including subsections. In a Manuscript headings and blocks are flat,
// as in Markdown; resolve nests them.
type Section struct {
	Node
	// Kind is the kind of the section; KindNone for a subsection without a class that names one.
	Kind Kind
	// Level is 1 for a part, chapter or other piece of the book, and 2 or more for its subsections. It is the rank of
	// the heading on the page. Parts hold their chapters as Sections of Level 2.
	Level   int
	Heading *Heading // nil: an untitled section, such as a dedication
	Blocks  []Block
	// Label is the name of a generated or untitled section in navigation, in the book's language. A section with a
	// Heading uses the text of that instead.
	Label string
}

func (*Section) block() {}

func (n *Section) name() (element string, classes []string) {
	if n.Kind != KindNone {
		return "section", []string{string(n.Kind)}
	}
	return "section", []string{"level-" + strconv.Itoa(n.Level)}
}

func (n *Section) parts(v visitor) {
	if n.Heading != nil {
		v.node(n.Heading)
	}
	v.blocks(n.Blocks)
}

// Heading is a title. Number, if any, is printed before it ("3", "IV", "2.1"). Slug is the identifier made from its
// words. The Section uses it if the author gave none, with a number added if another section has it already.
type Heading struct {
	Node
	Level   int // 1–6 as in Markdown; in a Book, that of its Section
	Number  string
	Slug    string
	Content []Inline
}

func (*Heading) block() {}

func (n *Heading) name() (element string, classes []string) {
	return "h" + strconv.Itoa(min(max(n.Level, 1), 6)), nil
}
func (n *Heading) parts(v visitor) { v.inlines(&n.Content) }

// Paragraph is prose. Plain is set for the text of a tight list item, which is not a paragraph of its own. Number is
// its number among the paragraphs of the text, for citing it in every edition. It is 0 if paragraphs are not numbered,
// or if this one is not counted: a quotation, an epigraph, part of a list.
type Paragraph struct {
	Node
	Number  int
	Plain   bool
	Content []Inline
}

func (*Paragraph) block() {}

func (n *Paragraph) name() (element string, classes []string) {
	if n.Plain {
		return "p", []string{"plain"}
	}
	return "p", nil
}
func (n *Paragraph) parts(v visitor) { v.inlines(&n.Content) }

// Verse is a line block: stanzas of lines, each with an indent of one em for every two leading spaces.
type Verse struct {
	Node
	Stanzas []Stanza
}

func (*Verse) block()                                   {}
func (*Verse) name() (element string, classes []string) { return "div", []string{"verse"} }

func (n *Verse) parts(v visitor) {
	for _, s := range n.Stanzas {
		for i := range s.Lines {
			v.inlines(&s.Lines[i].Content)
		}
	}
}

// Stanza is a group of verse lines.
type Stanza struct{ Lines []VerseLine }

// VerseLine is one line of verse.
type VerseLine struct {
	Indent  int // in ems
	Content []Inline
}

// BlockQuote is a quotation set off from the text.
type BlockQuote struct {
	Node
	Blocks []Block
}

func (*BlockQuote) block()                                   {}
func (*BlockQuote) name() (element string, classes []string) { return "blockquote", nil }
func (n *BlockQuote) parts(v visitor)                        { v.blocks(n.Blocks) }

// Div is a fenced div: blocks that share a class, such as epigraph, letter, dedication.
type Div struct {
	Node
	Blocks []Block
}

func (*Div) block()                                   {}
func (*Div) name() (element string, classes []string) { return "div", nil }
func (n *Div) parts(v visitor)                        { v.blocks(n.Blocks) }

// Break is a change of scene: a thematic break.
type Break struct{ Node }

func (*Break) block()                                   {}
func (*Break) name() (element string, classes []string) { return "hr", nil }
func (*Break) parts(visitor)                            {}

// CodeBlock is preformatted text. Language is the fence's info word. In a Book, Tokens divide Text if the language is
// known; nil means plain text. FirstLine is the number of the first line; 0 means no line numbers.
type CodeBlock struct {
	Node
	Language  string
	Text      string
	Tokens    []Token
	FirstLine int
}

func (*CodeBlock) block() {}

func (n *CodeBlock) name() (element string, classes []string) {
	if n.Language != "" {
		return "pre", []string{"language-" + n.Language}
	}
	return "pre", nil
}
func (*CodeBlock) parts(visitor) {}

// Token is a token of code. It begins where the one before ends and extends to End, in bytes. Class is Pygments' short
// name of its type, one of: c comment, cp preprocessor line, k keyword, kc constant, kt type, s string, m number, nf
// function, nc class, nt tag, na attribute, nb built-in name, nd decorator, gi inserted, gd deleted, gh heading, ge
// emphasised, gs strong, gp prompt, go output; "" for the rest.
type Token struct {
	Class string
	End   int
}

// Figure is an image of its own, with its caption.
type Figure struct {
	Node
	Number  int // among the book's captioned figures; 0: has no caption
	Image   *Image
	Caption []Inline
}

func (*Figure) block()                                   {}
func (*Figure) name() (element string, classes []string) { return "figure", nil }

func (n *Figure) parts(v visitor) {
	v.node(n.Image)
	v.inlines(&n.Caption)
}
