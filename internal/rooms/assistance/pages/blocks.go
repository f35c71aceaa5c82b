package pages

import (
	"fmt"

	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/registers/org"
	"yingshang/internal/registers/party"
	"yingshang/internal/rooms/assistance"
	"yingshang/internal/store"
)

// blocksView is the list of stuck steps in sight.
type blocksView struct {
	Page    ui.Page
	List    []assistance.Block
	Units   map[string]string
	Account string
	Unit    string
	Answers bool
	form    func(id string) *ui.Form
}

// mine reports whether the actor asked, and owes whether the actor's unit has to answer.
func (v blocksView) mine(b assistance.Block) bool {
	return b.State == assistance.BlockRaised && b.RaisedBy == v.Account
}

func (v blocksView) owes(b assistance.Block) bool {
	return b.State == assistance.BlockRaised && v.Answers && b.Unit == v.Unit && b.RaisedBy != v.Account
}

func showBlocks(c *kit.Ctx) error {
	v := blocksView{Page: c.Page("帮代办卡点"), Units: map[string]string{}, Account: c.Actor.Account, Unit: c.Actor.Unit,
		Answers: c.Can("assistance.answer"), form: c.FormOf}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.List, err = assistance.Blocks(tx, c.Actor, 100); err != nil {
			return err
		}
		for _, b := range v.List {
			if v.Units[b.Unit], err = org.ShortName(tx, b.Unit); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(blocksPage(v))
}

// projectView is one project: the same page for its owner and the agent.
type projectView struct {
	Page  ui.Page
	Board assistance.Board
	Who   string
	Unit  string
	Lines []line
	Staff bool
	Cases string // where the viewer opens a case, "" if nowhere
}

func showProject(c *kit.Ctx) error {
	v := projectView{Staff: c.Actor.Unit != ""}
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.Board, err = assistance.ShowBoard(tx, c.Actor, c.Path("id")); err != nil {
			return err
		}
		owner, err := party.ByID(tx, v.Board.Project.PartyID)
		if err != nil {
			return err
		}
		v.Who = owner.Name
		if v.Unit, err = org.ShortName(tx, v.Board.Project.Unit); err != nil {
			return err
		}
		list := make([]assistance.Entrustment, len(v.Board.Dossiers))
		for i, d := range v.Board.Dossiers {
			list[i] = d.Entrustment
		}
		v.Lines, err = linesOf(tx, list)
		return err
	})
	if err != nil {
		return err
	}
	back := ui.Link{Label: "委托帮代办", Href: "/me/grants"}
	if v.Staff {
		back = ui.Link{Label: "重点项目看板", Href: "/agents/projects"}
	}
	v.Page = c.Page("项目 "+v.Board.Project.Name).WithBack(back.Label, back.Href)
	return c.Render(projectPage(v))
}

// boardLine is one project of the board.
type boardLine struct {
	assistance.Board
	Who, Holders string
}

type projectsView struct {
	Page ui.Page
	List []boardLine
}

func showProjects(c *kit.Ctx) error {
	v := projectsView{Page: c.Page("项目看板").WithBack("帮代办", "/agents")}
	err := c.Read(func(tx *store.Tx) error {
		boards, err := assistance.Boards(tx, c.Actor)
		if err != nil {
			return err
		}
		names := map[string]string{}
		for _, b := range boards {
			owner, err := party.ByID(tx, b.Project.PartyID)
			if err != nil {
				return err
			}
			one := boardLine{Board: b, Who: owner.Name}
			for _, d := range b.Dossiers {
				if d.Entrustment.Agent == nil {
					continue
				}
				name, err := agentName(tx, names, *d.Entrustment.Agent)
				if err != nil {
					return err
				}
				if one.Holders != "" {
					one.Holders += "、"
				}
				one.Holders += name
			}
			v.List = append(v.List, one)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.Render(projectsPage(v))
}

// count prints how many cases stand in a stage.
func (l boardLine) count(stage assistance.Stage) string { return fmt.Sprint(len(l.Cases(stage))) }

// showLetter is the authority as a sheet of paper, to be signed or kept.
func showLetter(c *kit.Ctx) error {
	v := dossierView{form: c.FormOf, Names: map[string]string{}}
	id := c.Path("id")
	err := c.Read(func(tx *store.Tx) (err error) {
		if v.D, err = assistance.Show(tx, c.Actor, id); err != nil {
			return err
		}
		return v.names(tx)
	})
	if err != nil {
		return err
	}
	v.Page = c.Page("授权委托书 "+v.E.Number).WithBack("返回", "/agents/"+id)
	return c.Render(authorityPage(v))
}
