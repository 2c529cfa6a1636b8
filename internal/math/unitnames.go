package math

import "strings"

// unitTable has siunitx's units. A value that begins with "^" stands against the number.
const unitTable = words(`A=A Bq=Bq C=C F=F G=G GHz=GHz GPa=GPa GW=GW GeV=GeV Gy=Gy H=H Hz=Hz J=J K=K MHz=MHz MPa=MPa MW=MW MeV=MeV N=N Pa=Pa
S=S Sv=Sv T=T TeV=TeV V=V W=W Wb=Wb ampere=A amu=u angstrom=Å arcminute=^{'} arcsecond=^{''} astronomicalunit=au
bar=bar barn=b becquerel=Bq bel=B bit=bit byte=B candela=cd celsius=^{\circ}\mathrm{C} centi=!c cm=cm coulomb=C dB=dB
dalton=Da day=d deca=!da deci=!d decibel=dB degree=^{\circ} degreeCelsius=^{\circ}\mathrm{C} eV=eV electronvolt=eV
exa=!E exbi=!Ei farad=F femto=!f fs=fs gibi=!Gi giga=!G gram=g gray=Gy hectare=ha hecto=!h henry=H hertz=Hz hour=h
joule=J kHz=kHz kJ=kJ kN=kN kPa=kPa kV=kV kW=kW kWh=kWh katal=kat keV=keV kelvin=K kg=kg kibi=!Ki kilo=!k kilogram=kg
km=km knot=kn l=l liter=L litre=L lumen=lm lux=lx mA=mA mL=mL mN=mN mV=mV mW=mW meV=meV mebi=!Mi mega=!M meter=m
metre=m mg=mg micro=!µ milli=!m min=min minute=min mm=mm mmHg=mmHg mmol=mmol mol=mol mole=mol ms=ms nano=!n
nautmile=nmi neper=Np newton=N nm=nm ns=ns ohm=Ω pH=pH parsec=pc pascal=Pa pebi=!Pi percent=% peta=!P pico=!p ppm=ppm
ps=ps radian=rad s=s second=s siemens=S sievert=Sv steradian=sr tebi=!Ti tera=!T tesla=T tonne=t ug=µg um=µm us=µs
volt=V watt=W weber=Wb yobi=!Yi yocto=!y yotta=!Y zebi=!Zi zepto=!z zetta=!Z`)

// unitOf turns siunitx's \kilo\metre\per\second, or kg.m/s^2, into TeX.
func (p *parser) unitOf(raw []token) string {
	u := &unitReader{}
	literal := true
	for _, t := range raw {
		literal = literal && !t.isCommand()
	}
	if literal {
		return unitText(source(raw))
	}
	for i := 0; i < len(raw); i++ {
		t := raw[i]
		if !t.isCommand() {
			if t.text != " " && t.text != "." && t.text != "~" {
				u.add(`\mathrm{` + t.text + "}")
			}
			continue
		}
		name := t.name()
		if m := p.lookup(t.text); m != nil && m.params == 0 {
			raw = append(append(append([]token{}, raw[:i]...), m.body...), raw[i+1:]...)
			i--
			continue
		}
		switch name {
		case "per":
			u.per = true
		case "square", "squared", "cubic", "cubed":
			u.power(name)
		case "tothe", "raiseto", "of", "highlight", "cancel":
			arg, end := groupIn(raw, i+1)
			i = end
			u.argument(name, source(arg))
		default:
			value, ok := unitTable.find(name)
			if !ok {
				p.fault(t.start, "math-command", "the unit “"+t.text+"” is not known: it is printed as it is written", "write the unit itself, such as \\unit{kg.m/s^2}")
				value = name
			}
			u.unit(value)
		}
	}
	return u.String()
}

// unitReader collects the units of one \unit.
type unitReader struct {
	parts  []string
	prefix string
	next   string // the power of the unit that comes next
	per    bool
	perNow bool // the last unit is under a \per
}

// unit adds a unit or a prefix.
func (u *unitReader) unit(value string) {
	if prefix, ok := strings.CutPrefix(value, "!"); ok {
		u.prefix += prefix
		return
	}
	text := value
	if !strings.HasPrefix(value, "^") {
		text = `\mathrm{` + strings.ReplaceAll(u.prefix+value, "%", `\%`) + "}"
	}
	u.prefix = ""
	u.add(text)
}

func (u *unitReader) add(text string) {
	u.perNow, u.per = u.per, false
	power := u.next
	u.next = ""
	if u.perNow {
		if power == "" {
			power = "1"
		}
		power = "-" + power
	}
	if power != "" {
		text += "^{" + power + "}"
	}
	u.parts = append(u.parts, text)
}

// power reads \square before a unit and \squared behind it.
func (u *unitReader) power(name string) {
	n := "2"
	if strings.HasPrefix(name, "cub") {
		n = "3"
	}
	if name == "square" || name == "cubic" {
		u.next = n
		return
	}
	u.raise(n)
}

// raise sets the power of the last unit.
func (u *unitReader) raise(n string) {
	k := len(u.parts) - 1
	if k < 0 {
		return
	}
	last := strings.TrimSuffix(u.parts[k], "^{-1}")
	if u.perNow {
		n = "-" + n
	}
	u.parts[k] = last + "^{" + n + "}"
}

// argument reads \tothe{3}, \raiseto{3} and \of{…}.
func (u *unitReader) argument(name, arg string) {
	switch name {
	case "tothe":
		u.raise(arg)
	case "raiseto":
		u.next = arg
	case "of":
		if k := len(u.parts) - 1; k >= 0 {
			u.parts[k] += `_{\mathrm{` + arg + "}}"
		}
	}
}

func (u *unitReader) String() string { return strings.Join(u.parts, `\,`) }

// unitText sets a unit that is written itself: kg.m/s^2, kJ mol^-1.
func unitText(s string) string {
	var b strings.Builder
	s = strings.TrimSpace(s)
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '.' || c == ' ' || c == '~' || c == '*':
			for i < len(s) && strings.IndexByte(". ~*", s[i]) >= 0 {
				i++
			}
			b.WriteString(`\,`)
		case c == '/':
			b.WriteByte('/')
			i++
		case c == '^' || c == '_':
			j := i + 1
			if j < len(s) && s[j] == '{' {
				if end := closing(s, j); end > 0 {
					b.WriteString(s[i : end+1])
					i = end + 1
					continue
				}
			}
			for j < len(s) && (isDigit(s[j]) || s[j] == '-' || s[j] == '+') {
				j++
			}
			b.WriteString(string(c) + "{" + s[i+1:j] + "}")
			i = j
		case c == '%':
			b.WriteString(`\%`)
			i++
		case c == '\\' || c == '{' || c == '}' || c == '(' || c == ')' || isDigit(c) || c == '-':
			if c == '\\' {
				_, _, end := lexeme(s, i)
				b.WriteString(s[i:end] + " ")
				i = end
				continue
			}
			b.WriteByte(c)
			i++
		default:
			j := i
			for j < len(s) && (isLetter(s[j]) || s[j] >= 0x80) {
				j++
			}
			if j == i {
				j++
			}
			b.WriteString(`\mathrm{` + s[i:j] + "}")
			i = j
			// s-1 and m2 have their power without a mark.
			if j < len(s) && (isDigit(s[j]) || s[j] == '-' && j+1 < len(s) && isDigit(s[j+1])) {
				for j++; j < len(s) && isDigit(s[j]); j++ {
				}
				b.WriteString("^{" + s[i:j] + "}")
				i = j
			}
		}
	}
	return b.String()
}
