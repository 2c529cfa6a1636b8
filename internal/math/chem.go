package math

func (p *parser) chemistry(kind string, t token) Node { return p.unknown(t) }
func (p *parser) quantity(kind string, t token) Node  { return p.unknown(t) }
