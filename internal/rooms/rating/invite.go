package rating

import (
	"bytes"
	"encoding/hex"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// say is a timeline's worth of public words about an act.
type say map[string]any

// consumers invite when a case has come to its end.
var consumers = []manifest.Consumer{
	{Name: "rating.invite", Kinds: []string{"CaseDelivered", "CaseDecided"}, Handle: invite},
	{Name: "rating.redate", Kinds: []string{calendarPublished}, Handle: redate},
}

// invite makes the invitation of a case that was delivered; of one that is
// never delivered, or was done on the spot, at its decision.
func invite(tx *store.Tx, f store.Fact) error {
	file, err := casework.Show(tx, flow.System("rating.invite"), f.Subject)
	if err != nil {
		return err
	}
	if !rateable(file.Case) {
		return nil
	}
	_, err = ensure(tx, file.Case)
	return err
}

// rateable reports whether the case has reached the point where it can be
// rated.
func rateable(c casework.Case) bool {
	if c.DeliveredAt != nil {
		return true
	}
	return c.DecidedAt != nil && (c.Kind == casework.Instant || c.Kind == casework.Relay)
}

// ensure returns the invitation of the case and makes it if there is none.
func ensure(tx *store.Tx, c casework.Case) (Invitation, error) {
	inv, ok, err := invitationOfCase.Find(tx, tx.County(), c.ID)
	if err != nil || ok {
		return inv, err
	}
	inv = Invitation{CaseID: &c.ID, Online: c.Channel != "window", ItemName: c.ItemName, Unit: c.Unit}
	if c.Reception != nil {
		inv.Window = *c.Reception
	}
	inv, err = add(tx, flow.System("rating.invite"), inv)
	if err != nil {
		return inv, err
	}
	return inv, tx.Fact("RatingInvited", inv.ID, say{"case": c.ID, "unit": c.Unit})
}

func add(tx *store.Tx, by flow.Actor, inv Invitation) (Invitation, error) {
	content, err := ContentOn(tx, tx.Today())
	if err != nil {
		return inv, err
	}
	inv.County, inv.ID, inv.OpenFrom = tx.County(), tx.NewID(), tx.Now()
	inv.OpenUntil = tx.Today() + calendar.Day(content.OpenDays)
	token, err := tokenOf(tx, inv.ID)
	if err != nil {
		return inv, err
	}
	inv.Digest = digestOf(tx, token)
	if err := insertInvitation.One(tx, inv); err != nil {
		return inv, err
	}
	_, err = journal.Record(tx, by, "rating.invite", inv.ID, say{"unit": inv.Unit, "online": inv.Online},
		journal.Row{Table: "rating_invitation", ID: inv.ID})
	return inv, err
}

// tokenOf derives the invitation's token: 80 bits that only the holder of the
// county's key can make.
func tokenOf(tx *store.Tx, invitation string) (ids.Code, error) {
	random, err := hex.DecodeString(tx.Blind("rating.token", invitation))
	if err != nil {
		return "", err
	}
	return ids.NewCode(bytes.NewReader(random), ids.ReceiptCodeLen)
}

func digestOf(tx *store.Tx, token ids.Code) string { return tx.Blind("rating.digest", string(token)) }

// OpenVisit invites to rate one visit at a window (一次一评) and returns the token
// for the slip or the hall's device. The visit is named by its queue number.
func OpenVisit(tx *store.Tx, by flow.Actor, visit, matter string) (Invitation, ids.Code, error) {
	if !by.Has(identity.Clerk, flow.RoleSystem) || by.Unit == "" {
		return Invitation{}, "", notWindow.New(nil)
	}
	var p fault.Problems
	visit, matter = strings.TrimSpace(visit), strings.TrimSpace(matter)
	if visit == "" {
		p.Add("visit", "取号：请填本次办理的排队号")
	}
	if matter == "" {
		p.Add("matter", "事项：请填这次办的是什么")
	}
	if err := p.Err(); err != nil {
		return Invitation{}, "", err
	}
	visit = tx.Today().String() + " " + visit // queue numbers start again each day
	if _, twice, err := invitationOfVisit.Find(tx, tx.County(), visit); err != nil || twice {
		if err == nil {
			err = visitTwice.New(fault.Args{"visit": visit})
		}
		return Invitation{}, "", err
	}
	inv, err := add(tx, by, Invitation{Visit: &visit, ItemName: matter, Unit: by.Unit, Window: by.Window})
	if err != nil {
		return inv, "", err
	}
	token, err := tokenOf(tx, inv.ID)
	return inv, token, err
}

// Token gives the token of a case's invitation to the applicant, for a link on
// the case's page, and to the system that sends it by message. Staff never get
// it.
func Token(tx *store.Tx, by flow.Actor, caseID string) (ids.Code, error) {
	if !served(by) {
		return "", notOffice.New(fault.Args{"roles": "办事人本人"})
	}
	file, err := casework.Show(tx, by, caseID)
	if err != nil {
		return "", err
	}
	inv, ok, err := invitationOfCase.Find(tx, tx.County(), file.Case.ID)
	if err != nil {
		return "", err
	}
	if !ok {
		return "", notReady.New(nil)
	}
	return tokenOf(tx, inv.ID)
}

// byToken finds the invitation; a forged token is answered like none.
func byToken(tx *store.Tx, token string) (Invitation, error) {
	code, err := ids.ParseCode(token, ids.ReceiptCodeLen)
	if err != nil {
		return Invitation{}, tokenUnknown.Because(err, nil)
	}
	inv, ok, err := invitationByDigest.Find(tx, tx.County(), digestOf(tx, code))
	if err == nil && !ok {
		err = tokenUnknown.New(nil)
	}
	return inv, err
}

// VisitToken gives the window that opened a visit its token once more, for the
// slip or the hall's device, while it is not used.
func VisitToken(tx *store.Tx, by flow.Actor, id string) (Invitation, ids.Code, error) {
	inv, ok, err := invitationByID.Find(tx, tx.County(), id)
	if err != nil {
		return inv, "", err
	}
	if !ok || inv.Visit == nil || inv.Unit != by.Unit || !by.Has(identity.Clerk) {
		return Invitation{}, "", notYours.New(nil)
	}
	if inv.RatedAt != nil {
		return inv, "", tokenUsed.New(nil)
	}
	token, err := tokenOf(tx, id)
	return inv, token, err
}
