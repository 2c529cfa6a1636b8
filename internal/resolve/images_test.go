package resolve

import (
	"testing"

	"quire/internal/doc"
)

// The size of a drawing is that of its root element, or of its viewBox if the element has none. A file that only looks
// like a drawing has none.
func TestSVGSize(t *testing.T) {
	for _, c := range []struct {
		text string
		w, h int
		ok   bool
	}{
		{`<svg width="20" height="10px"/>`, 20, 10, true},
		{`<svg viewBox="0 0 30 15"/>`, 30, 15, true},
		{`<svg viewBox="0,0,30,15"/>`, 30, 15, true},
		{`<svg width="20" height="10" viewBox="0 0 30 15"/>`, 20, 10, true},
		{`<svg width="50%"/>`, 0, 0, true},
		{`<?xml version="1.0" encoding="ISO-8859-1"?><!-- <svg> --><svg xmlns="http://www.w3.org/2000/svg" width="7.6" height="-1"/>`, 8, 0, true},
		{`<html><svg width="20" height="10"/></html>`, 0, 0, false},
		{`<!-- <svg -->`, 0, 0, false},
		{`GIF89a`, 0, 0, false},
	} {
		if w, h, ok := svgSize([]byte(c.text)); w != c.w || h != c.h || ok != c.ok {
			t.Errorf("%s: %d × %d, %v", c.text, w, h, ok)
		}
	}
}

// An identifier is a name that every reading system takes; a heading's is Pandoc's.
func TestIdentifiers(t *testing.T) {
	for in, want := range map[string]string{"a:b c": "a-b-c", "1st": "id-1st", "-x": "id-x", ".x": "id-x", "": "", "é_1.2": "é_1.2"} {
		if got := plainID(in); got != want {
			t.Errorf("plainID(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"Hello, World!": "hello-world", "1. The End": "the-end", "v1.2 – x": "v1.2-x", "End. ": "end.", "!?": "", "Élan": "élan"} {
		if got := doc.Slug(in, false); got != want {
			t.Errorf("doc.Slug(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]bool{"http": true, "h2+x.y-z": true, "2x": false, "": false, "a b": false} {
		if isScheme(in) != want {
			t.Errorf("isScheme(%q) is not %v", in, want)
		}
	}
}
