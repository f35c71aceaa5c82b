package journeys

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/rooms/report"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
)

func init() {
	verbs.Register("录入节假日通知", "文号 名称（公布、放假、上班）", proposeNotice)
	verbs.Register("复核节假日通知", "通知", func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		return "复核生效", a.Write(func(tx *store.Tx) error { _, err := workdays.Confirm(tx, a.By, id, 1); return err })
	})
	verbs.Register("上传材料", "申请人 名称 类别", upload)
	verbs.Register("用材料", "办件 材料编号 材料", attach)
	verbs.Register("看材料使用", "材料", usesSeen)
	verbs.Register("打开材料", "材料", func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		return "打开了", a.Write(func(tx *store.Tx) error { _, err := papers.Open(tx, a.By, id, a.World.sees); return err })
	})
	verbs.Register("撤下材料", "材料", func(a *Act) (string, error) {
		id, err := a.Word()
		if err != nil {
			return "", err
		}
		return "撤下了", a.Write(func(tx *store.Tx) error { _, err := papers.Withdraw(tx, a.By, id, ""); return err })
	})
	verbs.Register("看谁打开过", "材料", openingsSeen)
	verbs.Register("撤回同意", "材料 用途", func(a *Act) (string, error) {
		words := a.Rest()
		if len(words) != 2 {
			return "", fmt.Errorf("usage: 撤回同意 材料 用途")
		}
		return "同意已撤回", a.Write(func(tx *store.Tx) error { return papers.WithdrawConsent(tx, a.By, words[0], words[1]) })
	})
	verbs.Register("限制申请", "申请人 事项（文书）", func(a *Act) (string, error) {
		words := a.Rest()
		if len(words) != 2 {
			return "", fmt.Errorf("usage: 限制申请 申请人 事项")
		}
		document := a.Field("文书")
		return "已登记限制", a.Write(func(tx *store.Tx) error {
			_, err := party.SetBar(tx, a.By, party.BarDraft{Party: words[0], Item: words[1], Ground: party.Ground78,
				From: tx.Today(), Document: document})
			return err
		})
	})
	verbs.Register("导入", "台账种类（每行一条）", importLedger)
	verbs.Register("写报告", "起 止", composeReport)
}

// proposeNotice enters a notice; 放假 and 上班 list days.
func proposeNotice(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 录入节假日通知 文号 名称")
	}
	n := calendar.Notice{No: words[0], Title: words[1]}
	var err error
	if n.Published, err = a.Day("公布", a.World.Clock.Now().Day()); err != nil {
		return "", err
	}
	for field, off := range map[string]bool{"放假": true, "上班": false} {
		for _, text := range strings.Fields(a.Field(field)) {
			day, err := calendar.ParseDay(text)
			if err != nil {
				return "", err
			}
			n.Days = append(n.Days, calendar.Special{Day: day, Name: words[1], Off: off})
		}
	}
	return "等另一人复核", a.Write(func(tx *store.Tx) error {
		made, err := workdays.Propose(tx, a.By, n)
		a.Made = made.ID
		return err
	})
}

const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

// upload hands a file in to the applicant's own papers.
func upload(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 上传材料 申请人 名称 类别")
	}
	folder, err := os.MkdirTemp("", "journey-")
	if err != nil {
		return "", err
	}
	defer func() { _ = os.RemoveAll(folder) }() // the story needs the row only
	dir, err := blob.OpenDir(filepath.Join(folder, "blobs"))
	if err != nil {
		return "", err
	}
	defer func() { _ = dir.Close() }() // nothing is read afterwards
	file, err := papers.Intake{Blobs: dir}.Check(context.Background(), papers.Upload{Material: words[1], FileName: "a.pdf", Body: strings.NewReader(pdf)})
	if err != nil {
		return "", err
	}
	return "收下了" + words[1], a.Write(func(tx *store.Tx) error {
		p, err := papers.Receive(tx, a.By, papers.Draft{Party: words[0], Name: words[1], Kind: words[2], File: file, Grade: papers.GradeC})
		a.Made = p.ID
		return err
	})
}

func attach(a *Act) (string, error) {
	words := a.Rest()
	if len(words) != 3 {
		return "", fmt.Errorf("usage: 用材料 办件 材料编号 材料")
	}
	err := a.Write(func(tx *store.Tx) error {
		_, err := casework.Attach(tx, a.By, words[0], 0, words[1], words[2])
		return err
	})
	if err != nil {
		return "", err
	}
	return a.caseSeen(words[0])
}

func usesSeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		uses, err := papers.Uses(tx, id)
		if err != nil {
			return err
		}
		lines := []string{fmt.Sprintf("使用 %d 次", len(uses))}
		for _, u := range uses {
			number, err := numberOf(tx, u.CaseID)
			if err != nil {
				return err
			}
			lines = append(lines, u.At.String()+" "+u.Account+" "+u.Purpose+" "+number)
		}
		consents, err := papers.Consentings(tx, id)
		for _, c := range consents {
			line := "同意：" + c.Purpose
			if c.WithdrawnAt != nil {
				line += "（已撤回）"
			}
			lines = append(lines, line)
		}
		seen = strings.Join(lines, "\n")
		return err
	})
	return seen, err
}

// sees asks the rooms of the story whether the actor may see a case.
func (w *World) sees(tx *store.Tx, by flow.Actor, caseID string) (bool, error) {
	_, ok, err := manifest.CasesOf(w.Rooms).Seen(tx, by, caseID)
	return ok, err
}

func openingsSeen(a *Act) (seen string, err error) {
	id, err := a.Word()
	if err != nil {
		return "", err
	}
	err = a.Read(func(tx *store.Tx) error {
		if _, err := papers.Show(tx, a.By, id, a.World.sees); err != nil {
			return err
		}
		found, err := papers.Openings(tx, id, 50)
		seen = listed("打开 %d 次", found, func(e journal.Found) string { return e.At.String() + " " + e.By.Name })
		return err
	})
	return seen, err
}

// importLedger brings a ledger in; each field of the form is one row, its name
// the row's first cell.
func importLedger(a *Act) (string, error) {
	kind, err := a.Word()
	if err != nil {
		return "", err
	}
	imp, ok := importer(a.World.Rooms, kind)
	if !ok {
		return "", fmt.Errorf("no ledger is called %q", kind)
	}
	var text strings.Builder
	var heads []string
	for _, c := range imp.Columns {
		heads = append(heads, c.Name)
	}
	fmt.Fprintln(&text, strings.Join(heads, ","))
	for _, f := range a.Fields() {
		fmt.Fprintln(&text, f.Name+","+f.Value)
	}
	out, err := ledger.Import(context.Background(), a.World.Store, a.By, imp, ledger.File{Name: "台账.csv", Data: []byte(text.String())}, ledger.Apply)
	lines := []string{fmt.Sprintf("新增 %d，更新 %d，相同 %d", out.New, out.Changed, out.Same)}
	for _, e := range out.Errors {
		a.World.note(fmt.Sprintf("第 %d 行 %s：%s", e.Number, e.Column, e.Sentence))
	}
	return strings.Join(lines, "\n"), err
}

func importer(rooms []manifest.Room, kind string) (manifest.Importer, bool) {
	for _, room := range rooms {
		for _, imp := range room.Importers {
			if imp.Kind == kind {
				return imp, true
			}
		}
	}
	return manifest.Importer{}, false
}

func composeReport(a *Act) (seen string, err error) {
	words := a.Rest()
	if len(words) != 2 {
		return "", fmt.Errorf("usage: 写报告 起 止")
	}
	var p manifest.Period
	if p.From, err = calendar.ParseDay(words[0]); err != nil {
		return "", err
	}
	if p.To, err = calendar.ParseDay(words[1]); err != nil {
		return "", err
	}
	registry := report.NewRegistry(a.World.Rooms[:len(a.World.Rooms)-1])
	err = a.Read(func(tx *store.Tx) error {
		draft, err := report.Compose(tx, registry, manifest.Query{Period: p})
		var text strings.Builder
		for _, s := range draft.Sections {
			fmt.Fprintln(&text, s.Heading)
			for _, piece := range s.Pieces {
				text.WriteString(piece.Text)
			}
			fmt.Fprintln(&text)
		}
		seen = draft.Period + "\n" + text.String()
		return err
	})
	return seen, err
}
