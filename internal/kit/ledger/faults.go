package ledger

import "yingshang/internal/kernel/fault"

// What can be wrong with a file as a whole.
var (
	NotATable = fault.Define("ledger.not_a_table", fault.Invalid,
		"“{file}”不是表格文件。请用 Excel 或 WPS 打开原表，另存为 .xlsx 或 .csv 后再导入。")
	OldFormat = fault.Define("ledger.old_format", fault.Invalid,
		"“{file}”是 .xls 或 .et 旧格式。请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”后再导入。")
	Encrypted = fault.Define("ledger.encrypted", fault.Invalid,
		"“{file}”设了打开密码。请打开后在“文件—信息—保护工作簿”里取消密码，保存后再导入。")
	Broken = fault.Define("ledger.broken", fault.Invalid,
		"“{file}”不完整，打不开。请用 Excel 或 WPS 打开检查，另存一份 .xlsx 后再导入。")
	TooLarge = fault.Define("ledger.too_large", fault.Invalid,
		"“{file}”太大（上限 {limit}）。请删去图片和多余的工作表，或按月份拆成几份；行数很多时另存为 .csv 再导入。")
	TooManyRows = fault.Define("ledger.too_many_rows", fault.Invalid,
		"工作表“{sheet}”超过 {limit} 行。请另存为“CSV UTF-8（逗号分隔）”再导入，CSV 不限行数。")
	Unreadable = fault.Define("ledger.unreadable_text", fault.Invalid,
		"“{file}”的文字编码认不出来。请用 Excel 或 WPS 另存为“CSV UTF-8（逗号分隔）”后再导入。")
	Empty = fault.Define("ledger.empty", fault.Invalid,
		"“{file}”里没有数据。请确认选对了文件，表头下面至少要有一行。")
	NoHeading = fault.Define("ledger.no_heading", fault.Invalid,
		"在“{file}”里没有找到表头。请在数据上方留一行表头，写明：{columns}；也可以下载模板把数据贴进去。")
	BadHeading = fault.Define("ledger.bad_heading", fault.Invalid,
		"表头（第 {row} 行）有 {n} 处要改：{what}。改好表头后再导入，数据还没有读。")
	TwoSheets = fault.Define("ledger.two_sheets", fault.Invalid,
		"工作表“{first}”和“{second}”都像这份台账。请只留要导入的一张，另存后再导入。")
)

// What can be wrong with an import.
var (
	RowsInError = fault.Define("ledger.rows_in_error", fault.Invalid,
		"{rows} 行里有 {bad} 行要改，这次一行也没有导入。请按行号改好后重新导入整份文件。")
	NotYours = fault.Define("ledger.not_yours", fault.Forbidden,
		"您的岗位不能导入{kind}，请交给{roles}办理。")
	Miscounted = fault.Define("ledger.miscounted", fault.Internal,
		"导入前后行数对不上（读到 {rows} 行，处理 {done} 行），已全部撤销。请把这份文件交给系统管理员核对。")
)
