package resolve

import "quire/internal/doc"

func (r *resolver) word(n *notes, b *doc.Book) []doc.Block { return nil }
