package cite

import "strings"

// genreWords words biblatex's keys for types in the languages that the tool speaks.
var genreWords = map[string]map[string]string{
	"phdthesis": {
		"en": "PhD thesis", "fr": "thèse de doctorat", "de": "Dissertation", "es": "tesis doctoral", "it": "tesi di dottorato",
		"pt": "tese de doutorado", "nl": "proefschrift", "ru": "диссертация", "pl": "rozprawa doktorska",
	},
	"mathesis": {
		"en": "MA thesis", "fr": "mémoire de master", "de": "Masterarbeit", "es": "tesis de máster", "it": "tesi di laurea magistrale",
		"pt": "dissertação de mestrado", "nl": "masterscriptie", "ru": "магистерская диссертация", "pl": "praca magisterska",
	},
	"techreport": {
		"en": "technical report", "fr": "rapport technique", "de": "Technischer Bericht", "es": "informe técnico", "it": "rapporto tecnico",
		"pt": "relatório técnico", "nl": "technisch rapport", "ru": "технический отчёт", "pl": "raport techniczny",
	},
	"resreport": {
		"en": "research report", "fr": "rapport de recherche", "de": "Forschungsbericht", "es": "informe de investigación", "it": "rapporto di ricerca",
		"pt": "relatório de pesquisa", "nl": "onderzoeksrapport", "ru": "научный отчёт", "pl": "raport z badań",
	},
}

// pubstate words biblatex's keys for the state of publication.
func pubstate(s, lang string) string {
	if !isEnglish(lang) {
		return s
	}
	switch s {
	case "inpreparation":
		return "in preparation"
	case "inpress":
		return "in press"
	case "prepublished":
		return "pre-published"
	}
	return s
}

// languageTag turns a name that babel, polyglossia or biblatex gives to a language into a tag of BCP 47; what is one
// already stays. It is empty for what nobody knows.
func languageTag(s string) string {
	s = strings.TrimSpace(s)
	if t, ok := languages[strings.ToLower(s)]; ok {
		return t
	}
	if len(s) == 2 || len(s) > 2 && len(s) < 12 && (s[2] == '-' || s[2] == '_') {
		return strings.ReplaceAll(s, "_", "-")
	}
	return ""
}

var languages = map[string]string{
	"english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA", "australian": "en-AU", "newzealand": "en-NZ",
	"french": "fr", "francais": "fr", "frenchb": "fr", "acadian": "fr-CA", "canadien": "fr-CA", "german": "de", "ngerman": "de", "germanb": "de", "austrian": "de-AT", "naustrian": "de-AT",
	"swissgerman": "de-CH", "nswissgerman": "de-CH", "spanish": "es", "mexican": "es-MX", "italian": "it", "portuguese": "pt", "portuges": "pt", "brazil": "pt-BR", "brazilian": "pt-BR",
	"dutch": "nl", "russian": "ru", "polish": "pl", "ukrainian": "uk", "czech": "cs", "slovak": "sk", "slovene": "sl", "slovenian": "sl", "croatian": "hr", "serbian": "sr", "bulgarian": "bg",
	"danish": "da", "swedish": "sv", "norwegian": "no", "norsk": "nb", "nynorsk": "nn", "finnish": "fi", "icelandic": "is", "hungarian": "hu", "magyar": "hu", "romanian": "ro", "greek": "el",
	"turkish": "tr", "latin": "la", "catalan": "ca", "basque": "eu", "galician": "gl", "welsh": "cy", "irish": "ga", "scottish": "gd", "estonian": "et", "latvian": "lv", "lithuanian": "lt",
	"hebrew": "he", "arabic": "ar", "persian": "fa", "farsi": "fa", "hindi": "hi", "japanese": "ja", "chinese": "zh", "korean": "ko", "vietnamese": "vi", "esperanto": "eo", "yiddish": "yi",
	"belarusian": "be", "georgian": "ka", "armenian": "hy", "afrikaans": "af", "sanskrit": "sa",
}
