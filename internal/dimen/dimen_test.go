package dimen

import (
	"math/big"
	"testing"
	"testing/quick"
)

func TestString(t *testing.T) {
	for l, want := range map[Length]string{
		0: "0", PT: "1", -PT: "-1", PT / 2: "0.5", 10*PT + PT/2: "10.5", 1: "0", PT / 3: "0.3333", -(PT / 32): "-0.0313",
		IN: "72",
	} {
		if got := l.String(); got != want {
			t.Errorf("%d: got %q, want %q", int64(l), got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		number, unit, want string
	}{
		{"1", "pt", "1"},
		{"-10.5", "pt", "-10.5"},
		{".5", "pc", "6"},
		{"+2.", "in", "144"},
		{"0.0000000000001", "pt", "0"},
		{"148", "mm", "419.5276"},
		{"14.8", "cm", "419.5276"},
		{"4", "Q", "2.8346"},
		{"16", "px", "12"},
	} {
		if got, ok := Parse(c.number, c.unit); !ok || got.String() != c.want {
			t.Errorf("%s%s: got %v, %v, want %s", c.number, c.unit, got, ok, c.want)
		}
	}
	for _, s := range []string{"", "-", ".", "1e3", "1.2.3", "99999999999", "x"} {
		if got, ok := Parse(s, "pt"); ok {
			t.Errorf("%q: got %d, want a refusal", s, got)
		}
	}
	if _, ok := Parse("1", "em"); ok {
		t.Error("em is not an absolute unit")
	}
}

// MulDiv is the rounded quotient of unbounded integers.
func TestMulDiv(t *testing.T) {
	f := func(x int32, num int32, den int32) bool {
		if den == 0 {
			return true
		}
		n := new(big.Int).Mul(big.NewInt(2*int64(x)), big.NewInt(int64(num)))
		d := big.NewInt(int64(den))
		if d.Sign() < 0 {
			d.Neg(d)
			n.Neg(n)
		}
		sign := n.Sign()
		n.Abs(n).Add(n, d).Quo(n, new(big.Int).Mul(d, big.NewInt(2)))
		want := n.Int64() * int64(sign)
		return int64(Length(x).MulDiv(int64(num), int64(den))) == want
	}
	if err := quick.Check(f, &quick.Config{MaxCount: 5000}); err != nil {
		t.Error(err)
	}
}

func TestTenths(t *testing.T) {
	for l, want := range map[Length]string{0: "0.0", PT: "1.0", PT * 25 / 10: "2.5", -PT * 25 / 10: "-2.5", -PT / 4: "-0.3"} {
		if got := l.Tenths(); got != want {
			t.Errorf("%d: %s, want %s", l, got, want)
		}
	}
}
