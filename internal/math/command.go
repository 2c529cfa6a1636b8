package math

import (
	"fmt"
	"strings"
)

// command reads a command that is no macro.
func (p *parser) command(t token) Node {
	name := t.text[1:]
	switch name {
	case " ":
		return &Text{Atom: at(t), Text: "\u00a0"}
	case `\`, "cr":
		p.star()
		p.rawOptional()
		return &Space{Atom: at(t), Break: BreakForce}
	case "(", ")", "[", "]":
		p.fault(t.start, "math-syntax", fmt.Sprintf("“%s” stands within the formula", t.text), "leave it out")
		return nil
	}
	if value, ok := symbolTable.find(name); ok {
		return p.symbol(value, t)
	}
	if value, ok := commandTable.find(name); ok {
		kind, arg, _ := strings.Cut(value, ":")
		if kind == "" { // \:
			kind, arg, _ = strings.Cut(value[1:], ":")
		}
		return p.run(kind, arg, t)
	}
	return p.unknown(t)
}

// cutKind gives what is behind the kind of a value of commandTable, if it is of the kind.
func cutKind(value, kind string) (arg string, ok bool) {
	k, arg, _ := strings.Cut(value, ":")
	return arg, k == kind
}

// run reads a command of a kind. It is nil where the command makes nothing.
func (p *parser) run(kind, arg string, t token) Node {
	switch kind {
	case "frac", "cfrac", "genfrac", "sfrac":
		return p.fraction(kind, arg, t)
	case "sqrt":
		return p.sqrt(t)
	case "root":
		return p.root(t)
	case "accent":
		return p.accent(arg, t)
	case "brace":
		return p.brace(arg, t)
	case "xarrow":
		return p.arrow(arg, t)
	case "left":
		return p.fenced(t)
	case "big":
		return p.big(arg, t)
	case "fn":
		return p.function(arg, t)
	case "operatorname":
		return p.operatorname(arg, t)
	case "class":
		return p.classed(arg, t)
	case "overset":
		return p.overset(arg, t)
	case "sideset":
		return p.sideset(t)
	case "prescript":
		return p.prescript(t)
	case "buildrel":
		return p.buildrel(t)
	case "not":
		return p.not(t)
	case "dots":
		return p.dots(t)
	case "bra", "ketbra":
		return p.braket(kind, arg, t)
	case "paired":
		return p.paired(t)
	case "mathchoice":
		return &choice{Atom: at(t), options: [4]Node{p.arg(t), p.arg(t), p.arg(t), p.arg(t)}}
	case "begin":
		return p.begin(t)
	case "begingroup":
		return p.begingroup(t)
	case "limits":
		p.fault(t.start, "math-syntax", fmt.Sprintf("“%s” does not follow an operator", t.text), "put it behind the operator")
		return nil
	}
	return p.runLook(kind, arg, t)
}

// runLook reads commands for the look of what they apply to: fonts, colours, boxes, space, text.
func (p *parser) runLook(kind, arg string, t token) Node {
	switch kind {
	case "font":
		return p.fontGroup(arg, t)
	case "switch": // rest has set the font
		return nil
	case "style": // these three stand where an argument is, and so apply to it alone
		return p.styled(p.arg(t), int(arg[0]-'0'), t)
	case "size":
		return &Style{Atom: at(t), Content: p.arg(t), Size: number(arg)}
	case "color":
		c := p.colour(t)
		return &Style{Atom: at(t), Content: p.arg(t), Color: c}
	case "text":
		return p.text(arg, t)
	case "textchar":
		return &Text{Atom: at(t), Text: arg}
	case "textscript":
		return p.textscript(arg, t)
	case "circled":
		return &Enclose{Atom: at(t), Content: p.arg(t), Notation: NotationCircle}
	case "textcolor":
		c := p.colour(t)
		return &Style{Atom: at(t), Content: p.arg(t), Color: c}
	case "colorbox", "fcolorbox", "box", "fbox", "bbox", "enclose", "cancel", "cancelto":
		return p.enclose(kind, arg, t)
	case "phantom":
		return p.phantom(arg, t)
	case "smash":
		return p.smash(t)
	case "lap":
		return p.lap(arg, t)
	case "raise", "raisebox", "vcenter", "strut", "mathstrut":
		return p.raise(kind, arg, t)
	case "space":
		return p.fixedSpace(arg, t)
	case "textspace":
		return &Text{Atom: at(t), Text: "\u00a0"}
	case "hspace":
		p.star()
		return &Space{Atom: at(t), Width: p.dimension(t)}
	case "hfill":
		return &Space{Atom: at(t), fill: true}
	case "rule":
		return p.rule(t)
	case "break":
		return p.breakAt(arg, t)
	case "href", "url", "html", "tip":
		return p.link(kind, t)
	}
	return p.runRest(kind, arg, t)
}

// runRest reads definitions, tags, chemistry and units, and what has no meaning on a page.
func (p *parser) runRest(kind, arg string, t token) Node {
	switch kind {
	case "define":
		p.definition(arg, t)
	case "newenv":
		p.newEnvironment(t)
	case "definecolor":
		p.defineColour(t)
	case "tag", "label", "notag":
		p.tagged(kind, t)
	case "ref":
		return &Link{Atom: at(t), Label: p.words(t), Parens: arg == "e"}
	case "ce", "pu":
		return p.chemistry(kind, t)
	case "qty", "num", "unit", "ang", "numrange", "numlist", "qtyrange", "qtylist", "numproduct", "qtyproduct":
		return p.quantity(kind, t)
	case "char", "unicode":
		return p.charByNumber(kind, t)
	case "verb":
		return p.verb(t)
	case "expandafter":
		first, second := p.next(), p.token()
		p.unread(second)
		p.unread(first)
	case "ignore":
		for range number(arg) {
			p.rawOptional()
			p.rawArgument(t)
		}
	case "stray":
		p.stray(t)
	case "misplaced":
		p.fault(t.start, "math-syntax", fmt.Sprintf("“%s” stands outside of the place that it is for", t.text), "put it at the beginning of a row or a cell of a table")
		p.rawOptional()
	case "unsupported":
		p.fault(t.start, "math-command", fmt.Sprintf("“%s” is not set: only what it applies to is printed", t.text), "put the picture, or what is turned, outside of the formula")
		for range number(arg) - 1 {
			p.rawOptional()
			p.rawArgument(t)
		}
		p.rawOptional()
		return p.arg(t)
	default:
		return p.unknown(t)
	}
	return nil
}
