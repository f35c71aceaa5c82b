package normdoc

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/kit/ledger"
	"yingshang/internal/manifest"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/org"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

var (
	office = flow.Actor{Account: "y1", Name: "赵敏", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}, Channel: "pc"}
	leader = flow.Actor{Account: "l1", Name: "县长", Unit: "xzf", Roles: []flow.Role{identity.Leader}, Channel: "pc"}
	head   = flow.Actor{Account: "h1", Name: "刘强", Unit: "zrzy", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	other  = flow.Actor{Account: "h2", Name: "周敏", Unit: "zjj", Roles: []flow.Role{identity.Head}, Channel: "pc"}
	lawyer = flow.Actor{Account: "f1", Name: "法制员", Unit: "sfj", Roles: []flow.Role{identity.Legal}, Channel: "pc"}
	inside = flow.Actor{Account: "f2", Name: "局内法制员", Unit: "zrzy", Roles: []flow.Role{identity.Legal}, Channel: "pc"}
	both2  = flow.Actor{Account: "f3", Name: "身兼两职", Unit: "yhb", Roles: []flow.Role{identity.Legal, identity.Coordinator}, Channel: "pc"}
	public = flow.Actor{Account: "p1", Roles: []flow.Role{identity.Applicant}, Channel: "mobile"}
)

// county is a small county with a register of documents.
type county struct {
	t     *testing.T
	s     *store.Store
	clock *store.SetClock
	cites []manifest.Citation
}

func both(t *testing.T, test func(t *testing.T, c *county)) {
	t.Helper()
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		c := &county{t: t, s: s, clock: clock}
		c.at(2020, 2, 20)
		founder := flow.Actor{Account: "f", Name: "筹建", Unit: "yhb", Roles: []flow.Role{identity.Coordinator}}
		c.act(func(tx *store.Tx) error {
			for code, word := range map[string]string{"yhb": "桃优化办", "xzf": "桃政", "zrzy": "桃自然资", "zjj": "桃住建", "sfj": "桃司"} {
				if _, err := org.Add(tx, founder, org.UnitInput{Code: code, Name: "桃江县" + code, Short: code + "简称", Kind: org.Department, DocWord: word}); err != nil {
					return err
				}
			}
			_, err := org.Add(tx, founder, org.UnitInput{Code: "bdc", Name: "桃江县bdc", Short: "分中心", Kind: org.SubCentre})
			return err
		})
		test(t, c)
	})
}

func (c *county) at(y, m, d int) { c.clock.Set(calendar.DayOf(y, m, d).Start() + 9*3_600_000) }

func (c *county) act(fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Write(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *county) read(fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Read(context.Background(), fn); err != nil {
		c.t.Fatal(err)
	}
}

func (c *county) refused(want *fault.Def, fn func(tx *store.Tx) error) {
	c.t.Helper()
	if err := c.s.Write(context.Background(), fn); !want.Is(err) {
		c.t.Fatalf("应答 %s，得到 %v", want.Code, err)
	}
}

// paper is a document as it would be handed in.
func paper(n int, change ...func(*DocumentInput)) DocumentInput {
	in := DocumentInput{Number: fmt.Sprintf("桃自然资发〔2018〕示例%d号", n), Title: fmt.Sprintf("桃江县示例办法%d", n), Issuer: "zrzy", Business: true,
		Adopted: calendar.DayOf(2018, 5, 1), From: calendar.DayOf(2018, 6, 1)}
	for _, f := range change {
		f(&in)
	}
	return in
}

// old brings in documents that were registered on paper.
func (c *county) old(list ...DocumentInput) {
	c.t.Helper()
	for n, in := range list {
		c.act(func(tx *store.Tx) error {
			published := in.Adopted + 9
			_, err := enterRegistered(tx, office, in, Document{Unified: ptr(fmt.Sprintf("TJDR-%d-%05d", in.From.Year(), 100+n)), PublishedDay: &published})
			return err
		})
	}
}

// issued drafts, registers and publishes a document.
func (c *county) issued(in DocumentInput) (d Document) {
	c.t.Helper()
	c.act(func(tx *store.Tx) (err error) { d, err = Draft(tx, head, in); return err })
	c.act(func(tx *store.Tx) (err error) { d, err = Register(tx, lawyer, d.ID, d.Version); return err })
	c.act(func(tx *store.Tx) (err error) { d, err = Publish(tx, lawyer, d.ID, d.Version); return err })
	return d
}

func (c *county) document(number string) (d Document) {
	c.t.Helper()
	c.read(func(tx *store.Tx) (err error) { d, err = DocumentByNumber(tx, office, number); return err })
	return d
}

func (c *county) round() (r Round) {
	c.t.Helper()
	c.act(func(tx *store.Tx) (err error) {
		r, err = OpenRound(tx, office, RoundInput{Title: "营商环境文件清理", Basis: "桃政办函〔2020〕示例1号", Scope: ScopeBusiness, Articles: []int64{12, 43},
			Due: calendar.DayOf(2020, 3, 17)})
		return err
	})
	return r
}

func (c *county) lines(r Round) (out []Line) {
	c.t.Helper()
	c.read(func(tx *store.Tx) (err error) { out, err = LinesOf(tx, office, r); return err })
	return out
}

// clean says that nothing was found under either article.
var clean = []Finding{{Article: 12}, {Article: 43}}

func (c *county) review(v Review, proposal Decision, findings []Finding) Review {
	c.t.Helper()
	c.act(func(tx *store.Tx) (err error) {
		v, err = FileReview(tx, head, v.ID, v.Version, ReviewInput{Findings: findings, Proposal: proposal, Opinion: "看过"})
		return err
	})
	return v
}

func (c *county) figure(id string) (n int64) {
	c.t.Helper()
	c.read(func(tx *store.Tx) error {
		q := manifest.Query{Period: manifest.Period{From: calendar.DayOf(2020, 1, 1), To: calendar.DayOf(2020, 12, 31)}, AsOf: tx.Now()}
		for _, f := range figures {
			if f.ID == id {
				v, err := f.Value(tx, q)
				n = v.Num
				return err
			}
		}
		return fmt.Errorf("没有 %s", id)
	})
	return n
}

// ledger brings rows in as a CSV file.
func (c *county) ledger(by flow.Actor, kind string, rows ...string) (ledger.Outcome, error) {
	c.t.Helper()
	for _, imp := range importers {
		if imp.Kind == kind {
			var heads []string
			for _, col := range imp.Columns {
				heads = append(heads, col.Zh)
			}
			text := strings.Join(append([]string{strings.Join(heads, ",")}, rows...), "\n")
			return ledger.Import(c.t.Context(), c.s, by, imp, ledger.File{Name: "a.csv", Data: []byte(text)}, ledger.Apply)
		}
	}
	c.t.Fatalf("没有台账 %s", kind)
	return ledger.Outcome{}, nil
}
