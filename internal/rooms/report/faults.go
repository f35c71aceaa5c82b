package report

import "yingshang/internal/kernel/fault"

// NoFigure is answered when no room answers for the figure.
var NoFigure = fault.Define("report.no_figure", fault.NotFound,
	"没有编号为“{id}”的数字。请到“数字台账”里查看全部数字和它们的编号。")

// BadPeriod is answered when a period ends before it begins.
var BadPeriod = fault.Define("report.bad_period", fault.Invalid,
	"截止日 {to} 早于起始日 {from}。请把两个日期换过来，或改正写错的一个。")

// Restricted is answered when somebody asks for the records of a restricted figure.
var Restricted = fault.Define("report.restricted", fault.Forbidden,
	"“{label}”背后的记录限知悉，这里不列出。有权查看的人请到业务页面查看，每次查看都留痕。")
