// Command quire turns an essay or a book kept as Markdown, notes and a bibliography into an EPUB, a typeset PDF and a
// one-file HTML edition. See `quire help`.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"

	"quire/internal/diag"
)

// The exit codes: 0 done, 1 the author's errors, 2 the machine failed or the command line is wrong.
const (
	exitAuthor  = 1
	exitMachine = 2
)

// errFindings ends a command whose findings have been printed.
var errFindings = errors.New("the book has errors")

func main() {
	tuneCollector()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string) int {
	root := rootCommand()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errFindings):
		return exitAuthor
	}
	fmt.Fprintf(root.ErrOrStderr(), "quire: %v\n", err)
	return exitMachine
}

// takes checks that there are n arguments, or for -1 at least one. what describes them in errors.
func takes(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return fmt.Errorf("name %s; see “%s --help”", what, cmd.CommandPath())
		case n > 0 && len(args) > n:
			return fmt.Errorf("“%s” is one argument too many; see “%s --help”", args[n], cmd.CommandPath())
		}
		return nil
	}
}

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "quire",
		Short: "Make an EPUB and a typeset PDF of a Markdown essay or book",
		Long: `quire turns an essay or a book kept as Markdown, notes and a bibliography into an EPUB 3,
a typeset PDF and a one-file HTML edition.

Begin with

    quire new mybook          lay out a book that builds
    quire build mybook        make all its editions, in mybook/build
    quire build essay.md      make them of one Markdown file

What is wrong in the text is reported as file:line:column with a code in brackets, which
docs/diagnostics.md explains. quire exits with 0 when all is done, 1 when the text has errors,
and 2 when the machine failed or the command line is wrong.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			var known []string
			for _, c := range cmd.Commands() {
				known = append(known, c.Name())
			}
			help := "see “quire --help”"
			if near := diag.Nearest(args[0], known); near != "" {
				help = "did you mean “" + near + "”?"
			}
			return fmt.Errorf("there is no command “%s”; %s", args[0], help)
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.AddCommand(buildCommand(), checkCommand(), newCommand(), editionsCommand(), dumpCommand(), planCommand(), releaseCommand(), verifyCommand(), versionCommand())
	root.SetFlagErrorFunc(flagError)
	return root
}
