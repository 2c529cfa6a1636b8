package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// percents say how much garbage there may be before it is collected, in percent of what is in use. At the start there is
// little in use, and collecting it often would take time for nothing. With 100 percent, the collector takes a fifth of
// the processor time of a book of 176,000 words; with 150 percent, an eighth. A book of ten times as many words would take
// nearly two gigabytes then.
var percents = []struct {
	from    uint64 // bytes in use
	percent int
}{{0, 200}, {8 << 20, 75}, {40 << 20, 150}, {160 << 20, 50}}

// tuneCollector sets how often garbage is collected by how much memory is in use. The environment variable GOGC has
// precedence.
func tuneCollector() {
	if os.Getenv("GOGC") != "" {
		return
	}
	debug.SetGCPercent(percents[0].percent)
	watchCollector(percents[0].percent)
}

// watchCollector looks at the memory in use after the next collection: what is unreachable now is cleaned up then.
func watchCollector(percent int) {
	type sentinel struct{ _ *sentinel } // a pointer keeps it out of the small objects that share a place
	runtime.AddCleanup(&sentinel{}, func(before int) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		if metrics.Read(live); live[0].Value.Kind() != metrics.KindUint64 {
			return
		}
		percent := before
		for _, p := range percents {
			if live[0].Value.Uint64() >= p.from {
				percent = p.percent
			}
		}
		if percent != before {
			debug.SetGCPercent(percent)
		}
		watchCollector(percent)
	}, percent)
}
