package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
)

// latex is LuaLaTeX. Space is the width of a space in ems; 0 means the font's.
type latex struct{ space string }

const latexBegin = `\documentclass[twoside,openany]{book}
\usepackage[paperwidth=419.53bp,paperheight=595.28bp,textwidth=270bp,textheight=459bp,inner=60bp,top=51.5bp,headheight=10bp,headsep=12bp]{geometry}
\usepackage[british]{babel}
\babelprovide[import]{french}
\usepackage{fontspec}
\setmainfont{EBGaramond}[Path=%s/,Extension=.ttf,UprightFont=*-Regular,ItalicFont=*-Italic,BoldFont=*-SemiBold,BoldItalicFont=*-SemiBoldItalic,Numbers={OldStyle,Proportional}]
\usepackage[protrusion=true,expansion=true,stretch=20,shrink=20]{microtype}
\usepackage{longtable,graphicx}
\makeatletter
\renewcommand\normalsize{\@setfontsize\normalsize{10.5bp}{13.5bp}}
\renewcommand\small{\@setfontsize\small{9bp}{12bp}}
\renewcommand\footnotesize{\@setfontsize\footnotesize{9bp}{12bp}}
\makeatother
\normalsize
\parindent=1em \parskip=0pt \topskip=10bp
\frenchspacing \raggedbottom
\widowpenalty=10000 \clubpenalty=10000 \brokenpenalty=4000
\emergencystretch=3em
\pagestyle{plain}
\newcommand\head[1]{\clearpage\vspace*{67.5bp}{\raggedright\fontsize{22bp}{27bp}\selectfont\itshape #1\par}\vspace{54bp}\noindent\ignorespaces}
\newcommand\subhead[1]{\par\vspace{27bp}{\raggedright\noindent\scshape #1\par}\nobreak\noindent\ignorespaces}
\newenvironment{quoted}{\par\vspace{6.75bp}\leftskip=1.5em\rightskip=1.5em}{\par\vspace{6.75bp}}
\newcommand\work[1]{{\small\raggedright\noindent\hangindent=1.5em #1\par}}
%s\begin{document}
`

func (t latex) begin() string {
	fonts, err := filepath.Abs("styles/fonts")
	if err != nil {
		fonts = "styles/fonts"
	}
	skip := ""
	if em, err := strconv.ParseFloat(t.space, 64); err == nil && em > 0 {
		skip = fmt.Sprintf("\\AtBeginDocument{\\spaceskip=%.4fem plus %.4fem minus %.4fem\\relax}\n", em, em/2, em/3)
	}
	return fmt.Sprintf(latexBegin, fonts, skip)
}

func (latex) end() string { return "\n\\end{document}\n" }

var latexText = strings.NewReplacer(`\`, `\textbackslash{}`, `{`, `\{`, `}`, `\}`, `#`, `\#`, `$`, `\$`, `%`, `\%`, `&`, `\&`, `_`, `\_`,
	`^`, `\textasciicircum{}`, `~`, `\textasciitilde{}`, "\u00a0", `~`)

func (latex) text(s string) string { return latexText.Replace(s) }

func (latex) heading(level int, s string) string {
	if level == 1 {
		return "\n\\head{" + s + "}"
	}
	return "\n\\subhead{" + s + "}"
}

func (latex) contents() string      { return "" }
func (latex) quote(s string) string { return "\\begin{quoted}\n" + s + "\\end{quoted}\n" }
func (latex) note(n int, s string) string {
	return fmt.Sprintf("{\\small\\noindent %d. %s\\par}", n, s)
}
func (latex) work(s string) string { return "\\work{" + s + "}" }
func (latex) rule() string         { return "\n\\begin{center}*\\quad *\\quad *\\end{center}\n" }

func (latex) list(ordered bool, items []string) string {
	var out strings.Builder
	for i, s := range items {
		mark := "–"
		if ordered {
			mark = fmt.Sprintf("%d.", i+1)
		}
		fmt.Fprintf(&out, "\n\\noindent\\hangindent=1.6em\\hangafter=1 \\hbox to 1.6em{%s\\hfil}%s\\par\n", mark, s)
	}
	return out.String()
}

func (latex) verse(stanzas [][]string) string {
	var parts []string
	for _, lines := range stanzas {
		parts = append(parts, strings.Join(lines, "\\\\\n"))
	}
	return "\\begin{quoted}\\raggedright\n" + strings.Join(parts, "\n\n\\vspace{13.5bp}") + "\n\\end{quoted}\n"
}

func (latex) figure(file, caption string) string {
	return "\\begin{figure}\\includegraphics[width=\\textwidth]{" + file + "}\\par\\small " + caption + "\\end{figure}\n"
}

func (latex) table(caption string, rows [][]string, _ bool) string {
	columns := 0
	var lines []string
	for _, r := range rows {
		columns = max(columns, len(r))
		lines = append(lines, strings.Join(r, " & ")+` \\`)
	}
	column := fmt.Sprintf("p{%.3f\\textwidth}", 0.94/float64(max(columns, 1)))
	return "{\\small\\setlength\\tabcolsep{3pt}\\begin{longtable}{" + strings.Repeat(column, columns) + "}\n" + strings.Join(lines, "\n") + "\n\\end{longtable}\n" + caption + "\\par}\n"
}

func (latex) emph(s string) string      { return "\\emph{" + s + "}" }
func (latex) strong(s string) string    { return "\\textbf{" + s + "}" }
func (latex) smallCaps(s string) string { return "\\textsc{" + s + "}" }
func (latex) super(s string) string     { return "\\textsuperscript{" + s + "}" }
func (latex) footnote(s string) string  { return "\\footnote{" + s + "}" }

func (latex) foreign(lang, s string) string {
	if lang == "fr" {
		return "\\foreignlanguage{french}{" + s + "}"
	}
	return s
}

func (latex) lineBreak() string      { return "\\\\\n" }
func (latex) paragraphBreak() string { return "\n\n" }
