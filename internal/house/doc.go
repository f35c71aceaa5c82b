// Package house (全屋检查) holds the tests about the whole: what no single
// package can promise of itself.
//
// A checker is a plain function from a Tree, or from the manifests, to
// findings. Each has two kinds of test: one runs it over this repository and
// expects nothing, the other runs it over small made-up sources and expects
// exactly the finding it exists for. A checker without the second kind fails
// the suite, because a check that cannot fail is worth nothing.
//
// What is excused stands in exceptions.txt with its reason. That list may only
// shrink: an entry that excuses nothing fails the suite.
//
// The generated documents (docs/generated, schema/current.sql) are printed
// here too; `make generate` rewrites them, the tests compare.
//
// Nothing imports this package.
package house
