package lang

import "strconv"

// FormatDate returns a date for running text, such as "22 November 2026". Without a day (0) it is month and year, without a
// month only the year. A month above 12 counts as no month.
func FormatDate(t Tag, year, month, day int) string {
	y := strconv.Itoa(year)
	if month < 1 || month > 12 {
		return y
	}
	h := t.home
	if h != la {
		h = t.Match().home
	}
	switch h {
	case ja, zhHans, zhHant, ko:
		return eastAsianDate(h, year, month, day)
	}
	if day < 1 || day > 31 {
		m := months(h)[month-1]
		switch h {
		case es, pt, ptBR:
			return m + " de " + y
		case pl, ru, cs, el, uk:
			return monthsAlone(h)[month-1] + " " + y
		}
		return m + " " + y
	}
	d, m := strconv.Itoa(day), months(h)[month-1]
	switch h {
	case enUS:
		return m + "\u00A0" + d + ", " + y
	case fr:
		if day == 1 {
			d = "1er"
		}
	case it:
		if day == 1 {
			d = "1º"
		}
	case de, cs:
		d += "."
	case es, pt, ptBR:
		if day == 1 && h != es {
			d = "1.º"
			if h == ptBR {
				d = "1º"
			}
		}
		return d + "\u00A0de " + m + " de " + y
	case ru:
		return d + "\u00A0" + m + " " + y + "\u00A0г."
	case uk:
		return d + "\u00A0" + m + " " + y + "\u00A0р."
	case he:
		m = "ב" + m
	}
	return d + "\u00A0" + m + " " + y
}

// eastAsianDate returns a date as it is written in Chinese, Japanese and Korean: from the year to the day.
func eastAsianDate(h home, year, month, day int) string {
	units, space := [3]string{"年", "月", "日"}, ""
	if h == ko {
		units, space = [3]string{"년", "월", "일"}, " "
	}
	out := strconv.Itoa(year) + units[0] + space + strconv.Itoa(month) + units[1]
	if day >= 1 && day <= 31 {
		out += space + strconv.Itoa(day) + units[2]
	}
	return out
}

// months returns the names of the months as used after a day: in the genitive if the language has one.
func months(h home) [12]string {
	switch h {
	case fr:
		return [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
	case de:
		return [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
	case es:
		return [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}
	case it:
		return [12]string{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"}
	case pt, ptBR:
		return [12]string{"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"}
	case nl:
		return [12]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}
	case pl:
		return [12]string{"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"}
	case ru:
		return [12]string{"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}
	case sv:
		return [12]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"}
	case cs:
		return [12]string{"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu", "prosince"}
	case tr:
		return [12]string{"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"}
	case el:
		return [12]string{"Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου", "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου"}
	case uk:
		return [12]string{"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"}
	case he:
		return [12]string{"ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"}
	case ar:
		return [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"}
	case la:
		return [12]string{"Ianuarii", "Februarii", "Martii", "Aprilis", "Maii", "Iunii", "Iulii", "Augusti", "Septembris", "Octobris", "Novembris", "Decembris"}
	}
	return [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
}

// monthsAlone returns the names in the nominative for languages in which months does not.
func monthsAlone(h home) [12]string {
	switch h {
	case cs:
		return [12]string{"leden", "únor", "březen", "duben", "květen", "červen", "červenec", "srpen", "září", "říjen", "listopad", "prosinec"}
	case el:
		return [12]string{"Ιανουάριος", "Φεβρουάριος", "Μάρτιος", "Απρίλιος", "Μάιος", "Ιούνιος", "Ιούλιος", "Αύγουστος", "Σεπτέμβριος", "Οκτώβριος", "Νοέμβριος", "Δεκέμβριος"}
	case uk:
		return [12]string{"січень", "лютий", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень", "листопад", "грудень"}
	case pl:
		return [12]string{"styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec", "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień"}
	}
	return [12]string{"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"}
}
