package lang

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/speedata/hyphenation"
)

// Hyphenators gives the hyphenator of each language; the patterns of a language are read when it is first asked
// for. It may be used by several goroutines.
type Hyphenators struct {
	fsys fs.FS
	mu   sync.Mutex
	by   map[string]*Hyphenator
}

// NewHyphenators takes the files hyph-*.pat.txt (patterns) and hyph-*.hyp.txt (exceptions, where there are any)
// in the form of TeX's hyph-utf8 from the root of fsys.
func NewHyphenators(fsys fs.FS) *Hyphenators {
	return &Hyphenators{fsys: fsys, by: map[string]*Hyphenator{}}
}

// patterns names the pattern file of a language and how many letters it wants before and after a hyphen: the
// hyphenmins of the file's notice.
func patterns(h home) (name string, left, right int) {
	switch h {
	case enGB:
		return "en-gb", 2, 3
	case enUS:
		return "en-us", 2, 3
	case fr:
		return "fr", 2, 2
	case de:
		return "de-1996", 2, 2
	case es:
		return "es", 2, 2
	case it:
		return "it", 2, 2
	case pt, ptBR:
		return "pt", 2, 3
	case nl:
		return "nl", 2, 2
	case pl:
		return "pl", 2, 2
	case ru:
		return "ru", 2, 2
	case la:
		return "la", 2, 2
	}
	return "", 0, 0
}

// For gives the hyphenator of a language, nil if we have no patterns for it; nil is a Hyphenator that finds no
// breaks but soft hyphens. The error says that a file could not be read.
func (hs *Hyphenators) For(tag Tag) (*Hyphenator, error) {
	name, left, right := patterns(tag.home)
	if name == "" {
		return nil, nil
	}
	hs.mu.Lock()
	defer hs.mu.Unlock()
	if h := hs.by[name]; h != nil {
		return h, nil
	}
	data, err := fs.ReadFile(hs.fsys, "hyph-"+name+".pat.txt")
	if err != nil {
		return nil, fmt.Errorf("hyphenation patterns: %w", err)
	}
	pats, err := hyphenation.New(strings.NewReader(lengthen(string(data))))
	if err != nil {
		return nil, fmt.Errorf("hyphenation patterns hyph-%s.pat.txt: %w", name, err)
	}
	h := &Hyphenator{
		pats: pats, left: left, right: right,
		apostrophe: bytes.Contains(data, []byte("’")),
		words:      map[string][]int{},
	}
	if data, err = fs.ReadFile(hs.fsys, "hyph-"+name+".hyp.txt"); err == nil {
		h.exceptions = exceptions(string(data))
	} else if _, missing := fs.Stat(hs.fsys, "hyph-"+name+".hyp.txt"); missing == nil {
		return nil, fmt.Errorf("hyphenation exceptions: %w", err)
	}
	hs.by[name] = h
	return h, nil
}

// lengthen adds to a list of patterns, for each of a single letter, such as "1b", the same as patterns of two: "1ba",
// "1bb" and so on to "1b.", because the library looks only for those of two or more (hyphenation v1.0.1,
// doHyphenate). Where there is such a pattern already, the greater values win, as they would if both were found;
// of two patterns with the same letters the library takes the last.
func lengthen(list string) string {
	var alphabet []rune
	singles, pairs := map[string][]byte{}, map[string][]byte{}
	seen := map[rune]bool{}
	for _, pattern := range strings.Fields(list) {
		letters := 0
		for _, r := range pattern {
			if r >= '0' && r <= '9' {
				continue
			}
			letters++
			if !seen[r] {
				seen[r] = true
				alphabet = append(alphabet, r)
			}
		}
		switch letters {
		case 1:
			if l, v := split(pattern); unicode.IsLetter(firstRune(l)) {
				singles[l] = v
			}
		case 2:
			l, v := split(pattern)
			pairs[l] = v
		}
	}
	if len(singles) == 0 {
		return list
	}
	if !seen['.'] {
		alphabet = append(alphabet, '.')
	}
	var b strings.Builder
	b.WriteString(list)
	b.WriteByte('\n')
	for letter, v := range singles {
		for _, r := range alphabet {
			w := append(slices.Clone(pairs[letter+string(r)]), 0, 0, 0)
			fmt.Fprintf(&b, "%d%s%d%c%d\n", max(w[0], v[0]), letter, max(w[1], v[1]), r, w[2])
		}
	}
	return b.String()
}

// split parts a pattern into its letters and the values before, between and after them.
func split(pattern string) (letters string, values []byte) {
	var b strings.Builder
	values = []byte{0}
	for _, r := range pattern {
		if r >= '0' && r <= '9' {
			values[len(values)-1] = byte(r - '0')
		} else {
			b.WriteRune(r)
			values = append(values, 0)
		}
	}
	return b.String(), values
}

// exceptions reads words with their hyphens, such as "ta-ble", into the breaks of each, counted in letters.
func exceptions(list string) map[string][]int {
	m := map[string][]int{}
	for _, w := range strings.Fields(list) {
		var breaks []int
		n := 0
		for _, r := range w {
			if r == '-' {
				breaks = append(breaks, n)
			} else {
				n++
			}
		}
		m[strings.ReplaceAll(w, "-", "")] = breaks
	}
	return m
}

// Hyphenator finds where words of one language may be hyphenated. It may be used by several goroutines.
type Hyphenator struct {
	pats        *hyphenation.Lang
	left, right int
	// apostrophe tells that the patterns know the apostrophe as a letter, as in French and Italian.
	apostrophe bool
	exceptions map[string][]int

	mu    sync.RWMutex
	words map[string][]int
}

const (
	softHyphen = '\u00AD'
	apostrophe = '’'
)

// longest is the most letters that a word to be hyphenated may have, as in TeX (§891). Longer ones are no words,
// and would take the time of their length's cube.
const longest = 63

// Word gives the places, as ascending byte offsets, where a hyphen may be put and the line broken within word: a
// stretch of text without spaces, which may have punctuation around it.
//
// If it has soft hyphens (U+00AD), these are the only places (css-text-3, §5.4), and the offsets are theirs. Not
// hyphenated are words with a figure, addresses, and those with a capital after their first letter (abbreviations,
// McDonald). Of a compound with a hyphen, parts of eight letters or more are hyphenated: a narrow line may have no other
// way to end; who prefers its own hyphen, as one should, puts a price on these. The result must not be modified.
func (h *Hyphenator) Word(word string) []int {
	if len(word) < 4 {
		return nil
	}
	if strings.Contains(word, "\u00AD") {
		return softHyphens(word)
	}
	if h == nil {
		return nil
	}
	h.mu.RLock()
	breaks, ok := h.words[word]
	h.mu.RUnlock()
	if ok {
		return breaks
	}
	breaks = h.find(word)
	h.mu.Lock()
	if len(h.words) == maxWords {
		clear(h.words)
	}
	h.words[strings.Clone(word)] = breaks
	h.mu.Unlock()
	return breaks
}

// maxWords is how many words a hyphenator remembers.
const maxWords = 1 << 16

// softHyphens gives those that stand within the word, not at its ends.
func softHyphens(word string) []int {
	var breaks []int
	for i, r := range word {
		if r == softHyphen && i > 0 && i+len("\u00AD") < len(word) {
			breaks = append(breaks, i)
		}
	}
	return breaks
}

// find hyphenates each run of letters in word, unless the whole of it is something else than words.
func (h *Hyphenator) find(word string) []int {
	if !utf8.ValidString(word) || strings.Contains(word, "://") {
		return nil
	}
	var breaks []int
	start, compound := -1, false
	for i, r := range word + "\x00" {
		switch {
		case unicode.IsLetter(r) || unicode.IsMark(r):
			if start < 0 {
				start = i
			}
			continue
		case unicode.IsDigit(r) || r == '@' || r == '_' || r == '\\':
			return nil
		case (r == apostrophe || r == '\'') && start >= 0 && h.apostrophe && letterAt(word, i+utf8.RuneLen(r)):
			continue
		case (r == '.' || r == '/') && start >= 0 && letterAt(word, i+utf8.RuneLen(r)):
			return nil // an address or abbreviation
		}
		compound = compound || (r == '-' || r == '\u2010' || r == '\u2011') && start >= 0 && letterAt(word, i+utf8.RuneLen(r))
		if start >= 0 {
			if compound && utf8.RuneCountInString(word[start:i]) < 8 {
				start = -1
				continue
			}
			for _, b := range h.letters(word[start:i]) {
				breaks = append(breaks, start+b)
			}
			start = -1
		}
	}
	return breaks
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// letters hyphenates a run of letters (and apostrophes where they count as such).
func (h *Hyphenator) letters(word string) []int {
	n := 0
	ends := make([]int, 0, 24) // ends[k] is the byte offset after k+1 characters
	lower := make([]rune, 0, 24)
	for i, r := range word {
		if n > 0 && unicode.IsUpper(r) && lower[n-1] != apostrophe {
			return nil
		}
		if r == '\'' {
			r = apostrophe
		}
		lower = append(lower, unicode.ToLower(r))
		n++
		_, size := utf8.DecodeRuneInString(word[i:])
		ends = append(ends, i+size)
	}
	if n < h.left+h.right || n > longest {
		return nil
	}
	at, ok := h.exceptions[string(lower)]
	if !ok {
		// The library's Leftmin wants one letter more than it says, so both limits are kept here.
		at = h.pats.Hyphenate(string(lower))
	}
	var breaks []int
	for _, k := range at {
		if k < h.left || k > n-h.right {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(word[ends[k-1]:]); unicode.IsMark(r) || lower[k-1] == apostrophe || r == apostrophe || r == '\'' {
			continue
		}
		breaks = append(breaks, ends[k-1])
	}
	return breaks
}
