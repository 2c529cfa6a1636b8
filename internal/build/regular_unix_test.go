//go:build unix

package build

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What is no regular file is refused and not opened: a FIFO would never end.
func TestRegular(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo.md")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip(err)
	}
	if _, err := ReadFile(fifo); err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("a FIFO: %v", err)
	}
	f, err := newFiles(filepath.Dir(fifo))
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	if _, err := f.ReadFile("fifo.md"); err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("a FIFO within a book: %v", err)
	}
}

// A stream has a limit.
func TestReadAll(t *testing.T) {
	if _, err := readAll("x", zeros{}); err == nil || !strings.Contains(err.Error(), "67108864 bytes") {
		t.Errorf("an endless stream: %v", err)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { return len(b), nil }
