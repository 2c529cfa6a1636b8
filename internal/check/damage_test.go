package check

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// TestDamage breaks good files at random places, in ways that files break: bytes changed, stretches lost or doubled.
// A report must come of it, whole, and a broken file may fail at anything but may not bring the checker down.
func TestDamage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	pdf, epub := buildPDF(t, goodPDF(t)), goodParts(t).zip(t)
	judge := func(data []byte) {
		if got := len(PDF("damaged", data).Checkpoints); got != len(pdfPoints()) {
			t.Fatalf("the report on a PDF has %d checkpoints", got)
		}
		if got := len(EPUB("damaged", data).Checkpoints); got != len(epubPoints()) {
			t.Fatalf("the report on an EPUB has %d checkpoints", got)
		}
	}
	for range 300 {
		for _, good := range [][]byte{pdf, epub} {
			data := bytes.Clone(good)
			for range 1 + r.IntN(4) {
				at, n := r.IntN(len(data)-40), 1+r.IntN(32)
				switch r.IntN(4) {
				case 0:
					data[at] = byte(r.IntN(256))
				case 1:
					data[at] = "0123456789<>[]()/ "[r.IntN(18)]
				case 2:
					data = append(data[:at], data[at+n:]...)
				case 3:
					data = append(data[:at+n:at+n], data[at:]...)
				}
			}
			judge(data)
		}
	}
}

// TestDamageText does the same to the text inside the files, so that the damage lies beyond the archive's sums and
// the cross-reference table.
func TestDamageText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	text, parts := goodPDF(t), goodParts(t)
	spoil := func(s string) string {
		b := []byte(s)
		for range 1 + r.IntN(3) {
			at, n := r.IntN(len(b)-40), 1+r.IntN(32)
			switch r.IntN(3) {
			case 0:
				b[at] = "0123456789<>[]()/ &;#"[r.IntN(21)]
			case 1:
				b = append(b[:at], b[at+n:]...)
			case 2:
				b = append(b[:at+n:at+n], b[at:]...)
			}
		}
		return string(b)
	}
	for range 300 {
		if r := PDF("damaged", buildPDF(t, spoil(text))); len(r.Checkpoints) != len(pdfPoints()) {
			t.Fatal("the report is not whole")
		}
		p := append(parts[:0:0], parts...)
		i := 1 + r.IntN(len(p)-1)
		p[i].data = spoil(p[i].data)
		if r := EPUB("damaged", p.zip(t)); len(r.Checkpoints) != len(epubPoints()) {
			t.Fatal("the report is not whole")
		}
	}
}
