package api

import (
	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kernel/ids"
	"yingshang/internal/kit"
	"yingshang/internal/kit/api"
	"yingshang/internal/registers/journal"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

const (
	tag      = "办件"
	permRead = "casework.read"
)

// Register adds the room's operations.
func Register(a *api.API) {
	api.Get(a, api.Op{ID: "casework-track", Path: "/track/{number}", Perm: "casework.track", Tag: tag, Pace: kit.PaceTrack,
		Zh: "凭编号和查询码查进度", En: "How far a case is, by number and query code"}, track)
	api.Get(a, api.Op{ID: "casework-list", Path: "/cases", Perm: permRead, Tag: tag,
		Zh: "本账号看得到的办件，快到期的在前", En: "Cases in sight, what is due soonest first"}, list)
	api.Get(a, api.Op{ID: "casework-case", Path: "/cases/{id}", Perm: permRead, Tag: tag,
		Zh: "一件办件：时限、材料、经过", En: "One case: clock, materials, acts"}, show)
	api.Get(a, api.Op{ID: "casework-clock", Path: "/cases/{id}/clock", Perm: permRead, Tag: tag,
		Zh: "时限逐日明细", En: "The clock, day by day"}, clock)
	api.Get(a, api.Op{ID: "casework-receipt", Path: "/cases/{id}/receipts/{leaf}", Perm: permRead, Tag: tag,
		Zh: "一个办理动作的留痕回执", En: "Receipt of one act, provable without this site"}, receipt)
	registerActs(a)
}

type listIn struct {
	api.Paging
	State []string `query:"state,explode" doc:"只要这些状态，可以写几次。Only these states."`
	Party string   `query:"party" doc:"申请人标识。Applicant's id."`
}

func list(c *api.Call, in *listIn) (out api.Page[CaseLine], err error) {
	key, err := in.Key(1)
	if err != nil {
		return out, err
	}
	find := casework.Find{Party: in.Party, Limit: in.Limit}
	if key != nil {
		find.After = key[0]
	}
	for _, s := range in.State {
		find.States = append(find.States, flow.State(s))
	}
	err = c.Read(func(tx *store.Tx) error {
		found, err := casework.List(tx, c.Actor, find)
		if err != nil {
			return err
		}
		lines, err := linesOf(tx, found)
		out = api.PageOf(lines, "")
		if len(found) == in.Limit { // the next page may be empty
			out.Next = api.Cursor(found[len(found)-1].ID)
		}
		return err
	})
	return out, err
}

// OneCase names a case.
type OneCase struct {
	ID string `path:"id" doc:"办件标识或编号 TJ20200608-0037。Id or number."`
}

// file reads a case in sight by its id or its number.
func (in OneCase) file(tx *store.Tx, by flow.Actor) (casework.File, error) {
	number, err := ids.ParseCaseNumber(in.ID)
	if err != nil {
		return casework.Show(tx, by, in.ID)
	}
	k, err := casework.ByNumber(tx, by, number.String())
	if err != nil {
		return casework.File{}, err
	}
	return casework.Show(tx, by, k.ID)
}

func show(c *api.Call, in *OneCase) (out CaseFile, err error) {
	err = c.Read(func(tx *store.Tx) error {
		file, err := in.file(tx, c.Actor)
		if err != nil {
			return err
		}
		out, err = fileOf(tx, c.Actor, file)
		return err
	})
	return out, err
}

func clock(c *api.Call, in *OneCase) (out CaseClock, err error) {
	err = c.Read(func(tx *store.Tx) error {
		file, err := in.file(tx, c.Actor)
		if err != nil {
			return err
		}
		found, err := clockOf(tx, file)
		if err != nil {
			return err
		}
		if found == nil {
			return store.NoRow.New(nil)
		}
		out = *found
		out.Days, err = daysOf(tx, file)
		return err
	})
	return out, err
}

type receiptIn struct {
	OneCase
	Leaf string `path:"leaf" doc:"经过里的 leaf。From the case's acts."`
}

// CaseReceipt is the receipt of an act on a case (留痕回执).
type CaseReceipt struct {
	File   string `json:"file" doc:"存成这个文件名。Save under this name."`
	Text   string `json:"text" doc:"用 yingshang verify receipt 核验。Checkable offline."`
	Proved bool   `json:"proved" doc:"已带证明；否则先是承诺，检查点之后再取。Proof, or a promise until the next checkpoint."`
	Place  *int64 `json:"place" doc:"在留痕里的位置。Place in the log."`
	Code   string `json:"code" doc:"核验码。Verification code."`
}

func receipt(c *api.Call, in *receiptIn) (out CaseReceipt, err error) {
	err = c.Read(func(tx *store.Tx) error {
		file, err := in.file(tx, c.Actor)
		if err != nil {
			return err
		}
		subject, err := journal.SubjectOf(tx, in.Leaf)
		if err != nil {
			return err
		}
		if subject != file.Case.ID {
			return journal.NoReceipt.New(nil)
		}
		slip, err := journal.Receipt(tx, in.Leaf)
		out = CaseReceipt{File: slip.File, Text: string(slip.Text), Proved: slip.Proved, Place: slip.Place, Code: slip.Code}
		return err
	})
	return out, err
}

type trackIn struct {
	Number string `path:"number" doc:"办件编号。Case number."`
	Code   string `header:"Query-Code" required:"true" doc:"回执上的查询码；放在请求头里，不进网址和日志。Query code from the receipt."`
}

// CaseTracked is what the public learns about a case.
type CaseTracked struct {
	Number   string        `json:"number"`
	ItemName string        `json:"item_name"`
	Word     string        `json:"word" doc:"八个对外状态之一。One of eight public words."`
	Line     string        `json:"line" doc:"下一步谁在什么时候前做什么。Who acts next, by when."`
	By       *calendar.Day `json:"by,omitempty" format:"date"`
	Missing  []CaseGap     `json:"missing,omitempty" doc:"要补的材料。What is to be completed."`
}

func track(c *api.Call, in *trackIn) (out CaseTracked, err error) {
	number := in.Number
	if n, err := ids.ParseCaseNumber(number); err == nil {
		number = n.String()
	}
	err = c.Read(func(tx *store.Tx) error {
		file, err := casework.Track(tx, number, in.Code)
		if err != nil {
			return err
		}
		status := casework.PublicStatusOf(file.Case, file.Pauses)
		out = CaseTracked{Number: file.Case.No(), ItemName: file.Case.ItemName, Word: status.Word, Line: status.Line, By: status.By}
		if n := len(file.Notices); n > 0 && file.Case.State == casework.Correction {
			out.Missing = gapsOf(file.Notices[n-1].Items)
		}
		return nil
	})
	return out, err
}
