package pages

import (
	"github.com/a-h/templ"

	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/papers"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// site holds what the pages need beside the request.
type site struct {
	intake papers.Intake
	offers []manifest.Offer // of other rooms, for the person the case is about
	strip  func(c *kit.Ctx, page ui.Page) (templ.Component, error)
}

// Routes lists the room's addresses.
func Routes(d kit.Deps) []kit.Route {
	s := site{papers.Intake{Blobs: d.Blobs}, manifest.OffersOn(d.Rooms, "case"), d.Strip}
	return []kit.Route{
		{Method: "GET", Pattern: "/w", Name: "casework.intake", Perm: "casework.intake", Handle: s.intakePage},
		{Method: "POST", Pattern: "/w", Name: "casework.take_in", Perm: "casework.intake", Handle: s.takeIn},
		{Method: "GET", Pattern: "/inbox", Name: "casework.inbox", Perm: "casework.handle", Handle: inboxPage},
		{Method: "GET", Pattern: "/cases/moved", Name: "casework.moved", Perm: "casework.moved", Handle: movedPage},
		{Method: "GET", Pattern: "/cases/{id}", Name: "casework.case", Perm: "casework.read", Handle: s.casePage},
		{Method: "POST", Pattern: "/cases/{id}/{verb}", Name: "casework.act", Perm: "casework.handle", Handle: s.act},
		{Method: "POST", Pattern: "/cases/{id}/fee/{verb}", Name: "casework.fee", Perm: "casework.handle", Handle: s.actOnFee},
		{Method: "GET", Pattern: "/cases/{id}/clock", Name: "casework.clock", Perm: "casework.read", Handle: clockPage},
		{Method: "POST", Pattern: "/cases/{id}/supplement/{code}", Name: "casework.supplement", Perm: "casework.apply", Handle: s.supplement, Upload: true},
		{Method: "GET", Pattern: "/conditional", Name: "casework.conditional", Perm: "casework.trust", Handle: gapLedgerPage},
		{Method: "GET", Pattern: "/conditional/{file}", Name: "casework.conditional_file", Perm: "casework.trust", Handle: exported("容缺受理台账", gapColumns, gapRows)},
		{Method: "GET", Pattern: "/pledges", Name: "casework.pledges", Perm: "casework.trust", Handle: pledgeLedgerPage},
		{Method: "GET", Pattern: "/pledges/{file}", Name: "casework.pledges_file", Perm: "casework.trust", Handle: exported("告知承诺台账", pledgeColumns, pledgeRows)},
		{Method: "GET", Pattern: "/open/savings", Name: "casework.savings", Perm: kit.Public, Handle: savingsPage},
		{Method: "GET", Pattern: "/open/savings/{file}", Name: "casework.savings_file", Perm: kit.Public, Handle: exported("减材料台账", savingColumns, savingRows)},
		{Method: "GET", Pattern: "/receipts/{leaf}", Name: "casework.proof", Perm: "casework.read", Handle: proofFile},
		{Method: "GET", Pattern: "/track", Name: "casework.track", Perm: "casework.track", Handle: s.trackPage},
		{Method: "POST", Pattern: "/track", Name: "casework.track_show", Perm: "casework.track", Handle: s.track, Pace: kit.PaceTrack},
		{Method: "GET", Pattern: "/me", Name: "casework.mine", Perm: "casework.apply", Handle: minePage},
		{Method: "GET", Pattern: "/apply/{item}", Name: "casework.apply", Perm: "casework.apply", Handle: s.applyPage},
		{Method: "POST", Pattern: "/apply/{item}", Name: "casework.apply_open", Perm: "casework.apply", Handle: s.apply, Pace: kit.PaceApply},
		{Method: "GET", Pattern: "/drafts/{id}", Name: "casework.draft", Perm: "casework.apply", Handle: s.draftPage},
		{Method: "POST", Pattern: "/drafts/{id}/{code}", Name: "casework.attach", Perm: "casework.apply", Handle: s.attach, Upload: true},
		{Method: "GET", Pattern: "/drafts/{id}/check", Name: "casework.check", Perm: "casework.apply", Handle: s.checkPage},
		{Method: "POST", Pattern: "/drafts/{id}", Name: "casework.hand_in", Perm: "casework.apply", Handle: s.handIn},
	}
}

// Nav is the room's part of the staff menu.
func Nav() []kit.NavItem {
	return []kit.NavItem{
		{Label: "窗口收件", Path: "/w", Perm: "casework.intake", Order: 10},
		{Label: "待办", Path: "/inbox", Perm: "casework.handle", Order: 20, Count: countTodo},
		{Group: "日历与时限", Label: "日历改期", Path: "/cases/moved", Perm: "casework.moved", Order: 215},
		{Group: "事项", Label: "容缺和承诺台账", Path: "/conditional", Perm: "casework.trust", Order: 260},
	}
}

func countTodo(tx *store.Tx, by flow.Actor) (int, error) {
	n, err := casework.Count(tx, by, casework.Find{States: todoStates(by)})
	return int(n), err
}
