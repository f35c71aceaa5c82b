package gallery

import (
	"github.com/a-h/templ"

	"yingshang/internal/kernel/calendar"
	"yingshang/internal/kernel/fault"
	"yingshang/internal/kit"
	"yingshang/internal/kit/ui"
	"yingshang/internal/store"
)

// Pages are the screens by the last part of their address.
var Pages = []string{"parts", "home", "guide", "receipt", "desk", "case", "window", "paper"}

// Routes are the gallery's addresses under /dev/pages.
func Routes(kit.Deps) []kit.Route {
	return []kit.Route{
		{Method: "GET", Pattern: "/dev/pages", Name: "gallery.index", Perm: kit.Public, Handle: index},
		{Method: "GET", Pattern: "/dev/pages/{page}", Name: "gallery.page", Perm: kit.Public, Handle: show},
		{Method: "GET", Pattern: "/dev/form", Name: "gallery.form", Perm: kit.Public, Handle: showForm},
		{Method: "POST", Pattern: "/dev/form", Name: "gallery.form.send", Perm: kit.Public, Handle: sendForm, Upload: true},
	}
}

func index(c *kit.Ctx) error { return c.Redirect("/dev/pages/parts") }

var screens = map[string]struct {
	title string
	draw  func(p ui.Page, f *ui.Form) templ.Component
}{
	"parts":   {"样式陈列", partsPage},
	"home":    {"桃江县营商环境服务", homePage},
	"guide":   {"事项指南", guidePage},
	"receipt": {"办事回执", receiptPage},
	"desk":    {"数字台账", deskPage},
	"case":    {"建设工程规划许可", casePage},
	"window":  {"综合窗口", windowPage},
	"paper":   {"受理通知书", paperPage},
}

func show(c *kit.Ctx) error {
	screen, ok := screens[c.Path("page")]
	if !ok {
		return kit.NoPage.New(nil)
	}
	f := c.Form()
	f.Default("m4", "ok")
	f.Default("m5", "ok")
	f.Default("m6", "later")
	f.Default("outcome", "a")
	f.Default("opinion", "经审查，除日照分析待补交外，其余要点符合。拟在材料补齐、现场核查后提请审批。")
	return c.Render(screen.draw(dress(c.Page(screen.title)), f))
}

// dress fills what a signed-in page would have, so that the staff's screens can
// be looked at without an account.
func dress(p ui.Page) ui.Page {
	p.Staff, p.Account, p.Who = true, true, "自然资源局 · 刘某（审查人员）"
	p.Nav = []ui.Nav{
		{Label: "待办", Href: "/inbox", Count: 12, Alert: true, Current: true},
		{Label: "我经手的", Href: "/mine"}, {Label: "本单位办件", Href: "/cases"},
		{Group: "日历与时限", Label: "快到期", Href: "/deadlines", Count: 4},
		{Group: "日历与时限", Label: "暂停中", Href: "/paused", Count: 2},
		{Group: "台账", Label: "事项与清单", Href: "/items"}, {Group: "台账", Label: "文书", Href: "/papers"},
		{Group: "台账", Label: "评价与整改", Href: "/ratings"}, {Group: "台账", Label: "统计与导出", Href: "/figures"},
	}
	return p
}

// asPublic undoes dress for the public's screens.
func asPublic(p ui.Page) ui.Page {
	p.Staff, p.Account, p.Who, p.Nav = false, false, "", nil
	return p
}

func showForm(c *kit.Ctx) error {
	f := c.Form()
	f.Default("name", "桃江县青竹示例制造有限公司")
	return c.Render(formPage(c.Page("填写申请").WithBack("返回", "/dev/pages/parts").WithNarrow(), f))
}

// WantsLater is the refusal the gallery's form can show.
var WantsLater = fault.Define("gallery.wants_later", fault.Refused, "开工日期已经过去，这件事不用再报。请改成今天以后的日期，或直接返回。")

func sendForm(c *kit.Ctx) error {
	f := c.Form()
	f.Need("name", "企业名称")
	f.Code("phone")
	f.Problem("phone", "联系手机：少了 1 位，请填 11 位")
	day := f.Day("start", "开工日期")
	f.Choice("how", "领取方式", "window", "mail", "net")
	f.NeedLines("why", "申请理由")
	if _, ok := f.File("plan"); !ok {
		f.Problem("plan", "规划总平面图：还没有选文件，请选 PDF 文件")
	}
	return c.Again(judge(f, day, c.Now), showForm)
}

func judge(f *kit.Form, day calendar.Day, now calendar.Instant) error {
	if err := f.Err(); err != nil {
		return err
	}
	if day < now.Day() {
		return WantsLater.New(nil)
	}
	return store.ChangedMeanwhile.New(nil)
}

// clock is the example of a clock that paused once.
var clock = ui.ClockView{
	Head: "离承诺时限还有", Value: "3 个工作日", Until: "06-22 周一 17:00 前",
	Segments: []ui.Segment{{Kind: ui.Used, Size: 3}, {Kind: ui.Paused, Size: 4, Label: "暂停 2（不计）"}, {Kind: ui.Used, Size: 2, Label: "2"},
		{Kind: ui.Left, Size: 3}, {Kind: ui.Spare, Size: 12}},
	From: "06-08 受理", Middle: "06-12 至 06-15 专家评审，依据《特别程序告知书》", To: "法定 07-09",
	Check: &ui.Link{Label: "看每一天怎么算的", Href: "#clock"}, Note: "时钟可核对：5 段、13 条日历记录",
}

var lateClock = ui.ClockView{
	Head: "已经超过承诺时限", Value: "超 2 个工作日", Until: "06-18 周四 17:00 到期", Tone: ui.Red,
	Segments: []ui.Segment{{Kind: ui.Used, Size: 8}, {Kind: ui.Over, Size: 2}, {Kind: ui.Spare, Size: 10}},
	From:     "06-08 受理", To: "法定 07-07",
}

var events = []ui.Event{
	{When: "06-16 09:05", Title: "时钟恢复", Note: "评审结束，当时剩 5 个工作日", Tone: ui.Green},
	{When: "06-15 17:00", Title: "容缺补交到期", Note: "未补；第 2 次短信已送达"},
	{When: "06-12 09:00", Title: "暂停计时", Note: "专家评审；《特别程序告知书》已送达", Tone: ui.Purple},
	{When: "06-11 16:20", Title: "住建局办结", Note: "消防设计审查，用时 2 天"},
	{When: "06-08 15:58", Title: "容缺受理", Who: "窗口 A03 王某", Note: "《受理通知书》《容缺受理承诺书》", Links: []ui.Link{{Label: "看", Href: "#paper"}}},
	{When: "06-08 15:46", Title: "网上提交", Who: "李某（受托）", Note: "材料 6 份，其中 3 份免交"},
}

var nextSteps = []ui.Event{
	{When: "今天 15:46", Title: "已提交，电子回执已生成"},
	{When: "最迟 06-09（周二）17:00", Title: "告诉您受理了，还是要补什么", Note: "要补的一次说全；06-15 前还没说，依法就算受理", Tone: ui.Green},
	{When: "最迟 06-16（周二）", Title: "您补交日照分析报告", Next: true},
	{When: "最迟 06-19（周五）", Title: "出结果，短信通知，证照邮寄", Next: true},
}

var months = ui.Chart{Title: "按月受理件数", Unit: "件", Bars: []ui.Bar{
	{Label: "1月", Value: 812}, {Label: "2月", Value: 304}, {Label: "3月", Value: 960},
	{Label: "4月", Value: 1190}, {Label: "5月", Value: 1342}, {Label: "6月", Value: 1284}}}

var speeds = ui.Chart{Title: "平均用时和承诺、法定", Unit: "工作日", Note: "中位数 1.0，九成的件不超过 5.0", Bars: []ui.Bar{
	{Label: "法定", Value: 15.2, Tone: ui.Grey}, {Label: "承诺", Value: 6.4}, {Label: "实际", Value: 1.9, Tone: ui.Green, Href: "#records"}}}
