// Package pages (规范性文件清理页面) are the pages of the clean-up room: the
// register, one document with its history, rounds, the review form, what is to be
// followed through, citations that no longer hold; and the public register with
// its twins for programs.
//
// Basis: 优化营商环境条例 arts. 61-64 (unpublished documents are no basis).
//
// What always holds: how a document stands is said for the day of the page; the
// public sees only what was published; a round shows its sum.
package pages
