package cite

import "strings"

// word translates one of biblatex's keys for types, series and countries into the language of the book, or into English if
// there is no translation. If s is not such a key, it returns otherwise.
func (b *bibReader) word(s, otherwise string) string {
	w, ok := bibWords[strings.TrimSpace(s)]
	if !ok {
		return otherwise
	}
	base, _, _ := strings.Cut(firstOf(b.lang, "en"), "-")
	if t, ok := w[base]; ok {
		return t
	}
	return w["en"]
}

// bibWords are biblatex's keys (“bibliography strings”) for types, series and countries.
var bibWords = map[string]map[string]string{
	"candthesis": {"en": "candidate thesis", "de": "Kandidatenarbeit", "fr": "thèse de candidature", "es": "tesis de candidatura", "it": "tesi di candidatura", "ru": "кандидатская диссертация"},
	"bathesis":   {"en": "BA thesis", "de": "Bachelorarbeit", "fr": "mémoire de licence", "es": "tesis de grado", "it": "tesi di laurea triennale", "nl": "bachelorscriptie", "pl": "praca licencjacka", "pt": "trabalho de conclusão de curso", "ru": "бакалаврская работа"},
	"software":   {"en": "computer software", "de": "Computer-Software", "fr": "logiciel", "es": "programa informático", "it": "software", "nl": "software", "pl": "oprogramowanie", "pt": "software", "ru": "программное обеспечение"},
	"datacd":     {"en": "CD-ROM", "de": "CD-ROM", "fr": "cédérom", "es": "CD-ROM", "it": "CD-ROM", "nl": "cd-rom", "pl": "CD-ROM", "pt": "CD-ROM", "ru": "CD-ROM"},
	"audiocd":    {"en": "audio CD", "de": "Audio-CD", "fr": "CD audio", "es": "CD de audio", "it": "CD audio", "nl": "audio-cd", "pl": "płyta CD", "pt": "CD de áudio", "ru": "аудио-CD"},
	"patent":     {"en": "patent", "de": "Patent", "fr": "brevet", "es": "patente", "it": "brevetto", "nl": "octrooi", "pl": "patent", "pt": "patente", "ru": "патент"},
	"patentde":   {"en": "German patent", "de": "deutsches Patent", "fr": "brevet allemand", "es": "patente alemana", "it": "brevetto tedesco", "nl": "Duits octrooi", "pl": "patent niemiecki", "pt": "patente alemã", "ru": "патент Германии"},
	"patenteu":   {"en": "European patent", "de": "europäisches Patent", "fr": "brevet européen", "es": "patente europea", "it": "brevetto europeo", "nl": "Europees octrooi", "pl": "patent europejski", "pt": "patente europeia", "ru": "европейский патент"},
	"patentfr":   {"en": "French patent", "de": "französisches Patent", "fr": "brevet français", "es": "patente francesa", "it": "brevetto francese", "nl": "Frans octrooi", "pl": "patent francuski", "pt": "patente francesa", "ru": "патент Франции"},
	"patentuk":   {"en": "British patent", "de": "britisches Patent", "fr": "brevet britannique", "es": "patente británica", "it": "brevetto britannico", "nl": "Brits octrooi", "pl": "patent brytyjski", "pt": "patente britânica", "ru": "патент Великобритании"},
	"patentus":   {"en": "U.S. patent", "de": "US-Patent", "fr": "brevet américain", "es": "patente estadounidense", "it": "brevetto statunitense", "nl": "Amerikaans octrooi", "pl": "patent amerykański", "pt": "patente americana", "ru": "патент США"},
	"patreq":     {"en": "patent request", "de": "Patentanmeldung", "fr": "demande de brevet", "es": "solicitud de patente", "it": "richiesta di brevetto", "nl": "octrooiaanvraag", "pl": "zgłoszenie patentowe", "pt": "pedido de patente", "ru": "патентная заявка"},
	"patreqde":   {"en": "German patent request", "de": "deutsche Patentanmeldung", "fr": "demande de brevet allemand", "es": "solicitud de patente alemana", "it": "richiesta di brevetto tedesco", "nl": "Duitse octrooiaanvraag", "pl": "niemieckie zgłoszenie patentowe", "pt": "pedido de patente alemã", "ru": "патентная заявка Германии"},
	"patreqeu":   {"en": "European patent request", "de": "europäische Patentanmeldung", "fr": "demande de brevet européen", "es": "solicitud de patente europea", "it": "richiesta di brevetto europeo", "nl": "Europese octrooiaanvraag", "pl": "europejskie zgłoszenie patentowe", "pt": "pedido de patente europeia", "ru": "европейская патентная заявка"},
	"patreqfr":   {"en": "French patent request", "de": "französische Patentanmeldung", "fr": "demande de brevet français", "es": "solicitud de patente francesa", "it": "richiesta di brevetto francese", "nl": "Franse octrooiaanvraag", "pl": "francuskie zgłoszenie patentowe", "pt": "pedido de patente francesa", "ru": "патентная заявка Франции"},
	"patrequk":   {"en": "British patent request", "de": "britische Patentanmeldung", "fr": "demande de brevet britannique", "es": "solicitud de patente británica", "it": "richiesta di brevetto britannico", "nl": "Britse octrooiaanvraag", "pl": "brytyjskie zgłoszenie patentowe", "pt": "pedido de patente britânica", "ru": "патентная заявка Великобритании"},
	"patrequs":   {"en": "U.S. patent request", "de": "US-Patentanmeldung", "fr": "demande de brevet américain", "es": "solicitud de patente estadounidense", "it": "richiesta di brevetto statunitense", "nl": "Amerikaanse octrooiaanvraag", "pl": "amerykańskie zgłoszenie patentowe", "pt": "pedido de patente americana", "ru": "патентная заявка США"},
	"countryde":  {"en": "Germany", "de": "Deutschland", "fr": "Allemagne", "es": "Alemania", "it": "Germania", "nl": "Duitsland", "pl": "Niemcy", "pt": "Alemanha", "ru": "Германия"},
	"countryeu":  {"en": "European Union", "de": "Europäische Union", "fr": "Union européenne", "es": "Unión Europea", "it": "Unione europea", "nl": "Europese Unie", "pl": "Unia Europejska", "pt": "União Europeia", "ru": "Европейский союз"},
	"countryep":  {"en": "European Union", "de": "Europäische Union", "fr": "Union européenne", "es": "Unión Europea", "it": "Unione europea", "nl": "Europese Unie", "pl": "Unia Europejska", "pt": "União Europeia", "ru": "Европейский союз"},
	"countryfr":  {"en": "France", "de": "Frankreich", "fr": "France", "es": "Francia", "it": "Francia", "nl": "Frankrijk", "pl": "Francja", "pt": "França", "ru": "Франция"},
	"countryuk":  {"en": "United Kingdom", "de": "Großbritannien", "fr": "Royaume-Uni", "es": "Reino Unido", "it": "Regno Unito", "nl": "Verenigd Koninkrijk", "pl": "Wielka Brytania", "pt": "Reino Unido", "ru": "Великобритания"},
	"countryus":  {"en": "United States of America", "de": "Vereinigte Staaten von Amerika", "fr": "États-Unis d’Amérique", "es": "Estados Unidos de América", "it": "Stati Uniti d’America", "nl": "Verenigde Staten van Amerika", "pl": "Stany Zjednoczone", "pt": "Estados Unidos da América", "ru": "Соединённые Штаты Америки"},
	"newseries":  {"en": "new series", "de": "neue Folge", "fr": "nouvelle série", "es": "nueva época", "it": "nuova serie", "nl": "nieuwe reeks", "pl": "nowa seria", "pt": "nova série", "ru": "новая серия"},
	"oldseries":  {"en": "old series", "de": "alte Folge", "fr": "ancienne série", "es": "antigua época", "it": "vecchia serie", "nl": "oude reeks", "pl": "stara seria", "pt": "antiga série", "ru": "старая серия"},

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

// pubstate has the words for biblatex's keys of the state of publication.
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

// languageTag turns a language's name in babel, polyglossia or biblatex into a tag of BCP 47; a tag does not change. For
// an unknown name it returns "".
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
