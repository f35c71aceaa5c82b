package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
	"yingshang/internal/store"
)

// Op describes one operation.
type Op struct {
	ID     string // unique: "casework-list"
	Path   string // below /api/v1: "/cases/{id}"
	Perm   string // a manifest's permission or kit.Public
	Zh, En string // what it does, in both languages
	Tag    string // Chinese name of the room
	Body   int64  // body limit in bytes, 0 for 1 MiB
	Pace   kit.Pace
}

// ShownOnce is an answer of which a part is given only once: what is kept for
// repeated requests is Kept.
type ShownOnce interface{ Kept() any }

const keyHeader = "Idempotency-Key"

var (
	// KeyNeeded: a POST came without its number.
	KeyNeeded = fault.Define("api.key_needed", fault.Invalid, "缺少请求头 Idempotency-Key。请为每次提交生成一个不重复的编号（8 至 128 个字符），重试时用同一个。")
	// CursorUnreadable: the cursor was not given out by this interface.
	CursorUnreadable = fault.Define("api.cursor_unreadable", fault.Invalid, "翻页游标看不懂。请原样使用上一页返回的 next，或去掉 after 从头取。")
)

// answer is the body of an operation.
type answer[O any] struct{ Body O }

// Get registers a reading operation. In's fields carry huma's tags (path,
// query, header); its errors are faults.
func Get[I, O any](a *API, op Op, handle func(c *Call, in *I) (O, error)) {
	huma.Register(a.API, a.operation(http.MethodGet, op), func(ctx context.Context, in *I) (*answer[O], error) {
		c := callOf(ctx)
		out, err := handle(c, in)
		if err != nil {
			return nil, c.problem(err)
		}
		return &answer[O]{out}, nil
	})
}

// errDryRun undoes an act that was only to be tried.
var errDryRun = errors.New("dry run")

// Post registers an act. It runs in one transaction, once per Idempotency-Key:
// a repeated request gets the first answer again. With ?dry_run=1 it is undone
// after it succeeded.
func Post[I, O any](a *API, op Op, act func(tx *store.Tx, c *Call, in *I) (O, error)) {
	huma.Register(a.API, a.operation(http.MethodPost, op), func(ctx context.Context, in *I) (*answer[O], error) {
		c := callOf(ctx)
		out := new(answer[O])
		body, err := json.Marshal(in)
		if err != nil {
			return nil, c.problem(err)
		}
		err = c.site.Store.Write(ctx, func(tx *store.Tx) error {
			first := false
			// The body may hold a citizen number: only a keyed digest of it is kept.
			blind := []byte(tx.Blind("api.request", string(body)))
			text, _, err := tx.Once(c.key, c.Actor.Account+" "+op.ID, blind, func() (string, error) {
				result, err := act(tx, c, in)
				if err != nil {
					return "", err
				}
				first, out.Body = true, result
				return keep(result)
			})
			if err == nil && !first {
				err = json.Unmarshal([]byte(text), &out.Body)
			}
			if err != nil {
				return err
			}
			if c.dryRun {
				return errDryRun
			}
			return nil
		})
		if err != nil && !errors.Is(err, errDryRun) {
			return nil, c.problem(err)
		}
		return out, nil
	})
}

// keep is what a repeated request gets.
func keep(result any) (string, error) {
	if once, ok := result.(ShownOnce); ok {
		result = once.Kept()
	}
	text, err := json.Marshal(result)
	return string(text), err
}

// operation fills huma's description and remembers the permission.
func (a *API) operation(method string, op Op) huma.Operation {
	err := a.site.Declare(kit.Route{Method: method, Pattern: strings.TrimSuffix(kit.APIPrefix, "/") + op.Path, Name: op.ID, Perm: op.Perm})
	if err != nil {
		panic("operation " + op.ID + ": " + err.Error())
	}
	out := huma.Operation{OperationID: op.ID, Method: method, Path: op.Path, Summary: op.Zh + " / " + op.En,
		Description: "权限：" + a.permWords(op.Perm), MaxBodyBytes: op.Body,
		Metadata: map[string]any{permKey: op.Perm, paceKey: op.Pace},
		Errors:   []int{401, 403, 404, 409, 422, 429, 503}}
	if op.Tag != "" {
		out.Tags = []string{op.Tag}
	}
	if !a.site.Open(op.Perm) {
		out.Security = []map[string][]string{{schemeName: {}}}
	}
	if method == http.MethodPost {
		shortest, longest := 8, 128
		out.Parameters = []*huma.Param{
			{Name: keyHeader, In: "header", Required: true, Description: "每次提交一个，重试时不变。One per act, the same on retry.",
				Schema: &huma.Schema{Type: "string", MinLength: &shortest, MaxLength: &longest}},
			{Name: "dry_run", In: "query", Description: "1：只试不存。Try without saving.",
				Schema: &huma.Schema{Type: "string", Enum: []any{"1"}}},
		}
	}
	return out
}

const permKey, paceKey = "perm", "pace"

func (a *API) permWords(name string) string {
	if a.site.Open(name) {
		return "公开，不用令牌"
	}
	perm, _ := a.site.Perm(name) // Declare refuses names that no manifest has
	return perm.Zh + "（" + name + "）"
}

// keyOK accepts a number that can tell acts apart.
func keyOK(key string) bool {
	return len(key) >= 8 && len(key) <= 128 && strings.TrimSpace(key) == key
}
