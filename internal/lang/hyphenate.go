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

// Hyphenators has the hyphenators of all languages. It reads the patterns of a language when they are first needed. It may be
// used by several goroutines.
type Hyphenators struct {
	fsys fs.FS
	mu   sync.Mutex
	by   map[string]*Hyphenator
}

// NewHyphenators uses the files hyph-*.pat.txt (patterns) and hyph-*.hyp.txt (exceptions, if there are any) in the root of
// fsys. They have the form of TeX's hyph-utf8.
func NewHyphenators(fsys fs.FS) *Hyphenators {
	return &Hyphenators{fsys: fsys, by: map[string]*Hyphenator{}}
}

// patterns names the pattern file of a language, and the least number of letters before and after a hyphen: the hyphenmins
// in the notice of the file.
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

// For returns the hyphenator of a language, or nil if we have no patterns for it. A nil Hyphenator finds only soft hyphens.
// The error says that a file could not be read.
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

// lengthen adds patterns of two letters for each pattern of one: for "1b" it adds "1ba", "1bb" and so on to "1b.". The library
// does not find patterns of one letter (hyphenation v1.0.1, doHyphenate). If the list has a pattern of the same two letters,
// the greater values are used, as if both patterns were found; the library would use the last one.
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

// split divides a pattern into its letters and the values before, between and after them.
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

// exceptions reads words with hyphens, such as "ta-ble", and returns the breaks of each, counted in letters.
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
	// apostrophe is set if the apostrophe is a letter in the patterns, as in French and Italian.
	apostrophe bool
	exceptions map[string][]int

	mu    sync.RWMutex
	words map[string][]int
}

const (
	softHyphen = '\u00AD'
	apostrophe = '’'
)

// longest is the greatest number of letters in a word that is hyphenated, as in TeX (§891). Anything longer is not a word, and
// the time grows with the cube of the length.
const longest = 63

// Word returns the places in word where a line may end with a hyphen, as ascending byte offsets. word is text without spaces,
// with or without punctuation around it.
//
// If word has soft hyphens (U+00AD), they are the only places (css-text-3, §5.4), and the offsets are theirs. Words with a
// figure, addresses, and words with a capital after the first letter (abbreviations, McDonald) are not hyphenated. In a
// compound with a hyphen, parts of eight letters or more are hyphenated, as a narrow line may have no other break; callers
// that prefer the compound's own hyphen add a penalty to these places. The result must not be modified.
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

// softHyphens returns the soft hyphens within the word, but not those at its ends.
func softHyphens(word string) []int {
	var breaks []int
	for i, r := range word {
		if r == softHyphen && i > 0 && i+len("\u00AD") < len(word) {
			breaks = append(breaks, i)
		}
	}
	return breaks
}

// find hyphenates each run of letters in word, unless word is an address or the like.
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

// letters hyphenates a run of letters (and apostrophes, if they are letters in the language).
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
		// The library's Leftmin leaves one letter more than documented, so both limits are applied here.
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
