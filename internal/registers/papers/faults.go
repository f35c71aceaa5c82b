package papers

import "yingshang/internal/kernel/fault"

// What Intake.Check refuses. Every sentence names the material and the way out.
var (
	Empty        = fault.Define("papers.empty", fault.Invalid, "{material}：文件是空的（0 字节）。请打开原文件看看有没有内容，再重新选择。")
	TooLarge     = fault.Define("papers.too_large", fault.Invalid, "{material}：文件超过 {limit}。请压缩图片、降低扫描清晰度，或拆成几个文件再传。")
	WrongType    = fault.Define("papers.wrong_type", fault.Invalid, "{material}：请换成 {want} 文件，现在是 {got}。")
	NoExtension  = fault.Define("papers.no_extension", fault.Invalid, "{material}：文件名没有后缀，认不出是什么文件。请用原来的软件另存为 PDF 再传。")
	NameDiffers  = fault.Define("papers.name_differs", fault.Invalid, "{material}：文件名后缀是 {ext}，内容却是 {got}。请用原来的软件打开，另存为 {want} 后再传，不要直接改后缀。")
	Encrypted    = fault.Define("papers.encrypted", fault.Invalid, "{material}：文件设了密码。请去掉密码另存一份再传。")
	Macros       = fault.Define("papers.macros", fault.Invalid, "{material}：文件里带有宏。请另存为不带宏的 {want} 文件再传。")
	Broken       = fault.Define("papers.broken", fault.Invalid, "{material}：文件打不开，可能没有传完整。请先在自己的设备上打开看看，再重新上传。")
	Unpacks      = fault.Define("papers.unpacks_too_large", fault.Invalid, "{material}：文件展开后太大（{what}）。请删去多余的图片和附件，或打印成 PDF 再传。")
	UnsafeNames  = fault.Define("papers.unsafe_names", fault.Invalid, "{material}：文件内部结构不正常。请用 Office、WPS 或版式软件重新另存一份再传。")
	TooManyDots  = fault.Define("papers.too_many_pixels", fault.Invalid, "{material}：图片有 {pixels} 万像素，最多 4000 万。请把图片缩小后再传。")
	BadText      = fault.Define("papers.bad_text", fault.Invalid, "{material}：文本里有读不出的内容。请另存为 UTF-8 编码的 {want} 文件再传。")
	ScanPending  = fault.Define("papers.scan_pending", fault.Busy, "{material}：病毒检查没有完成，文件没有收下。请过几分钟再传一次。")
	QuotaReached = fault.Define("papers.quota_reached", fault.Refused, "这一件已有 {files} 个文件、共 {size}，最多 {most} 个、{limit}。请合并或撤下多余的文件再传。")
)

// What the acts on papers refuse.
var (
	NotOwn      = fault.Define("papers.not_own", fault.NotFound, "没有找到这份材料。请从办件或“我的材料”重新打开。")
	GradeDenied = fault.Define("papers.grade_denied", fault.Forbidden, "您不能按{grade}级收这份材料，请改选等级：{why}")
	NotUsable   = fault.Define("papers.not_usable", fault.Refused, "《{name}》现在是“{state}”，不能再用。请换一份有效的。")
	Expired     = fault.Define("papers.expired", fault.Refused, "《{name}》的有效期是 {from} 至 {to}，今天不能用。请换一份在有效期内的。")
	NoConsent   = fault.Define("papers.no_consent", fault.Refused, "《{name}》还没有本人同意用于这件事。请先请申请人确认“同意使用”。")
	Consents    = fault.Define("papers.consent_stands", fault.Conflict, "《{name}》已经同意用于这件事，不用再确认。")
	NoSuch      = fault.Define("papers.no_such_consent", fault.NotFound, "没有找到要撤回的同意。请刷新页面看最新情况。")
	NotForCheck = fault.Define("papers.not_for_check", fault.Refused, "《{name}》是{grade}级材料，不用再核原件。")
	Twice       = fault.Define("papers.same_bytes", fault.Conflict, "《{name}》的这个文件您在 {day} 已经交过，现在还能用，不用再传。请直接用那一份，有更新的再传。")
	Isolated    = fault.Define("papers.isolated", fault.Refused, "《{name}》被查出可疑内容，已经隔离，不能打开。请申请人换一份再交。")
)

// What handing evidence in refuses.
var (
	EvidenceUnit   = fault.Define("papers.evidence_unit", fault.Forbidden, "佐证由单位交，您的账号没有单位。请换用单位的账号。")
	EvidenceMany   = fault.Define("papers.evidence_many", fault.Refused, "一次最多交 {most} 个佐证文件。请合并后再传。")
	EvidenceName   = fault.Define("papers.evidence_name", fault.Invalid, "佐证名称没有填，或者超过 200 个字。请写明是什么文件。")
	EvidenceThreat = fault.Define("papers.evidence_threat", fault.Refused, "《{name}》被查出可疑内容，没有收下。请换一份再交。")
)
