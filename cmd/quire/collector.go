package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// How much garbage there may be before it is collected, in percent of what is in use. An essay is small enough that
// memory is worth more than time. While a book is built, what is in use grows to hundreds of megabytes. With 100 percent,
// a fifth of the processor time of a book of 176,000 words is that of the collector; with 200 percent, it is a tenth.
const (
	smallPercent = 50
	largePercent = 200
	large        = 24 << 20 // bytes in use
)

// tuneCollector lets the collector use less time when much memory is in use. The environment variable GOGC has
// precedence.
func tuneCollector() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(smallPercent)
	watchCollector()
}

// watchCollector looks at the memory in use after the next collection: what is unreachable now is cleaned up then.
func watchCollector() {
	type sentinel struct{ p *sentinel } // a pointer keeps it out of the small objects that share a place
	runtime.AddCleanup(&sentinel{}, func(struct{}) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		if metrics.Read(live); live[0].Value.Kind() != metrics.KindUint64 {
			return
		}
		if live[0].Value.Uint64() < large {
			watchCollector()
			return
		}
		debug.SetGCPercent(largePercent)
	}, struct{}{})
}
