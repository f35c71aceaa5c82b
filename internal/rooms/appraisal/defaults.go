package appraisal

// weights of the kinds of cases (办件难度): what is done on the spot weighs a
// fifth of a promised case.
func defaultWeights() map[string]int64 {
	return map[string]int64{"instant": 20, "promised": 100, "relay": 60, "": 60}
}

func defaultGrades() []Grade {
	return []Grade{{"优秀", 90_00}, {"良好", 80_00}, {"合格", 60_00}, {"不合格", 0}}
}

// DefaultBody comes with the program: a hundred points as counties score their
// windows, every number of it a sample (示例) to be changed by the county.
func DefaultBody(kind Kind) Body {
	b := Body{Weights: defaultWeights(), Grades: defaultGrades(), Cap: 110_00, HandDays: 3, ObjectDays: 3, AnswerDays: 3}
	switch kind {
	case Window:
		b.Items = []Item{attendance(20_00), inTime(20_00), spoken(15_00), noBadRating(10_00), load(15_00, 30), duties("结果公开和档案", 10_00),
			mark("环境和服务规范", 10_00), bonus(), media()}
	case Person:
		b.Items = []Item{attendance(40_00), load(30_00, 20), mark("服务规范", 30_00), bonus()}
	default:
		b.Items = []Item{mark("场所和人员", 20_00), mark("事项下放承接", 20_00), duties("一次性告知和公示", 20_00), inTime(20_00), spoken(20_00), bonus(), media()}
	}
	for n := range b.Items {
		b.Items[n].Code = string(rune('a' + n))
	}
	return b
}

func attendance(base Points) Item {
	return Item{Name: "到岗", Rule: "缺岗半天每次扣 3 分，扣完为止", Way: ByCount, Base: base, Cap: base, Each: -3_00}
}

func inTime(base Points) Item {
	return Item{Name: "按时办结", Rule: "超过承诺期限办结，每件扣 5 分，扣完为止；本月没有办结件的不计这一项", Way: ByCount,
		Measure: "cases.closed_late", Over: "cases.closed", Base: base, Cap: base, Each: -5_00}
}

func spoken(base Points) Item {
	return Item{Name: "好评率", Rule: "好评占收到评价的比例，达到 95% 得满分；本月没有评价的不计这一项", Way: ByShare,
		Measure: "ratings.good", Over: "ratings.count", Base: base, Cap: base, Full: 95_00}
}

func noBadRating(base Points) Item {
	return Item{Name: "差评", Rule: "每条差评扣 2 分，扣完为止；本月没有评价的不计这一项", Way: ByCount,
		Measure: "ratings.bad", Over: "ratings.count", Base: base, Cap: base, Each: -2_00}
}

func load(base Points, pieces int64) Item {
	return Item{Name: "工作量", Rule: "按办件难度折算：承诺件 1、上报件 0.6、即办件 0.2；同一申请人同一天同一事项算一件", Way: ByVolume,
		Measure: "cases.closed", Base: base, Cap: base, Full: pieces * 100}
}

func duties(name string, base Points) Item {
	return Item{Name: name, Rule: "查到一处不符合，扣 2 分，扣完为止", Way: ByCount, Base: base, Cap: base, Each: -2_00}
}

func mark(name string, base Points) Item {
	return Item{Name: name, Rule: "考核组按检查记录评分", Way: ByMark, Base: base, Cap: base}
}

func bonus() Item {
	return Item{Name: "加分：经验推广、表扬", Rule: "县级每次加 1 分，最多 5 分；没有登记就是没有", Way: ByCount, Cap: 5_00, Each: 1_00}
}

func media() Item {
	return Item{Name: "扣分：负面通报、弄虚作假", Rule: "查实一次扣 5 分，最多 15 分；没有登记就是没有", Way: ByCount, Floor: -15_00, Each: -5_00}
}
