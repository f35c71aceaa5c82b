package pages

import (
	"fmt"
	"strings"

	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/bundle"
)

// drawn is one step as the diagram and its table show it.
type drawn struct {
	Code   string
	Title  string
	Unit   string
	Note   string // limit, or day
	Word   string // state, or how it is taken
	Tone   ui.Tone
	Before []string
	Hot    bool // on the critical path
}

// The diagram goes from top to bottom, steps of one depth side by side, so that
// it fits a phone.
const (
	boxW, boxH  = 172, 78
	gapX, gapY  = 14, 34
	most        = 3 // boxes side by side
	least       = 2 // the width of a narrower drawing, so that letters do not grow
	margin      = 6
	titleLength = 12
)

// box is a step's place.
type box struct {
	drawn
	X, Y  int
	Lines []string
}

// diagram is the drawing as a whole.
type diagram struct {
	Width  int
	Height int
	Boxes  []box
	Edges  []edge
}

// edge leads from the foot of one box to the head of another.
type edge struct {
	Path string
	Hot  bool
}

// draw lays the steps out.
func draw(steps []drawn) diagram {
	before, order := map[string][]string{}, make([]string, len(steps))
	for i, s := range steps {
		before[s.Code], order[i] = s.Before, s.Code
	}
	depth := bundle.Depth(before, order)
	rows := map[int][]drawn{}
	deepest := 0
	for _, s := range steps {
		rows[depth[s.Code]] = append(rows[depth[s.Code]], s)
		deepest = max(deepest, depth[s.Code])
	}
	widest := least
	for _, row := range rows {
		widest = max(widest, min(most, len(row)))
	}
	d := diagram{Width: widest*boxW + (widest-1)*gapX + 2*margin}
	place := map[string]box{}
	y := margin
	for level := 0; level <= deepest; level++ {
		for row := rows[level]; len(row) > 0; {
			n := min(most, len(row))
			x := (d.Width - n*boxW - (n-1)*gapX) / 2
			for _, s := range row[:n] {
				b := box{drawn: s, X: x, Y: y, Lines: wrap(s.Code + " " + s.Title)}
				place[s.Code] = b
				d.Boxes = append(d.Boxes, b)
				x += boxW + gapX
			}
			row = row[n:]
			y += boxH + gapY
		}
	}
	d.Height = y - gapY + margin
	for _, b := range d.Boxes {
		for _, code := range b.Before {
			d.Edges = append(d.Edges, join(place[code], b))
		}
	}
	return d
}

func join(from, to box) edge {
	x1, y1, x2, y2 := from.X+boxW/2, from.Y+boxH, to.X+boxW/2, to.Y
	mid := y2 - gapY/2
	return edge{fmt.Sprintf("M%d %dV%dH%dV%d", x1, y1, mid, x2, y2-5), from.Hot && to.Hot}
}

// wrap breaks a title into at most two lines.
func wrap(s string) []string {
	runes := []rune(s)
	if len(runes) <= titleLength {
		return []string{s}
	}
	second := runes[titleLength:]
	if len(second) > titleLength {
		second = append(second[:titleLength-1:titleLength-1], '…')
	}
	return []string{string(runes[:titleLength]), string(second)}
}

// spoken says the drawing in words.
func (d diagram) spoken() string {
	parts := make([]string, len(d.Boxes))
	for i, b := range d.Boxes {
		parts[i] = fmt.Sprintf("第 %s 步 %s", b.Code, b.Title)
		if len(b.Before) > 0 {
			parts[i] += "，等第 " + strings.Join(b.Before, "、") + " 步"
		}
	}
	return "步骤图：" + strings.Join(parts, "；")
}

// inks are frame and ground of a box by the tone of its state.
var inks = map[ui.Tone]struct{ frame, ground string }{
	ui.Grey: {"#8a94a3", "#f4f6f8"}, ui.Blue: {"#1f5fae", "#eaf2fb"}, ui.Green: {"#1d7a46", "#e8f5ed"},
	ui.Amber: {"#a86200", "#fdf3e1"}, ui.Red: {"#b3261e", "#fdecea"},
}

func (b box) frame() string  { return inks[b.Tone].frame }
func (b box) ground() string { return inks[b.Tone].ground }

func (b box) weight() string {
	if b.Hot {
		return "3"
	}
	return "1.2"
}

func (e edge) weight() string {
	if e.Hot {
		return "2.6"
	}
	return "1.2"
}

func at(n int) string { return fmt.Sprint(n) }

func (d diagram) viewBox() string { return fmt.Sprintf("0 0 %d %d", d.Width, d.Height) }
