// Command yingshang (营商) runs a county's business environment platform: one
// binary, one data directory. Everything it does is in package app.
package main

import (
	"os"

	"yingshang/internal/app"
)

func main() {
	os.Exit(app.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
