package pages

import (
	"strings"

	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/catalogue"
)

// outcomes leave conditional acceptance out where the item is not open to it.
func (v intakeView) outcomes() []ui.Option {
	if !v.Version.Conditional {
		return outcomes
	}
	gap := ui.Option{Value: "conditional", Key: "A", Label: "容缺受理", Hint: "主要材料齐，次要的承诺后补；出承诺书和通知书"}
	return append([]ui.Option{outcomes[0], gap}, outcomes[1:]...)
}

// findings are what the window may find of a material: only a secondary one may
// follow, only a listed one may be pledged.
func (v intakeView) findings(m catalogue.Entry) []ui.Option {
	out := []ui.Option{{Value: "ok", Label: "齐", Key: "q", Tone: ui.Green}}
	if v.Version.MayDefer(m.Code) {
		out = append(out, ui.Option{Value: "later", Label: "容缺", Key: "r", Tone: ui.Amber})
	}
	if v.Version.MayPledge(m.Code) {
		out = append(out, ui.Option{Value: "pledge", Label: "承诺", Key: "c", Tone: ui.Blue})
	}
	return append(out, ui.Option{Value: "lack", Label: "要补", Key: "b", Tone: ui.Red})
}

// keysNote says which keys the list of this item has.
func (v intakeView) keysNote() string {
	note := "默认齐、各 1 页；按数字选行，Q 齐，"
	if v.Version.Conditional {
		note += "R 容缺，"
	}
	if v.Version.Pledge {
		note += "C 承诺代替，"
	}
	return note + "B 要补并写明问题"
}

func capacities() []ui.Option {
	out := make([]ui.Option, len(casework.Capacities))
	for i, c := range casework.Capacities {
		out[i] = ui.Option{Value: string(c.Capacity), Label: c.Zh}
	}
	return out
}

func namesOf(list []catalogue.Material) string {
	names := make([]string, len(list))
	for i, m := range list {
		names[i] = m.Name
	}
	return strings.Join(names, "、")
}
