package casework

import (
	"context"
	"errors"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

// verbActs calls every verb of the table with input that its form accepts, so
// that only state, person and guards can refuse it.
var verbActs = map[flow.Verb]func(tx *store.Tx, by flow.Actor, id string) error{
	VerbSubmit: func(tx *store.Tx, by flow.Actor, id string) error { _, err := Submit(tx, by, id, 0); return err },
	VerbFix:    fixing(FixOnSpot), VerbCorrect: fixing(Correct),
	VerbAsk: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := AskCorrection(tx, by, id, 0, Ask{Reason: "首次漏看", Gaps: []Gap{{Material: "plan", Name: "规划总平面图", Problem: "缺签章", Required: "原件"}}})
		return err
	},
	VerbResubmit: only(Resubmit), VerbAccept: only(Accept), VerbClose: only(Close), VerbTerminate: only(Terminate),
	VerbNotNeeded: texted(AnswerNotNeeded), VerbResume: texted(Resume), VerbSendBack: texted(SendBack),
	VerbWithdraw: texted(Withdraw), VerbAskEnd: texted(AskTermination),
	VerbNotOurs: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := AnswerNotOurs(tx, by, id, 0, "不属于本机关职权", "住建局")
		return err
	},
	VerbDeem:   func(tx *store.Tx, by flow.Actor, id string) error { _, err := DeemAccepted(tx, by, id); return err },
	VerbRenew:  func(tx *store.Tx, by flow.Actor, id string) error { _, err := DeemRenewed(tx, by, id); return err },
	VerbAssign: func(tx *store.Tx, by flow.Actor, id string) error { _, err := Assign(tx, by, id, 0, ""); return err },
	VerbOpine: func(tx *store.Tx, by flow.Actor, id string) error {
		second := "somebody-else"
		_, err := Opine(tx, by, id, 0, Opinion{Kind: OpinionOnsite, Second: &second, Conclusion: "grant", Body: "一致"})
		return err
	},
	VerbSuspend: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := Suspend(tx, by, id, 0, Stop{Ground: "听证", Planned: tx.Today() + pauseLength, Body: "听证会"})
		return err
	},
	VerbExtend: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := Extend(tx, by, id, 0, extensionLength, "补充勘察")
		return err
	},
	VerbPropose: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := Propose(tx, by, id, 0, "grant", "符合")
		return err
	},
	VerbGrant: deciding(Grant), VerbRefuse: deciding(Refuse), VerbRelay: deciding(HandUp),
	VerbIssue: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := Issue(tx, by, id, 0, Certificate{Number: "证" + id, ValidFrom: tx.Today()})
		return err
	},
	VerbDeliver: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := Deliver(tx, by, id, 0, handedOver(tx))
		return err
	},
	VerbPromise: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := PromiseSupplement(tx, by, id, 0, Promise{Signature: signed})
		return err
	},
	VerbDefer: only(AcceptConditional), VerbGiveMore: only(GiveMoreTime),
	VerbSupply: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := Supplement(tx, by, id, 0, Supply{Sheet: Sheet{Code: "plan", Pages: 1}})
		return err
	},
	VerbCheck: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := CheckSupplement(tx, by, id, 0, "plan", "")
		return err
	},
	VerbRemind: func(tx *store.Tx, by flow.Actor, id string) error { _, err := RemindSupplement(tx, by, id); return err },
	VerbLapse:  func(tx *store.Tx, by flow.Actor, id string) error { _, err := LapseSupplement(tx, by, id); return err },
	VerbAskMore: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := AskMoreTime(tx, by, id, 0, MoreTime{tx.Today() + 1, "洪水封路"})
		return err
	},
	VerbPledge: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := SignPledge(tx, by, id, 0, signed, "plan")
		return err
	},
	VerbVerify: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := VerifyPledge(tx, by, id, 0, Verification{True: true, Finding: "一致", Second: "somebody-else"})
		return err
	},
	VerbRectify: texted(ConfirmRectified), VerbRevoke: texted(Revoke),
	VerbReopen: func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := Reopen(tx, by, id, 0, "桃政复决字〔2020〕1号", "原决定被撤销")
		return err
	},
}

const (
	pauseLength     = 5 // calendar days
	extensionLength = 4 // working days
)

func only(verb func(*store.Tx, flow.Actor, string, Seen) (Case, error)) func(*store.Tx, flow.Actor, string) error {
	return func(tx *store.Tx, by flow.Actor, id string) error { _, err := verb(tx, by, id, 0); return err }
}

func texted(verb func(*store.Tx, flow.Actor, string, Seen, string) (Case, error)) func(*store.Tx, flow.Actor, string) error {
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := verb(tx, by, id, 0, "写明了的理由")
		return err
	}
}

func deciding(verb func(*store.Tx, flow.Actor, string, Seen, Verdict) (Case, error)) func(*store.Tx, flow.Actor, string) error {
	return func(tx *store.Tx, by flow.Actor, id string) error {
		_, err := verb(tx, by, id, 0, Verdict{Reasons: "事实和理由", Overdue: "写明了的原因"})
		return err
	}
}

// fixing changes the way of delivery to another one than it is.
func fixing(verb func(*store.Tx, flow.Actor, string, Seen, Fix) (Case, error)) func(*store.Tx, flow.Actor, string) error {
	return func(tx *store.Tx, by flow.Actor, id string) error {
		c, _, err := caseByID.Find(tx, tx.County(), id)
		if err != nil {
			return err
		}
		next := "mail"
		if c.DeliveryChoice == next {
			next = "window"
		}
		_, err = verb(tx, by, id, 0, Fix{Field: "delivery", New: next, Reason: "申请人要求"})
		return err
	}
}

var errUndo = errors.New("undo")

// Test状态表逐格核对 tries every state, verb and role: what the table has goes
// through or meets a guard of its own, everything else is refused by the table.
func Test状态表逐格核对(t *testing.T) {
	t.Parallel()
	s, clock := storetest.SQLite(t)
	c := newCounty(t, s, clock)
	model := c.proposed("plan-permit")
	for _, info := range Flow.States {
		id := c.standing(model, info.State)
		for verb, act := range verbActs {
			for _, role := range append([]identity.RoleInfo{{Role: flow.RoleSystem}}, identity.Roles...) {
				// The leader's part lets everybody see the case and opens no step.
				by := flow.Actor{Account: "cell", Name: "某", Unit: "plan", Party: c.party, Roles: []flow.Role{role.Role, identity.Leader}}
				err := s.Write(context.Background(), func(tx *store.Tx) error { return errors.Join(act(tx, by, id), errUndo) })
				if want := cell(info.State, verb, role.Role); !agrees(err, want) {
					t.Errorf("“%s”时%s %s：得到 %v，要 %v", info.Staff, role.Zh, verb, err, want)
				}
			}
		}
	}
	for _, step := range Flow.Steps {
		if verbActs[step.Verb] == nil {
			t.Errorf("没有试过 %s", step.Verb)
		}
	}
}

// cell reads the table by hand: nil for allowed, else the refusal.
func cell(from flow.State, verb flow.Verb, role flow.Role) *fault.Def {
	for _, step := range Flow.Steps {
		if step.From != from || step.Verb != verb {
			continue
		}
		for _, r := range step.Roles {
			if r == role {
				return nil
			}
		}
		return flow.StepForbidden
	}
	return flow.StepRefused
}

func agrees(err error, want *fault.Def) bool {
	f, refused := fault.Of(err)
	if want != nil {
		return refused && f.Def == want
	}
	return !refused || f.Def != flow.StepForbidden && f.Def != flow.StepRefused && f.Def != notFound
}

// standing puts a copy of the case into the state, with what the state needs.
func (c *county) standing(like Case, state flow.State) string {
	c.t.Helper()
	k := like
	err := c.s.Maintain(context.Background(), func(tx *store.Tx) error {
		number, decision := "TJ-"+string(state), tx.NewID()
		at, day, outcome := calendar.Instant(tx.Now()), tx.Today(), OutcomeGranted
		k.ID, k.State, k.Number, k.Version = tx.NewID(), state, &number, 1
		k.DecidedAt, k.DecidedDay, k.Outcome, k.EndAskedBy, k.EndAskedReason = &at, &day, &outcome, &number, &number
		if err := insertCase.One(tx, k); err != nil {
			return err
		}
		if state == Special {
			p := Pause{County: k.County, ID: tx.NewID(), CaseID: k.ID, Ground: "听证", Approver: "a", Handler: "h", FromDay: day, Planned: day + 3}
			if err := insertPause.One(tx, p); err != nil {
				return err
			}
		}
		if state == Accepted || state == InReview || state == Special || state == ToDecide {
			return nil // undecided: a second decision may come
		}
		return insertDecision.One(tx, Decision{County: k.County, ID: decision, CaseID: k.ID, Outcome: outcome, Decider: "a", At: at})
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return k.ID
}
