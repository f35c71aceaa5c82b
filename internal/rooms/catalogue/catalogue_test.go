package catalogue

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
)

const planning = "430922-zrzy"

// The people of the tests.
var (
	editor      = flow.Actor{Account: "li", Name: "李编辑", Roles: []flow.Role{identity.Editor}, Unit: planning}
	secondEyes  = flow.Actor{Account: "wang", Name: "王编辑", Roles: []flow.Role{identity.Editor}, Unit: planning}
	head        = flow.Actor{Account: "zhao", Name: "赵局长", Roles: []flow.Role{identity.Head}, Unit: planning}
	clerk       = flow.Actor{Account: "sun", Name: "孙窗口", Roles: []flow.Role{identity.Clerk}, Unit: planning}
	stranger    = flow.Actor{Account: "qian", Name: "钱编辑", Roles: []flow.Role{identity.Editor, identity.Head}, Unit: "430922-sjj"}
	coordinator = flow.Actor{Account: "zhou", Name: "周协调", Roles: []flow.Role{identity.Editor, identity.Coordinator}, Unit: "430922-fgj"}
)

func day(t testing.TB, s string) calendar.Day {
	t.Helper()
	d, err := calendar.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// whole is an edition that passes the gate; tests spoil one thing of it.
func whole() Edition {
	return Edition{
		From: calendar.DayOf(2020, 6, 8),
		Content: Content{
			Name: "建设工程规划许可证核发", Kind: Promised,
			StatutoryN: 20, StatutoryUnit: calendar.WorkDays, OrdinaryN: 10, KeyProjectN: 8,
			Online: true, Courier: true, Appointment: true,
			Rules: Rules{SeparateDuties: true, OnSite: true, DeliveryLimit: 10,
				Procedures: []Procedure{{Name: "专家评审"}},
				Result:     Result{Name: "建设工程规划许可证", Kind: "certificate"}},
			Guide: Guide{
				Type: "01", Level: "4", Nature: "1", Objects: []string{"2"}, Forms: []string{"1", "2"},
				Basis:      []Basis{{Law: "《中华人民共和国城乡规划法》", Article: "第四十条"}},
				Applicants: "已取得用地的建设单位", Acceptance: "用地和方案已经批准", Flow: "受理、审查、办结",
				Steps:  []Stage{{"受理", 1, ""}, {"审查", 5, "两人核查"}, {"办结", 2, ""}},
				Places: []string{"县政务服务中心 3 楼"}, Hours: "工作日 9:00—17:00",
				ConsultPhone: "0737-8880000", SupervisionPhone: "12345", Remedies: "六十日内申请行政复议，或六个月内提起行政诉讼",
			},
			Questions: []Question{
				{ID: "q1", Text: "工程是不是在园区里", Choices: []Choice{{Code: "a", Text: "是"}, {Code: "b", Text: "否"}}},
				{ID: "q2", Text: "会不会挡住住宅的日照", Choices: []Choice{
					{Code: "a", Text: "会"}, {Code: "b", Text: "不会"}, {Code: "c", Text: "还没设计", Bar: "请先做好设计方案再来。"}}},
			},
		},
		Materials: []Material{
			{Code: "m1", Name: "建设工程规划许可申请表", Electronic: true, Must: true, Main: true},
			{Code: "m2", Name: "营业执照", Must: true, Main: true, Shared: true, SharedFrom: "电子证照库", PaperKind: "business_licence"},
			{Code: "m3", Name: "规划总平面图", Originals: 1, Must: true, Main: true},
			{Code: "m4", Name: "日照分析报告", Originals: 1, Condition: Condition{{"q1", []string{"b"}}, {"q2", []string{"a"}}}},
		},
	}
}

// version is the edition as a draft version, for pure functions.
func version(t testing.TB, e Edition) Version {
	t.Helper()
	v := Version{State: Draft}
	if err := v.take(e); err != nil {
		t.Fatal(err)
	}
	return v
}

// act runs one act and fails the test when it is refused.
func act(t testing.TB, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

func look(t testing.TB, s *store.Store, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Read(context.Background(), fn); err != nil {
		t.Fatal(err)
	}
}

// registered puts an item on record.
func registered(t testing.TB, s *store.Store, code, name string, aliases ...string) Item {
	t.Helper()
	var item Item
	act(t, s, func(tx *store.Tx) (err error) {
		item, err = Register(tx, editor, ItemInput{Code: code, Unit: planning, Name: name, Aliases: aliases})
		return err
	})
	return item
}

// published drafts and publishes an edition of an item.
func published(t testing.TB, s *store.Store, code string, e Edition) Version {
	t.Helper()
	var v Version
	act(t, s, func(tx *store.Tx) (err error) {
		v, err = NewDraft(tx, editor, code, e)
		return err
	})
	act(t, s, func(tx *store.Tx) (err error) {
		v, err = Publish(tx, head, nil, v.ID)
		return err
	})
	return v
}

// offered is a published item of a given name.
func offered(t testing.TB, s *store.Store, code, name string, aliases ...string) Version {
	t.Helper()
	registered(t, s, code, name, aliases...)
	e := whole()
	e.Name = name
	return published(t, s, code, e)
}

// refused runs an act that must be refused with the fault and change nothing.
func refused(t testing.TB, s *store.Store, want *fault.Def, fn func(tx *store.Tx) error) {
	t.Helper()
	if err := s.Write(context.Background(), fn); !want.Is(err) {
		t.Fatalf("got %v, want %s", err, want.Code)
	}
}

func sentences(err error) string {
	f, ok := fault.Of(err)
	if !ok {
		return fmt.Sprint(err)
	}
	var b strings.Builder
	for _, field := range f.Fields {
		b.WriteString(field.Name + ": " + field.Sentence + "\n")
	}
	return b.String()
}

func TestTableIsSound(t *testing.T) {
	t.Parallel()
	if err := Flow.Validate(); err != nil {
		t.Fatal(err)
	}
}

func TestCodeListsAreThoseOfTheStandard(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		list     CodeList
		n        int
		code, zh string
	}{
		{ItemTypes, 12, "01", "行政许可"}, {ItemTypes, 12, "20", "公共服务"}, {Levels, 7, "4", "县级"},
		{SubjectNatures, 4, "9", "其他"}, {ServiceObjects, 6, "2", "企业法人"}, {HandlingForms, 5, "4", "快递申请"},
		{CaseKinds, 3, "1", "即办件"}, {ExtensionKinds, 2, "1", "延长审批"},
	} {
		if len(tt.list) != tt.n || tt.list.Zh(tt.code) != tt.zh {
			t.Errorf("list of %d: %s is %s, want %d and %s", len(tt.list), tt.code, tt.list.Zh(tt.code), tt.n, tt.zh)
		}
	}
	if len(SpecialProcedures) != 8 {
		t.Errorf("许可法 art. 45 names eight procedures, have %v", SpecialProcedures)
	}
}

func TestItemCodes(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"430922-zrzy-03":                    true,
		"11430922006604016E4430115003000":   true, // 31
		"11430922006604016E443011500300001": true, // 33
		"":                                  false,
		"有汉字":                               false,
		"-x":                                false,
		strings.Repeat("9", 50):             true,
		strings.Repeat("9", 51):             false,
	} {
		if codeAllowed(code) != want {
			t.Errorf("code %q allowed: %v, want %v", code, !want, want)
		}
	}
}

func TestCaseKind(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]Content{
		"instant": {Kind: Instant}, "promised": {Kind: Other}, "relay": {Kind: Promised, Relay: true},
	} {
		if got := c.CaseKind(); got != want {
			t.Errorf("case kind %s, want %s", got, want)
		}
	}
}
