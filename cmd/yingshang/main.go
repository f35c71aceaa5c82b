// Command yingshang (营商) runs a county's business environment platform: one
// binary, one data directory. Everything it does is in package app.
package main

import (
	"os"

	"yingshang/internal/app"
)

// version is set by the build.
var version string

func main() {
	app.Version = version
	os.Exit(app.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
