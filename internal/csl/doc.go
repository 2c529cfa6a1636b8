// Package csl is a processor for the Citation Style Language 1.0.2: it words citations and bibliographies from
// bibliographic items, a style and locales. It knows nothing of books, files or Markdown: styles and locales come
// as bytes, items as values or CSL-JSON, and the wording leaves as a small tree of runs.
//
// The usual course:
//
//	style := csl.ParseStyle("styles/notes.csl", data, parent, findings)
//	proc := csl.New(style, locale, csl.Options{Lang: "en-GB"})
//	proc.Add(items...)
//	result := proc.Process(citations, nocite)
//
// Section names in comments are those of the specification, https://docs.citationstyles.org/en/stable/specification.html.
package csl
