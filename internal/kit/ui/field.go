package ui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

func (f *Form) action(given string) templ.SafeURL {
	if given == "" && f != nil {
		given = f.Page
	}
	return templ.SafeURL(given)
}

func (f *Form) formID() string {
	if f == nil || f.ID == "" {
		return "form"
	}
	return "form-" + f.ID
}

// FormID is the element id of a form, for buttons that stand outside it.
func (f *Form) FormID() string { return f.formID() }

func (f *Form) summaryHead() string {
	if n := len(f.Problems()); n > 0 {
		return fmt.Sprintf("有 %d 处要改一下", n)
	}
	return "这一步还没有办成"
}

func (f *Form) optionID(name string, i int) string {
	if i == 0 {
		return f.FieldID(name) // the error summary leads to the first choice
	}
	return f.FieldID(name) + "-" + strconv.Itoa(i+1)
}

// shown is the value an input shows; a password is never shown again.
func (f *Form) shown(v FieldView) string {
	if v.Type == "password" {
		return ""
	}
	return f.Value(v.Name)
}

func (v FieldView) inputType() string {
	if v.Type == "" {
		return "text"
	}
	return v.Type
}

func (v FieldView) widthClass() string {
	if v.Width == "" {
		return "w-full"
	}
	return "w-" + v.Width
}

func (v FieldView) rows() string {
	if v.Rows == 0 {
		return "4"
	}
	return strconv.Itoa(v.Rows)
}

func (v FieldView) dated() FieldView {
	if v.Hint == "" {
		v.Hint = "例如 2020-06-08，也可以写 2020.6.8 或 2020年6月8日"
	}
	v.Mode = "text"
	return v
}

// errorAttrs tie an input to its hint and its problem.
func (f *Form) errorAttrs(v FieldView) templ.Attributes {
	id := f.FieldID(v.Name)
	attrs := templ.Attributes{}
	var about []string
	if v.Hint != "" {
		about = append(about, id+"-hint")
	}
	if f.ErrorOf(v.Name) != "" {
		about = append(about, id+"-err")
		attrs["aria-invalid"] = "true"
	}
	if len(about) > 0 {
		attrs["aria-describedby"] = strings.Join(about, " ")
	}
	return attrs
}

func (f *Form) inputAttrs(v FieldView) templ.Attributes {
	attrs := f.errorAttrs(v)
	for name, value := range map[string]string{"inputmode": v.Mode, "autocomplete": v.Fill, "data-key": v.Key} {
		if value != "" {
			attrs[name] = value
		}
	}
	if v.Readonly {
		attrs["readonly"] = true
	}
	if v.Focus {
		attrs["autofocus"] = true
	}
	if v.Max > 0 {
		attrs["maxlength"] = strconv.Itoa(v.Max)
	}
	return attrs
}

func (f *Form) fileAttrs(v FieldView) templ.Attributes {
	attrs := f.errorAttrs(v)
	if v.Accept != "" {
		attrs["accept"] = v.Accept
	}
	if v.Many {
		attrs["multiple"] = true
	}
	return attrs
}

func (f *Form) groupAttrs(v FieldView) templ.Attributes {
	attrs := f.errorAttrs(v)
	delete(attrs, "aria-invalid") // not allowed on a group
	return attrs
}
