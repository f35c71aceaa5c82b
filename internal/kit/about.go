package kit

import "yingshang/internal/kit/ui"

// aboutPage is one page of plain text about the site itself. Its address stands
// in the footer of every public page.
type aboutPage struct {
	path, name, zh, en string
	parts              []aboutPart
}

// aboutPart is one heading with its sentences.
type aboutPart struct {
	title string
	lines []string
}

// aboutPages say only what the program does; what it does not do is said too.
var aboutPages = []aboutPage{
	{path: "/help", name: "kit.help", zh: "帮助", en: "Help", parts: []aboutPart{
		{"找事项", []string{"在首页的搜索框里用自己的话写要办的事，也可以输拼音首字母。", "指南里写着要交什么、多久办好、收不收费、到哪里办；条件多的事项可以先“测一测要带什么”。"}},
		{"申请", []string{"能网上办的事项，指南下面有“开始办理”；填到一半可以先走，下次从“我的办件”接着填。", "不想上网，可以到窗口办，效力一样。"}},
		{"查进度", []string{"用回执上的编号和查询码就能查，不用登录。", "过了承诺的日子还没有结果，请打下面的电话，或在办结后如实评价。"}},
		{"核对文书", []string{"文书右下角有核对码，扫码或在“核对文书”里输入，就知道是真是假、是不是还有效。"}},
		{"看不清、不方便用鼠标", []string{"页面右上角可以切换“长辈版”，字和按钮都会变大。", "全部操作都能用键盘完成；按 Tab 走，按 Enter 确定。"}}}},
	{path: "/accessibility", name: "kit.accessibility", zh: "无障碍声明", en: "Accessibility statement", parts: []aboutPart{
		{"做到什么程度", []string{"按《信息无障碍 互联网内容无障碍可访问性技术要求与测试方法》（GB/T 37668—2019）二级和 WCAG 2.2 AA 级建设。", "每个页面在电脑和手机两种宽度下都由程序自动检查，发现问题不发布。", "不用鼠标、不开脚本、把字放大到两倍，都能办完全部事情。"}},
		{"还没做到的", []string{"还没有请视障、肢体障碍的用户逐项实测。", "英文只有首页、办事指南和查进度几个页面。", "申请人自己上传的材料，不能保证读屏软件读得出来。"}},
		{"用着不方便", []string{"请打下面的电话告诉我们是哪一页、哪里不方便；也可以请工作人员代为办理，不需要说明理由。"}}}},
	{path: "/privacy", name: "kit.privacy", zh: "个人信息怎么用", en: "Privacy", parts: []aboutPart{
		{"收什么、为什么", []string{"办事时收姓名或名称、证件号、手机和事项要求的材料，只用来办这件事、通知您、送达文书。", "部门之间能共享的材料，不再要您交；您以前交过的材料，您同意后才用到新的办件里。"}},
		{"谁看得到", []string{"号码默认遮住一部分；查看完整号码要写理由，并留下记录。", "评价时窗口和办理单位看不到是谁评的。"}},
		{"怎么存", []string{"号码加密存放；公开的留痕日志里只有摘要，没有个人信息。", "本网站只用一个登录用的 Cookie，不跟踪、不投放广告、不把数据交给别的网站。"}},
		{"您可以", []string{"查自己的办件和文书；请求更正或删除，请打下面的电话或到窗口提出。"}}}},
	{path: "/suggest", name: "kit.suggest", zh: "意见建议", en: "Suggestions", parts: []aboutPart{
		{"说给谁", []string{"对办事、窗口、政策和这个网站有意见，请打下面的电话，或到县政务服务中心当面提，可以不留姓名。", "网上意见箱还没有开通；也可以拨打 12345。"}},
		{"办完一件事以后", []string{"扫回执或短信里的评价码，五个等级随您选；评为不满意的，主管机构会在 1 个工作日内联系您。"}}}},
}

// aboutRoutes are the pages about the site.
func (s *Site) aboutRoutes() []Route {
	var out []Route
	for _, about := range aboutPages {
		out = append(out, Route{Method: "GET", Pattern: about.path, Name: about.name, Perm: Public, Handle: func(c *Ctx) error {
			p := c.Page("")
			return c.Render(aboutTempl(c.Page(p.Say(about.zh, about.en)).WithNarrow(), about))
		}})
	}
	return out
}

// foot are the footer's links, those the site has pages for.
func (c *Ctx) foot() []ui.Link {
	p := ui.Page{Lang: c.Lang}
	var out []ui.Link
	add := func(zh, en, href string) {
		if c.Serves(href) {
			out = append(out, ui.Link{Label: p.Say(zh, en), Href: href})
		}
	}
	for _, about := range aboutPages {
		add(about.zh, about.en, about.path)
	}
	add("数据接口", "API", "/api")
	add("留痕日志", "Public log", "/log")
	return out
}
