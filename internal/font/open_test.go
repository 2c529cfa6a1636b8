package font_test

import (
	"encoding/binary"
	"errors"
	"os"
	"testing"

	"quire/internal/font"
)

// A font whose licence bits forbid embedding has another error than a broken one (OpenType, OS/2, fsType).
func TestOpen(t *testing.T) {
	data, err := os.ReadFile("../../styles/fonts/IBMPlexMono-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := font.Open("a", data); err != nil {
		t.Error(err)
	}
	restricted := append([]byte(nil), data...)
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		if rec := data[12+16*i:]; string(rec[:4]) == "OS/2" {
			binary.BigEndian.PutUint16(restricted[binary.BigEndian.Uint32(rec[8:])+8:], 2)
		}
	}
	if _, err := font.Open("a", restricted); !errors.Is(err, font.ErrRestricted) {
		t.Errorf("restricted: %v", err)
	}
	if _, err := font.Open("a", data[:100]); err == nil || errors.Is(err, font.ErrRestricted) {
		t.Errorf("broken: %v", err)
	}
	if font.Weights("a", data) != nil {
		t.Error("a font without axes has weights")
	}
}
