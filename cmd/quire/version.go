package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"quire/internal/build"
)

// The linker sets these in release builds: -X main.versionNumber=1.2.0 -X main.released=2026-11-22 and the commit.
var versionNumber, released, revision string

// version is "1.2.0" in a release build and "development" in any other, so that outputs do not depend on the clone that
// made the tool.
func version() string {
	if versionNumber == "" {
		return "development"
	}
	return versionNumber
}

// describe adds to a request the version of the tool and the current folder.
func describe(req *build.Request) error {
	from, err := os.Getwd()
	if err != nil {
		return err
	}
	req.Version, req.Released, req.Revision, req.From = version(), released, revision, from
	return nil
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version of quire",
		Args:  cobra.NoArgs,
		Run: func(cmd *cobra.Command, _ []string) {
			fmt.Fprintf(cmd.OutOrStdout(), "quire %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
		},
	}
}
