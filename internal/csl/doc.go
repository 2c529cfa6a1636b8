// Package csl is a processor for the Citation Style Language 1.0.2: from bibliographic items, a style and locales it makes
// citations and bibliographies. It knows nothing of books, files or Markdown: it gets styles and locales as bytes and items
// as values or CSL-JSON, and returns small trees of runs.
//
// Usual use:
//
//	style := csl.ParseStyle("styles/notes.csl", data, parent, findings)
//	proc := csl.New(style, locale, csl.Options{Lang: "en-GB"})
//	proc.Add(items...)
//	result := proc.Process(citations, nocite)
//
// Section names in comments are those of the specification, https://docs.citationstyles.org/en/stable/specification.html.
package csl
