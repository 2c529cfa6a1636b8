package doc

import "strconv"

// Section is a heading with all that stands under it, subsections included. In a Manuscript headings and
// blocks stand flat, as in Markdown, and resolve nests them.
type Section struct {
	Node
	// Kind tells what the section is in a book. KindNone for a subsection without a class that says so.
	Kind Kind
	// Level is 1 for a part, chapter or other piece of the book, 2 and on for what is within; a heading's
	// rank on the page. Parts hold their chapters as Sections of Level 2.
	Level   int
	Heading *Heading // nil: an untitled section, such as a dedication
	Blocks  []Block
	// Label is what a generated or untitled section is called in navigation, in the book's language; where
	// Heading is set the heading's text serves.
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

// Heading is a title. Number, if any, is printed before it ("3", "IV", "2.1"). Slug is the identifier that its words make,
// which its Section gets where the author gave none, with a number behind it where another has it already.
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

// Paragraph is prose. Plain is set for the text of a tight list item, which is no paragraph of its own. Number is its
// number among the paragraphs of the text, by which it is cited in every edition; 0 where paragraphs are not numbered
// or this one is none of those: a quotation, an epigraph, part of a list.
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

// Verse is a line block: stanzas of lines, each with its indent in ems as written by leading spaces (one em
// for each two spaces).
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

// CodeBlock is preformatted text. Language is the fence's info word. Tokens, in a Book, divide Text where the language
// is one that is known; nil: it is plain. FirstLine is the number of the first line; 0: lines have no numbers.
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

// Token is a part of code, which begins where the one before ends and goes up to End, in bytes. Class is Pygments'
// short name of what it is, of which there are: c comment, cp line for a preprocessor, k keyword, kc constant, kt type,
// s string, m number, nf function, nc class, nt tag, na attribute, nb what the language brings along, nd decorator, gi
// inserted, gd deleted, gh heading, ge emphasised, gs strong, gp prompt, go output; "" for the rest.
type Token struct {
	Class string
	End   int
}

// Figure is an image that stands by itself, with its caption.
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
