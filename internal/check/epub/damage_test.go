package epub

import (
	"math/rand/v2"
	"testing"

	"quire/internal/check/checktest"
)

// Damage as files suffer it: bytes are changed, stretches are lost or doubled. The report is whole whatever happens.
func TestDamage(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	good, parts := goodParts(t).zip(t), goodParts(t)
	judge := func(data []byte) {
		if got := len(Check("damaged", data).Checkpoints); got != len(points()) {
			t.Fatalf("the report has %d checkpoints", got)
		}
	}
	for range 300 {
		judge(checktest.Damage(r, good, ""))
		// The same to the text of a file, beyond the sums of the archive.
		p := append(parts[:0:0], parts...)
		i := 1 + r.IntN(len(p)-1)
		p[i].data = string(checktest.Damage(r, []byte(p[i].data), " &;#"))
		judge(p.zip(t))
	}
}
