package font

import "sync"

// memo remembers shaped text. It is divided into shards, so that goroutines seldom wait for one another. A full shard
// is emptied, so the memory is bounded. The memo changes the speed of a build and never its result.
type memo struct {
	shards [memoShards]struct {
		sync.RWMutex
		m map[string][]Glyph
	}
}

const (
	memoShards  = 16
	memoEntries = 4096 // in each shard
	memoKey     = 512  // longer texts, such as whole paragraphs, rarely repeat
)

func shardOf(key []byte) int {
	h := uint32(2166136261) // FNV-1a
	for _, c := range key {
		h = (h ^ uint32(c)) * 16777619
	}
	return int(h>>16) % memoShards
}

func (m *memo) get(key []byte) ([]Glyph, bool) {
	if len(key) > memoKey {
		return nil, false
	}
	s := &m.shards[shardOf(key)]
	s.RLock()
	defer s.RUnlock()
	g, ok := s.m[string(key)]
	return g, ok
}

func (m *memo) put(key []byte, g []Glyph) {
	if len(key) > memoKey {
		return
	}
	s := &m.shards[shardOf(key)]
	s.Lock()
	defer s.Unlock()
	if s.m == nil || len(s.m) >= memoEntries {
		s.m = make(map[string][]Glyph, 64)
	}
	s.m[string(key)] = g
}
