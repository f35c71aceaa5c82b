package ui

import (
	"fmt"
	"strconv"
	"strings"

	"rsc.io/qr"
)

func (e Event) tone() Tone {
	if e.Tone == "" {
		return Blue
	}
	return e.Tone
}

// placed is a segment with its place in the bar, in per cent.
type placed struct {
	Segment
	X, W, Mid string
	Roomy     bool // the label fits at all
	Tight     bool // the label fits on a wide screen only
}

// Shares of the bar below which a label is left to the words beside it.
const (
	roomyShare = 6.0
	tightShare = 22.0
)

func (v ClockView) layout() []placed {
	total := 0
	for _, s := range v.Segments {
		total += max(s.Size, 0)
	}
	if total == 0 {
		return nil
	}
	out := make([]placed, 0, len(v.Segments))
	at := 0
	for _, s := range v.Segments {
		if s.Size <= 0 {
			continue
		}
		share := float64(s.Size) * 100 / float64(total)
		x := float64(at) * 100 / float64(total)
		if s.Label == "" {
			s.Label = s.label()
		}
		out = append(out, placed{Segment: s, X: pct(x), W: pct(share), Mid: pct(x + share/2),
			Roomy: share >= roomyShare, Tight: share < tightShare})
		at += s.Size
	}
	return out
}

func pct(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) + "%" }

var segmentWords = map[SegmentKind]string{
	Used: "已用 %d", Paused: "暂停 %d（不计）", Left: "剩 %d", Spare: "法定还有 %d", Over: "超 %d",
}

func (s Segment) label() string { return fmt.Sprintf(segmentWords[s.Kind], s.Size) }

// spoken is the bar in words.
func (v ClockView) spoken() string {
	parts := make([]string, 0, len(v.Segments))
	for _, s := range v.Segments {
		if s.Size > 0 {
			parts = append(parts, s.label())
		}
	}
	return "时限：" + strings.Join(parts, "，")
}

type qrDrawing struct {
	Size    int
	ViewBox string
	Path    string
}

// quiet is the empty border a reader needs, in modules.
const quiet = 4

// qrPath draws the code's dark runs; ok is false when the text is too long.
func qrPath(text string) (qrDrawing, bool) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return qrDrawing{}, false
	}
	size := code.Size + 2*quiet
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			run := 0
			for code.Black(x+run, y) {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
				x += run
			}
		}
	}
	return qrDrawing{Size: size, ViewBox: fmt.Sprintf("0 0 %d %d", size, size), Path: path.String()}, true
}
