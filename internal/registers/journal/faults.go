package journal

import "yingshang/internal/kernel/fault"

var (
	// LeafDamaged stops sequencing and signing: a stored leaf no longer has its
	// hash. Nothing is signed that was not read back and recomputed.
	LeafDamaged = fault.Define("journal.leaf_damaged", fault.Internal,
		"留痕表 journal_leaf 的 {leaf} 与写入时不符，已停止签发检查点。请立即保留现场，运行“核验日志”查明，再从备份恢复。")
	// TreeDamaged stops signing: the tree read back does not lead to the root.
	TreeDamaged = fault.Define("journal.tree_damaged", fault.Internal,
		"留痕树在第 {place} 条附近与重新计算的不符，已停止签发检查点。请立即保留现场，运行“核验日志”查明，再从备份恢复。")
	// RolledBack stops signing: an older or another state of the data was put in
	// place of one whose checkpoint is already public.
	RolledBack = fault.Define("journal.rolled_back", fault.Refused,
		"已签发过 {known} 条留痕的检查点，现在的日志只有 {size} 条或与它不一致，像是恢复了旧备份。已停止签发；请换回较新的备份，或由两人具名办理“确认回退”。")
	// SecondMissing is answered when a rollback is accepted by one person alone.
	SecondMissing = fault.Define("journal.second_missing", fault.Invalid,
		"确认回退要两个不同的人具名并写明理由。请补上第二人的账号和理由。")
	// NotRolledBack is answered when there is no rollback to accept.
	NotRolledBack = fault.Define("journal.not_rolled_back", fault.Refused,
		"日志没有被截短或换过，不用确认回退。")
	// WrongLogKey stops signing: the key file is not the one the log began with.
	WrongLogKey = fault.Define("journal.wrong_log_key", fault.Refused,
		"密钥目录里的 journal.key 不是这份日志开始时的那一把。请把原来的 journal.key 放回该目录，再启动。")
	// NoReceipt is answered for a leaf that is not there.
	NoReceipt = fault.Define("journal.no_receipt", fault.NotFound,
		"没有找到这张回执。请核对回执编号或查询码，或到窗口补打。")
	// BadReceipt is answered when a receipt does not prove what it says.
	BadReceipt = fault.Define("journal.bad_receipt", fault.Refused, "这份回执核验不通过，请带回执到出具的窗口核对：{why}")
	// BadCode is answered for a verification code that cannot be one.
	BadCode = fault.Define("journal.bad_code", fault.Invalid, "回执查询码不对，应为印在回执右上角的 12 位数字和大写字母。请对照回执重填。")
	// NoSuchTile is answered for a part of the log that is not published.
	NoSuchTile = fault.Define("journal.no_such_tile", fault.NotFound,
		"日志里没有“{path}”这一部分。请先取 checkpoint，按其中的长度取用。")
	// NothingToErase is answered when a subject's entries hold no content.
	NothingToErase = fault.Define("journal.nothing_to_erase", fault.Refused,
		"这条记录的留痕里没有可删除的内容。请核对编号；如已删除过，不用再办。")
	// ReasonMissing is answered when content is to be erased without a reason.
	ReasonMissing = fault.Define("journal.reason_missing", fault.Invalid,
		"没有填写删除理由。请写明依据（如个人信息保护法第四十七条）和申请编号。")
)
