package kit

import (
	"net/http"

	"yingshang/internal/kernel/fault"
)

// statuses maps fault kinds to status codes, for pages and programs alike.
var statuses = map[fault.Kind]int{
	fault.Invalid:   http.StatusUnprocessableEntity,
	fault.NotFound:  http.StatusNotFound,
	fault.Forbidden: http.StatusForbidden,
	fault.Refused:   http.StatusUnprocessableEntity,
	fault.Conflict:  http.StatusConflict,
	fault.Busy:      http.StatusServiceUnavailable,
	fault.Internal:  http.StatusInternalServerError,
}

// StatusOf is the status code a fault kind is answered with.
func StatusOf(kind fault.Kind) int { return statusOf(kind) }

func statusOf(kind fault.Kind) int {
	if code, ok := statuses[kind]; ok {
		return code
	}
	return http.StatusInternalServerError
}
