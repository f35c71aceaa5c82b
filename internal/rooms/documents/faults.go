package documents

import "yingshang/internal/kernel/fault"

var (
	unknown = fault.Define("documents.unknown", fault.NotFound,
		"没有找到这份文书稿，或它不在您的范围内。请从手制文书列表重新打开。")
	notWriter = fault.Define("documents.not_writer", fault.Forbidden,
		"这件事由{roles}办理。请转给他们。")
	notByHand = fault.Define("documents.not_by_hand", fault.Refused,
		"《{title}》{issuer}，不能手工填写。请从文书样本里选能填写的，或者在办件里办理。")
	secondPerson = fault.Define("documents.second_person", fault.Refused,
		"《{title}》要由两个人办：写的人不能自己盖章。请先送签，由没有动过笔的审批人或者负责人盖章。")
	samePerson = fault.Define("documents.same_person", fault.Refused,
		"这份稿子您写过，不能由您盖章。请换一位没有动过笔的审批人或者负责人。")
	sealUnfit = fault.Define("documents.seal_unfit", fault.Refused,
		"《{title}》要盖本单位在用的{kind}，选的印章不合适。请重新选；列表里没有的，请先在印章台账里登记。")
	alreadyCorrected = fault.Define("documents.already_corrected", fault.Conflict,
		"{number} 已经有一份更正稿（{draft}）。请打开那一份接着办。")
	isVoid = fault.Define("documents.is_void", fault.Refused,
		"{number} 已经作废，不用再更正。需要时请另写一份。")
	sealFixed = fault.Define("documents.seal_fixed", fault.Refused,
		"印章 {code} 登记过，单位和类别不能改。换了新章的，请把旧章的停用日期填上，新章另用一个编码登记。")
)
