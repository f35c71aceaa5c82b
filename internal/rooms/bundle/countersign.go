package bundle

// Quorum says how many of the units asked have to agree.
type Quorum string

const (
	All   Quorum = "all"   // 全体同意
	Any   Quorum = "any"   // 任一同意
	Ratio Quorum = "ratio" // 达到比例
)

// Vote is what one unit says.
type Vote string

const (
	Agree   Vote = "agree"   // 同意
	Against Vote = "against" // 不同意
)

// VoteZh words a vote; the empty one is a unit that has not answered.
var VoteZh = map[Vote]string{"": "等意见", Agree: "同意", Against: "不同意"}

// Countersign is the rule of a countersign (会签), as data.
type Countersign struct {
	Units   []string `json:"units"`
	Quorum  Quorum   `json:"quorum"`
	Num     int      `json:"num,omitempty"` // of a share: at least Num in Den
	Den     int      `json:"den,omitempty"`
	Days    int      `json:"days"`    // working days to answer
	Silence Vote     `json:"silence"` // what no answer counts as when the days are over
}

// Result is how a countersign stands.
type Result string

const (
	Undecided Result = ""
	Passed    Result = "passed"
	Failed    Result = "failed"
)

// Needed is how many have to agree.
func (c Countersign) Needed() int {
	n := len(c.Units)
	switch c.Quorum {
	case Any:
		return 1
	case Ratio:
		return (c.Num*n + c.Den - 1) / c.Den
	}
	return n
}

// Tally says how the votes stand; over means that the term has ended, so that
// silence counts. It passes as soon as enough agree and fails as soon as enough
// cannot agree any more; when over it is always decided.
func (c Countersign) Tally(votes []Vote, over bool) Result {
	agree, open := 0, 0
	for _, v := range votes {
		if v == "" && over {
			v = c.Silence
		}
		switch v {
		case Agree:
			agree++
		case "":
			open++
		}
	}
	switch need := c.Needed(); {
	case agree >= need:
		return Passed
	case agree+open < need:
		return Failed
	}
	return Undecided
}

// mostRounds is how often a step may be put forward in all; after the last "no"
// it has failed for good, so that nothing goes round for ever.
const mostRounds = 3
