// Package gallery (样式陈列) shows every component in every state on pages of
// its own, in the shapes of the house's most important screens. Demos and tests
// mount it; what stands on it is invented and says so.
//
// It is what screenshots, accessibility checks and new pages are measured by.
package gallery
