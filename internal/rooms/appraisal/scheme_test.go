package appraisal

import (
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/store"
)

func Test方案由另一人公布_不能管已经开始的月份(t *testing.T) {
	both(t, func(t *testing.T, h *hall) {
		h.refused(notKeeper, func(tx *store.Tx) error { _, err := h.k.DraftScheme(tx, head, Window); return err })
		var s Scheme
		h.act(func(tx *store.Tx) (err error) { s, err = h.k.DraftScheme(tx, office, Window); return err })
		h.refused(schemeWaiting, func(tx *store.Tx) error { _, err := h.k.DraftScheme(tx, second, Window); return err })
		h.refused(schemeUnknown, func(tx *store.Tx) error { _, err := SchemeByID(tx, head, s.ID); return err })
		bad := s
		bad.Title, bad.Body.ObjectDays = "", 0
		bad.Body.Items = append(bad.Body.Items, Item{Code: "a", Name: "瞎填", Way: ByShare, Cap: 1})
		err := h.fails(func(tx *store.Tx) error { _, err := h.k.EditScheme(tx, office, bad); return err })
		for _, want := range []string{"名称", "依据文件", "征求异议", "代码重复", "评分标准"} {
			if !strings.Contains(fieldsOf(err), want) {
				t.Errorf("没有说 %s：%s", want, fieldsOf(err))
			}
		}
		h.act(func(tx *store.Tx) (err error) {
			s.Document = "桃优化办〔2020〕示例1号"
			s.FromDay = calendar.DayOf(2020, 1, 1)
			s, err = h.k.EditScheme(tx, office, s)
			return err
		})
		h.refused(samePerson, func(tx *store.Tx) error { _, err := h.k.PublishScheme(tx, office, s.ID, s.Version); return err })
		h.refused(schemePast, func(tx *store.Tx) error { _, err := h.k.PublishScheme(tx, second, s.ID, s.Version); return err })
		h.refused(flow.StepForbidden, func(tx *store.Tx) error { _, err := h.k.EditScheme(tx, leader, s); return err })
		h.act(func(tx *store.Tx) (err error) {
			s.FromDay = calendar.DayOf(2020, 2, 1)
			s, err = h.k.EditScheme(tx, office, s)
			return err
		})
		h.refused(store.ChangedMeanwhile, func(tx *store.Tx) error { _, err := h.k.PublishScheme(tx, second, s.ID, s.Version-1); return err })
		h.act(func(tx *store.Tx) (err error) { s, err = h.k.PublishScheme(tx, second, s.ID, s.Version); return err })
		h.refused(flow.StepRefused, func(tx *store.Tx) error { _, err := DropScheme(tx, second, s.ID, s.Version); return err })
		h.refused(noScheme, func(tx *store.Tx) error {
			_, err := h.k.OpenRun(tx, office, Window, calendar.DayOf(2020, 1, 1))
			return err
		})
		var again Scheme
		h.act(func(tx *store.Tx) (err error) { again, err = h.k.DraftScheme(tx, second, Window); return err })
		if again.Document != s.Document || len(again.Body.Items) != len(s.Body.Items) {
			t.Error("新草案应以现行版本为底")
		}
		again.FromDay = s.FromDay
		h.act(func(tx *store.Tx) (err error) { again, err = h.k.EditScheme(tx, second, again); return err })
		h.refused(schemeTwice, func(tx *store.Tx) error { _, err := h.k.PublishScheme(tx, leader, again.ID, again.Version); return err })
		h.act(func(tx *store.Tx) (err error) {
			again, err = DropScheme(tx, leader, again.ID, again.Version)
			return err
		})
		h.read(func(tx *store.Tx) error {
			list, err := Schemes(tx, head)
			if err == nil && (len(list) != 1 || list[0].ID != s.ID) {
				t.Errorf("单位只该看到公布的方案：%d 份", len(list))
			}
			return err
		})
	})
}

// fails runs an act that must be refused and returns why.
func (h *hall) fails(fn func(tx *store.Tx) error) error {
	h.t.Helper()
	err := h.s.Write(h.t.Context(), fn)
	if err == nil {
		h.t.Fatal("应当被拒绝")
	}
	return err
}

func fieldsOf(err error) string {
	f, ok := fault.Of(err)
	if !ok {
		return ""
	}
	var out []string
	for _, field := range f.Fields {
		out = append(out, field.Sentence)
	}
	return strings.Join(out, "\n")
}
