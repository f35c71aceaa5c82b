package outreach

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/money"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/store"
)

// Pricing is what is stated of a fee before offers are compared.
type Pricing struct {
	Number  string // the ledger's own, or empty
	Party   string
	Unit    string // empty: the actor's
	Service string
	Price   money.Fen
	Proof   string // contract, invoice or list that shows it
	Files   []papers.Proof
}

// OpenFee writes down what a service cost an enterprise so far (登记原收费).
func OpenFee(tx *store.Tx, by flow.Actor, in Pricing) (Fee, error) {
	if err := may(by, brokers...); err != nil {
		return Fee{}, err
	}
	f := Fee{County: tx.County(), ID: tx.NewID(), Number: strings.TrimSpace(in.Number), Version: 1, State: FeeFlow.Start, Party: in.Party, Unit: in.Unit,
		Service: strings.TrimSpace(in.Service), Price: in.Price, Proof: strings.TrimSpace(in.Proof), OpenedBy: by.Account, OpenedAt: tx.Now()}
	if f.Unit == "" {
		f.Unit = by.Unit
	}
	if err := f.check(tx); err != nil {
		return Fee{}, err
	}
	var err error
	if f.Number == "" {
		if f.Number, err = numbered(tx, "JF"); err != nil {
			return Fee{}, err
		}
	}
	if err := insertFee.One(tx, f); err != nil {
		return Fee{}, err
	}
	rows, err := deposit(tx, by, f.ID, in.Files)
	if err != nil {
		return Fee{}, err
	}
	_, err = journal.Record(tx, by, "outreach.fee_open", f.ID, say{"number": f.Number}, append(rows, f.row())...)
	return f, err
}

func (f Fee) row() journal.Row { return journal.Row{Table: "outreach_fee", ID: f.ID} }

func deposit(tx *store.Tx, by flow.Actor, subject string, files []papers.Proof) ([]journal.Row, error) {
	if len(files) == 0 {
		return nil, nil
	}
	return papers.Deposit(tx, by, subject, files)
}

func (f Fee) check(tx *store.Tx) error {
	var p fault.Problems
	if err := activeEnterprise(tx, &p, f.Party); err != nil {
		return err
	}
	if f.Service == "" {
		p.Add("service", "服务：请写明是什么中介服务，例如排污许可登记代办")
	}
	checkPrice(&p, "price", "原收费", f.Price)
	if f.Proof == "" {
		p.Add("proof", "原收费凭据：请写合同、发票或收费单的编号")
	}
	if err := knownUnit(tx, &p, "unit", "组织单位", f.Unit); err != nil {
		return err
	}
	if f.Number != "" {
		if _, known, err := feeByNo.Find(tx, tx.County(), f.Number); err != nil {
			return err
		} else if known {
			p.Add("number", "编号：%s 已经用过，请换一个", f.Number)
		}
	}
	return p.Err()
}

func checkPrice(p *fault.Problems, name, label string, price money.Fen) {
	if price <= 0 || price > highestPrice {
		p.Add(name, "%s：请填大于 0 的金额，例如 3000.00", label)
	}
}

// feeFor reads a fee for a verb: of the unit that brought it, or the enterprise's.
func feeFor(tx *store.Tx, by flow.Actor, id string, seen int64, verb flow.Verb) (Fee, flow.Step, error) {
	f, err := FeeByID(tx, by, id)
	if err != nil {
		return Fee{}, flow.Step{}, err
	}
	step, err := FeeFlow.Next(by, f.State, verb)
	switch {
	case err != nil:
	case seen != 0 && seen != f.Version:
		err = store.ChangedMeanwhile.New(nil)
	case by.Party == "" && by.Unit != f.Unit && !by.Has(placers[0]):
		err = notFound.New(nil)
	}
	return f, step, err
}

func putFee(tx *store.Tx, by flow.Actor, step flow.Step, f Fee, details say, rows ...journal.Row) (Fee, error) {
	err := saveFee.One(tx, step.To, f.OfferedAt, f.Chosen, f.ChosenBy, f.ChosenSlip, f.Settled, f.SettledAt, f.SettledDay, f.DroppedAt, f.Why,
		tx.County(), f.ID, step.From, f.Version)
	if err != nil {
		return Fee{}, err
	}
	f.State, f.Version = step.To, f.Version+1
	details["number"] = f.Number
	_, err = journal.Record(tx, by, step.Kind, f.ID, details, append([]journal.Row{f.row()}, rows...)...)
	return f, err
}

// Offering is one offer as it came in.
type Offering struct {
	Firm  string
	Price money.Fen
	Proof string // number of the offer sheet
	Files []papers.Proof
}

// AddOffer keeps one intermediary's offer with its proof.
func AddOffer(tx *store.Tx, by flow.Actor, id string, seen int64, in Offering) (Fee, error) {
	f, step, err := feeFor(tx, by, id, seen, VerbOffer)
	if err != nil {
		return Fee{}, err
	}
	had, err := offersOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return Fee{}, err
	}
	o := Offer{County: tx.County(), ID: tx.NewID(), FeeID: f.ID, Nth: int64(len(had) + 1), Firm: strings.TrimSpace(in.Firm), Price: in.Price,
		Proof: strings.TrimSpace(in.Proof), Account: by.Account, At: tx.Now()}
	var p fault.Problems
	if len(had) >= mostOffers {
		p.Add("firm", "中介：一次比价最多 %d 家报价", mostOffers)
	}
	if o.Firm == "" {
		p.Add("firm", "中介：请写机构名称")
	}
	checkPrice(&p, "price", "报价", o.Price)
	if o.Proof == "" {
		p.Add("proof", "报价凭据：请写报价单编号")
	}
	for _, other := range had {
		if other.Firm == o.Firm {
			p.Add("firm", "中介：%s 已经报过价", o.Firm)
		}
	}
	if err := p.Err(); err != nil {
		return Fee{}, err
	}
	if err := insertOffer.One(tx, o); err != nil {
		return Fee{}, err
	}
	rows, err := deposit(tx, by, f.ID, in.Files)
	if err != nil {
		return Fee{}, err
	}
	return putFee(tx, by, step, f, say{"offer": o.Nth}, append(rows, journal.Row{Table: "outreach_offer", ID: o.ID})...)
}

// ShowOffers asks the enterprise to choose; with fewer than two offers it refuses.
func ShowOffers(tx *store.Tx, by flow.Actor, id string, seen int64) (Fee, error) {
	f, step, err := feeFor(tx, by, id, seen, VerbShow)
	if err != nil {
		return Fee{}, err
	}
	had, err := offersOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return Fee{}, err
	}
	if len(had) < fewest {
		return Fee{}, oneOffer.New(fault.Args{"n": len(had)})
	}
	at := tx.Now()
	f.OfferedAt = &at
	return putFee(tx, by, step, f, say{"offers": len(had)})
}

// Choosing is the enterprise's choice.
type Choosing struct {
	Offer string       // id
	Slip  string       // reference of its written choice, where a unit enters it
	Day   calendar.Day // of the written choice; the enterprise's own counts today
}

// Choose settles the fee by the enterprise's choice, made by itself or entered
// with the reference of what it signed. No unit chooses.
func Choose(tx *store.Tx, by flow.Actor, id string, seen int64, in Choosing) (Fee, error) {
	f, step, err := feeFor(tx, by, id, seen, VerbChoose)
	if err != nil {
		return Fee{}, err
	}
	if f.ChosenSlip, err = slipFor(by, f.Party, in.Slip); err != nil {
		return Fee{}, err
	}
	day := tx.Today()
	var p fault.Problems
	if f.ChosenSlip != nil {
		if day = in.Day; day == 0 || day > tx.Today() {
			p.Add("day", "选定日期：请填企业选定的那一天，不能晚于今天")
		}
	}
	had, err := offersOf.All(tx, tx.County(), f.ID)
	if err != nil {
		return Fee{}, err
	}
	var chosen *Offer
	for n := range had {
		if had[n].ID == in.Offer {
			chosen = &had[n]
		}
	}
	if chosen == nil {
		p.Add("offer", "选哪一家：请从报价里选一家")
	}
	if err := p.Err(); err != nil {
		return Fee{}, err
	}
	at := tx.Now()
	f.Chosen, f.ChosenBy, f.Settled, f.SettledAt, f.SettledDay = &chosen.ID, &by.Account, &chosen.Price, &at, &day
	return putFee(tx, by, step, f, say{"offer": chosen.Nth, "own": f.ChosenSlip == nil})
}

// DropFee ends a comparison without a choice, with the reason.
func DropFee(tx *store.Tx, by flow.Actor, id string, seen int64, why string) (Fee, error) {
	f, step, err := feeFor(tx, by, id, seen, VerbDrop)
	if err != nil {
		return Fee{}, err
	}
	if f.Why, err = needText("why", "停止原因", why); err != nil {
		return Fee{}, err
	}
	at := tx.Now()
	f.DroppedAt = &at
	return putFee(tx, by, step, f, say{})
}
