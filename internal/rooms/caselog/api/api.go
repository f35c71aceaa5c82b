// Package api (外部办件台账接口) lets other systems report the cases they handle.
//
// Basis: as package caselog. What always holds: rows are taken all or none; the
// answer names every problem with its row. The app registers its operations.
package api

import (
	"fmt"
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit/api"
	"yingshang/internal/manifest"
	"yingshang/internal/rooms/caselog"
	"yingshang/internal/store"
)

// Register adds the room's operations.
func Register(a *api.API) {
	api.Post(a, api.Op{ID: "caselog-bring-in", Path: "/case-log", Perm: caselog.PermImport.Name, Tag: "外部办件台账", Body: 8 << 20,
		Zh: "报送办件，要么全收要么全不收", En: "Report cases of another system, all or none"}, bringIn)
}

// LogRow is one case as the other system knows it; the times are read as in a
// ledger, 2020-03-02 09:15.
type LogRow struct {
	CaseNo     string `json:"case_no" doc:"原系统的编号，一件一号，再报时按它对应。Number in your system."`
	Item       string `json:"item" doc:"事项编码或名称。Code or name of the item."`
	Unit       string `json:"unit" doc:"单位编码或名称。Code or name of the unit."`
	Channel    string `json:"channel,omitempty" doc:"申请渠道。Channel."`
	ReceivedAt string `json:"received_at" example:"2020-03-02 09:15" doc:"收件时间。Received."`
	AcceptedAt string `json:"accepted_at,omitempty" doc:"受理时间。Accepted."`
	DueAt      string `json:"due_at,omitempty" example:"2020-03-09" doc:"到期日。Last day."`
	ClosedAt   string `json:"closed_at,omitempty" doc:"办结时间。Closed."`
	Result     string `json:"result,omitempty" example:"准予" doc:"办理结果。Result."`
}

// cells are the row under the names of the ledger's columns.
func (r LogRow) cells() map[string]string {
	out := map[string]string{"case_no": r.CaseNo, "item": r.Item, "unit": r.Unit, "channel": r.Channel,
		"received_at": r.ReceivedAt, "accepted_at": r.AcceptedAt, "due_at": r.DueAt, "closed_at": r.ClosedAt, "result": r.Result}
	for name, text := range out {
		out[name] = strings.TrimSpace(text)
	}
	return out
}

type bringInIn struct {
	Body struct {
		Rows []LogRow `json:"rows" minItems:"1" maxItems:"5000" nullable:"false"`
	}
}

// LogOutcome counts what the rows did: their sum is the number of rows.
type LogOutcome struct {
	New     int `json:"new"`
	Changed int `json:"changed"`
	Same    int `json:"same"`
}

func bringIn(tx *store.Tx, c *api.Call, in *bringInIn) (LogOutcome, error) {
	var p fault.Problems
	rows := make([]manifest.Row, len(in.Body.Rows))
	for i, r := range in.Body.Rows {
		rows[i] = manifest.Row{Number: i + 1, Cells: r.cells()}
		for _, column := range caselog.Importer.Columns {
			if column.Required && rows[i].Cells[column.Name] == "" {
				p.Add(place(i+1, column.Name), "%s：没有填写，请补上", column.Zh)
			}
		}
	}
	if err := p.Err(); err != nil {
		return LogOutcome{}, err
	}
	out, err := caselog.Importer.Stream(tx, c.Actor, slices.Values(rows))
	for _, e := range out.Errors {
		p.Add(place(e.Number, e.Column), "%s", e.Sentence)
	}
	if err == nil {
		err = p.Err()
	}
	return LogOutcome{New: out.New, Changed: out.Changed, Same: out.Same}, err
}

// place is a row's cell as JSON writers find it.
func place(row int, column string) string { return fmt.Sprintf("body.rows[%d].%s", row-1, column) }
