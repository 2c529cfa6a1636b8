#!/usr/bin/env python3
"""Makes a long book of the essay's own sentences, for measuring speed: chapters, notes, quotations, lists, tables and
pictures. The same arguments give the same book.

usage: longbook.py WORDS FOLDER [--sheet print.css]
"""
import os, random, re, shutil, struct, sys, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')


def sentences():
    with open(os.path.join(ROOT, 'source', 'review.md'), encoding='utf-8') as f:
        text = f.read()
    found = []
    for para in re.split(r'\n\s*\n', text):
        if not re.match(r"[A-Z'‘]", para) or '](' in para or '[@' in para or '|' in para:
            continue
        para = re.sub(r'\[\^[^]]*\]', '', para.replace('\n', ' '))
        for s in re.split(r"(?<=[.?!]) (?=[A-Z])", para):
            if s.count('*') % 2 == 0 and s.count('[') == s.count(']') and s.count('(') == s.count(')') and "'" not in re.sub(r"\w'\w", '', s) and '{' not in s:
                found.append(s)
    return found


def png(path, seed, width=480, height=300):
    """A picture of grey waves, different for each seed."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        rows += bytes((x * (seed % 7 + 1) + y * (seed % 5 + 2) + (x * y // (seed % 11 + 30))) & 255 for x in range(width))
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    with open(path, 'wb') as f:
        f.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0)) + chunk(b'IDAT', zlib.compress(bytes(rows))) + chunk(b'IEND', b''))


def main(argv):
    if len(argv) < 2:
        sys.exit(__doc__)
    target, folder = int(argv[0]), argv[1]
    sheet = argv[3] if len(argv) > 3 else 'print.css'
    r, pool = random.Random(1), sentences()
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for i in range(12):
        png(os.path.join(folder, 'wave-%d.png' % i), i)
    words = note = chapter = 0
    names = []
    while words < target:
        chapter += 1
        out, notes, goal = ['# Chapter %d' % chapter], [], words + min(6000, target - words)
        n = 0
        while words < goal:
            n += 1
            p = [r.choice(pool) for _ in range(r.choice((1, 2, 4, 5, 6, 7, 9)))]
            if r.random() < .45:
                note += 1
                t = [r.choice(pool) for _ in range(r.choice((1, 1, 2, 4)))]
                p[r.randrange(len(p))] += '[^n%d]' % note
                notes.append('[^n%d]: %s' % (note, ' '.join(t)))
                words += sum(len(s.split()) for s in t)
            para = ' '.join(p)
            words += len(para.split())
            if n % 13 == 0:
                out.append('## ' + ' '.join(r.choice(pool).split()[:4]).strip('.,;:*'))
            if n % 17 == 0:
                out.append('> ' + para)
            else:
                out.append(para)
            if n % 21 == 0:
                out.append('\n'.join('- ' + r.choice(pool) for _ in range(4)))
            if n % 23 == 0:
                rows = ['| %d | %s | %d |' % (1900 + i, ' '.join(r.choice(pool).split()[:5]).replace('*', ''), r.randrange(9999)) for i in range(8)]
                out.append('| Year | What | Of |\n|:---|:-----------------|---:|\n' + '\n'.join(rows) + '\n\n: Years and sums')
            if n % 31 == 0:
                out.append('![Waves](wave-%d.png "Waves")' % r.randrange(12))
        name = 'chapter-%03d.md' % chapter
        names.append(name)
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as f:
            f.write('\n\n'.join(out + notes) + '\n')
    with open(os.path.join(folder, 'book.yaml'), 'w', encoding='utf-8') as f:
        f.write('name: long\ntitle: A long book\ncreators:\n  - {name: Nobody, role: aut}\nlang: en-GB\ndate: 2026-11-22\ncontents: [%s]\neditions:\n  html: {format: html}\n  print: {format: pdf, styles: [%s], notes: foot}\n' % (', '.join(names), sheet))


main(sys.argv[1:])
