package hall

// Class (号别) tells who goes first.
type Class string

const (
	ClassPriority Class = "priority" // 优先
	ClassBooked   Class = "booked"   // 预约
	ClassOrdinary Class = "ordinary" // 普通
)

// Classes are the classes with their words and the letter their numbers begin with.
var Classes = []struct {
	Class  Class
	Letter string
	Zh     string
}{
	{ClassPriority, "P", "优先号"}, {ClassBooked, "Y", "预约号"}, {ClassOrdinary, "A", "普通号"},
}

const (
	slotMinutes   = 30  // length of a bookable slot
	horizon       = 14  // days ahead that can be booked
	personLimit   = 2   // places one person holds at a time; the schema knows two
	longestWait   = 240 // minutes after which a rule may put ordinary numbers first
	lookBack      = 30  // days of records the estimate is made from
	enoughRecords = 5
	longestQueue  = 500
	longestMatter = 60
	longestSays   = 100
)

// letter begins the numbers of a class.
func (c Class) letter() string {
	for _, known := range Classes {
		if known.Class == c {
			return known.Letter
		}
	}
	return ""
}

// Zh is the class as printed.
func (c Class) Zh() string {
	for _, known := range Classes {
		if known.Class == c {
			return known.Zh
		}
	}
	return ""
}
