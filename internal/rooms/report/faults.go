package report

import "yingshang/internal/kernel/fault"

// NoFigure is answered when no room answers for the figure.
var NoFigure = fault.Define("report.no_figure", fault.NotFound,
	"没有编号为“{id}”的数字。请到“数字台账”里查看全部数字和它们的编号。")

// BadPeriod is answered when a period ends before it begins.
var BadPeriod = fault.Define("report.bad_period", fault.Invalid,
	"截止日 {to} 早于起始日 {from}。请把两个日期换过来，或改正写错的一个。")
