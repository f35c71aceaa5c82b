package kit

import "yingshang/internal/kit/ui"

// said is one text in Chinese and in English.
type said struct{ zh, en string }

type aboutSection struct {
	Head  said
	Lines []said
}

// aboutPage tells about the site itself.
type aboutPage struct {
	pattern, name string
	Title         said
	Sections      []aboutSection
}

// aboutRoutes are the pages that the footer leads to.
func (s *Site) aboutRoutes() (out []Route) {
	for _, page := range aboutPages {
		out = append(out, Route{Method: "GET", Pattern: page.pattern, Name: page.name, Perm: Public, Handle: func(c *Ctx) error {
			p := c.Page("")
			p.Title = p.Say(page.Title.zh, page.Title.en)
			return c.Render(aboutTempl(p, page))
		}})
	}
	return out
}

type footLink struct {
	label said
	href  string
}

// footLinks are the footer's links, those the site has pages for. They are asked
// for once, by the first page, when all doors are mounted.
func (s *Site) footLinks() (out []footLink) {
	for _, page := range aboutPages {
		out = append(out, footLink{page.Title, page.pattern})
	}
	for _, link := range []footLink{{said{"核对文书", "Verify a document"}, "/v"},
		{said{"数据接口", "API"}, "/api"}, {said{"留痕日志", "Public log"}, "/log"}} {
		if s.serves(link.href) {
			out = append(out, link)
		}
	}
	return out
}

// foot is the footer in the page's language.
func (c *Ctx) foot() []ui.Link {
	links := c.site.feet()
	out := make([]ui.Link, len(links))
	for i, link := range links {
		out[i] = ui.Link{Label: ui.Page{Lang: c.Lang}.Say(link.label.zh, link.label.en), Href: link.href}
	}
	return out
}

var aboutPages = []aboutPage{
	{"/help", "kit.help", said{"帮助", "Help"}, []aboutSection{
		{said{"找要办的事", "Find a service"}, []said{
			{"在首页用自己的话搜，也可以只输拼音首字母，例如 jsgc。", "Search on the home page in your own words or by pinyin initials."},
			{"事项页写明条件、材料、法定期限和承诺期限；回答几个问题，就得到只属于您的材料清单。", "Each service page states conditions, papers and time limits; a few questions give you a list of your own."}}},
		{said{"申请", "Apply"}, []said{
			{"网上申请要登录；草稿保留 30 天，中断了可以接着填。也可以到窗口，由窗口人员录入，效力相同。", "Applying online needs an account; a draft is kept for 30 days. A window clerk can take your application in with the same effect."},
			{"交过的材料，经您同意可以再用，不必重复提交。", "A paper you once handed in can be used again if you agree."}}},
		{said{"查进度", "Track"}, []said{
			{"用回执上的编号和查询码，不用登录。页面写明现在该谁办、最迟哪一天。", "Use the number and the code on your receipt; no account is needed. The page says whose turn it is and by when."},
			{"期限可以点开，逐日看哪天算、哪天不算、为什么。", "Every limit opens to a table that explains each day."}}},
		{said{"拿到文书以后", "When you hold a document"}, []said{
			{"扫文书上的二维码，或在“核对文书”输入核对码，就知道是不是真的、有没有作废。", "Scan the code on it, or enter it on the verification page, to see whether it is genuine and in force."},
			{"办完后您会收到评价链接，只能用一次；被评价的人看不到是谁评的。", "After the end you receive a link to rate the service; it works once, and whoever is rated does not see who rated."}}},
		{said{"不会用手机或电脑", "Without a phone or computer"}, []said{
			{"到任何一个窗口都可以办，也可以请家人带着授权来办。页面右上角的“长辈版”字更大。", "Any window helps you; a relative may come with a written authority. The large version is at the top right."}}},
	}},
	{"/accessibility", "kit.accessibility", said{"无障碍声明", "Accessibility statement"}, []aboutSection{
		{said{"我们做到的", "What we do"}, []said{
			{"以《信息技术 互联网内容无障碍可访问性技术要求与测试方法》（GB/T 37668-2019）二级和 WCAG 2.2 AA 为目标。", "We aim at GB/T 37668-2019 level 2 and WCAG 2.2 AA."},
			{"不开脚本、只用键盘、屏宽 320 像素都能用；单键快捷可以关掉。", "Pages work without script, by keyboard alone and at a width of 320 pixels; single-key shortcuts can be switched off."},
			{"“长辈版”放大文字和按钮，选择会记住；没有滑块验证码，没有弹窗。", "The large version enlarges text and buttons and is remembered; there are no sliding captchas and no pop-ups."},
			{"发布新版本前，页面由程序自动检查，有严重问题不发布。", "Pages are checked by a program before each release; a serious finding stops it."}}},
		{said{"还没有做到的", "What is missing"}, []said{
			{"没有请视障用户和读屏软件使用者逐页试用。", "Users of screen readers have not yet tried every page."},
			{"申请人上传的扫描件没有文字版。", "Scans handed in by applicants have no text version."},
			{"法律文书只有中文。", "Legal documents are in Chinese only."}}},
		{said{"遇到障碍", "Tell us"}, []said{
			{"请打页面底部的电话，说明哪一页、做什么时遇到；我们也可以在窗口当面帮您办。", "Call the number below and say which page it was; a window will also do it with you."}}},
	}},
	{"/suggest", "kit.suggest", said{"意见建议", "Suggestions"}, []aboutSection{
		{said{"说给谁", "Whom to tell"}, []said{
			{"对办事、窗口、政策和这个网站有意见，请在首页“办不成事、要投诉”里写，选“建议”；也可以打页面底部的电话，或到任何一个窗口当面提。都可以不留姓名，马上给编号。", "Use the complaint form on the home page and choose 建议 (suggestion), call the number below, or tell any window; you need not give your name."},
			{"办完一件事以后，用评价链接如实评价，五个等级随您选。", "After the end of a case, rate it with your link; there are five equal levels."}}},
	}},
	{"/privacy", "kit.privacy", said{"个人信息怎么用", "How personal data is used"}, []aboutSection{
		{said{"收什么、为什么", "What and why"}, []said{
			{"只收办这件事依法要的：姓名或名称、证件号码、联系手机、您提交的材料。依据是《个人信息保护法》第十三条第三项和各事项写明的法律。", "Only what the service needs by law: name, number of identity, mobile number and the papers you hand in (Personal Information Protection Law, art. 13)."}}},
		{said{"谁看得到", "Who sees it"}, []said{
			{"页面默认遮住号码中间几位。工作人员要看全，必须写理由，每一次都记在日志里，审计管理员可以查。", "Numbers are masked by default. Staff who need the whole must give a reason, and each time is recorded."},
			{"评价人是谁，被评价的单位看不到。", "A rated unit does not see who rated it."},
			{"证件号码和手机号加密保存。", "Identity and mobile numbers are stored encrypted."}}},
		{said{"再次使用您的材料", "Using your papers again"}, []said{
			{"只有您同意才会用于另一件事；同意可以撤回，撤回以后不再用。", "Only with your consent for the other matter; you may withdraw it at any time."}}},
		{said{"您的权利", "Your rights"}, []said{
			{"可以查、可以请求更正；保存期满或者依法应当删除的，可以请求删除。办件记录里删去的是内容，删除这件事本身会留痕。", "You may see and correct your data, and ask for erasure where the law allows it. An erasure removes the content and leaves a trace that it happened."},
			{"请到窗口或打页面底部的电话提出；不能答应的，书面说明理由（《个人信息保护法》第五十条）。", "Ask at a window or call the number below; a refusal states its reasons (art. 50)."}}},
		{said{"本站用的记录", "What this site keeps"}, []said{
			{"只用登录和偏好（长辈版、语言）需要的 Cookie，没有统计和广告代码，不从别的网站加载任何东西。", "Only the cookies that signing in and your preferences need; no analytics, no advertising, nothing loaded from elsewhere."}}},
	}},
}
