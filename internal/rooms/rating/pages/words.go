package pages

import (
	"strings"

	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/rating"
)

func reasonsOf(c rating.Content, online bool) string {
	var out []string
	for _, r := range c.Asks(online) {
		out = append(out, r.Zh)
	}
	return strings.Join(out, "、")
}

func listed(values []string) string { return listedOr(values, "没有登记") }

func listedOr(values []string, nothing string) string {
	if len(values) == 0 {
		return nothing
	}
	return strings.Join(values, "、")
}

func kindOptions() []ui.Option {
	var out []ui.Option
	for _, k := range rating.FindingKinds {
		out = append(out, ui.Option{Value: k.Code, Label: k.Zh})
	}
	return out
}

func classOptions() []ui.Option {
	var out []ui.Option
	for _, row := range rating.Classes {
		out = append(out, ui.Option{Value: string(row.Class), Label: row.Zh})
	}
	return out
}

// kindZh words the way a bad rating was answered, with its day or its law.
func kindZh(t rating.Task) string {
	kind, _ := rating.KindOf(*t.FindingKind) // the table holds known kinds only
	switch {
	case t.FixBy != nil:
		return kind.Zh + "，" + t.FixBy.String() + " 到位"
	case t.LegalBasis != nil:
		return kind.Zh + "，依据" + *t.LegalBasis
	}
	return kind.Zh
}

func groundOptions() []ui.Option {
	var out []ui.Option
	for _, g := range rating.AppealGrounds {
		out = append(out, ui.Option{Value: string(g), Label: rating.GroundZh[g]})
	}
	return out
}

func appealTone(a rating.Appeal) ui.Tone {
	if a.State == rating.Lodged {
		return ui.Amber
	}
	return ui.Grey
}
