package letters

import "yingshang/internal/kernel/fault"

var (
	// NoForm: there is no form of this code.
	NoForm = fault.Define("letters.no_form", fault.Invalid, "没有“{form}”这种文书。请从文书种类里选一种。")
	// IsVoid: the letter is void already.
	IsVoid = fault.Define("letters.is_void", fault.Refused, "{number} 已经作废，不能再{verb}。需要时请重新制发一份。")
	// ReasonShort: voiding needs a reason, which the register shows beside the number.
	ReasonShort = fault.Define("letters.reason_short", fault.Invalid, "请写明作废的原因，至少 4 个字；文号不会再用，原因会留在登记簿里。")
	// Served: the letter has been served already.
	Served = fault.Define("letters.served", fault.Conflict, "{number} 已在 {day} 送达（{method}），不用再送。请打开送达记录核对。")
	// ArrivedAlready: the arrival of this delivery is recorded already.
	ArrivedAlready = fault.Define("letters.arrived_already", fault.Conflict, "这次送达的到达日期已登记为 {day}。请打开送达记录核对。")
	// ReturnedAlready: this delivery came back already.
	ReturnedAlready = fault.Define("letters.returned_already", fault.Conflict, "这次送达已登记 {day} 退回。请另登记一次送达，可以换一种方式。")
	// NotAgreed: electronic service without consent.
	NotAgreed = fault.Define("letters.not_agreed", fault.Refused,
		"受送达人没有同意电子送达，不能这样送（民事诉讼法第九十条）。请先办送达方式确认，或改用直接、邮寄等方式。")
	// NotYours: the letter is another unit's or another party's.
	NotYours = fault.Define("letters.not_yours", fault.NotFound, "没有找到这份文书。请从办件或“我的文书”重新打开。")
)
