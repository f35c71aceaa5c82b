package papers_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kernel/flow"
	"yingshang/internal/registers/identity"
	"yingshang/internal/registers/journal"
	"yingshang/internal/registers/papers"
	"yingshang/internal/registers/party"
	"yingshang/internal/store"
	"yingshang/internal/store/blob"
	"yingshang/internal/store/storetest"
)

var (
	clerk  = flow.Actor{Account: "u-wang", Name: "王芳", Roles: []flow.Role{identity.Clerk}, Unit: "zrzy", Channel: "window"}
	warden = flow.Actor{Account: "u-safe", Roles: []flow.Role{identity.SafetyAdmin}}
)

// bench is a store with one enterprise, its account and one checked file.
type bench struct {
	*testing.T
	s     *store.Store
	owner flow.Actor
	file  papers.Checked
}

func setup(t *testing.T, s *store.Store) bench {
	t.Helper()
	b := bench{T: t, s: s}
	b.write(func(tx *store.Tx) error {
		p, err := party.Register(tx, clerk, party.Draft{Kind: party.Enterprise, Name: "桃江县青竹示例制造有限公司", Credit: "91430922MA4DEM002W"})
		b.owner = flow.Actor{Account: "a-li", Roles: []flow.Role{identity.Applicant}, Party: p.ID, Channel: "pc"}
		return err
	})
	b.file = papers.Checked{Stored: blob.Stored{Digest: strings.Repeat("a", 64), Size: 100}, Mime: "application/pdf", Ext: ".pdf"}
	return b
}

func (b bench) write(fn func(tx *store.Tx) error) {
	b.Helper()
	if err := b.s.Write(context.Background(), fn); err != nil {
		b.Fatal(err)
	}
}

func (b bench) read(fn func(tx *store.Tx) error) {
	b.Helper()
	if err := b.s.Read(context.Background(), fn); err != nil {
		b.Fatal(err)
	}
}

func (b bench) refused(def *fault.Def, fn func(tx *store.Tx) error) {
	b.Helper()
	if err := b.s.Write(context.Background(), fn); !def.Is(err) {
		b.Errorf("want %s, got %v", def.Code, err)
	}
}

func (b bench) draft() papers.Draft {
	return papers.Draft{Party: b.owner.Party, Kind: "site-plan", Name: "规划总平面图", Case: "case-1", File: b.file, Grade: papers.GradeC}
}

func (b bench) received(by flow.Actor, d papers.Draft) papers.Paper {
	b.Helper()
	var p papers.Paper
	b.write(func(tx *store.Tx) (err error) {
		p, err = papers.Receive(tx, by, d)
		return err
	})
	return p
}

func TestReceive_等级由收件人决定(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		stranger := b.owner
		stranger.Party = "other"
		for _, c := range []struct {
			by     flow.Actor
			grade  papers.Grade
			issuer string
			want   *fault.Def
		}{
			{b.owner, papers.GradeC, "", nil}, {b.owner, papers.GradeD, "", nil}, {b.owner, papers.GradeB, "", papers.GradeDenied},
			{b.owner, papers.GradeA, "", papers.GradeDenied}, {clerk, papers.GradeB, "", nil}, {clerk, papers.GradeA, "sgj", papers.GradeDenied},
			{clerk, papers.GradeA, "zrzy", nil}, {flow.System("exchange"), papers.GradeA, "sgj", nil}, {clerk, "E", "", papers.GradeDenied},
			{stranger, papers.GradeC, "", papers.NotOwn}, {warden, papers.GradeC, "", flow.StepForbidden},
		} {
			d := b.draft()
			d.Grade, d.IssuedBy = c.grade, c.issuer
			err := s.Write(context.Background(), func(tx *store.Tx) error {
				p, err := papers.Receive(tx, c.by, d)
				if err == nil && (p.VerifiedBy != nil) != (c.grade == papers.GradeB) {
					t.Errorf("%s verified by %v", c.grade, p.VerifiedBy)
				}
				return err
			})
			if (c.want == nil && err != nil) || (c.want != nil && !c.want.Is(err)) {
				t.Errorf("%v grade %s: %v", c.by.Roles, c.grade, err)
			}
		}
	})
}

func TestReceive_每件有限额(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		d := b.draft()
		d.File.Size = 499 << 20
		b.received(b.owner, d)
		d.File.Size = 2 << 20
		b.refused(papers.QuotaReached, func(tx *store.Tx) error {
			_, err := papers.Receive(tx, b.owner, d)
			return err
		})
		d.Case = "case-2"
		b.received(b.owner, d)
	})
}

func TestVerify_核原件后升为B级(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		b := setup(t, s)
		p := b.received(b.owner, b.draft())
		verify := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := papers.Verify(tx, by, p.ID)
				return err
			}
		}
		b.refused(flow.StepForbidden, verify(b.owner))
		b.write(verify(clerk))
		b.refused(papers.NotForCheck, verify(clerk))
		b.read(func(tx *store.Tx) error {
			got, err := papers.ByID(tx, p.ID)
			if got.Grade != papers.GradeB || *got.VerifiedBy != "王芳" || *got.VerifiedAt < storetest.Start {
				t.Errorf("%+v", got)
			}
			return err
		})
	})
}

func TestUseFor_要同意_每次都记(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		p := b.received(b.owner, b.draft())
		use := func(caseID, purpose string) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := papers.UseFor(tx, clerk, p.ID, caseID, purpose)
				return err
			}
		}
		consent := func(by flow.Actor) func(tx *store.Tx) error {
			return func(tx *store.Tx) error {
				_, err := papers.Consent(tx, by, p.ID, "item-plan")
				return err
			}
		}
		stranger := b.owner
		stranger.Party = "other"
		b.refused(papers.NoConsent, use("case-2", "item-plan"))
		b.refused(papers.NotOwn, consent(stranger))
		b.write(consent(b.owner))
		b.refused(papers.Consents, consent(b.owner))
		b.write(use("case-2", "item-plan"))
		b.write(use("case-3", "item-plan"))
		b.refused(papers.NoConsent, use("case-4", "item-other"))
		b.write(func(tx *store.Tx) error { return papers.WithdrawConsent(tx, b.owner, p.ID, "item-plan") })
		b.refused(papers.NoConsent, use("case-5", "item-plan"))
		b.refused(papers.NoSuch, func(tx *store.Tx) error { return papers.WithdrawConsent(tx, b.owner, p.ID, "item-plan") })
		b.write(consent(b.owner)) // a new consent may be given
		b.read(func(tx *store.Tx) error {
			uses, err := papers.Uses(tx, p.ID)
			var cases []string
			for _, u := range uses {
				cases = append(cases, u.CaseID)
			}
			if diff := cmp.Diff([]string{"case-3", "case-2"}, cases); diff != "" {
				t.Error(diff)
			}
			events, err2 := journal.History(tx, p.ID)
			var kinds []string
			for _, e := range events {
				kinds = append(kinds, e.Kind)
			}
			want := []string{"papers.receive", "papers.consent", "papers.use", "papers.use", "papers.withdraw_consent", "papers.consent"}
			if diff := cmp.Diff(want, kinds); diff != "" || err2 != nil {
				t.Error(diff, err2)
			}
			return err
		})
	})
}

func TestReusable_有效期和等级(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, clock *store.SetClock) {
		b := setup(t, s)
		today := clock.Now().Day()
		yesterday, tomorrow := today-1, today+1
		with := func(change func(*papers.Draft)) papers.Paper {
			d := b.draft()
			change(&d)
			return b.received(clerk, d)
		}
		open := with(func(d *papers.Draft) {})
		good := with(func(d *papers.Draft) { d.Grade = papers.GradeB })
		old := with(func(d *papers.Draft) { d.ValidTo = &yesterday })
		with(func(d *papers.Draft) { d.ValidFrom = &tomorrow })
		with(func(d *papers.Draft) { d.Kind = "other" })
		last := with(func(d *papers.Draft) { d.ValidTo = &today })
		b.read(func(tx *store.Tx) error {
			for day, want := range map[calendar.Day][]string{today: {good.ID, last.ID, open.ID}, yesterday: {good.ID, last.ID, old.ID, open.ID}} {
				list, err := papers.Reusable(tx, b.owner.Party, []string{"site-plan"}, day)
				var got []string
				for _, p := range list {
					got = append(got, p.ID)
				}
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Error(day, diff, err)
				}
			}
			none, err := papers.Reusable(tx, b.owner.Party, nil, today)
			if len(none) != 0 {
				t.Errorf("no kinds, %d papers", len(none))
			}
			return err
		})
		b.write(func(tx *store.Tx) error {
			_, err := papers.Consent(tx, clerk, old.ID, "item")
			return err
		})
		b.refused(papers.Expired, func(tx *store.Tx) error {
			_, err := papers.UseFor(tx, clerk, old.ID, "case-9", "item")
			return err
		})
	})
}

func TestReplace_换一份后旧的不能再用(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		old := b.received(b.owner, b.draft())
		d := b.draft()
		d.Replaces, d.File.Digest = old.ID, strings.Repeat("b", 64)
		fresh := b.received(b.owner, d)
		b.read(func(tx *store.Tx) error {
			was, err := papers.ByID(tx, old.ID)
			if was.State != papers.Replaced || *was.ReplacedBy != fresh.ID {
				t.Errorf("%+v", was)
			}
			_, found, _ := papers.SameBytes(tx, b.owner.Party, old.Digest)
			twin, again, _ := papers.SameBytes(tx, b.owner.Party, fresh.Digest)
			if found || !again || twin.ID != fresh.ID {
				t.Errorf("same bytes: %v %v %s", found, again, twin.ID)
			}
			return err
		})
		b.refused(flow.StepRefused, func(tx *store.Tx) error {
			_, err := papers.Receive(tx, b.owner, d)
			return err
		})
		b.refused(papers.NotUsable, func(tx *store.Tx) error {
			_, err := papers.Consent(tx, b.owner, old.ID, "item")
			return err
		})
	})
}

func TestQuarantine_隔离的打不开也不能用(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		d := b.draft()
		d.File.Scanned, d.File.Threat = true, "EICAR"
		p := b.received(b.owner, d)
		if _, err := intake(t).Open(p); !papers.Isolated.Is(err) {
			t.Error(err)
		}
		b.refused(papers.NotUsable, func(tx *store.Tx) error {
			_, err := papers.Verify(tx, clerk, p.ID)
			return err
		})
		b.refused(flow.StepForbidden, func(tx *store.Tx) error {
			_, err := papers.Release(tx, clerk, p.ID, "误报")
			return err
		})
		b.write(func(tx *store.Tx) error {
			got, err := papers.Release(tx, warden, p.ID, "误报")
			if got.State != papers.Usable || got.Threat != nil {
				t.Errorf("%+v", got)
			}
			return err
		})
	})
}

func TestSweepAndInspect_有记录的留下_缺失的报告(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		b := setup(t, s)
		dir, err := blob.OpenDir(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer dir.Close()
		in := papers.Intake{Blobs: dir}
		d := b.draft()
		if d.File, err = in.Check(context.Background(), papers.Upload{Material: "图", FileName: "a.pdf", Body: strings.NewReader(pdfText)}); err != nil {
			t.Fatal(err)
		}
		b.received(b.owner, d)
		if err := papers.Sweep(dir).Run(s); err != nil {
			t.Fatal(err)
		}
		if found, err := papers.Inspect(context.Background(), s, dir); err != nil || len(found) != 0 {
			t.Errorf("%v %v", found, err)
		}
		if err := dir.Remove(d.File.Digest); err != nil {
			t.Fatal(err)
		}
		found, err := papers.Inspect(context.Background(), s, dir)
		if diff := cmp.Diff([]blob.Trouble{{Digest: d.File.Digest, What: blob.TroubleMissing}}, found); diff != "" || err != nil {
			t.Error(diff, err)
		}
	})
}

func TestFlow_每一步都说得清(t *testing.T) {
	t.Parallel()
	if err := papers.Flow.Validate(); err != nil {
		t.Error(err)
	}
}
