package math

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

func TestQuick(t *testing.T) {
	for _, s := range []string{
		`x^2+y_1`, `\frac{a}{b}`, `\sum_{i=1}^n i`, `\left( \frac{1}{2} \right)`, `f'(x)`, `\sin x`, `2\sin^2 x`, `\lim_{x\to 0} f`,
		`\begin{pmatrix}a&b\\c&d\end{pmatrix}`, `\sqrt[3]{x}`, `\mathbb{R}`, `-x`, `a=-b`, `\text{if } $x$`, `\mathrm{kin}`, `\hat{x}`, `\foo`, `\alpha\Beta`,
		`\begin{align}a&=b\\ c&=d\label{x}\end{align}`, `\overbrace{a+b}^{n}`, `x \not= y`, `\bmod 3`, `\operatorname*{argmax}_x`, `\newcommand\foo[1]{#1^2}\foo{x}`, `\def\a#1.{#1!}\a x.`,
	} {
		f, faults := Parse(s, Options{Display: true})
		fmt.Println(s, "\n   ", MathML{}.Write(f), faults)
	}
}

func TestSorted(t *testing.T) {
	for _, n := range Commands() {
		if n[0] == '{' {
			continue
		}
		if !known(n) {
			t.Error(n)
		}
	}
}

func TestRlhf(t *testing.T) {
	files, _ := filepath.Glob("/work/shared/corpus/rlhf/chapters/*.md")
	re := regexp.MustCompile(`(?s)\$\$(.+?)\$\$|\$([^\s$](?:[^$\n]*[^\s$])?)\$`)
	n := 0
	for _, f := range files {
		b, _ := os.ReadFile(f)
		for _, m := range re.FindAllSubmatch(b, -1) {
			s, d := string(m[1]), true
			if s == "" {
				s, d = string(m[2]), false
			}
			n++
			_, faults := Parse(s, Options{Display: d})
			for _, x := range faults {
				fmt.Println(filepath.Base(f), s, x)
			}
		}
	}
	fmt.Println(n)
}

func BenchmarkRlhf(b *testing.B) {
	files, _ := filepath.Glob("/work/shared/corpus/rlhf/chapters/*.md")
	re := regexp.MustCompile(`(?s)\$\$(.+?)\$\$|\$([^\s$](?:[^$\n]*[^\s$])?)\$`)
	var all []string
	for _, f := range files {
		x, _ := os.ReadFile(f)
		for _, m := range re.FindAllSubmatch(x, -1) {
			all = append(all, string(m[1])+string(m[2]))
		}
	}
	for b.Loop() {
		for _, s := range all {
			Parse(s, Options{})
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(all)), "ns/formula")
}
