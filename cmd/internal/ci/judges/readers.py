"""Reads a PDF with six readers and compares their words with those of the web page of the same book.

Usage, in the root of the repository: readers.py FILE.html FILE.pdf

Each reader must find every word that is on the page and that another reader finds. Words of the page that no reader
finds, such as those of links back, are the page's own; the tests of the tool show that the PDF holds the text. The order
of the words is not compared, as some readers give the words of a line from right to left in the order of the page. The
letters within a word must be in order.

Prints a JSON object: for each reader its version, and the words that it lacks.
"""

import collections
import html.parser
import json
import re
import subprocess
import sys
import unicodedata

import pdfminer
import pdfminer.high_level
import pypdf
import pypdfium2


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode("utf-8")


def pdfium(name):
    doc = pypdfium2.PdfDocument(name)
    return "\n".join(page.get_textpage().get_text_range() for page in doc)


READERS = {
    "poppler": lambda f: run("pdftotext", f, "-"),
    "mupdf": lambda f: run("mutool", "draw", "-q", "-F", "txt", "-o", "-", f),
    "pdf.js": lambda f: run("node", "cmd/internal/ci/judges/readers.mjs", f),
    "pdfium": pdfium,
    "pdfminer.six": pdfminer.high_level.extract_text,
    "pypdf": lambda f: "\n".join(page.extract_text() for page in pypdf.PdfReader(f).pages),
}

# A character of a script without spaces is a word.
WORD = re.compile(r"[\u3040-\u30ff\uac00-\ud7a3\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[^\W_\u3040-\u30ff\uac00-\ud7a3\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def words(text):
    # Figures and marks that readers may part from their letters or not are left out; so is the hyphen at a line's end.
    text = re.sub("[\u00ad\ufffe][\\s\u200b]*", "", text)
    text = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", " ", text)
    text = unicodedata.normalize("NFKD", text).lower()
    text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))
    return [w for w in WORD.findall(unicodedata.normalize("NFC", text)) if not w.isdecimal()]


class Page(html.parser.HTMLParser):
    """The text of a page. What only the page has is left out: links back, labels for the screen."""

    BLOCKS = {"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "br", "div", "caption", "dt", "dd", "section", "pre", "figcaption", "nav"}

    def __init__(self):
        super().__init__()
        self.out, self.skip = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("br", "img", "meta", "link", "hr", "col", "wbr"):
            self.out.append(" ")
            return
        kept = tag in ("head", "style", "script", "nav", "math") or attrs.get("class") == "skip" or attrs.get("role") in ("doc-backlink", "doc-noteref") or "backrefs" in attrs.get("class", "")
        self.skip.append(bool(kept or self.skip and self.skip[-1]))
        if tag in self.BLOCKS:
            self.out.append(" ")

    def handle_endtag(self, tag):
        if self.skip:
            self.skip.pop()
        if tag in self.BLOCKS:
            self.out.append(" ")

    def handle_data(self, data):
        if not (self.skip and self.skip[-1]):
            self.out.append(data)


def divided_or_joined(text, lost, more):
    """The lost words whose letters are there, but divided or joined at the end of a line or where the direction changes.

    pdf.js leaves soft hyphens out, so a word that is divided has two parts. Others take a hyphen for a soft one, so
    there two words are joined. Between Hebrew and Latin, pdf.js and pypdf lose a space.
    """
    lines = [w for w in map(words, text.splitlines()) if w]
    joined = {a[-1] + b[0] for a, b in zip(lines, lines[1:])}
    excused = {w for w in lost if w in joined}
    for word in more:
        for n in range(1, len(word)):
            if word[:n] in lost or word[n:] in lost:
                excused |= {word[:n], word[n:]}
    return excused


def versions():
    mupdf = subprocess.run(["mutool", "-v"], capture_output=True, text=True).stderr.split()[-1]
    poppler = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True).stderr.split("\n")[0].split()[-1]
    with open(".tools/node_modules/pdfjs-dist/package.json", encoding="utf-8") as f:
        pdfjs = json.load(f)["version"]
    return {"poppler": poppler, "mupdf": mupdf, "pdf.js": pdfjs, "pdfium": str(pypdfium2.PYPDFIUM_INFO), "pdfminer.six": pdfminer.__version__, "pypdf": pypdf.__version__}


def main():
    page, pdf = sys.argv[1:3]
    parser = Page()
    with open(page, encoding="utf-8") as f:
        parser.feed(f.read())
    texts = {name: read(pdf) for name, read in READERS.items()}
    got = {name: collections.Counter(words(text)) for name, text in texts.items()}
    want = collections.Counter(words("".join(parser.out)))
    anywhere = collections.Counter()
    for found in got.values():
        anywhere |= found
    want &= anywhere
    result = {}
    for name, version in versions().items():
        lost = want - got[name]
        excused = divided_or_joined(texts[name], lost, got[name] - want)
        result[name] = {"version": version, "words": sum(want.values()), "lost": sorted(w for w in lost.elements() if w not in excused)}
    json.dump(result, sys.stdout, ensure_ascii=False)


main()
