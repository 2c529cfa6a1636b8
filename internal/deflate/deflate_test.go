package deflate

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"os"
	"testing"
)

func inflate(t *testing.T, data []byte) []byte {
	t.Helper()
	out, err := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// What is compressed comes back, whatever it is: nothing, one byte, noise, long runs, copies from afar.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 70000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	few := make([]byte, 50000)
	for i := range few {
		few[i] = "abcd"[r.IntN(4)]
	}
	long := bytes.Repeat([]byte("a"), 100000)
	far := append(append(bytes.Clone(noise[:window]), noise[:300]...), noise[1:400]...)
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for _, data := range [][]byte{nil, []byte("a"), []byte("ab"), []byte("aaaa"), noise, few, long, far, all, append(bytes.Clone(few), noise...)} {
		if got := inflate(t, Compress(data)); !bytes.Equal(got, data) {
			t.Errorf("%d bytes come back as %d others", len(data), len(got))
		}
	}
}

// A text gets smaller than compress/flate makes it, by a thirtieth at least.
func TestSmaller(t *testing.T) {
	data, err := os.ReadFile("../../source/review.md")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if got := len(Compress(data)); got > b.Len()*29/30 {
		t.Errorf("%d bytes; compress/flate gives %d", got, b.Len())
	}
}

func TestSymbols(t *testing.T) {
	for l := shortest; l <= longest; l++ {
		s := lengthSymbol(l)
		if extra := l - lengthBase[s]; extra < 0 || extra >= 1<<lengthExtra[s] && l != longest {
			t.Errorf("the length %d has the symbol %d", l, s)
		}
	}
	for d := 1; d <= window; d++ {
		s := distanceSymbol(d)
		if extra := d - distanceBase[s]; extra < 0 || extra >= 1<<distanceExtra[s] {
			t.Errorf("the distance %d has the symbol %d", d, s)
		}
	}
}

// A code is complete and keeps to its limit, with Fibonacci's numbers too, which make Huffman's the deepest.
func TestCodeLengths(t *testing.T) {
	fibonacci := []int{1, 1}
	for len(fibonacci) < 30 {
		fibonacci = append(fibonacci, fibonacci[len(fibonacci)-1]+fibonacci[len(fibonacci)-2])
	}
	for _, counts := range [][]int{{5, 0, 1}, {1, 1, 1}, {9, 5, 3, 1, 1}, fibonacci} {
		sum := 0
		for i, l := range codeLengths(counts, 15) {
			if (l == 0) != (counts[i] == 0) || l > 15 {
				t.Errorf("%v: the symbol %d has %d bits", counts, i, l)
			}
			if l > 0 {
				sum += 1 << (15 - l)
			}
		}
		if sum != 1<<15 {
			t.Errorf("%v: the code is not complete", counts)
		}
	}
}

func FuzzCompress(f *testing.F) {
	f.Add([]byte("so had most of the books and several of the cities"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		if got := inflate(t, Compress(data)); !bytes.Equal(got, data) {
			t.Errorf("%q comes back as %q", data, got)
		}
	})
}

func BenchmarkCompress(b *testing.B) {
	data, err := os.ReadFile("../../source/review.md")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Compress(data)
	}
}
