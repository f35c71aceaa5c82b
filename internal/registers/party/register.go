package party

import (
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/store"
)

// Register enters a party. It answers CreditTaken or CitizenTaken when the
// party is there already, and FormInvalid naming every field to mend.
func Register(tx *store.Tx, by flow.Actor, d Draft) (Party, error) {
	if err := may(by, "登记主体", append([]flow.Role{identity.Applicant}, keepers...)); err != nil {
		return Party{}, err
	}
	in, err := d.parse(tx.Today(), true)
	if err != nil {
		return Party{}, err
	}
	if err := refuseTwins(tx, in); err != nil {
		return Party{}, err
	}
	p := Party{County: tx.County(), ID: tx.NewID(), Kind: d.Kind, Name: in.name, Credit: in.credit,
		Area: in.area, Industry: in.industry, Founded: d.Founded, State: Active, Sample: d.Sample,
		Since: tx.Now(), Version: 1}
	if err := insertParty.One(tx, p); err != nil {
		return Party{}, err
	}
	rows, err := sealAll(tx, p, in.secrets)
	if err != nil {
		return Party{}, err
	}
	if err := saveTerms(tx, p); err != nil {
		return Party{}, err
	}
	rows = append(rows, journal.Row{Table: "party_party", ID: p.ID})
	_, err = journal.Record(tx, by, "party.register", p.ID, map[string]any{"kind": p.Kind}, rows...)
	return p, err
}

// refuseTwins keeps a code or number from being registered twice.
func refuseTwins(tx *store.Tx, in parsed) error {
	if in.credit != nil {
		if twin, ok, err := ByCredit(tx, *in.credit); err != nil {
			return err
		} else if ok {
			return CreditTaken.New(fault.Args{"code": *in.credit, "name": twin.Name})
		}
	}
	if number := in.secrets[FieldCitizenID]; number != "" {
		if twin, ok, err := ByCitizenID(tx, ids.CitizenID(number)); err != nil {
			return err
		} else if ok {
			return CitizenTaken.New(fault.Args{"name": twin.Name})
		}
	}
	return nil
}

// Amend (变更) changes what a party is registered with. An empty text leaves
// the field as it is, because forms show masks and cannot give the old text
// back; a text equal to the mask does too. Founded nil leaves the day. An
// applicant may change mobile and address of its own party only.
func Amend(tx *store.Tx, by flow.Actor, id string, d Draft) (Party, error) {
	p, err := ByID(tx, id)
	if err != nil {
		return Party{}, err
	}
	if err := mayAmend(by, p, d); err != nil {
		return Party{}, err
	}
	if p.State != Active {
		return Party{}, notActive(p, "变更")
	}
	if d.Version != 0 && d.Version != p.Version {
		return Party{}, store.ChangedMeanwhile.New(nil)
	}
	d, err = d.over(tx, p)
	if err != nil {
		return Party{}, err
	}
	in, err := d.parse(tx.Today(), false)
	if err != nil {
		return Party{}, err
	}
	if err := refuseOtherCodes(tx, p, in); err != nil {
		return Party{}, err
	}
	return amend(tx, by, p, d, in)
}

func amend(tx *store.Tx, by flow.Actor, p Party, d Draft, in parsed) (Party, error) {
	if p.Credit != nil {
		in.credit = p.Credit
	}
	if err := amendParty.One(tx, in.name, in.credit, in.area, in.industry, d.Founded,
		tx.County(), p.ID, p.State, p.Version); err != nil {
		return Party{}, err
	}
	p.Name, p.Credit, p.Area, p.Industry, p.Founded = in.name, in.credit, in.area, in.industry, d.Founded
	p.Version++
	rows, err := sealAll(tx, p, in.secrets)
	if err != nil {
		return Party{}, err
	}
	if _, err := deleteTerms.Run(tx, tx.County(), p.ID); err != nil {
		return Party{}, err
	}
	if err := saveTerms(tx, p); err != nil {
		return Party{}, err
	}
	rows = append(rows, journal.Row{Table: "party_party", ID: p.ID})
	_, err = journal.Record(tx, by, "party.amend", p.ID, map[string]any{"fields": given(d)}, rows...)
	return p, err
}

func mayAmend(by flow.Actor, p Party, d Draft) error {
	if by.Has(keepers...) {
		return nil
	}
	if !by.Has(identity.Applicant) {
		return may(by, "变更主体信息", keepers)
	}
	if by.Party != p.ID {
		return NotOwn.New(nil)
	}
	certified := d.Name + d.Credit + d.Representative + d.CitizenID + d.Area + d.Industry
	if strings.TrimSpace(certified) != "" || d.Founded != nil {
		return OwnFieldsOnly.New(nil)
	}
	return nil
}

// over fills what the draft leaves open from the party and drops masks.
func (d Draft) over(tx *store.Tx, p Party) (Draft, error) {
	view, err := Display(tx, p)
	if err != nil {
		return d, err
	}
	d.Kind = p.Kind
	for _, pair := range []struct {
		text *string
		mask string
	}{{&d.Representative, view.Representative}, {&d.Mobile, view.Mobile}, {&d.Address, view.Address},
		{&d.CitizenID, view.CitizenID}, {&d.Name, view.Name}} {
		if *pair.text == pair.mask {
			*pair.text = ""
		}
	}
	if d.Name == "" {
		if d.Name, err = fullName(tx, p); err != nil {
			return d, err
		}
	}
	if d.Area == "" {
		d.Area = p.Area
	}
	if d.Industry == "" {
		d.Industry = p.Industry
	}
	if d.Founded == nil {
		d.Founded = p.Founded
	}
	return d, nil
}

func fullName(tx *store.Tx, p Party) (string, error) {
	if p.Kind != Person {
		return p.Name, nil
	}
	name, _, err := secretOf(tx, p, FieldName)
	return name, err
}

// refuseOtherCodes keeps code and number what they were once set.
func refuseOtherCodes(tx *store.Tx, p Party, in parsed) error {
	if in.credit != nil && p.Credit != nil && *in.credit != *p.Credit {
		return CreditFixed.New(fault.Args{"old": *p.Credit, "new": *in.credit})
	}
	if in.credit != nil && p.Credit == nil {
		if twin, ok, err := ByCredit(tx, *in.credit); err != nil {
			return err
		} else if ok {
			return CreditTaken.New(fault.Args{"code": *in.credit, "name": twin.Name})
		}
	}
	number := in.secrets[FieldCitizenID]
	if number == "" {
		return nil
	}
	twin, ok, err := ByCitizenID(tx, ids.CitizenID(number))
	if err == nil && ok && twin.ID != p.ID {
		err = CitizenTaken.New(fault.Args{"name": twin.Name})
	}
	return err
}

// given names the fields a draft carries, for the journal; never their texts.
func given(d Draft) []string {
	var out []string
	for _, f := range []struct{ name, text string }{{"name", d.Name}, {"credit", d.Credit},
		{"representative", d.Representative}, {"address", d.Address}, {"mobile", d.Mobile},
		{"citizen_id", d.CitizenID}, {"area", d.Area}, {"industry", d.Industry}} {
		if f.text != "" {
			out = append(out, f.name)
		}
	}
	return out
}

// Dissolve (注销) records that an organisation has ended or a person has died.
// Records that name the party stay as they are.
func Dissolve(tx *store.Tx, by flow.Actor, id, reason string) (Party, error) {
	p, err := ByID(tx, id)
	if err != nil {
		return Party{}, err
	}
	step, err := Flow.Next(by, flow.State(p.State), verbDissolve)
	if err != nil {
		return Party{}, err
	}
	if err := needReason("注销", reason); err != nil {
		return Party{}, err
	}
	return move(tx, by, p, step, p.Name, nil)
}

// move takes a step of the state table and journals it.
func move(tx *store.Tx, by flow.Actor, p Party, step flow.Step, name string, rows []journal.Row) (Party, error) {
	if err := moveParty.One(tx, step.To, name, tx.County(), p.ID, p.State, p.Version); err != nil {
		return Party{}, err
	}
	p.State, p.Name = State(step.To), name
	p.Version++
	rows = append(rows, journal.Row{Table: "party_party", ID: p.ID})
	_, err := journal.Record(tx, by, step.Kind, p.ID, nil, rows...)
	return p, err
}

func notActive(p Party, verb string) error {
	return NotActive.New(fault.Args{"name": p.Name, "state": Flow.Staff(flow.State(p.State)), "verb": verb})
}

func needReason(verb, reason string) error {
	if zh.Len(strings.TrimSpace(reason)) < 4 {
		return ReasonShort.New(fault.Args{"verb": verb})
	}
	return nil
}
