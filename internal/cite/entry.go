// Package cite reads bibliographies and words citations: BibTeX, BibLaTeX, CSL-JSON, CSL-YAML and RIS become items of
// csl, which knows how a style words them; the result comes back as inlines.
package cite

import (
	"quire/internal/csl"
	"quire/internal/diag"
)

// Entry is a work of a bibliography: an item for csl and what csl has no word for.
type Entry struct {
	csl.Item
	Pos        diag.Pos
	Keywords   []string
	Original   string // key of the work that this one translates or reprints
	Annotation string
}
