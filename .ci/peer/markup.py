#!/usr/bin/env python3
"""Words the HTML edition of a book for another typesetter, so that it can be measured on the same text.

usage: markup.py latex|typst [--fonts DIR] [--images DIR] [--word-space EM] [--notes end|foot] BOOK.html > OUT

The HTML edition is our own reading of the Markdown: quotation marks, dashes, notes and citations are as in print. Title
pages are left out; contents, headings, paragraphs, verse, quotations, lists, tables, pictures, notes and the
bibliography are set in the sizes, on the leading and to the measure of styles/print.css.
"""
import base64, os, sys
from html.parser import HTMLParser

VOID = {'br', 'img', 'meta', 'link', 'hr', 'col', 'input', 'wbr'}
SKIP = {'titlepage', 'halftitlepage', 'copyright-page', 'backlink', 'backrefs', 'skip'}


class Node:
    def __init__(self, tag, attrs, parent):
        self.tag, self.attrs, self.parent, self.kids = tag, dict(attrs), parent, []

    def has(self, name):
        return name in (self.attrs.get('class') or '').split()

    def find(self, tag):
        for k in self.kids:
            if isinstance(k, Node):
                if k.tag == tag:
                    yield k
                else:
                    yield from k.find(tag)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.at = self.root = Node('root', [], None)

    def handle_starttag(self, tag, attrs):
        n = Node(tag, attrs, self.at)
        self.at.kids.append(n)
        if tag not in VOID:
            self.at = n

    def handle_startendtag(self, tag, attrs):
        self.at.kids.append(Node(tag, attrs, self.at))

    def handle_endtag(self, tag):
        n = self.at
        while n is not self.root and n.tag != tag:
            n = n.parent
        if n is not self.root:
            self.at = n.parent

    def handle_data(self, data):
        self.at.kids.append(data)


class Writer:
    """What both languages share: the walk. A language says how its constructs are written."""

    def __init__(self, notes, images):
        self.out, self.notes, self.images, self.pictures = [], notes, images, 0
        self.bodies = {}

    def book(self, root):
        main = next(root.find('main'))
        for li in main.find('li'):
            if li.has('note'):
                self.bodies[li.attrs['id']] = li
        self.blocks(main)
        return '\n'.join(self.out)

    def skipped(self, n):
        return any(n.has(c) for c in SKIP)

    def blocks(self, n):
        for k in n.kids:
            if not isinstance(k, Node) or self.skipped(k):
                continue
            if k.has('endnotes') and self.notes == 'foot':
                continue
            t = k.tag
            if t in ('section', 'div', 'main', 'header', 'article'):
                self.division(k)
            elif t in ('h1', 'h2', 'h3', 'h4'):
                self.out.append(self.heading(int(t[1]), self.inlines(k)))
            elif t == 'p':
                self.out.append(self.paragraph(self.inlines(k)))
            elif t == 'nav':
                self.out.append(self.contents())
            elif t == 'blockquote':
                self.wrapped(self.quote, k)
            elif t in ('ol', 'ul'):
                if k.has('notes'):
                    for i, li in enumerate(x for x in k.kids if isinstance(x, Node)):
                        self.out.append(self.note(int(k.attrs.get('start', 1)) + i, self.note_text(li)))
                elif k.has('bibliography'):
                    for li in k.find('li'):
                        self.out.append(self.work(self.inlines(li)))
                else:
                    self.out.append(self.items(t == 'ol', [self.inlines(li) for li in k.kids if isinstance(li, Node)]))
            elif t == 'table':
                self.out.append(self.table(*self.cells(k)))
            elif t == 'figure':
                self.figures(k)
            elif t == 'hr':
                self.out.append(self.rule())

    def division(self, k):
        if k.has('verse'):
            self.out.append(self.verse([[self.inlines(l) for l in s.find('span') if l.has('line')] for s in k.find('p')]))
        elif k.has('epigraph'):
            self.wrapped(self.quote, k)
        else:
            self.blocks(k)

    def wrapped(self, how, k):
        out, self.out = self.out, []
        self.blocks(k)
        inner, self.out = '\n'.join(self.out), out
        self.out.append(how(inner))

    def figures(self, k):
        img = next(k.find('img'), None)
        caption = next(k.find('figcaption'), None)
        if img is None:
            for t in k.find('table'):
                self.out.append(self.table(*self.cells(t)))
            return
        kind, data = img.attrs['src'].split(';base64,')
        data = base64.b64decode(data)
        name = 'picture-%d.%s' % (self.pictures, {'data:image/jpeg': 'jpg', 'data:image/png': 'png', 'data:image/svg+xml': 'svg'}[kind])
        self.pictures += 1
        with open(os.path.join(self.images, name), 'wb') as f:
            f.write(data)
        self.out.append(self.figure(name, self.inlines(caption) if caption else ''))

    def cells(self, t):
        caption = next(t.find('caption'), None)
        return (self.inlines(caption) if caption else '', [[self.inlines(c) for c in r.kids if isinstance(c, Node)] for r in t.find('tr')],
                bool(next(t.find('thead'), None)))

    def note_text(self, li):
        return self.between.join(self.inlines(p) for p in li.kids if isinstance(p, Node) and p.tag == 'p')

    def inlines(self, n):
        s = ''
        for k in n.kids:
            if not isinstance(k, Node):
                s += self.text(k)
            elif self.skipped(k) or k.tag == 'button' or k.attrs.get('role') == 'doc-pagebreak':
                continue
            elif k.has('noteref'):
                if self.notes == 'foot':
                    s += self.footnote(self.note_text(self.bodies[k.attrs['href'][1:]]))
                else:
                    s += self.super(''.join(x for sup in k.find('sup') for x in sup.kids if isinstance(x, str)))
            elif k.tag in ('em', 'i', 'cite'):
                s += self.emph(self.language(k, self.inlines(k)))
            elif k.tag in ('strong', 'b'):
                s += self.strong(self.inlines(k))
            elif k.has('smallcaps'):
                s += self.smallcaps(self.inlines(k))
            elif k.tag == 'sup':
                s += self.super(self.inlines(k))
            elif k.tag == 'br':
                s += self.newline
            else:
                s += self.language(k, self.inlines(k))
        return s

    def language(self, k, s):
        return self.foreign(k.attrs['lang'], s) if k.attrs.get('lang') else s


class Latex(Writer):
    newline, between = '\\\\\n', '\n\n'
    names = {'fr': 'french', 'ru': 'russian'}

    def preamble(self, fonts, space):
        skip = '' if not space else '\\AtBeginDocument{\\spaceskip=%.4fem plus %.4fem minus %.4fem\\relax}\n' % (space, space * .5, space / 3)
        return r'''\documentclass[twoside,openany]{book}
\usepackage[paperwidth=419.53bp,paperheight=595.28bp,textwidth=270bp,textheight=459bp,inner=60bp,top=51.5bp,headheight=10bp,headsep=12bp]{geometry}
\usepackage[british]{babel}
\babelprovide[import]{french}
\usepackage{fontspec}
\setmainfont{EBGaramond}[Path=''' + fonts + r'''/,Extension=.ttf,UprightFont=*-Regular,ItalicFont=*-Italic,BoldFont=*-SemiBold,BoldItalicFont=*-SemiBoldItalic,Numbers={OldStyle,Proportional}]
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
''' + skip + '\\begin{document}\n'

    def book(self, root):
        return super().book(root) + '\n\\end{document}\n'

    def text(self, s):
        for a, b in (('\\', '\0'), ('{', '\\{'), ('}', '\\}'), ('\0', '\\textbackslash{}')):
            s = s.replace(a, b)
        for c in '#$%&_':
            s = s.replace(c, '\\' + c)
        return s.replace('^', '\\textasciicircum{}').replace('~', '\\textasciitilde{}').replace('\u00a0', '~')

    def heading(self, level, s):
        return '\n\\head{%s}' % s if level == 1 else '\n\\subhead{%s}' % s

    def paragraph(self, s): return s + '\n'
    def contents(self): return ''
    def quote(self, s): return '\\begin{quoted}\n%s\\end{quoted}\n' % s
    def note(self, n, s): return '{\\small\\noindent %d. %s\\par}' % (n, s)
    def work(self, s): return '\\work{%s}' % s
    def rule(self): return '\n\\begin{center}*\\quad *\\quad *\\end{center}\n'
    def items(self, ordered, items): return ''.join('\n\\noindent\\hangindent=1.6em\\hangafter=1 \\hbox to 1.6em{%s\\hfil}%s\\par\n' % ('%d.' % (i + 1) if ordered else '–', s) for i, s in enumerate(items))
    def verse(self, stanzas): return '\\begin{quoted}\\raggedright\n' + '\n\n\\vspace{13.5bp}'.join('\\\\\n'.join(s) for s in stanzas) + '\n\\end{quoted}\n'
    def figure(self, name, caption): return '\\begin{figure}\\includegraphics[width=\\textwidth]{%s}\\par\\small %s\\end{figure}\n' % (name, caption)

    def table(self, caption, rows, head):
        n = max(len(r) for r in rows)
        width = '%.3f\\textwidth' % (.94 / n)
        lines = [' & '.join(r) + ' \\\\' for r in rows]
        return '{\\small\\setlength\\tabcolsep{3pt}\\begin{longtable}{' + 'p{%s}' % width * n + '}\n' + '\n'.join(lines) + '\n\\end{longtable}\n' + caption + '\\par}\n'

    def emph(self, s): return '\\emph{%s}' % s
    def strong(self, s): return '\\textbf{%s}' % s
    def smallcaps(self, s): return '\\textsc{%s}' % s
    def super(self, s): return '\\textsuperscript{%s}' % s
    def footnote(self, s): return '\\footnote{%s}' % s
    def foreign(self, lang, s): return '\\foreignlanguage{%s}{%s}' % (self.names[lang], s) if lang == 'fr' else s


class Typst(Writer):
    newline, between = ' \\\n', '#parbreak()'

    def preamble(self, fonts, space):
        return r'''#set page(width: 419.53pt, height: 595.28pt, margin: (top: 51.5pt, bottom: 84.7pt, inside: 60pt, outside: 89.53pt), numbering: "1")
#set text(font: "EB Garamond", size: 10.5pt, lang: "en", region: "GB", hyphenate: true, number-type: "old-style", top-edge: 0.7em, bottom-edge: -0.3em)
#set par(justify: true, leading: 13.5pt - 1em, spacing: 13.5pt - 1em, first-line-indent: 1em)
#set footnote.entry(separator: line(length: 30%, stroke: 0.35pt))
#show footnote.entry: set text(size: 9pt)
#show footnote.entry: set par(leading: 3pt)
#set table(stroke: none, inset: 3pt)
#show table: set text(size: 9.5pt)
#show table: set par(justify: false)
#show heading.where(level: 1): it => { pagebreak(weak: true); v(67.5pt); text(size: 22pt, style: "italic", weight: "regular", it.body); v(54pt) }
#show heading.where(level: 2): it => block(above: 27pt, below: 6pt, text(size: 10pt, weight: "regular", smallcaps(it.body)))
'''

    def text(self, s):
        return ''.join('\\' + c if c in '\\#$*_`<>@~[]+=/-' else c for c in s).replace('\u00a0', '~')

    def heading(self, level, s): return '\n%s %s\n' % ('=' * level, s)
    def paragraph(self, s): return s + '\n'
    def contents(self): return '#outline()\n'
    def quote(self, s): return '#block(inset: (x: 1.5em))[\n%s]\n' % s
    def note(self, n, s): return '#block[#set text(size: 9pt)\n%d. %s]' % (n, s)
    def work(self, s): return '#block[#set text(size: 9pt)\n#set par(justify: false, hanging-indent: 1.5em)\n%s]' % s
    def rule(self): return '#align(center)[\\* #h(1em) \\* #h(1em) \\*]\n'
    def items(self, ordered, items): return '\n'.join(('+ ' if ordered else '- ') + s for s in items) + '\n'
    def verse(self, stanzas): return '#block(inset: (x: 1.5em))[#set par(justify: false)\n' + '\n\n'.join(' \\\n'.join(s) for s in stanzas) + ']\n'
    def figure(self, name, caption): return '#figure(image("%s", width: 100%%), caption: [%s])\n' % (name, caption)

    def table(self, caption, rows, head):
        n = max(len(r) for r in rows)
        cells = ''.join('[%s], ' % c for r in rows[1 if head else 0:] for c in r)
        top = 'table.header(%s), ' % ''.join('[%s], ' % c for c in rows[0]) if head else ''
        return '#show figure: set block(breakable: true)\n#figure(table(columns: %d, align: left, %s%s), caption: [%s])\n' % (n, top, cells, caption)

    def emph(self, s): return '#emph[%s]' % s
    def strong(self, s): return '#strong[%s]' % s
    def smallcaps(self, s): return '#smallcaps[%s]' % s
    def super(self, s): return '#super[%s]' % s
    def footnote(self, s): return '#footnote[%s]' % s
    def foreign(self, lang, s): return '#text(lang: "%s")[%s]' % (lang, s)


def main(argv):
    opts = {'--fonts': 'styles/fonts', '--images': '.', '--word-space': '0', '--notes': 'end'}
    rest = []
    it = iter(argv)
    for a in it:
        if a in opts:
            opts[a] = next(it)
        else:
            rest.append(a)
    if len(rest) != 2 or rest[0] not in ('latex', 'typst'):
        sys.exit(__doc__)
    r = Reader()
    with open(rest[1], encoding='utf-8') as f:
        r.feed(f.read())
    w = {'latex': Latex, 'typst': Typst}[rest[0]](opts['--notes'], opts['--images'])
    sys.stdout.write(w.preamble(os.path.abspath(opts['--fonts']), float(opts['--word-space'])) + w.book(r.root))


main(sys.argv[1:])
