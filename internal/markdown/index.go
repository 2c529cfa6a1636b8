package markdown

import (
	"strings"

	"quire/internal/doc"
)

// indexMark turns a span of class index into a mark for the index: [Trotsky]{.index key="Trotsky, Leon>in Mexico"}.
// Without a key its content is the heading.
func indexMark(n doc.Node, a *attrs, content []doc.Inline) doc.Inline {
	m := &doc.IndexMark{Content: content}
	key, ok := a.take("key")
	path := strings.Split(key, ">")
	if !ok {
		path = []string{doc.PlainText(content)}
	}
	for _, k := range path {
		if k = strings.Join(strings.Fields(k), " "); k != "" {
			m.Key = append(m.Key, k)
		}
	}
	m.See, _ = a.take("see")
	a.takeClass("index")
	n.Attr = a.Attr
	m.Node = n
	return m
}
