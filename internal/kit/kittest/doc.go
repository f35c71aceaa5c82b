// Package kittest (网页试验台) lets tests use the site as people do: a client
// that keeps cookies, fills in the forms of the pages it was shown and presses
// their buttons, and a browser for what only a browser can show.
//
// It stands on a real store and the real identity register; accounts are those
// of a demonstration. Tests of pages call it; nothing else does.
package kittest
