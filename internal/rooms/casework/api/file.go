package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kit/api"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// registerFiling adds the steps from an empty form to the receipt.
func registerFiling(a *api.API) {
	const perm = "casework.intake"
	api.Post(a, api.Op{ID: "casework-open", Path: "/cases", Perm: perm, Tag: tag,
		Zh: "填报，建立草稿", En: "Open a draft"}, open)
	api.Post(a, api.Op{ID: "casework-receive", Path: "/cases/{id}/materials", Perm: perm, Tag: tag,
		Zh: "登记收到的纸质材料", En: "Note the paper materials in hand"}, receive)
	api.Post(a, api.Op{ID: "casework-attach", Path: "/cases/{id}/materials/{code}", Perm: perm, Tag: tag,
		Zh: "用上材料库里的一份材料", En: "Attach a paper already in the house"}, attach)
	api.Post(a, api.Op{ID: "casework-submit", Path: "/cases/{id}/submit", Perm: perm, Tag: tag,
		Zh: "提交，取得编号和查询码", En: "Hand in: number and query code"}, submit)
}

type openIn struct {
	Body CaseFiling
}

// CaseFiling is what an application starts with.
type CaseFiling struct {
	Item        string            `json:"item" doc:"事项编码。Item code."`
	Party       string            `json:"party,omitempty" doc:"申请人标识；或填下面两项之一。Applicant's id, or one of the next two."`
	CreditCode  string            `json:"credit_code,omitempty" doc:"统一社会信用代码"`
	CitizenID   string            `json:"citizen_id,omitempty" doc:"居民身份证号"`
	Project     string            `json:"project,omitempty" doc:"重点项目标识。Key project."`
	Renews      string            `json:"renews,omitempty" doc:"要延续的证照编号。Certificate to renew."`
	Answers     map[string]string `json:"answers,omitempty" doc:"事项的问题和所选。Question to choice."`
	Mobile      string            `json:"mobile" doc:"联系手机，加密保存。Sealed."`
	Delivery    string            `json:"delivery" enum:"window,mail,electronic" doc:"结果怎么拿：自取、邮寄、电子"`
	ClaimedAt   string            `json:"claimed_at,omitempty" doc:"补录：材料实际收到的时间，2020-06-08 15:58"`
	ClaimReason string            `json:"claim_reason,omitempty"`
}

func (f CaseFiling) filing(tx *store.Tx) (casework.Filing, error) {
	var p fault.Problems
	out := casework.Filing{Item: f.Item, Project: f.Project, Renews: f.Renews, Answers: f.Answers,
		Mobile: f.Mobile, Delivery: f.Delivery, ClaimReason: f.ClaimReason}
	if f.ClaimedAt != "" {
		at, err := calendar.ParseInstant(f.ClaimedAt)
		p.Check("claimed_at", err)
		out.ClaimedAt = &at
	}
	var err error
	if out.Party, err = f.applicant(tx, &p); err != nil {
		return out, err
	}
	return out, p.Err()
}

// applicant is the party the filing names, by whichever of the three.
func (f CaseFiling) applicant(tx *store.Tx, p *fault.Problems) (string, error) {
	found, ok := party.Party{}, false
	switch {
	case f.Party != "":
		return f.Party, nil
	case f.CreditCode != "":
		code, err := ids.ParseCreditCode(f.CreditCode)
		if err != nil {
			p.Check("credit_code", err)
			return "", nil
		}
		if found, ok, err = party.ByCredit(tx, code); err != nil {
			return "", err
		}
	case f.CitizenID != "":
		number, err := ids.ParseCitizenID(f.CitizenID)
		if err != nil {
			p.Check("citizen_id", err)
			return "", nil
		}
		if found, ok, err = party.ByCitizenID(tx, number); err != nil {
			return "", err
		}
	}
	if !ok {
		p.Add("party", "申请人：名录里没有找到。请核对证号，或先由窗口登记申请人")
	}
	return found.ID, nil
}

func open(tx *store.Tx, c *api.Call, in *openIn) (CaseLine, error) {
	filing, err := in.Body.filing(tx)
	if err != nil {
		return CaseLine{}, err
	}
	k, err := casework.Open(tx, c.Actor, filing)
	return answer(k, err)
}

// answer is the case as the act left it. It is kept for repeated requests, so
// that it names no applicant.
func answer(k casework.Case, err error) (CaseLine, error) {
	if err != nil {
		return CaseLine{}, err
	}
	return lineOf(k, ""), nil
}

type receiveIn struct {
	Target
	Body struct {
		Sheets []CaseSheet `json:"sheets" minItems:"1" maxItems:"200" nullable:"false"`
	}
}

// CaseSheet is a paper material in hand.
type CaseSheet struct {
	Material string `json:"material" doc:"材料编码。Code in the case's list."`
	Pages    int    `json:"pages" minimum:"0" maximum:"9999"`
	Note     string `json:"note,omitempty"`
}

func receive(tx *store.Tx, c *api.Call, in *receiveIn) (CaseLine, error) {
	sheets := make([]casework.Sheet, len(in.Body.Sheets))
	for i, s := range in.Body.Sheets {
		sheets[i] = casework.Sheet{Code: s.Material, Pages: s.Pages, Note: s.Note}
	}
	k, err := casework.Receive(tx, c.Actor, in.ID, in.seen(), sheets...)
	return answer(k, err)
}

type attachIn struct {
	Target
	Code string `path:"code" doc:"材料编码。Code in the case's list."`
	Body struct {
		Paper string `json:"paper" doc:"材料库里的标识。Id in the papers register."`
	}
}

func attach(tx *store.Tx, c *api.Call, in *attachIn) (CaseLine, error) {
	k, err := casework.Attach(tx, c.Actor, in.ID, in.seen(), in.Code, in.Body.Paper)
	return answer(k, err)
}

// CaseSubmitted is what the applicant is to be given.
type CaseSubmitted struct {
	CaseLine
	QueryCode string `json:"query_code,omitempty" doc:"查询码，只给一次：重发同一请求不再给。Shown once, not on a retry."`
}

// Kept leaves the query code out: the house knows only its digest.
func (s CaseSubmitted) Kept() any { return CaseSubmitted{CaseLine: s.CaseLine} }

func submit(tx *store.Tx, c *api.Call, in *Target) (CaseSubmitted, error) {
	got, err := casework.Submit(tx, c.Actor, in.ID, in.seen())
	line, err := answer(got.Case, err)
	if err != nil {
		return CaseSubmitted{}, err
	}
	return CaseSubmitted{CaseLine: line, QueryCode: got.Code.Grouped()}, nil
}
