package rating

import (
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// served reports whether the actor is who was served, or acts for them: never
// somebody of an office, so that no token passes through who is rated.
func served(by flow.Actor) bool {
	return by.Has(identity.Applicant, flow.RoleSystem) && by.Unit == ""
}

// offerOn words the way to rate on the page of a case, while there is one: a
// rating that is open, or a redress that is done and not yet spoken of.
func offerOn(tx *store.Tx, by flow.Actor, caseID string) (manifest.Invite, bool, error) {
	none := manifest.Invite{}
	if !served(by) {
		return none, false, nil
	}
	file, err := casework.Show(tx, by, caseID)
	if err != nil {
		return none, false, err
	}
	inv, ok, err := invitationOfCase.Find(tx, tx.County(), file.Case.ID)
	if err != nil || !ok {
		return none, false, err
	}
	asked, err := lookAt(tx, inv)
	if fault.KindOf(err) == fault.Refused {
		return none, false, nil // its time is over, or the case was taken up again
	}
	if err != nil || (asked.Rated && !asked.Again) {
		return none, false, err
	}
	invite := manifest.Invite{Title: "评价这次办事", Button: "去评价", Action: "/me/rate/" + caseID,
		Text: "评不评由您决定，不评不算好评；窗口和办理单位看不到是谁评的。" + asked.Until.Chinese() + "前有效。"}
	if asked.Again {
		invite.Title, invite.Button = "差评已经整改", "评整改结果"
		invite.Text = "您提的意见已经整改，可以再评一次整改结果；第一次的评价照原样保留。"
	}
	if by.Has(flow.RoleSystem) {
		invite.Action = "/track/rate"
	}
	return invite, true, nil
}

// TokenByCode gives the token to whoever holds the case's number and code. It
// refuses anybody signed in for an office, the rated one first of all.
func TokenByCode(tx *store.Tx, by flow.Actor, number, code string) (ids.Code, error) {
	if by.Unit != "" {
		return "", notOffice.New(fault.Args{"roles": "办事人本人"})
	}
	file, err := casework.Track(tx, number, code)
	if err != nil {
		return "", err
	}
	return Token(tx, flow.System("rating.track"), file.Case.ID)
}
