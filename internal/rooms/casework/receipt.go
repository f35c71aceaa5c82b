package casework

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/letters"
	"yingshang/internal/registers/workdays"
	"yingshang/internal/rooms/catalogue"
	"yingshang/internal/store"
)

// Accept takes the case on (受理, 许可法 art. 32(5)): all required materials are
// there; the decision clock starts with today as day 0 and the acceptance
// notice is issued.
func Accept(tx *store.Tx, by flow.Actor, id string, seen Seen) (Case, error) {
	return acceptFrom(tx, by, id, seen, tx.Today())
}

// acceptFrom is Accept with the day 0 of the decision clock.
func acceptFrom(tx *store.Tx, by flow.Actor, id string, seen Seen, day calendar.Day) (Case, error) {
	t, err := take(tx, by, id, seen, VerbAccept)
	if err != nil {
		return Case{}, err
	}
	lines, err := materialList(tx, id)
	if err != nil {
		return Case{}, err
	}
	if names := lacking(lines); len(names) > 0 {
		return Case{}, materialsMissing.New(fault.Args{"n": len(names), "names": strings.Join(names, "、")})
	}
	t.now.Acceptor = &by.Account
	if err := startClock(tx, &t.now, day); err != nil {
		return Case{}, err
	}
	return accepted(tx, by, t, lines)
}

// DeemAccepted takes the case on by force of law: five working days passed
// without an outcome, so it counts as accepted from the day of receipt, and
// those days are already used (许可法 art. 32(4)).
func DeemAccepted(tx *store.Tx, by flow.Actor, id string) (Case, error) {
	t, err := take(tx, by, id, 0, VerbDeem)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	if tx.Today() <= *c.NoticeDue {
		return Case{}, notYetDue.New(fault.Args{"due": c.NoticeDue.Chinese()})
	}
	lines, err := materialList(tx, id)
	if err != nil {
		return Case{}, err
	}
	t.now.Deemed = true
	if err := startClock(tx, &t.now, *c.ReceivedDay); err != nil {
		return Case{}, err
	}
	return accepted(tx, by, t, lines)
}

// accepted writes the accepted case with its notice and tells the house.
func accepted(tx *store.Tx, by flow.Actor, t turn, lines []Material) (Case, error) {
	c, now := t.was, t.now
	letter, err := issue(tx, by, now, letters.Acceptance, "受", map[string]string{
		"applied_on":    c.ReceivedAt.Day().Chinese(),
		"accepted_on":   now.AcceptedDay.Chinese(),
		"item":          c.ItemName,
		"materials":     lineNames(lines),
		"promised_due":  now.PromisedDue.Chinese(),
		"statutory_due": now.StatutoryDue.Chinese(),
		"not_counted":   "听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的时间不计算在期限内，需要时另行书面告知",
	})
	if err != nil {
		return Case{}, err
	}
	charge, err := openCharge(tx, by, now)
	if err != nil {
		return Case{}, err
	}
	now, err = move(tx, by, t, say{"letter": letter.Number, "accepted_day": now.AcceptedDay,
		"promised_due": now.PromisedDue, "statutory_due": now.StatutoryDue, "calendar": now.Book}, charge...)
	if err != nil {
		return Case{}, err
	}
	return now, tx.Fact("CaseAccepted", c.ID, say{"number": c.No(), "unit": c.Unit})
}

// startClock sets day 0 and both due days by today's calendar.
func startClock(tx *store.Tx, c *Case, day calendar.Day) error {
	book, err := workdays.Book(tx)
	if err != nil {
		return err
	}
	at := tx.Now()
	c.AcceptedAt, c.AcceptedDay = &at, &day
	d, err := dueDays(book, *c, nil)
	if err != nil {
		return err
	}
	version := book.Version()
	c.PromisedDue, c.StatutoryDue, c.Book = &d.promised, &d.statutory, &version
	return nil
}

// lacking names the required materials that are neither there nor in order.
func lacking(lines []Material) []string {
	var names []string
	for _, line := range short(lines) {
		names = append(names, line.Name)
	}
	return names
}

// short are the lines of those materials. What a pledge stands in for is not
// asked for.
func short(lines []Material) []Material {
	var out []Material
	for _, line := range lines {
		faulty := line.Verdict != nil && *line.Verdict == "faulty"
		if line.Required && line.Pledge == nil && (line.Standing == Missing || faulty) {
			out = append(out, line)
		}
	}
	return out
}

func lineNames(lines []Material) string {
	var names []string
	for _, line := range lines {
		if line.Standing == Provided || line.Standing == Reused || line.Standing == Shared {
			names = append(names, line.Name)
		}
	}
	return strings.Join(names, "、")
}

// Ask is what the window tells the applicant to complete.
type Ask struct {
	Gaps   []Gap
	Due    *calendar.Day // the applicant's last day; default 15 days
	Reason string        // why something visible before is asked for again
}

// AskCorrection tells the applicant once everything that is missing or wrong
// (一次性告知, 许可法 art. 32(4)). A second notice may not name what could already be
// seen in the first submission; with a stated reason it may, and the violation
// is recorded for the supervisor (art. 72(4)).
func AskCorrection(tx *store.Tx, by flow.Actor, id string, seen Seen, ask Ask) (Case, error) {
	t, err := take(tx, by, id, seen, VerbAsk)
	if err != nil {
		return Case{}, err
	}
	lines, err := materialList(tx, id)
	if err != nil {
		return Case{}, err
	}
	if err := checkGaps(lines, ask.Gaps); err != nil {
		return Case{}, err
	}
	earlier, err := noticesOf.All(tx, tx.County(), id)
	if err != nil {
		return Case{}, err
	}
	again := visibleBefore(lines, earlier, ask.Gaps)
	if len(again) > 0 && ask.Reason == "" {
		return Case{}, secondNotice.New(fault.Args{"names": strings.Join(again, "、")})
	}
	due := tx.Today() + correctionDays
	if ask.Due != nil {
		due = *ask.Due
	}
	t.now.CorrectionDue, t.now.NoticeDue = &due, nil
	notice := Notice{Nth: len(earlier) + 1, Items: ask.Gaps, Due: due}
	if len(again) > 0 {
		violation := "再次要求补正首次提交时即可看出的材料：" + strings.Join(again, "、") + "。理由：" + ask.Reason
		notice.Violation = &violation
	}
	return sendNotice(tx, by, t, notice)
}

// sendNotice issues the notice's letter, marks its lines and takes the step.
func sendNotice(tx *store.Tx, by flow.Actor, t turn, notice Notice) (Case, error) {
	c := t.was
	letter, err := issue(tx, by, c, letters.Correction, "补", map[string]string{
		"item":   c.ItemName,
		"gaps":   gapText(notice.Items),
		"due":    notice.Due.Chinese(),
		"effect": "在上述日期前补齐的，自补齐之日起重新计算受理期限；不补的，可以终止办理，已交材料可以再用",
	})
	if err != nil {
		return Case{}, err
	}
	notice.County, notice.ID, notice.CaseID, notice.At = tx.County(), tx.NewID(), c.ID, tx.Now()
	notice.ReceivedAt, notice.ReceivedDay, notice.Letter = *c.ReceivedAt, *c.ReceivedDay, letter.ID
	if err := insertNotice.One(tx, notice); err != nil {
		return Case{}, err
	}
	rows := []journal.Row{{Table: "casework_notice", ID: notice.ID}}
	marked, err := markFaulty(tx, c, notice.Items)
	if err != nil {
		return Case{}, err
	}
	now, err := move(tx, by, t, say{"letter": letter.Number, "nth": notice.Nth, "materials": gapNames(notice.Items),
		"due": notice.Due, "violation": notice.Violation}, append(rows, marked...)...)
	if err != nil {
		return Case{}, err
	}
	return now, tx.Fact("CorrectionAsked", c.ID, say{"number": c.No(), "nth": notice.Nth, "violation": notice.Violation != nil})
}

// checkGaps refuses an empty notice, lines without problem or form, and
// materials that the published item does not list (条例 art. 35).
func checkGaps(lines []Material, gaps []Gap) error {
	var p fault.Problems
	if len(gaps) == 0 {
		p.Add("gaps", "补正内容：请至少勾选一份材料，并写明问题")
	}
	listed := map[string]bool{}
	for _, line := range lines {
		listed[line.Code] = line.Standing != Unneeded
	}
	for _, g := range gaps {
		if !listed[g.Material] {
			return unlistedMaterial.New(fault.Args{"name": g.Name})
		}
		if g.Problem == "" {
			p.Add("problem."+g.Material, "%s：请写明缺什么、错在哪里", g.Name)
		}
		if g.Required == "" {
			p.Add("required."+g.Material, "%s：请写明要什么样的才行", g.Name)
		}
	}
	return p.Err()
}

// visibleBefore is the diff rule: on a second notice, a gap is new only if its
// material was handed in or replaced after the first notice and fails now;
// everything else could have been named the first time.
func visibleBefore(lines []Material, earlier []Notice, gaps []Gap) []string {
	if len(earlier) == 0 {
		return nil
	}
	asked := map[string]bool{}
	for _, n := range earlier {
		for _, g := range n.Items {
			asked[g.Material] = true
		}
	}
	standing := map[string]Standing{}
	for _, line := range lines {
		standing[line.Code] = line.Standing
	}
	var names []string
	for _, g := range gaps {
		resubmitted := asked[g.Material] && standing[g.Material] != Missing
		if !resubmitted {
			names = append(names, g.Name)
		}
	}
	return names
}

// markFaulty notes on the lines what the notice says of them.
func markFaulty(tx *store.Tx, c Case, gaps []Gap) ([]journal.Row, error) {
	lines, err := materialList(tx, c.ID)
	if err != nil {
		return nil, err
	}
	problem := map[string]string{}
	for _, g := range gaps {
		problem[g.Material] = g.Problem
	}
	faulty := "faulty"
	var rows []journal.Row
	for _, line := range lines {
		what, named := problem[line.Code]
		if !named {
			continue
		}
		_, err := saveMaterial.Run(tx, line.Standing, &faulty, line.Paper, line.Pages, what, tx.County(), line.ID)
		if err != nil {
			return nil, err
		}
		rows = append(rows, journal.Row{Table: "casework_material", ID: line.ID})
	}
	return rows, nil
}

// Resubmit hands in what was asked for. The five days for the window's answer
// run anew from here; every gap must be filled first.
func Resubmit(tx *store.Tx, by flow.Actor, id string, seen Seen) (Case, error) {
	t, err := take(tx, by, id, seen, VerbResubmit)
	if err != nil {
		return Case{}, err
	}
	c := t.was
	lines, err := materialList(tx, id)
	if err != nil {
		return Case{}, err
	}
	if names := lacking(lines); len(names) > 0 {
		return Case{}, materialsMissing.New(fault.Args{"n": len(names), "names": strings.Join(names, "、")})
	}
	if err := receive(tx, &t.now, tx.Now()); err != nil {
		return Case{}, err
	}
	t.now.CorrectionDue = nil
	t.now.EndAskedBy, t.now.EndAskedReason = nil, nil // what was missing is there
	return move(tx, by, t, say{"submitted": c.SubmittedAt, "notice_due": t.now.NoticeDue})
}

// AnswerNotNeeded tells at once that no licence is needed (许可法 art. 32(1)).
func AnswerNotNeeded(tx *store.Tx, by flow.Actor, id string, seen Seen, reason string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbNotNeeded)
	if err != nil {
		return Case{}, err
	}
	var p fault.Problems
	require(&p, "reason", reason, "理由：请写明为什么不需要许可")
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	letter, err := issue(tx, by, t.was, letters.NotRequired, "不", map[string]string{
		"item": t.was.ItemName, "reason": reason})
	if err != nil {
		return Case{}, err
	}
	return end(tx, by, t, reason, letter.Number)
}

// AnswerNotOurs decides not to accept and names the body to turn to (许可法 art.
// 32(2)); the decision states the remedies.
func AnswerNotOurs(tx *store.Tx, by flow.Actor, id string, seen Seen, reason, body string) (Case, error) {
	t, err := take(tx, by, id, seen, VerbNotOurs)
	if err != nil {
		return Case{}, err
	}
	var p fault.Problems
	require(&p, "reason", reason, "理由：请写明为什么不予受理")
	require(&p, "competent_body", body, "该去哪里办：请写明有权办理的机关")
	if err := p.Err(); err != nil {
		return Case{}, err
	}
	letter, err := issue(tx, by, t.was, letters.NonAcceptance, "不受", map[string]string{
		"item": t.was.ItemName, "reason": reason, "competent_body": body})
	if err != nil {
		return Case{}, err
	}
	return end(tx, by, t, reason, letter.Number)
}

// Fix corrects a value of the application on the spot, in the applicant's
// presence (当场更正, 许可法 art. 32(3)); old and new value are kept.
type Fix struct {
	Field  string // an answer's question id, or "delivery"
	New    string
	Reason string
}

// FixOnSpot applies a fix while the case waits for its outcome.
func FixOnSpot(tx *store.Tx, by flow.Actor, id string, seen Seen, fix Fix) (Case, error) {
	t, err := take(tx, by, id, seen, VerbFix)
	if err != nil {
		return Case{}, err
	}
	return amend(tx, by, t, fix, true)
}

// gapText lists the gaps as the notice prints them.
func gapText(gaps []Gap) string {
	lines := make([]string, len(gaps))
	for i, g := range gaps {
		lines[i] = g.Name + "：" + g.Problem + "；要求：" + g.Required
		if g.Basis != "" {
			lines[i] += "（" + g.Basis + "）"
		}
	}
	return strings.Join(lines, "\n")
}

func gapNames(gaps []Gap) []string {
	names := make([]string, len(gaps))
	for i, g := range gaps {
		names[i] = g.Name
	}
	return names
}

// currentVersion reads the item version the case keeps.
func currentVersion(tx *store.Tx, c Case) (catalogue.Version, error) {
	return catalogue.VersionByID(tx, c.ItemVersion)
}
