package pages

import (
	"strings"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/rooms/casework"
	"yingshang/internal/store"
)

// act runs one verb on the entrustment of the address and returns to its page.
func act(c *kit.Ctx, form, done string, verb func(tx *store.Tx, f *ui.Form, id string, version int64) error) error {
	f, id := c.FormOf(form), c.Path("id")
	version := f.Int("version", "页面版本", 1, 1<<40)
	return settle(c, done, showDossier, func(tx *store.Tx) (string, error) {
		if err := f.Err(); err != nil {
			return "", err
		}
		return "/agents/" + id, verb(tx, f, id, version)
	})
}

// settle runs a form's act; the next page says that it is done.
func settle(c *kit.Ctx, done string, show kit.Handler, run func(tx *store.Tx) (string, error)) error {
	to, err := c.Act(run)
	if err != nil {
		return c.Again(err, show)
	}
	c.Flash(done)
	return c.Redirect(to)
}

func claim(c *kit.Ctx) error {
	return act(c, "claim", "认领了。现在由您帮代办这件事。", func(tx *store.Tx, _ *ui.Form, id string, version int64) error {
		_, err := assistance.TakeUp(tx, c.Actor, id, version)
		return err
	})
}

func handOver(c *kit.Ctx) error {
	return act(c, "hand-over", "已转交，两段经手都留在记录里。", func(tx *store.Tx, f *ui.Form, id string, version int64) error {
		_, err := assistance.HandOver(tx, c.Actor, id, version, f.Text("to"), f.Lines("reason"))
		return err
	})
}

func release(c *kit.Ctx) error {
	return act(c, "release", "已退回，等别的帮代办员认领。", func(tx *store.Tx, f *ui.Form, id string, version int64) error {
		_, err := assistance.Release(tx, c.Actor, id, version, f.Lines("reason"))
		return err
	})
}

func openCase(c *kit.Ctx) error {
	item := c.Path("item")
	return act(c, "open-"+item, "申请填好了，还没有提交。请交材料后提交。", func(tx *store.Tx, f *ui.Form, id string, version int64) error {
		answers := map[string]string{}
		for name := range f.Values {
			if question, ok := strings.CutPrefix(name, "a."); ok {
				answers[question] = f.Text(name)
			}
		}
		_, err := assistance.OpenCase(tx, c.Actor, id, version, casework.Filing{Item: item, Answers: answers,
			Mobile: f.Text("mobile"), Delivery: f.Text("delivery")})
		return err
	})
}

// onCase is act for one case of the entrustment.
func onCase(c *kit.Ctx, form, done string, verb func(tx *store.Tx, f *ui.Form, on assistance.CaseAct) error) error {
	return act(c, form+"-"+c.Path("case"), done, func(tx *store.Tx, f *ui.Form, id string, version int64) error {
		return verb(tx, f, assistance.CaseAct{Entrustment: id, Version: version, Case: c.Path("case")})
	})
}

func raise(c *kit.Ctx) error {
	return onCase(c, "raise", "已请承办单位答复，时限开始计。", func(tx *store.Tx, f *ui.Form, on assistance.CaseAct) error {
		_, err := assistance.Raise(tx, c.Actor, on, f.Lines("question"))
		return err
	})
}

// onBlock runs a verb on the stuck step of the address and returns to the list.
func onBlock(c *kit.Ctx, form, done string, verb func(tx *store.Tx, f *ui.Form, id string, version int64) error) error {
	id := c.Path("id")
	f := c.FormOf(form + "-" + id)
	version := f.Int("version", "页面版本", 1, 1<<40)
	return settle(c, done, showBlocks, func(tx *store.Tx) (string, error) {
		if err := f.Err(); err != nil {
			return "", err
		}
		return "/blocks", verb(tx, f, id, version)
	})
}

func answerBlock(c *kit.Ctx) error {
	return onBlock(c, "answer", "已答复，申请人和帮代办员都能看到。", func(tx *store.Tx, f *ui.Form, id string, version int64) error {
		_, err := assistance.AnswerBlock(tx, c.Actor, id, version, f.Lines("answer"))
		return err
	})
}

func takeBackBlock(c *kit.Ctx) error {
	return onBlock(c, "take-back", "已收回。", func(tx *store.Tx, _ *ui.Form, id string, version int64) error {
		_, err := assistance.TakeBackBlock(tx, c.Actor, id, version)
		return err
	})
}

// submitCase submits a draft, or hands a correction in again.
func submitCase(c *kit.Ctx) error {
	return onCase(c, "submit", "已代为提交。回执在申请人的“我的办件”里。", func(tx *store.Tx, _ *ui.Form, on assistance.CaseAct) error {
		k, err := assistance.CaseFile(tx, c.Actor, on.Entrustment, on.Case)
		if err != nil {
			return err
		}
		if k.Case.State == casework.Correction {
			_, err = assistance.Resubmit(tx, c.Actor, on)
			return err
		}
		_, err = assistance.Submit(tx, c.Actor, on)
		return err
	})
}

func withdrawCase(c *kit.Ctx) error {
	return onCase(c, "withdraw", "已代为撤回。", func(tx *store.Tx, f *ui.Form, on assistance.CaseAct) error {
		_, err := assistance.Withdraw(tx, c.Actor, on, f.Lines("reason"))
		return err
	})
}

// serviceOf reads a service event from its form.
func serviceOf(f *ui.Form) (assistance.Service, error) {
	in := assistance.Service{Kind: assistance.ServiceKind(f.Text("kind")), Matter: f.Text("matter"), Place: f.Text("place"),
		MailNumber: strings.ToUpper(f.Code("mail_number")), Evidence: f.Text("evidence")}
	if n := f.OptionalInt("minutes", "用时", 0, 1440); n != nil {
		in.Minutes = int(*n)
	}
	day, clock := f.Day("day", "日期"), f.Need("time", "开始时间")
	at, err := calendar.ParseInstant(day.String() + " " + clock)
	if err != nil && clock != "" {
		f.Problem("time", "开始时间：请写成“18:30”")
	}
	in.BeganAt = at
	return in, f.Err()
}

func serve(c *kit.Ctx) error {
	return act(c, "serve", "服务已登记。", func(tx *store.Tx, f *ui.Form, id string, version int64) error {
		in, err := serviceOf(f)
		if err == nil {
			_, err = assistance.Log(tx, c.Actor, id, version, in)
		}
		return err
	})
}

func logService(c *kit.Ctx) error {
	f := c.FormOf("service")
	return settle(c, "服务已登记。", showBoard, func(tx *store.Tx) (string, error) {
		in, err := serviceOf(f)
		if err == nil {
			_, err = assistance.Log(tx, c.Actor, "", 0, in)
		}
		return "/agents", err
	})
}

func arrived(c *kit.Ctx) error {
	f := c.FormOf("arrived-" + c.Path("id"))
	return settle(c, "签收已登记。", showBoard, func(tx *store.Tx) (string, error) {
		day := f.Day("day", "签收日期")
		if err := f.Err(); err != nil {
			return "", err
		}
		return "/agents", assistance.Arrived(tx, c.Actor, c.Path("id"), day)
	})
}

func deliver(c *kit.Ctx) error {
	return act(c, "deliver", "已登记送达。", func(tx *store.Tx, _ *ui.Form, id string, version int64) error {
		_, err := assistance.Deliver(tx, c.Actor, id, version)
		return err
	})
}

func file(c *kit.Ctx) error {
	return act(c, "file", "已归档，等申请人或优化办回访。", func(tx *store.Tx, _ *ui.Form, id string, version int64) error {
		_, err := assistance.File(tx, c.Actor, id, version)
		return err
	})
}

func visit(c *kit.Ctx) error {
	return act(c, "visit", "回访已登记，谢谢。", func(tx *store.Tx, f *ui.Form, id string, version int64) error {
		level := f.OptionalInt("level", "满意程度", 1, 5)
		if level == nil {
			level = new(int64)
		}
		_, err := assistance.Visit(tx, c.Actor, id, version, int(*level), f.Lines("words"))
		return err
	})
}

func revoke(c *kit.Ctx) error {
	return act(c, "revoke", "委托已撤销，对方从现在起不能再代办。", func(tx *store.Tx, f *ui.Form, id string, version int64) error {
		_, err := assistance.Revoke(tx, c.Actor, id, version, f.Lines("reason"))
		return err
	})
}
