package enquiry

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kernel/zh"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/store"
)

// say is the details of a journal entry.
type say = map[string]any

// Filing is what is stated when an enquiry comes in.
type Filing struct {
	Kind         Kind
	Channel      Channel // of Register; File is always online
	Title, Words string

	Name, Mobile  string // both empty: anonymous
	Credit        string // credit code of the enterprise
	PartyName     string // its name, where the register does not know it
	Confidential  bool
	Consent       bool
	Category      string
	Area          string
	Accused       string // unit
	AccusedPerson string
	AccusedLogin  string // account of the person, where staff know it

	Origin, OriginNumber, OriginDocument string // of what was handed down
	OriginDue                            *calendar.Day
}

// Receipt is what who filed takes away. The code is shown once.
type Receipt struct {
	Enquiry Enquiry
	Code    ids.Code
	Leaf    string // entry of the journal, for the receipt that proves it
}

// Complainant acts for whoever holds number and code; the journal does not learn
// who that is.
func Complainant(by flow.Actor) flow.Actor {
	return flow.Actor{Account: "complainant", Roles: filer, Channel: by.Channel, Request: by.Request}
}

// File takes an enquiry in through the public form, without an account. Whoever
// is signed in files like everybody else, so that nobody is found by it.
func File(tx *store.Tx, by flow.Actor, in Filing) (Receipt, error) {
	in.Channel, in.Origin, in.OriginDue, in.AccusedLogin = Online, "", nil, ""
	return take(tx, Complainant(by), in)
}

// Register takes in what came by window, telephone, mail, visit or from a higher
// office. People of the unit complained of do not register it.
func Register(tx *store.Tx, by flow.Actor, in Filing) (Receipt, error) {
	roles := desk
	if in.Channel == HandedDown {
		roles = keepers
	}
	if err := may(by, roles...); err != nil {
		return Receipt{}, err
	}
	if in.Accused != "" && in.Accused == by.Unit {
		return Receipt{}, accusedRegisters.New(nil)
	}
	return take(tx, by, in)
}

func may(by flow.Actor, roles ...flow.Role) error {
	if by.Has(roles...) {
		return nil
	}
	return notYours.New(fault.Args{"roles": flow.RoleNames(slices.DeleteFunc(slices.Clone(roles), func(r flow.Role) bool { return r == flow.RoleSystem }))})
}

func take(tx *store.Tx, by flow.Actor, in Filing) (Receipt, error) {
	e := Enquiry{County: tx.County(), ID: tx.NewID(), Version: 1, State: Received, Kind: in.Kind, Channel: in.Channel}
	e.ReceivedAt, e.ReceivedDay, e.RegisteredBy = tx.Now(), tx.Today(), by.Account
	if err := e.fill(tx, by, in); err != nil {
		return Receipt{}, err
	}
	if err := e.clocks(tx); err != nil {
		return Receipt{}, err
	}
	code, err := e.numbered(tx)
	if err != nil {
		return Receipt{}, err
	}
	if err := insertRecord.One(tx, e); err != nil {
		return Receipt{}, err
	}
	tell, err := e.tell(tx, "receipt", "已收到，最迟 "+e.AcceptDue.Chinese()+"告诉您受理不受理")
	if err != nil {
		return Receipt{}, err
	}
	leaf, err := journal.Record(tx, by, "enquiry.file", e.ID, say{"number": e.Number, "kind": e.Kind, "channel": e.Channel}, tell, e.row())
	if err != nil {
		return Receipt{}, err
	}
	return Receipt{e, code, leaf.ID}, tx.Fact("EnquiryReceived", e.ID, say{"number": e.Number, "kind": e.Kind, "office": e.Office})
}

func (e Enquiry) row() journal.Row { return journal.Row{Table: "enquiry_record", ID: e.ID} }

// tell writes down what the complainant is told.
func (e Enquiry) tell(tx *store.Tx, kind, words string) (journal.Row, error) {
	n := Notice{County: e.County, ID: tx.NewID(), RecordID: e.ID, Kind: kind, Words: words, At: tx.Now()}
	return journal.Row{Table: "enquiry_notice", ID: n.ID}, insertNotice.One(tx, n)
}

// numbered gives the enquiry its number and its query code.
func (e *Enquiry) numbered(tx *store.Tx) (ids.Code, error) {
	day := tx.Today()
	series, err := ids.NewCaseNumber(numberPrefix, day.Year(), day.Month(), day.Dom(), 1)
	if err != nil {
		return "", err
	}
	if series.Serial, err = tx.NextNumber("enquiry." + series.Series()); err != nil {
		return "", err
	}
	e.Number = series.String()
	code, err := ids.NewCode(bytes.NewReader(tx.Random(64)), ids.QueryCodeLen)
	digest := codeDigest(tx, e.Number, code)
	e.QueryDigest = &digest
	return code, err
}

const numberPrefix = "SQ" // 诉求

func codeDigest(tx *store.Tx, number string, code ids.Code) string {
	return tx.Blind("enquiry.query."+number, string(code))
}

// fill checks what was stated, all of it at once, and seals what names people.
func (e *Enquiry) fill(tx *store.Tx, by flow.Actor, in Filing) error {
	p := Check(in)
	row := max(in.Kind.at(), 0)
	if _, ok := ParseChannel(string(in.Channel)); !ok || (in.Channel == Online) != by.Has(filer...) {
		p.Add("channel", "来源：请选一种")
	}
	l := Kinds[row].limits
	e.AcceptN, e.HandleN, e.ReplyN = l.accept, l.handle, l.reply
	e.Confidential, e.Consent = in.Confidential || Kinds[row].Sealed, in.Consent
	e.Title = strings.TrimSpace(in.Title)
	words := strings.TrimSpace(in.Words)
	e.Sketch = sketch(tx, e.Title+"\n"+words)
	var err error
	if e.Words, err = tx.Seal(e.ID, words); err != nil {
		return err
	}
	if err := e.identify(tx, in); err != nil {
		return err
	}
	if err := e.aim(tx, &p, in); err != nil {
		return err
	}
	e.origin(tx, &p, in)
	if e.Office, err = officeOf(tx); err != nil {
		return err
	}
	return p.Err()
}

// Check is what can be said of a filing without the registers: the pages ask it
// step by step.
func Check(in Filing) (p fault.Problems) {
	if in.Kind.at() < 0 {
		p.Add("kind", "类型：请选咨询、投诉、举报或建议")
	}
	checkTitle(&p, strings.TrimSpace(in.Title))
	if n := zh.Len(strings.TrimSpace(in.Words)); n < 10 || n > longestWords {
		p.Add("words", "经过：请写清楚什么时候、在哪里、什么事、希望怎样，10 到 %d 字", longestWords)
	}
	if in.Mobile != "" {
		_, err := ids.ParseMobile(in.Mobile)
		p.Check("mobile", err)
	}
	if in.Credit != "" {
		_, err := ids.ParseCreditCode(in.Credit)
		p.Check("credit", err)
	}
	return p
}

func checkTitle(p *fault.Problems, title string) {
	switch n := zh.Len(title); {
	case n < 4 || n > longestTitle:
		p.Add("title", "一句话：请用 4 到 %d 字说是什么事", longestTitle)
	case len(zh.FindPersonalData(title)) > 0:
		p.Add("title", "一句话：不要写电话和证件号码，联系方式填在后面")
	}
}

// identify seals who filed.
func (e *Enquiry) identify(tx *store.Tx, in Filing) error {
	who := Identity{Name: strings.TrimSpace(in.Name), PartyName: strings.TrimSpace(in.PartyName)}
	if in.Mobile != "" {
		if mobile, err := ids.ParseMobile(in.Mobile); err == nil {
			who.Mobile = string(mobile)
			e.MobileDigest = tx.Blind("enquiry.mobile", who.Mobile)
		}
	}
	if in.Credit != "" {
		if credit, err := ids.ParseCreditCode(in.Credit); err == nil {
			who.Party = string(credit)
			e.PartyDigest = partyDigest(tx, who.Party)
			known, ok, err := party.ByCredit(tx, credit)
			if err != nil {
				return err
			}
			if ok {
				who.PartyName = known.Name
			}
		}
	}
	if who == (Identity{}) {
		e.WhoMask = "匿名"
		return nil
	}
	e.WhoMask = strings.TrimSpace(ids.MaskName(who.Name) + " " + ids.Mobile(who.Mobile).Masked())
	if who.Mobile == "" {
		e.WhoMask = ids.MaskName(who.Name)
	}
	if e.Confidential {
		e.WhoMask = "保密"
	}
	text, err := json.Marshal(who)
	if err != nil {
		return err
	}
	e.Who, err = tx.Seal(e.ID, string(text))
	return err
}

func partyDigest(tx *store.Tx, credit string) string { return tx.Blind("enquiry.party", credit) }

// aim checks what the enquiry is about and against whom.
func (e *Enquiry) aim(tx *store.Tx, p *fault.Problems, in Filing) error {
	e.Category, e.Accused = strings.TrimSpace(in.Category), strings.TrimSpace(in.Accused)
	if e.Category != "" {
		if err := categoryKnown(tx, p, e.Category); err != nil {
			return err
		}
	}
	if in.Area != "" {
		area, err := ids.ParseAreaCode(in.Area)
		p.Check("area", err)
		e.Area = string(area)
	}
	person := strings.TrimSpace(in.AccusedPerson)
	if !in.Kind.Accuses() && (e.Accused != "" || person != "" || in.AccusedLogin != "") {
		p.Add("accused", "反映的单位或个人：只有投诉和举报要填；咨询和建议请不要填")
		return nil
	}
	if err := unitKnown(tx, p, "accused", e.Accused); err != nil {
		return err
	}
	if in.AccusedLogin != "" {
		a, err := identity.ByLogin(tx, in.AccusedLogin)
		if store.NoRow.Is(err) {
			p.Add("accused_login", "被反映人的账号：没有 %s 这个账号，不清楚就不要填", in.AccusedLogin)
		} else if err != nil {
			return err
		}
		e.AccusedAccount = a.ID
	}
	if person == "" {
		return nil
	}
	var err error
	e.AccusedPerson, err = tx.Seal(e.ID, person)
	return err
}

func unitKnown(tx *store.Tx, p *fault.Problems, field, unit string) error {
	if unit == "" {
		return nil
	}
	_, err := org.ByCode(tx, unit)
	if store.NoRow.Is(err) {
		p.Add(field, "单位：请从列表里选")
		return nil
	}
	return err
}

// origin checks what a higher office states.
func (e *Enquiry) origin(tx *store.Tx, p *fault.Problems, in Filing) {
	if in.Channel != HandedDown {
		return
	}
	e.OriginOffice, e.OriginNumber, e.OriginDocument = strings.TrimSpace(in.Origin), strings.TrimSpace(in.OriginNumber), strings.TrimSpace(in.OriginDocument)
	e.OriginDue = in.OriginDue
	for _, need := range []struct{ name, value, sentence string }{
		{"origin", e.OriginOffice, "交办机关：请填是哪个上级机关交办的"},
		{"origin_number", e.OriginNumber, "上级编号：请填交办单上的编号，回报时要用"},
		{"origin_document", e.OriginDocument, "交办文件：请填文件名称和文号"},
	} {
		if need.value == "" {
			p.Add(need.name, "%s", need.sentence)
		}
	}
	if e.OriginDue == nil || *e.OriginDue <= tx.Today() {
		due := tx.Today() + 1
		e.OriginDue = &due
		p.Add("origin_due", "上级期限：请填今天以后的一天")
	}
}

// clocks computes every last day that has begun, from the calendar of today.
func (e *Enquiry) clocks(tx *store.Tx) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	return e.date(book)
}

func (e *Enquiry) date(book *calendar.Book) error {
	for _, c := range []struct {
		from *calendar.Day
		n    int
		to   func(calendar.Day)
	}{
		{&e.ReceivedDay, e.AcceptN, func(d calendar.Day) { e.AcceptDue = d }},
		{e.AssignedDay, e.HandleN + e.ExtendedN, func(d calendar.Day) { e.HandleDue = &d }},
		{e.DraftedDay, e.ReplyN, func(d calendar.Day) { e.ReplyDue = &d }},
		{e.AnsweredDay, confirmDays, func(d calendar.Day) { e.ConfirmUntil = &d }},
	} {
		if c.from == nil {
			continue
		}
		due, err := book.AddWorkdays(*c.from, c.n)
		if err != nil {
			return workdays.Loud(err)
		}
		c.to(due)
	}
	e.Book = book.Version()
	return nil
}
