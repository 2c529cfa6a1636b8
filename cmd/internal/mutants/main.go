//go:build unix

// Mutants asks how much the tests of a package notice. It changes one condition of the package at a time, runs the
// package's own tests, and prints the changes that no test noticed.
//
// Usage: mutants [-sample 60] [-seed 1] [-short] [-least 0] [-all] [-tests PACKAGE] PACKAGE...
//
// With -tests it runs the tests of another package, which must import the one that is changed:
//
//	mutants -tests ./internal/layout ./internal/layout/para ./internal/layout/flow
//
// A change is one of two. A condition is negated: a comparison, or a truth value that stands in an if, a for, a case, or
// beside &&, || or !. Or an && becomes an ||, and the reverse.
//
//	if a < b && ok {    →    if !(a < b) && ok {    if a < b && !ok {    if a < b || ok {
//
// All changes of a sample are compiled into one test binary, each behind a switch, so that a package is compiled once. A
// first run of each test tells which changes it reaches. Only these tests are run again with the change switched on.
//
// The file exempt.txt names the changes that no test could notice, each with the reason. They are left out.
package main

import (
	"context"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"os/signal"
)

//go:embed exempt.txt
var exemptList string

type options struct {
	sample int
	seed   uint64
	short  bool
	all    bool
	tests  string
}

func main() {
	var o options
	flag.IntVar(&o.sample, "sample", 60, "how many changes of a package to try; 0 means every one")
	flag.Uint64Var(&o.seed, "seed", 1, "which sample")
	flag.BoolVar(&o.short, "short", false, "run the tests with -short")
	flag.BoolVar(&o.all, "all", false, "print the changes that were noticed too")
	flag.StringVar(&o.tests, "tests", "", "run the tests of this package; without it, those of the changed package")
	least := flag.Int("least", 0, "fail where fewer than this percentage are noticed")
	flag.Parse()
	if flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "mutants: name a package, for example ./internal/linebreak")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	low := false
	for _, pkg := range flag.Args() {
		share, err := judge(ctx, pkg, o)
		if err != nil {
			fmt.Fprintf(os.Stderr, "mutants: %s: %v\n", pkg, err)
			os.Exit(2)
		}
		low = low || share < *least
	}
	if low {
		fmt.Fprintf(os.Stderr, "mutants: fewer than %d %% noticed\n", *least)
		os.Exit(1)
	}
}
