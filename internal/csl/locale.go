package csl

import (
	"strings"

	"quire/internal/diag"
)

// Locales gives the locale file of a dialect such as “en-GB” (a file locales-en-GB.xml in CSL's form).
type Locales func(lang string) (data []byte, ok bool)

// localeData is one cs:locale, of a style or of a file.
type localeData struct {
	lang  string
	terms map[termKey]term
	dates map[string]*element // by form
	// The two options, nil where not set (“Localized Options”).
	punctuationInQuote, limitDayOrdinals *bool
}

type termKey struct{ name, form, gender string }

type term struct {
	single, multiple string
	gender           string // the noun's own gender
	match            string
}

// locale has the terms, dates and options of one language after fallback (“Locale Fallback”).
type locale struct {
	lang               string
	terms              map[termKey]term
	dates              map[string]*element
	punctuationInQuote bool
	limitDayOrdinals   bool
	ordinalDefined     bool // the plain “ordinal” term exists
	quotes             [4]string
}

func parseLocaleFile(file string, data []byte, findings *diag.List) *localeData {
	root := readXML(file, data, findings)
	if root == nil {
		return nil
	}
	if root.name != "locale" {
		findings.Add(diag.Finding{
			Pos: root.pos, Severity: diag.Error, Code: "csl-locale",
			Message: "the root element is “" + root.name + "”, not “locale”", Help: "a locale file is named locales-xx-XX.xml",
		})
		return nil
	}
	return parseLocaleElement(root, findings)
}

// parseLocaleElement reads cs:locale (“Locale Files – Structure”).
func parseLocaleElement(x *xmlElement, findings *diag.List) *localeData {
	l := &localeData{lang: strings.TrimSpace(x.get("lang")), terms: map[termKey]term{}, dates: map[string]*element{}}
	p := &styleParser{findings: findings, style: &Style{}}
	for _, k := range x.kids {
		switch k.name {
		case "info":
		case "style-options":
			l.punctuationInQuote = boolAttr(k, "punctuation-in-quote", l.punctuationInQuote)
			l.limitDayOrdinals = boolAttr(k, "limit-day-ordinals-to-day-1", l.limitDayOrdinals)
		case "date":
			e := p.localizedDate(k)
			if f := k.get("form"); f == "text" || f == "numeric" {
				l.dates[f] = e
			} else {
				findings.Warnf(k.pos, "csl-locale", "the form of a date in a locale is “text” or “numeric”")
			}
		case "terms":
			for _, t := range k.kids {
				l.addTerm(t, findings)
			}
		default:
			findings.Warnf(k.pos, "csl-locale", "“%s” is not an element of a locale", k.name)
		}
	}
	return l
}

func boolAttr(x *xmlElement, name string, def *bool) *bool {
	v, ok := x.attr(name)
	if !ok {
		return def
	}
	b := isTrue(v)
	return &b
}

// localizedDate reads a cs:date of a locale, which has no variable (“Localized Date Formats”).
func (p *styleParser) localizedDate(x *xmlElement) *element {
	e := &element{kind: kindDate, pos: x.pos, f: p.format(x), textCase: x.get("text-case"), form: x.get("form")}
	e.delimiter, e.hasDelimiter = x.attr("delimiter")
	for _, k := range x.kids {
		if k.name == "date-part" {
			if part := p.datePart(k); part != nil {
				e.kids = append(e.kids, part)
			}
		} else {
			p.warnf(k, "“%s” cannot stand in “date”", k.name)
		}
	}
	return e
}

func (l *localeData) addTerm(x *xmlElement, findings *diag.List) {
	name := x.get("name")
	if x.name != "term" || name == "" {
		findings.Warnf(x.pos, "csl-locale", "“terms” holds elements “term”, each with a name")
		return
	}
	t := term{single: x.text, multiple: x.text, gender: x.get("gender"), match: x.get("match")}
	if len(x.kids) > 0 {
		t.single, t.multiple = "", ""
		for _, k := range x.kids {
			switch k.name {
			case "single":
				t.single = k.text
			case "multiple":
				t.multiple = k.text
			default:
				findings.Warnf(k.pos, "csl-locale", "“%s” cannot stand in “term”", k.name)
			}
		}
	}
	for _, s := range []*string{&t.single, &t.multiple} {
		// The line breaks of the file are not part of a term.
		if strings.ContainsAny(*s, "\n\r") {
			*s = strings.TrimSpace(*s)
		}
	}
	form := x.get("form")
	if form == "long" {
		form = ""
	}
	l.terms[termKey{termName(name), form, x.get("gender-form")}] = t
}

// termName normalizes the name of a term: versions of CSL write it with a space, a hyphen or an underscore (“sub verbo”,
// “sub-verbo”).
func termName(name string) string {
	switch name {
	case "sub verbo":
		return "sub-verbo"
	}
	return name
}

// locatorTerm returns the term of a locator label. “article” and “title” have other terms, as the terms of these names
// are types of works (“Locators”).
func locatorTerm(label string) string {
	switch label {
	case "article":
		return "article-locator"
	case "title":
		return "title-locator"
	}
	return termName(label)
}

// primaryDialect returns the dialect that is used for a language without a region, and as fallback for other dialects.
var primaryDialect = map[string]string{
	"af": "af-ZA", "ar": "ar", "bg": "bg-BG", "ca": "ca-AD", "cs": "cs-CZ", "cy": "cy-GB", "da": "da-DK", "de": "de-DE",
	"el": "el-GR", "en": "en-US", "es": "es-ES", "et": "et-EE", "eu": "eu", "fa": "fa-IR", "fi": "fi-FI", "fr": "fr-FR",
	"gl": "gl-ES", "he": "he-IL", "hi": "hi-IN", "hr": "hr-HR", "hu": "hu-HU", "id": "id-ID", "is": "is-IS", "it": "it-IT",
	"ja": "ja-JP", "km": "km-KH", "ko": "ko-KR", "la": "la", "lt": "lt-LT", "lv": "lv-LV", "mn": "mn-MN", "ms": "ms-MY",
	"nb": "nb-NO", "nl": "nl-NL", "nn": "nn-NO", "no": "nb-NO", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO", "ru": "ru-RU",
	"sk": "sk-SK", "sl": "sl-SI", "sr": "sr-RS", "sv": "sv-SE", "th": "th-TH", "tr": "tr-TR", "uk": "uk-UA", "vi": "vi-VN", "zh": "zh-CN",
}

// canonicalLang writes a language tag as file names have it, “xx-XX”, without private extensions.
func canonicalLang(tag string) string {
	tag = strings.ReplaceAll(strings.TrimSpace(tag), "_", "-")
	parts := strings.Split(tag, "-")
	parts[0] = strings.ToLower(parts[0])
	if len(parts) > 1 && len(parts[1]) == 2 {
		return parts[0] + "-" + strings.ToUpper(parts[1])
	}
	return parts[0]
}

// newLocale combines the locales of the style and of the files for lang, in the order of “Locale Fallback”.
func newLocale(lang string, style *Style, load func(string) []*localeData) *locale {
	lang = canonicalLang(lang)
	base, _, _ := strings.Cut(lang, "-")
	if p := primaryDialect[base]; lang == base && p != "" {
		lang = p
	}
	l := &locale{lang: lang, terms: map[termKey]term{}, dates: map[string]*element{}}
	// The lowest priority comes first; later values replace earlier ones.
	seen := map[string]bool{}
	for _, dialect := range []string{"en-US", primaryDialect[base], lang} {
		if dialect != "" && !seen[dialect] {
			seen[dialect] = true
			for _, d := range load(dialect) {
				l.merge(d)
			}
		}
	}
	for _, want := range []string{"", base, lang} {
		for _, d := range style.locales {
			if canonicalLang(d.lang) == want && !(want == base && base == lang && d.lang == "") {
				l.merge(d)
			}
		}
		if base == lang && want == base {
			break
		}
	}
	_, l.ordinalDefined = l.terms[termKey{name: "ordinal"}]
	for i, name := range []string{"open-quote", "close-quote", "open-inner-quote", "close-inner-quote"} {
		l.quotes[i] = l.terms[termKey{name: name}].single
	}
	return l
}

func (l *locale) merge(d *localeData) {
	if d == nil {
		return
	}
	// A set of ordinal terms replaces all of the locale's (“Ordinal Suffixes”). Some styles only add a term for a gender
	// or a number and rely on the locale's default, so a set without a default replaces nothing.
	if d.definesOrdinals() {
		for old := range l.terms {
			if isOrdinalTerm(old.name) {
				delete(l.terms, old)
			}
		}
	}
	for k, t := range d.terms {
		l.terms[k] = t
	}
	for k, e := range d.dates {
		l.dates[k] = e
	}
	if d.punctuationInQuote != nil {
		l.punctuationInQuote = *d.punctuationInQuote
	}
	if d.limitDayOrdinals != nil {
		l.limitDayOrdinals = *d.limitDayOrdinals
	}
}

// definesOrdinals reports whether the default suffix is defined, or the four of CSL 1.0.
func (l *localeData) definesOrdinals() bool {
	has := func(name string) bool {
		for _, g := range []string{"", "masculine", "feminine"} {
			if _, ok := l.terms[termKey{name: name, gender: g}]; ok {
				return true
			}
		}
		return false
	}
	return has("ordinal") || has("ordinal-01") && has("ordinal-02") && has("ordinal-03") && has("ordinal-04")
}

func isOrdinalTerm(name string) bool {
	return name == "ordinal" || strings.HasPrefix(name, "ordinal-")
}

// formFallback is the order in which forms of a term are tried (“Terms”).
var formFallback = map[string][]string{
	"": {""}, "long": {""}, "short": {"short", ""}, "verb": {"verb", ""},
	"verb-short": {"verb-short", "verb", ""}, "symbol": {"symbol", "short", ""},
}

// lookup finds a term with the fallback of forms.
func (l *locale) lookup(name, form, gender string) (term, bool) {
	name = termName(name)
	t, ok := l.lookupForm(name, form, gender)
	if ok {
		return t, ok
	}
	// Older locales have some terms under other names.
	switch name {
	case "editor-translator":
		return l.lookupForm("editortranslator", form, gender)
	case "article-locator":
		return l.lookupForm("article", form, gender)
	case "title-locator":
		return l.lookupForm("title", form, gender)
	}
	return t, ok
}

func (l *locale) lookupForm(name, form, gender string) (term, bool) {
	for _, f := range formFallback[form] {
		if gender != "" {
			if t, ok := l.terms[termKey{name, f, gender}]; ok {
				return t, true
			}
		}
		if t, ok := l.terms[termKey{name: name, form: f}]; ok {
			return t, true
		}
	}
	return term{}, false
}

// term gives the text of a term.
func (l *locale) term(name, form string, plural bool) string {
	t, _ := l.lookup(name, form, "")
	if plural {
		return t.multiple
	}
	return t.single
}

// gender gives the gender of a term as a noun.
func (l *locale) gender(name string) string {
	return l.terms[termKey{name: termName(name)}].gender
}

// isEnglish reports whether title case applies to text in the language.
func isEnglish(lang string) bool {
	base, _, _ := strings.Cut(canonicalLang(lang), "-")
	return base == "en"
}
