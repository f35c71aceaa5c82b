package report

// section is one part of the half-year report: a heading and its sentences.
type section struct {
	heading   string
	sentences []string
}

// prose is the text of the report. {id} stands for a figure; nothing else in it
// is a number, so that nobody can change a figure by editing words. A sentence
// is printed when every figure in it has a value.
var prose = []section{
	{"一、政务服务事项", []string{
		"期末公布政务服务事项{approvals.items}项，其中即办件{approvals.instant_items}项，最多跑一次事项占{approvals.one_visit_share}%，可网上办理事项占{approvals.online_share}%。",
		"承诺时限比法定时限压缩{approvals.limit_compression}%。",
		"{approvals.reduction_departments}个部门对{approvals.reduction_items}个事项减掉应提交材料{approvals.reduced_materials}项。",
		"公布容缺受理事项{approvals.conditional_items}项，涉及{approvals.conditional_departments}个部门。",
		"针对重点项目，不动产登记、抵押承诺缩减至{approvals.limit_property_registration}个工作日，用地规划、工程规划、施工许可承诺缩减至{approvals.limit_construction_permits}个工作日。",
		"入园项目的核准和用地规划许可，最快一件实际用时{approvals.fastest_project_days}个工作日，比法定时限提前{approvals.fastest_project_ahead}%。",
	}},
	{"二、办件情况", []string{
		"全县收件{cases.received}件，受理{cases.accepted}件，办结{cases.closed}件，期末在办{cases.open}件。",
		"办结件中，撤回、退件、终止等异常办结{cases.closed_abnormal}件；晚于到期日办结{cases.closed_late}件。",
	}},
	{"三、效能监管", []string{
		"本平台监管的时限中，逾期办件{monitor.overdue}件，另有因系统技术原因不计逾期{monitor.overdue_excused}件，期末临期办件{monitor.near_due}件。",
	}},
	{"四、改革举措复制推广", []string{
		"全国复制推广的改革举措{reforms.to_copy}项，已基本完成{reforms.to_copy_done}项；供全国借鉴的{reforms.for_reference}项，已基本完成{reforms.for_reference_done}项，正在推进{reforms.in_progress}项。",
	}},
	{"五、涉企案件", []string{
		"对损害营商环境的刑事案件立案{harm.criminal_cases}起，查处行政案件{harm.administrative_cases}起，行政拘留{harm.detained}人。",
	}},
	{"六、政务服务评价", []string{
		"收到评价{ratings.count}条，满意率{ratings.satisfied}%，好评率{ratings.good}%，差评率{ratings.bad}%，主动评价率{ratings.rate_active}%。",
	}},
}
