package ui

import (
	"fmt"
	"strconv"
	"strings"
)

func (b Bar) tone() Tone {
	if b.Tone == "" {
		return Blue
	}
	return b.Tone
}

func (b Bar) text() string {
	if b.Text != "" {
		return b.Text
	}
	return strconv.FormatFloat(b.Value, 'f', -1, 64)
}

func (v Chart) unitNote() string {
	if v.Unit == "" {
		return ""
	}
	return "（" + v.Unit + "）"
}

func (v Chart) top() float64 {
	top := 0.0
	for _, b := range v.Bars {
		top = max(top, b.Value)
	}
	return top
}

// share is a bar's part of the longest one.
func (v Chart) share(b Bar) string {
	top := v.top()
	if top == 0 || b.Value <= 0 {
		return "0%"
	}
	return pct(b.Value * 100 / top)
}

// spoken is the chart in words.
func (v Chart) spoken() string {
	parts := make([]string, 0, len(v.Bars))
	for _, b := range v.Bars {
		parts = append(parts, b.Label+" "+b.text())
	}
	return v.Title + v.unitNote() + "：" + strings.Join(parts, "，")
}

// The drawing field of upright charts.
const (
	chartWidth = 320.0
	chartBase  = 124.0
	chartTop   = 22.0
)

// column is a bar with its place in the drawing field.
type column struct {
	Bar
	X, Y, W, H, Mid, ValueY string
	mid, y                  float64
}

func (v Chart) columns() []column {
	if len(v.Bars) == 0 {
		return nil
	}
	step := chartWidth / float64(len(v.Bars))
	wide := min(step*0.6, 36)
	top := v.top()
	out := make([]column, len(v.Bars))
	for i, b := range v.Bars {
		height := 0.0
		if top > 0 {
			height = max(b.Value, 0) / top * (chartBase - chartTop)
		}
		mid, y := step*(float64(i)+0.5), chartBase-height
		out[i] = column{Bar: b, X: num(mid - wide/2), Y: num(y), W: num(wide), H: num(height),
			Mid: num(mid), ValueY: num(y - 6), mid: mid, y: y}
	}
	return out
}

func (v Chart) points() string {
	parts := make([]string, 0, len(v.Bars))
	for _, c := range v.columns() {
		parts = append(parts, fmt.Sprintf("%s,%s", num(c.mid), num(c.y)))
	}
	return strings.Join(parts, " ")
}

func num(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }
