package catalogue

import (
	"context"
	"strings"
	"testing"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/store"
	"yingshang/internal/store/storetest"
)

func TestWholeVersionPasses(t *testing.T) {
	t.Parallel()
	if err := Gate(version(t, whole())); err != nil {
		t.Fatal(err)
	}
}

// TestGateRefuses spoils one thing at a time; the invariant's number is that of
// the rule book.
func TestGateRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		spoil func(*Edition)
		says  string
	}{
		"C1 承诺比法定长":     {func(e *Edition) { e.StatutoryN = 9 }, "承诺时限：10 个工作日比法定的 9 个工作日长"},
		"C2 重点项目比普通长":   {func(e *Edition) { e.KeyProjectN = 11 }, "重点项目承诺时限：11 个"},
		"C3 没有依据":       {func(e *Edition) { e.Guide.Basis = nil }, "设定依据：没有依据"},
		"C3 依据没有条款":     {func(e *Edition) { e.Guide.Basis[0].Article = "" }, "设定依据：没有依据"},
		"C7 即办件有期限":     {func(e *Edition) { e.Kind = Instant }, "承诺时限：即办件当场办结"},
		"C8 要跑却没有原因":    {func(e *Edition) { e.Visits = 1 }, "到现场原因：要跑 1 次"},
		"C8 不跑却没有网办和快递": {func(e *Edition) { e.Online, e.Courier = false, false }, "到现场次数：填了 0 次"},
		"C9 没有的类型":      {func(e *Edition) { e.Guide.Type = "77" }, "事项类型：没有“77”这一类"},
		"C9 没有的服务对象":    {func(e *Edition) { e.Guide.Objects = []string{"2", "8"} }, "服务对象：没有“8”这一类"},
		"没有服务对象":        {func(e *Edition) { e.Guide.Objects = nil }, "服务对象：没有选择"},
		"承诺件没有期限":       {func(e *Edition) { e.OrdinaryN, e.KeyProjectN = 0, 0; e.Guide.Steps[0].Days = 0 }, "请填天数"},
		"即办件又转报":        {func(e *Edition) { e.Kind, e.Relay = Instant, true }, "上报件：即办件当场办结"},
		"环节比承诺长":        {func(e *Edition) { e.Guide.Steps[1].Days = 9 }, "各环节合计 12 天"},
		"没有环节":          {func(e *Edition) { e.Guide.Steps = nil }, "办理环节：请至少"},
		"没有咨询电话":        {func(e *Edition) { e.Guide.ConsultPhone = " " }, "咨询电话：没有填写"},
		"收费没有依据":        {func(e *Edition) { e.Guide.Charged, e.Guide.Fee = true, "80 元" }, "收费：要收费的"},
		"送达太久":          {func(e *Edition) { e.Rules.DeliveryLimit = 11 }, "送达时限：作出决定后最多 10 个"},
		"延续没有提前天数":      {func(e *Edition) { e.Rules.Renewable = true }, "延续：请填"},
		"特别程序没有依据":      {func(e *Edition) { e.Rules.Procedures[0].Name = "领导出差" }, "特别程序“领导出差”"},
		"材料含糊 其他":       {func(e *Edition) { e.Materials[0].Name = "其他需要的证明" }, "“其他”说不清要什么"},
		"材料含糊 等材料":      {func(e *Edition) { e.Materials[0].Name = "身份证等材料" }, "“等材料”说不清要什么"},
		"材料含糊 有关材料":     {func(e *Edition) { e.Materials[0].Name = "法律规定的有关材料" }, "“有关材料”说不清要什么"},
		"必要又有条件":        {func(e *Edition) { e.Materials[3].Must = true }, "必要的不写条件"},
		"不必要又没条件":       {func(e *Edition) { e.Materials[0].Must = false }, "必要的不写条件"},
		"份数都是零":         {func(e *Edition) { e.Materials[2].Originals = 0 }, "请填原件、复印件份数"},
		"共享没有来源":        {func(e *Edition) { e.Materials[1].SharedFrom = "" }, "请写明从哪里调取"},
		"条件问到没有的问题":     {func(e *Edition) { e.Materials[3].Condition[0].Question = "q9" }, "永远不会要到它"},
		"条件选到没有的选项":     {func(e *Edition) { e.Materials[3].Condition[0].Choices = []string{"z"} }, "永远不会要到它"},
		"条件要选不能办的选项":    {func(e *Edition) { e.Materials[3].Condition[1].Choices = []string{"c"} }, "永远不会要到它"},
		"条件自相矛盾":        {func(e *Edition) { e.Materials[3].Condition[1] = Clause{"q1", []string{"a"}} }, "永远不会要到它"},
		"问题只有一个选项":      {func(e *Edition) { e.Questions[0].Choices = e.Questions[0].Choices[1:] }, "至少两个选项"},
		"问题编号重复":        {func(e *Edition) { e.Questions[1].ID = "q1" }, "编号空着或与别的问题相同"},
		"问题太多":          {func(e *Edition) { e.Questions = make([]Question, 6) }, "请减到 5 个以内"},
		"材料份数与台账对不上":    {func(e *Edition) { e.Expected = 5 }, "事项表写的是 5 份，材料表里有 4 份"},
		"许可法之外的特别程序有了依据": {func(e *Edition) {
			e.Rules.Procedures[0] = Procedure{"公示", "《某条例》第九条"}
			e.StatutoryN = 1
		}, "承诺时限：10"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := whole()
			tt.spoil(&e)
			err := Gate(version(t, e))
			if !NotPublishable.Is(err) || !strings.Contains(sentences(err), tt.says) {
				t.Fatalf("got %v\nwant a sentence with %q", err, tt.says)
			}
		})
	}
}

func TestGateReportsEverythingAtOnce(t *testing.T) {
	t.Parallel()
	err := Gate(version(t, Edition{Content: Content{Name: "空的", Kind: Promised, StatutoryUnit: calendar.WorkDays, OrdinaryN: 3}}))
	f, ok := fault.Of(err)
	if !ok || len(f.Fields) < 15 {
		t.Fatalf("an empty version has many problems, got %v", err)
	}
	said := sentences(err)
	for _, want := range []string{LimitLongerThanStatute.Sentence[:12], "设定依据", "受理条件", "办理环节", "到现场次数"} {
		if !strings.Contains(said, want) {
			t.Errorf("no word of %s in\n%s", want, said)
		}
	}
}

func TestInstantItemPasses(t *testing.T) {
	t.Parallel()
	e := whole()
	e.Kind, e.OrdinaryN, e.KeyProjectN = Instant, 0, 0
	e.Guide.Steps = []Stage{{"当场办结", 0, ""}}
	if err := Gate(version(t, e)); err != nil {
		t.Fatal(err)
	}
}

// TestSchemaRepeatsTheLimits goes round the gate: what must hold of a published
// version the tables refuse too.
func TestSchemaRepeatsTheLimits(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, s *store.Store, _ *store.SetClock) {
		item := registered(t, s, "430922-zrzy-01", "甲事项")
		for name, spoil := range map[string]func(*Version){
			"C1":    func(v *Version) { v.StatutoryN = 5 },
			"C2":    func(v *Version) { v.KeyProjectN = 11 },
			"C7":    func(v *Version) { v.Kind = Instant },
			"C8 原因": func(v *Version) { v.Visits = 2 },
			"C8 途径": func(v *Version) { v.Online, v.Courier = false, false },
			"同一人":   func(v *Version) { v.Publisher = &v.Author },
			"没有发布人": func(v *Version) { v.Publisher = nil },
			"没有结束日": func(v *Version) { v.State = Superseded },
		} {
			err := s.Maintain(context.Background(), func(tx *store.Tx) error {
				v := version(t, whole())
				at := tx.Now()
				v.County, v.ID, v.ItemID, v.Number, v.State, v.Revision = tx.County(), tx.NewID(), item.ID, 1, Published, 1
				v.Author, v.Publisher, v.PublishedAt = "li", &head.Account, &at
				spoil(&v)
				return insertVersion.One(tx, v)
			})
			if err == nil {
				t.Errorf("%s: the tables took it", name)
			}
		}
	})
}

// openGap and openPledge open an edition to either way, as the gate lets pass.
func openGap(e *Edition) { e.Conditional, e.Materials[2].Main = true, false }

func openPledge(e *Edition) {
	e.Pledge, e.Rules.PledgeDuty, e.Rules.PledgeCheck = true, "有固定场所", 30
	e.Materials[0].Pledge = true
}

func TestGatePassesOpenItems(t *testing.T) {
	t.Parallel()
	e := whole()
	openGap(&e)
	openPledge(&e)
	e.Domains = []string{"foreign"}
	e.Pledge, e.Materials[0].Pledge = false, false // 重要涉外 keeps it from pledges only
	if err := Gate(version(t, e)); err != nil {
		t.Error(err)
	}
	e = whole()
	openPledge(&e)
	e.Domains = []string{"energy"} // 节约能源 keeps it from conditional acceptance only
	if err := Gate(version(t, e)); err != nil {
		t.Error(err)
	}
}

// TestGateRefusesTrust spoils what is open to conditional acceptance or to
// pledges.
func TestGateRefusesTrust(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		spoil func(*Edition)
		says  string
	}{
		"G1 容缺涉及公共安全": {func(e *Edition) { openGap(e); e.Domains = []string{"public_safety"} }, "容缺受理：事项涉及公共安全"},
		"G1 容缺涉及节能":   {func(e *Edition) { openGap(e); e.Domains = []string{"energy"} }, "容缺受理：事项涉及节约能源"},
		"G1 上报件容缺":    {func(e *Edition) { openGap(e); e.Relay = true }, "只有依申请、由本级决定的承诺件可以"},
		"G1 检查不是依申请":  {func(e *Edition) { openGap(e); e.Guide.Type = "06" }, "只有依申请、由本级决定的承诺件可以"},
		"G1 全是主要材料": {func(e *Edition) {
			openGap(e)
			for i := range e.Materials {
				e.Materials[i].Main = true
			}
		}, "没有一份可以后补"},
		"没有的领域":    {func(e *Edition) { e.Domains = []string{"sport"} }, "涉及领域：没有“sport”"},
		"承诺涉及人身健康": {func(e *Edition) { openPledge(e); e.Domains = []string{"health"} }, "告知承诺：事项涉及直接关系人身健康"},
		"承诺涉及金融":   {func(e *Edition) { openPledge(e); e.Domains = []string{"finance"} }, "告知承诺：事项涉及金融业审慎监管"},
		"承诺没有可代替的": {func(e *Edition) { openPledge(e); e.Materials[0].Pledge = false }, "还没有一份材料可以用承诺代替"},
		"标了材料没开承诺": {func(e *Edition) { openPledge(e); e.Pledge = false }, "请开通告知承诺"},
		"承诺没有条件":   {func(e *Edition) { openPledge(e); e.Rules.PledgeDuty = " " }, "告知的条件：请写明"},
		"承诺没有核查时限": {func(e *Edition) { openPledge(e); e.Rules.PledgeCheck = 0 }, "承诺核查时限：请填"},
		"共享的不必承诺":  {func(e *Edition) { openPledge(e); e.Materials[1].Pledge = true }, "不必再用承诺代替"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := whole()
			tt.spoil(&e)
			err := Gate(version(t, e))
			if !NotPublishable.Is(err) || !strings.Contains(sentences(err), tt.says) {
				t.Fatalf("got %v\nwant a sentence with %q", err, tt.says)
			}
		})
	}
}
