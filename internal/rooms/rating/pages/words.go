package pages

import (
	"strings"

	"yingshang/internal/rooms/rating"
)

func reasonsOf(c rating.Content, online bool) string {
	var out []string
	for _, r := range c.Asks(online) {
		out = append(out, r.Zh)
	}
	return strings.Join(out, "、")
}

func listed(values []string) string {
	if len(values) == 0 {
		return "没有登记"
	}
	return strings.Join(values, "、")
}
