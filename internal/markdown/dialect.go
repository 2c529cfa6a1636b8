package markdown

// Dialect is the kind of Markdown that a file is written in.
type Dialect uint8

// The dialects. They differ only in the extensions that are on by default.
const (
	Pandoc     Dialect = iota // Pandoc's Markdown
	CommonMark                // CommonMark 0.31
	GFM                       // GitHub Flavored Markdown
)

// Extensions switches extensions on and off, by Pandoc's names: {"hard_line_breaks": true, "smart": false}. Others keep
// the default of the dialect.
type Extensions map[string]bool

// defaultExtensions names the extensions that are on by default.
func (d Dialect) defaultExtensions() []string {
	switch d {
	case CommonMark:
		return []string{"raw_html"}
	case GFM:
		return []string{
			"alerts", "autolink_bare_uris", "emoji", "footnotes", "gfm_auto_identifiers", "pipe_tables", "raw_html", "strikeout",
			"task_lists", "yaml_metadata_block",
		}
	}
	return []string{
		"alerts", "all_symbols_escapable", "auto_identifiers", "backtick_code_blocks", "blank_before_blockquote", "blank_before_header",
		"bracketed_spans", "citations", "definition_lists", "escaped_line_breaks", "example_lists", "fancy_lists",
		"fenced_code_attributes", "fenced_code_blocks", "fenced_divs", "footnotes", "grid_tables", "header_attributes",
		"implicit_figures", "implicit_header_references", "inline_code_attributes", "inline_notes", "intraword_underscores",
		"latex_macros", "line_blocks", "link_attributes", "markdown_in_html_blocks", "multiline_tables", "native_divs",
		"native_spans", "pandoc_title_block", "pipe_tables", "raw_attribute", "raw_html", "raw_tex", "shortcut_reference_links",
		"simple_tables", "smart", "space_in_atx_header", "startnum", "strikeout", "subscript", "superscript", "table_captions",
		"task_lists", "tex_math_dollars", "yaml_metadata_block",
	}
}

// Has reports whether an extension is on.
func (o Options) Has(extension string) bool {
	if on, said := o.Extensions[extension]; said {
		return on
	}
	for _, e := range o.Dialect.defaultExtensions() {
		if e == extension {
			return true
		}
	}
	return false
}

// CommonStarts gives the extensions with which blocks begin as in CommonMark; everything else is Pandoc's Markdown.
func CommonStarts() Extensions {
	return Extensions{"lists_without_preceding_blankline": true, "blank_before_blockquote": false, "blank_before_header": false}
}
