package api

import (
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"yingshang/internal/kit"
)

// speakChinese puts the house's words and problem form in the place of huma's.
// They are package variables there, so once per process is enough.
var speakChinese = sync.OnceFunc(func() {
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return newError(status, msg, errs...)
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		p := newError(status, msg, errs...)
		p.Request = kit.RequestIDOf(ctx.Context())
		return p
	}
	for place, words := range chinese {
		*place = words
	}
})

// invalidCode is the code of what huma itself found wrong with a request.
const invalidCode = "form.invalid"

func newError(status int, msg string, errs ...error) *kit.Problem {
	p := kit.NewProblem(status, invalidCode, "请求里有内容要改，见 errors。")
	if len(errs) == 0 {
		p.Detail = translate(msg)
	}
	for _, err := range errs {
		if err == nil {
			continue
		}
		// The value is not echoed: it may be personal.
		if d, ok := err.(huma.ErrorDetailer); ok {
			detail := d.ErrorDetail()
			p.Fields = append(p.Fields, kit.ProblemField{Field: detail.Location, Detail: translate(detail.Message)})
			continue
		}
		p.Fields = append(p.Fields, kit.ProblemField{Detail: translate(err.Error())})
	}
	return p
}

// fixed are sentences that huma does not let be replaced, by their beginning.
var fixed = []struct{ begins, words string }{
	{"unknown query parameter", "没有这个参数，请去掉"},
	{"required path parameter", "地址里缺少这一段，请补上"},
	{"required query parameter", "缺少这个参数，请补上"},
	{"required header parameter", "缺少这个请求头，请补上"},
	{"required cookie parameter", "缺少这个 cookie，请补上"},
	{"expected at most one value", "这个参数只能给一次，请去掉多余的"},
	{"request body is required", "没有内容，请按说明提交 JSON"},
	{"request body is too large", "内容太大，请分几次提交"},
	{"invalid integer", "请写整数"},
	{"invalid float", "请写数字"},
	{"invalid boolean", "请写 true 或 false"},
	{"unknown content type", "格式不收，请用 application/json"},
	{"invalid character", "JSON 写错了，请检查括号、引号和逗号"},
	{"unexpected end of JSON", "JSON 没有写完，请检查括号"},
}

func translate(msg string) string {
	for _, f := range fixed {
		if strings.HasPrefix(msg, f.begins) {
			return f.words
		}
	}
	return msg
}

var chinese = map[*string]string{
	&validation.MsgUnexpectedProperty:                 "没有这个字段，请去掉",
	&validation.MsgExpectedRFC3339DateTime:            "请写成 2020-06-08T15:58:00+08:00 这样的时间",
	&validation.MsgExpectedRFC1123DateTime:            "请写成 Mon, 08 Jun 2020 07:58:00 GMT 这样的时间",
	&validation.MsgExpectedRFC3339Date:                "请写成 2020-06-08 这样的日期",
	&validation.MsgExpectedRFC3339Time:                "请写成 15:58:00+08:00 这样的时间",
	&validation.MsgExpectedRFC5322Email:               "请写成电子邮箱：%v",
	&validation.MsgExpectedRFC5890Hostname:            "请写成主机名：%v",
	&validation.MsgExpectedRFC2673IPv4:                "请写成 IPv4 地址",
	&validation.MsgExpectedRFC2373IPv6:                "请写成 IPv6 地址",
	&validation.MsgExpectedRFCIPAddr:                  "请写成 IPv4 或 IPv6 地址",
	&validation.MsgExpectedRFC3986URI:                 "请写成网址：%v",
	&validation.MsgExpectedRFC4122UUID:                "请写成 UUID：%v",
	&validation.MsgExpectedRFC6570URITemplate:         "请写成网址模板",
	&validation.MsgExpectedRFC6901JSONPointer:         "请写成 JSON 指针",
	&validation.MsgExpectedRFC6901RelativeJSONPointer: "请写成相对 JSON 指针",
	&validation.MsgExpectedRegexp:                     "请写成正则表达式：%v",
	&validation.MsgExpectedMatchAtLeastOneSchema:      "和允许的几种写法都不符，请对照说明修改",
	&validation.MsgExpectedMatchExactlyOneSchema:      "要正好符合一种写法，请对照说明修改",
	&validation.MsgExpectedNotMatchSchema:             "这种写法不能用，请对照说明修改",
	&validation.MsgExpectedPropertyNameInObject:       "缺少区分类型的字段，请补上",
	&validation.MsgExpectedBoolean:                    "请写 true 或 false",
	&validation.MsgExpectedDuration:                   "请写成时长：%v",
	&validation.MsgExpectedNumber:                     "请写数字",
	&validation.MsgExpectedInteger:                    "请写整数",
	&validation.MsgExpectedString:                     "请写文字（加引号）",
	&validation.MsgExpectedBase64String:               "请用 base64 编码",
	&validation.MsgExpectedArray:                      "请写成数组",
	&validation.MsgExpectedObject:                     "请写成对象",
	&validation.MsgExpectedArrayItemsUnique:           "数组里有重复，请去掉",
	&validation.MsgExpectedOneOf:                      "只能是其中之一：“%s”，请改成其中一个",
	&validation.MsgExpectedMinimumNumber:              "请填不小于 %v 的数",
	&validation.MsgExpectedExclusiveMinimumNumber:     "请填大于 %v 的数",
	&validation.MsgExpectedMaximumNumber:              "请填不大于 %v 的数",
	&validation.MsgExpectedExclusiveMaximumNumber:     "请填小于 %v 的数",
	&validation.MsgExpectedNumberBeMultipleOf:         "请填 %v 的倍数",
	&validation.MsgExpectedMinLength:                  "太短，请写至少 %d 个字符",
	&validation.MsgExpectedMaxLength:                  "太长，请写最多 %d 个字符",
	&validation.MsgExpectedBePattern:                  "请写成 %s",
	&validation.MsgExpectedMatchPattern:               "请按 %s 的样子写",
	&validation.MsgExpectedMinItems:                   "请至少给 %d 项",
	&validation.MsgExpectedMaxItems:                   "请最多给 %d 项",
	&validation.MsgExpectedMinProperties:              "请至少给 %d 个字段",
	&validation.MsgExpectedMaxProperties:              "请最多给 %d 个字段",
	&validation.MsgExpectedRequiredProperty:           "缺少字段 %s，请补上",
	&validation.MsgExpectedDependentRequiredProperty:  "有了字段 %[2]s，就还要有 %[1]s，请补上",
}
