package build_test

import (
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

// BenchmarkEssay builds one edition of the essay, the three of a plain book, or all.
func BenchmarkEssay(b *testing.B) {
	for name, editions := range map[string]string{"epub": "epub", "html": "html", "pdf": "print", "three": "epub,html,print", "all": ""} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var l diag.List
				if _, err := new(build.Session).Build(b.Context(), build.Request{Input: "../../source", Edition: editions, Out: b.TempDir(), Version: "test"}, &l); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
