package pages

import (
	"yingshang/internal/kit"
	"yingshang/internal/kit/record"
	"yingshang/internal/kit/ui"
	"yingshang/internal/rooms/supervision"
	"yingshang/internal/store"
)

// deskView is what waits for the actor.
type deskView struct {
	Page  ui.Page
	It    supervision.Desk
	Names map[string]string
	Piles []pile
}

// pile is one kind of findings that wait.
type pile struct {
	Title, Note string
	List        []supervision.Standing
}

func (d door) showDesk(c *kit.Ctx) error {
	v := deskView{Page: c.Page("督查整改")}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Names, err = record.UnitNames(tx); err != nil {
			return err
		}
		v.It, err = supervision.DeskOf(tx, c.Actor)
		return err
	})
	if err != nil {
		return err
	}
	for _, p := range []pile{
		{"本单位要整改的", "报整改要有证明，由别的单位核查", v.It.Owed}, {"等交办", "登记的人不能交办", v.It.Drafts}, {"等核查", "核查要写明怎么核查的", v.It.Verify},
		{"逾期没有整改", "可以发督办函", v.It.Late}, {"该回头看的", "看改好的有没有反弹", v.It.Look},
	} {
		if len(p.List) > 0 {
			v.Piles = append(v.Piles, p)
		}
	}
	return c.Render(deskPage(v))
}

func (v deskView) empty() bool {
	return len(v.Piles) == 0 && len(v.It.Asked) == 0 && len(v.It.Orders) == 0 && len(v.It.Stuck) == 0 && len(v.It.Rounds) == 0
}
