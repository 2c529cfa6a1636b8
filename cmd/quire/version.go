package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// release is set by the linker in release builds (-X main.release=1.2.0).
var release string

// version is "1.2.0" in a release build and "development" in any other, so that the outputs of one source do not
// depend on the clone that made the tool.
func version() string {
	if release == "" {
		return "development"
	}
	return release
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
