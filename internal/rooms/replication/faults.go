package replication

import "yingshang/internal/kernel/fault"

var (
	notYours = fault.Define("replication.not_yours", fault.Forbidden,
		"改革举措清单由{roles}维护。请转给他们。")
	unknown = fault.Define("replication.unknown", fault.NotFound,
		"没有找到这项改革举措。请从清单重新打开。")
	fileUnknown = fault.Define("replication.file_unknown", fault.NotFound,
		"这次变化没有附文件。请从举措的经过里打开有附件的那一条。")
	notLead = fault.Define("replication.not_lead", fault.Forbidden,
		"{code} 由{unit}牵头，只能由牵头单位负责人{verb}。请转给他们。")
	ownUnit = fault.Define("replication.own_unit", fault.Forbidden,
		"{code} 由{unit}牵头，牵头单位不能自己{verb}。请由单位以外的优化办同事或县领导办理。")
	noText = fault.Define("replication.no_text", fault.Refused,
		"{code} 还没有导入正式文本（待导入），不能验收。请先导入国务院公布的文本和出处。")
	dayAhead = fault.Define("replication.day_ahead", fault.Refused,
		"生效日 {day} 还没有到。请填今天或以前的日期。")
	dayBehind = fault.Define("replication.day_behind", fault.Refused,
		"生效日 {day} 早于上一次变化的生效日 {since}，会改写已经记下的经过。请填 {since} 或以后的日期。")
	textFixed = fault.Define("replication.text_fixed", fault.Refused,
		"{code} 已经按现在的文本验收，不能换文本。确有错误的，请先撤销完成，再导入新文本。")
	twice = fault.Define("replication.twice", fault.Conflict,
		"{code} 已经在清单里。请打开它修改，或核对序号。")
)
