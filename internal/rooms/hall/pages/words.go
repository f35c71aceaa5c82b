package pages

import (
	"fmt"
	"strings"

	"yingshang/internal/rooms/hall"
)

func placeWords(h hall.Hours) string {
	if h.Desk == "" {
		return ""
	}
	return "（只 " + h.Desk + " 窗口）"
}

func fullWords(full int) string {
	if full == 0 {
		return ""
	}
	return fmt.Sprintf("另有 %d 个时段已经约满", full)
}

func contactWords(phone, supervision string, desks []string) string {
	var out []string
	for _, part := range []struct{ zh, text string }{{"电话 ", phone}, {"监督电话 ", supervision}, {"窗口 ", strings.Join(desks, "、")}} {
		if part.text != "" {
			out = append(out, part.zh+part.text)
		}
	}
	return strings.Join(out, " · ")
}

func orderWords(p hall.Priority) string {
	var out []string
	for _, line := range p.Sorted() {
		out = append(out, fmt.Sprintf("%d %s", line.Rank, line.Class.Zh()))
	}
	return strings.Join(out, "，")
}

// lasts words how long a span stands.
func lasts(h hall.Hours) string {
	if h.UntilDay != nil {
		return h.FromDay.String() + " 至 " + h.UntilDay.String()
	}
	return h.FromDay.String() + " 起"
}
