package ui

import "github.com/a-h/templ"

func (o Option) key() templ.Attributes {
	if o.Key == "" {
		return nil
	}
	return templ.Attributes{"data-key": o.Key}
}

// rowKey binds the key to the row that is selected, so that every row of a
// table can use the same letters.
func (o Option) rowKey() templ.Attributes {
	if o.Key == "" {
		return nil
	}
	return templ.Attributes{"data-row-key": o.Key}
}
