package pages

import (
	"strings"

	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/letters"
)

// viewOf is how a field of the form is asked for.
func viewOf(f letters.Field) ui.FieldView {
	v := ui.FieldView{Name: f.Name, Label: f.Zh, Optional: !f.Required || f.Blank != "", Width: "l"}
	switch {
	case f.Kind == letters.Prose:
		v.Rows, v.Width = 3, ""
	case f.Kind == letters.Money:
		v.Width, v.Mode, v.Hint = "s", "decimal", "元，例如 5000；印成大写和小写"
	}
	if f.Blank != "" {
		v.Hint = "不填就印“" + f.Blank + "”"
	}
	return v
}

func headsOf(f letters.Field) []ui.Head {
	out := make([]ui.Head, len(f.Heads))
	for i, h := range f.Heads {
		out[i].Label = h
	}
	return out
}

// read is what was typed, for those who only look.
func read(v docView) []ui.Pair {
	pairs := []ui.Pair{{Term: "办件编号", Text: v.Form.Value("case_number")}, {Term: "受文人代码", Text: v.Form.Value("party")}}
	for _, f := range v.Of.Fields {
		text := v.Form.Value(f.Name)
		for _, row := range tableOf(v.Form, f) {
			text += strings.Join(row, "，") + "。"
		}
		pairs = append(pairs, ui.Pair{Term: f.Zh, Text: text})
	}
	pairs = append(pairs, ui.Pair{Term: "法律依据", Text: v.Form.Value("basis")}, ui.Pair{Term: "联系人", Text: v.Form.Value("contact")}, ui.Pair{Term: "抄送", Text: v.Form.Value("copy_to")})
	out := pairs[:0]
	for _, p := range pairs {
		if p.Text != "" {
			out = append(out, p)
		}
	}
	return out
}
