package project

import "yingshang/internal/kernel/fault"

var (
	// CodeTaken: the project code already belongs to a project.
	CodeTaken = fault.Define("project.code_taken", fault.Conflict,
		"投资项目代码 {code} 已经登记为“{name}”。请直接选用这个项目，信息有变请用“变更”。")
	// KeyOverlap: the project is already a key project of this level then.
	KeyOverlap = fault.Define("project.key_overlap", fault.Conflict,
		"“{name}”从 {from} 起已列为{level}重点项目（{document}）。请先登记那一次的截止日期，再登记新的。")
	// NotKey: there is no running key-project entry to end.
	NotKey = fault.Define("project.not_key", fault.Refused,
		"“{name}”在 {day} 之后不是重点项目，不用再取消。请核对日期。")
)
