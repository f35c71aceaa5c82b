package rating

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// Ground (剔除理由) is why a rating is not to count.
type Ground string

const (
	Mistaken  Ground = "mistaken"  // 误评: meant for somebody or something else
	Malicious Ground = "malicious" // 恶意
	Untrue    Ground = "untrue"    // 不真实: not the rater's own act, found among anomalies
)

// GroundZh words the grounds.
var GroundZh = map[Ground]string{Mistaken: "误评", Malicious: "恶意", Untrue: "不真实"}

// AllGrounds lists the grounds in the order of the pages.
var AllGrounds = []Ground{Mistaken, Malicious, Untrue}

// AppealGrounds are those a rated unit can appeal on.
var AppealGrounds = []Ground{Mistaken, Malicious}

// Appeal (申诉) is the rated unit's objection against a bad rating.
type Appeal struct {
	County    string
	ID        string
	Version   int64
	State     flow.State
	RedressID string
	Ref       string // the rating's random name
	ItemName  string
	Unit      string
	Office    string
	Ground    Ground
	Reason    string
	Evidence  string
	LodgedBy  string
	LodgedAt  calendar.Instant
	LodgedDay calendar.Day // day 0
	DecideN   int          // working days
	DecideDue calendar.Day
	Book      string
	Decision  *string // the deciding office's reason
	DecidedBy *string
	DecidedAt *calendar.Instant
}

// Plea is what a unit says in its appeal.
type Plea struct {
	Ground   Ground
	Reason   string
	Evidence string
}

func (p Plea) check() error {
	var problems fault.Problems
	if p.Ground != Mistaken && p.Ground != Malicious {
		problems.Add("ground", "申诉类别：请在误评和恶意里选一个")
	}
	if p.Reason == "" {
		problems.Add("reason", "申诉理由：请写明为什么认为不该计入")
	}
	if p.Evidence == "" {
		problems.Add("evidence", "证据：请写明有什么材料、存在哪里")
	}
	return problems.Err()
}

// Lodge takes the appeal of the rated unit's head. The redress goes on and its
// clocks run: an appeal buys no time. It refuses anybody else, a redress that has
// ended, and a second appeal.
func Lodge(tx *store.Tx, by flow.Actor, redressID string, version int64, plea Plea) (Appeal, error) {
	d, step, err := take(tx, by, redressID, version, VerbAppeal)
	if err != nil {
		return Appeal{}, err
	}
	if by.Unit != d.Unit {
		return Appeal{}, appealOthers.New(nil)
	}
	plea.Reason, plea.Evidence = strings.TrimSpace(plea.Reason), strings.TrimSpace(plea.Evidence)
	if err := plea.check(); err != nil {
		return Appeal{}, err
	}
	if _, twice, err := appealOfRedress.Find(tx, tx.County(), d.ID); err != nil || twice {
		if err == nil {
			err = appealTwice.New(nil)
		}
		return Appeal{}, err
	}
	content, err := ContentOn(tx, tx.Today())
	if err != nil {
		return Appeal{}, err
	}
	a := Appeal{County: tx.County(), ID: tx.NewID(), Version: 1, State: Lodged, RedressID: d.ID, Ref: d.Ref, ItemName: d.ItemName,
		Unit: d.Unit, Office: d.Office, Ground: plea.Ground, Reason: plea.Reason, Evidence: plea.Evidence, LodgedBy: by.Account,
		LodgedAt: tx.Now(), LodgedDay: tx.Today(), DecideN: content.AppealDays}
	if err := a.date(tx); err != nil {
		return Appeal{}, err
	}
	if err := insertAppeal.One(tx, a); err != nil {
		return Appeal{}, err
	}
	_, err = move(tx, by, step, redressed{d, d}, say{"ground": a.Ground}, journal.Row{Table: "rating_appeal", ID: a.ID})
	return a, err
}

func (a *Appeal) date(tx *store.Tx) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	if a.DecideDue, err = book.AddWorkdays(a.LodgedDay, a.DecideN); err != nil {
		return workdays.Loud(err)
	}
	a.Book = book.Version()
	return nil
}

// Decide ends an appeal. The managing office decides, never the rated unit and
// never who appealed. Upheld, the rating no longer counts, and the redress ends
// with that; it stays among the excluded ones. Dismissed, the redress goes on.
func Decide(tx *store.Tx, by flow.Actor, redressID string, version int64, upheld bool, reason string) (Appeal, error) {
	a, d, err := pleaded(tx, by, redressID)
	if err != nil {
		return Appeal{}, err
	}
	verb := VerbDismiss
	if upheld {
		verb = VerbUphold
	}
	step, err := AppealFlow.Next(by, a.State, verb)
	switch {
	case err != nil:
		return Appeal{}, err
	case by.Unit == d.Unit:
		return Appeal{}, appealOwn.New(nil)
	case by.Account == a.LodgedBy:
		return Appeal{}, appealSamePerson.New(nil)
	case version != a.Version:
		return Appeal{}, store.ChangedMeanwhile.New(nil)
	}
	var p fault.Problems
	if reason = strings.TrimSpace(reason); reason == "" {
		p.Add("decision", "决定理由：请写明查了什么、为什么这样决定")
	}
	if err := anonymous(tx, d.RatingID, &p, word{"decision", "决定理由", reason}); err != nil {
		return Appeal{}, err
	}
	if err := p.Err(); err != nil {
		return Appeal{}, err
	}
	at := tx.Now()
	if err := saveAppeal.One(tx, step.To, reason, by.Account, at, tx.County(), a.ID, a.State, a.Version); err != nil {
		return Appeal{}, err
	}
	a.State, a.Version, a.Decision, a.DecidedBy, a.DecidedAt = step.To, a.Version+1, &reason, &by.Account, &at
	if _, err := journal.Record(tx, by, step.Kind, d.ID, say{"ground": a.Ground}, journal.Row{Table: "rating_appeal", ID: a.ID}); err != nil {
		return Appeal{}, err
	}
	if !upheld {
		return a, nil
	}
	return a, exclude(tx, by, d.RatingID, Grounds{a.Ground, reason, a.Evidence})
}

// pleaded reads the appeal against a redress that the actor may see.
func pleaded(tx *store.Tx, by flow.Actor, redressID string) (Appeal, Redress, error) {
	d, ok, err := redressByID.Find(tx, tx.County(), redressID)
	if err != nil {
		return Appeal{}, d, err
	}
	if !ok || !inScope(by, d.Unit) {
		return Appeal{}, d, notYours.New(nil)
	}
	a, ok, err := appealOfRedress.Find(tx, tx.County(), d.ID)
	if err == nil && !ok {
		err = appealNone.New(nil)
	}
	return a, d, err
}

// undecided refuses to end a redress over an appeal that waits.
func undecided(tx *store.Tx, redressID string) error {
	a, ok, err := appealOfRedress.Find(tx, tx.County(), redressID)
	if err == nil && ok && a.State == Lodged {
		err = appealWaits.New(fault.Args{"due": a.DecideDue})
	}
	return err
}

// appealClock is the managing office's obligation to decide.
func appealClock(a Appeal) manifest.Clock {
	k := manifest.Clock{Kind: "rating.appeal", Zh: "差评申诉决定", Subject: a.ID, Number: a.Ref, Title: a.ItemName, Unit: a.Office,
		Started: a.LodgedDay.Start(), Start: a.LodgedDay, Book: a.Book, Link: "/ratings/redress/" + a.RedressID}
	k.Limits, k.Fulfilled = limit(a.DecideN, calendar.WorkDays), a.DecidedAt
	return k
}

// redateAppeals moves the appeals that wait to a newly published calendar.
func redateAppeals(tx *store.Tx) error {
	w := new(store.Where).And("county = ? AND decided_at IS NULL", tx.County())
	waiting, err := appeals.Page(tx, w, "due", clockLimit)
	if err != nil {
		return err
	}
	for _, a := range waiting {
		was := a.Book
		if err := a.date(tx); err != nil {
			return err
		}
		if was == a.Book {
			continue
		}
		if err := redateAppeal.One(tx, a.DecideDue, a.Book, tx.County(), a.ID, a.Version); err != nil {
			return err
		}
		if _, err := journal.Record(tx, flow.System("rating.redate"), "rating.redate", a.RedressID, say{"decide": a.DecideDue},
			journal.Row{Table: "rating_appeal", ID: a.ID}); err != nil {
			return err
		}
	}
	return nil
}
