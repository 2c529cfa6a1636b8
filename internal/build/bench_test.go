package build_test

import (
	"testing"

	"quire/internal/build"
	"quire/internal/diag"
)

// BenchmarkEssay builds the essay in one format or in all.
func BenchmarkEssay(b *testing.B) {
	for name, formats := range map[string][]string{"epub": {"epub"}, "html": {"html"}, "pdf": {"pdf"}, "all": nil} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var l diag.List
				if _, err := build.Run(b.Context(), build.Request{Input: "../../source", Formats: formats, Out: b.TempDir(), Version: "test"}, &l); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
