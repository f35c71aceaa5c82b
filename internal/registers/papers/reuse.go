package papers

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// ByID returns one paper, or store.NoRow.
func ByID(tx *store.Tx, id string) (Paper, error) { return byID.One(tx, tx.County(), id) }

// OfCase returns the papers first handed in for a case, oldest first.
func OfCase(tx *store.Tx, caseID string) ([]Paper, error) { return ofCase.All(tx, tx.County(), caseID) }

// OfParty returns the papers of a party, newest first.
func OfParty(tx *store.Tx, partyID string) ([]Paper, error) {
	return ofParty.All(tx, tx.County(), partyID)
}

// SameBytes finds the party's usable paper with the same bytes, so that nobody hands
// in twice what is there.
func SameBytes(tx *store.Tx, partyID, digest string) (Paper, bool, error) {
	return sameBytes.Find(tx, tx.County(), partyID, digest)
}

// Reusable returns the party's usable papers of the kinds that are valid on
// the day, best grade first, newest first within a grade.
func Reusable(tx *store.Tx, partyID string, kinds []string, day calendar.Day) ([]Paper, error) {
	w := (&store.Where{}).And(ownedBy, tx.County(), partyID).And(validOn, day, day).In(kindField, kinds...)
	return reusable.Page(tx, w, "grade", 500)
}

// Consent records that the owner agrees to a paper being used for a purpose
// (an item's code). A clerk may record it for an applicant at the window.
func Consent(tx *store.Tx, by flow.Actor, paperID, purpose string) (Consented, error) {
	if err := may(by, "同意使用", []flow.Role{identity.Applicant, identity.Clerk}); err != nil {
		return Consented{}, err
	}
	p, err := owned(tx, by, paperID)
	if err != nil {
		return Consented{}, err
	}
	if p.State != Usable {
		return Consented{}, notUsable(p)
	}
	if _, stands, err := standingConsent.Find(tx, tx.County(), paperID, purpose); err != nil {
		return Consented{}, err
	} else if stands {
		return Consented{}, Consents.New(material(p))
	}
	c := Consented{County: tx.County(), ID: tx.NewID(), PaperID: paperID, Purpose: purpose, Account: by.Account, At: tx.Now()}
	if err := insertConsent.One(tx, c); err != nil {
		return Consented{}, err
	}
	_, err = journal.Record(tx, by, "papers.consent", paperID, map[string]any{"purpose": purpose},
		journal.Row{Table: "papers_consent", ID: c.ID})
	return c, err
}

// WithdrawConsent ends a consent. Uses already made stand (个人信息保护法 art. 15).
func WithdrawConsent(tx *store.Tx, by flow.Actor, paperID, purpose string) error {
	if err := may(by, "撤回同意", []flow.Role{identity.Applicant, identity.Clerk}); err != nil {
		return err
	}
	if _, err := owned(tx, by, paperID); err != nil {
		return err
	}
	c, stands, err := standingConsent.Find(tx, tx.County(), paperID, purpose)
	if err != nil {
		return err
	}
	if !stands {
		return NoSuch.New(nil)
	}
	if err := endConsent.One(tx, tx.Now(), tx.County(), c.ID); err != nil {
		return err
	}
	_, err = journal.Record(tx, by, "papers.withdraw_consent", paperID, map[string]any{"purpose": purpose},
		journal.Row{Table: "papers_consent", ID: c.ID})
	return err
}

// Consentings returns every consent given for a paper, withdrawn ones too.
func Consentings(tx *store.Tx, paperID string) ([]Consented, error) {
	return consentsOf.All(tx, tx.County(), paperID)
}

// UseFor logs that a paper is used for a case (调用). It answers NoConsent when
// the owner has not agreed to the purpose, NotUsable or Expired when the paper
// cannot serve.
func UseFor(tx *store.Tx, by flow.Actor, paperID, caseID, purpose string) (Use, error) {
	if err := may(by, "使用材料", users); err != nil {
		return Use{}, err
	}
	p, err := owned(tx, by, paperID)
	if err != nil {
		return Use{}, err
	}
	if p.State != Usable {
		return Use{}, notUsable(p)
	}
	if !p.validOnDay(tx.Today()) {
		return Use{}, Expired.New(fault.Args{"name": p.Name, "from": dayWords(p.ValidFrom), "to": dayWords(p.ValidTo)})
	}
	c, stands, err := standingConsent.Find(tx, tx.County(), paperID, purpose)
	if err != nil {
		return Use{}, err
	}
	if !stands {
		return Use{}, NoConsent.New(material(p))
	}
	u := Use{County: tx.County(), ID: tx.NewID(), PaperID: paperID, CaseID: caseID, Purpose: purpose,
		ConsentID: c.ID, Account: by.Account, Unit: by.Unit, At: tx.Now()}
	if err := insertUse.One(tx, u); err != nil {
		return Use{}, err
	}
	_, err = journal.Record(tx, by, "papers.use", paperID, map[string]any{"case": caseID, "purpose": purpose},
		journal.Row{Table: "papers_use", ID: u.ID})
	return u, err
}

func dayWords(d *calendar.Day) string {
	if d == nil {
		return "不限"
	}
	return d.String()
}

// Uses returns the log of a paper, newest first; its owner sees all of it.
func Uses(tx *store.Tx, paperID string) ([]Use, error) { return usesOf.All(tx, tx.County(), paperID) }
