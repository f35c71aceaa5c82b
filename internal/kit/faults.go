package kit

import "yingshang/internal/kernel/fault"

var (
	// NoPage: the address leads nowhere.
	NoPage = fault.Define("kit.no_page", fault.NotFound, "没有找到这个页面。可能是地址抄错了，或页面已经搬走；请在上面的搜索框里找一找。")
	// NotAllowed: the session does not hold the route's permission.
	NotAllowed = fault.Define("kit.not_allowed", fault.Forbidden, "您的岗位看不了这一页。需要“{perm}”权限，由{roles}办理；要开通请找本单位负责人提出，由安全管理员授权。")
	// ForeignForm: the form did not come from a page of this site.
	ForeignForm = fault.Define("kit.foreign_form", fault.Forbidden, "这次提交不是从本网站的页面发出的，没有保存。请回到原来的页面刷新后再提交。")
	// TooLarge: the request's body is over the route's limit.
	TooLarge = fault.Define("kit.too_large", fault.Invalid, "提交的内容超过了 {limit}。请压缩文件或分几次上传。")
	// WrongType: the body is not a form.
	WrongType = fault.Define("kit.wrong_type", fault.Invalid, "提交的格式这里不收。请用网页上的表单提交。")
	// WrongMethod: the address exists for the other method.
	WrongMethod = fault.Define("kit.wrong_method", fault.Invalid, "这个地址不能这样打开。请从页面上的按钮或链接进入。")
	// TooOften: the address was used too often.
	TooOften = fault.Define("kit.too_often", fault.Busy, "操作太频繁了。请等 {seconds} 秒再试；已填的内容可以按返回键找回。")
	// TooMany: one address holds too many connections.
	TooMany = fault.Define("kit.too_many", fault.Busy, "从您的网络同时打开的页面太多。请关掉几个，几秒后再试。")
	// Closed: the site is closed for work on it.
	Closed = fault.Define("kit.closed", fault.Busy, "系统正在维护，预计 {until} 恢复。已保存的内容都在；急事请打大厅电话。")
	// SessionEnded: the form came after the session's end.
	SessionEnded = fault.Define("kit.session_ended", fault.Forbidden, "登录已过期，刚才填的内容都还在。请重新登录，再核对提交。")
	// Broken: something inside failed; the cause is in the log.
	Broken = fault.Define("kit.broken", fault.Internal, "系统内部出错，这次没有办成，已保存的内容不受影响。请记下编号 {request}，打大厅电话告诉我们。")
)
