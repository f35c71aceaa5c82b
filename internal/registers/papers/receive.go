package papers

import (
	"strings"
	"unicode/utf8"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
)

// Receive records a checked file as a paper of a party, in the act's own
// transaction. A file in which the scanner found something is kept in
// quarantine. With Replaces the older paper becomes Replaced in the same act.
func Receive(tx *store.Tx, by flow.Actor, d Draft) (Paper, error) {
	if err := may(by, "收材料", bringers); err != nil {
		return Paper{}, err
	}
	if by.Has(identity.Applicant) && by.Party != d.Party {
		return Paper{}, NotOwn.New(nil)
	}
	if err := d.check(by); err != nil {
		return Paper{}, err
	}
	if _, err := party.ByID(tx, d.Party); err != nil {
		return Paper{}, err
	}
	if err := withinQuota(tx, d); err != nil {
		return Paper{}, err
	}
	p := d.paper(tx, by)
	if err := insertPaper.One(tx, p); err != nil {
		return Paper{}, err
	}
	rows := []journal.Row{{Table: "papers_paper", ID: p.ID}}
	if d.Replaces != "" {
		if err := replaceOld(tx, by, d.Replaces, p); err != nil {
			return Paper{}, err
		}
		rows = append(rows, journal.Row{Table: "papers_paper", ID: d.Replaces})
	}
	_, err := journal.Record(tx, by, "papers.receive", p.ID,
		map[string]any{"kind": p.Kind, "grade": p.Grade, "digest": p.Digest, "state": p.State, "replaces": d.Replaces}, rows...)
	return p, err
}

func (d Draft) check(by flow.Actor) error {
	var p fault.Problems
	if d.Kind == "" || strings.TrimSpace(d.Name) == "" {
		p.Add("kind", "材料种类没有选：请从办事指南的材料清单里选")
	}
	if utf8.RuneCountInString(d.Name) > 200 {
		p.Add("name", "材料名称太长：请改短，最多 200 个字")
	}
	if d.Pages != nil && *d.Pages < 1 {
		p.Add("pages", "页数不对：请填 1 或更大的整数，不清楚就留空")
	}
	if d.ValidFrom != nil && d.ValidTo != nil && *d.ValidTo < *d.ValidFrom {
		p.Add("valid_to", "有效期止 %s 早于有效期起 %s：请对照材料改正", *d.ValidTo, *d.ValidFrom)
	}
	if err := p.Err(); err != nil {
		return err
	}
	info, known := grades[d.Grade]
	issuer := d.Grade == GradeA && by.Unit != "" && d.IssuedBy == by.Unit
	if !known || (!by.Has(info.roles...) && !issuer) {
		return GradeDenied.New(fault.Args{"grade": d.Grade, "why": info.why})
	}
	return nil
}

func (d Draft) paper(tx *store.Tx, by flow.Actor) Paper {
	name, _ := zh.Normalise(d.Name)
	p := Paper{County: tx.County(), ID: tx.NewID(), PartyID: d.Party, Kind: d.Kind, Name: name, Mime: d.File.Mime,
		Ext: d.File.Ext, Size: d.File.Size, Pages: d.File.Pages, Digest: d.File.Digest, Grade: d.Grade, Source: by.Channel,
		IssuedBy: d.IssuedBy, ValidFrom: d.ValidFrom, ValidTo: d.ValidTo, State: Usable, Scanned: d.File.Scanned,
		At: tx.Now(), Version: 1}
	if d.Pages != nil {
		p.Pages = d.Pages
	}
	if d.Case != "" {
		p.CaseID = &d.Case
	}
	if d.File.Threat != "" {
		p.State, p.Threat = Quarantined, &d.File.Threat
	}
	if d.Grade == GradeB {
		now := tx.Now()
		p.VerifiedBy, p.VerifiedAt = &by.Name, &now
	}
	return p
}

func withinQuota(tx *store.Tx, d Draft) error {
	if d.Case == "" {
		return nil
	}
	load, err := loadOfCase.One(tx, tx.County(), d.Case)
	if err != nil {
		return err
	}
	if load.Files+1 > mostFiles || load.Bytes+d.File.Size > mostCaseBytes {
		return QuotaReached.New(fault.Args{"files": load.Files, "size": sizeWords(load.Bytes),
			"most": mostFiles, "limit": sizeWords(mostCaseBytes)})
	}
	return nil
}

// replaceOld moves the older paper to Replaced; the caller's entry names its
// row too.
func replaceOld(tx *store.Tx, by flow.Actor, oldID string, fresh Paper) error {
	old, err := owned(tx, by, oldID)
	if err != nil {
		return err
	}
	if old.PartyID != fresh.PartyID {
		return NotOwn.New(nil)
	}
	_, err = step(tx, by, old, verbReplace, change{replacedBy: &fresh.ID, threat: old.Threat})
	return err
}

// change is what a step leaves in the row besides the state.
type change struct {
	replacedBy, threat *string
	reason             string
}

// step moves a paper by the state table and journals it.
func step(tx *store.Tx, by flow.Actor, p Paper, verb flow.Verb, c change) (Paper, error) {
	s, err := Flow.Next(by, p.State, verb)
	if err != nil {
		return Paper{}, err
	}
	if err := movePaper.One(tx, s.To, c.replacedBy, c.threat, tx.County(), p.ID, p.State, p.Version); err != nil {
		return Paper{}, err
	}
	_, err = journal.Record(tx, by, s.Kind, p.ID, map[string]any{"reason": safe(c.reason)},
		journal.Row{Table: "papers_paper", ID: p.ID})
	p.State, p.ReplacedBy, p.Threat = s.To, c.replacedBy, c.threat
	p.Version++
	return p, err
}

// safe keeps a reason out of the journal when it holds personal data.
func safe(reason string) string {
	if len(zh.FindPersonalData(reason)) > 0 {
		return "（理由含个人信息，未记录）"
	}
	return reason
}

// owned returns a paper the actor may act on: an applicant only its own.
func owned(tx *store.Tx, by flow.Actor, id string) (Paper, error) {
	p, err := ByID(tx, id)
	if err == nil && by.Has(identity.Applicant) && by.Party != p.PartyID {
		return Paper{}, NotOwn.New(nil)
	}
	return p, err
}

// Withdraw (撤下) takes a paper out of use; what it was used for stays as it is.
func Withdraw(tx *store.Tx, by flow.Actor, id, reason string) (Paper, error) {
	p, err := owned(tx, by, id)
	if err != nil {
		return Paper{}, err
	}
	return step(tx, by, p, verbWithdraw, change{threat: p.Threat, reason: reason})
}

// Quarantine (隔离) shuts a paper away in which a later scan found something.
func Quarantine(tx *store.Tx, by flow.Actor, id, threat string) (Paper, error) {
	p, err := ByID(tx, id)
	if err != nil {
		return Paper{}, err
	}
	return step(tx, by, p, verbQuarantine, change{threat: &threat})
}

// Release (解除隔离) brings a paper back that was quarantined by mistake.
func Release(tx *store.Tx, by flow.Actor, id, reason string) (Paper, error) {
	p, err := ByID(tx, id)
	if err != nil {
		return Paper{}, err
	}
	return step(tx, by, p, verbRelease, change{reason: reason})
}

// Verify (已核原件) raises an uploaded paper to grade B after a clerk has seen
// the original; name and time are printed beside it. The content is not
// touched.
func Verify(tx *store.Tx, by flow.Actor, id string) (Paper, error) {
	if err := may(by, "核对原件", checkers); err != nil {
		return Paper{}, err
	}
	p, err := ByID(tx, id)
	if err != nil {
		return Paper{}, err
	}
	if p.State != Usable {
		return Paper{}, notUsable(p)
	}
	if p.Grade != GradeC {
		return Paper{}, NotForCheck.New(fault.Args{"name": p.Name, "grade": p.Grade})
	}
	if err := verifyPaper.One(tx, by.Name, tx.Now(), tx.County(), id, p.State, p.Version); err != nil {
		return Paper{}, err
	}
	_, err = journal.Record(tx, by, "papers.verify", id, map[string]any{"grade": GradeB},
		journal.Row{Table: "papers_paper", ID: id})
	if err != nil {
		return Paper{}, err
	}
	return ByID(tx, id)
}

func notUsable(p Paper) error {
	return NotUsable.New(fault.Args{"name": p.Name, "state": Flow.Staff(p.State)})
}
