package diag

import "strings"

// Nearest gives the candidate that a misspelt word most likely means, or "". Of equally near candidates it is the
// first.
func Nearest(word string, candidates []string) string {
	best, bestDist := "", 1+len([]rune(word))/3
	for _, c := range candidates {
		if c == word {
			continue
		}
		if d := distance([]rune(strings.ToLower(word)), []rune(strings.ToLower(c)), bestDist); d < bestDist || d == bestDist && best == "" {
			best, bestDist = c, d
		}
	}
	return best
}

// distance counts the insertions, deletions, substitutions and transpositions of neighbours that turn a into b (the
// restricted Damerau–Levenshtein distance). A result above limit is limit+1.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit+1)
}
