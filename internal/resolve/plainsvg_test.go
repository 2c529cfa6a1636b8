package resolve

import (
	"strings"
	"testing"
)

// What runs, and web pages, are taken out of drawings. A web page with a fallback is no loss.
func TestPlainSVG(t *testing.T) {
	for _, c := range []struct{ name, in, want, lost string }{
		{"nothing", `<svg><path d="M0 0"/></svg>`, `<svg><path d="M0 0"/></svg>`, ""},
		{"a script", `<svg><script>x()</script><g/></svg>`, `<svg><g/></svg>`, "script"},
		{"empty elements", `<svg><script/><script href="x"/><g/></svg>`, `<svg><g/></svg>`, "script"},
		{"a page with a fallback", `<svg><switch><foreignObject><p>Quay</p></foreignObject><text>Quay</text></switch></svg>`, `<svg><switch><text>Quay</text></switch></svg>`, ""},
		{"a page alone", `<svg><foreignObject><p>Quay</p></foreignObject></svg>`, `<svg></svg>`, "foreignObject"},
		{"a page alone in a switch", `<svg><switch><foreignObject/></switch></svg>`, `<svg><switch></switch></svg>`, "foreignObject"},
		{"the address of a link", `<svg><a xlink:href="https://example.org/" target="x"><text>Quay</text></a></svg>`, `<svg><a target="x"><text>Quay</text></a></svg>`, ""},
		{"a link within", `<svg><a href="#x"/></svg>`, `<svg><a href="#x"/></svg>`, ""},
		{"an event", `<svg><g class=" onclick=" onclick = 'x("1")' id="a"/></svg>`, `<svg><g class=" onclick=" id="a"/></svg>`, ""},
		{"not well-formed", `<svg><script></svg`, `<svg><script></svg`, ""},
		{"ends that have no beginning", `<svg></svg></svg>`, `<svg></svg></svg>`, ""},
	} {
		got, lost := plainSVG([]byte(c.in))
		if string(got) != c.want || strings.Join(lost, " ") != c.lost {
			t.Errorf("%s: %s, %q; want %s, %q", c.name, got, lost, c.want, c.lost)
		}
	}
}
