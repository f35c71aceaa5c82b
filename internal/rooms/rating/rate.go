package rating

import (
	"slices"
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// Answer is what a rater says. Only the level is needed.
type Answer struct {
	Level   Level
	Channel Channel
	Reasons []string // for levels 3 to 5
	Words   string
	Device  string // what the door knows the device by; kept as a digest
}

const (
	longestWords = 500 // characters
	hastyWithin  = 10_000
	burstWithin  = 60_000
	burstOf      = 5
	deviceOf     = 2 // earlier ratings of one device in a day
)

// rater is the actor of the journal's entry: who rated is not written there.
var rater = flow.Actor{Account: "rater", Channel: "rating"}

// Rate takes the one rating of an invitation. It refuses a used, expired or
// forged token, a case that is not done, staff of the rated unit and whoever
// had a hand in the case, the networks of offices, and a hall device that is
// not registered as one.
func Rate(tx *store.Tx, by flow.Actor, token string, in Answer) (Rating, error) {
	inv, err := byToken(tx, token)
	if err != nil {
		return Rating{}, err
	}
	content, err := ContentOn(tx, tx.Today())
	if err != nil {
		return Rating{}, err
	}
	if err := usable(tx, inv); err != nil {
		return Rating{}, err
	}
	if err := independent(tx, by, inv); err != nil {
		return Rating{}, err
	}
	office, kiosk := content.fromOffice(by.Address)
	switch {
	case in.Channel.Kiosk() && !kiosk:
		return Rating{}, notKiosk.New(nil)
	case office && !in.Channel.Kiosk():
		return Rating{}, officeNetwork.New(nil)
	}
	if in.Channel == Phone {
		in.Channel = "" // the telephone has its own door
	}
	var r Rating
	if office {
		r.Signs = []string{SignOffice}
	}
	return keep(tx, rater, inv, content, in, r)
}

// EnterByPhone enters what a rater said on the telephone. A second person does
// it: one of the managing office who is not of the rated unit, with the number
// of the recording.
func EnterByPhone(tx *store.Tx, by flow.Actor, caseNumber, call string, in Answer) (Rating, error) {
	if !by.Has(office...) {
		return Rating{}, notOffice.New(fault.Args{"roles": flow.RoleNames(office)})
	}
	c, err := casework.ByNumber(tx, by, caseNumber)
	if err != nil {
		return Rating{}, err
	}
	if !rateable(c) {
		return Rating{}, notReady.New(nil)
	}
	if call = strings.TrimSpace(call); call == "" {
		return Rating{}, callFirst.New(nil)
	}
	inv, ok, err := invitationOfCase.Find(tx, tx.County(), c.ID)
	if err != nil {
		return Rating{}, err
	}
	if !ok {
		return Rating{}, notReady.New(nil) // the invitation follows the delivery within seconds
	}
	if err := usable(tx, inv); err != nil {
		return Rating{}, err
	}
	if err := independent(tx, by, inv); err != nil {
		return Rating{}, err
	}
	content, err := ContentOn(tx, tx.Today())
	if err != nil {
		return Rating{}, err
	}
	in.Channel, in.Device = Phone, ""
	return keep(tx, by, inv, content, in, Rating{EnteredBy: &by.Account, CallRecord: &call})
}

// usable refuses a used or expired invitation and a case that is not done.
func usable(tx *store.Tx, inv Invitation) error {
	if inv.RatedAt != nil {
		return tokenUsed.New(nil)
	}
	if tx.Today() > inv.OpenUntil {
		return tokenExpired.New(fault.Args{"until": inv.OpenUntil})
	}
	if inv.CaseID == nil {
		return nil
	}
	file, err := casework.Show(tx, flow.System("rating.rate"), *inv.CaseID)
	if err == nil && !rateable(file.Case) {
		err = notReady.New(nil) // taken up again since
	}
	return err
}

// independent refuses the rated unit's own people.
func independent(tx *store.Tx, by flow.Actor, inv Invitation) error {
	if by.Has(identity.Staff()...) && by.Unit == inv.Unit || (inv.Window != "" && by.Window == inv.Window) {
		return ownWork.New(nil)
	}
	if inv.CaseID == nil || by.Account == "" {
		return nil
	}
	file, err := casework.Show(tx, flow.System("rating.rate"), *inv.CaseID)
	if err != nil {
		return err
	}
	hands := []*string{file.Case.Acceptor, file.Case.Handler, file.Case.Decider}
	if slices.ContainsFunc(hands, func(a *string) bool { return a != nil && *a == by.Account }) {
		return ownWork.New(nil)
	}
	return nil
}

func checkAnswer(content Content, inv Invitation, in Answer) error {
	var p fault.Problems
	if !in.Level.Valid() {
		p.Add("level", "请在五个等级里选一个")
	}
	if !slices.ContainsFunc(Channels, func(row struct {
		Channel Channel
		Zh      string
	}) bool {
		return row.Channel == in.Channel
	}) {
		p.Add("channel", "评价渠道不认识，请重新打开评价链接")
	}
	known := content.Asks(inv.Online)
	for _, code := range in.Reasons {
		if !slices.ContainsFunc(known, func(r Reason) bool { return r.Code == code }) {
			p.Add("reasons", "有一条原因不在列表里，请重新勾选")
			break
		}
	}
	if n := utf8.RuneCountInString(in.Words); n > longestWords {
		p.Add("words", "意见写了 %d 字，最多 %d 字，请缩短一些", n, longestWords)
	}
	return p.Err()
}

// keep uses the invitation up and writes the rating, with a redress if it is
// bad. It is one act.
func keep(tx *store.Tx, by flow.Actor, inv Invitation, content Content, in Answer, r Rating) (Rating, error) {
	in.Words = strings.TrimSpace(in.Words)
	if in.Level < 3 {
		in.Reasons = nil // they are asked from 基本满意 down
	}
	if err := checkAnswer(content, inv, in); err != nil {
		return Rating{}, err
	}
	ref, err := ids.NewCode(bytesOf(tx), ids.QueryCodeLen)
	if err != nil {
		return Rating{}, err
	}
	r.County, r.ID, r.Ref, r.InvitationID, r.At = tx.County(), tx.NewID(), "PJ-"+string(ref), inv.ID, tx.Now()
	r.Unit, r.Window, r.ItemName, r.Online = inv.Unit, inv.Window, inv.ItemName, inv.Online
	r.Level, r.Channel, r.Reasons, r.Words, r.Content = in.Level, in.Channel, in.Reasons, in.Words, content.Version
	if in.Device != "" {
		r.Device = tx.Blind("rating.device", in.Device)
	}
	found, err := signs(tx, inv, r)
	if err != nil {
		return Rating{}, err
	}
	r.Signs = append(found, r.Signs...)
	if n, err := useInvitation.Run(tx, tx.Now(), tx.County(), inv.ID); err != nil || n != 1 {
		if err == nil {
			err = tokenUsed.New(nil) // another answer came first
		}
		return Rating{}, err
	}
	if err := insertRating.One(tx, r); err != nil {
		return Rating{}, err
	}
	rows := []journal.Row{{Table: "rating_invitation", ID: inv.ID}, {Table: "rating_rating", ID: r.ID}}
	if r.Level.Bad() {
		redress, err := openRedress(tx, r, content)
		if err != nil {
			return Rating{}, err
		}
		rows = append(rows, journal.Row{Table: "rating_redress", ID: redress.ID})
	}
	if _, err := journal.Record(tx, by, "rating.rate", r.ID,
		say{"level": r.Level, "channel": r.Channel, "content": r.Content, "unit": r.Unit}, rows...); err != nil {
		return Rating{}, err
	}
	return r, tx.Fact("RatingGiven", r.ID, say{"unit": r.Unit, "level": r.Level})
}

// signs finds what makes a rating one to be counted apart. None of them refuses
// it: a low rating in haste is still a low rating.
func signs(tx *store.Tx, inv Invitation, r Rating) ([]string, error) {
	found := []string{}
	if r.Channel.Kiosk() {
		found = append(found, SignKiosk)
	}
	if r.At-inv.OpenFrom < hastyWithin {
		found = append(found, SignHasty)
	}
	since := func(ms calendar.Instant, cond, value string) (int64, error) {
		w := new(store.Where).And("county = ? AND at > ?", tx.County(), r.At-ms).And(cond, value)
		rows, err := countRatings.Page(tx, w, "n", 1)
		if err != nil || len(rows) == 0 {
			return 0, err
		}
		return rows[0].N, nil
	}
	if r.Device != "" && !r.Channel.Kiosk() {
		n, err := since(24*3600_000, "device = ?", r.Device)
		if err != nil {
			return nil, err
		}
		if n >= deviceOf {
			found = append(found, SignDevice)
		}
	}
	n, err := since(burstWithin, "unit = ?", r.Unit)
	if err == nil && n >= burstOf {
		found = append(found, SignBurst)
	}
	return found, err
}

// Again records how the rater finds the redress, with the token of the rating.
// The rating itself stays as it was.
func Again(tx *store.Tx, by flow.Actor, token string, level Level, words string) (FollowUp, error) {
	inv, err := byToken(tx, token)
	if err != nil {
		return FollowUp{}, err
	}
	if err := independent(tx, by, inv); err != nil {
		return FollowUp{}, err
	}
	first, ok, err := ratingOfInvitation.Find(tx, tx.County(), inv.ID)
	if err != nil {
		return FollowUp{}, err
	}
	redress, opened, err := redressOfRating.Find(tx, tx.County(), first.ID)
	if err != nil {
		return FollowUp{}, err
	}
	if !ok || !opened || redress.State != Resolved {
		return FollowUp{}, followUpEarly.New(nil)
	}
	if err := checkAnswer(Content{}, inv, Answer{Level: level, Channel: first.Channel, Words: words}); err != nil {
		return FollowUp{}, err
	}
	f := FollowUp{County: tx.County(), ID: tx.NewID(), RatingID: first.ID, Level: level, Words: strings.TrimSpace(words), At: tx.Now()}
	n, err := insertFollowUp.Run(tx, f.County, f.ID, f.RatingID, f.Level, f.Words, f.At)
	if err != nil {
		return FollowUp{}, err
	}
	if n != 1 {
		return FollowUp{}, followUpTwice.New(nil)
	}
	_, err = journal.Record(tx, rater, "rating.again", first.ID, say{"level": level},
		journal.Row{Table: "rating_followup", ID: f.ID})
	return f, err
}
