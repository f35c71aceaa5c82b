package caselog

import "yingshang/internal/kernel/fault"

// NotYours is answered to an actor who may not bring a log in.
var NotYours = fault.Define("caselog.not_yours", fault.Forbidden,
	"您的岗位不能导入外部办件台账，请交给{roles}办理。")
