package demo

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"

	"yingshang/county"
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// Password is what every demonstration account signs in with; it is printed at
// the start and shown on the banner, and works in no other store.
const Password = "Taojiang-2020"

// Begin is where the replay starts, and End where the demo's clock goes on
// from: Wednesday 2020-07-01 09:00.
var (
	Begin = instant(2019, 12, 30, 10)
	End   = instant(2020, 7, 1, 9)
)

func instant(y, m, d, hour int) calendar.Instant {
	return calendar.DayOf(y, m, d).Start() + calendar.Instant(hour)*3_600_000
}

// registers are the ledgers that come before any case, in the order in which
// they refer to each other.
var registers = []struct{ kind, file string }{
	{"units", "units.csv"}, {"windows", "windows.csv"}, {"normdocs", "normdocs.csv"}, {"items", "items.csv"}, {"materials", "materials.csv"},
	{"parties", "parties.csv"}, {"projects", "projects.xlsx"}, {"bundles", "bundles.csv"},
	{"enquiry-categories", "enquiry-categories.csv"}, {"enquiry-routes", "enquiry-routes.csv"}, {"seals", "seals.csv"},
}

// processes are the ledgers of what was done when, all with the same headings.
var processes = []string{
	"cases.csv", "bundle-cases.csv", "assistance.csv", "appraisal.csv", "redress.csv", "documents.csv", "hall.csv",
	"mandate.csv", "normdoc.csv", "reform-progress.csv", "enquiries.csv", "incident-acts.csv", "outreach.csv", "supervision.csv",
}

// Load marks the store as a demonstration and brings the county in.
func Load(ctx context.Context, h House, importers []manifest.Importer) error {
	if err := LoadRegisters(ctx, h, importers); err != nil {
		return err
	}
	var events []Event
	for _, file := range processes {
		text, err := county.Files.ReadFile(file)
		if err != nil {
			return err
		}
		found, err := ReadEvents(bytes.NewReader(text))
		if err != nil {
			return fmt.Errorf("%s：%w", file, err)
		}
		events = append(events, found...)
	}
	slices.SortStableFunc(events, func(a, b Event) int { return cmp.Compare(a.At, b.At) })
	r := newReplay(h)
	if err := r.keepSample(ctx); err != nil {
		return err
	}
	if err := r.run(ctx, events, End); err != nil {
		return err
	}
	return bring(ctx, h.Store, keeper(), importers, "handouts", "handouts.csv")
}

// keeper brings in the county's own ledgers: its coordinator does so.
func keeper() flow.Actor {
	by := flow.System("demo")
	by.Roles = append(by.Roles, identity.Coordinator, identity.Editor)
	return by
}

// LoadRegisters marks the store as a demonstration and brings in everything that
// comes before the first case: ledgers and accounts.
func LoadRegisters(ctx context.Context, h House, importers []manifest.Importer) error {
	h.Clock.Set(Begin)
	if err := h.Store.Write(ctx, identity.MarkDemo); err != nil {
		return err
	}
	by := keeper()
	for _, l := range registers {
		if err := bring(ctx, h.Store, by, importers, l.kind, l.file); err != nil {
			return err
		}
	}
	return people(ctx, h.Store, by)
}

func bring(ctx context.Context, s *store.Store, by flow.Actor, importers []manifest.Importer, kind, file string) error {
	data, err := county.Files.ReadFile(file)
	if err != nil {
		return err
	}
	for _, imp := range importers {
		if imp.Kind != kind {
			continue
		}
		out, err := ledger.Import(ctx, s, by, imp, ledger.File{Name: file, Data: data}, ledger.Apply)
		if err != nil {
			return fmt.Errorf("%s：%w%s", file, err, firstErrors(out.Errors))
		}
		return nil
	}
	return fmt.Errorf("没有“%s”这种台账", kind)
}

func firstErrors(rows []manifest.RowError) string {
	var b strings.Builder
	for i, r := range rows {
		if i == 5 {
			break
		}
		fmt.Fprintf(&b, "；第 %d 行 %s：%s", r.Number, r.Column, r.Sentence)
	}
	return b.String()
}

// people makes the accounts of the ledger with the demonstration password. One
// hash serves all: the password is no secret here.
func people(ctx context.Context, s *store.Store, by flow.Actor) error {
	data, err := county.Files.ReadFile("accounts.csv")
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return err
	}
	hash, err := identity.NewHash(ctx, s, Password)
	if err != nil {
		return err
	}
	acts := make([]func(tx *store.Tx) error, len(rows)-1)
	for i, row := range rows[1:] {
		acts[i] = func(tx *store.Tx) error { return person(tx, by, row, hash) }
	}
	done, err := s.WriteInOrder(ctx, acts)
	if err != nil {
		return fmt.Errorf("accounts.csv 第 %d 行：%w", done+2, err)
	}
	return nil
}

// person makes one account: 账号, 姓名, 工号, 单位编码, 窗口编码, 岗位（可以几个，用顿号分开）, 申请人信用代码.
func person(tx *store.Tx, by flow.Actor, row []string, hash identity.Hash) error {
	var roles []flow.Role
	for word := range strings.SplitSeq(row[5], "、") {
		role, ok := identity.ParseRole(word)
		if !ok {
			return fmt.Errorf("没有“%s”这个岗位", word)
		}
		roles = append(roles, role)
	}
	account, err := identity.CreateDemoAccount(tx, by, identity.NewAccount{Login: row[0], Name: row[1], StaffID: row[2],
		Unit: row[3], Window: row[4], Roles: roles}, hash)
	if err != nil || row[6] == "" {
		return err
	}
	code, err := ids.ParseCreditCode(row[6])
	if err != nil {
		return err
	}
	p, ok, err := party.ByCredit(tx, code)
	if err == nil && !ok {
		err = fmt.Errorf("名录里没有 %s", code)
	}
	if err != nil {
		return err
	}
	_, err = identity.BindParty(tx, flow.System("demo"), account.ID, &p.ID)
	return err
}
