package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
)

// plan maps a struct's fields to columns: the db tag, or the field's name in
// snake case. Embedded structs are flattened; fields tagged "-" are left out.
type plan struct {
	names []string
	paths [][]int
	index map[string]int
}

var plans sync.Map // reflect.Type → *plan

func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p := &plan{index: map[string]int{}}
	p.add(t, nil)
	plans.Store(t, p)
	return p
}

func (p *plan) add(t reflect.Type, path []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("db")
		if tag == "-" || !f.IsExported() {
			continue
		}
		here := append(append([]int(nil), path...), i)
		if f.Anonymous && tag == "" {
			p.add(f.Type, here)
			continue
		}
		if tag == "" {
			tag = snake(f.Name)
		}
		p.index[tag] = len(p.names)
		p.names = append(p.names, tag)
		p.paths = append(p.paths, here)
	}
}

// snake turns CaseNo into case_no and ID into id.
func snake(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 &&
			(unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1]) ||
				(i+1 < len(runes) && unicode.IsLower(runes[i+1]))) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

var (
	dayType   = reflect.TypeFor[calendar.Day]()
	bytesType = reflect.TypeFor[[]byte]()
)

// OddText is answered for text that one of the engines cannot hold: a NUL
// character or bytes that are not UTF-8.
var OddText = fault.Define("store.odd_text", fault.Invalid,
	"填写的文字里有不能保存的字符（多半是从别的软件复制时带来的）。请删掉这一段，改为手工输入，再提交。")

func encodeAll(args []any) ([]any, error) {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = encode(a)
		text, ok := out[i].(string)
		if ok && (strings.ContainsRune(text, 0) || !utf8.ValidString(text)) {
			return nil, OddText.New(nil)
		}
	}
	return out, nil
}

// encode turns a Go value into what the three column types hold: days as ISO
// text, booleans as 0/1, nil pointers as NULL, other structures as JSON text.
func encode(a any) any {
	if a == nil {
		return nil
	}
	v := reflect.ValueOf(a)
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		return encode(v.Elem().Interface())
	}
	switch {
	case v.Type() == dayType:
		return a.(calendar.Day).String()
	case v.Type() == bytesType:
		if v.IsNil() {
			return nil
		}
		return a
	}
	switch v.Kind() {
	case reflect.Bool:
		if v.Bool() {
			return int64(1)
		}
		return int64(0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return v.Int()
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return int64(v.Uint())
	case reflect.String:
		return v.String()
	default:
		text, err := json.Marshal(a)
		if err != nil {
			panic(fmt.Sprintf("store: cannot encode %T: %v", a, err))
		}
		return string(text)
	}
}

func scanAll[T any](answer rows) ([]T, error) {
	columns := answer.columns()
	p := planOf(reflect.TypeFor[T]())
	paths := make([][]int, len(columns))
	for i, name := range columns {
		at, ok := p.index[name]
		if !ok {
			answer.close()
			return nil, fmt.Errorf("%v has no field for column %q", reflect.TypeFor[T](), name)
		}
		paths[i] = p.paths[at]
	}
	var out []T
	err := eachOf(answer, func(values []any) error {
		var row T
		v := reflect.ValueOf(&row).Elem()
		for i, path := range paths {
			if err := decode(v.FieldByIndex(path), values[i]); err != nil {
				return fmt.Errorf("column %s: %w", columns[i], err)
			}
		}
		out = append(out, row)
		return nil
	})
	return out, err
}

// decode puts an engine's value into a field; it is the inverse of encode.
func decode(field reflect.Value, value any) error {
	if field.Kind() == reflect.Pointer {
		if value == nil {
			field.SetZero()
			return nil
		}
		field.Set(reflect.New(field.Type().Elem()))
		return decode(field.Elem(), value)
	}
	if value == nil && field.Type() == bytesType {
		field.SetZero() // an erased or absent BLOB is a nil slice
		return nil
	}
	if value == nil {
		return fmt.Errorf("NULL for a %v, which is never unknown", field.Type())
	}
	if field.Type() == dayType {
		day, err := calendar.ParseDay(asText(value))
		if err != nil {
			return err
		}
		field.SetInt(int64(day))
		return nil
	}
	if field.Type() == bytesType {
		field.SetBytes(append([]byte(nil), asBytes(value)...))
		return nil
	}
	switch field.Kind() {
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return decodeInt(field, value)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return decodeUint(field, value)
	case reflect.String:
		field.SetString(asText(value))
		return nil
	default:
		return json.Unmarshal(asBytes(value), field.Addr().Interface())
	}
}

func decodeInt(field reflect.Value, value any) error {
	n, ok := value.(int64)
	if !ok {
		return fmt.Errorf("%T for a %v", value, field.Type())
	}
	if field.Kind() == reflect.Bool {
		field.SetBool(n != 0)
		return nil
	}
	if field.OverflowInt(n) {
		return fmt.Errorf("%d does not fit a %v", n, field.Type())
	}
	field.SetInt(n)
	return nil
}

func decodeUint(field reflect.Value, value any) error {
	n, ok := value.(int64)
	if !ok || n < 0 || field.OverflowUint(uint64(n)) {
		return fmt.Errorf("%v (%T) for a %v", value, value, field.Type())
	}
	field.SetUint(uint64(n))
	return nil
}

func asText(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	default:
		return fmt.Sprint(v)
	}
}

func asBytes(value any) []byte {
	switch v := value.(type) {
	case []byte:
		return v
	case string:
		return []byte(v)
	default:
		return []byte(fmt.Sprint(v))
	}
}
