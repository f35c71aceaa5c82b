package org

import (
	"fmt"
	"slices"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// WindowInput is what people state of a window.
type WindowInput struct {
	Code, Unit, Hall, Name, Phone string
	Serves                        []string // further units of a general window
	Open                          bool
	Version                       int64 // of the window the person saw; 0 skips the check
}

// AddWindow enters a window. Unit, hall and served units must be registered
// today.
func AddWindow(tx *store.Tx, by flow.Actor, in WindowInput) (Window, error) {
	w, problems, err := shapeWindow(tx, by, in)
	if err != nil {
		return Window{}, err
	}
	other, taken, err := windowByCode.Find(tx, tx.County(), w.Code)
	if err != nil {
		return Window{}, err
	}
	if taken {
		problems.Add("code", "窗口编码 %s 已由“%s”使用，请换一个", w.Code, other.Name)
	}
	if err := problems.Err(); err != nil {
		return Window{}, err
	}
	if err := insertWindow.One(tx, w); err != nil {
		return Window{}, fmt.Errorf("window %s: %w", w.Code, err)
	}
	return w, recordWindow(tx, by, "org.window_add", w)
}

// AmendWindow changes a window; the code stays.
func AmendWindow(tx *store.Tx, by flow.Actor, in WindowInput) (Window, error) {
	w, problems, err := shapeWindow(tx, by, in)
	if err != nil {
		return Window{}, err
	}
	if err := problems.Err(); err != nil {
		return Window{}, err
	}
	now, err := WindowByCode(tx, w.Code)
	if err != nil {
		return Window{}, err
	}
	if in.Version != 0 && in.Version != now.Version {
		return Window{}, store.ChangedMeanwhile.New(nil)
	}
	w.ID = now.ID
	if err := saveWindow.One(tx, w.Unit, w.Serves, w.Hall, w.Name, w.Phone, w.Open, w.County, w.ID, now.Version); err != nil {
		return Window{}, err
	}
	w.Version = now.Version + 1
	return w, recordWindow(tx, by, "org.window_amend", w)
}

func recordWindow(tx *store.Tx, by flow.Actor, kind string, w Window) error {
	_, err := journal.Record(tx, by, kind, "window:"+w.Code, map[string]any{
		"code": w.Code, "name": w.Name, "unit": w.Unit, "hall": w.Hall, "open": w.Open,
	}, journal.Row{Table: "org_window", ID: w.ID})
	return err
}

func shapeWindow(tx *store.Tx, by flow.Actor, in WindowInput) (Window, *fault.Problems, error) {
	p := new(fault.Problems)
	w := Window{County: tx.County(), ID: tx.NewID(), Version: 1, Code: fold.Compact(in.Code),
		Unit: fold.Compact(in.Unit), Hall: fold.Compact(in.Hall), Name: oneLine(in.Name),
		Phone: phone(p, "phone", "电话", in.Phone), Open: in.Open, Serves: []string{}}
	if err := mayManage(by); err != nil {
		return w, p, err
	}
	if !codeShape.MatchString(w.Code) {
		p.Add("code", "窗口编码“%s”应为 2 至 32 位字母或数字，可用连字符，请改正", in.Code)
	}
	if w.Name == "" || len([]rune(w.Name)) > maxName {
		p.Add("name", "窗口名称应为 1 至 %d 个字，例如 不动产登记 3 号窗，请改正", maxName)
	}
	for _, code := range in.Serves {
		code = fold.Compact(code)
		if code != "" && code != w.Unit && !slices.Contains(w.Serves, code) {
			w.Serves = append(w.Serves, code)
		}
	}
	needed := map[string]string{"unit": w.Unit, "hall": w.Hall}
	for field, code := range needed {
		if err := needUnit(tx, p, field, code); err != nil {
			return w, p, err
		}
	}
	for _, code := range w.Serves {
		if err := needUnit(tx, p, "serves", code); err != nil {
			return w, p, err
		}
	}
	return w, p, nil
}

func needUnit(tx *store.Tx, p *fault.Problems, field, code string) error {
	_, ok, err := unitAt.Find(tx, tx.County(), code, tx.Today())
	if err == nil && !ok {
		p.Add(field, "机构编码“%s”没有登记或已停用，请从机构名录里选", code)
	}
	return err
}
