package pdf

import (
	"math/rand/v2"
	"testing"

	"quire/internal/check/checktest"
)

// Damage as files suffer it: bytes are changed, stretches are lost or doubled. The report is whole whatever happens.
func TestDamage(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	text := goodPDF(t)
	good := buildPDF(t, text)
	judge := func(data []byte) {
		if got := len(Check("damaged", data).Checkpoints); got != len(points()) {
			t.Fatalf("the report has %d checkpoints", got)
		}
	}
	for range 300 {
		judge(checktest.Damage(r, good, "/"))
		// The same to the text of the objects, beyond the cross-reference table.
		judge(buildPDF(t, string(checktest.Damage(r, []byte(text), "/"))))
	}
}
