package store

import "reflect"

// Fields maps the column names of a result or row struct to the types of their
// fields, as scanning and InsertInto see them.
func Fields(row reflect.Type) map[string]reflect.Type {
	p := planOf(row)
	out := make(map[string]reflect.Type, len(p.names))
	for i, name := range p.names {
		out[name] = row.FieldByIndex(p.paths[i]).Type
	}
	return out
}
