package layout_test

import (
	"io/fs"
	"strings"
	"testing"

	"quire/internal/diag"
	"quire/internal/lang"
	"quire/internal/layout/flow"
	"quire/internal/layout/makeup"
	"quire/internal/layout/pages"
	"quire/internal/layout/para"
	"quire/internal/style"
	"quire/styles"
)

// BenchmarkStages measures each stage of layout, with one worker. “lines” is shaping and line breaking alone.
func BenchmarkStages(b *testing.B) {
	var list diag.List
	src := long(400)
	words := float64(len(strings.Fields(string(src))))
	bk := book(b, "text.md", src, &list)
	sheet := style.Parse(&list, printSheet(b))
	patterns, err := fs.Sub(styles.FS, "hyphenation")
	if err != nil {
		b.Fatal(err)
	}
	hyph := lang.NewHyphenators(patterns)
	newSetter := func(root *style.Style) *para.Setter { return para.NewSetter(fonts(), hyph, root) }
	collect := func() *flow.Galleys {
		cascade := sheet.Cascade()
		cascade.Measure = fonts().Units
		return flow.Collect(bk, sheet, cascade, newSetter, &list)
	}
	lines := func(g *flow.Galleys) {
		t := &flow.Setter{Setter: newSetter(g.RootStyle), Refs: g.References(sheet, flow.Anchors{}), Findings: &list}
		for _, f := range g.Flows {
			for _, lf := range f.AllLeaves() {
				t.SetLeaf(lf)
			}
			f.MeasureSet()
		}
	}
	number := func(g *flow.Galleys) []pages.NumberedPage {
		return pages.Number(pages.Break(g.Flows, g.Geometry, nil), g.Geometry, sheet)
	}
	for _, stage := range []string{"collect", "lines", "pages", "makeup"} {
		b.Run(stage, func(b *testing.B) {
			b.ReportAllocs()
			// run measures f if it is the stage asked for.
			run := func(name string, f func()) {
				if name == stage {
					b.StartTimer()
					f()
					b.StopTimer()
				} else {
					f()
				}
			}
			b.StopTimer()
			for range b.N {
				var g *flow.Galleys
				var numbered []pages.NumberedPage
				run("collect", func() { g = collect() })
				run("lines", func() { lines(g) })
				run("pages", func() { numbered = number(g) })
				run("makeup", func() {
					makeup.Make(makeup.Input{
						Book: bk, Sheet: sheet, Galleys: g, Pages: numbered, Findings: &list,
						Setter: &flow.Setter{Setter: newSetter(g.RootStyle), Refs: g.References(sheet, flow.Anchors{}), Findings: &list},
					})
				})
			}
			b.ReportMetric(words*float64(b.N)/b.Elapsed().Seconds(), "words/s")
		})
	}
}
