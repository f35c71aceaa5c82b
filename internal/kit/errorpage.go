package kit

import (
	"net/http"
	"strconv"

	"yingshang/internal/kernel/fault"
)

// errorView is an error in plain words: what happened, what is kept, what to do.
type errorView struct {
	Status  int
	Heading string
	Said    string // the fault's sentence
	Todo    string
	Search  bool // offer the search box
}

// explained are heading and advice per status code.
var explained = map[int]errorView{
	http.StatusForbidden:             {Heading: "这一页没有对您开放", Todo: "如果是工作需要，请把下面的编号告诉本单位的安全管理员。"},
	http.StatusNotFound:              {Heading: "没有找到", Todo: "可以在下面搜一搜，或回首页从栏目进入。", Search: true},
	http.StatusMethodNotAllowed:      {Heading: "请从页面上的按钮进入", Todo: "请回到上一页，再点一次。"},
	http.StatusConflict:              {Heading: "别人刚刚改过", Todo: "请回到上一页刷新，看过最新内容后再提交。"},
	http.StatusRequestEntityTooLarge: {Heading: "内容太大了", Todo: "可以把扫描件调成 200 dpi、黑白，或分成几个文件。原来的页面按返回键还在。"},
	http.StatusUnsupportedMediaType:  {Heading: "这种格式不收", Todo: "请回到上一页，用页面上的表单提交。"},
	http.StatusUnprocessableEntity:   {Heading: "这一步还不能办", Todo: "请按上面的说明改好，再回到上一页提交。"},
	http.StatusTooManyRequests:       {Heading: "请稍等一下", Todo: "过一会儿刷新本页即可，不用重新填写。"},
	http.StatusServiceUnavailable:    {Heading: "暂时不能办理", Todo: "已保存的内容都在。请稍后刷新本页再试。"},
	http.StatusInternalServerError:   {Heading: "系统出错了", Todo: "已保存的内容不受影响。"},
}

// codes are the statuses of the kit's own faults, where the kind alone would
// say too little.
var codes = map[*fault.Def]int{
	WrongMethod: http.StatusMethodNotAllowed,
	TooLarge:    http.StatusRequestEntityTooLarge,
	WrongType:   http.StatusUnsupportedMediaType,
	TooOften:    http.StatusTooManyRequests,
	TooMany:     http.StatusTooManyRequests,
}

// StatusOfFault is the status code a fault is answered with.
func StatusOfFault(what *fault.Fault) int {
	if code, ok := codes[what.Def]; ok {
		return code
	}
	return statusOf(what.Def.Kind)
}

// showFault answers with the error page. If even that fails, one plain sentence
// goes out.
func (s *Site) showFault(c *Ctx, what *fault.Fault) {
	status := StatusOfFault(what)
	view, ok := explained[status]
	if !ok {
		view = explained[http.StatusInternalServerError]
	}
	view.Status, view.Said = status, what.Sentence()
	c.status, c.forms, c.sent = status, map[string]*Form{}, nil
	c.retryAfter(what, status)
	noStore(c.w.Header())
	if err := c.Render(errorTempl(c.Page(view.Heading), view)); err != nil {
		s.Config.Log.Error("error page", "request", c.RequestID, "err", err.Error())
		if !c.wrote {
			c.w.WriteHeader(status)
			_, _ = c.w.Write([]byte(view.Heading + "。" + view.Said)) // nobody is left to tell
		}
	}
}

// retryAfter tells when to come back, in seconds.
func (c *Ctx) retryAfter(what *fault.Fault, status int) {
	if status != http.StatusTooManyRequests && status != http.StatusServiceUnavailable {
		return
	}
	seconds := 5
	if n, ok := what.Args["seconds"].(int); ok {
		seconds = n
	}
	c.w.Header().Set("Retry-After", strconv.Itoa(seconds))
}
