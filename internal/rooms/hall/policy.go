package hall

// Class (号别) tells who goes first.
type Class string

const (
	ClassPriority Class = "priority" // 优先
	ClassBooked   Class = "booked"   // 预约
	ClassOrdinary Class = "ordinary" // 普通
)

// PriorityRule is one published line of who goes before whom (叫号规则).
type PriorityRule struct {
	Class  Class
	Letter string // number begins with it
	Zh     string
	Rank   int // lower is called first
	Says   string
}

// PriorityRules is the public order of the counter. The clerk takes the
// visitor's word for it; nobody has to prove age or disability at the door.
var PriorityRules = []PriorityRule{
	{ClassPriority, "P", "优先号", 1, "60 岁以上老人、残疾人、孕妇和带婴幼儿的人先办，说一声就行，不用出示证明"},
	{ClassBooked, "Y", "预约号", 2, "预约的人到了时段，排在优先号之后、普通号之前；提前到的先等时段，晚到也作数"},
	{ClassOrdinary, "A", "普通号", 3, "按取号先后"},
}

// LongWaitSays is the sentence beside the rules.
const LongWaitSays = "普通号等满 40 分钟的，与优先号同排，按取号先后叫，不再被插队"

const (
	slotMinutes   = 30      // length of a bookable slot
	horizon       = 14      // days ahead that can be booked
	personLimit   = 2       // places one person holds at a time; the schema knows two
	longWaitMs    = 2400000 // 40 minutes
	lookBack      = 30      // days of records the estimate is made from
	enoughRecords = 5
	longestQueue  = 500
	longestMatter = 60
)

// RuleOf is the published line of a class.
func RuleOf(c Class) PriorityRule {
	for _, r := range PriorityRules {
		if r.Class == c {
			return r
		}
	}
	return PriorityRule{}
}

// Zh is the class as printed.
func (c Class) Zh() string { return RuleOf(c).Zh }
