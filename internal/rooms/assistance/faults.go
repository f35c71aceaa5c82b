package assistance

import "yingshang/internal/kernel/fault"

var (
	notFound = fault.Define("assistance.not_found", fault.NotFound,
		"没有找到这份委托，或它不在您的范围内。请从列表重新打开。")
	notOwn = fault.Define("assistance.not_own", fault.Forbidden,
		"委托要由申请人自己作出。请用申请人的账号登录，或由窗口凭签名的委托书登记。")
	paperFirst = fault.Define("assistance.paper_first", fault.Refused,
		"窗口登记委托要有申请人签名的委托书，并且已存入该申请人的材料。请先收下委托书再登记。")
	ownPaper = fault.Define("assistance.own_paper", fault.Refused,
		"这份委托是您登记的，不能自己认领。请由另一位帮代办员认领。")
	namedOther = fault.Define("assistance.named_other", fault.Refused,
		"申请人点名委托了另一位帮代办员。请由本人认领，或请申请人改委托。")
	notHolder = fault.Define("assistance.not_holder", fault.Forbidden,
		"这份委托不在您手上。请由认领的帮代办员办理，或先办转交。")
	noSubDelegation = fault.Define("assistance.no_sub_delegation", fault.Refused,
		"委托书写明不得转委托，不能转交。请退回待认领，或请申请人重新委托。")
	notAgent = fault.Define("assistance.not_agent", fault.Refused,
		"接手的人要是另一位在用的帮代办员。请从名单里重新选。")
	outOfTerm = fault.Define("assistance.out_of_term", fault.Refused,
		"委托期限是 {from} 至 {to}，今天不在期限内，不能代办。请申请人重新委托。")
	outOfScope = fault.Define("assistance.out_of_scope", fault.Refused,
		"“{item}”不在委托的事项里（{scope}），不能代办。请申请人增加委托。")
	revoked = fault.Define("assistance.revoked", fault.Refused,
		"申请人已在 {day} 撤销委托，不能再代办。确有需要的，请申请人重新委托。")
	helpOnly = fault.Define("assistance.help_only", fault.Refused,
		"这份委托是帮办，只帮填陪办，不能代为提交。请由申请人自己提交，或请申请人改为代办。")
	stillOpen = fault.Define("assistance.still_open", fault.Refused,
		"还不能登记送达：{case} 还没有送到申请人手里。请等它办完送达。")
	ownVisit = fault.Define("assistance.own_visit", fault.Refused,
		"回访不能由承办的帮代办员自己做。请由申请人填写，或由优化办另一位同事回访。")
	withinHours = fault.Define("assistance.within_hours", fault.Refused,
		"{at} 是上班时间，不算延时服务。请核对开始时间，或改选别的服务类别。")
	mailTwice = fault.Define("assistance.mail_twice", fault.Conflict,
		"邮件号 {number} 已经登记过，一件只记一次。请核对号码。")
	notSent = fault.Define("assistance.not_sent", fault.Refused,
		"这条记录不是在途的邮件，或签收日期早于寄出。请核对后再登记。")
	blockDraft = fault.Define("assistance.block_draft", fault.Refused,
		"这件申请还没有提交，没有单位可问。请先代为提交。")
	blockOpen = fault.Define("assistance.block_open", fault.Conflict,
		"这件办件已经问过（{number}），单位 {due}前答复。请等答复，或先收回再问。")
	ownBlock = fault.Define("assistance.own_block", fault.Refused,
		"这个卡点是您提的，不能自己答复。请由承办单位的同事答复。")
)
