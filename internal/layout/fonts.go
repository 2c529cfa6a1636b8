package layout

import "quire/internal/layout/para"

// Fonts has the faces that a stylesheet may name, by family.
type Fonts = para.Fonts

// Declared is a face with what @font-face says of it.
type Declared = para.Declared

// Symbols says what a face of symbols is for.
type Symbols = para.Symbols

// NewFonts makes an empty collection. generic names the families that stand for CSS's serif, sans-serif and monospace.
func NewFonts(generic map[string]string) *Fonts { return para.NewFonts(generic) }
