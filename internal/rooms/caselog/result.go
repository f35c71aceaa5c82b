package caselog

import (
	"strings"

	"yingshang/internal/kernel/zh/fold"
)

// class is what a result word says about a case.
type class int

const (
	unknown  class = iota
	open           // still being handled (在办)
	normal         // closed with a decision (正常办结)
	abnormal       // closed without one (异常办结)
)

const resultNote = "正常办结：准予、不予许可、办结、转报；异常办结：撤回、退件、作废、终止、不予受理；在办的可以留空或写“在办”。"

// words are the result words seen in foreign logs, in their plain form. The
// list is policy: a figure must not depend on a guess, so a word that is not
// here is a problem of its row.
var words = classify(map[class][]string{
	normal: {
		"准予", "准予许可", "准予行政许可", "予以许可", "许可", "同意", "批准", "予以批准", "核准", "通过", "审批通过", "审核通过",
		"办结", "已办结", "正常办结", "予以办结", "即时办结", "办理完成", "已完成", "完成", "发证", "已发证", "出证", "已出证", "予以登记", "准予登记",
		"不予", "不予许可", "不予行政许可", "不予批准", "不予登记", "不同意", "不通过", "审批不通过", "驳回", "否决",
		"转报", "转报办结", "上报办结", "已转报",
		"granted", "approved", "permitted", "issued", "refused", "rejected", "denied", "closed", "completed", "complete",
		"done", "finished", "decided", "relayed",
	},
	abnormal: {
		"撤回", "申请人撤回", "撤回申请", "撤件", "撤销申请", "撤办", "主动撤回", "退件", "退件办结", "退回", "退办", "退窗", "退窗办结",
		"作废", "作废办结", "终止", "终止办理", "终止审批", "办理终止", "不予受理", "不受理", "不属于本机关", "无需许可", "不需许可", "无需办理", "异常办结", "取消", "已取消",
		"withdrawn", "withdraw", "returned", "void", "voided", "cancelled", "canceled", "terminated", "abandoned",
		"notaccepted", "notneeded",
	},
	open: {
		"在办", "办理中", "正在办理", "未办结", "待办", "待受理", "受理", "已受理", "审查中", "审核中", "审批中", "待补正", "补正", "补正中", "补齐补正",
		"暂停", "挂起", "特别程序", "收件", "已收件",
		"open", "pending", "inprogress", "processing", "accepted", "received", "submitted", "suspended", "inreview",
	},
})

func classify(lists map[class][]string) map[string]class {
	out := map[string]class{}
	for c, list := range lists {
		for _, word := range list {
			out[word] = c
		}
	}
	return out
}

// classOf looks a result word up without regard to case, spaces and strokes.
func classOf(word string) class {
	plain := strings.ToLower(fold.Compact(word))
	plain = strings.Map(func(r rune) rune {
		if r == '_' || fold.IsDash(r) || strings.ContainsRune("。.;；", r) {
			return -1
		}
		return r
	}, plain)
	return words[plain]
}
