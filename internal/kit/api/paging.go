package api

import (
	"encoding/base64"
	"encoding/json"
)

// Paging is what a list operation takes; embed it in the input.
type Paging struct {
	After string `query:"after" doc:"上一页返回的 next，不带则从头。The next of the page before."`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"一页多少条。Items per page."`
}

// Page is one page of a list.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" doc:"下一页的游标，没有就到头了。Cursor of the next page."`
}

// PageOf is a page; one without items is an empty list, not null.
func PageOf[T any](items []T, next string) Page[T] {
	if items == nil {
		items = []T{}
	}
	return Page[T]{Items: items, Next: next}
}

// Cursor packs the sort key of the last item of a page.
func Cursor(key ...string) string {
	text, err := json.Marshal(key)
	if err != nil {
		return "" // strings always marshal
	}
	return base64.RawURLEncoding.EncodeToString(text)
}

// Key unpacks a cursor of n parts; without a cursor it is nil. It refuses with
// CursorUnreadable.
func (p Paging) Key(n int) ([]string, error) {
	if p.After == "" {
		return nil, nil
	}
	text, err := base64.RawURLEncoding.DecodeString(p.After)
	if err != nil {
		return nil, CursorUnreadable.New(nil)
	}
	var key []string
	if json.Unmarshal(text, &key) != nil || len(key) != n {
		return nil, CursorUnreadable.New(nil)
	}
	return key, nil
}
