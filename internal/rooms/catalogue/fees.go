package catalogue

import (
	"slices"
	"strings"

	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/money"
)

// Fee (收费项目) is one line of a version's published fee schedule.
type Fee struct {
	Name  string    `json:"name"`
	Price money.Fen `json:"price"` // for one of Per
	Per   string    `json:"per"`   // 件, 平方米
	Rank  string    `json:"rank"`  // of the basis, one of FeeRanks
	Basis string    `json:"basis"`
}

// FeeRanks are the ranks of what a fee may rest on. For licences only the first
// two will do (许可法 art. 58).
var FeeRanks = CodeList{{"law", "法律"}, {"regulation", "行政法规"}, {"local", "地方性法规"}, {"document", "价格文件"}}

// licence is the item type 行政许可.
const licence = "01"

// Fee returns the line of the schedule by its name; what is not published may
// not be charged (许可法 art. 59).
func (v Version) Fee(name string) (Fee, bool) {
	i := slices.IndexFunc(v.Rules.Fees, func(f Fee) bool { return f.Name == name })
	if i < 0 {
		return Fee{}, false
	}
	return v.Rules.Fees[i], true
}

// gateFees keeps the schedule to what the guide announces, each line with its
// price, unit and basis.
func gateFees(v Version, p *fault.Problems) {
	fees := v.Rules.Fees
	if len(fees) > 0 && !v.Guide.Charged {
		p.Add("fees", "收费项目：办事指南写的是不收费，请改成要收费，或去掉收费项目。")
	}
	if len(fees) == 0 && v.Rules.PayLater {
		p.Add("pay_later", "先办后缴：没有收费项目，不用选。")
	}
	seen := map[string]bool{}
	for _, f := range fees {
		switch {
		case strings.TrimSpace(f.Name) == "" || strings.TrimSpace(f.Per) == "" || strings.TrimSpace(f.Basis) == "" || f.Price <= 0:
			p.Add("fees", "收费项目“%s”：请写全名称、标准、计费单位和依据，标准要大于 0。", f.Name)
		case seen[f.Name]:
			p.Add("fees", "收费项目“%s”写了两次，请并成一行。", f.Name)
		case !FeeRanks.Has(f.Rank):
			p.Add("fees", "收费项目“%s”：依据的效力请从列表里选。", f.Name)
		case v.Guide.Type == licence && f.Rank != "law" && f.Rank != "regulation":
			p.Check("fees", LicenceFeeBasis.New(fault.Args{"fee": f.Name}))
		}
		seen[f.Name] = true
	}
}
