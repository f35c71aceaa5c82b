package party

import (
	"fmt"

	"yingshang/internal/kernel/money"
)

// SizeInputs are the figures a size class is computed from (划型指标).
type SizeInputs struct {
	Industry string    `json:"industry"` // row of the table: "industry", "retail", …
	Persons  int64     `json:"persons"`  // 从业人员
	Revenue  money.Fen `json:"revenue"`  // 营业收入
	Assets   money.Fen `json:"assets"`   // 资产总额
}

// bounds are lower limits; zero means that the figure does not count.
type bounds struct {
	persons         int64
	revenue, assets money.Fen
}

// sizeRow holds the limits from which an enterprise of one industry is large,
// medium and small.
type sizeRow struct {
	code, zh             string
	large, medium, small bounds
}

// wan is 万元 in fen, the unit of the published table.
const wan money.Fen = 1_000_000

// sizeRows is 工信部联企业〔2011〕300号 art. 4. Finance, education and health are
// not covered by it.
var sizeRows = []sizeRow{
	{"farming", "农林牧渔业", bounds{revenue: 20000 * wan}, bounds{revenue: 500 * wan}, bounds{revenue: 50 * wan}},
	{"industry", "工业", bounds{1000, 40000 * wan, 0}, bounds{300, 2000 * wan, 0}, bounds{20, 300 * wan, 0}},
	{"construction", "建筑业", bounds{0, 80000 * wan, 80000 * wan}, bounds{0, 6000 * wan, 5000 * wan}, bounds{0, 300 * wan, 300 * wan}},
	{"wholesale", "批发业", bounds{200, 40000 * wan, 0}, bounds{20, 5000 * wan, 0}, bounds{5, 1000 * wan, 0}},
	{"retail", "零售业", bounds{300, 20000 * wan, 0}, bounds{50, 500 * wan, 0}, bounds{10, 100 * wan, 0}},
	{"transport", "交通运输业", bounds{1000, 30000 * wan, 0}, bounds{300, 3000 * wan, 0}, bounds{20, 200 * wan, 0}},
	{"storage", "仓储业", bounds{200, 30000 * wan, 0}, bounds{100, 1000 * wan, 0}, bounds{20, 100 * wan, 0}},
	{"post", "邮政业", bounds{1000, 30000 * wan, 0}, bounds{300, 2000 * wan, 0}, bounds{20, 100 * wan, 0}},
	{"lodging", "住宿业", bounds{300, 10000 * wan, 0}, bounds{100, 2000 * wan, 0}, bounds{10, 100 * wan, 0}},
	{"catering", "餐饮业", bounds{300, 10000 * wan, 0}, bounds{100, 2000 * wan, 0}, bounds{10, 100 * wan, 0}},
	{"telecom", "信息传输业", bounds{2000, 100000 * wan, 0}, bounds{100, 1000 * wan, 0}, bounds{10, 100 * wan, 0}},
	{"software", "软件和信息技术服务业", bounds{300, 10000 * wan, 0}, bounds{100, 1000 * wan, 0}, bounds{10, 50 * wan, 0}},
	{"real_estate", "房地产开发经营", bounds{0, 200000 * wan, 10000 * wan}, bounds{0, 1000 * wan, 5000 * wan}, bounds{0, 100 * wan, 2000 * wan}},
	{"property", "物业管理", bounds{1000, 5000 * wan, 0}, bounds{300, 1000 * wan, 0}, bounds{100, 500 * wan, 0}},
	{"leasing", "租赁和商务服务业", bounds{300, 0, 120000 * wan}, bounds{100, 0, 8000 * wan}, bounds{10, 0, 100 * wan}},
	{"other", "其他未列明行业", bounds{persons: 300}, bounds{persons: 100}, bounds{persons: 10}},
}

// SizeIndustries lists the rows of the table by code and words.
func SizeIndustries() [][2]string {
	out := make([][2]string, len(sizeRows))
	for i, row := range sizeRows {
		out[i] = [2]string{row.code, row.zh}
	}
	return out
}

// met reports whether all limits that count are reached: an enterprise that
// misses one of two falls to the class below (国统字〔2017〕213号, 说明).
func (b bounds) met(in SizeInputs) bool {
	return in.Persons >= b.persons && in.Revenue >= b.revenue && in.Assets >= b.assets
}

// SizeOf computes the size class, or says that the industry is not in the
// table or a figure is negative.
func SizeOf(in SizeInputs) (Class, error) {
	if in.Persons < 0 || in.Revenue < 0 || in.Assets < 0 {
		return "", fmt.Errorf("从业人员、营业收入和资产总额不能是负数：请照年报填写")
	}
	for _, row := range sizeRows {
		if row.code != in.Industry {
			continue
		}
		switch {
		case row.large.met(in):
			return Large, nil
		case row.medium.met(in):
			return Medium, nil
		case row.small.met(in):
			return Small, nil
		}
		return Micro, nil
	}
	return "", fmt.Errorf("划型行业“%s”不在划型标准里：请从列表里选一个行业；金融、教育、卫生等行业不划型", in.Industry)
}
