package kit

import (
	"encoding/json"
	"net/http"

	"yingshang/internal/kernel/fault"
)

// APIPrefix is where programs find the house; errors there are problem+json.
const APIPrefix = "/api/v1/"

// Problem is an error for programs (RFC 9457) with a stable code, a Chinese
// sentence and an English title.
type Problem struct {
	Type    string         `json:"type" doc:"about:blank; the code tells problems apart"`
	Title   string         `json:"title" doc:"kind of obstacle, in Chinese"`
	TitleEn string         `json:"title_en" doc:"kind of obstacle, in English"`
	Status  int            `json:"status"`
	Detail  string         `json:"detail,omitempty" doc:"what happened and how to mend it, in Chinese"`
	Code    string         `json:"code" doc:"stable code, room.what_is_wrong"`
	Request string         `json:"request_id,omitempty" doc:"quote it when asking for help"`
	Fields  []ProblemField `json:"errors,omitempty"`
}

// ProblemField is a problem with one input.
type ProblemField struct {
	Field  string `json:"field"`
	Detail string `json:"detail"`
}

// Error makes a Problem an error that carries its own status.
func (p *Problem) Error() string { return p.Code + ": " + p.Detail }

// GetStatus is the status code of the answer.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of RFC 9457.
func (p *Problem) ContentType(string) string { return "application/problem+json" }

var titles = map[int][2]string{
	http.StatusBadRequest:            {"请求有误", "Bad request"},
	http.StatusUnauthorized:          {"需要令牌", "Token needed"},
	http.StatusForbidden:             {"无权", "Not allowed"},
	http.StatusNotFound:              {"没有找到", "Not found"},
	http.StatusMethodNotAllowed:      {"方法不对", "Method not allowed"},
	http.StatusConflict:              {"他人已改", "Changed meanwhile"},
	http.StatusRequestEntityTooLarge: {"内容太大", "Too large"},
	http.StatusUnsupportedMediaType:  {"格式不收", "Unsupported media type"},
	http.StatusUnprocessableEntity:   {"填写有误或不符合规定", "Cannot be processed"},
	http.StatusTooManyRequests:       {"太频繁", "Too many requests"},
	http.StatusServiceUnavailable:    {"暂时不能办", "Busy"},
	http.StatusInternalServerError:   {"系统故障", "Internal error"},
}

// NewProblem makes a problem of a status and a code.
func NewProblem(status int, code, detail string) *Problem {
	title, ok := titles[status]
	if !ok {
		title = [2]string{http.StatusText(status), http.StatusText(status)}
	}
	return &Problem{Type: "about:blank", Title: title[0], TitleEn: title[1], Status: status, Code: code, Detail: detail}
}

// ProblemOf is a fault as programs see it.
func ProblemOf(what *fault.Fault, request string) *Problem {
	p := NewProblem(StatusOfFault(what), what.Def.Code, what.Sentence())
	p.Request = request
	for _, f := range what.Fields {
		p.Fields = append(p.Fields, ProblemField{f.Name, f.Sentence})
	}
	return p
}

func (c *Ctx) sendProblem(what *fault.Fault) {
	p := ProblemOf(what, c.RequestID)
	body, err := json.Marshal(p)
	if err != nil {
		body = []byte(`{}`) // a Problem holds nothing that cannot be marshalled
	}
	noStore(c.w.Header())
	c.retryAfter(what, p.Status)
	c.status = p.Status
	_ = c.send("application/problem+json", body) // nobody is left to tell
}
