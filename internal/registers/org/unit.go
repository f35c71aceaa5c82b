package org

import (
	"fmt"
	"regexp"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/kernel/zh/fold"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// UnitInput is what people state of a unit.
type UnitInput struct {
	Code, Name, Short       string
	Kind                    Kind
	CreditCode              string
	Area                    string // empty means the county
	Parent                  string
	DocWord                 string
	Phone, SupervisionPhone string
	From                    calendar.Day // first valid day; 0 means today
	Version                 int64        // of the span the person saw; 0 skips the check
}

// Add enters a unit. It refuses, naming every field at once, a code that was
// ever used, a name that an open unit of the area bears, a parent unknown on the
// first day.
func Add(tx *store.Tx, by flow.Actor, in UnitInput) (Unit, error) {
	if err := mayManage(by); err != nil {
		return Unit{}, err
	}
	unit, problems, err := shape(tx, in)
	if err != nil {
		return Unit{}, err
	}
	if strings.HasPrefix(unit.Code, externalPrefix) {
		problems.Add("code", "编码不能以 %s 开头，这个开头留给外来机构，请换一个", externalPrefix)
	}
	spans, err := Spans(tx, unit.Code)
	if err != nil {
		return Unit{}, err
	}
	if len(spans) > 0 {
		problems.Add("code", "编码 %s 已由“%s”使用，编码不重复使用，请换一个", unit.Code, spans[len(spans)-1].Name)
	}
	if err := problems.Err(); err != nil {
		return Unit{}, err
	}
	return unit, enter(tx, by, "org.unit_add", unit)
}

func enter(tx *store.Tx, by flow.Actor, kind string, unit Unit) error {
	if err := insertUnit.One(tx, unit); err != nil {
		return fmt.Errorf("unit %s: %w", unit.Code, err)
	}
	_, err := journal.Record(tx, by, kind, subject(unit.Code), details(unit), journal.Row{Table: "org_unit", ID: unit.ID})
	return err
}

// subject is the journal subject of a unit: its code outlives its spans.
func subject(code string) string { return "unit:" + code }

type unitDetails struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Kind string `json:"kind"`
	From string `json:"from"`
	To   string `json:"to,omitempty"`
	Why  string `json:"why,omitempty"`
}

func details(u Unit) unitDetails {
	d := unitDetails{Code: u.Code, Name: u.Name, Kind: u.Kind.Zh(), From: u.ValidFrom.String()}
	if u.ValidTo != nil {
		d.To = u.ValidTo.String()
	}
	return d
}

// externalPrefix leads the codes of units met in ledgers.
const externalPrefix = "X-"

// EnsureExternal returns the unit of today that bears the name, or enters an
// external one. Imports call it for units that the county does not keep.
func EnsureExternal(tx *store.Tx, by flow.Actor, name string) (Unit, error) {
	if by.Unit == "" && !by.Has(PermManage.Roles...) {
		return Unit{}, StaffOnly.New(nil)
	}
	unit, known, err := ByName(tx, name)
	if err != nil || known {
		return unit, err
	}
	number, err := tx.NextNumber("org.external")
	if err != nil {
		return Unit{}, err
	}
	in := UnitInput{Code: fmt.Sprintf("%s%04d", externalPrefix, number), Name: name, Kind: Other}
	unit, problems, err := shape(tx, in)
	if err != nil {
		return Unit{}, err
	}
	if err := problems.Err(); err != nil {
		return Unit{}, err
	}
	unit.External = true
	return unit, enter(tx, by, "org.unit_meet", unit)
}

var codeShape = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{1,31}$`)

// shape reads the input into a fresh span and notes what must be mended.
func shape(tx *store.Tx, in UnitInput) (Unit, *fault.Problems, error) {
	p := new(fault.Problems)
	u := Unit{County: tx.County(), ID: tx.NewID(), Version: 1, Code: fold.Compact(in.Code),
		Name: oneLine(in.Name), Short: oneLine(in.Short), Kind: in.Kind,
		DocWord: fold.Compact(in.DocWord), ValidFrom: in.From,
		Phone: phone(p, "phone", "电话", in.Phone), SupervisionPhone: phone(p, "supervision_phone", "监督电话", in.SupervisionPhone)}
	if u.Short == "" {
		u.Short = u.Name
	}
	u.NameKey, u.ShortKey = nameKey(u.Name), nameKey(u.Short)
	if u.ValidFrom == 0 {
		u.ValidFrom = tx.Today()
	}
	if !codeShape.MatchString(u.Code) {
		p.Add("code", "编码“%s”应为 2 至 32 位字母或数字，可用连字符，请改正", in.Code)
	}
	checkName(p, u)
	if !u.Kind.known() {
		p.Add("kind", "机构类别“%s”不认识，请从列表中选（如 县直部门、乡镇、园区）", in.Kind)
	}
	shapeCodes(tx, p, &u, in)
	if err := checkParent(tx, p, &u, in.Parent); err != nil {
		return u, p, err
	}
	return u, p, checkNameFree(tx, p, u)
}

// oneLine stores a name without the characters that nobody can see.
func oneLine(name string) string {
	clean, _ := zh.Normalise(name)
	return clean
}

const maxName = 80 // characters, the longest full name of a unit with a margin

func checkName(p *fault.Problems, u Unit) {
	switch n := len([]rune(u.Name)); {
	case u.NameKey == "":
		p.Add("name", "没有填写机构全称，请按印章上的名称填写")
	case n > maxName:
		p.Add("name", "机构全称有 %d 个字，最多 %d 个字，请核对", n, maxName)
	}
	if n := len([]rune(u.Short)); n > maxName {
		p.Add("short", "简称有 %d 个字，最多 %d 个字，请缩短", n, maxName)
	}
}

func shapeCodes(tx *store.Tx, p *fault.Problems, u *Unit, in UnitInput) {
	if in.CreditCode != "" {
		code, err := ids.ParseCreditCode(in.CreditCode)
		p.Check("credit_code", err)
		text := string(code)
		u.CreditCode = &text
	}
	if in.Area == "" {
		in.Area = tx.County()
	}
	area, err := ids.ParseAreaCode(in.Area)
	p.Check("area", err)
	u.Area = string(area)
	if u.DocWord != "" {
		_, err := ids.NewDocNumber(u.DocWord, 2020, 1) // only the word is looked at
		p.Check("doc_word", err)
	}
}

// phone keeps digits and the signs people write between numbers.
func phone(p *fault.Problems, field, zh, typed string) string {
	text := strings.TrimSpace(fold.ASCII(typed))
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		} else if !strings.ContainsRune("-+() /,;、转", r) {
			p.Add(field, "%s里有“%c”，请只填号码，多个号码用顿号隔开", zh, r)
			return text
		}
	}
	if text != "" && (digits < 3 || len(text) > 60) {
		p.Add(field, "%s“%s”不像电话号码，请写成 0737-8886666 的样子", zh, text)
	}
	return text
}

// maxDepth bounds the way up to the county: village, township, county, hall.
const maxDepth = 8

func checkParent(tx *store.Tx, p *fault.Problems, u *Unit, parent string) error {
	code := fold.Compact(parent)
	if code == "" {
		return nil
	}
	stated := code
	u.Parent = &stated
	for depth := 0; code != ""; depth++ {
		if code == u.Code || depth >= maxDepth {
			p.Add("parent", "上级机构绕回到了本机构，请改选真正的上级")
			return nil
		}
		above, ok, err := unitAt.Find(tx, tx.County(), code, u.ValidFrom)
		if err != nil {
			return err
		}
		if !ok {
			p.Add("parent", "上级机构编码 %s 在 %s 没有登记，请先登记上级，或改填已有编码", code, u.ValidFrom)
			return nil
		}
		code = ""
		if above.Parent != nil {
			code = *above.Parent
		}
	}
	return nil
}

func checkNameFree(tx *store.Tx, p *fault.Problems, u Unit) error {
	if u.NameKey == "" {
		return nil
	}
	same, err := unitsNamed.All(tx, tx.County(), u.NameKey, u.ValidFrom)
	if err != nil {
		return err
	}
	for _, other := range same {
		if other.Code != u.Code && other.Area == u.Area {
			p.Add("name", "“%s”已经登记，编码是 %s，请直接使用，或改用不同的全称", other.Name, other.Code)
			return nil
		}
	}
	return nil
}
