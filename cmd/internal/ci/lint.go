package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
)

// unreachable matches the error of govulncheck when it cannot get its database, which some networks block.
var unreachable = regexp.MustCompile(`dial tcp|no such host|connection refused|[Ff]orbidden|lookup |fetching`)

// lint runs static analysis. Go's tools have fixed versions; shellcheck is the system's.
func lint(ctx context.Context, args []string) error {
	if len(args) > 0 {
		return errUsage
	}
	fmt.Println("== gofumpt")
	out, err := output(ctx, goTool(), "run", "mvdan.cc/gofumpt@v0.12.0", "-l", "cmd", "internal", "styles")
	if err != nil {
		return err
	}
	if out != "" {
		return fmt.Errorf("not formatted by gofumpt:\n%s", out)
	}
	fmt.Println("== vet")
	if err := run(ctx, goTool(), "vet", "./..."); err != nil {
		return err
	}
	fmt.Println("== staticcheck")
	if err := run(ctx, goTool(), "run", "honnef.co/go/tools/cmd/staticcheck@v0.8.2", "./..."); err != nil {
		return err
	}
	fmt.Println("== shellcheck")
	if !have("shellcheck") {
		if err := apt(ctx, "shellcheck"); err != nil {
			return err
		}
	}
	if err := run(ctx, "shellcheck", "-S", "warning", ".ci/run"); err != nil {
		return err
	}
	fmt.Println("== govulncheck")
	log, err := transcript(ctx, nil, goTool(), "run", "golang.org/x/vuln/cmd/govulncheck@v1.9.0", "./...")
	switch {
	case err == nil:
		lines := strings.SplitAfter(strings.TrimRight(log, "\n"), "\n")
		fmt.Println(strings.Join(lines[max(0, len(lines)-3):], ""))
	case unreachable.MatchString(log):
		fmt.Println("the vulnerability database can't be reached from here: not checked")
	default:
		fmt.Fprint(os.Stderr, log)
		return errors.New("govulncheck found something")
	}
	return nil
}
