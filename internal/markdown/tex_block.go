package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	gm "github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"quire/internal/diag"
	"quire/internal/doc"
	"quire/internal/lang"
)

// TeX in blocks: an environment, \begin{x} … \end{x}, or lines of commands, such as \newpage. What has a meaning in
// every output is converted; the rest is left out with a warning.

// texNode is an environment, or commands on lines of their own.
type texNode struct {
	leaf
	env   string // the environment's name; "" of commands
	depth int    // of the environment, and of environments of the same name within it
	open  int    // braces of a command that are not closed yet
	done  bool
}

var (
	texBegin    = regexp.MustCompile(`^\\begin[ ]?\{([A-Za-z]+\*?)\}`)
	texCommand  = regexp.MustCompile(`^\\([A-Za-z@]+)\*?`)
	texMathEnvs = map[string]bool{
		"equation": true, "align": true, "gather": true, "multline": true, "eqnarray": true, "alignat": true, "flalign": true,
		"math": true, "displaymath": true, "split": true, "aligned": true, "gathered": true, "cases": true, "array": true,
		"subequations": true, "dmath": true, "xalignat": true, "alignedat": true, "matrix": true, "pmatrix": true, "bmatrix": true,
		"Bmatrix": true, "vmatrix": true, "Vmatrix": true, "dcases": true, "rcases": true, "CD": true,
	}
)

// texBlockCommands are the commands that can be blocks. Those with true end a paragraph.
var texBlockCommands = map[string]bool{
	"newpage": true, "pagebreak": true, "clearpage": true, "cleardoublepage": true, "frontmatter": true, "mainmatter": true,
	"backmatter": true, "appendix": true, "appendixpage": true, "tableofcontents": true, "listoffigures": true, "listoftables": true,
	"printindex": true, "maketitle": true, "printbibliography": true, "bibliography": false, "bibliographystyle": false,
	"newcommand": false, "renewcommand": false, "providecommand": false, "newenvironment": false, "renewenvironment": false,
	"def": false, "let": false, "setlength": false, "addtolength": false, "setcounter": false, "addtocounter": false,
	"usepackage": false, "hypersetup": false, "pagestyle": false, "thispagestyle": false, "pagenumbering": false,
	"onehalfspacing": false, "doublespacing": false, "singlespacing": false, "vspace": false, "vfill": false, "bigskip": false,
	"medskip": false, "smallskip": false, "phantomsection": false, "addcontentsline": false, "markboth": false, "input": false,
	"include": false, "newtheorem": false, "theoremstyle": false, "DeclareMathOperator": false, "definecolor": false,
	"gdef": false, "DeclarePairedDelimiter": false, "DeclareRobustCommand": false,
	"raggedbottom": false, "flushbottom": false, "centering": false, "sloppy": false, "fussy": false, "setstretch": false,
	"linespread": false, "captionsetup": false, "graphicspath": false, "setkeys": false, "lstset": false, "newpagestyle": false,
	"makeatletter": false, "makeatother": false, "newlength": false, "newcounter": false, "hrule": true, "hrulefill": true,
	"begingroup": false, "endgroup": false, "twocolumn": false, "onecolumn": false, "nocite": false, "enlargethispage": false,
	"section": false, "subsection": false, "subsubsection": false, "chapter": false, "part": false, "paragraph": false, "noindent": false,
	"blandscape": false, "elandscape": false, "minitoc": false, "dominitoc": false, "listofalgorithms": false, "lstlistoflistings": false,
}

// texParser finds TeX blocks. missing remembers the environments that have no end, so that none is searched for twice.
type texParser struct{ missing map[string]bool }

func (*texParser) Trigger() []byte { return []byte{'\\'} }

func (p *texParser) Open(parent ast.Node, reader text.Reader, pc gm.Context) (ast.Node, gm.State) {
	line, seg, pos := lineAt(reader, pc)
	if pos < 0 {
		return nil, gm.NoChildren
	}
	n := &texNode{}
	if m := texBegin.FindSubmatch(line[pos:]); m != nil {
		n.env = string(m[1])
		if p.missing[n.env] || inDisplay(pc.LastOpenedBlock().Node, reader.Source()) {
			return nil, gm.NoChildren
		}
		if !bytes.Contains(reader.Source()[seg.Start:], []byte(`\end{`+n.env+`}`)) {
			if p.missing == nil {
				p.missing = map[string]bool{}
			}
			p.missing[n.env] = true
			return nil, gm.NoChildren
		}
	} else if !p.command(line[pos:], pc) {
		return nil, gm.NoChildren
	}
	n.Lines().Append(text.NewSegment(sourceAt(seg, pos), seg.Stop))
	n.read(line[pos:])
	reader.AdvanceToEOL()
	return n, gm.NoChildren
}

// inDisplay reports whether a display of the paragraph so far is open: its environment is part of it.
//
//	so that $$
//	\begin{aligned} …
func inDisplay(n ast.Node, source []byte) bool {
	if n == nil || !ast.IsParagraph(n) {
		return false
	}
	open := false
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		open = open != (bytes.Count(seg.Value(source), []byte("$$"))%2 == 1)
	}
	return open
}

// command reports whether a line of commands begins a block: it has only commands, and the first is one that can be a
// block.
func (p *texParser) command(line []byte, pc gm.Context) bool {
	m := texCommand.FindSubmatch(line)
	if m == nil {
		return false
	}
	divides, known := texBlockCommands[string(m[1])]
	if !known {
		return false
	}
	if last := pc.LastOpenedBlock().Node; last != nil && ast.IsParagraph(last) && !divides {
		return false
	}
	return onlyCommands(line)
}

// onlyCommands reports whether a line has only commands; the last argument may continue in the lines below.
func onlyCommands(line []byte) bool {
	i := 0
	for {
		for i < len(line) && isSpace(line[i]) {
			i++
		}
		if i >= len(line) || line[i] == '%' {
			return true
		}
		m := texCommand.FindSubmatch(line[i:])
		if m == nil {
			return false
		}
		i += len(m[0])
		if isDef(string(m[1])) {
			return true
		}
		for i < len(line) && (line[i] == '{' || line[i] == '[') {
			n := group(line[i:])
			if n == 0 {
				return true
			}
			i += n
		}
	}
}

// isDef reports whether a command is followed by a definition, which has other syntax than arguments.
func isDef(name string) bool {
	switch name {
	case "def", "gdef", "let", "newcommand", "renewcommand", "providecommand", "setlength", "addtolength", "vspace", "DeclareMathOperator",
		"DeclarePairedDelimiter", "DeclareRobustCommand":
		return true
	}
	return false
}

// read looks for the end in a line.
func (n *texNode) read(line []byte) {
	if n.env == "" {
		for i := 0; i < len(line); i++ {
			switch line[i] {
			case '\\':
				i++
			case '{':
				n.open++
			case '}':
				n.open--
			}
		}
		n.done = n.open <= 0
		return
	}
	n.depth += bytes.Count(line, []byte(`\begin{`+n.env+`}`)) - bytes.Count(line, []byte(`\end{`+n.env+`}`))
	n.done = n.depth <= 0
}

func (*texParser) Continue(node ast.Node, reader text.Reader, pc gm.Context) gm.State {
	n := node.(*texNode)
	line, seg := reader.PeekLine()
	if n.done || n.env == "" && isBlank(line) {
		return gm.Close
	}
	n.Lines().Append(text.NewSegment(seg.Start, seg.Stop))
	n.read(line)
	reader.AdvanceToEOL()
	return gm.Continue | gm.NoChildren
}

func (*texParser) Close(ast.Node, text.Reader, gm.Context) {}
func (*texParser) CanInterruptParagraph() bool             { return true }
func (*texParser) CanAcceptIndentedLine() bool             { return false }

// tex converts TeX blocks, as far as they have a meaning.
func (r *reading) tex(n *texNode, language string) []doc.Block {
	first, last := n.Lines().At(0), n.Lines().At(n.Lines().Len()-1)
	start, end := first.Start, r.src.trimEnd(first.Start, last.Stop)
	if n.env == "" {
		return r.texCommands(n, start, end)
	}
	name := strings.TrimSuffix(n.env, "*")
	inner, tail := r.environment(n)
	if texMathEnvs[name] {
		return append([]doc.Block{r.texMath(n, start)}, r.paragraph(tail, language)...)
	}
	node := doc.Node{Span: r.src.span(start, end)}
	with := func(blocks ...doc.Block) []doc.Block { return append(blocks, r.paragraph(tail, language)...) }
	held := func(make func(blocks []doc.Block) doc.Block) []doc.Block {
		blocks := r.blocksOf(inner, language)
		if len(blocks) == 0 {
			return with()
		}
		return with(make(blocks))
	}
	if _, ok := isTeXTable(n.env); ok {
		if t := r.texTableOf(n, node, language); t != nil {
			return with(t)
		}
	}
	switch name {
	case "verbatim", "Verbatim", "lstlisting", "alltt", "minted":
		c := &doc.CodeBlock{Node: node}
		for _, s := range inner {
			c.Text += string(s.Value(r.src.text))
		}
		return with(c)
	case "quote", "quotation", "displayquote":
		return held(func(blocks []doc.Block) doc.Block { return &doc.BlockQuote{Node: node, Blocks: blocks} })
	case "center", "flushleft", "flushright", "abstract", "landscape":
		node.Classes = []string{strings.TrimPrefix(name, "flush")}
		return held(func(blocks []doc.Block) doc.Block { return &doc.Div{Node: node, Blocks: blocks} })
	case "spacing", "singlespace", "onehalfspace", "doublespace", "small", "footnotesize", "scriptsize", "large", "Large", "sloppypar",
		"samepage", "multicols", "minipage", "document", "flushing", "raggedright", "raggedleft", "centering", "mdframed", "framed", "tcolorbox":
		return with(r.blocksOf(inner, language)...)
	case "itemize", "enumerate", "compactitem", "compactenum":
		if l := r.texList(inner, node, strings.HasSuffix(name, "enumerate") || name == "compactenum", language); l != nil {
			return with(l)
		}
	case "description":
		if l := r.texDescription(inner, node, language); l != nil {
			return with(l)
		}
	case "verse":
		if v := r.texVerse(inner, node, language); v != nil {
			return with(v)
		}
	case "figure", "wrapfigure", "SCfigure", "marginfigure", "sidewaysfigure", "figwindow":
		if f := r.texFigure(inner, node, language); f != nil {
			return with(f)
		}
		if d := r.texFigures(inner, node, language); d != nil {
			return with(d)
		}
	case "table", "wraptable", "sidewaystable", "margintable", "threeparttable":
		if bs := r.texTableFloat(inner, node, language); bs != nil {
			return with(bs...)
		}
	case "theorem", "lemma", "corollary", "proposition", "conjecture", "definition", "example", "exercise", "proof", "remark", "solution":
		return held(func(blocks []doc.Block) doc.Block { return r.texTheorem(n, name, node, blocks) })
	case "comment":
		return with()
	}
	r.warn(r.src.pos(start), "raw-tex", "“\\begin{"+n.env+"}” is TeX: it is left out up to its end", texHelp(name))
	return with()
}

// environment gives the lines between the beginning and the end of an environment, and those after the end.
func (r *reading) environment(n *texNode) (inner, tail []text.Segment) {
	segs := lineSegments(n)
	first := segs[0]
	i := first.Start + len(texBegin.Find(first.Value(r.src.text)))
	for i < first.Stop && (r.src.text[i] == '{' || r.src.text[i] == '[') {
		m := group(r.src.text[i:first.Stop])
		if m == 0 {
			break
		}
		i += m
	}
	segs[0].Start = i
	k := len(segs) - 1
	last := segs[k]
	if at := bytes.LastIndex(last.Value(r.src.text), []byte(`\end{`+n.env+`}`)); at >= 0 {
		behind := text.NewSegment(last.Start+at+len(`\end{}`)+len(n.env), last.Stop)
		if !isBlank(behind.Value(r.src.text)) {
			tail = []text.Segment{behind}
		}
		segs[k].Stop = last.Start + at
	}
	if isBlank(segs[0].Value(r.src.text)) {
		segs = segs[1:]
	}
	if k := len(segs) - 1; k >= 0 && isBlank(segs[k].Value(r.src.text)) {
		segs = segs[:k]
	}
	return segs, tail
}

func texHelp(env string) string {
	switch env {
	case "tabular", "table", "longtable", "tabularx":
		return "write a pipe table, or a grid table for cells that hold more than text"
	case "figure", "wrapfigure", "subfigure":
		return "write ![caption](file.png){#id width=60%}"
	case "itemize", "enumerate", "description":
		return "write a list of Markdown"
	case "thebibliography":
		return "name a file of works in “bibliography:”, and cite with [@key]"
	}
	return "write it in Markdown, for it to be in the e-book and in print"
}

// texMark is a command that applies to the blocks after it. obey removes it.
type texMark struct {
	*doc.Div
	name string
}

// texCommands reads a line of commands.
func (r *reading) texCommands(n *texNode, start, end int) []doc.Block {
	var out []doc.Block
	raw := n.Lines().Value(r.src.text)
	span := r.src.span(start, end)
	for i := 0; i < len(raw); {
		m := texCommand.FindSubmatch(raw[i:])
		if m == nil {
			i++
			continue
		}
		name := string(m[1])
		at := i
		i += len(m[0])
		for i < len(raw) && (raw[i] == '{' || raw[i] == '[') {
			k := group(raw[i:])
			if k == 0 {
				break
			}
			i += k
		}
		mark := func(name string) { out = append(out, texMark{&doc.Div{Node: doc.Node{Span: span}}, name}) }
		switch name {
		case "newpage", "pagebreak", "clearpage", "cleardoublepage":
			mark("newpage")
		case "appendix", "listoffigures", "listoftables":
			mark(name)
		case "hrule", "hrulefill":
			out = append(out, &doc.Break{Node: doc.Node{Span: span}})
		case "part", "chapter", "section", "subsection", "subsubsection", "paragraph":
			if h := r.texHeading(name, raw[at:i], start, span); h != nil {
				out = append(out, h)
			}
		case "bibliography", "input", "include", "newtheorem", "listofalgorithms", "lstlistoflistings", "nocite", "twocolumn":
			r.warn(r.src.pos(start), "raw-tex", "“\\"+name+"” is TeX: it is left out", texCommandHelp(name))
		case "newcommand", "renewcommand", "providecommand", "def", "gdef", "let", "newenvironment", "renewenvironment", "DeclareMathOperator",
			"DeclarePairedDelimiter", "DeclareRobustCommand", "definecolor":
			return append(out, r.texMacros(n, span)) // definitions are read together with the formulas that use them
		}
	}
	return out
}

func texCommandHelp(name string) string {
	switch name {
	case "input", "include":
		return "name the file in “contents:” of book.yaml"
	case "bibliography":
		return "name the file in “bibliography:” of book.yaml"
	case "nocite":
		return "write “nocite:” in the front matter"
	}
	return "write it in Markdown, for it to be in the e-book and in print"
}

// texHeading turns \chapter{Title} and the like into a heading.
func (r *reading) texHeading(name string, raw []byte, start int, span diag.Span) doc.Block {
	open := bytes.IndexByte(raw, '{')
	if open < 0 || raw[len(raw)-1] != '}' {
		return nil
	}
	base := bytes.Index(r.src.text[start:], raw)
	if base < 0 {
		return nil
	}
	h := &doc.Heading{Node: doc.Node{Span: span}}
	h.Level = map[string]int{"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3, "paragraph": 4}[name]
	if name == "part" {
		h.Classes = []string{"part"}
	}
	if bytes.Contains(raw[:open], []byte("*")) {
		h.Classes = append(h.Classes, "unnumbered")
	}
	h.Content = r.inlines([]text.Segment{text.NewSegment(start+base+open+1, start+base+len(raw)-1)}, r.opts.Lang, false)
	return h
}

// obey removes the marks of commands from blocks and applies them. top is set for the blocks of a file.
func (r *reading) obey(blocks []doc.Block, top bool) []doc.Block {
	marked := top && r.opts.Appendix
	for _, b := range blocks {
		_, ok := b.(texMark)
		marked = marked || ok || beginsAppendix(b)
	}
	if !marked {
		return blocks
	}
	var out []doc.Block
	newPage, at := false, diag.Pos{}
	for i, b := range blocks {
		m, ok := b.(texMark)
		if !ok {
			h, heading := b.(*doc.Heading)
			if beginsAppendix(b) {
				h.Classes = h.Classes[:len(h.Classes)-1]
				r.doc.Appendix = r.doc.Appendix || top
				out = append(out, b)
				continue
			}
			if heading && h.Level == 1 && top && r.doc.Appendix && !hasKind(h.Classes) {
				h.Classes = append(h.Classes, string(doc.KindAppendix))
			}
			if n := b.Base(); newPage && !(heading && h.Level == 1) { // a chapter begins a page anyway
				n.Classes = append(n.Classes, "pagebreak")
			}
			newPage = false
			out = append(out, b)
			continue
		}
		switch m.name {
		case "newpage":
			newPage, at = true, m.Span.Pos
		case "appendix":
			r.doc.Appendix = r.doc.Appendix || top
		case "listoffigures", "listoftables":
			if !top || !endsSection(blocks[i+1:]) {
				r.warn(m.Span.Pos, "raw-tex", "“\\"+m.name+"” stands within a chapter: it is left out", "put it before the heading of a chapter, or write “list-of-figures: true” in book.yaml")
				continue
			}
			key, kind := lang.ListOfFigures, doc.KindFigures
			if m.name == "listoftables" {
				key, kind = lang.ListOfTables, doc.KindTables
			}
			tag, _ := lang.Parse(r.opts.Lang)
			words := lang.Word(tag, key)
			out = append(out, &doc.Heading{
				Node: doc.Node{Span: m.Span, Attr: doc.Attr{Classes: []string{string(kind)}}}, Level: 1,
				Content: []doc.Inline{&doc.Text{Node: doc.Node{Span: m.Span}, Value: words}},
			})
		}
	}
	if newPage && !top {
		r.warn(at, "raw-tex", "nothing follows here that could begin a page; the command is left out", "put it behind the div, the list or the quotation")
	}
	return out
}

// beginsAppendix reports whether a block is bookdown's heading before the appendices.
func beginsAppendix(b doc.Block) bool {
	h, ok := b.(*doc.Heading)
	return ok && len(h.Classes) > 0 && h.Classes[len(h.Classes)-1] == bookdownAppendix
}

// hasKind reports whether a class names the kind of a section.
func hasKind(classes []string) bool {
	for _, c := range classes {
		if _, ok := doc.KindOfClass(c); ok {
			return true
		}
	}
	return false
}

// endsSection reports whether a heading of the first level, or nothing, comes next.
func endsSection(rest []doc.Block) bool {
	for _, b := range rest {
		if _, ok := b.(texMark); ok {
			continue
		}
		h, ok := b.(*doc.Heading)
		return ok && h.Level == 1
	}
	return true
}
