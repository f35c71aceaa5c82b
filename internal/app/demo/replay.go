package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/project"
	"yingshang/internal/rooms/appraisal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/hall"
	"yingshang/internal/rooms/mandate"
	"yingshang/internal/rooms/monitor"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
)

// House is what the replay needs of the wired program.
type House struct {
	Store     *store.Store
	Clock     *store.SetClock
	Drain     func(ctx context.Context) error // hands waiting facts to their consumers
	Sweep     func(ctx context.Context) error // runs every scheduled act once
	Watch     *monitor.Watcher
	Appraiser *appraisal.Keeper
	Mandated  *mandate.Keeper
	Blobs     blob.Store // where evidence lies
}

// replay carries the marks of the ledger to the records they became.
type replay struct {
	House
	cases    map[string]string // mark → case id
	receipts map[string]casework.Receipt
	accounts map[string]identity.Account
	parties  map[string]string
	projects map[string]string
	marks    map[string]string // other records, by the ledger's own mark
	proof    papers.Checked    // the file that stands for every evidence
	codes    codes
	visits   map[string]hall.Kept // mark → appointment
}

func newReplay(h House) *replay {
	return &replay{House: h, cases: map[string]string{}, receipts: map[string]casework.Receipt{},
		accounts: map[string]identity.Account{}, parties: map[string]string{}, projects: map[string]string{}, marks: map[string]string{}, codes: codes{},
		visits: map[string]hall.Kept{}}
}

// sweepHour is when the replayed days' scheduled acts run.
const sweepHour = 6 * time.Hour

// run does the events day by day, and lets every morning between them do its
// scheduled work. It ends at the instant until.
func (r *replay) run(ctx context.Context, events []Event, until calendar.Instant) error {
	for len(events) > 0 && events[0].At <= until {
		n := 1
		for n < len(events) && events[n].At.Day() == events[0].At.Day() && events[n].At <= until {
			n++
		}
		if err := r.day(ctx, events[:n]); err != nil {
			return err
		}
		events = events[n:]
	}
	return r.pass(ctx, until)
}

// day does one day's events; before ratings the waiting facts are handed on,
// because the links go out as soon as a case is done, and before the case of a
// later step is looked for, because it is opened by the fact of the former.
func (r *replay) day(ctx context.Context, events []Event) error {
	if err := r.pass(ctx, events[0].At); err != nil {
		return err
	}
	for len(events) > 0 {
		n, waits := 1, events[0].waits()
		for n < len(events) && events[n].waits() == waits {
			n++
		}
		if waits {
			if err := r.Drain(ctx); err != nil {
				return err
			}
		}
		if err := r.do(ctx, events[:n]); err != nil {
			return err
		}
		events = events[n:]
	}
	return nil
}

// waits reports whether the event needs what the facts before it bring about.
func (e Event) waits() bool { return e.By == applicant || e.Act == "分件" }

// pass moves the clock forward, stopping every morning for the sweeps.
func (r *replay) pass(ctx context.Context, to calendar.Instant) error {
	for day := r.Clock.Now().Day() + 1; day.Start()+ms(sweepHour) <= to; day++ {
		r.Clock.Set(day.Start() + ms(sweepHour))
		if err := errors.Join(r.Drain(ctx), r.Sweep(ctx), r.Drain(ctx)); err != nil {
			return fmt.Errorf("%s 的定时任务：%w", day, err)
		}
	}
	if to > r.Clock.Now() {
		r.Clock.Set(to)
	}
	return nil
}

// applicant stands in the ledger for whoever holds the receipt.
const applicant = "申请人"

func ms(d time.Duration) calendar.Instant { return calendar.Instant(d.Milliseconds()) }

// do runs events in their order, each at its own instant.
func (r *replay) do(ctx context.Context, events []Event) error {
	acts := make([]store.TimedAct, len(events))
	for i, e := range events {
		acts[i] = store.TimedAct{At: e.At, Act: func(tx *store.Tx) error { return r.act(tx, e) }}
	}
	done, err := r.Store.Replay(ctx, acts)
	if err != nil {
		return fmt.Errorf("%s：%w", events[done].line(), err)
	}
	return nil
}

// begins are the acts that give a mark of the ledger to a record.
var begins = map[string]bool{"填报": true, "申请一件事": true, "分件": true}

func (r *replay) act(tx *store.Tx, e Event) error {
	act, ok := actions[e.Act]
	if !ok {
		return fmt.Errorf("没有“%s”这个动作", e.Act)
	}
	if e.Case != "" && !begins[e.Act] && r.cases[e.Case] == "" {
		return fmt.Errorf("办件 %s 还没有填报", e.Case)
	}
	if e.By == applicant {
		return act(r, tx, flow.Actor{}, e)
	}
	by, err := r.actor(tx, e)
	if err != nil {
		return err
	}
	return act(r, tx, by, e)
}

// actor is the account a line names, as it would act through its own door.
func (r *replay) actor(tx *store.Tx, e Event) (flow.Actor, error) {
	id, err := r.account(tx, e.By)
	if err != nil {
		return flow.Actor{}, err
	}
	a := r.accounts[e.By]
	by := flow.Actor{Account: id, Name: a.Name, Roles: a.Roles, Unit: a.Unit, Window: a.Window, Channel: "window"}
	if a.Party != nil {
		by.Party, by.Channel = *a.Party, "pc"
	}
	if e.Get("渠道") != "" {
		by.Channel = e.Get("渠道")
	}
	return by, nil
}

func (r *replay) account(tx *store.Tx, login string) (string, error) {
	if a, ok := r.accounts[login]; ok {
		return a.ID, nil
	}
	a, err := identity.ByLogin(tx, login)
	if err != nil {
		return "", fmt.Errorf("账号 %s：%w", login, err)
	}
	r.accounts[login] = a
	return a.ID, nil
}

// party finds an applicant by credit code.
func (r *replay) party(tx *store.Tx, code string) (string, error) {
	if id, ok := r.parties[code]; ok {
		return id, nil
	}
	credit, err := ids.ParseCreditCode(code)
	if err != nil {
		return "", err
	}
	p, ok, err := party.ByCredit(tx, credit)
	if err == nil && !ok {
		err = fmt.Errorf("名录里没有 %s", code)
	}
	if err != nil {
		return "", err
	}
	r.parties[code] = p.ID
	return p.ID, nil
}

func (r *replay) project(tx *store.Tx, code string) (string, error) {
	if id, ok := r.projects[code]; ok {
		return id, nil
	}
	p, ok, err := project.ByCode(tx, code)
	if err == nil && !ok {
		err = fmt.Errorf("项目库里没有 %s", code)
	}
	if err != nil {
		return "", err
	}
	r.projects[code] = p.ID
	return p.ID, nil
}
