package documents

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
)

// Seal (盖章制发) uses a seal on a document: the letter gets its number and code,
// the use of the seal its line, and the letter it corrects becomes void, all in
// one act.
func Seal(tx *store.Tx, by flow.Actor, id string, version int64, sealID string) (Document, error) {
	d, step, err := open(tx, by, id, version, VerbSeal)
	if err != nil {
		return Document{}, err
	}
	two := d.NeedsSecond()
	if two && d.State == Drafting {
		return Document{}, secondPerson.New(fault.Args{"title": d.Title})
	}
	if two && d.WroteIn(by.Account) {
		return Document{}, samePerson.New(nil)
	}
	form, _ := letters.FormOf(d.Form)
	stamp, ok, err := stampByID.Find(tx, tx.County(), sealID)
	if err != nil {
		return Document{}, err
	}
	if !ok || stamp.Unit != d.Unit || stamp.Kind != form.Seal || !stamp.InUse(tx.Today()) {
		return Document{}, sealUnfit.New(fault.Args{"title": d.Title, "kind": form.Seal.Zh()})
	}
	typed, err := d.read(tx)
	if err != nil {
		return Document{}, err
	}
	draft, _, err := d.check(tx, by, typed)
	if err != nil {
		return Document{}, err
	}
	letter, err := letters.Issue(tx, by, draft)
	if err != nil {
		return Document{}, err
	}
	if d.Replaces != nil {
		if _, err := letters.Replace(tx, by, *d.Replaces, letter, *d.ReplaceReason); err != nil {
			return Document{}, err
		}
	}
	use := Sealing{County: tx.County(), ID: tx.NewID(), DocumentID: d.ID, LetterID: letter.ID, Number: letter.Number, Title: d.Title, Unit: d.Unit,
		SealID: stamp.ID, SealCode: stamp.Code, SealName: stamp.Name, Copies: letter.Copies, Writer: d.Writer, WriterName: d.WriterName,
		Sealer: by.Account, SealerName: by.Name, TwoPersons: two, At: tx.Now()}
	if err := insertSealing.One(tx, use); err != nil {
		return Document{}, err
	}
	at := tx.Now()
	d.LetterID, d.SealedAt = &letter.ID, &at
	return keep(tx, by, step, d, map[string]any{"letter": letter.Number, "seal": stamp.Code},
		journal.Row{Table: "documents_sealing", ID: use.ID})
}

// NeedsSecond reports whether nobody who wrote in the document may seal it.
func (d Document) NeedsSecond() bool {
	form, _ := letters.FormOf(d.Form)
	return d.Replaces != nil || form.TwoPersons()
}

// StampInput is one line of the register of seals.
type StampInput struct {
	Code, Unit, Name, Keeper, Filing string
	Kind                             letters.SealKind
	From                             calendar.Day
	To                               *calendar.Day
}

// PutStamp (登记印章) registers a seal, or amends keeper, filing and days of a
// known one. Unit and kind of a registered seal stay: its uses refer to them.
func PutStamp(tx *store.Tx, by flow.Actor, in StampInput) (Stamp, manifest.Effect, error) {
	if err := may(by, append(keepers, flow.RoleSystem)); err != nil {
		return Stamp{}, manifest.Same, err
	}
	if err := in.check(tx, by); err != nil {
		return Stamp{}, manifest.Same, err
	}
	s, known, err := stampByCode.Find(tx, tx.County(), in.Code)
	if err != nil {
		return Stamp{}, manifest.Same, err
	}
	if known && (s.Unit != in.Unit || s.Kind != in.Kind) {
		return Stamp{}, manifest.Same, sealFixed.New(fault.Args{"code": in.Code})
	}
	was := s
	s.Name, s.Keeper, s.Filing, s.FromDay, s.ToDay = in.Name, in.Keeper, in.Filing, in.From, in.To
	effect := manifest.Changed
	switch {
	case known && alike(was, s):
		return s, manifest.Same, nil
	case known:
		err = saveStamp.One(tx, s.Name, s.Keeper, s.Filing, s.FromDay, s.ToDay, tx.County(), s.ID, s.Version)
	default:
		effect = manifest.New
		s.County, s.ID, s.Code, s.Unit, s.Kind, s.Version = tx.County(), tx.NewID(), in.Code, in.Unit, in.Kind, 1
		s.RegisteredBy, s.RegisteredAt = by.Account, tx.Now()
		err = insertStamp.One(tx, s)
	}
	if err != nil {
		return Stamp{}, manifest.Same, err
	}
	_, err = journal.Record(tx, by, "document.stamp", s.ID, map[string]any{"code": s.Code, "unit": s.Unit}, journal.Row{Table: "documents_seal", ID: s.ID})
	return s, effect, err
}

func alike(a, b Stamp) bool {
	sameEnd := a.ToDay == b.ToDay || a.ToDay != nil && b.ToDay != nil && *a.ToDay == *b.ToDay
	return a.Name == b.Name && a.Keeper == b.Keeper && a.Filing == b.Filing && a.FromDay == b.FromDay && sameEnd
}

func (in StampInput) check(tx *store.Tx, by flow.Actor) error {
	var p fault.Problems
	for _, c := range []struct{ name, text, sentence string }{
		{"code", in.Code, "印章编码没有填：请照刻制备案的编码填"}, {"name", in.Name, "印章名称没有填：请照印面上的字填"},
		{"keeper", in.Keeper, "保管人没有填：请填专管印章的人"}, {"filing", in.Filing, "备案号没有填：请填公安机关的备案号"},
	} {
		if strings.TrimSpace(c.text) == "" {
			p.Add(c.name, "%s", c.sentence)
		}
	}
	if in.Kind.Zh() == "" {
		p.Add("kind", "印章类别没有选对：请填公章或专用章")
	}
	if in.To != nil && *in.To < in.From {
		p.Add("to", "停用日期 %s 早于启用日期 %s：请改正", *in.To, in.From)
	}
	unit, err := org.ByCode(tx, in.Unit)
	switch {
	case store.NoRow.Is(err):
		p.Add("unit", "单位编码“%s”不在机构名录里：请核对", in.Unit)
	case err != nil:
		return err
	case by.Unit != unit.Code && !by.Has(identity.Coordinator, flow.RoleSystem):
		p.Add("unit", "只能登记本单位的印章：请把别的单位的行删掉")
	}
	return p.Err()
}
