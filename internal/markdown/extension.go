package markdown

import (
	"slices"
	"strings"
)

// switches are the extensions for inlines, looked up once for each file.
type switches struct {
	trimCode                       bool // code spans have no spaces at their sides
	strictEmphasis, gfm, intraword bool // CommonMark's rules for what may open and close; GitHub's ~

	strikeout, subscript, superscript, mark bool
	emoji, wikiBefore, wikiAfter, bareURIs  bool
	hardBreaks, escapedBreaks               bool
	pandocEscapes                           bool // "\ " is a no-break space
	notes, inlineNotes, citations           bool
	spans, linkAttrs, codeAttrs, rawAttr    bool
	html, tex, math                         bool
	mathSingle, mathDouble                  bool // \(…\) and \\(…\\)
	headerRefs, figures                     bool
	autoIDs, gfmIDs, asciiIDs               bool
	ignoreBreaks, eastAsianBreaks           bool
}

func (o Options) switches() switches {
	return switches{
		trimCode:       o.Dialect == Pandoc,
		strictEmphasis: o.Dialect != Pandoc,
		gfm:            o.Dialect == GFM,
		intraword:      o.Has("intraword_underscores"),
		strikeout:      o.Has("strikeout"),
		subscript:      o.Has("subscript"),
		superscript:    o.Has("superscript"),
		mark:           o.Has("mark"),
		emoji:          o.Has("emoji"),
		wikiBefore:     o.Has("wikilinks_title_before_pipe"),
		wikiAfter:      o.Has("wikilinks_title_after_pipe"),
		bareURIs:       o.Has("autolink_bare_uris"),
		hardBreaks:     o.Has("hard_line_breaks"),
		escapedBreaks:  o.Has("escaped_line_breaks") || o.Dialect != Pandoc,
		pandocEscapes:  o.Has("all_symbols_escapable") && o.Dialect == Pandoc,
		notes:          o.Has("footnotes"),
		inlineNotes:    o.Has("inline_notes"),
		citations:      o.Has("citations"),
		spans:          o.Has("bracketed_spans"),
		linkAttrs:      o.Has("link_attributes") || o.Has("attributes"),
		codeAttrs:      o.Has("inline_code_attributes") || o.Has("attributes"),
		rawAttr:        o.Has("raw_attribute"),
		html:           o.Has("raw_html") || o.Has("native_spans"),
		tex:            o.Has("raw_tex"),
		math:           o.Has("tex_math_dollars"),
		mathSingle:     o.Has("tex_math_single_backslash"),
		mathDouble:     o.Has("tex_math_double_backslash"),
		headerRefs:     o.Has("implicit_header_references"),
		figures:        o.Has("implicit_figures"),
		autoIDs:        o.Has("auto_identifiers") || o.Has("gfm_auto_identifiers"),
		gfmIDs:         o.Has("gfm_auto_identifiers"),
		asciiIDs:       o.Has("ascii_identifiers"),

		ignoreBreaks:    o.Has("ignore_line_breaks"),
		eastAsianBreaks: o.Has("east_asian_line_breaks"),
	}
}

// Format is a format by its name in Pandoc, such as “markdown+hard_line_breaks-smart”.
type Format struct {
	Dialect    Dialect
	Extensions Extensions
	// Unknown are names that Pandoc does not have. Ignored are those of Pandoc that have no effect here, each with its
	// sign.
	Unknown, Ignored []string
}

// ParseFormat reads a format with its extensions, as in Pandoc's --from. ok is false if it is not a Markdown format.
func ParseFormat(name string) (f Format, ok bool) {
	base, rest := name, ""
	if i := strings.IndexAny(name, "+-"); i >= 0 {
		base, rest = name[:i], name[i:]
	}
	f.Extensions = Extensions{}
	on := func(value bool, names ...string) {
		for _, n := range names {
			f.Extensions[n] = value
		}
	}
	switch base {
	case "markdown", "pandoc":
	case "commonmark":
		f.Dialect = CommonMark
	case "commonmark_x":
		f.Dialect = CommonMark
		on(true, commonmarkX...)
	case "gfm", "markdown_github":
		f.Dialect = GFM
	case "markdown_strict":
		on(false, Pandoc.defaultExtensions()...)
		on(true, "raw_html", "shortcut_reference_links")
	case "markdown_phpextra":
		on(false, Pandoc.defaultExtensions()...)
		on(true, phpExtra...)
	case "markdown_mmd":
		on(false, Pandoc.defaultExtensions()...)
		on(true, multiMarkdown...)
	default:
		return f, false
	}
	for rest != "" {
		value := rest[0] == '+'
		n := strings.IndexAny(rest[1:], "+-") + 1
		if n == 0 {
			n = len(rest)
		}
		word := rest[1:n]
		switch {
		case slices.Contains(honoured, word):
			f.Extensions[word] = value
		case slices.Contains(ignored, word):
			f.Ignored = append(f.Ignored, rest[:n])
		default:
			f.Unknown = append(f.Unknown, rest[:n])
		}
		rest = rest[n:]
	}
	return f, true
}

// The extensions of Pandoc's formats (pandoc --list-extensions=FORMAT).
var (
	commonmarkX = []string{
		"attributes", "bracketed_spans", "definition_lists", "emoji", "fancy_lists", "fenced_divs", "footnotes",
		"gfm_auto_identifiers", "implicit_header_references", "pipe_tables", "raw_attribute", "raw_html", "raw_tex", "smart",
		"strikeout", "subscript", "superscript", "task_lists", "tex_math_dollars", "yaml_metadata_block",
	}
	phpExtra = []string{
		"definition_lists", "fenced_code_blocks", "footnotes", "header_attributes", "intraword_underscores", "link_attributes",
		"pipe_tables", "raw_html", "shortcut_reference_links",
	}
	multiMarkdown = []string{
		"all_symbols_escapable", "auto_identifiers", "backtick_code_blocks", "definition_lists", "footnotes", "implicit_figures",
		"implicit_header_references", "intraword_underscores", "pipe_tables", "raw_attribute", "raw_html", "shortcut_reference_links",
		"subscript", "superscript", "tex_math_dollars",
	}
)

// honoured are the extensions that can be switched on and off; ignored are those that only Pandoc has.
var (
	honoured = []string{
		"alerts", "all_symbols_escapable", "ascii_identifiers", "attributes", "auto_identifiers", "autolink_bare_uris",
		"blank_before_blockquote", "blank_before_header", "bracketed_spans", "citations", "east_asian_line_breaks", "emoji",
		"escaped_line_breaks", "footnotes", "gfm_auto_identifiers", "hard_line_breaks", "ignore_line_breaks", "implicit_figures",
		"implicit_header_references", "inline_code_attributes", "inline_notes", "intraword_underscores", "link_attributes",
		"lists_without_preceding_blankline", "mark", "native_spans", "raw_attribute", "raw_html", "raw_tex", "smart", "strikeout",
		"subscript", "superscript", "tex_math_dollars", "tex_math_double_backslash", "tex_math_single_backslash",
		"wikilinks_title_after_pipe", "wikilinks_title_before_pipe",
	}
	ignored = []string{
		"abbreviations", "angle_brackets_escapable", "backtick_code_blocks", "compact_definition_lists", "definition_lists",
		"example_lists", "fancy_lists", "fenced_code_attributes", "fenced_code_blocks", "fenced_divs", "four_space_rule",
		"grid_tables", "gutenberg", "header_attributes", "latex_macros", "line_blocks", "literate_haskell", "markdown_attribute",
		"markdown_in_html_blocks", "mmd_header_identifiers", "mmd_link_attributes", "mmd_title_block", "multiline_tables",
		"native_divs", "old_dashes", "pandoc_title_block", "pipe_tables", "rebase_relative_paths", "short_subsuperscripts",
		"shortcut_reference_links", "simple_tables", "sourcepos", "space_in_atx_header", "spaced_reference_links", "startnum",
		"table_attributes", "table_captions", "task_lists", "tex_math_gfm", "yaml_metadata_block",
	}
)
