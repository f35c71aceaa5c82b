package identity

import "yingshang/internal/kernel/fault"

// Faults of signing in. BadSignIn is one sentence for unknown login, wrong
// password and wrong code, so that nobody learns which accounts exist.
var (
	BadSignIn = fault.Define("identity.bad_sign_in", fault.Forbidden,
		"账号、密码或动态码不对，请核对后重试。忘记密码的，工作人员找系统管理员、申请人带身份证到窗口，领取激活码重设。")
	TooManyTries = fault.Define("identity.too_many_tries", fault.Busy,
		"连续输错次数太多，请在 {until} 之后再试；急用请找安全管理员解锁。")
	AccountStopped = fault.Define("identity.account_stopped", fault.Forbidden,
		"这个账号现在是“{state}”，不能登录。请找{who}办理。")
	SignInNeeded = fault.Define("identity.sign_in_needed", fault.Forbidden,
		"请先登录，再继续办理。")
	SessionOver = fault.Define("identity.session_over", fault.Forbidden,
		"登录已结束（太久没有操作、账号有变动或在别处登录），请重新登录。")
	BadFactor = fault.Define("identity.bad_factor", fault.Forbidden,
		"动态码不对或已经用过，请等手机上换出新的 6 位数字再输入。")
	FactorNotSet = fault.Define("identity.factor_not_set", fault.Refused,
		"这个账号还没有绑定动态码，请先在“账号安全”里绑定。")
	BadCode = fault.Define("identity.bad_code", fault.Forbidden,
		"激活码不对、已经用过或超过 24 小时，请核对后重试，或请系统管理员重新发一个。")
	BadToken = fault.Define("identity.bad_token", fault.Forbidden,
		"接口令牌不对、已收回或已到期，请向系统管理员领取新的令牌。")
)

// Faults of administering accounts.
var (
	NotAllowed = fault.Define("identity.not_allowed", fault.Forbidden,
		"这件事要由{roles}办理，请交给他们。")
	NotYourself = fault.Define("identity.not_yourself", fault.Forbidden,
		"不能给自己办这件事，请另一位有权限的同事办理。")
	LastAdmin = fault.Define("identity.last_admin", fault.Refused,
		"这是最后一位{role}，不能停。请先让另一位同事担任，再办理。")
	RolesClash = fault.Define("identity.roles_clash", fault.Refused,
		"管理员岗位只能单独担任，不能再兼别的岗位（三员分立），请分给不同的人。")
	AccountEnded = fault.Define("identity.account_ended", fault.Refused,
		"这个账号现在是“{state}”，不能这样改。请先恢复使用，已注销的请新开账号。")
	NotApplicant = fault.Define("identity.not_applicant", fault.Refused,
		"只有在用的申请人账号能绑定企业或个人，请核对账号。")
	AlreadyApproved = fault.Define("identity.already_approved", fault.Refused,
		"您已经同意过，还要另一位管理员同意才生效。")
	AlreadyStarted = fault.Define("identity.already_started", fault.Refused,
		"系统已有管理员，不能再做首次开通。新增管理员请走岗位申请。")
	NotDemo = fault.Define("identity.not_demo", fault.Refused,
		"这不是演示库，不能建演示账号。要演示，请用 demo 命令另建一个空库。")
	HasAccounts = fault.Define("identity.has_accounts", fault.Refused,
		"库里已有正式账号，不能改成演示库。要演示，请用 demo 命令另建一个空库。")
	NotActing = fault.Define("identity.not_acting", fault.Refused,
		"这份代理授权今天不生效，或不是授权给您的。请核对起止日期，或请对方重新授权。")
	UnknownRole = fault.Define("identity.unknown_role", fault.Invalid, "岗位“{role}”不认识，可填：{known}，请改正。")
)
